"""Whoosh reader -> the arrays of a fast search."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.reading import TermNotFound

from navigator.search.impacts.columns import pack_bits
from navigator.search.impacts.layout import Arrays, Layout, UnknownField

_ROW_SHARE = 6
"""A word in more than one of so many records gets a row of all records: faster to add, little more memory."""

_MOST_VALUES = np.iinfo(np.uint16).max

_Leaves: TypeAlias = Sequence[tuple[Any, int]]
_Postings: TypeAlias = tuple[NDArray[np.int32], NDArray[np.float64]]


def derive_arrays(reader: Any, layout: Layout) -> Arrays:
    """Read everything that the layout asks for from a Whoosh reader, of one segment or of many.

    The reader is not changed and not closed. Raise UnknownField when the index lacks a field, ValueError when
    the categories have more than 65,535 values between them.
    """
    _check_fields(reader.schema, layout)
    leaves = [(leaf, int(offset)) for leaf, offset in reader.leaf_readers()]
    count = int(reader.doc_count_all())
    alive = np.ones(count, dtype=np.bool_)
    for leaf, offset in leaves:
        gone = [number for number in range(leaf.doc_count_all()) if leaf.is_deleted(number)]
        alive[np.array(gone, dtype=np.int64) + offset] = False
    keys, numbers = _read_stored(reader, layout, alive)
    having = {name: _read_values(leaves, name) for name in layout.categories}
    lists = [records for of_field in having.values() for records in of_field.values()]
    if len(lists) > _MOST_VALUES:
        raise ValueError(f"the categories have {len(lists)} values between them, more than {_MOST_VALUES}")
    return Arrays(
        keys=keys,
        values={name: tuple(of_field) for name, of_field in having.items()},
        bits=_make_bits(lists, count),
        codes=_make_codes(lists, count),
        alive=alive,
        numbers=numbers,
        **_gather_postings(_score_words(reader, leaves, layout), count),
    )


def _check_fields(schema: Any, layout: Layout) -> None:
    for name in layout.weights:
        if name not in schema or not schema[name].indexed or not schema[name].scorable:
            raise UnknownField(name, "scored text field")
    for name in layout.categories:
        if name not in schema or not schema[name].indexed:
            raise UnknownField(name, "indexed field")
    for name in (*layout.numbers, *((layout.key,) if layout.key is not None else ())):
        if name not in schema or not schema[name].stored:
            raise UnknownField(name, "stored field")


def _read_stored(
    reader: Any, layout: Layout, alive: NDArray[np.bool_]
) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """The keys (N; "" for a deleted record) and the numbers (C, N; NaN where nothing is stored)."""
    numbers = np.full((len(layout.numbers), len(alive)), np.nan)
    keys = [""] * len(alive) if layout.key is not None else []
    for record in np.flatnonzero(alive).tolist() if layout.numbers or keys else ():
        stored = reader.stored_fields(record)
        for row, name in zip(numbers, layout.numbers, strict=True):
            if stored.get(name) is not None:
                row[record] = stored[name]
        if keys:
            keys[record] = str(stored.get(layout.key, ""))
    return tuple(keys), numbers


def _read_values(leaves: _Leaves, name: str) -> dict[str, list[int]]:
    """The terms of a field in alphabetical order, each with the document numbers that have it."""
    found: dict[str, list[int]] = {}
    for leaf, offset in leaves:
        decode = leaf.schema[name].from_bytes
        for term in list(leaf.lexicon(name)):
            records = found.setdefault(str(decode(term)), [])
            records += [offset + record for record in leaf.postings(name, term).all_ids()]
    return {value: found[value] for value in sorted(found) if found[value]}


def _make_bits(lists: Sequence[Sequence[int]], count: int) -> NDArray[np.uint64]:
    bits = np.zeros((len(lists), (count + 63) // 64), dtype=np.uint64)
    for row, records in zip(bits, lists, strict=True):
        chosen = np.zeros(count, dtype=np.bool_)
        chosen[records] = True
        row[:] = pack_bits(chosen)
    return bits


def _make_codes(lists: Sequence[Sequence[int]], count: int) -> NDArray[np.uint16]:
    record = np.array([number for records in lists for number in records], dtype=np.int64)
    code = np.repeat(np.arange(len(lists)), np.array([len(records) for records in lists], dtype=np.int64))
    order = np.argsort(record, kind="stable")
    record, code = record[order], code[order]
    place = np.arange(len(record)) - np.searchsorted(record, record)
    codes = np.full((count, int(place.max(initial=-1)) + 1), len(lists), dtype=np.uint16)
    codes[record, place] = code
    return codes


@dataclass(frozen=True)
class _Field:
    """A scored field: how many records have each term, and BM25F's normalised lengths, `norms` (N)."""

    name: str
    weight: float
    frequencies: Mapping[bytes, int]
    norms: NDArray[np.float64]


def _read_field(reader: Any, name: str, layout: Layout) -> _Field:
    count, read = reader.doc_count_all(), reader.doc_field_length
    # A record without the field reads as None or as the default: both are length 0.
    lengths = np.array([read(record, name, 0) or 0 for record in range(count)], dtype=np.float64)
    average = (reader.field_length(name) / (count or 1)) or 1.0
    frequencies = {term: info.doc_frequency() for term, info in reader.iter_field(name)}
    norms = layout.k1 * ((1 - layout.b) + layout.b * lengths / average)
    return _Field(name, layout.weights[name], frequencies, norms)


def _score_words(reader: Any, leaves: _Leaves, layout: Layout) -> Iterator[tuple[str, _Postings]]:
    """Every word that a record has, in order, with its postings.

    The formula is that of whoosh.scoring.bm25 with the idf of whoosh.scoring.WeightingModel. As there, and
    unlike in Robertson and Zaragoza, the weights multiply the fields' scores and not the frequencies in them.
    """
    fields = [_read_field(reader, name, layout) for name in layout.weights]
    count = reader.doc_count_all()
    for term in sorted({term for field in fields for term in field.frequencies}):
        parts: list[_Postings] = []
        for field in fields:
            if term in field.frequencies:
                # Statistics count deleted records too, as Whoosh's do until it merges its segments.
                factor = (math.log(count / (field.frequencies[term] + 1)) + 1) * (layout.k1 + 1) * field.weight
                for leaf, offset in leaves:
                    numbers, weights = _read_postings(leaf, field.name, term)
                    records, often = np.array(numbers, dtype=np.int32) + np.int32(offset), np.array(weights)
                    parts.append((records, factor * often / (often + field.norms[records])))
        records, impacts = _add_parts(parts)
        if len(records):
            yield term.decode(), (records, impacts)


def _add_parts(parts: Sequence[_Postings]) -> _Postings:
    """The postings of one word in several fields and segments as one, in rising order of record."""
    if len(parts) == 1:
        return parts[0]
    records, places = np.unique(np.concatenate([part[0] for part in parts]), return_inverse=True)
    impacts = np.bincount(places, weights=np.concatenate([part[1] for part in parts]), minlength=len(records))
    return records, impacts.astype(np.float64, copy=False)


def _read_postings(leaf: Any, name: str, term: bytes) -> tuple[list[int], list[float]]:
    """One term's document numbers, within the segment, and how often each record has it; none deleted.

    Blocks are read past Whoosh's public interface, since stepping through them one posting at a time takes ten
    times as long; any matcher of another kind (with deleted records, Whoosh's is one) is stepped through.
    """
    records: list[int] = []
    often: list[float] = []
    try:
        matcher = leaf.postings(name, term)
    except TermNotFound:  # Only other segments have it.
        return records, often
    if not isinstance(matcher, W3LeafMatcher):
        while matcher.is_active():
            records.append(matcher.id())
            often.append(matcher.weight())
            matcher.next()
        return records, often
    while matcher.is_active():
        matcher._read_data()
        steps, weights = matcher._data[:2]
        records += accumulate(steps)
        if weights is None or isinstance(weights, float):
            often += [1.0 if weights is None else weights] * len(steps)
        else:
            often += weights
        matcher._next_block()
    return records, often


def _gather_postings(scored: Iterator[tuple[str, _Postings]], count: int) -> dict[str, Any]:
    """The words, postings and rows of Arrays."""
    words: list[str] = []
    sizes, row_words = [0], []
    records = [np.zeros(0, dtype=np.int32)]
    impacts, rows = [np.zeros(0)], [np.zeros((0, count))]
    for word, (numbers, scores) in scored:
        if len(numbers) * _ROW_SHARE > count:
            row = np.zeros((1, count))
            row[0, numbers] = scores
            rows.append(row)
            row_words.append(len(words))
            sizes.append(0)
        else:
            records.append(numbers)
            impacts.append(scores)
            sizes.append(len(numbers))
        words.append(word)
    return {
        "words": tuple(words),
        "starts": np.cumsum(sizes, dtype=np.int64),
        "records": np.concatenate(records),
        "impacts": np.concatenate(impacts),
        "rows": np.concatenate(rows),
        "row_words": np.array(row_words, dtype=np.int32),
    }
