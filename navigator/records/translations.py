"""language.yaml of each folder of translations -> Translation."""

from __future__ import annotations

from pathlib import Path

from navigator.domain.languages import Checked
from navigator.domain.translations import Translation
from navigator.records.files import read_one
from navigator.records.problems import Problem
from navigator.records.schemas import Date, Strict, Text, choice

NOTE = "language.yaml"


class TranslationSchema(Strict):
    """navigator/translations/<code>/language.yaml"""

    name = Text(required=True)
    locale = Text(required=True)
    checked = choice(Checked, required=True)
    by = Text(required=True)
    date = Date(required=True)


def read_translations(folder: Path) -> tuple[dict[str, Translation], list[Problem]]:
    """Every language that has a folder here, by code, and what is wrong with their notes.

    A folder that does not exist holds no languages.
    """
    found: dict[str, Translation] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob(f"*/{NOTE}")):
        record, wrong = read_one(path, TranslationSchema(), folder.parent)
        problems += wrong
        if record is not None:
            found[path.parent.name] = Translation(code=path.parent.name, **record)
    return found, problems
