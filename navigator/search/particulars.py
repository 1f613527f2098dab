"""Who is meant: ages, places, who is asking and whether they wait, as said in a query's own words."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from navigator.domain.areas import Place
from navigator.domain.directory import Directory
from navigator.domain.places import UnknownPlace
from navigator.domain.profile import Referrer
from navigator.search.words import split_words, stem

_OLDEST = 25
"""Years up to which a number is read as a child's or young person's age."""
_AGES = (
    re.compile(
        r"(?<!wait )(?<!list )(?<!time )(?<!queue )\b(?:age|aged|turned|turning|is|im|hes|shes)\s+(\d{1,2})\b"
        r"(?!\s*(?:week|month|day|hour|%|percent))"
    ),
    re.compile(r"\b(\d{1,2})(?: and a half)?\s*-?\s*(?:y/?o|(?:yrs?|years?)\s*-?\s*olds?)\b"),
)
_BARE_YEARS = re.compile(r"\b(\d{1,2})\s*(?:yrs?|years?)\b(?!\s*(?:wait|ago|later|on|for|now|so far))")
_LASTING = frozenset("for over past last next nearly almost after in within than about of the".split())
"""Words right before a number of years that make it a length of time and no age."""
_SCHOOL_YEAR = re.compile(r"\b(?:year|yr|y)\s*(\d{1,2})\b(?!\s*olds?)")
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?(?:\s*\d[a-z]{2})?)\b")
_TEXT_SPEAK = frozenset({"b4", "m8", "l8", "b8", "n1", "w8", "e4", "u2"})
"""Short for before, mate, late, bait... before they are parts of a postcode far away."""
_ALSO_WORDS = frozenset({"reading", "stone", "brill", "wing", "lee"})
"""Towns whose names say something else more often than not."""
_TOWARDS = frozenset({"near", "from", "around", "outside"})
_DWELLS = frozenset({"live", "lives", "living", "based", "move", "moved", "moving"})
_STAGES = {"newborn": 0, "baby": 0, "toddler": 2, "reception": 4}
_WAITING = frozenset({"waiting", "wait", "waitlist", "meanwhile", "waits"})
_ASKERS = {
    Referrer.SCHOOL: ("pupil", "pupils", "senco", "sendco", "my class", "our school can"),
    Referrer.GP: ("patient", "my surgery"),
    Referrer.EARLY_YEARS_SETTING: ("our nursery", "our preschool", "childminder here"),
}


def find_age(text: str) -> int | None:
    """An age in whole years said in folded English: "age 9", "3yo", "year 8", "toddler"."""
    for pattern in _AGES:
        if found := pattern.search(text):
            age = int(found.group(1))
            if age <= _OLDEST:
                return age
    if found := _BARE_YEARS.search(text):
        before = text[: found.start()].split()[-4:]
        lasting = set(before[-1:]) & _LASTING or any(word.startswith(("wait", "list", "queue")) for word in before)
        if not lasting and int(found.group(1)) <= _OLDEST:
            return int(found.group(1))
    if found := _SCHOOL_YEAR.search(text):
        year = int(found.group(1))
        if 1 <= year <= 13:
            # A child in school year n turns n + 5 during it (England).
            return year + 4
    return next((age for word, age in _STAGES.items() if re.search(rf"\b{word}\b", text)), None)


def find_age_abroad(words: Sequence[str], year_words: Container[str], waiting_words: Container[str]) -> int | None:
    """An age said in another language: a number beside one of its words for years.

    A number of years beside a word for waiting is no age. Of two such numbers the first counts. In
    Chinese the character for years stands first in a pair.
    """
    for at, word in enumerate(words):
        beside = [*words[max(at - 1, 0) : at], *words[at + 1 : at + 2]]
        near = words[max(at - 3, 0) : at + 4]
        if (
            re.fullmatch(r"\d{1,2}", word)
            and int(word) <= _OLDEST
            and any(one in year_words or one[0] in year_words for one in beside)
            and not any(one in waiting_words for one in near)
        ):
            return int(word)
    return None


def find_asker(words: Iterable[str]) -> Referrer | None:
    """The professional whom a word or two give away."""
    text = f" {' '.join(words)} "
    for asker, hints in _ASKERS.items():
        if any(f" {hint} " in text for hint in hints):
            return asker
    return None


def says_waiting(words: Iterable[str], waiting_words: Container[str]) -> bool:
    """Whether somebody waits."""
    return any(word in _WAITING or word in waiting_words for word in words)


class Places:
    """Knows the postcodes, towns and areas of one directory."""

    def __init__(self, directory: Directory) -> None:
        self._gazetteer = directory.gazetteer
        named: dict[tuple[str, ...], Place] = {}
        for name, place in directory.gazetteer.towns.items():
            named[tuple(split_words(name))] = place
        for area in directory.areas.values():
            if area.kind in ("country", "region"):
                continue
            for name in (area.name, *area.words):
                named.setdefault(tuple(split_words(name)), directory.gazetteer.place_of_area(area))
        self._named = {name: place for name, place in named.items() if name and name != ("oxfordshire",)}
        self._first = {name[0] for name in self._named}

    def find(self, text: str, words: Sequence[str]) -> tuple[Place | None, set[str]]:
        """Where somebody lives: a folded text's first postcode, else a named place; and the stems that say it.

        Of several named places the first counts, or the one that somebody moves to.
        """
        for found in _POSTCODE.finditer(text):
            if found.group(1) in _TEXT_SPEAK:
                continue
            try:
                place = self._gazetteer.parse_postcode(found.group(1))
            except UnknownPlace:
                continue
            return place, {stem(word) for word in split_words(found.group(1))}
        named = self._list_named(words)
        if not named:
            return None, set()
        leaving = [words[max(at - 1, 0)] == "from" for at, _ in named]
        first = leaving.index(False) if not all(leaving) else 0
        return self._named[named[first][1]], {stem(word) for _, name in named for word in name}

    def _list_named(self, words: Sequence[str]) -> list[tuple[int, tuple[str, ...]]]:
        """The places named in a text and where they stand, the longest name at each."""
        found: list[tuple[int, tuple[str, ...]]] = []
        end = 0
        for at, word in enumerate(words):
            if word not in self._first or at < end:
                continue
            for length in (4, 3, 2, 1):
                name = tuple(words[at : at + length])
                if len(name) == length and name in self._named and not _is_just_a_word(name, words[:at]):
                    found.append((at, name))
                    end = at + length
                    break
        return found


def _is_just_a_word(name: tuple[str, ...], before: Sequence[str]) -> bool:
    """Whether a place name that is also a word stands where it would be the word: "behind in reading"."""
    if len(name) > 1 or name[0] not in _ALSO_WORDS:
        return False
    return not (set(before[-1:]) & _TOWARDS or set(before[-2:-1]) & _DWELLS)
