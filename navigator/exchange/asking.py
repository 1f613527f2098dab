"""What a harvester may ask of the feed, and whether a service answers to it. Every part is joined by AND."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from navigator.domain.areas import Place
from navigator.domain.profile import Profile
from navigator.domain.services import Service
from navigator.exchange.hours import OpenSpan
from navigator.exchange.rules import may_admit


@dataclass(frozen=True, slots=True)
class Entry:
    """What the feed is asked about one service; its records are built from the service when wanted."""

    id: str
    service: Service
    organization_id: str
    terms: frozenset[str]
    minimum_age: int | None
    maximum_age: int | None
    spans: tuple[OpenSpan, ...]
    modified: datetime.datetime | None


@dataclass(frozen=True)
class Asked:
    """Filters of services, as Open Referral UK names them; None leaves everything in.

    `minimum_age` and `maximum_age` are the standard's literal comparisons; `send_age` asks which
    services do not rule out a child of that age, `covers` which do not rule out that place. Of each
    set of terms in `tagged` any will do. `among` names services found by words.
    """

    among: frozenset[str] | None = None
    tagged: tuple[frozenset[str], ...] = ()
    minimum_age: float | None = None
    maximum_age: float | None = None
    send_age: int | None = None
    start_time: str | None = None
    end_time: str | None = None
    day: str | None = None
    organization_id: str | None = None
    modified_after: datetime.datetime | None = None
    covers: Place | None = None


def answers_to(entry: Entry, asked: Asked) -> bool:
    """Whether one service answers to every filter."""
    return (
        (asked.among is None or entry.service.id in asked.among)
        and (asked.organization_id is None or entry.organization_id == asked.organization_id)
        and all(terms & entry.terms for terms in asked.tagged)
        and _has_ages(entry, asked)
        and _is_open(entry, asked)
        and _is_modified(entry, asked)
        and _admits(entry.service, asked)
    )


def _has_ages(entry: Entry, asked: Asked) -> bool:
    """A service without an age is outside both literal filters."""
    low, high = entry.minimum_age, entry.maximum_age
    return (asked.minimum_age is None or (low is not None and low >= asked.minimum_age)) and (
        asked.maximum_age is None or (high is not None and high <= asked.maximum_age)
    )


def _is_open(entry: Entry, asked: Asked) -> bool:
    """Whether one span of hours answers to day and times together; hours that are only words never do."""
    if asked.start_time is None and asked.end_time is None and asked.day is None:
        return True
    return any(
        (asked.day is None or asked.day in span.days)
        and (asked.start_time is None or span.opens_at >= asked.start_time)
        and (asked.end_time is None or span.closes_at <= asked.end_time)
        for span in entry.spans
    )


def _is_modified(entry: Entry, asked: Asked) -> bool:
    """What has no known moment of change is kept: a harvester must not miss it."""
    return asked.modified_after is None or entry.modified is None or entry.modified >= asked.modified_after


def _admits(service: Service, asked: Asked) -> bool:
    if asked.send_age is None and asked.covers is None:
        return True
    place = asked.covers
    return may_admit(service, Profile(age_years=asked.send_age, home=place, gp_area=place, school_area=place))
