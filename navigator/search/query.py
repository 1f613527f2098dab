"""SearchRequest -> SearchPage: hits in order, each with its reasons, and facets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from whoosh.index import Index

from navigator.domain.areas import Verdict
from navigator.domain.directory import HOME_COUNTY, Directory
from navigator.domain.doors import check_service
from navigator.domain.eligibility import Finding
from navigator.domain.needs import Urgency, widen_needs
from navigator.domain.profile import Profile
from navigator.domain.services import Service
from navigator.search.facets import Facet, FacetTable, Filters
from navigator.search.narrowing import Narrowing, Question
from navigator.search.ordering import Measure, Order, choose_measure
from navigator.search.ranking import Boost, Ranking
from navigator.search.understanding import Reading, Understanding

TOP = 20
_LEAST_SHARE = 0.06
"""A service whose words and needs earned less than this share of what the best one's did is left out."""
ASKED_OF = 20
"""Hits, from the top, that the next question is chosen for."""
_Earned = dict[str, list[tuple[Boost, float]]]
_AN_AGE = re.compile(r"\d{1,2}(?:yo|yrs?|y)?")


@dataclass(frozen=True)
class SearchRequest:
    """A query, what we know of the child, filters, and what not to read in the query (Reading.unread).

    `order` is how to put the hits in order; the best match unless somebody asks for another.
    """

    query: str
    profile: Profile = field(default_factory=Profile)
    filters: Filters = field(default_factory=Filters)
    limit: int = TOP
    unread: frozenset[str] = frozenset()
    order: Order = Order.BEST


@dataclass(frozen=True)
class Hit:
    """A service, whether it is for this child, and what its score is made of."""

    service: Service
    score: float
    finding: Finding
    parts: tuple[tuple[Boost, float], ...]
    needs: tuple[str, ...]


@dataclass(frozen=True)
class SearchPage:
    """The answer. `total` counts every hit, `hits` holds the first ones.

    `crisis` are services to put above everything; `nothing` says that nothing listed does what is
    asked, whatever stands in `hits` as the nearest; `unread` that we could not read its letters, so
    that `hits` are people to talk to; `question` is the one to ask next to settle most of `hits`.
    `order` is the order they stand in, and `measured` counts the hits that it could be told for; the
    rest stand after those, the best match first.
    """

    reading: Reading
    profile: Profile
    hits: tuple[Hit, ...]
    total: int
    crisis: tuple[Service, ...] = ()
    urgency: Urgency | None = None
    nothing: bool = False
    unread: bool = False
    facets: tuple[tuple[str, tuple[Facet, ...]], ...] = ()
    question: Question | None = None
    order: Order = Order.BEST
    measured: int = 0

    @property
    def asked_of(self) -> int:
        """How many hits, from the top, the question was chosen for."""
        return min(len(self.hits), ASKED_OF)


class Search:
    """Searches one directory through one index. Safe to share between threads."""

    def __init__(
        self,
        directory: Directory,
        index: Index,
        understanding: Understanding,
        crisis_help: Callable[[Profile, Urgency], tuple[Service, ...]],
    ) -> None:
        self._directory = directory
        self._understanding = understanding
        self._crisis_help = crisis_help
        self._ranking = Ranking(directory, index)
        self._narrowing = Narrowing(directory)
        wide = {need: widen_needs(directory.needs, (need,)) for need in directory.needs}
        self._facets = FacetTable(directory.list_services(), wide)

    def search(self, request: SearchRequest) -> SearchPage:
        """Answer one request. Any text is answered; one that asks for nothing lists everything.

        What is shut to this child stands after what is not.
        """
        reading = self._understanding.read(request.query, request.unread)
        profile = _complete(request.profile, reading)
        earned: _Earned
        if _asks_for_nothing(request.query, reading):
            earned = {service.id: [] for service in self._directory.list_services()}
        else:
            earned = self._ranking.score(reading, profile.asker or reading.asker)
        passing = self._facets.passes(request.filters)
        hits = [
            hit
            for service_id, parts in _leave_out_strays(earned).items()
            if passing[self._facets.row[service_id]]
            for hit in [self._hit(service_id, parts, reading, profile)]
            if _fits(hit.finding.verdict, request.filters)
        ]
        hits.sort(key=lambda hit: (-hit.score, hit.finding.verdict is Verdict.CLOSED, hit.service.id))
        measure = choose_measure(request.order, self._directory, profile)
        measured = _put_in_order(hits, measure) if measure else len(hits)
        crisis = self._crisis_help(profile, reading.urgency) if reading.urgency else ()
        shown = hits[: request.limit]
        return SearchPage(
            reading=reading,
            profile=profile,
            hits=tuple(shown),
            total=len(hits),
            crisis=crisis,
            urgency=reading.urgency,
            nothing=not crisis and self._nothing(request, reading, hits),
            unread=self._ranking.is_unread(reading),
            facets=self._facets.count(
                [self._facets.row[hit.service.id] for hit in hits], [hit.finding.verdict for hit in hits]
            ),
            question=self._narrowing.choose([(hit.service, hit.finding) for hit in shown[:ASKED_OF]], profile),
            order=request.order if measure else Order.BEST,
            measured=measured,
        )

    def _hit(self, service_id: str, earned: list[tuple[Boost, float]], reading: Reading, profile: Profile) -> Hit:
        service = self._directory.get_service(service_id)
        finding = check_service(service, profile)
        parts = (*earned, *self._ranking.adjust(service, finding, reading, profile, earned))
        needs = tuple(need for need in service.needs if need in reading.needs)
        return Hit(service, round(sum(value for _, value in parts), 3), finding, parts, needs)

    def _nothing(self, request: SearchRequest, reading: Reading, hits: list[Hit]) -> bool:
        """Whether nothing listed does what is asked.

        So when there is no hit; when the query asks for a subject we do not hold, or for a place that
        is not ours; or when no need's own phrase and no name stood in it and we knew less than half
        of its words.
        """
        if not hits:
            return True
        if self._ranking.is_unread(reading):
            return False
        named = any(part is Boost.NAME and value > 5 for hit in hits[:5] for part, value in hit.parts)
        if reading.not_listed or self._elsewhere(reading):
            return True
        if named or not reading.guessed or _asks_for_nothing(request.query, reading):
            return False
        known = sum(self._ranking.knows(word) for word in reading.stems)
        return known * 2 < len(reading.stems)

    def _elsewhere(self, reading: Reading) -> bool:
        """Whether the query itself names a place outside the county."""
        home = self._directory.areas.get(HOME_COUNTY)
        return home is not None and reading.place is not None and home.contains(reading.place) is Verdict.CLOSED


def _asks_for_nothing(query: str, reading: Reading) -> bool:
    """Whether there are no words, or only a place and an age: "in Thame, 7yo"."""
    only_who = reading.place is not None or reading.age_years is not None
    return not query.strip() or (only_who and all(_AN_AGE.fullmatch(word) for word in reading.stems))


def _leave_out_strays(earned: _Earned) -> _Earned:
    """Without what has next to nothing in common with the query, whoever the child is."""
    totals = {service_id: sum(value for _, value in parts) for service_id, parts in earned.items()}
    least = _LEAST_SHARE * max(totals.values(), default=0.0)
    return {service_id: parts for service_id, parts in earned.items() if totals[service_id] >= least}


def _put_in_order(hits: list[Hit], measure: Measure) -> int:
    """Sort by a measure, what is shut to this child last; how many of the others could be measured."""
    found = {hit.service.id: measure(hit.service) for hit in hits}
    shut = {hit.service.id for hit in hits if hit.finding.verdict is Verdict.CLOSED}

    def place(hit: Hit) -> tuple[bool, bool, float]:
        value = found[hit.service.id]
        return hit.service.id in shut, value is None, 0.0 if value is None else value

    hits.sort(key=place)
    return sum(value is not None and key not in shut for key, value in found.items())


def _fits(verdict: Verdict, filters: Filters) -> bool:
    return (not filters.fits or verdict is not Verdict.CLOSED) and filters.fit in (None, verdict)


def _complete(profile: Profile, reading: Reading) -> Profile:
    """What the words say fills in what the form left out; the form is never overruled."""
    if profile.age_years is None and reading.age_years is not None:
        profile = replace(profile, age_years=reading.age_years)
    if profile.home is None and reading.place is not None:
        profile = replace(profile, home=reading.place)
    return profile
