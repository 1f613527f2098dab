"""A second opinion on routes: try every choice of doors there is, and keep the best.

Nothing of the planner is used here. A child's way to a goal is a choice of at most one door for each
service. A choice is closed when everything each door demands can be in hand: held, made, given or
seen before, or won through another door of the same choice, nothing waiting for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from navigator.domain.directory import Directory
from navigator.domain.eligibility import AgeRule, ConditionRule, DocumentRule, Rule
from navigator.domain.profile import Profile, Referrer, Setting
from navigator.domain.services import Service, WayIn

OPEN, ASK, SHUT = "open", "ask", "shut"
Price = tuple[float, int, int, int]
SCHOOLS = (Setting.PRIMARY, Setting.SECONDARY, Setting.SPECIAL, Setting.POST_16)


@dataclass(frozen=True)
class Door:
    """One way into one service, used by a role or by the one service that passes the child on."""

    service: Service
    way: WayIn
    origin: str | None

    @cached_property
    def papers(self) -> set[str]:
        """What must be in hand, the papers that the service's own rules demand included."""
        demanded = {rule.held for rule in self.service.eligibility if isinstance(rule, DocumentRule)}
        return set(self.way.documents) | (demanded - {None})

    @cached_property
    def firsts(self) -> set[str]:
        """Who must have seen the child first."""
        return set(self.way.after) | ({self.origin} if self.origin else set())

    @property
    def leads_onward(self) -> bool:
        """Using an open door is no referral where the service also has doors that are."""
        return not self.way.open_access or all(way.open_access for way in self.service.ways_in)


def list_doors(service: Service) -> list[Door]:
    """Each way in once for the roles that may use it, and once for each service that passes on."""
    return [
        Door(service, way, origin)
        for way in service.ways_in
        for origin in ((None,) if way.referrers else ()) + tuple(way.passed_on_by)
    ]


def judge_door(door: Door, profile: Profile) -> str:
    """Whether the door is open to this child, shut, or hangs on an answer we were not given."""
    rules = [rule for rule in door.service.eligibility if not (isinstance(rule, DocumentRule) and rule.held)]
    said = [judge_rule(rule, profile) for rule in (*rules, *door.way.rules)]
    if door.origin is None:
        said.append(best(judge_role(role, profile) for role in door.way.referrers))
    return worst(said)


def judge_rule(rule: Rule, profile: Profile) -> str:
    """Ages, papers and wording to read: the kinds of rule that these tests use."""
    match rule:
        case ConditionRule():
            return OPEN
        case AgeRule():
            low, high = rule.ages.minimum or 0, rule.ages.maximum or 99
            if profile.age_years is None:
                return OPEN if rule.ages.minimum is None and rule.ages.maximum is None else ASK
            return OPEN if low <= profile.age_years <= high else SHUT
        case DocumentRule():
            if profile.documents is None:
                return ASK
            wanted = rule.held in profile.documents if rule.held else rule.absent not in profile.documents
            return OPEN if wanted else SHUT
    raise NotImplementedError(rule)


def judge_role(role: Referrer, profile: Profile) -> str:
    """Whether this child has somebody in the role: a school only where it goes to one, and so on."""
    if role is profile.asker:
        return OPEN
    if role is Referrer.SCHOOL:
        return ASK if profile.setting is None else OPEN if profile.setting in SCHOOLS else SHUT
    if role is Referrer.YOUNG_PERSON:
        return ASK if profile.age_years is None else OPEN if profile.age_years >= 11 else SHUT
    return OPEN


def best(said: Iterable[str]) -> str:
    """One that is open is enough."""
    return min(said, key=(OPEN, ASK, SHUT).index, default=SHUT)


def worst(said: Iterable[str]) -> str:
    """All must be open."""
    return max(said, key=(OPEN, ASK, SHUT).index, default=OPEN)


def list_choices(
    directory: Directory, profile: Profile, goal: str, judged: tuple[str, ...]
) -> Iterator[list[Door]]:
    """Every choice of at most one door for each service, with one for the goal."""
    shelves: list[list[Door | None]] = []
    for service in directory.services.values():
        doors = [door for door in list_doors(service) if judge_door(door, profile) in judged]
        shelves.append([*doors] if service.id == goal else [None, *doors])
    for choice in product(*shelves):
        yield [door for door in choice if door is not None]


def price_choice(
    choice: list[Door], held: Mapping[str, float], seen_by: Iterable[str], waits: Mapping[str, float], goal: str
) -> Price | None:
    """What a choice of doors costs, or None when it is not closed.

    Doors are gone through in the order of their arrival, so each finds what came before it. `held` are the
    papers that need no referral, with the week each is in hand; a wait that `waits` lacks counts 0.
    """
    papers, seen = dict(held), dict.fromkeys(seen_by, 0.0)
    arrivals: dict[str, float] = {}
    waiting = list(choice)
    while waiting:
        ready = [
            (max([0.0, *(papers[key] for key in door.papers), *(seen[key] for key in door.firsts)]), door)
            for door in waiting
            if door.papers <= papers.keys() and door.firsts <= seen.keys()
        ]
        if not ready:
            return None
        start, door = min(ready, key=lambda pair: pair[0] + waits.get(pair[1].service.id, 0))
        waiting.remove(door)
        arrival = start + waits.get(door.service.id, 0)
        arrivals[door.service.id] = arrival
        if door.leads_onward:
            seen[door.service.id] = min(arrival, seen.get(door.service.id, arrival))
            for given in door.service.produces:
                papers[given.document] = min(arrival, papers.get(given.document, arrival))
    return (
        round(arrivals[goal], 1),
        sum(door.service.id not in waits for door in choice),
        len(choice),
        sum(door.way.fee_pence or 0 for door in choice),
    )


def list_papers(directory: Directory, profile: Profile) -> dict[str, float]:
    """Papers that need no referral, with the week each is in hand: held, given before, or to be written."""
    papers: dict[str, float] = {}
    for document in directory.documents.values():
        if any(judge_role(role, profile) != SHUT for role in document.made_by):
            papers[document.id] = float(document.takes_weeks or 0)
    for service_id in profile.seen_by:
        papers |= {given.document: 0.0 for given in directory.services[service_id].produces}
    return papers | dict.fromkeys(profile.documents or (), 0.0)


def list_waits(directory: Directory) -> dict[str, float]:
    """The one published wait that these tests give a service, in weeks."""
    return {wait.service: wait.value for wait in directory.waits if wait.value is not None}


def keep_best(prices: set[Price]) -> set[Price]:
    """Those that no other is as good as in all four parts and better in one."""
    return {
        price
        for price in prices
        if not any(other != price and all(a <= b for a, b in zip(other, price, strict=True)) for other in prices)
    }


def best_prices(directory: Directory, profile: Profile, goal: str, judged: tuple[str, ...]) -> set[Price]:
    """The best prices over every closed choice of doors that are judged so."""
    held, waits = list_papers(directory, profile), list_waits(directory)
    priced = {
        price_choice(choice, held, profile.seen_by, waits, goal)
        for choice in list_choices(directory, profile, goal, judged)
    }
    return keep_best({price for price in priced if price is not None})
