"""Danger in families' words: heard in slang, misspelt, in many languages; and not heard where there is none."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from navigator.assembly import Navigator
from navigator.domain.needs import Urgency
from navigator.search import SearchRequest

QUERIES = Path(__file__).parents[1] / "data" / "danger_queries.jsonl"
FLOORS = {
    ("life", "en"): 0.96,
    ("life", "other"): 0.89,
    ("safeguarding", "en"): 0.95,
    ("safeguarding", "other"): 0.93,
}
"""A gate, not a goal: raise them as danger is heard better, never lower them."""
MOST_FALSE = {"en": 0.06, "other": 0.03}


@pytest.fixture(scope="module")
def heard(real_navigator: Navigator) -> dict[tuple[str | None, str], list[tuple[str, Urgency | None, bool]]]:
    """What was heard in each query, by the danger that is in it and by language."""
    groups: dict[tuple[str | None, str], list[tuple[str, Urgency | None, bool]]] = defaultdict(list)
    for line in QUERIES.read_text(encoding="utf-8").splitlines():
        given = json.loads(line)
        page = real_navigator.search.search(SearchRequest(given["query"]))
        language = "en" if given["language"] == "en" else "other"
        groups[given["danger"], language].append((given["query"], page.urgency, bool(page.crisis)))
    return groups


@pytest.mark.parametrize("group", FLOORS, ids=" ".join)
def test_danger_is_heard(heard, group: tuple[str, str]):
    missed = [query for query, _, shown in heard[group] if not shown]

    assert len(missed) <= (1 - FLOORS[group]) * len(heard[group]), missed


@pytest.mark.parametrize("language", MOST_FALSE)
def test_what_only_sounds_like_danger_is_rarely_taken_for_it(heard, language: str):
    false = [query for query, _, shown in heard[None, language] if shown]

    assert len(false) <= MOST_FALSE[language] * len(heard[None, language]), false


def test_help_for_a_child_is_never_for_adults_only(real_navigator: Navigator):
    for line in QUERIES.read_text(encoding="utf-8").splitlines():
        page = real_navigator.search.search(SearchRequest(json.loads(line)["query"]))
        for service in page.crisis:
            assert service.running, service.id
            assert not any(
                getattr(rule, "ages", None) is not None and (rule.ages.minimum or 0) >= 18
                for rule in service.eligibility
            ), service.id
