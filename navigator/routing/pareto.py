"""Dominance between plain tuples; knows nothing of services."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def dominates(left: Sequence[float], right: Sequence[float]) -> bool:
    """Whether left is no worse in every part and better in at least one (smaller is better).

    >>> dominates((1, 2), (1, 3)), dominates((1, 2), (1, 2)), dominates((0, 5), (1, 2))
    (True, False, False)
    """
    return all(a <= b for a, b in zip(left, right, strict=True)) and any(
        a < b for a, b in zip(left, right, strict=True)
    )


def pareto_front(costs: Iterable[Sequence[float]]) -> list[Sequence[float]]:
    """The costs that no other beats, in order, ties kept.

    >>> pareto_front([(3, 1), (1, 3), (3, 3), (1, 3)])
    [(3, 1), (1, 3), (1, 3)]
    """
    every = list(costs)
    return [cost for cost in every if not any(dominates(other, cost) for other in every)]
