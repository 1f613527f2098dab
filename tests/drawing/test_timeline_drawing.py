"""Timelines: right places on one scale, and a wait nobody publishes is never drawn short."""

import datetime

import pytest

from navigator.drawing.timeline import Mark, Stretch, draw_timeline

START = datetime.date(2026, 12, 1)


def test_lengths_are_drawn_to_one_scale() -> None:
    drawing = draw_timeline(START, [Stretch("a", 0, 10), Stretch("b", 10, 20)])
    first, second = drawing.bars

    assert second.width == pytest.approx(2 * first.width, abs=0.2)
    assert second.x == pytest.approx(first.x + first.width, abs=0.2)
    assert second.x + second.width <= drawing.right


@pytest.mark.parametrize("before", [0, 12, 500])
def test_an_unpublished_wait_is_open_and_takes_room(before: float) -> None:
    known, unknown = draw_timeline(START, [Stretch("a", 0, before), Stretch("b", before, None)]).bars

    assert unknown.open_ended
    assert not known.open_ended
    assert unknown.width > 60


def test_a_published_wait_of_nought_is_drawn_and_not_open() -> None:
    (bar,) = draw_timeline(START, [Stretch("a", 0, 0.0)]).bars

    assert bar.width > 0
    assert not bar.open_ended


def test_a_mark_stands_where_its_day_is() -> None:
    halfway = START + datetime.timedelta(weeks=5)
    drawing = draw_timeline(START, [Stretch("a", 0, 10)], [Mark("a", halfway, "limit")])
    (bar,), (point,) = drawing.bars, drawing.points

    assert point.x == pytest.approx(bar.x + bar.width / 2, abs=0.3)
    assert bar.y < point.y < bar.y + bar.height


def test_the_axis_ends_after_the_last_mark() -> None:
    late = START + datetime.timedelta(weeks=100)
    drawing = draw_timeline(START, [Stretch("a", 0, 4)], [Mark("", late, "birthday")])

    assert drawing.axis[0].day == START
    assert drawing.axis[-1].day > late
    assert drawing.points[0].x < drawing.right


def test_a_mark_before_the_start_is_left_out() -> None:
    early = START - datetime.timedelta(days=1)

    assert draw_timeline(START, [Stretch("a", 0, 4)], [Mark("a", early, "chase")]).points == ()
