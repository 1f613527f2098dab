"""One route as its page shows it: the told steps, the picture, and from a given day on the dates."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app
from werkzeug.datastructures import MultiDict

from navigator.domain.calendars import Calendar, DateRange
from navigator.domain.deadlines import Start
from navigator.domain.profile import Profile
from navigator.domain.timelines import find_birthday
from navigator.drawing.routes import Part, RouteDrawing, draw_route
from navigator.drawing.timeline import Mark, Stretch, TimelineDrawing, draw_timeline
from navigator.intake.dates import PARTS, DateProblem, read_iso, read_parts
from navigator.routing.birthdays import Edge
from navigator.routing.dated import DatedStep, date_journey
from navigator.routing.steps import Journey
from navigator.web.settings import Settings

START = "start"
_CALENDAR = "school_calendar"
_BIRTHDAYS_AHEAD_WEEKS = 156


@dataclass(frozen=True)
class StartAsked:
    """The day that an address counts from. `typed` are its three fields, to be shown again."""

    day: datetime.date | None
    typed: Mapping[str, str]
    problem: DateProblem | None
    past: bool

    @property
    def kept(self) -> dict[str, str]:
        """The day as a link carries it."""
        return {START: self.day.isoformat()} if self.day else {}


@dataclass(frozen=True)
class Birthday:
    """A birthday at which doors shut or open, and the days between which it falls."""

    edge: Edge
    days: DateRange


@dataclass(frozen=True)
class RouteView:
    """One route of a page. `picture` is None where it would hold one box; `line` without a day to count from."""

    number: int
    journey: Journey
    picture: RouteDrawing | None
    dated: tuple[DatedStep, ...] = ()
    birthdays: tuple[Birthday, ...] = ()
    line: TimelineDrawing | None = None


def read_start(args: MultiDict[str, str], today: datetime.date) -> StartAsked:
    """Read the day to count from: whole (start=2026-12-01) or in three fields (start-day=1...)."""
    whole = _text(args.get(START, ""))
    parts = {part: _text(args.get(f"{START}-{part}", "")) for part in PARTS}
    # To the law a route starts as any request does: on the day somebody asks.
    read = read_iso(Start.ASKED, whole, today) if whole else read_parts(Start.ASKED, parts, today)
    if isinstance(read, DateProblem):
        return StartAsked(None, {**parts, "day": whole} if whole else parts, read, False)
    if read is None:
        return StartAsked(None, parts, None, False)
    typed = {"day": str(read.day), "month": str(read.month), "year": str(read.year)}
    return StartAsked(read, typed, None, read < today)


def _text(value: str) -> str:
    """What can stand in a field again: short, and without characters that HTML does not allow."""
    return "".join(character for character in value if character.isprintable()).strip()[:20]


def view_route(number: int, journey: Journey, parts: list[Part]) -> RouteView:
    """A route without dates."""
    return RouteView(number, journey, draw_route(parts) if len(parts) > 2 else None)


def date_view(
    view: RouteView, start: datetime.date, profile: Profile, edges: tuple[Edge, ...], today: datetime.date
) -> RouteView:
    """The same route from one day on."""
    dated = date_journey(view.journey, start, school_calendar(), today)
    birthdays = _list_birthdays(profile, edges, start, today)
    line = draw_timeline(start, [_stretch(one) for one in dated], _list_marks(dated, birthdays))
    return RouteView(view.number, view.journey, view.picture, dated, birthdays, line)


def _stretch(dated: DatedStep) -> Stretch:
    dates = dated.dates
    return Stretch(dates.service, dates.start_weeks, dates.wait_weeks, dates.firm)


def _list_birthdays(
    profile: Profile, edges: tuple[Edge, ...], start: datetime.date, today: datetime.date
) -> tuple[Birthday, ...]:
    found = []
    for edge in edges:
        days = find_birthday(profile, edge.age, today)
        if days and edge.ends and (days.first - start).days / 7 <= _BIRTHDAYS_AHEAD_WEEKS:
            found.append(Birthday(edge, days))
    return tuple(found)


def _list_marks(dated: tuple[DatedStep, ...], birthdays: tuple[Birthday, ...]) -> list[Mark]:
    marks = [Mark("", birthday.days.first, "birthday") for birthday in birthdays]
    for one in dated:
        marks += [Mark(one.dates.service, limit.due, "limit") for limit in one.limits if limit.due]
        if one.chase:
            marks.append(Mark(one.dates.service, one.chase, "chase"))
    return marks


def school_calendar() -> Calendar:
    """The bank holidays and school dates that the app was opened with."""
    calendar: Calendar = current_app.extensions[_CALENDAR][0]
    return calendar


def find_today() -> datetime.date:
    """Today, or the day that the settings name."""
    settings: Settings = current_app.extensions["settings"]
    return settings.today or datetime.datetime.now(tz=datetime.UTC).date()
