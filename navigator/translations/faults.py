"""What is missing from a language or broken in it, sentence by sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from babel import Locale
from babel.messages import Catalog
from babel.messages.catalog import Message

from navigator.records import Problem
from navigator.translations.catalogues import MESSAGES, NEEDS, Language, read_catalogue

PLACEHOLDER = re.compile(r"%(?:\([^)]*\))?[^(%\s]|%%")
_COUNTS = ("%(num)d", "%(num)s", "%(n)s")
"""A form for exactly one or two may leave the number out, as "a week" does."""
_MARKUP = re.compile(r"[<>]|&#?\w+;")
_UPDATE = "Run navigator translations --update."


@dataclass(frozen=True)
class Report:
    """How far a language is. `wanted` counts sentences and names of needs, `translated` those done.

    `begun` is whether there is a file of translations at all.
    """

    code: str
    begun: bool
    wanted: int
    translated: int
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        if not self.begun:
            return f"{self.code}: not begun, {self.wanted} to translate. {_UPDATE}"
        return f"{self.code}: {self.translated} of {self.wanted} translated, {len(self.problems)} problems"


def check_language(language: Language, messages: Catalog, needs: Catalog) -> Report:
    """Compare a language's files with the English. Raise InvalidRecords where one cannot be read."""
    wanted = translated = 0
    problems: list[Problem] = []
    begun = (language.folder / MESSAGES).exists()
    for name, english in ((MESSAGES, messages), (NEEDS, needs)):
        file = f"translations/{language.note.code}/{name}"
        held = _by_key(read_catalogue(language.folder / name, language.locale))
        sentences = _by_key(english)
        wanted += len(sentences)
        for key, message in sentences.items():
            wrong = list(_list_wrong(message, held.get(key), language.locale)) if begun else [("", "")]
            translated += not wrong
            problems += [Problem(file, _quote(key), *one) for one in wrong if begun]
        problems += [
            Problem(file, _quote(key), "no page says this any more.", _UPDATE)
            for key in held
            if key not in sentences
        ]
    return Report(language.note.code, begun, wanted, translated, tuple(sorted(problems)))


def _by_key(catalogue: Catalog) -> dict[str, Message]:
    """Sentences by their English, in the singular."""
    return {_forms(message.id)[0]: message for message in catalogue if message.id}


def _quote(sentence: str) -> str:
    return f"“{sentence}”" if len(sentence) <= 80 else f"“{sentence[:79]}…”"


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _list_wrong(message: Message, held: Message | None, locale: Locale) -> Iterator[tuple[str, str]]:
    """What is wrong with the translation of one sentence, and what to do about it."""
    if held is None:
        yield "is missing.", _UPDATE
        return
    if not any(_forms(held.string)):
        yield "is not translated.", "Translate it."
        return
    if held.fuzzy:
        yield "is marked as a guess (fuzzy).", "Check it, and take the mark away."
    english, forms = _forms(message.id), _forms(held.string)
    plural = len(english) > 1
    expected = Catalog(locale=str(locale)).num_plurals if plural else 1
    if len(_forms(held.id)) != len(english):
        yield "is held with another number of English forms.", _UPDATE
    elif len(forms) != expected or not all(forms):
        yield f"has {sum(map(bool, forms))} forms of {expected}.", "Give each form of the plural."
    for form in filter(None, dict.fromkeys(forms)):
        yield from _compare(english[-1], form, plural)


def _compare(english: str, form: str, plural: bool) -> Iterator[tuple[str, str]]:
    wanted, given = Counter(PLACEHOLDER.findall(english)), Counter(PLACEHOLDER.findall(form))
    lacking = [name for name in wanted - given if not (plural and name in _COUNTS)]
    differing = sorted({*lacking, *(given - wanted)})
    if differing:
        yield f"has other placeholders: {', '.join(differing)}.", "Keep those of the English, as they stand."
    if Counter(_MARKUP.findall(form)) - Counter(_MARKUP.findall(english)):
        yield "holds HTML.", "Write words only."
    if (form[:1].isspace(), form[-1:].isspace()) != (english[:1].isspace(), english[-1:].isspace()):
        yield "begins or ends with another space than the English.", "Make them alike."
