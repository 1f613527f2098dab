"""Steps as bars along the weeks, with marks for days that matter; a length nobody knows is an open bar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH = 330
_LEFT, _RIGHT = 62, 308
_ROW, _TOP, _BAR = 30, 26, 14
_LEAST_WEEKS = 8.0
_OPEN_SHARE = 0.3
"""An open bar takes at least this share of the picture, so that it never looks short."""


@dataclass(frozen=True)
class Stretch:
    """One step: when it begins and how long it lasts, in weeks from the start; None is not known."""

    key: str
    start_weeks: float
    wait_weeks: float | None
    firm: bool = True


@dataclass(frozen=True)
class Mark:
    """A day that matters, in the row of one step ("" stands for all of them)."""

    key: str
    day: date
    kind: str


@dataclass(frozen=True)
class Bar:
    """One step, placed. `open_ended` ones run on to the edge; `firm` ones begin where they stand."""

    key: str
    x: float
    y: float
    width: float
    height: float
    open_ended: bool
    firm: bool


@dataclass(frozen=True)
class Point:
    """A mark or a day on the axis, placed."""

    x: float
    y: float
    kind: str
    day: date


@dataclass(frozen=True)
class TimelineDrawing:
    """Bars, marks and the days of the axis in a field of `width` by `height`; `left` is the start."""

    width: float
    height: float
    left: float
    right: float
    bars: tuple[Bar, ...]
    points: tuple[Point, ...]
    axis: tuple[Point, ...]


def draw_timeline(start: date, stretches: Sequence[Stretch], marks: Iterable[Mark] = ()) -> TimelineDrawing:
    """Place bars and marks on one scale that ends after the last known day and leaves room for open bars."""
    listed = [mark for mark in marks if mark.day >= start]
    weeks = _find_horizon(start, stretches, listed)
    scale = (_RIGHT - _LEFT) / weeks
    rows = {one.key: _TOP + number * _ROW for number, one in enumerate(stretches)}
    bars = []
    for one in stretches:
        x = _LEFT + one.start_weeks * scale
        width = _RIGHT - x if one.wait_weeks is None else max(one.wait_weeks * scale, 2.0)
        bars.append(
            Bar(one.key, round(x, 1), rows[one.key], round(width, 1), _BAR, one.wait_weeks is None, one.firm)
        )
    bottom = _TOP + len(stretches) * _ROW
    points = tuple(
        Point(_at(start, mark.day, scale), rows.get(mark.key, _TOP) + _BAR / 2, mark.kind, mark.day)
        for mark in listed
    )
    days = [start, start + timedelta(days=round(weeks * 7))]
    axis = tuple(Point(_at(start, day, scale), _TOP - 10, "day", day) for day in days)
    return TimelineDrawing(WIDTH, bottom, _LEFT, _RIGHT, tuple(bars), points, axis)


def _find_horizon(start: date, stretches: Sequence[Stretch], marks: Iterable[Mark]) -> float:
    """How many weeks the picture shows."""
    known = [one.start_weeks + (one.wait_weeks or 0) for one in stretches]
    known += [(mark.day - start).days / 7 for mark in marks]
    opened = [one.start_weeks / (1 - _OPEN_SHARE) for one in stretches if one.wait_weeks is None]
    return max(_LEAST_WEEKS, *(weeks * 1.05 for weeks in known), *opened)


def _at(start: date, day: date, scale: float) -> float:
    return round(_LEFT + (day - start).days / 7 * scale, 1)
