"""Text -> words: one way of folding for queries, needs and records alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.search.words import MAX_WORDS, STOP_WORDS, content_stems, cut, fold, split_words, stem


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("CAMHS", "camhs"),
        ("won't", "wont"),
        ("won’t", "wont"),
        ("won`t", "wont"),
        ("café", "cafe"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("２０", "20"),
        ("ﬁve", "five"),
        ("أحمد", "احمد"),
        ("مُسَاعَدَة", "مساعده"),
        ("على", "علی"),
        ("ال٧ و ۸", "ال7 و 8"),
        ("می\u200cخواهد", "میخواهد"),
        ("ha'u-nia", "hau-nia"),
        ("", ""),
    ],
)
def test_spellings_of_one_word_fold_to_one(written: str, folded: str):
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_no_word(text: str):
    assert split_words(fold(text)) == split_words(text)


@given(st.text())
def test_capitals_change_nothing(text: str):
    assert split_words(text.casefold()) == split_words(text)


def test_only_letters_and_digits_make_words():
    assert split_words("OX4; 3yo -- not_talking?! 🙂") == ["ox4", "3yo", "not", "talking"]


def test_vowels_that_are_marks_stay_in_the_words_of_indic_scripts():
    assert split_words("কথা বলে না।") == ["কথা", "বলে", "না"]
    assert split_words("बोलता नहीं") == ["बोलता", "नहीं"]


def test_chinese_is_read_as_pairs_of_characters():
    assert split_words("自闭症 autism 七") == ["自闭", "闭症", "autism", "七"]


@pytest.mark.parametrize(
    ("word", "kept"),
    [("szkołach", "szkoła"), ("والمدرسة", "مدرسة"), ("المدرسة", "مدرسة"), ("الم", "الم"), ("sen", "sen")],
)
def test_words_of_other_languages_are_cut_to_what_their_forms_share(word: str, kept: str):
    assert cut(word) == kept


def test_a_very_long_text_is_cut_unless_more_is_asked_for():
    long = "word " * (MAX_WORDS + 20)

    assert len(split_words(long)) == MAX_WORDS
    assert len(split_words(long, most=1000)) == MAX_WORDS + 20


@pytest.mark.parametrize(
    "alike",
    [
        ("therapy", "therapies"),
        ("assessment", "assessments"),
        ("talk", "talking", "talks", "talked"),
        ("hit", "hits", "hitting"),
        ("refuse", "refused", "refusing"),
        ("school", "schools"),
    ],
)
def test_forms_of_one_word_have_one_stem(alike: tuple[str, ...]):
    assert len({stem(word) for word in alike}) == 1


@pytest.mark.parametrize("word", ["slt", "gp", "ehc", "ox16", "11", "kształt", "توحد"])
def test_short_words_figures_and_other_letters_stay_as_they_are(word: str):
    assert stem(word) == word


def test_small_words_carry_no_meaning_but_no_and_not_do():
    assert content_stems("my son is not sleeping") == ["not", "sleep"]
    assert not STOP_WORDS & {"no", "not", "never", "cant", "wont"}


def test_a_text_of_small_words_only_keeps_them_all():
    assert content_stems("what can I do") == ["what", "can", "i", "do"]
