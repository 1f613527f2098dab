"""Legal limits -> an iCalendar file (RFC 5545) that any calendar program reads."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from icalendar import Calendar as CalendarFile
from icalendar import Event

from navigator.domain.deadlines import Deadline, Process
from navigator.wording.deadlines import DeadlineWording

PRODUCT = "-//SEND Navigator Oxfordshire//Deadlines//EN"


def build_calendar_file(process: Process, deadlines: Iterable[Deadline], words: DeadlineWording) -> bytes:
    """All-day events for every limit that has a date; nothing in them about a child.

    The same limit always has the same UID, so that a file fetched again updates an event and does
    not double it. The stamp is midnight of the day on which the file is made.
    """
    file = CalendarFile()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", words.process(process))
    for deadline in deadlines:
        if deadline.due is not None:
            file.add_component(_build_event(deadline, deadline.due, words))
    return bytes(file.to_ical())


def _build_event(deadline: Deadline, due: datetime.date, words: DeadlineWording) -> Event:
    event = Event()
    event.add("uid", build_uid(deadline))
    event.add("dtstamp", datetime.datetime.combine(deadline.today, datetime.time(), tzinfo=datetime.UTC))
    event.add("dtstart", due)
    event.add("dtend", due + datetime.timedelta(days=1))
    event.add("summary", words.name(deadline.id))
    event.add("description", "\n".join(_describe(deadline, words)))
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
