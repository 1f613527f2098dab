"""BM25F scores of a few records, the same to the last bit as Whoosh's own."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MANY_CLAUSES = 1024
_MANY_RECORDS = 5000
"""From so many terms, or up to so many records of a segment, whoosh.query.Or adds scores one after the other."""


def score_bm25f(
    idf: NDArray[np.float64], often: NDArray[np.float64], norm: NDArray[np.float64], k1: float
) -> NDArray[np.float64]:
    """The BM25F score of words that stand `often` in a field, zero where they do not stand at all.

    `norm` is `k1 * ((1 - b) + b * length / average)`; the arrays broadcast. The operations and their
    order are those of whoosh.scoring.bm25, so the results are the same to the last bit.

    Source: S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
    Foundations and Trends in Information Retrieval 3 (2009), section 3. As in Whoosh, and unlike
    there, the weights multiply the scores of the fields and not the frequencies in them.
    """
    return np.asarray(idf * ((often * (k1 + 1)) / np.where(often > 0, often + norm, 1.0)))


def inverse_frequency(count: int, having: int) -> float:
    """How rare a word is that `having` of `count` records have: the idf of whoosh.scoring.WeightingModel."""
    return math.log(count / (having + 1)) + 1


@dataclass(frozen=True)
class Clause:
    """A word of a query as one field scores it."""

    idf: float
    boost: float
    sizes: tuple[int, ...]
    """In how many records each segment has it, deleted ones included; decides the order of addition."""


def add_in_order(
    parts: Sequence[NDArray[np.float64] | None], sizes: Sequence[int], segment_size: int, length: int
) -> NDArray[np.float64]:
    """Add the scores (length,) of clauses in the order in which whoosh.query.Or adds them.

    Floating-point addition is not associative, so another order would differ in the last bit and turn
    ties into near ties. In a large segment Whoosh adds the two smallest clauses first, then puts their
    sum among the others by its size, behind its equals, and goes on (D. A. Huffman, "A Method for the
    Construction of Minimum-Redundancy Codes", 1952). A part that is None stands for zeros.
    """
    total = np.zeros(length)
    present = [(size, part) for size, part in zip(sizes, parts, strict=True) if size]
    if len(parts) >= _MANY_CLAUSES or (len(parts) != 2 and segment_size <= _MANY_RECORDS):
        for _, part in present:
            if part is not None:
                total = total + part
        return total
    if not present:
        return total
    # Clauses without records come first, join each other, then the smallest clause, which falls behind its equals.
    queue: list[tuple[int, int, Any]] = []
    present.sort(key=lambda clause: clause[0])
    for place, (size, part) in enumerate(present):
        queue.append((size, place, part))
    if len(present) < len(parts):
        queue[0] = (queue[0][0], len(queue), queue[0][2])
    heapq.heapify(queue)
    place = len(queue)
    while len(queue) > 1:
        small, _, one = heapq.heappop(queue)
        large, _, other = heapq.heappop(queue)
        place += 1
        both = other if one is None else one if other is None else one + other
        heapq.heappush(queue, (small + large, place, both))
    return total if queue[0][2] is None else queue[0][2]
