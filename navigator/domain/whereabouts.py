"""Whereabouts: in which districts of the county a service has a place, and whom it is for there.

Two different questions: where its door is (an address) and where its families live (its rules).
Neither answers the other, and for each "not known" is an answer of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from navigator.domain.areas import Area, Coverage, Place
from navigator.domain.eligibility import AreaRule, GroupRule, Rule
from navigator.domain.places import ENGLAND, Gazetteer, UnknownPlace
from navigator.domain.services import ContactKind, Service

_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}\b")


class Share(IntEnum):
    """How much of a district a service is for. The order is that of "at least as much as"."""

    NONE = 0
    PERHAPS = 1
    PART = 2
    WHOLE = 3


class Spread(StrEnum):
    """How far a service reaches, by its own rules."""

    NATIONAL = "national"
    COUNTY = "county-wide"
    PART = "part"
    ELSEWHERE = "elsewhere"
    NOT_KNOWN = "not-known"


class PlacedBy(StrEnum):
    """What in an address says where it is."""

    POSTCODE = "postcode"
    TOWN = "town"


@dataclass(frozen=True)
class Door:
    """A place of a service: the address as published, its district, and what placed it there.

    A town has a middle and no edge, so only an address with a postcode has a position
    (degrees, WGS84, of that postcode's middle).
    """

    address: str
    district: str
    placed_by: PlacedBy
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Whereabouts:
    """Where one service is and reaches. `shares` has every district asked about."""

    service: Service
    spread: Spread
    shares: Mapping[str, Share]
    doors: tuple[Door, ...] = ()

    @property
    def placed(self) -> bool:
        """Whether some address of it could be put into a district."""
        return bool(self.doors)


def find_whereabouts(service: Service, gazetteer: Gazetteer, districts: Iterable[str]) -> Whereabouts:
    """Where a service is and reaches, by its addresses and the area rules among its conditions.

    `districts` are the ONS codes of the county's districts. Rules that are not about areas are
    left aside. Without an area rule the reach is NOT_KNOWN, whatever its name suggests.
    """
    codes = tuple(districts)
    shares = {code: _share_of_all(service.eligibility, code, gazetteer) for code in codes}
    known = {code: share for code, share in shares.items() if share is not None}
    if not known:
        spread = Spread.NOT_KNOWN
    elif _share_of_all(service.eligibility, ENGLAND, gazetteer) is Share.WHOLE:
        spread = Spread.NATIONAL
    elif all(share is Share.WHOLE for share in known.values()):
        spread = Spread.COUNTY
    else:
        spread = Spread.PART if any(known.values()) else Spread.ELSEWHERE
    doors = tuple(
        door
        for contact in service.contacts
        if contact.kind is ContactKind.ADDRESS and (door := _find_door(contact.value, gazetteer)) is not None
    )
    return Whereabouts(service, spread, {code: known.get(code, Share.NONE) for code in codes}, doors)


def _share_of_all(rules: Iterable[Rule], unit: str, gazetteer: Gazetteer) -> Share | None:
    """All rules must hold, so the smallest share decides; None when no rule is about areas."""
    return min(_shares(rules, unit, gazetteer), default=None)


def _shares(rules: Iterable[Rule], unit: str, gazetteer: Gazetteer) -> list[Share]:
    found: list[Share] = []
    for rule in rules:
        if isinstance(rule, AreaRule):
            found.append(max((_share(area, unit, gazetteer) for area in rule.areas), default=Share.NONE))
        elif isinstance(rule, GroupRule) and (parts := _shares(rule.rules, unit, gazetteer)):
            found.append(max(parts) if rule.match_any else min(parts))
    return found


def _share(area: Area, unit: str, gazetteer: Gazetteer) -> Share:
    """How much of one district, or of England, an area takes in."""
    council = gazetteer.councils.get(unit)
    covers = area.covers
    if unit in covers.districts or council in covers.councils or ENGLAND in covers.countries:
        return Share.WHOLE
    if unit in _touched(covers, gazetteer):
        return Share.PART
    may = area.may_cover
    perhaps = unit in may.districts or council in may.councils or ENGLAND in may.countries
    return Share.PERHAPS if perhaps or unit in _touched(may, gazetteer) else Share.NONE


def _touched(coverage: Coverage, gazetteer: Gazetteer) -> frozenset[str]:
    """The districts in which the postcode parts of a coverage lie."""
    regions = [gazetteer.outcodes.get(name) for name in coverage.outcodes]
    regions += [gazetteer.sectors.get(name) for name in coverage.sectors]
    return frozenset().union(*(region.districts for region in regions if region is not None))


def _find_door(address: str, gazetteer: Gazetteer) -> Door | None:
    """Place an address by its postcode, else by the town it ends with; None when neither places it surely."""
    code = _POSTCODE.search(address)
    if code is not None:
        place = _find_place(code.group(), gazetteer)
        if place is not None and len(place.districts) == 1:
            return Door(address, min(place.districts), PlacedBy.POSTCODE, place.latitude, place.longitude)
    town = gazetteer.towns.get(address.rsplit(",", 1)[-1].strip().casefold())
    if town is not None and len(town.districts) == 1:
        return Door(address, min(town.districts), PlacedBy.TOWN)
    return None


def _find_place(postcode: str, gazetteer: Gazetteer) -> Place | None:
    try:
        return gazetteer.parse_postcode(postcode)
    except UnknownPlace:
        return None
