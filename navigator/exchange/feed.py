"""Feed: one directory as Open Referral records, by id, each built when it is asked for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from navigator.domain.areas import Place, PlacePrecision
from navigator.domain.directory import Directory
from navigator.domain.places import distance_miles
from navigator.domain.services import Contact, ContactKind, Service
from navigator.exchange.asking import Asked, Entry, answers_to
from navigator.exchange.hours import parse_hours
from navigator.exchange.hsds_organizations import build_organization
from navigator.exchange.hsds_places import build_link, build_location, list_address_contacts
from navigator.exchange.hsds_services import build_attributes, build_summary, build_whole
from navigator.exchange.identifiers import identify
from navigator.exchange.rules import find_ages
from navigator.exchange.terms import build_taxonomies, build_terms, list_term_ids
from navigator.exchange.words import Words

Record = dict[str, Any]
METRES_PER_MILE = 1609.344


@dataclass(frozen=True)
class Link:
    """A service at a place: its entry, the address that says so, and the middle of its postcode."""

    id: str
    entry: Entry
    contact: Contact
    place: Place | None


@dataclass(frozen=True)
class Feed:
    """Every published record of a directory. Safe for any thread: it only reads.

    `modified` says when the files behind a service last changed, by slug, where that is known.
    """

    directory: Directory
    words: Words
    modified: Mapping[str, datetime.datetime] = field(default_factory=dict)

    @cached_property
    def services(self) -> Mapping[str, Entry]:
        """Published services by id, in the order of their slugs."""
        return {entry.id: entry for entry in map(self._enter, self.directory.list_services())}

    @cached_property
    def organizations(self) -> Mapping[str, Record]:
        """Those who run a published service, by id, in the order of their slugs."""
        run: dict[str, list[Service]] = {}
        for service in self.directory.list_services():
            run.setdefault(service.organization.id, []).append(service)
        built = (build_organization(run[key][0].organization, run[key], self.words) for key in sorted(run))
        return {record["id"]: record for record in built}

    @cached_property
    def links(self) -> Mapping[str, Link]:
        """Services at places, by id, in the order of the services' slugs."""
        return {link.id: link for entry in self.services.values() for link in self._list_links(entry)}

    @cached_property
    def taxonomies(self) -> Mapping[str, Record]:
        """Our taxonomies by id."""
        return {record["id"]: record for record in build_taxonomies(self.words)}

    @cached_property
    def terms(self) -> Mapping[str, Record]:
        """The terms of every taxonomy by id."""
        return build_terms(self.directory, self.words)

    def find_services(self, asked: Asked) -> list[Entry]:
        """The services that answer to every filter, in order."""
        return [entry for entry in self.services.values() if answers_to(entry, asked)]

    def find_links(self, asked: Asked, near: Place | None = None, metres: float | None = None) -> list[Link]:
        """Services at places: those whose service answers, within that many metres of a middle.

        A place without a known position is within no distance.
        """
        answering = {entry.id for entry in self.find_services(asked)}
        found = [link for link in self.links.values() if link.entry.id in answering]
        if near is None or metres is None:
            return found
        return [link for link in found if _is_within(near, link.place, metres)]

    def list_terms_of(self, taxonomy_id: str) -> list[Record]:
        """The terms of one taxonomy, in order."""
        return [term for term in self.terms.values() if term["taxonomy_id"] == taxonomy_id]

    def widen_term(self, term: str) -> frozenset[str]:
        """A term and every term below it."""
        found = {term}
        # Parents stand in any order: look again until a round finds nothing new.
        while below := {key for key, one in self.terms.items() if one.get("parent_id") in found} - found:
            found |= below
        return frozenset(found)

    def tell_summary(self, entry: Entry) -> Record:
        """A service as a list shows it."""
        organization = self.organizations[entry.organization_id]
        return build_summary(self.directory, entry.service, organization, self.words, entry.modified)

    def tell_service(self, entry: Entry, with_places: bool = True) -> Record:
        """A service whole, with everything nested."""
        whole = build_whole(self.directory, entry.service, self.tell_summary(entry), self.terms, self.words)
        links = [self._nest_location(link) for link in self._list_links(entry)] if with_places else []
        return {**whole, "service_at_locations": links} if links else whole

    def tell_link(self, link: Link, whole: bool) -> Record:
        """A service at a place; `whole` with everything nested but the service's own places."""
        service = self.tell_service(link.entry, with_places=False) if whole else self.tell_summary(link.entry)
        record = self._nest_location(link)
        if not whole:
            record["location"] = {
                name: value for name, value in record["location"].items() if not isinstance(value, list)
            }
        return {**record, "service": service}

    def tell_organization(self, record: Record, full_service: bool = False) -> Record:
        """An organisation; with `full_service` everything it runs nested in it."""
        if not full_service:
            return record
        run = [entry for entry in self.services.values() if entry.organization_id == record["id"]]
        return {**record, "services": [self.tell_service(entry) for entry in run]}

    def tell_taxonomy(self, record: Record) -> Record:
        """A taxonomy with its terms."""
        terms = self.list_terms_of(record["id"])
        return {**record, "taxonomy_terms": terms} if terms else record

    def _nest_location(self, link: Link) -> Record:
        location = build_location(link.contact, self.directory.gazetteer)
        return {**build_link(link.entry.service, link.contact), "location": location}

    def _list_links(self, entry: Entry) -> Iterator[Link]:
        for contact in list_address_contacts(entry.service):
            location = build_location(contact, self.directory.gazetteer)
            place = None
            if "latitude" in location:
                middle = (location["latitude"], location["longitude"])
                place = Place("", PlacePrecision.UNIT, latitude=middle[0], longitude=middle[1])
            yield Link(build_link(entry.service, contact)["id"], entry, contact, place)

    def _enter(self, service: Service) -> Entry:
        ages = find_ages(service)
        hours = (one.value for one in service.contacts if one.kind is ContactKind.HOURS)
        return Entry(
            id=identify("service", service.id),
            service=service,
            organization_id=identify("organization", service.organization.id),
            terms=list_term_ids(build_attributes(self.directory, service, self.terms)),
            minimum_age=ages.minimum,
            maximum_age=ages.maximum,
            spans=tuple(span for text in hours for span in parse_hours(text)),
            modified=self.modified.get(service.id),
        )


def _is_within(middle: Place, place: Place | None, metres: float) -> bool:
    miles = None if place is None else distance_miles(middle, place)
    return miles is not None and miles * METRES_PER_MILE <= metres
