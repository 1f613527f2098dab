"""The one question whose answer would settle most of what was found.

For each thing we were not told, every kind of answer is tried on every hit that hangs on it; the
question that settles most hits on average over its answers is asked (greatest expected information,
D. V. Lindley, "On a measure of the information provided by an experiment", 1956, with "settled or
not" as the outcome). A hit is settled when nothing that we could ask still decides it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from navigator.domain.areas import Place
from navigator.domain.directory import HOME_COUNTY, Directory
from navigator.domain.doors import check_service
from navigator.domain.eligibility import AgeRule, ChangeKind, Finding, GroupRule, Rule
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
_POSTCODES_TRIED = 4
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
    """Chooses questions over one directory."""

    def __init__(self, directory: Directory) -> None:
        places = tuple(_list_places(directory))
        self._answers: dict[str, tuple[Any, ...]] = {
            "postcode": places,
            "gp_area": places,
            "school_area": places,
            "setting": tuple(Setting),
            "school_type": tuple(SchoolType),
        }

    def choose(self, found: Sequence[tuple[Service, Finding]], profile: Profile) -> Question | None:
        """The question to ask next; None when none would settle two hits or more."""
        hanging: dict[str, list[Service]] = {}
        for service, finding in found:
            for name in set(_list_asked(finding)):
                if name in _FIELDS and getattr(profile, _FIELDS[name]) is None:
                    hanging.setdefault(name, []).append(service)
        best: tuple[float, Question] | None = None
        for name in sorted(hanging):
            expected, question = self._weigh(name, hanging[name], profile)
            if question.may_settle >= _LEAST and (best is None or expected > best[0]):
                best = expected, question
        return None if best is None else best[1]

    def _weigh(self, name: str, services: list[Service], profile: Profile) -> tuple[float, Question]:
        """How many hits an answer settles on average, and the question with its counts."""
        expected, settled, may_settle = 0.0, 0, 0
        for service in services:
            share = self._share_settled(name, service, profile)
            expected += share
            settled += share > 1 - 1e-9
            may_settle += share > 0
        return expected, Question(name, settled, may_settle)

    def _share_settled(self, name: str, service: Service, profile: Profile) -> float:
        """The share of the possible answers that settles one service."""
        if name != "age":
            answers = self._answers[name]
            settling = sum(_is_settled(service, profile, name, answer) for answer in answers)
            return settling / len(answers) if answers else 0.0
        # An age matters only at the limits that rules name: between two of them nothing changes.
        limits = sorted({0, _OLDEST + 1, *(limit for limit in _list_limits(service) if 0 < limit <= _OLDEST)})
        settling = sum(
            after - limit for limit, after in pairwise(limits) if _is_settled(service, profile, name, limit)
        )
        return settling / (_OLDEST + 1)


def _is_settled(service: Service, profile: Profile, name: str, answer: Any) -> bool:
    told = replace(profile, **{_FIELDS[name]: answer})
    return not check_service(service, told).needs_an_answer


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
    rules = [*service.eligibility, *(rule for way in service.ways_in for rule in way.rules)]
    return set(_limits_of(rules))


def _limits_of(rules: Iterable[Rule]) -> Iterator[int]:
    for rule in rules:
        if isinstance(rule, AgeRule):
            if rule.ages.minimum is not None:
                yield rule.ages.minimum
            if rule.ages.maximum is not None:
                yield rule.ages.maximum + 1
        elif isinstance(rule, GroupRule):
            yield from _limits_of(rule.rules)


def _list_places(directory: Directory) -> Iterator[Place]:
    """Places that an answer may name: postcodes spread over those we hold, and another county."""
    gazetteer = directory.gazetteer
    postcodes = sorted(gazetteer.units)
    for postcode in postcodes[:: max(len(postcodes) // _POSTCODES_TRIED, 1)][:_POSTCODES_TRIED]:
        yield gazetteer.parse_postcode(postcode)
    others = [area for area in directory.areas.values() if area.kind == "council" and area.id != HOME_COUNTY]
    yield from (gazetteer.place_of_area(area) for area in others[:1])
