"""Term: a word or short form that families meet, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from navigator.domain.sources import Source


@dataclass(frozen=True)
class Term:
    """One word: `long` is what a short form stands for, None for a word that is not one.

    No `source` means that the meaning is a curator's own explanation.
    """

    id: str
    term: str
    meaning: str
    long: str | None = None
    also: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    pathways: tuple[str, ...] = ()
    source: Source | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """The short forms by which a reader meets it: two capital letters or more, as in EHCP or GPs."""
        if self.long is None:
            return ()
        return tuple(form for form in (self.term, *self.also) if sum(letter.isupper() for letter in form) > 1)


def find_terms(glossary: tuple[Term, ...], texts: Iterable[str | None]) -> tuple[Term, ...]:
    """The short forms that stand in texts as whole words, in the order of the glossary, each once.

    >>> send = Term("send", "SEND", "Needs for which a child gets extra help.", "special educational needs")
    >>> find_terms((send,), ["Sending a form", "the SEND team"]) == (send,)
    True
    """
    pattern, owners = _compile(glossary)
    found = {owners[match] for text in texts if text for match in pattern.findall(text)}
    return tuple(term for term in glossary if term.id in found)


@lru_cache(maxsize=4)
def _compile(glossary: tuple[Term, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern of every form, longest first, so that "EHC plan" is not read as less."""
    owners = {form: term.id for term in glossary for form in term.forms}
    forms = sorted(owners, key=lambda form: (-len(form), form))
    choice = "|".join(map(re.escape, forms)) or r"(?!)"
    return re.compile(rf"(?<![\w@-])({choice})(?!\w|\.\w|@)"), owners
