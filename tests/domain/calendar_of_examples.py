"""A calendar written out by hand, so that no library and no data file decides what is right."""

import datetime

from navigator.domain.calendars import Calendar, DateRange, SchoolYear


def day(text: str) -> datetime.date:
    """A day written like 2026-09-01."""
    return datetime.date.fromisoformat(text)


def days(first: str, last: str) -> DateRange:
    """The days from one to another, both included."""
    return DateRange(day(first), day(last))


BANK_HOLIDAYS = frozenset(
    day(text)
    for text in """
    2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
    2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
    2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
    """.split()
)
"""Those on weekdays, from GOV.UK's list for England and Wales and the rules it follows."""

CALENDAR = Calendar(
    bank_holidays=BANK_HOLIDAYS,
    bank_holidays_known=days("2026-01-01", "2028-12-31"),
    school_closures=(
        days("2026-02-16", "2026-02-20"),
        days("2026-03-30", "2026-04-10"),
        days("2026-05-25", "2026-05-29"),
        days("2026-07-21", "2026-08-31"),
        days("2026-10-26", "2026-10-30"),
        days("2026-12-21", "2027-01-01"),
        days("2027-02-15", "2027-02-19"),
        days("2027-03-29", "2027-04-09"),
        days("2027-05-31", "2027-06-04"),
        days("2027-07-22", "2027-09-03"),
    ),
    training_days=frozenset({day("2026-09-01")}),
    school_years=(
        SchoolYear(days("2026-01-05", "2026-08-31")),
        SchoolYear(days("2026-09-01", "2027-09-03"), provisional=True),
    ),
)
