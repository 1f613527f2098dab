"""Pages about words and about this site: the glossary, accessibility and privacy."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from navigator.domain.directory import Directory
from navigator.domain.glossary import Term, find_terms
from navigator.domain.journeys import Plan
from navigator.domain.referrals import Pathway
from navigator.domain.services import Service
from navigator.domain.sources import PartialDate
from navigator.web.forms import current_navigator, read_enquiry

pages = Blueprint("help", __name__)

WRITTEN = PartialDate(2026, 11, 24)
"""The day on which the accessibility and privacy pages were last read against the site."""


@pages.get("/glossary")
def show_glossary() -> ResponseReturnValue:
    """Explain every word and short form, by its first letter."""
    directory = current_navigator().directory
    letters = [
        (letter, [(term, *_find_related(term, directory)) for term in terms])
        for letter, terms in groupby(directory.glossary, lambda term: term.term[0].upper())
    ]
    return render_template(
        "pages/glossary.html",
        enquiry=read_enquiry(request.args),
        letters=letters,
        count=len(directory.glossary),
    )


@pages.get("/accessibility")
def show_accessibility() -> ResponseReturnValue:
    """Say what was tested, what does not work, and what the law asks."""
    return render_template("pages/accessibility.html", enquiry=read_enquiry(request.args), written=WRITTEN)


@pages.get("/privacy")
def show_privacy() -> ResponseReturnValue:
    """Say what is kept, who could see what, and how to clear it."""
    return render_template("pages/privacy.html", enquiry=read_enquiry(request.args), written=WRITTEN)


@pages.app_template_global("words_on_page")
def words_on_page(texts: Iterable[str | None]) -> tuple[Term, ...]:
    """The short forms in the record text of a page, to be explained at its foot."""
    return find_terms(current_navigator().directory.glossary, texts)


@pages.app_template_global("told_by_service")
def told_by_service(service: Service) -> list[str | None]:
    """Every text of a service's record that its page shows."""
    return [
        service.name,
        service.summary,
        service.status_note.text if service.status_note else None,
        service.no_way_in.text if service.no_way_in else None,
        *(text for way in service.ways_in for text in (way.name, *way.steps)),
        *(note.text for note in service.notes),
        *(cost.text for cost in service.costs),
        *(measure.text for measure in service.measures),
    ]


@pages.app_template_global("told_by_list")
def told_by_list(services: Iterable[Service]) -> list[str | None]:
    """The names and summaries of services in a list."""
    return [text for service in services for text in (service.name, service.summary)]


@pages.app_template_global("told_by_plan")
def told_by_plan(plan: Plan) -> list[str | None]:
    """Every text of the doors and services on the routes of a plan, and of what it names beside them."""
    on_the_way = {
        leg.service.id: leg.service for route in (*plan.routes, *plan.possible_routes) for leg in route.legs
    }
    texts = [text for service in on_the_way.values() for text in told_by_service(service)]
    return texts + told_by_list((*plan.while_waiting[:6], *plan.if_refused[:6]))


@pages.app_template_global("told_by_pathway")
def told_by_pathway(pathway: Pathway) -> list[str | None]:
    """Every text of a pathway's record that its page shows, and the names of its services."""
    directory = current_navigator().directory
    return [
        pathway.name,
        pathway.summary,
        *(text for stage in pathway.stages for text in (stage.name, stage.summary)),
        *(note.text for note in pathway.notes),
        *(refusal.text for refusal in pathway.refusals),
        *pathway.gaps,
        *(directory.services[key].name for key in pathway.services if key in directory.services),
    ]


def _find_related(term: Term, directory: Directory) -> tuple[list[Service], list[Pathway]]:
    """The services and pathways that a term names, those that the public may see."""
    services = [directory.services[key] for key in term.services if key in directory.services]
    return (
        [service for service in services if service.published],
        [directory.pathways[key] for key in term.pathways if key in directory.pathways],
    )
