"""Rules of eligibility as data, and the ages between which they let somebody in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from navigator.domain.areas import Verdict
from navigator.domain.eligibility import (
    AgeRange,
    AgeRule,
    AreaRule,
    ConditionRule,
    DocumentRule,
    GroupRule,
    NeedRule,
    Rule,
    SchoolTypeRule,
    SettingRule,
    check_rules,
)
from navigator.domain.profile import Profile
from navigator.domain.services import Service
from navigator.exchange.sources import refer_to

ANY_AGE = AgeRange()


def tell_rule(rule: Rule) -> dict[str, Any]:
    """One rule as plain values: its kind, its limits, and the source that says so.

    Needs, documents and areas are told by our ids; `rules` of a group are told the same way.
    """
    told: dict[str, Any]
    match rule:
        case AgeRule():
            told = {"rule": "age", "minimum": rule.ages.minimum, "maximum": rule.ages.maximum}
        case AreaRule():
            told = {"rule": "area", "by": rule.by.value, "areas": [area.id for area in rule.areas]}
        case SettingRule():
            told = {"rule": "setting", "any_of": [one.value for one in rule.any_of]}
        case SchoolTypeRule():
            told = {"rule": "school-type", "any_of": [one.value for one in rule.any_of]}
        case NeedRule():
            told = {"rule": "need", "any_of": sorted(rule.any_of) or None, "none_of": sorted(rule.none_of) or None}
        case DocumentRule():
            told = {"rule": "document", "held": rule.held, "absent": rule.absent}
        case ConditionRule():
            told = {"rule": "condition", "text": rule.text}
        case GroupRule():
            kind = "any-of" if rule.match_any else "all-of"
            told = {"rule": kind, "rules": [tell_rule(part) for part in rule.rules]}
    told["source"] = refer_to(rule.source)
    return {name: value for name, value in told.items() if value is not None}


def find_ages(service: Service) -> AgeRange:
    """The ages, in whole years and both included, outside which no rule ever lets anybody in.

    All rules of a service must hold, and one of its doors must open: so the narrowest span of the
    former, cut to the widest of the latter. No limit where nothing says one; none either where the
    rules contradict each other.
    """
    ages = _meet([_ages_of(rule) for rule in service.eligibility])
    if service.ways_in:
        doors = [_meet([_ages_of(rule) for rule in way.rules]) for way in service.ways_in]
        ages = _meet([ages, _join(doors)])
    if ages.minimum is not None and ages.maximum is not None and ages.minimum > ages.maximum:
        return ANY_AGE
    return ages


def _ages_of(rule: Rule) -> AgeRange:
    if isinstance(rule, AgeRule):
        return rule.ages
    if isinstance(rule, GroupRule):
        parts = [_ages_of(part) for part in rule.rules]
        return _join(parts) if rule.match_any else _meet(parts)
    return ANY_AGE


def _meet(ranges: Iterable[AgeRange]) -> AgeRange:
    """The ages in all of them."""
    found = list(ranges)
    lows = [ages.minimum for ages in found if ages.minimum is not None]
    highs = [ages.maximum for ages in found if ages.maximum is not None]
    return AgeRange(max(lows, default=None), min(highs, default=None))


def _join(ranges: Iterable[AgeRange]) -> AgeRange:
    """The ages from the lowest to the highest of any of them."""
    found = list(ranges)
    lows = [ages.minimum for ages in found if ages.minimum is not None]
    highs = [ages.maximum for ages in found if ages.maximum is not None]
    return AgeRange(
        min(lows) if found and len(lows) == len(found) else None,
        max(highs) if found and len(highs) == len(found) else None,
    )


def may_admit(service: Service, profile: Profile) -> bool:
    """Whether its rules, those of at least one of its doors included, do not shut it to this profile."""
    if check_rules(service.eligibility, profile).verdict is Verdict.CLOSED:
        return False
    doors = [check_rules(way.rules, profile).verdict for way in service.ways_in]
    return not doors or any(verdict is not Verdict.CLOSED for verdict in doors)


def list_area_rules(rules: Iterable[Rule]) -> list[AreaRule]:
    """Every rule about an area, at any depth, in order."""
    found: list[AreaRule] = []
    for rule in rules:
        if isinstance(rule, AreaRule):
            found.append(rule)
        elif isinstance(rule, GroupRule):
            found += list_area_rules(rule.rules)
    return found
