"""The phrases of every need, in every language, and how surely they stand in a query.

A phrase is found when its telling words all, or nearly all, stand in the query, in any order. What
tells is the rare word: information is inverse document frequency over the needs of a language
(K. Sparck Jones, "A statistical interpretation of term specificity", 1972).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from navigator.domain.languages import Language
from navigator.domain.needs import Need
from navigator.search.languages import Languages
from navigator.search.words import cut, fold, split_words, stem, stem_of_data

_FULL_MATCH = 0.999
_NEAR_MATCH = 0.72
"""Share of a phrase's information that must stand in the query for the phrase to count."""
_SHORT = 3
"""Phrases of fewer telling words must stand there whole."""
_TELLING = 6.0
"""Information (natural logarithms) from which a phrase is as sure as it gets."""
_NAMED = 2.0
"""A need's own name is as sure as it gets when it tells one part in so many of what the whole query does."""
_WEAK = 0.3
"""Needs matched this much less surely than the surest one are left out."""
_PART = 0.4
"""What is left of a need read from part of a longer phrase's words."""
_GUESS = 0.75
"""How sure an association can get, beside a phrase that stands whole."""
_LEAST_SHARE = 0.2
"""Share of the query's information that a need must hold to be associated with it."""
_ASSOCIATED = 4
_TELLING_ALONE = 3.5
"""Information from which one word alone may point to a need."""
_UNHEARD = 1.5
"""What a word that no need uses is taken to tell."""
_SATURATION = 1.2
_ENGLISH = "en"


@dataclass(frozen=True)
class _Phrase:
    """A phrase of a need: its telling stems, how much they tell, whether it names the need."""

    need: str
    stems: frozenset[str]
    information: float
    names_it: bool


def _foreign(code: str, word: str) -> str:
    return f"{code}/{cut(word)}"


def list_phrases(needs: Mapping[str, Need], languages: Mapping[str, Language]) -> Iterator[tuple[str, str, str]]:
    """Every phrase of every need, as (need id, language code, phrase); the English name is one."""
    for need in needs.values():
        for phrase in (need.name, *need.words):
            yield need.id, _ENGLISH, phrase
    for language in languages.values():
        for need_id, phrases in language.needs.items():
            for phrase in phrases:
                yield need_id, language.id, phrase


class PhraseBook:
    """Finds needs by their phrases, in a query's telling words."""

    def __init__(self, needs: Mapping[str, Need], languages: Mapping[str, Language], spoken: Languages) -> None:
        self._spoken = spoken
        self._phrases: list[_Phrase] = []
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self._habits: dict[str, dict[str, int]] = defaultdict(dict)
        self._information: dict[str, float] = {}
        told = [
            (need, code, phrase, frozenset(_telling_stems(phrase, code, spoken)))
            for need, code, phrase in list_phrases(needs, languages)
        ]
        self._weigh((need, code, stems) for need, code, _, stems in told)
        for need, code, phrase, stems in told:
            if not stems:
                continue
            information = sum(self._information[one] for one in stems)
            named = code == _ENGLISH and fold(phrase) in (fold(needs[need].name), need.replace("-", " "))
            for one in self._rarest(stems, information):
                self._by_stem[one].append(len(self._phrases))
            self._phrases.append(_Phrase(need, stems, information, named))
        self._shares = {
            one: {need: self._contribution(one, uses) for need, uses in habits.items()}
            for one, habits in self._habits.items()
        }

    def _weigh(self, told: Iterable[tuple[str, str, frozenset[str]]]) -> None:
        """How telling a stem is: the fewer needs of its language use it, the more."""
        with_words: dict[str, set[str]] = defaultdict(set)
        codes: dict[str, str] = {}
        for need, code, stems in told:
            with_words[code].add(need)
            for one in stems:
                codes[one] = code
                self._habits[one][need] = self._habits[one].get(need, 0) + 1
        for one, habits in self._habits.items():
            self._information[one] = 0.3 + log(1 + len(with_words[codes[one]]) / len(habits))

    def _rarest(self, stems: frozenset[str], information: float) -> list[str]:
        """The rarest stems of a phrase, enough that none that is found can lack them all.

        Prefix filtering (R. Bayardo, Y. Ma and R. Srikant, "Scaling up all pairs similarity search",
        2007): whatever holds _NEAR_MATCH of the information holds one of these.
        """
        spare = information * (1.0 - (_FULL_MATCH if len(stems) < _SHORT else _NEAR_MATCH))
        kept: list[str] = []
        held = 0.0
        for one in sorted(stems, key=lambda one: (len(self._habits[one]), one)):
            kept.append(one)
            held += self._information[one]
            if held > spare + 1e-9:
                break
        return kept

    def _contribution(self, one: str, uses: int) -> float:
        """One word's part of a need's BM25 score; no length penalty, a need with more words is no vaguer."""
        return self._information[one] * uses / (uses + _SATURATION)

    def stems_of(self, word: str, languages: Iterable[str]) -> tuple[str, ...]:
        """The stems a word may have: its English one, and those that phrases of these languages use.

        A word that says nothing in a language has no stem in it; "me" says nothing in English, and whom
        somebody hits in Spanish.
        """
        languages = tuple(languages)
        english = () if self._spoken.says_nothing(word, languages) else (stem(word),)
        abroad = (_foreign(code, word) for code in languages if not self._spoken.is_function_word(word, code))
        return (*english, *(one for one in abroad if one in self._information))

    def find(self, words: Sequence[tuple[str, ...]], barred: Collection[str]) -> dict[str, float]:
        """Needs whose phrases stand in the words, and how surely, 0 to 1; none of the barred ones.

        Each word is given with the stems it may have.
        """
        whole = sum(self._most(stems) for stems in words)
        places = {one: place for place, stems in enumerate(words) for one in stems}
        found: dict[str, tuple[float, float, frozenset[int]]] = {}
        tried: set[int] = set()
        for one in places:
            for number in self._by_stem.get(one, ()):
                if number in tried:
                    continue
                tried.add(number)
                phrase = self._phrases[number]
                if phrase.need in barred:
                    continue
                share = (
                    sum(self._information[stem] for stem in phrase.stems if stem in places) / phrase.information
                )
                if share < (_FULL_MATCH if len(phrase.stems) < _SHORT else _NEAR_MATCH):
                    continue
                telling = min(1.0, phrase.information / _TELLING)
                if phrase.names_it:
                    telling = max(telling, min(1.0, _NAMED * phrase.information / whole))
                sureness = share * telling
                held = share * phrase.information
                best = found.get(phrase.need)
                if best is None or (sureness, held) > best[:2]:
                    matched = frozenset(places[stem] for stem in phrase.stems if stem in places)
                    found[phrase.need] = (sureness, held, matched)
        return _without_parts(found)

    def associate(self, words: Sequence[tuple[str, ...]], barred: Collection[str]) -> dict[str, float]:
        """Needs whose words, taken together, share most with the query, where no one phrase stands in it.

        Each need is read as one bag of words and scored as BM25 scores a document, as a share of what
        the whole query tells. A single common word is never enough.
        """
        whole = 0.0
        scores: dict[str, float] = defaultdict(float)
        heard: dict[str, int] = defaultdict(int)
        for stems in words:
            whole += self._most(stems)
            for need, part in self._parts(stems).items():
                scores[need] += part
                heard[need] += 1
        shares = {
            need: score / whole
            for need, score in scores.items()
            if score >= _LEAST_SHARE * whole and (heard[need] > 1 or score > _TELLING_ALONE) and need not in barred
        }
        likeliest = sorted(shares, key=lambda need: (-shares[need], need))[:_ASSOCIATED]
        return {need: round(_GUESS * shares[need], 3) for need in likeliest}

    def _most(self, stems: tuple[str, ...]) -> float:
        return max((self._information[one] for one in stems if one in self._information), default=_UNHEARD)

    def _parts(self, stems: tuple[str, ...]) -> Mapping[str, float]:
        """What one word tells of each need: the most that any of its stems does."""
        known = [self._shares[one] for one in stems if one in self._shares]
        if len(known) < 2:
            return known[0] if known else {}
        parts = dict(known[0])
        for other in known[1:]:
            for need, part in other.items():
                parts[need] = max(part, parts.get(need, 0.0))
        return parts


def _telling_stems(phrase: str, code: str, spoken: Languages) -> list[str]:
    """The stems of a phrase's words that say something; of all of them when none does."""
    words = split_words(phrase)
    if code == _ENGLISH:
        kept = [word for word in words if not spoken.says_nothing(word, ())] or words
        return [stem_of_data(word) for word in kept]
    kept = [word for word in words if not spoken.is_function_word(word, code)] or words
    return [_foreign(code, word) for word in kept]


def _without_parts(found: Mapping[str, tuple[float, float, frozenset[int]]]) -> dict[str, float]:
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
