"""Published waits -> where to draw them: bars side by side, and points over time.

Only lengths are bars. A share, a count or a rate is never turned into one. What really happened, a
legal limit, a target and one child's case keep their own mark, so no colour is needed to tell them apart.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from navigator.domain.sources import Confidence, PartialDate
from navigator.domain.waits import EXPERIENCED, Statistic, WaitingTime

FAR_END = 96.0
"""Per cent of the width that the longest bar may take: what marks its end needs the rest."""
PLOT_TOP, PLOT_BOTTOM = 24.0, 164.0
"""Pixels from the top of a drawing over time: where its highest and its lowest value stand."""
_FIRST_POINT, _LAST_POINT = 14.0, 98.0
_STEPS = (1.0, 2.0, 5.0, 10.0, 20.0, 52.0, 104.0, 156.0, 260.0, 520.0)
_MOST_STEPS = 5
_YEAR_WEEKS = 52.0
_LABEL_APART = (8.0, 14.0)
"""Per cent across, and pixels up or down, that keep two numbers beside their points apart."""


class Mark(StrEnum):
    """What a figure is, and so which shape it has."""

    REALITY = "reality"
    LEGAL_LIMIT = "legal-limit"
    TARGET = "target"
    SINGLE_CASE = "single-case"


_MARKS = {
    Statistic.LEGAL_LIMIT: Mark.LEGAL_LIMIT,
    Statistic.TARGET: Mark.TARGET,
    Statistic.SINGLE_CASE: Mark.SINGLE_CASE,
    **dict.fromkeys(EXPERIENCED, Mark.REALITY),
}


def find_mark(wait: WaitingTime) -> Mark | None:
    """What a figure is; None for a count, a rate, a rhythm, or no figure at all."""
    return _MARKS.get(wait.statistic)


def find_length_weeks(wait: WaitingTime) -> float | None:
    """How long, in weeks, for any figure that is a length: a limit, a target and a case too.

    None for a share, a count, a rate, how often a panel sits, and units shorter than a day.
    """
    if find_mark(wait) is None:
        return None
    # One conversion for the whole project: the domain's own, which knows only usual lengths of wait.
    return replace(wait, statistic=Statistic.TYPICAL).wait_weeks


@dataclass(frozen=True)
class Tick:
    """A line of the scale: its value, and where it stands in per cent or pixels."""

    value: float
    at: float


@dataclass(frozen=True)
class Bar:
    """One figure as a bar from 0; `end` in per cent of the width."""

    wait: WaitingTime
    mark: Mark
    weeks: float
    end: float


@dataclass(frozen=True)
class ClockBars:
    """The bars of one clock: lengths that start and stop at the same two points."""

    clock_from: str
    clock_to: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class WaitBars:
    """Bars by clock, all to one scale in weeks; `in_years` says to name its ticks in years."""

    clocks: tuple[ClockBars, ...]
    ticks: tuple[Tick, ...]
    in_years: bool


def draw_bars(waits: Iterable[WaitingTime]) -> WaitBars | None:
    """Every figure that is a length, by clock; within one clock what happened comes first.

    A weak source is told with its warning in words, never drawn. None when there is nothing to draw.
    """
    lengths = [(wait, weeks) for wait in waits if (weeks := _drawn_weeks(wait)) is not None]
    if not lengths:
        return None
    ticks = _scale(max(weeks for _wait, weeks in lengths))
    top = ticks[-1]
    order = list(Mark)
    grouped: dict[tuple[str, str], list[Bar]] = {}
    for wait, weeks in lengths:
        bar = Bar(wait, _MARKS[wait.statistic], weeks, round(weeks / top * FAR_END, 2))
        grouped.setdefault((wait.clock_from, wait.clock_to), []).append(bar)
    clocks = [
        ClockBars(start, end, tuple(sorted(bars, key=lambda bar: order.index(bar.mark))))
        for (start, end), bars in grouped.items()
    ]
    return WaitBars(
        tuple(clocks),
        tuple(Tick(value, round(value / top * FAR_END, 2)) for value in ticks),
        in_years=ticks[1] % _YEAR_WEEKS == 0,
    )


def list_unbarred(waits: Iterable[WaitingTime]) -> tuple[WaitingTime, ...]:
    """The figures that are told in words only: they are not lengths, or their source is weak."""
    return tuple(wait for wait in waits if _drawn_weeks(wait) is None)


def _drawn_weeks(wait: WaitingTime) -> float | None:
    return None if wait.confidence is Confidence.LOW else find_length_weeks(wait)


def _scale(highest: float) -> list[float]:
    """Round values from 0 to at least the highest, few enough to label on a phone."""
    step = next((step for step in _STEPS if highest <= step * _MOST_STEPS), _STEPS[-1])
    count = max(1, -int(-highest // step))
    return [step * number for number in range(count + 1)]


def list_disagreements(waits: Iterable[WaitingTime]) -> tuple[tuple[WaitingTime, ...], ...]:
    """Groups of figures that claim the same thing of the same time and differ in the number."""
    grouped: dict[tuple[object, ...], list[WaitingTime]] = {}
    for wait in waits:
        if wait.statistic in EXPERIENCED and wait.as_of is not None:
            grouped.setdefault((*_same_series(wait), wait.as_of), []).append(wait)
    return tuple(tuple(group) for group in grouped.values() if len({wait.value for wait in group}) > 1)


def _same_series(wait: WaitingTime) -> tuple[object, ...]:
    return (
        wait.service,
        wait.clock_from,
        wait.clock_to,
        wait.statistic,
        wait.population,
        wait.place,
        wait.within_value,
        wait.within_unit,
    )


@dataclass(frozen=True)
class Point:
    """One value at one time, with every row of the ledger that gives it.

    `x`, `left` and `right` in per cent (from `left` to `right` the figure was true), `y` in pixels.
    `labelled`: whether its number has room beside it.
    """

    waits: tuple[WaitingTime, ...]
    x: float
    left: float
    right: float
    y: float
    labelled: bool


@dataclass(frozen=True)
class Line:
    """A target or a legal limit across the whole drawing, at `y` pixels."""

    wait: WaitingTime
    mark: Mark
    y: float


@dataclass(frozen=True)
class Series:
    """One statistic of one clock, population and place over time: shares in per cent, lengths in weeks."""

    first: WaitingTime
    points: tuple[Point, ...]
    lines: tuple[Line, ...]
    levels: tuple[Tick, ...]
    years: tuple[Tick, ...]
    in_percent: bool

    @property
    def waits(self) -> tuple[WaitingTime, ...]:
        """Its rows of the ledger, oldest first."""
        return tuple(wait for point in self.points for wait in point.waits)

    @property
    def told(self) -> tuple[WaitingTime, ...]:
        """Every row that it draws, lines included."""
        return (*self.waits, *(line.wait for line in self.lines))


def draw_series(waits: Iterable[WaitingTime], nationwide: Container[str] = ()) -> tuple[Series, ...]:
    """Each run of at least two dated figures of what happened, with the targets and limits that bind it.

    A line belongs to a run when service, clock and unit agree and it is about the same place, or
    about one of the `nationwide` ones. Weak sources are never drawn.
    """
    every = [wait for wait in waits if wait.value is not None]
    grouped: dict[tuple[object, ...], list[WaitingTime]] = {}
    for wait in every:
        if wait.statistic in EXPERIENCED and wait.as_of is not None and wait.confidence is not Confidence.LOW:
            grouped.setdefault((*_same_series(wait), _height(wait) is None), []).append(wait)
    drawn = []
    for group in grouped.values():
        if len({wait.as_of for wait in group}) > 1 and _height(group[0]) is not None:
            drawn.append(_draw_one(group, [wait for wait in every if _binds(wait, group[0], nationwide)]))
    return tuple(drawn)


def _height(wait: WaitingTime) -> float | None:
    """The value to draw: per cent for a share, otherwise weeks."""
    return wait.value if wait.unit == "percent" else find_length_weeks(wait)


def _binds(line: WaitingTime, run: WaitingTime, nationwide: Container[str]) -> bool:
    if find_mark(line) not in (Mark.TARGET, Mark.LEGAL_LIMIT) or _height(line) is None:
        return False
    same_clock = (line.service, line.clock_from, line.clock_to) == (run.service, run.clock_from, run.clock_to)
    same_unit = (line.unit == "percent") is (run.unit == "percent")
    same_time = (line.within_value, line.within_unit) == (run.within_value, run.within_unit)
    return same_clock and same_unit and same_time and (line.place == run.place or line.place in nationwide)


def _draw_one(group: list[WaitingTime], lines: list[WaitingTime]) -> Series:
    in_percent = group[0].unit == "percent"
    heights = [height for wait in (*group, *lines) if (height := _height(wait)) is not None]
    scale = [0.0, 25.0, 50.0, 75.0, 100.0] if in_percent else _scale(max(heights))

    def up(value: float) -> float:
        return round(PLOT_BOTTOM - value / scale[-1] * (PLOT_BOTTOM - PLOT_TOP), 1)

    spans = [_span(wait.as_of) for wait in group if wait.as_of is not None]
    first, last = int(min(span[0] for span in spans)), -int(-max(span[1] for span in spans) // 1)

    def across(time: float) -> float:
        return round(_FIRST_POINT + (time - first) / max(1, last - first) * (_LAST_POINT - _FIRST_POINT), 2)

    every = 1 + (last - first) // 6
    return Series(
        first=group[0],
        points=_place_points(group, across, up),
        lines=tuple(
            Line(wait, _MARKS[wait.statistic], up(height))
            for wait in lines
            if (height := _height(wait)) is not None
        ),
        levels=tuple(Tick(value, up(value)) for value in scale),
        years=tuple(Tick(year, across(year + 0.5)) for year in range(first, last, every)),
        in_percent=in_percent,
    )


def _span(date: PartialDate) -> tuple[float, float]:
    """The time a date stands for, in years: a whole year is long, a day is a point.

    A year that runs into the next may be a school year or a tax year, so it takes in both.
    """
    if date.month is None:
        return date.year, date.year + (2 if date.spans_two_years else 1)
    start = date.year + (date.month - 1) / 12
    if date.day is None:
        return start, start + 1 / 12
    day = start + (date.day - 1) / 31 / 12
    return day, day


def _place_points(
    group: list[WaitingTime], across: Callable[[float], float], up: Callable[[float], float]
) -> tuple[Point, ...]:
    at: dict[tuple[float, float, float], list[WaitingTime]] = {}
    for wait in group:
        height = _height(wait)
        if wait.as_of is not None and height is not None:
            at.setdefault((*_span(wait.as_of), height), []).append(wait)
    points: list[Point] = []
    # The newest number is the one to keep where two would run into each other.
    for (start, end, height), same in sorted(at.items(), reverse=True):
        x, y = across((start + end) / 2), up(height)
        labelled = all(
            abs(x - other.x) >= _LABEL_APART[0] or abs(y - other.y) >= _LABEL_APART[1]
            for other in points
            if other.labelled
        )
        points.append(Point(tuple(same), x, across(start), across(end), y, labelled))
    return tuple(reversed(points))
