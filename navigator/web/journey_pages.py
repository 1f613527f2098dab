"""Ask, plan and show journeys; pathways; support while waiting."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from navigator.domain.directory import UnknownPathway
from navigator.domain.doors import check_service
from navigator.routing import UnknownGoal, list_support_while_waiting, tell_journey
from navigator.web.forms import current_navigator, read_enquiry

pages = Blueprint("journeys", __name__)

WAITING_TOPICS = {
    "camhs": ("camhs-single-point-of-access", "camhs-getting-help", "camhs-community-getting-more-help"),
    "autism-adhd": ("camhs-neurodevelopmental-conditions", "community-paediatrics-child-development"),
}
"""What people wait for -> the services they wait for."""


@pages.get("/routes/<goal>")
def show_routes(goal: str) -> ResponseReturnValue:
    """Show the routes open to one child, and those closed, with reasons."""
    enquiry = read_enquiry(request.args)
    navigator = current_navigator()
    directory = navigator.directory
    service = directory.find_service(goal)
    if service is not None and not service.published:
        return render_template("pages/held_back.html", enquiry=enquiry), 404
    try:
        plan = navigator.planner.plan(enquiry.profile, goal)
    except UnknownGoal:
        abort(404)
    journeys = [tell_journey(directory, enquiry.profile, route) for route in plan.routes]
    possible = [tell_journey(directory, enquiry.profile, route) for route in plan.possible_routes]
    return render_template(
        "pages/routes.html",
        enquiry=enquiry,
        plan=plan,
        goal=goal,
        service=service,
        goal_name=service.name if service else directory.needs[goal].name,
        journeys=journeys,
        possible=possible,
        directory=directory,
        papers=_papers_that_matter(),
    ), 400 if enquiry.problems else 200


@pages.get("/pathways")
def show_pathways() -> ResponseReturnValue:
    """List every curated pathway."""
    directory = current_navigator().directory
    pathways = sorted(directory.pathways.values(), key=lambda pathway: pathway.name)
    return render_template("pages/pathways.html", enquiry=read_enquiry(request.args), pathways=pathways)


@pages.get("/pathways/<pathway_id>")
def show_pathway(pathway_id: str) -> ResponseReturnValue:
    """Show one pathway, stage by stage."""
    directory = current_navigator().directory
    try:
        pathway = directory.get_pathway(pathway_id)
    except UnknownPathway:
        abort(404)
    stages = [
        (stage, [directory.services[key] for key in stage.services if directory.services[key].published])
        for stage in pathway.stages
    ]
    held_back = sum(not directory.services[key].published for key in pathway.services)
    return render_template(
        "pages/pathway.html",
        enquiry=read_enquiry(request.args),
        pathway=pathway,
        stages=stages,
        held_back=held_back,
        directory=directory,
        clocks=[directory.clocks[key] for key in pathway.clocks],
        waits={key: directory.best_wait(key) for key in pathway.services},
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
