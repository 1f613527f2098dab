"""Raw answers -> Profile. Every answer may be missing; a wrong one is reported, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from navigator.domain.areas import Place
from navigator.domain.places import PostcodeProblem, UnknownPlace
from navigator.domain.profile import Profile, Referrer, SchoolType, Setting
from navigator.intake.matching import Recognizer

OLDEST_YEARS = 25
"""SEND law reaches to the 25th year (Children and Families Act 2014, section 83 and part 3)."""
MOST_MONTHS = 11
"""Months since the last birthday: the twelfth is the next one."""
MAX_ITEMS = 50

ASKERS: Mapping[str, Referrer] = {
    **{role.value: role for role in Referrer if role not in (Referrer.ANYONE, Referrer.ANY_PROFESSIONAL)},
    "carer": Referrer.PARENT,
    "family": Referrer.PARENT,
    "senco": Referrer.SCHOOL,
    "sendco": Referrer.SCHOOL,
    "college": Referrer.SCHOOL,
    "early-years": Referrer.EARLY_YEARS_SETTING,
    "nursery": Referrer.EARLY_YEARS_SETTING,
    "health-staff": Referrer.HEALTH_PROFESSIONAL,
    "health": Referrer.HEALTH_PROFESSIONAL,
}
"""Who may be asking, under the names people give themselves."""

_SETTINGS: Mapping[str, Setting] = {
    **{setting.value: setting for setting in Setting},
    "nursery": Setting.EARLY_YEARS,
    "preschool": Setting.EARLY_YEARS,
    "college": Setting.POST_16,
    "special-school": Setting.SPECIAL,
    "home": Setting.HOME_EDUCATED,
}
_SCHOOL_TYPES: Mapping[str, SchoolType] = {kind.value: kind for kind in SchoolType}


class ProblemCode(StrEnum):
    """What is wrong with an answer."""

    AGE_NOT_A_WHOLE_NUMBER = "age-not-a-whole-number"
    AGE_OUT_OF_RANGE = "age-out-of-range"
    MONTHS_NOT_A_WHOLE_NUMBER = "months-not-a-whole-number"
    MONTHS_OUT_OF_RANGE = "months-out-of-range"
    NOT_A_POSTCODE = "not-a-postcode"
    POSTCODE_NOT_FOUND = "postcode-not-found"
    POSTCODE_OUTSIDE_GREAT_BRITAIN = "postcode-outside-great-britain"
    PLACE_NOT_FOUND = "place-not-found"
    NOT_ONE_OF_THE_CHOICES = "not-one-of-the-choices"
    NEED_NOT_KNOWN = "need-not-known"
    DOCUMENT_NOT_KNOWN = "document-not-known"
    SERVICE_NOT_KNOWN = "service-not-known"
    WRONG_TYPE = "wrong-type"
    UNKNOWN_FIELD = "unknown-field"
    TOO_LONG = "too-long"
    TOO_MANY = "too-many"


@dataclass(frozen=True)
class IntakeProblem:
    """One answer that could not be used. `value` is what was given, cut short; never a postcode."""

    field: str
    code: ProblemCode
    value: str = ""


@dataclass(frozen=True)
class Intake:
    """The profile that the usable answers give, and the problems with the rest."""

    profile: Profile
    problems: tuple[IntakeProblem, ...] = ()


FIELDS = (
    "asker",
    "age",
    "age_months",
    "home_postcode",
    "area",
    "gp_area",
    "setting",
    "school_area",
    "school_type",
    "needs",
    "documents",
    "seen_by",
)

_POSTCODE_CODES = {
    PostcodeProblem.NOT_A_POSTCODE: ProblemCode.NOT_A_POSTCODE,
    PostcodeProblem.NOT_FOUND: ProblemCode.POSTCODE_NOT_FOUND,
    PostcodeProblem.OUTSIDE_GREAT_BRITAIN: ProblemCode.POSTCODE_OUTSIDE_GREAT_BRITAIN,
}

T = TypeVar("T")


def read_profile(answers: Mapping[str, Any], recognizer: Recognizer) -> Intake:
    """Read answers from a form or a JSON object.

    Texts may be blank and numbers may be text, as forms send them. A `home_postcode` decides over
    an `area`. Nothing is guessed: what cannot be read stays missing in the profile.
    """
    problems: list[IntakeProblem] = [
        IntakeProblem(str(name)[:60], ProblemCode.UNKNOWN_FIELD) for name in answers if name not in FIELDS
    ]

    def text(name: str) -> str | None:
        value = answers.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            problems.append(IntakeProblem(name, ProblemCode.WRONG_TYPE))
            return None
        return value.strip() or None

    def choice(name: str, choices: Mapping[str, T]) -> T | None:
        value = text(name)
        if value is None:
            return None
        found = choices.get(value.casefold().replace(" ", "-").replace("_", "-"))
        if found is None:
            problems.append(IntakeProblem(name, ProblemCode.NOT_ONE_OF_THE_CHOICES, value[:60]))
        return found

    def place(name: str) -> Place | None:
        value = text(name)
        if value is None:
            return None
        try:
            return recognizer.find_place(value)
        except UnknownPlace as unknown:
            code = _POSTCODE_CODES[unknown.problem]
            if name != "home_postcode" and code is ProblemCode.NOT_A_POSTCODE:
                code = ProblemCode.PLACE_NOT_FOUND
            problems.append(IntakeProblem(name, code))
            return None

    def several(name: str) -> list[str] | None:
        value = answers.get(name)
        if value is None:
            return None
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, Iterable) or isinstance(items, Mapping):
            problems.append(IntakeProblem(name, ProblemCode.WRONG_TYPE))
            return None
        kept = list(items)
        if len(kept) > MAX_ITEMS:
            problems.append(IntakeProblem(name, ProblemCode.TOO_MANY))
            kept = kept[:MAX_ITEMS]
        if not all(isinstance(item, str) for item in kept):
            problems.append(IntakeProblem(name, ProblemCode.WRONG_TYPE))
            return None
        written = [item for item in kept if item.strip()]
        return written if written or not kept else None

    def recognized(name: str, find: Any, code: ProblemCode) -> frozenset[str] | None:
        items = several(name)
        if items is None:
            return None
        found = set()
        for item in items:
            key = find(item)
            if key is None:
                problems.append(IntakeProblem(name, code, item[:60]))
            else:
                found.add(key)
        # A list of which nothing could be read was not "none": it stays missing.
        return frozenset(found) if found or not items else None

    profile = Profile(
        asker=choice("asker", ASKERS),
        age_years=_read_number(answers, "age", OLDEST_YEARS, _AGE_CODES, problems),
        age_months=_read_number(answers, "age_months", MOST_MONTHS, _MONTHS_CODES, problems),
        home=place("home_postcode") or place("area"),
        gp_area=place("gp_area"),
        school_area=place("school_area"),
        setting=choice("setting", _SETTINGS),
        school_type=choice("school_type", _SCHOOL_TYPES),
        needs=recognized("needs", recognizer.find_need, ProblemCode.NEED_NOT_KNOWN) or frozenset(),
        documents=recognized("documents", recognizer.find_document, ProblemCode.DOCUMENT_NOT_KNOWN),
        seen_by=recognized(
            "seen_by",
            lambda item: item if recognizer.knows_service(item) else None,
            ProblemCode.SERVICE_NOT_KNOWN,
        )
        or frozenset(),
    )
    return Intake(profile, tuple(problems))


_AGE_CODES = (ProblemCode.AGE_NOT_A_WHOLE_NUMBER, ProblemCode.AGE_OUT_OF_RANGE)
_MONTHS_CODES = (ProblemCode.MONTHS_NOT_A_WHOLE_NUMBER, ProblemCode.MONTHS_OUT_OF_RANGE)


def _read_number(
    answers: Mapping[str, Any],
    name: str,
    most: int,
    codes: tuple[ProblemCode, ProblemCode],
    problems: list[IntakeProblem],
) -> int | None:
    """A whole number from 0 to `most`, as a number or as text; `codes` for what is no number, and out of range."""
    value = answers.get(name)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    shown = str(value)[:20]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,300}", value.strip()):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        problems.append(IntakeProblem(name, codes[0], shown))
        return None
    if not 0 <= value <= most:
        problems.append(IntakeProblem(name, codes[1], shown))
        return None
    return value
