"""Which languages a query is in, beside English, and which of its words then say nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

from navigator.domain.languages import Language
from navigator.search.words import STOP_WORDS, cut, split_words

_FUNCTION_WORD = 1.0
_PHRASE_WORD = 0.8
_LIKE_A_PHRASE_WORD = 0.4
"""What a word tells for a language that uses it so."""
_ALSO_ENGLISH = 0.2
"""What is left of it when English uses the word too."""
_SHARED_BY = 2
_LEAST = 0.4
_LEAST_SHARE = 0.2
"""The least that the words must tell in all, and for each word, to speak for a language."""
_NEARLY_AS_LIKELY = 0.8
_MOST = 2


class Languages:
    """Knows the words of every language we hold, and which of them are English too."""

    def __init__(self, languages: Mapping[str, Language], english: Container[str]) -> None:
        self._function_words = {
            code: frozenset(word for text in language.function_words for word in split_words(text))
            for code, language in languages.items()
        }
        self._clues: dict[str, dict[str, float]] = defaultdict(dict)
        self._cut_clues: dict[str, dict[str, float]] = defaultdict(dict)
        for code, language in languages.items():
            for word in {word for phrases in language.needs.values() for word in _words_of(phrases)}:
                self._clues[word][code] = _PHRASE_WORD
                if cut(word) != word:
                    self._cut_clues[cut(word)][code] = _LIKE_A_PHRASE_WORD
            for together in (one for combinations in language.together.values() for one in combinations):
                for word in _words_of(word for words in together.sets for word in words):
                    self._clues[word].setdefault(code, _PHRASE_WORD)
            for word in self._function_words[code] | set(_words_of(language.year_words)):
                self._clues[word][code] = _FUNCTION_WORD
        self._english = english

    def guess(self, words: Iterable[str]) -> tuple[str, ...]:
        """The codes of the languages that the words speak for, likeliest first, at most two."""
        heard: dict[str, float] = defaultdict(float)
        distinct = dict.fromkeys(words)
        for word in distinct:
            clues = self._clues.get(word) or self._cut_clues.get(cut(word)) or {}
            share = _ALSO_ENGLISH if clues and self._is_english(word) else 1.0
            # What many languages say alike ("autis") speaks for none of them.
            share *= min(1.0, _SHARED_BY / max(len(clues), 1))
            for code, clue in clues.items():
                heard[code] += share * clue
        least = max(_LEAST, _LEAST_SHARE * len(distinct), _NEARLY_AS_LIKELY * max(heard.values(), default=0.0))
        likely = [code for code in sorted(heard, key=lambda code: (-heard[code], code)) if heard[code] >= least]
        return tuple(likely[:_MOST])

    def says_nothing(self, word: str, codes: Iterable[str]) -> bool:
        """Whether a word tells nothing about a need, in English or in these languages."""
        return word in STOP_WORDS or any(word in self._function_words[code] for code in codes)

    def is_function_word(self, word: str, code: str) -> bool:
        """Whether a word tells nothing about a need in one language."""
        return word in self._function_words[code]

    def knows(self, word: str, codes: Iterable[str]) -> bool:
        """Whether one of these languages uses the word, or one like it."""
        return any(
            code in self._clues.get(word, {}) or code in self._cut_clues.get(cut(word), {}) for code in codes
        )

    def _is_english(self, word: str) -> bool:
        return word in STOP_WORDS or word in self._english


def _words_of(phrases: Iterable[str]) -> Iterable[str]:
    return (word for phrase in phrases for word in split_words(phrase))
