"""What is derived from an index: which fields, the arrays with their shapes, and what can be wrong with them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

VERSION = 1
"""Of the saved form. Raise it with every change to Arrays or to what its numbers mean."""


class UnknownField(LookupError):
    """A field that the index does not have, or not in the form asked for; `name` is the field."""

    def __init__(self, name: str, wanted: str) -> None:
        super().__init__(f"there is no {wanted} called {name!r}")
        self.name = name


class UnusableImpacts(Exception):
    """Saved arrays that must be derived anew: `path` says where they are, `reason` what is wrong."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} cannot be used: {reason}. Derive the arrays and save them again.")
        self.path = path
        self.reason = reason


@dataclass(frozen=True)
class Layout:
    """What to derive from an index.

    `weights` holds each scored TEXT field and how much a word counts there; `b` (0 to 1) and `k1` (0 or more)
    are BM25F's parameters, the same as the Whoosh scorer's. `categories` are KEYWORD or ID fields, every term a
    value; `numbers` are stored numeric fields; `key` is the stored field that names a record.

    Raise ValueError when there is no weight, or a number is out of its range.
    """

    weights: Mapping[str, float]
    b: float = 0.75
    k1: float = 1.2
    categories: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    key: str | None = None

    def __post_init__(self) -> None:
        if not self.weights or not all(0.0 < weight < float("inf") for weight in self.weights.values()):
            raise ValueError("a layout needs at least one text field, each with a weight above 0")
        if not (0.0 <= self.b <= 1.0 and 0.0 <= self.k1 < float("inf")):
            raise ValueError("b lies between 0 and 1, k1 is at least 0")


def make_fingerprint(source: Any, layout: Layout) -> str:
    """A text that changes with the records, the layout or the saved form's version.

    `source` is a Whoosh reader, told by its segments, so that an index built anew from the same records has
    another fingerprint; or any text that changes whenever the records do, such as a digest of their files.
    """
    said = source
    if not isinstance(source, str):
        said = [source.generation(), source.doc_count()]
        said += [str(leaf.segment().segment_id()) for leaf, _ in source.leaf_readers() if leaf.segment()]
    about = [VERSION, said, asdict(layout), list(layout.weights)]
    return hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Arrays:
    """Everything derived from an index of N records and T words.

    A *posting* is a word in a record, its fields added up. `words` (T) are sorted, each one in at least one
    record. Those of many records come as rows: `rows` (D, N) holds the impacts (BM25F scores) of the words at
    the places `row_words` (D), 0 where the word is absent. Every other word t has the postings from `starts[t]`
    to `starts[t + 1]` (T + 1): `records` (P), rising document numbers, and `impacts` (P).

    `values` lists each category's values in alphabetical order; V of them in all, the categories one after the
    other. `bits` (V, N rounded up to 64, / 64) has a row of bits for each value, the least significant bit
    first. `codes` (N, W) lists by record the places of its values, V meaning "no more". `alive` (N) is false
    for deleted records. `numbers` (C, N) are the layout's numeric fields, NaN where nothing is given. `keys`
    (N, or none) name the records.
    """

    words: tuple[str, ...]
    keys: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]
    starts: NDArray[np.int64]
    records: NDArray[np.int32]
    impacts: NDArray[np.float64]
    rows: NDArray[np.float64]
    row_words: NDArray[np.int32]
    bits: NDArray[np.uint64]
    codes: NDArray[np.uint16]
    alive: NDArray[np.bool_]
    numbers: NDArray[np.float64]
