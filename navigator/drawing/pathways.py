"""A pathway as a column of stages with its clocks and ways out beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

WIDTH = 330
_STAGE, _SIDE = 190, 124
_LEAD, _PADDING, _GAP = 19, 10, 18
_TITLE_CHARACTERS = int((_STAGE - 2 * _PADDING) / (15 * 0.58))
_SIDE_CHARACTERS = int(_SIDE / (14 * 0.54))


@dataclass(frozen=True)
class StageToDraw:
    """One stage: its name, and the words of what stands beside it, a sentence each."""

    key: str
    title: str
    beside: tuple[str, ...] = ()
    exit: bool = False


@dataclass(frozen=True)
class StageBox:
    """One stage, placed. `beside` are lines with the height of each one's foot; "" parts two sentences."""

    key: str
    y: float
    height: float
    lines: tuple[tuple[str, float], ...]
    beside: tuple[tuple[str, float], ...]
    exit: bool


@dataclass(frozen=True)
class PathwayDrawing:
    """Stages from top to bottom in a field of `width` by `height`."""

    width: float
    height: float
    stage_width: float
    side_x: float
    gap: float
    boxes: tuple[StageBox, ...]


def draw_pathway(stages: Sequence[StageToDraw]) -> PathwayDrawing:
    """Place the stages one below the other, each as high as its name and what stands beside it need."""
    boxes = []
    top = 2.0
    for stage in stages:
        title = wrap(stage.title, _TITLE_CHARACTERS)
        beside = [line for sentence in stage.beside for line in wrap(sentence, _SIDE_CHARACTERS)]
        height = max(len(title), len(beside)) * _LEAD + 2 * _PADDING
        boxes.append(
            StageBox(stage.key, top, height, _feet(title, top, height), _feet(beside, top, height), stage.exit)
        )
        top += height + _GAP
    return PathwayDrawing(WIDTH, top - _GAP + 2, _STAGE, WIDTH - _SIDE, _GAP, tuple(boxes))


def _feet(lines: Sequence[str], top: float, height: float) -> tuple[tuple[str, float], ...]:
    """The lines with their feet, as a block in the middle of a height."""
    first = top + (height - len(lines) * _LEAD) / 2 + 14
    return tuple((line, round(first + place * _LEAD, 1)) for place, line in enumerate(lines))
