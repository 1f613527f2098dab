"""Whoosh reader -> the arrays that a fast search needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from navigator.search.array_columns import Column, make_column, smallest_unsigned
from navigator.search.array_reading import (
    Chunk,
    Leaves,
    read_alive,
    read_chunks,
    read_column,
    read_frequencies,
    read_lengths,
    read_stored,
    read_terms,
)
from navigator.search.array_scores import score_bm25f

_DENSE_SHARE = 8
"""A word in more than one of so many records gets a row of its own."""


class UnknownField(LookupError):
    """A field that the index does not have, or not in the form asked for; `name` is the field."""

    def __init__(self, name: str, wanted: str) -> None:
        super().__init__(f"the index has no {wanted} called {name!r}")
        self.name = name


@dataclass(frozen=True)
class Layout:
    """What to derive from an index.

    `weights` holds each scored TEXT field and how much a word counts there (1e-6 to 1e6), `b` and `k1`
    are BM25F's parameters, and `field_b` overrides `b` for a field. `categories` are KEYWORD or ID
    fields, every term a value, or stored fields of a text or a list of texts. `numbers` are stored or
    sortable numeric fields. `key` is the stored field that names a record.

    Raise ValueError when a number is out of its range.
    """

    weights: Mapping[str, float]
    b: float = 0.75
    k1: float = 1.2
    field_b: Mapping[str, float] = field(default_factory=dict)
    categories: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    key: str | None = None

    def __post_init__(self) -> None:
        if not self.weights or not all(1e-6 <= weight <= 1e6 for weight in self.weights.values()):
            raise ValueError("a layout needs at least one text field, each with a weight from 1e-6 to 1e6")
        if not all(0.0 <= b <= 1.0 for b in (self.b, *self.field_b.values())) or not 0.0 <= self.k1 <= 1e3:
            raise ValueError("b lies between 0 and 1, k1 between 0 and 1000")

    def list_b(self) -> list[float]:
        """Each scored field's b, in the order of `weights`."""
        return [float(self.field_b.get(name, self.b)) for name in self.weights]


@dataclass(frozen=True)
class Strings:
    """Texts in two arrays, so that they can be memory-mapped: UTF-8 bytes, and where each one ends."""

    text: NDArray[np.uint8]
    ends: NDArray[np.int64]

    @classmethod
    def pack(cls, texts: Iterable[str]) -> Strings:
        """Put the texts one behind the other."""
        parts = [text.encode() for text in texts]
        ends = np.fromiter(accumulate(map(len, parts)), dtype=np.int64, count=len(parts))
        return cls(np.frombuffer(b"".join(parts), dtype=np.uint8), ends)

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, place: int) -> str:
        start = int(self.ends[place - 1]) if place else 0
        return self.text[start : int(self.ends[place])].tobytes().decode()

    def unpack(self) -> list[str]:
        """Every text."""
        whole, ends = self.text.tobytes(), self.ends.tolist()
        return [whole[start:end].decode() for start, end in zip([0, *ends], ends, strict=False)]


@dataclass(frozen=True)
class Arrays:
    """Everything derived from an index of N records, F scored fields, T words and S segments.

    A *posting* is a word in a record, its fields merged; there are P. Word t's postings are those from
    `starts[t]` to `starts[t + 1]` (T + 1), in rising order of record: `records` (P) are their document
    numbers, `impacts` (P) their BM25F scores at boost 1, rounded to float32, and `shapes` (P) say in
    which fields the word stands and how often, as a row of `patterns` (Q, F; row 0 is all zero).

    `lengths` (N, F) are field lengths in words as Whoosh rounds them, `averages` (F) its average ones,
    `frequencies` (S, T, F) in how many records a segment has a word, deleted ones included. Segment s
    holds the document numbers from `segments[s]` to `segments[s + 1]` (S + 1). `dense` (D, N) repeats
    the impacts of the words `dense_words` (D) in a row each. `alive` (N) is 0 for deleted records.
    `numbers` has a row per numeric field (N), NaN where nothing is stored.
    """

    words: Strings
    keys: Strings
    starts: NDArray[np.int64]
    records: NDArray[np.int32]
    impacts: NDArray[np.float32]
    shapes: NDArray[np.unsignedinteger[Any]]
    patterns: NDArray[np.float64]
    lengths: NDArray[np.unsignedinteger[Any]]
    averages: NDArray[np.float64]
    frequencies: NDArray[np.int32]
    segments: NDArray[np.int64]
    dense: NDArray[np.float32]
    dense_words: NDArray[np.int32]
    alive: NDArray[np.uint8]
    columns: Mapping[str, Column]
    numbers: Mapping[str, NDArray[np.float64]]


def derive_arrays(reader: Any, layout: Layout) -> Arrays:
    """Read everything that the layout asks for from a Whoosh reader, of one segment or of many.

    The reader is not changed and not closed. Raise UnknownField when the index lacks a field.
    """
    _check_fields(reader.schema, layout)
    names, count = list(layout.weights), int(reader.doc_count_all())
    leaves = [(leaf, int(offset)) for leaf, offset in reader.leaf_readers()]
    alive = read_alive(leaves, count)
    lengths = read_lengths(leaves, names, count)
    averages = np.array([(reader.field_length(name) / (count or 1)) or 1.0 for name in names])
    words, frequencies = read_frequencies(leaves, names)
    merged = _Merging(layout, alive, lengths, averages, frequencies)
    for chunk in read_chunks(leaves, names, words, frequencies):
        merged.add(chunk)
    merged.finish()
    dense_words, dense = _spread(merged.starts, merged.records, merged.impacts, count)
    stored = _read_stored_fields(reader, layout, alive)
    return Arrays(
        words=Strings.pack(word.decode() for word in words),
        keys=Strings.pack("" if key is None else str(key) for key in stored.get(layout.key or "", ())),
        starts=merged.starts,
        records=merged.records,
        impacts=merged.impacts,
        shapes=merged.shapes,
        patterns=merged.patterns,
        lengths=lengths.astype(smallest_unsigned(int(lengths.max(initial=0)))),
        averages=averages,
        frequencies=frequencies,
        segments=np.array([*(offset for _, offset in leaves), count], dtype=np.int64),
        dense=dense,
        dense_words=dense_words,
        alive=alive,
        columns={name: _build_column(reader, leaves, name, alive, stored) for name in layout.categories},
        numbers={name: _build_numbers(leaves, name, count, stored) for name in layout.numbers},
    )


def _check_fields(schema: Any, layout: Layout) -> None:
    for name in layout.weights:
        if name not in schema or not schema[name].indexed or not schema[name].scorable:
            raise UnknownField(name, "scored text field")
    for name in layout.categories:
        if name not in schema or not (schema[name].indexed or schema[name].stored):
            raise UnknownField(name, "indexed or stored field")
    for name in layout.numbers:
        if name not in schema or not (schema[name].stored or schema[name].column_type):
            raise UnknownField(name, "stored or sortable field")
    if layout.key is not None and (layout.key not in schema or not schema[layout.key].stored):
        raise UnknownField(layout.key, "stored field")


class _Merging:
    """Merges the fields of each word's postings, chunk by chunk."""

    def __init__(
        self,
        layout: Layout,
        alive: NDArray[np.uint8],
        lengths: NDArray[np.unsignedinteger[Any]],
        averages: NDArray[np.float64],
        frequencies: NDArray[np.int32],
    ) -> None:
        self._layout = layout
        self._alive = alive
        self._lengths = lengths
        self._averages = averages
        self._seen_in = frequencies.sum(axis=0, dtype=np.int64)
        self._places: dict[tuple[float, ...], int] = {(0.0,) * len(layout.weights): 0}
        self._counts: list[NDArray[np.int64]] = []
        self._records: list[NDArray[np.int32]] = []
        self._impacts: list[NDArray[np.float32]] = []
        self._shapes: list[NDArray[np.uint32]] = []

    def add(self, chunk: Chunk) -> None:
        """Take in the postings of some words, which no other chunk has."""
        if not chunk.runs:
            return
        runs = np.array(chunk.runs, dtype=np.int64)
        word, place, offset = (np.repeat(runs[:, part], runs[:, 3]) for part in range(3))
        record = np.array(chunk.records, dtype=np.int64) + offset
        often = np.array(chunk.often, dtype=np.float64)
        kept = np.flatnonzero(self._alive[record])
        whose = word[kept] * len(self._alive) + record[kept]
        kept = kept[np.argsort(whose, kind="stable")]
        word, place, record, often = word[kept], place[kept], record[kept], often[kept]
        first = np.flatnonzero(np.diff(word * len(self._alive) + record, prepend=-1))
        impacts = self._score(word, place, record, often)
        self._counts.append(np.bincount(word[first] - chunk.first, minlength=chunk.last - chunk.first))
        self._records.append(record[first].astype(np.int32))
        if len(first):
            self._impacts.append(np.add.reduceat(impacts, first).astype(np.float32))
            self._shapes.append(self._find_shapes(first, place, often))

    def _score(
        self,
        word: NDArray[np.int64],
        place: NDArray[np.int64],
        record: NDArray[np.int64],
        often: NDArray[np.float64],
    ) -> NDArray[np.float64]:
        weights = np.array(list(self._layout.weights.values()), dtype=np.float64)
        b = np.array(self._layout.list_b())
        idf = np.log(len(self._alive) / (self._seen_in[word, place] + 1)) + 1
        share = self._lengths[record, place] / self._averages[place]
        norm = self._layout.k1 * ((1 - b[place]) + b[place] * share)
        return score_bm25f(idf, often, norm, self._layout.k1) * weights[place]

    def _find_shapes(
        self, first: NDArray[np.int64], place: NDArray[np.int64], often: NDArray[np.float64]
    ) -> NDArray[np.uint32]:
        """Number the different ways in which words stand in fields, the same in every chunk."""
        values, codes = np.unique(often, return_inverse=True)
        table = np.zeros((len(first), len(self._layout.weights)), dtype=np.int64)
        table[np.repeat(np.arange(len(first)), np.diff(first, append=len(place))), place] = codes + 1
        key, size = np.zeros(len(first), dtype=np.int64), 1
        for codes_here in table.T:
            if size > 2**62 // (len(values) + 1):
                kinds, key = np.unique(key, return_inverse=True)
                size = len(kinds)
            key, size = key * (len(values) + 1) + codes_here, size * (len(values) + 1)
        _, sample, kind = np.unique(key, return_index=True, return_inverse=True)
        often_in = np.concatenate(([0.0], values))[table[sample]]
        places = [self._places.setdefault(tuple(row), len(self._places)) for row in often_in.tolist()]
        return np.array(places, dtype=np.uint32)[kind]

    def finish(self) -> None:
        """Set `starts`, `records`, `impacts`, `shapes` and `patterns`, as Arrays describes them."""
        counts = np.concatenate([np.zeros(1, dtype=np.int64), *self._counts])
        self.starts = np.cumsum(counts, dtype=np.int64)
        self.records = np.concatenate([np.zeros(0, dtype=np.int32), *self._records])
        self.impacts = np.concatenate([np.zeros(0, dtype=np.float32), *self._impacts])
        shapes = np.concatenate([np.zeros(0, dtype=np.uint32), *self._shapes])
        self.patterns = np.array(list(self._places), dtype=np.float64)
        self.shapes = shapes.astype(smallest_unsigned(len(self.patterns)))
