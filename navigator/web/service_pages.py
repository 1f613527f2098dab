"""Find and show services."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from navigator.domain.directory import UnknownService
from navigator.domain.distances import is_well_known
from navigator.domain.doors import check_service
from navigator.domain.referrals import Connection, ConnectionKind
from navigator.domain.services import Service
from navigator.domain.waits import WaitingTime
from navigator.routing.alternatives import compare
from navigator.web.forms import current_navigator, read_enquiry
from navigator.web.journey_pages import WAITING_TOPICS
from navigator.web.linked_data import describe_service
from navigator.web.route_view import find_today
from navigator.web.wait_view import sort_waits
from navigator.wording.figures import OLD_AFTER_YEARS
from navigator.wording.start import find_door, list_doors

pages = Blueprint("services", __name__)

_OUTWARD = (
    ConnectionKind.WHILE_WAITING,
    ConnectionKind.ALTERNATIVE,
    ConnectionKind.REFERS_TO,
    ConnectionKind.REQUIRES,
    ConnectionKind.STEP_UP,
    ConnectionKind.STEP_DOWN,
    ConnectionKind.PRODUCES_EVIDENCE_FOR,
    ConnectionKind.SEE_ALSO,
)
_LEADS_TO = frozenset(
    {
        ConnectionKind.REFERS_TO,
        ConnectionKind.STEP_UP,
        ConnectionKind.STEP_DOWN,
        ConnectionKind.PRODUCES_EVIDENCE_FOR,
    }
)
"""Edges whose origin sends a child on; the others only name the service."""


@pages.get("/")
def show_start() -> ResponseReturnValue:
    """Ask what is worrying somebody."""
    enquiry = read_enquiry(request.args, searching=True)
    doors = list_doors(gettext)
    door = find_door(doors, enquiry.profile.asker)
    page = render_template("pages/start.html", enquiry=enquiry, doors=doors, door=door)
    return page, 400 if enquiry.problems else 200


@pages.get("/search")
def show_results() -> ResponseReturnValue:
    """Show the services that match, crisis help above everything."""
    enquiry = read_enquiry(request.args, searching=True)
    navigator = current_navigator()
    page = navigator.search.search(enquiry.request)
    status = 400 if enquiry.problems else 200
    rows = [compare(navigator.directory, page.profile, hit.service, finding=hit.finding) for hit in page.hits]
    return render_template(
        "pages/results.html",
        enquiry=enquiry,
        page=page,
        found=list(zip(page.hits, rows, strict=True)),
        near=is_well_known(page.profile.home),
    ), status


@pages.get("/services/<service_id>")
def show_service(service_id: str) -> ResponseReturnValue:
    """Show everything known of one service, and what is not known."""
    enquiry = read_enquiry(request.args)
    directory = current_navigator().directory
    try:
        service = directory.get_service(service_id)
    except UnknownService:
        abort(404)
    if not service.published:
        return render_template("pages/held_back.html", enquiry=enquiry), 404
    outward, inward = dict(_group(service, inward=False)), _group(service, inward=True)
    return render_template(
        "pages/service.html",
        enquiry=enquiry,
        service=service,
        finding=check_service(service, enquiry.profile),
        directory=directory,
        best_wait=directory.best_wait(service_id),
        figures=sort_waits(directory, service, directory.list_waits(service_id)),
        meanwhile=outward.pop(ConnectionKind.WHILE_WAITING, []),
        topics=[topic for topic, awaited in WAITING_TOPICS.items() if service_id in awaited],
        outward=list(outward.items()),
        inward=[(kind, rows) for kind, rows in inward if kind in _LEADS_TO],
        named_by=[(kind, rows) for kind, rows in inward if kind not in _LEADS_TO],
        use_instead=_published(service.use_instead),
        pathways=directory.list_pathways_of(service_id),
        clocks=directory.list_clocks_of(service_id),
        accountable=directory.list_accountable(service_id),
        linked_data=describe_service(
            directory, service, _plain_address(service_id), request.host_url, _fresh_wait(service)
        ),
    ), 400 if enquiry.problems else 200


@pages.get("/services/<service_id>/sources")
def show_sources(service_id: str) -> ResponseReturnValue:
    """List every fact of one service with its source, so that a reader can check each."""
    enquiry = read_enquiry(request.args)
    directory = current_navigator().directory
    try:
        service = directory.get_service(service_id)
    except UnknownService:
        abort(404)
    if not service.published:
        return render_template("pages/held_back.html", enquiry=enquiry), 404
    return render_template(
        "pages/service_sources.html",
        enquiry=enquiry,
        service=service,
        directory=directory,
        waits=directory.list_waits(service_id),
        clocks=directory.list_clocks_of(service_id),
        accountable=directory.list_accountable(service_id),
        groups=_group(service, inward=False),
    )


def _fresh_wait(service: Service) -> WaitingTime | None:
    """What people wait, where somebody publishes it and the figure is not old."""
    wait = current_navigator().directory.best_wait(service.id)
    if wait is None or wait.as_of is None or find_today().year - wait.as_of.year >= OLD_AFTER_YEARS:
        return None
    return wait


def _plain_address(service_id: str) -> str:
    """The absolute address of a service's page, with nothing of the reader's in it."""
    return request.host_url + url_for(".show_service", service_id=service_id).partition("?")[0].lstrip("/")


@pages.get("/urgent-help")
def show_urgent_help() -> ResponseReturnValue:
    """Show whom to call now."""
    navigator = current_navigator()
    enquiry = read_enquiry(request.args)
    help_now = navigator.directory.crisis_help
    return render_template(
        "pages/urgent.html",
        enquiry=enquiry,
        life_at_risk=_published(help_now.life_at_risk),
        safeguarding=_published(help_now.safeguarding),
    )


@pages.get("/about-the-data")
def show_about() -> ResponseReturnValue:
    """Say where the facts come from, how many there are, and what is missing."""
    navigator = current_navigator()
    directory = navigator.directory
    running = [service for service in directory.list_services() if service.running]
    return render_template(
        "pages/about.html",
        enquiry=read_enquiry(request.args),
        summary=navigator.summary,
        without_wait=sum(directory.best_wait(service.id) is None for service in running),
        without_phone=sum(not service.contacts for service in running),
        running=len(running),
        gaps=[(pathway, gap) for pathway in directory.pathways.values() for gap in pathway.gaps],
    )


def _published(service_ids: tuple[str, ...]) -> list[Service]:
    directory = current_navigator().directory
    found = (directory.find_service(service_id) for service_id in service_ids)
    return [service for service in found if service is not None and service.published]


def _group(service: Service, inward: bool) -> list[tuple[ConnectionKind, list[tuple[Connection, Service]]]]:
    """Curated edges by kind, to services that the public may see."""
    directory = current_navigator().directory
    edges = (
        directory.list_connections(target=service.id) if inward else directory.list_connections(origin=service.id)
    )
    groups: list[tuple[ConnectionKind, list[tuple[Connection, Service]]]] = []
    for kind in _OUTWARD:
        rows = []
        for edge in edges:
            other = directory.find_service(edge.origin if inward else edge.target)
            if edge.kind is kind and other is not None and other.published:
                rows.append((edge, other))
        if rows:
            groups.append((kind, rows))
    return groups
