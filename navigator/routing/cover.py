"""What every wait and every refusal leads to: the checks of a whole directory, and the cover of one step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx

from navigator.domain.directory import Directory
from navigator.domain.profile import Profile
from navigator.domain.referrals import Accountability, ConnectionKind
from navigator.domain.services import NoWayInReason, Service
from navigator.domain.waits import StatutoryClock, WaitingTime
from navigator.routing.support import is_usable, list_curated_support

LONG_WAIT_WEEKS = 12
"""Weeks from which a published wait must have something that helps meanwhile, or be named as a gap."""
_WEEKS_OF = {"days": 1 / 7, "weeks": 1.0, "months": 52 / 12, "years": 52.0}


@dataclass(frozen=True)
class Assurance:
    """How well a directory covers its waits, refusals and doors. Gaps are lists of names.

    `long_waits` are running services of a curated pathway whose published wait is longer than
    LONG_WAIT_WEEKS; `uncovered` those without a curated support that a family can use meanwhile.
    `loops` are services that pass families on to each other, each group by name.
    """

    long_waits: int
    uncovered: tuple[str, ...]
    refusals: int
    refusals_leading_nowhere: tuple[str, ...]
    running_services: int
    without_a_way_in: tuple[str, ...]
    loops: tuple[tuple[str, ...], ...]


def assure(directory: Directory) -> Assurance:
    """Check the whole directory: cover of long waits, onward steps of refusals, doors of services."""
    on_pathways = {key for pathway in directory.pathways.values() for key in pathway.services}
    running = [service for service in directory.list_services() if service.running]
    waiting = [service for service in running if service.id in on_pathways and _waits_long(directory, service.id)]
    refusals = [refusal for pathway in directory.pathways.values() for refusal in pathway.refusals]
    return Assurance(
        long_waits=len(waiting),
        uncovered=tuple(service.name for service in waiting if not _covered(directory, service.id)),
        refusals=len(refusals),
        refusals_leading_nowhere=tuple(
            f"{directory.services[refusal.service].name}: {refusal.reason}"
            for refusal in refusals
            if not any(is_usable(directory.find_service(key), Profile()) for key in refusal.onward)
        ),
        running_services=len(running),
        without_a_way_in=tuple(service.name for service in running if not _has_a_way_in(service)),
        loops=tuple(_list_loops(directory)),
    )


def _list_loops(directory: Directory) -> Iterator[tuple[str, ...]]:
    """Groups of running services in which each comes through another: "GP says school, school says GP".

    The strongly connected components of "passes on to or must be seen before" (R. Tarjan, "Depth-first
    search and linear graph algorithms", 1972).
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    for service in directory.list_services():
        for way in service.ways_in:
            for first in (*way.passed_on_by, *way.after):
                graph.add_edge(first, service.id)
    for group in sorted(map(sorted, nx.strongly_connected_components(graph))):
        if len(group) > 1:
            yield tuple(directory.services[key].name for key in group)


def _waits_long(directory: Directory, service_id: str) -> bool:
    wait = directory.best_wait(service_id)
    return wait is not None and (wait_length_weeks(wait) or 0.0) > LONG_WAIT_WEEKS


def _covered(directory: Directory, service_id: str) -> bool:
    return any(
        is_usable(directory.find_service(key), Profile()) for key in list_curated_support(directory, service_id)
    )


def _has_a_way_in(service: Service) -> bool:
    """A door, or a reason for none that is more than nobody having published one."""
    if service.ways_in:
        return True
    return service.no_way_in is not None and service.no_way_in.reason is not NoWayInReason.NOT_PUBLISHED


def wait_length_weeks(wait: WaitingTime) -> float | None:
    """How long a figure says that people wait, in weeks, whatever statistic it is; None for a count.

    A share seen within a time gives that time: a part of the families waits longer still.
    """
    if wait.wait_weeks is not None:
        return wait.wait_weeks
    value, unit = (wait.within_value, wait.within_unit) if wait.within_value else (wait.value, wait.unit)
    factor = _WEEKS_OF.get(unit)
    return None if value is None or factor is None else round(value * factor, 1)


@dataclass(frozen=True)
class Chase:
    """When to ask after a request, and who is next if that does not help.

    `limits` are the legal limits that run, several of them for one service sometimes; `after_weeks`
    the published wait, None where there is none.
    """

    limits: tuple[StatutoryClock, ...]
    after_weeks: float | None
    accountable: tuple[Accountability, ...]


def find_chase(directory: Directory, service_id: str) -> Chase:
    """When and whom to chase about one service."""
    wait = directory.best_wait(service_id)
    return Chase(
        limits=tuple(
            clock
            for clock in directory.list_clocks_of(service_id)
            if clock.statutory and clock.limit is not None and clock.limit.kind == "maximum"
        ),
        after_weeks=None if wait is None else wait_length_weeks(wait),
        accountable=directory.list_accountable(service_id),
    )


def list_step_up(directory: Directory, profile: Profile, service_id: str) -> tuple[Service, ...]:
    """Where to turn when things get worse while waiting: curated steps up that this child can use."""
    edges = directory.list_connections(origin=service_id, kind=ConnectionKind.STEP_UP)
    found = (directory.find_service(edge.target) for edge in edges)
    return tuple(
        dict.fromkeys(service for service in found if service is not None and is_usable(service, profile))
    )
