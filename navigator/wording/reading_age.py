"""How old a reader must be for a text: sentences, syllables, and the age they come to.

Flesch-Kincaid grade: 0.39 x words per sentence + 11.8 x syllables per word - 15.59 (J. P. Kincaid
and others, Derivation of New Readability Formulas, US Navy, 1975); a child in grade g is g + 5
years old. The formula knows nothing of meaning: it finds long words and sentences; a person judges.

The syllables are counted by rule, since the dictionaries that other tools use are fetched from
the internet when first used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

AGE_AT_GRADE_NOUGHT = 5.0
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
_SENTENCE_END = re.compile(r"(?<=[.?!:;])[\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9])|\n+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*|[0-9][0-9.,:/]*")
_VOWELS = re.compile(r"[aeiouy]+")
_SPLIT_VOWELS = re.compile(
    r"ia(?!l\b|n\b)|io(?!u|n)|iu|[^q]ua(?!r)|eo(?!u)|[aeiou]ing\b|ue[lnt]\b|ie[rt]\b|oe[mt]|ya"
)
_SILENT_END = re.compile(r"(?:[^aeiouytd]ed|[^aeiouycgsxzh]es|[^aeiouyl]e|[aeiouy]le|[cgsz]e|rle)\Z")
_INNER_SILENT_E = re.compile(r"[aeiouy][^aeiouy]e(?:ly|ful|less|ment|some|where|ness)s?\Z")

_IRREGULAR = {
    **dict.fromkeys(("people", "someone", "something", "language", "centre", "centres", "casework", "safety"), 2),
    **dict.fromkeys(("area", "areas", "autism", "anyone", "everything", "disabled", "timetable"), 3),
    **dict.fromkeys(("anybody", "anxiety", "january", "february", "society"), 4),
    **{"somebody": 3, "safeguarding": 3, "loneliness": 3, "specialist": 3, "specialists": 3, "reintegration": 5},
}
"""Words that come often here and that the rules get wrong."""


@dataclass(frozen=True)
class Reading:
    """What was counted in one text. `age` is None for a text without a sentence to judge."""

    text: str
    words: int
    sentences: int
    syllables: int
    longest_sentence: int

    @property
    def age(self) -> float | None:
        """The reading age in years, never below five."""
        if self.words < SHORTEST_WORDS:
            return None
        grade = 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59
        return max(AGE_AT_GRADE_NOUGHT, grade + AGE_AT_GRADE_NOUGHT)


SHORTEST_WORDS = 6
"""Below this many words the formula measures the one long word and not the reading."""


def measure(text: str) -> Reading:
    """Count words, sentences and syllables. A placeholder counts as one short word.

    >>> measure("The cat sat on the mat. It was %(colour)s.").words
    9
    """
    plain = _PLACEHOLDER.sub("ten", text)
    sentences = [found for part in split_sentences(plain) if (found := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    return Reading(
        text,
        len(words),
        max(1, len(sentences)),
        sum(count_syllables(word) for word in words),
        max(map(len, sentences), default=0),
    )


def split_sentences(text: str) -> list[str]:
    """Sentences and parts set off by a colon or semicolon before a capital letter."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def count_syllables(word: str) -> int:
    """Syllables of an English word, by rule.

    Figures and capital letters that are spelt out count one for each sign, at most four.

    >>> [count_syllables(word) for word in ("school", "assessment", "GP", "needed", "asked", "service")]
    [1, 3, 2, 2, 1, 2]
    """
    bare = word.strip("'’").replace("’", "'")
    if not bare[:1].isalpha() or (bare.isupper() and len(bare) < 4):
        return max(1, min(4, sum(sign.isalnum() for sign in bare)))
    low = re.sub(r"'(?:s|t|re|ve|ll|d|m)\Z", "", bare.casefold())
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    count = len(_VOWELS.findall(low)) + len(_SPLIT_VOWELS.findall(low))
    if len(low) > 2 and _SILENT_END.search(low):
        count -= 1
    if _INNER_SILENT_E.search(low):
        count -= 1
    return max(1, count)
