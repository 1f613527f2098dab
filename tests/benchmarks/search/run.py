"""Search benchmark: ours against tantivy, bm25s, SQLite FTS5 and Whoosh, in one interleaved run.

    python tests/benchmarks/search/run.py                        # 1,000, 10,000 and 100,000 records
    python tests/benchmarks/search/run.py --records 10000 --rounds 10

Every query has filters and asks for the first twenty, the total and four exact facets (see engines.py for how
each engine does it). Before anything is timed, every engine must give the same totals and facets for every query.
The engines then take turns in a random order, query by query; one round that is not counted goes first. Plain
Whoosh is timed at up to 10,000 records. Memory is what a new process needs, over what it had before, to open the
index and answer every query once, mapped pages that it touched included.

The exit code is 1 when answers differ or our p50 is above half of tantivy's at 10,000 records or more.
"""

from __future__ import annotations

import argparse
import gc
import json
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[3])]

from benchmarks.search.engines import ENGINES, Engine  # noqa: E402, the path must be set first
from benchmarks.search.generating import WordsAndFilters, make_queries, make_records  # noqa: E402

_MOST_FOR_WHOOSH = 10_000
_GOAL_FROM = 10_000
_GOAL = 0.5
_SEED = 20_261_123


def main() -> int:
    """Run every size; 1 when an answer differs or the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", default="1000,10000,100000")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--measure", nargs=2, metavar=("ENGINE", "FOLDER"), help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.measure:
        return measure_memory(told.measure[0], Path(told.measure[1]))
    names = [name for name in ENGINES if name not in ("tantivy", "bm25s") or find_spec(name)]
    for missing in sorted(set(ENGINES) - set(names)):
        print(f"{missing} is not installed and is left out")
    sizes = [int(size) for size in told.records.split(",")]
    good = [run_size(size, names, told) for size in sizes]
    return 0 if all(good) else 1


def run_size(count: int, names: Sequence[str], told: argparse.Namespace) -> bool:
    """Build, check, time and measure one size; say whether all is as it should be."""
    records = make_records(count, _SEED)
    queries = make_queries(records, told.queries, _SEED)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "queries").write_bytes(pickle.dumps(queries))
        print(f"\n{count:,} records, {len(queries)} queries, {told.rounds} rounds", flush=True)
        built: dict[str, tuple[float, int]] = {}
        for name in ["whoosh", *(name for name in names if name != "whoosh")]:  # Ours is derived from Whoosh's.
            before = count_bytes(folder)
            seconds = time_of(ENGINES[name]().build, records, folder)
            built[name] = (seconds, count_bytes(folder) - before)
        del records
        timed = [name for name in names if name != "whoosh" or count <= _MOST_FOR_WHOOSH]
        kept = {name: measure(name, folder) for name in timed}
        engines = {name: ENGINES[name]() for name in timed}
        for engine in engines.values():
            engine.open(folder)
        if not check(engines, queries):
            return False
        print(f"totals and facets of {len(queries)} queries are equal: {', '.join(engines)}", flush=True)
        return report(count, interleave(engines, queries, told.rounds), built, kept)


def time_of(call: Any, *arguments: Any) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    call(*arguments)
    return time.perf_counter() - start


def count_bytes(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def check(engines: dict[str, Engine], queries: Sequence[WordsAndFilters]) -> bool:
    """Whether all give the same totals and facets."""
    for query in queries:
        told = {name: engine.tell(engine.search(engine.prepare(query))) for name, engine in engines.items()}
        first, expected = next(iter(told.items()))
        for name, said in told.items():
            if said != expected:
                print(f"DIFFERENT: {query}\n  {first}: {expected}\n  {name}: {said}")
                return False
    return True


def interleave(engines: dict[str, Engine], queries: Sequence[WordsAndFilters], rounds: int) -> dict[str, Any]:
    """Milliseconds of each engine for each round and query; every query goes to all before the next."""
    times = {name: np.zeros((rounds, len(queries))) for name in engines}
    asked = {name: [engine.prepare(query) for query in queries] for name, engine in engines.items()}
    order = np.random.default_rng(_SEED)
    gc.collect()
    gc.freeze()  # What was made here is no part of any engine; collecting garbage must not visit it.
    for turn in range(rounds + 1):
        for place in range(len(queries)):
            for name in order.permutation(list(engines)).tolist():
                seconds = time_of(engines[name].search, asked[name][place])
                if turn:
                    times[name][turn - 1, place] = seconds * 1000
    return times


def measure(name: str, folder: Path) -> dict[str, float]:
    """What a process of its own needs to open an index and answer every query once."""
    command = [sys.executable, __file__, "--measure", name, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def measure_memory(name: str, folder: Path) -> int:
    """Print open time and memory, everything that is not the engine's being there before the memory is read."""
    queries = pickle.loads((folder / "queries").read_bytes())
    engine = ENGINES[name]()
    if name in ("tantivy", "bm25s"):
        __import__(name)
    before = read_memory()
    seconds = time_of(engine.open, folder)
    for query in queries:
        engine.search(engine.prepare(query))
    print(json.dumps({"open": seconds, "memory": read_memory() - before}))
    return 0


def read_memory() -> float:
    """Megabytes of this process, those of mapped files included."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1000


def report(
    count: int,
    times: dict[str, Any],
    built: dict[str, tuple[float, int]],
    kept: dict[str, dict[str, float]],
) -> bool:
    """Print the table; say whether ours is at most half of tantivy's median from 10,000 records."""
    heads = ("p50 ms", "p99 ms", "p50/tantivy", "build s", "open ms", "disk MB", "MB per 10k")
    print(f"{'':10}" + "".join(f"{head:>12}" for head in heads))
    middle = {name: float(np.median(took)) for name, took in times.items()}
    peer = middle.get("tantivy", float("nan"))
    for name, took in times.items():
        seconds, size = built[name]
        row = [
            f"{middle[name]:.3f}",
            f"{np.percentile(took, 99):.3f}",
            f"{middle[name] / peer:.2f}",
            f"{seconds:.2f}",
            f"{kept[name]['open'] * 1000:.1f}",
            f"{size / 1e6:.1f}",
            f"{kept[name]['memory'] / count * 1e4:.1f}",
        ]
        print(f"{name:10}" + "".join(f"{cell:>12}" for cell in row), flush=True)
    if "whoosh" not in times:
        print(f"{'whoosh':10}{'not timed':>24}{built['whoosh'][0]:24.2f}{'':12}{built['whoosh'][1] / 1e6:12.1f}")
    share = middle["impacts"] / peer
    if count < _GOAL_FROM or np.isnan(share):
        return True
    print(f"our p50 is {share:.2f} of tantivy's, at most {_GOAL} wanted: {'met' if share <= _GOAL else 'MISSED'}")
    return share <= _GOAL


if __name__ == "__main__":
    raise SystemExit(main())
