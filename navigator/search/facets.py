"""What each filter would leave: exact counts from one table of yes and no, built once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from navigator.domain.areas import Verdict
from navigator.domain.profile import Referrer
from navigator.domain.services import Sector, Service

_NEEDS_OFFERED = 12


@dataclass(frozen=True)
class Filters:
    """What to leave out. Every field is optional; `running` True keeps only what is running.

    `fits` leaves out what is shut to this child; `fit` keeps only one answer of the three.
    """

    need: str | None = None
    sector: Sector | None = None
    referrer: Referrer | None = None
    free: bool = False
    open_access: bool = False
    while_waiting: bool = False
    running: bool = False
    fits: bool = False
    fit: Verdict | None = None


@dataclass(frozen=True)
class Facet:
    """One value of a filter and how many of the hits have it."""

    value: str
    count: int


class FacetTable:
    """Which services have which value of which filter.

    A boolean array of shape (services, values); a service that may be asked by anyone counts under
    every role, and one for a need counts under every need above it.
    """

    def __init__(self, services: Sequence[Service], wide: Mapping[str, frozenset[str]]) -> None:
        self.row = {service.id: row for row, service in enumerate(services)}
        self._needs = [frozenset(service.needs) for service in services]
        columns: dict[tuple[str, str], list[bool]] = {}
        for need, covered in wide.items():
            columns["need", need] = [bool(covered & named) for named in self._needs]
        for sector in Sector:
            columns["sector", sector.value] = [service.sector is sector for service in services]
        roles = [{role for way in service.ways_in for role in way.referrers} for service in services]
        for role in Referrer:
            columns["referrer", role.value] = [bool(named & {role, Referrer.ANYONE}) for named in roles]
        columns["only", "free"] = [service.free is True for service in services]
        columns["only", "open_access"] = [service.open_access for service in services]
        columns["only", "while_waiting"] = [
            service.while_waiting is not None and service.while_waiting.usable is not False for service in services
        ]
        columns["only", "running"] = [service.running for service in services]
        self._column = {name: place for place, name in enumerate(columns)}
        self._has: NDArray[np.bool_] = np.array(list(columns.values()), dtype=bool).T

    def passes(self, filters: Filters) -> NDArray[np.bool_]:
        """Which services pass the filters that do not hang on the child, by row."""
        wanted = [
            ("need", filters.need),
            ("sector", filters.sector),
            ("referrer", filters.referrer),
            *(
                ("only", name)
                for name in ("free", "open_access", "while_waiting", "running")
                if getattr(filters, name)
            ),
        ]
        passing: NDArray[np.bool_] = np.ones(len(self._needs), dtype=bool)
        for group, value in wanted:
            if value is not None:
                place = self._column.get((group, str(value)))
                passing &= False if place is None else self._has[:, place]
        return passing

    def count(self, rows: Sequence[int], verdicts: Sequence[Verdict]) -> tuple[tuple[str, tuple[Facet, ...]], ...]:
        """How many of these services each value would leave: most first, the needs named most often only."""
        totals = self._has[list(rows)].sum(axis=0) if rows else np.zeros(len(self._column), dtype=int)
        counts: dict[str, Counter[str]] = {
            "need": Counter(),
            "sector": Counter(),
            "referrer": Counter(),
            "only": Counter(),
        }
        named = Counter(need for row in rows for need in sorted(self._needs[row]))
        offered = {need for need, _ in named.most_common(_NEEDS_OFFERED)}
        for (group, value), place in self._column.items():
            if group != "need" or value in offered:
                counts[group][value] = int(totals[place])
        counts["only"]["fits"] = sum(verdict is not Verdict.CLOSED for verdict in verdicts)
        counts["fit"] = Counter(verdict.value for verdict in verdicts)
        return tuple(
            (group, tuple(Facet(value, count) for value, count in counter.most_common()))
            for group, counter in counts.items()
        )
