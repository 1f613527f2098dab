"""Outlines of the land become a picture that keeps their shape, their shared edges and room for names."""

import re

import pytest

from navigator.assembly import Navigator
from navigator.domain.places import Outline
from navigator.drawing.areas import LABEL, contains, draw_areas, find_free_ground, find_middle


def a_square(code: str, west: float, south: float, size: float = 1.0) -> Outline:
    corners = (
        (west, south),
        (west + size, south),
        (west + size, south + size),
        (west, south + size),
        (west, south),
    )
    return Outline(code, f"Square {code}", (corners,))


def corners_of(path: str) -> list[tuple[float, float]]:
    """The points of a path of steps, as a browser would follow it."""
    numbers = [float(number) for number in re.findall(r"-?\d*\.?\d+", path)]
    x, y = numbers[0], numbers[1]
    points = [(x, y)]
    for across, down in zip(numbers[2::2], numbers[3::2], strict=True):
        x, y = round(x + across, 1), round(y + down, 1)
        points.append((x, y))
    return points


def test_a_degree_of_longitude_is_drawn_shorter_than_one_of_latitude():
    picture = draw_areas((a_square("a", -1.0, 51.5),))  # Its middle lies at 52 degrees, whose cosine is 0.6157.
    corners = corners_of(picture.shapes[0].path)
    width = max(x for x, _ in corners) - min(x for x, _ in corners)
    height = max(y for _, y in corners) - min(y for _, y in corners)

    assert width / height == pytest.approx(0.6157, abs=0.001)


def test_north_is_up_and_east_is_to_the_right():
    picture = draw_areas((a_square("a", 0, 50),), ((0.1, 50.9), (0.9, 50.1)))
    (left, up), (right, down) = picture.dots

    assert left < right
    assert up < down


def test_an_edge_that_two_areas_share_is_drawn_twice_in_the_same_place():
    west, east = draw_areas((a_square("a", 0, 50), a_square("b", 1, 50))).shapes

    assert len(set(corners_of(west.path)) & set(corners_of(east.path))) == 2


def test_an_area_too_small_for_its_name_has_it_on_free_ground_with_a_line():
    large, small = draw_areas((a_square("a", 0, 50, 0.5), a_square("b", 0.9, 50.9, 0.1))).shapes

    assert large.line_from is None
    assert small.line_from in corners_of(small.path)
    assert not contains([*corners_of(large.path), corners_of(large.path)[0]], small.label)


def test_a_label_finds_the_nearest_box_with_nothing_in_it():
    wall = [(100.0, 0.0), (110.0, 0.0), (110.0, 200.0), (100.0, 200.0), (100.0, 0.0)]

    x, y = find_free_ground((105.0, 100.0), [wall], (330.0, 200.0))

    assert not contains(wall, (x, y))
    assert x - LABEL[0] / 2 > 0
    assert x + LABEL[0] / 2 < 330


def test_without_outlines_there_is_nothing_to_draw():
    assert draw_areas(()).shapes == ()


def test_the_county_has_its_five_districts_each_with_room_for_its_name(real_navigator: Navigator):
    picture = draw_areas(real_navigator.directory.gazetteer.outlines)
    names = [shape.name for shape in picture.shapes]
    rings = {shape.name: corners_of(shape.path.split("z")[0]) for shape in picture.shapes}

    assert names == ["Cherwell", "Oxford", "South Oxfordshire", "Vale of White Horse", "West Oxfordshire"]
    assert sum(len(shape.path) for shape in picture.shapes) < 8000
    for shape in picture.shapes:
        inside = contains([*rings[shape.name], rings[shape.name][0]], shape.label)
        assert inside is (shape.name != "Oxford"), shape.name
        assert 0 < shape.label[0] < picture.width
    # Cherwell lies north of Oxford, and the Vale west of South Oxfordshire.
    assert find_middle(rings["Cherwell"])[1] < find_middle(rings["Oxford"])[1]
    assert find_middle(rings["Vale of White Horse"])[0] < find_middle(rings["South Oxfordshire"])[0]
