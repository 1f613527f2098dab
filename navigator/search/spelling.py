"""Misspelt words -> the nearest word that families or records use."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from navigator.search.words import STOP_WORDS

_LEAST_LETTERS = 4
_LEAST_LETTERS_ABROAD = 6
"""Other languages bend their words: a short one that is not known is another form, not a slip."""
_TWO_SLIPS_FROM = 8
_RARE = 2
_COMMON = 12
"""Phrases that use a word: up to _RARE it may be a misspelling, above _COMMON it is not."""


class Speller:
    """Corrects English words, and those of one other language at a time.

    One slip is forgiven in words of four letters, two from eight on (optimal string alignment
    distance: a letter more, less, other or swapped with its neighbour). A rare word that is one slip
    from a much commoner one may be a misspelling that somebody once wrote down. Acronyms, short words
    and everyday words are never touched.
    """

    def __init__(
        self,
        used: Counter[str],
        targets: Iterable[str],
        abroad: Mapping[str, Iterable[str]],
        right: Container[str],
    ) -> None:
        """`used` counts English words in phrases; `targets` are those to correct into; `right` are never wrong."""
        self._used = used
        self._right = right
        self._english = _by_length(targets)
        self._abroad = {code: _by_length(words) for code, words in abroad.items()}

    def nearest(self, word: str, language: str | None) -> str | None:
        """A likelier spelling of a word that is unknown or rare; None when it is best as it is."""
        if not (word.isalpha() and self._used[word] <= _RARE) or word in self._right or word in STOP_WORDS:
            return None
        if language is not None:
            better = self._within(word, 1, self._abroad[language]) if len(word) >= _LEAST_LETTERS_ABROAD else []
        elif word.isascii() and len(word) >= _LEAST_LETTERS:
            better = self._within(word, 2 if len(word) >= _TWO_SLIPS_FROM else 1, self._english)
        else:
            return None
        if self._used[word]:
            better = [(found, slips) for found, slips in better if self._used[found] > _COMMON]
        if not better:
            return None
        return min(better, key=lambda match: (match[1], -self._used[match[0]], match[0]))[0]

    def _within(self, word: str, slips: int, lengths: Mapping[int, list[str]]) -> list[tuple[str, float]]:
        found: list[tuple[str, float]] = []
        for length in range(len(word) - slips, len(word) + slips + 1):
            found += [
                (match, distance)
                for match, distance, _ in process.extract(
                    word, lengths.get(length, ()), scorer=OSA.distance, score_cutoff=slips, limit=6
                )
                if match != word
            ]
        return found


def _by_length(words: Iterable[str]) -> dict[int, list[str]]:
    lengths: dict[int, list[str]] = defaultdict(list)
    for word in sorted(set(words)):
        if len(word) >= _LEAST_LETTERS and word.isalpha():
            lengths[len(word)].append(word)
    return lengths
