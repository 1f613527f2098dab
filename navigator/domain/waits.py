"""WaitingTime: a published figure with its clock, date and source; StatutoryClock: a legal limit."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from enum import StrEnum

from navigator.domain.sources import Confidence, PartialDate, Source


class Statistic(StrEnum):
    """What kind of figure it is. Only some say how long people really wait."""

    MEDIAN = "median"
    MEAN = "mean"
    TYPICAL = "typical"
    AT_LEAST = "at-least"
    UP_TO = "up-to"
    LONGEST = "longest"
    PERCENT_WITHIN = "percent-within"
    SINGLE_CASE = "single-case"
    COUNT = "count"
    RATE = "rate"
    FREQUENCY = "frequency"
    LEGAL_LIMIT = "legal-limit"
    TARGET = "target"
    NO_FIGURE = "no-figure"


EXPERIENCED = (
    Statistic.MEDIAN,
    Statistic.MEAN,
    Statistic.TYPICAL,
    Statistic.AT_LEAST,
    Statistic.UP_TO,
    Statistic.LONGEST,
    Statistic.PERCENT_WITHIN,
)
"""Figures of what people really met with, the most telling first. The rest are promises, laws,
one child's story, or counts, and never stand for a wait."""

_LENGTHS = (Statistic.MEDIAN, Statistic.MEAN, Statistic.TYPICAL, Statistic.AT_LEAST)
_WEEKS_PER_UNIT = {
    "days": 1 / 7,
    "working-days": 1 / 5,
    "school-days": 1 / 5,
    "weeks": 1.0,
    "months": 52 / 12,
    "years": 52.0,
}


@dataclass(frozen=True)
class WaitingTime:
    """One row of the ledger, as published: nothing converted, nothing filled in.

    `value` is None where a source gives a direction without a figure. `place` is the area id
    the figure is about; a figure of another area is for comparison only.
    """

    service: str
    statistic: Statistic
    value: float | None
    unit: str
    clock_from: str = ""
    clock_to: str = ""
    within_value: float | None = None
    within_unit: str = ""
    population: str = ""
    place: str = ""
    as_of: PartialDate | None = None
    source: Source | None = None
    confidence: Confidence | None = None
    note: str = ""

    @property
    def wait_weeks(self) -> float | None:
        """The length in weeks, where the figure is a usual length of wait; otherwise None.

        A month counts as 52/12 weeks. A share seen in time, a longest wait or a single case is
        not a length to expect, so it gives None.
        """
        if self.statistic not in _LENGTHS or self.value is None:
            return None
        factor = _WEEKS_PER_UNIT.get(self.unit)
        return None if factor is None else round(self.value * factor, 1)


def best_wait(waits: Iterable[WaitingTime], places: Container[str]) -> WaitingTime | None:
    """The figure to show first for a service: what really happened, here, most recently.

    Rule: figures of these places only; reality only (see EXPERIENCED), from a source of more than
    low confidence; dated before undated; newest first; on one date the better-trusted source, then
    the more telling statistic. A target or a legal limit never stands in for a wait. None means
    that no such wait is published.
    """
    trusted = {Confidence.HIGH: 1, Confidence.MEDIUM: 0, None: 0}
    here = [
        wait
        for wait in waits
        if wait.place in places and wait.statistic in EXPERIENCED and wait.confidence is not Confidence.LOW
    ]
    here.sort(key=lambda wait: EXPERIENCED.index(wait.statistic))
    here.sort(
        key=lambda wait: (wait.as_of or PartialDate(0), trusted.get(wait.confidence, 0)),
        reverse=True,
    )
    return here[0] if here else None


@dataclass(frozen=True)
class TimeLimit:
    """A length set by law or guidance, in the unit that the source uses."""

    value: float
    unit: str
    kind: str = "maximum"


@dataclass(frozen=True)
class StatutoryClock:
    """A legal or guidance time limit: who must act, when the clock starts, how long it allows."""

    id: str
    name: str
    rule: str
    who_must_act: str | None = None
    clock_starts: str | None = None
    limit: TimeLimit | None = None
    limit_note: str | None = None
    statutory: bool | None = None
    law: str | None = None
    exceptions: str | None = None
    then: str | None = None
    services: tuple[str, ...] = ()
    source: Source | None = None
    sources: tuple[Source, ...] = ()
    confidence: Confidence | None = None
    notes: tuple[str, ...] = ()
