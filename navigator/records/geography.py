"""Postcodes and place names, from services_data/geo (attribution on the "About the data" page)."""

from __future__ import annotations

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from navigator.domain.areas import Place, PlacePrecision
from navigator.domain.places import ENGLAND, Gazetteer, Outline, PostcodePoint, PostcodeRegion
from navigator.records.problems import Problem


def read_gazetteer(folder: Path, name: str) -> tuple[Gazetteer, list[Problem]]:
    """Read the geography files; a missing or broken one is one problem and an empty gazetteer."""
    try:
        return _read(folder), []
    except FileNotFoundError as error:
        missing = Path(str(error.filename)).name
        return Gazetteer(), [Problem(f"{name}/{missing}", "", "is missing.", "Restore the geography file.")]
    except (OSError, EOFError, KeyError, TypeError, ValueError, csv.Error) as error:
        return Gazetteer(), [Problem(name, "", f"cannot be read: {error}.", "Restore the geography files.")]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if not reader.fieldnames:
            raise ValueError(f"{path.name} is empty")
        yield from reader


def _read(folder: Path) -> Gazetteer:
    councils: dict[str, str] = {}
    council_names: dict[str, str] = {}
    for row in _rows(folder / "local_authorities_england.csv"):
        councils[row["lad"]] = row["send_authority"]
        council_names[row["send_authority"]] = row["send_authority_name"]
    units: dict[str, PostcodePoint] = {}
    districts: dict[str, set[str]] = defaultdict(set)
    for row in _rows(folder / "postcodes_oxfordshire_and_edges.csv.gz"):
        point = PostcodePoint(row["lad"], float(row["lat"]), float(row["lon"]))
        units[row["postcode"]] = point
        if point.district:
            outcode, inner = row["postcode"].split()
            districts[outcode].add(point.district)
            districts[f"{outcode} {inner[0]}"].add(point.district)
    sectors = {
        row["sector"]: _region(row, districts.get(row["sector"]), councils)
        for row in _rows(folder / "sectors_region.csv")
    }
    sectors_of: dict[str, list[PostcodeRegion]] = defaultdict(list)
    for sector, region in sectors.items():
        sectors_of[sector.split()[0]].append(region)
    outcodes = {
        row["outcode"]: _widen(_region(row, districts.get(row["outcode"]), councils), sectors_of[row["outcode"]])
        for row in _rows(folder / "outcodes_gb.csv")
    }
    towns = {
        row["name"].casefold(): Place(
            label=row["name"],
            precision=PlacePrecision.AREA,
            countries=frozenset({ENGLAND}),
            councils=frozenset({councils[row["lad"]]} if row["lad"] in councils else ()),
            districts=frozenset({row["lad"]}),
            outcode=row["nearest_outcode"],
            latitude=float(row["lat"]),
            longitude=float(row["lon"]),
        )
        for row in _rows(folder / "places_region.csv")
    }
    outlines = _read_outlines(folder / "districts_oxfordshire_indicative.geojson")
    return Gazetteer(units, sectors, outcodes, councils, council_names, towns, outlines)


def _read_outlines(path: Path) -> tuple[Outline, ...]:
    """The districts' outlines by name. Only outer rings count: no district has a hole to draw."""
    found = json.loads(path.read_text(encoding="utf-8"))["features"]
    outlines = [
        Outline(one["properties"]["lad"], one["properties"]["name"], _read_rings(one["geometry"])) for one in found
    ]
    if not outlines:
        raise ValueError(f"{path.name} is empty")
    return tuple(sorted(outlines, key=lambda outline: outline.name))


def _read_rings(geometry: Mapping[str, Any]) -> tuple[tuple[tuple[float, float], ...], ...]:
    several = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return tuple(tuple((float(x), float(y)) for x, y in polygon[0]) for polygon in several)


def _widen(outcode: PostcodeRegion, sectors: list[PostcodeRegion]) -> PostcodeRegion:
    """An outcode holds all that its sectors hold, so a longer postcode never contradicts a shorter one."""
    return replace(
        outcode,
        councils=outcode.councils.union(*(sector.councils for sector in sectors)),
        districts=outcode.districts.union(*(sector.districts for sector in sectors)),
    )


def _region(row: dict[str, str], known: set[str] | None, councils: dict[str, str]) -> PostcodeRegion:
    """Districts from the full postcodes where we hold them, else the main one the file names."""
    found = known or {row["main_lad"]}
    councils_here = {councils.get(district, district) for district in found}
    if not known:
        councils_here = {row["main_upper_tier"]}
    return PostcodeRegion(
        countries=frozenset({row["country"]}),
        councils=frozenset(councils_here),
        districts=frozenset(found),
        latitude=float(row["lat"]),
        longitude=float(row["lon"]),
    )
