"""Sources as plain values: told once in a record, and named by id wherever a fact rests on them."""

from __future__ import annotations

from typing import Any

from navigator.domain.services import Service
from navigator.domain.sources import Source
from navigator.exchange.identifiers import identify


def refer_to(source: Source | None) -> str | None:
    """The id of a source; None where a statement is a curator's own inference."""
    if source is None:
        return None
    parts = (source.url, source.title, source.page_date, source.date_note, source.read, source.confidence)
    return identify("source", *("" if part is None else str(part) for part in parts))


def tell_source(source: Source) -> dict[str, Any]:
    """One page: what it is, where, which date it carries and when it was read."""
    told = {
        "id": refer_to(source),
        "title": source.title,
        "url": source.url,
        "page_date": None if source.page_date is None else str(source.page_date),
        "date_note": source.date_note,
        "read": None if source.read is None else str(source.read),
        "confidence": None if source.confidence is None else source.confidence.value,
    }
    return {name: value for name, value in told.items() if value is not None}


def list_sources(service: Service, others: tuple[Source | None, ...] = ()) -> list[dict[str, Any]]:
    """Every page that a record rests on, the main one first, each once."""
    every = (service.main_source, *service.sources, *others)
    told = {str(refer_to(source)): tell_source(source) for source in every if source is not None}
    return list(told.values())


def without_blanks(told: dict[str, Any]) -> dict[str, Any]:
    """A record less what has no value: the standard wants such fields left out, never null or blank."""
    return {name: value for name, value in told.items() if value is not None and value not in ("", [], {})}
