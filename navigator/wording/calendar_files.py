"""Legal limits, and days to chase on a route -> an iCalendar file (RFC 5545) that any calendar program reads."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from icalendar import Calendar as CalendarFile
from icalendar import Event

from navigator.domain.deadlines import Deadline, Process
from navigator.routing.dated import DatedStep
from navigator.wording.deadlines import DeadlineWording
from navigator.wording.journeys import JourneyWording

PRODUCT = "-//SEND Navigator Oxfordshire//Deadlines//EN"


def build_calendar_file(
    process: Process, deadlines: Iterable[Deadline], words: DeadlineWording, english: DeadlineWording | None = None
) -> bytes:
    """All-day events for every limit that has a date; nothing in them about a child.

    Where `words` are in another language, `english` tells each limit once more below.

    The same limit always has the same UID, so that a file fetched again updates an event and does
    not double it. The stamp is midnight of the day on which the file is made.
    """
    file = _open_file(words.process(process))
    for deadline in deadlines:
        if deadline.due is not None:
            file.add_component(_build_limit(deadline, deadline.due, words, english))
    return bytes(file.to_ical())


def build_route_file(
    steps: Iterable[DatedStep],
    start: datetime.date,
    today: datetime.date,
    name: str,
    words: JourneyWording,
    law: DeadlineWording,
    english: DeadlineWording | None = None,
) -> bytes:
    """All-day events for the days to chase and the legal limits of a route; nothing in them about a child.

    UIDs hold the step and the day the route starts, so that a file fetched again doubles nothing.
    """
    file = _open_file(name)
    for step in steps:
        for deadline in step.limits:
            if deadline.due is not None:
                file.add_component(_build_limit(deadline, deadline.due, law, english))
        if step.chase is not None:
            uid = f"chase-{step.dates.service}-{start:%Y%m%d}@send-navigator"
            texts = (words.chase_summary(step), "\n".join(words.chase_advice(step)))
            file.add_component(_build_event(uid, step.chase, today, *texts))
    return bytes(file.to_ical())


def _open_file(name: str) -> CalendarFile:
    file = CalendarFile()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", name)
    return file


def _build_limit(
    deadline: Deadline, due: datetime.date, words: DeadlineWording, english: DeadlineWording | None
) -> Event:
    told = _describe(deadline, words)
    if english is not None:
        told += ["", english.name(deadline.id), *_describe(deadline, english)]
    description = "\n".join(told)
    return _build_event(build_uid(deadline), due, deadline.today, words.name(deadline.id), description)


def _build_event(uid: str, day: datetime.date, today: datetime.date, summary: str, description: str) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime.datetime.combine(today, datetime.time(), tzinfo=datetime.UTC))
    event.add("dtstart", day)
    event.add("dtend", day + datetime.timedelta(days=1))
    event.add("summary", summary)
    event.add("description", description)
    event.add("transp", "TRANSPARENT")
    return event


def build_uid(deadline: Deadline) -> str:
    """What a calendar program knows the event by: the limit and the first day it was counted from.

    Only the first, so that an appeal whose certificate is told later moves and does not double.
    """
    start, day = deadline.given[0]
    return f"{deadline.id}-{start.value}-{day:%Y%m%d}@send-navigator"


def _describe(deadline: Deadline, words: DeadlineWording) -> list[str]:
    return [
        words.acts(deadline.rule.actor),
        words.law_says(deadline.rule.law),
        *(words.caution(caution) for caution in deadline.cautions),
        words.if_missed(deadline.id),
        words.check_first(),
    ]
