"""Ask, plan and show journeys; pathways; support while waiting."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from navigator.domain.directory import UnknownPathway
from navigator.domain.doors import check_service
from navigator.domain.journeys import Plan
from navigator.routing import (
    UnknownGoal,
    list_compared,
    list_edges,
    list_for_need,
    list_openings,
    list_support_while_waiting,
    tell_journey,
)
from navigator.routing.alternatives import Compared, compare
from navigator.web.forms import Enquiry, current_navigator, read_enquiry
from navigator.web.languages import mark_english, name_need, speak, speak_english_beside
from navigator.web.pathway_view import first_sentence, group_pathways, is_time, view_pathway
from navigator.web.route_view import RouteView, StartAsked, date_view, find_today, read_start, view_route
from navigator.wording.calendar_files import build_route_file
from navigator.wording.deadlines import DeadlineWording
from navigator.wording.journeys import JourneyWording

pages = Blueprint("journeys", __name__)

WAITING_TOPICS = {
    "camhs": ("camhs-single-point-of-access", "camhs-getting-help", "camhs-community-getting-more-help"),
    "autism-adhd": ("camhs-neurodevelopmental-conditions", "community-paediatrics-child-development"),
}
"""What people wait for -> the services they wait for."""
_POSSIBLE_SHOWN = 2
"""Routes to tell that hang on an answer we were not given."""
_ADULTHOOD = "adulthood"
"""The pathway whose stages say when to start."""


@pages.get("/routes/<goal>")
def show_routes(goal: str) -> ResponseReturnValue:
    """Show the routes open to one child, and those closed, with reasons."""
    return _render_routes(goal)


@pages.get("/routes/<goal>/calendar.ics")
def send_route_calendar(goal: str) -> ResponseReturnValue:
    """The days to chase and the legal dates of one route; without any, the page that says why there are none."""
    enquiry = read_enquiry(request.args)
    asked = read_start(request.args, find_today())
    plan = _plan(goal, enquiry)
    views = [] if plan is None else _view_routes(plan, enquiry, asked)
    number = request.args.get("route") or "1"
    chosen = next((view for view in views if str(view.number) == number), None)
    if chosen is None or asked.day is None or not any(step.chase or step.limits for step in chosen.dated):
        return _render_routes(goal, lacking=True)
    words = speak(JourneyWording, current_navigator().directory)
    law = speak(DeadlineWording, current_navigator().directory)
    english = speak_english_beside(DeadlineWording)
    file = build_route_file(chosen.dated, asked.day, find_today(), _name_goal(goal), words, law, english)
    return Response(
        file,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{goal}-dates.ics"'},
    )


def _plan(goal: str, enquiry: Enquiry) -> Plan | None:
    """The plan for a goal; None where it is a service that is held back. 404 for one that we do not know."""
    service = current_navigator().directory.find_service(goal)
    if service is not None and not service.published:
        return None
    try:
        return current_navigator().planner.plan(enquiry.profile, goal)
    except UnknownGoal:
        abort(404)


def _name_goal(goal: str) -> str:
    directory = current_navigator().directory
    service = directory.find_service(goal)
    return service.name if service else name_need(directory.needs[goal])


def _view_routes(plan: Plan, enquiry: Enquiry, asked: StartAsked) -> list[RouteView]:
    """The open routes, then the first of those that hang on an answer, each with its picture and its dates."""
    directory = current_navigator().directory
    words = speak(JourneyWording, directory)
    views = []
    for number, route in enumerate((*plan.routes, *plan.possible_routes[:_POSSIBLE_SHOWN]), start=1):
        journey = tell_journey(directory, enquiry.profile, route)
        view = view_route(number, journey, words.parts(journey))
        if asked.day is not None:
            edges = list_edges(directory, enquiry.profile, frozenset(directory.services[route.goal].needs))
            view = date_view(view, asked.day, enquiry.profile, edges, find_today())
        views.append(view)
    return views


def _render_routes(goal: str, lacking: bool = False) -> ResponseReturnValue:
    enquiry = read_enquiry(request.args)
    asked = read_start(request.args, find_today())
    directory = current_navigator().directory
    plan = _plan(goal, enquiry)
    if plan is None:
        return render_template("pages/held_back.html", enquiry=enquiry), 404
    views = _view_routes(plan, enquiry, asked)
    return render_template(
        "pages/routes.html",
        enquiry=enquiry,
        asked=asked,
        lacking=lacking,
        plan=plan,
        goal=goal,
        service=directory.find_service(goal),
        goal_name=_name_goal(goal),
        views=views[: len(plan.routes)],
        possible=views[len(plan.routes) :],
        directory=directory,
        english=JourneyWording(directory),
        says=speak(DeadlineWording, directory),
        openings={
            blocker.service.id: list_openings(directory, blocker.service, enquiry.profile)
            for blocker in plan.blockers
        },
        edges=list_edges(directory, enquiry.profile, frozenset(_needs_of(plan))) if plan.routes else (),
        papers=_papers_that_matter(),
        first_sentence=first_sentence,
    ), 400 if enquiry.problems or asked.problem or lacking else 200


@pages.get("/pathways")
def show_pathways() -> ResponseReturnValue:
    """List every curated pathway, by what a family asks."""
    pathways = current_navigator().directory.pathways.values()
    return render_template(
        "pages/pathways.html",
        enquiry=read_enquiry(request.args),
        groups=group_pathways(pathways),
        first_sentence=first_sentence,
    )


@pages.get("/pathways/<pathway_id>")
def show_pathway(pathway_id: str) -> ResponseReturnValue:
    """Show one pathway, stage by stage."""
    directory = current_navigator().directory
    try:
        pathway = directory.get_pathway(pathway_id)
    except UnknownPathway:
        abort(404)
    return render_template(
        "pages/pathway.html",
        enquiry=read_enquiry(request.args),
        pathway=pathway,
        view=view_pathway(directory, pathway, speak(JourneyWording, directory)),
        held_back=sum(not directory.services[key].published for key in pathway.services),
        directory=directory,
        says=speak(DeadlineWording, directory),
        waits={key: directory.best_wait(key) for key in pathway.services},
        is_time=is_time,
    )


@pages.get("/waiting/<topic>")
def show_waiting(topic: str) -> ResponseReturnValue:
    """Show what helps while waiting."""
    if topic not in WAITING_TOPICS:
        abort(404)
    enquiry = read_enquiry(request.args)
    directory = current_navigator().directory
    awaited = [directory.services[key] for key in WAITING_TOPICS[topic] if key in directory.services]
    support = list_support_while_waiting(directory, enquiry.profile, tuple(service.id for service in awaited))
    return render_template(
        "pages/waiting.html",
        enquiry=enquiry,
        topic=topic,
        awaited=[(service, directory.best_wait(service.id)) for service in awaited],
        support=[(service, check_service(service, enquiry.profile)) for service in support],
        held_back=_held_back(WAITING_TOPICS[topic]),
    ), 400 if enquiry.problems else 200


@pages.get("/services/<service_id>/alternatives")
def show_alternatives(service_id: str) -> ResponseReturnValue:
    """Compare what else serves the same need for one child."""
    enquiry = read_enquiry(request.args)
    directory = current_navigator().directory
    service = directory.find_service(service_id)
    if service is None:
        abort(404)
    if not service.published:
        return render_template("pages/held_back.html", enquiry=enquiry), 404
    rows = (compare(directory, enquiry.profile, service), *list_compared(directory, enquiry.profile, service_id))
    title = gettext("Instead of %(service)s", service=mark_english(service.name))
    return _render_comparison(title, rows, enquiry, url_for(".show_alternatives", service_id=service_id))


@pages.get("/alternative-provision")
def show_alternative_provision() -> ResponseReturnValue:
    """Compare education outside school, for staff who look for a place and families who were offered one."""
    enquiry = read_enquiry(request.args)
    directory = current_navigator().directory
    rows = list_for_need(directory, enquiry.profile, "alternative-provision")
    title = gettext("Alternative provision: education outside school")
    return _render_comparison(title, rows, enquiry, url_for(".show_alternative_provision"))


def _render_comparison(
    title: str, rows: tuple[Compared, ...], enquiry: Enquiry, address: str
) -> ResponseReturnValue:
    page = render_template("pages/comparison.html", title=title, rows=rows, enquiry=enquiry, address=address)
    return page, 400 if enquiry.problems else 200


@pages.get("/growing-up")
def show_growing_up() -> ResponseReturnValue:
    """Show what ends and what begins at each birthday, and what is shut behind it."""
    enquiry = read_enquiry(request.args)
    edges = list_edges(current_navigator().directory, enquiry.profile)
    pathway = current_navigator().directory.pathways.get(_ADULTHOOD)
    page = render_template("pages/growing_up.html", edges=edges, pathway=pathway, enquiry=enquiry)
    return page, 400 if enquiry.problems else 200


def _needs_of(plan: Plan) -> set[str]:
    """The needs that the routes' goals serve."""
    directory = current_navigator().directory
    return {need for route in plan.routes for need in directory.services[route.goal].needs}


def _held_back(awaited: tuple[str, ...]) -> int:
    """How many supports we know of by name and cannot confirm."""
    directory = current_navigator().directory
    named = {edge.target for key in awaited for edge in directory.list_connections(origin=key)}
    return sum(not directory.services[key].published for key in named if key in directory.services)


def _papers_that_matter() -> list[tuple[str, str]]:
    """Papers that some way in asks for and only another service can give: worth asking about."""
    directory = current_navigator().directory
    given = {produced.document for service in directory.services.values() for produced in service.produces}
    kept = [document for key, document in directory.documents.items() if key in given and not document.made_by]
    return sorted((document.name, document.id) for document in kept)
