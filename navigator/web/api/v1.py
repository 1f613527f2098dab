"""Our own API: the answers of the pages and of the command line, as data."""

from __future__ import annotations

import datetime
from typing import Any

from flask import abort, current_app

from navigator.answers import PlanAnswers, SearchAnswers
from navigator.domain.calendars import Calendar
from navigator.domain.deadline_rules import list_deadlines, list_starts
from navigator.domain.deadlines import Process, Start
from navigator.domain.directory import UnknownPathway
from navigator.domain.needs import Need, widen_needs
from navigator.domain.services import Service
from navigator.domain.waits import WaitingTime
from navigator.exchange.sources import without_blanks
from navigator.intake.dates import DateProblem, check_order, read_iso
from navigator.routing import UnknownGoal, list_compared, list_openings, list_support_while_waiting
from navigator.routing.alternatives import compare
from navigator.search import Order, SearchRequest
from navigator.web.api.base import Blueprint, turn_page
from navigator.web.api.errors import Refused
from navigator.web.api.reading import Told, check_need, read_filters, read_told
from navigator.web.api.telling import BASE, Telling
from navigator.web.api.v1_answer_schemas import (
    AlternativesSchema,
    DeadlinesSchema,
    EligibilitySchema,
    FitsSchema,
    NeedListSchema,
    PaperListSchema,
    PathwayListSchema,
    PathwaySchema,
    PlanSchema,
    ProcessListSchema,
    SearchSchema,
    WaitsSchema,
)
from navigator.web.api.v1_parameters import (
    DaysSchema,
    ProfileSchema,
    ServiceListSchema,
    WaitListSchema,
)
from navigator.web.api.v1_parameters import SearchSchema as SearchAsked
from navigator.web.api.v1_schemas import FigurePageSchema, IndexSchema, ServicePageSchema, WholeSchema
from navigator.web.forms import current_navigator
from navigator.web.settings import Settings
from navigator.wording import ResultWording
from navigator.wording.deadlines import DeadlineWording

Given = dict[str, Any]

answers = Blueprint("api_v1", __name__, url_prefix=BASE, description="Answers of the navigator.")


@answers.answer("/", IndexSchema)
def show_index() -> Given:
    """What this API is"""
    names = ("search", "services", "waits", "pathways", "needs", "documents", "deadlines")
    return {
        "name": "SEND Navigator Oxfordshire",
        "openapi": f"{BASE}/openapi.json",
        "documentation": "/api/docs/v1",
        "links": {name: f"{BASE}/{name}" for name in names},
    }


@answers.answer("/search", SearchSchema, SearchAsked, strict=True)
def search(given: Given) -> Given:
    """Services that match somebody's own words, crisis help above everything"""
    navigator, told = current_navigator(), _read(given)
    request = SearchRequest(
        given["q"],
        told.profile,
        read_filters(given, navigator),
        given["limit"],
        frozenset(given.get("unread", ())),
        Order(given["sort"]) if "sort" in given else Order.BEST,
    )
    page = navigator.search.search(request)
    telling = _telling()
    hits = [
        {
            **telling.brief(hit.service),
            "verdict": hit.finding.verdict.value,
            "reasons": telling.wording.reasons(hit.finding),
            "score": hit.score,
            "why": telling.wording.why(hit, page),
        }
        for hit in page.hits
    ]
    return {
        **SearchAnswers(navigator).explain(page),
        "total": page.total,
        "crisis": [telling.brief(service) for service in page.crisis],
        "hits": hits,
        **({} if page.question is None else {"ask_next": page.question.name}),
        "left_out": list(told.left_out),
    }


@answers.answer("/services", ServicePageSchema, ServiceListSchema, strict=True)
def list_services(given: Given) -> Given:
    """Every service that we show, by id, page by page"""
    navigator = current_navigator()
    directory = navigator.directory
    wide = widen_needs(directory.needs, (check_need(given["need"], navigator),)) if "need" in given else None
    found = [
        service
        for service in directory.list_services()
        if (wide is None or wide & set(service.needs))
        and ("sector" not in given or service.sector.value == given["sector"])
        and ("organization" not in given or service.organization.id == given["organization"])
    ]
    return turn_page(found, given, _telling().brief)


@answers.answer("/services/<string:service_id>", WholeSchema)
def show_service(service_id: str) -> Given:
    """Everything we know of one service"""
    return _telling().whole(_find(service_id))


@answers.answer("/services/<string:service_id>/eligibility", EligibilitySchema, ProfileSchema, strict=True)
def show_eligibility(given: Given, service_id: str) -> Given:
    """Whether one service is for a child, why, and what would change it"""
    service, told, telling = _find(service_id), _read(given), _telling()
    openings = list_openings(current_navigator().directory, service, told.profile)
    return {
        **telling.eligibility(service, told.profile),
        "would_open": telling.wording.openings(openings),
        "left_out": list(told.left_out),
    }


@answers.answer("/services/<string:service_id>/while-waiting", FitsSchema, ProfileSchema, strict=True)
def show_support(given: Given, service_id: str) -> Given:
    """What helps a child while waiting for one service"""
    service, told, telling = _find(service_id), _read(given), _telling()
    support = list_support_while_waiting(current_navigator().directory, told.profile, (service.id,))
    return {
        "service": service.id,
        "services": [telling.fit(one, told.profile) for one in support],
        "left_out": list(told.left_out),
    }


@answers.answer("/services/<string:service_id>/alternatives", AlternativesSchema, ProfileSchema, strict=True)
def show_alternatives(given: Given, service_id: str) -> Given:
    """What else serves the same need for a child, side by side"""
    service, told, telling = _find(service_id), _read(given), _telling()
    directory = current_navigator().directory
    rows = list_compared(directory, told.profile, service.id)
    return {
        "service": service.id,
        "compared": telling.compared(compare(directory, told.profile, service)),
        "alternatives": [telling.compared(row) for row in rows],
        "left_out": list(told.left_out),
    }


@answers.answer("/services/<string:service_id>/waits", WaitsSchema)
def show_waits(service_id: str) -> Given:
    """Every published figure about one service"""
    service, telling = _find(service_id), _telling()
    directory = current_navigator().directory
    best = directory.best_wait(service.id)
    return {
        "service": service.id,
        **({} if best is None else {"best_wait": telling.wait(best)}),
        "figures": [telling.wait(wait) for wait in directory.list_waits(service.id)],
    }


@answers.answer("/waits", FigurePageSchema, WaitListSchema, strict=True)
def list_waits(given: Given) -> Given:
    """Every published figure, page by page, in the order of the ledger"""
    directory = current_navigator().directory
    shown = {service.id for service in directory.list_services()}

    def wanted(wait: WaitingTime) -> bool:
        told = {"service": wait.service, "statistic": wait.statistic.value, "place": wait.place}
        return wait.service in shown and all(value == given.get(name, value) for name, value in told.items())

    return turn_page([wait for wait in directory.waits if wanted(wait)], given, _telling().wait)


@answers.answer("/routes/<string:goal>", PlanSchema, ProfileSchema, strict=True)
def show_routes(given: Given, goal: str) -> Given:
    """The routes of a child to a service or to help with a need, as the command line tells them"""
    navigator, told = current_navigator(), _read(given)
    if goal in navigator.directory.services:
        _find(goal)
    wanted = goal if goal in navigator.directory.services else navigator.recognizer.find_need(goal) or goal
    try:
        plan = navigator.planner.plan(told.profile, wanted)
    except UnknownGoal:
        abort(404)
    return {"goal": wanted, **PlanAnswers(navigator).tell(plan), "left_out": list(told.left_out)}


@answers.answer("/pathways", PathwayListSchema)
def list_pathways() -> Given:
    """Every curated pathway"""
    pathways = sorted(current_navigator().directory.pathways.values(), key=lambda pathway: pathway.name)
    telling = _telling()
    return {"pathways": [telling.pathway(pathway) for pathway in pathways]}


@answers.answer("/pathways/<string:pathway_id>", PathwaySchema)
def show_pathway(pathway_id: str) -> Given:
    """One pathway: stages, connections, refusals, limits, gaps"""
    try:
        pathway = current_navigator().directory.get_pathway(pathway_id)
    except UnknownPathway:
        abort(404)
    return _telling().pathway(pathway, whole=True)


@answers.answer("/needs", NeedListSchema)
def list_needs() -> Given:
    """The tree of needs"""
    needs = current_navigator().directory.needs

    def tell(need: Need) -> Given:
        return without_blanks(
            {
                "id": need.id,
                "name": need.name,
                "parent": need.parent,
                "description": need.description,
                "urgency": None if need.urgency is None else need.urgency.value,
            }
        )

    return {"needs": [tell(needs[key]) for key in sorted(needs)]}


@answers.answer("/documents", PaperListSchema)
def list_documents() -> Given:
    """Papers that open doors"""
    papers = current_navigator().directory.documents
    told = ({"id": key, "name": papers[key].name, "about": papers[key].about} for key in sorted(papers))
    return {"documents": [without_blanks(paper) for paper in told]}


@answers.answer("/deadlines", ProcessListSchema)
def list_processes() -> Given:
    """Every process that has legal limits, and what may be told of it"""
    words = DeadlineWording(current_navigator().directory)
    return {
        "processes": [
            {
                "id": process.value,
                "name": words.process(process),
                "summary": words.process_summary(process),
                "starts": {start.value: words.start(start) for start in list_starts(process)},
            }
            for process in Process
        ]
    }


@answers.answer("/deadlines/<string:process_id>", DeadlinesSchema, DaysSchema, strict=True)
def show_deadlines(given: Given, process_id: str) -> Given:
    """Legal limits of one process with dates, counted from the days given"""
    if process_id not in {process.value for process in Process}:
        abort(404)
    process, today = Process(process_id), _today()
    words = DeadlineWording(current_navigator().directory)
    days = _read_days(process, {Start[name]: text for name, text in given.items()}, today, words)
    calendar: Calendar = current_app.extensions["school_calendar"][0]
    return words.tell_all(process, list_deadlines(process, days, calendar, today), today)


def _read_days(
    process: Process, given: dict[Start, str], today: datetime.date, words: DeadlineWording
) -> dict[Start, datetime.date]:
    """The days given. Raise Refused with every one that cannot be used."""
    days: dict[Start, datetime.date] = {}
    problems: list[tuple[str, str]] = []
    for start, text in given.items():
        read = read_iso(start, text, today)
        if start not in list_starts(process):
            problems.append((start.value, f"This starts no limit of {process.value}."))
        elif isinstance(read, DateProblem):
            problems.append((start.value, words.date_problem(read)))
        else:
            days[start] = read
    problems += [(problem.start.value, words.date_problem(problem)) for problem in check_order(days)]
    if problems:
        raise Refused(problems)
    return days


def _find(service_id: str) -> Service:
    """A service that the public may see; 404 otherwise."""
    service = current_navigator().directory.find_service(service_id)
    if service is None or not service.published:
        abort(404)
    return service


def _read(given: Given) -> Told:
    navigator = current_navigator()
    return read_told(given, navigator, ResultWording(navigator.directory))


def _telling() -> Telling:
    directory = current_navigator().directory
    return Telling(directory, ResultWording(directory))


def _today() -> datetime.date:
    settings: Settings = current_app.extensions["settings"]
    return settings.today or datetime.datetime.now(tz=datetime.UTC).date()
