"""The wait ledger as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from navigator.domain.directory import Directory
from navigator.domain.waits import WaitingTime
from navigator.drawing.waits import find_length_weeks, find_mark

COLUMNS = (
    "service_id",
    "service",
    "kind",
    "statistic",
    "value",
    "unit",
    "weeks",
    "clock_from",
    "clock_to",
    "within_value",
    "within_unit",
    "population",
    "area_id",
    "area",
    "as_of",
    "source_title",
    "source_address",
    "page_date",
    "read_on",
    "confidence",
    "note",
)
"""`kind`: reality, legal-limit, target or single-case, and empty for what is none of these.
`weeks`: only where the figure is a length, whatever its kind."""
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_table(waits: Iterable[WaitingTime], directory: Directory) -> str:
    """Comma-separated text with one row for each figure, in ledger order. Empty means not known."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for wait in waits:
        writer.writerow([_cell(value) for value in _row(wait, directory)])
    return text.getvalue()


def _row(wait: WaitingTime, directory: Directory) -> tuple[object, ...]:
    source, area = wait.source, directory.areas.get(wait.place)
    return (
        wait.service,
        directory.get_service(wait.service).name,
        find_mark(wait),
        wait.statistic,
        _number(wait.value),
        wait.unit,
        _number(find_length_weeks(wait)),
        wait.clock_from,
        wait.clock_to,
        _number(wait.within_value),
        wait.within_unit,
        wait.population,
        wait.place,
        area.name if area else None,
        wait.as_of,
        source.title if source else None,
        source.url if source else None,
        source.page_date if source else None,
        source.read if source else None,
        wait.confidence,
        wait.note,
    )


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:.10g}"


def _cell(value: object) -> str:
    """Text that no spreadsheet takes for a formula to work out; nothing for what is not known."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
