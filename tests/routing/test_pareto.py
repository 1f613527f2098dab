"""Dominance between plain tuples."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from navigator.routing.pareto import dominates, pareto_front

COSTS = st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 4))
FLOATS = st.tuples(st.floats(0, 200), st.integers(0, 6), st.integers(1, 6), st.integers(0, 5000))


def test_equal_costs_do_not_beat_each_other():
    assert not dominates((1, 2), (1, 2))


def test_better_in_one_part_and_worse_in_another_is_no_win():
    assert not dominates((1, 3), (2, 1))
    assert not dominates((2, 1), (1, 3))


def test_better_in_one_part_and_equal_in_the_rest_wins():
    assert dominates((1, 3), (2, 3))
    assert not dominates((2, 3), (1, 3))


def test_no_costs_give_an_empty_front():
    assert pareto_front([]) == []


def test_ties_are_all_kept_in_their_order():
    assert pareto_front([(2, 1), (1, 2), (2, 1)]) == [(2, 1), (1, 2), (2, 1)]


@given(st.lists(COSTS, max_size=12))
def test_whatever_is_left_out_is_beaten_by_something_kept(costs: list[tuple[int, ...]]):
    kept = pareto_front(costs)

    for cost in costs:
        assert (cost in kept) is not any(dominates(other, cost) for other in kept)


@given(st.lists(FLOATS, max_size=12))
def test_nothing_kept_is_beaten_and_the_order_given_does_not_matter(costs: list[tuple[float, ...]]):
    kept = pareto_front(costs)

    assert not any(dominates(left, right) for left in kept for right in kept)
    assert sorted(pareto_front(costs[::-1])) == sorted(kept)


@given(COSTS, COSTS, COSTS)
def test_beating_is_never_mutual_and_carries_over(one: tuple, two: tuple, three: tuple):
    assert not (dominates(one, two) and dominates(two, one))
    assert not (dominates(one, two) and dominates(two, three)) or dominates(one, three)
