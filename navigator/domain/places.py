"""Gazetteer: postcodes and place names -> Place, in memory only.

A postcode is looked up as a full unit, then as a sector, then as an outcode, and the Place says
which was used. Full postcodes are never logged or stored: one can point to a single home.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

from navigator.domain.areas import Area, Place, PlacePrecision

ENGLAND = "E92000001"
"""The ONS code of the country that every English council lies in."""

_UNIT = re.compile(r"^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9])([A-Z]{2})$")
_SECTOR = re.compile(r"^([A-Z]{1,2}[0-9][A-Z0-9]?)\s+([0-9])$")
_OUTCODE = re.compile(r"^([A-Z]{1,2}[0-9][A-Z0-9]?)$")
_OUTSIDE_GREAT_BRITAIN = ("BT", "JE", "GY", "IM")
_EARTH_RADIUS_MILES = 3958.8


class PostcodeProblem(StrEnum):
    """Why a postcode could not be used."""

    NOT_A_POSTCODE = "not-a-postcode"
    NOT_FOUND = "not-found"
    OUTSIDE_GREAT_BRITAIN = "outside-great-britain"


class UnknownPlace(LookupError):
    """The text names no place we know; `problem` says why. The text itself is not kept."""

    def __init__(self, problem: PostcodeProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True)
class PostcodePoint:
    """One unit postcode: its district and position (WGS84 degrees)."""

    district: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class PostcodeRegion:
    """A sector or outcode: every district and council in it, and its middle."""

    countries: frozenset[str]
    councils: frozenset[str]
    districts: frozenset[str]
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Outline:
    """The indicative outline of a district: closed rings of (longitude, latitude) in degrees of WGS84.

    It is for a picture only: whether a home lies inside is for the postcode to say.
    """

    code: str
    name: str
    rings: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True)
class Gazetteer:
    """Postcodes, districts and place names. `councils` maps a district to its SEND council."""

    units: Mapping[str, PostcodePoint] = field(default_factory=dict)
    sectors: Mapping[str, PostcodeRegion] = field(default_factory=dict)
    outcodes: Mapping[str, PostcodeRegion] = field(default_factory=dict)
    councils: Mapping[str, str] = field(default_factory=dict)
    council_names: Mapping[str, str] = field(default_factory=dict)
    towns: Mapping[str, Place] = field(default_factory=dict)
    outlines: tuple[Outline, ...] = ()

    def parse_postcode(self, text: str) -> Place:
        """The place of a full postcode, a sector ("OX4 2") or an outcode ("OX4").

        Raise UnknownPlace when the text is no postcode, or none that we hold. A full postcode we
        do not hold (new, withdrawn, or of no known district) falls back to its sector, then its outcode.
        """
        tidy = re.sub(r"[^A-Z0-9 ]", "", text.upper()).strip()
        squeezed = tidy.replace(" ", "")
        if squeezed.startswith(_OUTSIDE_GREAT_BRITAIN) and (_UNIT.match(squeezed) or _OUTCODE.match(squeezed)):
            raise UnknownPlace(PostcodeProblem.OUTSIDE_GREAT_BRITAIN)
        if unit := _UNIT.match(squeezed):
            outcode, digit, letters = unit.groups()
            return self._find_unit(outcode, f"{outcode} {digit}", f"{outcode} {digit}{letters}")
        if sector := _SECTOR.match(tidy):
            return self._find_sector(sector.group(1), f"{sector.group(1)} {sector.group(2)}")
        if _OUTCODE.match(squeezed):
            return self._find_outcode(squeezed)
        raise UnknownPlace(PostcodeProblem.NOT_A_POSTCODE)

    def _find_unit(self, outcode: str, sector: str, unit: str) -> Place:
        point = self.units.get(unit)
        if point is None or not point.district:
            return self._find_sector(outcode, sector)
        council = self.councils.get(point.district)
        return Place(
            label=sector,
            precision=PlacePrecision.UNIT,
            countries=self._countries(outcode),
            councils=frozenset({council} if council else ()),
            districts=frozenset({point.district}),
            outcode=outcode,
            sector=sector,
            latitude=point.latitude,
            longitude=point.longitude,
        )

    def _countries(self, outcode: str) -> frozenset[str]:
        region = self.outcodes.get(outcode)
        return region.countries if region else frozenset()

    def _find_sector(self, outcode: str, sector: str) -> Place:
        region = self.sectors.get(sector)
        if region is None:
            return self._find_outcode(outcode)
        return _place(sector, PlacePrecision.SECTOR, region, outcode, sector)

    def _find_outcode(self, outcode: str) -> Place:
        region = self.outcodes.get(outcode)
        if region is None:
            raise UnknownPlace(PostcodeProblem.NOT_FOUND)
        return _place(outcode, PlacePrecision.OUTCODE, region, outcode, "")

    def place_of_area(self, area: Area) -> Place:
        """An area as a place, for somebody who gives a county or district and no postcode."""
        councils = set(area.covers.councils) | {
            self.councils[district] for district in area.covers.districts if district in self.councils
        }
        districts = area.covers.districts or {
            district for district, council in self.councils.items() if council in area.covers.councils
        }
        countries = area.covers.countries or ({ENGLAND} if councils else frozenset())
        outcode = next(iter(area.covers.outcodes)) if len(area.covers.outcodes) == 1 else ""
        if outcode and outcode in self.outcodes:
            return _place(area.name, PlacePrecision.AREA, self.outcodes[outcode], outcode, "")
        if not councils and not countries:
            return self._place_of_parts(area)
        return Place(
            label=area.name,
            precision=PlacePrecision.AREA,
            countries=frozenset(countries),
            councils=frozenset(councils),
            districts=frozenset(districts),
        )

    def _place_of_parts(self, area: Area) -> Place:
        """Every country, council and district that the postcode parts of an area may lie in."""
        parts = [
            *(self.outcodes.get(name) for name in (*area.covers.outcodes, *area.may_cover.outcodes)),
            *(self.sectors.get(name) for name in (*area.covers.sectors, *area.may_cover.sectors)),
        ]
        known = [part for part in parts if part is not None]
        return Place(
            label=area.name,
            precision=PlacePrecision.AREA,
            countries=frozenset().union(*(part.countries for part in known)),
            councils=frozenset().union(*(part.councils for part in known)),
            districts=frozenset().union(*(part.districts for part in known)),
        )


def _place(label: str, precision: PlacePrecision, region: PostcodeRegion, outcode: str, sector: str) -> Place:
    return Place(
        label=label,
        precision=precision,
        countries=region.countries,
        councils=region.councils,
        districts=region.districts,
        outcode=outcode,
        sector=sector,
        latitude=region.latitude,
        longitude=region.longitude,
    )


def distance_miles(start: Place, end: Place) -> float | None:
    """Great-circle distance between the middles of two places; None when one has no position.

    Haversine formula (R. W. Sinnott, "Virtues of the haversine", Sky and Telescope 68, 1984).
    """
    if start.latitude is None or start.longitude is None or end.latitude is None or end.longitude is None:
        return None
    north, south = radians(start.latitude), radians(end.latitude)
    turn = radians(end.longitude - start.longitude)
    chord = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(turn / 2) ** 2
    return 2 * _EARTH_RADIUS_MILES * asin(sqrt(chord))
