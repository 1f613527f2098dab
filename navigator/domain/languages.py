"""Language: how families who speak it say things, for the search to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from navigator.domain.needs import Together


class Checked(StrEnum):
    """Who has checked the words of a language: a speaker, a second speaker, or nobody yet."""

    HUMAN = "human"
    REVIEWED = "reviewed"
    MACHINE = "machine"


@dataclass(frozen=True)
class Language:
    """One language beside English, by its ISO 639 code.

    `function_words` tell nothing about a need ("my", "is", "where"), `year_words` stand beside a
    number that is an age, `waiting_words` say that somebody waits. `needs` maps a need to phrases for
    it, `not_words` to phrases that contain such words and mean something else, `together` to sets of
    words as in Need.
    """

    id: str
    name: str
    checked: Checked = Checked.MACHINE
    function_words: tuple[str, ...] = ()
    year_words: tuple[str, ...] = ()
    waiting_words: tuple[str, ...] = ()
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    not_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    together: Mapping[str, tuple[Together, ...]] = field(default_factory=dict)
