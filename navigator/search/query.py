"""SearchRequest -> SearchPage: hits in order, each with its reasons, and facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from rapidfuzz import fuzz
from whoosh.index import Index
from whoosh.query import Or, Term
from whoosh.searching import Searcher

from navigator.domain.areas import Verdict
from navigator.domain.directory import Directory
from navigator.domain.doors import check_service
from navigator.domain.eligibility import AreaRule, Finding, GroupRule, Rule
from navigator.domain.needs import Urgency, list_ancestors, list_descendants, widen_needs
from navigator.domain.profile import Profile, Referrer
from navigator.domain.services import NoWayInReason, Sector, Service
from navigator.search.index import FIELD_WEIGHTS, SCORING
from navigator.search.understanding import Reading, Understanding
from navigator.search.words import content_stems, split_words

TOP = 20
_NAME_IS_MEANT = 92.0
"""Similarity (0 to 100) from which a query counts as a service's own name."""


class Boost(StrEnum):
    """Parts of a score, so that every hit can explain itself."""

    WORDS = "words"
    NEEDS = "needs"
    NAME = "name"
    FIT = "fit"
    WAITING = "waiting"
    PLACE = "place"
    REACH = "reach"
    URGENT = "urgent"


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
        self._searcher: Searcher = index.searcher(weighting=SCORING)
        self._related = {need: _relations(directory, need) for need in directory.needs}
        self._rarity = self._count_needs(directory)
        self._names = [
            (service.id, name, frozenset(content_stems(name)))
            for service in directory.list_services()
            for name in _names_of(service)
        ]

    def search(self, request: SearchRequest) -> SearchPage:
        """Answer one request. Any text is answered; an empty one lists everything that fits."""
        reading = self._understanding.read(request.query)
        profile = _complete(request.profile, reading)
        scores = self._score(reading, profile)
        if not request.query.strip():
            scores = {service.id: [] for service in self._directory.list_services()}
        hits = [
            Hit(service, round(sum(value for _, value in parts), 3), finding, tuple(parts), needs)
            for service_id, parts in scores.items()
            for service, finding in [self._weigh(service_id, profile)]
            for needs in [tuple(need for need in service.needs if need in reading.needs)]
            if _passes(service, finding, request.filters, self._directory)
        ]
        hits = self._order(hits, reading)
        crisis = self._crisis_help(profile, reading.urgency) if reading.urgency else ()
        nothing = self._nothing(reading, hits) if request.query.strip() and not crisis else not (hits or crisis)
        return SearchPage(
            reading=reading,
            profile=profile,
            hits=tuple(hits[: request.limit]),
            total=len(hits),
            crisis=crisis,
            urgency=reading.urgency,
            nothing=nothing,
            facets=_count_facets(hits),
        )

    def _weigh(self, service_id: str, profile: Profile) -> tuple[Service, Finding]:
        service = self._directory.get_service(service_id)
        return service, check_service(service, profile)

    def _score(self, reading: Reading, profile: Profile) -> dict[str, list[tuple[Boost, float]]]:
        """Every service that the words, the needs or the name speak for, with its parts."""
        found: dict[str, list[tuple[Boost, float]]] = {}
        for service_id, value in self._word_scores(reading).items():
            found.setdefault(service_id, []).append((Boost.WORDS, value))
        for service_id, value in self._need_scores(reading).items():
            found.setdefault(service_id, []).append((Boost.NEEDS, value))
        named = self._name_scores(reading)
        for service_id, value in named.items():
            found.setdefault(service_id, []).append((Boost.NAME, value))
        urgent = self._directory.crisis_help.for_urgency(reading.urgency) if reading.urgency is not None else ()
        for place, service_id in enumerate(urgent):
            found.setdefault(service_id, []).append((Boost.URGENT, 6.0 - place))
        for service_id, parts in found.items():
            so_far = sum(value for _, value in parts)
            found[service_id] = parts + self._adjust(service_id, reading, profile, so_far, service_id in named)
        return found

    def _word_scores(self, reading: Reading) -> dict[str, float]:
        """BM25F over the weighted fields, as a share of the best, times four."""
        if not reading.stems:
            return {}
        terms = [
            Term(name, word, boost=weight) for word in reading.stems for name, weight in FIELD_WEIGHTS.items()
        ]
        results = self._searcher.search(Or(terms), limit=None)
        if not results:
            return {}
        best = results.score(0)
        known = [word for word in reading.stems if self._known_word(word)]
        heard = len(known) / len(reading.stems)
        return {
            hit["id"]: round(4.0 * heard * results.score(place) / best, 3) for place, hit in enumerate(results)
        }

    def _known_word(self, word: str) -> bool:
        return any((name, word) in self._searcher.reader() for name in FIELD_WEIGHTS)

    def _need_scores(self, reading: Reading) -> dict[str, float]:
        """Needs understood from the words, surer and rarer ones counting more; relations a little."""
        scores: dict[str, float] = {}
        for service in self._directory.list_services():
            value = 0.0
            for need, sureness in reading.needs.items():
                if need in service.needs:
                    value += 5.0 * sureness * self._rarity[need]
                elif self._related[need] & set(service.needs):
                    value += 1.2 * sureness
            if value:
                scores[service.id] = round(min(value, 12.0), 3)
        return scores

    def _count_needs(self, directory: Directory) -> dict[str, float]:
        counts = Counter(need for service in directory.list_services() for need in service.needs)
        return {need: 1.0 / (1.0 + 0.04 * counts[need]) for need in directory.needs}

    def _name_scores(self, reading: Reading) -> dict[str, float]:
        """Names said outright: every telling word of the name, or of the query, is in the other."""
        scores: dict[str, float] = {}
        asked = " ".join(split_words(reading.text))
        stems = set(reading.stems)
        for service_id, name, words in self._names:
            if not words:
                continue
            said = len(words & stems) / len(words)
            alike = fuzz.ratio(asked, name)
            if alike >= _NAME_IS_MEANT or (said == 1.0 and (len(words) > 1 or stems <= words)):
                scores[service_id] = max(scores.get(service_id, 0.0), 10.0 + len(words))
            elif said == 1.0:
                scores[service_id] = max(scores.get(service_id, 0.0), 4.0)
        return scores

    def _adjust(
        self, service_id: str, reading: Reading, profile: Profile, so_far: float, named: bool
    ) -> list[tuple[Boost, float]]:
        """Eligibility, reach, waiting and place. Each is documented by its constant beside it."""
        service, finding = self._weigh(service_id, profile)
        parts: list[tuple[Boost, float]] = []
        if finding.verdict is Verdict.CLOSED and not named:
            parts.append((Boost.FIT, -0.85 * so_far))
        elif finding.verdict is Verdict.UNKNOWN and finding.needs_an_answer:
            parts.append((Boost.FIT, -0.06 * so_far))
        if service.no_way_in is not None and not named:
            lost = 0.5 if service.no_way_in.reason is NoWayInReason.NOT_FOR_FAMILIES else 0.15
            parts.append((Boost.REACH, -lost * so_far))
        useful = service.while_waiting is not None and service.while_waiting.usable is not False
        if reading.waiting and useful:
            parts.append((Boost.WAITING, 2.5))
        if profile.home is not None and _is_local(service.eligibility, profile):
            parts.append((Boost.PLACE, 1.5))
        return parts

    def _order(self, hits: list[Hit], reading: Reading) -> list[Hit]:
        return sorted(hits, key=lambda hit: (-hit.score, hit.service.id))

    def _nothing(self, reading: Reading, hits: list[Hit]) -> bool:
        """Whether nothing listed does what is asked: no need, no name, and few of its words known."""
        if not hits:
            return True
        if reading.needs or any(part is Boost.NAME for hit in hits[:5] for part, _ in hit.parts):
            return False
        known = sum(self._known_word(word) for word in reading.stems)
        return known * 2 <= len(reading.stems)


def _names_of(service: Service) -> Iterable[str]:
    for name in (service.name, *service.alternate_names, *service.former_names, service.id.replace("-", " ")):
        yield " ".join(split_words(name))


def _relations(directory: Directory, need: str) -> frozenset[str]:
    """A need's parent, its children and its siblings, itself not included."""
    parents = list_ancestors(directory.needs, need)[:1]
    near = set(parents) | list_descendants(directory.needs, need)
    for parent in parents:
        near |= list_descendants(directory.needs, parent)
    return frozenset(near - {need})


def _complete(profile: Profile, reading: Reading) -> Profile:
    """What the words say fills in what the form left out; the form is never overruled."""
    if profile.age_years is None and reading.age_years is not None:
        profile = replace(profile, age_years=reading.age_years)
    if profile.home is None and reading.place is not None:
        profile = replace(profile, home=reading.place)
    return profile


def _is_local(rules: tuple[Rule, ...], profile: Profile) -> bool:
    """Whether a rule names a small area that holds the child's home."""
    for rule in rules:
        if isinstance(rule, GroupRule) and _is_local(rule.rules, profile):
            return True
        if isinstance(rule, AreaRule) and profile.home is not None:
            for area in rule.areas:
                if area.kind in ("district", "place") and area.contains(profile.home) is not Verdict.CLOSED:
                    return True
    return False


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
