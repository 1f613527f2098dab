"""Other orders than the best match: nearest, shortest published wait, no referral needed.

What is shut to this child comes last in all of them. What a hit cannot be measured by (no address,
no published wait) stands after what it can, the best match first, and is never counted as 0.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from navigator.domain.directory import Directory
from navigator.domain.distances import is_well_known, measure_miles
from navigator.domain.profile import Profile
from navigator.domain.services import Service


class Order(StrEnum):
    """How to put the hits in order."""

    BEST = "best"
    NEAREST = "nearest"
    SHORTEST_WAIT = "wait"
    START_NOW = "now"


Measure = Callable[[Service], float | None]
"""What a service is put in order by, the smallest first; None where nobody publishes it."""


def choose_measure(order: Order, directory: Directory, profile: Profile) -> Measure | None:
    """How to measure a service for this order; None for the best match.

    Without a home that is known well enough nothing is near, so NEAREST gives the best match too.
    """
    match order:
        case Order.NEAREST if is_well_known(profile.home):
            return lambda service: measure_miles(profile.home, directory.place_of(service.id))
        case Order.SHORTEST_WAIT:
            return lambda service: _wait_weeks(directory, service)
        case Order.START_NOW:
            return lambda service: 0.0 if can_start_now(directory, service) else None
    return None


def can_start_now(directory: Directory, service: Service) -> bool:
    """Whether it runs, needs no referral, and no wait for it is published."""
    return service.running and service.open_access and directory.best_wait(service.id) is None


def _wait_weeks(directory: Directory, service: Service) -> float | None:
    wait = directory.best_wait(service.id) if service.running else None
    return None if wait is None else wait.wait_weeks
