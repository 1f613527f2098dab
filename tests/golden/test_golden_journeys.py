"""Golden journeys on the real data, each told in one line, so that a change in the data reads as one.

One YAML file is one situation: what is known of the child, the goal, and the lines of the answer. Where a
line is no longer what comes out, the test prints both. A changed line is a change of advice: agree it with
people who refer before you write the new one down.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from navigator.assembly import Navigator
from navigator.domain.eligibility import Finding
from navigator.domain.journeys import Answer, Plan, Route
from navigator.intake import read_profile

JOURNEYS = {path.stem: path for path in sorted(Path(__file__).parent.glob("*.yaml"))}


def tell_route(route: Route) -> str:
    """One route in one line: who asks for what, what comes next, and what it costs.

    `school asks hub > therapy [12 weeks and 1 unpublished wait, 2 referrals, free]`
    """
    legs = [f"{leg.by} asks {leg.service.id}" if leg.by else leg.service.id for leg in route.legs]
    cost = route.cost
    weeks = [f"{cost.wait_weeks:g} weeks"] if cost.wait_weeks or not cost.unknown_waits else []
    unknown = (
        [f"{cost.unknown_waits} unpublished wait{'s' * (cost.unknown_waits > 1)}"] if cost.unknown_waits else []
    )
    referrals = f"{cost.referrals} referral{'s' * (cost.referrals > 1)}"
    fee = f"£{cost.fee_pence / 100:.2f}" if cost.fee_pence else "free"
    return f"{' > '.join(legs)} [{' and '.join(weeks + unknown)}, {referrals}, {fee}]"


def tell_plan(plan: Plan) -> list[str]:
    """The answer, one line a route; or what stands in the way, one line a service."""
    lines = [f"crisis first: {', '.join(service.id for service in plan.crisis)}"] if plan.crisis else []
    lines += [tell_route(route) for route in plan.routes]
    if plan.answer in (Answer.CLOSED, Answer.UNKNOWN):
        lines += [f"{plan.answer}: {one.service.id}: {tell_reason(one.finding)}" for one in plan.blockers]
        lines += [f"perhaps: {tell_route(route)}" for route in plan.possible_routes]
    return lines


def tell_reason(finding: Finding) -> str:
    """Why, and what would change it where anything would."""
    change = finding.change
    known = f" ({change.kind} {' '.join(str(value) for value in change.value)})" if change else ""
    return f"{finding.reason}{known}"


@pytest.fixture(params=list(JOURNEYS))
def golden(request: pytest.FixtureRequest) -> dict[str, Any]:
    """One situation as written down."""
    return yaml.safe_load(JOURNEYS[request.param].read_text("utf-8"))


@pytest.fixture
def plan(golden: dict[str, Any], real_navigator: Navigator) -> Plan:
    """What the project answers to it."""
    intake = read_profile(golden["profile"], real_navigator.recognizer)
    assert intake.problems == ()
    services, find_need = real_navigator.directory.services, real_navigator.recognizer.find_need
    goal = golden["goal"] if golden["goal"] in services else find_need(golden["goal"])
    assert goal is not None, f"no service and no need is called {golden['goal']!r}"
    return real_navigator.planner.plan(intake.profile, goal)


def test_the_journey_is_still_the_one_agreed(golden: dict[str, Any], plan: Plan) -> None:
    told, agreed = tell_plan(plan), golden["journey"]

    changed = [f"- {line}" for line in agreed if line not in told]
    changed += [f"+ {line}" for line in told if line not in agreed]
    assert not changed, "\n".join(["the journey has changed:", *changed])
    assert told == agreed, "the same journeys, told in another order"


def test_the_papers_are_still_the_ones_agreed(golden: dict[str, Any], plan: Plan) -> None:
    papers = {paper: provider for route in plan.routes for paper, provider in route.papers}

    assert papers == golden.get("papers", {})


def test_the_help_agreed_is_offered_and_what_was_ruled_out_is_not(golden: dict[str, Any], plan: Plan) -> None:
    meanwhile = {service.id for service in plan.while_waiting}
    otherwise = {service.id for service in plan.if_refused}
    offered = meanwhile | otherwise | {step for route in plan.routes for step in route.services}

    assert set(golden["meanwhile"]) <= meanwhile
    assert set(golden["otherwise"]) <= otherwise
    assert not set(golden["never"]) & offered


def test_every_file_is_one_whole_situation() -> None:
    told = [yaml.safe_load(path.read_text("utf-8")) for path in JOURNEYS.values()]
    fields = {"situation", "profile", "goal", "journey", "papers", "meanwhile", "otherwise", "never", "why"}

    assert len(told) >= 15
    for one in told:
        assert fields - {"papers"} <= set(one) <= fields
        assert one["journey"], "a situation without a line says nothing"
