"""Which step of a route needs a professional, and by which door they can take it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from navigator.domain.profile import Referrer
from navigator.domain.services import Service, WayIn
from navigator.routing.steps import Journey, Step

PROFESSIONALS = (
    Referrer.SCHOOL,
    Referrer.EARLY_YEARS_SETTING,
    Referrer.GP,
    Referrer.HEALTH_PROFESSIONAL,
    Referrer.SOCIAL_CARE,
)
"""Roles that a sheet of paper can be handed to."""
_FAMILY = frozenset({Referrer.PARENT, Referrer.YOUNG_PERSON, Referrer.ANYONE})


@dataclass(frozen=True)
class Handover:
    """One step that somebody in this role can take, and the door for it.

    `needed` when no door of the service is open to the family itself.
    """

    role: Referrer
    step: Step
    way: WayIn
    needed: bool


def list_handovers(journeys: Iterable[Journey]) -> tuple[Handover, ...]:
    """For each professional role, the first step it can take: one the family cannot take itself, if there is one.

    A step that a service takes by passing the child on needs nobody to ask, so it is left out.
    """
    steps = [step for journey in journeys for step in journey.steps if step.leg.by is not None]
    found = []
    for role in PROFESSIONALS:
        doors = [_hand_over(role, step) for step in steps]
        usable = sorted((door for door in doors if door), key=lambda door: not door.needed)
        found += usable[:1]
    return tuple(found)


def choose_handover(handovers: Iterable[Handover], role: Referrer | None) -> Handover | None:
    """The handover for this role; without one, the first that the family cannot do without, else the first."""
    listed = sorted(handovers, key=lambda one: (one.role is not role, not one.needed))
    return listed[0] if listed else None


def _hand_over(role: Referrer, step: Step) -> Handover | None:
    """How this role takes this step: by the route's own door if it may, else by another of the same service."""
    service = step.leg.service
    doors = (step.leg.way, *(way for way in service.ways_in if way != step.leg.way))
    way = next((door for door in doors if _may_ask(role, door)), None)
    return None if way is None else Handover(role, step, way, not _open_to_family(service))


def _may_ask(role: Referrer, way: WayIn) -> bool:
    return bool({role, Referrer.ANY_PROFESSIONAL, Referrer.ANYONE} & set(way.referrers))


def _open_to_family(service: Service) -> bool:
    return any(way.open_access or _FAMILY & set(way.referrers) for way in service.ways_in)
