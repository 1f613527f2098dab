"""How a service earns its place: a small sum of named parts, each with its constant beside it.

    score = words + needs + advice + standing + role + name + urgent + fit + reach + asker + waiting + place

`fit` and `reach` take away a share of what was earned before, so that a service shut to this child
sinks below the open ones without vanishing. Every hit carries its parts and can explain itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz
from whoosh.index import Index

from navigator.domain.areas import Verdict
from navigator.domain.directory import Directory
from navigator.domain.eligibility import AreaRule, Finding, GroupRule, Rule
from navigator.domain.needs import list_ancestors, list_descendants
from navigator.domain.profile import Profile, Referrer
from navigator.domain.services import NoWayInReason, Service
from navigator.search.impacts import ImpactIndex
from navigator.search.index import LAYOUT
from navigator.search.understanding import Reading
from navigator.search.words import content_stems, split_words


class Boost(StrEnum):
    """The parts of a score."""

    WORDS = "words"
    NEEDS = "needs"
    ADVICE = "advice"
    STANDING = "standing"
    ROLE = "role"
    NAME = "name"
    URGENT = "urgent"
    FIT = "fit"
    REACH = "reach"
    ASKER = "asker"
    WAITING = "waiting"
    PLACE = "place"


@dataclass(frozen=True)
class Weights:
    """The constants of the formula. Points, or shares of what was earned before."""

    words_alone: float = 4.0
    """The best word match when no need was understood."""
    words_beside_needs: float = 1.6
    """The best word match when a need was: then words only tell likes apart."""
    own_need: float = 2.6
    """A service that names the need itself, surely understood and rare."""
    related_need: float = 0.4
    """A service that names a parent, child or sibling of the need."""
    advice_first: float = 6.0
    """Whom an adviser names first; each later place loses a tenth of it."""
    advice_also: float = 3.2
    """Whom an adviser names besides; each later place loses a twentieth of it."""
    next_need: float = 0.55
    """What the second, third... need understood counts beside the one before."""
    standing: float = 3.0
    """A person to talk to, where nothing was understood; less the surer a need was."""
    role: float = 2.0
    """What people in the asker's role turn to most, whatever the need; each later place loses a tenth of it."""
    name: float = 11.0
    """A service's own name, or nearly."""
    letter_for_letter: float = 6.0
    """What it gains when the whole query is that name, or nearly."""
    part_of_name: float = 2.0
    """A one-word name among other words."""
    urgent: float = 9.0
    """The first crisis service in a crisis; each later one has one point less."""
    closed: float = 0.9
    """The share lost by a service that is shut to this child."""
    unanswered: float = 0.05
    """The share lost by one that hangs on an answer we were not given."""
    no_door: float = 0.3
    """The share lost by one that nobody publishes a way into."""
    not_for_asking: float = 0.6
    """The share lost by one that is not for asking at all."""
    own_door: float = 0.06
    """The share gained by a service that the one asking may ask."""
    no_own_door: float = 0.15
    """The share lost by one that the one asking may not ask; more for a young person."""
    no_own_door_young: float = 0.45
    waiting: float = 1.5
    """A support for waiting, when somebody says they wait."""
    place: float = 1.5
    """A small area that holds the home."""


_NAME_IS_MEANT = 92.0
"""Similarity (0 to 100, normalised insertions and deletions) that makes a query a name."""


class Ranking:
    """Scores the services of one directory. Safe to share between threads."""

    def __init__(self, directory: Directory, index: Index, weights: Weights | None = None) -> None:
        self._directory = directory
        self._weights = weights or Weights()
        with index.reader() as reader:
            self._impacts = ImpactIndex.derive(reader, LAYOUT)
        services = directory.list_services()
        self._related = {need: _relations(directory, need) for need in directory.needs}
        counts = Counter(need for service in services for need in service.needs)
        self._rarity = {need: 1.0 / (1.0 + 0.04 * counts[need]) for need in directory.needs}
        self._naming: dict[str, list[Service]] = {}
        for service in services:
            for need in service.needs:
                self._naming.setdefault(need, []).append(service)
        self._names = [
            (service.id, name, frozenset(content_stems(name)))
            for service in services
            for name in _names_of(service)
        ]
        self._published = {service.id for service in services}

    def score(self, reading: Reading, asker: Referrer | None = None) -> dict[str, list[tuple[Boost, float]]]:
        """Every service that the words, the needs or a name speak for, with what it earned."""
        earned: dict[str, list[tuple[Boost, float]]] = {}
        for part, scores in (
            (Boost.WORDS, self._score_words(reading)),
            (Boost.NEEDS, self._score_needs(reading)),
            (Boost.ADVICE, self._score_advice(reading)),
            (Boost.STANDING, self._score_standing(reading)),
            (Boost.ROLE, self._score_role(asker)),
            (Boost.NAME, self._score_names(reading)),
            (Boost.URGENT, self._score_urgent(reading)),
        ):
            for service_id, value in scores.items():
                earned.setdefault(service_id, []).append((part, value))
        return earned

    def knows(self, word: str) -> bool:
        """Whether any record uses this stem."""
        return word in self._impacts

    def is_unread(self, reading: Reading) -> bool:
        """Whether the query is in letters of which we know no word: not nonsense, only not understood."""
        foreign = any(not word.isascii() for word in reading.stems)
        return foreign and not reading.needs and not any(self.knows(word) for word in reading.stems)

    def _score_words(self, reading: Reading) -> dict[str, float]:
        """BM25F over the weighted fields, as a share of the best hit's."""
        if not reading.stems:
            return {}
        scores = self._impacts.score_all(reading.stems)
        best = scores.max(initial=0.0)
        if not best:
            return {}
        heard = sum(self.knows(word) for word in reading.stems) / len(reading.stems)
        most = self._weights.words_beside_needs if reading.needs else self._weights.words_alone
        shares = (most * heard / best * scores).round(3).tolist()
        return {self._impacts.keys[record]: shares[record] for record in scores.nonzero()[0].tolist()}

    def _score_needs(self, reading: Reading) -> dict[str, float]:
        scores: dict[str, list[float]] = {}
        for need, sureness in reading.needs.items():
            for service in self._naming.get(need, ()):
                scores.setdefault(service.id, []).append(self._weights.own_need * sureness * self._rarity[need])
            for near in self._related[need]:
                for service in self._naming.get(near, ()):
                    scores.setdefault(service.id, []).append(self._weights.related_need * sureness)
        return self._add_up(scores)

    def _score_advice(self, reading: Reading) -> dict[str, float]:
        weights = self._weights
        scores: dict[str, list[float]] = {}
        for need_id, sureness in reading.needs.items():
            need = self._directory.needs[need_id]
            for place, service_id in enumerate(need.turn_to_first):
                value = weights.advice_first * sureness * (1 - place / 10)
                scores.setdefault(service_id, []).append(value)
            for place, service_id in enumerate(need.turn_to_also):
                value = weights.advice_also * sureness * (1 - place / 20)
                scores.setdefault(service_id, []).append(value)
        known = {key: values for key, values in scores.items() if key in self._published}
        return self._add_up(known)

    def _add_up(self, scores: Mapping[str, list[float]]) -> dict[str, float]:
        """The best whole, the next a share, and so on: several needs help, one decides."""
        return {
            key: round(
                sum(
                    value * self._weights.next_need**place
                    for place, value in enumerate(sorted(values, reverse=True))
                ),
                3,
            )
            for key, values in scores.items()
        }

    def _score_names(self, reading: Reading) -> dict[str, float]:
        """Names said outright: every telling word of the name, or of the query, is in the other.

        A name that stands in a longer name that was said too is only a part of it.
        """
        asked = " ".join(reading.words)
        stems = set(reading.stems) | set(reading.place_stems)
        said: list[tuple[str, frozenset[str], float]] = []
        for service_id, name, words in self._names:
            alike = bool(fuzz.ratio(asked, name, score_cutoff=_NAME_IS_MEANT))
            if words and (alike or words <= stems):
                whole = len(words) > 1 or (stems <= words and " " not in name)
                meant = self._weights.name + len(words) if alike or whole else self._weights.part_of_name
                said.append((service_id, words, meant + (self._weights.letter_for_letter if alike else 0.0)))
        scores: dict[str, float] = {}
        for service_id, words, meant in said:
            inside = any(words < other for _, other, _ in said)
            value = self._weights.part_of_name if inside else meant
            scores[service_id] = max(scores.get(service_id, 0.0), value)
        return scores

    def _score_standing(self, reading: Reading) -> dict[str, float]:
        """People to talk to, when some of the words are known and yet no need is sure."""
        unsure = 1.0 - max(reading.needs.values(), default=0.0)
        if unsure <= 0 or not (self.is_unread(reading) or any(self.knows(word) for word in reading.stems)):
            return {}
        listed = self._directory.standing_help.first_to_ask
        return {
            service_id: round(self._weights.standing * unsure * (1 - place / 10), 3)
            for place, service_id in enumerate(listed)
        }

    def _score_role(self, asker: Referrer | None) -> dict[str, float]:
        listed = self._directory.standing_help.for_asker(asker)
        return {
            service_id: round(self._weights.role * (1 - place / 10), 3) for place, service_id in enumerate(listed)
        }

    def _score_urgent(self, reading: Reading) -> dict[str, float]:
        if reading.urgency is None:
            return {}
        urgent = self._directory.crisis_help.for_urgency(reading.urgency)
        return {service_id: self._weights.urgent - place for place, service_id in enumerate(urgent)}

    def _share_for_asker(self, service: Service, asker: Referrer) -> float:
        if _may_ask(service, asker):
            return self._weights.own_door
        young = asker is Referrer.YOUNG_PERSON
        return -(self._weights.no_own_door_young if young else self._weights.no_own_door)

    def adjust(
        self,
        service: Service,
        finding: Finding,
        reading: Reading,
        profile: Profile,
        earned: list[tuple[Boost, float]],
    ) -> list[tuple[Boost, float]]:
        """What eligibility, reach, waiting and place add or take away."""
        weights = self._weights
        total = sum(value for _, value in earned)
        named = any(part is Boost.NAME and value > weights.part_of_name for part, value in earned)
        parts: list[tuple[Boost, float]] = []
        if finding.verdict is Verdict.CLOSED and not named:
            parts.append((Boost.FIT, -weights.closed * total))
        elif finding.verdict is Verdict.UNKNOWN and finding.needs_an_answer:
            parts.append((Boost.FIT, -weights.unanswered * total))
        if service.no_way_in is not None and not named:
            not_for_asking = service.no_way_in.reason is NoWayInReason.NOT_FOR_FAMILIES
            lost = weights.not_for_asking if not_for_asking else weights.no_door
            parts.append((Boost.REACH, -lost * total))
        asker = profile.asker or reading.asker
        if asker is not None and service.ways_in and not named:
            parts.append((Boost.ASKER, self._share_for_asker(service, asker) * total))
        if reading.waiting and service.while_waiting and service.while_waiting.usable is not False:
            parts.append((Boost.WAITING, weights.waiting))
        if profile.home is not None and is_local(service.eligibility, profile):
            parts.append((Boost.PLACE, weights.place))
        return parts


def _may_ask(service: Service, asker: Referrer) -> bool:
    """Whether some way in names the one asking, by role or as "anyone" or "any professional"."""
    roles = {role for way in service.ways_in for role in way.referrers}
    family = asker in (Referrer.PARENT, Referrer.YOUNG_PERSON)
    stand_ins = {Referrer.ANYONE} if family else {Referrer.ANYONE, Referrer.ANY_PROFESSIONAL}
    return bool(roles & (stand_ins | {asker}))


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


def is_local(rules: tuple[Rule, ...], profile: Profile) -> bool:
    """Whether a rule names a small area that holds, or may hold, the child's home."""
    for rule in rules:
        if isinstance(rule, GroupRule) and is_local(rule.rules, profile):
            return True
        if isinstance(rule, AreaRule) and profile.home is not None:
            for area in rule.areas:
                if area.kind in ("district", "place") and area.contains(profile.home) is not Verdict.CLOSED:
                    return True
    return False
