"""What helps meanwhile, what else serves the same need, and who answers in a crisis."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from navigator.domain.areas import Verdict
from navigator.domain.directory import Directory
from navigator.domain.doors import check_referrer, check_service, list_age_rules, order_referrers
from navigator.domain.eligibility import AgeRange
from navigator.domain.needs import Urgency, list_ancestors, widen_needs
from navigator.domain.profile import Profile
from navigator.domain.referrals import ConnectionKind, Refusal, RefusalReason
from navigator.domain.services import Service

MOST_SHOWN = 12
RANKED = 5
"""How many that share a need stand before standing help, so that the list stays useful and short."""


def is_usable(service: Service | None, profile: Profile) -> bool:
    """Running, published, and closed to this child by no rule."""
    return (
        service is not None
        and service.running
        and service.published
        and check_service(service, profile).verdict is not Verdict.CLOSED
    )


def _self_service(service: Service, profile: Profile) -> bool:
    """Whether the one asking, or the child's family, can use it today without a referral."""
    return any(
        way.open_access
        and not way.documents
        and any(check_referrer(role, profile).verdict is Verdict.OPEN for role in order_referrers(way, profile))
        for way in service.ways_in
    )


def _says_so(service: Service) -> bool:
    """Whether the service says of itself that it can, or perhaps can, be used while waiting."""
    return service.while_waiting is not None and service.while_waiting.usable is not False


def _collect(
    directory: Directory, profile: Profile, groups: Iterable[Iterable[str]], leave_out: set[str]
) -> tuple[Service, ...]:
    found: dict[str, Service] = {}
    for group in groups:
        for service_id in group:
            service = directory.find_service(service_id)
            if service_id not in leave_out and service is not None and is_usable(service, profile):
                found.setdefault(service_id, service)
    return tuple(found.values())[:MOST_SHOWN]


def _ranked(
    directory: Directory, needs: frozenset[str], near: frozenset[str], wanted: Callable[[Service], bool]
) -> list[str]:
    """Services that share a need, most shared needs first; those that share only a parent come last."""
    scored = []
    for service in directory.list_services():
        shared = len(needs & set(service.needs)) * 3 + len(near & set(service.needs))
        if shared and wanted(service):
            scored.append((-shared, service.id))
    return [service_id for _, service_id in sorted(scored)]


def _wide_needs(
    directory: Directory, profile: Profile, about: Iterable[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """The needs at hand (the child's, else those of the services), and their near relations."""
    own = frozenset(profile.needs & set(directory.needs))
    services = [directory.find_service(service_id) for service_id in about]
    theirs = frozenset(need for service in services if service for need in service.needs)
    needs = own or theirs
    parents = {parent for need in needs for parent in list_ancestors(directory.needs, need)[:1]}
    return needs, widen_needs(directory.needs, parents | needs) | theirs


def list_support_while_waiting(
    directory: Directory, profile: Profile, about: tuple[str, ...]
) -> tuple[Service, ...]:
    """What this child or family can use now, while waiting for the services in `about`.

    Curated while-waiting edges come first, then services that share a need and say they can be used
    while waiting, then standing help, then whatever shares a need and takes no referral. Never one
    that is closed, unconfirmed or shut to this child's age or area.
    """
    needs, near = _wide_needs(directory, profile, about)
    curated = [key for service_id in dict.fromkeys(about) for key in list_curated_support(directory, service_id)]
    says_so = _ranked(
        directory,
        needs,
        near,
        _says_so,
    )
    open_now = _ranked(directory, needs, near, lambda service: _self_service(service, profile))
    standing = directory.standing_help.while_waiting
    return _collect(directory, profile, (curated, says_so[:RANKED], standing, open_now), set(about))


def list_curated_support(directory: Directory, awaited: str) -> list[str]:
    """The services that curated while-waiting edges name for a service one waits for.

    Sources tell such an edge from either end ("while waiting for CAMHS, try X"; "X can be used while
    waiting for CAMHS"). So the end that takes no referral is read as the support; where both take
    one, the end that says of itself that it can be used while waiting; else the edge as it is written.
    """
    kind = ConnectionKind.WHILE_WAITING

    def waits_for(support: str, other: str) -> bool:
        helper, awaited = directory.find_service(support), directory.find_service(other)
        if helper is None or (awaited is not None and awaited.open_access):
            return False
        return helper.open_access or (_says_so(helper) and not (awaited and _says_so(awaited)))

    forward = [
        edge.target
        for edge in directory.list_connections(origin=awaited, kind=kind)
        if not waits_for(awaited, edge.target)
    ]
    backward = [
        edge.origin
        for edge in directory.list_connections(target=awaited, kind=kind)
        if waits_for(edge.origin, awaited)
    ]
    return forward + backward


def list_alternatives(directory: Directory, profile: Profile, about: tuple[str, ...]) -> tuple[Service, ...]:
    """What else to try: after a refusal, or where the way is shut. What `about` names first counts most.

    Curated refusals and replacements come first, then curated alternatives (in either direction)
    that serve a need we were told, then the accountability entry's escalation, then standing help.
    """
    refusals: list[str] = []
    alternatives: list[str] = []
    escalations: list[str] = []
    for service_id in dict.fromkeys(about):
        service = directory.find_service(service_id)
        refusals += service.use_instead if service else ()
        refusals += [
            onward for refusal in list_refusals_for(directory, profile, service_id) for onward in refusal.onward
        ]
        alternatives += [
            edge.target for edge in directory.list_connections(origin=service_id, kind=ConnectionKind.ALTERNATIVE)
        ]
        alternatives += [
            edge.origin for edge in directory.list_connections(target=service_id, kind=ConnectionKind.ALTERNATIVE)
        ]
        escalations += [
            step.to for entry in directory.list_accountable(service_id) for step in entry.escalation if step.to
        ]
    fitting = [key for key in alternatives if _speaks_to(directory, profile, key)]
    groups = (refusals, fitting, escalations, directory.standing_help.if_refused)
    return _collect(directory, profile, groups, set(about))


def list_refusals_for(directory: Directory, profile: Profile, service_id: str) -> tuple[Refusal, ...]:
    """What a "no" leads to, without those for an age that this child is not."""
    service = directory.find_service(service_id)
    if service is None:
        return ()
    ages = [rule.ages for rule in list_age_rules(service)]
    return tuple(
        refusal for refusal in directory.list_refusals(service_id) if _may_be_said(refusal, ages, profile)
    )


def _may_be_said(refusal: Refusal, ages: list[AgeRange], profile: Profile) -> bool:
    """Whether a refusal by age may still be said to this child; one in its last year may wait past it."""
    if profile.age_years is None or not ages:
        return True
    if refusal.reason is RefusalReason.TOO_YOUNG:
        return any(limits.minimum is not None and profile.age_years < limits.minimum for limits in ages)
    if refusal.reason is RefusalReason.TOO_OLD:
        return any(limits.maximum is not None and profile.age_years >= limits.maximum for limits in ages)
    return True


def _speaks_to(directory: Directory, profile: Profile, service_id: str) -> bool:
    """Whether a service serves a need we were told, one above it or one below; yes if told none."""
    told = profile.needs & set(directory.needs)
    service = directory.find_service(service_id)
    if not told or service is None:
        return True
    line = widen_needs(directory.needs, told).union(*(list_ancestors(directory.needs, need) for need in told))
    return bool(line & set(service.needs))


def list_crisis_help(directory: Directory, profile: Profile, urgency: Urgency) -> tuple[Service, ...]:
    """The curated crisis services open to this child, in their curated order; never adults-only."""
    services = (directory.find_service(key) for key in directory.crisis_help.for_urgency(urgency))
    return tuple(service for service in services if service is not None and is_usable(service, profile))
