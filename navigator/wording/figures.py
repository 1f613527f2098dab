"""Dates, money, lengths of time and waits -> sentences."""

from __future__ import annotations

import datetime

from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal

from navigator.domain.journeys import Cost
from navigator.domain.sources import PartialDate
from navigator.domain.waits import Statistic, TimeLimit, WaitingTime
from navigator.wording.names import Names

OLD_AFTER_YEARS = 2
"""From this age on a figure is called old where it is shown."""


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
            Statistic.MEDIAN: lambda: _("Half were seen within %(length)s", length=length),
            Statistic.MEAN: lambda: _("%(length)s on average", length=length),
            Statistic.TYPICAL: lambda: _("Usually %(length)s", length=length),
            Statistic.AT_LEAST: lambda: _("At least %(length)s", length=length),
            Statistic.UP_TO: lambda: _("Up to %(length)s", length=length),
            Statistic.LONGEST: lambda: _("The longest wait was %(length)s", length=length),
            Statistic.PERCENT_WITHIN: lambda: (
                _(
                    "%(share)s per cent were seen within %(length)s",
                    share=self.number(wait.value or 0),
                    length=within,
                )
                if within
                else _("%(share)s per cent in time", share=self.number(wait.value or 0))
            ),
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

    def wait_date(self, wait: WaitingTime) -> str:
        """When the figure was true."""
        if wait.as_of is None:
            return self._gettext("Date of this figure not known")
        return self._gettext("Figure from %(date)s", date=self.date(wait.as_of))

    def is_old(self, wait: WaitingTime, today: datetime.date) -> bool:
        """Whether a figure must be called old, or has no date at all."""
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
            1 if cost.wait_weeks == 1 else 2,
            weeks=self.number(cost.wait_weeks),
        )
        if not cost.unknown_waits:
            return weeks
        return self._gettext("%(weeks)s, plus %(unknown)s", weeks=weeks, unknown=unknown)
