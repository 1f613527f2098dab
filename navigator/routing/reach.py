"""Bounds for one child: over the services behind one goal, by what is open to this child alone."""

from __future__ import annotations

from typing import NamedTuple

from navigator.routing.bounds import Bounds, find_bounds, find_longest
from navigator.routing.options import Option, Options


class _Arc(NamedTuple):
    after: tuple[int, ...]
    fee_pence: int


class Reach(NamedTuple):
    """Bounds by service, and the longest that any way to it can take, in tenths of a week or a little more.

    `longest` is empty where ways could go in circles, so that there is none.
    """

    bounds: Bounds
    longest: dict[int, int]


def find_reach(options: Options, goal: int, firm: bool) -> Reach:
    """Bounds for every service that a way to `goal` could pass through; the largest where no way leads.

    Sharper than those of the whole network, and true of a child whom services have seen, but not free: worth it
    once a search has grown long. A paper that is at hand counts 0, whatever writing it takes.
    """
    network = options.network
    rows, papers = _list_behind(options, goal, firm)
    row_of = {service: row for row, service in enumerate(rows)}
    paper_rows = {paper: len(rows) + row for row, paper in enumerate(papers)}

    def arc(option: Option) -> _Arc:
        after = [row_of[first] for first in option.after]
        return _Arc((*after, *(paper_rows[paper] for paper in option.documents)), option.arc.fee_pence)

    arcs = [tuple(arc(option) for option in ways) for ways in rows.values()]
    for paper in papers:
        at_hand = options.made_in(paper) is not None or not options.seen.isdisjoint(network.givers[paper])
        given = [_Arc((row_of[giver],), 0) for giver in network.givers[paper]]
        arcs.append((*([_Arc((), 0)] if at_hand else []), *given))
    nothing = [0] * len(papers)
    found = find_bounds(
        arcs,
        [network.weeks[service] for service in rows] + nothing,
        [network.unpublished[service] for service in rows] + nothing,
        len(papers),
    )
    weeks, referrals, pence = found
    bounds = Bounds(
        dict(zip(rows, weeks, strict=False)),
        dict(zip(rows, referrals, strict=False)),
        dict(zip(rows, pence, strict=False)),
    )
    # A tenth more for each: then the longest way has no end in every circle, be its waits 0.
    own = [network.weeks[service] + 1 for service in rows] + [
        (options.made_in(paper) or 0) + 1 for paper in papers
    ]
    longest = find_longest(arcs, own) or []
    return Reach(bounds, dict(zip(rows, longest, strict=False)))


def _list_behind(options: Options, goal: int, firm: bool) -> tuple[dict[int, tuple[Option, ...]], list[int]]:
    """The services that any way to the goal could pass through, with their ways in; and the papers."""
    rows: dict[int, tuple[Option, ...]] = {}
    papers: dict[int, None] = {}
    waiting = [goal]
    while waiting:
        service = waiting.pop()
        if service in rows:
            continue
        ways = options.into(service, firm, service != goal)
        rows[service] = ways
        for option in ways:
            waiting += option.after
            for paper in option.documents:
                if paper not in papers:
                    papers[paper] = None
                    waiting += options.network.givers[paper]
    return rows, list(papers)
