"""Directory: every record by id, read-only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from navigator.domain.areas import Area, Place
from navigator.domain.distances import find_service_place
from navigator.domain.eligibility import list_areas
from navigator.domain.glossary import Term
from navigator.domain.languages import Language
from navigator.domain.needs import Need, Urgency
from navigator.domain.places import Gazetteer
from navigator.domain.profile import Referrer
from navigator.domain.referrals import Accountability, Connection, ConnectionKind, Pathway, Refusal
from navigator.domain.services import Document, Organization, Service
from navigator.domain.waits import StatutoryClock, WaitingTime, best_wait

HOME_COUNTY = "oxfordshire"
"""The area whose wait figures count as local; every other place is a comparison."""


class UnknownService(LookupError):
    """No service has this id; the id is kept in `service_id`."""

    def __init__(self, service_id: str) -> None:
        super().__init__(f"no service has the id {service_id!r}")
        self.service_id = service_id


class UnknownPathway(LookupError):
    """No pathway has this id; the id is kept in `pathway_id`."""

    def __init__(self, pathway_id: str) -> None:
        super().__init__(f"no pathway has the id {pathway_id!r}")
        self.pathway_id = pathway_id


@dataclass(frozen=True)
class CrisisHelp:
    """Services to put first when a need is urgent, in the order to show them."""

    life_at_risk: tuple[str, ...] = ()
    safeguarding: tuple[str, ...] = ()

    def for_urgency(self, urgency: Urgency) -> tuple[str, ...]:
        """The services for this kind of urgency."""
        return self.life_at_risk if urgency is Urgency.LIFE_AT_RISK else self.safeguarding


@dataclass(frozen=True)
class StandingHelp:
    """Services worth naming whatever the need, last in a list and only where they fit the child.

    The last ones are those that people in one role turn to most.
    """

    while_waiting: tuple[str, ...] = ()
    first_to_ask: tuple[str, ...] = ()
    if_refused: tuple[str, ...] = ()
    young_people: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    early_years_settings: tuple[str, ...] = ()
    gps: tuple[str, ...] = ()

    def for_asker(self, asker: Referrer | None) -> tuple[str, ...]:
        """What people in this role turn to, whatever the need."""
        lists = {
            Referrer.YOUNG_PERSON: self.young_people,
            Referrer.SCHOOL: self.schools,
            Referrer.EARLY_YEARS_SETTING: self.early_years_settings,
            Referrer.GP: self.gps,
        }
        return () if asker is None else lists.get(asker, ())


@dataclass(frozen=True)
class NotListed:
    """A subject that people ask for and the directory does not hold, with their words for it."""

    id: str
    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Directory:
    """Everything we know, as one immutable value; new data is a new value."""

    services: Mapping[str, Service]
    organizations: Mapping[str, Organization] = field(default_factory=dict)
    needs: Mapping[str, Need] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    areas: Mapping[str, Area] = field(default_factory=dict)
    pathways: Mapping[str, Pathway] = field(default_factory=dict)
    waits: tuple[WaitingTime, ...] = ()
    clocks: Mapping[str, StatutoryClock] = field(default_factory=dict)
    accountability: tuple[Accountability, ...] = ()
    crisis_help: CrisisHelp = field(default_factory=CrisisHelp)
    standing_help: StandingHelp = field(default_factory=StandingHelp)
    not_listed: tuple[NotListed, ...] = ()
    glossary: tuple[Term, ...] = ()
    languages: Mapping[str, Language] = field(default_factory=dict)
    common_words: frozenset[str] = frozenset()
    gazetteer: Gazetteer = field(default_factory=Gazetteer)

    def get_service(self, service_id: str) -> Service:
        """The service with this id; raise UnknownService when there is none."""
        try:
            return self.services[service_id]
        except KeyError:
            raise UnknownService(service_id) from None

    def find_service(self, service_id: str) -> Service | None:
        """The service with this id, or None."""
        return self.services.get(service_id)

    def list_services(self, published: bool = True) -> tuple[Service, ...]:
        """Services by id; by default only those the public may see."""
        ordered = (self.services[key] for key in sorted(self.services))
        return tuple(service for service in ordered if service.published or not published)

    def get_pathway(self, pathway_id: str) -> Pathway:
        """The pathway with this id; raise UnknownPathway when there is none."""
        try:
            return self.pathways[pathway_id]
        except KeyError:
            raise UnknownPathway(pathway_id) from None

    def list_waits(self, service_id: str) -> tuple[WaitingTime, ...]:
        """Every published figure about a service, in ledger order."""
        return self._waits_by_service.get(service_id, ())

    def best_wait(self, service_id: str) -> WaitingTime | None:
        """What really happened here most recently; None when nobody publishes it.

        "Here" is the county, or a wider area that the service itself is for.
        """
        service = self.find_service(service_id)
        places = {HOME_COUNTY} | (set() if service is None else list_areas(service.eligibility))
        return best_wait(self.list_waits(service_id), places)

    def place_of(self, service_id: str) -> Place | None:
        """Where the published address of a service is; None where none names a full postcode."""
        return self._places.get(service_id)

    def list_connections(
        self, origin: str | None = None, target: str | None = None, kind: ConnectionKind | None = None
    ) -> tuple[Connection, ...]:
        """Curated edges from a service, to a service, or of a kind."""
        if origin is not None:
            edges = self._connections_from.get(origin, ())
        elif target is not None:
            edges = self._connections_to.get(target, ())
        else:
            edges = self.connections
        return tuple(
            edge
            for edge in edges
            if (target is None or edge.target == target) and (kind is None or edge.kind is kind)
        )

    def list_refusals(self, service_id: str) -> tuple[Refusal, ...]:
        """What each curated "no" of a service leads to."""
        return tuple(
            refusal
            for pathway in self.pathways.values()
            for refusal in pathway.refusals
            if refusal.service == service_id
        )

    def list_pathways_of(self, service_id: str) -> tuple[Pathway, ...]:
        """The pathways that name a service in a stage."""
        return tuple(pathway for pathway in self.pathways.values() if service_id in pathway.services)

    def list_clocks_of(self, service_id: str) -> tuple[StatutoryClock, ...]:
        """The legal and guidance limits that bind a service."""
        return tuple(clock for clock in self.clocks.values() if service_id in clock.services)

    def list_accountable(self, service_id: str) -> tuple[Accountability, ...]:
        """Who answers for a service."""
        return tuple(entry for entry in self.accountability if entry.service == service_id)

    @cached_property
    def _places(self) -> dict[str, Place]:
        found = ((key, find_service_place(service, self.gazetteer)) for key, service in self.services.items())
        return {key: place for key, place in found if place is not None}

    @cached_property
    def connections(self) -> tuple[Connection, ...]:
        """Every curated edge of every pathway."""
        return tuple(edge for pathway in self.pathways.values() for edge in pathway.connections)

    @cached_property
    def _connections_from(self) -> dict[str, tuple[Connection, ...]]:
        grouped: dict[str, tuple[Connection, ...]] = {}
        for edge in self.connections:
            grouped[edge.origin] = (*grouped.get(edge.origin, ()), edge)
        return grouped

    @cached_property
    def _connections_to(self) -> dict[str, tuple[Connection, ...]]:
        grouped: dict[str, tuple[Connection, ...]] = {}
        for edge in self.connections:
            grouped[edge.target] = (*grouped.get(edge.target, ()), edge)
        return grouped

    @cached_property
    def _waits_by_service(self) -> dict[str, tuple[WaitingTime, ...]]:
        grouped: dict[str, tuple[WaitingTime, ...]] = {}
        for wait in self.waits:
            grouped[wait.service] = (*grouped.get(wait.service, ()), wait)
        return grouped
