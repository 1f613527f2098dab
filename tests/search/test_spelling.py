"""Misspelt words -> the nearest word that families or records use."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.search.spelling import Speller

SPELLER = Speller(
    Counter({"anxiety": 40, "dyslexia": 20, "dislexia": 1, "speech": 30, "autism": 50, "ehcp": 9}),
    ["anxiety", "dyslexia", "speech", "autism", "assessment", "tribunal"],
    {"pl": ["szkoły", "logopeda"]},
    frozenset({"autumn", "speed", "attism"}),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("anxity", "anxiety"),
        ("anixety", "anxiety"),
        ("speach", "speech"),
        ("asessmnt", "assessment"),
        ("dislexia", "dyslexia"),
    ],
)
def test_a_slip_is_forgiven_two_in_long_words(typed: str, meant: str):
    assert SPELLER.nearest(typed, None) == meant


@pytest.mark.parametrize(
    "typed", ["anxiety", "autumn", "speed", "attism", "ehcp", "spee", "slt", "anx13ty", "should"]
)
def test_right_everyday_and_short_words_are_left_alone(typed: str):
    assert SPELLER.nearest(typed, None) is None


def test_a_word_is_corrected_in_its_own_language_only():
    assert SPELLER.nearest("logopda", "pl") == "logopeda"
    assert SPELLER.nearest("logopda", None) is None
    assert SPELLER.nearest("szkol", "pl") is None


@given(st.text(), st.sampled_from([None, "pl"]))
def test_any_text_is_taken(word: str, language: str | None):
    assert SPELLER.nearest(word, language) != word
