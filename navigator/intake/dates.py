"""Days that somebody typed, whole or in three fields -> dates, or what is wrong with them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from navigator.domain.calendars import add_months
from navigator.domain.deadline_rules import NOT_BEFORE
from navigator.domain.deadlines import Start

FIRST_DAY = datetime.date(2014, 1, 1)
"""The year in which the law on EHC plans came in; an earlier date is a slip."""
MONTHS_AHEAD = 24

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_NUMBER = re.compile(r"[0-9]{1,4}")
PARTS = ("day", "month", "year")


class DateProblemCode(StrEnum):
    """What is wrong with a day."""

    NOT_A_DATE = "not-a-date"
    NO_SUCH_DAY = "no-such-day"
    DAY_MISSING = "day-missing"
    MONTH_MISSING = "month-missing"
    YEAR_MISSING = "year-missing"
    TOO_LONG_AGO = "too-long-ago"
    TOO_FAR_AHEAD = "too-far-ahead"
    BEFORE_ANOTHER = "before-another"


@dataclass(frozen=True)
class DateProblem:
    """One day that cannot be used. `part` is the field to put right; `other` what it comes before."""

    start: Start
    code: DateProblemCode
    part: str = "day"
    other: Start | None = None


def read_iso(start: Start, text: str, today: datetime.date) -> datetime.date | DateProblem:
    """Read a day written like 2026-09-01."""
    found = _ISO.fullmatch(text.strip())
    if found is None:
        return DateProblem(start, DateProblemCode.NOT_A_DATE)
    year, month, day = (int(part) for part in found.groups())
    return _check(start, (day, month, year), today)


def read_parts(start: Start, parts: Mapping[str, str], today: datetime.date) -> datetime.date | DateProblem | None:
    """Read a day given in three fields; None when all three are blank."""
    typed = {name: parts.get(name, "").strip() for name in PARTS}
    if not any(typed.values()):
        return None
    for name, code in zip(
        PARTS,
        (DateProblemCode.DAY_MISSING, DateProblemCode.MONTH_MISSING, DateProblemCode.YEAR_MISSING),
        strict=True,
    ):
        if not typed[name]:
            return DateProblem(start, code, name)
        if not _NUMBER.fullmatch(typed[name]):
            return DateProblem(start, DateProblemCode.NOT_A_DATE, name)
    if len(typed["year"]) != 4:
        return DateProblem(start, DateProblemCode.NOT_A_DATE, "year")
    return _check(start, (int(typed["day"]), int(typed["month"]), int(typed["year"])), today)


def check_order(given: Mapping[Start, datetime.date]) -> list[DateProblem]:
    """Days that come before something they cannot come before."""
    return [
        DateProblem(start, DateProblemCode.BEFORE_ANOTHER, other=other)
        for start, other in NOT_BEFORE.items()
        if start in given and other in given and given[start] < given[other]
    ]


def _check(start: Start, parts: tuple[int, int, int], today: datetime.date) -> datetime.date | DateProblem:
    day, month, year = parts
    try:
        found = datetime.date(year, month, day)
    except ValueError:
        return DateProblem(start, DateProblemCode.NO_SUCH_DAY)
    if found < FIRST_DAY:
        return DateProblem(start, DateProblemCode.TOO_LONG_AGO, "year")
    if found > add_months(today, MONTHS_AHEAD):
        return DateProblem(start, DateProblemCode.TOO_FAR_AHEAD, "year")
    return found
