"""The wait ledger: services_data/waiting_times.csv, a row for each published figure."""

from __future__ import annotations

import csv
import io
from collections.abc import Container
from pathlib import Path

from navigator.domain.sources import Confidence, PartialDate, Source
from navigator.domain.waits import Statistic, WaitingTime
from navigator.records.problems import Problem

COLUMNS = (
    "service",
    "clock_from",
    "clock_to",
    "statistic",
    "value",
    "unit",
    "within_value",
    "within_unit",
    "population",
    "place",
    "as_of",
    "source_title",
    "source_url",
    "page_date",
    "confidence",
    "note",
)
IDENTITY = (*COLUMNS[:11], "source_url")
"""The columns that make two rows the same figure."""

TIME_UNITS = ("minutes", "hours", "days", "working-days", "school-days", "weeks", "months", "years")
_LENGTHS = (
    Statistic.MEDIAN,
    Statistic.MEAN,
    Statistic.TYPICAL,
    Statistic.AT_LEAST,
    Statistic.UP_TO,
    Statistic.LONGEST,
)

FIRST_READ = PartialDate(2026, 11)
"""When the pages behind the ledger were read."""


def read_ledger(
    path: Path, name: str, services: Container[str], areas: Container[str]
) -> tuple[tuple[WaitingTime, ...], list[Problem]]:
    """Read every row; a row with any problem is reported and left out of the result."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return (), [Problem(name, "", "is missing.", "Restore the wait ledger.")]
    except (OSError, UnicodeDecodeError):
        return (), [Problem(name, "", "cannot be read as UTF-8 text.", "Save it again as UTF-8.")]
    reader = csv.DictReader(io.StringIO(text), strict=True)
    try:
        header = tuple(reader.fieldnames or ())
    except csv.Error:
        header = ()
    if header != COLUMNS:
        return (), [Problem(name, "row 1", "does not hold the ledger's columns.", f"Write: {','.join(COLUMNS)}")]
    waits: list[WaitingTime] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, ...], int] = {}
    try:
        for number, row in enumerate(reader, start=2):
            where = f"row {number}"
            if None in row or None in row.values():
                problems.append(Problem(name, where, "has too many or too few columns.", "Quote its commas."))
                continue
            key = tuple(row[column] for column in IDENTITY)
            if key in seen:
                problems.append(Problem(name, where, f"repeats row {seen[key]}.", "Delete one of the two."))
                continue
            seen[key] = number
            wait, wrong = _read_row(row, name, where, services, areas)
            problems.extend(wrong)
            if wait is not None:
                waits.append(wait)
    except csv.Error as error:
        problems.append(Problem(name, f"row {reader.line_num}", f"is broken CSV: {error}.", "Correct its quotes."))
    return tuple(waits), problems


def _read_row(
    row: dict[str, str], name: str, where: str, services: Container[str], areas: Container[str]
) -> tuple[WaitingTime | None, list[Problem]]:
    wrong: list[Problem] = []

    def complain(column: str, message: str, fix: str) -> None:
        wrong.append(Problem(name, f"{where}, {column}", message, fix))

    def number(column: str) -> float | None:
        if not row[column]:
            return None
        try:
            value = float(row[column])
        except ValueError:
            complain(column, f"{row[column]!r} is not a number.", "Write digits only; put words into note.")
            return None
        if not 0 <= value < 1e9:
            complain(column, f"{row[column]} is below 0 or absurd.", "Give the figure, or leave the row out.")
            return None
        return value

    def date(column: str) -> PartialDate | None:
        if not row[column]:
            return None
        try:
            return PartialDate.parse(row[column])
        except ValueError as error:
            complain(column, f"{error}.", "Write 2025, 2025-11 or 2025-11-20, or leave it blank.")
            return None

    if row["service"] not in services:
        complain("service", f"{row['service']!r} is not a service we hold.", "Correct the id.")
    if row["place"] not in areas:
        complain("place", f"{row['place']!r} is not an area we hold.", "Use an id from services_data/areas.")
    statistic = row["statistic"]
    if statistic not in {member.value for member in Statistic}:
        complain("statistic", f"{statistic!r} is not a statistic.", f"Use one of {', '.join(Statistic)}.")
    if not row["source_url"].startswith(("https://", "http://")):
        complain("source_url", "is missing.", "No figure is kept without the page that published it.")
    confidence = row["confidence"]
    if confidence not in {member.value for member in Confidence}:
        complain("confidence", f"{confidence!r} is not a confidence.", "Use high, medium or low.")
    if not row["value"] and statistic != Statistic.NO_FIGURE:
        complain("value", "is missing.", "Give the figure, or use the statistic no-figure.")
    if statistic in _LENGTHS and row["unit"] not in TIME_UNITS:
        complain("unit", f"{row['unit']!r} is not a length of time.", f"Use one of {', '.join(TIME_UNITS)}.")
    value, within = number("value"), number("within_value")
    as_of, page_date = date("as_of"), date("page_date")
    if wrong:
        return None, wrong
    source = Source(row["source_title"] or row["source_url"], row["source_url"], page_date, read=FIRST_READ)
    wait = WaitingTime(
        service=row["service"],
        statistic=Statistic(statistic),
        value=value,
        unit=row["unit"],
        clock_from=row["clock_from"],
        clock_to=row["clock_to"],
        within_value=within,
        within_unit=row["within_unit"],
        population=row["population"],
        place=row["place"],
        as_of=as_of,
        source=source,
        confidence=Confidence(confidence),
        note=row["note"],
    )
    return wait, []
