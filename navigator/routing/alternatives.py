"""Services side by side: what else serves the same need for one child."""

from __future__ import annotations

from dataclasses import dataclass

from navigator.domain.areas import Area, Verdict
from navigator.domain.directory import Directory
from navigator.domain.distances import Distance, measure_distance
from navigator.domain.doors import check_service, list_age_rules, order_referrers
from navigator.domain.eligibility import AgeRange, AreaRule, ConditionRule, Finding, GroupRule, Rule
from navigator.domain.needs import widen_needs
from navigator.domain.profile import Profile, Referrer
from navigator.domain.referrals import ConnectionKind
from navigator.domain.services import Service
from navigator.domain.waits import WaitingTime

MOST_COMPARED = 12
_ALTERNATIVE = ConnectionKind.ALTERNATIVE


@dataclass(frozen=True)
class Compared:
    """One row of a comparison. `reason` says why curators call it an alternative, where they do.

    `ages` are those of every rule and every way in; `distance` is from home, where both ends are known.
    """

    service: Service
    finding: Finding
    referrers: tuple[Referrer, ...]
    wait: WaitingTime | None
    areas: tuple[Area, ...]
    conditions: tuple[str, ...]
    shared_needs: tuple[str, ...] = ()
    reason: str | None = None
    ages: tuple[AgeRange, ...] = ()
    documents: tuple[str, ...] = ()
    helpful_documents: tuple[str, ...] = ()
    distance: Distance | None = None


def list_compared(directory: Directory, profile: Profile, service_id: str) -> tuple[Compared, ...]:
    """What else serves a need of this service, curated alternatives first, then most needs shared.

    Only running, published services that no rule closes to this child; at most MOST_COMPARED.
    """
    service = directory.get_service(service_id)
    reasons = _curated(directory, service_id)
    needs = frozenset(service.needs)
    rows = []
    for other in directory.list_services():
        shared = tuple(need for need in other.needs if need in needs)
        if other.id == service_id or not other.running or not (shared or other.id in reasons):
            continue
        row = compare(directory, profile, other, shared, reasons.get(other.id))
        if row.finding.verdict is not Verdict.CLOSED:
            rows.append(row)
    rows.sort(
        key=lambda row: (
            row.service.id not in reasons,
            -len(row.shared_needs),
            _doubt(row.finding),
            row.service.id,
        )
    )
    return tuple(rows[:MOST_COMPARED])


def list_for_need(directory: Directory, profile: Profile, need_id: str) -> tuple[Compared, ...]:
    """Every running, published service for a need or one below it, those that fit this child first."""
    wide = widen_needs(directory.needs, (need_id,))
    rows = []
    for service in directory.list_services():
        shared = tuple(need for need in service.needs if need in wide)
        if shared and service.running:
            rows.append(compare(directory, profile, service, shared))
    rows.sort(key=lambda row: (_doubt(row.finding), row.service.id))
    return tuple(rows)


def compare(
    directory: Directory,
    profile: Profile,
    service: Service,
    shared: tuple[str, ...] = (),
    reason: str | None = None,
    finding: Finding | None = None,
) -> Compared:
    """One service as a row: who may ask, what to bring, how long, how far, on what conditions.

    `finding` is what check_service said of this child, where somebody asked already.
    """
    rules = (*service.eligibility, *(rule for way in service.ways_in for rule in way.rules))
    roles = (role for way in service.ways_in for role in order_referrers(way, profile))
    return Compared(
        service=service,
        finding=finding or check_service(service, profile),
        referrers=tuple(dict.fromkeys(roles)),
        wait=directory.best_wait(service.id),
        areas=tuple(dict.fromkeys(_areas(rules))),
        conditions=tuple(dict.fromkeys(_conditions(rules))),
        shared_needs=shared,
        reason=reason,
        ages=tuple(dict.fromkeys(rule.ages for rule in list_age_rules(service))),
        documents=tuple(dict.fromkeys(key for way in service.ways_in for key in way.documents)),
        helpful_documents=tuple(dict.fromkeys(key for way in service.ways_in for key in way.helpful_documents)),
        distance=measure_distance(profile.home, directory.place_of(service.id)),
    )


def _curated(directory: Directory, service_id: str) -> dict[str, str | None]:
    """Curated alternatives, in either direction, with why."""
    outward = directory.list_connections(origin=service_id, kind=_ALTERNATIVE)
    inward = directory.list_connections(target=service_id, kind=_ALTERNATIVE)
    return {edge.origin: edge.reason for edge in inward} | {edge.target: edge.reason for edge in outward}


def _doubt(finding: Finding) -> int:
    return (Verdict.OPEN, Verdict.UNKNOWN, Verdict.CLOSED).index(finding.verdict)


def _areas(rules: tuple[Rule, ...]) -> list[Area]:
    found: list[Area] = []
    for rule in rules:
        if isinstance(rule, AreaRule):
            found += rule.areas
        elif isinstance(rule, GroupRule):
            found += _areas(rule.rules)
    return found


def _conditions(rules: tuple[Rule, ...]) -> list[str]:
    found: list[str] = []
    for rule in rules:
        if isinstance(rule, ConditionRule):
            found.append(rule.text)
        elif isinstance(rule, GroupRule):
            found += _conditions(rule.rules)
    return found
