"""A route's picture and its dates -> words, and the parts that the picture is made of."""

from __future__ import annotations

import datetime

from navigator.domain.calendars import DateRange
from navigator.domain.sources import PartialDate
from navigator.domain.timelines import list_before, list_helped_by, list_papers_to_write
from navigator.drawing.routes import Part
from navigator.intake.dates import DateProblemCode
from navigator.routing.cover import Chase
from navigator.routing.dated import DatedStep
from navigator.routing.steps import Journey, Step
from navigator.wording.scripts import ScriptWording

_END = "end"


class TimelineWording(ScriptWording):
    """Words a route's picture and its timeline."""

    def day(self, day: datetime.date) -> str:
        """A day: "1 September 2026"."""
        return self.date(PartialDate(day.year, day.month, day.day))

    def month(self, day: datetime.date) -> str:
        """The month of a day, for an axis: "September 2026"."""
        return self.date(PartialDate(day.year, day.month))

    def parts(self, journey: Journey) -> list[Part]:
        """The boxes of a route's picture: papers to write, a box for each request, and the end."""
        parts: list[Part] = []
        for step in journey.steps:
            written = self._papers_part(journey, step)
            parts += [*written, self._step_part(journey, step, tuple(part.key for part in written))]
        last = journey.steps[-1].leg.service
        reached = self._gettext("You are there: %(service)s", service=last.name)
        return [*parts, Part(_END, reached, after=(last.id,), kind="end")]

    def _papers_part(self, journey: Journey, step: Step) -> list[Part]:
        _ = self._gettext
        keys = list_papers_to_write(journey.route, step.leg)
        if not keys:
            return []
        papers = [self._directory.documents[key] for key in keys]
        names = self.join([paper.name for paper in papers], "standard")
        weeks = [paper.takes_weeks for paper in papers if paper.takes_weeks is not None]
        time = (
            _("At least %(length)s", length=self.duration(max(weeks), "weeks"))
            if weeks
            else _("Time not published")
        )
        title = _("Papers for step %(number)s", number=step.number)
        return [Part(f"papers-{step.number}", title, names, time, kind="papers", open_ended=not weeks)]

    def _step_part(self, journey: Journey, step: Step, papers: tuple[str, ...]) -> Part:
        _ = self._gettext
        leg = step.leg
        if leg.by is None:
            who = _("%(origin)s passes your child on", origin=self._directory.services[leg.origin or ""].name)
        else:
            who = _("Who asks: %(who)s", who=self.who_may_ask(leg))
        return Part(
            leg.service.id,
            _("%(number)s. %(service)s", number=step.number, service=leg.service.name),
            who,
            self.wait(leg.wait) if leg.wait else _("Wait not published"),
            (*list_before(journey.route, leg), *papers),
            list_helped_by(journey.route, leg),
            open_ended=leg.wait_weeks is None,
        )

    def begins(self, dated: DatedStep) -> str:
        """When a step can begin, or that it cannot be said."""
        _ = self._gettext
        dates, day = dated.dates, self.day(dated.dates.earliest)
        if not dates.firm:
            if dates.start_weeks:
                return _(
                    "Begins: cannot be said. An earlier wait has no published length. No sooner than %(day)s.",
                    day=day,
                )
            return _("Begins: cannot be said. An earlier wait has no published length.")
        if dates.best_after:
            names = [self._english(self._directory.services[key].name) for key in dates.best_after]
            return _(
                "Begins: cannot be said. It mostly comes after this step, which gives a paper that helps: "
                "%(steps)s.",
                steps=self.join(names),
            )
        if dates.start_weeks:
            return _("Begins: no sooner than about %(day)s, by the published figures.", day=day)
        if dates.after_papers:
            return _("Begins: no sooner than %(day)s, and only when the papers are written.", day=day)
        return _("Begins: %(day)s.", day=day)

    def ends(self, dated: DatedStep) -> str:
        """When the wait of a step is over, or that it cannot be said."""
        _ = self._gettext
        if dated.dates.ends is not None:
            return _(
                "Wait over: about %(day)s, if the published figure holds. It is no promise.",
                day=self.day(dated.dates.ends),
            )
        if dated.dates.wait_weeks is None:
            return _("Wait over: cannot be said. Nobody publishes how long it usually takes.")
        length = self.duration(dated.dates.wait_weeks, "weeks")
        return _("Wait over: cannot be said. About %(length)s after it begins.", length=length)

    def chase(self, chase: Chase) -> str:
        """When to ask what became of a request."""
        _ = self._gettext
        if chase.limits:
            return _("The law sets time limits, listed above. As soon as the one that runs has passed, ask.")
        if chase.after_weeks is None:
            return _("Nobody publishes how long this should take. Ask for a date when you send the request.")
        weeks = self.duration(chase.after_weeks, "weeks")
        return _("If you have heard nothing after about %(weeks)s, ask what became of it.", weeks=weeks)

    def chase_on(self, dated: DatedStep) -> str:
        """On which day to ask what became of a request."""
        _ = self._gettext
        if dated.chase is None and dated.step.chase.limits:
            return _("Heard nothing? Legal limits run here too, from days that you do not know yet.")
        if dated.chase is None:
            return self.chase(dated.step.chase)
        return _("Heard nothing? Ask on %(day)s what became of it.", day=self.day(dated.chase))

    def chase_summary(self, dated: DatedStep) -> str:
        """The title of the day to ask, for a calendar."""
        return self._gettext("Ask what became of it: %(service)s", service=dated.step.leg.service.name)

    def chase_advice(self, dated: DatedStep) -> list[str]:
        """What to do on that day, for a calendar."""
        _ = self._gettext
        told = [
            _("If you have an answer, there is nothing to do today. If not, ask for one in writing, with a date.")
        ]
        for entry in dated.step.chase.accountable:
            names = [
                self._directory.services[one.to].name if one.to else one.text or "" for one in entry.escalation
            ]
            if names:
                told.append(_("Then go, in this order, to: %(names)s.", names="; ".join(names)))
        return [
            *told,
            _("This day is worked out from published figures or legal limits. Check it before you rely on it."),
        ]

    def birthday(self, age: int, days: DateRange) -> str:
        """When a child turns an age, as far as whole months tell."""
        return self._gettext(
            "Turns %(age)s between %(first)s and %(last)s.",
            age=age,
            first=self.day(days.first),
            last=self.day(days.last),
        )

    def start_problem(self, code: DateProblemCode) -> str:
        """What is wrong with the day to count from, and what to write instead."""
        _ = self._gettext
        return {
            DateProblemCode.NOT_A_DATE: _("Enter the day you start in numbers, like 27 3 2027"),
            DateProblemCode.NO_SUCH_DAY: _("There is no such day. Check the day and the month"),
            DateProblemCode.DAY_MISSING: _("The date you start must include a day"),
            DateProblemCode.MONTH_MISSING: _("The date you start must include a month"),
            DateProblemCode.YEAR_MISSING: _("The date you start must include a year"),
            DateProblemCode.TOO_LONG_AGO: _("Enter a date in 2014 or later"),
            DateProblemCode.TOO_FAR_AHEAD: _("Enter a date at most two years ahead"),
            DateProblemCode.BEFORE_ANOTHER: _("Enter another date"),
        }[code]
