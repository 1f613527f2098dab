"""Profile, goal -> Plan: the routes, or what stands in the way, and what helps meanwhile."""

from __future__ import annotations

from collections.abc import Iterable

from navigator.domain.areas import Verdict
from navigator.domain.directory import Directory
from navigator.domain.journeys import Answer, Blocker, Plan, Route
from navigator.domain.needs import Urgency, list_ancestors, widen_needs
from navigator.domain.profile import Profile
from navigator.domain.services import Service
from navigator.routing.blockers import find_blockers
from navigator.routing.network import Network
from navigator.routing.options import Options
from navigator.routing.routes import count_others, find_routes
from navigator.routing.support import (
    list_alternatives,
    list_crisis_help,
    list_support_while_waiting,
)


class UnknownGoal(LookupError):
    """The goal is neither a service nor a need; kept in `goal`."""

    def __init__(self, goal: str) -> None:
        super().__init__(f"{goal!r} is neither a service nor a need")
        self.goal = goal


class Planner:
    """Finds routes over one network; knows no child until it is asked."""

    def __init__(self, directory: Directory, network: Network) -> None:
        self.directory = directory
        self.network = network

    def plan(self, profile: Profile, goal: str) -> Plan:
        """Every Pareto-optimal route for this child to a service or to help with a need.

        Raise UnknownGoal when `goal` is the id of neither. When a need that the profile or the goal
        names puts life at risk, the answer is CRISIS_FIRST, with urgent help first.
        """
        wanted = self._wanted(goal)
        options = Options(self.network, profile)
        crisis = self._crisis(profile, goal)
        if crisis:
            first = _first_help(options, crisis)
            rest = find_firm_routes(options, wanted) if goal in self.directory.services else ()
            routes = tuple(dict.fromkeys((*first, *rest)))
            blockers = find_blockers(self.directory, options, wanted)
            return self._finish(options, goal, Answer.CRISIS_FIRST, wanted, routes, (), blockers, crisis)
        routes = find_firm_routes(options, wanted)
        if routes:
            return self._finish(options, goal, Answer.ROUTES, wanted, routes)
        possible = tuple(route for service in wanted for route in find_routes(options, service, firm=False))
        blockers = find_blockers(self.directory, options, wanted)
        unsure = bool(possible) or any(blocker.finding.verdict is Verdict.UNKNOWN for blocker in blockers)
        answer = Answer.UNKNOWN if unsure else Answer.CLOSED
        return self._finish(options, goal, answer, wanted, (), possible, blockers)

    def _wanted(self, goal: str) -> tuple[str, ...]:
        """The services that would answer a goal; raise UnknownGoal."""
        if goal in self.directory.services:
            return (goal,)
        if goal in self.directory.needs:
            return self._services_for(goal)
        raise UnknownGoal(goal)

    def _services_for(self, need_id: str) -> tuple[str, ...]:
        """Running, published services that name the need, or one below it; else the nearest above.

        Where some of them take a referral, those are the goals: what needs none is help meanwhile.
        """
        for candidate in (need_id, *list_ancestors(self.directory.needs, need_id)):
            wide = widen_needs(self.directory.needs, (candidate,))
            exact = [
                service.id
                for service in self.directory.list_services()
                if service.running and candidate in service.needs
            ]
            below = [
                service.id
                for service in self.directory.list_services()
                if service.running and service.id not in exact and wide & set(service.needs)
            ]
            if exact or below:
                return self._referred_first(exact or below)
        return ()

    def _referred_first(self, service_ids: list[str]) -> tuple[str, ...]:
        referred = [key for key in service_ids if not self.directory.services[key].open_access]
        return tuple(referred or service_ids)

    def _crisis(self, profile: Profile, goal: str) -> tuple[Service, ...]:
        needs = self.directory.needs
        named = set(profile.needs) | ({goal} & set(needs))
        if not any(needs[need].urgency is Urgency.LIFE_AT_RISK for need in named if need in needs):
            return ()
        return list_crisis_help(self.directory, profile, Urgency.LIFE_AT_RISK)

    def _finish(
        self,
        options: Options,
        goal: str,
        answer: Answer,
        wanted: tuple[str, ...],
        routes: tuple[Route, ...],
        possible: tuple[Route, ...] = (),
        blockers: tuple[Blocker, ...] = (),
        crisis: tuple[Service, ...] = (),
    ) -> Plan:
        every = (*routes, *possible)
        first = wanted[:1] if goal in self.directory.services else () if every else wanted
        onward = (step for route in every for step in route.services)
        backward = (step for route in every for step in reversed(route.services))
        profile = options.profile
        return Plan(
            goal=goal,
            answer=answer,
            routes=routes,
            possible_routes=possible,
            blockers=blockers,
            crisis=crisis,
            while_waiting=list_support_while_waiting(self.directory, profile, (*first, *onward)),
            if_refused=list_alternatives(self.directory, profile, (*first, *backward)),
        )


def find_firm_routes(options: Options, wanted: Iterable[str]) -> tuple[Route, ...]:
    """The firm routes to each wanted service, shortest first, then cheapest, then the asker's own."""
    found = [route for service_id in wanted for route in find_routes(options, service_id, firm=True)]
    return tuple(
        sorted(
            found,
            key=lambda route: (route.cost.referrals, route.cost, count_others(options, route), route.goal),
        )
    )


def _first_help(options: Options, crisis: tuple[Service, ...]) -> tuple[Route, ...]:
    """The way to the first urgent help that can be reached."""
    for service in crisis:
        if routes := find_routes(options, service.id, firm=True):
            return tuple(routes[:1])
    return ()
