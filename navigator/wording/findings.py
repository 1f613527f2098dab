"""Findings and rules -> reasons, and what would change them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from navigator.domain.areas import Verdict
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
from navigator.domain.profile import Referrer, SchoolType, Setting
from navigator.wording.figures import Figures


class Findings(Figures):
    """What eligibility found -> sentences."""

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
        if key in directory.documents:
            return self._english(directory.documents[key].name)
        if key in directory.needs:
            return self.need(key)
        if key in directory.areas:
            return self._english(directory.areas[key].name)
        return key if key.isdigit() else self._english(key)

    def reason(self, finding: Finding) -> str:
        """Why a finding is what it is, in one sentence; empty when it is simply open."""
        if finding.reason is None:
            return ""
        if finding.reason is Reason.CONDITION_TO_READ:
            return self._gettext("Read this condition: %(text)s", text=self._english(finding.text or ""))
        _ = self._gettext
        limit = finding.limits[0] if finding.limits else ""
        names = self.names(finding.limits)
        sentences = {
            Reason.AGE_NOT_GIVEN: lambda: self._ages_asked(finding),
            Reason.TOO_YOUNG: lambda: _("It starts at age %(age)s.", age=limit),
            Reason.TOO_OLD: lambda: _("It is for children up to and including age %(age)s.", age=limit),
            Reason.BIRTHDAY_COMES_FIRST: lambda: _(
                "It is for ages up to and including %(age)s, and a birthday comes before this step starts.",
                age=limit,
            ),
            Reason.BIRTHDAY_MAY_COME_FIRST: lambda: _(
                "It has an age limit (%(age)s), and a birthday may come before this step starts. "
                "Tell us how many months ago the last birthday was.",
                age=limit,
            ),
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

    def rule(self, rule: Rule) -> str:
        """Who a service is for, one rule as a sentence."""
        _ = self._gettext
        match rule:
            case AgeRule():
                return self._ages(rule.ages)
            case AreaRule():
                areas = self.join(self._english(area.name) for area in rule.areas)
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
                return self._english(rule.text)
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


def _deciding(finding: Finding) -> Iterator[Finding]:
    """What shuts each of the ways in, however deep the groups of rules nest."""
    for part in finding.parts:
        if part.reason is Reason.NONE_OF_THE_WAYS_FITS:
            yield from _deciding(part)
        elif part.verdict is Verdict.CLOSED:
            yield part
