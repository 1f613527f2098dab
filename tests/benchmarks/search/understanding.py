"""How long it takes to open the navigator, to read a query and to answer it, on the real records.

    python tests/benchmarks/search/understanding.py

Every judged query of our own is read and answered five times, interleaved. The goal for reading is a
median under 2 milliseconds.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from navigator.assembly import keep_for_good, open_navigator  # noqa: E402
from navigator.search import SearchRequest, Understanding  # noqa: E402

ROUNDS = 5


def measure(act: Callable[[], object]) -> float:
    """Milliseconds that one call takes."""
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def main() -> None:
    """Measure and print."""
    queries = [
        json.loads(line)["query"]
        for name in ("judged_queries.jsonl", "judged_queries_languages.jsonl")
        for line in (ROOT / "tests" / "data" / name).read_text(encoding="utf-8").splitlines()
    ]
    started = time.perf_counter()
    navigator = open_navigator()
    print(f"open: {time.perf_counter() - started:.1f} s, {navigator.summary.words:,} phrases")
    keep_for_good()
    understanding = Understanding(navigator.directory)
    times: dict[str, list[float]] = {"read a query": [], "answer it": []}
    for _ in range(ROUNDS):
        for query in queries:
            times["read a query"].append(measure(lambda query=query: understanding.read(query)))
            times["answer it"].append(measure(lambda query=query: navigator.search.search(SearchRequest(query))))
    for name, taken in times.items():
        taken.sort()
        print(f"{name}: p50 {taken[len(taken) // 2]:.2f} ms, p99 {taken[int(len(taken) * 0.99)]:.2f} ms")


if __name__ == "__main__":
    main()
