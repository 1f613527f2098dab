"""Text -> words: one way of folding letters and stems for queries, needs and records alike."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from whoosh.lang.porter import stem as porter_stem

MAX_WORDS = 60
"""Words of a query that are read; a longer one is cut, except when looking for danger."""

_APOSTROPHES = re.compile(r"['’‘`ʼ]")
_DOUBLED = re.compile(r"([^aeioulsz])\1$")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_ARABIC_LETTERS = str.maketrans("أإآٱىيكةہۃ", "اااايیکههه")

STOP_WORDS = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "for",
        "from",
        "get",
        "gets",
        "getting",
        "got",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "hers",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "keeps",
        "know",
        "like",
        "me",
        "mine",
        "my",
        "of",
        "on",
        "or",
        "our",
        "ours",
        "out",
        "over",
        "please",
        "she",
        "should",
        "so",
        "some",
        "than",
        "that",
        "the",
        "their",
        "theirs",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "too",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "yours",
        "im",
        "hes",
        "shes",
        "ive",
        "id",
        "dont",
        "been",
        "being",
        "very",
        "really",
        "need",
        "needs",
        "needed",
        "want",
        "help",
        "helping",
        "child",
        "children",
        "kid",
        "kids",
        "son",
        "daughter",
        "boy",
        "girl",
        "old",
        "year",
        "years",
        "yr",
        "yrs",
        "yo",
        "month",
        "months",
        "someone",
        "anyone",
        "thing",
        "things",
        "way",
        "oxfordshire",
        "oxon",
    ]
)
"""Too common in families' questions to tell one service from another. Negations stay in."""


def fold(text: str) -> str:
    """Lower case, one apostrophe-free spelling, Latin accents dropped, Arabic letters unified.

    >>> fold("Won't go — Córka")
    'wont go — corka'
    """
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).casefold())
    text = _ARABIC_MARKS.sub("", text).translate(_ARABIC_LETTERS)
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn").replace("ł", "l")


def split_words(text: str, most: int = MAX_WORDS) -> list[str]:
    """The words of a text, folded, at most `most` of them.

    >>> split_words("he WON'T go to school!! 🙁")
    ['he', 'wont', 'go', 'to', 'school']
    """
    return _WORD.findall(fold(text))[:most]


@lru_cache(maxsize=50_000)
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


def content_stems(text: str) -> list[str]:
    """Stems of the words that carry meaning; all words when nothing else is left."""
    words = split_words(text)
    kept = [word for word in words if word not in STOP_WORDS]
    return [stem(word) for word in kept or words]
