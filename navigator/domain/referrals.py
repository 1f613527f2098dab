"""Pathway, Stage, Connection and Refusal: how services connect."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from navigator.domain.services import Note
from navigator.domain.sources import Source


class ConnectionKind(StrEnum):
    """What one service is to another."""

    REFERS_TO = "refers-to"
    REQUIRES = "requires"
    WHILE_WAITING = "while-waiting"
    ALTERNATIVE = "alternative"
    STEP_UP = "step-up"
    STEP_DOWN = "step-down"
    PRODUCES_EVIDENCE_FOR = "produces-evidence-for"
    SEE_ALSO = "see-also"


class RefusalReason(StrEnum):
    """Why a service may say no."""

    TOO_YOUNG = "too-young"
    TOO_OLD = "too-old"
    OUT_OF_AREA = "out-of-area"
    THRESHOLD_NOT_MET = "threshold-not-met"
    WRONG_SERVICE = "wrong-service"
    PAPERWORK_MISSING = "paperwork-missing"
    OTHER_HELP_FIRST = "other-help-first"
    NO_CAPACITY = "no-capacity"
    CLOSED_TO_NEW = "closed-to-new"
    LEGAL_REFUSAL = "legal-refusal"
    NO_REPLY = "no-reply"


@dataclass(frozen=True)
class Connection:
    """One curated edge; no source means that it is a curator's inference."""

    origin: str
    target: str
    kind: ConnectionKind
    reason: str | None = None
    source: Source | None = None


@dataclass(frozen=True)
class Refusal:
    """What a "no" from a service leads to."""

    service: str
    reason: RefusalReason
    text: str
    onward: tuple[str, ...] = ()
    source: Source | None = None


@dataclass(frozen=True)
class Stage:
    """A point reached on a pathway, and the services that belong to it."""

    id: str
    name: str
    summary: str | None = None
    services: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pathway:
    """A curated map of one journey."""

    id: str
    name: str
    summary: str
    stages: tuple[Stage, ...]
    connections: tuple[Connection, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    clocks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    minimum_age: int | None = None
    maximum_age: int | None = None
    gaps: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    sources: tuple[Source, ...] = field(default=())

    @property
    def services(self) -> tuple[str, ...]:
        """Every service of its stages, in order, once."""
        return tuple(dict.fromkeys(service for stage in self.stages for service in stage.services))


@dataclass(frozen=True)
class Escalation:
    """Where to go next when a step is not done: a service, or words where it is none."""

    to: str | None = None
    text: str | None = None
    limit: str | None = None


@dataclass(frozen=True)
class Accountability:
    """Who answers for a service or step, who pays, and how to escalate, in order. Roles only."""

    id: str
    step: str
    service: str | None = None
    organization: str | None = None
    role: str | None = None
    commissioner: str | None = None
    funder: str | None = None
    amount: str | None = None
    escalation: tuple[Escalation, ...] = ()
    notes: tuple[str, ...] = ()
    source: Source | None = None
    sources: tuple[Source, ...] = field(default=())
