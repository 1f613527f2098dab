"""Every answer of the rooms below has words, and a wait is only told as what it is."""

import datetime
from collections.abc import Callable, Iterable
from enum import StrEnum

import pytest
from building import a_directory, a_document, a_need, a_wait, an_area
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.areas import Verdict
from navigator.domain.eligibility import (
    AgeRange,
    AgeRule,
    AreaBasis,
    AreaRule,
    Change,
    ChangeKind,
    ConditionRule,
    DocumentRule,
    Finding,
    GroupRule,
    NeedRule,
    Reason,
    Rule,
    SchoolTypeRule,
    SettingRule,
)
from navigator.domain.journeys import Cost
from navigator.domain.profile import Referrer, SchoolType, Setting
from navigator.domain.referrals import ConnectionKind, RefusalReason
from navigator.domain.services import ContactKind, NoteKind, Sector, Status
from navigator.domain.sources import Confidence, PartialDate
from navigator.domain.waits import EXPERIENCED, Statistic, TimeLimit
from navigator.intake import IntakeProblem, ProblemCode
from navigator.wording import Wording

TODAY = datetime.date(2026, 11, 23)
WORDS = Wording(
    a_directory(
        documents=[a_document("ehc-plan", name="EHC plan"), a_document("hearing-test")],
        needs=[a_need("autism"), a_need("sleep")],
        areas=[an_area()],
    )
)


def assert_told_apart(say: Callable[..., str], members: Iterable[StrEnum]) -> None:
    """Each member has words of its own, and none of them is the bare code."""
    told = {member: say(member) for member in members}
    assert all(told.values())
    assert len(set(told.values())) == len(told)
    for member, words in told.items():
        assert "-" not in member.value or member.value not in words


@pytest.mark.parametrize(
    ("say", "members"),
    [
        (WORDS.referrer, Referrer),
        (WORDS.setting, Setting),
        (WORDS.school_type, SchoolType),
        (WORDS.sector, Sector),
        (WORDS.status, Status),
        (WORDS.contact, ContactKind),
        (WORDS.note, NoteKind),
        (WORDS.confidence, Confidence),
        (WORDS.connection, ConnectionKind),
        (WORDS.refusal, RefusalReason),
        (lambda verdict: WORDS.verdict(Finding(verdict)), Verdict),
        (lambda reason: WORDS.reason(Finding(Verdict.UNKNOWN, reason, text="Ask us.", limits=(5, 11))), Reason),
        (lambda code: WORDS.problem(IntakeProblem("age", code)), ProblemCode),
        (lambda basis: WORDS.rule(AreaRule(basis, (an_area(),))), AreaBasis),
    ],
)
def test_every_member_of_a_closed_list_has_its_own_words(say: Callable[..., str], members: type[StrEnum]) -> None:
    assert_told_apart(say, members)


@pytest.mark.parametrize("statistic", Statistic)
def test_every_kind_of_figure_has_words(statistic: Statistic) -> None:
    assert WORDS.wait(a_wait(value=6, statistic=statistic))


@pytest.mark.parametrize("kind", ChangeKind)
def test_every_kind_of_change_has_words_or_needs_none(kind: ChangeKind) -> None:
    said = WORDS.change(Finding(Verdict.CLOSED, change=Change(kind, ("ehc-plan",))))

    assert bool(said) is (kind not in (ChangeKind.TELL_US, ChangeKind.READ_CONDITION))


def test_a_finding_without_a_reason_or_a_change_says_nothing() -> None:
    assert WORDS.reason(Finding(Verdict.OPEN)) == ""
    assert WORDS.change(Finding(Verdict.OPEN)) == ""
    assert WORDS.reasons(Finding(Verdict.OPEN)) == []


def test_reasons_are_told_once_each_and_only_those_of_the_same_verdict() -> None:
    too_old = Finding(Verdict.CLOSED, Reason.TOO_OLD, limits=(11,))
    away = Finding(Verdict.CLOSED, Reason.HOME_OUTSIDE_AREA, limits=("Oxfordshire",))
    unsure = Finding(Verdict.UNKNOWN, Reason.SETTING_NOT_GIVEN)

    told = WORDS.reasons(Finding(Verdict.CLOSED, Reason.TOO_OLD, limits=(11,), parts=(too_old, unsure, away)))

    assert told == [
        "It is for children up to and including age 11.",
        "Your home is outside its area (Oxfordshire).",
    ]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (AgeRule(AgeRange(5, 18)), "Ages 5 to 18, both included."),
        (AgeRule(AgeRange(maximum=4)), "Up to and including age 4."),
        (AgeRule(AgeRange(minimum=16)), "From age 16."),
        (AreaRule(AreaBasis.HOME, (an_area(),)), "Where you live: Oxfordshire."),
        (
            AreaRule(AreaBasis.GP, (an_area(), an_area("swindon"))),
            "Where your GP practice is: Oxfordshire or Swindon. Your home address does not decide.",
        ),
        (
            SettingRule((Setting.PRIMARY, Setting.SPECIAL)),
            "Where the child learns: primary school or special school.",
        ),
        (SchoolTypeRule((SchoolType.STATE_MAINSTREAM,)), "Type of school: state mainstream school."),
        (NeedRule(any_of=frozenset({"autism", "sleep"})), "For: Autism or Sleep."),
        (NeedRule(none_of=frozenset({"sleep"})), "Not for: Sleep."),
        (DocumentRule(held="ehc-plan"), "The child must already have: EHC plan."),
        (DocumentRule(absent="ehc-plan"), "Not for children who have: EHC plan."),
        (ConditionRule("Panels decide."), "Panels decide."),
        (
            GroupRule(True, (AgeRule(AgeRange(maximum=4)), DocumentRule(held="ehc-plan"))),
            "Any one of these: Up to and including age 4; The child must already have: EHC plan.",
        ),
        (GroupRule(False, (ConditionRule("Ask."), ConditionRule("Wait."))), "All of these: Ask; Wait."),
    ],
)
def test_a_rule_is_told_as_one_sentence(rule: Rule, words: str) -> None:
    assert WORDS.rule(rule) == words


def test_a_birthday_a_paper_and_another_person_are_named() -> None:
    young = Finding(Verdict.CLOSED, Reason.TOO_YOUNG, Change(ChangeKind.BIRTHDAY, (5,)), limits=(5,))
    paper = Finding(Verdict.CLOSED, Reason.DOCUMENT_NOT_HELD, Change(ChangeKind.DOCUMENT, ("ehc-plan",)))

    assert WORDS.change(young) == "That changes at age 5."
    assert WORDS.change(paper) == "That changes with this paper: EHC plan."


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1, "weeks", "1 week"),
        (1.0, "weeks", "1 week"),
        (5.5, "months", "5.5 months"),
        (0, "weeks", "0 weeks"),
        (1, "school-days", "1 school day"),
        (15, "school-days", "15 school days"),
        (5, "working-days", "5 working days"),
        (2, "years", "2 years"),
        (1, "hours", "1 hour"),
        (5, "minutes", "5 minutes"),
        (3, "days", "3 days"),
        (1, "people", "1 person"),
        (201638, "people", "201,638 people"),
        (30, "percent", "30 per cent"),
        (92, "appeals", "92 appeals"),
    ],
)
def test_a_length_is_told_in_the_unit_it_was_published_in(value: float, unit: str, words: str) -> None:
    assert WORDS.duration(value, unit) == words


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2025-11-20", "20 November 2025"),
        ("2016-08", "August 2016"),
        ("2026-02", "February 2026"),
        ("2024-02-29", "29 February 2024"),
        ("2026-05-31", "31 May 2026"),
        ("2016", "2016"),
        ("2023-24", "2023-24"),
    ],
)
def test_a_date_is_no_more_exact_than_it_was_published(date: str, words: str) -> None:
    assert WORDS.date(PartialDate.parse(date)) == words


@pytest.mark.parametrize(("pence", "words"), [(0, "Free"), (1, "£0.01"), (5000, "£50.00"), (123456, "£1,234.56")])
def test_money_is_told_in_pounds(pence: int, words: str) -> None:
    assert WORDS.money(pence) == words


def test_a_limit_says_whether_it_is_the_most_or_the_least() -> None:
    assert WORDS.limit(TimeLimit(20, "weeks")) == "within 20 weeks"
    assert WORDS.limit(TimeLimit(15, "working days")) == "within 15 working days"
    assert WORDS.limit(TimeLimit(2, "weeks", "minimum")) == "at least 2 weeks"


def test_no_figure_is_not_published_never_nought() -> None:
    assert WORDS.wait(None) == "Waiting time not published. Ask when you refer."
    assert "0" not in WORDS.wait(a_wait(value=None, statistic=Statistic.NO_FIGURE))


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ({"statistic": Statistic.MEDIAN, "value": 38}, "Half were seen within 38 weeks"),
        ({"statistic": Statistic.MEAN, "value": 34, "unit": "days"}, "34 days on average"),
        ({"statistic": Statistic.TYPICAL, "value": 0}, "Usually 0 weeks"),
        ({"statistic": Statistic.AT_LEAST, "value": 2, "unit": "years"}, "At least 2 years"),
        ({"statistic": Statistic.UP_TO, "value": 6}, "Up to 6 weeks"),
        ({"statistic": Statistic.LONGEST, "value": 274}, "The longest wait was 274 weeks"),
        (
            {
                "statistic": Statistic.PERCENT_WITHIN,
                "value": 41,
                "unit": "percent",
                "within_value": 12,
                "within_unit": "weeks",
            },
            "41 per cent were seen within 12 weeks",
        ),
        ({"statistic": Statistic.PERCENT_WITHIN, "value": 41, "unit": "percent"}, "41 per cent in time"),
        ({"statistic": Statistic.SINGLE_CASE, "value": 3, "unit": "months"}, "One child's case: 3 months"),
        ({"statistic": Statistic.COUNT, "value": 504, "unit": "people"}, "504 people"),
        ({"statistic": Statistic.LEGAL_LIMIT, "value": 20}, "Legal limit: 20 weeks"),
        ({"statistic": Statistic.TARGET, "value": 4}, "Target, not a promise: 4 weeks"),
        (
            {
                "statistic": Statistic.TARGET,
                "value": 75,
                "unit": "percent",
                "within_value": 12,
                "within_unit": "weeks",
            },
            "Target, not a promise: 75 per cent within 12 weeks",
        ),
    ],
)
def test_a_figure_is_told_as_what_it_is(figure: dict[str, object], words: str) -> None:
    assert WORDS.wait(a_wait(**figure)) == words


def test_a_figure_says_whom_it_is_about_where_it_stands_for_a_wait():
    figure = a_wait(statistic=Statistic.TYPICAL, value=3, unit="months", population="children, ADHD assessment")

    assert WORDS.wait_of_whom(figure) == "Usually 3 months (children, ADHD assessment)"
    assert WORDS.wait_of_whom(a_wait(statistic=Statistic.TYPICAL, value=3, unit="months")) == "Usually 3 months"


@given(st.integers(0, 300), st.sampled_from(["days", "weeks", "months"]))
def test_a_target_and_a_law_are_never_told_like_a_wait(value: int, unit: str) -> None:
    waits = {WORDS.wait(a_wait(value=value, unit=unit, statistic=statistic)) for statistic in EXPERIENCED}

    for statistic in (Statistic.TARGET, Statistic.LEGAL_LIMIT, Statistic.SINGLE_CASE):
        told = WORDS.wait(a_wait(value=value, unit=unit, statistic=statistic))
        assert told.startswith(("Target, not a promise", "Legal limit", "One child's case"))
        assert told not in waits


@pytest.mark.parametrize(
    ("as_of", "old"),
    [
        (None, True),
        ("2016-08", True),
        ("2023-24", True),
        ("2024-11", True),
        ("2025-12", False),
        ("2026-11", False),
    ],
)
def test_an_old_figure_and_one_without_a_date_are_flagged(as_of: str | None, old: bool) -> None:
    wait = a_wait(as_of=PartialDate.parse(as_of) if as_of else None)

    assert WORDS.is_old(wait, TODAY) is old


def test_the_date_of_a_figure_is_always_told() -> None:
    assert WORDS.wait_date(a_wait(as_of=PartialDate(2026, 5))) == "Figure from May 2026"
    assert WORDS.wait_date(a_wait(as_of=None)) == "Date of this figure not known"


@pytest.mark.parametrize(
    ("weeks", "unknown", "words"),
    [
        (0, 0, "No wait, by the published figures"),
        (0, 1, "1 wait of unpublished length"),
        (0, 3, "3 waits of unpublished length"),
        (1, 0, "About 1 week"),
        (1.4, 0, "About 1.4 weeks"),
        (38, 0, "About 38 weeks"),
        (38, 2, "About 38 weeks, plus 2 waits of unpublished length"),
    ],
)
def test_the_waits_of_a_route_add_up_as_far_as_they_are_published(weeks: float, unknown: int, words: str) -> None:
    assert WORDS.total_wait(Cost(weeks, unknown, 2, 0)) == words


def test_names_are_joined_as_people_say_them() -> None:
    assert WORDS.join([]) == ""
    assert WORDS.join(["a"]) == "a"
    assert WORDS.join(["a", "b", "c"]) == "a, b or c"
    assert WORDS.names(["ehc-plan", "hearing-test"], "standard") == "EHC plan and Hearing test"
    assert WORDS.names(["oxfordshire", Setting.POST_16, SchoolType.INDEPENDENT, "something else"]) == (
        "Oxfordshire, sixth form or college, independent (fee-paying) school or something else"
    )


def test_a_setting_is_not_taken_for_a_need_of_the_same_id() -> None:
    words = Wording(a_directory(needs=[a_need("early-years", name="Babies and toddlers")]))

    assert words.rule(SettingRule((Setting.EARLY_YEARS,))) == (
        "Where the child learns: nursery, pre-school or childminder."
    )
    assert words.rule(NeedRule(any_of=frozenset({"early-years"}))) == "For: Babies and toddlers."


def test_ways_within_ways_are_told_once() -> None:
    old = Finding(Verdict.CLOSED, Reason.TOO_OLD, limits=(4,))
    away = Finding(Verdict.CLOSED, Reason.HOME_OUTSIDE_AREA, limits=("Oxfordshire",))
    unsure = Finding(Verdict.UNKNOWN, Reason.SETTING_NOT_GIVEN)
    inner = Finding(Verdict.CLOSED, Reason.NONE_OF_THE_WAYS_FITS, parts=(old, away))
    outer = Finding(Verdict.CLOSED, Reason.NONE_OF_THE_WAYS_FITS, parts=(inner, unsure))

    assert WORDS.reasons(outer) == [
        "None of its ways in fits what you told us. It is for children up to and including age 4."
        " Your home is outside its area (Oxfordshire)."
    ]
