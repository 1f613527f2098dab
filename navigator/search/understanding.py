"""A family's own words -> needs, urgency, age, place and who is asking.

The words live with the needs in services_data/needs, in every language; this module only knows
how to match them: a phrase is found when its telling words all, or nearly all, stand in the query.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from navigator.domain.areas import Place
from navigator.domain.directory import Directory
from navigator.domain.needs import Need, Urgency
from navigator.domain.places import UnknownPlace
from navigator.domain.profile import Referrer
from navigator.search.words import STOP_WORDS, content_stems, fold, split_words, stem

_FULL_MATCH = 0.999
_NEAR_MATCH = 0.72
"""Share of a phrase's information that must stand in the query for the phrase to count."""

_WEAK = 0.3
"""Needs matched this much less surely than the surest one are left out."""
_PART = 0.4
"""What is left of a need read from part of a longer phrase's words."""
_TELLING = 6.0
"""Information (natural logarithms) from which a phrase is as sure as it gets."""
_GUESS = 0.75
"""How sure an association can get, beside a phrase that stands whole."""
_BESIDE = 0.6
"""The most a guess may count, as a share of the surest need that was found whole."""
_LEAST_SHARE = 0.2
"""Share of the query's information that a need must hold to be associated with it."""
_ASSOCIATED = 4
_TELLING_ALONE = 3.5
"""Information from which one word alone may point to a need."""
_UNHEARD = 1.5
"""What a word that no need uses is taken to tell."""
_WORDS_OF_DANGER = 2_000
"""How far into a long message words of danger are looked for."""
_RARE = 2
_COMMON = 12
"""Phrases that use a word: up to _RARE it may be a misspelling, above _COMMON it is not."""

_AGES = (
    re.compile(
        r"(?<!wait )(?<!list )(?<!time )(?<!queue )\b(?:age|aged|turned|turning|is|im|hes|shes)\s+(\d{1,2})\b"
        r"(?!\s*(?:week|month|day|hour|%|percent))"
    ),
    re.compile(r"\b(\d{1,2})(?: and a half)?\s*-?\s*(?:y/?o|(?:yrs?|years?)\s*-?\s*olds?)\b"),
)
_BARE_YEARS = re.compile(r"\b(\d{1,2})\s*(?:yrs?|years?)\b(?!\s*(?:wait|ago|later|on|for|now|so far))")
_LASTING = frozenset(
    [
        "for",
        "over",
        "past",
        "last",
        "next",
        "nearly",
        "almost",
        "after",
        "in",
        "within",
        "than",
        "about",
        "of",
        "the",
    ]
)
"""Words right before a number of years that make it a length of time and no age."""
_SCHOOL_YEAR = re.compile(r"\b(?:year|yr|y)\s*(\d{1,2})\b(?!\s*olds?)")
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?(?:\s*\d[a-z]{2})?)\b")
_ALSO_WORDS = frozenset({"reading", "stone", "brill", "wing", "lee"})
"""Towns whose names say something else more often than not."""
_TOWARDS = frozenset({"near", "from", "around", "outside"})
_DWELLS = frozenset({"live", "lives", "living", "based", "move", "moved", "moving"})
_STAGES = {"newborn": 0, "baby": 0, "toddler": 2, "reception": 4}
_WAITING = frozenset({"waiting", "wait", "waitlist", "meanwhile", "waits"})
_ASKERS = {
    Referrer.SCHOOL: ("pupil", "pupils", "senco", "sendco", "my class", "our school can"),
    Referrer.GP: ("patient", "my surgery"),
    Referrer.EARLY_YEARS_SETTING: ("our nursery", "our preschool", "childminder here"),
}


@dataclass(frozen=True)
class Reading:
    """What a query was understood to say. `needs` maps a need to how sure we are, 0 to 1.

    `guessed` says that no phrase of a need stood whole in it; `not_listed` names the subjects asked
    for that the directory does not hold.
    """

    text: str
    stems: tuple[str, ...]
    needs: Mapping[str, float]
    matched: frozenset[str]
    urgency: Urgency | None = None
    age_years: int | None = None
    place: Place | None = None
    asker: Referrer | None = None
    waiting: bool = False
    corrections: tuple[tuple[str, str], ...] = ()
    place_stems: frozenset[str] = frozenset()
    guessed: bool = False
    not_listed: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Phrase:
    """A phrase of a need: its telling stems, how much they tell, whether it names the need."""

    need: str
    stems: frozenset[str]
    information: float
    names_it: bool


class Understanding:
    """Reads queries against one directory's needs, names and places."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._known: set[str] = set()
        self._used: Counter[str] = Counter()
        self._phrases: list[_Phrase] = []
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self._urgent: list[tuple[Urgency, str, tuple[str, ...]]] = []
        self._calm_words: set[str] = set()
        self._record_words: set[str] = set()
        self._harmless: list[tuple[str, ...]] = []
        self._information = self._weigh_stems(directory)
        self._habits = _count_habits(directory)
        self._grave = {need.id for need in directory.needs.values() if need.urgency is not None}
        for need in directory.needs.values():
            self._learn(need)
        self._longest_first()
        self._not_listed = [
            (subject.name, frozenset(content_stems(phrase)))
            for subject in directory.not_listed
            for phrase in subject.words
        ]
        for service in directory.services.values():
            for text in (service.name, *service.alternate_names, *service.former_names, service.summary):
                self._record_words.update(split_words(text))
        self._known |= self._record_words
        self._calm_words |= self._record_words
        self._places = self._learn_places(directory)
        # Never "corrected" into a word of danger: one slip must not turn a surname into a crisis.
        self._spellings = sorted(word for word in self._calm_words if len(word) >= 4 and word.isascii())

    def _weigh_stems(self, directory: Directory) -> dict[str, float]:
        """How telling a stem is: the fewer needs use it, the more (inverse document frequency)."""
        counts: dict[str, int] = defaultdict(int)
        for need in directory.needs.values():
            for found in {one for phrase in _phrases_of(need) for one in content_stems(phrase)}:
                counts[found] += 1
        total = max(len(directory.needs), 1)
        return {found: 0.3 + log(1 + total / count) for found, count in counts.items()}

    def _learn(self, need: Need) -> None:
        for text in _phrases_of(need):
            words = split_words(text)
            self._known.update(words)
            self._used.update(words)
            if need.urgency is None:
                self._calm_words.update(words)
            stems = frozenset(content_stems(text))
            if not stems:
                continue
            information = sum(self._information.get(one, 0.5) for one in stems)
            for one in stems:
                self._by_stem[one].append(len(self._phrases))
            named = fold(text) in (fold(need.name), need.id.replace("-", " "))
            self._phrases.append(_Phrase(need.id, stems, information, named))
            if need.urgency is not None:
                self._urgent.append((need.urgency, need.id, tuple(stem(word) for word in words)))
        for phrases in need.not_words.values():
            self._harmless += [tuple(stem(word) for word in split_words(phrase)) for phrase in phrases]

    def _longest_first(self) -> None:
        self._harmless.sort(key=len, reverse=True)

    def _learn_places(self, directory: Directory) -> dict[tuple[str, ...], Place]:
        places: dict[tuple[str, ...], Place] = {}
        for name, place in directory.gazetteer.towns.items():
            places[tuple(split_words(name))] = place
        for area in directory.areas.values():
            if area.kind in ("country", "region"):
                continue
            for name in (area.name, *area.words):
                places.setdefault(tuple(split_words(name)), directory.gazetteer.place_of_area(area))
        return {name: place for name, place in places.items() if name and name != ("oxfordshire",)}

    def read(self, text: str) -> Reading:
        """Understand one query. Never fails, whatever the text."""
        asked = split_words(text)
        place, place_words = self._find_place(text, asked)
        words, beside, corrections = self._correct(asked, place_words)
        stems = [stem(word) for word in words]
        kept = [stem(word) for word in words if word not in STOP_WORDS] or stems
        kept += [stem(word) for word in beside]
        if place is None:
            place, place_words = self._find_place(text, words)
        rest = [stem(word) for word in split_words(text, _WORDS_OF_DANGER)[len(words) :]]
        urgent = self._find_urgent(stems + rest)
        telling = set(kept) - place_words
        needs, matched = self._find_needs(telling, {need for _, need in urgent})
        guesses = self._associate(telling, {need for _, need in urgent})
        return Reading(
            text=text,
            stems=tuple(one for one in dict.fromkeys(kept) if one not in place_words),
            needs=_beside(guesses, needs),
            guessed=not needs,
            not_listed=tuple(name for name, phrase in self._not_listed if phrase <= telling),
            matched=frozenset(matched),
            urgency=_gravest(urgency for urgency, _ in urgent),
            age_years=_find_age(fold(text)),
            place=place,
            asker=_find_asker(words),
            waiting=bool(_WAITING & set(words)),
            corrections=tuple(corrections),
            place_stems=frozenset(place_words),
        )

    def _correct(
        self, words: list[str], place_stems: set[str]
    ) -> tuple[list[str], list[str], list[tuple[str, str]]]:
        """Words nobody here uses become the nearest word that somebody does.

        One slip is forgiven in words of four letters, two from eight on (optimal string alignment
        distance). A rare word that is one slip from a much commoner one may be a misspelling that
        somebody once wrote down: it stays, and the common one is read beside it. Acronyms, short
        words and the name of a place are never touched. Returns the words as read, what is read
        beside them, and the corrections.
        """
        fixed, beside, corrections = [], [], []
        for word in words:
            better = None if stem(word) in place_stems else self._nearest(word)
            if better is None:
                fixed.append(word)
            elif word in self._known:
                fixed.append(word)
                beside.append(better)
            else:
                fixed.append(better)
                corrections.append((word, better))
        return fixed, beside, corrections

    def _nearest(self, word: str) -> str | None:
        """A likelier spelling of a word that is unknown or rare; None when it is best as it is."""
        rare = self._used[word] <= _RARE and word not in self._record_words
        if (
            len(word) < 4
            or not rare
            or word in self._directory.common_words
            or word in STOP_WORDS
            or not (word.isascii() and word.isalpha())
        ):
            return None
        slips = 2 if len(word) >= 8 else 1
        matches = process.extract(word, self._spellings, scorer=OSA.distance, score_cutoff=slips, limit=6)
        better = [(found, slip) for found, slip, _ in matches if found != word]
        if word in self._known:
            better = [(found, slip) for found, slip in better if self._used[found] > _COMMON]
        if not better:
            return None
        return min(better, key=lambda match: (match[1], -self._used[match[0]], match[0]))[0]

    def _find_needs(self, stems: set[str], urgent: set[str]) -> tuple[dict[str, float], set[str]]:
        """Needs whose phrases stand in the query; an urgent need only if it was read as urgent."""
        hits: dict[int, float] = defaultdict(float)
        for one in stems:
            for number in self._by_stem.get(one, ()):
                hits[number] += self._information.get(one, 0.5)
        found: dict[str, tuple[float, float, frozenset[str]]] = {}
        for number, information in hits.items():
            phrase = self._phrases[number]
            if phrase.need in self._grave and phrase.need not in urgent:
                continue
            share = information / phrase.information
            if share < _NEAR_MATCH or (len(phrase.stems) < 3 and share < _FULL_MATCH):
                continue
            sureness = share * (1.0 if phrase.names_it else min(1.0, phrase.information / _TELLING))
            best = found.get(phrase.need)
            if best is None or (sureness, information) > best[:2]:
                found[phrase.need] = (sureness, information, phrase.stems & stems)
        return self._without_parts(found), {one for _, _, matched in found.values() for one in matched}

    def _associate(self, stems: set[str], urgent: set[str]) -> dict[str, float]:
        """Needs whose words, taken together, share most with the query, where no one phrase stands in it.

        Each need is read as one bag of words and scored as BM25 scores a document (saturation 1.2, no
        length penalty: a need with more words is not a vaguer one), as a share of what the whole query
        tells. A single common word is never enough.
        """
        whole = sum(self._information.get(one, _UNHEARD) for one in stems)
        scores: dict[str, list[float]] = defaultdict(list)
        for one in stems:
            for need, uses in self._habits.get(one, {}).items():
                scores[need].append(self._information[one] * uses * 2.2 / (uses + 1.2) / 2.2)
        shares = {
            need: sum(values) / whole
            for need, values in scores.items()
            if (len(values) > 1 or values[0] > _TELLING_ALONE) and (need not in self._grave or need in urgent)
        }
        likeliest = sorted(shares, key=lambda need: (-shares[need], need))[:_ASSOCIATED]
        return {need: round(_GUESS * shares[need], 3) for need in likeliest if shares[need] >= _LEAST_SHARE}

    def _without_parts(self, found: Mapping[str, tuple[float, float, frozenset[str]]]) -> dict[str, float]:
        """Weaken needs read from part of a longer phrase's words, and drop the least sure.

        "Autism test" is about assessment, not about autism at large.
        """
        needs = {}
        for need, (sureness, _, matched) in found.items():
            inside = any(
                matched < other and other_sureness >= sureness * _PART
                for name, (other_sureness, _, other) in found.items()
                if name != need
            )
            needs[need] = round(sureness * (_PART if inside else 1.0), 3)
        best = max(needs.values(), default=0.0)
        return {need: sureness for need, sureness in needs.items() if sureness >= _WEAK * best}

    def _find_urgent(self, stems: list[str]) -> list[tuple[Urgency, str]]:
        """Urgent needs: their words must stand in order, close together, outside harmless phrases."""
        clear = list(stems)
        for harmless in self._harmless:
            for at in range(len(clear) - len(harmless) + 1):
                if tuple(clear[at : at + len(harmless)]) == harmless:
                    clear[at : at + len(harmless)] = [""] * len(harmless)
        return [(urgency, need) for urgency, need, phrase in self._urgent if _stands_in(phrase, clear)]

    def _find_place(self, text: str, words: list[str]) -> tuple[Place | None, set[str]]:
        for found in _POSTCODE.finditer(fold(text)):
            try:
                place = self._directory.gazetteer.parse_postcode(found.group(1))
            except UnknownPlace:
                continue
            return place, {stem(word) for word in split_words(found.group(1))}
        for length in (4, 3, 2, 1):
            for at in range(len(words) - length + 1):
                name = tuple(words[at : at + length])
                if name in self._places and not _is_just_a_word(name, words[:at]):
                    return self._places[name], {stem(word) for word in name}
        return None, set()


def _beside(guesses: Mapping[str, float], found: Mapping[str, float]) -> dict[str, float]:
    """Needs found whole, and guesses beside them that never outrank the surest found."""
    most = max(found.values(), default=1.0) * (_BESIDE if found else 1.0)
    return {**{need: min(sureness, most) for need, sureness in guesses.items()}, **found}


def _is_just_a_word(name: tuple[str, ...], before: list[str]) -> bool:
    """Whether a place name that is also a word stands where it would be the word: "behind in reading"."""
    if len(name) > 1 or name[0] not in _ALSO_WORDS:
        return False
    return not (set(before[-1:]) & _TOWARDS or set(before[-2:-1]) & _DWELLS)


def _count_habits(directory: Directory) -> dict[str, dict[str, int]]:
    """Stem -> need -> in how many of the need's phrases it stands."""
    habits: dict[str, dict[str, int]] = defaultdict(dict)
    for need in directory.needs.values():
        for phrase in _phrases_of(need):
            for one in set(content_stems(phrase)):
                habits[one][need.id] = habits[one].get(need.id, 0) + 1
    return habits


def _gravest(found: Iterable[Urgency]) -> Urgency | None:
    """Danger to life before danger at home; None when neither."""
    kinds = set(found)
    if Urgency.LIFE_AT_RISK in kinds:
        return Urgency.LIFE_AT_RISK
    return Urgency.SAFEGUARDING if kinds else None


def _phrases_of(need: Need) -> Iterable[str]:
    yield need.name
    for phrases in need.words.values():
        yield from phrases


def _stands_in(phrase: tuple[str, ...], stems: list[str]) -> bool:
    """Whether the phrase's stems stand in order with at most one other word between neighbours."""
    for start, one in enumerate(stems):
        if one != phrase[0]:
            continue
        at, whole = start, True
        for wanted in phrase[1:]:
            step = next((ahead for ahead in (1, 2) if stems[at + ahead : at + ahead + 1] == [wanted]), None)
            if step is None:
                whole = False
                break
            at += step
        if whole:
            return True
    return False


def _find_age(text: str) -> int | None:
    """An age in whole years said in the text: "age 9", "3yo", "year 8", "toddler"."""
    for pattern in _AGES:
        if found := pattern.search(text):
            age = int(found.group(1))
            if age <= 25:
                return age
    if found := _BARE_YEARS.search(text):
        before = text[: found.start()].split()[-4:]
        lasting = set(before[-1:]) & _LASTING or any(word.startswith(("wait", "list", "queue")) for word in before)
        if not lasting and int(found.group(1)) <= 25:
            return int(found.group(1))
    if found := _SCHOOL_YEAR.search(text):
        year = int(found.group(1))
        if 1 <= year <= 13:
            # A child in school year n turns n + 5 during it (England).
            return year + 4
    return next((age for word, age in _STAGES.items() if re.search(rf"\b{word}\b", text)), None)


def _find_asker(words: list[str]) -> Referrer | None:
    text = " ".join(words)
    for asker, hints in _ASKERS.items():
        if any(re.search(rf"\b{re.escape(hint)}\b", text) for hint in hints):
            return asker
    return None
