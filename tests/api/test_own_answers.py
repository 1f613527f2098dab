"""Our own API says what the pages and the command line say, word for word."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from building import a_service, a_source, a_wait, a_way_in
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from navigator.answers import PlanAnswers, SearchAnswers
from navigator.assembly import Navigator
from navigator.domain.deadline_rules import list_deadlines
from navigator.domain.deadlines import Process, Start
from navigator.domain.doors import check_service
from navigator.domain.eligibility import AgeRange
from navigator.domain.profile import Profile, Referrer
from navigator.domain.sources import Confidence
from navigator.domain.waits import Statistic
from navigator.routing import list_compared, list_support_while_waiting
from navigator.wording import ResultWording
from navigator.wording.deadlines import DeadlineWording

BASE = "/api/v1"
WORRIES = (
    "waiting for camhs",
    "she wont go to school",
    "my son wants to die",
    "zebrafish",
    "",
    "autism 7yo in Thame",
)
AGES = (None, 3, 9, 17)


def read(client: FlaskClient, path: str, **asked: Any) -> Any:
    """An answer as data; it must be one."""
    told = {name: value for name, value in asked.items() if value is not None}
    answer = client.get(f"{BASE}{path}", query_string=told)
    assert answer.status_code == 200, (path, asked, answer.get_data(as_text=True)[:300])
    return answer.get_json()


@pytest.mark.parametrize("worry", WORRIES)
@pytest.mark.parametrize("age", AGES)
def test_a_search_says_what_the_command_line_says(
    client: FlaskClient, real_navigator: Navigator, worry: str, age: int | None
) -> None:
    answers = SearchAnswers(real_navigator)
    page, _ = answers.ask({"query": worry, "age": age, "postcode": "OX4", "asker": "parent"})
    assert page is not None

    told = read(client, "/search", q=worry, age=age, postcode="OX4", asker="parent")

    assert {name: told[name] for name in answers.explain(page)} == answers.explain(page)
    assert [hit["id"] for hit in told["hits"]] == [hit.service.id for hit in page.hits]
    assert [hit["verdict"] for hit in told["hits"]] == [hit.finding.verdict.value for hit in page.hits]
    assert [one["id"] for one in told["crisis"]] == [service.id for service in page.crisis]
    assert told["total"] == page.total


@pytest.mark.parametrize(
    "goal", ["ehc-needs-assessment", "autism-assessment", "send-tribunal", "self-harm", "camhs"]
)
@pytest.mark.parametrize("age", AGES)
def test_routes_are_those_of_the_command_line(
    client: FlaskClient, real_navigator: Navigator, goal: str, age: int | None
) -> None:
    answers = PlanAnswers(real_navigator)
    profile = {"asker": "parent", "home_postcode": "OX4 2JD", "documents": [], "setting": "primary"}
    plan, _ = answers.ask({"goal": goal, "profile": profile | ({} if age is None else {"age": age})})
    assert plan is not None

    told = read(
        client, f"/routes/{goal}", asker="parent", postcode="OX4 2JD", documents="none", setting="primary", age=age
    )

    assert {name: told[name] for name in answers.tell(plan)} == answers.tell(plan)


@pytest.mark.parametrize("age", AGES)
def test_eligibility_of_every_service_is_the_engines_own(
    client: FlaskClient, real_navigator: Navigator, age: int | None
) -> None:
    words = ResultWording(real_navigator.directory)
    for service in real_navigator.directory.list_services():
        finding = check_service(service, Profile(age_years=age))
        told = read(client, f"/services/{service.id}/eligibility", age=age)

        assert told["verdict"] == finding.verdict.value
        assert told["reasons"] == words.reasons(finding)
        assert [part["verdict"] for part in told["parts"]] == [part.verdict.value for part in finding.parts]
        assert [way["id"] for way in told["ways_in"]] == [way.id for way in service.ways_in]


def test_support_and_alternatives_are_those_of_the_pages(client: FlaskClient, real_navigator: Navigator) -> None:
    directory, profile = real_navigator.directory, Profile(age_years=9)
    for key in ("camhs-neurodevelopmental-conditions", "camhs-getting-help", "ehc-needs-assessment"):
        support = read(client, f"/services/{key}/while-waiting", age=9)["services"]
        others = read(client, f"/services/{key}/alternatives", age=9)["alternatives"]

        expected = list_support_while_waiting(directory, profile, (key,))
        assert [one["id"] for one in support] == [service.id for service in expected]
        assert [one["id"] for one in others] == [row.service.id for row in list_compared(directory, profile, key)]


def test_waits_are_the_ledger(client: FlaskClient, real_navigator: Navigator) -> None:
    directory = real_navigator.directory
    shown = [wait for wait in directory.waits if directory.services[wait.service].published]
    told = read(client, "/waits", per_page=500)

    assert told["total_items"] == len(shown)
    for figure, wait in zip(told["contents"], shown, strict=True):
        assert (figure["service"], figure["statistic"], figure.get("value")) == (
            wait.service,
            wait.statistic.value,
            wait.value,
        )
        assert figure.get("source", {}).get("title") == (wait.source and wait.source.title)
    for service in directory.list_services():
        answer = read(client, f"/services/{service.id}/waits")
        best = directory.best_wait(service.id)
        assert ("best_wait" in answer) == (best is not None)
        assert len(answer["figures"]) == len(directory.list_waits(service.id))


def test_an_unpublished_wait_is_absent_and_never_nought(tiny: Callable[..., FlaskClient]) -> None:
    reader = tiny(
        a_service("silent"),
        a_service("target"),
        a_service("known"),
        waits=(a_wait("target", 18, statistic=Statistic.TARGET), a_wait("known", 0)),
    )

    assert "best_wait" not in read(reader, "/services/silent/waits")
    assert "best_wait" not in read(reader, "/services/target")
    assert read(reader, "/services/known")["best_wait"]["value"] == 0


def test_pathways_hold_what_the_public_may_see(client: FlaskClient, real_navigator: Navigator) -> None:
    directory = real_navigator.directory
    listed = read(client, "/pathways")["pathways"]

    assert {one["id"] for one in listed} == set(directory.pathways)
    for key, pathway in directory.pathways.items():
        told = read(client, f"/pathways/{key}")
        named = {service for stage in told["stages"] for service in stage.get("services", ())}
        assert named == {service for service in pathway.services if directory.services[service].published}


@pytest.mark.parametrize("process", list(Process))
def test_deadlines_are_those_of_the_command_line(
    client: FlaskClient, real_navigator: Navigator, process: Process
) -> None:
    words = DeadlineWording(real_navigator.directory)
    starts = {one["id"]: one["starts"] for one in read(client, "/deadlines")["processes"]}[process.value]
    first = next(iter(starts))
    day = datetime.date(2026, 9, 1)
    calendar = client.application.extensions["school_calendar"][0]
    today = client.application.extensions["settings"].today

    told = read(client, f"/deadlines/{process.value}", **{first: day.isoformat()})

    expected = list_deadlines(process, {Start(first): day}, calendar, today)
    assert told == words.tell_all(process, expected, today)
    assert any(one["date"] for one in told["deadlines"])


def test_days_that_cannot_be_are_refused_by_name(client: FlaskClient) -> None:
    asked = {"requested": "2026-02-31", "absent": "2026-09-01", "draft-sent": "1999-01-01"}
    answer = client.get(f"{BASE}/deadlines/ehc", query_string=asked)

    assert answer.status_code == 400
    assert {problem["field"] for problem in answer.get_json()["errors"]} == set(asked)


def test_what_is_not_known_is_left_out_and_said(client: FlaskClient) -> None:
    told = read(client, "/services/sendiass-oxfordshire/eligibility", postcode="ZZ99", needs="zebrafish", age=9)

    assert [line.split(":")[0] for line in told["left_out"]] == ["postcode", "needs"]
    assert "ZZ99" not in str(told)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"age": "nine"}, "age"),
        ({"age": "26"}, "age"),
        ({"age": "1_0"}, "age"),
        ({"age_months": "12"}, "age_months"),
        ({"postcode": "anywhere"}, "postcode"),
        ({"setting": "moon"}, "setting"),
        ({"postode": "OX4"}, "postode"),
        ({"documents": ["x"] * 51}, "documents"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(client: FlaskClient, asked: dict[str, Any], field: str) -> None:
    for path in ("/search", "/services/sendiass-oxfordshire/eligibility", "/routes/camhs"):
        answer = client.get(f"{BASE}{path}", query_string=asked)

        assert (answer.status_code, answer.content_type) == (400, "application/problem+json")
        body = answer.get_json()
        assert (body["type"], body["title"], body["status"]) == ("about:blank", "Bad Request", 400)
        assert [problem["field"] for problem in body["errors"]] == [field]
        assert body["errors"][0]["message"].endswith(".")


def test_every_mistake_is_told_at_once(client: FlaskClient) -> None:
    answer = client.get(f"{BASE}/search", query_string={"age": "x", "setting": "y", "limit": "0"})

    assert {problem["field"] for problem in answer.get_json()["errors"]} == {"age", "setting", "limit"}


def test_services_that_are_held_back_are_not_there(tiny: Callable[..., FlaskClient]) -> None:
    reader = tiny(a_service("shown", use_instead=("hidden",)), a_service("hidden", confidence=Confidence.LOW))

    for path in ("/services/hidden", "/services/hidden/eligibility", "/services/hidden/waits", "/routes/hidden"):
        assert reader.get(f"{BASE}{path}").status_code == 404
    assert "hidden" not in reader.get(f"{BASE}/services/shown").get_data(as_text=True)
    assert [one["id"] for one in read(reader, "/services")["contents"]] == ["shown"]


def test_a_whole_service_names_the_source_of_what_it_says(tiny: Callable[..., FlaskClient]) -> None:
    door = a_way_in(Referrer.SCHOOL, source=a_source("The door's page"))
    told = read(tiny(a_service("one", ways_in=(door,), ages=AgeRange(5, 11))), "/services/one")

    assert told["ways_in"][0]["source"]["title"] == "The door's page"
    assert told["eligibility"] == ["Ages 5 to 11, both included."]
    assert told["rules"] == [{"rule": "age", "minimum": 5, "maximum": 11}]


@settings(max_examples=25)
@given(words=st.text(max_size=300), age=st.none() | st.integers(-5, 40), limit=st.integers(-1, 30))
def test_no_words_make_a_search_fail(client: FlaskClient, words: str, age: int | None, limit: int) -> None:
    asked = {"q": words, "limit": limit} | ({} if age is None else {"age": age})
    answer = client.get(f"{BASE}/search", query_string=asked)
    sound = limit >= 1 and (age is None or 0 <= age <= 25)

    assert answer.status_code == (200 if sound else 400)
    if sound:
        assert len(answer.get_json()["hits"]) <= limit


@settings(max_examples=50)
@given(
    place=st.text(min_size=1, max_size=60),
    papers=st.lists(st.text(min_size=1, max_size=30), max_size=5),
    seen=st.lists(st.sampled_from(["gp-practice", "zebrafish", "sen-support"]), max_size=3),
)
def test_no_answers_about_a_child_make_it_fail(
    client: FlaskClient, place: str, papers: list[str], seen: list[str]
) -> None:
    asked = {"gp_area": place, "documents": papers, "seen_by": seen}

    assert client.get(f"{BASE}/routes/ehc-needs-assessment", query_string=asked).status_code == 200
