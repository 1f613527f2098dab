"""How far a service's address is: only where both ends are known, and no more exactly than we know."""

from __future__ import annotations

import pytest
from building import a_place, a_service

from navigator.domain.areas import PlacePrecision
from navigator.domain.distances import Distance, find_service_place, measure_distance
from navigator.domain.places import Gazetteer, PostcodePoint
from navigator.domain.services import Contact, ContactKind

BRIDGE_STREET = PostcodePoint("E07000180", 51.6690, -1.2790)
TOWN = Gazetteer(units={"OX14 3HN": BRIDGE_STREET})


def a_service_at(address: str, **changes: object):
    """A service with one published address."""
    return a_service(contacts=(Contact(ContactKind.ADDRESS, address),), **changes)


def a_home(north: float, precision: PlacePrecision = PlacePrecision.UNIT):
    """A home so many miles north of the bridge."""
    return a_place(precision=precision, latitude=BRIDGE_STREET.latitude + north / 69.09, longitude=-1.2790)


def test_an_address_with_a_full_postcode_is_a_place():
    place = find_service_place(a_service_at("19 Bridge Street, Abingdon OX14 3HN"), TOWN)

    assert place is not None
    assert (place.latitude, place.longitude) == (BRIDGE_STREET.latitude, BRIDGE_STREET.longitude)


@pytest.mark.parametrize(
    "service",
    [
        a_service_at("Cornwallis House, Oxford"),
        a_service_at("Freepost RRYR, 19 Bridge Street, Abingdon OX14 3HN"),
        a_service_at("19 Bridge Street, Abingdon OX14 3HN", needs=("complaint",)),
        a_service_at("A street we do not hold, OX99 9ZZ"),
        a_service(contacts=(Contact(ContactKind.PHONE, "01235 000000"),)),
    ],
    ids=["no postcode", "freepost", "for complaints", "postcode not held", "by phone"],
)
def test_what_cannot_be_gone_to_or_found_has_no_place(service):
    assert find_service_place(service, TOWN) is None


@pytest.mark.parametrize(
    ("north", "precision", "told"),
    [
        (0.4, PlacePrecision.UNIT, Distance(1, under=True)),
        (4.3, PlacePrecision.UNIT, Distance(4)),
        (1.6, PlacePrecision.SECTOR, Distance(2, under=True)),
        (12.8, PlacePrecision.SECTOR, Distance(13)),
        (4.3, PlacePrecision.OUTCODE, None),
        (4.3, PlacePrecision.AREA, None),
    ],
)
def test_a_distance_is_told_as_roughly_as_the_home_is_known(north, precision, told):
    place = find_service_place(a_service_at("19 Bridge Street, Abingdon OX14 3HN"), TOWN)

    assert measure_distance(a_home(north, precision), place) == told


def test_without_a_home_or_an_address_nothing_is_told():
    assert measure_distance(None, a_home(0)) is None
    assert measure_distance(a_home(0), None) is None
