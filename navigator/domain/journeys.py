"""Cost, Leg, Route and Plan: ways from here to that help."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from navigator.domain.eligibility import Finding
from navigator.domain.profile import Referrer
from navigator.domain.services import Service, WayIn
from navigator.domain.waits import WaitingTime


@dataclass(frozen=True, order=True)
class Cost:
    """What a route costs; every part is better when smaller.

    `wait_weeks` is the earliest arrival, with waits that can run side by side doing so; each wait
    that nobody publishes counts 0 there and 1 in `unknown_waits`. `referrals` are the distinct
    requests to be made. `fee_pence` adds the prices that are published.
    """

    wait_weeks: float
    unknown_waits: int
    referrals: int
    fee_pence: int

    def as_tuple(self) -> tuple[float, float, float, float]:
        """The four parts, for comparing."""
        return (self.wait_weeks, self.unknown_waits, self.referrals, self.fee_pence)


@dataclass(frozen=True)
class Leg:
    """One referral on a route: who asks, from where, with what, and when it can start and end.

    `by` is a referrer, or None when the service `origin` passes the child on itself. `start_weeks`
    and `arrive_weeks` count from today; unknown waits count 0.
    """

    service: Service
    way: WayIn
    by: Referrer | None
    also_by: tuple[Referrer, ...]
    origin: str | None
    documents: tuple[str, ...]
    after: tuple[str, ...]
    wait: WaitingTime | None
    start_weeks: float
    arrive_weeks: float
    finding: Finding

    @property
    def wait_weeks(self) -> float | None:
        """The published length of this wait in weeks; None when nobody publishes one."""
        return None if self.wait is None else self.wait.wait_weeks


@dataclass(frozen=True)
class Route:
    """A set of referrals, closed under what each requires, that ends at `goal`; legs in order.

    `papers` maps each paper needed to the id of the service that gives it, "held" or "made".
    """

    goal: str
    legs: tuple[Leg, ...]
    cost: Cost
    papers: tuple[tuple[str, str], ...] = ()

    @property
    def services(self) -> tuple[str, ...]:
        """The services it passes through, in order."""
        return tuple(leg.service.id for leg in self.legs)


class Answer(StrEnum):
    """What a plan comes to."""

    ROUTES = "routes"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    CRISIS_FIRST = "crisis-first"


@dataclass(frozen=True)
class Blocker:
    """What stands in the way: a service, and the finding about it for this child."""

    service: Service
    finding: Finding


@dataclass(frozen=True)
class Plan:
    """The answer to "how do I get there?" for one child.

    `routes` are open: no rule closes them and what is left is papers to gather, wording to read or a
    clinician's judgement. `possible_routes` hang on an answer we were not given. `blockers` say
    why the rest is shut. Every list is of running, published services.
    """

    goal: str
    answer: Answer
    routes: tuple[Route, ...] = ()
    possible_routes: tuple[Route, ...] = ()
    blockers: tuple[Blocker, ...] = ()
    crisis: tuple[Service, ...] = ()
    while_waiting: tuple[Service, ...] = ()
    if_refused: tuple[Service, ...] = field(default=())
