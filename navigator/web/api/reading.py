"""Parameters of an address -> Profile and what was left out, by the same rules as pages and command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from navigator.answers import LEFT_OUT
from navigator.assembly import Navigator
from navigator.domain.areas import Verdict
from navigator.domain.profile import Profile, Referrer
from navigator.domain.services import Sector
from navigator.intake import read_profile
from navigator.search import Filters
from navigator.web.api.errors import Refused
from navigator.wording import Wording

NONE_OF_THESE = "none"
_ANSWERS = (
    "asker",
    "age",
    "age_months",
    "area",
    "gp_area",
    "school_area",
    "setting",
    "school_type",
    "needs",
    "documents",
    "seen_by",
)
_YES_NO = ("fits", "free", "open_access", "while_waiting", "running")


@dataclass(frozen=True)
class Told:
    """What an address tells of a child, and what of it we do not know and therefore left out."""

    profile: Profile
    left_out: tuple[str, ...] = ()


def read_told(given: Mapping[str, Any], navigator: Navigator, wording: Wording) -> Told:
    """Read the answers about a child. Raise Refused with every one that cannot be read."""
    answers = {name: given[name] for name in _ANSWERS if name in given}
    if "postcode" in given:
        answers["home_postcode"] = given["postcode"]
    if "documents" in answers:
        answers["documents"] = [paper for paper in answers["documents"] if paper != NONE_OF_THESE]
    intake = read_profile(answers, navigator.recognizer)
    stopping: list[tuple[str, str]] = []
    left_out: list[str] = []
    for problem in intake.problems:
        name = "postcode" if problem.field == "home_postcode" else problem.field
        words = wording.problem(problem)
        if problem.code in LEFT_OUT:
            left_out.append(f"{name}: {words}" + (f" (given: {problem.value!r})" if problem.value else ""))
        else:
            stopping.append((name, words))
    if stopping:
        raise Refused(stopping)
    return Told(intake.profile, tuple(left_out))


def read_filters(given: Mapping[str, Any], navigator: Navigator) -> Filters:
    """What to leave out of a search. Raise Refused for a need that we do not know."""
    return Filters(
        need=check_need(given["need"], navigator) if "need" in given else None,
        sector=Sector(given["sector"]) if "sector" in given else None,
        referrer=Referrer(given["referrer"]) if "referrer" in given else None,
        fit=Verdict(given["fit"]) if "fit" in given else None,
        **{name: given[name] for name in _YES_NO},
    )


def check_need(need_id: str, navigator: Navigator) -> str:
    """The id of a need that we know. Raise Refused for another."""
    if need_id not in navigator.directory.needs:
        raise Refused([("need", "We do not know this need. See /api/v1/needs.")])
    return need_id
