"""Directory -> Whoosh index, held in memory and built anew at each start."""

from __future__ import annotations

from typing import Any

from whoosh.analysis import Filter, RegexTokenizer
from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.index import Index
from whoosh.scoring import BM25F

from navigator.domain.directory import Directory
from navigator.domain.eligibility import ConditionRule, GroupRule, Rule
from navigator.domain.services import Service
from navigator.search.impacts import Layout
from navigator.search.words import STOP_WORDS, fold, stem_of_data


class _FoldFilter(Filter):  # type: ignore[misc]
    """Folds and stems tokens the same way as queries, and drops the commonest words."""

    def __call__(self, tokens: Any) -> Any:
        for token in tokens:
            word = fold(token.text)
            if word and (token.mode == "query" or word not in STOP_WORDS):
                token.text = stem_of_data(word)
                yield token


class _Memory(RamStorage):  # type: ignore[misc]
    """Memory only: by itself Whoosh shares one temporary folder between all processes, and they clash."""

    def temp_storage(self, name: str | None = None) -> RamStorage:
        return RamStorage()


ANALYZER = RegexTokenizer(r"[^\W_]+(?:['’][^\W_]+)?") | _FoldFilter()
FIELD_WEIGHTS = {
    "name": 5.0,
    "other_names": 5.0,
    "needs_text": 2.0,
    "summary": 1.5,
    "who_for": 0.8,
    "organization": 1.2,
}
"""How much a word counts in each field (BM25F field weights)."""

_B, _K1 = 0.6, 1.2
SCORING = BM25F(B=_B, K1=_K1)
LAYOUT = Layout(FIELD_WEIGHTS, b=_B, k1=_K1, key="id")
"""The same scores as arrays."""


def open_index(directory: Directory) -> Index:
    """Build the index of every published service. No file is written and none is read."""
    text = {name: TEXT(analyzer=ANALYZER, phrase=False) for name in FIELD_WEIGHTS}
    schema = Schema(id=ID(stored=True, unique=True), needs=KEYWORD(stored=False), **text)
    index = _Memory().create_index(schema)
    writer = index.writer(limitmb=64)
    for record in list_record_texts(directory):
        writer.add_document(**record)
    writer.commit()
    return index


def list_record_texts(directory: Directory) -> list[dict[str, str]]:
    """The text of every published service by index field, with its id."""
    return [_record(directory, service) for service in directory.list_services()]


def _record(directory: Directory, service: Service) -> dict[str, str]:
    needs = [directory.needs[need_id] for need_id in service.needs]
    said = [phrase for need in needs for phrase in (need.name, *need.words)]
    return {
        "id": service.id,
        "needs": " ".join(service.needs),
        "name": service.name,
        "other_names": " / ".join((*service.alternate_names, *service.former_names, service.id.replace("-", " "))),
        "needs_text": " / ".join(said),
        "summary": service.summary,
        "who_for": " / ".join(
            (
                *_conditions(service.eligibility),
                *(way.name for way in service.ways_in),
                *(note.text for note in service.notes),
            )
        ),
        "organization": " / ".join((service.organization.name, *service.organization.words)),
    }


def _conditions(rules: tuple[Rule, ...]) -> list[str]:
    found: list[str] = []
    for rule in rules:
        if isinstance(rule, ConditionRule):
            found.append(rule.text)
        elif isinstance(rule, GroupRule):
            found += _conditions(rule.rules)
    return found
