"""What a change in the directory, or one more answer, may and may not do to the routes."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

import pytest
from building import a_directory, a_document, a_profile, a_service, a_way_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_worlds import FEES, GOAL, PAPERS, SERVICES, few, open_worlds, with_service, worlds

from navigator.domain.directory import Directory
from navigator.domain.journeys import Answer, Plan
from navigator.domain.profile import Profile, Referrer, Setting
from navigator.routing import Planner, build_network

World = tuple[Directory, Profile]
some = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ANY_WORLD = st.one_of(worlds(), open_worlds())


def plan_goal(directory: Directory, profile: Profile) -> Plan:
    return Planner(directory, build_network(directory)).plan(profile, GOAL)


def is_as_good(new: Plan, old: Plan) -> bool:
    """Whether for every old firm route there is a new one that costs no more in any part."""
    return all(
        any(
            all(a <= b for a, b in zip(route.cost.as_tuple(), before.cost.as_tuple(), strict=True))
            for route in new.routes
        )
        for before in old.routes
    )


def with_door(directory: Directory, service_id: str, **door: object) -> Directory:
    service = directory.services[service_id]
    extra = a_way_in(id="extra", **door)
    return with_service(directory, replace(service, ways_in=(*service.ways_in, extra)))


@st.composite
def doors(draw: st.DrawFn) -> dict[str, object]:
    return {
        "after": draw(few(SERVICES[2:4])),
        "documents": draw(few(PAPERS, 1)),
        "fee_pence": draw(st.sampled_from(FEES)),
    }


@some
@given(open_worlds(), st.sampled_from(SERVICES[:5]), doors())
def test_one_more_door_never_worsens_the_routes(world: World, service_id: str, door: dict[str, object]):
    directory, profile = world

    more = with_door(directory, service_id, **door)

    assert is_as_good(plan_goal(more, profile), plan_goal(directory, profile))


@some
@given(worlds())
def test_one_more_open_door_never_worsens_the_routes(world: World):
    directory, profile = world

    more = with_door(directory, GOAL, open_access=True)

    assert is_as_good(plan_goal(more, profile), plan_goal(directory, profile))


def test_a_first_door_for_requests_makes_the_open_one_advice_only():
    """The one way in which a door can lengthen a route: see Planner on doors that lead onward."""
    team = a_service("team", ways_in=(a_way_in(id="advice", open_access=True),))
    place = a_service(GOAL, ways_in=(a_way_in(passed_on_by=("team",)),))
    before = a_directory(team, place, documents=[a_document("letter")])

    after = with_door(before, "team", documents=("letter",))

    assert plan_goal(before, a_profile()).answer is Answer.ROUTES
    assert plan_goal(after, a_profile()).answer is Answer.CLOSED


@some
@given(ANY_WORLD, st.data())
def test_a_shorter_wait_never_lengthens_the_quickest_route(world: World, data: st.DataObject):
    directory, profile = world
    shorter = tuple(
        replace(wait, value=data.draw(st.floats(0, wait.value).map(lambda weeks: round(weeks, 1))))
        for wait in directory.waits
    )

    old, new = plan_goal(directory, profile), plan_goal(replace(directory, waits=shorter), profile)

    assert is_as_good(new, old)
    assert weeks(new) <= weeks(old)


def weeks(plan: Plan) -> float:
    return min((route.cost.wait_weeks for route in plan.routes), default=float("inf"))


@some
@given(ANY_WORLD, st.randoms(use_true_random=False))
def test_the_order_of_the_records_changes_nothing(world: World, dice: random.Random):
    directory, profile = world
    services, documents = list(directory.services.items()), list(directory.documents.items())
    dice.shuffle(services)
    dice.shuffle(documents)
    shuffled = replace(directory, services=dict(services), documents=dict(documents))

    assert plan_goal(shuffled, profile) == plan_goal(directory, profile)


ANSWERS = {
    "asker": st.sampled_from([Referrer.PARENT, Referrer.SCHOOL, Referrer.GP]),
    "age_years": st.integers(0, 25),
    "setting": st.sampled_from(Setting),
    "documents": few(PAPERS, 4).map(frozenset),
}


@some
@given(ANY_WORLD, st.data())
def test_one_more_answer_never_takes_a_firm_route_away(world: World, data: st.DataObject):
    """A firm route hangs on nothing untold, so only who can write a paper may still change."""
    directory, profile = world
    anybody = {key: replace(paper, made_by=writers(paper.made_by)) for key, paper in directory.documents.items()}
    directory = replace(directory, documents=anybody)
    untold = [name for name in ANSWERS if getattr(profile, name) is None]
    name = data.draw(st.sampled_from(untold or ["asker"]))
    told = profile if not untold else replace(profile, **{name: data.draw(ANSWERS[name])})

    old, new = plan_goal(directory, profile), plan_goal(directory, told)

    assert is_as_good(new, old)
    if old.answer is Answer.ROUTES:
        assert new.answer is Answer.ROUTES
    if old.answer is Answer.CLOSED and name not in ("documents", "asker"):
        assert new.answer is Answer.CLOSED


def writers(made_by: Iterable[Referrer]) -> frozenset[Referrer]:
    """Parents and GPs are there for every child; a school or a young person's own hand is not."""
    return frozenset({Referrer.PARENT} if made_by else ())


@pytest.mark.parametrize(("setting", "answer"), [(None, "routes"), ("primary", "routes"), ("none", "closed")])
def test_a_paper_the_school_writes_is_there_to_gather_until_we_hear_of_no_school(setting: str | None, answer: str):
    service = a_service(GOAL, ways_in=(a_way_in(documents=("record",)),))
    directory = a_directory(service, documents=[a_document("record", made_by=frozenset({Referrer.SCHOOL}))])

    plan = plan_goal(directory, a_profile(setting=setting and Setting(setting)))

    assert plan.answer == answer
