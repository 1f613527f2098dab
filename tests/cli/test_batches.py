"""Batches: a JSON line out for every line in, however odd the line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Run = Callable[..., Result]

SEARCH_KEYS = {"id", "ranked", "crisis_shown", "none_said"}
PLAN_KEYS = {"id", "answer", "routes", "reasons", "while_waiting", "if_refused"}


def lines(*questions: object) -> str:
    """Questions as JSON lines."""
    return "".join(f"{json.dumps(question)}\n" for question in questions)


def answers(output: str) -> list[dict[str, Any]]:
    """Each line of an output, read."""
    return [json.loads(line) for line in output.splitlines()]


def test_a_batch_of_searches_from_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "queries.jsonl"
    file.write_text(
        lines(
            {"id": "a", "query": "waiting for camhs", "age": 9, "postcode": "OX4", "asker": "parent"},
            {"id": "b", "query": "she is cutting herself", "age": "14"},
            {"id": "c", "query": "xylophone blorp quux", "age": None, "postcode": None},
        ),
        encoding="utf-8",
    )

    result = run("search", "--batch", str(file))

    told = answers(result.stdout)
    assert result.exit_code == 0
    assert [one["id"] for one in told] == ["a", "b", "c"]
    assert all(set(one) == SEARCH_KEYS for one in told)
    assert [one["crisis_shown"] for one in told] == [False, True, False]
    assert [one["none_said"] for one in told] == [False, False, True]


def test_a_batch_of_plans_from_standard_input(run: Run) -> None:
    profile = {"age": 9, "home_postcode": "OX4", "setting": "primary", "documents": [], "asker": "senco"}

    result = run(
        "plan", "--batch", "-", stdin=lines({"id": 1, "profile": profile, "goal": "ehc-needs-assessment"})
    )

    told = answers(result.stdout)[0]
    assert result.exit_code == 0
    assert set(told) == PLAN_KEYS
    assert told["routes"][0]["referrals"][-1]["to"] == "ehc-needs-assessment"


def test_a_goal_may_be_said_in_words(run: Run) -> None:
    result = run("plan", "--batch", "-", stdin=lines({"id": 1, "goal": "Autism"}, {"id": 2, "goal": "autism"}))

    first, second = answers(result.stdout)
    assert {**first, "id": 0} == {**second, "id": 0}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{broken", "not a line of JSON: "),
        (b"[1, 2]", "each line must be a JSON object"),
        (b'"words"', "each line must be a JSON object"),
        (b"null", "each line must be a JSON object"),
        (b'{"id": 7}', "query: Give the words to search for as text"),
        (b'{"id": 7, "query": 5}', "query: Give the words to search for as text"),
        (b'{"id": 7, "query": ["sleep"]}', "query: Give the words to search for as text"),
        (b'{"id": 7, "query": "sleep", "colour": "red"}', "colour: This is not a question that we ask"),
        (b'{"id": 7, "query": "sleep", "age": "old"}', "age: Enter the child's age in whole years"),
        (b'{"id": 7, "query": "sleep", "age": [4]}', "age: Enter the child's age in whole years"),
        (b'{"id": 7, "query": "sleep", "age": true}', "age: Enter the child's age in whole years"),
        (b'{"id": 7, "query": "sleep", "age": 1e999}', "age: Enter the child's age in whole years"),
        (b'{"id": 7, "query": "sleep", "age": -1}', "age: Enter an age from 0 to 25"),
        (b'{"id": 7, "query": "sleep", "postcode": 5}', "home_postcode: Give this answer as text"),
        (b'{"id": 7, "query": "sleep", "postcode": "banana"}', "Enter a postcode like OX4 2JD"),
        (b'{"id": 7, "query": "sleep", "asker": "cat"}', "asker: Choose one of the answers in the list"),
        (b'{"id": NaN, "query": "sleep"}', "not a line of JSON: NaN is not a number"),
        (b'{"id": ' + b"9" * 5000 + b"}", "a number is too long"),
        (b'{"id": 7, "query": "caf\xe9"}', "not text in UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"query": "' + b"a" * 1_000_000 + b'"}', "a line may have at most 1,000,000 bytes"),
    ],
)
def test_a_search_line_that_cannot_be_answered_says_why_and_the_rest_go_on(
    run: Run, line: bytes, said: str
) -> None:
    good = b'{"id": "good", "query": "sleep"}'

    result = run("search", "--batch", "-", stdin=b"\n".join([good, line, b"", b"   ", good]))

    told = answers(result.stdout)
    assert result.exit_code == 1
    assert [set(one) for one in told] == [SEARCH_KEYS, {"id", "error"}, SEARCH_KEYS]
    assert said in told[1]["error"]
    assert told[1]["id"] == (7 if line.startswith(b'{"id": 7') and b"\xe9" not in line else None)
    assert told[0] == told[2]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({}, "goal: Name a service or a need"),
        ({"goal": ""}, "goal: Name a service or a need"),
        ({"goal": 5}, "goal: Name a service or a need"),
        ({"goal": "no-such-goal"}, "goal: We know no service and no need called 'no-such-goal'"),
        ({"goal": "autism", "profile": []}, "profile: Give the answers about the child as an object"),
        ({"goal": "autism", "profile": None}, "profile: Give the answers about the child as an object"),
        ({"goal": "autism", "profile": {"shoe": 5}}, "shoe: This is not a question that we ask"),
        ({"goal": "autism", "profile": {"needs": 5}}, "needs: Give this answer as text"),
        ({"goal": "autism", "profile": {"documents": [1]}}, "documents: Give this answer as text"),
        ({"goal": "autism", "profile": {"setting": "submarine"}}, "setting: Choose one of the answers"),
        ({"goal": "autism", "shoe": 5}, "shoe: This is not a question that we ask"),
    ],
)
def test_a_plan_line_that_cannot_be_answered_says_why(run: Run, question: dict[str, Any], said: str) -> None:
    result = run("plan", "--batch", "-", stdin=lines({"id": "x", **question}))

    told = answers(result.stdout)
    assert result.exit_code == 1
    assert [set(one) for one in told] == [{"id", "error"}]
    assert told[0]["id"] == "x"
    assert said in told[0]["error"]


def test_every_wrong_answer_of_a_line_is_told_at_once(run: Run) -> None:
    result = run("search", "--batch", "-", stdin=lines({"query": "sleep", "age": "x", "asker": "cat", "shoe": 1}))

    error = answers(result.stdout)[0]["error"]
    assert all(part in error for part in ("shoe: ", "age: ", "asker: "))


def test_what_we_do_not_know_is_left_out_and_the_line_answered(run: Run) -> None:
    profile = {
        "age": 9,
        "needs": ["autism", "banana"],
        "documents": ["ehc-plan", "banana"],
        "home_postcode": "ZZ9",
    }

    result = run("plan", "--batch", "-", stdin=lines({"id": 1, "goal": "autism", "profile": profile}))

    told = answers(result.stdout)[0]
    assert result.exit_code == 0
    assert set(told) == {*PLAN_KEYS, "left_out"}
    assert len(told["left_out"]) == 3
    assert "ZZ9" not in result.stdout


@pytest.mark.parametrize("command", ["search", "plan"])
def test_an_empty_batch_is_no_mistake(run: Run, command: str) -> None:
    for nothing in (b"", b"\n\n", b"\xef\xbb\xbf"):
        result = run(command, "--batch", "-", stdin=nothing)
        assert (result.exit_code, result.stdout) in ((0, ""), (1, result.stdout))
        assert "Traceback" not in result.output


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter(run: Run) -> None:
    plain = run("search", "--batch", "-", stdin=lines({"id": 1, "query": "sleep"}))
    windows = run("search", "--batch", "-", stdin=b'\xef\xbb\xbf{"id": 1, "query": "sleep"}\r\n')

    assert windows.stdout == plain.stdout
    assert windows.exit_code == 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    ),
    st.sampled_from(["search", "plan"]),
    st.sampled_from(["id", "query", "age", "postcode", "asker", "profile", "goal"]),
)
def test_any_json_at_all_gets_exactly_one_line(run: Run, value: Any, command: str, name: str) -> None:
    start = {"id": 1, "query": "sleep"} if command == "search" else {"id": 1, "goal": "sleep"}

    result = run(command, "--batch", "-", stdin=lines({**start, name: value}) + lines(value))

    told = answers(result.stdout)
    assert len(told) == 2
    assert result.exit_code == 1
    assert all("id" in one for one in told)


def test_half_a_character_in_an_id_is_given_back(run: Run) -> None:
    result = run("search", "--batch", "-", stdin=b'{"id": "\\ud800", "query": "\\ud800 sleep"}')

    assert answers(result.stdout)[0]["id"] == "\ud800"
