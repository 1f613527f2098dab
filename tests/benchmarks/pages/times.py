"""Server time of each kind of page on the real services, against a bare Flask page of the same byte count.

    python tests/benchmarks/pages/times.py                        # 60 rounds
    python tests/benchmarks/pages/times.py --rounds 200 --only results,routes
    python tests/benchmarks/pages/times.py --only results --profile

Both are asked in this process through WSGI, as a server would, with no network between. Ours does all its work
on every request: no page is kept. It is compressed, as a browser asks for it; the bare page is a Flask view that
returns a ready string as long as our page before compression, in an app without anything else. In each round
every kind is asked once, its bare page straight before or after it by the toss of a coin; two rounds that are not
counted go first.

The exit code is 1 when the median of any kind is over 100 ms.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import random
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[3])]

from page_kinds import KINDS, STATUSES  # noqa: E402, the path must be set first

from navigator.web import create_app  # noqa: E402

_MOST_MS = 100
_ROUNDS_NOT_COUNTED = 2
_SEED = 20_261_124
_BROWSER = {"Accept-Encoding": "gzip, deflate, br", "Accept-Language": "en-GB"}


def main() -> int:
    """Ask for every kind in turns, print the table; 1 when a kind is too slow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--only", default="", help="kinds, separated by commas")
    parser.add_argument("--profile", action="store_true", help="where the time goes, instead of the table")
    told = parser.parse_args()
    kinds = {kind: KINDS[kind] for kind in told.only.split(",")} if told.only else KINDS
    ours = create_app().test_client()
    if told.profile:
        profile(ours, list(kinds.values()), told.rounds)
        return 0
    sizes = {kind: measure_bytes(ours, kind, address) for kind, address in kinds.items()}
    our_times, bare_times = run_rounds(ours, kinds, sizes, told.rounds)
    print(f"{'kind of page':<30}{'bytes':>9}{'p50 ms':>9}{'p99 ms':>9}{'bare p50':>10}{'ratio':>8}")
    slow = []
    for kind in sorted(kinds, key=lambda kind: -statistics.median(our_times[kind])):
        mine, bare = statistics.median(our_times[kind]), statistics.median(bare_times[kind])
        last = at(our_times[kind], 0.99)
        print(f"{kind:<30}{sizes[kind]:>9,}{mine:9.2f}{last:9.2f}{bare:10.3f}{mine / bare:8.0f}")
        if mine > _MOST_MS:
            slow.append(kind)
    print(f"\nover {_MOST_MS} ms: {', '.join(slow)}" if slow else f"\nall medians within {_MOST_MS} ms")
    return 1 if slow else 0


def measure_bytes(ours: FlaskClient, kind: str, address: str) -> int:
    """Bytes of a page before compression. One that fails or is not there ends the run: its time says nothing."""
    answer = ours.get(address)
    if answer.status_code != STATUSES.get(kind, 200):
        raise SystemExit(f"{kind}, {address}: status {answer.status_code}")
    return len(answer.data)


def run_rounds(
    ours: FlaskClient, kinds: dict[str, str], sizes: dict[str, int], rounds: int
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Milliseconds of each request, ours and bare, by kind."""
    bare, dice = make_bare_app(sizes).test_client(), random.Random(_SEED)
    our_times: dict[str, list[float]] = {kind: [] for kind in kinds}
    bare_times: dict[str, list[float]] = {kind: [] for kind in kinds}
    numbers = {kind: f"/{number}" for number, kind in enumerate(sizes)}
    order = list(kinds)
    gc.collect()
    gc.freeze()  # What stays for good is not looked through again, as in a server that has been up for a while.
    for turn in range(rounds + _ROUNDS_NOT_COUNTED):
        dice.shuffle(order)
        for kind in order:
            pair = [(ours, kinds[kind], our_times[kind]), (bare, numbers[kind], bare_times[kind])]
            for client, address, times in dice.sample(pair, 2):
                taken = time_request(client, address)
                if turn >= _ROUNDS_NOT_COUNTED:
                    times.append(taken)
    return our_times, bare_times


def make_bare_app(sizes: dict[str, int]) -> Flask:
    """A Flask app with nothing but one view, which returns a ready string of the wanted length."""
    app = Flask("bare")
    pages = ["x" * size for size in sizes.values()]

    @app.get("/<int:number>")
    def show(number: int) -> str:
        return pages[number]

    return app


def time_request(client: FlaskClient, address: str) -> float:
    """Milliseconds from the request to the last byte of its answer."""
    started = time.perf_counter()
    client.get(address, headers=_BROWSER).get_data()
    return (time.perf_counter() - started) * 1000


def profile(ours: FlaskClient, addresses: Sequence[str], rounds: int) -> None:
    """Print the functions that took most time, their own and with what they call."""
    for address in addresses:
        ours.get(address)
    recorder = cProfile.Profile()
    with recorder:
        for _ in range(rounds):
            for address in addresses:
                ours.get(address, headers=_BROWSER).get_data()
    for order in ("cumulative", "tottime"):
        pstats.Stats(recorder).sort_stats(order).print_stats(35)


def at(times: Sequence[float], share: float) -> float:
    """The time within which this share of the answers came."""
    return sorted(times)[min(int(share * len(times)), len(times) - 1)]


if __name__ == "__main__":
    sys.exit(main())
