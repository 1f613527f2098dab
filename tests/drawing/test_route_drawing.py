"""Pictures of routes: what waits stands below, nothing overlaps, arrows cross no box."""

import re

import pytest

from navigator.drawing.routes import WIDTH, Box, Part, draw_route, list_rows

LONG = "A service with quite a long name that goes on (and has brackets)"
TRIBUNAL = [
    Part("assessment", "1. Assessment", "Who asks: parent", "Wait not published", open_ended=True),
    Part("mediation", "2. " + LONG, "Who asks: parent", "12 weeks", helped_by=("assessment",)),
    Part("papers-3", "Papers for step 3", "Reports", "Time not published", kind="papers"),
    Part("tribunal", "3. Tribunal", "Who asks: parent", "x", ("assessment", "mediation", "papers-3")),
    Part("end", "You are there: Tribunal", after=("tribunal",), kind="end"),
]


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.bottom
        and other.y < one.bottom
    )


def test_what_waits_stands_below_what_it_waits_for() -> None:
    boxes = {box.key: box for box in draw_route(TRIBUNAL).boxes}

    for part in TRIBUNAL:
        for first in (*part.after, *part.helped_by):
            assert boxes[first].bottom < boxes[part.key].y


def test_papers_stand_beside_the_step_that_can_go_on_meanwhile() -> None:
    rows = [[part.key for part in row] for row in list_rows(TRIBUNAL)]

    assert rows == [["assessment"], ["mediation", "papers-3"], ["tribunal"], ["end"]]


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_boxes_never_overlap_and_stay_inside(count: int) -> None:
    first = [Part(f"step-{number}", f"{number}. {LONG}", LONG, LONG) for number in range(count)]
    drawing = draw_route([*first, Part("end", LONG, after=tuple(part.key for part in first), kind="end")])

    for box in drawing.boxes:
        assert box.x >= 0
        assert box.x + box.width <= WIDTH
        assert box.bottom <= drawing.height
        assert [other.key for other in drawing.boxes if other is not box and overlap(box, other)] == []


def test_lines_fit_their_box() -> None:
    for box in draw_route(TRIBUNAL).boxes:
        for line in box.lines:
            assert len(line.text) * line.size * 0.5 <= box.width
            assert box.y < line.y <= box.y + box.height


def test_an_arrow_past_a_row_runs_outside_its_boxes() -> None:
    drawing = draw_route(TRIBUNAL)
    passing = next(arrow for arrow in drawing.arrows if (arrow.start, arrow.end) == ("assessment", "tribunal"))
    passed = next(box for box in drawing.boxes if box.key == "mediation")

    lane = float(re.findall(r"H([0-9.]+)", passing.path)[0])
    assert lane < passed.x
    assert passing.open_ended


def test_help_is_told_apart_from_need() -> None:
    helps = {(arrow.start, arrow.end): arrow.helps_only for arrow in draw_route(TRIBUNAL).arrows}

    assert helps["assessment", "mediation"]
    assert not helps["mediation", "tribunal"]


def test_parts_that_wait_for_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="wait for each other"):
        draw_route([Part("a", "A", after=("b",)), Part("b", "B", after=("a",))])
