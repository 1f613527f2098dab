"""SearchRequest -> SearchPage: hits in order, each with its reasons, and facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from whoosh.index import Index

from navigator.domain.areas import Verdict
from navigator.domain.directory import Directory
from navigator.domain.doors import check_service
from navigator.domain.eligibility import Finding
from navigator.domain.needs import Urgency, widen_needs
from navigator.domain.profile import Profile, Referrer
from navigator.domain.services import Sector, Service
from navigator.search.ranking import Boost, Ranking
from navigator.search.understanding import Reading, Understanding

TOP = 20


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
    asked, whatever stands in `hits` as the nearest.
    """

    reading: Reading
    profile: Profile
    hits: tuple[Hit, ...]
    total: int
    crisis: tuple[Service, ...] = ()
    urgency: Urgency | None = None
    nothing: bool = False
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

    def search(self, request: SearchRequest) -> SearchPage:
        """Answer one request. Any text is answered; an empty one lists everything that fits."""
        reading = self._understanding.read(request.query)
        profile = _complete(request.profile, reading)
        if request.query.strip():
            earned = self._ranking.score(reading)
        else:
            earned = {service.id: [] for service in self._directory.list_services()}
        hits = [
            hit
            for service_id, parts in earned.items()
            for hit in [self._hit(service_id, parts, reading, profile)]
            if _passes(hit.service, hit.finding, request.filters, self._directory)
        ]
        hits.sort(key=lambda hit: (-hit.score, hit.service.id))
        crisis = self._crisis_help(profile, reading.urgency) if reading.urgency else ()
        return SearchPage(
            reading=reading,
            profile=profile,
            hits=tuple(hits[: request.limit]),
            total=len(hits),
            crisis=crisis,
            urgency=reading.urgency,
            nothing=not crisis and self._nothing(request, reading, hits),
            facets=_count_facets(hits),
        )

    def _hit(self, service_id: str, earned: list[tuple[Boost, float]], reading: Reading, profile: Profile) -> Hit:
        service = self._directory.get_service(service_id)
        finding = check_service(service, profile)
        parts = (*earned, *self._ranking.adjust(service, finding, reading, profile, earned))
        needs = tuple(need for need in service.needs if need in reading.needs)
        return Hit(service, round(sum(value for _, value in parts), 3), finding, parts, needs)

    def _nothing(self, request: SearchRequest, reading: Reading, hits: list[Hit]) -> bool:
        """Whether nothing listed does what is asked: no need, no name, and few of its words known."""
        if not hits:
            return True
        if not request.query.strip() or reading.needs:
            return False
        if any(part is Boost.NAME for hit in hits[:5] for part, _ in hit.parts):
            return False
        return sum(self._ranking.knows(word) for word in reading.stems) * 2 <= len(reading.stems)


def _complete(profile: Profile, reading: Reading) -> Profile:
    """What the words say fills in what the form left out; the form is never overruled."""
    if profile.age_years is None and reading.age_years is not None:
        profile = replace(profile, age_years=reading.age_years)
    if profile.home is None and reading.place is not None:
        profile = replace(profile, home=reading.place)
    return profile


def _passes(service: Service, finding: Finding, filters: Filters, directory: Directory) -> bool:
    roles = {role for way in service.ways_in for role in way.referrers}
    waiting = service.while_waiting is not None and service.while_waiting.usable is not False
    wanted = (
        filters.need is None or bool(widen_needs(directory.needs, (filters.need,)) & set(service.needs)),
        filters.sector is None or service.sector is filters.sector,
        filters.referrer is None or bool(roles & {filters.referrer, Referrer.ANYONE}),
        not filters.free or service.free is True,
        not filters.open_access or service.open_access,
        not filters.while_waiting or waiting,
        not filters.running or service.running,
        not filters.fits or finding.verdict is not Verdict.CLOSED,
    )
    return all(wanted)


def _count_facets(hits: list[Hit]) -> tuple[tuple[str, tuple[Facet, ...]], ...]:
    needs = Counter(need for hit in hits for need in hit.service.needs)
    sectors = Counter(hit.service.sector.value for hit in hits)
    roles = Counter(
        role for hit in hits for role in {role for way in hit.service.ways_in for role in way.referrers}
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
