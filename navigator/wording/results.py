"""What a query was read as, why a service stands where it stands, and what to ask next -> sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from navigator.domain.eligibility import Finding
from navigator.domain.services import NoWayInReason
from navigator.search import Boost, Hit, Question, Reading, SearchPage
from navigator.wording.comparing import ComparisonWording

_NEEDS_TOLD = 4
_SURE_ENOUGH = 0.5
"""Needs less sure than this share of the surest one move little, and are not told."""


@dataclass(frozen=True)
class Read:
    """One thing that was read in a query. `undo` is what to leave unread, or None where it must be read."""

    text: str
    undo: str | None


class ResultWording(ComparisonWording):
    """Words a page of results."""

    def readings(self, page: SearchPage) -> list[Read]:
        """What the words were read as, the surest need first; each can be undone but danger."""
        _ = self._gettext
        reading = page.reading
        told = [
            Read(self.need(need), None if self._directory.needs[need].urgency else f"need:{need}")
            for need in _surest(reading)[:_NEEDS_TOLD]
        ]
        for typed, read in reading.corrections:
            told.append(Read(_("“%(typed)s” as “%(read)s”", typed=typed, read=read), f"word:{typed}"))
        if reading.age_years is not None and page.profile.age_years == reading.age_years:
            told.append(Read(_("age %(age)s", age=reading.age_years), "age"))
        if reading.place is not None and page.profile.home == reading.place:
            told.append(Read(_("home in %(place)s", place=self._english(reading.place.label)), "place"))
        if reading.asker is not None and page.profile.asker is None:
            told.append(Read(_("asked by: %(role)s", role=self.referrer(reading.asker)), "asker"))
        if reading.waiting:
            told.append(Read(_("waiting now"), "waiting"))
        return told

    def unread(self, key: str) -> str:
        """What somebody asked us not to read, by its key; empty for a key that means nothing."""
        _ = self._gettext
        kind, _colon, value = key.partition(":")
        if kind == "need" and value in self._directory.needs:
            return self.need(value)
        if kind == "word" and value:
            return _("“%(typed)s” as another word", typed=value)
        names = {"age": _("an age"), "place": _("a place"), "asker": _("who asks"), "waiting": _("waiting")}
        return "" if value else names.get(kind, "")

    def spoken(self, page: SearchPage) -> list[str]:
        """The languages the words were taken for, English left out."""
        named = self._locale().languages
        known = self._directory.languages
        return [named.get(code) or self._english(known[code].name) for code in page.reading.languages]

    def question(self, question: Question, shown: int) -> str:
        """What the answer to the next question would settle, of the services shown first."""
        return self._ngettext(
            "%(what)s would settle whether %(num)d of the first %(shown)d fits.",
            "%(what)s would settle whether %(num)d of the first %(shown)d fit.",
            question.settles or question.may_settle,
            what=self._knowing(question),
            shown=shown,
        )

    def _knowing(self, question: Question) -> str:
        _ = self._gettext
        what = {
            "age": _("Knowing your child's age"),
            "postcode": _("Knowing your home postcode"),
            "gp_area": _("Knowing where your GP practice is"),
            "school_area": _("Knowing which council area the school is in"),
            "setting": _("Knowing where your child learns"),
            "school_type": _("Knowing the type of school"),
        }[question.name]
        return what if question.settles else _("%(knowing)s, with some answers,", knowing=what)

    def why(self, hit: Hit, page: SearchPage) -> list[str]:
        """Why a service stands where it does, the part that counts most first, with its points."""
        _ = self._gettext
        telling = [(part, value) for part, value in hit.parts if round(value, 1)]
        telling.sort(key=lambda part: -abs(part[1]))
        return [
            _("%(reason)s (%(points)s)", reason=self._part(part, hit, page), points=self._points(value))
            for part, value in telling
        ]

    def _points(self, value: float) -> str:
        return ("+" if value > 0 else "−") + self.number(abs(round(value, 1)))

    def _part(self, part: Boost, hit: Hit, page: SearchPage) -> str:
        _ = self._gettext
        match part:
            case Boost.NEEDS:
                needs = [self.need(need) for need in _surest(page.reading) if need in hit.needs]
                if not needs:
                    return _("It helps with something close to what we read.")
                return _("It is for: %(needs)s.", needs=self.join(needs, "standard"))
            case Boost.ADVICE:
                advised = self.join(self._advised(hit, page), "standard")
                return _("Our curators would turn to it for: %(needs)s.", needs=advised)
            case Boost.FIT:
                return self._lowered(hit.finding)
            case Boost.REACH:
                way = hit.service.no_way_in
                if way is not None and way.reason is NoWayInReason.NOT_FOR_FAMILIES:
                    return _("Lower: it is not for anybody to ask.")
                return _("Lower: no way in is published.")
            case Boost.ASKER:
                if next(value for one, value in hit.parts if one is Boost.ASKER) > 0:
                    return _("You may ask it yourself.")
                return _("Lower: somebody else has to ask it for you.")
        said = {  # Worded only when said: forty cards say five of these each.
            Boost.WORDS: lambda: _("Your words stand in its record."),
            Boost.ROLE: lambda: _("People in your role turn to it most."),
            Boost.STANDING: lambda: _("A person to talk to when we are not sure what you need."),
            Boost.NAME: lambda: _("Its name stands in your words."),
            Boost.URGENT: lambda: _("It is for urgent help."),
            Boost.WAITING: lambda: _("It can be used while you wait."),
            Boost.PLACE: lambda: _("It is for the part of the county where you live."),
        }
        return said[part]()

    def _lowered(self, finding: Finding) -> str:
        if finding.needs_an_answer:
            return self._gettext("Lower: whether it fits hangs on an answer that we do not have.")
        return self._gettext("Lower: it does not fit what you told us.")

    def _advised(self, hit: Hit, page: SearchPage) -> Iterator[str]:
        needs = [self._directory.needs[need_id] for need_id in page.reading.needs]
        turning = [need for need in needs if hit.service.id in (*need.turn_to_first, *need.turn_to_also)]
        sure = [need for need in turning if need.id in _surest(page.reading)]
        yield from (self.need(need) for need in sure or turning)


def _surest(reading: Reading) -> list[str]:
    """The needs worth telling, surest first."""
    least = _SURE_ENOUGH * max(reading.needs.values(), default=0.0)
    return [
        need for need, sureness in sorted(reading.needs.items(), key=lambda item: -item[1]) if sureness >= least
    ]
