"""What stands on a handover sheet, folded so that it fits one A4 page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext, ngettext

from navigator.domain.directory import Directory
from navigator.domain.services import ContactKind, Service
from navigator.domain.sources import Source
from navigator.routing.handovers import Handover
from navigator.wording import ResultWording

LINES = 38
"""Lines of text that the sheet has room for, beside its headings and blank lines to write on."""
_CHARACTERS_A_LINE = 84
_CHARACTERS_A_FOOT = 102
_TO_SEND = (ContactKind.EMAIL, ContactKind.ADDRESS, ContactKind.PHONE, ContactKind.TEXT)


@dataclass(frozen=True)
class Line:
    """One line or paragraph; `english` when it is a record's own text, which is not translated."""

    text: str
    english: bool = False

    @property
    def height(self) -> int:
        """Lines it takes on paper, about."""
        return max(1, math.ceil(len(self.text) / _CHARACTERS_A_LINE))


@dataclass(frozen=True)
class Section:
    """A heading, its lines, and where they come from.

    `kept` counts the lines that paper has room for; None is all of them. `weight` says how readily
    they are left out: the higher, the sooner.
    """

    id: str
    heading: str
    lines: tuple[Line, ...]
    source: str = ""
    weight: float = 1
    kept: int | None = None

    @property
    def on_paper(self) -> tuple[Line, ...]:
        """The lines that paper has room for."""
        return self.lines[: self.kept]

    @property
    def only_on_screen(self) -> tuple[Line, ...]:
        """The lines that it has no room for."""
        return self.lines[len(self.on_paper) :]

    @property
    def more(self) -> str:
        """What paper says of them; "" when nothing was left out."""
        count = len(self.only_on_screen)
        return ngettext("%(num)d more on the web page.", "%(num)d more on the web page.", count) if count else ""

    @property
    def height(self) -> float:
        """Lines of text it takes on paper, about: its foot is set smaller, and each section has an edge."""
        foot = f"{self.more} {self.source}".strip()
        return sum(line.height for line in self.on_paper) + 0.9 * math.ceil(len(foot) / _CHARACTERS_A_FOOT) + 0.6


def fit(sections: Sequence[Section], most_lines: float = LINES) -> tuple[Section, ...]:
    """Sections short enough to fit: lines go from the end of the tallest one, whose first line always stays.

    >>> lines = tuple(Line(f"step {number}") for number in range(9))
    >>> [(len(one.on_paper), len(one.only_on_screen)) for one in fit([Section("how", "How", lines, "A page")], 5)]
    [(3, 6)]
    """
    fitted = list(sections)
    while sum(section.height for section in fitted) > most_lines:
        tall = [one for one in fitted if len(one.on_paper) > 1]
        if not tall:
            break
        tallest = max(tall, key=lambda one: one.height * one.weight)
        fitted[fitted.index(tallest)] = replace(tallest, kept=len(tallest.on_paper) - 1)
    return tuple(fitted)


def write_sections(handover: Handover, directory: Directory, words: ResultWording) -> tuple[Section, ...]:
    """Everything that whoever acts needs to know, most needed first, unfolded."""
    service = handover.step.leg.service
    return (
        _what(handover, words),
        _check(handover, words),
        _how(handover, words),
        _where(service, words),
        _papers(handover, directory),
        _wait(handover, words),
        _meanwhile(handover, words),
        _refused(handover, directory, words),
    )


def _what(handover: Handover, words: ResultWording) -> Section:
    service = handover.step.leg.service
    who = gettext(
        "Who may ask this way: %(who)s.", who=words.join([words.referrer(one) for one in handover.way.referrers])
    )
    lines = (Line(handover.way.name, english=True), Line(who), Line(service.summary, english=True))
    return Section("what", gettext("What to ask for"), lines, weight=0.5)


def _check(handover: Handover, words: ResultWording) -> Section:
    rules = (*handover.step.leg.service.eligibility, *handover.way.rules)
    told = list(dict.fromkeys(words.rule(rule) for rule in rules))
    lines = _lines(told) or (Line(gettext("No source gives a condition.")),)
    return Section("check", gettext("Check first"), lines, _sources((rule.source for rule in rules), words), 0.7)


def _how(handover: Handover, words: ResultWording) -> Section:
    lines = _lines(handover.way.steps, english=True)
    unknown = (Line(gettext("No source says how, step by step. Ask the service.")),)
    source = _source(handover.way.source, words) if lines else ""
    return Section("how", gettext("How to ask"), lines or unknown, source, 0.6)


def _where(service: Service, words: ResultWording) -> Section:
    contacts = [one for kind in _TO_SEND for one in service.contacts if one.kind is kind]
    told = [
        " ".join(
            filter(None, (f"{words.contact(one.kind)}: {one.value}", one.note and f"({one.note})", one.caution))
        )
        for one in contacts
    ]
    if service.website:
        told.append(service.website)
    lines = _lines(told, english=True) or (Line(gettext("No phone number, email or address is published.")),)
    return Section(
        "where", gettext("Where to send it"), lines, _sources((one.source for one in contacts), words), 0.5
    )


def _papers(handover: Handover, directory: Directory) -> Section:
    needed = [directory.documents[key].name for key in handover.way.documents]
    helpful = [
        gettext("%(paper)s (helps, if there is one)", paper=directory.documents[key].name)
        for key in handover.way.helpful_documents
    ]
    lines = _lines([*needed, *helpful], english=True)
    nothing = (Line(gettext("Our sources name no paper that must go with it.")),)
    return Section("papers", gettext("Papers to attach"), lines or nothing, weight=0.5)


def _wait(handover: Handover, words: ResultWording) -> Section:
    wait = handover.step.leg.wait
    told = [words.wait_of_whom(wait).removesuffix(".") + "."]
    if wait is not None:
        told[0] += f" {words.wait_date(wait)}."
    for clock in handover.step.clocks:
        if clock.limit:
            kind = gettext("By law:") if clock.statutory else gettext("Guidance:")
            told.append(f"{kind} {clock.name}, {words.limit(clock.limit)}.")
    source = _source(wait.source, words) if wait is not None else ""
    return Section("wait", gettext("How long it takes"), _lines(told), source)


def _meanwhile(handover: Handover, words: ResultWording) -> Section:
    names = [service.name for service in handover.step.meanwhile]
    told = [words.chase(handover.step.chase)]
    if names:
        told.insert(0, gettext("They can use now: %(services)s.", services=words.join(names, "standard")))
    return Section("meanwhile", gettext("Tell the family"), _lines(told))


def _refused(handover: Handover, directory: Directory, words: ResultWording) -> Section:
    lines = []
    for refusal in handover.step.refusals:
        others = [directory.services[key].name for key in refusal.onward if directory.services[key].published]
        lines.append(Line(f"{words.refusal(refusal.reason)}: {refusal.text}", english=True))
        if others:
            lines.append(Line(gettext("Then try: %(services)s.", services=words.join(others, "standard"))))
    nothing = Line(gettext("Ask for the reason in writing. No source says where to go next."))
    source = _sources((refusal.source for refusal in handover.step.refusals), words)
    return Section("refused", gettext("If the answer is no"), tuple(lines) or (nothing,), source, 1.5)


def _lines(texts: Iterable[str], english: bool = False) -> tuple[Line, ...]:
    return tuple(Line(text, english) for text in texts)


def _sources(sources: Iterable[Source | None], words: ResultWording) -> str:
    """The first source of several, and how many more there are."""
    distinct = [source for source in dict.fromkeys(sources) if source is not None]
    if not distinct:
        return ""
    if len(distinct) == 1:
        return _source(distinct[0], words)
    first = _source(distinct[0], words)
    more: str = ngettext(
        "%(first)s And %(num)d more source, on the web page.",
        "%(first)s And %(num)d more sources, on the web page.",
        len(distinct) - 1,
        first=first,
    )
    return more


def _source(source: Source | None, words: ResultWording) -> str:
    """Who says so and when, in a sentence."""
    if source is None:
        told = gettext("Our own reading. No page we found says this outright.")
    elif source.page_date is None:
        told = gettext("Source: %(title)s (page not dated).", title=source.title)
    else:
        told = gettext("Source: %(title)s (%(date)s).", title=source.title, date=words.date(source.page_date))
    return str(told)
