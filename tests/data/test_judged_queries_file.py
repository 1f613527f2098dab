"""The project's own judged searches: every line whole, every service real, the mix as intended."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
SERVICES = HERE.parents[1] / "services_data" / "services"
FIELDS = {"id", "query", "persona", "age", "tags", "grades", "crisis", "none"}
SHARES = {
    "parent": 55,
    "young-person": 12,
    "senco": 12,
    "gp": 6,
    "health-staff": 8,
    "early-years": 7,
}
TAGS = {
    "misspelling",
    "symptom",
    "acronym",
    "urgent",
    "safeguarding",
    "language",
    "check-with-speaker",
    "negative",
    "closed-service",
    "name-search",
    "place",
    "staff",
    "while-waiting",
    "money",
    "legal",
    "emotional",
    "derived",
    "crisis-either",
}


def read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def own() -> list[dict[str, Any]]:
    return read("judged_queries.jsonl")


@pytest.fixture(scope="module", params=["judged_queries.jsonl", "judged_queries_languages.jsonl"])
def judged(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    return read(request.param)


def test_every_line_has_the_same_fields_of_the_right_kind(judged: list[dict[str, Any]]) -> None:
    for line in judged:
        assert set(line) == FIELDS, line["id"]
        assert re.fullmatch(r"[nl][0-9a-f]{6}", line["id"]), line["id"]
        assert line["query"] == line["query"].strip() != "", line["id"]
        assert line["persona"] in SHARES, line["id"]
        assert line["age"] is None or (type(line["age"]) is int and 0 <= line["age"] <= 25), line["id"]
        assert set(line["tags"]) <= TAGS, line["id"]
        assert len(line["tags"]) == len(set(line["tags"])), line["id"]
        assert type(line["crisis"]) is bool, line["id"]
        assert type(line["none"]) is bool, line["id"]


def test_no_query_and_no_id_comes_twice(judged: list[dict[str, Any]]) -> None:
    assert len({line["id"] for line in judged}) == len(judged)
    assert len({line["query"].casefold() for line in judged}) == len(judged)


def test_every_graded_service_exists(judged: list[dict[str, Any]]) -> None:
    known = {path.stem for path in SERVICES.glob("*.yaml")}
    named = {service for line in judged for service in line["grades"]}
    assert named - known == set()


def test_grades_are_one_to_three_and_the_best_answers_are_few(judged: list[dict[str, Any]]) -> None:
    for line in judged:
        grades = Counter(line["grades"].values())
        assert set(grades) <= {1, 2, 3}, line["id"]
        if line["none"]:
            assert set(grades) <= {1}, line["id"]
        else:
            assert 1 <= grades[3] <= (5 if line["crisis"] else 3), line["id"]


def test_nothing_is_both_a_crisis_and_without_an_answer(judged: list[dict[str, Any]]) -> None:
    for line in judged:
        marks = [line["crisis"], line["none"], "crisis-either" in line["tags"]]
        assert sum(marks) <= 1, line["id"]


def test_another_language_is_marked_as_not_yet_read_by_a_speaker(judged: list[dict[str, Any]]) -> None:
    for line in judged:
        assert ("language" in line["tags"]) == ("check-with-speaker" in line["tags"]), line["id"]


def test_the_set_is_large_and_mixed_enough_to_measure_with(own: list[dict[str, Any]]) -> None:
    assert len(own) >= 150
    personas = Counter(line["persona"] for line in own)
    for persona, share in SHARES.items():
        assert abs(100 * personas[persona] / len(own) - share) <= 3, persona
    assert 12 <= sum(line["crisis"] for line in own) <= 15
    assert 10 <= sum(line["none"] for line in own) <= 12
    tags = Counter(tag for line in own for tag in line["tags"])
    assert tags["name-search"] >= 12
    assert tags["symptom"] >= 130
    assert tags["language"] >= 20


def test_queries_in_other_languages_cover_many(own: list[dict[str, Any]]) -> None:
    spoken = read("judged_queries_languages.jsonl")

    assert len(spoken) >= 60
    assert not {line["query"] for line in spoken} & {line["query"] for line in own}


def test_danger_queries_have_one_shape_and_none_comes_twice() -> None:
    lines = read("danger_queries.jsonl")

    assert all(set(line) == {"query", "danger", "language"} for line in lines)
    assert {line["danger"] for line in lines} == {"life", "safeguarding", None}
    assert len({line["query"].casefold() for line in lines}) == len(lines) >= 240
