"""What would open a door, and rows of a comparison -> sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod

from navigator.domain.services import NoWayInReason, Service
from navigator.routing.alternatives import Compared
from navigator.routing.openings import Answer, Opener, Opening
from navigator.wording.timelines import TimelineWording

_SENTENCES = 3
_PAPERS = (Answer.DOCUMENT, Answer.NO_DOCUMENT)


class JourneyWording(TimelineWording):
    """Words routes and what stands in their way."""

    def openings(self, openings: Sequence[Opening]) -> list[str]:
        """What would open a service, a sentence for each smallest set of changes."""
        sentences = dict.fromkeys(self._opening(changes) for changes in _merge(openings) if changes)
        return list(sentences)[:_SENTENCES]

    def _opening(self, changes: Sequence[tuple[Opener, ...]]) -> str:
        _ = self._gettext
        conditions = self.join([self._condition(values) for values in changes], "standard")
        if any(one.told for values in changes for one in values):
            return _("It would open if %(conditions)s.", conditions=conditions)
        return _("It is open if %(conditions)s.", conditions=conditions)

    def _condition(self, values: tuple[Opener, ...]) -> str:
        """One answer, with every value of it that would do."""
        _ = self._gettext
        names = self.names([one.value for one in values])
        match values[0].answer:
            case Answer.AGE:
                if not values[0].told:
                    return _("your child is of the right age")
                return _("your child is %(age)s (a birthday)", age=min(int(one.value) for one in values))
            case Answer.HOME:
                return _("you live in %(area)s", area=names)
            case Answer.GP_AREA:
                return _("your GP practice is in %(area)s", area=names)
            case Answer.SCHOOL_AREA:
                return _("the school is in %(area)s", area=names)
            case Answer.SETTING:
                return _("your child learns in: %(settings)s", settings=names)
            case Answer.SCHOOL_TYPE:
                return _("the school is: %(types)s", types=names)
            case Answer.NO_DOCUMENT:
                return _("you do not have this yet: %(paper)s", paper=names)
            case Answer.DOCUMENT:
                return self._paper(str(values[0].value))

    def _paper(self, key: str) -> str:
        """A paper, and where to get it, as far as we know."""
        _ = self._gettext
        document = self._directory.documents[key]
        paper = self._english(document.name)
        givers = [
            self._english(service.name)
            for service in self._directory.list_services()
            if any(produced.document == key for produced in service.produces)
        ]
        if givers:
            return _("you have: %(paper)s (from %(givers)s)", paper=paper, givers=self.join(givers))
        if document.made_by:
            makers = self.join([self.referrer(role) for role in sorted(document.made_by)])
            return _("you have: %(paper)s (written by %(makers)s)", paper=paper, makers=makers)
        return _("you have: %(paper)s", paper=paper)

    def place_of(self, row: Compared) -> str:
        """Where a service is for."""
        return self.join([self._english(area.name) for area in row.areas], "standard") or self._gettext("not said")

    def who_asks(self, row: Compared) -> str:
        """Who may ask for a service."""
        if row.referrers:
            return self.join([self.referrer(role) for role in row.referrers])
        if any(way.passed_on_by for way in row.service.ways_in):
            return self._gettext("nobody directly: another service passes the child on")
        shut = row.service.no_way_in
        if shut is not None and shut.reason is NoWayInReason.NOT_FOR_FAMILIES:
            return self._gettext("nobody directly: it is not for asking")
        return self._gettext("not published")

    def cost_of(self, service: Service) -> str:
        """Free, its prices, or that nobody says."""
        if service.free:
            return self._gettext("Free")
        costs = self.join([self._english(cost.text) for cost in service.costs], "standard")
        return costs or self._gettext("not said")


def _merge(openings: Iterable[Opening]) -> list[list[tuple[Opener, ...]]]:
    """Sets of changes to the same answers told as one, where every mix of their values opens the door."""
    groups: dict[tuple[object, ...], list[tuple[Opener, ...]]] = {}
    for opening in openings:
        key = tuple((one.answer, one.value if one.answer in _PAPERS else "") for one in opening.changes)
        groups.setdefault(key, []).append(opening.changes)
    merged: list[list[tuple[Opener, ...]]] = []
    for sets in groups.values():
        values = [tuple(dict.fromkeys(column)) for column in zip(*sets, strict=True)]
        if prod(map(len, values)) == len(set(sets)):
            merged.append(values)
        else:
            merged += [[(one,) for one in changes] for changes in sets]
    return merged
