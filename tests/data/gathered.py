"""The facts as they were first gathered, and small readers that make two texts comparable.

The gathered facts lie outside the project, in `shared/facts` beside it. The curated files under
services_data/ and pathways/ were written from them, by hand; these readers let the tests trace
each curated fact back to what was gathered, and each gathered fact to where it went.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

FACTS = Path(__file__).resolve().parents[2].parent / "shared" / "facts"
PROJECT = Path(__file__).resolve().parents[2]
SERVICE_FILES = ("health", "education-council", "voluntary-national", "additions")

Fact = Mapping[str, Any]
Edge = tuple[str, str, str]
"""From, to, kind."""

_WEB_ADDRESS = re.compile(r"https?://\S+")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(
    r"(?<![\w/.=-])0(?:[ ()]?\d){9,10}(?!\d)"  # a telephone number
    r"|(?<!\d)(?:0800 ?1111|116 ?\d{3}|999|11[12])(?!\d)"  # the short ones
    r"|(?<!\d)[1-9]\d{4}(?!\d)"  # a five-figure code to send a text to
)


def load(path: Path) -> Any:
    """One YAML file, safely."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def list_texts(value: Any) -> Iterator[str]:
    """Every text inside a record, at any depth."""
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from list_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from list_texts(inner)
    elif isinstance(value, str):
        yield value


def list_told(record: Any) -> Iterator[str]:
    """Every text of a curated record that a family reads: not its sources, nor the keys that name them."""
    if isinstance(record, Mapping):
        for key, inner in record.items():
            if key not in ("source", "main_source", "sources"):
                yield from list_told(inner)
    elif isinstance(record, list):
        for inner in record:
            yield from list_told(inner)
    else:
        yield from list_texts(record)


def keep_digits(text: str) -> str:
    """Only the digits, so that "0345 050 7666" and "03450507666" are one number."""
    return re.sub(r"\D", "", text)


def list_numbers(text: str) -> set[str]:
    """The telephone numbers and short codes in a text, as digits; web addresses do not count."""
    return {keep_digits(found) for found in _NUMBER.findall(_WEB_ADDRESS.sub(" ", text))}


def list_emails(text: str) -> set[str]:
    """The email addresses in a text, in lower case."""
    return {found.lower() for found in _EMAIL.findall(_WEB_ADDRESS.sub(" ", text))}


def list_web_addresses(value: Any) -> set[str]:
    """Every web address anywhere inside a record."""
    return {found for text in list_texts(value) for found in _WEB_ADDRESS.findall(text)}


def plain(text: str) -> str:
    """Lower case, one space, no full stop at the end, "9am to 5pm" for "9am-5pm"."""
    text = re.sub(r"(?<=[ap]m)-(?=\d)", " to ", " ".join(text.lower().split()))
    return text.rstrip(".")


@dataclass(frozen=True)
class GatheredFacts:
    """Every gathered record, by kind."""

    services: Mapping[str, Fact]
    amendments: tuple[Fact, ...]
    clocks: Mapping[str, Fact]
    accountability: Mapping[str, Fact]
    figures: tuple[tuple[str, Fact], ...]
    """Waiting figures with the service each is about, those in the service records included."""

    def amendments_of(self, service_id: str, field: str | None = None) -> list[Fact]:
        """The later corrections to one service, of one field or of all."""
        return [
            change for change in self.amendments if change["id"] == service_id and field in (None, change["field"])
        ]

    def words_about(self, service_id: str) -> str:
        """All that was gathered about a service, as one text, without its web addresses."""
        record = self.services[service_id]
        own = {key: value for key, value in record.items() if key not in ("sources", "url", "edges")}
        edges = [edge.get("note", "") for edge in record.get("edges") or ()]
        changes = [text for change in self.amendments_of(service_id) for text in (change["value"], change["note"])]
        return _WEB_ADDRESS.sub(" ", "\n".join([*list_texts(own), *edges, *changes]))

    @cached_property
    def edges(self) -> dict[Edge, str | None]:
        """Every gathered edge and the web address that says so; None is somebody's inference."""
        found: dict[Edge, str | None] = {}
        for service_id, record in self.services.items():
            for edge in record.get("edges") or ():
                found[service_id, edge["to"], edge["kind"]] = edge.get("source")
        for change in self.amendments:
            if change["field"] == "edges":
                kind, target = change["value"].split(": ")[0].split()
                found[change["id"], target, kind] = change["source"]["url"]
        return found

    @cached_property
    def web_addresses(self) -> set[str]:
        """Every web address in every gathered file."""
        return {found for path in sorted(FACTS.glob("*.yaml")) for found in list_web_addresses(load(path))}


def read_gathered_facts() -> GatheredFacts:
    """Read the folder of gathered facts."""
    services = {record["id"]: record for name in SERVICE_FILES for record in load(FACTS / f"{name}.yaml")}
    figures = [
        (record["service_id"], record)
        for name in ("waiting-times", "waiting-times-more")
        for record in load(FACTS / f"{name}.yaml")
    ]
    figures += [(key, figure) for key, record in services.items() for figure in record.get("waiting") or ()]
    return GatheredFacts(
        services=services,
        amendments=tuple(load(FACTS / "amendments.yaml")),
        clocks={record["id"]: record for record in load(FACTS / "statutory.yaml")},
        accountability={record["id"]: record for record in load(FACTS / "accountability.yaml")},
        figures=tuple(figures),
    )
