"""Which language a page is in: the address says so, and every link and form carries it along.

Nothing is guessed from a browser's settings and nothing is remembered in a cookie: a translation that
no speaker has checked is only given to somebody who asked for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from babel.support import NullTranslations
from flask import Flask, current_app, has_request_context, request
from flask_babel import Babel, Domain, force_locale, get_locale, gettext, ngettext
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from navigator.domain.directory import Directory
from navigator.domain.needs import Need
from navigator.intake import MAX_ITEMS
from navigator.translations import Languages
from navigator.translations.catalogues import ENGLISH, Language
from navigator.web.forms import MAX_QUERY_CHARACTERS, Enquiry
from navigator.wording.speech import ISOLATE, ISOLATE_END, Speech

PARAMETER = "lang"
"""The address parameter that names the language."""
ENGLISH_CODE = "en"
_EXTENSION = "languages"
_FIRST_STRONG = "\u2068"
"""Unicode's mark for text that runs as its first letter does; browsers know it."""
_MARKED = re.compile(f"{ISOLATE}([^{ISOLATE}{ISOLATE_END}]*){ISOLATE_END}")

_Words = TypeVar("_Words", bound=Speech)


class _Domain(Domain):  # type: ignore[misc] # flask_babel has no types
    """Hands flask_babel the words that we read straight from the .po files."""

    def __init__(self, languages: Languages) -> None:
        super().__init__()
        self._languages = languages

    def get_translations(self) -> NullTranslations:
        """The words of this request's language."""
        return self._languages.messages(get_locale())


def register(app: Flask, folder: Path) -> None:
    """Give the app the languages of a folder. Raise InvalidRecords where their notes are broken."""
    languages = Languages(folder)
    app.extensions[_EXTENSION] = languages
    Babel(app, locale_selector=_choose_locale).domain_instance = _Domain(languages)
    app.jinja_env.finalize = show_english
    app.url_defaults(_carry_along)
    app.add_template_global(language_field, "language_field")
    app.add_template_global(lambda: list(languages.by_code.values()), "other_languages")
    app.add_template_global(page_language, "page_language")
    app.add_template_global(address_in, "address_in")
    app.add_template_global(beside, "english_beside")
    app.add_template_global(tell_in_english, "tell_in_english")
    app.add_template_filter(mark_english, "english")
    app.add_template_filter(mark_typed, "as_typed")
    app.add_template_filter(unmark, "unmarked")


def speak(words: type[_Words], directory: Directory) -> _Words:
    """A Wording in the language of whichever page is being written."""
    return words(directory, gettext, ngettext, get_locale, name_need, mark_english)


def speak_english_beside(words: type[_Words]) -> _Words | None:
    """A Wording in English to stand beside that of a page in another language; None on an English page."""
    return None if page_language() is None else words(current_app.extensions["navigator"].directory)


def current_language() -> str:
    """The code of the language asked for; English where none was, or one that we do not have."""
    asked = request.args.get(PARAMETER, ENGLISH_CODE) if has_request_context() else ENGLISH_CODE
    return asked if asked in _languages().by_code else ENGLISH_CODE


def page_language() -> Language | None:
    """The language in which words are being told at this moment, or None where it is English."""
    return _languages().find(get_locale())


def language_field() -> Markup:
    """The hidden field by which a form keeps the language; nothing in English."""
    code = current_language()
    if code == ENGLISH_CODE:
        return Markup()
    return Markup('<input type="hidden" name="{}" value="{}">').format(PARAMETER, code)


@pass_context
def address_in(context: Context, code: str) -> str:
    """The address of this same page, with the same answers, in another language.

    What could not be read is not carried along, and a page that failed carries nothing.
    """
    enquiry: Enquiry | None = context.get("enquiry")
    wrong = {problem.field for problem in enquiry.problems} if enquiry is not None else set()
    asked = [] if context.get("failed") else request.args.lists()
    kept = [
        (name, value)
        for name, values in asked
        if name != PARAMETER and name not in wrong and len(values) <= MAX_ITEMS
        for value in values
        if len(value) <= MAX_QUERY_CHARACTERS
    ]
    if code != ENGLISH_CODE:
        kept.append((PARAMETER, code))
    # One slash only: an address that starts with two would lead to another site.
    path = "/" + quote(f"{request.script_root}{request.path}".lstrip("/"))
    return f"{path}?{urlencode(kept)}" if kept else path


def name_need(need: Need) -> str:
    """What a need is called in the reader's language; marked as English where nobody has translated it."""
    language = page_language()
    if language is None:
        return need.name
    told = language.need_name(need)
    return mark_english(told) if told == need.name else told


def mark_english(text: str) -> str:
    """Mark a text as English where the words around it are not."""
    return f"{ISOLATE}{text}{ISOLATE_END}" if text and page_language() is not None else text


def unmark(text: str) -> str:
    """A text without its marks, for an attribute or an option, which can hold no HTML."""
    return text.replace(ISOLATE, "").replace(ISOLATE_END, "")


def mark_typed(text: str) -> str:
    """Set somebody's own words, in whatever language, apart from the words around them."""
    return f"{_FIRST_STRONG}{text}{ISOLATE_END}" if text and page_language() is not None else text


def show_english(value: Any) -> Any:
    """Turn the marks of mark_english into HTML, as Jinja writes a value into a page.

    Only marks that come in pairs, so that none in somebody's own words can upset a page.
    """
    if not isinstance(value, str) or ISOLATE not in value:
        return value
    shown, pairs = str(escape(value)), 1
    while pairs:
        shown, pairs = _MARKED.subn(r'<span lang="en" dir="ltr">\1</span>', shown)
    return Markup(shown)  # noqa: S704 - escaped above


def beside(told: Callable[..., Any], *values: Any) -> Markup:
    """The same once more in English, for rights and deadlines, where a mistranslation could cost one.

    `told` is a macro or a method of a Wording, with what to hand it; nothing on an English page.
    """
    if page_language() is None:
        return Markup()
    return Markup('<div class="app-english" lang="en" dir="ltr">{}</div>').format(tell_in_english(told, *values))


def tell_in_english(told: Callable[..., Any], *values: Any) -> Any:
    """What a macro or a method of a Wording says in English, whatever the language of the page."""
    with force_locale(str(ENGLISH)):
        return told(*values)


def _choose_locale() -> str:
    language = _languages().by_code.get(current_language())
    return str(ENGLISH if language is None else language.locale)


def _carry_along(endpoint: str, values: dict[str, Any]) -> None:
    """Add the language to the address of a page of ours, unless the link names one itself."""
    if endpoint != "static" and PARAMETER not in values and (code := current_language()) != ENGLISH_CODE:
        values[PARAMETER] = code


def _languages() -> Languages:
    languages: Languages = current_app.extensions[_EXTENSION]
    return languages
