"""Words people use for needs, papers and places, on the project's own data."""

import pytest
from building import a_directory, a_need

from navigator.domain.areas import PlacePrecision, Verdict
from navigator.domain.places import PostcodeProblem, UnknownPlace
from navigator.intake import Recognizer


@pytest.fixture(scope="module")
def recognizer(real_navigator):
    return real_navigator.recognizer


def test_every_need_and_every_paper_answers_to_its_id_and_its_name(real_navigator, recognizer):
    directory = real_navigator.directory
    for need in directory.needs.values():
        assert recognizer.find_need(need.id) == need.id
        assert recognizer.find_need(need.name.upper()) is not None, need.id
    for document in directory.documents.values():
        assert recognizer.find_document(document.id) == document.id
        assert recognizer.find_document(document.name) is not None, document.id


def test_every_word_of_a_need_is_recognized_in_every_language(real_navigator, recognizer):
    directory = real_navigator.directory
    said = [("en", need.id, phrase) for need in directory.needs.values() for phrase in need.words]
    for language in directory.languages.values():
        said += [(language.id, need, phrase) for need, phrases in language.needs.items() for phrase in phrases]
    for language, need, phrase in said:
        assert recognizer.find_need(phrase) is not None, (language, need, phrase)


def test_no_word_is_lost_in_tidying(real_navigator, recognizer):
    for nothing in ("", "🙂", "!?", "___"):
        assert recognizer.find_need(nothing) is None
        assert recognizer.find_document(nothing) is None


@pytest.mark.parametrize(
    ("typed", "need_id"), [("autism", "autism"), ("Anxiety", "anxiety"), ("EHC plan", "ehc-plan")]
)
def test_common_needs_are_what_they_say(recognizer, typed, need_id):
    assert recognizer.find_need(typed) == need_id


@pytest.mark.parametrize("typed", ["EHC plan", "EHCP", "ehc-plan"])
def test_the_plan_is_known_by_its_short_names(recognizer, typed):
    assert recognizer.find_document(typed) == "ehc-plan"


@pytest.mark.parametrize(
    ("typed", "in_oxfordshire"),
    [
        ("Oxfordshire", Verdict.OPEN),
        ("oxon", Verdict.OPEN),
        ("Cherwell", Verdict.OPEN),
        ("Banbury", Verdict.OPEN),
        ("Rose Hill", Verdict.OPEN),
        ("East Oxford", Verdict.OPEN),
        ("Adderbury", Verdict.OPEN),
        ("Thame", Verdict.UNKNOWN),
        ("Reading", Verdict.CLOSED),
        ("Leeds", Verdict.CLOSED),
        ("CF10 1AA", Verdict.CLOSED),
    ],
)
def test_places_by_name(real_navigator, recognizer, typed, in_oxfordshire):
    area = real_navigator.directory.areas["oxfordshire"]

    assert area.contains(recognizer.find_place(typed)) is in_oxfordshire


def test_a_name_is_looked_up_before_a_postcode_and_both_before_giving_up(recognizer):
    assert recognizer.find_place("Banbury").precision is PlacePrecision.AREA
    assert recognizer.find_place("OX4 2AA").precision is PlacePrecision.UNIT
    with pytest.raises(UnknownPlace) as unknown:
        recognizer.find_place("banana")
    assert unknown.value.problem is PostcodeProblem.NOT_A_POSTCODE


def test_a_name_wins_over_another_needs_word():
    needs = [a_need("wants-sleep", "sleep"), a_need("sleep")]

    assert Recognizer(a_directory(needs=needs)).find_need("sleep") == "sleep"
    assert Recognizer(a_directory(needs=needs[::-1])).find_need("sleep") == "sleep"


def test_services_are_known_by_id_only(recognizer):
    assert recognizer.knows_service("camhs-single-point-of-access")
    assert not recognizer.knows_service("CAMHS")
