"""Eligibility -> Finding: open, closed or unknown, why, and what would change it.

Rules are data from a closed list of kinds. Three-valued logic is Kleene's strong logic (S. C.
Kleene, Introduction to Metamathematics, 1952, section 64): a service is CLOSED if any rule is,
else UNKNOWN if any is, else OPEN.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from navigator.domain.areas import Area, Place, Verdict
from navigator.domain.needs import Need, widen_needs
from navigator.domain.profile import Profile, SchoolType, Setting
from navigator.domain.sources import Source


class AreaBasis(StrEnum):
    """Which address decides: an Oxfordshire home, GP and school can be three different things."""

    HOME = "home"
    GP = "gp"
    SCHOOL = "school"


class Reason(StrEnum):
    """Why a finding is not simply open."""

    AGE_NOT_GIVEN = "age-not-given"
    TOO_YOUNG = "too-young"
    TOO_OLD = "too-old"
    BIRTHDAY_COMES_FIRST = "birthday-comes-first"
    BIRTHDAY_MAY_COME_FIRST = "birthday-may-come-first"
    HOME_NOT_GIVEN = "home-not-given"
    GP_AREA_NOT_GIVEN = "gp-area-not-given"
    SCHOOL_AREA_NOT_GIVEN = "school-area-not-given"
    HOME_OUTSIDE_AREA = "home-outside-area"
    GP_OUTSIDE_AREA = "gp-outside-area"
    SCHOOL_OUTSIDE_AREA = "school-outside-area"
    AREA_EDGE_NOT_SURE = "area-edge-not-sure"
    SETTING_NOT_GIVEN = "setting-not-given"
    SETTING_NOT_SERVED = "setting-not-served"
    SCHOOL_TYPE_NOT_GIVEN = "school-type-not-given"
    SCHOOL_TYPE_NOT_SERVED = "school-type-not-served"
    NEED_NOT_TOLD = "need-not-told"
    NEED_EXCLUDED = "need-excluded"
    DOCUMENTS_NOT_GIVEN = "documents-not-given"
    DOCUMENT_NOT_HELD = "document-not-held"
    DOCUMENT_RULES_OUT = "document-rules-out"
    CONDITION_TO_READ = "condition-to-read"
    NONE_OF_THE_WAYS_FITS = "none-of-the-ways-fits"
    SERVICE_CLOSED = "service-closed"
    SERVICE_CLOSING = "service-closing"
    SERVICE_PAUSED = "service-paused"
    SERVICE_PLANNED = "service-planned"
    SERVICE_NOT_CONFIRMED = "service-not-confirmed"
    WAY_IN_NOT_PUBLISHED = "way-in-not-published"
    NOT_FOR_FAMILIES_TO_ASK = "not-for-families-to-ask"
    REFERRER_NOT_AVAILABLE = "referrer-not-available"


READ_BY_A_PERSON = frozenset({Reason.CONDITION_TO_READ, Reason.NEED_NOT_TOLD})
"""Reasons that leave a door open to ask at: papers, wording or a clinician's judgement decide."""


class ChangeKind(StrEnum):
    """What kind of news about the child would change a finding."""

    TELL_US = "tell-us"
    BIRTHDAY = "birthday"
    MOVE = "move"
    DOCUMENT = "document"
    SETTING = "setting"
    READ_CONDITION = "read-condition"
    ANOTHER_REFERRER = "another-referrer"


@dataclass(frozen=True)
class Change:
    """The news that would change a finding: which answer, birthday, paper or place.

    `value` is the profile field for TELL_US, an age in years for BIRTHDAY, document ids for
    DOCUMENT, area ids for MOVE, settings for SETTING and referrers for ANOTHER_REFERRER.
    """

    kind: ChangeKind
    value: tuple[str | int, ...] = ()


@dataclass(frozen=True)
class Finding:
    """One three-valued answer about one child.

    Only verdict and reason make two findings equal; the rest explains. `parts` are the findings
    of every rule that was weighed, so a page can list them all.
    """

    verdict: Verdict
    reason: Reason | None = None
    change: Change | None = field(default=None, compare=False)
    text: str | None = field(default=None, compare=False)
    limits: tuple[str | int, ...] = field(default=(), compare=False)
    source: Source | None = field(default=None, compare=False)
    parts: tuple[Finding, ...] = field(default=(), compare=False)

    @property
    def needs_an_answer(self) -> bool:
        """Whether something we were not told decides it, rather than a person's judgement."""
        if self.verdict is not Verdict.UNKNOWN:
            return False
        if self.parts:
            return any(part.needs_an_answer for part in self.parts)
        return self.reason not in READ_BY_A_PERSON


OPEN = Finding(Verdict.OPEN)


@dataclass(frozen=True)
class AgeRange:
    """Whole years, both limits included; no limit means any age."""

    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True)
class AgeRule:
    """The child must be of this age."""

    ages: AgeRange
    source: Source | None = None


@dataclass(frozen=True)
class AreaRule:
    """The home, the GP practice or the school must lie in one of these areas."""

    by: AreaBasis
    areas: tuple[Area, ...]
    source: Source | None = None


@dataclass(frozen=True)
class SettingRule:
    """The child must learn in one of these kinds of place."""

    any_of: tuple[Setting, ...]
    source: Source | None = None


@dataclass(frozen=True)
class SchoolTypeRule:
    """The child's school must be of one of these types."""

    any_of: tuple[SchoolType, ...]
    source: Source | None = None


@dataclass(frozen=True)
class NeedRule:
    """The service is for these needs (`any_of`), or turns these away (`none_of`).

    Both are kept with every need below them in the tree, worked out when the files are read.
    """

    any_of: frozenset[str] = frozenset()
    none_of: frozenset[str] = frozenset()
    source: Source | None = None

    @classmethod
    def over(
        cls,
        needs: Mapping[str, Need],
        any_of: Iterable[str] = (),
        none_of: Iterable[str] = (),
        source: Source | None = None,
    ) -> NeedRule:
        """Build the rule over a needs tree."""
        return cls(widen_needs(needs, any_of), widen_needs(needs, none_of), source)


@dataclass(frozen=True)
class DocumentRule:
    """A paper or status the child must already have (`held`) or must not have (`absent`)."""

    held: str | None = None
    absent: str | None = None
    source: Source | None = None


@dataclass(frozen=True)
class ConditionRule:
    """Wording that no rule can carry: shown to be read, and never silently OPEN."""

    text: str
    source: Source | None = None


@dataclass(frozen=True)
class GroupRule:
    """Rules joined by "any of" or "all of"."""

    match_any: bool
    rules: tuple[Rule, ...]
    source: Source | None = None


Rule = AgeRule | AreaRule | SettingRule | SchoolTypeRule | NeedRule | DocumentRule | ConditionRule | GroupRule


def check_age(ages: AgeRange, age_years: int | None) -> Finding:
    """Say whether a child of this age may use the service.

    Ages are whole years, both limits included; no limits means any age. Otherwise an age
    we were not told is UNKNOWN, neither refused nor waved through, so the page can ask.

    Source: Open Referral UK, service.minimum_age. It names no unit; years is our reading.

    >>> check_age(AgeRange(minimum=5, maximum=18), None).verdict
    <Verdict.UNKNOWN: 'unknown'>
    """
    limits = tuple(limit for limit in (ages.minimum, ages.maximum) if limit is not None)
    if not limits:
        return OPEN
    if age_years is None:
        return Finding(Verdict.UNKNOWN, Reason.AGE_NOT_GIVEN, Change(ChangeKind.TELL_US, ("age",)), limits=limits)
    if ages.minimum is not None and age_years < ages.minimum:
        return Finding(
            Verdict.CLOSED,
            Reason.TOO_YOUNG,
            Change(ChangeKind.BIRTHDAY, (ages.minimum,)),
            limits=(ages.minimum,),
        )
    if ages.maximum is not None and age_years > ages.maximum:
        return Finding(Verdict.CLOSED, Reason.TOO_OLD, limits=(ages.maximum,))
    return OPEN


_AREA_REASONS = {
    AreaBasis.HOME: (Reason.HOME_NOT_GIVEN, Reason.HOME_OUTSIDE_AREA, "postcode"),
    AreaBasis.GP: (Reason.GP_AREA_NOT_GIVEN, Reason.GP_OUTSIDE_AREA, "gp_area"),
    AreaBasis.SCHOOL: (Reason.SCHOOL_AREA_NOT_GIVEN, Reason.SCHOOL_OUTSIDE_AREA, "school_area"),
}


def check_area(rule: AreaRule, profile: Profile) -> Finding:
    """Say whether the address that counts lies inside one of the rule's areas.

    A postcode part that straddles an edge, or an area whose edge nobody drew, is UNKNOWN.
    """
    places: dict[AreaBasis, Place | None] = {
        AreaBasis.HOME: profile.home,
        AreaBasis.GP: profile.gp_area,
        AreaBasis.SCHOOL: profile.school_area,
    }
    place = places[rule.by]
    not_given, outside, asked = _AREA_REASONS[rule.by]
    names = tuple(area.name for area in rule.areas)
    ids = tuple(area.id for area in rule.areas)
    if place is None:
        return Finding(Verdict.UNKNOWN, not_given, Change(ChangeKind.TELL_US, (asked,)), limits=names)
    verdicts = {area.contains(place) for area in rule.areas}
    if Verdict.OPEN in verdicts:
        return OPEN
    if Verdict.UNKNOWN in verdicts:
        return Finding(
            Verdict.UNKNOWN, Reason.AREA_EDGE_NOT_SURE, Change(ChangeKind.TELL_US, (asked,)), limits=names
        )
    return Finding(Verdict.CLOSED, outside, Change(ChangeKind.MOVE, ids), limits=names)


def check_setting(rule: SettingRule, profile: Profile) -> Finding:
    """Say whether the child learns in a kind of place that the rule names."""
    if profile.setting is None:
        return Finding(
            Verdict.UNKNOWN,
            Reason.SETTING_NOT_GIVEN,
            Change(ChangeKind.TELL_US, ("setting",)),
            limits=rule.any_of,
        )
    if profile.setting in rule.any_of:
        return OPEN
    return Finding(
        Verdict.CLOSED, Reason.SETTING_NOT_SERVED, Change(ChangeKind.SETTING, rule.any_of), limits=rule.any_of
    )


def check_school_type(rule: SchoolTypeRule, profile: Profile) -> Finding:
    """Say whether the child's school is of a type that the rule names."""
    if profile.school_type is None:
        return Finding(
            Verdict.UNKNOWN,
            Reason.SCHOOL_TYPE_NOT_GIVEN,
            Change(ChangeKind.TELL_US, ("school_type",)),
            limits=rule.any_of,
        )
    if profile.school_type in rule.any_of:
        return OPEN
    return Finding(
        Verdict.CLOSED,
        Reason.SCHOOL_TYPE_NOT_SERVED,
        Change(ChangeKind.SETTING, rule.any_of),
        limits=rule.any_of,
    )


def check_need(rule: NeedRule, profile: Profile) -> Finding:
    """Say whether the needs we were told are those the service takes.

    What a family names is never a full list, so a need that was not named leaves the door
    UNKNOWN (somebody reads and judges), and only a named need can close it.
    """
    if profile.needs & rule.none_of:
        return Finding(Verdict.CLOSED, Reason.NEED_EXCLUDED, limits=tuple(sorted(profile.needs & rule.none_of)))
    if not rule.any_of or profile.needs & rule.any_of:
        return OPEN
    return Finding(
        Verdict.UNKNOWN,
        Reason.NEED_NOT_TOLD,
        Change(ChangeKind.TELL_US, ("needs",)),
        limits=tuple(sorted(rule.any_of)),
    )


def check_document(rule: DocumentRule, profile: Profile) -> Finding:
    """Say whether the papers held allow it. Papers we were not told about are UNKNOWN."""
    wanted = rule.held or rule.absent
    if wanted is None:
        return OPEN
    if profile.documents is None:
        return Finding(
            Verdict.UNKNOWN,
            Reason.DOCUMENTS_NOT_GIVEN,
            Change(ChangeKind.TELL_US, ("documents",)),
            limits=(wanted,),
        )
    held = wanted in profile.documents
    if held is (rule.held is not None):
        return OPEN
    if rule.held is not None:
        return Finding(
            Verdict.CLOSED, Reason.DOCUMENT_NOT_HELD, Change(ChangeKind.DOCUMENT, (wanted,)), limits=(wanted,)
        )
    return Finding(Verdict.CLOSED, Reason.DOCUMENT_RULES_OUT, limits=(wanted,))


def check_rule(rule: Rule, profile: Profile) -> Finding:
    """Weigh one rule of any kind against a profile."""
    match rule:
        case AgeRule():
            finding = check_age(rule.ages, profile.age_years)
        case AreaRule():
            finding = check_area(rule, profile)
        case SettingRule():
            finding = check_setting(rule, profile)
        case SchoolTypeRule():
            finding = check_school_type(rule, profile)
        case NeedRule():
            finding = check_need(rule, profile)
        case DocumentRule():
            finding = check_document(rule, profile)
        case ConditionRule():
            finding = Finding(
                Verdict.UNKNOWN,
                Reason.CONDITION_TO_READ,
                Change(ChangeKind.READ_CONDITION),
                text=rule.text,
            )
        case GroupRule():
            parts = tuple(check_rule(part, profile) for part in rule.rules)
            finding = combine_any(parts) if rule.match_any else combine_all(parts)
    if finding.source is None and rule.source is not None:
        return Finding(
            finding.verdict,
            finding.reason,
            finding.change,
            finding.text,
            finding.limits,
            rule.source,
            finding.parts,
        )
    return finding


def combine_all(parts: tuple[Finding, ...]) -> Finding:
    """All must be open: the first closed part decides, else the first unknown one.

    Among unknown parts one that we could settle by asking is named before one to be read.
    """
    deciding = next((part for part in parts if part.verdict is Verdict.CLOSED), None)
    if deciding is None:
        unknown = [part for part in parts if part.verdict is Verdict.UNKNOWN]
        deciding = next((part for part in unknown if part.needs_an_answer), unknown[0] if unknown else None)
    if deciding is None:
        return Finding(Verdict.OPEN, parts=parts) if parts else OPEN
    return Finding(
        deciding.verdict,
        deciding.reason,
        deciding.change,
        deciding.text,
        deciding.limits,
        deciding.source,
        parts,
    )


def combine_any(parts: tuple[Finding, ...]) -> Finding:
    """One open part is enough; CLOSED only when every part is."""
    if any(part.verdict is Verdict.OPEN for part in parts):
        return OPEN
    unknown = tuple(part for part in parts if part.verdict is Verdict.UNKNOWN)
    if unknown:
        # A part somebody must read keeps the door open to ask at, whatever else we were not told.
        unknown = tuple(sorted(unknown, key=lambda part: part.needs_an_answer))
        first = unknown[0]
        kept = unknown if first.needs_an_answer else (first,)
        return Finding(Verdict.UNKNOWN, first.reason, first.change, first.text, first.limits, first.source, kept)
    if len(parts) == 1:
        return parts[0]
    return Finding(Verdict.CLOSED, Reason.NONE_OF_THE_WAYS_FITS, parts=parts)


def check_rules(rules: Iterable[Rule], profile: Profile) -> Finding:
    """Weigh all the rules of a service or of one way in."""
    return combine_all(tuple(check_rule(rule, profile) for rule in rules))


def list_areas(rules: Iterable[Rule]) -> set[str]:
    """The ids of every area that the rules name, at any depth."""
    found: set[str] = set()
    for rule in rules:
        if isinstance(rule, AreaRule):
            found |= {area.id for area in rule.areas}
        elif isinstance(rule, GroupRule):
            found |= list_areas(rule.rules)
    return found
