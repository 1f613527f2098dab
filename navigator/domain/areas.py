"""Area, Place, and whether an area covers a place."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """The three answers this project gives to any yes-or-no question about a child."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class PlacePrecision(StrEnum):
    """How exactly a postcode was recognised."""

    UNIT = "unit"
    SECTOR = "sector"
    OUTCODE = "outcode"
    AREA = "area"


@dataclass(frozen=True)
class Place:
    """Where somebody is: every council and district they may be in, as far as we can tell.

    A full postcode gives one district; a sector or outcode that straddles a border gives
    several. `sector` and `outcode` are empty when the place was given as an area.
    """

    label: str
    precision: PlacePrecision
    countries: frozenset[str] = frozenset()
    councils: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    outcode: str = ""
    sector: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Coverage:
    """Sets of codes: ONS codes for countries, councils and districts; postcode parts."""

    countries: frozenset[str] = frozenset()
    councils: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    outcodes: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()

    def contains(self, place: Place) -> Verdict:
        """OPEN when the whole place is inside, UNKNOWN when part of it may be, else CLOSED."""
        pairs = (
            (place.countries, self.countries),
            (place.councils, self.councils),
            (place.districts, self.districts),
        )
        verdicts = {_containment(possible, covered) for possible, covered in pairs if covered}
        if self.outcodes:
            verdicts.add(_containment(frozenset({place.outcode} - {""}), self.outcodes))
        if self.sectors:
            verdicts.add(_sector_containment(place, self.sectors))
        if Verdict.OPEN in verdicts:
            return Verdict.OPEN
        return Verdict.UNKNOWN if Verdict.UNKNOWN in verdicts else Verdict.CLOSED


def _containment(possible: frozenset[str], covered: frozenset[str]) -> Verdict:
    if not possible:
        return Verdict.UNKNOWN
    if possible <= covered:
        return Verdict.OPEN
    return Verdict.UNKNOWN if possible & covered else Verdict.CLOSED


def _sector_containment(place: Place, sectors: frozenset[str]) -> Verdict:
    if place.sector or not place.outcode:
        return _containment(frozenset({place.sector} - {""}), sectors)
    inside = any(sector.startswith(place.outcode + " ") for sector in sectors)
    return Verdict.UNKNOWN if inside else Verdict.CLOSED


@dataclass(frozen=True)
class Area:
    """A named area: what it surely covers, and what it may cover where nobody drew the edge."""

    id: str
    name: str
    kind: str
    covers: Coverage
    may_cover: Coverage = field(default_factory=Coverage)
    words: tuple[str, ...] = ()
    basis: str | None = None

    def contains(self, place: Place) -> Verdict:
        """Say whether somebody at this place is inside the area.

        >>> oxon = Area("oxfordshire", "Oxfordshire", "council", Coverage(councils=frozenset({"E10000025"})))
        >>> oxon.contains(Place("OX17", PlacePrecision.OUTCODE, councils=frozenset({"E10000025", "E06000062"})))
        <Verdict.UNKNOWN: 'unknown'>
        """
        sure = self.covers.contains(place)
        if sure is not Verdict.CLOSED:
            return sure
        return Verdict.CLOSED if self.may_cover.contains(place) is Verdict.CLOSED else Verdict.UNKNOWN
