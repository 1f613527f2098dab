"""Reading ages are counted from words, sentences and syllables, the last by rule."""

import pytest

from navigator.wording.reading_age import count_syllables, measure, split_sentences

SYLLABLES = {
    1: "school asked helped plan care need through placed waits schools team GP's month nurse lists",
    2: "needed service council parent doctor people table children hearing sleeping advice asking being GP",
}


@pytest.mark.parametrize("count", [1, 2])
def test_short_words_are_counted_as_they_are_said(count):
    assert {word: count_syllables(word) for word in SYLLABLES[count].split()} == dict.fromkeys(
        SYLLABLES[count].split(), count
    )


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("family", 3),
        ("disabled", 3),
        ("assessment", 3),
        ("area", 3),
        ("hospital", 3),
        ("therapist", 3),
        ("EHC", 3),
        ("autism", 3),
        ("referral", 3),
        ("education", 4),
        ("community", 4),
        ("professional", 4),
        ("available", 4),
        ("disability", 5),
        ("helpful", 2),
        ("careful", 2),
        ("2026", 4),
    ],
)
def test_long_words_are_counted_as_they_are_said(word, count):
    assert count_syllables(word) == count


def test_sentences_end_at_a_stop_before_a_capital():
    assert split_sentences("Call 111. It is free, e.g. at night. Open 9.30am to 5pm") == [
        "Call 111.",
        "It is free, e.g. at night.",
        "Open 9.30am to 5pm",
    ]


def test_the_formula_of_kincaid():
    """Nine words of one syllable in two sentences: 0.39 x 4.5 + 11.8 - 15.59 is a grade below nought."""
    assert measure("The cat sat on the mat. It was fat.").age == 5.0

    reading = measure("The council must arrange suitable education.")
    assert (reading.words, reading.sentences) == (6, 1)
    assert reading.age == pytest.approx(0.39 * 6 + 11.8 * reading.syllables / 6 - 15.59 + 5)


def test_a_placeholder_is_one_short_word():
    assert measure("It takes %(count)d weeks.").words == 4
    assert measure("It takes %(count)d weeks.").syllables == 4


def test_a_label_is_too_short_to_be_judged():
    assert measure("Education, health and care").age is None


def test_longer_sentences_and_longer_words_need_an_older_reader():
    short = measure("We look at each request. Then we write to you. You can ask us why.")
    joined = measure("We look at each request and then we write to you and you can ask us why.")
    heavy = measure(
        "We investigate individual applications. Subsequently we communicate. Explanations are obtainable."
    )

    assert short.age < joined.age < heavy.age
