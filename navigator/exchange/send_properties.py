"""What the standard has no place for, as properties with our prefix: doors, rules, waits, notes, sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from navigator.domain.directory import Directory
from navigator.domain.services import Service, WayIn
from navigator.domain.sources import Source, Statement
from navigator.exchange.identifiers import identify
from navigator.exchange.rules import tell_rule
from navigator.exchange.sources import list_sources, refer_to, without_blanks
from navigator.exchange.waits import tell_wait

Record = dict[str, Any]


def tell_send_properties(directory: Directory, service: Service) -> Record:
    """Every send_ property of a whole record; what is not known is left out."""
    status_note = service.status_note
    no_way_in = service.no_way_in
    support = service.while_waiting
    return without_blanks(
        {
            "send_slug": service.id,
            "send_status": None if service.status is None else service.status.value,
            "send_status_note": _state(status_note),
            "send_sector": service.sector.value,
            "send_confidence": service.confidence.value,
            "send_crisis": service.crisis or None,
            "send_former_names": list(service.former_names),
            "send_delivery": _state(service.delivery),
            "send_commissioners": [_state(one) for one in service.commissioners],
            "send_use_instead": list_services(directory, service.use_instead),
            "send_diagnosis_required": service.diagnosis_required,
            "send_ehc_plan_required": service.ehc_plan_required,
            "send_eligibility": [tell_rule(rule) for rule in service.eligibility],
            "send_ways_in": [_tell_way(directory, way) for way in service.ways_in],
            "send_no_way_in": None
            if no_way_in is None
            else _sourced(no_way_in.source, reason=no_way_in.reason.value, text=no_way_in.text),
            "send_while_waiting": None
            if support is None
            else _sourced(support.source, usable=support.usable, text=support.text),
            "send_produces": [
                _sourced(paper.source, document=paper.document, text=paper.text) for paper in service.produces
            ],
            "send_waiting_times": [tell_wait(wait) for wait in directory.list_waits(service.id)],
            "send_refusals": _tell_refusals(directory, service),
            "send_pathways": [pathway.id for pathway in directory.list_pathways_of(service.id)],
            "send_measures": [_sourced(one.source, text=one.text, as_of=one.as_of) for one in service.measures],
            "send_notes": [_sourced(one.source, kind=one.kind.value, text=one.text) for one in service.notes],
            "send_sources": list_sources(service, _outside_sources(directory, service)),
        }
    )


def list_services(directory: Directory, service_ids: Iterable[str]) -> list[str]:
    """The ids of those services that the public may see, and that we therefore serve."""
    return [identify("service", key) for key in dict.fromkeys(service_ids) if is_served(directory, key)]


def is_served(directory: Directory, service_id: str) -> bool:
    """Whether a service is in the feed."""
    service = directory.find_service(service_id)
    return service is not None and service.published


def _tell_way(directory: Directory, way: WayIn) -> Record:
    return without_blanks(
        {
            "id": way.id,
            "name": way.name,
            "open_access": way.open_access,
            "referrers": [role.value for role in way.referrers],
            "passed_on_by": list_services(directory, way.passed_on_by),
            "seen_by": list_services(directory, way.after),
            "rules": [tell_rule(rule) for rule in way.rules],
            "documents": list(way.documents),
            "helpful_documents": list(way.helpful_documents),
            "steps": list(way.steps),
            "fee_pence": way.fee_pence,
            "source": refer_to(way.source),
        }
    )


def _tell_refusals(directory: Directory, service: Service) -> list[Record]:
    told: list[Record] = []
    for refusal in directory.list_refusals(service.id):
        onward = list_services(directory, refusal.onward)
        record = _sourced(refusal.source, reason=refusal.reason.value, text=refusal.text, onward=onward)
        if record not in told:  # Two pathways often tell the same "no".
            told.append(record)
    return told


def _outside_sources(directory: Directory, service: Service) -> tuple[Source | None, ...]:
    """Pages named beside the service's own file: by the ledger and by pathways."""
    return (
        *(wait.source for wait in directory.list_waits(service.id)),
        *(refusal.source for refusal in directory.list_refusals(service.id)),
        *(edge.source for edge in directory.list_connections(origin=service.id)),
        *(entry.source for entry in directory.list_accountable(service.id)),
    )


def _state(statement: Statement | None) -> Record | None:
    return None if statement is None else _sourced(statement.source, text=statement.text)


def _sourced(source: Source | None, **told: Any) -> Record:
    return without_blanks({**told, "source": refer_to(source)})
