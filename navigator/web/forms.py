"""request -> Profile, SearchRequest, and problems for families. Flask's request goes no deeper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import current_app, url_for
from werkzeug.datastructures import MultiDict

from navigator.assembly import Navigator
from navigator.domain.areas import Verdict
from navigator.domain.profile import Profile, Referrer
from navigator.domain.services import Sector
from navigator.intake import MAX_ITEMS, IntakeProblem, ProblemCode, read_profile
from navigator.search import Filters, Order, SearchRequest
from navigator.web.shortlists import Shortlist, read_shortlist

MAX_QUERY_CHARACTERS = 1000
SHOWN_AT_FIRST = 40
"""Hits on a page of results, until the reader asks for the whole list."""
NONE_OF_THESE = "none"
"""The checkbox that says "we were told: no papers", so that silence is not taken for it."""

_CHILD_FIELDS = {
    "asker": "asker",
    "age": "age",
    "age_months": "age_months",
    "postcode": "home_postcode",
    "gp_area": "gp_area",
    "setting": "setting",
    "school_area": "school_area",
    "school_type": "school_type",
}
"""Address parameter -> answer about the child."""
_SEVERAL = ("needs", "documents", "seen_by")
_PLANE_ENDS = "".join(chr(plane | 0xFFFE) + chr(plane | 0xFFFF) for plane in range(0, 0x110000, 0x10000))
_UNPRINTABLE = re.compile(f"[\x00-\x1f\x7f-\x9f\u2066-\u2069\ufdd0-\ufdef{_PLANE_ENDS}]+")
"""Characters that no keyboard types into a form and that HTML does not allow, and the marks of direction that
our own words use."""


@dataclass(frozen=True)
class Enquiry:
    """What an address asks.

    `typed` is every answer about the child as it was given, for the form to show again; `kept` are
    those that could be read, to carry into links, with the services of the shortlist as `keep`;
    `unread` is what not to read in the query.
    """

    query: str
    profile: Profile
    filters: Filters
    problems: tuple[IntakeProblem, ...] = ()
    kept: Mapping[str, Any] = field(default_factory=dict)
    typed: Mapping[str, Any] = field(default_factory=dict)
    whole_list: bool = False
    chosen: Mapping[str, Any] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    order: Order = Order.BEST
    shortlist: Shortlist = field(default_factory=Shortlist)

    @property
    def request(self) -> SearchRequest:
        """The search that it asks for."""
        limit = len(current_navigator().directory.services) if self.whole_list else SHOWN_AT_FIRST
        query = self.query[:MAX_QUERY_CHARACTERS]
        return SearchRequest(query, self.profile, self.filters, limit, frozenset(self.unread), self.order)

    @property
    def results(self) -> Mapping[str, Any]:
        """What every link back to these results carries, whichever filters it changes."""
        order = "" if self.order is Order.BEST else self.order.value
        return {**self.kept, "q": self.request.query, "unread": list(self.unread), "sort": order}

    def problem_with(self, name: str) -> IntakeProblem | None:
        """The problem with one parameter, or None."""
        return next((problem for problem in self.problems if problem.field == name), None)


def current_navigator() -> Navigator:
    """The navigator this app was built around."""
    navigator: Navigator = current_app.extensions["navigator"]
    return navigator


def address_of(endpoint: str, kept: Mapping[str, Any] | None = None, **values: Any) -> str:
    """The address of a page, with what we know of the child and the reader's language carried along."""
    query = {**(kept or {}), **values}
    return url_for(
        endpoint, **{name: value for name, value in query.items() if value not in (None, "", [], False)}
    )


def read_enquiry(args: MultiDict[str, str], searching: bool = False) -> Enquiry:
    """Read an address. What cannot be read is a problem beside its field, never a guess.

    The words to search for and the filters count only where the page is `searching`. Parameters we
    do not know are left alone: links from elsewhere often carry some.
    """
    navigator = current_navigator()
    typed: dict[str, Any] = {name: _text(args.get(name, "")) for name in _CHILD_FIELDS}
    typed |= {name: [text for value in args.getlist(name) if (text := _text(value))] for name in _SEVERAL}
    typed = {name: value for name, value in typed.items() if value}
    answers: dict[str, Any] = {
        _CHILD_FIELDS.get(name, name): [one for one in value if one != NONE_OF_THESE]
        if name in _SEVERAL
        else value
        for name, value in typed.items()
    }
    intake = read_profile(answers, navigator.recognizer)
    field_names = {answer: name for name, answer in _CHILD_FIELDS.items()}
    problems = [
        IntakeProblem(field_names.get(problem.field, problem.field), problem.code, problem.value)
        for problem in intake.problems
    ]
    kept = _leave_out_unread(typed, problems)
    shortlist = read_shortlist(list(map(_text, args.getlist("keep"))), navigator.directory)
    if shortlist.all:
        kept["keep"] = list(shortlist.all)
    query, filters, order = "", Filters(), Order.BEST
    chosen: dict[str, Any] = {}
    if searching:
        query = _text(args.get("q", ""))
        if len(query) > MAX_QUERY_CHARACTERS:
            problems.append(IntakeProblem("q", ProblemCode.TOO_LONG))
        filters, chosen = _read_filters(args, problems)
        order = _read_order(args, problems)
    return Enquiry(
        query=query,
        profile=intake.profile,
        filters=filters,
        problems=tuple(problems),
        kept=kept,
        typed=typed,
        chosen=chosen,
        whole_list=searching and args.get("all") == "1",
        unread=tuple(dict.fromkeys(map(_text, args.getlist("unread"))))[:MAX_ITEMS] if searching else (),
        order=order,
        shortlist=shortlist,
    )


def _text(value: str) -> str:
    return _UNPRINTABLE.sub(" ", value).strip()


def _leave_out_unread(typed: Mapping[str, Any], problems: list[IntakeProblem]) -> dict[str, Any]:
    """The answers without those that could not be read: a link must not carry a mistake along."""
    wrong = {(problem.field, problem.value) for problem in problems}
    fields = {problem.field for problem in problems}
    kept: dict[str, Any] = {}
    for name, value in typed.items():
        if name not in _SEVERAL:
            if name not in fields:
                kept[name] = value
        elif read := [one for one in value if (name, one[:60]) not in wrong]:
            kept[name] = read[:MAX_ITEMS]
    return kept


def _read_order(args: MultiDict[str, str], problems: list[IntakeProblem]) -> Order:
    given = _text(args.get("sort", ""))
    orders = {order.value: order for order in Order}
    if given and given not in orders:
        problems.append(IntakeProblem("sort", ProblemCode.NOT_ONE_OF_THE_CHOICES, given[:60]))
    return orders.get(given, Order.BEST)


def _read_filters(args: MultiDict[str, str], problems: list[IntakeProblem]) -> tuple[Filters, dict[str, Any]]:
    chosen: dict[str, Any] = {}
    found: dict[str, Any] = {}
    needs = {need: need for need in current_navigator().directory.needs}
    choices: Mapping[str, Mapping[str, Any]] = {
        "need": needs,
        "sector": {sector.value: sector for sector in Sector},
        "referrer": {referrer.value: referrer for referrer in Referrer},
        "fit": {verdict.value: verdict for verdict in Verdict},
    }
    for name, values in choices.items():
        given = _text(args.get(name, ""))
        if not given:
            continue
        if given in values:
            found[name], chosen[name] = values[given], given
        else:
            problems.append(IntakeProblem(name, ProblemCode.NOT_ONE_OF_THE_CHOICES, given[:60]))
    for name in ("free", "open_access", "while_waiting", "running", "fits"):
        given = _text(args.get(name, ""))
        if given in ("1", "yes", "true", "on"):
            found[name], chosen[name] = True, "1"
        elif given not in ("", "0", "no", "false", "off"):
            problems.append(IntakeProblem(name, ProblemCode.NOT_ONE_OF_THE_CHOICES, given[:60]))
    return Filters(**found), chosen
