"""`navigator words`: how easy our own words are to read, by reading age and by the length of sentences."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Protocol

import click
from rich.console import Console
from rich.table import Table

import navigator
from navigator.assembly import Navigator, find_folder
from navigator.domain.directory import Directory
from navigator.translations.messages import extract_messages
from navigator.wording.reading_age import Reading, measure

HARDEST = 20
LONGEST_SENTENCE_WORDS = 25
LIMITS: Mapping[str, float] = {
    "interface": 11.0,
    "glossary": 11.5,
    "needs": 11.5,
    "pathways": 11.0,
    "services": 13.0,
}
"""Kind of text -> the reading age in years that half of its texts may not exceed.

Eleven is our aim for everything; records name teams and laws that we cannot rename.
"""
MAY_BE_LONG: Mapping[str, str] = {
    "The school's long closure may excuse the council, but only if it asked the school for advice %(windows)s, "
    "and only if that made the limit impractical. Ask when it asked.": "two conditions that must be read as one",
}
"""Sentences over the limit that stay, each with its reason."""


class Folders(Protocol):
    """Where the data lies, as the command line or the environment said."""

    def open(self) -> Navigator:
        """Open the navigator, or leave with every problem on standard error."""


@dataclass(frozen=True)
class Told:
    """One text of ours: the kind it is of, where it stands, and what was counted in it."""

    kind: str
    place: str
    reading: Reading


def list_interface_texts(package: Path, templates: Path) -> list[Told]:
    """Every sentence of the program and its templates; of those with a plural, the plural."""
    found = []
    for message in extract_messages(package, templates):
        if message.id:
            text = message.id if isinstance(message.id, str) else message.id[-1]
            places = message.locations or [("", 0)]
            found.append(Told("interface", places[0][0], measure(text)))
    return found


def list_record_texts(directory: Directory) -> list[Told]:
    """What we wrote ourselves about services, needs, pathways and words."""
    services = [(service.id, service.summary) for service in directory.list_services()]
    needs = [(need.id, text) for need in directory.needs.values() for text in (need.name, need.description)]
    pathways = [
        (pathway.id, text)
        for pathway in directory.pathways.values()
        for text in (
            pathway.summary,
            *(stage.summary for stage in pathway.stages),
            *(refusal.text for refusal in pathway.refusals),
        )
    ]
    terms = [(term.id, term.meaning) for term in directory.glossary]
    kinds = (("glossary", terms), ("needs", needs), ("pathways", pathways), ("services", services))
    return [Told(kind, place, measure(text)) for kind, texts in kinds for place, text in texts if text]


def find_typical_age(told: Iterable[Told], kind: str) -> float | None:
    """The reading age that half of the texts of a kind keep within; None when none can be judged."""
    ages = [one.reading.age for one in told if one.kind == kind and one.reading.age is not None]
    return median(ages) if ages else None


def list_broken_limits(told: list[Told]) -> list[str]:
    """What is harder than it may be, each in one line for whoever mends it."""
    broken = []
    for kind, limit in LIMITS.items():
        age = find_typical_age(told, kind)
        if age is not None and age > limit:
            broken.append(f"{kind}: half of the texts are above reading age {age:.1f}; the limit is {limit:g}.")
    for one in told:
        longest = one.reading.longest_sentence
        strict = one.kind in ("interface", "glossary") and one.reading.text not in MAY_BE_LONG
        if strict and longest > LONGEST_SENTENCE_WORDS:
            broken.append(f"{one.place}: a sentence of {longest} words: {one.reading.text}")
    return broken


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def words(folders: Folders, as_json: bool) -> None:
    """Measure how easy our own words are to read. Exit 1 when a limit is broken."""
    told = list_interface_texts(Path(navigator.__file__).parent, find_folder("templates"))
    told += list_record_texts(folders.open().directory)
    broken = list_broken_limits(told)
    hardest = sorted(told, key=lambda one: -(one.reading.age or 0.0))[:HARDEST]
    if as_json:
        click.echo(json.dumps(_tell(told, hardest, broken)))
    else:
        _print(told, hardest, broken)
    if broken:
        raise SystemExit(1)


def _tell(told: list[Told], hardest: list[Told], broken: list[str]) -> dict[str, object]:
    return {
        "reading_age": {kind: find_typical_age(told, kind) for kind in LIMITS},
        "hardest": [
            {"kind": one.kind, "place": one.place, "age": one.reading.age, "text": one.reading.text}
            for one in hardest
        ],
        "broken": broken,
    }


def _print(told: list[Told], hardest: list[Told], broken: list[str]) -> None:
    console = Console(markup=False, emoji=False, highlight=False)
    table = Table(
        "Kind", "Texts", "Judged", "Reading age: half", "Nine in ten", "Limit", "Longest sentence (words)"
    )
    for kind, limit in LIMITS.items():
        of_kind = [one for one in told if one.kind == kind]
        ages = sorted(one.reading.age for one in of_kind if one.reading.age is not None)
        if ages:
            table.add_row(
                kind,
                str(len(of_kind)),
                str(len(ages)),
                f"{median(ages):.1f}",
                f"{ages[int(0.9 * (len(ages) - 1))]:.1f}",
                f"{limit:g}",
                str(max(one.reading.longest_sentence for one in of_kind)),
            )
    console.print(table)
    table = Table("Age", "Where", "Text", title=f"The {len(hardest)} hardest", show_lines=True)
    for one in hardest:
        table.add_row(f"{one.reading.age or 0:.1f}", f"{one.kind}: {one.place}", one.reading.text)
    console.print(table)
    for line in broken:
        click.echo(line)
    click.echo(f"{len(broken)} limits broken")
