"""Checked records -> domain values. Every reference is known to resolve by now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from navigator.domain.areas import Area, Coverage
from navigator.domain.eligibility import (
    AgeRange,
    AgeRule,
    AreaRule,
    ConditionRule,
    DocumentRule,
    GroupRule,
    NeedRule,
    Rule,
    SchoolTypeRule,
    SettingRule,
)
from navigator.domain.languages import Language
from navigator.domain.needs import Need, Together
from navigator.domain.profile import SchoolType, Setting
from navigator.domain.referrals import (
    Accountability,
    Connection,
    Escalation,
    Pathway,
    Refusal,
    Stage,
)
from navigator.domain.services import (
    Contact,
    CostOption,
    Document,
    Measure,
    Note,
    NoWayIn,
    Organization,
    Produced,
    Service,
    WayIn,
    WhileWaiting,
)
from navigator.domain.sources import Source, Statement
from navigator.domain.waits import StatutoryClock, TimeLimit

Record = Mapping[str, Any]


class Builder:
    """Builds the values of one file: it knows the file's sources, and the areas and needs."""

    def __init__(self, record: Record, areas: Mapping[str, Area], needs: Mapping[str, Need]) -> None:
        self.sources = {key: Source(**value) for key, value in (record.get("sources") or {}).items()}
        self.areas = areas
        self.needs = needs

    def source(self, item: Record) -> Source | None:
        """The source an item names; None for a curator's inference."""
        key = item.get("source")
        return None if key is None else self.sources[key]

    def build(self, kind: Any, item: Record, **changes: Any) -> Any:
        """One sourced value of a dataclass whose fields are the record's."""
        plain = {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in item.items()
            if key not in ("source", "basis")
        }
        return kind(**{**plain, **changes}, source=self.source(item))

    def each(self, kind: Any, items: Iterable[Record] | None) -> tuple[Any, ...]:
        """A tuple of sourced values."""
        return tuple(self.build(kind, item) for item in items or ())

    def rules(self, items: Iterable[Record] | None) -> tuple[Rule, ...]:
        """The rules of a list."""
        return tuple(self.rule(item) for item in items or ())

    def rule(self, item: Record) -> Rule:
        """One rule of any kind."""
        source = self.source(item)
        match item["rule"]:
            case "age":
                return AgeRule(AgeRange(item.get("minimum"), item.get("maximum")), source)
            case "area":
                return AreaRule(item["by"], tuple(self.areas[area] for area in item["areas"]), source)
            case "setting":
                return SettingRule(tuple(Setting(value) for value in item["any_of"]), source)
            case "school-type":
                return SchoolTypeRule(tuple(SchoolType(value) for value in item["any_of"]), source)
            case "need":
                return NeedRule.over(self.needs, item.get("any_of", ()), item.get("none_of", ()), source)
            case "document":
                return DocumentRule(item.get("held"), item.get("absent"), source)
            case "condition":
                return ConditionRule(item["text"], source)
            case group:
                return GroupRule(group == "any-of", self.rules(item["rules"]), source)


def build_area(area_id: str, record: Record) -> Area:
    """An area from its file."""
    return Area(
        id=area_id,
        name=record["name"],
        kind=record["kind"],
        covers=_coverage(record["covers"]),
        may_cover=_coverage(record.get("may_cover") or {}),
        words=tuple(record.get("words") or ()),
        basis=record.get("basis"),
    )


def _coverage(record: Record) -> Coverage:
    return Coverage(**{key: frozenset(values) for key, values in record.items()})


def build_need(need_id: str, record: Record) -> Need:
    """A need from its file."""
    plain = {key: record.get(key) for key in ("name", "parent", "description", "urgency")}
    turn_to = record.get("turn_to") or {}
    return Need(
        id=need_id,
        words=tuple(record.get("words") or ()),
        not_words=tuple(record.get("not_words") or ()),
        together=_together(record.get("together") or ()),
        turn_to_first=tuple(turn_to.get("first") or ()),
        turn_to_also=tuple(turn_to.get("also") or ()),
        **plain,  # type: ignore[arg-type]
    )


def _together(texts: Iterable[str]) -> tuple[Together, ...]:
    """Sets of words from texts like "took/swallowed + tablets/pills", or with > for words in that order."""
    found = []
    for text in texts:
        sets = (group.split("/") for group in re.split(r" [+>] ", text))
        found.append(Together(tuple(tuple(words) for words in sets), in_order=" > " in text))
    return tuple(found)


def build_language(language_id: str, record: Record) -> Language:
    """A language from its file."""
    lists = ("function_words", "year_words", "waiting_words")
    return Language(
        id=language_id,
        name=record["name"],
        checked=record["checked"],
        needs={need: tuple(phrases) for need, phrases in record["needs"].items()},
        not_words={need: tuple(phrases) for need, phrases in (record.get("not_words") or {}).items()},
        together={need: _together(texts) for need, texts in (record.get("together") or {}).items()},
        **{key: tuple(record.get(key) or ()) for key in lists},
    )


def build_organization(organization_id: str, record: Record) -> Organization:
    """An organization from its file."""
    return Organization(
        id=organization_id,
        name=record["name"],
        kind=record["kind"],
        words=tuple(record.get("words") or ()),
        website=record.get("website"),
    )


def build_document(document_id: str, record: Record) -> Document:
    """A document from its file."""
    builder = Builder(record, {}, {})
    return Document(
        id=document_id,
        name=record["name"],
        words=tuple(record.get("words") or ()),
        made_by=frozenset(record.get("made_by") or ()),
        takes_weeks=record.get("takes_weeks"),
        about=record["about"],
        source=builder.source(record),
    )


def build_service(
    service_id: str,
    record: Record,
    organizations: Mapping[str, Organization],
    areas: Mapping[str, Area],
    needs: Mapping[str, Need],
) -> Service:
    """A service from its file."""
    builder = Builder(record, areas, needs)

    def one(kind: Any, field: str) -> Any:
        return builder.build(kind, record[field]) if field in record else None

    ways_in = tuple(
        builder.build(WayIn, way, rules=builder.rules(way.get("rules"))) for way in record.get("ways_in") or ()
    )
    same = (
        "name",
        "website",
        "sector",
        "summary",
        "confidence",
        "status",
        "diagnosis_required",
        "ehc_plan_required",
    )
    lists = ("alternate_names", "former_names", "use_instead", "needs")
    rest: dict[str, Any] = {key: record[key] for key in same if key in record}
    rest |= {key: tuple(record.get(key) or ()) for key in lists}
    return Service(
        id=service_id,
        organization=organizations[record["organization"]],
        main_source=builder.sources[record["main_source"]],
        crisis=record.get("crisis", False),
        delivery=one(Statement, "delivery"),
        commissioners=builder.each(Statement, record.get("commissioner")),
        status_note=one(Statement, "status_note"),
        eligibility=builder.rules(record.get("eligibility")),
        ways_in=ways_in,
        no_way_in=one(NoWayIn, "no_way_in"),
        contacts=builder.each(Contact, record.get("contacts")),
        costs=builder.each(CostOption, record.get("costs")),
        while_waiting=builder.build(WhileWaiting, {"usable": None, **record["while_waiting"]})
        if "while_waiting" in record
        else None,
        produces=builder.each(Produced, record.get("produces")),
        measures=builder.each(Measure, record.get("measures")),
        notes=builder.each(Note, record.get("notes")),
        sources=tuple(builder.sources.values()),
        **rest,
    )


def build_pathway(pathway_id: str, record: Record) -> Pathway:
    """A pathway from its file."""
    builder = Builder(record, {}, {})
    connections = tuple(
        Connection(
            origin=edge["origin"],
            target=edge["to"],
            kind=edge["kind"],
            reason=edge.get("reason"),
            source=builder.source(edge),
        )
        for edge in record.get("connections") or ()
    )
    stages = tuple(
        Stage(stage["id"], stage["name"], stage.get("summary"), tuple(stage.get("services") or ()))
        for stage in record["stages"]
    )
    lists = ("clocks", "needs", "start", "goals", "gaps")
    return Pathway(
        id=pathway_id,
        name=record["name"],
        summary=record["summary"],
        stages=stages,
        connections=connections,
        refusals=builder.each(Refusal, record.get("refusals")),
        minimum_age=record.get("minimum_age"),
        maximum_age=record.get("maximum_age"),
        notes=builder.each(Note, record.get("notes")),
        sources=tuple(builder.sources.values()),
        **{key: tuple(record.get(key) or ()) for key in lists},
    )


def build_clock(clock_id: str, record: Record) -> StatutoryClock:
    """A statutory clock from its file."""
    builder = Builder(record, {}, {})
    limit = record.get("limit")
    same = (
        "name",
        "rule",
        "who_must_act",
        "clock_starts",
        "limit_note",
        "statutory",
        "law",
        "exceptions",
        "then",
        "confidence",
    )
    return StatutoryClock(
        id=clock_id,
        limit=TimeLimit(**limit) if limit else None,
        services=tuple(record.get("services") or ()),
        notes=tuple(record.get("notes") or ()),
        source=builder.source(record),
        sources=tuple(builder.sources.values()),
        **{key: record[key] for key in same if key in record},
    )


def build_accountability(entry_id: str, record: Record) -> Accountability:
    """An accountability entry from its file."""
    builder = Builder(record, {}, {})
    same = ("step", "service", "organization", "role", "commissioner", "funder", "amount")
    return Accountability(
        id=entry_id,
        escalation=tuple(Escalation(**step) for step in record.get("escalation") or ()),
        notes=tuple(record.get("notes") or ()),
        source=builder.source(record),
        sources=tuple(builder.sources.values()),
        **{key: record[key] for key in same if key in record},
    )
