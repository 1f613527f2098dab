"""Legal limits with dates: which day each one ends on, how that was counted, and how sure it is.

The limits themselves are data (deadline_rules.py). Here stands how one is worked out: the later of
its spans, moved to a working day where the rule says so. A day that cannot be known is None with
the reason, never a guess.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from navigator.domain.calendars import (
    ONE_DAY,
    Calendar,
    DateRange,
    add_days,
    add_months,
    add_school_days,
    add_weeks,
    add_working_days,
    end_of_months_from,
    find_working_day,
)
from navigator.domain.sources import Confidence, Source


class Process(StrEnum):
    """A course of events that has legal limits."""

    EHC = "ehc"
    ANNUAL_REVIEW = "annual-review"
    PHASE_TRANSFER = "phase-transfer"
    APPEAL = "appeal"
    EXCLUSION = "exclusion"
    ABSENCE = "absence"
    COMPLAINT = "complaint"
    BENEFITS = "benefits"
    RECORDS = "records"


class Start(StrEnum):
    """Something that happened on a day, from which a limit runs."""

    REQUESTED = "requested"
    ADVICE_ASKED = "advice-asked"
    DRAFT_SENT = "draft-sent"
    PLAN_ISSUED = "plan-issued"
    LAST_REVIEW = "last-review"
    MEETING = "meeting"
    NOTICE_SENT = "notice-sent"
    MOVES = "moves"
    DECISION = "decision"
    CERTIFICATE = "certificate"
    MEDIATION_ASKED = "mediation-asked"
    MEDIATION_DECLINED = "mediation-declined"
    AGREED = "agreed"
    CONCEDED = "conceded"
    EXCLUDED = "excluded"
    GOVERNORS_TOLD = "governors-told"
    GOVERNORS_DECIDED = "governors-decided"
    PANEL_ASKED = "panel-asked"
    ABSENT = "absent"
    ORDER_NOTICE = "order-notice"
    HAPPENED = "happened"
    NOTICED = "noticed"
    COMPLAINED = "complained"
    ANSWERED = "answered"
    BENEFIT_DECISION = "benefit-decision"
    ASKED = "asked"


class Actor(StrEnum):
    """Who must act by the day."""

    COUNCIL = "council"
    ADVISERS = "advisers"
    FAMILY = "family"
    MEDIATION_ADVISER = "mediation-adviser"
    COUNCIL_OR_HEALTH = "council-or-health"
    SCHOOL = "school"
    GOVERNORS = "governors"
    PANEL = "panel"
    NHS = "nhs"
    HOLDER = "holder"


class Unit(StrEnum):
    """What a length is counted in. No unit is ever turned into another."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working-days"
    SCHOOL_DAYS = "school-days"


class Roll(StrEnum):
    """What happens when a limit ends on a day off."""

    NONE = "none"
    WORKING_DAY = "working-day"
    TRIBUNAL = "tribunal"


class Excuse(StrEnum):
    """A reason in law for which a limit need not be kept, if keeping it is impractical."""

    SCHOOL_CLOSED = "school-closed"
    EARLY_YEARS_CLOSED = "early-years-closed"
    EXCEPTIONAL = "exceptional"
    ABSENT = "absent"
    MISSED_APPOINTMENT = "missed-appointment"


class ExcuseAnswer(StrEnum):
    """Whether a reason may excuse this limit, as far as dates can tell."""

    MAY = "may"
    NO = "no"
    NOT_KNOWN = "not-known"
    DEPENDS = "depends"


class Unknown(StrEnum):
    """Why a limit has no date."""

    START_NOT_GIVEN = "start-not-given"
    SCHOOL_DAYS_NOT_KNOWN = "school-days-not-known"
    BANK_HOLIDAYS_NOT_KNOWN = "bank-holidays-not-known"


class Caution(StrEnum):
    """Why a date is less than certain."""

    SCHOOL_MAY_DIFFER = "school-may-differ"
    PROVISIONAL_DATES = "provisional-dates"
    OUR_READING = "our-reading"
    GUIDANCE = "guidance"
    SECOND_HAND = "second-hand"
    LATER_POSSIBLE = "later-possible"


class StepKind(StrEnum):
    """One move in working out a date."""

    START = "start"
    COUNT = "count"
    COUNT_FIRST_DAY = "count-first-day"
    COUNT_BACK = "count-back"
    BEFORE = "before"
    LATER_OF = "later-of"
    NOT_GIVEN = "not-given"
    CHRISTMAS = "christmas"
    AUGUST = "august"
    WORKING_DAY = "working-day"


@dataclass(frozen=True)
class Step:
    """One move and the day it led to; `day` is None where something was not given or not known."""

    kind: StepKind
    day: datetime.date | None = None
    start: Start | None = None
    length: int | None = None
    unit: Unit | None = None


@dataclass(frozen=True)
class Span:
    """A length counted from a start. `length` below 0 counts back.

    With `first_day_counts` ("beginning with", "day one") the start is itself the first day.
    `overtaken_by` is another start of the rule that never comes before this one: where that one is
    given, this span cannot make the limit later.
    """

    start: Start
    length: int
    unit: Unit
    first_day_counts: bool = False
    overtaken_by: Start | None = None


@dataclass(frozen=True)
class Rule:
    """One limit as the law has it. It ends on the latest of its spans.

    `before` (month, day) stands for a fixed date in the year of the start: the last day is the one
    before it, and the span then only names the start. `clock` is the id of the statutory clock with
    the same rule; a rule without one names its own `source`.
    """

    id: str
    process: Process
    law: str
    actor: Actor
    spans: tuple[Span, ...]
    clock: str | None = None
    source: Source | None = None
    roll: Roll = Roll.NONE
    before: tuple[int, int] | None = None
    excuses: tuple[Excuse, ...] = ()
    cautions: tuple[Caution, ...] = ()

    @property
    def starts(self) -> tuple[Start, ...]:
        """What it runs from."""
        return tuple(span.start for span in self.spans)


@dataclass(frozen=True)
class ExcuseFinding:
    """One reason for lateness, and what the dates say of it.

    For a school closure, `windows` are the days on which asking that school for advice may excuse
    the council. DEPENDS marks reasons that no calendar can judge.
    """

    excuse: Excuse
    answer: ExcuseAnswer
    windows: tuple[DateRange, ...] = ()


@dataclass(frozen=True)
class Deadline:
    """One limit for one family. `due` is the last day in time; None comes with the reason."""

    rule: Rule
    due: datetime.date | None
    unknown: Unknown | None
    steps: tuple[Step, ...]
    cautions: tuple[Caution, ...]
    excuses: tuple[ExcuseFinding, ...]
    given: tuple[tuple[Start, datetime.date], ...]
    today: datetime.date

    @property
    def id(self) -> str:
        """The id of its rule."""
        return self.rule.id

    @property
    def passed(self) -> bool | None:
        """Whether the last day is over; None where it is not known."""
        return None if self.due is None else self.due < self.today

    @property
    def certainty(self) -> Confidence | None:
        """How far to trust the date: high without a caution, low on school dates not yet final."""
        if self.due is None:
            return None
        if Caution.PROVISIONAL_DATES in self.cautions:
            return Confidence.LOW
        return Confidence.MEDIUM if self.cautions else Confidence.HIGH


def work_out(
    rule: Rule, given: Mapping[Start, datetime.date], calendar: Calendar, today: datetime.date
) -> Deadline:
    """Put a date to one limit, with every step of the way.

    Spans whose start was not given are left out and said to be; a limit with none of its starts
    has no date.
    """
    due, unknown, steps = _latest_end(rule, given, calendar)
    cautions = [*rule.cautions, *_find_cautions(rule, given, calendar)]
    if due is not None and any(_could_be_later(span, given) for span in rule.spans):
        cautions.append(Caution.LATER_POSSIBLE)
    if due is not None:
        due, rolled = _roll(rule.roll, due, calendar)
        steps += rolled
        unknown = Unknown.BANK_HOLIDAYS_NOT_KNOWN if due is None else None
    return Deadline(
        rule=rule,
        due=due,
        unknown=unknown,
        steps=tuple(steps),
        cautions=tuple(dict.fromkeys(cautions)),
        excuses=tuple(_judge_excuse(excuse, rule, due, given, calendar) for excuse in rule.excuses),
        given=tuple((start, given[start]) for start in rule.starts if start in given),
        today=today,
    )


def _latest_end(
    rule: Rule, given: Mapping[Start, datetime.date], calendar: Calendar
) -> tuple[datetime.date | None, Unknown | None, list[Step]]:
    """The latest end of the spans whose start was given, before any move off a day off."""
    ends: list[datetime.date] = []
    steps: list[Step] = []
    unknown: Unknown | None = None
    for span in rule.spans:
        if span.start not in given:
            steps.append(Step(StepKind.NOT_GIVEN, start=span.start))
            continue
        end = _end_of(rule, span, given[span.start], calendar)
        steps += _tell_span(rule, span, given[span.start], end)
        if end is not None:
            ends.append(end)
        elif span.unit is Unit.SCHOOL_DAYS:
            unknown = Unknown.SCHOOL_DAYS_NOT_KNOWN
        else:
            unknown = Unknown.BANK_HOLIDAYS_NOT_KNOWN
    if unknown is not None or not ends:
        return None, unknown or Unknown.START_NOT_GIVEN, steps
    if len(ends) > 1:
        steps.append(Step(StepKind.LATER_OF, max(ends)))
    return max(ends), None, steps


def _could_be_later(span: Span, given: Mapping[Start, datetime.date]) -> bool:
    return span.start not in given and span.overtaken_by not in given


def _end_of(rule: Rule, span: Span, start: datetime.date, calendar: Calendar) -> datetime.date | None:
    if rule.before is not None:
        return datetime.date(start.year, *rule.before) - ONE_DAY
    if span.unit is Unit.DAYS:
        return add_days(start, span.length - span.first_day_counts)
    if span.unit is Unit.WEEKS:
        return add_weeks(start, span.length)
    if span.unit is Unit.MONTHS:
        return (end_of_months_from if span.first_day_counts else add_months)(start, span.length)
    if span.unit is Unit.WORKING_DAYS:
        return add_working_days(calendar, start, span.length, span.first_day_counts)
    return add_school_days(calendar, start, span.length, span.first_day_counts)


def _tell_span(rule: Rule, span: Span, start: datetime.date, end: datetime.date | None) -> list[Step]:
    kind = StepKind.COUNT_FIRST_DAY if span.first_day_counts else StepKind.COUNT
    if rule.before is not None:
        kind = StepKind.BEFORE
    elif span.length < 0:
        kind = StepKind.COUNT_BACK
    return [
        Step(StepKind.START, start, span.start),
        Step(kind, end, span.start, abs(span.length), span.unit),
    ]


def _find_cautions(rule: Rule, given: Mapping[Start, datetime.date], calendar: Calendar) -> list[Caution]:
    """What makes a count of school days less than certain: no school need follow the county's dates."""
    found: list[Caution] = []
    for span in rule.spans:
        if span.unit is not Unit.SCHOOL_DAYS or span.start not in given:
            continue
        found.append(Caution.SCHOOL_MAY_DIFFER)
        end = _end_of(rule, span, given[span.start], calendar)
        if end is not None and calendar.is_provisional(DateRange(given[span.start], end)):
            found.append(Caution.PROVISIONAL_DATES)
    return found


def _roll(roll: Roll, due: datetime.date, calendar: Calendar) -> tuple[datetime.date | None, list[Step]]:
    """Move the end of a limit off a day that does not count.

    TRIBUNAL: a time to appeal that ends from 25 December to 1 January, or in August, runs to the
    first working day after it; any other day off moves to the next working day.
    Source: Tribunal Procedure (First-tier Tribunal) (Health, Education and Social Care Chamber)
    Rules 2008, rule 12(2) and (3)(a).
    """
    if roll is Roll.NONE:
        return due, []
    from_day, kind = due, StepKind.WORKING_DAY
    if roll is Roll.TRIBUNAL and due.month == 8:
        from_day, kind = datetime.date(due.year, 9, 1), StepKind.AUGUST
    elif roll is Roll.TRIBUNAL and (due.month, due.day) >= (12, 25):
        from_day, kind = datetime.date(due.year + 1, 1, 2), StepKind.CHRISTMAS
    elif roll is Roll.TRIBUNAL and (due.month, due.day) == (1, 1):
        from_day, kind = due + ONE_DAY, StepKind.CHRISTMAS
    moved = find_working_day(calendar, from_day)
    return moved, [] if moved == due else [Step(kind, moved)]


def _judge_excuse(
    excuse: Excuse,
    rule: Rule,
    due: datetime.date | None,
    given: Mapping[Start, datetime.date],
    calendar: Calendar,
) -> ExcuseFinding:
    start = given.get(rule.spans[0].start)
    if excuse is not Excuse.SCHOOL_CLOSED:
        return ExcuseFinding(excuse, ExcuseAnswer.DEPENDS)
    if due is None or start is None:
        return ExcuseFinding(excuse, ExcuseAnswer.NOT_KNOWN)
    asked = given.get(Start.ADVICE_ASKED)
    when = DateRange(start, due) if asked is None else DateRange(asked, asked)
    windows = tuple(window for window in list_closure_windows(calendar) if window.overlaps(when))
    if windows:
        return ExcuseFinding(excuse, ExcuseAnswer.MAY, windows)
    # A closure that starts a week later still has its window reach into the time we look at.
    known = calendar.knows_schools(DateRange(when.first, when.last + 7 * ONE_DAY))
    return ExcuseFinding(excuse, ExcuseAnswer.NO if known else ExcuseAnswer.NOT_KNOWN)


def list_closure_windows(calendar: Calendar) -> tuple[DateRange, ...]:
    """When asking a school for advice may excuse the council from its limit.

    From one week before a closure of at least four weeks to one week before the school re-opens.
    Source: SEND Regulations 2014, regulations 5(4)(a) and 10(4)(a), and 13(3) by reference.
    """
    week = 7 * ONE_DAY
    return tuple(
        DateRange(closure.first - week, _day_of_return(closure) - week)
        for closure in calendar.list_long_closures()
    )


def _day_of_return(closure: DateRange) -> datetime.date:
    day = closure.last + ONE_DAY
    while day.weekday() >= 5:
        day += ONE_DAY
    return day
