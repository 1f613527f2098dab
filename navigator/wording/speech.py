"""Translation and the words that every other module here builds on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, Protocol

from babel import Locale
from babel.lists import format_list

from navigator.domain.directory import Directory
from navigator.domain.needs import Need

ISOLATE, ISOLATE_END = "\u2066", "\u2069"
"""Unicode's own marks around text that runs from left to right, whatever runs around it."""


class Gettext(Protocol):
    """Translate one sentence; keyword arguments fill its placeholders."""

    def __call__(self, string: str, **variables: object) -> str:
        """The sentence in the reader's language."""


class Ngettext(Protocol):
    """Translate one sentence that counts something."""

    def __call__(self, singular: str, plural: str, num: int, **variables: object) -> str:
        """The right plural of the sentence in the reader's language."""


def plain_gettext(string: str, **variables: object) -> str:
    """No translation: the English sentence itself, filled in."""
    return string % variables if variables else string


def plain_ngettext(singular: str, plural: str, num: int, **variables: object) -> str:
    """No translation, with English plurals."""
    return (singular if num == 1 else plural) % {"num": num, **variables}


def name_in_english(need: Need) -> str:
    """The name that curators gave a need."""
    return need.name


class Speech:
    """What one kind of reader is spoken to in. `locale` is asked anew for every sentence.

    `need_name` names a need; `english` marks a text of the records, which stays English, as such.
    """

    def __init__(
        self,
        directory: Directory,
        gettext: Gettext = plain_gettext,
        ngettext: Ngettext = plain_ngettext,
        locale: Callable[[], Locale] = lambda: Locale("en", "GB"),
        need_name: Callable[[Need], str] = name_in_english,
        english: Callable[[str], str] = str,
    ) -> None:
        self._directory = directory
        self._gettext = gettext
        self._ngettext = ngettext
        self._locale = locale
        self._need_name = need_name
        self._english = english

    def need(self, need: Need | str) -> str:
        """What a need, or the one with this id, is called."""
        return self._need_name(self._directory.needs[need] if isinstance(need, str) else need)

    def join(self, names: Iterable[str], style: Literal["or", "standard"] = "or") -> str:
        """Names in a row: "a, b or c"."""
        listed = list(names)
        return format_list(listed, style=style, locale=self._locale()) if listed else ""
