"""Take a page away: as a PDF, as a code to scan, or as one sheet for the professional who must act."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

from babel.dates import format_date
from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from navigator.domain.profile import Profile, Referrer
from navigator.domain.services import Service
from navigator.routing import UnknownGoal, tell_journey
from navigator.routing.handovers import PROFESSIONALS, Handover, choose_handover, list_handovers
from navigator.search import Filters
from navigator.web.forms import Enquiry, current_navigator, read_enquiry
from navigator.web.handover_sheet import LINES, fit, write_sections
from navigator.web.languages import name_need, tell_in_english
from navigator.web.page_words import name_question
from navigator.web.printing import CannotPrint, Code, PaperWords, WhyNot, draw_code, make_pdf
from navigator.wording import ResultWording

pages = Blueprint("takeaway", __name__)

_SHEET = "takeaway.show_handover"
_COMPARISON = "shortlist.show_comparison"
_KEPT_SERVICES = "keep"
_FOR = "for"
"""The address parameter that says whom a sheet is for."""
_PAPERS = {
    "journeys.show_routes": "takeaway.send_routes",
    "journeys.show_pathway": "takeaway.send_pathway",
    "services.show_service": "takeaway.send_service",
    "deadlines.show_deadlines": "takeaway.send_deadlines",
    _COMPARISON: "takeaway.send_comparison",
    _SHEET: "takeaway.send_handover",
}
"""A page -> the same as a PDF."""
_TRIES = (LINES + 6, LINES + 2, LINES, LINES - 6, LINES - 14)
"""Lines on a handover sheet to try one after the other until it is one page; on the web page we cannot try."""
_ABOUT_THE_CHILD = (
    "age",
    "postcode",
    "gp_area",
    "setting",
    "school_type",
    "school_area",
    "asker",
    "needs",
    "documents",
    "seen_by",
)


@dataclass(frozen=True)
class Parcel:
    """A page to take away.

    `carried` names the answers that its address holds. The bare addresses hold none of what was told
    of the child; they are "" where there is nothing to leave out.
    """

    address: str
    pdf: str
    code: Code | None
    carried: tuple[str, ...]
    bare_address: str
    bare_pdf: str


def pack(endpoint: str, kept: Mapping[str, Any] | None = None, **path: Any) -> Parcel:
    """The ways to take one page away; `kept` are the parameters that make it the same page again."""
    carried = {name: value for name, value in (kept or {}).items() if value not in (None, "", [], False)}
    if endpoint != _COMPARISON:
        carried.pop(_KEPT_SERVICES, None)  # The reader's list is no part of any other page.
    bare = {name: value for name, value in carried.items() if name not in _ABOUT_THE_CHILD}
    address = _whole(endpoint, path, carried)
    return Parcel(
        address=address,
        pdf=_join(url_for(_PAPERS[endpoint], **path), carried),
        code=draw_code(address),
        carried=_name_all(carried),
        bare_address=_whole(endpoint, path, bare) if bare != carried else "",
        bare_pdf=_join(url_for(_PAPERS[endpoint], **path), bare) if bare != carried else "",
    )


def _name_all(carried: Mapping[str, Any]) -> tuple[str, ...]:
    """What an address gives away, in words."""
    told = [name_question(name) for name in carried if name in _ABOUT_THE_CHILD]
    if _KEPT_SERVICES in carried:
        told.append(gettext("The services on your list"))
    if set(carried) - {*_ABOUT_THE_CHILD, _KEPT_SERVICES, _FOR}:
        told.append(gettext("The dates that you typed in"))
    return tuple(told)


def _whole(endpoint: str, path: Mapping[str, Any], query: Mapping[str, Any]) -> str:
    return _join(url_for(endpoint, **path, _external=True), query)


def _join(address: str, query: Mapping[str, Any]) -> str:
    if not query:
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query, doseq=True)}"


pages.add_app_template_global(pack, "pack")


@pages.get("/routes/<goal>.pdf", endpoint="send_routes")
@pages.get("/pathways/<pathway_id>.pdf", endpoint="send_pathway")
@pages.get("/services/<service_id>.pdf", endpoint="send_service")
@pages.get("/deadlines/<process_id>.pdf", endpoint="send_deadlines")
@pages.get("/compare.pdf", endpoint="send_comparison")
def send_pdf(**path: str) -> ResponseReturnValue:
    """The page of the same address without ".pdf"; the page itself, with its words, where it has a problem."""
    page = _ask_for_page(request.path.removesuffix(".pdf"))
    if page.status_code != 200:
        return page
    sent = _send(
        page.get_data(as_text=True), request.base_url.removesuffix(".pdf"), next(iter(path.values()), "compare")
    )
    return sent if sent is not None else _refuse(WhyNot.TOO_LONG)


def _ask_for_page(path: str) -> Response:
    """What another address of ours answers to this same request, parameters and all."""
    environ = {name: value for name, value in request.environ.items() if not name.startswith("werkzeug.")}
    environ |= {"PATH_INFO": path, "REQUEST_METHOD": "GET"}
    # Nobody unpacks the answer but us.
    environ.pop("HTTP_ACCEPT_ENCODING", None)
    with current_app.request_context(environ):
        return current_app.full_dispatch_request()


@pages.get("/routes/<goal>/handover")
def show_handover(goal: str) -> ResponseReturnValue:
    """One sheet for the professional who must act, without the child's name."""
    enquiry = read_enquiry(request.args)
    return _write_handover(goal, enquiry, LINES), 400 if enquiry.problems or _wrong_role() else 200


@pages.get("/routes/<goal>/handover.pdf")
def send_handover(goal: str) -> ResponseReturnValue:
    """The sheet as a PDF of one page, folded further where it would run over."""
    enquiry = read_enquiry(request.args)
    if enquiry.problems or _wrong_role():
        return show_handover(goal)
    address = url_for(_SHEET, goal=goal, _external=True)
    for lines in _TRIES:
        sent = _send(_write_handover(goal, enquiry, lines), address, f"{goal}-handover", most_pages=1)
        if sent is not None:
            return sent
    return _refuse(WhyNot.TOO_LONG)


def _write_handover(goal: str, enquiry: Enquiry, lines: int) -> str:
    service, name, handovers = _list_handovers(goal, enquiry.profile)
    role = _read_role()
    handover = choose_handover(handovers, role or enquiry.profile.asker)
    words = cast(ResultWording, current_app.jinja_env.globals["words"])
    sections = tell_in_english(write_sections, handover, current_navigator().directory, words) if handover else ()
    return render_template(
        "takeaway/handover.html",
        enquiry=enquiry,
        goal=goal,
        goal_service=service,
        goal_name=name,
        handover=handover,
        others=[one for one in handovers if one is not handover],
        wrong_role=_wrong_role(),
        missed=role if handover and role and handover.role is not role else None,
        kept={**enquiry.kept, **({_FOR: handover.role.value} if handover else {})},
        sections=fit(sections, lines),
    )


def _list_handovers(goal: str, profile: Profile) -> tuple[Service | None, str, tuple[Handover, ...]]:
    """The goal, its name, and who could act on the way to it. 404 for what we do not show."""
    navigator = current_navigator()
    directory = navigator.directory
    service = directory.find_service(goal)
    if service is not None and not service.published:
        abort(404)
    try:
        plan = navigator.planner.plan(profile, goal)
    except UnknownGoal:
        abort(404)
    routes = plan.routes or plan.possible_routes
    journeys = [tell_journey(directory, profile, route) for route in routes]
    return service, service.name if service else name_need(directory.needs[goal]), list_handovers(journeys)


def _read_role() -> Referrer | None:
    """Whom the sheet is for; None when the address does not say, or names nobody we know."""
    return next((role for role in PROFESSIONALS if role.value == request.args.get(_FOR)), None)


def _wrong_role() -> bool:
    return bool(request.args.get(_FOR)) and _read_role() is None


def _send(html: str, address: str, name: str, most_pages: int | None = None) -> ResponseReturnValue | None:
    """A page's HTML as a PDF; None when it takes too many pages; a page that says why when none can be made."""
    try:
        made = make_pdf(html, address, Path(current_app.static_folder or ""), _write_paper_words(), most_pages)
    except CannotPrint as problem:
        return _refuse(problem.reason)
    if made is None:
        return None
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "X-Robots-Tag": "noindex"}
    return Response(made, content_type="application/pdf", headers=headers)


def _write_paper_words() -> PaperWords:
    settings = current_app.extensions["settings"]
    day = settings.today or datetime.datetime.now(tz=datetime.UTC).date()
    made = format_date(day, "long", locale=get_locale())
    return PaperWords(
        foot=gettext("Made on %(date)s. Check before you rely on it.", date=made),
        # The numbers are filled in page by page, so the placeholders must come through as they stand.
        pages=gettext("Page %(page)s of %(pages)s", page="%(page)s", pages="%(pages)s"),
        drawing=gettext("Drawing of what the words beside it say"),
    )


def _refuse(reason: WhyNot) -> ResponseReturnValue:
    """Say why there is no PDF and what to do; the page itself can always be printed."""
    address = _join(request.path.removesuffix(".pdf"), request.args.to_dict(flat=False))
    enquiry = Enquiry("", Profile(), Filters())
    page = render_template("takeaway/no_pdf.html", enquiry=enquiry, reason=reason.value, page=address)
    return page, 503, {"Retry-After": "60"} if reason is WhyNot.BUSY else {}
