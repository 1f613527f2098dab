"""Legal limits -> words: what each is called, who must act, how the day was counted, what if it is missed."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from navigator.domain.calendars import DateRange
from navigator.domain.deadlines import (
    Actor,
    Caution,
    Deadline,
    Excuse,
    ExcuseAnswer,
    ExcuseFinding,
    Process,
    Start,
    Step,
    StepKind,
    Unknown,
)
from navigator.domain.sources import Confidence, PartialDate, Source
from navigator.intake.dates import DateProblem, DateProblemCode
from navigator.wording.deadline_names import DeadlineNames


class DeadlineWording(DeadlineNames):
    """Words dates and how they were found."""

    def start_label(self, start: Start) -> str:
        """What happened, as a heading above a field."""
        return _capital(self.start(start))

    def day(self, day: datetime.date) -> str:
        """A day: "1 September 2026"."""
        return self.date(PartialDate(day.year, day.month, day.day))

    def actor(self, actor: Actor) -> str:
        """Who must act."""
        _ = self._gettext
        return {
            Actor.COUNCIL: _("The council"),
            Actor.ADVISERS: _("Each body or person that the council asks for advice"),
            Actor.FAMILY: _("You: the parent or the young person"),
            Actor.MEDIATION_ADVISER: _("The mediation adviser"),
            Actor.COUNCIL_OR_HEALTH: _("The council, or the NHS board where health care is in question"),
            Actor.SCHOOL: _("The school"),
            Actor.GOVERNORS: _("The school's governors or academy trust"),
            Actor.PANEL: _("Whoever arranges the review panel: the council, or the academy trust"),
            Actor.NHS: _("The NHS body you complained to"),
            Actor.HOLDER: _("Whoever holds the records"),
        }[actor]

    def acts(self, actor: Actor) -> str:
        """Who must act, as a line of its own."""
        return self._gettext("Who must act: %(who)s.", who=self.actor(actor))

    def law_says(self, law: str) -> str:
        """The law, as a line of its own."""
        return self._gettext("Law: %(law)s.", law=self._english(law))

    def if_missed(self, rule_id: str) -> str:
        """What to do when a limit is missed, as a line of its own."""
        return self._gettext("If it is missed: %(what)s", what=self.missed(rule_id))

    def check_first(self) -> str:
        """What to do before relying on any date."""
        return self._gettext("Check this date with SENDIASS or IPSEA before you rely on it.")

    def due(self, deadline: Deadline) -> str:
        """The last day, or why there is none."""
        if deadline.due is not None:
            return self.day(deadline.due)
        return self.unknown(deadline)

    def unknown(self, deadline: Deadline) -> str:
        """Why a limit has no date."""
        _ = self._gettext
        starts = [self.start(start) for start in deadline.rule.starts]
        told: dict[Unknown | None, Callable[[], str]] = {
            Unknown.START_NOT_GIVEN: lambda: _("No date yet. Tell us: %(starts)s.", starts=self.join(starts)),
            Unknown.SCHOOL_DAYS_NOT_KNOWN: lambda: _(
                "Not known. It is counted in school days, and we do not hold the school dates that far. "
                "Ask the school."
            ),
            Unknown.BANK_HOLIDAYS_NOT_KNOWN: lambda: _(
                "Not known. It is counted in working days, and the bank holidays that far are not published yet."
            ),
            None: lambda: "",
        }
        return told[deadline.unknown]()

    def step(self, step: Step) -> str:
        """One move in working out a date, as a sentence."""
        _ = self._gettext
        start = self.start(step.start) if step.start else ""
        day = self.day(step.day) if step.day else _("not known")
        length = self.duration(step.length, step.unit.value) if step.length and step.unit else ""
        return {
            StepKind.START: lambda: _("Start: %(start)s, %(day)s.", start=start, day=day),
            StepKind.COUNT: lambda: _(
                "Add %(length)s; the first day does not count: %(day)s.", length=length, day=day
            ),
            StepKind.COUNT_FIRST_DAY: lambda: _(
                "Count %(length)s; the first day counts as day one: %(day)s.", length=length, day=day
            ),
            StepKind.COUNT_BACK: lambda: _("Go back %(length)s: %(day)s.", length=length, day=day),
            StepKind.BEFORE: lambda: _(
                "The law says “before” a fixed date in that year, so the last day is the one before: %(day)s.",
                day=day,
            ),
            StepKind.LATER_OF: lambda: _("The later of these days counts: %(day)s.", day=day),
            StepKind.NOT_GIVEN: lambda: _("Not told: %(start)s.", start=start),
            StepKind.CHRISTMAS: lambda: _(
                "A time to appeal that ends from 25 December to 1 January runs to the first working day after: "
                "%(day)s.",
                day=day,
            ),
            StepKind.AUGUST: lambda: _(
                "A time to appeal that ends in August runs to the first working day of September: %(day)s.",
                day=day,
            ),
            StepKind.WORKING_DAY: lambda: _(
                "That is a weekend or a bank holiday, so the next working day counts: %(day)s.", day=day
            ),
        }[step.kind]()

    def certainty(self, certainty: Confidence | None) -> str:
        """How far to trust the date."""
        _ = self._gettext
        return {
            Confidence.HIGH: _("Firm: the law gives the length and how to count it"),
            Confidence.MEDIUM: _("Fairly sure: read the cautions"),
            Confidence.LOW: _("Provisional: it may move"),
            None: _("No date"),
        }[certainty]

    def caution(self, caution: Caution) -> str:
        """Why a date is less than certain."""
        _ = self._gettext
        return {
            Caution.SCHOOL_MAY_DIFFER: _(
                "Counted with the county's school dates. Schools may differ, above all in their staff training "
                "days. Ask the school."
            ),
            Caution.PROVISIONAL_DATES: _("The school dates for that year were published as not yet final."),
            Caution.OUR_READING: _("This is our reading of two rules together; no rule names this day outright."),
            Caution.GUIDANCE: _("This is guidance. It is not a limit set in law."),
            Caution.SECOND_HAND: _("We read the length on another body's page and not in the law itself."),
            Caution.LATER_POSSIBLE: _(
                "The limit is the later of several days, and we were not told all of them. It can be later than "
                "this, never earlier."
            ),
        }[caution]

    def excuse(self, finding: ExcuseFinding) -> str:
        """One reason for which the limit need not be kept, and what the dates say of it."""
        _ = self._gettext
        if finding.excuse is Excuse.SCHOOL_CLOSED:
            return self._school_closed(finding)
        return {
            Excuse.EARLY_YEARS_CLOSED: _(
                "The same holds where a nursery or other early years provider was asked. Only they know their "
                "closures."
            ),
            Excuse.EXCEPTIONAL: _("Exceptional personal circumstances of the child, young person or parent."),
            Excuse.ABSENT: _(
                "The child, young person or parent is away from the council's area for four weeks or more in a "
                "row."
            ),
            Excuse.MISSED_APPOINTMENT: _(
                "The child or young person misses an appointment for an examination or test within the six weeks."
            ),
        }[finding.excuse]

    def _school_closed(self, finding: ExcuseFinding) -> str:
        _ = self._gettext
        windows = self.join((self._window(window) for window in finding.windows), "or")
        told: dict[ExcuseAnswer, Callable[[], str]] = {
            ExcuseAnswer.MAY: lambda: _(
                "The school's long closure may excuse the council, but only if it asked the school for advice "
                "%(windows)s, and only if that made the limit impractical. Ask when it asked.",
                windows=windows,
            ),
            ExcuseAnswer.NO: lambda: _(
                "A school closure of four weeks or more does not excuse lateness here: none falls in that time, "
                "by the county's dates."
            ),
            ExcuseAnswer.NOT_KNOWN: lambda: _(
                "A school closure of four weeks or more may excuse the council. We do not know the school dates "
                "for that time."
            ),
            ExcuseAnswer.DEPENDS: lambda: "",
        }
        return told[finding.answer]()

    def _window(self, window: DateRange) -> str:
        return self._gettext(
            "from %(first)s to %(last)s", first=self.day(window.first), last=self.day(window.last)
        )

    def date_problem(self, problem: DateProblem) -> str:
        """What is wrong with a day and what to write instead."""
        _ = self._gettext
        name = self.start(problem.start)
        other = self.start(problem.other) if problem.other else ""
        return {
            DateProblemCode.NOT_A_DATE: _(
                "%(name)s: enter a real date in numbers, like 27 3 2026", name=_capital(name)
            ),
            DateProblemCode.NO_SUCH_DAY: _(
                "%(name)s: there is no such day. Check the day and month", name=_capital(name)
            ),
            DateProblemCode.DAY_MISSING: _("%(name)s: the date must include a day", name=_capital(name)),
            DateProblemCode.MONTH_MISSING: _("%(name)s: the date must include a month", name=_capital(name)),
            DateProblemCode.YEAR_MISSING: _("%(name)s: the date must include a year", name=_capital(name)),
            DateProblemCode.TOO_LONG_AGO: _("%(name)s: enter a date in 2014 or later", name=_capital(name)),
            DateProblemCode.TOO_FAR_AHEAD: _(
                "%(name)s: enter a date at most two years ahead", name=_capital(name)
            ),
            DateProblemCode.BEFORE_ANOTHER: _(
                "%(name)s: this cannot come before %(other)s", name=_capital(name), other=other
            ),
        }[problem.code]

    def source_of(self, deadline: Deadline) -> Source | None:
        """The page that gives the limit: its statutory clock's, or its own."""
        clock = self._directory.clocks.get(deadline.rule.clock or "")
        return clock.source if clock is not None else deadline.rule.source

    def tell(self, deadline: Deadline) -> dict[str, Any]:
        """One limit as plain values, for JSON."""
        rule, source = deadline.rule, self.source_of(deadline)
        return {
            "id": rule.id,
            "name": self.name(rule.id),
            "date": deadline.due.isoformat() if deadline.due else None,
            "why_no_date": self.unknown(deadline) or None,
            "passed": deadline.passed,
            "law": rule.law,
            "clock": rule.clock,
            "who_must_act": self.actor(rule.actor),
            "if_missed": self.missed(rule.id),
            "worked_out": [self.step(step) for step in deadline.steps],
            "certainty": deadline.certainty.value if deadline.certainty else None,
            "cautions": [self.caution(caution) for caution in deadline.cautions],
            "may_be_excused": [
                {"reason": finding.excuse.value, "answer": finding.answer.value, "text": self.excuse(finding)}
                for finding in deadline.excuses
            ],
            "source": {"title": source.title, "url": source.url} if source else None,
        }

    def tell_all(self, process: Process, deadlines: Iterable[Deadline], today: datetime.date) -> dict[str, Any]:
        """Every limit of a process as plain values, with the days they were counted from."""
        listed = list(deadlines)
        given: dict[Start, datetime.date] = {}
        for deadline in listed:
            given.update(deadline.given)
        return {
            "process": process.value,
            "name": self.process(process),
            "today": today.isoformat(),
            "given": {start.value: day.isoformat() for start, day in given.items()},
            "deadlines": [self.tell(deadline) for deadline in listed],
        }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
