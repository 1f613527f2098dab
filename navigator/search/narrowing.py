"""The one question whose answer would settle most of what was found.

A hit is settled when nothing that we could ask still decides it. The question asked is the one that
settles most hits on average over its answers (greatest expected information, D. V. Lindley, "On a
measure of the information provided by an experiment", 1956, with "settled or not" as the outcome).
What hangs on one answer only is settled by any. What hangs on several is settled by the answers that
rule it out, whatever else is true: their share is worked out once for each service, from its rules
alone, and more answers about a child can only raise it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from navigator.domain.areas import Coverage, Place
from navigator.domain.directory import HOME_COUNTY, Directory
from navigator.domain.doors import check_service, list_age_rules
from navigator.domain.eligibility import AreaRule, ChangeKind, Finding, GroupRule, Rule
from navigator.domain.profile import Profile, SchoolType, Setting
from navigator.domain.services import Service

_OLDEST = 25
_FIELDS = {
    "age": "age_years",
    "postcode": "home",
    "gp_area": "gp_area",
    "school_area": "school_area",
    "setting": "setting",
    "school_type": "school_type",
}
"""What a finding asks for -> the answer of a profile."""
_PLACES = ("postcode", "gp_area", "school_area")
_POSTCODES_TRIED = 4
_SURELY = 1.0 - 1e-9
_LEAST = 2
"""Hits that a question must be able to settle to be worth asking."""


@dataclass(frozen=True)
class Question:
    """`name` is the answer to ask for ("age", "postcode", ...).

    `settles` counts the hits that any answer settles, `may_settle` those that some answer does.
    """

    name: str
    settles: int
    may_settle: int


class Narrowing:
    """Chooses questions over one directory. Safe to share between threads."""

    def __init__(self, directory: Directory) -> None:
        places = tuple(_list_places(directory))
        self._answers: dict[str, tuple[Any, ...]] = {
            "postcode": places,
            "gp_area": places,
            "school_area": places,
            "setting": tuple(Setting),
            "school_type": tuple(SchoolType),
        }
        self._shares: dict[tuple[str, str], float] = {}

    def choose(self, found: Sequence[tuple[Service, Finding]], profile: Profile) -> Question | None:
        """The question to ask next; None when none would settle two hits or more."""
        shares: dict[str, list[float]] = {}
        for service, finding in found:
            asked = set(_list_asked(finding))
            for name in asked & _FIELDS.keys():
                if getattr(profile, _FIELDS[name]) is None:
                    alone = asked == {name} and not (name in _PLACES and _has_soft_edge(_rules_of(service)))
                    shares.setdefault(name, []).append(1.0 if alone else self._share_settled(name, service))
        best: tuple[float, Question] | None = None
        for name in sorted(shares):
            may_settle = sum(share > 0 for share in shares[name])
            expected = sum(shares[name])
            if may_settle >= _LEAST and (best is None or expected > best[0]):
                settles = sum(share > _SURELY for share in shares[name])
                best = expected, Question(name, settles, may_settle)
        return None if best is None else best[1]

    def _share_settled(self, name: str, service: Service) -> float:
        """The share of a question's answers that settle a service by themselves."""
        key = name, service.id
        if key not in self._shares:
            self._shares[key] = _weigh_ages(service) if name == "age" else self._weigh(name, service)
        return self._shares[key]

    def _weigh(self, name: str, service: Service) -> float:
        answers = self._answers[name]
        settling = sum(_is_settled(service, name, answer) for answer in answers)
        return settling / len(answers) if answers else 0.0


def _weigh_ages(service: Service) -> float:
    """The share of ages that settle a service: between two limits that its rules name nothing changes."""
    limits = sorted({0, _OLDEST + 1, *(limit for limit in _list_limits(service) if 0 < limit <= _OLDEST)})
    settling = sum(after - limit for limit, after in pairwise(limits) if _is_settled(service, "age", limit))
    return settling / (_OLDEST + 1)


def _is_settled(service: Service, name: str, answer: Any) -> bool:
    return not check_service(service, Profile(**{_FIELDS[name]: answer})).needs_an_answer


def _list_asked(finding: Finding) -> Iterator[str]:
    """What a finding hangs on that we were not told."""
    if not finding.needs_an_answer:
        return
    if finding.parts:
        for part in finding.parts:
            yield from _list_asked(part)
    elif finding.change is not None and finding.change.kind is ChangeKind.TELL_US:
        yield from (str(value) for value in finding.change.value)


def _list_limits(service: Service) -> set[int]:
    """The ages at which an answer about a service may change."""
    limits: set[int] = set()
    for rule in list_age_rules(service):
        limits.update([] if rule.ages.minimum is None else [rule.ages.minimum])
        limits.update([] if rule.ages.maximum is None else [rule.ages.maximum + 1])
    return limits


def _rules_of(service: Service) -> list[Rule]:
    return [*service.eligibility, *(rule for way in service.ways_in for rule in way.rules)]


def _has_soft_edge(rules: Iterable[Rule]) -> bool:
    """Whether some area that the rules name may cover more than anybody drew."""
    return any(
        (isinstance(rule, AreaRule) and any(area.may_cover != Coverage() for area in rule.areas))
        or (isinstance(rule, GroupRule) and _has_soft_edge(rule.rules))
        for rule in rules
    )


def _list_places(directory: Directory) -> Iterator[Place]:
    """Places that an answer may name: postcodes spread over those we hold, and another county."""
    gazetteer = directory.gazetteer
    postcodes = sorted(gazetteer.units)
    for postcode in postcodes[:: max(len(postcodes) // _POSTCODES_TRIED, 1)][:_POSTCODES_TRIED]:
        yield gazetteer.parse_postcode(postcode)
    others = [area for area in directory.areas.values() if area.kind == "council" and area.id != HOME_COUNTY]
    yield from (gazetteer.place_of_area(area) for area in others[:1])
