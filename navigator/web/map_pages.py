"""The area map: the county's districts, and which services are in or for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from navigator.domain.areas import Place
from navigator.domain.directory import Directory
from navigator.domain.places import Outline
from navigator.domain.services import Sector
from navigator.domain.whereabouts import PlacedBy, Share, Spread, Whereabouts, find_whereabouts
from navigator.drawing.areas import AreaPicture, draw_areas
from navigator.web.forms import current_navigator, read_enquiry

pages = Blueprint("areas", __name__)

BEYOND_ONE_DISTRICT = (Spread.COUNTY, Spread.NATIONAL, Spread.ELSEWHERE, Spread.NOT_KNOWN)
"""The lists beside the five districts, in the order to show them."""


class Where(StrEnum):
    """Where the reader's postcode is."""

    NOT_TOLD = "not-told"
    ONE = "one"
    SEVERAL = "several"
    OUTSIDE = "outside"
    PERHAPS_OUTSIDE = "perhaps-outside"


@dataclass(frozen=True)
class District:
    """One district with its services. `here` have an address in it, `only` are for it or a part of it.

    `perhaps` may be for a part of it: nobody publishes the edge of their area. A service with an
    address here stands in `here` alone.
    """

    key: str
    code: str
    name: str
    here: tuple[Whereabouts, ...]
    only: tuple[Whereabouts, ...]
    perhaps: tuple[Whereabouts, ...]

    @property
    def count(self) -> int:
        """Services surely in it or for it."""
        return len(self.here) + len(self.only)


@dataclass(frozen=True)
class AreaMap:
    """The districts by name, and every published service that is for more than one place."""

    districts: tuple[District, ...]
    beyond: dict[Spread, tuple[Whereabouts, ...]]
    picture: AreaPicture

    def find(self, key: str) -> District | None:
        """The district with this key, or None."""
        return next((district for district in self.districts if district.key == key), None)


@pages.get("/areas")
def show_areas() -> ResponseReturnValue:
    """Draw the districts and count what is in each."""
    enquiry = read_enquiry(request.args)
    found = build_map(current_navigator().directory)
    where, codes = locate(enquiry.profile.home, found.districts)
    return render_template(
        "pages/areas.html", enquiry=enquiry, map=found, where=where, own=codes
    ), 400 if enquiry.problems else 200


@pages.get("/areas/<area>")
def show_area(area: str) -> ResponseReturnValue:
    """List the services of one district, or those of the whole county, of England or of no known area."""
    enquiry = read_enquiry(request.args)
    found = build_map(current_navigator().directory)
    district = found.find(area)
    spread = next((one for one in BEYOND_ONE_DISTRICT if one.value == area), None)
    if district is None and spread is None:
        abort(404)
    _, codes = locate(enquiry.profile.home, found.districts)
    return render_template(
        "pages/area.html",
        enquiry=enquiry,
        district=district,
        spread=spread,
        own=codes,
        by_sector=_group(found.beyond[spread if spread is not None else Spread.COUNTY]),
        map=found,
        by_town=PlacedBy.TOWN,
    ), 400 if enquiry.problems else 200


def build_map(directory: Directory) -> AreaMap:
    """The map of every service that the public may see and that no source calls shut."""
    gazetteer = directory.gazetteer
    codes = tuple(outline.code for outline in gazetteer.outlines)
    placed = [
        find_whereabouts(service, gazetteer, codes) for service in directory.list_services() if service.running
    ]
    dots = dict.fromkeys(
        (door.longitude, door.latitude)
        for one in placed
        for door in one.doors
        if door.longitude is not None and door.latitude is not None and door.district in codes
    )
    return AreaMap(
        tuple(_build_district(outline, placed) for outline in gazetteer.outlines),
        {spread: tuple(one for one in placed if one.spread is spread) for spread in BEYOND_ONE_DISTRICT},
        draw_areas(gazetteer.outlines, tuple(dots)),
    )


def _build_district(outline: Outline, placed: Iterable[Whereabouts]) -> District:
    here: list[Whereabouts] = []
    only: list[Whereabouts] = []
    perhaps: list[Whereabouts] = []
    for one in placed:
        share = one.shares[outline.code]
        if any(door.district == outline.code for door in one.doors):
            here.append(one)
        elif one.spread is Spread.PART and share is not Share.NONE:
            (perhaps if share is Share.PERHAPS else only).append(one)
    key = outline.name.casefold().replace(" ", "-")
    return District(key, outline.code, outline.name, tuple(here), tuple(only), tuple(perhaps))


def locate(home: Place | None, districts: Iterable[District]) -> tuple[Where, frozenset[str]]:
    """Where a home is among the districts, and the codes of those it may be in."""
    if home is None:
        return Where.NOT_TOLD, frozenset()
    codes = home.districts & {district.code for district in districts}
    if not codes:
        return Where.OUTSIDE, codes
    if home.districts - codes:
        return Where.PERHAPS_OUTSIDE, codes
    return (Where.ONE if len(codes) == 1 else Where.SEVERAL), codes


def _group(found: Iterable[Whereabouts]) -> list[tuple[Sector, list[Whereabouts]]]:
    listed = list(found)
    groups = ((sector, [one for one in listed if one.service.sector is sector]) for sector in Sector)
    return [(sector, ones) for sector, ones in groups if ones]
