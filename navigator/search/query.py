"""SearchRequest -> SearchPage: hits in order, each with its reasons, and facets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from whoosh.index import Index

from navigator.domain.areas import Verdict
from navigator.domain.directory import HOME_COUNTY, Directory
from navigator.domain.doors import check_service
from navigator.domain.eligibility import Finding
from navigator.domain.needs import Urgency, widen_needs
from navigator.domain.profile import Profile, Referrer
from navigator.domain.services import Sector, Service
from navigator.search.ranking import Boost, Ranking
from navigator.search.understanding import Reading, Understanding

TOP = 20
_AN_AGE = re.compile(r"\d{1,2}(?:yo|yrs?|y)?")


@dataclass(frozen=True)
class Filters:
    """What to leave out. Every field is optional; `running` True keeps only what is running."""

    need: str | None = None
    sector: Sector | None = None
    referrer: Referrer | None = None
    free: bool = False
    open_access: bool = False
    while_waiting: bool = False
    running: bool = False
    fits: bool = False


@dataclass(frozen=True)
class SearchRequest:
    """A query, what we know of the child, and filters."""

    query: str
    profile: Profile = field(default_factory=Profile)
    filters: Filters = field(default_factory=Filters)
    limit: int = TOP


@dataclass(frozen=True)
class Hit:
    """A service, whether it is for this child, and what its score is made of."""

    service: Service
    score: float
    finding: Finding
    parts: tuple[tuple[Boost, float], ...]
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Facet:
    """One value of a filter and how many of the hits have it."""

    value: str
    count: int


@dataclass(frozen=True)
class SearchPage:
    """The answer. `total` counts every hit, `hits` holds the first ones.

    `crisis` are services to put above everything; `nothing` says that nothing listed does what is
    asked, whatever stands in `hits` as the nearest; `unread` that we could not read its letters, so
    that `hits` are people to talk to.
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
        self._wide = {need: widen_needs(directory.needs, (need,)) for need in directory.needs}

    def search(self, request: SearchRequest) -> SearchPage:
        """Answer one request. Any text is answered; one that asks for nothing lists everything.

        What is shut to this child stands after what is not.
        """
        reading = self._understanding.read(request.query)
        profile = _complete(request.profile, reading)
        earned: dict[str, list[tuple[Boost, float]]]
        if _asks_for_nothing(request.query, reading):
            earned = {service.id: [] for service in self._directory.list_services()}
        else:
            earned = self._ranking.score(reading)
        hits = [
            hit
            for service_id, parts in earned.items()
            for hit in [self._hit(service_id, parts, reading, profile)]
            if _passes(hit.service, hit.finding, request.filters, self._wide)
        ]
        hits.sort(key=lambda hit: (-hit.score, hit.finding.verdict is Verdict.CLOSED, hit.service.id))
        crisis = self._crisis_help(profile, reading.urgency) if reading.urgency else ()
        return SearchPage(
            reading=reading,
            profile=profile,
            hits=tuple(hits[: request.limit]),
            total=len(hits),
            crisis=crisis,
            urgency=reading.urgency,
            nothing=not crisis and self._nothing(request, reading, hits),
            unread=self._ranking.is_unread(reading),
            facets=_count_facets(hits, self._wide),
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


def _complete(profile: Profile, reading: Reading) -> Profile:
    """What the words say fills in what the form left out; the form is never overruled."""
    if profile.age_years is None and reading.age_years is not None:
        profile = replace(profile, age_years=reading.age_years)
    if profile.home is None and reading.place is not None:
        profile = replace(profile, home=reading.place)
    return profile


def _passes(service: Service, finding: Finding, filters: Filters, wide: Mapping[str, frozenset[str]]) -> bool:
    waiting = service.while_waiting is not None and service.while_waiting.usable is not False
    wanted = (
        filters.need is None or bool(wide.get(filters.need, frozenset()) & set(service.needs)),
        filters.sector is None or service.sector is filters.sector,
        filters.referrer is None or bool(_roles(service) & {filters.referrer, Referrer.ANYONE}),
        not filters.free or service.free is True,
        not filters.open_access or service.open_access,
        not filters.while_waiting or waiting,
        not filters.running or service.running,
        not filters.fits or finding.verdict is not Verdict.CLOSED,
    )
    return all(wanted)


def _roles(service: Service) -> set[Referrer]:
    return {role for way in service.ways_in for role in way.referrers}


def _count_facets(
    hits: list[Hit], wide: Mapping[str, frozenset[str]]
) -> tuple[tuple[str, tuple[Facet, ...]], ...]:
    """How many hits each filter would leave: the needs named most often, every sector and role."""
    named = Counter(need for hit in hits for need in hit.service.needs if need in wide)
    needs = Counter(
        {need: sum(bool(wide[need] & set(hit.service.needs)) for hit in hits) for need, _ in named.most_common(12)}
    )
    sectors = Counter(hit.service.sector.value for hit in hits)
    roles = Counter(
        {role: sum(bool(_roles(hit.service) & {role, Referrer.ANYONE}) for hit in hits) for role in Referrer}
    )
    yes = Counter(
        {
            "free": sum(hit.service.free is True for hit in hits),
            "open_access": sum(hit.service.open_access for hit in hits),
            "running": sum(hit.service.running for hit in hits),
            "fits": sum(hit.finding.verdict is not Verdict.CLOSED for hit in hits),
        }
    )
    return tuple(
        (name, tuple(Facet(str(value), count) for value, count in counter.most_common(12)))
        for name, counter in (("need", needs), ("sector", sectors), ("referrer", roles), ("only", yes))
    )
