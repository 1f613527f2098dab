"""Opening hours as somebody published them -> Open Referral schedules, where the words leave no doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_DAY = "|".join(DAY_NAMES)
_TIME = r"(\d{1,2})(?:[.:](\d{2}))?\s?(am|pm)"
_SPAN = rf"(?:from )?{_TIME}\s?(?:to|-|–)\s?{_TIME}"
_EVERY = r"every day(?: of the year)?|daily"
_WHICH = (
    rf"(?:(?P<first>{_DAY})(?: to |-)(?P<last>{_DAY})|(?P<one>{_DAY})s?|(?P<week>weekdays)|(?P<every>{_EVERY}))"
)
_DAYS_FIRST = re.compile(rf"{_WHICH},? {_SPAN}")
_TIMES_FIRST = re.compile(rf"{_SPAN},? {_WHICH}")
_ALL_HOURS = re.compile(r"24 hours(?: a day)?,? every day(?: \(phone\))?")
_ASIDE = re.compile(r",? (?:not|except) (?:on )?bank holidays$")


@dataclass(frozen=True)
class OpenSpan:
    """Days of the week, in order, and local times (HH:MM, Europe/London) between which it is open."""

    days: tuple[str, ...]
    opens_at: str
    closes_at: str


def parse_hours(text: str) -> tuple[OpenSpan, ...]:
    """The spans that a text of hours says; empty when any part of it may say something else.

    >>> parse_hours("Monday to Friday 9am-5pm, not bank holidays")
    (OpenSpan(days=('MO', 'TU', 'WE', 'TH', 'FR'), opens_at='09:00', closes_at='17:00'),)
    >>> parse_hours("Weekdays 8.30am to 5pm (4pm on Fridays)")
    ()
    """
    folded = _ASIDE.sub("", " ".join(text.split()).casefold())
    if _ALL_HOURS.fullmatch(folded):
        return (OpenSpan(DAYS, "00:00", "23:59"),)
    whole = _parse_span(folded)
    if whole is not None:
        return (whole,)
    parts = [_parse_span(part) for part in re.split(rf", (?={_DAY})", folded)]
    found = tuple(part for part in parts if part is not None)
    days = [day for span in found for day in span.days]
    return found if len(found) == len(parts) and len(days) == len(set(days)) else ()


def _parse_span(text: str) -> OpenSpan | None:
    for pattern, times_at in ((_DAYS_FIRST, 6), (_TIMES_FIRST, 1)):
        match = pattern.fullmatch(text)
        if match is None:
            continue
        times = match.groups()[times_at - 1 : times_at + 5]
        opens, closes = _clock(*times[:3]), _clock(*times[3:])
        if opens is not None and closes is not None and opens < closes:
            return OpenSpan(_list_days(match), opens, closes)
    return None


def _clock(hour: str | None, minute: str | None, half: str | None) -> str | None:
    """A time on the 24-hour clock; None for one that no clock shows, like 13pm."""
    number, minutes = int(hour or 0), int(minute or 0)
    if not 1 <= number <= 12 or minutes > 59:
        return None
    return f"{number % 12 + (12 if half == 'pm' else 0):02d}:{minutes:02d}"


def _list_days(match: re.Match[str]) -> tuple[str, ...]:
    if match["every"]:
        return DAYS
    if match["week"]:
        return DAYS[:5]
    if match["one"]:
        return (DAYS[DAY_NAMES.index(match["one"])],)
    first, last = DAY_NAMES.index(match["first"]), DAY_NAMES.index(match["last"])
    length = (last - first) % 7 + 1
    chosen = {(first + step) % 7 for step in range(length)}
    return tuple(day for number, day in enumerate(DAYS) if number in chosen)
