"""A journey from one day on: dates of its steps, the legal limits it sets running, when to chase."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from navigator.domain.calendars import ONE_DAY, Calendar
from navigator.domain.deadline_rules import RULES
from navigator.domain.deadlines import Deadline, Process, Rule, Start, work_out
from navigator.domain.timelines import StepDates, add_part_weeks, date_route
from navigator.routing.steps import Journey, Step

ASKING_STARTS: Mapping[str, Start] = {
    "ehc-needs-assessment": Start.REQUESTED,
    "send-mediation": Start.MEDIATION_ASKED,
    "council-complaints": Start.COMPLAINED,
}
"""Service -> what asking for it is to the law. Limits that run from anything else need their own date."""


@dataclass(frozen=True)
class DatedStep:
    """One step from the start that a reader gave.

    `chase` is the day to ask what became of the request: after the published wait or the first legal
    limit; None where nothing is published or nobody can say when the request is made. `limits` have a
    date, in order. `processes` have limits for this step that run from other days.
    """

    step: Step
    dates: StepDates
    chase: datetime.date | None
    limits: tuple[Deadline, ...]
    processes: tuple[Process, ...]


def date_journey(
    journey: Journey, start: datetime.date, calendar: Calendar, today: datetime.date
) -> tuple[DatedStep, ...]:
    """Date every step of a journey that begins on a day."""
    return tuple(
        _date_step(step, dates, calendar, today)
        for step, dates in zip(journey.steps, date_route(journey.route, start), strict=True)
    )


def _date_step(step: Step, dates: StepDates, calendar: Calendar, today: datetime.date) -> DatedStep:
    rules = _list_rules(step)
    start = ASKING_STARTS.get(step.leg.service.id)
    asked = dates.firm and not dates.after_papers and not dates.best_after
    # Only the day the reader gave is a day on which somebody asks; a day after a published wait is a guess.
    given = {start: dates.earliest} if start and asked and not dates.start_weeks else {}
    worked_out = [work_out(rule, given, calendar, today) for rule in rules if set(rule.starts) & set(given)]
    limits = sorted((one for one in worked_out if one.due is not None), key=lambda one: one.due or today)
    dated = {one.rule.process for one in limits}
    return DatedStep(
        step=step,
        dates=dates,
        chase=_find_chase_day(step, dates, limits) if asked else None,
        limits=tuple(limits),
        processes=tuple(dict.fromkeys(rule.process for rule in rules if rule.process not in dated)),
    )


def _list_rules(step: Step) -> list[Rule]:
    clocks = {clock.id for clock in step.clocks}
    start = ASKING_STARTS.get(step.leg.service.id)
    listed = [rule for rules in RULES.values() for rule in rules]
    return [rule for rule in listed if rule.clock in clocks and (start is None or _belongs(rule, start))]


def _belongs(rule: Rule, start: Start) -> bool:
    """Whether a limit is of the process that asking sets running."""
    return any(start in other.starts for other in RULES[rule.process])


def _find_chase_day(step: Step, dates: StepDates, limits: list[Deadline]) -> datetime.date | None:
    if limits and limits[0].due:
        return limits[0].due + ONE_DAY
    if step.chase.limits or step.chase.after_weeks is None:
        return None
    return add_part_weeks(dates.earliest, step.chase.after_weeks)
