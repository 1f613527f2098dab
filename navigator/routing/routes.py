"""Finished labels -> routes, told in order, ties told once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import TopologicalSorter

from navigator.domain.journeys import Cost, Leg, Route
from navigator.routing.labels import LabelSearch
from navigator.routing.network import Referral
from navigator.routing.options import Options, count_doubts
from navigator.routing.timing import MADE, Finished

_HELD = "held"
_MADE = "made"


def find_routes(options: Options, service_id: str, firm: bool) -> list[Route]:
    """The Pareto-optimal routes to one service, cheapest first.

    With `firm` only referrals count that hang on no answer we were not given; without it those
    count too.
    """
    search = LabelSearch(options, options.network.service_numbers[service_id], firm)
    teller = _Teller(options, service_id)
    # Ties kept once for one set of services: two doors of a service often tie, families saw doubles.
    kept: dict[tuple[object, ...], tuple[tuple[object, ...], Route]] = {}
    for finished in search.run():
        route = teller.tell(finished)
        key = (finished.price, frozenset(finished.label.chosen))
        preference = teller.preference(route)
        if key not in kept or preference < kept[key][0]:
            kept[key] = (preference, route)
    return [route for preference, route in sorted(kept.values(), key=lambda pair: (pair[1].cost, pair[0]))]


def count_others(options: Options, route: Route) -> int:
    """How many requests of a route somebody other than the one asking must make."""
    return sum(leg.by is not None and leg.by is not options.profile.asker for leg in route.legs)


class _Teller:
    """Turns finished labels to one goal into routes."""

    def __init__(self, options: Options, goal: str) -> None:
        self._options = options
        self._network = options.network
        self._goal = goal

    def tell(self, finished: Finished) -> Route:
        """A route with its legs in the order they are made, and every paper with its provider."""
        label, weeks = finished.label, self._network.weeks
        legs: dict[int, Leg] = {}
        papers: dict[str, str] = {}
        needed: dict[int, set[int]] = {}
        for service, option in label.chosen.items():
            start = finished.arrivals[service] - weeks[service]
            legs[service] = self._tell_leg(service, option.arc.referral, start)
            needed[service] = set(option.after) & set(label.chosen)
            for paper in option.arc.documents:
                provider = label.papers.get(paper)
                papers[self._name(paper)] = (
                    _HELD
                    if provider is None
                    else _MADE
                    if provider == MADE
                    else self._network.services[provider].id
                )
                if provider in label.chosen and provider not in self._options.seen:
                    needed[service].add(provider)
        ordered = _in_order(legs, needed)
        tenths, unpublished, referrals, pence = finished.price
        cost = Cost(tenths / 10, unpublished, referrals, pence)
        return Route(self._goal, ordered, cost, tuple(sorted(papers.items())))

    def _tell_leg(self, service: int, referral: Referral, start: int) -> Leg:
        finding, who = self._options.judge(referral, start)
        wait = self._network.waits[service]
        return Leg(
            service=referral.service,
            way=referral.way,
            by=who[0] if who else None,
            also_by=who[1:],
            origin=referral.passed_on_by,
            documents=referral.documents,
            after=referral.after,
            wait=wait,
            start_weeks=start / 10,
            arrive_weeks=start / 10 + self._network.weeks[service] / 10,
            finding=finding,
        )

    def _name(self, paper: int) -> str:
        document = self._network.papers[paper]
        return document if isinstance(document, str) else document.id

    def preference(self, route: Route) -> tuple[object, ...]:
        """Among equals: surer doors, then the asker's own request, then the fewest papers.

        What still ties keeps the order in which its file lists the doors.
        """
        doubts = sum(count_doubts(leg.finding) for leg in route.legs)
        doors = [(leg.service.id, leg.service.ways_in.index(leg.way)) for leg in route.legs]
        return (doubts, count_others(self._options, route), len(route.papers), doors)


def _in_order(legs: Mapping[int, Leg], needed: Mapping[int, Iterable[int]]) -> tuple[Leg, ...]:
    """Legs in the order they are made: whatever a leg needs stands before it; else the soonest, then by id."""
    sorter = TopologicalSorter(needed)
    sorter.prepare()
    waiting: list[tuple[float, str, int]] = []
    ordered: list[Leg] = []
    while sorter.is_active():
        waiting += [(legs[key].start_weeks, legs[key].service.id, key) for key in sorter.get_ready()]
        waiting.sort()
        *_, key = waiting.pop(0)
        ordered.append(legs[key])
        sorter.done(key)
    return tuple(ordered)
