"""Route -> Journey: steps in order, papers to bring, what if the answer is no, what helps meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from navigator.domain.directory import Directory
from navigator.domain.journeys import Leg, Route
from navigator.domain.profile import Profile
from navigator.domain.referrals import Refusal
from navigator.domain.services import Document, Service
from navigator.domain.waits import StatutoryClock
from navigator.routing.cover import Chase, find_chase, list_step_up
from navigator.routing.support import list_refusals_for, list_support_while_waiting


@dataclass(frozen=True)
class Paper:
    """A paper to bring: `held` when the child has it, `given_by` the earlier step that gives it."""

    document: Document
    held: bool
    given_by: Service | None


@dataclass(frozen=True)
class Step:
    """One step of a journey: a referral, told with all that a family needs for it."""

    number: int
    leg: Leg
    papers: tuple[Paper, ...]
    helpful_papers: tuple[Document, ...]
    refusals: tuple[Refusal, ...]
    clocks: tuple[StatutoryClock, ...]
    meanwhile: tuple[Service, ...]
    step_up: tuple[Service, ...]
    chase: Chase


@dataclass(frozen=True)
class Journey:
    """A route told as steps."""

    route: Route
    steps: tuple[Step, ...]


MEANWHILE_PER_STEP = 4


def tell_journey(directory: Directory, profile: Profile, route: Route) -> Journey:
    """Tell a route as steps. Support that an earlier step already named is not repeated."""
    given = dict(route.papers)
    told: set[str] = set()
    steps = []
    for number, leg in enumerate(route.legs, start=1):
        support = [
            service
            for service in list_support_while_waiting(directory, profile, (leg.service.id,))
            if service.id not in told and service.id not in route.services
        ][:MEANWHILE_PER_STEP]
        told |= {service.id for service in support}
        steps.append(
            Step(
                number=number,
                leg=leg,
                papers=tuple(_paper(directory, key, given.get(key)) for key in leg.documents),
                helpful_papers=tuple(directory.documents[key] for key in leg.way.helpful_documents),
                refusals=list_refusals_for(directory, profile, leg.service.id),
                clocks=directory.list_clocks_of(leg.service.id),
                meanwhile=tuple(support),
                step_up=list_step_up(directory, profile, leg.service.id),
                chase=find_chase(directory, leg.service.id),
            )
        )
    return Journey(route, tuple(steps))


def _paper(directory: Directory, key: str, provider: str | None) -> Paper:
    giver = directory.find_service(provider) if provider else None
    return Paper(directory.documents[key], provider == "held", giver)
