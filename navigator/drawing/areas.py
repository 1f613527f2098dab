"""Outlines in degrees -> a flat picture of them: paths, a point for each name, and dots."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, radians

from navigator.domain.places import Outline

Point = tuple[float, float]
LABEL = (76.0, 40.0)
"""The width and height that a short name with a count below takes, in units of the sheet."""
_MARGIN = 4.0
_STEPS = 24


@dataclass(frozen=True)
class AreaShape:
    """One outline on the picture: the text of an SVG path, and the middle of its label.

    A shape too small for a label has it on free ground, with a line from `line_from` to `line_to`.
    """

    code: str
    name: str
    path: str
    label: Point
    line_from: Point | None = None
    line_to: Point | None = None


@dataclass(frozen=True)
class AreaPicture:
    """Shapes on a sheet of `width` by `height` units; x grows to the east and y to the south."""

    width: float
    height: float
    shapes: tuple[AreaShape, ...] = ()
    dots: tuple[Point, ...] = ()


@lru_cache(maxsize=8)
def draw_areas(outlines: tuple[Outline, ...], dots: tuple[Point, ...] = (), width: float = 330.0) -> AreaPicture:
    """Draw outlines and dots on one sheet, north up, with the shape of the land kept.

    Outlines and dots come as (longitude, latitude) in degrees of WGS84. The projection is
    equirectangular with its standard parallel at the middle latitude: lengths along a parallel shrink by
    its cosine (J. P. Snyder, Map Projections: A Working Manual, 1987, chapter 12). Over one
    county the error is far below the width of a line. Points are rounded to tenths of a unit and
    repeats dropped, each by itself, so that an edge which two areas share stays shared. The answer is
    kept, since looking for room takes a fifth of a second.
    """
    corners = [point for outline in outlines for ring in outline.rings for point in ring]
    if not corners:
        return AreaPicture(width, 0.0)
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    squeeze = cos(radians((south + north) / 2))
    scale = (width - 2 * _MARGIN) / ((east - west) * squeeze)

    def place(point: Point) -> Point:
        """Where a point of the land lies on the sheet."""
        longitude, latitude = point
        return (
            round(_MARGIN + (longitude - west) * squeeze * scale, 1),
            round(_MARGIN + (north - latitude) * scale, 1),
        )

    spots = tuple(place(dot) for dot in dots)
    sheets = [[_drop_repeats([place(point) for point in ring]) for ring in outline.rings] for outline in outlines]
    height = round((north - south) * scale + 2 * _MARGIN, 1)
    ground = [ring for rings in sheets for ring in rings]
    shapes = tuple(
        _shape(outline, rings, ground, spots, (width, height))
        for outline, rings in zip(outlines, sheets, strict=True)
    )
    return AreaPicture(width, height, shapes, spots)


def _shape(
    outline: Outline, rings: list[list[Point]], ground: list[list[Point]], spots: tuple[Point, ...], sheet: Point
) -> AreaShape:
    path = "".join(_write_ring(ring) for ring in rings)
    largest = max(rings, key=_size)
    columns = [x for x, _ in largest]
    if max(columns) - min(columns) >= LABEL[0]:
        return AreaShape(outline.code, outline.name, path, find_roomy_point(largest, spots))
    x, y = find_free_ground(find_middle(largest), ground, sheet)
    start = min(largest, key=lambda point: hypot(point[0] - x, point[1] - y))
    end = (round(max(min(start[0], x + LABEL[0] / 2), x - LABEL[0] / 2), 1), round(y + LABEL[1] / 2, 1))
    return AreaShape(outline.code, outline.name, path, (x, y), start, end)


def find_roomy_point(ring: list[Point], spots: tuple[Point, ...] = ()) -> Point:
    """The point of a grid inside a ring with most room for words: far from every corner and spot.

    Words are wider than high, so room to the sides counts half. The corners of an outline lie
    close together, so they stand for its edges.
    """
    west, east = min(x for x, _ in ring), max(x for x, _ in ring)
    north, south = min(y for _, y in ring), max(y for _, y in ring)
    grid = [
        (west + (east - west) * column / _STEPS, north + (south - north) * row / _STEPS)
        for column in range(1, _STEPS)
        for row in range(1, _STEPS)
    ]
    inside = [point for point in grid if contains(ring, point)] or [find_middle(ring)]
    walls = (*ring, *spots)
    x, y = max(inside, key=lambda point: min(hypot((x - point[0]) / 2, y - point[1]) for x, y in walls))
    return round(x, 1), round(y, 1)


def find_free_ground(near: Point, rings: list[list[Point]], sheet: Point) -> Point:
    """The middle of the nearest label-sized box on the sheet with no corner of any outline in it."""
    across, down = LABEL[0] / 2, LABEL[1] / 2
    ground = [point for ring in rings for point in ring]
    boxes = [
        (x, y)
        for x in range(int(across) + 1, int(sheet[0] - across), 6)
        for y in range(int(down) + 1, int(sheet[1] - down), 6)
        if not any(abs(px - x) < across and abs(py - y) < down for px, py in ground)
        and not any(contains(ring, (x, y)) for ring in rings)
    ]
    return min(boxes, key=lambda box: hypot(box[0] - near[0], box[1] - near[1]), default=near)


def contains(ring: list[Point], point: Point) -> bool:
    """Whether a point lies inside a ring: a ray to the east crosses it an odd number of times."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def find_middle(ring: list[Point]) -> Point:
    """The mean of the corners of a ring, to a tenth of a unit.

    >>> find_middle([(0, 0), (4, 0), (4, 2), (0, 2), (0, 0)])
    (2.0, 1.0)
    """
    corners = ring[:-1]
    return (
        round(sum(x for x, _ in corners) / len(corners), 1),
        round(sum(y for _, y in corners) / len(corners), 1),
    )


def _size(ring: list[Point]) -> float:
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise(ring)))


def _drop_repeats(ring: list[Point]) -> list[Point]:
    return [point for number, point in enumerate(ring) if number == 0 or point != ring[number - 1]]


def _write_ring(ring: list[Point]) -> str:
    """A closed path in steps from point to point, which are shorter to write than positions."""
    steps = [f"M{ring[0][0]:g} {ring[0][1]:g}l"]
    for (x, y), (next_x, next_y) in pairwise(ring[:-1]):
        across, down = round(next_x - x, 1), round(next_y - y, 1)
        steps.append(f"{across:g}{'' if down < 0 else ' '}{down:g} ")
    return "".join(steps).rstrip() + "z"
