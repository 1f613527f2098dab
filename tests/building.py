"""Builders: each fills in what does not matter to a test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from navigator.domain.areas import Area, Coverage, Place, PlacePrecision
from navigator.domain.directory import Directory
from navigator.domain.eligibility import AgeRange, AgeRule, Rule
from navigator.domain.languages import Language
from navigator.domain.needs import Need
from navigator.domain.profile import Profile, Referrer
from navigator.domain.referrals import Connection, ConnectionKind, Pathway, Refusal, RefusalReason, Stage
from navigator.domain.services import Document, Organization, Produced, Sector, Service, WayIn
from navigator.domain.sources import Confidence, PartialDate, Source
from navigator.domain.waits import Statistic, WaitingTime


def a_source(title: str = "A public page", **changes: Any) -> Source:
    """A page that says so."""
    return Source(**{"title": title, "url": "https://example.org/page", **changes})


def an_organization(organization_id: str = "riverside", **changes: Any) -> Organization:
    """Somebody who runs services."""
    return Organization(**{"id": organization_id, "name": "Riverside", "kind": "charity", **changes})


def a_way_in(*referrers: Referrer, id: str = "ask", passed_on_by: Iterable[str] = (), **changes: Any) -> WayIn:
    """One door; a parent may ask unless other roles or services are named."""
    passed = tuple(passed_on_by)
    roles = referrers or (() if passed else (Referrer.PARENT,))
    return WayIn(**{"id": id, "name": "Ask for it", "referrers": roles, "passed_on_by": passed, **changes})


def a_service(
    service_id: str = "riverside-therapy",
    *,
    ages: AgeRange | None = None,
    eligibility: tuple[Rule, ...] = (),
    ways_in: tuple[WayIn, ...] | None = None,
    **changes: Any,
) -> Service:
    """A running, published service with one door for parents."""
    rules = (*((AgeRule(ages),) if ages else ()), *eligibility)
    return Service(
        **{
            "id": service_id,
            "name": service_id.replace("-", " ").capitalize(),
            "organization": an_organization(),
            "sector": Sector.HEALTH,
            "summary": "Helps children.",
            "confidence": Confidence.HIGH,
            "main_source": a_source(),
            "eligibility": rules,
            "ways_in": (a_way_in(),) if ways_in is None else ways_in,
            **changes,
        }
    )


def a_profile(**told: Any) -> Profile:
    """What we were told of one child: nothing but what the test names."""
    return Profile(**told)


def a_place(label: str = "OX4", **changes: Any) -> Place:
    """Somewhere in Oxford unless the test says otherwise."""
    return Place(
        **{
            "label": label,
            "precision": PlacePrecision.OUTCODE,
            "countries": frozenset({"E92000001"}),
            "councils": frozenset({"E10000025"}),
            "districts": frozenset({"E07000178"}),
            "outcode": label,
            **changes,
        }
    )


def an_area(area_id: str = "oxfordshire", **changes: Any) -> Area:
    """The county unless the test says otherwise."""
    covers = Coverage(councils=frozenset({"E10000025"}))
    return Area(**{"id": area_id, "name": area_id.capitalize(), "kind": "council", "covers": covers, **changes})


def a_need(need_id: str = "speech", *words: str, **changes: Any) -> Need:
    """A need and the English words for it."""
    return Need(**{"id": need_id, "name": need_id.capitalize(), "words": words, **changes})


def a_language(code: str = "pl", **changes: Any) -> Language:
    """A language beside English."""
    return Language(**{"id": code, "name": code.upper(), **changes})


def a_document(document_id: str = "referral-letter", **changes: Any) -> Document:
    """A paper that opens doors."""
    return Document(**{"id": document_id, "name": document_id.replace("-", " ").capitalize(), **changes})


def a_wait(service_id: str = "riverside-therapy", value: float | None = 12, **changes: Any) -> WaitingTime:
    """A published median in weeks for the county."""
    return WaitingTime(
        **{
            "service": service_id,
            "statistic": Statistic.MEDIAN,
            "value": value,
            "unit": "weeks",
            "place": "oxfordshire",
            "as_of": PartialDate(2026, 5),
            "source": a_source(),
            "confidence": Confidence.HIGH,
            **changes,
        }
    )


def papers_given(*document_ids: str) -> tuple[Produced, ...]:
    """What a service gives out, for its `produces`."""
    return tuple(Produced(document_id) for document_id in document_ids)


def a_connection(
    origin: str, target: str, kind: ConnectionKind = ConnectionKind.SEE_ALSO, reason: str | None = None
) -> Connection:
    """One curated edge."""
    return Connection(origin, target, kind, reason, a_source())


def a_refusal(service_id: str, *onward: str) -> Refusal:
    """What a "no" from a service leads to."""
    return Refusal(service_id, RefusalReason.THRESHOLD_NOT_MET, "Try somewhere else.", onward, a_source())


def a_pathway(pathway_id: str = "a-journey", services: Iterable[str] = (), **changes: Any) -> Pathway:
    """A curated map with one stage, for the services given."""
    name = pathway_id.replace("-", " ").capitalize()
    stages = (Stage("all", "Everything", services=tuple(services)),)
    return Pathway(**{"id": pathway_id, "name": name, "summary": "A journey.", "stages": stages, **changes})


def a_directory(*services: Service, **changes: Any) -> Directory:
    """A tiny directory; lists of records become mappings by id."""
    shelves = {
        name: value if isinstance(value, Mapping) else {record.id: record for record in value}
        for name, value in changes.items()
        if name in ("needs", "documents", "areas", "pathways", "clocks", "organizations", "languages")
    }
    shelves.setdefault("areas", {"oxfordshire": an_area()})
    rest = {name: value for name, value in changes.items() if name not in shelves}
    return Directory(services={service.id: service for service in services}, **shelves, **rest)
