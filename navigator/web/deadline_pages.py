"""Legal limits: choose a process, say what happened when, see the dates, take them as a calendar file."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Blueprint, Response, abort, current_app, render_template, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from navigator.domain.calendars import Calendar
from navigator.domain.deadline_rules import list_deadlines, list_starts
from navigator.domain.deadlines import Deadline, Process, Start
from navigator.domain.services import Service
from navigator.domain.sources import Source
from navigator.intake.dates import PARTS, DateProblem, check_order, read_iso, read_parts
from navigator.records.calendars import read_calendar
from navigator.web.forms import current_navigator, read_enquiry
from navigator.web.languages import speak, speak_english_beside
from navigator.web.settings import Settings
from navigator.wording.calendar_files import build_calendar_file
from navigator.wording.deadlines import DeadlineWording

pages = Blueprint("deadlines", __name__)

_EXTENSION = "school_calendar"
_HELP = {
    Process.EHC: ("sendiass-oxfordshire", "ipsea", "council-complaints", "local-government-ombudsman"),
    Process.ANNUAL_REVIEW: ("sendiass-oxfordshire", "ipsea", "council-complaints", "local-government-ombudsman"),
    Process.PHASE_TRANSFER: ("sendiass-oxfordshire", "ipsea", "council-complaints"),
    Process.APPEAL: ("send-mediation", "send-tribunal", "sendiass-oxfordshire", "ipsea", "sos-sen"),
    Process.EXCLUSION: ("exclusion-and-reintegration-team", "sendiass-oxfordshire", "coram-child-law-advice"),
    Process.ABSENCE: ("sendiass-oxfordshire", "coram-child-law-advice", "council-complaints"),
    Process.COMPLAINT: ("council-complaints", "local-government-ombudsman", "oxford-health-pals", "ouh-pals"),
    Process.BENEFITS: ("dla-child", "pip-16-plus", "citizens-advice-oxfordshire", "cerebra"),
    Process.RECORDS: ("sendiass-oxfordshire",),
}
"""Process -> services that help with it, where the directory holds them."""


@dataclass(frozen=True)
class DatesAsked:
    """What an address says happened when. `typed` is each date's three fields, to be shown again."""

    process: Process
    given: Mapping[Start, datetime.date] = field(default_factory=dict)
    typed: Mapping[Start, Mapping[str, str]] = field(default_factory=dict)
    problems: tuple[DateProblem, ...] = ()

    @property
    def kept(self) -> dict[str, str]:
        """The dates that could be read, as a link carries them."""
        return {start.value: day.isoformat() for start, day in self.given.items()}

    def problem_with(self, start: Start) -> DateProblem | None:
        """The problem with one date, or None."""
        return next((problem for problem in self.problems if problem.start is start), None)


def _open_calendar(state: BlueprintSetupState) -> None:
    """Read the school dates once, when the pages join the app. Raise InvalidRecords on bad data."""
    settings: Settings = state.app.extensions["settings"]
    state.app.extensions[_EXTENSION] = read_calendar(settings.services_data, _today(settings))


pages.record(_open_calendar)


@pages.get("/deadlines")
def show_processes() -> ResponseReturnValue:
    """List every process that has legal limits."""
    return render_template(
        "pages/deadline_list.html",
        enquiry=read_enquiry(request.args),
        processes=list(Process),
        says=_wording(),
    )


@pages.get("/deadlines/<process_id>")
def show_deadlines(process_id: str) -> ResponseReturnValue:
    """Ask what happened when, and show the dates."""
    return _show(_read(process_id))


@pages.get("/deadlines/<process_id>.ics")
def send_calendar_file(process_id: str) -> ResponseReturnValue:
    """The dates as a calendar file; without a usable date, the page that asks for one."""
    asked = _read(process_id)
    deadlines = _work_out(asked)
    if asked.problems or not any(deadline.due for deadline in deadlines):
        return _show(asked, lacking=True)
    name = f"{asked.process.value}-deadlines.ics"
    return Response(
        build_calendar_file(asked.process, deadlines, _wording(), speak_english_beside(DeadlineWording)),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _read(process_id: str) -> DatesAsked:
    try:
        process = Process(process_id)
    except ValueError:
        abort(404)
    return read_dates(process, request.args, _today(current_app.extensions["settings"]))


def read_dates(process: Process, args: MultiDict[str, str], today: datetime.date) -> DatesAsked:
    """Read each date of a process: whole (requested=2026-09-01) or in three fields (requested-day=1...)."""
    given: dict[Start, datetime.date] = {}
    typed: dict[Start, dict[str, str]] = {}
    problems: list[DateProblem] = []
    for start in list_starts(process):
        whole = args.get(start.value, "").strip()
        parts = _split(whole) if whole else {part: _typed(args, start, part) for part in PARTS}
        read = read_iso(start, whole, today) if whole else read_parts(start, parts, today)
        if isinstance(read, DateProblem):
            problems.append(read)
        elif read is not None:
            given[start] = read
            parts = {"day": str(read.day), "month": str(read.month), "year": str(read.year)}
        typed[start] = parts
    return DatesAsked(process, given, typed, (*problems, *check_order(given)))


def _typed(args: MultiDict[str, str], start: Start, part: str) -> str:
    return _text(args.get(f"{start.value}-{part}", ""))


def _split(whole: str) -> dict[str, str]:
    """A whole date's three fields, to be shown again; what has no such parts goes into the first."""
    bits = _text(whole).split("-")
    day, month, year = reversed(bits) if len(bits) == 3 else (_text(whole), "", "")
    return {"day": day, "month": month, "year": year}


def _text(value: str) -> str:
    """What can stand in a field again: short, and without characters that HTML does not allow."""
    return "".join(character for character in value if character.isprintable()).strip()[:20]


def _work_out(asked: DatesAsked) -> tuple[Deadline, ...]:
    settings: Settings = current_app.extensions["settings"]
    return list_deadlines(asked.process, asked.given, _calendar()[0], _today(settings))


def _show(asked: DatesAsked, lacking: bool = False) -> ResponseReturnValue:
    deadlines = _work_out(asked) if asked.given and not asked.problems else ()
    dated = sorted((one for one in deadlines if one.due is not None), key=_by_day)
    return render_template(
        "pages/deadlines.html",
        enquiry=read_enquiry(request.args),
        asked=asked,
        starts=list_starts(asked.process),
        dated=dated,
        undated=[one for one in deadlines if one.due is None],
        lacking=lacking,
        help_now=_list_help(asked.process),
        school_sources=_calendar()[1],
        says=_wording(),
    ), 400 if asked.problems or lacking else 200


def _by_day(deadline: Deadline) -> datetime.date:
    return deadline.due or datetime.date.max


def _list_help(process: Process) -> list[Service]:
    directory = current_navigator().directory
    found = (directory.find_service(key) for key in _HELP[process])
    return [service for service in found if service is not None and service.published and service.running]


def _calendar() -> tuple[Calendar, tuple[Source, ...]]:
    found: tuple[Calendar, tuple[Source, ...]] = current_app.extensions[_EXTENSION]
    return found


def _today(settings: Settings) -> datetime.date:
    return settings.today or datetime.datetime.now(tz=datetime.UTC).date()


def _wording() -> DeadlineWording:
    return speak(DeadlineWording, current_navigator().directory)
