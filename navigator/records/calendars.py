"""England's bank holidays and the county's school dates -> a Calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import holidays
from marshmallow import ValidationError, fields, validate, validates_schema

from navigator.domain.calendars import Calendar, DateRange, SchoolYear
from navigator.domain.sources import Confidence, PartialDate, Source
from navigator.records.files import read_one
from navigator.records.problems import InvalidRecords, Problem
from navigator.records.schemas import Id, Sourced, StatementSchema, Strict, Text, WithSources, YesNo, choice

FILE = "school_calendar.yaml"
FIRST_YEAR = 2014
"""The EHC plan's law started on 1 September 2014; no limit here runs before."""
YEARS_AHEAD = 2
"""Bank holidays are published about two years ahead; a later one may still be moved or added."""
_LONGEST_YEAR_DAYS = 400

Record = Mapping[str, Any]


class Day(fields.Field[datetime.date]):
    """One whole day, as text or as YAML's own date."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime.date:
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return value
        try:
            return datetime.datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=datetime.UTC).date()
        except (TypeError, ValueError):
            raise ValidationError("is not a day: write it like 2026-09-01.") from None


def _check_order(data: Record) -> None:
    if "first" in data and "last" in data and data["last"] < data["first"]:
        raise ValidationError("is before first.", "last")


class ClosureSchema(Strict):
    """A stretch of days on which schools are shut."""

    name = Text(required=True)
    first = Day(required=True)
    last = Day(required=True)

    @validates_schema
    def check_order(self, data: Record, **kwargs: Any) -> None:
        """The last day does not come before the first."""
        _check_order(data)


class SchoolYearSchema(Sourced):
    """One academic year, up to the day before the next one starts."""

    academic_year = fields.String(
        required=True, validate=validate.Regexp(r"^20\d\d-\d\d\Z", error="is not an academic year like 2025-26.")
    )
    first = Day(required=True)
    last = Day(required=True)
    provisional = YesNo(required=True)
    training_days = fields.List(Day())
    closures = fields.List(fields.Nested(ClosureSchema), required=True)
    confidence = choice(Confidence, required=True)

    @validates_schema
    def check_days(self, data: Record, **kwargs: Any) -> None:
        """Days stand in order, inside the year, and closures do not overlap."""
        _check_order(data)
        if not {"first", "last", "closures"} <= set(data):
            return
        if (data["last"] - data["first"]).days > _LONGEST_YEAR_DAYS:
            raise ValidationError("is more than a year after first.", "last")
        inside = DateRange(data["first"], data["last"])
        for number, closure in enumerate(data["closures"]):
            if closure["first"] not in inside or closure["last"] not in inside:
                raise ValidationError("is not inside the academic year.", f"closures[{number}]")
        for number, (one, other) in enumerate(pairwise(data["closures"])):
            if other["first"] <= one["last"]:
                raise ValidationError("starts before the closure above ends.", f"closures[{number + 1}]")
        for number, day in enumerate(data.get("training_days") or ()):
            if day not in inside:
                raise ValidationError("is not inside the academic year.", f"training_days[{number}]")


class SchoolCalendarSchema(WithSources):
    """services_data/school_calendar.yaml"""

    name = Text(required=True)
    area = Id(required=True)
    notes = fields.List(fields.Nested(StatementSchema))
    years = fields.List(fields.Nested(SchoolYearSchema), required=True, validate=validate.Length(min=1))


def read_calendar(services_data: Path, today: datetime.date) -> tuple[Calendar, tuple[Source, ...]]:
    """Read the school dates and put England's bank holidays beside them; also who says so.

    Raise InvalidRecords with every problem of the file.
    """
    record, problems = read_one(services_data / FILE, SchoolCalendarSchema(), services_data.parent)
    if record is not None:
        problems = list(_check(record, today, f"{services_data.name}/{FILE}"))
    if record is None or problems:
        raise InvalidRecords(problems)
    known = DateRange(
        datetime.date(FIRST_YEAR, 1, 1), datetime.date(max(today.year, FIRST_YEAR) + YEARS_AHEAD, 12, 31)
    )
    years = record["years"]
    calendar = Calendar(
        bank_holidays=list_bank_holidays(known),
        bank_holidays_known=known,
        school_closures=tuple(DateRange(one["first"], one["last"]) for year in years for one in year["closures"]),
        training_days=frozenset(day for year in years for day in year.get("training_days") or ()),
        school_years=tuple(
            SchoolYear(DateRange(year["first"], year["last"]), year["provisional"]) for year in years
        ),
    )
    return calendar, tuple(Source(**source) for source in (record.get("sources") or {}).values())


def list_bank_holidays(known: DateRange) -> frozenset[datetime.date]:
    """England's bank holidays in a range of days, Christmas Day and Good Friday among them.

    Source: the `holidays` library for England: Banking and Financial Dealings Act 1971 and the
    days proclaimed since, such as 19 September 2022.
    """
    years = range(known.first.year, known.last.year + 1)
    found = holidays.country_holidays("GB", subdiv="ENG", years=years)
    return frozenset(day for day in found if day in known)


def _check(record: Record, today: datetime.date, file: str) -> Iterator[Problem]:
    sources = record.get("sources") or {}
    now = PartialDate(today.year, today.month, today.day)
    for field in ("years", "notes"):
        for number, item in enumerate(record.get(field) or ()):
            if "source" in item and item["source"] not in sources:
                yield Problem(
                    file,
                    f"{field}[{number}].source",
                    f"names the source {item['source']!r}, which is not there.",
                    "Add it under sources.",
                )
    for key, source in sources.items():
        if source["read"] > now:
            yield Problem(file, f"sources.{key}.read", f"{source['read']} is in the future.", "Correct the date.")
    for number, (one, other) in enumerate(pairwise(record["years"])):
        if other["first"] <= one["last"]:
            yield Problem(
                file,
                f"years[{number + 1}].first",
                "is not after the academic year above ends.",
                "Put the years in order, without overlap.",
            )
