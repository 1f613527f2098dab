"""A child grows while it waits: each step is judged at the age the child has when it starts."""

from __future__ import annotations

import pytest
from building import a_directory, a_profile, a_service, a_wait, a_way_in

from navigator.domain.areas import Verdict
from navigator.domain.birthdays import find_ages, list_spans
from navigator.domain.directory import Directory
from navigator.domain.eligibility import AgeRange, AgeRule, GroupRule, Reason
from navigator.domain.journeys import Answer, Plan
from navigator.routing import Planner, build_network


def after_a_wait_of(weeks: float | None, ages: AgeRange) -> Directory:
    """A hub with a wait, then a group for some ages."""
    group = a_service("group", ages=ages, ways_in=(a_way_in(passed_on_by=("hub",)),))
    return a_directory(a_service("hub"), group, waits=() if weeks is None else (a_wait("hub", weeks),))


def plan_for(directory: Directory, years: int | None, months: int | None = None) -> Plan:
    child = a_profile(age_years=years, age_months=months)
    return Planner(directory, build_network(directory)).plan(child, "group")


def reasons(plan: Plan) -> list[tuple[str, Reason | None]]:
    return [(blocker.service.id, blocker.finding.reason) for blocker in plan.blockers]


def test_a_birthday_that_comes_first_shuts_the_way_and_is_named():
    plan = plan_for(after_a_wait_of(20, AgeRange(0, 4)), years=4, months=8)

    assert (plan.answer, plan.routes, plan.possible_routes) == (Answer.CLOSED, (), ())
    assert reasons(plan) == [("group", Reason.BIRTHDAY_COMES_FIRST)]
    assert plan.blockers[0].finding.limits == (4,)


def test_a_birthday_that_comes_later_shuts_nothing():
    assert plan_for(after_a_wait_of(20, AgeRange(0, 4)), years=4, months=6).answer is Answer.ROUTES


def test_without_the_months_a_birthday_may_come_first_and_they_are_asked_for():
    plan = plan_for(after_a_wait_of(20, AgeRange(0, 4)), years=4)

    assert plan.answer is Answer.UNKNOWN
    assert [route.services for route in plan.possible_routes] == [("hub", "group")]
    assert reasons(plan) == [("group", Reason.BIRTHDAY_MAY_COME_FIRST)]
    change = plan.blockers[0].finding.change
    assert change is not None
    assert change.value == ("age_months",)


def test_a_child_whom_any_birthday_suits_is_not_asked_for_the_months():
    assert plan_for(after_a_wait_of(20, AgeRange(0, 5)), years=4).answer is Answer.ROUTES


def test_a_year_and_more_of_waiting_is_certain_without_the_months():
    plan = plan_for(after_a_wait_of(60, AgeRange(0, 4)), years=4)

    assert (plan.answer, reasons(plan)) == (Answer.CLOSED, [("group", Reason.BIRTHDAY_COMES_FIRST)])


def test_a_child_who_is_old_enough_by_then_may_use_it():
    plan = plan_for(after_a_wait_of(20, AgeRange(5, 11)), years=4, months=8)

    assert plan.answer is Answer.ROUTES
    assert plan.routes[0].legs[-1].finding.verdict is Verdict.OPEN


def test_a_child_who_is_still_too_young_by_then_is_told_the_age():
    plan = plan_for(after_a_wait_of(10, AgeRange(5, 11)), years=4, months=8)

    assert (plan.answer, reasons(plan)) == (Answer.CLOSED, [("group", Reason.TOO_YOUNG)])


def test_a_wait_nobody_publishes_counts_nothing_here_too():
    assert plan_for(after_a_wait_of(None, AgeRange(0, 4)), years=4).answer is Answer.ROUTES


def test_rules_for_either_side_of_a_birthday_together_leave_no_doubt():
    either = GroupRule(True, (AgeRule(AgeRange(0, 10)), AgeRule(AgeRange(11, 18))))
    group = a_service("group", eligibility=(either,), ways_in=(a_way_in(passed_on_by=("hub",)),))
    directory = a_directory(a_service("hub"), group, waits=(a_wait("hub", 30),))

    assert plan_for(directory, years=10).answer is Answer.ROUTES


def test_an_age_we_were_not_told_is_asked_for_before_any_months():
    assert reasons(plan_for(after_a_wait_of(20, AgeRange(0, 4)), years=None, months=3)) == [
        ("group", Reason.AGE_NOT_GIVEN)
    ]


@pytest.mark.parametrize("years", [0, 4, 17])
@pytest.mark.parametrize("months", [None, 0, 7, 11])
def test_spans_begin_exactly_where_an_age_can_change(years: int, months: int | None):
    child = a_profile(age_years=years, age_months=months)

    spans = list_spans(child, range(26))

    for start, *ages in spans:
        assert find_ages(child, start) == tuple(ages)
        assert start == 0 or find_ages(child, start - 1) != tuple(ages)
    assert spans[0] == (0, years, years)
