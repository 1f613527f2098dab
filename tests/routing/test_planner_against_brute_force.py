"""Every route the planner gives, and no better one, is what trying every choice of doors gives."""

from __future__ import annotations

import pytest
from brute_force import (
    ASK,
    OPEN,
    Door,
    best_routes,
    judge_door,
    list_papers,
    list_waits,
    price_choice,
    time_choice,
)
from hypothesis import HealthCheck, event, given, settings
from small_worlds import GOAL, open_worlds, worlds

from navigator.domain.directory import Directory
from navigator.domain.journeys import Answer, Plan, Route
from navigator.domain.profile import Profile
from navigator.routing import Planner, build_network

World = tuple[Directory, Profile]
Told = set[tuple[tuple[float, ...], frozenset[str]]]
calm = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}


def plan_goal(world: World) -> Plan:
    directory, profile = world
    return Planner(directory, build_network(directory)).plan(profile, GOAL)


def told(routes: tuple[Route, ...]) -> Told:
    return {(route.cost.as_tuple(), frozenset(route.services)) for route in routes}


def assert_same_routes(world: World) -> Plan:
    firm = best_routes(*world, GOAL, (OPEN,))
    possible = set() if firm else best_routes(*world, GOAL, (OPEN, ASK))

    found = plan_goal(world)

    assert told(found.routes) == firm
    assert told(found.possible_routes) == possible
    assert len(told(found.routes)) == len(found.routes)
    assert (found.answer is Answer.ROUTES) is bool(firm)
    assert not possible or found.answer is Answer.UNKNOWN
    return found


@settings(max_examples=300, **calm)
@given(worlds())
def test_routes_are_the_best_of_all_choices(world: World):
    found = assert_same_routes(world)

    event(f"{found.answer}, longest route {max((len(route.legs) for route in found.routes), default=0)}")


@settings(max_examples=150, **calm)
@given(open_worlds())
def test_where_many_ways_are_open_every_best_one_is_found(world: World):
    assert_same_routes(world)


@settings(max_examples=150, **calm)
@given(worlds())
def test_every_route_is_closed_and_its_legs_stand_in_order(world: World):
    plan = plan_goal(world)

    for route in (*plan.routes, *plan.possible_routes):
        assert_closed(route, *world)
        assert all(judge_of(route, number, world[1]) == OPEN for number in range(len(route.legs))) or (
            route in plan.possible_routes
        )


@settings(max_examples=100, **calm)
@given(open_worlds())
def test_every_route_among_many_is_closed_and_its_legs_stand_in_order(world: World):
    for route in plan_goal(world).routes:
        assert_closed(route, *world)


def judge_of(route: Route, number: int, profile: Profile) -> str:
    leg = route.legs[number]
    return judge_door(Door(leg.service, leg.way, leg.origin), profile, round(leg.start_weeks * 10))


def assert_closed(route: Route, directory: Directory, profile: Profile) -> None:
    """Priced again leg by leg by the second opinion; and what a leg needs stands before it."""
    doors = [Door(leg.service, leg.way, leg.origin) for leg in route.legs]
    held, waits = list_papers(directory, profile), list_waits(directory)
    times = time_choice(doors, held, profile.seen_by, waits)
    assert times is not None
    assert price_choice(doors, times, waits, GOAL) == route.cost.as_tuple()
    seen, papers = set(profile.seen_by), dict(route.papers)
    for door, leg in zip(doors, route.legs, strict=True):
        assert door.firsts <= seen
        assert {papers[paper] for paper in door.papers} <= seen | {"held", "made"}
        assert (leg.start_weeks, leg.arrive_weeks) == pytest.approx([at / 10 for at in times[leg.service.id]])
        seen.add(leg.service.id)
    assert route.legs[-1].service.id == GOAL
    assert {paper for paper, provider in papers.items() if provider == "held"} <= (profile.documents or set())
