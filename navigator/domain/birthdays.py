"""How old the child will be when a step starts, and what a birthday on the way does to a door.

Weeks are counted in tenths here, as the ledger's lengths are rounded to tenths, so nothing is lost in adding them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from navigator.domain.areas import Verdict
from navigator.domain.eligibility import AgeRule, Change, ChangeKind, Finding, GroupRule, Reason, Rule
from navigator.domain.profile import Profile

TENTHS_A_YEAR = 520
"""A year is 52 weeks, and a month 52/12 weeks, as in the ledger."""

Span = tuple[int, int | None, int | None]


def list_age_changes(rules: Iterable[Rule]) -> frozenset[int]:
    """The ages, in whole years, at which a rule at any depth may change its mind."""
    found: set[int] = set()
    for rule in rules:
        if isinstance(rule, AgeRule):
            low, high = rule.ages.minimum, rule.ages.maximum
            found |= {age for age in (low, None if high is None else high + 1) if age is not None}
        elif isinstance(rule, GroupRule):
            found |= list_age_changes(rule.rules)
    return frozenset(found)


def find_ages(profile: Profile, tenths: int) -> tuple[int, int] | None:
    """The youngest and the oldest age the child can have so many tenths of a week from now; None when not told.

    With the months told it is one age: months that have passed are rounded down to whole ones (a month counts
    when it is over), so near a birthday it may be up to a month behind. Without them the birthday may be any day,
    so a later start gives two ages. Now, at 0, it is the age we were told. A wait that nobody publishes counts 0
    here as elsewhere, so the child may be older than this says, never younger.

    >>> find_ages(Profile(age_years=4), 0), find_ages(Profile(age_years=4), 10)
    ((4, 4), (4, 5))
    >>> find_ages(Profile(age_years=4, age_months=8), 173), find_ages(Profile(age_years=4, age_months=8), 174)
    ((4, 4), (5, 5))
    """
    if profile.age_years is None:
        return None
    if profile.age_months is None:
        return (
            profile.age_years + tenths // TENTHS_A_YEAR,
            profile.age_years - (-tenths // TENTHS_A_YEAR),
        )
    passed = tenths * 12 // TENTHS_A_YEAR
    age = profile.age_years + (profile.age_months + passed) // 12
    return age, age


def list_spans(profile: Profile, changes: Iterable[int]) -> list[Span]:
    """The stretches of time in which no rule changes its mind: start in tenths of a week, and the two ages.

    `changes` are ages, from list_age_changes; those the child has reached are past and count no more.
    """
    if profile.age_years is None:
        return [(0, None, None)]
    starts = {0}
    for age in changes:
        years = age - profile.age_years
        if years <= 0:
            continue
        if profile.age_months is None:
            starts |= {(years - 1) * TENTHS_A_YEAR + 1, years * TENTHS_A_YEAR}
        else:
            starts.add(-((profile.age_months - 12 * years) * TENTHS_A_YEAR // 12))
    found: list[Span] = []
    for start in sorted(starts):
        ages = find_ages(profile, start)
        found.append((start, *ages) if ages else (start, None, None))
    return found


def join_ages(younger: Finding, older: Finding) -> Finding:
    """One finding from those at the two ages a child may have by then.

    Where both say the same, that; where one shuts the door, UNKNOWN, since the birthday decides; else the one
    that leaves more to be settled.
    """
    shut = [one for one in (younger, older) if one.verdict is Verdict.CLOSED]
    if len(shut) == 2:
        return younger
    if not shut:
        return max((younger, older), key=lambda one: (one.verdict is Verdict.UNKNOWN, one.needs_an_answer))
    other = younger if shut[0] is older else older
    change = Change(ChangeKind.TELL_US, ("age_months",))
    birthday = Finding(
        Verdict.UNKNOWN,
        Reason.BIRTHDAY_MAY_COME_FIRST,
        change,
        limits=_find_age_limits(shut[0]),
        source=shut[0].source,
    )
    parts = (birthday, other) if other.verdict is Verdict.UNKNOWN else ()
    return replace(birthday, parts=parts)


def _find_age_limits(finding: Finding) -> tuple[str | int, ...]:
    """The age limit that shuts a door, however deep the findings nest."""
    for part in finding.parts:
        if limits := _find_age_limits(part):
            return limits
    ages = (Reason.TOO_OLD, Reason.TOO_YOUNG, Reason.BIRTHDAY_COMES_FIRST)
    return finding.limits[:1] if finding.reason in ages else ()


def tell_birthday(finding: Finding, age_years: int | None) -> Finding:
    """Say "a birthday comes first" where the child is too old by then, but is not so today at `age_years`."""
    parts = tuple(tell_birthday(part, age_years) for part in finding.parts)
    late = (
        finding.reason is Reason.TOO_OLD
        and age_years is not None
        and all(isinstance(limit, int) and age_years <= limit for limit in finding.limits)
    )
    if not late and parts == finding.parts:
        return finding
    return replace(finding, reason=Reason.BIRTHDAY_COMES_FIRST if late else finding.reason, parts=parts)
