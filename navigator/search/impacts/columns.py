"""Columns of values: which records a condition lets through, and how many records have each value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import accumulate
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from navigator.search.impacts.layout import Arrays, UnknownField

_KEPT = 512
"""Conditions whose records are remembered, a bit a record each: 6 MB at most for 100,000 records."""

_ROWS_AT_ONCE = 32
"""Rows of bits counted at a time, so that what lies between two steps stays in the processor's cache."""


class AnyOf(NamedTuple):
    """A condition: the record has at least one of the values; a value nobody has lets nobody through."""

    field: str
    values: tuple[str, ...]


class Covers(NamedTuple):
    """A condition: `value` lies between two numeric fields, both included; a limit not given is open.

    An age in years is `Covers("minimum_age", "maximum_age", 7)`.
    """

    minimum: str
    maximum: str
    value: float


Condition: TypeAlias = AnyOf | Covers


def pack_bits(chosen: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """N truth values as ceil(N / 64) words of bits, the least significant first, the rest of the last one 0."""
    packed = np.zeros((len(chosen) + 63) // 64 * 8, dtype=np.uint8)
    packed[: (len(chosen) + 7) // 8] = np.packbits(chosen, bitorder="little")
    return packed.view(np.uint64)


class Columns:
    """The categories and numbers of an index. Safe to share between threads."""

    def __init__(self, arrays: Arrays, numbers: Sequence[str]) -> None:
        self._arrays = arrays
        sizes = [len(values) for values in arrays.values.values()]
        self._starts = dict(zip(arrays.values, accumulate(sizes, initial=0), strict=False))
        self._values = [value for values in arrays.values.values() for value in values]
        # More than any count apart, so that one sort by this minus the count sorts each category by itself.
        self._apart = np.repeat(np.arange(len(sizes)) * (len(arrays.alive) + 1), np.array(sizes, dtype=np.int64))
        # Not bound to self, so that an index that is dropped goes at once, and its mapped file with it.
        find = partial(_find_bits, arrays, dict(self._starts), tuple(numbers), pack_bits(arrays.alive))
        self._find_bits = lru_cache(maxsize=_KEPT)(find)

    def choose(self, conditions: Iterable[Condition]) -> NDArray[np.bool_]:
        """Which records (N,) meet every condition; shared, so not to be changed.

        Raise UnknownField for a field that was not derived.
        """
        found = [self._find_bits(condition) for condition in conditions]
        if not found:
            return self._arrays.alive
        bits = found[0]
        for others in found[1:]:
            bits = bits & others
        return np.unpackbits(bits.view(np.uint8), bitorder="little", count=len(self._arrays.alive)).view(np.bool_)

    def count(
        self, matched: NDArray[np.bool_], total: int, names: Sequence[str]
    ) -> dict[str, tuple[tuple[str, int], ...]]:
        """For each category asked, the values among the `total` matched records (N,), most frequent first.

        Equals stand in alphabetical order. Raise UnknownField for a category that was not derived.
        """
        for name in names:
            if name not in self._starts:
                raise UnknownField(name, "category")
        if not names or not total:
            return dict.fromkeys(names, ())
        # A code takes about twice as long to count as a word of bits, so the number of each decides.
        few = 2 * total * self._arrays.codes.shape[1] < self._arrays.bits.size
        counts = self._count_codes(matched) if few else self._count_bits(matched)
        order = (self._apart - counts).argsort(kind="stable")
        ranked, places = counts[order].tolist(), order.tolist()
        facets = {}
        for name in names:
            start, end = self._starts[name], self._starts[name] + len(self._arrays.values[name])
            end -= ranked[start:end].count(0)
            values = map(self._values.__getitem__, places[start:end])
            facets[name] = tuple(zip(values, ranked[start:end], strict=True))
        return facets

    def _count_codes(self, matched: NDArray[np.bool_]) -> NDArray[np.int64]:
        """How many of the records have each value (V,)."""
        codes = self._arrays.codes.take(matched.nonzero()[0], axis=0)
        size = len(self._arrays.bits)
        return np.bincount(codes.ravel(), minlength=size + 1)[:size]

    def _count_bits(self, matched: NDArray[np.bool_]) -> NDArray[np.int64]:
        """How many of the records have each value (V,)."""
        bits, packed = self._arrays.bits, pack_bits(matched)
        counts = np.zeros(len(bits), dtype=np.int64)
        for start in range(0, len(bits), _ROWS_AT_ONCE):
            shared = np.bitwise_count(bits[start : start + _ROWS_AT_ONCE] & packed)
            counts[start : start + _ROWS_AT_ONCE] = shared.sum(axis=1, dtype=np.uint32)
        return counts


def _find_bits(
    arrays: Arrays,
    starts: Mapping[str, int],
    numbers: Sequence[str],
    alive: NDArray[np.uint64],
    condition: Condition,
) -> NDArray[np.uint64]:
    """Which records meet one condition, as packed bits."""
    if isinstance(condition, Covers):
        for name in (condition.minimum, condition.maximum):
            if name not in numbers:
                raise UnknownField(name, "numeric field")
        minimum, maximum = (arrays.numbers[numbers.index(name)] for name in condition[:2])
        # A comparison with NaN, a limit not given, is false: nothing says that the record is closed.
        return alive & ~pack_bits((minimum > condition.value) | (maximum < condition.value))
    if condition.field not in starts:
        raise UnknownField(condition.field, "category")
    values, start = arrays.values[condition.field], starts[condition.field]
    rows = [start + values.index(value) for value in condition.values if value in values]
    return np.asarray(np.bitwise_or.reduce(arrays.bits[rows], axis=0))
