"""A family's own words -> needs, urgency, age, place and who is asking.

The words live in services_data/needs (English) and services_data/languages (the others); this room
only knows how to match them. Whatever is read can be unread again: see Reading.unread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from navigator.domain.areas import Place
from navigator.domain.directory import Directory
from navigator.domain.needs import Urgency
from navigator.domain.profile import Referrer
from navigator.search.languages import Languages
from navigator.search.particulars import Places, find_age, find_age_abroad, find_asker, says_waiting
from navigator.search.phrases import PhraseBook, list_phrases
from navigator.search.sequences import Combinations, Sequences, StemSets, list_stems, read_sequence, read_together
from navigator.search.spelling import Speller
from navigator.search.words import MAX_WORDS, STOP_WORDS, content_stems, fold, split_folded, split_words, stem

_BESIDE = 0.6
"""The most a guess may count, as a share of the surest need that was found whole."""
_LETTERS_OF_PARTICULARS = 1_000
"""How far into it ages and postcodes are."""
_WORDS_OF_DANGER = 1_000
"""How far into a long message words of danger are looked for."""
_LONE_WORD = 1
_TAUGHT = frozenset(
    "training course courses awareness policy policies template webinar workshop cpd curriculum lesson".split()
)
_SOMEBODY = frozenset(
    """
    i im ive me my mine we us our he hes him his she shes her hers they them their someone somebody son
    daughter boy girl lad kid baby toddler pupil student patient mum dad mom sister brother friend
    niece nephew partner husband wife ex yr
    """.split()
)
"""Words for a subject that is taught or written about, and words for somebody it happens to."""
_ENGLISH = "en"


@dataclass(frozen=True)
class Reading:
    """What a query was understood to say. `needs` maps a need to how sure we are, 0 to 1.

    `words` are the first words as typed, folded; `stems` are English stems of those that tell
    something; `languages` those the query is in beside English. `guessed` says that no phrase of a need
    stood whole in it; `not_listed` names the subjects asked for that the directory does not hold.
    `unread` is what the reader asked us not to read: "need:<id>", "word:<as typed>" (leave it as it
    is), "age", "place", "asker" or "waiting".
    """

    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    needs: Mapping[str, float]
    urgency: Urgency | None = None
    age_years: int | None = None
    place: Place | None = None
    asker: Referrer | None = None
    waiting: bool = False
    corrections: tuple[tuple[str, str], ...] = ()
    place_stems: frozenset[str] = frozenset()
    guessed: bool = False
    not_listed: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    unread: frozenset[str] = frozenset()


class Understanding:
    """Reads queries against one directory's needs, names and places. Safe to share between threads."""

    def __init__(self, directory: Directory) -> None:
        needs, languages = directory.needs, directory.languages
        self._places = Places(directory)
        self._grave = frozenset(need.id for need in needs.values() if need.urgency is not None)
        self._urgency = {need.id: need.urgency for need in needs.values() if need.urgency is not None}
        vocabulary = _Vocabulary(directory)
        self._languages = Languages(languages, vocabulary.english)
        self._speller = vocabulary.speller()
        self._known = vocabulary.english
        self._book = PhraseBook(needs, languages, self._languages)
        self._lone_dangers: dict[str, set[str]] = {}
        self._dangers = Sequences(self._list_dangers(directory))
        self._dangers_together = Combinations(self._list_dangers_together(directory))
        self._harmless = Sequences(_list_harmless(directory), gap=0)
        self._not_listed = [
            (subject.name, frozenset(content_stems(phrase)))
            for subject in directory.not_listed
            for phrase in subject.words
        ]
        self._year_words = _words_by_language(directory, "year_words")
        self._waiting_words = _words_by_language(directory, "waiting_words")

    def _list_dangers(self, directory: Directory) -> Iterable[tuple[tuple[str, ...], str]]:
        for need, code, phrase in list_phrases(directory.needs, directory.languages):
            if need not in self._grave:
                continue
            sequence = read_sequence(phrase, english=code == _ENGLISH)
            if len(sequence) == _LONE_WORD:
                self._lone_dangers.setdefault(sequence[0], set()).add(code)
            yield sequence, need

    def _list_dangers_together(self, directory: Directory) -> Iterable[tuple[StemSets, str]]:
        for need in directory.needs.values():
            for groups in need.together:
                yield read_together(groups, english=True), need.id
        for language in directory.languages.values():
            for need_id, combinations in language.together.items():
                for groups in combinations:
                    yield read_together(groups, english=False), need_id

    def read(self, text: str, unread: Collection[str] = ()) -> Reading:
        """Understand one query. Never fails, whatever the text; what is `unread` is left out."""
        folded = fold(text)
        every = split_folded(folded, _WORDS_OF_DANGER)
        asked = every[:MAX_WORDS]
        folded = folded[:_LETTERS_OF_PARTICULARS]
        languages = self._languages.guess(asked)
        place, place_stems = (None, set[str]()) if "place" in unread else self._places.find(folded, asked)
        words, beside, corrections = self._correct(asked, languages, place_stems, unread)
        if place is None and corrections and "place" not in unread:
            place, place_stems = self._places.find(folded, words)
        heard = self._list_stems(words + beside, languages, place_stems)
        in_order = words + every[MAX_WORDS:]
        stems_in_order = list_stems(in_order)
        harmless = list(self._harmless.find(stems_in_order))
        urgent = self._find_urgent(in_order, stems_in_order, harmless, languages)
        barred = self._grave - urgent | {one.removeprefix("need:") for one in unread if one.startswith("need:")}
        barred |= self._find_harmless(words, harmless, languages)
        found = self._book.find(heard, barred)
        stems = dict.fromkeys(stems[0] for stems in heard if "/" not in stems[0])
        return Reading(
            text=text,
            words=tuple(asked),
            stems=tuple(stems),
            needs=_beside(self._book.associate(heard, barred), found),
            guessed=not found,
            not_listed=tuple(name for name, phrase in self._not_listed if phrase <= stems.keys()),
            urgency=_gravest(self._urgency[need] for need in urgent),
            age_years=None if "age" in unread else self._find_age(folded, asked, languages),
            place=place,
            asker=None if "asker" in unread else find_asker(words),
            waiting="waiting" not in unread and self._says_waiting(words, languages),
            corrections=tuple(corrections),
            place_stems=frozenset(place_stems),
            languages=languages,
            unread=frozenset(unread),
        )

    def _list_stems(
        self, words: list[str], languages: tuple[str, ...], places: Collection[str]
    ) -> list[tuple[str, ...]]:
        """The stems of each distinct word that says something, places left out; of all when there is nothing."""
        distinct = [word for word in dict.fromkeys(words) if stem(word) not in places]
        telling = [stems for word in distinct if (stems := self._book.stems_of(word, languages))]
        return telling if telling or places else [(stem(word),) for word in distinct]

    def _correct(
        self, words: list[str], languages: tuple[str, ...], place_stems: set[str], unread: Collection[str]
    ) -> tuple[list[str], list[str], list[tuple[str, str]]]:
        """The words as read, what is read beside them, and the corrections.

        A word that somebody once wrote down so stays, and the common one is read beside it.
        """
        fixed, beside, corrections = [], [], []
        for word in words:
            better = None
            if stem(word) not in place_stems and f"word:{word}" not in unread:
                better = self._respell(word, languages)
            if better is None:
                fixed.append(word)
            elif word in self._known:
                fixed.append(word)
                beside.append(better)
            else:
                fixed.append(better)
                corrections.append((word, better))
        return fixed, beside, corrections

    def _respell(self, word: str, languages: tuple[str, ...]) -> str | None:
        if not languages:
            return self._speller.nearest(word, None)
        if word in self._known or self._languages.knows(word, languages):
            return None
        return self._speller.nearest(word, languages[0])

    def _find_urgent(
        self,
        words: list[str],
        stems: list[tuple[str, ...]],
        harmless: Iterable[tuple[str, range]],
        languages: tuple[str, ...],
    ) -> set[str]:
        """Urgent needs: their words must stand in order, close together, outside harmless phrases.

        A course or a policy about danger, with nobody in it, is not danger.
        """
        if _TAUGHT.intersection(words) and not _SOMEBODY.intersection(words):
            return set()
        clear = list(stems)
        for need, places in harmless:
            if need not in self._grave:
                continue
            clear[places.start : places.stop] = [()] * len(places)
        in_order = {
            need
            for need, places in self._dangers.find(clear)
            if len(places) > _LONE_WORD or self._is_danger_alone(words[places.start], languages)
        }
        return in_order.union(self._dangers_together.find(clear))

    def _is_danger_alone(self, word: str, languages: tuple[str, ...]) -> bool:
        """Whether one word is danger by itself: in English, unless the language spoken means nothing by it."""
        if self._lone_dangers.get(stem(word)) and not (
            word not in STOP_WORDS and self._says_nothing(word, languages)
        ):
            return True
        abroad = self._lone_dangers.get(read_sequence(word, english=False)[0], set())
        return any(code in abroad for code in languages) or bool(abroad and word not in self._known)

    def _says_nothing(self, word: str, languages: tuple[str, ...]) -> bool:
        return bool(languages) and self._languages.says_nothing(word, languages)

    def _find_harmless(
        self, words: list[str], harmless: Iterable[tuple[str, range]], languages: tuple[str, ...]
    ) -> set[str]:
        """Needs whose words stand in the query only as part of a phrase that means something else."""
        looks_like: dict[str, set[int]] = {}
        for need, places in harmless:
            if need in self._grave or places.start >= len(words):
                continue
            looks_like.setdefault(need, set()).update(places)
        return {
            need
            for need, places in looks_like.items()
            if need not in self._needs_outside(words, places, languages)
        }

    def _needs_outside(self, words: list[str], places: set[int], languages: tuple[str, ...]) -> Collection[str]:
        rest = [word for at, word in enumerate(words) if at not in places]
        return self._book.find(self._list_stems(rest, languages, set()), ())

    def _find_age(self, text: str, words: list[str], languages: tuple[str, ...]) -> int | None:
        for code in languages:
            age = find_age_abroad(words, self._year_words[code], self._waiting_words[code])
            if age is not None:
                return age
        return find_age(text)

    def _says_waiting(self, words: list[str], languages: tuple[str, ...]) -> bool:
        abroad = frozenset[str]().union(*(self._waiting_words[code] for code in languages))
        return says_waiting(words, abroad)


class _Vocabulary:
    """The English words of a directory, and what misspelt words may be corrected into."""

    def __init__(self, directory: Directory) -> None:
        self._used: Counter[str] = Counter()
        self._abroad: dict[str, set[str]] = {code: set() for code in directory.languages}
        records: set[str] = set()
        calm: set[str] = set()
        for service in directory.services.values():
            for text in (service.name, *service.alternate_names, *service.former_names, service.summary):
                records.update(split_words(text))
        for need, code, phrase in list_phrases(directory.needs, directory.languages):
            words = split_words(phrase)
            grave = directory.needs[need].urgency is not None
            if code == _ENGLISH:
                self._used.update(words)
            # Never "corrected" into a word of danger: one slip must not turn a surname into a crisis.
            if not grave:
                (calm if code == _ENGLISH else self._abroad[code]).update(words)
        grouped = (one for need in directory.needs.values() for one in need.together)
        kept = {fold(word) for one in grouped for words in one.sets for word in words}
        for known in directory.needs.values():
            kept.update(word for text in known.not_words for word in split_words(text))
        self._targets = calm | records
        self._right = records | directory.common_words
        self.english = frozenset(self._used.keys() | self._right | kept)

    def speller(self) -> Speller:
        """Corrects into these words."""
        return Speller(self._used, self._targets, self._abroad, self._right)


def _list_harmless(directory: Directory) -> Iterable[tuple[tuple[str, ...], str]]:
    for need in directory.needs.values():
        for phrase in need.not_words:
            yield read_sequence(phrase, english=True), need.id
    for language in directory.languages.values():
        for need_id, phrases in language.not_words.items():
            for phrase in phrases:
                yield read_sequence(phrase, english=False), need_id


def _words_by_language(directory: Directory, name: str) -> dict[str, frozenset[str]]:
    return {
        code: frozenset(word for text in getattr(language, name) for word in split_words(text))
        for code, language in directory.languages.items()
    }


def _beside(guesses: Mapping[str, float], found: Mapping[str, float]) -> dict[str, float]:
    """Needs found whole, and guesses beside them that never outrank the surest found."""
    most = max(found.values(), default=1.0) * (_BESIDE if found else 1.0)
    return {**{need: min(sureness, most) for need, sureness in guesses.items()}, **found}


def _gravest(found: Iterable[Urgency]) -> Urgency | None:
    """Danger to life before danger at home; None when neither."""
    kinds = set(found)
    if Urgency.LIFE_AT_RISK in kinds:
        return Urgency.LIFE_AT_RISK
    return Urgency.SAFEGUARDING if kinds else None
