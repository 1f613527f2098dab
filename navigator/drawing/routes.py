"""A route as boxes and arrows, from top to bottom, narrow enough for a phone.

What can be done at the same time stands side by side; what waits for something stands below it. An arrow
that has to pass a row runs outside of it, so that no arrow crosses a box.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

WIDTH = 330
"""Units of the picture's width: pixels on a phone of 360, so that text keeps its size there."""
TITLE, SMALL = 15, 14
"""Sizes of the text, in the same units."""
_LEAD = 19
_LANE = 12
_GAP = 34
_BETWEEN = 10
_PADDING = 10
_NARROWEST = 0.6
"""Width of a character as a share of the text's size; bold letters of a wide font need about this much."""


@dataclass(frozen=True)
class Part:
    """One thing to draw: its words, and the parts that come before it by key.

    `helped_by` are parts whose papers help and are not demanded. `wait` are the words on the arrow
    out of it; `open_ended` where nobody publishes that length.
    """

    key: str
    title: str
    small: str = ""
    wait: str = ""
    after: tuple[str, ...] = ()
    helped_by: tuple[str, ...] = ()
    kind: str = "step"
    open_ended: bool = False


@dataclass(frozen=True)
class Line:
    """One line of text; `x` is its middle, `y` its foot."""

    text: str
    x: float
    y: float
    size: int
    strong: bool = False


@dataclass(frozen=True)
class Box:
    """One part, placed. `label` stands on the arrow below it; its ground is `label_top` to `bottom`."""

    key: str
    kind: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]
    label: tuple[Line, ...]
    label_top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Where arrows meet it."""
        return self.x + self.width / 2


@dataclass(frozen=True)
class Arrow:
    """A path from one part to another, as SVG writes it."""

    start: str
    end: str
    path: str
    open_ended: bool
    helps_only: bool


@dataclass(frozen=True)
class RouteDrawing:
    """Boxes and arrows in a field of `width` by `height`."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw_route(parts: Sequence[Part]) -> RouteDrawing:
    """Place the parts. Raise ValueError where one waits for itself."""
    rows = list_rows(parts)
    at = {part.key: number for number, row in enumerate(rows) for part in row}
    passing = any(at[part.key] - at[first] > 1 for part in parts for first in _before(part))
    margin = _LANE if passing else 1
    boxes: dict[str, Box] = {}
    top = 2.0
    for row in rows:
        placed = _place(row, top, margin)
        boxes |= {box.key: box for box in placed}
        top = placed[0].bottom + _GAP
    arrows = tuple(_arrow(boxes, at, first, part, parts) for part in parts for first in _before(part))
    return RouteDrawing(WIDTH, top - _GAP + 4, tuple(boxes[part.key] for part in parts), arrows)


def list_rows(parts: Sequence[Part]) -> list[list[Part]]:
    """The parts by how many must come before them, at most two in a row; papers just before their use."""
    ranks = _rank({part.key: _before(part) for part in parts})
    for part in parts:
        users = [ranks[other.key] for other in parts if part.key in _before(other)]
        if part.kind == "papers" and users:
            ranks[part.key] = min(users) - 1
    rows: list[list[Part]] = []
    for rank in sorted(set(ranks.values())):
        level = [part for part in parts if ranks[part.key] == rank]
        rows += [level[start : start + 2] for start in range(0, len(level), 2)]
    return rows


def _before(part: Part) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*part.after, *part.helped_by)))


def _rank(before: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """How long the longest way to each part is."""
    ranks: dict[str, int] = {}
    left = list(before)
    while left:
        ready = [key for key in left if all(first in ranks for first in before[key])]
        if not ready:
            raise ValueError(f"{left} wait for each other")
        ranks |= {key: max((ranks[first] + 1 for first in before[key]), default=0) for key in ready}
        left = [key for key in left if key not in ranks]
    return ranks


def _place(row: Sequence[Part], top: float, margin: float) -> list[Box]:
    """One row of boxes of one height, each with its label below."""
    width = (WIDTH - 2 * margin - _BETWEEN * (len(row) - 1)) / len(row)
    texts = [_write(part, width) for part in row]
    height = max(len(title) + len(small) for title, small, _ in texts) * _LEAD + 2 * _PADDING
    label_height = max(len(label) for _, _, label in texts) * _LEAD
    label_top = top + height + (_LEAD * 0.6 if label_height else 0)
    boxes = []
    for number, (part, (title, small, label)) in enumerate(zip(row, texts, strict=True)):
        x = margin + number * (width + _BETWEEN)
        middle = x + width / 2
        first = top + _PADDING + TITLE
        lines = [Line(text, middle, first + place * _LEAD, TITLE, True) for place, text in enumerate(title)]
        after = first + len(title) * _LEAD
        lines += [Line(text, middle, after + place * _LEAD, SMALL) for place, text in enumerate(small)]
        labels = [Line(text, middle, label_top + SMALL + place * _LEAD, SMALL) for place, text in enumerate(label)]
        boxes.append(
            Box(
                part.key,
                part.kind,
                x,
                top,
                width,
                height,
                tuple(lines),
                tuple(labels),
                label_top,
                label_top + label_height,
            )
        )
    return boxes


def _write(part: Part, width: float) -> tuple[list[str], list[str], list[str]]:
    """Title, small text and label of a part, in lines that fit the width."""
    inside = width - 2 * _PADDING
    # Regular letters are narrower than the bold ones of the title.
    small, label = inside / (SMALL * 0.54), width / (SMALL * 0.54)
    return (
        wrap(part.title, max(8, int(inside / (TITLE * _NARROWEST)))),
        wrap(part.small, max(8, int(small))),
        wrap(part.wait, max(8, int(label))),
    )


def _arrow(
    boxes: Mapping[str, Box], at: Mapping[str, int], first: str, part: Part, parts: Sequence[Part]
) -> Arrow:
    """The path from under one box to the top of another, past the rows between."""
    start, end = boxes[first], boxes[part.key]
    source = next(other for other in parts if other.key == first)
    low, high = start.bottom + _GAP * 0.4, end.y - _GAP * 0.5
    path = f"M{start.middle:g} {start.y + start.height:g}V{low:g}"
    if at[part.key] - at[first] > 1:
        lane = 3 if start.middle <= WIDTH / 2 else WIDTH - 3
        path += f"H{lane}V{high:g}"
    path += f"H{end.middle:g}V{end.y - 1:g}"
    return Arrow(first, part.key, path, source.open_ended, first not in part.after)
