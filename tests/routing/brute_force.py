"""A second opinion on routes: try every choice of doors there is, and keep the best.

Nothing of the planner is used here. A child's way to a goal is a choice of at most one door for each
service. A choice is closed when everything each door demands can be in hand: held, made, given or
seen before, or won through another door of the same choice, nothing waiting for itself. It is open when each of
its doors is, at the age the child has when that step starts. Weeks are counted in whole tenths.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from navigator.domain.directory import Directory
from navigator.domain.eligibility import AgeRule, ConditionRule, DocumentRule, GroupRule, Rule
from navigator.domain.profile import Profile, Referrer, Setting
from navigator.domain.services import Service, WayIn

OPEN, ASK, SHUT = "open", "ask", "shut"
Price = tuple[float, int, int, int]
Times = dict[str, tuple[int, int]]
SCHOOLS = (Setting.PRIMARY, Setting.SECONDARY, Setting.SPECIAL, Setting.POST_16)


@dataclass(frozen=True, eq=False)
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

    @cached_property
    def gives(self) -> frozenset[str]:
        """The papers that come of it."""
        return frozenset(given.document for given in self.service.produces)

    @cached_property
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


def list_ages(profile: Profile, start: int) -> list[int | None]:
    """Every age in years that the child can have so many tenths of a week from now."""
    if profile.age_years is None:
        return [None]
    weeks = Fraction(start, 10)
    if profile.age_months is not None:
        return [profile.age_years + (profile.age_months + floor(weeks * 12 / 52)) // 12]
    return sorted({profile.age_years + floor(weeks / 52), profile.age_years + ceil(weeks / 52)})


def judge_door(door: Door, profile: Profile, start: int = 0) -> str:
    """Whether a door is open to this child then, shut, or hangs on an answer we were not given."""
    said = [_judge_at(door, replace(profile, age_years=age)) for age in list_ages(profile, start)]
    return ASK if SHUT in said and set(said) != {SHUT} else worst(said)


def _judge_at(door: Door, profile: Profile) -> str:
    rules = [rule for rule in door.service.eligibility if not (isinstance(rule, DocumentRule) and rule.held)]
    said = [judge_rule(rule, profile) for rule in (*rules, *door.way.rules)]
    if door.origin is None:
        said.append(best(judge_role(role, profile) for role in door.way.referrers))
    return worst(said)


def judge_rule(rule: Rule, profile: Profile) -> str:
    """Ages, papers, wording to read and groups of these: the kinds of rule that these tests use."""
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
        case GroupRule():
            return (best if rule.match_any else worst)(judge_rule(part, profile) for part in rule.rules)
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


def list_choices(directory: Directory, profile: Profile, goal: str) -> Iterator[tuple[Door, ...]]:
    """Every choice of at most one door for each service in which each door's demands are met, the goal last.

    Built up door by door, so what is not closed never comes up; and nothing that waits for the goal helps to
    reach it.
    """
    others = [door for service in directory.services.values() for door in list_doors(service)]
    goals = [door for door in others if door.service.id == goal]
    onward = [door for door in others if door.service.id != goal and door.leads_onward]
    nothing: frozenset[Door] = frozenset()
    waiting, known = [nothing], {nothing}
    start = frozenset(list_papers(directory, profile)), frozenset(profile.seen_by)
    while waiting:
        choice = waiting.pop()
        papers = start[0].union(*(door.gives for door in choice))
        seen = start[1] | {door.service.id for door in choice}
        for door in goals:
            if door.papers <= papers and door.firsts <= seen:
                yield (*choice, door)
        chosen = {door.service.id for door in choice}
        for door in onward:
            if door.service.id not in chosen and door.papers <= papers and door.firsts <= seen:
                longer = choice | {door}
                if longer not in known:
                    known.add(longer)
                    waiting.append(longer)


def time_choice(
    choice: Iterable[Door], held: Mapping[str, int], seen_by: Iterable[str], waits: Mapping[str, int]
) -> Times | None:
    """When each step of a choice of doors starts and ends in tenths of a week, or None when it is not closed.

    Doors are gone through in the order of their arrival, so each finds what came before it. `held` are the
    papers that need no referral, with the time each is in hand; a wait that `waits` lacks counts 0.
    """
    papers, seen = dict(held), dict.fromkeys(seen_by, 0)
    times: Times = {}
    waiting = list(choice)
    while waiting:
        ready = [
            (max([0, *(papers[key] for key in door.papers), *(seen[key] for key in door.firsts)]), door)
            for door in waiting
            if door.papers <= papers.keys() and door.firsts <= seen.keys()
        ]
        if not ready:
            return None
        start, door = min(ready, key=lambda pair: pair[0] + waits.get(pair[1].service.id, 0))
        waiting.remove(door)
        arrival = start + waits.get(door.service.id, 0)
        times[door.service.id] = (start, arrival)
        if door.leads_onward:
            seen[door.service.id] = min(arrival, seen.get(door.service.id, arrival))
            for given in door.gives:
                papers[given] = min(arrival, papers.get(given, arrival))
    return times


def price_choice(choice: Iterable[Door], times: Times, waits: Mapping[str, int], goal: str) -> Price:
    """What a closed choice of doors costs."""
    doors = list(choice)
    return (
        times[goal][1] / 10,
        sum(door.service.id not in waits for door in doors),
        len(doors),
        sum(door.way.fee_pence or 0 for door in doors),
    )


def list_papers(directory: Directory, profile: Profile) -> dict[str, int]:
    """Papers that need no referral, with the time each is in hand: held, given before, or to be written."""
    papers: dict[str, int] = {}
    for document in directory.documents.values():
        if any(judge_role(role, profile) != SHUT for role in document.made_by):
            papers[document.id] = (document.takes_weeks or 0) * 10
    for service_id in profile.seen_by:
        papers |= {given.document: 0 for given in directory.services[service_id].produces}
    return papers | dict.fromkeys(profile.documents or (), 0)


def list_waits(directory: Directory) -> dict[str, int]:
    """The one published wait that these tests give a service, in tenths of a week."""
    return {wait.service: round(wait.value * 10) for wait in directory.waits if wait.value is not None}


def beats(left: Price, right: Price) -> bool:
    """As good in all four parts and better in one."""
    return left != right and all(a <= b for a, b in zip(left, right, strict=True))


def keep_best(found: Iterable[tuple[Price, frozenset[str]]]) -> set[tuple[Price, frozenset[str]]]:
    """Those whose price no other beats, each with the services it passes through."""
    every = set(found)
    front: list[Price] = []
    for price in sorted({price for price, _ in every}):
        if not any(beats(kept, price) for kept in front):
            front.append(price)
    return {one for one in every if one[0] in front}


def best_routes(
    directory: Directory, profile: Profile, goal: str, judged: tuple[str, ...]
) -> set[tuple[Price, frozenset[str]]]:
    """The best over every closed choice of doors that are judged so: price, and the services passed through."""
    held, waits = list_papers(directory, profile), list_waits(directory)
    verdicts: dict[tuple[Door, int], str] = {}

    def allowed(door: Door, start: int) -> bool:
        if (door, start) not in verdicts:
            verdicts[door, start] = judge_door(door, profile, start)
        return verdicts[door, start] in judged

    found = []
    for choice in list_choices(directory, profile, goal):
        times = time_choice(choice, held, profile.seen_by, waits)
        if times is not None and all(allowed(door, times[door.service.id][0]) for door in choice):
            found.append((price_choice(choice, times, waits, goal), frozenset(times)))
    return keep_best(found)
