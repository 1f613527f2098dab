"""What a family or a professional types, field by field: read, or named as a problem, never guessed."""

import pytest
from building import a_directory, a_document, a_need, a_profile, a_service, an_area
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.areas import Coverage, PlacePrecision
from navigator.domain.places import ENGLAND, Gazetteer, PostcodePoint, PostcodeRegion
from navigator.domain.profile import Referrer, SchoolType, Setting
from navigator.intake import IntakeProblem, ProblemCode, Recognizer, read_profile
from navigator.intake.answers import FIELDS, MAX_ITEMS

OXFORDSHIRE, READING = "E10000025", "E06000038"


def a_gazetteer():
    here = PostcodeRegion(frozenset({ENGLAND}), frozenset({OXFORDSHIRE}), frozenset({"E07000178"}), 51.75, -1.25)
    return Gazetteer(
        units={"OX4 2AA": PostcodePoint("E07000178", 51.74, -1.22)},
        sectors={"OX4 2": here},
        outcodes={"OX4": here},
        councils={"E07000178": OXFORDSHIRE, READING: READING},
        council_names={OXFORDSHIRE: "Oxfordshire", READING: "Reading"},
    )


RECOGNIZER = Recognizer(
    a_directory(
        a_service("riverside-therapy"),
        needs=[a_need("speech", "not talking", "can't be understood"), a_need("sleep", "won't sleep")],
        documents=[a_document("ehc-plan", words=("EHCP", "statement")), a_document("gp-letter")],
        areas=[
            an_area(),
            an_area(
                "rose-hill",
                name="Rose Hill",
                covers=Coverage(),
                may_cover=Coverage(sectors=frozenset({"OX4 2"})),
            ),
        ],
        gazetteer=a_gazetteer(),
    )
)


def read(**answers):
    return read_profile(answers, RECOGNIZER)


def problem_with(**answers):
    """The one problem with these answers, whose field must then be missing in the profile."""
    intake = read(**answers)
    (problem,) = intake.problems
    assert intake.profile == a_profile()
    return problem


def test_nothing_told_is_nothing_known():
    assert read().profile == a_profile()
    assert read().problems == ()


@pytest.mark.parametrize("name", [name for name in FIELDS if name not in ("needs", "documents", "seen_by")])
@pytest.mark.parametrize("blank", ["", "   ", None])
def test_a_blank_answer_is_no_answer(name, blank):
    intake = read(**{name: blank})

    assert (intake.profile, intake.problems) == (a_profile(), ())


@pytest.mark.parametrize(
    ("typed", "age_years"),
    [("9", 9), (" 9 ", 9), (9, 9), (9.0, 9), (0, 0), ("0", 0), ("09", 9), ("00000009", 9), (25, 25), ("25", 25)],
)
def test_an_age_is_a_whole_number_of_years(typed, age_years):
    intake = read(age=typed)

    assert (intake.profile.age_years, intake.problems) == (age_years, ())


@pytest.mark.parametrize(
    "typed",
    [
        "x",
        "9.5",
        9.5,
        "9.0",
        True,
        False,
        "٩",
        "९",
        "9 years",
        "--1",
        "+9",
        "1e1",
        "9,0",
        "½",
        [],
        [9],
        {},
        "9" * 400,
        float("nan"),
        float("inf"),
    ],
)
def test_what_is_no_whole_number_is_no_age(typed):
    assert problem_with(age=typed).code is ProblemCode.AGE_NOT_A_WHOLE_NUMBER


@pytest.mark.parametrize("typed", ["-1", -1, -1.0, 26, "26", 999, "999", 1e300, "9" * 300, "-0009"])
def test_an_age_beyond_send_law_is_out_of_range(typed):
    assert problem_with(age=typed).code is ProblemCode.AGE_OUT_OF_RANGE


@pytest.mark.parametrize(("typed", "months"), [("8", 8), (0, 0), (" 11 ", 11), (8.0, 8), ("", None), (None, None)])
def test_the_months_since_the_last_birthday(typed, months):
    assert read(age=4, age_months=typed).profile.age_months == months


@pytest.mark.parametrize("typed", ["eight", 1.5, True, [8], "8 months"])
def test_what_is_no_whole_number_is_no_number_of_months(typed):
    assert problem_with(age_months=typed) == IntakeProblem(
        "age_months", ProblemCode.MONTHS_NOT_A_WHOLE_NUMBER, str(typed)
    )


@pytest.mark.parametrize("typed", ["12", 12, -1])
def test_a_twelfth_month_is_the_next_birthday(typed):
    assert problem_with(age_months=typed).code is ProblemCode.MONTHS_OUT_OF_RANGE


def test_a_wrong_age_is_shown_back_cut_short():
    assert problem_with(age="nine").value == "nine"
    assert len(problem_with(age="9" * 300).value) == 20


@pytest.mark.parametrize(
    ("typed", "asker"),
    [
        ("parent", Referrer.PARENT),
        ("Parent", Referrer.PARENT),
        ("carer", Referrer.PARENT),
        ("young person", Referrer.YOUNG_PERSON),
        ("young_person", Referrer.YOUNG_PERSON),
        ("SENCO", Referrer.SCHOOL),
        ("SENDCo", Referrer.SCHOOL),
        ("nursery", Referrer.EARLY_YEARS_SETTING),
        ("gp", Referrer.GP),
        ("health staff", Referrer.HEALTH_PROFESSIONAL),
        ("social-care", Referrer.SOCIAL_CARE),
    ],
)
def test_people_say_who_they_are_in_their_own_words(typed, asker):
    assert read(asker=typed).profile.asker is asker


@pytest.mark.parametrize("typed", ["anyone", "any-professional", "neighbour", "🙂"])
def test_nobody_is_anyone(typed):
    assert problem_with(asker=typed) == IntakeProblem("asker", ProblemCode.NOT_ONE_OF_THE_CHOICES, typed)


@pytest.mark.parametrize(
    ("typed", "setting"),
    [
        ("primary", Setting.PRIMARY),
        ("none", Setting.NONE),
        ("Early Years", Setting.EARLY_YEARS),
        ("nursery", Setting.EARLY_YEARS),
        ("college", Setting.POST_16),
        ("special school", Setting.SPECIAL),
        ("home", Setting.HOME_EDUCATED),
    ],
)
def test_where_a_child_learns(typed, setting):
    assert read(setting=typed).profile.setting is setting


def test_choices_that_are_not_ours_are_named():
    assert problem_with(setting="boarding").code is ProblemCode.NOT_ONE_OF_THE_CHOICES
    assert problem_with(school_type="big").code is ProblemCode.NOT_ONE_OF_THE_CHOICES
    assert read(school_type="state mainstream").profile.school_type is SchoolType.STATE_MAINSTREAM


NOT_TEXTS = ("age", "age_months", "needs", "documents", "seen_by")


@pytest.mark.parametrize("name", [name for name in FIELDS if name not in NOT_TEXTS])
@pytest.mark.parametrize("value", [1, 0, True, False, 2.5, ["primary"], {"a": 1}])
def test_a_text_is_expected_where_there_is_none(name, value):
    assert problem_with(**{name: value}) == IntakeProblem(name, ProblemCode.WRONG_TYPE)


PLACES = ["home_postcode", "area", "gp_area", "school_area"]


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize(
    ("typed", "precision"),
    [
        ("OX4 2AA", PlacePrecision.UNIT),
        ("ox42aa", PlacePrecision.UNIT),
        ("OX4 2", PlacePrecision.SECTOR),
        ("OX4", PlacePrecision.OUTCODE),
        ("oxfordshire", PlacePrecision.AREA),
        ("Rose-Hill!", PlacePrecision.AREA),
        ("READING", PlacePrecision.AREA),
    ],
)
def test_a_place_may_be_a_postcode_part_of_one_or_a_name(name, typed, precision):
    profile = read(**{name: typed}).profile

    place = {"gp_area": profile.gp_area, "school_area": profile.school_area}.get(name, profile.home)
    assert place.precision is precision


@pytest.mark.parametrize(
    ("typed", "at_home", "elsewhere"),
    [
        ("banana", ProblemCode.NOT_A_POSTCODE, ProblemCode.PLACE_NOT_FOUND),
        ("🍌", ProblemCode.NOT_A_POSTCODE, ProblemCode.PLACE_NOT_FOUND),
        ("OX99 9ZZ", ProblemCode.POSTCODE_NOT_FOUND, ProblemCode.POSTCODE_NOT_FOUND),
        ("BT1 1AA", ProblemCode.POSTCODE_OUTSIDE_GREAT_BRITAIN, ProblemCode.POSTCODE_OUTSIDE_GREAT_BRITAIN),
    ],
)
def test_a_place_we_do_not_know_is_named_and_never_repeated(typed, at_home, elsewhere):
    assert problem_with(home_postcode=typed) == IntakeProblem("home_postcode", at_home, "")
    for name in PLACES[1:]:
        assert problem_with(**{name: typed}) == IntakeProblem(name, elsewhere, "")


@given(
    st.sampled_from(PLACES),
    st.from_regex(r"\s?[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}\s?", fullmatch=True),
)
def test_no_problem_ever_holds_a_postcode(name, postcode):
    intake = read(**{name: postcode})

    assert all(problem.value == "" for problem in intake.problems)
    assert postcode.strip() not in str(intake.problems)


def test_a_postcode_decides_over_an_area_and_an_area_stands_in_for_a_wrong_one():
    assert read(home_postcode="OX4", area="Reading").profile.home.label == "OX4"
    wrong = read(home_postcode="banana", area="Reading")
    assert wrong.profile.home.label == "Reading"
    assert [problem.field for problem in wrong.problems] == ["home_postcode"]


@pytest.mark.parametrize(
    "typed", ["speech", "Speech", "not talking", "NOT  TALKING", "cant be understood", "can’t be understood!"]
)
def test_needs_are_recognized_in_plain_words(typed):
    assert read(needs=[typed]).profile.needs == {"speech"}
    assert read(needs=typed).profile.needs == {"speech"}


@pytest.mark.parametrize("typed", ["ehc-plan", "EHC plan", "ehcp", "Statement"])
def test_papers_are_recognized_in_plain_words(typed):
    assert read(documents=[typed]).profile.documents == {"ehc-plan"}


def test_services_already_seen_are_told_by_id():
    assert read(seen_by=["riverside-therapy"]).profile.seen_by == {"riverside-therapy"}
    assert problem_with(seen_by=["Riverside"]) == IntakeProblem(
        "seen_by", ProblemCode.SERVICE_NOT_KNOWN, "Riverside"
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("needs", ProblemCode.NEED_NOT_KNOWN),
        ("documents", ProblemCode.DOCUMENT_NOT_KNOWN),
        ("seen_by", ProblemCode.SERVICE_NOT_KNOWN),
    ],
)
@pytest.mark.parametrize("typed", ["gibberish", "🙂", "'; DROP TABLE needs"])
def test_what_we_do_not_recognize_is_named_and_not_guessed(name, code, typed):
    assert problem_with(**{name: [typed]}) == IntakeProblem(name, code, typed)


def test_what_we_recognize_beside_it_is_kept():
    intake = read(needs=["sleep", "gibberish"], documents=["ehcp", "gibberish"])

    assert (intake.profile.needs, intake.profile.documents) == ({"sleep"}, {"ehc-plan"})
    assert [problem.field for problem in intake.problems] == ["needs", "documents"]


def test_told_no_papers_is_not_the_same_as_not_told():
    assert read(documents=[]).profile.documents == frozenset()
    for silence in (None, "", "  ", [""]):
        assert read(documents=silence) == read()


def test_papers_of_which_we_know_none_do_not_mean_no_papers():
    assert read(documents=["a letter from somebody"]).profile.documents is None


@pytest.mark.parametrize("name", ["needs", "documents", "seen_by"])
@pytest.mark.parametrize(
    "value", [1, True, {"speech": True}, [1], ["speech", None], [["speech"]], [True], b"speech"]
)
def test_a_list_of_texts_is_expected(name, value):
    assert problem_with(**{name: value}) == IntakeProblem(name, ProblemCode.WRONG_TYPE)


def test_a_very_long_list_is_cut_and_says_so():
    intake = read(needs=["speech"] * MAX_ITEMS + ["sleep"])

    assert intake.profile.needs == {"speech"}
    assert intake.problems == (IntakeProblem("needs", ProblemCode.TOO_MANY),)
    assert read(needs=["speech"] * MAX_ITEMS).problems == ()


@pytest.mark.parametrize("name", ["name", "Age", "postcode", "nhs_number", "x" * 200])
def test_a_question_we_do_not_ask_is_named(name):
    assert problem_with(**{name: "9"}) == IntakeProblem(name[:60], ProblemCode.UNKNOWN_FIELD)


def test_every_problem_is_told_at_once_and_the_rest_is_read():
    intake = read(age="x", setting="boarding", home_postcode="banana", asker="gp", colour="blue")

    assert {problem.field for problem in intake.problems} == {"age", "setting", "home_postcode", "colour"}
    assert intake.profile == a_profile(asker=Referrer.GP)


def test_long_answers_are_shown_back_cut_short():
    assert len(problem_with(setting="x" * 10_000).value) == 60
    assert len(problem_with(needs=["x" * 10_000]).value) == 60


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-100, 10**20) | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*FIELDS, "colour"]), anything, max_size=6))
def test_any_answers_give_a_profile_and_name_only_fields_that_were_given(answers):
    intake = read_profile(answers, RECOGNIZER)

    assert {problem.field for problem in intake.problems} <= set(answers)
    assert intake.profile.age_years is None or 0 <= intake.profile.age_years <= 25
