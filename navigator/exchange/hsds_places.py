"""Areas served, places and the links between services and places as Open Referral records."""

from __future__ import annotations

from typing import Any

from navigator.domain.areas import Area, PlacePrecision
from navigator.domain.places import Gazetteer, UnknownPlace
from navigator.domain.services import Contact, ContactKind, Service
from navigator.exchange.addresses import find_postcode, is_for_post_only, parse_address
from navigator.exchange.identifiers import identify
from navigator.exchange.rules import list_area_rules
from navigator.exchange.sources import refer_to, without_blanks
from navigator.exchange.words import Words

Record = dict[str, Any]
GEOGRAPHY = "http://statistics.data.gov.uk/id/statistical-geography/"
COUNTRY = "GB"


def build_service_areas(service: Service, words: Words) -> list[Record]:
    """One record for each area that its rules name, with the ONS code where it is a single one."""
    rules = list_area_rules((*service.eligibility, *(rule for way in service.ways_in for rule in way.rules)))
    found: dict[str, Record] = {}
    for rule in rules:
        for area in rule.areas:
            codes = _list_codes(area)
            record = {
                "id": identify("service_area", service.id, area.id),
                "service_id": identify("service", service.id),
                "name": area.name,
                "service_area": area.name,
                "description": words.rule(rule),
                "extent": ", ".join(codes),
                "extent_type": "text" if codes else None,
                "uri": f"{GEOGRAPHY}{codes[0]}" if len(codes) == 1 and _is_ons(area) else None,
                "send_slug": area.id,
                "send_by": rule.by.value,
            }
            found.setdefault(area.id, without_blanks(record))
    return list(found.values())


def _list_codes(area: Area) -> list[str]:
    """What the area surely covers: ONS codes, else parts of postcodes."""
    covers = area.covers
    return sorted(covers.countries | covers.councils | covers.districts) or sorted(
        covers.outcodes | covers.sectors
    )


def _is_ons(area: Area) -> bool:
    return bool(area.covers.countries or area.covers.councils or area.covers.districts)


def build_location(contact: Contact, gazetteer: Gazetteer) -> Record:
    """One address as a place. Two services at one address share it.

    The position is the middle of the postcode, which send_position says. An address record stands
    only where the source gives street, town and postcode.
    """
    kind = "postal" if is_for_post_only(contact.value) else "physical"
    key = location_key(contact)
    return without_blanks(
        {
            "id": identify("location", key),
            "location_type": kind,
            "name": contact.value,
            **_find_position(contact.value, gazetteer),
            "addresses": _build_addresses(contact, key, kind),
        }
    )


def location_key(contact: Contact) -> str:
    """What makes two addresses the same place: their words, whatever stands between them."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in contact.value).casefold().split())


def _build_addresses(contact: Contact, key: str, kind: str) -> list[Record]:
    parts = parse_address(contact.value)
    if parts is None:
        return []
    return [
        without_blanks(
            {
                "id": identify("address", key),
                "address_1": parts.street,
                "city": parts.city,
                "region": parts.county,
                "state_province": parts.county or parts.city,
                "postal_code": parts.postcode,
                "country": COUNTRY,
                "address_type": kind,
            }
        )
    ]


def _find_position(text: str, gazetteer: Gazetteer) -> Record:
    postcode = None if is_for_post_only(text) else find_postcode(text)
    if postcode is None:
        return {}
    try:
        place = gazetteer.parse_postcode(postcode)
    except UnknownPlace:
        return {}
    if place.precision is not PlacePrecision.UNIT or place.latitude is None or place.longitude is None:
        return {}
    return {"latitude": place.latitude, "longitude": place.longitude, "send_position": "postcode"}


def list_address_contacts(service: Service) -> list[Contact]:
    """Its published addresses, each place once."""
    found = {location_key(one): one for one in reversed(service.contacts) if one.kind is ContactKind.ADDRESS}
    return list(reversed(found.values()))


def build_link(service: Service, contact: Contact) -> Record:
    """The link between a service and a place, without what it nests."""
    key = location_key(contact)
    return without_blanks(
        {
            "id": identify("service_at_location", service.id, key),
            "service_id": identify("service", service.id),
            "location_id": identify("location", key),
            "description": " ".join(text for text in (contact.note, contact.caution) if text),
            "send_source": refer_to(contact.source),
        }
    )
