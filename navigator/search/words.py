"""Text -> words: one way of folding letters and stems for queries, needs and records alike."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from whoosh.lang.porter import stem as porter_stem

MAX_WORDS = 60
"""Words of a query that are read; a longer one is cut, except when looking for danger."""

_DROPPED = re.compile("['’‘`ʼ\u200b-\u200f]")
"""Apostrophes, and marks that only tell letters how to join."""
_ACCENTS = re.compile("[\u0300-\u036f]")
_DOUBLED = re.compile(r"([^aeioulsz])\1$")
_INDIC = "\u0900-\u0963\u0966-\u0d7f"
"""Scripts whose vowels are marks that belong to the word."""
_WORD = re.compile(rf"(?:[^\W_]|[{_INDIC}])+", re.UNICODE)
_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_ARABIC = re.compile("[\u0600-\u06ff]")
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_ARABIC_PREFIXES = re.compile("^(?:[وفبك]?ال|لل)(?=.{3})")
_OTHER_LETTERS = str.maketrans("أإآٱىيكةہۃłıđø", "ااااییکهههlido")
_DIGITS = {
    ord(digit): str(value)
    for zero in (0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66)
    for value, digit in enumerate(map(chr, range(zero, zero + 10)))
}
STEM_LETTERS = 6

STOP_WORDS = frozenset(
    """
    a about after all also am an and any are as at be because been but by can could did do does doing
    for from get gets getting got had has have having he her hers him his how i if in into is it its
    just keeps know like me mine my of on or our ours out over please she should so some than that the
    their theirs them then there these they this those to too up us was we were what when where which
    while who whom why will with would you your yours im hes shes ive id dont being very really need
    needs needed want help helping child children kid kids son daughter boy girl old year years yr yrs
    yo month months someone anyone thing things way oxfordshire oxon
    """.split()
)
"""Too common in families' questions to tell one service from another. Negations stay in."""


def fold(text: str) -> str:
    """Lower case, no apostrophes, accents dropped, Arabic letters unified, digits as 0 to 9.

    >>> fold("Won't go — Córka, ٧")
    'wont go — corka, 7'
    """
    text = _DROPPED.sub("", unicodedata.normalize("NFKC", text).casefold())
    if text.isascii():
        return text
    text = _ARABIC_MARKS.sub("", _ACCENTS.sub("", unicodedata.normalize("NFD", text)))
    return text.translate(_OTHER_LETTERS).translate(_DIGITS)


def split_words(text: str, most: int = MAX_WORDS) -> list[str]:
    """The words of a text, folded, at most `most` of them; Chinese as overlapping pairs of characters.

    >>> split_words("he WON'T go to school!! 🙁")
    ['he', 'wont', 'go', 'to', 'school']
    >>> split_words("孩子7岁不说话")
    ['孩子', '7', '岁不', '不说', '说话']
    """
    return split_folded(fold(text), most)


def split_folded(text: str, most: int = MAX_WORDS) -> list[str]:
    """The words of a text that is folded already."""
    words: list[str] = []
    for found in _WORD.finditer(text):
        words += _split_chinese(found[0])
        if len(words) >= most:
            break
    return words[:most]


def _split_chinese(word: str) -> list[str]:
    if word.isascii() or not _CHINESE.search(word):
        return [word]
    parts: list[str] = []
    at = 0
    for run in _CHINESE.finditer(word):
        parts += [word[at : run.start()]]
        parts += [run[0][pair : pair + 2] for pair in range(max(len(run[0]) - 1, 1))]
        at = run.end()
    return [part for part in (*parts, word[at:]) if part]


def stem(word: str) -> str:
    """The stem of an English word (M. F. Porter, "An algorithm for suffix stripping", 1980).

    Words with letters outside a to z, or with digits, stay as they are.
    """
    if len(word) <= 3 or not (word.isascii() and word.isalpha()):
        return word
    found = str(porter_stem(word))
    if len(found) > 3 and _DOUBLED.search(found) and word.removeprefix(found) in ("ing", "ed"):
        # Porter's step 1b, which the library leaves out: "hitting" is "hit", as "hits" is.
        return found[:-1]
    return found


@lru_cache(maxsize=50_000)
def stem_of_data(word: str) -> str:
    """The same, remembered: for words of the data, never for what families type."""
    return stem(word)


def content_stems(text: str) -> list[str]:
    """Stems of the words that carry meaning; all words when nothing else is left."""
    words = split_words(text)
    kept = [word for word in words if word not in STOP_WORDS]
    return [stem(word) for word in kept or words]


def cut(word: str, letters: int = STEM_LETTERS) -> str:
    """The stem of a word of any other language: its first six letters or so, an Arabic article left out.

    Cutting is crude, and near the best that one method can do for many languages (P. McNamee and
    J. Mayfield, "Character n-gram tokenization for European language text retrieval", 2004).
    """
    if not word.isascii() and _ARABIC.search(word):
        word = _ARABIC_PREFIXES.sub("", word)
    return word[:letters]
