"""Measure a search against judged queries, beside plain engines on the same records.

Figures: nDCG@10 with gain 2^grade - 1 and discount log2(place + 1) (K. Jarvelin and J. Kekalainen,
"Cumulated gain-based evaluation of IR techniques", ACM Transactions on Information Systems 20, 2002;
exponential gain as in C. Burges et al., "Learning to rank using gradient descent", 2005); success@3,
any grade 3 among the first three; MRR, one over the place of the first grade 2 or 3.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import log2
from typing import Any

from whoosh.index import Index
from whoosh.query import Or, Term

from navigator.domain.directory import Directory
from navigator.search.index import FIELD_WEIGHTS, SCORING, list_record_texts
from navigator.search.words import content_stems, split_words

EITHER = "crisis-either"
"""Queries with this tag may or may not show crisis help: counted neither way."""


@dataclass(frozen=True)
class Judged:
    """One judged query. `grades` maps a service id to 3, 2 or 1; the rest are 0."""

    id: str
    query: str
    persona: str
    age: int | None
    tags: tuple[str, ...]
    grades: Mapping[str, int]
    crisis: bool
    none: bool


@dataclass(frozen=True)
class Shown:
    """What a search showed for it, from the top, each service once."""

    ranked: tuple[str, ...]
    crisis: bool = False
    none: bool = False


@dataclass(frozen=True)
class Figures:
    """Means over a group of queries; None where the group holds none to measure."""

    queries: int
    ndcg: float | None
    success: float | None
    mrr: float | None


@dataclass(frozen=True)
class Report:
    """The figures of one engine: overall, by persona and by tag; crisis and honesty counts."""

    overall: Figures
    by_persona: Mapping[str, Figures]
    by_tag: Mapping[str, Figures]
    crisis_shown: tuple[int, int]
    crisis_right: tuple[int, int]
    none_said: tuple[int, int]
    none_wrong: tuple[int, int]


class BrokenJudgement(ValueError):
    """A line of the judged file cannot be used; the message names the line and what is wrong."""


def parse_judged(lines: Iterable[str]) -> tuple[Judged, ...]:
    """Read JSON lines of judged queries; raise BrokenJudgement for the first that cannot be used."""
    judged = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
            judged.append(
                Judged(
                    id=str(given["id"]),
                    query=str(given["query"]),
                    persona=str(given["persona"]),
                    age=given["age"],
                    tags=tuple(given["tags"]),
                    grades={str(key): int(grade) for key, grade in given["grades"].items()},
                    crisis=bool(given["crisis"]),
                    none=bool(given["none"]),
                )
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BrokenJudgement(f"line {number} is not a judged query: {error}") from None
    return tuple(judged)


def ndcg_at_10(ranked: Iterable[str], grades: Mapping[str, int]) -> float:
    """Discounted gain of the first ten against the best possible order of the same grades.

    >>> ndcg_at_10(["a", "b"], {"a": 3, "b": 1})
    1.0
    """
    gains = [2 ** grades.get(key, 0) - 1 for key in list(ranked)[:10]]
    best = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:10]
    ideal = _discounted(best)
    return _discounted(gains) / ideal if ideal else 0.0


def _discounted(gains: Iterable[float]) -> float:
    return sum(gain / log2(place + 1) for place, gain in enumerate(gains, start=1))


def evaluate(judged: Iterable[Judged], ask: Callable[[Judged], Shown], published: frozenset[str]) -> Report:
    """Ask every query and measure what came back.

    Grades of services that are not published are dropped first: holding them back costs nothing.
    `none` queries take no part in the ranking figures.
    """
    groups: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    counts: dict[str, list[bool]] = defaultdict(list)
    for one in judged:
        shown = ask(one)
        if one.crisis:
            counts["crisis shown"].append(shown.crisis)
        if shown.crisis and EITHER not in one.tags:
            counts["crisis right"].append(one.crisis)
        counts["none said" if one.none else "none wrong"].append(shown.none)
        if one.none:
            continue
        grades = {key: grade for key, grade in one.grades.items() if key in published}
        figures = (
            ndcg_at_10(shown.ranked, grades),
            float(any(grades.get(key) == 3 for key in shown.ranked[:3])),
            next((1 / place for place, key in enumerate(shown.ranked, 1) if grades.get(key, 0) >= 2), 0.0),
        )
        for group in ("all", f"persona {one.persona}", *(f"tag {tag}" for tag in one.tags)):
            groups[group].append(figures)
    return Report(
        overall=_mean(groups["all"]),
        by_persona={key[8:]: _mean(groups[key]) for key in sorted(groups) if key.startswith("persona ")},
        by_tag={key[4:]: _mean(groups[key]) for key in sorted(groups) if key.startswith("tag ")},
        crisis_shown=_share(counts["crisis shown"]),
        crisis_right=_share(counts["crisis right"]),
        none_said=_share(counts["none said"]),
        none_wrong=_share(counts["none wrong"]),
    )


def _mean(rows: list[tuple[float, float, float]]) -> Figures:
    if not rows:
        return Figures(0, None, None, None)
    ndcg, success, mrr = (sum(column) / len(rows) for column in zip(*rows, strict=True))
    return Figures(len(rows), ndcg, success, mrr)


def _share(answers: list[bool]) -> tuple[int, int]:
    return sum(answers), len(answers)


def ask_plain_whoosh(index: Index) -> Callable[[Judged], Shown]:
    """Plain BM25F over the same index: no needs, no eligibility, no names."""
    searcher = index.searcher(weighting=SCORING)

    def ask(one: Judged) -> Shown:
        terms = [
            Term(name, word, boost=weight)
            for word in content_stems(one.query)
            for name, weight in FIELD_WEIGHTS.items()
        ]
        return Shown(tuple(hit["id"] for hit in searcher.search(Or(terms), limit=20)))

    return ask


def ask_sqlite(directory: Directory) -> Callable[[Judged], Shown]:
    """SQLite FTS5 with its porter stemmer and bm25, over the same records and field weights."""
    database = sqlite3.connect(":memory:")
    fields = list(FIELD_WEIGHTS)
    database.execute(
        f"CREATE VIRTUAL TABLE records USING fts5(id UNINDEXED, {', '.join(fields)}, tokenize='porter unicode61')"
    )
    for record in list_record_texts(directory):
        row: list[Any] = [record["id"], *(record[name] for name in fields)]
        database.execute(f"INSERT INTO records VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
    weights = ", ".join(str(weight) for weight in (0.0, *FIELD_WEIGHTS.values()))

    def ask(one: Judged) -> Shown:
        words = " OR ".join(f'"{word}"' for word in split_words(one.query))
        if not words:
            return Shown(())
        rows = database.execute(
            f"SELECT id FROM records WHERE records MATCH ? ORDER BY bm25(records, {weights}) LIMIT 20",  # noqa: S608
            (words,),
        )
        return Shown(tuple(row[0] for row in rows))

    return ask
