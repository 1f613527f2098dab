"""What ends and what begins at a birthday: the edges that families fall over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from navigator.domain.areas import Verdict
from navigator.domain.directory import Directory
from navigator.domain.doors import check_service, list_age_rules
from navigator.domain.profile import Profile
from navigator.domain.services import Service

CLIFF_EDGES = (5, 11, 16, 18, 25, 26)
"""Birthdays at which most services for children change. Up to 25 ends with the 26th."""


@dataclass(frozen=True)
class Edge:
    """One birthday. `ends` are open the year before and closed from then; `begins` the other way round.

    `shut` would begin but are paused, closed or not taking anybody: the gap behind the edge.
    """

    age: int
    ends: tuple[Service, ...]
    begins: tuple[Service, ...]
    shut: tuple[Service, ...]


def list_edges(
    directory: Directory, profile: Profile, needs: frozenset[str] = frozenset(), ages: Iterable[int] = CLIFF_EDGES
) -> tuple[Edge, ...]:
    """The edges that lie ahead of this child, or all of them where no age was told.

    Only services whose own age rules make the difference, and with `needs` only those for one of
    them. Found by judging every service at the two ages, so it holds whatever the rules look like.
    """
    ahead = [age for age in ages if profile.age_years is None or age > profile.age_years]
    services = [
        service
        for service in directory.list_services()
        if (not needs or needs & set(service.needs)) and list_age_rules(service)
    ]
    return tuple(_edge(services, profile, age) for age in ahead)


def _edge(services: Iterable[Service], profile: Profile, age: int) -> Edge:
    ends, begins, shut = [], [], []
    before, after = replace(profile, age_years=age - 1), replace(profile, age_years=age)
    for service in services:
        if not service.running:
            if _by_age_only(service, age - 1) and not _by_age_only(service, age):
                shut.append(service)
            continue
        was, will = check_service(service, before).verdict, check_service(service, after).verdict
        if was is not Verdict.CLOSED and will is Verdict.CLOSED:
            ends.append(service)
        elif was is Verdict.CLOSED and will is not Verdict.CLOSED:
            begins.append(service)
    return Edge(age, tuple(ends), tuple(begins), tuple(shut))


def _by_age_only(service: Service, age: int) -> bool:
    """Whether an age rule of the service leaves somebody of this age out."""
    return any(
        (rule.ages.minimum or 0) > age or (rule.ages.maximum is not None and rule.ages.maximum < age)
        for rule in list_age_rules(service)
    )
