"""Phrases whose words must stand in order."""

from __future__ import annotations

import pytest

from navigator.domain.needs import Together
from navigator.search.sequences import Combinations, Sequences, list_stems, read_sequence, read_together
from navigator.search.words import split_words


def find(said: str, *phrases: str, gap: int = 1, english: bool = True) -> list[tuple[str, list[int]]]:
    book = Sequences(((read_sequence(phrase, english), phrase) for phrase in phrases), gap)
    return sorted((meaning, list(places)) for meaning, places in book.find(list_stems(split_words(said))))


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ("wants to die", [[0, 1, 2]]),
        ("he wants to just die", [[1, 2, 3, 4]]),
        ("wants to maybe just die", []),
        ("die to wants", []),
        ("wants to", []),
        ("wants to die wants to die", [[0, 1, 2], [3, 4, 5]]),
    ],
)
def test_words_stand_in_order_with_at_most_one_between(said: str, places: list[list[int]]):
    assert [where for _, where in find(said, "wants to die")] == places


def test_without_a_gap_they_stand_side_by_side():
    assert find("wants to just die", "wants to die", gap=0) == []


def test_an_empty_word_is_never_read():
    book = Sequences([(read_sequence("die", english=True), "die")])

    assert list(book.find(list_stems(["", "dye"]))) == []


def test_other_languages_are_compared_by_the_start_of_words():
    assert find("on chce umrzeć", "chce umrzec", english=False) == [("chce umrzec", [1, 2])]
    assert find("chciał umrzeć", "chce umrzec", english=False) == []


OVERDOSE = Together((("took", "swallowed"), ("whole", "packet"), ("tablets", "pills")))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("she took a whole packet of pills", True),
        ("PILLS, a packet, swallowed", True),
        ("took the tablets", False),
        ("a whole packet of tablets", False),
        ("took a whole morning to find where the chemist had put all of his many tablets", False),
        ("", False),
    ],
)
def test_one_word_of_every_set_must_stand_near_the_others(said: str, meant: bool):
    book = Combinations([(read_together(OVERDOSE, english=True), "overdose")])

    assert list(book.find(list_stems(split_words(said)))) == (["overdose"] if meant else [])


HITS = Together((("dad", "uncle"), ("hits", "slapped"), ("me", "son")), in_order=True)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("dad hits me", True),
        ("her uncle just slapped my autistic son", True),
        ("my son hits dad", False),
        ("dad says that at school somebody hits my son", False),
        ("dad hits a wall when he argues with my son", False),
    ],
)
def test_words_in_order_must_follow_each_other_closely(said: str, meant: bool):
    book = Combinations([(read_together(HITS, english=True), "hits")])

    assert bool(list(book.find(list_stems(split_words(said))))) is meant
