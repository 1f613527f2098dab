"""request -> Profile, SearchRequest, and problems for families. Flask's request goes no deeper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from flask import current_app, url_for
from werkzeug.datastructures import MultiDict

from navigator.assembly import Navigator
from navigator.domain.profile import Profile, Referrer
from navigator.domain.services import Sector
from navigator.intake import IntakeProblem, ProblemCode, read_profile
from navigator.search import Filters, SearchRequest

MAX_QUERY_CHARACTERS = 1000
NONE_OF_THESE = "none"
"""The checkbox that says "we were told: no papers", so that silence is not taken for it."""

_CHILD_FIELDS = {
    "asker": "asker",
    "age": "age",
    "postcode": "home_postcode",
    "gp_area": "gp_area",
    "setting": "setting",
    "school_area": "school_area",
    "school_type": "school_type",
}
"""Address parameter -> answer about the child."""
_SEVERAL = ("needs", "documents", "seen_by")


@dataclass(frozen=True)
class Enquiry:
    """What an address asks. `kept` are the parameters about the child, to carry into links."""

    query: str
    profile: Profile
    filters: Filters
    problems: tuple[IntakeProblem, ...] = ()
    kept: Mapping[str, Any] = field(default_factory=dict)
    chosen: Mapping[str, Any] = field(default_factory=dict)

    @property
    def request(self) -> SearchRequest:
        """The search that it asks for."""
        return SearchRequest(self.query, self.profile, self.filters, limit=40)

    def problem_with(self, name: str) -> IntakeProblem | None:
        """The problem with one parameter, or None."""
        return next((problem for problem in self.problems if problem.field == name), None)


def current_navigator() -> Navigator:
    """The navigator this app was built around."""
    navigator: Navigator = current_app.extensions["navigator"]
    return navigator


def address_of(endpoint: str, kept: Mapping[str, Any] | None = None, **values: Any) -> str:
    """The address of a page, with what we know of the child carried along."""
    path_names = {"service_id", "goal", "pathway_id", "topic"}
    path = {name: value for name, value in values.items() if name in path_names}
    query = {**(kept or {}), **{name: value for name, value in values.items() if name not in path_names}}
    query = {name: value for name, value in query.items() if value not in (None, "", [], False)}
    address = url_for(endpoint, **path)
    return f"{address}?{urlencode(query, doseq=True)}" if query else address


def read_enquiry(args: MultiDict[str, str]) -> Enquiry:
    """Read an address. What cannot be read is a problem beside its field, never a guess.

    Parameters we do not know are left alone: links from elsewhere often carry some.
    """
    navigator = current_navigator()
    kept: dict[str, Any] = {name: args.get(name, "").strip() for name in _CHILD_FIELDS}
    answers: dict[str, Any] = {_CHILD_FIELDS[name]: value for name, value in kept.items() if value}
    for name in _SEVERAL:
        given = [value for value in args.getlist(name) if value.strip()]
        if given:
            kept[name] = given
            answers[name] = [value for value in given if value != NONE_OF_THESE]
    intake = read_profile(answers, navigator.recognizer)
    field_names = {answer: name for name, answer in _CHILD_FIELDS.items()}
    problems = [
        IntakeProblem(field_names.get(problem.field, problem.field), problem.code, problem.value)
        for problem in intake.problems
    ]
    query = args.get("q", "").replace("\x00", " ").strip()
    if len(query) > MAX_QUERY_CHARACTERS:
        problems.append(IntakeProblem("q", ProblemCode.TOO_LONG))
        query = query[:MAX_QUERY_CHARACTERS]
    filters, chosen = _read_filters(args, problems)
    return Enquiry(
        query=query,
        profile=intake.profile,
        filters=filters,
        problems=tuple(problems),
        kept={name: value for name, value in kept.items() if value},
        chosen=chosen,
    )


def _read_filters(args: MultiDict[str, str], problems: list[IntakeProblem]) -> tuple[Filters, dict[str, Any]]:
    chosen: dict[str, Any] = {}
    found: dict[str, Any] = {}
    needs = {need: need for need in current_navigator().directory.needs}
    choices: Mapping[str, Mapping[str, Any]] = {
        "need": needs,
        "sector": {sector.value: sector for sector in Sector},
        "referrer": {referrer.value: referrer for referrer in Referrer},
    }
    for name, values in choices.items():
        given = args.get(name, "").strip()
        if not given:
            continue
        if given in values:
            found[name], chosen[name] = values[given], given
        else:
            problems.append(IntakeProblem(name, ProblemCode.NOT_ONE_OF_THE_CHOICES, given[:60]))
    for name in ("free", "open_access", "while_waiting", "running", "fits"):
        if args.get(name, "") in ("1", "yes", "true", "on"):
            found[name], chosen[name] = True, "1"
    return Filters(**found), chosen
