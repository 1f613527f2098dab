"""Why a wanted service cannot be reached: what stands in the way, and where."""

from __future__ import annotations

from collections.abc import Iterable

from navigator.domain.areas import Verdict
from navigator.domain.directory import Directory
from navigator.domain.doors import check_door_exists, check_referrer, check_service, order_referrers
from navigator.domain.eligibility import Finding, Reason, combine_all
from navigator.domain.journeys import Blocker
from navigator.domain.profile import Profile
from navigator.domain.services import Service
from navigator.routing.options import Option, Options
from navigator.routing.routes import find_routes


def find_blockers(directory: Directory, options: Options, wanted: Iterable[str]) -> tuple[Blocker, ...]:
    """Why the wanted services cannot be reached, the goal's own reasons first.

    Where the goal itself is open, the services it comes through are looked at instead; where all are open
    today, what a birthday shuts before its step can start.
    """
    found: dict[str, Blocker] = {}
    goals = list(wanted)
    waiting = list(goals)
    seen = set(waiting)
    while waiting:
        service = directory.get_service(waiting.pop(0))
        every = options.into(options.network.service_numbers[service.id], firm=True, onward=False)
        usable = [option for option in every if not option.opens]
        if not usable:
            found[service.id] = Blocker(service, _why_shut(service, options.profile))
            continue
        for option in usable:
            for first in _needed(option, options):
                if first not in seen and first not in options.profile.seen_by:
                    seen.add(first)
                    waiting.append(first)
    still = Options(options.network, options.profile, growing=False)
    for goal in goals:
        for blocker in [] if goal in found else _find_birthdays(still, goal):
            found.setdefault(blocker.service.id, blocker)
    return tuple(found.values())


def _find_birthdays(still: Options, goal: str) -> list[Blocker]:
    """The steps of the quickest way there would be without birthdays that a birthday shuts, or may."""
    routes = find_routes(still, goal, firm=True)
    quickest = min(routes, key=lambda route: route.cost, default=None)
    return [
        Blocker(leg.service, leg.finding)
        for leg in (() if quickest is None else quickest.legs)
        if leg.finding.verdict is Verdict.CLOSED or leg.finding.needs_an_answer
    ]


def _why_shut(service: Service, profile: Profile) -> Finding:
    finding = combine_all((check_service(service, profile), check_door_exists(service)))
    return _who_may_ask(service, profile) if finding.verdict is Verdict.OPEN else finding


def _needed(option: Option, options: Options) -> list[str]:
    """What must have seen the child first, and the services that alone can give a missing paper."""
    network = options.network
    papers = [paper for paper in option.documents if options.made_in(paper) is None]
    givers = [giver for paper in papers for giver in network.givers[paper]]
    return [*option.arc.referral.after, *(network.services[giver].id for giver in givers)]


def _who_may_ask(service: Service, profile: Profile) -> Finding:
    findings = [check_referrer(role, profile) for way in service.ways_in for role in order_referrers(way, profile)]
    unsure = [finding for finding in findings if finding.verdict is Verdict.UNKNOWN]
    return unsure[0] if unsure else Finding(Verdict.CLOSED, Reason.REFERRER_NOT_AVAILABLE)
