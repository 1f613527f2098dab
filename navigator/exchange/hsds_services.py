"""A service as an Open Referral record: in a list, and whole."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from navigator.domain.directory import Directory
from navigator.domain.eligibility import Rule, SchoolTypeRule, SettingRule
from navigator.domain.referrals import Pathway
from navigator.domain.services import Service, Status
from navigator.exchange.hsds_contacts import build_contacts, build_phones, build_schedules, find_email
from navigator.exchange.hsds_places import build_service_areas
from navigator.exchange.identifiers import identify
from navigator.exchange.rules import find_ages
from navigator.exchange.send_properties import is_served, list_services, tell_send_properties
from navigator.exchange.sources import refer_to, without_blanks
from navigator.exchange.terms import ANOTHER_SERVICE, IF_REFUSED, Tagger, Taxonomy
from navigator.exchange.waits import list_experienced, tell_weeks, term_of_wait
from navigator.exchange.words import Words

Record = dict[str, Any]

_STATUSES = {
    None: "active",
    Status.OPEN: "active",
    Status.CHANGED: "active",
    Status.PAUSED: "temporarily closed",
    Status.CLOSED: "defunct",
    Status.CLOSING: "inactive",
    Status.PLANNED: "inactive",
}
"""Ours -> the standard's. It wants one always: where no source says, a listed service is active, and
send_status is absent. Unconfirmed ones are never served."""


def build_summary(
    directory: Directory,
    service: Service,
    organization: Record,
    words: Words,
    modified: datetime.datetime | None,
) -> Record:
    """The one-to-one fields of a service and its organisation, as a list shows them."""
    ages = find_ages(service)
    fees = "; ".join(cost.text for cost in service.costs)
    pathway = find_program(directory, service)
    return without_blanks(
        {
            "id": identify("service", service.id),
            "organization_id": organization["id"],
            "program_id": None if pathway is None else identify("program", pathway.id),
            "name": service.name,
            "alternate_name": "; ".join(service.alternate_names),
            "description": escape(service.summary, quote=False),
            "url": service.website,
            "email": find_email(service),
            "status": _STATUSES[service.status],
            "application_process": _tell_doors(directory, service, words),
            "fees_description": fees,
            "fees": fees,
            "eligibility_description": " ".join(words.rule(rule) for rule in service.eligibility),
            "minimum_age": ages.minimum,
            "maximum_age": ages.maximum,
            "assured_date": _find_assured_date(service),
            "alert": words.alert(service, _names(directory, service.use_instead)),
            "last_modified": None if modified is None else tell_moment(modified),
            "organization": organization,
            "program": None if pathway is None else build_program(pathway),
            "send_slug": service.id,
            "send_status": None if service.status is None else service.status.value,
        }
    )


def build_whole(
    directory: Directory, service: Service, summary: Record, terms: Mapping[str, Record], words: Words
) -> Record:
    """Everything we know of a service, nested, without its places."""
    return without_blanks(
        {
            **summary,
            "phones": build_phones(service),
            "contacts": build_contacts(service),
            "schedules": build_schedules(service),
            "service_areas": build_service_areas(service, words),
            "cost_options": _build_costs(service),
            "funding": _build_funding(directory, service),
            "required_documents": _build_documents(directory, service),
            "attributes": build_attributes(directory, service, terms),
            **tell_send_properties(directory, service),
        }
    )


def tell_moment(moment: datetime.datetime) -> str:
    """A moment with its zone, to the millisecond, as harvesters compare it."""
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def find_program(directory: Directory, service: Service) -> Pathway | None:
    """The one pathway that the standard has room for: one that leads to it, else the first by id."""
    pathways = sorted(directory.list_pathways_of(service.id), key=lambda pathway: pathway.id)
    leading = [pathway for pathway in pathways if service.id in pathway.goals]
    return next(iter((*leading, *pathways)), None)


def build_program(pathway: Pathway) -> Record:
    """A pathway under the standard's name."""
    return {
        "id": identify("program", pathway.id),
        "name": pathway.name,
        "description": pathway.summary,
        "send_slug": pathway.id,
    }


def _tell_doors(directory: Directory, service: Service, words: Words) -> str:
    """How to ask, door by door; where there is no door, why."""
    if service.no_way_in is not None:
        return service.no_way_in.text
    documents = directory.documents
    return "\n".join(
        words.way_in(
            way,
            _names(directory, way.passed_on_by),
            [documents[paper].name for paper in way.documents if paper in documents],
        )
        for way in service.ways_in
    )


def _names(directory: Directory, service_ids: Iterable[str]) -> list[str]:
    return [directory.services[key].name for key in service_ids if is_served(directory, key)]


def _find_assured_date(service: Service) -> str | None:
    """The last whole day on which a page of it was read; a month alone is no date, and is not filled in."""
    days = [source.read for source in service.sources if source.read is not None and source.read.day is not None]
    return str(max(days)) if days else None


def _build_costs(service: Service) -> list[Record]:
    found = {}
    for cost in service.costs:
        key = identify("cost_option", service.id, cost.text)
        found[key] = without_blanks(
            {
                "id": key,
                "service_id": identify("service", service.id),
                "option": cost.text,
                "amount": None if cost.amount_pence is None else cost.amount_pence / 100,
                "currency": None if cost.amount_pence is None else "GBP",
                "send_source": refer_to(cost.source),
            }
        )
    return list(found.values())


def _build_funding(directory: Directory, service: Service) -> list[Record]:
    found = {}
    for entry in directory.list_accountable(service.id):
        if entry.funder:
            key = identify("funding", service.id, entry.funder)
            record = {"id": key, "service_id": identify("service", service.id), "source": entry.funder}
            found[key] = without_blanks({**record, "send_source": refer_to(entry.source)})
    return list(found.values())


def _build_documents(directory: Directory, service: Service) -> list[Record]:
    """Papers that some door asks for; where not every door does, send_ways_in names those that do."""
    doors: dict[str, list[str]] = {}
    for way in service.ways_in:
        for paper in way.documents:
            doors.setdefault(paper, []).append(way.id)
    return [
        without_blanks(
            {
                "id": identify("required_document", service.id, paper),
                "service_id": identify("service", service.id),
                "document": directory.documents[paper].name,
                "send_slug": paper,
                "send_ways_in": ways if len(ways) < len(service.ways_in) else [],
            }
        )
        for paper, ways in doors.items()
        if paper in directory.documents
    ]


def build_attributes(directory: Directory, service: Service, terms: Mapping[str, Record]) -> list[Record]:
    """Needs, who may ask, papers given, firm facts of eligibility, waits met with, and referrals onward."""
    tagger = Tagger(terms, service.id, identify("service", service.id))
    for need in service.needs:
        tagger.tag("need", Taxonomy.NEEDS, need)
    for way in service.ways_in:
        for role in way.referrers:
            tagger.tag("referrer", Taxonomy.REFERRERS, role.value)
        if list_services(directory, way.passed_on_by):
            tagger.tag("referrer", Taxonomy.REFERRERS, ANOTHER_SERVICE)
    for paper in service.produces:
        tagger.tag("document_produced", Taxonomy.DOCUMENTS, paper.document)
    for slug in _list_facts(service):
        tagger.tag("eligibility", Taxonomy.ELIGIBILITY, slug)
    for wait in list_experienced(directory, service):
        tagger.tag(
            "waiting_time",
            Taxonomy.WAITS,
            term_of_wait(wait),
            tell_weeks(wait.wait_weeks or 0.0),
            as_of=None if wait.as_of is None else str(wait.as_of),
            source=refer_to(wait.source),
        )
    _tag_referrals(directory, service, tagger)
    return tagger.attributes()


def _list_facts(service: Service) -> list[str]:
    facts = {
        "diagnosis-needed": service.diagnosis_required is True,
        "diagnosis-not-needed": service.diagnosis_required is False,
        "ehc-plan-needed": service.ehc_plan_required is True,
        "ehc-plan-not-needed": service.ehc_plan_required is False,
        "open-access": service.open_access,
    }
    return [*(slug for slug, holds in facts.items() if holds), *_list_settings(service.eligibility)]


def _list_settings(rules: Iterable[Rule]) -> list[str]:
    found: list[str] = []
    for rule in rules:
        if isinstance(rule, SettingRule):
            found += [f"setting-{one.value}" for one in rule.any_of]
        elif isinstance(rule, SchoolTypeRule):
            found += [f"school-type-{one.value}" for one in rule.any_of]
    return found


def _tag_referrals(directory: Directory, service: Service, tagger: Tagger) -> None:
    """Curated connections from this service to others that we serve, and what its "no" leads to."""
    for edge in directory.list_connections(origin=service.id):
        for head in list_services(directory, (edge.target,)):
            tagger.tag(
                "referral",
                Taxonomy.RELATIONS,
                edge.kind.value,
                head,
                reason=edge.reason,
                source=refer_to(edge.source),
            )
    for refusal in directory.list_refusals(service.id):
        for head in list_services(directory, refusal.onward):
            tagger.tag("referral", Taxonomy.RELATIONS, IF_REFUSED, head, source=refer_to(refusal.source))
