"""One service's figures, sorted for a page: what is about here, what is only for comparison, what to draw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from navigator.domain.directory import HOME_COUNTY, Directory
from navigator.domain.eligibility import list_areas
from navigator.domain.services import Service
from navigator.domain.waits import WaitingTime
from navigator.drawing.waits import (
    Mark,
    Series,
    WaitBars,
    draw_bars,
    draw_series,
    find_mark,
    list_disagreements,
    list_unbarred,
)

_WITHIN_THE_COUNTY = frozenset({"place", "district"})
_LINES = (Mark.LEGAL_LIMIT, Mark.TARGET)


@dataclass(frozen=True)
class Shown:
    """Some figures of one service: all of them, and the same as bars, in words and over time."""

    waits: tuple[WaitingTime, ...]
    bars: WaitBars | None
    in_words: tuple[WaitingTime, ...]
    series: tuple[Series, ...]

    @property
    def barred(self) -> tuple[WaitingTime, ...]:
        """The figures that are drawn as bars."""
        clocks = self.bars.clocks if self.bars else ()
        return tuple(bar.wait for clock in clocks for bar in clock.bars)

    @property
    def marks(self) -> frozenset[Mark]:
        """The kinds of mark among the bars; one kind needs no key."""
        clocks = self.bars.clocks if self.bars else ()
        return frozenset(bar.mark for clock in clocks for bar in clock.bars)


@dataclass(frozen=True)
class ServiceWaits:
    """The figures of one service. `elsewhere` is for comparison only."""

    service: Service
    best: WaitingTime | None
    here: Shown
    elsewhere: Shown
    disagreements: tuple[tuple[WaitingTime, ...], ...]

    @property
    def all(self) -> tuple[WaitingTime, ...]:
        """Every figure, those about here first."""
        return (*self.here.waits, *self.elsewhere.waits)


def sort_waits(directory: Directory, service: Service, waits: Iterable[WaitingTime]) -> ServiceWaits:
    """Sort the figures of a service for a page.

    A figure is about here when its place is the county, a part of it, or an area that the service
    itself is for. A law or a target of the whole country holds here too.
    """
    waits = tuple(waits)
    nationwide = frozenset(area.id for area in directory.areas.values() if area.kind == "country")
    own = {HOME_COUNTY} | list_areas(service.eligibility)

    def is_here(wait: WaitingTime) -> bool:
        area = directory.areas.get(wait.place)
        within = area is not None and area.kind in _WITHIN_THE_COUNTY
        return wait.place in own or within or (wait.place in nationwide and find_mark(wait) in _LINES)

    here = tuple(wait for wait in waits if is_here(wait))
    elsewhere = tuple(wait for wait in waits if not is_here(wait))
    series = draw_series(waits, nationwide)
    return ServiceWaits(
        service=service,
        best=directory.best_wait(service.id),
        here=_show(here, series),
        elsewhere=_show(elsewhere, series),
        disagreements=list_disagreements(waits),
    )


def _show(waits: tuple[WaitingTime, ...], series: tuple[Series, ...]) -> Shown:
    return Shown(
        waits=waits,
        bars=draw_bars(waits),
        in_words=list_unbarred(waits),
        series=tuple(run for run in series if run.first in waits),
    )
