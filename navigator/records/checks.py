"""Rules across files: dangling ids, unknown sources, doors nobody can reach."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from navigator.domain.profile import Referrer
from navigator.domain.referrals import ConnectionKind
from navigator.domain.services import NOT_RUNNING, Status
from navigator.domain.sources import Confidence, PartialDate
from navigator.records.files import Shelf
from navigator.records.problems import Problem

Record = Mapping[str, Any]
PROFESSIONALS = frozenset(Referrer) - {Referrer.PARENT, Referrer.YOUNG_PERSON}


@dataclass(frozen=True)
class Shelves:
    """Every kind of record as read, before anything is built."""

    services: Shelf
    organizations: Shelf
    needs: Shelf
    languages: Shelf
    documents: Shelf
    areas: Shelf
    clocks: Shelf
    accountability: Shelf
    pathways: Shelf


def check_across(shelves: Shelves, lists: Mapping[str, Record | None], today: PartialDate) -> list[Problem]:
    """Everything one file cannot show by itself.

    `lists` are the two short lists of services, by file name; `today` is the day to check for.
    """
    return [
        *_check_references(shelves),
        *_check_lists(shelves.services, lists),
        *_check_sources(shelves, today),
        *_check_unique(shelves),
        *_check_needs_tree(shelves.needs),
        *_check_doors(shelves),
        *_check_connections_have_doors(shelves),
    ]


def _dangling(file: str, field: str, value: str, kind: str) -> Problem:
    return Problem(file, field, f"names {value!r}, which is not {kind}.", "Correct the id, or add the record.")


def _missing(file: str, field: str, values: Any, known: Container[str], kind: str) -> Iterator[Problem]:
    if isinstance(values, str):
        values = [values]
    for value in values or ():
        if value not in known:
            yield _dangling(file, field, value, kind)


def _check_references(shelves: Shelves) -> Iterator[Problem]:
    for service_id, record in shelves.services.records.items():
        yield from _check_service(shelves.services.files[service_id], record, shelves)
    for need_id, record in shelves.needs.records.items():
        file = shelves.needs.files[need_id]
        yield from _missing(file, "parent", record.get("parent"), shelves.needs, "a need")
        for field, values in (record.get("turn_to") or {}).items():
            yield from _missing(file, f"turn_to.{field}", values, shelves.services, "a service")
    for language_id, record in shelves.languages.records.items():
        for field in ("needs", "not_words", "together"):
            yield from _missing(
                shelves.languages.files[language_id], field, record.get(field), shelves.needs, "a need"
            )
    for clock_id, record in shelves.clocks.records.items():
        file = shelves.clocks.files[clock_id]
        yield from _missing(file, "services", record.get("services"), shelves.services, "a service")
    for entry_id, record in shelves.accountability.records.items():
        file = shelves.accountability.files[entry_id]
        yield from _missing(file, "service", record.get("service"), shelves.services, "a service")
        yield from _missing(
            file, "organization", record.get("organization"), shelves.organizations, "an organization"
        )
        for number, step in enumerate(record.get("escalation") or ()):
            yield from _missing(file, f"escalation[{number}].to", step.get("to"), shelves.services, "a service")
    for pathway_id, record in shelves.pathways.records.items():
        yield from _check_pathway(shelves.pathways.files[pathway_id], record, shelves)


def _check_lists(services: Shelf, lists: Mapping[str, Record | None]) -> Iterator[Problem]:
    """Crisis help and standing help name running services that the public may see."""
    for name, record in lists.items():
        file = f"services_data/{name}.yaml"
        for field, values in (record or {}).items():
            yield from _missing(file, field, values, services, "a service")
            for value in values:
                listed = services.records.get(value, {})
                weak = listed.get("confidence") is Confidence.LOW
                if weak or listed.get("status") in (*NOT_RUNNING, Status.UNCONFIRMED):
                    yield Problem(file, field, f"{value!r} is not running, or not confirmed.", "Name another one.")


def _check_service(file: str, record: Record, shelves: Shelves) -> Iterator[Problem]:
    services, documents = shelves.services, shelves.documents
    yield from _missing(file, "organization", record["organization"], shelves.organizations, "an organization")
    yield from _missing(file, "needs", record.get("needs"), shelves.needs, "a need")
    yield from _missing(file, "use_instead", record.get("use_instead"), services, "a service")
    yield from _check_rules(file, "eligibility", record.get("eligibility"), shelves)
    for number, way in enumerate(record.get("ways_in") or ()):
        place = f"ways_in[{number}]"
        yield from _missing(file, f"{place}.passed_on_by", way.get("passed_on_by"), services, "a service")
        yield from _missing(file, f"{place}.after", way.get("after"), services, "a service")
        yield from _missing(file, f"{place}.documents", way.get("documents"), documents, "a document")
        yield from _missing(
            file, f"{place}.helpful_documents", way.get("helpful_documents"), documents, "a document"
        )
        yield from _check_rules(file, f"{place}.rules", way.get("rules"), shelves)
    for number, produced in enumerate(record.get("produces") or ()):
        yield from _missing(file, f"produces[{number}].document", produced["document"], documents, "a document")


def _check_rules(file: str, field: str, rules: Any, shelves: Shelves) -> Iterator[Problem]:
    for number, rule in enumerate(rules or ()):
        place = f"{field}[{number}]"
        yield from _missing(file, f"{place}.areas", rule.get("areas"), shelves.areas, "an area")
        for key in ("held", "absent"):
            yield from _missing(file, f"{place}.{key}", rule.get(key), shelves.documents, "a document")
        if rule["rule"] == "need":
            for key in ("any_of", "none_of"):
                yield from _missing(file, f"{place}.{key}", rule.get(key), shelves.needs, "a need")
        yield from _check_rules(file, f"{place}.rules", rule.get("rules"), shelves)


def _check_pathway(file: str, record: Record, shelves: Shelves) -> Iterator[Problem]:
    services = shelves.services
    yield from _missing(file, "needs", record.get("needs"), shelves.needs, "a need")
    yield from _missing(file, "start", record.get("start"), services, "a service")
    yield from _missing(file, "goals", record.get("goals"), services, "a service")
    yield from _missing(file, "clocks", record.get("clocks"), shelves.clocks, "a statutory clock")
    for number, stage in enumerate(record["stages"]):
        yield from _missing(file, f"stages[{number}].services", stage.get("services"), services, "a service")
    for number, edge in enumerate(record.get("connections") or ()):
        for field, key in (("from", "origin"), ("to", "to")):
            yield from _missing(file, f"connections[{number}].{field}", edge[key], services, "a service")
        if edge["origin"] == edge["to"]:
            yield Problem(file, f"connections[{number}]", "leads from a service to itself.", "Remove it.")
    for number, refusal in enumerate(record.get("refusals") or ()):
        yield from _missing(file, f"refusals[{number}].service", refusal["service"], services, "a service")
        yield from _missing(file, f"refusals[{number}].onward", refusal.get("onward"), services, "a service")


def _walk_sources(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key == "source" and isinstance(inner, str):
                yield path or key, inner
            elif key == "main_source":
                yield key, inner
            elif key != "sources":
                yield from _walk_sources(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _walk_sources(inner, f"{path}[{number}]")


def _check_sources(shelves: Shelves, today: PartialDate) -> Iterator[Problem]:
    for shelf in vars(shelves).values():
        for record_id, record in shelf.records.items():
            file, sources = shelf.files[record_id], record.get("sources") or {}
            for field, key in _walk_sources(record):
                if key not in sources:
                    yield Problem(
                        file, field, f"names the source {key!r}, which is not there.", "Add it under sources."
                    )
            for key, source in sources.items():
                if source["read"] > today:
                    yield Problem(
                        file, f"sources.{key}.read", f"{source['read']} is in the future.", "Correct the date."
                    )


def _check_unique(shelves: Shelves) -> Iterator[Problem]:
    for service_id, record in shelves.services.records.items():
        yield from _repeats(
            shelves.services.files[service_id], "ways_in", [way["id"] for way in record.get("ways_in") or ()]
        )
    edges: dict[tuple[str, str, str], str] = {}
    for pathway_id, record in shelves.pathways.records.items():
        file = shelves.pathways.files[pathway_id]
        yield from _repeats(file, "stages", [stage["id"] for stage in record["stages"]])
        for number, edge in enumerate(record.get("connections") or ()):
            key = (edge["origin"], edge["to"], str(edge["kind"]))
            if key in edges:
                yield Problem(
                    file,
                    f"connections[{number}]",
                    f"{key[0]} {key[2]} {key[1]} already stands in {edges[key]}.",
                    "Keep it in the one pathway it belongs to.",
                )
            edges.setdefault(key, file)


def _repeats(file: str, field: str, ids: list[str]) -> Iterator[Problem]:
    for number, value in enumerate(ids):
        if value in ids[:number]:
            yield Problem(file, f"{field}[{number}].id", f"{value!r} stands here twice.", "Give each its own id.")


def _check_needs_tree(needs: Shelf) -> Iterator[Problem]:
    for need_id, record in needs.records.items():
        seen, parent = {need_id}, record.get("parent")
        while parent in needs.records and parent not in seen:
            seen.add(parent)
            parent = needs.records[parent].get("parent")
        if parent in seen:
            yield Problem(
                needs.files[need_id], "parent", "leads round in a circle.", "Make one of them top-level."
            )


def _check_doors(shelves: Shelves) -> Iterator[Problem]:
    """Every way in can be used by somebody, whoever the child is (eligibility apart)."""
    records = shelves.services.records
    reached, papers = _reach(records, *_take_for_granted(shelves))
    for service_id, record in records.items():
        file = shelves.services.files[service_id]
        for number, way in enumerate(record.get("ways_in") or ()):
            if _can_enter(way, reached, papers):
                continue
            lacking = sorted(set(way.get("documents") or ()) - papers)
            if lacking:
                yield Problem(
                    file,
                    f"ways_in[{number}].documents",
                    f"nobody can make or get {', '.join(lacking)}.",
                    "Say who makes it (made_by) or which service gives it (produces).",
                )
            else:
                yield Problem(
                    file,
                    f"ways_in[{number}]",
                    "is a loop that no role can enter: each service waits for another one first.",
                    "Give the first of them a referrer.",
                )


def _take_for_granted(shelves: Shelves) -> tuple[set[str], set[str]]:
    """Services to take as reached, and papers as had: those that people make, and those in doubt.

    In doubt are broken files, what they may give, and ids without a file: each of those is a
    problem already, and no door is blamed for it a second time.
    """
    services, documents = shelves.services, shelves.documents
    ways = [way for record in services.records.values() for way in record.get("ways_in") or ()]
    named = {name for way in ways for key in ("passed_on_by", "after") for name in way.get(key) or ()}
    asked = {name for way in ways for name in way.get("documents") or ()}
    made = {name for name, record in documents.records.items() if record.get("made_by")}
    perhaps = {name for name in documents.files if any(name in text for text in services.broken.values())}
    return (
        set(services.broken) | (named - set(services.files)),
        made | perhaps | set(documents.broken) | (asked - set(documents.files)),
    )


def _reach(records: Mapping[str, Record], reached: set[str], papers: set[str]) -> tuple[set[str], set[str]]:
    """Services that some role can reach, and papers that can then be had (a least fixed point).

    It starts from what is taken for granted.
    """
    reached = reached | {service_id for service_id, record in records.items() if not record.get("ways_in")}
    papers = set(papers)
    grew = True
    while grew:
        grew = False
        for service_id, record in records.items():
            if service_id in reached and record.get("ways_in"):
                continue
            if any(_can_enter(way, reached, papers) for way in record.get("ways_in") or ()):
                reached.add(service_id)
                grew = True
        for service_id in reached & set(records):
            given = {produced["document"] for produced in records[service_id].get("produces") or ()}
            grew = grew or not given <= papers
            papers |= given
    return reached, papers


def _can_enter(way: Record, reached: set[str], papers: set[str]) -> bool:
    asked = bool(way.get("referrers")) or bool(set(way.get("passed_on_by") or ()) & reached)
    first = set(way.get("after") or ()) <= reached
    return asked and first and set(way.get("documents") or ()) <= papers


def _check_connections_have_doors(shelves: Shelves) -> Iterator[Problem]:
    """A curated refers-to or requires edge must show in the ways in of the service it is about."""
    records = shelves.services.records
    for pathway_id, pathway in shelves.pathways.records.items():
        for number, edge in enumerate(pathway.get("connections") or ()):
            place = (shelves.pathways.files[pathway_id], f"connections[{number}]")
            refers, requires = ConnectionKind.REFERS_TO, ConnectionKind.REQUIRES
            if edge["kind"] is refers and not _admits(records.get(edge["to"], {}), edge["origin"]):
                yield Problem(
                    *place,
                    f"{edge['origin']} refers to {edge['to']}, which has no way in for it.",
                    f"Name it in passed_on_by of a way in of {edge['to']}.",
                )
            if edge["kind"] is requires and not _demands(records.get(edge["origin"], {}), edge["to"], records):
                yield Problem(
                    *place,
                    f"{edge['origin']} requires {edge['to']}, and none of its ways in says so.",
                    "Name it in after or passed_on_by, or ask for a paper that it gives.",
                )


def _admits(record: Record, origin: str) -> bool:
    ways = record.get("ways_in") or ()
    if not ways:
        return True
    return any(
        origin in (way.get("passed_on_by") or ())
        or way.get("open_access")
        or PROFESSIONALS & set(way.get("referrers") or ())
        for way in ways
    )


def _demands(record: Record, first: str, records: Mapping[str, Record]) -> bool:
    ways = record.get("ways_in") or ()
    if not ways or first not in records:
        return True
    given = {produced["document"] for produced in records.get(first, {}).get("produces") or ()}
    asked = {rule.get("held") for rule in record.get("eligibility") or ()}
    return any(
        first in (way.get("after") or ())
        or first in (way.get("passed_on_by") or ())
        or given & (set(way.get("documents") or ()) | asked)
        for way in ways
    )
