"""`navigator search` and `navigator plan` for one question: a table to read, or one JSON line."""

import json
from collections.abc import Callable

import pytest
from click.testing import Result

Run = Callable[..., Result]


def test_a_search_prints_services_and_how_they_fit(run: Run) -> None:
    result = run("search", "waiting", "for", "camhs", "--age", "9", "--postcode", "OX4", "--asker", "parent")

    assert result.exit_code == 0
    assert "CAMHS" in result.stdout
    assert "Fits what you told us" in result.stdout
    total, question = result.stdout.splitlines()[-2:]
    assert total.endswith(" services")
    assert question.startswith("Knowing ")


def test_a_search_explains_itself(run: Run) -> None:
    result = run("search", "wont", "go", "to", "scool", "age", "9", "--explain")

    assert result.stdout.startswith("Read as: School refusal")
    assert "age 9" in result.stdout.splitlines()[0]
    assert "Our curators would turn" in result.stdout


def test_a_search_explained_as_json_gives_the_parts_of_every_score(run: Run) -> None:
    told = json.loads(run("search", "wont go to school, córka 9 lat", "--explain", "--json").stdout)

    assert {"ranked", "crisis_shown", "none_said", "read", "parts"} == set(told)
    assert "school-refusal" in told["read"]["needs"]
    assert set(told["parts"]) == set(told["ranked"])
    assert all(told["parts"][service] for service in told["ranked"])


def test_a_search_as_json_is_one_line_with_the_promised_keys(run: Run) -> None:
    result = run("search", "waiting", "for", "camhs", "--json")

    assert len(result.stdout.splitlines()) == 1
    told = json.loads(result.stdout)
    assert set(told) == {"ranked", "crisis_shown", "none_said"}
    assert len(told["ranked"]) == len(set(told["ranked"])) == 20


def test_words_of_danger_print_urgent_help_first(run: Run) -> None:
    result = run("search", "she is cutting herself", "--age", "14")

    assert result.stdout.startswith("If life is at risk, call 999. Urgent help:")
    told = json.loads(run("search", "she is cutting herself", "--age", "14", "--json").stdout)
    assert told["crisis_shown"] is True
    assert told["ranked"][0] == "nhs-111-mental-health"


def test_a_plan_prints_a_table_for_each_route(run: Run) -> None:
    result = run("plan", "ehc-needs-assessment", "--age", "9", "--postcode", "OX4 2JD", "--asker", "parent")

    assert result.exit_code == 0
    assert result.stdout.startswith("Answer: routes\n")
    assert "Route 1: 1 wait of unpublished length" in result.stdout
    assert "52 per cent" in " ".join(result.stdout.split())


def test_a_plan_as_json_has_the_promised_keys(run: Run) -> None:
    told = json.loads(run("plan", "ehc-needs-assessment", "--age", "9", "--postcode", "OX4", "--json").stdout)

    assert set(told) == {"answer", "routes", "reasons", "while_waiting", "if_refused"}
    assert told["answer"] == "routes"
    for route in told["routes"]:
        assert set(route) == {"wait_weeks", "unknown_waits", "fee_pence", "referrals"}
        for leg in route["referrals"]:
            assert set(leg) == {"to", "by", "from", "documents", "wait"}
            assert set(leg["wait"]) == {"weeks", "as_of"}
    assert "sendiass-oxfordshire" in told["if_refused"]


def test_every_answer_about_the_child_can_be_given(run: Run) -> None:
    result = run(
        *("plan", "autism", "--age", "9", "--postcode", "OX4", "--gp-area", "Oxfordshire", "--setting", "primary"),
        *("--school-area", "Oxfordshire", "--school-type", "state-mainstream", "--asker", "school"),
        *("--need", "autism", "--need", "sleep", "--document", "ehc-plan", "--json"),
    )

    assert result.exit_code == 0
    assert json.loads(result.stdout)["answer"] == "routes"


def test_no_papers_is_an_answer_too(run: Run) -> None:
    ask = ("plan", "disability-access-fund", "--age", "10", "--json")

    silent, none = (
        " ".join(json.loads(run(*ask, *told).stdout)["reasons"]) for told in ((), ("--document", "none"))
    )

    assert "You need this first: DLA award letter." not in silent
    assert "You need this first: DLA award letter." in none


def test_what_we_do_not_know_is_left_out_and_said(run: Run) -> None:
    result = run("plan", "ehc-needs-assessment", "--age", "9", "--document", "banana", "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout)["answer"] in ("routes", "unknown")
    assert result.stderr == (
        "Left out of the question: documents: We do not know that paper. Choose one from the list"
        " (given: 'banana')\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("search",), "Say what you are looking for, or give --batch FILE."),
        (("search", "sleep", "--age", "x"), "age: Enter the child's age in whole years, like 4"),
        (("search", "sleep", "--age", "-1"), "age: Enter an age from 0 to 25"),
        (("search", "sleep", "--age", "999"), "age: Enter an age from 0 to 25"),
        (("search", "sleep", "--postcode", "banana"), "Enter a postcode like OX4 2JD"),
        (("search", "sleep", "--asker", "cat"), "asker: Choose one of the answers in the list"),
        (("plan",), "Name a service or a need, or give --batch FILE."),
        (("plan", "no-such-goal"), "goal: We know no service and no need called 'no-such-goal'"),
        (("plan", "autism", "--setting", "submarine"), "setting: Choose one of the answers in the list"),
        (("plan", "autism", "--gp-area", "Narnia", "--age", "x"), "age: Enter the child's age"),
        (("search", "--batch", "/no/such/file"), "No such file or directory"),
        (("serve", "--port", "0"), "0 is not in the range"),
        (("serve", "--workers", "many"), "is not a valid integer"),
        (("fly",), "No such command 'fly'"),
    ],
)
def test_a_question_that_cannot_be_read_is_refused_in_words(run: Run, words: tuple[str, ...], said: str) -> None:
    result = run(*words)

    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "words", ["'; DROP TABLE services; --", "😀🧩", "[bold]sleep[/]", "طفلي لا يتكلم", "a" * 10_000]
)
def test_any_words_can_be_searched_for(run: Run, words: str) -> None:
    assert run("search", words).exit_code == 0
    assert len(run("search", "--json", "--", words).stdout.splitlines()) == 1


def test_a_postcode_is_never_printed_back(run: Run) -> None:
    result = run("search", "sleep", "--postcode", "OX4 2JD9")

    assert result.exit_code == 2
    assert "2JD9" not in result.output
