"""Phrases whose words must stand in order: words of danger, and phrases that only look like a need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from navigator.search.words import cut, split_words, stem

_GAP = 1
"""Words that may stand between two words of a phrase."""


def read_sequence(phrase: str, english: bool) -> tuple[str, ...]:
    """The stems of a phrase, every word in order. Other languages' are marked, whichever they are."""
    return tuple(stem(word) if english else _marked(word) for word in split_words(phrase))


def _marked(word: str) -> str:
    return f"~{cut(word)}"


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
