"""The tree of needs: what lies above and below each."""

from building import a_need
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.needs import list_ancestors, list_descendants, widen_needs

TREE = {
    need.id: need
    for need in (
        a_need("learning"),
        a_need("literacy", parent="learning"),
        a_need("dyslexia", parent="literacy"),
        a_need("numeracy", parent="learning"),
        a_need("sleep"),
    )
}


def test_the_nearest_wider_need_comes_first():
    assert list_ancestors(TREE, "dyslexia") == ("literacy", "learning")
    assert list_ancestors(TREE, "learning") == ()
    assert list_ancestors(TREE, "a-need-nobody-knows") == ()


def test_everything_below_a_need():
    assert list_descendants(TREE, "learning") == {"literacy", "dyslexia", "numeracy"}
    assert list_descendants(TREE, "dyslexia") == frozenset()


def test_who_helps_with_reading_helps_with_dyslexia_and_not_the_other_way_round():
    assert widen_needs(TREE, ["literacy"]) == {"literacy", "dyslexia"}
    assert widen_needs(TREE, ["dyslexia", "sleep"]) == {"dyslexia", "sleep"}
    assert widen_needs(TREE, []) == frozenset()


def test_a_circle_that_slipped_in_still_ends():
    circle = {need.id: need for need in (a_need("one", parent="two"), a_need("two", parent="one"))}

    assert list_ancestors(circle, "one") == ("two", "one")
    assert widen_needs(circle, ["one"]) == {"one", "two"}


@st.composite
def trees(draw):
    """Needs a, b, c, ... each under an earlier one or at the top."""
    names = "abcdefg"[: draw(st.integers(1, 7))]
    parents = [draw(st.sampled_from([None, *names[:number]])) for number in range(len(names))]
    return {name: a_need(name, parent=parent) for name, parent in zip(names, parents, strict=True)}


@given(trees())
def test_below_is_the_reverse_of_above(tree):
    for upper in tree:
        for lower in tree:
            assert (lower in list_descendants(tree, upper)) == (upper in list_ancestors(tree, lower))


@given(trees(), st.sets(st.sampled_from("abcdefg")), st.sets(st.sampled_from("abcdefg")))
def test_widening_keeps_what_was_given_and_adds_up(tree, first, second):
    assert first <= widen_needs(tree, first)
    assert widen_needs(tree, widen_needs(tree, first)) == widen_needs(tree, first)
    assert widen_needs(tree, first | second) == widen_needs(tree, first) | widen_needs(tree, second)
