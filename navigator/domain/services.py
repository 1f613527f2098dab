"""Organization, Service, and how a service lets people in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from navigator.domain.eligibility import Rule
from navigator.domain.profile import Referrer
from navigator.domain.sources import Confidence, Source, Statement


class Sector(StrEnum):
    """Who runs it, broadly."""

    HEALTH = "health"
    EDUCATION = "education"
    COUNCIL = "council"
    VOLUNTARY = "voluntary"
    NATIONAL = "national"


class Status(StrEnum):
    """What the sources say about it running. Absent in a record: nothing was said."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"
    CLOSING = "closing"
    PLANNED = "planned"
    CHANGED = "changed"
    UNCONFIRMED = "unconfirmed"


NOT_RUNNING = frozenset({Status.PAUSED, Status.CLOSED, Status.CLOSING, Status.PLANNED})


class ContactKind(StrEnum):
    """How to get in touch; hours say when."""

    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"
    ADDRESS = "address"
    HOURS = "hours"


class NoteKind(StrEnum):
    """What a note is for: sources disagree, take care, nobody publishes it, or background."""

    CONFLICT = "conflict"
    CAUTION = "caution"
    GAP = "gap"
    BACKGROUND = "background"


class NoWayInReason(StrEnum):
    """Why a service has no door: nobody published one, it is not for asking, or it is shut."""

    NOT_PUBLISHED = "not-published"
    NOT_FOR_FAMILIES = "not-for-families"
    CLOSED = "closed"


@dataclass(frozen=True)
class Organization:
    """Who runs services (Open Referral organization)."""

    id: str
    name: str
    kind: str
    words: tuple[str, ...] = ()
    website: str | None = None


@dataclass(frozen=True)
class Document:
    """A paper or status that opens doors.

    `made_by` are the people who can write or gather it; empty when only a service gives it.
    `takes_weeks` is how long making it takes at least, where a source says.
    """

    id: str
    name: str
    words: tuple[str, ...] = ()
    made_by: frozenset[Referrer] = frozenset()
    takes_weeks: int | None = None
    about: str | None = None
    source: Source | None = None


@dataclass(frozen=True)
class Contact:
    """One number, address or set of hours."""

    kind: ContactKind
    value: str
    note: str | None = None
    caution: str | None = None
    source: Source | None = None


@dataclass(frozen=True)
class CostOption:
    """What it costs a family: 0 is free, None means the amount is not a plain price."""

    text: str
    amount_pence: int | None = None
    source: Source | None = None


@dataclass(frozen=True)
class Note:
    """Something a reader should know that is not a rule."""

    kind: NoteKind
    text: str
    source: Source | None = None


@dataclass(frozen=True)
class WhileWaiting:
    """Whether it can be used while waiting for something else; None means perhaps."""

    usable: bool | None
    text: str | None = None
    source: Source | None = None


@dataclass(frozen=True)
class Produced:
    """A paper that the service gives out."""

    document: str
    text: str | None = None
    source: Source | None = None


@dataclass(frozen=True)
class Measure:
    """A published number that is not a wait."""

    text: str
    as_of: str | None = None
    source: Source | None = None


@dataclass(frozen=True)
class WayIn:
    """One door of a service: who may ask, what must come first, what to bring, how.

    `referrers` ask for the child; services in `passed_on_by` send a child on themselves. All of
    `after` must have seen the child first, and all of `documents` must be in hand.
    """

    id: str
    name: str
    referrers: tuple[Referrer, ...] = ()
    passed_on_by: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    documents: tuple[str, ...] = ()
    helpful_documents: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    open_access: bool = False
    fee_pence: int | None = None
    source: Source | None = None


@dataclass(frozen=True)
class NoWayIn:
    """Why nobody can be told how to ask."""

    reason: NoWayInReason
    text: str
    source: Source | None = None


@dataclass(frozen=True)
class Service:
    """What is offered, by whom, to whom, and how it lets people in (Open Referral service)."""

    id: str
    name: str
    organization: Organization
    sector: Sector
    summary: str
    confidence: Confidence
    main_source: Source
    alternate_names: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    delivery: Statement | None = None
    commissioners: tuple[Statement, ...] = ()
    website: str | None = None
    status: Status | None = None
    status_note: Statement | None = None
    use_instead: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    crisis: bool = False
    diagnosis_required: bool | None = None
    ehc_plan_required: bool | None = None
    eligibility: tuple[Rule, ...] = ()
    ways_in: tuple[WayIn, ...] = ()
    no_way_in: NoWayIn | None = None
    contacts: tuple[Contact, ...] = ()
    costs: tuple[CostOption, ...] = ()
    while_waiting: WhileWaiting | None = None
    produces: tuple[Produced, ...] = ()
    measures: tuple[Measure, ...] = ()
    notes: tuple[Note, ...] = ()
    sources: tuple[Source, ...] = field(default=())

    @property
    def published(self) -> bool:
        """Whether the public may see it: not while it is unconfirmed or of low confidence."""
        return self.status is not Status.UNCONFIRMED and self.confidence is not Confidence.LOW

    @property
    def running(self) -> bool:
        """Whether no source says that it is shut, closing, paused or still planned."""
        return self.status not in NOT_RUNNING

    @property
    def open_access(self) -> bool:
        """Whether some door needs no referral."""
        return any(way.open_access for way in self.ways_in)

    @property
    def free(self) -> bool | None:
        """Whether sources call it free; None when none of them says."""
        amounts = [cost.amount_pence for cost in self.costs]
        if 0 in amounts:
            return True
        return False if any(amounts) else None
