"""Words that must stand in order or near each other: words of danger, and what only looks like a need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from navigator.domain.needs import Together
from navigator.search.words import cut, split_words, stem

_LETTERS = 7
"""Letters by which words of other languages are compared: more than elsewhere, for suicide and waiting
begin alike in Arabic."""
_NEAR = 9
"""Words among which one of each set of words must stand."""
_GAP = 1
"""Words that may stand between two words of a phrase."""


def read_sequence(phrase: str, english: bool) -> tuple[str, ...]:
    """The stems of a phrase, every word in order. Other languages' are marked, whichever they are."""
    return tuple(stem(word) if english else _marked(word) for word in split_words(phrase))


def _marked(word: str) -> str:
    return f"~{cut(word, _LETTERS)}"


class Sequences:
    """Phrases in order, each standing for something, found in a text at once. `gap`: words let in between."""

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], str]], gap: int = _GAP) -> None:
        self._by_first: dict[str, set[tuple[tuple[str, ...], str]]] = defaultdict(set)
        self._gap = gap
        for stems, meaning in phrases:
            if stems:
                self._by_first[stems[0]].add((stems, meaning))

    def find(self, words: Sequence[str]) -> Iterator[tuple[str, range]]:
        """What each phrase that stands in the words means, and where it stands.

        An empty word stands for one that must not be read.
        """
        stems = [(stem(word), _marked(word)) if word else () for word in words]
        for start, known in enumerate(stems):
            for one in known:
                for phrase, meaning in self._by_first.get(one, ()):
                    end = self._end_of(phrase, stems, start)
                    if end is not None:
                        yield meaning, range(start, end)

    def _end_of(self, phrase: tuple[str, ...], stems: Sequence[tuple[str, ...]], start: int) -> int | None:
        at = start
        for wanted in phrase[1:]:
            ahead = (at + step for step in range(1, self._gap + 2))
            found = next((place for place in ahead if place < len(stems) and wanted in stems[place]), None)
            if found is None:
                return None
            at = found
        return at + 1


def read_together(groups: Together, english: bool) -> tuple[frozenset[str], ...]:
    """The stems of sets of words. Other languages' are marked, whichever they are."""
    return tuple(frozenset(read_sequence(" ".join(words), english)) for words in groups)


class Combinations:
    """Sets of words, each standing for something when one word of every set is near the others."""

    def __init__(self, combinations: Iterable[tuple[tuple[frozenset[str], ...], str]]) -> None:
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self._combinations = list(combinations)
        for number, (groups, _) in enumerate(self._combinations):
            for one in min(groups, key=len):
                self._by_stem[one].append(number)

    def find(self, words: Sequence[str]) -> Iterator[str]:
        """What each combination that stands in the words means. An empty word is not read."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(words):
            for one in (stem(word), _marked(word)) if word else ():
                places[one].append(place)
        for number in sorted({number for one in places for number in self._by_stem.get(one, ())}):
            groups, meaning = self._combinations[number]
            if _near([sorted(place for one in group for place in places.get(one, ())) for group in groups]):
                yield meaning


def _near(groups: Sequence[Sequence[int]]) -> bool:
    """Whether some window of _NEAR words holds a place of every group."""
    starts = sorted(place for group in groups for place in group)
    return any(all(any(start <= place < start + _NEAR for place in group) for group in groups) for start in starts)
