"""Reasons, waits, money and dates -> sentences in the reader's language.

The rooms below return enums, numbers and dates; this is the only place that turns them into
words, for pages and command line alike.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, Protocol

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from navigator.domain.areas import Verdict
from navigator.domain.directory import Directory
from navigator.domain.eligibility import (
    AgeRange,
    AgeRule,
    AreaBasis,
    AreaRule,
    ChangeKind,
    ConditionRule,
    DocumentRule,
    Finding,
    GroupRule,
    NeedRule,
    Reason,
    Rule,
    SchoolTypeRule,
    SettingRule,
)
from navigator.domain.journeys import Cost
from navigator.domain.profile import Referrer, SchoolType, Setting
from navigator.domain.referrals import ConnectionKind, RefusalReason
from navigator.domain.services import ContactKind, NoteKind, Sector, Status
from navigator.domain.sources import Confidence, PartialDate
from navigator.domain.waits import Statistic, TimeLimit, WaitingTime
from navigator.intake import IntakeProblem, ProblemCode

OLD_AFTER_YEARS = 2
"""From this age on a figure is called old where it is shown."""


class Gettext(Protocol):
    """Translate one sentence; keyword arguments fill its placeholders."""

    def __call__(self, string: str, **variables: object) -> str:
        """The sentence in the reader's language."""


class Ngettext(Protocol):
    """Translate one sentence that counts something."""

    def __call__(self, singular: str, plural: str, num: int, **variables: object) -> str:
        """The right plural of the sentence in the reader's language."""


def plain_gettext(string: str, **variables: object) -> str:
    """No translation: the English sentence itself, filled in."""
    return string % variables if variables else string


def plain_ngettext(singular: str, plural: str, num: int, **variables: object) -> str:
    """No translation, with English plurals."""
    return (singular if num == 1 else plural) % {"num": num, **variables}


class Wording:
    """Words things for one kind of reader. `locale` is asked anew for every sentence."""

    def __init__(
        self,
        directory: Directory,
        gettext: Gettext = plain_gettext,
        ngettext: Ngettext = plain_ngettext,
        locale: Callable[[], Locale] = lambda: Locale("en", "GB"),
    ) -> None:
        self._directory = directory
        self._gettext = gettext
        self._ngettext = ngettext
        self._locale = locale

    # Names of things in closed lists

    def referrer(self, referrer: Referrer) -> str:
        """A role, to name who asks."""
        _ = self._gettext
        return {
            Referrer.PARENT: _("parent or carer"),
            Referrer.YOUNG_PERSON: _("young person"),
            Referrer.SCHOOL: _("school or college"),
            Referrer.EARLY_YEARS_SETTING: _("nursery, pre-school or childminder"),
            Referrer.GP: _("GP (family doctor)"),
            Referrer.HEALTH_PROFESSIONAL: _("health professional, such as a health visitor or therapist"),
            Referrer.SOCIAL_CARE: _("social worker"),
            Referrer.ANY_PROFESSIONAL: _("any professional who works with the child"),
            Referrer.ANYONE: _("anyone"),
        }[referrer]

    def setting(self, setting: Setting) -> str:
        """Where a child learns."""
        _ = self._gettext
        return {
            Setting.NONE: _("not in nursery, school or college"),
            Setting.EARLY_YEARS: _("nursery, pre-school or childminder"),
            Setting.PRIMARY: _("primary school"),
            Setting.SECONDARY: _("secondary school"),
            Setting.SPECIAL: _("special school"),
            Setting.POST_16: _("sixth form or college"),
            Setting.HOME_EDUCATED: _("educated at home"),
        }[setting]

    def school_type(self, kind: SchoolType) -> str:
        """What kind of school."""
        _ = self._gettext
        return {
            SchoolType.STATE_MAINSTREAM: _("state mainstream school"),
            SchoolType.SPECIAL: _("special school"),
            SchoolType.INDEPENDENT: _("independent (fee-paying) school"),
            SchoolType.ALTERNATIVE_PROVISION: _("alternative provision (education outside school)"),
        }[kind]

    def sector(self, sector: Sector) -> str:
        """Who runs it, broadly."""
        _ = self._gettext
        return {
            Sector.HEALTH: _("Health (NHS)"),
            Sector.EDUCATION: _("Schools and education"),
            Sector.COUNCIL: _("Council"),
            Sector.VOLUNTARY: _("Local charity or group"),
            Sector.NATIONAL: _("National"),
        }[sector]

    def status(self, status: Status) -> str:
        """Whether it runs."""
        _ = self._gettext
        return {
            Status.OPEN: _("Open"),
            Status.PAUSED: _("Closed to new people for now"),
            Status.CLOSED: _("Closed"),
            Status.CLOSING: _("Closed or closing"),
            Status.PLANNED: _("Not open yet"),
            Status.CHANGED: _("Has changed"),
            Status.UNCONFIRMED: _("Not confirmed"),
        }[status]

    def contact(self, kind: ContactKind) -> str:
        """A way to get in touch."""
        _ = self._gettext
        return {
            ContactKind.PHONE: _("Phone"),
            ContactKind.TEXT: _("Text message"),
            ContactKind.EMAIL: _("Email"),
            ContactKind.ADDRESS: _("Address"),
            ContactKind.HOURS: _("Opening hours"),
        }[kind]

    def note(self, kind: NoteKind) -> str:
        """What a note is for."""
        _ = self._gettext
        return {
            NoteKind.CONFLICT: _("Sources disagree"),
            NoteKind.CAUTION: _("Take care"),
            NoteKind.GAP: _("Not known"),
            NoteKind.BACKGROUND: _("Good to know"),
        }[kind]

    def confidence(self, confidence: Confidence) -> str:
        """How sure we are."""
        _ = self._gettext
        return {
            Confidence.HIGH: _("An official page says so"),
            Confidence.MEDIUM: _("Pieced together from more than one kind of page"),
            Confidence.LOW: _("Weak source: check first"),
        }[confidence]

    def connection(self, kind: ConnectionKind) -> str:
        """What a service is to the one a page is about."""
        _ = self._gettext
        return {
            ConnectionKind.REFERS_TO: _("It may refer on to"),
            ConnectionKind.REQUIRES: _("Comes through"),
            ConnectionKind.WHILE_WAITING: _("Help while you wait"),
            ConnectionKind.ALTERNATIVE: _("Instead, you could try"),
            ConnectionKind.STEP_UP: _("When more help is needed"),
            ConnectionKind.STEP_DOWN: _("When less help is needed"),
            ConnectionKind.PRODUCES_EVIDENCE_FOR: _("Its papers help with"),
            ConnectionKind.SEE_ALSO: _("See also"),
        }[kind]

    def refusal(self, reason: RefusalReason) -> str:
        """Why a service said no."""
        _ = self._gettext
        return {
            RefusalReason.TOO_YOUNG: _("If they say your child is too young"),
            RefusalReason.TOO_OLD: _("If they say your child is too old"),
            RefusalReason.OUT_OF_AREA: _("If they say you live outside the area"),
            RefusalReason.THRESHOLD_NOT_MET: _("If they say the need is not serious enough"),
            RefusalReason.WRONG_SERVICE: _("If they say it is the wrong service"),
            RefusalReason.PAPERWORK_MISSING: _("If papers are missing"),
            RefusalReason.OTHER_HELP_FIRST: _("If they say to try something else first"),
            RefusalReason.NO_CAPACITY: _("If there is no place"),
            RefusalReason.CLOSED_TO_NEW: _("If it is closed to new people"),
            RefusalReason.LEGAL_REFUSAL: _("If the decision letter says no"),
            RefusalReason.NO_REPLY: _("If nobody answers"),
        }[reason]

    # Numbers, dates, money

    def join(self, names: Iterable[str], style: Literal["or", "standard"] = "or") -> str:
        """Names in a row: "a, b or c"."""
        listed = list(names)
        return format_list(listed, style=style, locale=self._locale()) if listed else ""

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

    # Waits

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

    # Findings

    def verdict(self, finding: Finding) -> str:
        """Fits, may fit, does not fit."""
        _ = self._gettext
        return {
            Verdict.OPEN: _("Fits what you told us"),
            Verdict.UNKNOWN: _("May fit"),
            Verdict.CLOSED: _("Does not fit"),
        }[finding.verdict]

    def names(self, ids: Iterable[object], style: Literal["or", "standard"] = "or") -> str:
        """Names of documents, needs, areas, settings or plain texts, joined."""
        return self.join((self._name(item) for item in ids), style)

    def _name(self, item: object) -> str:
        # Members of a closed list first: "early-years" is a setting, and a need has that id too.
        match item:
            case Setting():
                return self.setting(item)
            case SchoolType():
                return self.school_type(item)
            case Referrer():
                return self.referrer(item)
        key, directory = str(item), self._directory
        for shelf in (directory.documents, directory.needs, directory.areas):
            if key in shelf:
                return str(shelf[key].name)
        return key

    def reason(self, finding: Finding) -> str:
        """Why a finding is what it is, in one sentence; empty when it is simply open."""
        if finding.reason is None:
            return ""
        if finding.reason is Reason.CONDITION_TO_READ:
            return self._gettext("Read this condition: %(text)s", text=finding.text or "")
        _ = self._gettext
        limit = finding.limits[0] if finding.limits else ""
        names = self.names(finding.limits)
        sentences = {
            Reason.AGE_NOT_GIVEN: lambda: self._ages_asked(finding),
            Reason.TOO_YOUNG: lambda: _("It starts at age %(age)s.", age=limit),
            Reason.TOO_OLD: lambda: _("It is for children up to and including age %(age)s.", age=limit),
            Reason.HOME_NOT_GIVEN: lambda: _(
                "It goes by where you live (%(areas)s). Tell us your postcode.", areas=names
            ),
            Reason.GP_AREA_NOT_GIVEN: lambda: _(
                "It goes by where your GP practice is (%(areas)s), not by where you live. Tell us your GP's area.",
                areas=names,
            ),
            Reason.SCHOOL_AREA_NOT_GIVEN: lambda: _("It goes by where the school is (%(areas)s).", areas=names),
            Reason.HOME_OUTSIDE_AREA: lambda: _("Your home is outside its area (%(areas)s).", areas=names),
            Reason.GP_OUTSIDE_AREA: lambda: _("Your GP practice is outside its area (%(areas)s).", areas=names),
            Reason.SCHOOL_OUTSIDE_AREA: lambda: _("The school is outside its area (%(areas)s).", areas=names),
            Reason.AREA_EDGE_NOT_SURE: lambda: _(
                "Its area is %(areas)s. We cannot say yet if you are inside. Give a full postcode, or ask.",
                areas=names,
            ),
            Reason.SETTING_NOT_GIVEN: lambda: _(
                "It depends on the child's nursery, school or college. Tell us which kind."
            ),
            Reason.SETTING_NOT_SERVED: lambda: _("It is only for children in: %(settings)s.", settings=names),
            Reason.SCHOOL_TYPE_NOT_GIVEN: lambda: _("It depends on the type of school (%(kinds)s).", kinds=names),
            Reason.SCHOOL_TYPE_NOT_SERVED: lambda: _("It is only for pupils of: %(kinds)s.", kinds=names),
            Reason.NEED_NOT_TOLD: lambda: _("It is for particular needs. Check that yours is one of them."),
            Reason.NEED_EXCLUDED: lambda: _("It does not take: %(needs)s.", needs=names),
            Reason.DOCUMENTS_NOT_GIVEN: lambda: _("It depends on whether you have: %(papers)s.", papers=names),
            Reason.DOCUMENT_NOT_HELD: lambda: _("You need this first: %(papers)s.", papers=names),
            Reason.DOCUMENT_RULES_OUT: lambda: _("It is not for children who have: %(papers)s.", papers=names),
            Reason.NONE_OF_THE_WAYS_FITS: lambda: (
                _("None of its ways in fits what you told us.")
                + " "
                + " ".join(dict.fromkeys(self.reason(part) for part in _deciding(finding)))
            ),
            Reason.SERVICE_CLOSED: lambda: _("It has closed."),
            Reason.SERVICE_CLOSING: lambda: _("It has closed or is closing."),
            Reason.SERVICE_PAUSED: lambda: _("It takes nobody new at the moment."),
            Reason.SERVICE_PLANNED: lambda: _("It has not opened yet."),
            Reason.SERVICE_NOT_CONFIRMED: lambda: _("We could not confirm that it still runs."),
            Reason.WAY_IN_NOT_PUBLISHED: lambda: _("Nobody publishes how to ask for it."),
            Reason.NOT_FOR_FAMILIES_TO_ASK: lambda: _("It is not something that anyone can ask for directly."),
            Reason.REFERRER_NOT_AVAILABLE: lambda: _("Nobody who may ask for it is there for this child."),
        }
        return sentences[finding.reason]()

    def _ages_asked(self, finding: Finding) -> str:
        if len(finding.limits) == 2:
            return self._gettext(
                "It is for ages %(low)s to %(high)s. Tell us the child's age.",
                low=finding.limits[0],
                high=finding.limits[1],
            )
        return self._gettext(
            "It has an age limit (%(age)s). Tell us the child's age.",
            age=finding.limits[0] if finding.limits else "",
        )

    def reasons(self, finding: Finding) -> list[str]:
        """Every reason of a finding, the deciding one first, each once."""
        parts = [part for part in finding.parts if part.verdict is finding.verdict]
        return [text for text in dict.fromkeys(self.reason(part) for part in (finding, *parts)) if text]

    def change(self, finding: Finding) -> str:
        """What would change a finding; empty when nothing we know of would."""
        change = finding.change
        if change is None:
            return ""
        _ = self._gettext
        names = self.names(change.value)
        return {
            ChangeKind.TELL_US: "",
            ChangeKind.BIRTHDAY: _("That changes at age %(age)s.", age=names),
            ChangeKind.MOVE: _("It would be open to someone in: %(areas)s.", areas=names),
            ChangeKind.DOCUMENT: _("That changes with this paper: %(papers)s.", papers=names),
            ChangeKind.SETTING: _("It would be open in: %(settings)s.", settings=names),
            ChangeKind.READ_CONDITION: "",
            ChangeKind.ANOTHER_REFERRER: _("Someone else can ask: %(people)s.", people=names),
        }[change.kind]

    # Rules, told to everybody alike

    def rule(self, rule: Rule) -> str:
        """Who a service is for, one rule as a sentence."""
        _ = self._gettext
        match rule:
            case AgeRule():
                return self._ages(rule.ages)
            case AreaRule():
                areas = self.join(area.name for area in rule.areas)
                return {
                    AreaBasis.HOME: _("Where you live: %(areas)s.", areas=areas),
                    AreaBasis.GP: _(
                        "Where your GP practice is: %(areas)s. Your home address does not decide.", areas=areas
                    ),
                    AreaBasis.SCHOOL: _("Where the school or nursery is: %(areas)s.", areas=areas),
                }[rule.by]
            case SettingRule():
                return _("Where the child learns: %(settings)s.", settings=self.names(rule.any_of))
            case SchoolTypeRule():
                return _("Type of school: %(kinds)s.", kinds=self.names(rule.any_of))
            case NeedRule():
                if rule.none_of:
                    return _("Not for: %(needs)s.", needs=self.names(sorted(rule.none_of)))
                return _("For: %(needs)s.", needs=self.names(sorted(rule.any_of)))
            case DocumentRule():
                if rule.absent:
                    return _("Not for children who have: %(papers)s.", papers=self.names([rule.absent]))
                return _("The child must already have: %(papers)s.", papers=self.names([rule.held]))
            case ConditionRule():
                return rule.text
            case GroupRule():
                parts = [self.rule(part).rstrip(".") for part in rule.rules]
                if rule.match_any:
                    return _("Any one of these: %(rules)s.", rules="; ".join(parts))
                return _("All of these: %(rules)s.", rules="; ".join(parts))

    def _ages(self, ages: AgeRange) -> str:
        _ = self._gettext
        if ages.minimum is None:
            return _("Up to and including age %(high)s.", high=ages.maximum)
        if ages.maximum is None:
            return _("From age %(low)s.", low=ages.minimum)
        return _("Ages %(low)s to %(high)s, both included.", low=ages.minimum, high=ages.maximum)

    # Problems with what somebody typed

    def problem(self, problem: IntakeProblem) -> str:
        """What is wrong with an answer and what to write instead."""
        _ = self._gettext
        return {
            ProblemCode.AGE_NOT_A_WHOLE_NUMBER: _("Enter the child's age in whole years, like 4"),
            ProblemCode.AGE_OUT_OF_RANGE: _(
                "Enter an age from 0 to 25. This service is for children and young people up to 25"
            ),
            ProblemCode.NOT_A_POSTCODE: _("Enter a postcode like OX4 2JD, or just its first half, like OX4"),
            ProblemCode.POSTCODE_NOT_FOUND: _(
                "We do not know that postcode. Check it, or enter just its first half, like OX4"
            ),
            ProblemCode.POSTCODE_OUTSIDE_GREAT_BRITAIN: _(
                "That postcode is outside Great Britain. We only hold services for Oxfordshire and national ones"
            ),
            ProblemCode.PLACE_NOT_FOUND: _(
                "We do not know that place. Enter a council area, like Oxfordshire, or a postcode"
            ),
            ProblemCode.NOT_ONE_OF_THE_CHOICES: _("Choose one of the answers in the list"),
            ProblemCode.NEED_NOT_KNOWN: _("We do not know that need. Choose one from the list"),
            ProblemCode.DOCUMENT_NOT_KNOWN: _("We do not know that paper. Choose one from the list"),
            ProblemCode.SERVICE_NOT_KNOWN: _("We do not know that service. Choose one from the list"),
            ProblemCode.WRONG_TYPE: _("Give this answer as text"),
            ProblemCode.UNKNOWN_FIELD: _("This is not a question that we ask"),
            ProblemCode.TOO_LONG: _("Use fewer than 1,000 characters. A few words are enough"),
            ProblemCode.TOO_MANY: _("Give at most 50 of these"),
        }[problem.code]


def _deciding(finding: Finding) -> Iterator[Finding]:
    """What shuts each of the ways in, however deep the groups of rules nest."""
    for part in finding.parts:
        if part.reason is Reason.NONE_OF_THE_WAYS_FITS:
            yield from _deciding(part)
        elif part.verdict is Verdict.CLOSED:
            yield part
