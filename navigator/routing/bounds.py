"""The least that any way to a service can cost, whoever the child is.

Every part of a cost is a superior function of what comes before (D. E. Knuth, "A generalization of Dijkstra's
algorithm", Information Processing Letters 6, 1977): it is never less than that of any one thing in its tail, so
the largest of the tail's bounds is a bound for an AND, however much the parts share. A child's own answers only
remove referrals; papers the child may hold already count 0. Services that have seen the child are the one thing
that could undercut these bounds, so such a child gets bounds of its own: see find_bounds_for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeVar

import numpy as np

NEVER = 1 << 30
"""Longer than any wait: no way leads there."""
BUDGETS = 4
"""Weeks are bounded for at most 0, 1, ... unpublished waits on the way, the last one for any number."""

_MOST_STEPS = 40
"""Rounds after which we take it that ways go in circles."""

_Value_co = TypeVar("_Value_co", covariant=True)
_Array = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


class _Arc(Protocol):
    @property
    def after(self) -> tuple[int, ...]: ...

    @property
    def fee_pence(self) -> int: ...


class _ByNumber(Protocol[_Value_co]):
    def __getitem__(self, number: int, /) -> _Value_co: ...


class Bounds(NamedTuple):
    """For each service: tenths of a week by number of unpublished waits allowed; referrals; pence."""

    weeks: _ByNumber[tuple[int, ...]]
    referrals: _ByNumber[int]
    pence: _ByNumber[int]


def find_bounds(
    arcs: Sequence[Sequence[_Arc]], weeks: Sequence[int], unpublished: Sequence[int], papers: int = 0
) -> tuple[list[tuple[int, ...]], list[int], list[int]]:
    """Bounds for every row, as in Bounds, by rounds of relaxation until nothing changes.

    The last `papers` of the rows are papers: a thing to have, not a request to make.
    """
    table = _Table(arcs)
    none = np.zeros(len(arcs), dtype=np.int64)
    requests = np.array([1] * (len(arcs) - papers) + [0] * papers, dtype=np.int64)
    wait = np.array(weeks, dtype=np.int64)
    unknown = np.array(unpublished, dtype=bool)
    fees = np.array([arc.fee_pence for into in arcs for arc in into], dtype=np.int64)
    levels: list[_Array] = []
    fewer: _Array = np.full(len(arcs), NEVER)
    for _ in range(BUDGETS - 1):
        best = table.relax(wait, allowed=~unknown, else_from=fewer)
        levels.append(best)
        fewer = table.least(best)
    levels.append(table.relax(wait))
    return (
        list(zip(*(level.tolist() for level in levels), strict=True)),
        table.relax(requests).tolist(),
        table.relax(none, fees).tolist(),
    )


def find_longest(arcs: Sequence[Sequence[_Arc]], weeks: Sequence[int]) -> list[int] | None:
    """For each row the longest that any way there can take, in tenths; None where ways could go in circles."""
    table = _Table(arcs)
    own = np.array(weeks, dtype=np.int64)
    values = own
    for _ in range(_MOST_STEPS):
        longer = own + table.most(values)
        if np.array_equal(longer, values):
            return [int(value) for value in values]
        values = longer
    return None


class _Table:
    """The tails of all referrals in a row, for arithmetic on all of them at once."""

    def __init__(self, arcs: Sequence[Sequence[_Arc]]) -> None:
        tails = [arc.after for into in arcs for arc in into]
        self._count = len(arcs)
        self._tails = np.array([number for tail in tails for number in tail], dtype=np.int64)
        sizes = np.array([len(tail) for tail in tails], dtype=np.int64)
        self._with_tail = np.flatnonzero(sizes)
        self._tail_starts = (np.cumsum(sizes) - sizes)[self._with_tail]
        into = np.array([len(one) for one in arcs], dtype=np.int64)
        self._entered = np.flatnonzero(into)
        self._arc_starts = (np.cumsum(into) - into)[self._entered]
        self._arc_count = len(tails)

    def _each(self, values: _Array, fees: _Array | None) -> _Array:
        """For each referral the largest value in its tail, with its fee."""
        each = np.zeros(self._arc_count, dtype=np.int64)
        if len(self._with_tail):
            each[self._with_tail] = np.maximum.reduceat(values[self._tails], self._tail_starts)
        if fees is not None:
            each += fees
        return each

    def most(self, values: _Array) -> _Array:
        """For each service the most, over its referrals, of the largest value in the referral's tail."""
        found = np.zeros(self._count, dtype=np.int64)
        if len(self._entered):
            found[self._entered] = np.maximum.reduceat(self._each(values, None), self._arc_starts)
        return found

    def least(self, values: _Array, fees: _Array | None = None) -> _Array:
        """For each service the least, over its referrals, of the largest value in the referral's tail."""
        each = self._each(values, fees)
        found = np.full(self._count, NEVER)
        if len(self._entered):
            found[self._entered] = np.minimum.reduceat(each, self._arc_starts)
        return found

    def relax(
        self,
        own: _Array,
        fees: _Array | None = None,
        allowed: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] | None = None,
        else_from: _Array | None = None,
    ) -> _Array:
        """The least fixed point of: own part, plus the least over the referrals.

        Where a service is not `allowed` its value is that of `else_from` instead: one budget less.
        """
        values = np.full(self._count, NEVER)
        while True:
            better = np.minimum(own + self.least(values, fees), NEVER)
            if allowed is not None and else_from is not None:
                better = np.where(allowed, better, else_from)
            if np.array_equal(better, values):
                return values
            values = better
