"""A family's own words -> needs, urgency, age, place and who is asking."""

from __future__ import annotations

import pytest
from building import a_language, a_need, a_service
from hypothesis import given
from hypothesis import strategies as st
from searching import a_town, understand

from navigator.domain.directory import NotListed
from navigator.domain.needs import Urgency
from navigator.domain.profile import Referrer

TOWN = understand()


def surest(text: str) -> str | None:
    needs = TOWN.read(text).needs
    return max(needs, key=needs.__getitem__, default=None)


@pytest.mark.parametrize(
    ("said", "need"),
    [
        ("my little boy is NOT TALKING", "speech-delay"),
        ("not really talking yet", "speech-delay"),
        ("still has no words yet at nearly three", "speech-delay"),
        ("she gets stuck on the words", "stammering"),
        ("stutters a lot", "stammering"),
        ("stuttering", "stammering"),
        ("He will not sleep!!", "sleep"),
        ("awake the whole night, all night every night", "sleep"),
    ],
)
def test_a_need_is_heard_in_the_words_families_use_for_it(said: str, need: str):
    assert surest(said) == need


@pytest.mark.parametrize(
    ("typed", "need"), [("stuter", "stammering"), ("stammring", "stammering"), ("slep", "sleep")]
)
def test_one_slip_of_the_finger_is_forgiven(typed: str, need: str):
    assert surest(typed) == need


def test_a_correction_is_owned_up_to():
    assert TOWN.read("stuter help").corrections == (("stuter", "stutter"),)


def test_what_is_spelt_as_we_know_it_is_not_corrected():
    assert TOWN.read("stutter night talking").corrections == ()


def test_a_word_is_never_corrected_into_danger():
    assert TOWN.read("cute arms").urgency is None
    assert TOWN.read("huts me").urgency is None


def test_a_word_nobody_knows_says_nothing():
    reading = TOWN.read("xylophone")

    assert (dict(reading.needs), reading.urgency, reading.corrections) == ({}, None, ())


def test_every_sureness_lies_between_nothing_and_certainty():
    for said in ("not talking", "sleep", "awake", "talking words sleep stutter", "no words yet awake all night"):
        assert all(0 < sureness <= 1 for sureness in TOWN.read(said).needs.values())


@pytest.mark.parametrize(
    ("said", "age"),
    [
        ("3yo not talking", 3),
        ("3 yo", 3),
        ("my 7 year old", 7),
        ("a 7-year-old", 7),
        ("8yr old boy", 8),
        ("my son 7 years", 7),
        ("boy, 7 yrs", 7),
        ("10 years, autistic", 10),
        ("2 and a half year old", 2),
        ("age 9", 9),
        ("aged 17", 17),
        ("just turned 16", 16),
        ("he's 12 and angry", 12),
        ("she is 4", 4),
        ("yr 9", 13),
        ("Year 1", 5),
        ("y11 pupil", 15),
        ("my toddler", 2),
        ("newborn", 0),
        ("starts in Reception", 4),
    ],
)
def test_an_age_is_heard_in_years_or_school_years(said: str, age: int):
    assert TOWN.read(said).age_years == age


@pytest.mark.parametrize(
    "said",
    [
        "not talking",
        "waited 3 years",
        "waiting 2 years for camhs",
        "on the list for over 4 years",
        "3 years wait",
        "the waiting list is 2 years",
        "the wait is 3 years long",
        "been waiting 2yrs",
        "2 years ago",
        "aged 80",
        "year 2024",
        "is 6 months old",
        "is 50% deaf",
        "flat 12 High Street",
        "call 111",
    ],
)
def test_other_figures_are_no_age(said: str):
    assert TOWN.read(said).age_years is None


def test_a_postcode_or_a_town_in_the_words_is_the_place():
    assert TOWN.read("speech help OX4").place.label == "OX4"
    assert TOWN.read("groups in Banbury please").place.label == "Banbury"
    assert TOWN.read("speech help").place is None


def test_a_postcode_that_is_none_of_ours_is_no_place():
    assert TOWN.read("B4 and after school, ZZ99").place is None


def test_where_somebody_moves_to_counts_before_where_they_come_from():
    assert TOWN.read("moving from Reading to Banbury").place.label == "Banbury"
    assert TOWN.read("we moved from Reading").place.label == "Reading"


def test_text_speak_is_no_postcode():
    assert TOWN.read("was fine b4 that, cheers m8").place is None


def test_the_words_of_the_place_are_not_searched_for():
    assert TOWN.read("sleep visits banbury").stems == ("sleep", "visit")


def test_the_name_of_a_town_is_never_corrected():
    town = understand(a_town(*[a_service("club", name="Bandury club")]))

    reading = town.read("in Banbury")

    assert (reading.corrections, reading.place.label) == ((), "Banbury")


@pytest.mark.parametrize(
    "said", ["behind in reading", "reading and writing", "Reading age of five", "help with reading"]
)
def test_reading_is_a_skill_before_it_is_a_town(said: str):
    assert TOWN.read(said).place is None


@pytest.mark.parametrize(
    "said", ["we live in Reading", "a club near Reading", "moving to Reading soon", "from Reading"]
)
def test_reading_is_a_town_where_somebody_lives_or_goes(said: str):
    assert TOWN.read(said).place.label == "Reading"


@pytest.mark.parametrize(
    ("said", "asker"),
    [
        ("one of my pupils", Referrer.SCHOOL),
        ("I am the SENCO", Referrer.SCHOOL),
        ("a patient of mine", Referrer.GP),
        ("a boy in our nursery", Referrer.EARLY_YEARS_SETTING),
        ("my son", None),
    ],
)
def test_professionals_give_themselves_away(said: str, asker: Referrer | None):
    assert TOWN.read(said).asker is asker


def test_waiting_is_heard():
    assert TOWN.read("on the waiting list for sleep").waiting
    assert not TOWN.read("will not sleep").waiting


@pytest.mark.parametrize(
    "said", ["self harm", "self-harm again", "she cuts her arms", "CUTS HER ARMS!!", "cuts her poor arms"]
)
def test_words_of_danger_to_life_are_urgent(said: str):
    assert TOWN.read(said).urgency is Urgency.LIFE_AT_RISK


@pytest.mark.parametrize("said", ["he hits me", "it is not safe at home"])
def test_words_of_danger_at_home_are_urgent(said: str):
    assert TOWN.read(said).urgency is Urgency.SAFEGUARDING


def test_danger_to_life_comes_before_danger_at_home():
    assert TOWN.read("dad hits me and I self harm").urgency is Urgency.LIFE_AT_RISK


@pytest.mark.parametrize(
    "said",
    [
        "she cuts her arms off the doll",
        "arms and cuts",
        "cuts a cake, then her dad, then arms",
        "safe at home now",
    ],
)
def test_harmless_or_scattered_words_are_not_urgent(said: str):
    assert TOWN.read(said).urgency is None


def test_a_course_about_danger_is_not_danger_unless_somebody_is_in_it():
    assert TOWN.read("self harm awareness course for teachers").urgency is None
    assert TOWN.read("self harm policy template").urgency is None
    assert TOWN.read("my pupil self harms, is there a course").urgency is Urgency.LIFE_AT_RISK
    assert TOWN.read("self harm").urgency is Urgency.LIFE_AT_RISK


def test_a_harmless_phrase_does_not_hide_danger_beside_it():
    assert TOWN.read("cuts her arms off the doll and cuts her arms").urgency is Urgency.LIFE_AT_RISK


def test_danger_that_is_denied_is_still_taken_seriously():
    assert TOWN.read("she does not self harm, I think").urgency is Urgency.LIFE_AT_RISK


def test_danger_at_the_end_of_a_long_message_is_heard():
    assert TOWN.read("we had a lovely summer and then " * 40 + "she cuts her arms").urgency is Urgency.LIFE_AT_RISK


def test_danger_is_heard_in_other_languages():
    needs = (a_need("suicide", urgency=Urgency.LIFE_AT_RISK),)
    languages = (
        a_language("pl", needs={"suicide": ("chce się zabić",)}),
        a_language("ar", needs={"suicide": ("تريد أن تموت",)}),
    )
    town = understand(a_town(a_service("club"), needs=needs, languages=languages))

    assert town.read("Córka CHCE SIĘ ZABIĆ").urgency is Urgency.LIFE_AT_RISK
    assert town.read("ابنتي تريدُ أن تموت").urgency is Urgency.LIFE_AT_RISK


POLISH = a_language(
    "pl",
    function_words=("moje", "dziecko", "ma", "i", "od", "lat"),
    year_words=("lat", "lata"),
    waiting_words=("czekamy",),
    needs={"sleep": ("nie śpi w nocy", "bezsenność"), "self-harm": ("tnie się", "okalecza")},
    not_words={"self-harm": ("tnie się wycinanką",)},
)
BOTH = understand(a_town(languages=(POLISH,)))


@pytest.mark.parametrize(
    "said", ["dziecko NIE ŚPI w nocy", "nie spi w nocy", "w nocy ciągle nie śpi", "bezsenności"]
)
def test_needs_are_heard_in_other_languages_with_and_without_accents_and_endings(said: str):
    assert "sleep" in BOTH.read(said).needs
    assert BOTH.read(said).languages == ("pl",)


def test_english_is_not_taken_for_another_language():
    assert BOTH.read("my son will not sleep").languages == ()


def test_two_languages_in_one_question_are_both_read():
    reading = BOTH.read("moje dziecko ma stammering i nie śpi w nocy")

    assert {"stammering", "sleep"} <= set(reading.needs)


@pytest.mark.parametrize(
    ("said", "age"),
    [
        ("moje dziecko ma 7 lat", 7),
        ("moje dziecko lat 12", 12),
        ("czekamy 2 lata, dziecko ma 9 lat", 9),
        ("moje dziecko nie śpi od 3 dni", None),
        ("moje dziecko ma 2024 lata", None),
    ],
)
def test_an_age_is_heard_in_other_languages(said: str, age: int | None):
    assert BOTH.read(said).age_years == age


def test_an_age_is_heard_in_chinese():
    chinese = a_language("zh", year_words=("岁",), needs={"speech-delay": ("不说话",)})
    reading = understand(a_town(languages=(chinese,))).read("孩子3岁不说话")

    assert (reading.age_years, "speech-delay" in reading.needs) == (3, True)


def test_waiting_is_heard_in_other_languages():
    assert BOTH.read("czekamy od lat").waiting


def test_one_word_of_danger_in_another_language_is_heard_and_its_harmless_phrase_is_not():
    assert BOTH.read("okalecza").urgency is Urgency.LIFE_AT_RISK
    assert BOTH.read("moje dziecko tnie się").urgency is Urgency.LIFE_AT_RISK
    assert BOTH.read("moje dziecko tnie się wycinanką").urgency is None


def test_a_danger_in_english_that_another_language_means_nothing_by_is_not_heard_in_that_language():
    needs = (a_need("overdose", "od", urgency=Urgency.LIFE_AT_RISK),)
    town = understand(
        a_town(a_service("club"), needs=needs, languages=(a_language("pl", function_words=POLISH.function_words),))
    )

    assert town.read("she did od").urgency is Urgency.LIFE_AT_RISK
    assert town.read("moje dziecko od lat").urgency is None


def test_words_that_only_look_like_a_need_are_not_it():
    needs = (a_need("benefits", "dla", "benefit", not_words=("benefit from",)),)
    town = understand(a_town(a_service("club"), needs=needs))

    assert "benefits" in town.read("which benefit").needs
    assert "benefits" not in town.read("would he benefit from a club").needs
    assert "benefits" in town.read("would he benefit from dla").needs


def test_what_was_read_can_be_unread():
    said = "stuter, will not sleep, age 4, Banbury, a pupil of mine, waiting"
    whole = TOWN.read(said)
    undone = TOWN.read(said, {"need:sleep", "word:stuter", "age", "place", "asker", "waiting"})

    assert {"stammering", "sleep"} <= set(whole.needs)
    assert (whole.age_years, whole.place.label, whole.asker, whole.waiting) == (
        4,
        "Banbury",
        Referrer.SCHOOL,
        True,
    )
    assert not set(undone.needs) & {"stammering", "sleep"}
    assert (undone.age_years, undone.place, undone.asker, undone.waiting) == (None, None, None, False)
    assert undone.corrections == ()


def test_danger_cannot_be_unread():
    assert TOWN.read("self harm", {"need:self-harm"}).urgency is Urgency.LIFE_AT_RISK


def test_not_talking_is_not_talking_and_talking_is_not():
    assert "speech-delay" in TOWN.read("not talking").needs
    assert TOWN.read("talking").needs.get("speech-delay", 0) < TOWN.read("not talking").needs["speech-delay"]


def test_a_subject_that_is_not_held_is_named():
    town = understand(a_town(not_listed=(NotListed("trades", "Shops and trades", ("plumber", "blocked drain")),)))

    assert town.read("a plumber in Banbury").not_listed == ("Shops and trades",)
    assert town.read("drain blocked").not_listed == ("Shops and trades",)
    assert town.read("he drains me").not_listed == ()


@given(st.text())
def test_any_text_at_all_is_read(text: str):
    reading = TOWN.read(text)

    assert reading.text == text
    assert set(reading.needs) <= set(a_town().needs)
