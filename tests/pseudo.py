"""A made-up language: English with an accent on every letter, so that what stays plain was never translated."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from babel.messages import Catalog

from navigator.domain.needs import Need
from navigator.translations import Languages
from navigator.translations.catalogues import MESSAGES, NEEDS, read_catalogue
from navigator.translations.faults import PLACEHOLDER
from navigator.translations.upkeep import write_catalogue
from navigator.translations_command import update_languages

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "áƀçďéƒĝĥíĵķĺɱñóþɋŕšťúṽŵẋýžÁƁÇĎÉƑĜĤÍĴĶĹṀÑÓÞɊŔŠŤÚṼŴẊÝŽ"
ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
ARABIC = str.maketrans(_PLAIN, "ابتثجحخدذرزسشصضطظعغفقكلمنه" * 2)
"""Letters that run from right to left, for looking at how a page is laid out."""


def accent(text: str, letters: dict[int, int] = ACCENTS) -> str:
    """A sentence in the made-up language, its placeholders as they were."""
    kept = [*PLACEHOLDER.finditer(text)]
    ends = [0, *(place.end() for place in kept)]
    starts = [*(place.start() for place in kept), len(text)]
    parts = [text[end:start].translate(letters) for end, start in zip(ends, starts, strict=True)]
    return "".join(part + place for part, place in zip(parts, [*(one.group() for one in kept), ""], strict=True))


def write_language(folder: Path, code: str, locale: str, needs: Iterable[Need] | None, **note: str) -> Path:
    """A folder with one language in it; with needs, every sentence translated into the made-up language."""
    letters = ARABIC if note.pop("letters", "") == "arabic" else ACCENTS
    told = {
        "name": accent("Example"),
        "locale": locale,
        "checked": "machine",
        "by": "a test",
        "date": "2026-11-24",
    }
    (folder / code).mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{name}: {value!r}\n" for name, value in {**told, **note}.items())
    (folder / code / "language.yaml").write_text(lines, encoding="utf-8")
    if needs is not None:
        update_languages(folder, needs)
        language = Languages(folder).by_code[code]
        for name in (MESSAGES, NEEDS):
            path = folder / code / name
            path.write_bytes(write_catalogue(_translate(read_catalogue(path, language.locale), letters)))
    return folder


def _translate(catalogue: Catalog, letters: dict[int, int]) -> Catalog:
    for message in catalogue:
        if isinstance(message.id, tuple):
            message.string = (accent(message.id[1], letters),) * catalogue.num_plurals
        elif message.id:
            message.string = accent(message.id, letters)
    return catalogue
