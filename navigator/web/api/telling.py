"""What the rooms below answer -> plain values under our own names, for the API."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from navigator.domain.directory import HOME_COUNTY, Directory
from navigator.domain.doors import check_service, order_referrers
from navigator.domain.eligibility import Finding, check_rules
from navigator.domain.profile import Profile
from navigator.domain.referrals import Connection, Pathway, Refusal
from navigator.domain.services import Contact, Service, WayIn
from navigator.domain.sources import Source
from navigator.domain.waits import StatutoryClock, WaitingTime
from navigator.exchange import identify
from navigator.exchange.rules import tell_rule
from navigator.exchange.sources import tell_source, without_blanks
from navigator.exchange.waits import tell_wait
from navigator.routing.alternatives import Compared
from navigator.web.api.transport import BASES
from navigator.wording import ResultWording

Values = dict[str, Any]
BASE = BASES[1]


def source_of(source: Source | None) -> Values | None:
    """The page that says so; None where a curator inferred it."""
    if source is None:
        return None
    return {name: value for name, value in tell_source(source).items() if name != "id"}


class Telling:
    """Tells records of one directory, in English."""

    def __init__(self, directory: Directory, wording: ResultWording) -> None:
        self.directory = directory
        self.wording = wording

    def published(self, service_ids: Iterable[str]) -> list[str]:
        """Those that the public may see, each once."""
        found = (self.directory.find_service(key) for key in dict.fromkeys(service_ids))
        return [service.id for service in found if service is not None and service.published]

    def brief(self, service: Service) -> Values:
        """A service as lists show it."""
        place = f"{BASE}/services/{service.id}"
        return without_blanks(
            {
                "id": service.id,
                "name": service.name,
                "organization": service.organization.name,
                "sector": service.sector.value,
                "summary": service.summary,
                "status": None if service.status is None else service.status.value,
                "running": service.running,
                "free": service.free,
                "open_access": service.open_access,
                "needs": list(service.needs),
                "website": service.website,
                "links": {
                    "self": place,
                    "eligibility": f"{place}/eligibility",
                    "while_waiting": f"{place}/while-waiting",
                    "alternatives": f"{place}/alternatives",
                    "waits": f"{place}/waits",
                    "routes": f"{BASE}/routes/{service.id}",
                    "open_referral": f"{BASES[0]}/services/{identify('service', service.id)}",
                    "page": f"/services/{service.id}",
                },
            }
        )

    def whole(self, service: Service) -> Values:
        """Everything we know of a service."""
        directory, wording = self.directory, self.wording
        best = directory.best_wait(service.id)
        no_way_in, note = service.no_way_in, service.status_note
        return without_blanks(
            {
                **self.brief(service),
                "alternate_names": list(service.alternate_names),
                "former_names": list(service.former_names),
                "status_note": None if note is None else self._stated(note.source, text=note.text),
                "use_instead": self.published(service.use_instead),
                "crisis": service.crisis or None,
                "diagnosis_required": service.diagnosis_required,
                "ehc_plan_required": service.ehc_plan_required,
                "eligibility": [wording.rule(rule) for rule in service.eligibility],
                "rules": [tell_rule(rule) for rule in service.eligibility],
                "ways_in": [self._way(way) for way in service.ways_in],
                "no_way_in": None
                if no_way_in is None
                else self._stated(no_way_in.source, reason=no_way_in.reason.value, text=no_way_in.text),
                "contacts": [self._contact(contact) for contact in service.contacts],
                "costs": [
                    self._stated(cost.source, text=cost.text, amount_pence=cost.amount_pence)
                    for cost in service.costs
                ],
                "best_wait": None if best is None else self.wait(best),
                "connections": [
                    told
                    for edge in directory.list_connections(origin=service.id)
                    if (told := self.connection(edge)) is not None
                ],
                "refusals": [self.refusal(refusal) for refusal in directory.list_refusals(service.id)],
                "pathways": [pathway.id for pathway in directory.list_pathways_of(service.id)],
                "clocks": [self.clock(clock) for clock in directory.list_clocks_of(service.id)],
                "notes": [self._stated(one.source, kind=one.kind.value, text=one.text) for one in service.notes],
                "confidence": service.confidence.value,
                "sources": [source_of(source) for source in (service.main_source, *service.sources)],
            }
        )

    def _way(self, way: WayIn) -> Values:
        documents = self.directory.documents
        return without_blanks(
            {
                "id": way.id,
                "name": way.name,
                "open_access": way.open_access,
                "referrers": [role.value for role in way.referrers],
                "passed_on_by": self.published(way.passed_on_by),
                "after": self.published(way.after),
                "documents": [
                    {"id": paper, "name": documents[paper].name} for paper in way.documents if paper in documents
                ],
                "helpful_documents": [
                    {"id": paper, "name": documents[paper].name}
                    for paper in way.helpful_documents
                    if paper in documents
                ],
                "eligibility": [self.wording.rule(rule) for rule in way.rules],
                "steps": list(way.steps),
                "fee_pence": way.fee_pence,
                "source": source_of(way.source),
            }
        )

    def _contact(self, contact: Contact) -> Values:
        return self._stated(
            contact.source,
            kind=contact.kind.value,
            value=contact.value,
            note=contact.note,
            caution=contact.caution,
        )

    def _stated(self, source: Source | None, **told: Any) -> Values:
        return without_blanks({**told, "source": source_of(source)})

    def wait(self, wait: WaitingTime) -> Values:
        """One figure as published, and in words."""
        told = {name: value for name, value in tell_wait(wait).items() if name != "source"}
        return without_blanks(
            {
                "service": wait.service,
                **told,
                "weeks": wait.wait_weeks,
                "local": wait.place == HOME_COUNTY,
                "words": self.wording.wait(wait),
                "source": source_of(wait.source),
            }
        )

    def connection(self, edge: Connection) -> Values | None:
        """One curated edge; None where the public may not see its target."""
        ends = {edge.origin, edge.target}
        if set(self.published(ends)) != ends:
            return None
        return self._stated(
            edge.source, origin=edge.origin, target=edge.target, kind=edge.kind.value, reason=edge.reason
        )

    def refusal(self, refusal: Refusal) -> Values:
        """What a "no" leads to."""
        return self._stated(
            refusal.source,
            service=refusal.service,
            reason=refusal.reason.value,
            text=refusal.text,
            onward=self.published(refusal.onward),
        )

    def clock(self, clock: StatutoryClock) -> Values:
        """A legal or guidance limit."""
        return self._stated(
            clock.source,
            id=clock.id,
            name=clock.name,
            rule=clock.rule,
            limit=None if clock.limit is None else self.wording.limit(clock.limit),
            statutory=clock.statutory,
            law=clock.law,
        )

    def pathway(self, pathway: Pathway, whole: bool = False) -> Values:
        """A curated map; `whole` with its stages, connections, refusals and gaps."""
        told: Values = {
            "id": pathway.id,
            "name": pathway.name,
            "summary": pathway.summary,
            "minimum_age": pathway.minimum_age,
            "maximum_age": pathway.maximum_age,
            "needs": list(pathway.needs),
            "start": self.published(pathway.start),
            "goals": self.published(pathway.goals),
            "links": {"self": f"{BASE}/pathways/{pathway.id}", "page": f"/pathways/{pathway.id}"},
        }
        if whole:
            clocks = self.directory.clocks
            told |= {
                "stages": [
                    without_blanks(
                        {
                            "id": stage.id,
                            "name": stage.name,
                            "summary": stage.summary,
                            "services": self.published(stage.services),
                        }
                    )
                    for stage in pathway.stages
                ],
                "connections": [edge for one in pathway.connections if (edge := self.connection(one)) is not None],
                "refusals": [self.refusal(one) for one in pathway.refusals if self.published((one.service,))],
                "clocks": [self.clock(clocks[key]) for key in pathway.clocks if key in clocks],
                "gaps": list(pathway.gaps),
                "notes": [self._stated(one.source, kind=one.kind.value, text=one.text) for one in pathway.notes],
                "sources": [source_of(source) for source in pathway.sources],
            }
        return without_blanks(told)

    def finding(self, finding: Finding) -> Values:
        """One answer with why, and what would change it."""
        change = finding.change
        return without_blanks(
            {
                "verdict": finding.verdict.value,
                "reason": None if finding.reason is None else finding.reason.value,
                "text": self.wording.reason(finding),
                "change": self.wording.change(finding),
                "change_kind": None if change is None else change.kind.value,
                "source": source_of(finding.source),
            }
        )

    def eligibility(self, service: Service, profile: Profile) -> Values:
        """Whether a service is for a child, and each of its doors."""
        finding = check_service(service, profile)
        doors = ((way, check_rules(way.rules, profile)) for way in service.ways_in)
        return {
            "service": service.id,
            "verdict": finding.verdict.value,
            "words": self.wording.verdict(finding),
            "reasons": self.wording.reasons(finding),
            "change": self.wording.change(finding),
            "needs_an_answer": finding.needs_an_answer,
            "parts": [self.finding(part) for part in finding.parts],
            "ways_in": [
                {
                    "id": way.id,
                    "name": way.name,
                    "verdict": told.verdict.value,
                    "reasons": self.wording.reasons(told),
                    "referrers": [role.value for role in order_referrers(way, profile)],
                }
                for way, told in doors
            ],
        }

    def fit(self, service: Service, profile: Profile) -> Values:
        """A service in brief, and whether it is for a child."""
        finding = check_service(service, profile)
        return {
            **self.brief(service),
            "verdict": finding.verdict.value,
            "reasons": self.wording.reasons(finding),
        }

    def compared(self, row: Compared) -> Values:
        """One row of a comparison."""
        return without_blanks(
            {
                **self.brief(row.service),
                "verdict": row.finding.verdict.value,
                "reasons": self.wording.reasons(row.finding),
                "referrers": [role.value for role in row.referrers],
                "wait": None if row.wait is None else self.wait(row.wait),
                "areas": [area.name for area in row.areas],
                "conditions": list(row.conditions),
                "shared_needs": list(row.shared_needs),
                "why": row.reason,
            }
        )
