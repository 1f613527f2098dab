"""Labels, the partial routes of a search, and when each of their steps can begin."""

from __future__ import annotations

from typing import NamedTuple

from navigator.routing.network import Network
from navigator.routing.options import Option, Options

MADE = -1
"""The provider of a paper that somebody writes; any other provider is the number of a service."""

Price = tuple[int, int, int, int]
"""Tenths of a week, unpublished waits, referrals, pence."""
Demand = tuple[int, int, int]
"""A service that must have seen the child; how long the way from there to the goal is; the latest it may be."""


Need = tuple[tuple[int, int], ...]
"""Demanded services with a time each: one of them at least must not have seen the child sooner than that."""


class Label(NamedTuple):
    """Options chosen so far by service, papers by provider, and what is still demanded.

    `settled` is the longest way through what demands nothing more. `aside` are the choices made while something
    else was still demanded: the only ones that what is chosen later can lean on, so a bound of what is demanded
    may count them again. `late` where one of the options opens only in time: there coming sooner is not always
    better, and `needs` say what must not come too soon.
    """

    chosen: dict[int, Option]
    papers: dict[int, int]
    demands: tuple[Demand, ...]
    settled: int
    unpublished: int
    pence: int
    aside: frozenset[tuple[int, int]]
    aside_unpublished: int
    aside_pence: int
    late: bool
    needs: frozenset[Need]


class Finished(NamedTuple):
    """A closed set of referrals: its price, its label, and when each of its services has seen the child."""

    price: Price
    label: Label
    arrivals: dict[int, int]


class Timing:
    """Works out the times of labels that lead to one goal, in tenths of a week."""

    def __init__(self, options: Options, goal: int) -> None:
        self._options = options
        self._goal = goal
        self._network: Network = options.network

    def find_written(self, option: Option, papers: dict[int, int]) -> int:
        """How long it takes to write the papers of an option that somebody writes."""
        return max(
            (self._options.made_in(paper) or 0 for paper in option.documents if papers[paper] == MADE), default=0
        )

    def list_tail(self, service: int, label: Label) -> list[int]:
        """The services, not seen before, that a chosen option waits for."""
        option = label.chosen[service]
        givers = [label.papers[paper] for paper in option.documents]
        seen = self._options.seen
        return [*option.after, *(giver for giver in givers if giver != MADE and giver not in seen)]

    def sort(self, label: Label) -> list[int] | None:
        """The chosen services, each before those it waits for; None when one waits for itself."""
        order: list[int] = []
        state: dict[int, bool] = {}

        def visit(service: int) -> bool:
            if service in state or service not in label.chosen:
                return state.get(service, True)
            state[service] = False
            if not all(visit(first) for first in self.list_tail(service, label)):
                return False
            state[service] = True
            order.append(service)
            return True

        return order[::-1] if visit(self._goal) else None

    def arrive(self, label: Label) -> dict[int, int] | None:
        """When each chosen service has seen the child; None where that is too soon, too late, or not the soonest.

        A paper is in hand as soon as anything chosen gives it; the label that takes it from there is another.
        """
        order = self.sort(label)
        if order is None:
            return None
        arrivals: dict[int, int] = {}
        seen = self._options.seen
        for service in reversed(order):
            option = label.chosen[service]
            start = 0
            for first in option.after:
                start = max(start, arrivals[first])
            for paper in option.documents:
                start = max(start, self.in_hand(paper, label, arrivals))
            if not option.opens <= start < option.closes:
                return None
            arrivals[service] = start + self._network.weeks[service]
        for paper, provider in label.papers.items():
            if provider in seen:
                continue
            at = self.in_hand(paper, label, arrivals)
            made = self._options.made_in(paper)
            if made is not None and made < at:
                return None
            if any(arrivals.get(giver, at) < at for giver in self._network.givers[paper]):
                return None
        return arrivals

    def in_hand(self, paper: int, label: Label, arrivals: dict[int, int]) -> int:
        """When a paper that is not held is in hand, by the provider that the label takes it from."""
        provider = label.papers[paper]
        if provider == MADE:
            return self._options.made_in(paper) or 0
        return 0 if provider in self._options.seen else arrivals[provider]
