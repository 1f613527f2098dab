"""The fast search itself."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from navigator.search.impacts.columns import Columns, Condition
from navigator.search.impacts.deriving import derive_arrays
from navigator.search.impacts.files import read_arrays, write_arrays
from navigator.search.impacts.layout import Arrays, Layout, make_fingerprint

_DECIMALS = 9
"""Scores equal to so many decimals are equal: the order of additions changes the last bits, ours and Whoosh's."""


@dataclass(frozen=True)
class Found:
    """The answer to a search.

    `records` are document numbers, best first, `keys` what names them (empty without a `key` in the layout),
    `scores` theirs to nine decimals. `total` counts every record that matches. `facets` holds for each field
    asked the values among those records and how often, most frequent first, equals by name.
    """

    records: tuple[int, ...]
    keys: tuple[str, ...]
    scores: tuple[float, ...]
    total: int
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


class ImpactIndex:
    """An immutable index of N records. Safe to share between threads."""

    def __init__(self, arrays: Arrays, layout: Layout, fingerprint: str) -> None:
        self.layout = layout
        self.fingerprint = fingerprint
        self._arrays = arrays
        self._columns = Columns(arrays, layout.numbers)
        self._places = {word: place for place, word in enumerate(arrays.words)}
        self._starts: list[int] = arrays.starts.tolist()
        self._rows = dict(zip(arrays.row_words.tolist(), arrays.rows, strict=True))

    @classmethod
    def derive(cls, reader: Any, layout: Layout, source: str | None = None) -> ImpactIndex:
        """Derive an index from a Whoosh reader, which stays open and unchanged.

        `source` is a text that changes whenever the records do (see make_fingerprint); without it the reader's
        segments tell. Raise UnknownField when the reader's index lacks a field of the layout.
        """
        return cls(derive_arrays(reader, layout), layout, make_fingerprint(source or reader, layout))

    @classmethod
    def open(cls, folder: Path, fingerprint: str | None = None) -> ImpactIndex:
        """Open a saved index by memory-mapping it, so that processes share it.

        Raise UnusableImpacts when it is missing, damaged, of another version or, with a fingerprint given, of
        something else.
        """
        return cls(*read_arrays(folder, fingerprint))

    def save(self, folder: Path) -> None:
        """Save the index, whole or not at all, in place of the one that the folder holds.

        Who has the former one open keeps it. Raise OSError when the folder cannot be written.
        """
        write_arrays(folder, self._arrays, self.layout, self.fingerprint)

    def __len__(self) -> int:
        """How many records there are, those deleted included, since document numbers run up to there."""
        return len(self._arrays.alive)

    def __contains__(self, word: str) -> bool:
        """Whether any record has the word in a scored field."""
        return word in self._places

    @property
    def keys(self) -> Sequence[str]:
        """What names each record, by document number; empty without a `key` in the layout."""
        return self._arrays.keys

    @property
    def nbytes(self) -> int:
        """Bytes that the arrays take, in memory or mapped."""
        parts = [getattr(self._arrays, part.name) for part in fields(self._arrays)]
        return sum(part.nbytes for part in parts if isinstance(part, np.ndarray))

    def list_near(self, word: str, distance: int = 1, prefix: int = 1) -> tuple[str, ...]:
        """Indexed words within so many edits of a word and with the same first letters, alphabetically.

        The edits are insertion, deletion and substitution, as in whoosh.query.FuzzyTerm on one segment.

        Source: V. I. Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals",
        Soviet Physics Doklady 10 (1966).
        """
        words, first = self._arrays.words, word[:prefix]
        end = bisect.bisect_left(words, first + "\U0010ffff")
        pool = words[bisect.bisect_left(words, first) : end]
        far = cdist([word], pool, scorer=Levenshtein.distance, score_cutoff=distance, dtype=np.uint8)[0]
        return tuple([pool[place] for place in np.flatnonzero(far <= distance).tolist()])

    def score_all(self, words: Iterable[str], *, fuzzy: int = 0, prefix: int = 1) -> NDArray[np.float64]:
        """The score of every record (N,), 0 where none of the words stands.

        A word is one as the index has it, folded and stemmed; one given twice counts twice. The scores are those
        of `Or([Term(field, word, boost=weight) for each word for each weighted field])`, but for the rounding
        of sums. With `fuzzy`, each word stands for all words that `list_near` names.
        """
        scores = np.zeros(len(self))
        for word in words:
            for near in self.list_near(word, fuzzy, prefix) if fuzzy else (word,):
                place = self._places.get(near)
                if place is None:
                    continue
                row = self._rows.get(place)
                if row is not None:
                    scores += row
                    continue
                here = slice(self._starts[place], self._starts[place + 1])
                scores[self._arrays.records[here]] += self._arrays.impacts[here]
        return scores

    def search(
        self,
        words: Sequence[str] = (),
        *,
        filters: Iterable[Condition] = (),
        top: int = 20,
        facets: Sequence[str] = (),
        fuzzy: int = 0,
        prefix: int = 1,
    ) -> Found:
        """Find the records that have any of the words and meet every condition.

        Scores are those of `score_all`, and equal ones stand in the order of document numbers. No words at all
        ask for every record, each with a score of 1, as `Every()` does in Whoosh; words that no record has find
        nothing. `fuzzy` is how many edits (1 or 2) a word may be away, 0 for none, and `prefix` how many first
        letters must agree. `facets` are the categories to count.

        Raise UnknownField for a field that was not derived, ValueError for a `top` below 1.
        """
        if top < 1:
            raise ValueError(f"top is {top}, which is below 1")
        chosen = self._columns.choose(filters)
        if words:
            scores = self.score_all(words, fuzzy=fuzzy, prefix=prefix)
            matched = scores > 0
            matched &= chosen
        else:
            scores, matched = np.ones(len(self)), chosen
        total = int(np.count_nonzero(matched))
        records, best = _find_best(scores, matched, total, top)
        numbers, keys = records.tolist(), self._arrays.keys
        return Found(
            records=tuple(numbers),
            keys=tuple([keys[number] for number in numbers]) if keys else (),
            scores=tuple(best.tolist()),
            total=total,
            facets=self._columns.count(matched, total, facets),
        )


def _find_best(
    scores: NDArray[np.float64], matched: NDArray[np.bool_], total: int, top: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The first `top` of the matched records and their rounded scores, best first, equals by number."""
    records = matched.nonzero()[0]
    values = scores[records]
    if total > top:
        floor = np.partition(values, total - top)[total - top]
        near = values >= floor - 10.0**-_DECIMALS
        records, values = records[near], values[near]
    values = values.round(_DECIMALS)
    order = (-values).argsort(kind="stable")[:top]
    return records[order], values[order]
