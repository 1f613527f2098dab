"""Every route the planner gives, and no better one, is what trying every choice of doors gives."""

from __future__ import annotations

from brute_force import ASK, OPEN, Door, best_prices, judge_door, list_papers, list_waits, price_choice
from hypothesis import HealthCheck, event, given, settings
from small_worlds import GOAL, open_worlds, worlds

from navigator.domain.directory import Directory
from navigator.domain.journeys import Answer, Plan, Route
from navigator.domain.profile import Profile
from navigator.routing import Planner, build_network

World = tuple[Directory, Profile]
Prices = set[tuple[float, ...]]
calm = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}


def plan_goal(world: World) -> Plan:
    directory, profile = world
    return Planner(directory, build_network(directory)).plan(profile, GOAL)


def prices(routes: tuple[Route, ...]) -> Prices:
    return {route.cost.as_tuple() for route in routes}


def assert_same_prices(world: World) -> None:
    firm = best_prices(*world, GOAL, (OPEN,))
    possible = set() if firm else best_prices(*world, GOAL, (OPEN, ASK))

    found = plan_goal(world)

    longest = max((len(route.legs) for route in found.routes), default=0)
    event(f"{found.answer}: {len(firm)} best prices, longest route {longest}")
    assert prices(found.routes) == firm
    assert prices(found.possible_routes) == possible
    assert (found.answer is Answer.ROUTES) is bool(firm)
    assert not possible or found.answer is Answer.UNKNOWN


@settings(max_examples=300, **calm)
@given(worlds())
def test_routes_cost_what_the_best_of_all_choices_cost(world: World):
    assert_same_prices(world)


@settings(max_examples=150, **calm)
@given(open_worlds())
def test_where_many_ways_are_open_every_best_one_is_found(world: World):
    assert_same_prices(world)


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
    return judge_door(Door(leg.service, leg.way, leg.origin), profile)


def assert_closed(route: Route, directory: Directory, profile: Profile) -> None:
    """Priced again leg by leg by the second opinion; and what a leg needs stands before it."""
    doors = [Door(leg.service, leg.way, leg.origin) for leg in route.legs]
    held, waits = list_papers(directory, profile), list_waits(directory)
    price = price_choice(doors, held, profile.seen_by, waits, GOAL)
    assert price == route.cost.as_tuple()
    seen, papers = set(profile.seen_by), dict(route.papers)
    for door, leg in zip(doors, route.legs, strict=True):
        assert door.firsts <= seen
        assert {papers[paper] for paper in door.papers} <= seen | {"held", "made"}
        assert leg.arrive_weeks == leg.start_weeks + waits.get(leg.service.id, 0)
        seen.add(leg.service.id)
    assert route.legs[-1].service.id == GOAL
    assert {paper for paper, provider in papers.items() if provider == "held"} <= (profile.documents or set())
