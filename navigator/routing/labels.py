"""Label-setting search for every Pareto-optimal closed set of referrals that ends at one service.

A label is a partial route: referrals chosen backwards from the goal, and the services they still demand.
Costs only add and waits only lengthen, so what a label has so far plus the bounds of what it demands (see
bounds) never overstates any route grown from it. A label is dropped when a finished route, or another label with
the same demands, beats it in every way in which it could end (E. Q. V. Martins, "On a multicriteria shortest
path problem", European Journal of Operational Research 16, 1984; carried to the hyperpaths of Gallo et al.,
1993). A prerequisite that two referrals share is one referral. Waits are in tenths of a week throughout, so sums
are exact.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from itertools import product

from navigator.routing.bounds import BUDGETS, NEVER
from navigator.routing.options import FOREVER, Option, Options
from navigator.routing.reach import Reach, find_reach
from navigator.routing.timing import MADE, Demand, Finished, Label, Need, Price, Timing

EASY = 200
"""Labels after which a search is worth bounds of its own."""

_Open = tuple[tuple[int, ...], int, Label]


def beats(left: Price, right: Price) -> bool:
    """Whether left is no worse in every part, and not the same."""
    return (
        left[0] <= right[0]
        and left[1] <= right[1]
        and left[2] <= right[2]
        and left[3] <= right[3]
        and left != right
    )


class LabelSearch:
    """One search: a goal, one child's options, and whether only firm referrals count."""

    def __init__(self, options: Options, goal: int, firm: bool) -> None:
        self._options = options
        self._goal = goal
        self._timing = Timing(options, goal)
        self._firm = firm
        network = options.network
        self._weeks = network.weeks
        self._unpublished = network.unpublished
        self._givers = network.givers
        self._own_bounds = bool(options.seen)
        self._reach: Reach | None = find_reach(options, goal, firm) if self._own_bounds else None
        self._bounds = network.bounds if self._reach is None else self._reach.bounds
        self._queue: list[tuple[int, int, int, Label]] = []
        self._ticks = 0
        self._beaten: set[int] = set()
        self._open: dict[object, list[_Open]] = {}
        self._front: list[Price] = []
        self._finished: list[Finished] = []

    def run(self) -> list[Finished]:
        """Every closed set that no other beats; sets that cost the same are all kept."""
        # The goal's own bounds would not do: it may also be reached by a door that leads no further.
        self._grow(Label({}, {}, ((self._goal, 0, FOREVER),), 0, 0, 0, frozenset(), 0, 0, False, frozenset()))
        while self._queue:
            _, _, tick, label = heapq.heappop(self._queue)
            if tick not in self._beaten and self._rank(label) is not None:
                self._grow(label)
            if self._ticks > EASY and not self._own_bounds:
                self._sharpen()
        return self._finished

    def _sharpen(self) -> None:
        """Work out bounds for this child, once, and weigh anew what is in the queue."""
        self._own_bounds = True
        self._reach = find_reach(self._options, self._goal, self._firm)
        self._bounds = self._reach.bounds
        weighed = [(self._rank(label), chosen, tick, label) for _, chosen, tick, label in self._queue]
        self._queue = [(rank, chosen, tick, label) for rank, chosen, tick, label in weighed if rank is not None]
        heapq.heapify(self._queue)

    def _grow(self, label: Label) -> None:
        for longer in self._extend(label):
            if longer.demands:
                self._push(longer)
            else:
                self._finish(longer)

    def _push(self, label: Label) -> None:
        rank = self._rank(label)
        if rank is None:
            return
        self._ticks += 1
        if self._is_best_open(label, self._ticks):
            # Among equal ranks the one with most chosen first: a route found early cuts off the most.
            heapq.heappush(self._queue, (rank, -len(label.chosen), self._ticks, label))

    def _rank(self, label: Label) -> int | None:
        """How promising a label is, smaller first; None when every way to end it is beaten or shut."""
        weeks, referrals, pence = self._bounds
        demands, settled = label.demands, label.settled
        rest_referrals = rest_pence = 0
        for service, _, latest in demands:
            if weeks[service][-1] > latest:
                return None
            rest_referrals = max(rest_referrals, referrals[service])
            rest_pence = max(rest_pence, pence[service])
        chosen, aside = len(label.chosen), label.aside
        total = max(chosen - len(aside) + rest_referrals, chosen + len(demands))
        cost = max(label.pence - label.aside_pence + rest_pence, label.pence)
        fewest = label.unpublished - label.aside_unpublished
        before = NEVER
        for budget in range(BUDGETS):
            longest = settled
            for service, onward, _ in demands:
                longest = max(longest, onward + weeks[service][budget])
            if longest >= before:
                continue  # No shorter than with fewer unpublished waits: whatever beats that, beats this.
            before = longest
            price = (longest, max(fewest + budget, label.unpublished), total, cost)
            if not any(beats(done, price) for done in self._front):
                return longest + 60 * price[1] + 30 * total + cost // 50
        return None

    def _is_best_open(self, label: Label, tick: int) -> bool:
        """Whether no label with the same demands beats this one; those that it beats are struck off.

        Only labels that demand the same, with the same choices to lean on, can be compared: whatever completes
        the worse one completes the better one too, and costs less with it.
        """
        demands = sorted(label.demands)
        services = tuple(service for service, _, _ in demands)
        key = (services, label.aside)
        vector = (
            label.unpublished,
            len(label.chosen),
            label.pence,
            label.settled,
            *(onward for _, onward, _ in demands),
            *(-latest for _, _, latest in demands),
        )
        others = self._open.setdefault(key, [])
        if any(self._outdoes(other, (vector, tick, label), services) for other in others):
            return False
        if not label.late or self._acyclic:
            mine = (vector, tick, label)
            self._beaten.update(other[1] for other in others if self._outdoes(mine, other, services))
            others[:] = [other for other in others if other[1] not in self._beaten]
            others.append(mine)
        return True

    def _outdoes(self, one: _Open, other: _Open, services: tuple[int, ...]) -> bool:
        """Whether every route grown from the other label is beaten by one grown from this one."""
        left, right = one[0], other[0]
        for mine, theirs in zip(left, right, strict=True):
            if mine > theirs:
                return False
        if one[2].needs and not _is_implied(one[2].needs, other[2].needs):
            return False
        if left[:3] != right[:3]:
            return True
        # The same but for time: it must be shorter however the rest turns out, or the two may tie in the end.
        weeks = self._bounds[0]
        least = 0
        for number, service in enumerate(services, start=4):
            if left[number] >= right[number]:
                return False
            least = max(least, right[number] + weeks[service][-1])
        return left[3] < least

    def _extend(self, label: Label) -> Iterator[Label]:
        """Meet the last demand in every possible way."""
        *rest, (service, onward, latest) = label.demands
        wait = self._weeks[service]
        ready = onward + wait
        unpublished = label.unpublished + self._unpublished[service]
        chosen_before = label.chosen
        for option in self._options.into(service, self._firm, bool(chosen_before)):
            last_start = min(latest - wait, option.closes - 1)
            if last_start < 0:
                continue
            chosen = {**chosen_before, service: option}
            for papers, givers, written in self._gather(option, label):
                if written > last_start:
                    continue
                tail = (*option.after, *givers) if givers else option.after
                needs = label.needs
                if needs or option.opens:
                    carried = self._carry(needs, service, option, tail, written)
                    if carried is None:
                        continue
                    needs = carried
                settled = max(label.settled, ready + written) if written or not tail else label.settled
                fee = option.arc.fee_pence
                aside, aside_unpublished, aside_pence = label.aside, label.aside_unpublished, label.aside_pence
                if rest:
                    aside = aside | {(service, id(option))}
                    aside_unpublished += self._unpublished[service]
                    aside_pence += fee
                longer = Label(
                    chosen,
                    papers,
                    (),
                    settled,
                    unpublished,
                    label.pence + fee,
                    aside,
                    aside_unpublished,
                    aside_pence,
                    label.late or option.opens > 0,
                    needs,
                )
                if any(first in chosen for first in tail):
                    timed = self._retime(longer)
                    if timed is not None:
                        yield timed
                    continue
                yield longer._replace(demands=_join(rest, tail, ready, last_start)) if tail or rest else longer

    @property
    def _acyclic(self) -> bool:
        """Whether no way leads in a circle, so that what a label has passed is never met again."""
        return self._reach is not None and bool(self._reach.longest)

    def _carry(
        self, needs: frozenset[Need], service: int, option: Option, tail: tuple[int, ...], written: int
    ) -> frozenset[Need] | None:
        """What must not come too soon once a demand is met by an option; None where something always would."""
        wait = self._weeks[service]
        found: set[Need] = set()
        for need in (*needs, ((service, option.opens + wait),)):
            times = dict(need)
            begins = times.pop(service, NEVER) - wait
            if written >= begins:
                continue
            for first in tail:
                times[first] = min(times.get(first, NEVER), begins)
            kept = self._narrow(times)
            if kept is None:
                return None
            if kept:
                found.add(kept)
        return frozenset(found)

    def _narrow(self, times: dict[int, int]) -> Need | None:
        """A need without what can never meet it: empty where it is always met, None where it never is."""
        weeks = self._bounds.weeks
        if any(weeks[service][-1] >= soonest for service, soonest in times.items()):
            return ()
        longest = {} if self._reach is None else self._reach.longest
        kept = [
            (service, at) for service, at in times.items() if at < NEVER // 2 and longest.get(service, NEVER) >= at
        ]
        return tuple(sorted(kept)) or None

    def _gather(self, option: Option, label: Label) -> Iterator[tuple[dict[int, int], tuple[int, ...], int]]:
        """Every way to have the papers: each with its provider, the services to ask, how long writing takes."""
        if not option.documents:
            yield label.papers, (), 0
            return
        ways = [
            (label.papers[paper],) if paper in label.papers else self._providers(paper)
            for paper in option.documents
        ]
        for providers in product(*ways):
            given = dict(zip(option.documents, providers, strict=True))
            makes = [self._options.made_in(paper) or 0 for paper, provider in given.items() if provider == MADE]
            givers = {
                provider for provider in providers if provider != MADE and provider not in self._options.seen
            }
            yield {**label.papers, **given}, tuple(sorted(givers)), max(makes, default=0)

    def _providers(self, paper: int) -> tuple[int, ...]:
        """Who can provide a paper that is not held; whoever is no sooner than writing it is left out."""
        givers = self._givers[paper]
        for giver in givers:
            if giver in self._options.seen:
                return (giver,)
        made = self._options.made_in(paper)
        if made is None:
            return givers
        weeks = self._bounds[0]
        return (MADE, *(giver for giver in givers if weeks[giver][-1] < made))

    def _retime(self, label: Label) -> Label | None:
        """A label in which a choice leans on an earlier one, with its times worked out anew; None for a circle."""
        order = self._timing.sort(label)
        if order is None:
            return None
        onward, latest = {self._goal: 0}, {self._goal: FOREVER}
        settled = 0
        for service in order:
            option, wait = label.chosen[service], self._weeks[service]
            ready = onward[service] + wait
            last_start = min(latest[service] - wait, option.closes - 1)
            written = self._timing.find_written(option, label.papers)
            if written > last_start:
                return None
            settled = max(settled, ready + written)
            for first in self._timing.list_tail(service, label):
                onward[first] = max(onward.get(first, 0), ready)
                latest[first] = min(latest.get(first, FOREVER), last_start)
        demands = tuple((key, onward[key], latest[key]) for key in onward if key not in label.chosen)
        timed = label._replace(demands=demands, settled=settled, needs=frozenset())
        return self._find_needs(timed, order) if label.late else timed

    def _find_needs(self, label: Label, order: list[int]) -> Label | None:
        """A label with what must not come too soon worked out from all its options; None where something would."""
        found: set[Need] = set()
        for late in order:
            begins = {late: label.chosen[late].opens}
            met = not begins[late]
            for service in order[order.index(late) :]:
                if met or service not in begins:
                    continue
                option = label.chosen[service]
                written = self._timing.find_written(option, label.papers)
                met = written >= begins[service]
                for first in self._timing.list_tail(service, label):
                    begins[first] = min(
                        begins.get(first, NEVER), begins[service] - self._weeks[first] * (first in label.chosen)
                    )
            if met:
                continue
            kept = self._narrow({first: at for first, at in begins.items() if first not in label.chosen})
            if kept is None:
                return None
            if kept:
                found.add(kept)
        return label._replace(needs=frozenset(found))

    def _finish(self, label: Label) -> None:
        """Time a closed label exactly, and keep it where it is possible and unbeaten."""
        arrivals = self._timing.arrive(label)
        if arrivals is None:
            return
        price = (arrivals[self._goal], label.unpublished, len(label.chosen), label.pence)
        if any(beats(done, price) for done in self._front):
            return
        if price not in self._front:
            self._front = [*(done for done in self._front if not beats(price, done)), price]
            self._finished = [done for done in self._finished if not beats(price, done.price)]
        self._finished.append(Finished(price, label, arrivals))


def _join(rest: Sequence[Demand], tail: tuple[int, ...], ready: int, last_start: int) -> tuple[Demand, ...]:
    """What is demanded next: the demands left, and a tail; a service demanded twice is demanded once."""
    if not rest and len(tail) == 1:
        return ((tail[0], ready, last_start),)
    demands = {service: (onward, latest) for service, onward, latest in rest}
    for service in tail:
        onward, latest = demands.get(service, (0, FOREVER))
        demands[service] = (max(onward, ready), min(latest, last_start))
    return tuple((service, onward, latest) for service, (onward, latest) in demands.items())


def _is_implied(needs: frozenset[Need], others: frozenset[Need]) -> bool:
    """Whether whatever meets the other needs meets these too."""
    return all(
        any(all(dict(need).get(service, NEVER) <= at for service, at in other) for other in others)
        for need in needs
    )
