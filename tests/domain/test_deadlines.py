"""Legal limits on the calendar: each case is one that a parent could check with a diary in hand."""

import datetime

import pytest
from calendar_of_examples import CALENDAR, day, days
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.calendars import Calendar
from navigator.domain.deadline_rules import NOT_BEFORE, RULES, list_deadlines, list_starts
from navigator.domain.deadlines import (
    Caution,
    Deadline,
    Excuse,
    ExcuseAnswer,
    ExcuseFinding,
    Process,
    Roll,
    Start,
    StepKind,
    Unknown,
    list_closure_windows,
)
from navigator.domain.sources import Confidence

TODAY = datetime.date(2026, 11, 24)
ALL_RULES = {rule.id: rule for rules in RULES.values() for rule in rules}

# rule, what happened when, the last day in time, the law, what the case shows
CASES = [
    ("ehc-decision-to-assess", "requested=2026-09-01", "2026-10-13", "reg 5(1)", "six calendar weeks"),
    ("ehc-decision-to-assess", "requested=2026-11-23", "2027-01-04", "reg 5(1)", "Christmas counts"),
    ("ehc-decision-to-assess", "requested=2026-10-03", "2026-11-14", "reg 5(1)", "a Saturday stays"),
    ("ehc-decision-to-assess", "requested=2026-11-13", "2026-12-25", "reg 5(1)", "a bank holiday stays"),
    ("ehc-decision-to-assess", "requested=2028-02-01", "2028-03-14", "reg 5(1)", "over a leap day"),
    ("ehc-decision-to-assess", "requested=2027-02-01", "2027-03-15", "reg 5(1)", "no leap day"),
    ("ehc-decision-to-assess", "requested=2026-10-20", "2026-12-01", "reg 5(1)", "the clocks change"),
    ("ehc-advice", "advice-asked=2026-10-13", "2026-11-24", "reg 8(1)", "six weeks of being asked"),
    ("ehc-advice", "advice-asked=2026-07-20", "2026-08-31", "reg 8(1)", "August counts, bank holiday too"),
    ("ehc-refusal-of-plan", "requested=2026-09-01", "2026-12-22", "reg 10(1)", "week 16 of the request"),
    ("ehc-refusal-of-plan", "requested=2026-06-01", "2026-09-21", "reg 10(1)", "over the summer"),
    ("ehc-draft-plan-latest", "requested=2026-09-01", "2027-01-05", "reg 13", "15 days before week 20 ends"),
    ("ehc-draft-comments", "draft-sent=2026-11-02", "2026-11-16", "reg 13(1)", "the day of service is day one"),
    ("ehc-draft-comments", "draft-sent=2026-12-18", "2027-01-01", "reg 13(1)", "Christmas counts"),
    ("ehc-draft-comments", "draft-sent=2028-02-20", "2028-03-05", "reg 13(1)", "over a leap day to a Sunday"),
    ("ehc-final-plan", "requested=2026-09-01", "2027-01-19", "reg 13(2)", "week 20 of the request"),
    ("ehc-final-plan", "requested=2027-10-20", "2028-03-08", "reg 13(2)", "over a leap day"),
    ("review-first", "plan-issued=2026-09-01", "2027-08-31", "s 44(1)(a)", "12 months starting with the day"),
    ("review-first", "plan-issued=2028-02-29", "2029-02-28", "s 44(1)(a)", "issued on a leap day"),
    ("review-first", "plan-issued=2027-03-01", "2028-02-29", "s 44(1)(a)", "ends on a leap day"),
    ("review-next", "last-review=2026-01-31", "2027-01-30", "s 44(1)(b)", "from the last review"),
    ("review-under-five", "last-review=2026-08-31", "2027-02-28", "Code", "six months from a month's end"),
    ("review-decision", "meeting=2026-12-04", "2027-01-01", "reg 20(10)", "four weeks, to New Year's Day"),
    ("review-amendment-notice", "meeting=2026-02-02", "2026-03-02", "Devon", "with the decision"),
    ("review-comments", "notice-sent=2026-03-02", "2026-03-16", "reg 22(2)(c)", "15 days, day one included"),
    ("review-final-plan-after-notice", "notice-sent=2026-03-02", "2026-04-27", "reg 22(3)", "over Easter"),
    ("review-final-plan-after-meeting", "meeting=2026-02-02", "2026-04-27", "Devon", "4 and 8 weeks are 12"),
    ("review-final-plan-after-meeting", "meeting=2026-06-15", "2026-09-07", "Devon", "over the summer"),
    ("transfer-school", "moves=2027-09-06", "2027-02-14", "reg 18(1)(b)", "before 15 February"),
    ("transfer-school", "moves=2028-09-04", "2028-02-14", "reg 18(1)(b)", "in a leap year"),
    ("transfer-post-16", "moves=2027-09-06", "2027-03-30", "reg 18(1)(a)", "before 31 March"),
    ("transfer-between-colleges", "moves=2027-01-11", "2026-08-11", "reg 18(2)", "five months back"),
    ("transfer-between-colleges", "moves=2027-07-31", "2027-02-28", "reg 18(2)", "back to a short month"),
    ("transfer-between-colleges", "moves=2028-07-31", "2028-02-29", "reg 18(2)", "back to a leap day"),
    ("mediation-contact", "decision=2026-12-31", "2027-02-28", "reg 33", "two months to a short month"),
    ("mediation-contact", "decision=2027-12-31", "2028-02-29", "reg 33", "two months to a leap day"),
    ("mediation-certificate", "mediation-declined=2026-11-20", "2026-11-25", "reg 34", "over a weekend"),
    ("mediation-certificate", "mediation-declined=2026-12-24", "2026-12-31", "reg 34", "over Christmas"),
    ("mediation-meeting", "mediation-asked=2026-12-01", "2026-12-31", "reg 36", "30 calendar days"),
    ("mediation-agreement", "agreed=2026-12-18", "2027-01-01", "reg 42(3)", "two calendar weeks"),
    ("appeal", "decision=2026-10-01 certificate=2026-11-29", "2027-01-04", "rule 12(3)", "IPSEA's own example"),
    (
        "appeal",
        "decision=2026-09-01 certificate=2026-09-20",
        "2026-11-02",
        "rule 20",
        "the letter is later; Sunday",
    ),
    ("appeal", "decision=2026-09-10 certificate=2026-11-05", "2026-12-07", "rule 20", "the certificate is later"),
    ("appeal", "decision=2026-10-20", "2026-12-21", "rule 12(2)", "a Sunday moves to Monday"),
    ("appeal", "decision=2026-06-15", "2026-09-01", "rule 12(3)", "ends in August"),
    ("appeal", "decision=2026-06-01", "2026-09-01", "rule 12(3)", "ends on 1 August"),
    ("appeal", "decision=2027-06-30", "2027-09-01", "rule 12(3)", "ends on August's bank holiday"),
    ("appeal", "decision=2028-07-01", "2028-09-01", "rule 12(3)", "1 September needs no rule"),
    ("appeal", "decision=2026-05-31", "2026-07-31", "rule 20", "31 July is not August"),
    ("appeal", "decision=2027-05-31", "2027-08-02", "rule 12(2)", "Saturday 31 July moves like any Saturday"),
    ("appeal", "decision=2026-10-24", "2026-12-24", "rule 20", "Christmas Eve stays"),
    ("appeal", "decision=2026-10-25", "2027-01-04", "rule 12(3)", "Christmas Day"),
    ("appeal", "decision=2026-11-01", "2027-01-04", "rule 12(3)", "New Year's Day before a weekend"),
    ("appeal", "decision=2027-11-02", "2028-01-04", "rule 12(2)", "Sunday before a bank holiday"),
    ("appeal", "decision=2027-01-26", "2027-03-30", "rule 12(2)", "Good Friday to after Easter Monday"),
    ("appeal", "decision=2027-03-03", "2027-05-04", "rule 12(2)", "early May bank holiday"),
    ("appeal", "decision=2026-12-15 certificate=2027-01-31", "2027-03-01", "rule 20", "31 January and a month"),
    ("appeal", "decision=2027-12-10 certificate=2028-01-31", "2028-02-29", "rule 20", "the same in a leap year"),
    ("appeal", "decision=2027-12-29", "2028-02-29", "rule 20", "two months to a leap day"),
    ("conceded-assess", "conceded=2026-11-02", "2026-11-16", "reg 45(3)", "two weeks"),
    ("conceded-refusal", "conceded=2026-11-02", "2027-01-11", "reg 45(3A)(a)", "ten weeks over Christmas"),
    ("conceded-plan", "conceded=2026-11-02", "2027-02-08", "reg 45(3A)(b)", "fourteen weeks"),
    ("exclusion-work", "excluded=2026-10-22", "2026-11-04", "guidance", "five school days, half-term out"),
    ("suspension-education", "excluded=2026-11-02", "2026-11-09", "SI 2007/1870 reg 3", "the sixth school day"),
    ("suspension-education", "excluded=2026-10-22", "2026-11-05", "SI 2007/1870 reg 3", "over half-term"),
    ("suspension-education", "excluded=2026-12-17", "2027-01-07", "SI 2007/1870 reg 3", "over Christmas"),
    ("exclusion-education", "excluded=2027-04-29", "2027-05-07", "SI 2007/1870 reg 4", "early May bank holiday"),
    ("exclusion-education", "excluded=2026-07-14", "2026-09-02", "SI 2007/1870 reg 4", "over the summer"),
    ("exclusion-education", "excluded=2026-10-31", "2026-11-09", "SI 2007/1870 reg 4", "told on a Saturday"),
    ("governors-meet", "governors-told=2026-11-30", "2027-01-04", "SI 2012/1033 reg 6", "15 school days"),
    ("governors-meet-if-asked", "governors-told=2026-09-02", "2026-11-18", "SI 2012/1033 reg 6", "50 school days"),
    ("review-panel-request", "governors-decided=2027-03-12", "2027-04-19", "Sch 1 para 2", "over Easter"),
    ("review-panel-meets", "panel-asked=2026-11-02", "2026-11-23", "Sch 1 para 1", "15 school days"),
    ("absence-education", "absent=2026-09-02", "2026-09-23", "s 19 guidance", "the sixteenth school day missed"),
    ("attendance-order-notice", "order-notice=2026-12-11", "2026-12-25", "s 437(2)", "15 days, day one included"),
    ("complaint-ombudsman", "noticed=2026-02-01", "2027-01-31", "LGA s 26B", "12 months beginning with the day"),
    ("complaint-ombudsman", "noticed=2028-02-29", "2029-02-28", "LGA s 26B", "from a leap day"),
    ("complaint-nhs", "happened=2026-01-10 noticed=2026-03-31", "2027-03-31", "reg 12", "known of later"),
    ("complaint-nhs", "happened=2026-01-10", "2027-01-10", "reg 12", "from the day it happened"),
    ("complaint-nhs-acknowledged", "complained=2026-04-02", "2026-04-09", "reg 13", "over Easter"),
    ("complaint-social-care-answer", "complained=2026-12-21", "2027-01-07", "SI 2006/1738", "over Christmas"),
    ("complaint-social-care-latest", "complained=2026-12-21", "2027-01-21", "SI 2006/1738", "20 working days"),
    ("complaint-social-care-stage-2", "answered=2026-08-14", "2026-09-14", "SI 2006/1738", "August bank holiday"),
    ("reconsideration", "benefit-decision=2027-01-31", "2027-02-28", "SI 2013/381", "31 January and a month"),
    ("reconsideration", "benefit-decision=2028-01-31", "2028-02-29", "SI 2013/381", "the same in a leap year"),
    ("reconsideration-late", "benefit-decision=2026-11-30", "2027-12-30", "SI 2013/381", "13 months"),
    ("subject-access", "asked=2026-09-03", "2026-10-05", "GDPR art 12(3)", "a Saturday moves to Monday"),
    ("subject-access", "asked=2027-01-31", "2027-03-01", "GDPR art 12(3)", "28 February is a Sunday"),
    ("subject-access", "asked=2026-11-25", "2026-12-29", "GDPR art 12(3)", "Christmas and Boxing Day"),
]


def read_given(text: str) -> dict[Start, datetime.date]:
    """What happened when, written like requested=2026-09-01."""
    return {Start(name): day(value) for name, value in (pair.split("=") for pair in text.split())}


def work_out(rule_id: str, text: str, calendar: Calendar = CALENDAR) -> Deadline:
    """One limit, from what happened when."""
    listed = list_deadlines(ALL_RULES[rule_id].process, read_given(text), calendar, TODAY)
    return next(deadline for deadline in listed if deadline.id == rule_id)


@pytest.mark.parametrize(
    ("rule_id", "given_days", "due", "law", "shows"), CASES, ids=[f"{case[0]}: {case[4]}" for case in CASES]
)
def test_the_last_day_in_time(rule_id: str, given_days: str, due: str, law: str, shows: str) -> None:
    deadline = work_out(rule_id, given_days)

    assert deadline.due == day(due), (law, shows)
    assert deadline.unknown is None
    assert any(step.day == deadline.due for step in deadline.steps), "the steps lead to the day"


def test_every_rule_has_a_dated_case() -> None:
    assert {case[0] for case in CASES} == set(ALL_RULES)
    assert len(CASES) >= 40


@pytest.mark.parametrize(
    ("rule_id", "given_days", "why"),
    [
        ("ehc-advice", "requested=2026-09-01", Unknown.START_NOT_GIVEN),
        ("ehc-draft-comments", "requested=2026-09-01", Unknown.START_NOT_GIVEN),
        ("governors-meet", "governors-told=2027-07-12", Unknown.SCHOOL_DAYS_NOT_KNOWN),
        ("exclusion-education", "excluded=2027-09-06", Unknown.SCHOOL_DAYS_NOT_KNOWN),
        ("exclusion-education", "excluded=2020-01-06", Unknown.SCHOOL_DAYS_NOT_KNOWN),
        ("mediation-certificate", "mediation-declined=2028-12-28", Unknown.BANK_HOLIDAYS_NOT_KNOWN),
        ("appeal", "decision=2028-11-05", Unknown.BANK_HOLIDAYS_NOT_KNOWN),
        ("subject-access", "asked=2029-01-02", Unknown.BANK_HOLIDAYS_NOT_KNOWN),
    ],
)
def test_what_cannot_be_known_has_no_date_and_says_why(rule_id: str, given_days: str, why: Unknown) -> None:
    deadline = work_out(rule_id, given_days)

    assert deadline.due is None
    assert deadline.unknown is why
    assert deadline.passed is None
    assert deadline.certainty is None


def test_calendar_weeks_need_no_calendar_at_all() -> None:
    assert work_out("ehc-final-plan", "requested=2026-09-01", Calendar()).due == day("2027-01-19")


def test_a_date_counted_in_a_provisional_school_year_is_unsure() -> None:
    provisional = work_out("suspension-education", "excluded=2026-11-02")
    firm_dates = work_out("suspension-education", "excluded=2026-06-01")

    assert provisional.certainty is Confidence.LOW
    assert provisional.cautions == (Caution.SCHOOL_MAY_DIFFER, Caution.PROVISIONAL_DATES)
    assert firm_dates.certainty is Confidence.MEDIUM
    assert firm_dates.cautions == (Caution.SCHOOL_MAY_DIFFER,)


def test_a_limit_from_law_alone_is_firm() -> None:
    assert work_out("ehc-final-plan", "requested=2026-09-01").certainty is Confidence.HIGH


@pytest.mark.parametrize("alone", ["decision=2026-09-01", "certificate=2026-09-20"])
def test_an_appeal_from_one_of_its_two_dates_says_that_it_may_be_later(alone: str) -> None:
    assert Caution.LATER_POSSIBLE in work_out("appeal", alone).cautions


def test_an_appeal_from_both_dates_may_not_be_later() -> None:
    deadline = work_out("appeal", "decision=2026-09-01 certificate=2026-09-20")

    assert deadline.cautions == ()
    assert StepKind.LATER_OF in [step.kind for step in deadline.steps]


def test_once_the_day_of_knowing_is_told_the_day_it_happened_cannot_make_a_complaint_later() -> None:
    assert Caution.LATER_POSSIBLE not in work_out("complaint-nhs", "noticed=2026-03-31").cautions
    assert Caution.LATER_POSSIBLE in work_out("complaint-nhs", "happened=2026-03-31").cautions


def test_the_last_day_itself_has_not_passed() -> None:
    on_the_day = work_out("ehc-advice", "advice-asked=2026-10-13")
    day_before = work_out("ehc-advice", "advice-asked=2026-10-12")

    assert on_the_day.due == TODAY
    assert on_the_day.passed is False
    assert day_before.passed is True


# ---- reasons in law for lateness ------------------------------------------------------------

SUMMER_WINDOW = days("2026-07-14", "2026-08-25")
"""A week before schools shut on 21 July to a week before they open on 1 September."""


def school_closed(deadline: Deadline) -> ExcuseFinding:
    """What the dates say of a school closure."""
    return next(finding for finding in deadline.excuses if finding.excuse is Excuse.SCHOOL_CLOSED)


def test_a_window_runs_from_a_week_before_the_closure_to_a_week_before_the_return() -> None:
    assert list_closure_windows(CALENDAR)[0] == SUMMER_WINDOW
    assert list_closure_windows(CALENDAR)[1] == days("2027-07-15", "2027-08-30"), "back on Monday 6 September"


@pytest.mark.parametrize(
    ("rule_id", "given_days", "answer"),
    [
        ("ehc-final-plan", "requested=2026-06-01", ExcuseAnswer.MAY),
        ("ehc-refusal-of-plan", "requested=2026-06-01", ExcuseAnswer.MAY),
        ("ehc-decision-to-assess", "requested=2026-06-01", ExcuseAnswer.NO),
        ("ehc-decision-to-assess", "requested=2026-06-02", ExcuseAnswer.MAY),
        ("ehc-final-plan", "requested=2026-09-01", ExcuseAnswer.NO),
        ("ehc-decision-to-assess", "requested=2026-11-23", ExcuseAnswer.NO),
        ("ehc-final-plan", "requested=2026-06-01 advice-asked=2026-07-13", ExcuseAnswer.NO),
        ("ehc-final-plan", "requested=2026-06-01 advice-asked=2026-07-14", ExcuseAnswer.MAY),
        ("ehc-final-plan", "requested=2026-06-01 advice-asked=2026-08-25", ExcuseAnswer.MAY),
        ("ehc-final-plan", "requested=2026-06-01 advice-asked=2026-08-26", ExcuseAnswer.NO),
        ("ehc-decision-to-assess", "requested=2027-08-31", ExcuseAnswer.NOT_KNOWN),
    ],
)
def test_a_school_closure_excuses_only_where_advice_was_asked_in_its_window(
    rule_id: str, given_days: str, answer: ExcuseAnswer
) -> None:
    finding = school_closed(work_out(rule_id, given_days))

    assert finding.answer is answer
    assert (finding.windows == (SUMMER_WINDOW,)) == (answer is ExcuseAnswer.MAY)


def test_no_date_decides_reasons_that_lie_in_a_familys_life() -> None:
    deadline = work_out("ehc-advice", "advice-asked=2026-10-13")

    assert [finding.excuse for finding in deadline.excuses] == [
        Excuse.EXCEPTIONAL,
        Excuse.ABSENT,
        Excuse.MISSED_APPOINTMENT,
    ]
    assert {finding.answer for finding in deadline.excuses} == {ExcuseAnswer.DEPENDS}


def test_an_excuse_never_moves_the_date() -> None:
    shut = work_out("ehc-final-plan", "requested=2026-06-01")
    without = work_out("ehc-final-plan", "requested=2026-06-01", Calendar())

    assert shut.due == without.due
    assert school_closed(without).answer is ExcuseAnswer.NOT_KNOWN


# ---- the rules as data ----------------------------------------------------------------------


def test_every_rule_names_its_law_and_one_source() -> None:
    for rule in ALL_RULES.values():
        assert rule.law
        assert (rule.clock is None) != (rule.source is None), rule.id
        assert rule.source is None or (rule.source.url or "").startswith("http"), rule.id


def test_ids_are_unique_and_every_process_has_limits_and_starts() -> None:
    assert len(ALL_RULES) == sum(map(len, RULES.values()))
    assert set(RULES) == set(Process)
    assert {start for process in Process for start in list_starts(process)} == set(Start)


def test_what_cannot_come_before_something_shares_a_process_with_it() -> None:
    for later, earlier in NOT_BEFORE.items():
        assert any({later, earlier} <= set(list_starts(process)) for process in Process), later


# ---- properties -----------------------------------------------------------------------------

DAYS = st.dates(datetime.date(2026, 2, 1), datetime.date(2027, 6, 1))


@given(st.sampled_from(Process), st.data())
def test_a_later_start_never_gives_an_earlier_day(process: Process, data: st.DataObject) -> None:
    starts = list_starts(process)
    earlier = {start: data.draw(DAYS) for start in starts}
    later = {start: data.draw(st.dates(when, datetime.date(2027, 6, 1))) for start, when in earlier.items()}

    for one, other in zip(
        list_deadlines(process, earlier, CALENDAR, TODAY),
        list_deadlines(process, later, CALENDAR, TODAY),
        strict=True,
    ):
        assert one.due is None or other.due is None or one.due <= other.due


@given(st.sampled_from(Process), st.data())
def test_telling_more_never_makes_a_limit_earlier(process: Process, data: st.DataObject) -> None:
    given_days = {start: data.draw(DAYS) for start in list_starts(process)}
    fewer = {start: when for start, when in given_days.items() if data.draw(st.booleans())}

    for less, more in zip(
        list_deadlines(process, fewer, CALENDAR, TODAY),
        list_deadlines(process, given_days, CALENDAR, TODAY),
        strict=True,
    ):
        assert less.due is None or more.due is None or less.due <= more.due


@given(DAYS, st.none() | DAYS)
def test_no_appeal_ends_on_a_day_off(decision: datetime.date, certificate: datetime.date | None) -> None:
    given_days = {Start.DECISION: decision} | ({Start.CERTIFICATE: certificate} if certificate else {})
    listed = list_deadlines(Process.APPEAL, given_days, CALENDAR, TODAY)
    appeal = next(deadline for deadline in listed if deadline.id == "appeal")

    assert appeal.rule.roll is Roll.TRIBUNAL
    assert appeal.due is not None
    assert CALENDAR.is_working_day(appeal.due)
