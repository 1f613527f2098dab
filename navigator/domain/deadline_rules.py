"""The legal limits that dates are put to, by process: what starts each one, how long it is, and its law.

A rule with a `clock` has that record of services_data/statutory_clocks for its source; the others
name the page read for them themselves.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from navigator.domain.calendars import Calendar
from navigator.domain.deadline_rules_more import ABSENCE, BENEFITS, COMPLAINT, EXCLUSION, RECORDS
from navigator.domain.deadline_rules_send import ANNUAL_REVIEW, APPEAL, EHC, PHASE_TRANSFER
from navigator.domain.deadlines import Deadline, Process, Rule, Start, work_out

RULES: Mapping[Process, tuple[Rule, ...]] = {
    Process.EHC: EHC,
    Process.ANNUAL_REVIEW: ANNUAL_REVIEW,
    Process.PHASE_TRANSFER: PHASE_TRANSFER,
    Process.APPEAL: APPEAL,
    Process.EXCLUSION: EXCLUSION,
    Process.ABSENCE: ABSENCE,
    Process.COMPLAINT: COMPLAINT,
    Process.BENEFITS: BENEFITS,
    Process.RECORDS: RECORDS,
}

NOT_BEFORE: Mapping[Start, Start] = {
    Start.ADVICE_ASKED: Start.REQUESTED,
    Start.DRAFT_SENT: Start.REQUESTED,
    Start.LAST_REVIEW: Start.PLAN_ISSUED,
    Start.MEETING: Start.PLAN_ISSUED,
    Start.NOTICE_SENT: Start.MEETING,
    Start.CERTIFICATE: Start.DECISION,
    Start.MEDIATION_ASKED: Start.DECISION,
    Start.MEDIATION_DECLINED: Start.DECISION,
    Start.AGREED: Start.MEDIATION_ASKED,
    Start.CONCEDED: Start.DECISION,
    Start.GOVERNORS_DECIDED: Start.GOVERNORS_TOLD,
    Start.PANEL_ASKED: Start.GOVERNORS_DECIDED,
    Start.NOTICED: Start.HAPPENED,
    Start.ANSWERED: Start.COMPLAINED,
}
"""What cannot have happened before what else."""


def list_starts(process: Process) -> tuple[Start, ...]:
    """Every start that the limits of a process run from, the main one first."""
    return tuple(dict.fromkeys(start for rule in RULES[process] for start in rule.starts))


def list_deadlines(
    process: Process, given: Mapping[Start, datetime.date], calendar: Calendar, today: datetime.date
) -> tuple[Deadline, ...]:
    """Every limit of a process, in the order of the law; those that cannot be dated say why.

    `given` holds the days that are known; starts of other processes are left alone.
    """
    return tuple(work_out(rule, given, calendar, today) for rule in RULES[process])
