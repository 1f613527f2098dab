"""Published waits as plain values: what really happens as a standard attribute, every figure in detail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from navigator.domain.directory import HOME_COUNTY, Directory
from navigator.domain.eligibility import list_areas
from navigator.domain.services import Service
from navigator.domain.sources import Confidence, PartialDate
from navigator.domain.waits import Statistic, WaitingTime
from navigator.exchange.sources import refer_to, without_blanks

UNNAMED = "any"
"""Stands in a term's slug for a start or an end of a clock that the source does not name."""


def term_of_wait(wait: WaitingTime) -> str:
    """The slug of what a figure measures: statistic, start and end of its clock."""
    return f"{wait.statistic.value}-{wait.clock_from or UNNAMED}-{wait.clock_to or UNNAMED}"


def list_wait_terms(waits: Iterable[WaitingTime]) -> Iterator[tuple[str, Statistic, str, str]]:
    """What usual lengths of wait in a ledger measure: slug, statistic, start and end, by slug."""
    found = {
        term_of_wait(wait): (wait.statistic, wait.clock_from, wait.clock_to)
        for wait in waits
        if wait.wait_weeks is not None
    }
    for slug in sorted(found):
        yield (slug, *found[slug])


def list_experienced(directory: Directory, service: Service) -> list[WaitingTime]:
    """Usual lengths of wait that people met with here: the newest figure for each thing measured.

    Never a target, a law, a longest wait or one child's case; never a figure of another place or of
    low confidence. "Here" is the county, or a wider area that the service itself is for.
    """
    places = {HOME_COUNTY} | list_areas(service.eligibility)
    newest: dict[str, WaitingTime] = {}
    for wait in directory.list_waits(service.id):
        if wait.wait_weeks is None or wait.place not in places or wait.confidence is Confidence.LOW:
            continue
        held = newest.get(term_of_wait(wait))
        if held is None or (held.as_of or PartialDate(0)) < (wait.as_of or PartialDate(0)):
            newest[term_of_wait(wait)] = wait
    return [newest[slug] for slug in sorted(newest)]


def tell_wait(wait: WaitingTime) -> dict[str, Any]:
    """One row of the ledger, as published."""
    return without_blanks(
        {
            "statistic": wait.statistic.value,
            "clock_from": wait.clock_from,
            "clock_to": wait.clock_to,
            "value": wait.value,
            "unit": wait.unit,
            "within_value": wait.within_value,
            "within_unit": wait.within_unit,
            "population": wait.population,
            "place": wait.place,
            "as_of": None if wait.as_of is None else str(wait.as_of),
            "confidence": None if wait.confidence is None else wait.confidence.value,
            "note": wait.note,
            "source": refer_to(wait.source),
        }
    )


def tell_weeks(weeks: float) -> str:
    """A length in weeks as text, without a needless fraction."""
    return str(int(weeks)) if float(weeks).is_integer() else str(weeks)
