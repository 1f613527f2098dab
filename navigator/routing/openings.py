"""A door that is shut or not known to be open -> the smallest sets of changes that open it, verified.

Every way into a service is tried with one change, then with every two, and so on: the first number of
changes that opens it gives its sets, so no proper subset of one opens it (exhaustive search by size;
few rules hang on more than four answers). What can never change (a service that is closed, a child who
is too old) is left out, and a door that only such things shut has no sets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations, product

from navigator.domain.areas import Place, Verdict
from navigator.domain.directory import Directory
from navigator.domain.doors import check_referrer, check_status, order_referrers
from navigator.domain.eligibility import (
    AgeRule,
    AreaBasis,
    AreaRule,
    DocumentRule,
    Finding,
    GroupRule,
    Rule,
    SchoolTypeRule,
    SettingRule,
    check_rule,
    check_rules,
    combine_all,
)
from navigator.domain.profile import Profile, Referrer, SchoolType, Setting
from navigator.domain.services import Service, WayIn

MOST_CHANGES = 5
MOST_SHOWN = 12
_OLDEST = 25


class Answer(StrEnum):
    """Which answer about a child a change is to."""

    AGE = "age"
    HOME = "home"
    GP_AREA = "gp_area"
    SCHOOL_AREA = "school_area"
    SETTING = "setting"
    SCHOOL_TYPE = "school_type"
    DOCUMENT = "document"
    NO_DOCUMENT = "no_document"


_AREA_ANSWERS = {
    AreaBasis.HOME: Answer.HOME,
    AreaBasis.GP: Answer.GP_AREA,
    AreaBasis.SCHOOL: Answer.SCHOOL_AREA,
}


@dataclass(frozen=True, order=True)
class Opener:
    """One change: `answer` would have to be `value`.

    An age in years, an area's or document's id, a setting, a type of school or a role. `told` is True
    where we were told otherwise, so that it takes a birthday, a move, a paper or another person; False
    where it only takes an answer that we do not have.
    """

    answer: Answer
    value: str | int
    told: bool


@dataclass(frozen=True)
class Opening:
    """A way in and the changes that together open it for a child; none for one that is open already."""

    way: WayIn
    changes: tuple[Opener, ...]


def list_openings(directory: Directory, service: Service, profile: Profile) -> tuple[Opening, ...]:
    """The smallest sets of changes that open each way into a service, fewest changes first.

    Among sets of one size those come first that only take an answer. At most MOST_SHOWN.
    """
    if check_status(service).verdict is Verdict.CLOSED:
        return ()
    found = [
        Opening(way, changes) for way in service.ways_in for changes in _open_way(directory, service, way, profile)
    ]
    found.sort(key=lambda opening: (len(opening.changes), sum(one.told for one in opening.changes)))
    distinct: dict[tuple[Opener, ...], Opening] = {}
    for opening in found:
        distinct.setdefault(opening.changes, opening)
    return tuple(distinct.values())[:MOST_SHOWN]


def is_open(service: Service, way: WayIn, profile: Profile) -> bool:
    """Whether a way in is one to ask at today: nothing shuts it and nothing hangs on an answer of ours."""
    finding = _check_way(service, way, profile)
    return finding.verdict is not Verdict.CLOSED and not finding.needs_an_answer


def change_profile(directory: Directory, profile: Profile, change: Opener) -> Profile:
    """The profile as it would be after one change."""
    held = frozenset(profile.documents or ())
    match change.answer:
        case Answer.AGE:
            return replace(profile, age_years=int(change.value))
        case Answer.HOME:
            return replace(profile, home=_place(directory, change))
        case Answer.GP_AREA:
            return replace(profile, gp_area=_place(directory, change))
        case Answer.SCHOOL_AREA:
            return replace(profile, school_area=_place(directory, change))
        case Answer.SETTING:
            return replace(profile, setting=Setting(str(change.value)))
        case Answer.SCHOOL_TYPE:
            return replace(profile, school_type=SchoolType(str(change.value)))
        case Answer.DOCUMENT:
            return replace(profile, documents=held | {str(change.value)})
        case Answer.NO_DOCUMENT:
            return replace(profile, documents=held - {str(change.value)})


def _place(directory: Directory, change: Opener) -> Place:
    return directory.gazetteer.place_of_area(directory.areas[str(change.value)])


def _open_way(
    directory: Directory, service: Service, way: WayIn, profile: Profile
) -> Iterator[tuple[Opener, ...]]:
    """The smallest sets of changes for one way in; nothing where no set of a few opens it."""
    if is_open(service, way, profile):
        yield ()
        return
    choices = _list_choices(service, way, profile)
    for size in range(1, min(MOST_CHANGES, len(choices)) + 1):
        opened = False
        for answers in combinations(sorted(choices), size):
            for changes in product(*(choices[answer] for answer in answers)):
                changed = profile
                for change in changes:
                    changed = change_profile(directory, changed, change)
                if is_open(service, way, changed):
                    opened = True
                    yield changes
        if opened:
            return


def _check_way(service: Service, way: WayIn, profile: Profile) -> Finding:
    """The service's own rules, the way's, and whether somebody it takes can ask."""
    parts = [check_status(service), check_rules(service.eligibility, profile), check_rules(way.rules, profile)]
    if way.referrers:
        roles = [check_referrer(role, profile) for role in order_referrers(way, profile)]
        parts.append(min(roles, key=_how_open))
    return combine_all(tuple(parts))


def _how_open(finding: Finding) -> int:
    return (Verdict.OPEN, Verdict.UNKNOWN, Verdict.CLOSED).index(finding.verdict)


def _list_choices(service: Service, way: WayIn, profile: Profile) -> Mapping[tuple[str, str], tuple[Opener, ...]]:
    """What could change, by answer: the values that a rule not met today asks for.

    Papers are an answer each; every other answer can have one value at a time.
    """
    choices: dict[tuple[str, str], dict[Opener, None]] = {}
    for opener in (*_from_rules((*service.eligibility, *way.rules), profile), *_from_referrers(way, profile)):
        paper = str(opener.value) if opener.answer in (Answer.DOCUMENT, Answer.NO_DOCUMENT) else ""
        choices.setdefault((opener.answer.value, paper), {})[opener] = None
    return {key: tuple(openers) for key, openers in choices.items()}


def _from_rules(rules: Iterable[Rule], profile: Profile) -> Iterator[Opener]:
    for rule in rules:
        if check_rule(rule, profile).verdict is Verdict.OPEN and not isinstance(rule, AgeRule):
            continue
        match rule:
            case GroupRule():
                yield from _from_rules(rule.rules, profile)
            case AgeRule():
                yield from _ages(rule, profile)
            case AreaRule():
                answer = _AREA_ANSWERS[rule.by]
                told = getattr(profile, answer.value) is not None
                yield from (Opener(answer, area.id, told) for area in rule.areas)
            case SettingRule():
                yield from (Opener(Answer.SETTING, one, profile.setting is not None) for one in rule.any_of)
            case SchoolTypeRule():
                told = profile.school_type is not None
                yield from (Opener(Answer.SCHOOL_TYPE, one, told) for one in rule.any_of)
            case DocumentRule():
                yield from _papers(rule, profile)


def _ages(rule: AgeRule, profile: Profile) -> Iterator[Opener]:
    """The next age from which a rule lets a child in: never a younger one than the child's."""
    told = profile.age_years is not None
    low, high = rule.ages.minimum or 0, rule.ages.maximum if rule.ages.maximum is not None else _OLDEST
    if not told:
        yield from (Opener(Answer.AGE, age, told) for age in sorted({low, min(high, _OLDEST)}))
    elif profile.age_years is not None and profile.age_years < low:
        yield Opener(Answer.AGE, low, told)


def _papers(rule: DocumentRule, profile: Profile) -> Iterator[Opener]:
    told = profile.documents is not None
    if rule.held:
        yield Opener(Answer.DOCUMENT, rule.held, told)
    elif rule.absent and not told:
        yield Opener(Answer.NO_DOCUMENT, rule.absent, told)


_SETTINGS_WITH_STAFF = {
    Referrer.SCHOOL: (Setting.PRIMARY, Setting.SECONDARY, Setting.SPECIAL, Setting.POST_16),
    Referrer.EARLY_YEARS_SETTING: (Setting.EARLY_YEARS,),
}


def _from_referrers(way: WayIn, profile: Profile) -> Iterator[Opener]:
    """Who else could ask, where nobody that the way takes can ask for this child today."""
    roles = order_referrers(way, profile)
    if not roles or any(check_referrer(role, profile).verdict is Verdict.OPEN for role in roles):
        return
    for role in roles:
        told = profile.setting is not None
        yield from (Opener(Answer.SETTING, one, told) for one in _SETTINGS_WITH_STAFF.get(role, ()))
        if role is Referrer.YOUNG_PERSON:
            yield from (Opener(Answer.AGE, age, profile.age_years is not None) for age in _asking_ages(profile))


def _asking_ages(profile: Profile) -> Iterable[int]:
    """The first age at which this child could ask alone, found by trying."""
    start = 0 if profile.age_years is None else profile.age_years
    return [
        age
        for age in range(start, _OLDEST + 1)
        if check_referrer(Referrer.YOUNG_PERSON, replace(profile, age_years=age)).verdict is Verdict.OPEN
    ][:1]
