"""A Whoosh reader -> its postings, lengths and columns, read in bulk.

Everything here takes `leaves`: a reader's segments, each with the document number of its first record.
Only the blocks of a postings list are read past Whoosh's public interface, since stepping through them
one posting at a time takes ten times as long; any matcher of another kind is stepped through.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.matching import FilterMatcher

Leaves: TypeAlias = Sequence[tuple[Any, int]]

CHUNK = 1 << 20
"""Postings read before they are merged: bounds a build's memory to about 200 MB above its result."""


@dataclass
class Chunk:
    """The postings of the words from `first` up to `last`, one field and segment at a time.

    Each of `runs` is a word, a field, the document number of the segment's first record, and how many
    of `records` (numbered within the segment) and `often` belong to it.
    """

    first: int
    last: int
    records: list[int] = field(default_factory=list)
    often: list[float] = field(default_factory=list)
    runs: list[tuple[int, int, int, int]] = field(default_factory=list)


def read_alive(leaves: Leaves, count: int) -> NDArray[np.uint8]:
    """1 for every record (count,), 0 for a deleted one."""
    alive = np.ones(count, dtype=np.uint8)
    for leaf, offset in leaves:
        if leaf.has_deletions():
            gone = [offset + number for number in range(leaf.doc_count_all()) if leaf.is_deleted(number)]
            alive[gone] = 0
    return alive


def read_lengths(leaves: Leaves, names: Sequence[str], count: int) -> NDArray[np.uint32]:
    """How many words each field of each record has (count, fields), as Whoosh rounds it."""
    lengths = np.zeros((count, len(names)), dtype=np.uint32)
    for leaf, offset in leaves:
        size, read = leaf.doc_count_all(), leaf.doc_field_length
        for place, name in enumerate(names):
            # A record without the field reads as None or as the default: both are length 0.
            lengths[offset : offset + size, place] = [read(number, name, 0) or 0 for number in range(size)]
    return lengths


def read_frequencies(leaves: Leaves, names: Sequence[str]) -> tuple[list[bytes], NDArray[np.int32]]:
    """Every word of the fields, sorted, and in how many records each segment has it by field.

    The counts (segments, words, fields) include deleted records, as Whoosh's own do.
    """
    found = [
        [{term: info.doc_frequency() for term, info in leaf.iter_field(name)} for name in names]
        for leaf, _ in leaves
    ]
    words = sorted({term for segment in found for terms in segment for term in terms})
    places = {word: place for place, word in enumerate(words)}
    frequencies = np.zeros((len(leaves), len(words), len(names)), dtype=np.int32)
    for segment, fields in enumerate(found):
        for place, terms in enumerate(fields):
            rows = [places[term] for term in terms]
            frequencies[segment, rows, place] = list(terms.values())
    return words, frequencies


def read_chunks(
    leaves: Leaves, names: Sequence[str], words: Sequence[bytes], frequencies: NDArray[np.int32]
) -> Iterator[Chunk]:
    """All postings, every word whole, in the order of `words`."""
    chunk = Chunk(first=0, last=0)
    for place, word in enumerate(words):
        for segment, field_place in np.argwhere(frequencies[:, place]).tolist():
            leaf, offset = leaves[segment]
            records, often = read_postings(leaf, names[field_place], word)
            chunk.records += records
            chunk.often += often
            chunk.runs.append((place, field_place, offset, len(records)))
        chunk.last = place + 1
        if len(chunk.records) >= CHUNK:
            yield chunk
            chunk = Chunk(first=place + 1, last=place + 1)
    yield chunk


def read_postings(leaf: Any, name: str, term: bytes) -> tuple[list[int], list[float]]:
    """One term's document numbers, within the segment, and frequencies. Deleted records may be among them."""
    matcher = leaf.postings(name, term)
    if isinstance(matcher, FilterMatcher):  # Skips deleted records one by one; our caller drops them at once.
        matcher = matcher.child
        matcher.reset()
    records: list[int] = []
    often: list[float] = []
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


def read_stored(reader: Any, alive: NDArray[np.uint8], names: Sequence[str]) -> dict[str, list[Any]]:
    """What is stored of each field for every record, None where nothing is; deleted records have None."""
    facts: dict[str, list[Any]] = {name: [None] * len(alive) for name in names}
    for number in np.flatnonzero(alive).tolist() if names else ():
        stored = reader.stored_fields(number)
        for name, values in facts.items():
            values[number] = stored.get(name)
    return facts


def read_terms(leaves: Leaves, name: str, alive: NDArray[np.uint8]) -> dict[str, list[int]]:
    """Every term of a field that is in a record, with the document numbers that have it."""
    found: dict[str, list[int]] = {}
    for leaf, offset in leaves:
        decode = leaf.schema[name].from_bytes
        for term in list(leaf.lexicon(name)):
            here = (offset + record for record in read_postings(leaf, name, term)[0])
            found.setdefault(str(decode(term)), []).extend(record for record in here if alive[record])
    return {value: records for value, records in found.items() if records}


def read_column(leaves: Leaves, name: str, count: int) -> NDArray[np.float64]:
    """A sortable numeric field (count,); the field's default, which means nothing was given, reads as NaN."""
    numbers = np.full(count, np.nan)
    for leaf, offset in leaves:
        if not leaf.has_column(name):
            continue
        size, kind = leaf.doc_count_all(), leaf.schema[name]
        column = leaf.column_reader(name)
        here = np.array([column[number] for number in range(size)], dtype=np.float64)
        here[here == float(kind.from_column_value(kind.column_type.default_value()))] = np.nan
        numbers[offset : offset + size] = here
    return numbers
