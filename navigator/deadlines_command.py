"""`navigator deadlines PROCESS`: legal limits with dates, for people, programs and calendars."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

import click
from rich.console import Console
from rich.table import Table

from navigator.assembly import Navigator, find_folder
from navigator.domain.calendars import Calendar
from navigator.domain.deadline_rules import list_deadlines, list_starts
from navigator.domain.deadlines import Deadline, Process, Start
from navigator.domain.directory import Directory
from navigator.intake.dates import DateProblem, check_order, read_iso
from navigator.records import InvalidRecords
from navigator.records.calendars import read_calendar
from navigator.wording.calendar_files import build_calendar_file
from navigator.wording.deadlines import DeadlineWording


class Folders(Protocol):
    """Where the data lies, as the command line or the environment said."""

    services_data: Path | None

    def open(self) -> Navigator:
        """Open the navigator, or leave with every problem on standard error."""


def _with_dates(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command one option for each start: --requested 2026-09-01."""
    words = DeadlineWording(Directory(services={}))
    for start in reversed(Start):
        processes = ", ".join(process.value for process in Process if start in list_starts(process))
        told = f"{words.start_label(start)} ({processes})."
        command = click.option(f"--{start.value}", start.name, metavar="DATE", help=told)(command)
    return command


@click.command()
@click.argument("process", type=click.Choice([process.value for process in Process]))
@_with_dates
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--ics",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help="Write the dates to this calendar file.",
)
@click.pass_obj
def deadlines(folders: Folders, /, process: str, as_json: bool, ics: Path | None, **typed: str | None) -> None:
    """Put dates to the legal limits of PROCESS. A DATE is written like 2026-09-01."""
    chosen = Process(process)
    today = datetime.datetime.now(tz=datetime.UTC).date()
    words = DeadlineWording(folders.open().directory)
    given = _read(chosen, typed, today, words)
    calendar = _open_calendar(folders, today)
    listed = list_deadlines(chosen, given, calendar, today)
    if ics is not None:
        _write(ics, build_calendar_file(chosen, listed, words))
    if as_json:
        click.echo(json.dumps(words.tell_all(chosen, listed, today)))
        return
    _print(listed, words)
    if ics is not None:
        click.echo(f"Written to {ics}.")


def _read(
    process: Process, typed: Mapping[str, str | None], today: datetime.date, words: DeadlineWording
) -> dict[Start, datetime.date]:
    """The days given. Raise UsageError with every one that cannot be used, or when there is none."""
    given: dict[Start, datetime.date] = {}
    problems: list[str] = []
    for name, text in typed.items():
        start = Start[name]
        if text is None:
            continue
        if start not in list_starts(process):
            problems.append(f"--{start.value} starts no limit of {process.value}")
            continue
        read = read_iso(start, text, today)
        if isinstance(read, DateProblem):
            problems.append(f"--{start.value}: {words.date_problem(read)}")
        else:
            given[start] = read
    problems += [f"--{problem.start.value}: {words.date_problem(problem)}" for problem in check_order(given)]
    if problems:
        raise click.UsageError("; ".join(problems))
    if not given:
        options = ", ".join(f"--{start.value}" for start in list_starts(process))
        raise click.UsageError(f"Give at least one date: {options}.")
    return given


def _open_calendar(folders: Folders, today: datetime.date) -> Calendar:
    try:
        return read_calendar(folders.services_data or find_folder("services_data"), today)[0]
    except InvalidRecords as invalid:
        for problem in invalid.problems:
            click.echo(str(problem), err=True)
        raise SystemExit(1) from None


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"Cannot write {path}: {error.strerror}. Give another file.") from None


def _print(listed: tuple[Deadline, ...], words: DeadlineWording) -> None:
    table = Table("By", "What", "Who must act", "Law", show_lines=True)
    for deadline in listed:
        passed = " (passed)" if deadline.passed else ""
        table.add_row(
            words.due(deadline) + passed,
            words.name(deadline.id),
            words.actor(deadline.rule.actor),
            deadline.rule.law,
        )
    Console(markup=False, emoji=False, highlight=False).print(table)
    late = [f"{words.name(one.id)}. {words.if_missed(one.id)}" for one in listed if one.passed]
    cautions = dict.fromkeys(words.caution(caution) for one in listed for caution in one.cautions)
    for line in (*late, *cautions, words.check_first()):
        click.echo(line)
