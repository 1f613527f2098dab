"""How far it is from a child's home to the address of a service, where both are known well enough."""

from __future__ import annotations

import re
from dataclasses import dataclass

from navigator.domain.areas import Place, PlacePrecision
from navigator.domain.places import Gazetteer, UnknownPlace, distance_miles
from navigator.domain.services import ContactKind, Service

_FULL_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})\b")
_ONLY_FOR_LETTERS = "freepost"
_COMPLAINT = "complaint"
"""The need of services whose address is where to write to, not where to go."""
_LEAST_MILES = {PlacePrecision.UNIT: 1, PlacePrecision.SECTOR: 2}
"""How exactly a home must be known, and the shortest distance worth telling then, in miles.

A full postcode is a street or part of one. A sector ("OX14 4") can be several miles wide, so its
middle may lie a mile or more from the home. The first half of a postcode, or a town, is too wide.
"""


@dataclass(frozen=True)
class Distance:
    """A straight line in whole miles; `under` says that it is shorter than `miles`."""

    miles: int
    under: bool = False


def find_service_place(service: Service, gazetteer: Gazetteer) -> Place | None:
    """Where the published address of a service is; None without one that names a full postcode.

    An address for letters is no place to go, so Freepost and complaints services have none.
    """
    if _COMPLAINT in service.needs:
        return None
    for contact in service.contacts:
        found = _FULL_POSTCODE.search(contact.value) if contact.kind is ContactKind.ADDRESS else None
        if found is None or _ONLY_FOR_LETTERS in contact.value.casefold():
            continue
        try:
            place = gazetteer.parse_postcode(" ".join(found.groups()))
        except UnknownPlace:
            continue
        if place.precision is PlacePrecision.UNIT:
            return place
    return None


def is_well_known(home: Place | None) -> bool:
    """Whether a home is known well enough to say how far something is.

    >>> is_well_known(Place("OX4 2", PlacePrecision.SECTOR, latitude=51.7, longitude=-1.2))
    True
    >>> is_well_known(Place("OX4", PlacePrecision.OUTCODE, latitude=51.7, longitude=-1.2))
    False
    """
    return home is not None and home.precision in _LEAST_MILES and home.latitude is not None


def measure_miles(home: Place | None, place: Place | None) -> float | None:
    """The straight line between them in miles; None unless both are known well enough."""
    if home is None or place is None or not is_well_known(home):
        return None
    return distance_miles(home, place)


def measure_distance(home: Place | None, place: Place | None) -> Distance | None:
    """The straight line to tell a reader, as rough as what we know; None where it cannot be said."""
    miles = measure_miles(home, place)
    if miles is None or home is None:
        return None
    least = _LEAST_MILES[home.precision]
    return Distance(least, under=True) if miles < least else Distance(round(miles))
