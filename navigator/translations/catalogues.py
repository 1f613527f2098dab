"""A folder of translations -> words in memory, read when somebody first asks for the language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.core import UnknownLocaleError
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import NullTranslations, Translations

from navigator.domain.needs import Need
from navigator.domain.translations import Translation
from navigator.records import InvalidRecords, Problem
from navigator.records.translations import NOTE, read_translations

ENGLISH = Locale("en", "GB")
MESSAGES = "messages.po"
"""The words of the pages; what is to be translated is the English sentence."""
NEEDS = "needs.po"
"""The names of the needs; what is to be translated is the English name."""


def find_translations() -> Path:
    """The folder of the languages that ship with the program."""
    return Path(__file__).parent


@dataclass(frozen=True)
class Language:
    """One language, with its words once somebody asks for them."""

    note: Translation
    locale: Locale
    folder: Path

    @property
    def tag(self) -> str:
        """The language as HTML names it: "pt-PT"."""
        return str(self.locale).replace("_", "-")

    @property
    def right_to_left(self) -> bool:
        """Whether it is written from right to left, by Unicode's CLDR."""
        return self.locale.character_order == "right-to-left"

    @cached_property
    def messages(self) -> NullTranslations:
        """The words of the pages; what is missing here stays English."""
        return _open(self.folder / MESSAGES, self.locale)

    @cached_property
    def needs(self) -> NullTranslations:
        """The names of the needs; what is missing here stays English."""
        return _open(self.folder / NEEDS, self.locale)

    def need_name(self, need: Need) -> str:
        """What a need is called; its English name where nobody has translated it."""
        return str(self.needs.gettext(need.name))


class Languages:
    """The languages that a folder holds, by code."""

    def __init__(self, folder: Path) -> None:
        """Read each language's note. Raise InvalidRecords with everything that is wrong with them."""
        notes, problems = read_translations(folder)
        self.by_code: Mapping[str, Language] = {
            code: Language(note, locale, folder / code)
            for code, note in notes.items()
            if (locale := _parse(note, problems)) is not None
        }
        if problems:
            raise InvalidRecords(problems)
        self._by_locale = {str(language.locale): language for language in self.by_code.values()}
        self._english = NullTranslations()

    def find(self, locale: Locale | None) -> Language | None:
        """The language of a reader, or None where it is English."""
        return self._by_locale.get(str(locale))

    def messages(self, locale: Locale | None) -> NullTranslations:
        """The words of the pages for a reader."""
        language = self.find(locale)
        return self._english if language is None else language.messages


def read_catalogue(path: Path, locale: Locale) -> Catalog:
    """Read one .po file; an absent one is empty. Raise InvalidRecords where it is not one."""
    try:
        with path.open("rb") as stream:
            return read_po(stream, locale=str(locale), abort_invalid=True)
    except FileNotFoundError:
        return Catalog(locale=str(locale))
    except (PoFileError, UnicodeDecodeError, ValueError, OSError) as error:
        name = f"{path.parent.parent.name}/{path.parent.name}/{path.name}"
        raise InvalidRecords(
            [Problem(name, "", f"cannot be read as translations: {error}.", "Correct that line.")]
        ) from None


def _open(path: Path, locale: Locale) -> NullTranslations:
    packed = BytesIO()
    write_mo(packed, read_catalogue(path, locale))
    packed.seek(0)
    return Translations(packed)


def _parse(note: Translation, problems: list[Problem]) -> Locale | None:
    try:
        return Locale.parse(note.locale)
    except (UnknownLocaleError, ValueError):
        fix = "Write it as Unicode's CLDR does, like pl or pt_PT."
        problems.append(
            Problem(f"translations/{note.code}/{NOTE}", "locale", f"{note.locale!r} is not known.", fix)
        )
        return None
