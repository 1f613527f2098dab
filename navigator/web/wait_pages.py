"""Waits across services, what nobody publishes, and the whole ledger as a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from navigator.domain.directory import Directory
from navigator.domain.needs import Need, widen_needs
from navigator.domain.services import Service
from navigator.domain.waits import WaitingTime
from navigator.intake import IntakeProblem, ProblemCode
from navigator.web.forms import Enquiry, current_navigator, read_enquiry
from navigator.web.wait_table import write_table
from navigator.web.wait_view import ServiceWaits, sort_waits

pages = Blueprint("waits", __name__)


@dataclass(frozen=True)
class Choice:
    """Which need and which place to show; "" for all."""

    need: str = ""
    area: str = ""


@dataclass(frozen=True)
class Silence:
    """The running services for which no source says how long people wait.

    `with_other_figures` have a target, a law, a count or a figure of another place; `without_referral`
    need no referral, so there may be no wait at all, but nobody says so.
    """

    with_other_figures: tuple[Service, ...]
    by_referral: tuple[Service, ...]
    without_referral: tuple[Service, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.with_other_figures) + len(self.by_referral) + len(self.without_referral)


@pages.get("/waits")
def show_waits() -> ResponseReturnValue:
    """Show every published figure by service, and every service without one."""
    directory = current_navigator().directory
    enquiry, choice = _read_choice()
    services = _list_services(directory, choice.need)
    running = [service for service in services if service.running]
    told = [wait for service in running if (wait := directory.best_wait(service.id)) is not None]
    return render_template(
        "pages/waits.html",
        enquiry=enquiry,
        choice=choice,
        directory=directory,
        shown=_sort_all(directory, services, choice.area),
        running=len(running),
        told=told,
        silence=find_silence(directory, running),
        need_choices=_list_need_choices(directory),
        area_choices=_list_area_choices(directory),
    ), 400 if enquiry.problems else 200


@pages.get("/waits.csv")
def download_waits() -> ResponseReturnValue:
    """The ledger as a file for a spreadsheet, with the filters of the page."""
    directory = current_navigator().directory
    enquiry, choice = _read_choice()
    if enquiry.problems:
        return render_template("pages/waits_unread.html", enquiry=enquiry), 400
    wanted = {service.id for service in _list_services(directory, choice.need)}
    rows = [wait for wait in directory.waits if wait.service in wanted and choice.area in ("", wait.place)]
    # Spreadsheets take a file for UTF-8 only where it begins with this mark.
    answer = Response(write_table(rows, directory).encode("utf-8-sig"), mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=oxfordshire-send-waits.csv"
    return answer


def find_silence(directory: Directory, running: Iterable[Service]) -> Silence:
    """Sort the services without a figure of what really happens here."""
    silent = [service for service in running if directory.best_wait(service.id) is None]
    bare = [service for service in silent if not directory.list_waits(service.id)]
    return Silence(
        with_other_figures=tuple(service for service in silent if directory.list_waits(service.id)),
        by_referral=tuple(service for service in bare if not service.open_access),
        without_referral=tuple(service for service in bare if service.open_access),
    )


def _read_choice() -> tuple[Enquiry, Choice]:
    """The filters of an address; one that is not in its list is a problem beside its field."""
    directory = current_navigator().directory
    enquiry = read_enquiry(request.args)
    found: dict[str, str] = {}
    problems = list(enquiry.problems)
    known = {"need": set(directory.needs), "area": {wait.place for wait in directory.waits}}
    for name, values in known.items():
        given = request.args.get(name, "").strip()
        if given in values:
            found[name] = given
        elif given:
            problems.append(IntakeProblem(name, ProblemCode.NOT_ONE_OF_THE_CHOICES, given[:60]))
    return replace(enquiry, problems=tuple(problems)), Choice(**found)


def _list_services(directory: Directory, need: str) -> list[Service]:
    """Every published service for a need and the needs below it, by name."""
    wanted = widen_needs(directory.needs, [need]) if need else None
    services = [service for service in directory.list_services() if wanted is None or wanted & set(service.needs)]
    return sorted(services, key=lambda service: service.name)


def _sort_all(directory: Directory, services: list[Service], area: str) -> list[ServiceWaits]:
    """The services with a figure: what really happened here first, then by name."""
    every = [
        sort_waits(directory, service, waits)
        for service in services
        if (waits := _of_area(directory.list_waits(service.id), area))
    ]
    return sorted(every, key=lambda one: one.best is None)


def _of_area(waits: tuple[WaitingTime, ...], area: str) -> tuple[WaitingTime, ...]:
    return tuple(wait for wait in waits if area in ("", wait.place))


def _list_need_choices(directory: Directory) -> list[tuple[Need, list[Need]]]:
    """The broad needs, each with the needs just below it, by name."""
    by_name = sorted(directory.needs.values(), key=lambda need: need.name)
    return [
        (broad, [need for need in by_name if need.parent == broad.id]) for broad in by_name if broad.parent is None
    ]


def _list_area_choices(directory: Directory) -> list[tuple[str, str]]:
    """The places that some figure is about, by name."""
    places = {wait.place for wait in directory.waits}
    return sorted((directory.areas[key].name, key) for key in places if key in directory.areas)
