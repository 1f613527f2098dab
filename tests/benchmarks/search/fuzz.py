"""20,000 hostile and multilingual queries through the search on the real records: exceptions and times.

    python tests/benchmarks/search/fuzz.py [--queries 20000] [--seed 1]

Queries are drawn from five kinds: mutated real questions, phrases of every language spliced together,
random Unicode, code and markup, and any of these repeated up to 10,000 characters. Exits with 1 when a
query raises or when the 99th percentile is 20 ms or more.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from navigator.assembly import keep_for_good, open_navigator  # noqa: E402
from navigator.search import SearchRequest  # noqa: E402

LONGEST = 10_000
SLOWEST_MS = 20.0
HOSTILE = (
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "%00%ff",
    "../../etc/passwd",
    "AND OR NOT (",
    "name:* ^9 ~2",
    "\x00\x01\ufeff\u202e",
    "🙂🙁👨‍👩‍👧",
    "a" * 300,
    "()[]{}\\\"'*?",
    "0" * 80,
    "OX4 " * 50,
    "ـ" * 60,
)


def make_kinds(draw: random.Random) -> list[Callable[[], str]]:
    """One maker of queries for each kind."""
    data = ROOT / "tests" / "data"
    real = [
        json.loads(line)["query"]
        for name in ("judged_queries.jsonl", "judged_queries_languages.jsonl", "danger_queries.jsonl")
        for line in (data / name).read_text(encoding="utf-8").splitlines()
    ]
    directory = open_navigator().directory
    spoken = [phrase for one in directory.languages.values() for said in one.needs.values() for phrase in said]
    spoken += [phrase for need in directory.needs.values() for phrase in need.words]

    def mutated() -> str:
        letters = list(draw.choice(real))
        for _ in range(draw.randrange(6)):
            place = draw.randrange(len(letters) + 1)
            letters[place : place + draw.randrange(3)] = draw.choice(["", "x", " ", "'", "é", "9", "-"])
        return "".join(letters)

    def spliced() -> str:
        return draw.choice([" ", ", ", "\n"]).join(draw.choices(spoken, k=draw.randrange(1, 12)))

    def unicode() -> str:
        points = (
            draw.randrange(0x20, draw.choice([0x7F, 0x600, 0x3100, 0x1FFFF])) for _ in range(draw.randrange(200))
        )
        return "".join(chr(point) for point in points if not 0xD800 <= point < 0xE000)

    def hostile() -> str:
        return " ".join(draw.choices(HOSTILE, k=draw.randrange(1, 5)))

    def long() -> str:
        part = draw.choice([mutated, spliced, unicode, hostile])() or "x"
        return (part + " ") * (LONGEST // (len(part) + 1))

    return [mutated, mutated, spliced, spliced, unicode, hostile, long]


def main() -> int:
    """Run and report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--queries", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    draw = random.Random(given.seed)
    kinds = make_kinds(draw)
    search = open_navigator().search
    keep_for_good()
    times: list[float] = []
    raised = 0
    for _ in range(given.queries):
        query = draw.choice(kinds)()[:LONGEST]
        started = time.perf_counter()
        try:
            search.search(SearchRequest(query))
        except Exception as error:
            raised += 1
            print(f"{type(error).__name__}: {error} on {query[:80]!r}")
        times.append((time.perf_counter() - started) * 1000)
    times.sort()
    p50, p99, most = times[len(times) // 2], times[int(len(times) * 0.99)], times[-1]
    print(f"{given.queries:,} queries, seed {given.seed}: {raised} raised")
    print(f"milliseconds: p50 {p50:.1f}, p99 {p99:.1f}, most {most:.1f}")
    return int(raised > 0 or p99 >= SLOWEST_MS)


if __name__ == "__main__":
    raise SystemExit(main())
