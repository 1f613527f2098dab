"""Whether a service, and each of its ways in, is open to one child."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from navigator.domain.areas import Verdict
from navigator.domain.eligibility import (
    OPEN,
    AgeRule,
    Change,
    ChangeKind,
    DocumentRule,
    Finding,
    GroupRule,
    Reason,
    Rule,
    check_rule,
    check_rules,
    combine_all,
    combine_any,
)
from navigator.domain.profile import Profile, Referrer, Setting
from navigator.domain.services import NoWayInReason, Service, Status, WayIn

_STATUS_FINDINGS = {
    Status.CLOSED: Finding(Verdict.CLOSED, Reason.SERVICE_CLOSED),
    Status.CLOSING: Finding(Verdict.CLOSED, Reason.SERVICE_CLOSING),
    Status.PAUSED: Finding(Verdict.CLOSED, Reason.SERVICE_PAUSED),
    Status.PLANNED: Finding(Verdict.CLOSED, Reason.SERVICE_PLANNED),
}
_SCHOOLS = frozenset({Setting.PRIMARY, Setting.SECONDARY, Setting.SPECIAL, Setting.POST_16})
ASKS_FOR_ITSELF_FROM = 11
"""Years from which a door for young people is told as one they can use themselves. Our reading:
the youngest age that a door for young people names in the facts."""


def check_status(service: Service) -> Finding:
    """CLOSED while a source says it is not running; UNKNOWN while no curator has assured it."""
    if service.status in _STATUS_FINDINGS:
        return _STATUS_FINDINGS[service.status]
    if not service.published:
        return Finding(Verdict.UNKNOWN, Reason.SERVICE_NOT_CONFIRMED)
    return OPEN


def check_service(service: Service, profile: Profile) -> Finding:
    """Say whether the service is for this child, and why.

    Its status, its eligibility rules and the rules of its ways in count; who asks does not. A
    service is CLOSED if any rule is, else UNKNOWN if any is, else OPEN; one open way is enough.
    """
    parts = [check_status(service), *(check_rule(rule, profile) for rule in service.eligibility)]
    ways = tuple(check_rules(way.rules, profile) for way in service.ways_in)
    if ways:
        parts.append(combine_any(ways))
    return combine_all(tuple(_flatten(parts)))


def _flatten(parts: list[Finding]) -> list[Finding]:
    """Findings that say nothing are left out, unless there is nothing else to say."""
    telling = [part for part in parts if part.verdict is not Verdict.OPEN]
    return telling or parts[:1]


def check_door_exists(service: Service) -> Finding:
    """Whether anybody publishes a way in at all."""
    if service.no_way_in is None:
        return OPEN
    if service.no_way_in.reason is NoWayInReason.NOT_PUBLISHED:
        return Finding(
            Verdict.UNKNOWN,
            Reason.WAY_IN_NOT_PUBLISHED,
            text=service.no_way_in.text,
            source=service.no_way_in.source,
        )
    return Finding(
        Verdict.CLOSED,
        Reason.NOT_FOR_FAMILIES_TO_ASK,
        text=service.no_way_in.text,
        source=service.no_way_in.source,
    )


def check_referrer(referrer: Referrer, profile: Profile) -> Finding:
    """Say whether this child has somebody in this role to ask.

    A family can always go to a GP, a health professional or any other professional. A school or
    nursery can ask only for a child it has: without a setting told, that is UNKNOWN, unless it is
    the school or nursery that is asking.
    """
    if referrer is profile.asker:
        return OPEN
    if referrer is Referrer.SCHOOL:
        return _check_setting(profile, _SCHOOLS)
    if referrer is Referrer.EARLY_YEARS_SETTING:
        return _check_setting(profile, frozenset({Setting.EARLY_YEARS}))
    if referrer is Referrer.YOUNG_PERSON:
        if profile.age_years is None:
            return Finding(Verdict.UNKNOWN, Reason.AGE_NOT_GIVEN, Change(ChangeKind.TELL_US, ("age",)))
        if profile.age_years < ASKS_FOR_ITSELF_FROM:
            return Finding(Verdict.CLOSED, Reason.REFERRER_NOT_AVAILABLE)
    return OPEN


def _check_setting(profile: Profile, settings: frozenset[Setting]) -> Finding:
    if profile.setting is None:
        return Finding(Verdict.UNKNOWN, Reason.SETTING_NOT_GIVEN, Change(ChangeKind.TELL_US, ("setting",)))
    if profile.setting in settings:
        return OPEN
    return Finding(Verdict.CLOSED, Reason.REFERRER_NOT_AVAILABLE, limits=tuple(sorted(settings)))


_ORDER = (
    Referrer.PARENT,
    Referrer.YOUNG_PERSON,
    Referrer.SCHOOL,
    Referrer.EARLY_YEARS_SETTING,
    Referrer.GP,
    Referrer.HEALTH_PROFESSIONAL,
    Referrer.ANY_PROFESSIONAL,
    Referrer.SOCIAL_CARE,
)
_PROFESSIONALS = frozenset(_ORDER[2:])


def order_referrers(way: WayIn, profile: Profile) -> tuple[Referrer, ...]:
    """The roles that may use a way in, the one asking first, then the family, then professionals.

    "Anyone" stands for whoever is asking; "any professional" for the professional who is.
    """
    asker = profile.asker or Referrer.PARENT
    named = set(way.referrers)
    if Referrer.ANYONE in named:
        named = named - {Referrer.ANYONE} | {asker}
    if Referrer.ANY_PROFESSIONAL in named and asker in _PROFESSIONALS:
        named.add(asker)
    return tuple(sorted(named, key=lambda role: (role is not asker, _ORDER.index(role))))


def held_documents(service: Service) -> tuple[str, ...]:
    """Papers or statuses that its own rules demand; a route can win them on its way."""
    return tuple(rule.held for rule in service.eligibility if isinstance(rule, DocumentRule) and rule.held)


def rules_without_papers(service: Service) -> tuple[Rule, ...]:
    """Its rules less those that only ask for a paper, which the planner turns into tails."""
    return tuple(rule for rule in service.eligibility if not (isinstance(rule, DocumentRule) and rule.held))


def list_age_rules(service: Service) -> tuple[AgeRule, ...]:
    """Every age rule of a service and of its ways in, at any depth."""
    rules = (*service.eligibility, *(rule for way in service.ways_in for rule in way.rules))
    return tuple(_age_rules(rules))


def _age_rules(rules: Iterable[Rule]) -> Iterator[AgeRule]:
    for rule in rules:
        if isinstance(rule, AgeRule):
            yield rule
        elif isinstance(rule, GroupRule):
            yield from _age_rules(rule.rules)
