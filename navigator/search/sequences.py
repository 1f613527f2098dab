"""Words that must stand in order or near each other: words of danger, and what only looks like a need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from navigator.domain.needs import Together
from navigator.search.words import cut, split_words, stem, stem_of_data

_LETTERS = 7
"""Letters by which words of other languages are compared: more than elsewhere, for suicide and waiting
begin alike in Arabic."""
_STEP = 4
"""Words that the next of several sets in order may be away."""
_NEAR = 9
"""Words among which one of each set of words must stand."""
_GAP = 1
"""Words that may stand between two words of a phrase."""


def read_sequence(phrase: str, english: bool) -> tuple[str, ...]:
    """The stems of a phrase, every word in order. Other languages' are marked, whichever they are."""
    return tuple(stem_of_data(word) if english else _marked(word) for word in split_words(phrase))


def _marked(word: str) -> str:
    return f"~{cut(word, _LETTERS)}"


def list_stems(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The stems each word of a text may have, English and other; an empty word must not be read."""
    known = {word: (stem(word), _marked(word)) if word else () for word in set(words)}
    return [known[word] for word in words]


class Sequences:
    """Phrases in order, each standing for something, found in a text at once. `gap`: words let in between."""

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], str]], gap: int = _GAP) -> None:
        self._alone: dict[str, set[str]] = defaultdict(set)
        self._by_two: dict[str, dict[str, set[tuple[tuple[str, ...], str]]]] = defaultdict(
            lambda: defaultdict(set)
        )
        self._gap = gap
        for stems, meaning in phrases:
            if len(stems) == 1:
                self._alone[stems[0]].add(meaning)
            elif stems:
                self._by_two[stems[0]][stems[1]].add((stems, meaning))

    def find(self, words: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, range]]:
        """What each phrase that stands in the words means, and where it stands; words as list_stems has them."""
        for start, known in enumerate(words):
            for one in known:
                if one in self._alone:
                    for meaning in self._alone[one]:
                        yield meaning, range(start, start + 1)
                seconds = self._by_two.get(one)
                if seconds is not None and self._any_follows(start, seconds, words):
                    yield from self._find_from(start, seconds, words)

    def _any_follows(self, start: int, seconds: Container[str], words: Sequence[tuple[str, ...]]) -> bool:
        return any(one in seconds for known in words[start + 1 : start + self._gap + 2] for one in known)

    def _find_from(
        self,
        start: int,
        seconds: Mapping[str, set[tuple[tuple[str, ...], str]]],
        words: Sequence[tuple[str, ...]],
    ) -> Iterator[tuple[str, range]]:
        """The phrases that begin at a place, by their second stem."""
        tried: set[tuple[tuple[str, ...], str]] = set()
        for at in range(start + 1, min(start + self._gap + 2, len(words))):
            for one in words[at]:
                for phrase, meaning in seconds.get(one, set()) - tried:
                    tried.add((phrase, meaning))
                    end = self._end_of(phrase, words, at)
                    if end is not None:
                        yield meaning, range(start, end)

    def _end_of(self, phrase: tuple[str, ...], words: Sequence[tuple[str, ...]], at: int) -> int | None:
        """Where a phrase ends whose second stem stands at a place; None when its rest does not follow."""
        for wanted in phrase[2:]:
            ahead = range(at + 1, min(at + self._gap + 2, len(words)))
            found = next((place for place in ahead if wanted in words[place]), None)
            if found is None:
                return None
            at = found
        return at + 1


@dataclass(frozen=True)
class StemSets:
    """Sets of stems, one of each of which must stand near the others; `in_order`: as they stand."""

    sets: tuple[frozenset[str], ...]
    in_order: bool


def read_together(together: Together, english: bool) -> StemSets:
    """The stems of sets of words. Other languages' are marked, whichever they are."""
    sets = tuple(frozenset(read_sequence(" ".join(words), english)) for words in together.sets)
    return StemSets(sets, together.in_order)


class Combinations:
    """Sets of words, each standing for something when one word of every set is near the others."""

    def __init__(self, combinations: Iterable[tuple[StemSets, str]]) -> None:
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self._combinations = list(combinations)
        for number, (together, _) in enumerate(self._combinations):
            for one in min(together.sets, key=len):
                self._by_stem[one].append(number)

    def find(self, words: Sequence[tuple[str, ...]]) -> Iterator[str]:
        """What each combination that stands in the words means; words as list_stems has them."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, known in enumerate(words):
            for one in known:
                places[one].append(place)
        for number in sorted({number for one in places for number in self._by_stem.get(one, ())}):
            together, meaning = self._combinations[number]
            groups = [sorted(place for one in group for place in places.get(one, ())) for group in together.sets]
            if _follow(groups) if together.in_order else _stand_near(groups):
                yield meaning


def _stand_near(groups: Sequence[Sequence[int]]) -> bool:
    """Whether some window of _NEAR words holds a place of every group."""
    starts = sorted(place for group in groups for place in group)
    return any(all(any(start <= place < start + _NEAR for place in group) for group in groups) for start in starts)


def _follow(groups: Sequence[Sequence[int]]) -> bool:
    """Whether a place of each group stands after one of the group before, at most _STEP words on."""
    reached = set(groups[0])
    for group in groups[1:]:
        reached = {place for place in group if any(before < place <= before + _STEP for before in reached)}
    return bool(reached)
