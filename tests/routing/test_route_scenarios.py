"""The worked route scenarios, written from the facts apart from the code, answered on the real data.

They lie outside the project, in `shared/examples` beside it. A scenario marked `arguable` is reported
where it differs and does not fail; the others must agree in everything the scenario says.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from navigator.answers import PlanAnswers
from navigator.assembly import Navigator

SCENARIOS = Path(__file__).resolve().parents[2].parent / "shared" / "examples" / "route-scenarios.yaml"
NAMES = [one["id"] for one in yaml.safe_load(SCENARIOS.read_text("utf-8"))] if SCENARIOS.is_file() else []


@pytest.fixture(scope="module")
def scenarios() -> dict[str, Any]:
    """Every scenario by id, or a skip that says what is absent; never a skip where CI runs."""
    if not NAMES:
        said = f"the worked route scenarios are not at {SCENARIOS}"
        if os.environ.get("CI"):
            pytest.fail(said)
        pytest.skip(said)
    return {one["id"]: one for one in yaml.safe_load(SCENARIOS.read_text("utf-8"))}


@pytest.fixture(scope="module")
def plans(real_navigator: Navigator) -> PlanAnswers:
    """What the command line and the address /api answer with."""
    return PlanAnswers(real_navigator)


@pytest.mark.parametrize("name", NAMES or ["route-scenarios.yaml"])
def test_the_answer_is_what_a_practitioner_would_expect(
    name: str, scenarios: dict[str, Any], plans: PlanAnswers
) -> None:
    scenario = scenarios[name]

    told = plans.answer_line({key: scenario[key] for key in ("id", "profile", "goal")})

    assert "error" not in told, told
    differences = list(compare(told, scenario["expect"]))
    if differences and scenario["confidence"] == "arguable":
        pytest.xfail("; ".join(differences))
    assert differences == []


@pytest.mark.parametrize("name", NAMES or ["route-scenarios.yaml"])
def test_each_wait_it_names_is_published_or_not_as_it_says(
    name: str, scenarios: dict[str, Any], real_navigator: Navigator
) -> None:
    expected = scenarios[name]["expect"]
    for service, kind in expected["waits"].items():
        wait = real_navigator.directory.best_wait(service)

        assert ("unknown" if wait is None else "published") == kind, service
        if wait is not None:
            assert str(wait.as_of) in expected["waits_as_of"][service]


def compare(told: dict[str, Any], expected: dict[str, Any]) -> Iterator[str]:
    """Everything in which the answer is not what the scenario expects."""
    if told["answer"] != expected["answer"]:
        yield f"the answer is {told['answer']}, not {expected['answer']}"
    yield from compare_ways(told, expected)
    yield from compare_papers(told, expected)
    yield from compare_waits(told, expected)
    meanwhile, refused = set(told["while_waiting"]), set(told["if_refused"])
    if not meanwhile & set(expected["while_waiting_any"]):
        yield f"while waiting it offers none of {expected['while_waiting_any']}: {told['while_waiting']}"
    if meanwhile & set(expected["while_waiting_none"]):
        yield f"while waiting it offers {meanwhile & set(expected['while_waiting_none'])}"
    if expected["if_refused_any"] and not refused & set(expected["if_refused_any"]):
        yield f"after a refusal it offers none of {expected['if_refused_any']}: {told['if_refused']}"


def compare_ways(told: dict[str, Any], expected: dict[str, Any]) -> Iterator[str]:
    """Every route passes what it must, starts with somebody who can, and offers nothing shut."""
    ways = [[leg["to"] for leg in route["referrals"]] for route in told["routes"]]
    if expected["must_use"] and not ways:
        yield f"there is no route, so none through {expected['must_use']}"
    for way in ways:
        missing = set(expected["must_use"]) - set(way)
        if missing and not (told["answer"] == "crisis-first" and way is not ways[0]):
            yield f"the route {way} leaves out {missing}"
    if expected["answer"] in ("routes", "crisis-first"):
        for route in told["routes"]:
            first = route["referrals"][0]["by"]
            if first not in expected["first_actor"]:
                yield f"{first} acts first, not one of {expected['first_actor']}"
    offered = {step for way in ways for step in way} | set(told["while_waiting"]) | set(told["if_refused"])
    if offered & set(expected["must_not_offer"]):
        yield f"it offers {offered & set(expected['must_not_offer'])}"


def compare_papers(told: dict[str, Any], expected: dict[str, Any]) -> Iterator[str]:
    """Where there are routes, they name every paper that the scenario names, and none it rules out."""
    if expected["answer"] != "routes":
        return
    named = {
        paper.casefold() for route in told["routes"] for leg in route["referrals"] for paper in leg["documents"]
    }
    for paper in expected["documents_needed"]:
        if not any(paper.casefold() in name or name in paper.casefold() for name in named):
            yield f"the paper {paper!r} is not asked for: {sorted(named)}"
    for paper in expected.get("documents_not_needed", []):
        if any(paper.casefold() in name for name in named):
            yield f"the paper {paper!r} is asked for"


def compare_waits(told: dict[str, Any], expected: dict[str, Any]) -> Iterator[str]:
    """A wait nobody publishes has neither weeks nor date; a published one is told with its date."""
    for leg in (leg for route in told["routes"] for leg in route["referrals"]):
        kind = expected["waits"].get(leg["to"])
        weeks, as_of = leg["wait"]["weeks"], leg["wait"]["as_of"]
        if kind == "unknown" and (weeks is not None or as_of is not None):
            yield f"nobody publishes the wait of {leg['to']}, yet it says {leg['wait']}"
        dates = expected.get("waits_as_of", {}).get(leg["to"], [as_of])
        if kind == "published" and ((weeks is None and as_of is None) or as_of not in dates):
            yield f"the wait of {leg['to']} is published ({dates}), yet it says {leg['wait']}"
