"""Routes a SENCO could follow with a finger."""

from __future__ import annotations

from dataclasses import replace

import pytest
from building import a_directory, a_document, a_need, a_profile, a_service, a_wait, a_way_in, papers_given

from navigator.domain.areas import Verdict
from navigator.domain.directory import CrisisHelp, Directory
from navigator.domain.eligibility import AgeRange, ConditionRule, Reason
from navigator.domain.journeys import Answer, Plan, Route
from navigator.domain.needs import Urgency
from navigator.domain.profile import Profile, Referrer, Setting
from navigator.domain.services import NoWayIn, NoWayInReason, Status
from navigator.domain.sources import Confidence
from navigator.domain.waits import Statistic
from navigator.routing import Planner, UnknownGoal, build_network

PUPIL = a_profile(age_years=8, setting=Setting.PRIMARY, asker=Referrer.PARENT)


def plan_for(directory: Directory, profile: Profile = PUPIL, goal: str = "therapy") -> Plan:
    return Planner(directory, build_network(directory)).plan(profile, goal)


def only_route(plan: Plan) -> Route:
    assert plan.answer is Answer.ROUTES, plan.blockers
    assert len(plan.routes) == 1
    return plan.routes[0]


def cost_of(plan: Plan) -> tuple[float, ...]:
    return only_route(plan).cost.as_tuple()


def test_a_parent_who_may_ask_asks():
    therapy = a_service("therapy")

    (leg,) = only_route(plan_for(a_directory(therapy))).legs

    assert (leg.service, leg.by, leg.origin) == (therapy, Referrer.PARENT, None)


def test_where_only_the_school_may_ask_the_parent_is_told_so():
    therapy = a_service("therapy", ways_in=(a_way_in(Referrer.SCHOOL, Referrer.GP),))

    (leg,) = only_route(plan_for(a_directory(therapy))).legs

    assert (leg.by, leg.also_by) == (Referrer.SCHOOL, (Referrer.GP,))


def test_waits_that_run_side_by_side_are_not_added():
    """Hearing test 6 weeks and nursery report 10 weeks together take 10, then the clinic's own 20."""
    clinic = a_service("clinic", ways_in=(a_way_in(after=("hearing", "nursery")),))
    waits = (a_wait("hearing", 6), a_wait("nursery", 10), a_wait("clinic", 20))
    directory = a_directory(a_service("hearing"), a_service("nursery"), clinic, waits=waits)

    plan = plan_for(directory, goal="clinic")

    assert cost_of(plan) == (30, 0, 3, 0)
    starts = {leg.service.id: (leg.start_weeks, leg.arrive_weeks) for leg in plan.routes[0].legs}
    assert starts == {"hearing": (0, 6), "nursery": (0, 10), "clinic": (10, 30)}


def test_a_wait_nobody_publishes_counts_as_unknown_and_never_as_a_promise():
    directory = a_directory(a_service("therapy"))

    plan = plan_for(directory)

    assert cost_of(plan) == (0, 1, 1, 0)
    assert plan.routes[0].legs[0].wait_weeks is None


def test_no_wait_at_all_is_not_an_unknown_wait():
    assert cost_of(plan_for(a_directory(a_service("therapy"), waits=(a_wait("therapy", 0),)))) == (0, 0, 1, 0)


@pytest.mark.parametrize("statistic", [Statistic.TARGET, Statistic.LEGAL_LIMIT, Statistic.SINGLE_CASE])
def test_a_promise_a_law_or_one_childs_story_is_no_wait(statistic: Statistic):
    directory = a_directory(a_service("therapy"), waits=(a_wait("therapy", 12, statistic=statistic),))

    assert cost_of(plan_for(directory)) == (0, 1, 1, 0)


def test_the_quick_way_and_the_cheap_way_are_both_shown_and_the_beaten_one_is_not():
    doors = (
        a_way_in(id="private", fee_pence=9000),
        a_way_in(id="nhs", after=("gp",)),
        a_way_in(id="dear", fee_pence=9900),
    )
    waits = (a_wait("gp", 2), a_wait("therapy", 5))
    directory = a_directory(a_service("gp"), a_service("therapy", ways_in=doors), waits=waits)

    plan = plan_for(directory)

    assert {route.cost.as_tuple() for route in plan.routes} == {(5, 0, 1, 9000), (7, 0, 2, 0)}
    assert [leg.way.id for route in plan.routes for leg in route.legs if leg.service.id == "therapy"] == [
        "private",
        "nhs",
    ]


def test_two_doors_that_tie_are_told_once_and_it_is_the_askers_own():
    doors = (a_way_in(Referrer.GP, id="by-gp"), a_way_in(Referrer.PARENT, id="by-parent"))

    route = only_route(plan_for(a_directory(a_service("therapy", ways_in=doors))))

    assert route.legs[0].way.id == "by-parent"


def test_a_step_that_two_referrals_share_is_made_once():
    fork = (a_service("hub"), a_service("left", ways_in=(a_way_in(passed_on_by=("hub",)),)))
    right = a_service("right", ways_in=(a_way_in(passed_on_by=("hub",)),))
    therapy = a_service("therapy", ways_in=(a_way_in(after=("left", "right")),))

    assert cost_of(plan_for(a_directory(*fork, right, therapy))) == (0, 4, 4, 0)


def test_doors_that_wait_for_each_other_lead_nowhere():
    chicken = a_service("therapy", ways_in=(a_way_in(passed_on_by=("egg",)),))
    egg = a_service("egg", ways_in=(a_way_in(passed_on_by=("therapy",)),))

    assert plan_for(a_directory(chicken, egg)).answer is Answer.CLOSED


def test_what_has_been_done_is_not_asked_for_again():
    therapy = a_service("therapy", ways_in=(a_way_in(passed_on_by=("hub",)),))
    directory = a_directory(a_service("hub"), therapy)

    plan = plan_for(directory, a_profile(seen_by=frozenset({"hub"})))

    assert only_route(plan).services == ("therapy",)


def test_a_service_that_saw_the_child_before_can_be_asked_again_with_what_it_gave():
    therapy = a_service("therapy", ways_in=(a_way_in(documents=("report",)),), produces=papers_given("report"))
    directory = a_directory(therapy, documents=[a_document("report")], waits=(a_wait("therapy", 9),))

    assert plan_for(directory).answer is Answer.CLOSED
    assert cost_of(plan_for(directory, a_profile(seen_by=frozenset({"therapy"})))) == (9, 0, 1, 0)


def test_a_door_for_coming_back_opens_only_to_those_who_were_there():
    doors = (a_way_in(id="again", after=("therapy",)), a_way_in(Referrer.SCHOOL, id="first-time"))
    directory = a_directory(a_service("therapy", ways_in=doors))

    def door_of(*seen_by: str) -> str:
        child = replace(PUPIL, seen_by=frozenset(seen_by))
        return only_route(plan_for(directory, child)).legs[0].way.id

    assert (door_of(), door_of("therapy")) == ("first-time", "again")


def test_a_report_from_a_clinic_already_seen_needs_no_second_visit():
    plan = plan_for(therapy_that_wants_a_report(), replace(PUPIL, seen_by=frozenset({"clinic"})))

    assert cost_of(plan) == (1, 0, 1, 0)
    assert plan.routes[0].papers == (("report", "clinic"),)


def therapy_that_wants_a_report(**report: object) -> Directory:
    therapy = a_service("therapy", ways_in=(a_way_in(documents=("report",)),))
    clinic = a_service("clinic", produces=papers_given("report"))
    documents = [a_document("report", **report)]
    return a_directory(therapy, clinic, documents=documents, waits=(a_wait("clinic", 8), a_wait("therapy", 1)))


def test_a_paper_in_hand_is_brought():
    plan = plan_for(therapy_that_wants_a_report(), a_profile(documents=frozenset({"report"})))

    assert cost_of(plan) == (1, 0, 1, 0)
    assert plan.routes[0].papers == (("report", "held"),)


def test_a_paper_that_a_clinic_gives_is_fetched_first():
    plan = plan_for(therapy_that_wants_a_report())

    assert cost_of(plan) == (9, 0, 2, 0)
    assert plan.routes[0].services == ("clinic", "therapy")
    assert plan.routes[0].papers == (("report", "clinic"),)


def test_a_paper_somebody_can_write_takes_the_weeks_it_takes():
    plan = plan_for(therapy_that_wants_a_report(made_by=frozenset({Referrer.PARENT}), takes_weeks=12))

    assert {route.cost.as_tuple() for route in plan.routes} == {(9, 0, 2, 0), (13, 0, 1, 0)}


def test_advice_over_the_phone_does_not_open_what_comes_after_a_referral():
    team = a_service(
        "team", ways_in=(a_way_in(id="call", open_access=True), a_way_in(Referrer.SCHOOL, id="request"))
    )
    place = a_service("therapy", ways_in=(a_way_in(passed_on_by=("team",)),))

    route = only_route(plan_for(a_directory(team, place)))

    assert [(leg.way.id, leg.by) for leg in route.legs] == [("request", Referrer.SCHOOL), ("ask", None)]


def test_advice_over_the_phone_is_a_way_to_the_team_itself():
    team = a_service(
        "therapy", ways_in=(a_way_in(id="call", open_access=True), a_way_in(Referrer.SCHOOL, id="request"))
    )

    assert only_route(plan_for(a_directory(team))).legs[0].way.id == "call"


def test_an_age_we_were_not_told_is_asked_for():
    plan = plan_for(a_directory(a_service("therapy", ages=AgeRange(5, 10))), a_profile())

    assert (plan.answer, plan.routes) == (Answer.UNKNOWN, ())
    assert [blocker.finding.reason for blocker in plan.blockers] == [Reason.AGE_NOT_GIVEN]
    assert plan.possible_routes[0].services == ("therapy",)


def test_a_child_who_is_too_old_is_told_why():
    plan = plan_for(a_directory(a_service("therapy", ages=AgeRange(0, 4))))

    assert (plan.answer, plan.routes, plan.possible_routes) == (Answer.CLOSED, (), ())
    assert [blocker.finding.reason for blocker in plan.blockers] == [Reason.TOO_OLD]


def test_a_condition_that_somebody_must_read_leaves_the_way_open():
    plan = plan_for(a_directory(a_service("therapy", eligibility=(ConditionRule("A lasting condition."),))))

    assert plan.answer is Answer.ROUTES
    assert plan.routes[0].legs[0].finding.verdict is Verdict.UNKNOWN


def test_a_closed_step_on_the_way_is_named_as_what_stands_in_the_way():
    hub = a_service("hub", status=Status.PAUSED)
    directory = a_directory(hub, a_service("therapy", ways_in=(a_way_in(passed_on_by=("hub",)),)))

    plan = plan_for(directory)

    assert plan.answer is Answer.CLOSED
    assert [(blocker.service.id, blocker.finding.reason) for blocker in plan.blockers] == [
        ("hub", Reason.SERVICE_PAUSED)
    ]


def test_a_service_nobody_has_confirmed_is_never_a_route():
    plan = plan_for(a_directory(a_service("therapy", confidence=Confidence.LOW)))

    assert (plan.answer, plan.routes) == (Answer.UNKNOWN, ())


def test_where_no_way_in_is_published_that_is_said():
    nobody_knows = NoWayIn(NoWayInReason.NOT_PUBLISHED, "Nobody says how to ask.")
    plan = plan_for(a_directory(a_service("therapy", ways_in=(), no_way_in=nobody_knows)))

    assert plan.answer is Answer.UNKNOWN
    assert [blocker.finding.reason for blocker in plan.blockers] == [Reason.WAY_IN_NOT_PUBLISHED]


def test_a_school_only_door_without_a_school_told_is_a_question():
    directory = a_directory(a_service("therapy", ways_in=(a_way_in(Referrer.SCHOOL),)))

    assert plan_for(directory, a_profile()).answer is Answer.UNKNOWN
    assert plan_for(directory, a_profile(setting=Setting.HOME_EDUCATED)).answer is Answer.CLOSED
    assert plan_for(directory, a_profile(asker=Referrer.SCHOOL)).answer is Answer.ROUTES


def test_a_goal_that_is_nothing_we_know_is_refused_by_name():
    with pytest.raises(UnknownGoal) as caught:
        plan_for(a_directory(), goal="unicorn-riding")

    assert caught.value.goal == "unicorn-riding"


def for_a_need(**changes: object) -> Directory:
    """A helpline and a team for tics, a team for anything, and a paused one."""
    helpline = a_service("helpline", needs=("tics",), ways_in=(a_way_in(open_access=True),))
    team = a_service("team", needs=("tics",), ways_in=(a_way_in(Referrer.GP),))
    paused = a_service("paused", needs=("tics",), status=Status.PAUSED)
    clinic = a_service("clinic", needs=("movement",))
    needs = [
        a_need("movement"),
        a_need("tics", parent="movement"),
        a_need("twitches", parent="tics"),
        a_need("chess"),
    ]
    return a_directory(helpline, team, paused, clinic, needs=needs, **changes)


def test_a_need_leads_to_every_service_that_takes_referrals_for_it():
    plan = plan_for(for_a_need(), goal="tics")

    assert [route.goal for route in plan.routes] == ["team"]


def test_among_equal_ways_to_help_the_one_the_asker_can_ask_for_comes_first():
    school = a_service("a-at-school", needs=("tics",), ways_in=(a_way_in(Referrer.SCHOOL),))
    directory = a_directory(school, a_service("b-for-parents", needs=("tics",)), needs=[a_need("tics")])

    assert [route.goal for route in plan_for(directory, goal="tics").routes] == ["b-for-parents", "a-at-school"]


def test_a_door_with_fewer_conditions_is_told_before_one_with_more():
    urgent = a_way_in(Referrer.GP, id="a-urgent", rules=(ConditionRule("Urgent."), ConditionRule("At risk.")))
    routine = a_way_in(Referrer.GP, id="z-routine", rules=(ConditionRule("Over eight months old."),))

    route = only_route(plan_for(a_directory(a_service("therapy", ways_in=(urgent, routine)))))

    assert route.legs[0].way.id == "z-routine"


def test_doors_that_tie_in_everything_keep_the_order_of_their_file():
    doors = (a_way_in(Referrer.SCHOOL, id="z-school"), a_way_in(Referrer.GP, id="a-gp"))

    assert only_route(plan_for(a_directory(a_service("therapy", ways_in=doors)))).legs[0].way.id == "z-school"


def test_a_need_nobody_names_leads_to_help_with_the_nearest_above():
    assert [route.goal for route in plan_for(for_a_need(), goal="twitches").routes] == ["team"]


def test_a_need_leads_to_those_below_it_only_where_nobody_names_it_itself():
    assert [route.goal for route in plan_for(for_a_need(), goal="movement").routes] == ["clinic"]


def test_a_need_that_no_service_is_for_has_no_route():
    plan = plan_for(for_a_need(), goal="chess")

    assert (plan.answer, plan.routes, plan.blockers) == (Answer.CLOSED, (), ())


def in_danger(**changes: object) -> Directory:
    """A night line for all, a haven for adults, and a slow clinic for low mood."""
    line = a_service("night-line", crisis=True, ways_in=(a_way_in(open_access=True),))
    haven = a_service("haven", crisis=True, ages=AgeRange(18, None), ways_in=(a_way_in(open_access=True),))
    clinic = a_service("clinic", needs=("low-mood",), ways_in=(a_way_in(Referrer.GP),))
    needs = [a_need("self-harm", urgency=Urgency.LIFE_AT_RISK), a_need("low-mood")]
    help_first = CrisisHelp(life_at_risk=("haven", "night-line"))
    return a_directory(line, haven, clinic, needs=needs, crisis_help=help_first, **changes)


def test_when_life_is_at_risk_urgent_help_comes_before_the_goal():
    child = a_profile(age_years=14, needs=frozenset({"self-harm"}))

    plan = plan_for(in_danger(), child, goal="clinic")

    assert plan.answer is Answer.CRISIS_FIRST
    assert [route.goal for route in plan.routes] == ["night-line", "clinic"]


def test_adults_only_help_is_never_offered_in_a_childs_crisis():
    plan = plan_for(in_danger(), a_profile(age_years=14), goal="self-harm")

    assert plan.answer is Answer.CRISIS_FIRST
    assert [service.id for service in plan.crisis] == ["night-line"]
    assert {step for route in plan.routes for step in route.services} == {"night-line"}


def test_a_young_adult_is_offered_adults_help_too():
    plan = plan_for(in_danger(), a_profile(age_years=19), goal="self-harm")

    assert [service.id for service in plan.crisis] == ["haven", "night-line"]


def test_a_need_that_is_not_urgent_is_answered_without_alarm():
    plan = plan_for(in_danger(), a_profile(age_years=14), goal="low-mood")

    assert (plan.answer, plan.crisis) == (Answer.ROUTES, ())
