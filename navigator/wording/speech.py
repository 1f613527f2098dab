"""Translation and the words that every other module here builds on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, Protocol

from babel import Locale
from babel.lists import format_list

from navigator.domain.directory import Directory


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


class Speech:
    """What one kind of reader is spoken to in. `locale` is asked anew for every sentence."""

    def __init__(
        self,
        directory: Directory,
        gettext: Gettext = plain_gettext,
        ngettext: Ngettext = plain_ngettext,
        locale: Callable[[], Locale] = lambda: Locale("en", "GB"),
    ) -> None:
        self._directory = directory
        self._gettext = gettext
        self._ngettext = ngettext
        self._locale = locale

    def join(self, names: Iterable[str], style: Literal["or", "standard"] = "or") -> str:
        """Names in a row: "a, b or c"."""
        listed = list(names)
        return format_list(listed, style=style, locale=self._locale()) if listed else ""
