"""Dates, money, lengths of time and waits -> sentences."""

from __future__ import annotations

import datetime

from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal, format_percent

from navigator.domain.journeys import Cost
from navigator.domain.sources import Confidence, PartialDate
from navigator.domain.waits import Statistic, TimeLimit, WaitingTime
from navigator.wording.names import Names

OLD_AFTER_YEARS = 2
"""From this age on a figure is called old where it is shown."""


_SEEN = frozenset({"", "first-appointment", "first-contact", "assessment", "treatment"})
"""Where a clock stops when somebody is seen; a plan or a wheelchair is got, not seen."""


class Figures(Names):
    """Numbers and dates -> words, in the reader's way of writing them."""

    def date(self, date: PartialDate) -> str:
        """A date as precise as it was published: "20 November 2025", "August 2016", "2016"."""
        if date.spans_two_years:
            return str(date)
        if date.month is None:
            return str(date.year)
        day = datetime.date(date.year, date.month, min(date.day or 1, 28 if date.month == 2 else 30))
        if date.day is None:
            return str(format_skeleton("yMMMM", day, locale=self._locale()))
        whole = datetime.date(date.year, date.month, date.day)
        return str(format_date(whole, "long", locale=self._locale()))

    def money(self, pence: int) -> str:
        """Pounds, or "free"."""
        if pence == 0:
            return self._gettext("Free")
        return str(format_currency(pence / 100, "GBP", locale=self._locale()))

    def number(self, value: float) -> str:
        """A number without a needless fraction."""
        return str(format_decimal(value, format="#,##0.#", locale=self._locale()))

    def duration(self, value: float, unit: str) -> str:
        """A length of time in the unit that was published."""
        count = int(value) if float(value).is_integer() else 2
        shown = self.number(value)
        ng = self._ngettext
        known = {
            "minutes": lambda: ng("%(n)s minute", "%(n)s minutes", count, n=shown),
            "hours": lambda: ng("%(n)s hour", "%(n)s hours", count, n=shown),
            "days": lambda: ng("%(n)s day", "%(n)s days", count, n=shown),
            "working-days": lambda: ng("%(n)s working day", "%(n)s working days", count, n=shown),
            "school-days": lambda: ng("%(n)s school day", "%(n)s school days", count, n=shown),
            "weeks": lambda: ng("%(n)s week", "%(n)s weeks", count, n=shown),
            "months": lambda: ng("%(n)s month", "%(n)s months", count, n=shown),
            "years": lambda: ng("%(n)s year", "%(n)s years", count, n=shown),
            "people": lambda: ng("%(n)s person", "%(n)s people", count, n=shown),
            "appeals": lambda: ng("%(n)s appeal", "%(n)s appeals", count, n=shown),
            "miles": lambda: ng("%(n)s mile", "%(n)s miles", count, n=shown),
            "percent": lambda: self._gettext("%(n)s per cent", n=shown),
        }
        return known[unit]() if unit in known else f"{shown} {unit}"

    def limit(self, limit: TimeLimit) -> str:
        """A legal or guidance limit."""
        length = self.duration(limit.value, limit.unit.replace(" ", "-"))
        if limit.kind == "minimum":
            return self._gettext("at least %(length)s", length=length)
        return self._gettext("within %(length)s", length=length)

    def wait(self, wait: WaitingTime | None) -> str:
        """One figure told as what it is: an experience, a share, a target, a law, one child's case."""
        _ = self._gettext
        if wait is None:
            return _("Waiting time not published. Ask when you refer.")
        if wait.value is None:
            return _("No figure given")
        length = self.duration(wait.value, wait.unit)
        within = self.duration(wait.within_value, wait.within_unit) if wait.within_value is not None else ""
        sentences = {
            Statistic.MEDIAN: lambda: (
                _("Half were seen within %(length)s", length=length)
                if wait.clock_to in _SEEN
                else _("In half of all cases it took %(length)s or less", length=length)
            ),
            Statistic.MEAN: lambda: _("%(length)s on average", length=length),
            Statistic.TYPICAL: lambda: _("Usually %(length)s", length=length),
            Statistic.AT_LEAST: lambda: _("At least %(length)s", length=length),
            Statistic.UP_TO: lambda: _("Up to %(length)s", length=length),
            Statistic.LONGEST: lambda: _("The longest wait was %(length)s", length=length),
            Statistic.PERCENT_WITHIN: lambda: self._share(wait, within),
            Statistic.SINGLE_CASE: lambda: _("One child's case: %(length)s", length=length),
            Statistic.COUNT: lambda: length,
            Statistic.RATE: lambda: length,
            Statistic.FREQUENCY: lambda: _("Every %(length)s", length=length),
            Statistic.LEGAL_LIMIT: lambda: _("Legal limit: %(length)s", length=length),
            Statistic.TARGET: lambda: (
                _("Target, not a promise: %(length)s within %(time)s", length=length, time=within)
                if within
                else _("Target, not a promise: %(length)s", length=length)
            ),
            Statistic.NO_FIGURE: lambda: _("No figure given"),
        }
        return sentences[wait.statistic]()

    def _share(self, wait: WaitingTime, within: str) -> str:
        _ = self._gettext
        share = self.number(wait.value or 0)
        if not within:
            return _("%(share)s per cent in time", share=share)
        if wait.clock_to in _SEEN:
            return _("%(share)s per cent were seen within %(length)s", share=share, length=within)
        return _("In %(share)s per cent of cases it took %(length)s or less", share=share, length=within)

    def wait_of_whom(self, wait: WaitingTime | None) -> str:
        """One figure with whom it is about: another child's wait may differ."""
        told = self.wait(wait)
        return f"{told} ({self._english(wait.population)})" if wait is not None and wait.population else told

    def wait_date(self, wait: WaitingTime) -> str:
        """When the figure was true; for a law, since when or as of when its source gives it."""
        if wait.as_of is None:
            return self._gettext("Date of this figure not known")
        if wait.statistic is Statistic.LEGAL_LIMIT:
            return self._gettext("The law as of %(date)s", date=self.date(wait.as_of))
        return self._gettext("Figure from %(date)s", date=self.date(wait.as_of))

    def kind_of_figure(self, wait: WaitingTime) -> str:
        """What a figure is, so that a law or a target is never taken for what happened."""
        _ = self._gettext
        named = {
            Statistic.LEGAL_LIMIT: lambda: _("Legal limit"),
            Statistic.TARGET: lambda: _("Target"),
            Statistic.SINGLE_CASE: lambda: _("One child's case"),
            Statistic.COUNT: lambda: _("A number, not a wait"),
            Statistic.RATE: lambda: _("A number, not a wait"),
            Statistic.FREQUENCY: lambda: _("How often, not a wait"),
            Statistic.NO_FIGURE: lambda: _("No figure"),
        }
        return named[wait.statistic]() if wait.statistic in named else _("What really happened")

    def clock(self, starts: str, stops: str) -> str:
        """From what to what a wait was counted, as far as its source says."""
        _ = self._gettext
        start, stop = self._clock_point(starts), self._clock_point(stops)
        if starts and stops:
            return _("From %(start)s to %(stop)s", start=start, stop=stop)
        if starts:
            return _("From %(start)s. The source does not say where the clock stops", start=start)
        if stops:
            return _("Up to %(stop)s. The source does not say where the clock starts", stop=stop)
        return _("The source does not say where the clock starts or stops")

    def _clock_point(self, point: str) -> str:
        _ = self._gettext
        named = {
            "referral": lambda: _("referral"),
            "referral-accepted": lambda: _("the referral being accepted"),
            "request": lambda: _("the request"),
            "meeting": lambda: _("the meeting"),
            "complaint": lambda: _("the complaint"),
            "absence": lambda: _("the absence from school"),
            "exclusion": lambda: _("the exclusion"),
            "diagnosis": lambda: _("the diagnosis"),
            "plan-issued": lambda: _("the final plan"),
            "draft-plan": lambda: _("the draft plan"),
            "assessment": lambda: _("the assessment"),
            "first-appointment": lambda: _("the first appointment"),
            "first-contact": lambda: _("the first contact"),
            "provision": lambda: _("getting the help"),
            "treatment": lambda: _("treatment"),
            "decision": lambda: _("the decision"),
            "answer": lambda: _("the full answer"),
            "reply": lambda: _("the first reply"),
            "review": lambda: _("the review"),
            "certificate": lambda: _("the certificate"),
        }
        return named[point]() if point in named else point.replace("-", " ")

    def weeks_mark(self, weeks: float, in_years: bool) -> str:
        """A mark on a scale of weeks, in years where the scale is long."""
        if in_years and weeks:
            return self.duration(weeks / 52, "years")
        return self.duration(weeks, "weeks")

    def sureness(self, confidence: Confidence) -> str:
        """How far we trust one fact; it does not say what kind of page the fact is from."""
        _ = self._gettext
        return {
            Confidence.HIGH: _("We are sure that the page says so"),
            Confidence.MEDIUM: _("We are fairly sure"),
            Confidence.LOW: _("We are not sure: check first"),
        }[confidence]

    def share_mark(self, percent: float) -> str:
        """A mark on a scale of shares."""
        return str(format_percent(percent / 100, locale=self._locale()))

    def what_is_drawn(self, wait: WaitingTime) -> str:
        """What the points of a drawing over time are."""
        if wait.statistic is not Statistic.PERCENT_WITHIN:
            return self._gettext("Length of the wait in weeks, over time")
        if wait.within_value is None:
            return self._gettext("Share done in time, over time")
        length = self.duration(wait.within_value, wait.within_unit)
        return self._gettext("Share done within %(length)s, over time", length=length)

    def is_old(self, wait: WaitingTime, today: datetime.date) -> bool:
        """Whether a figure must be called old, or has no date at all. A law does not grow old by itself."""
        if wait.statistic is Statistic.LEGAL_LIMIT:
            return False
        return wait.as_of is None or today.year - wait.as_of.year >= OLD_AFTER_YEARS

    def total_wait(self, cost: Cost) -> str:
        """A route's waits added up, as far as anybody publishes them."""
        ng = self._ngettext
        unknown = ng(
            "%(num)d wait of unpublished length", "%(num)d waits of unpublished length", cost.unknown_waits
        )
        if not cost.wait_weeks:
            return unknown if cost.unknown_waits else self._gettext("No wait, by the published figures")
        weeks = ng(
            "About %(weeks)s week",
            "About %(weeks)s weeks",
            int(cost.wait_weeks) if float(cost.wait_weeks).is_integer() else 2,
            weeks=self.number(cost.wait_weeks),
        )
        if not cost.unknown_waits:
            return weeks
        return self._gettext("%(weeks)s, plus %(unknown)s", weeks=weeks, unknown=unknown)
