"""The planner against every closed set of referrals there is, on thousands of small random hypergraphs.

Costs and membership must both be the same. An ordinary run tries the first 1,500 worlds; where CI is set in the
environment, all 5,000.
"""

from __future__ import annotations

import os
import random
from dataclasses import replace

import pytest
from brute_force import ASK, OPEN, best_routes
from building import a_way_in
from random_worlds import FEES, GOAL, PAPERS, SERVICES, roll_world

from navigator.domain.directory import Directory
from navigator.domain.journeys import Answer, Plan, Route
from navigator.domain.profile import Profile
from navigator.routing import Planner, build_network

WORLDS = 5000 if os.environ.get("CI") else 1500
BATCH = 100
WORLDS_TO_CHANGE = 400


def plan_goal(directory: Directory, profile: Profile) -> Plan:
    return Planner(directory, build_network(directory)).plan(profile, GOAL)


def told(routes: tuple[Route, ...]) -> set[tuple[tuple[float, ...], frozenset[str]]]:
    return {(route.cost.as_tuple(), frozenset(route.services)) for route in routes}


@pytest.mark.parametrize("first", range(0, WORLDS, BATCH))
def test_the_routes_are_those_of_the_best_closed_sets(first: int):
    for seed in range(first, first + BATCH):
        directory, profile = roll_world(seed)
        firm = best_routes(directory, profile, GOAL, (OPEN,))
        possible = set() if firm else best_routes(directory, profile, GOAL, (OPEN, ASK))

        plan = plan_goal(directory, profile)

        assert told(plan.routes) == firm, seed
        assert told(plan.possible_routes) == possible, seed
        assert len(told(plan.routes)) == len(plan.routes), seed


def beaten_or_equal(new: Plan, old: Plan) -> bool:
    """Whether for every old firm route there is a new one that costs no more in any part."""
    return all(
        any(
            all(a <= b for a, b in zip(route.cost.as_tuple(), before.cost.as_tuple(), strict=True))
            for route in new.routes
        )
        for before in old.routes
    )


def grown_up(directory: Directory, profile: Profile) -> tuple[Directory, Profile]:
    """A child whom no birthday will make old enough: where one would, coming sooner can be coming too soon."""
    return directory, replace(profile, age_years=None if profile.age_years is None else 17)


def test_one_more_door_never_worsens_the_front():
    for seed in range(WORLDS_TO_CHANGE):
        dice = random.Random(seed)
        directory, profile = grown_up(*roll_world(seed))
        service = dice.choice(list(directory.services.values()))
        if any(way.open_access for way in service.ways_in):
            continue  # Beside a door for requests, an open one becomes advice only.
        after = (dice.choice(SERVICES),) if dice.random() < 0.5 else ()
        door = a_way_in(
            id="extra",
            after=tuple(key for key in after if key in directory.services),
            documents=(dice.choice(PAPERS),),
            fee_pence=dice.choice(FEES),
        )
        more = replace(service, ways_in=(*service.ways_in, door))
        wider = replace(directory, services={**directory.services, service.id: more})

        assert beaten_or_equal(plan_goal(wider, profile), plan_goal(directory, profile)), seed


def test_shorter_waits_never_lengthen_a_route():
    for seed in range(WORLDS_TO_CHANGE):
        dice = random.Random(seed)
        directory, profile = grown_up(*roll_world(seed))
        shorter = tuple(
            replace(wait, value=round((wait.value or 0) * dice.random(), 1)) for wait in directory.waits
        )

        assert beaten_or_equal(
            plan_goal(replace(directory, waits=shorter), profile), plan_goal(directory, profile)
        ), seed


def test_the_order_of_files_never_matters():
    for seed in range(WORLDS_TO_CHANGE):
        dice = random.Random(seed)
        directory, profile = roll_world(seed)
        services, documents = list(directory.services.items()), list(directory.documents.items())
        dice.shuffle(services)
        dice.shuffle(documents)
        shuffled = replace(directory, services=dict(services), documents=dict(documents))

        assert plan_goal(shuffled, profile) == plan_goal(directory, profile), seed


def test_telling_the_months_never_makes_a_firm_answer_unknown():
    """Nor does it take a firm route away: a route is firm only where it holds on every day the birthday can be."""
    for seed in range(WORLDS_TO_CHANGE):
        directory, rolled = roll_world(seed)
        profile = replace(rolled, age_months=None)

        old = plan_goal(directory, profile)
        new = plan_goal(directory, replace(profile, age_months=seed % 12))

        assert beaten_or_equal(new, old), seed
        assert old.answer is not Answer.CLOSED or new.answer is Answer.CLOSED, seed
