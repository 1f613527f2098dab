"""Counting days as the law does: calendar days and weeks, months, working days, school days.

The four kinds are kept apart, because a limit in one of them is never the same length in another.
Bank holidays and school closures come in as data. Beyond what that data covers the answer is
None, "not known", never a guess.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

ONE_DAY = datetime.timedelta(days=1)
LONG_CLOSURE_DAYS = 28
"""SEND Regulations 2014, regulation 5(4)(a): closed "for a continuous period of not less than 4 weeks"."""


@dataclass(frozen=True, order=True)
class DateRange:
    """Days from `first` to `last`, both included. Raise ValueError when they stand the wrong way round."""

    first: datetime.date
    last: datetime.date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.first} is after {self.last}")

    def __contains__(self, day: object) -> bool:
        return isinstance(day, datetime.date) and self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many days it has, counting both ends."""
        return (self.last - self.first).days + 1

    def overlaps(self, other: DateRange) -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True)
class SchoolYear:
    """An academic year whose days are known; `provisional` ones were published as not yet final."""

    days: DateRange
    provisional: bool = False


@dataclass(frozen=True)
class Calendar:
    """Which days are bank holidays and when schools are shut, and for which days that is known.

    `bank_holidays_known` None means that no bank holiday is known. `training_days` are days in term
    on which pupils stay at home; they are no school days and no part of a closure.
    """

    bank_holidays: frozenset[datetime.date] = frozenset()
    bank_holidays_known: DateRange | None = None
    school_closures: tuple[DateRange, ...] = ()
    training_days: frozenset[datetime.date] = frozenset()
    school_years: tuple[SchoolYear, ...] = ()

    def is_working_day(self, day: datetime.date) -> bool | None:
        """Whether a day is neither at a weekend nor a bank holiday; None where that is not known.

        Source: Tribunal Procedure (First-tier Tribunal) (Health, Education and Social Care Chamber)
        Rules 2008, rule 1(3), "working day"; Christmas Day and Good Friday are in the data too.
        """
        if day.weekday() >= 5:
            return False
        if self.bank_holidays_known is None or day not in self.bank_holidays_known:
            return None
        return day not in self.bank_holidays

    def is_school_day(self, day: datetime.date) -> bool | None:
        """Whether schools meet on a day, by the county's dates; None where they are not known."""
        if day.weekday() >= 5:
            return False
        if not any(day in year.days for year in self.school_years):
            return None
        if day in self.training_days or any(day in closure for closure in self.school_closures):
            return False
        # A bank holiday in term, like early May, stands in no list of school holidays.
        return self.is_working_day(day)

    def knows_schools(self, days: DateRange) -> bool:
        """Whether the school dates of every day of a range are known, weekends between years apart."""
        day = days.first
        while day <= days.last:
            covering = [year.days.last for year in self.school_years if day in year.days]
            if covering:
                day = max(covering)
            elif day.weekday() < 5:
                return False
            day += ONE_DAY
        return True

    def is_provisional(self, days: DateRange) -> bool:
        """Whether any of these days lies in a school year that was published as provisional."""
        return any(year.provisional and year.days.overlaps(days) for year in self.school_years)

    def list_long_closures(self) -> tuple[DateRange, ...]:
        """Closures of four weeks or more, in order of date."""
        return tuple(sorted(one for one in self.school_closures if one.days >= LONG_CLOSURE_DAYS))


def add_days(day: datetime.date, days: int) -> datetime.date:
    """So many calendar days after a day, which itself does not count."""
    return day + datetime.timedelta(days=days)


def add_weeks(day: datetime.date, weeks: int) -> datetime.date:
    """The same weekday so many weeks later; weekends and holidays count like any other days."""
    return day + datetime.timedelta(weeks=weeks)


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same number in a later month (or an earlier one, for less than 0), or that month's last day.

    Source: the corresponding date rule, Dodds v Walker [1981] 1 WLR 1027 (House of Lords).

    >>> add_months(datetime.date(2027, 1, 31), 1), add_months(datetime.date(2028, 1, 31), 1)
    (datetime.date(2027, 2, 28), datetime.date(2028, 2, 29))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def end_of_months_from(day: datetime.date, months: int) -> datetime.date:
    """The last day of a period of months "beginning with" or "starting with" a day, which counts.

    That is the day before the corresponding date; where the month has no such date, its last day.
    Source: Zoan v Rouamba [2000] 1 WLR 1509 (Court of Appeal) on "beginning with".

    >>> end_of_months_from(datetime.date(2026, 9, 1), 12)
    datetime.date(2027, 8, 31)
    """
    corresponding = add_months(day, months)
    return corresponding - ONE_DAY if corresponding.day == day.day else corresponding


def add_working_days(
    dates: Calendar, start: datetime.date, days: int, first_day_counts: bool = False
) -> datetime.date | None:
    """The last of so many working days after a day; None where the bank holidays are not known.

    With `first_day_counts`, the first day itself is one of them, if it is a working day.
    """
    return _count(dates.is_working_day, start, days, first_day_counts)


def add_school_days(
    dates: Calendar, start: datetime.date, days: int, first_day_counts: bool = False
) -> datetime.date | None:
    """The last of so many school days after a day; None where the school dates are not known.

    With `first_day_counts`, the first day itself is one of them, if it is a school day.
    """
    return _count(dates.is_school_day, start, days, first_day_counts)


def find_working_day(dates: Calendar, day: datetime.date) -> datetime.date | None:
    """The day itself if it is a working day, else the next one; None where that is not known."""
    return add_working_days(dates, day, 1, first_day_counts=True)


def _count(
    counts: Callable[[datetime.date], bool | None], start: datetime.date, days: int, first_day_counts: bool
) -> datetime.date | None:
    if days < 1:
        raise ValueError(f"{days} is not a number of days to count")
    left = days
    for day in _days_from(start if first_day_counts else start + ONE_DAY):
        counted = counts(day)
        if counted is None:
            return None
        left -= counted
        if left == 0:
            return day
    return None


def _days_from(day: datetime.date) -> Iterator[datetime.date]:
    while day < datetime.date.max:
        yield day
        day += ONE_DAY
