"""Our taxonomies and their terms, and the attributes by which records are tagged with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from navigator.domain.directory import Directory
from navigator.domain.profile import Referrer, SchoolType, Setting
from navigator.domain.referrals import ConnectionKind
from navigator.exchange.identifiers import identify
from navigator.exchange.sources import without_blanks
from navigator.exchange.waits import list_wait_terms
from navigator.exchange.words import Words

Record = dict[str, Any]


class Taxonomy(StrEnum):
    """What our terms are about."""

    NEEDS = "needs"
    RELATIONS = "referral-relations"
    REFERRERS = "referrers"
    DOCUMENTS = "documents"
    ELIGIBILITY = "eligibility"
    WAITS = "waiting-times"


IF_REFUSED = "if-refused"
ANOTHER_SERVICE = "service"
"""The term for a door through which only another service passes a child on."""
FACTS = ("diagnosis-needed", "diagnosis-not-needed", "ehc-plan-needed", "ehc-plan-not-needed", "open-access")
PREFIX = "send"
"""Of every code of a term of ours."""


def build_taxonomies(words: Words) -> tuple[Record, ...]:
    """The taxonomies, by name."""
    found = []
    for taxonomy in Taxonomy:
        name, description = words.taxonomy(taxonomy.value)
        found.append(
            {
                "id": identify("taxonomy", taxonomy.value),
                "name": name,
                "description": description,
                "send_slug": taxonomy.value,
            }
        )
    return tuple(sorted(found, key=lambda record: str(record["name"])))


def build_terms(directory: Directory, words: Words) -> Mapping[str, Record]:
    """Every term of every taxonomy by id, in the order of taxonomies and then of slugs."""
    terms: dict[str, Record] = {}
    for need in sorted(directory.needs.values(), key=lambda need: need.id):
        record = _term(words, Taxonomy.NEEDS, need.id, need.name, need.description)
        if need.parent in directory.needs:
            record["parent_id"] = term_id(Taxonomy.NEEDS, str(need.parent))
        terms[record["id"]] = record
    for paper in sorted(directory.documents.values(), key=lambda paper: paper.id):
        record = _term(words, Taxonomy.DOCUMENTS, paper.id, paper.name, paper.about)
        terms[record["id"]] = record
    for taxonomy, slug, name in _list_closed(directory, words):
        record = _term(words, taxonomy, slug, name, None)
        terms[record["id"]] = record
    return terms


def term_id(taxonomy: Taxonomy, slug: str) -> str:
    """The id of one term."""
    return identify("taxonomy_term", taxonomy.value, slug)


def _list_closed(directory: Directory, words: Words) -> Iterator[tuple[Taxonomy, str, str]]:
    """Terms of closed lists: taxonomy, slug, name."""
    for relation in (*(kind.value for kind in ConnectionKind), IF_REFUSED):
        yield Taxonomy.RELATIONS, relation, words.term(Taxonomy.RELATIONS.value, relation)
    for referrer in Referrer:
        yield Taxonomy.REFERRERS, referrer.value, words.referrer(referrer)
    yield Taxonomy.REFERRERS, ANOTHER_SERVICE, words.term(Taxonomy.REFERRERS.value, ANOTHER_SERVICE)
    for fact in FACTS:
        yield Taxonomy.ELIGIBILITY, fact, words.term(Taxonomy.ELIGIBILITY.value, fact)
    for setting in Setting:
        yield Taxonomy.ELIGIBILITY, f"setting-{setting.value}", words.setting(setting)
    for kind in SchoolType:
        yield Taxonomy.ELIGIBILITY, f"school-type-{kind.value}", words.school_type(kind)
    for slug, statistic, clock_from, clock_to in list_wait_terms(directory.waits):
        yield Taxonomy.WAITS, slug, words.wait_term(statistic, clock_from, clock_to)


def _term(words: Words, taxonomy: Taxonomy, slug: str, name: str, description: str | None) -> Record:
    return {
        "id": term_id(taxonomy, slug),
        "code": f"{PREFIX}-{taxonomy.value}:{slug}",
        "name": name,
        "term": name,
        "description": description or name,
        "taxonomy": words.taxonomy(taxonomy.value)[0],
        "taxonomy_id": identify("taxonomy", taxonomy.value),
        "send_slug": slug,
    }


class Tagger:
    """Tags one service with terms; every attribute names its term, since UK readers skip values."""

    def __init__(self, terms: Mapping[str, Record], service_id: str, owner: str) -> None:
        self._terms = terms
        self._slug = service_id
        self._owner = owner
        self._made: dict[str, Record] = {}

    def tag(
        self, link_type: str, taxonomy: Taxonomy, slug: str, value: str | None = None, **details: str | None
    ) -> None:
        """Add one attribute; said twice, it stands once. `details` go along with the prefix send_."""
        term = self._terms.get(term_id(taxonomy, slug))
        if term is None:
            return
        key = identify("attribute", self._slug, link_type, taxonomy.value, slug, value or "")
        sent = {f"send_{name}": detail for name, detail in details.items()}
        self._made.setdefault(
            key,
            without_blanks(
                {
                    "id": key,
                    "link_id": self._owner,
                    "link_type": link_type,
                    "link_entity": "service",
                    "taxonomy_term_id": term["id"],
                    "taxonomy_term": term,
                    "value": value,
                    **sent,
                }
            ),
        )

    def attributes(self) -> list[Record]:
        """Everything it was tagged with, in the order in which it was."""
        return list(self._made.values())


def list_term_ids(attributes: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The terms that attributes name."""
    return frozenset(str(attribute["taxonomy_term_id"]) for attribute in attributes)
