"""`navigator translations`: what each language lacks or has wrong, and its files brought up to date."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Protocol

import click

from navigator.assembly import Navigator, find_folder
from navigator.domain.needs import Need
from navigator.records import InvalidRecords
from navigator.translations import Languages, find_translations
from navigator.translations.catalogues import Language
from navigator.translations.faults import Report, check_language
from navigator.translations.messages import extract_messages, list_need_names
from navigator.translations.upkeep import update_language

_PACKAGE = Path(__file__).parent


class Folders(Protocol):
    """Where the data lies, as the command line or the environment said."""

    def open(self) -> Navigator:
        """Open the navigator, or leave with every problem on standard error."""


@click.command()
@click.option("--update", is_flag=True, help="Bring every language's files up to date with the English first.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    envvar="NAVIGATOR_TRANSLATIONS",
    help="Folder of languages. Default: the one shipped.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def translations(folders: Folders, /, update: bool, folder: Path | None, as_json: bool) -> None:
    """Say what is missing from each language or broken in it. Exit 1 when anything is."""
    needs = folders.open().directory.needs.values()
    place = folder or find_translations()
    try:
        changed = update_languages(place, needs) if update else []
        reports = check_languages(place, needs)
    except InvalidRecords as invalid:
        for problem in invalid.problems:
            click.echo(str(problem), err=True)
        raise SystemExit(1) from None
    if as_json:
        click.echo(json.dumps([asdict(report) for report in reports]))
    else:
        for path in changed:
            click.echo(f"Written: {path}")
        print_reports(reports)
    if any(report.problems or not report.begun for report in reports):
        raise SystemExit(1)


def check_languages(folder: Path, needs: Iterable[Need]) -> list[Report]:
    """How far every language of a folder is. Raise InvalidRecords where one cannot be read."""
    languages = Languages(folder).by_code.values()
    if not languages:
        return []
    messages, names = extract_messages(_PACKAGE, find_folder("templates")), list_need_names(needs)
    return [check_language(language, messages, names) for language in languages]


def update_languages(folder: Path, needs: Iterable[Need]) -> list[Path]:
    """Bring every language's files up to date, and say which changed."""
    languages: Iterable[Language] = Languages(folder).by_code.values()
    messages, names = extract_messages(_PACKAGE, find_folder("templates")), list_need_names(needs)
    return [path for language in languages for path in update_language(language, messages, names)]


def print_reports(reports: Iterable[Report]) -> None:
    """Every problem, then a line for each language."""
    listed = list(reports)
    for report in listed:
        for problem in report.problems:
            click.echo(str(problem))
    for report in listed:
        click.echo(str(report))
    if not listed:
        click.echo("No language but English.")
