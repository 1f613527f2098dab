"""A pathway as its page shows it, stage by stage with clocks and ways out; pathways by what families ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext, ngettext

from navigator.domain.deadline_rules import RULES
from navigator.domain.deadlines import Process
from navigator.domain.directory import Directory
from navigator.domain.referrals import Pathway, Refusal, Stage
from navigator.domain.services import Service
from navigator.domain.waits import StatutoryClock
from navigator.drawing.pathways import PathwayDrawing, StageToDraw, draw_pathway
from navigator.wording.journeys import JourneyWording

_REFUSED = "refused"
_MORE_PROCESSES = {
    "money-and-benefits": (Process.BENEFITS,),
    "redress": (Process.COMPLAINT, Process.RECORDS),
    "exclusion-and-alternative-provision": (Process.EXCLUSION,),
    "adulthood": (Process.ANNUAL_REVIEW, Process.PHASE_TRANSFER),
}
"""Pathway -> processes with legal dates that none of its clocks names."""
_AT_STAGE = {
    "ehc-request-decision": "decision",
    "ehc-not-special-provision-decision": "decision",
    "ehc-refuse-plan": "assessment",
    "ehc-draft-plan-comment-period": "plan",
    "ehc-final-plan": "plan",
}
"""Clock -> the stage at which it ends, where the services that must act are named at several stages."""
_LIMITS_NAMED = 3
"""Limits of one stage that the picture names; more are counted."""
_TIMES = frozenset({"days", "weeks", "months", "years", "working-days", "school-days"})
_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("urgent", ("urgent-help",)),
    (
        "worried",
        (
            "early-years",
            "autism-adhd-under-five",
            "autism-adhd-school-age",
            "right-to-choose",
            "camhs",
            "eating",
            "therapies",
            "hearing-and-vision",
            "continence",
        ),
    ),
    ("waiting", ("support-while-waiting",)),
    ("school", ("school-support", "ehc-plan", "school-attendance", "exclusion-and-alternative-provision")),
    ("family", ("family-support", "money-and-benefits")),
    ("older", ("adulthood",)),
    ("wrong", ("redress",)),
)


@dataclass(frozen=True)
class StageView:
    """One stage: services that the public may see, limits that run there, and what a "no" there leads to.

    `told_before` are those of its services that an earlier stage has told all about.
    """

    stage: Stage
    services: tuple[Service, ...]
    told_before: frozenset[str]
    clocks: tuple[StatutoryClock, ...]
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True)
class PathwayView:
    """A pathway, stage by stage. `clocks` and `refusals` belong to none of its stages."""

    stages: tuple[StageView, ...]
    clocks: tuple[StatutoryClock, ...]
    refusals: tuple[Refusal, ...]
    processes: tuple[Process, ...]
    picture: PathwayDrawing


def view_pathway(directory: Directory, pathway: Pathway, words: JourneyWording) -> PathwayView:
    """Put every clock to one stage, and every refusal to the first that has its service; each is told once."""
    clocks = [directory.clocks[key] for key in pathway.clocks]
    placed = {clock.id: _find_stage(pathway, clock) for clock in clocks}
    refusals = [refusal for refusal in pathway.refusals if directory.services[refusal.service].published]
    stages: list[StageView] = []
    for stage in pathway.stages:
        told = frozenset(service.id for view in stages for service in view.services)
        refused = tuple(refusal for refusal in refusals if refusal.service in stage.services)
        refusals = [refusal for refusal in refusals if refusal not in refused]
        services = tuple(directory.services[key] for key in stage.services if directory.services[key].published)
        running = tuple(clock for clock in clocks if placed[clock.id] == stage.id)
        stages.append(StageView(stage, services, told, running, refused))
    return PathwayView(
        tuple(stages),
        tuple(clock for clock in clocks if placed[clock.id] is None),
        tuple(refusals),
        list_processes(pathway),
        draw_pathway([_stage_to_draw(view, number, words) for number, view in enumerate(stages, start=1)]),
    )


def _find_stage(pathway: Pathway, clock: StatutoryClock) -> str | None:
    """The stage with the most of the services that a clock binds, then the one with the first of them."""
    if (known := _AT_STAGE.get(clock.id)) in {stage.id for stage in pathway.stages}:
        return known
    shared = {stage.id: len(set(stage.services) & set(clock.services)) for stage in pathway.stages}
    first = {stage.id: clock.services[0] in stage.services for stage in pathway.stages if clock.services}
    best = max(shared, key=lambda key: (shared[key], first.get(key, False)), default=None)
    return best if best is not None and shared[best] else None


def is_time(clock: StatutoryClock) -> bool:
    """Whether what a clock limits is a time; walking distances to school are kept in the same list."""
    return clock.limit is not None and clock.limit.unit.replace(" ", "-") in _TIMES


def list_processes(pathway: Pathway) -> tuple[Process, ...]:
    """The processes whose legal dates a family on this pathway may want to work out."""
    found = [process for process, rules in RULES.items() if any(rule.clock in pathway.clocks for rule in rules)]
    return tuple(dict.fromkeys((*found, *_MORE_PROCESSES.get(pathway.id, ()))))


def _stage_to_draw(view: StageView, number: int, words: JourneyWording) -> StageToDraw:
    limits = [
        words.limit(clock.limit) for clock in view.clocks if clock.limit and clock.statutory and is_time(clock)
    ]
    beside = []
    if len(set(limits)) > _LIMITS_NAMED:
        beside.append(ngettext("%(num)d legal limit", "%(num)d legal limits", len(limits)))
    elif limits:
        beside.append(gettext("Law: %(limits)s", limits=words.join(dict.fromkeys(limits), "standard")))
    if view.refusals:
        count = len(view.refusals)
        beside.append(ngettext("%(num)d way on after a no", "%(num)d ways on after a no", count))
    title = gettext("%(number)s. %(stage)s", number=number, stage=view.stage.name)
    return StageToDraw(view.stage.id, title, tuple(beside), view.stage.id == _REFUSED)


def group_pathways(pathways: Iterable[Pathway]) -> list[tuple[str, list[Pathway]]]:
    """Pathways under what a family asks, each once; those in no group come last."""
    left = {pathway.id: pathway for pathway in pathways}
    names = {
        "urgent": gettext("Somebody is in danger, or cannot go on"),
        "worried": gettext("I am worried about my child’s health, mind or development"),
        "waiting": gettext("We are waiting"),
        "school": gettext("My child needs help at school, or is not in school"),
        "family": gettext("We need a break, company or money"),
        "older": gettext("My child is growing up"),
        "wrong": gettext("Something went wrong, or the answer was no"),
    }
    groups = []
    for key, ids in _GROUPS:
        if listed := [left.pop(one) for one in ids if one in left]:
            groups.append((names[key], listed))
    if left:
        groups.append((gettext("Other pathways"), sorted(left.values(), key=lambda pathway: pathway.name)))
    return groups


def first_sentence(text: str) -> str:
    """The first sentence of a record's text.

    >>> first_sentence("How to ask. Then wait.")
    'How to ask.'
    """
    head, stop, _rest = text.partition(". ")
    return head + "." if stop else text
