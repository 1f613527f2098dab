"""A route with dates: when each step can begin, when it ends as far as anybody publishes, birthdays on the way.

Lengths come in weeks from the route. A length that nobody publishes gives no date: what comes after it
has only a day that it cannot be sooner than.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from math import ceil

from navigator.domain.calendars import DateRange, add_months
from navigator.domain.journeys import Leg, Route
from navigator.domain.profile import Profile

_MADE = "made"


@dataclass(frozen=True)
class StepDates:
    """One step with dates.

    `earliest` is the day that it cannot begin sooner than. `firm` is False where an unpublished wait
    comes before it, so that nobody can say the day itself. `after_papers` where papers are to be written
    first. `best_after` are steps whose papers help here: by the rules this one need not wait for them.
    `ends` is None where this wait or one before it has no published length.
    """

    service: str
    start_weeks: float
    wait_weeks: float | None
    earliest: datetime.date
    firm: bool
    after_papers: bool
    best_after: tuple[str, ...]
    ends: datetime.date | None


def list_before(route: Route, leg: Leg) -> tuple[str, ...]:
    """The steps of a route that must be over before one can begin, by service, in order."""
    given = dict(route.papers)
    needed = {*leg.after, *(given.get(paper) for paper in leg.documents)}
    return tuple(service for service in route.services if service in needed and service != leg.service.id)


def list_helped_by(route: Route, leg: Leg) -> tuple[str, ...]:
    """Earlier steps whose papers help here and are not demanded."""
    helpful, must = set(leg.way.helpful_documents), set(list_before(route, leg))
    found = []
    for other in route.legs:
        if other is leg:
            break
        if other.service.id not in must and helpful & {produced.document for produced in other.service.produces}:
            found.append(other.service.id)
    return tuple(found)


def list_papers_to_write(route: Route, leg: Leg) -> tuple[str, ...]:
    """The papers of a step that somebody has to write, by id."""
    given = dict(route.papers)
    return tuple(paper for paper in leg.documents if given.get(paper) == _MADE)


def date_route(route: Route, start: datetime.date) -> tuple[StepDates, ...]:
    """Put dates to every step of a route that begins on a day. Parts of a day count as a whole one."""
    ended: dict[str, bool] = {}
    dated = []
    for leg in route.legs:
        firm = all(ended[service] for service in list_before(route, leg))
        known = firm and leg.wait_weeks is not None
        ended[leg.service.id] = known
        dated.append(
            StepDates(
                service=leg.service.id,
                start_weeks=leg.start_weeks,
                wait_weeks=leg.wait_weeks,
                earliest=add_part_weeks(start, leg.start_weeks),
                firm=firm,
                after_papers=bool(list_papers_to_write(route, leg)),
                best_after=list_helped_by(route, leg),
                ends=add_part_weeks(start, leg.arrive_weeks) if known else None,
            )
        )
    return tuple(dated)


def add_part_weeks(day: datetime.date, weeks: float) -> datetime.date:
    """So many weeks, whole or not, after a day, rounded up to a whole day.

    >>> add_part_weeks(datetime.date(2026, 12, 1), 23.8)
    datetime.date(2027, 5, 17)
    """
    # Lengths are tenths of a week; rounding first keeps 0.1 * 70 from becoming a day more.
    return day + datetime.timedelta(days=ceil(round(weeks * 7, 6)))


def find_birthday(profile: Profile, age: int, today: datetime.date) -> DateRange | None:
    """The days between which a child turns an age; None unless years and months were told, or it is past.

    Months that are over are whole ones, so the birthday is known to about a month.

    >>> find_birthday(Profile(age_years=9, age_months=11), 10, datetime.date(2026, 11, 23))
    DateRange(first=datetime.date(2026, 11, 24), last=datetime.date(2026, 12, 23))
    """
    if profile.age_years is None or profile.age_months is None or age <= profile.age_years:
        return None
    months = (age - profile.age_years) * 12 - profile.age_months
    return DateRange(add_months(today, months - 1) + datetime.timedelta(days=1), add_months(today, months))
