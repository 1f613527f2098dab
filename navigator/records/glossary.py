"""services_data/glossary.yaml -> the terms, in the order of the alphabet."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Any

from marshmallow import fields, validate

from navigator.domain.glossary import Term
from navigator.domain.sources import PartialDate, Source
from navigator.records.problems import Problem
from navigator.records.schemas import Id, Sourced, Text, WithSources, ids, texts

FILE = "glossary.yaml"
Record = Mapping[str, Any]


class TermSchema(Sourced):
    """One word and its meaning."""

    term = Text(required=True)
    long = Text()
    also = texts()
    meaning = Text(required=True)
    services = ids()
    pathways = ids()


class GlossarySchema(WithSources):
    """services_data/glossary.yaml"""

    terms = fields.Dict(
        keys=Id(), values=fields.Nested(TermSchema), required=True, validate=validate.Length(min=1)
    )


def build_glossary(record: Record | None) -> tuple[Term, ...]:
    """The terms of a checked file, by the alphabet; none when the file could not be read."""
    if record is None:
        return ()
    sources = {key: Source(**value) for key, value in (record.get("sources") or {}).items()}
    terms = [
        Term(
            key,
            item["term"],
            item["meaning"],
            item.get("long"),
            tuple(item.get("also") or ()),
            tuple(item.get("services") or ()),
            tuple(item.get("pathways") or ()),
            sources.get(item.get("source")),
        )
        for key, item in record["terms"].items()
    ]
    return tuple(sorted(terms, key=lambda term: term.term.casefold()))


def check_glossary(
    record: Record | None, file: str, services: Container[str], pathways: Container[str], today: PartialDate
) -> Iterator[Problem]:
    """What the shape of the file cannot show: ids and sources that are there, and each name only once."""
    if record is None:
        return
    sources = record.get("sources") or {}
    owners: dict[str, str] = {}
    used = set()
    for key, item in record["terms"].items():
        place = f"terms.{key}"
        for field, known, kind in (("services", services, "a service"), ("pathways", pathways, "a pathway")):
            for value in item.get(field) or ():
                if value not in known:
                    yield Problem(
                        file, f"{place}.{field}", f"names {value!r}, which is not {kind}.", "Correct the id."
                    )
        used.add(item.get("source"))
        if "source" in item and item["source"] not in sources:
            message = f"names the source {item['source']!r}, which is not there."
            yield Problem(file, f"{place}.source", message, "Add it under sources.")
        for name in (item["term"], *(item.get("also") or ())):
            if owners.setdefault(name, key) != key:
                yield Problem(
                    file, place, f"{name!r} is already a name of {owners[name]}.", "Keep it in one of them."
                )
    for key, source in sources.items():
        if key not in used:
            yield Problem(file, f"sources.{key}", "is named by no term.", "Remove it.")
        if source["read"] > today:
            yield Problem(file, f"sources.{key}.read", f"{source['read']} is in the future.", "Correct the date.")
