"""Label-setting search: profile, goal -> Plan.

A label is a partial route: referrals chosen backwards from the goal, and what they still demand. It
is settled when nothing is left to demand. Costs only add, so a label whose cost so far is beaten
by a finished route can never come back and is dropped (the principle of E. Q. V. Martins, "On a
multicriteria shortest path problem", European Journal of Operational Research 16, 1984, carried
to the hyperpaths of Gallo et al., 1993). A prerequisite that two referrals share is one referral.
Exact: every closed, minimal set of referrals is generated; tests compare it with brute force.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count

import networkx as nx

from navigator.domain.areas import Verdict
from navigator.domain.directory import Directory
from navigator.domain.doors import (
    check_door_exists,
    check_referrer,
    check_service,
    check_status,
    order_referrers,
    rules_without_papers,
)
from navigator.domain.eligibility import Finding, Reason, check_rules, combine_all
from navigator.domain.journeys import Answer, Blocker, Cost, Leg, Plan, Route
from navigator.domain.needs import Urgency, list_ancestors, widen_needs
from navigator.domain.profile import Profile, Referrer
from navigator.domain.services import Service
from navigator.routing.network import FactKind, Node, Referral
from navigator.routing.pareto import dominates
from navigator.routing.support import (
    list_alternatives,
    list_crisis_help,
    list_support_while_waiting,
)

HELD = "held"
MADE = "made"


class UnknownGoal(LookupError):
    """The goal is neither a service nor a need; kept in `goal`."""

    def __init__(self, goal: str) -> None:
        super().__init__(f"{goal!r} is neither a service nor a need")
        self.goal = goal


@dataclass(frozen=True)
class _Option:
    """One referral as one child could use it: who of its referrers can ask, and how sure it is."""

    referral: Referral
    referrers: tuple[Referrer, ...]
    finding: Finding


@dataclass(frozen=True)
class _Label:
    """Referrals chosen so far by service, papers by provider, and what is still demanded."""

    chosen: Mapping[str, _Option]
    papers: Mapping[str, str]
    demanded: tuple[Node, ...]


@dataclass
class _Timing:
    """When each service and paper of a label is reached, in weeks; None inside a circle.

    A service that has seen the child before, and the papers it gives, are in hand from the start,
    even where the label asks that service again.
    """

    label: _Label
    seen: frozenset[str]
    weeks: Mapping[str, float]
    paper_weeks: Mapping[str, float]
    memo: dict[Node, float | None] = field(default_factory=dict)

    def start(self, option: _Option) -> float | None:
        referral = option.referral
        tail: list[Node] = [(FactKind.SERVICE, first) for first in referral.after if first not in self.seen]
        tail += [(FactKind.DOCUMENT, paper) for paper in referral.documents]
        latest = 0.0
        for node in tail:
            at = self.at(node)
            if at is None:
                return None
            latest = max(latest, at)
        return latest

    def at(self, node: Node) -> float | None:
        """When a fact is in hand; a demand not yet met counts 0, so partial costs never overstate."""
        if node in self.memo:
            return self.memo[node]
        self.memo[node] = None
        kind, key = node
        result: float | None = 0.0
        if kind is FactKind.DOCUMENT:
            provider = self.label.papers.get(key)
            if provider == MADE:
                result = self.paper_weeks.get(key, 0.0)
            elif provider not in (None, HELD) and provider not in self.seen:
                result = self.at((FactKind.SERVICE, str(provider)))
        elif key in self.label.chosen:
            begun = self.start(self.label.chosen[key])
            result = None if begun is None else begun + self.weeks.get(key, 0.0)
        self.memo[node] = result
        return result


class Planner:
    """Finds routes over one network; knows no child until it is asked."""

    def __init__(self, directory: Directory, network: nx.DiGraph[Node]) -> None:
        self.directory = directory
        self._referrals: dict[str, tuple[Referral, ...]] = {}
        self._givers: dict[str, tuple[str, ...]] = {}
        for kind, key in network.nodes:
            before = network.predecessors((kind, key))
            if kind is FactKind.SERVICE:
                self._referrals[key] = tuple(network.nodes[node]["referral"] for node in before)
            elif kind is FactKind.DOCUMENT:
                self._givers[key] = tuple(sorted(giver for _, giver in before))
        self._waits = {service_id: directory.best_wait(service_id) for service_id in directory.services}

    def plan(self, profile: Profile, goal: str) -> Plan:
        """Every Pareto-optimal route for this child to a service or to help with a need.

        Raise UnknownGoal when `goal` is the id of neither. When a need that the profile or the goal
        names puts life at risk, the answer is CRISIS_FIRST, with urgent help first.
        """
        if goal in self.directory.services:
            wanted: tuple[str, ...] = (goal,)
        elif goal in self.directory.needs:
            wanted = self._services_for(goal)
        else:
            raise UnknownGoal(goal)
        search = _Search(self, profile)
        crisis = self._crisis(profile, goal)
        if crisis:
            urgent = tuple(route for service in crisis for route in search.routes(service.id, firm=True))
            first = min(urgent, key=lambda route: crisis.index(route.legs[-1].service), default=None)
            rest = search.first_routes(wanted) if goal in self.directory.services else ()
            routes = tuple(dict.fromkeys((*((first,) if first else ()), *rest)))
            return self._finish(profile, goal, Answer.CRISIS_FIRST, routes, (), wanted, search, crisis)
        routes = search.first_routes(wanted)
        if routes:
            return self._finish(profile, goal, Answer.ROUTES, routes, (), wanted, search)
        possible = tuple(route for service in wanted for route in search.routes(service, firm=False))
        unsure = bool(possible) or any(
            blocker.finding.verdict is Verdict.UNKNOWN for blocker in search.blockers(wanted)
        )
        answer = Answer.UNKNOWN if unsure else Answer.CLOSED
        return self._finish(profile, goal, answer, (), possible, wanted, search)

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
        profile: Profile,
        goal: str,
        answer: Answer,
        routes: tuple[Route, ...],
        possible: tuple[Route, ...],
        wanted: tuple[str, ...],
        search: _Search,
        crisis: tuple[Service, ...] = (),
    ) -> Plan:
        every = (*routes, *possible)
        first = wanted[:1] if goal in self.directory.services else () if every else wanted
        onward = (step for route in every for step in route.services)
        backward = (step for route in every for step in reversed(route.services))
        blockers = () if routes and not crisis else search.blockers(wanted)
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

    def referrals_into(self, service_id: str) -> tuple[Referral, ...]:
        """The hyperarcs whose head is this service."""
        return self._referrals.get(service_id, ())

    def givers_of(self, document_id: str) -> tuple[str, ...]:
        """The services that give out a paper."""
        return self._givers.get(document_id, ())

    def wait_weeks(self, service_id: str) -> float | None:
        """The published wait in weeks; None when nobody publishes one."""
        wait = self._waits.get(service_id)
        return None if wait is None else wait.wait_weeks


class _Search:
    """One child's questions to a planner, with the options of each service worked out once."""

    def __init__(self, planner: Planner, profile: Profile) -> None:
        self.planner = planner
        self.directory = planner.directory
        self.profile = profile
        self._options: dict[str, tuple[_Option, ...]] = {}
        self._weeks = {key: planner.wait_weeks(key) or 0.0 for key in self.directory.services}
        self._paper_weeks = {
            key: float(document.takes_weeks or 0) for key, document in self.directory.documents.items()
        }

    def first_routes(self, wanted: Iterable[str]) -> tuple[Route, ...]:
        """The firm routes to each wanted service, shortest first, then cheapest, then the asker's own."""
        found = [route for service_id in wanted for route in self.routes(service_id, firm=True)]
        return tuple(sorted(found, key=lambda route: (route.cost.referrals, route.cost, self._by_others(route))))

    def _by_others(self, route: Route) -> tuple[int, str]:
        """How many of its requests somebody else must make; the goal's id where that ties too."""
        return sum(leg.by is not None and leg.by is not self.profile.asker for leg in route.legs), route.goal

    def options(self, service_id: str) -> tuple[_Option, ...]:
        """The referrals into a service that no rule closes for this child, with their findings."""
        if service_id not in self._options:
            service = self.directory.get_service(service_id)
            general = combine_all(
                (check_status(service), check_rules(rules_without_papers(service), self.profile))
            )
            found = []
            for referral in self.planner.referrals_into(service_id):
                option = self._option(referral, general)
                if option.finding.verdict is not Verdict.CLOSED:
                    found.append(option)
            self._options[service_id] = tuple(found)
        return self._options[service_id]

    def _option(self, referral: Referral, general: Finding) -> _Option:
        rules = check_rules(referral.way.rules, self.profile)
        if referral.passed_on_by is not None:
            return _Option(referral, (), combine_all((general, rules)))
        roles = [
            (role, check_referrer(role, self.profile)) for role in order_referrers(referral.way, self.profile)
        ]
        firm = tuple(role for role, finding in roles if finding.verdict is Verdict.OPEN)
        if firm:
            return _Option(referral, firm, combine_all((general, rules)))
        perhaps = [(role, finding) for role, finding in roles if finding.verdict is Verdict.UNKNOWN]
        who = perhaps[0][1] if perhaps else Finding(Verdict.CLOSED, Reason.REFERRER_NOT_AVAILABLE)
        return _Option(referral, tuple(role for role, _ in perhaps), combine_all((general, rules, who)))

    def routes(self, service_id: str, firm: bool) -> list[Route]:
        """The Pareto-optimal routes to one service.

        With `firm` only referrals count that hang on no answer we were not given; without it those
        count too.
        """
        start = _Label({}, {}, ((FactKind.SERVICE, service_id),))
        tick = count()
        queue: list[tuple[tuple[float, ...], int, _Label]] = [((0.0,) * 4, next(tick), start)]
        finished: list[tuple[tuple[float, ...], _Label]] = []
        while queue:
            cost, _, label = heapq.heappop(queue)
            if any(dominates(done, cost) for done, _ in finished):
                continue
            if not label.demanded:
                finished.append((cost, label))
                continue
            for longer in self._extend(label, firm):
                price = self._price(longer, service_id)
                if price is not None:
                    heapq.heappush(queue, (price, next(tick), longer))
        kept = [
            (cost, label) for cost, label in finished if not any(dominates(other, cost) for other, _ in finished)
        ]
        return self._without_doubles(service_id, kept)

    def _without_doubles(self, service_id: str, kept: list[tuple[tuple[float, ...], _Label]]) -> list[Route]:
        # Ties kept once for one set of services: two doors of a service often tie, families saw doubles.
        routes: dict[tuple[object, ...], Route] = {}
        for cost, label in kept:
            route = self._route(service_id, label, cost)
            key = (cost, frozenset(route.services))
            if key not in routes or self._preference(route) < self._preference(routes[key]):
                routes[key] = route
        return sorted(routes.values(), key=lambda route: (route.cost, self._preference(route)))

    def _preference(self, route: Route) -> tuple[object, ...]:
        """Among equals: surer doors, then the asker's own request, then the fewest papers.

        What still ties keeps the order in which its file lists the doors.
        """
        doubts = sum(_count_doubts(leg.finding) for leg in route.legs)
        doors = [(leg.service.id, leg.service.ways_in.index(leg.way)) for leg in route.legs]
        return (doubts, self._by_others(route), len(route.papers), doors)

    def _extend(self, label: _Label, firm: bool) -> Iterable[_Label]:
        """Meet the first demand in every possible way."""
        (kind, key), rest = label.demanded[0], label.demanded[1:]
        if kind is FactKind.SERVICE:
            for option in self.options(key):
                if firm and option.finding.needs_an_answer:
                    continue
                if label.chosen and not _leads_onward(option.referral):
                    continue
                chosen = {**label.chosen, key: option}
                yield _Label(chosen, label.papers, (*rest, *self._demands(option, chosen, label.papers, rest)))
            return
        if self.profile.documents is not None and key in self.profile.documents:
            yield _Label(label.chosen, {**label.papers, key: HELD}, rest)
            return
        if self._can_be_made(key):
            yield _Label(label.chosen, {**label.papers, key: MADE}, rest)
        for giver in self.planner.givers_of(key):
            papers = {**label.papers, key: giver}
            node = (FactKind.SERVICE, giver)
            known = giver in label.chosen or giver in self.profile.seen_by or node in rest
            yield _Label(label.chosen, papers, rest if known else (*rest, node))

    def _demands(
        self,
        option: _Option,
        chosen: Mapping[str, _Option],
        papers: Mapping[str, str],
        already: tuple[Node, ...],
    ) -> list[Node]:
        referral = option.referral
        services = [
            (FactKind.SERVICE, first)
            for first in referral.after
            if first not in chosen and first not in self.profile.seen_by
        ]
        documents = [(FactKind.DOCUMENT, paper) for paper in referral.documents if paper not in papers]
        return [node for node in (*services, *documents) if node not in already]

    def _price(self, label: _Label, goal: str) -> tuple[float, ...] | None:
        """The label's cost so far, never more than any finished route grown from it; None for a circle."""
        timing = _Timing(label, self.profile.seen_by, self._weeks, self._paper_weeks)
        reached = [timing.at((FactKind.SERVICE, service_id)) for service_id in label.chosen]
        if any(at is None for at in reached):
            return None
        weeks = round(timing.at((FactKind.SERVICE, goal)) or 0.0, 1)
        unknown = sum(self.planner.wait_weeks(service_id) is None for service_id in label.chosen)
        fees = sum(option.referral.way.fee_pence or 0 for option in label.chosen.values())
        return (weeks, float(unknown), float(len(label.chosen)), float(fees))

    def _route(self, goal: str, label: _Label, cost: tuple[float, ...]) -> Route:
        timing = _Timing(label, self.profile.seen_by, self._weeks, self._paper_weeks)
        legs = []
        for service_id, option in label.chosen.items():
            referral = option.referral
            start = timing.start(option) or 0.0
            legs.append(
                Leg(
                    service=referral.service,
                    way=referral.way,
                    by=option.referrers[0] if option.referrers else None,
                    also_by=option.referrers[1:],
                    origin=referral.passed_on_by,
                    documents=referral.documents,
                    after=referral.after,
                    wait=self.planner._waits.get(service_id),
                    start_weeks=start,
                    arrive_weeks=start + self._weeks.get(service_id, 0.0),
                    finding=option.finding,
                )
            )
        ordered = _in_order(legs, label.papers, self.profile.seen_by)
        total = Cost(cost[0], int(cost[1]), int(cost[2]), int(cost[3]))
        return Route(goal, ordered, total, tuple(sorted(label.papers.items())))

    def blockers(self, wanted: Iterable[str]) -> tuple[Blocker, ...]:
        """Why the wanted services cannot be reached, the goal's own reasons first.

        Where the goal itself is open, the services it comes through are looked at instead.
        """
        found: dict[str, Blocker] = {}
        waiting = list(wanted)
        seen = set(waiting)
        while waiting:
            service = self.directory.get_service(waiting.pop(0))
            finding = combine_all((check_service(service, self.profile), check_door_exists(service)))
            usable = [option for option in self.options(service.id) if not option.finding.needs_an_answer]
            if finding.verdict is not Verdict.OPEN and not usable:
                found[service.id] = Blocker(service, finding)
                continue
            if not usable:
                who = self._who_may_ask(service)
                found[service.id] = Blocker(service, who)
                continue
            for option in usable:
                for first in (*option.referral.after, *self._givers_needed(option)):
                    if first not in seen and first not in self.profile.seen_by:
                        seen.add(first)
                        waiting.append(first)
        return tuple(found.values())

    def _can_be_made(self, paper: str) -> bool:
        """Whether somebody who is there for this child can write or gather a paper."""
        document = self.directory.documents.get(paper)
        return document is not None and any(
            check_referrer(role, self.profile).verdict is not Verdict.CLOSED for role in document.made_by
        )

    def _givers_needed(self, option: _Option) -> tuple[str, ...]:
        """The services that alone can give what a referral asks for and the child does not have."""
        held = self.profile.documents or frozenset()
        missing = (
            paper for paper in option.referral.documents if paper not in held and not self._can_be_made(paper)
        )
        return tuple(giver for paper in missing for giver in self.planner.givers_of(paper))

    def _who_may_ask(self, service: Service) -> Finding:
        findings = [
            check_referrer(role, self.profile)
            for way in service.ways_in
            for role in order_referrers(way, self.profile)
        ]
        unsure = [finding for finding in findings if finding.verdict is Verdict.UNKNOWN]
        return unsure[0] if unsure else Finding(Verdict.CLOSED, Reason.REFERRER_NOT_AVAILABLE)


def _count_doubts(finding: Finding) -> int:
    """How many things a finding leaves to be read or judged."""
    if finding.verdict is not Verdict.UNKNOWN:
        return 0
    return sum(_count_doubts(part) for part in finding.parts) or 1


def _leads_onward(referral: Referral) -> bool:
    """Whether going in by this door counts as having been seen, for what lies behind the service.

    Where a service has a door for requests beside an open one for advice, a call for advice does
    not open what comes after it.
    """
    return not referral.way.open_access or all(way.open_access for way in referral.service.ways_in)


def _in_order(legs: list[Leg], papers: Mapping[str, str], seen: frozenset[str]) -> tuple[Leg, ...]:
    """Legs in the order they are made: whatever a leg needs stands before it."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    by_id = {leg.service.id: leg for leg in legs}
    for leg in legs:
        graph.add_node(leg.service.id)
        needed = {papers[paper] for paper in leg.documents if paper in papers} | set(leg.after)
        for first in needed & set(by_id) - seen:
            graph.add_edge(first, leg.service.id)
    order = nx.lexicographical_topological_sort(graph, key=lambda key: (by_id[key].start_weeks, key))
    return tuple(by_id[service_id] for service_id in order)
