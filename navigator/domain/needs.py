"""Need: a node of the needs tree, with the words families and staff use for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Urgency(StrEnum):
    """Needs for which urgent help must stand above everything else."""

    LIFE_AT_RISK = "life-at-risk"
    SAFEGUARDING = "safeguarding"


@dataclass(frozen=True)
class Together:
    """Sets of words, one of each of which must be said near the others; `in_order`: as they stand."""

    sets: tuple[tuple[str, ...], ...]
    in_order: bool = False


@dataclass(frozen=True)
class Need:
    """One need. `words` are phrases people really say for it in English; Language has the others'.

    `not_words` are phrases that contain such words and mean something else ("killing time").
    `together` are sets of words, one of each of which near each other says it too: ("took", "swallowed")
    with ("whole", "packet") with ("tablets", "pills").
    `turn_to_first` and `turn_to_also` are service ids, best first: a curator's judgement of whom an
    adviser would name for this need, whatever the child's age and area.
    """

    id: str
    name: str
    parent: str | None = None
    description: str | None = None
    urgency: Urgency | None = None
    turn_to_first: tuple[str, ...] = ()
    turn_to_also: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()
    together: tuple[Together, ...] = ()


def list_ancestors(needs: Mapping[str, Need], need_id: str) -> tuple[str, ...]:
    """The chain of parents of a need, nearest first; empty for an unknown or top-level one."""
    chain: list[str] = []
    need = needs.get(need_id)
    while need is not None and need.parent is not None and need.parent not in chain:
        chain.append(need.parent)
        need = needs.get(need.parent)
    return tuple(chain)


def list_descendants(needs: Mapping[str, Need], need_id: str) -> frozenset[str]:
    """Every need below this one, itself not included."""
    return frozenset(other for other in needs if need_id in list_ancestors(needs, other))


def widen_needs(needs: Mapping[str, Need], need_ids: Iterable[str]) -> frozenset[str]:
    """The needs given and everything below them: who helps with reading helps with dyslexia."""
    given = frozenset(need_ids)
    return given.union(*(list_descendants(needs, need_id) for need_id in given))
