"""Columns of values: which records a filter lets through, and how many records have each value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

_WIDEST = 16
"""Values of one record up to which a column keeps a table of codes beside its bit sets."""

_ROWS_AT_ONCE = 32
"""Rows of bits counted at a time, so that what lies between two steps stays in the processor's cache."""


class UnknownField(LookupError):
    """A field that the index does not have, or not in the form asked for; `name` is the field."""

    def __init__(self, name: str, wanted: str) -> None:
        super().__init__(f"there is no {wanted} called {name!r}")
        self.name = name


@dataclass(frozen=True)
class AnyOf:
    """A condition: the record has at least one of the values; a value nobody has lets nobody through."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Covers:
    """A condition: `value` lies between two numeric fields, both included; a limit not given is open.

    An age in years is `Covers("minimum_age", "maximum_age", 7)`.
    """

    minimum: str
    maximum: str
    value: float


Condition: TypeAlias = AnyOf | Covers


@dataclass(frozen=True)
class Column:
    """The values of one category, V of them in alphabetical order, over N records.

    `bits` (V, ceil(N / 64)) has a row of bits for each value, the least significant bit first. `codes`
    (N, at most 16) lists the same by record, V meaning "no more"; it is empty, (N, 0), when a record
    has more values than that.
    """

    values: tuple[str, ...]
    bits: NDArray[np.uint64]
    codes: NDArray[np.unsignedinteger[Any]]


def make_column(records_with: Mapping[str, Sequence[int]], count: int) -> Column:
    """The column of a category over `count` records, from the document numbers that have each value."""
    values = tuple(sorted(records_with))
    bits = np.zeros((len(values), (count + 63) // 64), dtype=np.uint64)
    for row, value in zip(bits, values, strict=True):
        chosen = np.zeros(count, dtype=np.bool_)
        chosen[np.asarray(records_with[value], dtype=np.int64)] = True
        row[:] = pack_bits(chosen)
    pairs = sorted({(record, code) for code, value in enumerate(values) for record in records_with[value]})
    record, code = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    place = np.arange(len(record)) - np.searchsorted(record, record)
    width = int(place.max(initial=-1)) + 1
    codes = np.full((count, width if width <= _WIDEST else 0), len(values), dtype=smallest_unsigned(len(values)))
    if codes.size:
        codes[record, place] = code
    return Column(values, bits, codes)


def pack_bits(chosen: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """N truth values as ceil(N / 64) words of bits, the least significant first, the rest of the last one 0."""
    packed = np.zeros((len(chosen) + 63) // 64 * 8, dtype=np.uint8)
    packed[: (len(chosen) + 7) // 8] = np.packbits(chosen, bitorder="little")
    return packed.view(np.uint64)


def smallest_unsigned(largest: int) -> type[np.unsignedinteger[Any]]:
    """The smallest unsigned type that can hold a number."""
    if largest <= np.iinfo(np.uint8).max:
        return np.uint8
    return np.uint16 if largest <= np.iinfo(np.uint16).max else np.uint32


@dataclass(frozen=True)
class Table:
    """The categories, numeric fields and living records of an index of N records."""

    columns: Mapping[str, Column]
    numbers: Mapping[str, NDArray[np.float64]]
    alive: NDArray[np.uint8]

    def mask(self, condition: Condition) -> NDArray[np.bool_]:
        """Which records (N,) meet a condition. Raise UnknownField for a field that was not derived."""
        alive = self.alive.view(np.bool_)
        if isinstance(condition, Covers):
            minimum, maximum = self._numbers(condition.minimum), self._numbers(condition.maximum)
            # A comparison with NaN, a limit not given, is false: nothing says that the record is closed.
            return alive & ~(minimum > condition.value) & ~(maximum < condition.value)
        column = self.column(condition.field)
        rows = [code for code, value in enumerate(column.values) if value in condition.values]
        either = np.bitwise_or.reduce(column.bits[rows], axis=0) if rows else np.zeros(0, dtype=np.uint64)
        chosen = np.zeros(len(alive), dtype=np.bool_)
        if rows:
            chosen[:] = np.unpackbits(either.view(np.uint8), bitorder="little", count=len(alive))
        return chosen

    def column(self, name: str) -> Column:
        """A category. Raise UnknownField when it was not derived."""
        if name not in self.columns:
            raise UnknownField(name, "category")
        return self.columns[name]

    def _numbers(self, name: str) -> NDArray[np.float64]:
        if name not in self.numbers:
            raise UnknownField(name, "numeric field")
        return self.numbers[name]


class Selection:
    """Some of N records, in whichever form a count needs: truth values, bits or document numbers."""

    def __init__(self, chosen: NDArray[np.bool_], total: int) -> None:
        self.chosen = chosen
        self.total = total
        self._bits: NDArray[np.uint64] | None = None
        self._records: NDArray[np.intp] | None = None

    def bits(self) -> NDArray[np.uint64]:
        """One bit a record."""
        if self._bits is None:
            self._bits = pack_bits(self.chosen)
        return self._bits

    def records(self) -> NDArray[np.intp]:
        """Document numbers, rising."""
        if self._records is None:
            self._records = np.flatnonzero(self.chosen)
        return self._records

    def count_values(self, column: Column) -> NDArray[np.int64]:
        """How many of the records have each value (V,).

        Few records are counted by their codes, many by their bits; each step of either takes about
        as long, so the number of steps decides.
        """
        size, width = len(column.values), column.codes.shape[1]
        if width and self.total * width * 2 < column.bits.size:
            return np.bincount(column.codes[self.records()].ravel(), minlength=size + 1)[:size]
        counts = np.zeros(size, dtype=np.int64)
        for start in range(0, size, _ROWS_AT_ONCE):
            rows = column.bits[start : start + _ROWS_AT_ONCE] & self.bits()
            counts[start : start + _ROWS_AT_ONCE] = np.bitwise_count(rows).sum(axis=1, dtype=np.uint32)
        return counts
