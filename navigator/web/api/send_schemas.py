"""The shape of what we add to Open Referral records, every property with the prefix send_."""

from __future__ import annotations

from marshmallow import Schema, fields

from navigator.web.api.base import (
    boolean,
    decimal,
    integer,
    nested,
    nested_list,
    string,
    strings,
    uuid_text,
    uuid_texts,
    web_address,
)

_SOURCE = "The id, in send_sources, of the page that says so; none: our curators' inference."


class Sourced(Schema):
    """Anything that names its source."""

    source = string(_SOURCE)


class SourceSchema(Schema):
    """A page that facts were read on."""

    id = uuid_text("What facts name it by.")
    title = string("What it is.")
    url = web_address("Where it is.")
    page_date = string("The date it carries: a year, a month or a day.")
    date_note = string("What is to be said of that date.")
    read = string("When we read it.")
    confidence = string("high, medium or low.")


class StatementSchema(Sourced):
    """A sentence."""

    text = string("The sentence.")


class ToldRuleSchema(Sourced):
    """A rule of who it is for. All rules of a list must hold."""

    rule = string("age, area, setting, school-type, need, document, condition, any-of or all-of.")
    minimum = integer("Youngest age in whole years.")
    maximum = integer("Oldest age in whole years, that year included.")
    by = string("Which address decides: home, gp or school.")
    areas = strings("Areas, by our slugs: any will do.")
    any_of = strings("Settings, types of school or needs: any will do.")
    none_of = strings("Needs that rule a child out.")
    held = string("A paper that the child must have.")
    absent = string("A paper that the child must not have.")
    text = string("Words that no rule can carry: read them.")
    # A lambda, since the class is not there yet when its own body is read.
    rules = fields.List(
        fields.Nested(lambda: ToldRuleSchema()),  # noqa: PLW0108
        metadata={"description": "The rules of a group."},
    )


class WayInSchema(Sourced):
    """One door."""

    id = string("Its name among the doors of this service.")
    name = string("What it is called.")
    open_access = boolean("Whether it takes no referral.")
    referrers = strings("Who may ask.")
    passed_on_by = uuid_texts("Services that pass a child on.")
    seen_by = uuid_texts("Services that must all have seen the child first.")
    rules = nested_list(ToldRuleSchema, "Rules of this door alone.")
    documents = strings("Papers that must be in hand, by slug.")
    helpful_documents = strings("Papers that help, by slug.")
    steps = strings("What to do, in order.")
    fee_pence = integer("What it costs, in pence.")


class NoWayInSchema(Sourced):
    """Why there is no door."""

    reason = string("not-published, not-for-families or closed.")
    text = string("In words.")


class WhileWaitingSchema(Sourced):
    """Whether it can be used while waiting for something else."""

    usable = boolean("Absent: perhaps.")
    text = string("In words.")


class ProducedSchema(Sourced):
    """A paper that it gives out."""

    document = string("The paper, by slug.")
    text = string("When.")


class WaitingTimeSchema(Sourced):
    """A published figure, as published. Targets and laws are among them: see statistic."""

    statistic = string(
        "median, mean, typical, at-least, up-to, longest, percent-within, single-case, count, rate, frequency, "
        "legal-limit, target or no-figure."
    )
    clock_from = string("From what.")
    clock_to = string("To what.")
    value = decimal("The figure. Absent: none was given.")
    unit = string("Its unit.")
    within_value = decimal("For a share: within how long.")
    within_unit = string("In which unit.")
    population = string("Of whom.")
    place = string("Where, as the slug of an area. A figure of another place is for comparison only.")
    as_of = string("When it was true.")
    confidence = string("high, medium or low.")
    note = string("What else is to be said.")


class RefusalSchema(Sourced):
    """What a "no" leads to."""

    reason = string("Why it may say no.")
    text = string("What to do.")
    onward = uuid_texts("Services to turn to.")


class MeasureSchema(Sourced):
    """A published number that is not a wait."""

    text = string("The number in words.")
    as_of = string("When it was true.")


class NoteSchema(Sourced):
    """Something to know."""

    kind = string("conflict (sources disagree), caution, gap (nobody publishes it) or background.")
    text = string("In words.")


class SendProperties(Schema):
    """What the standard has no place for."""

    send_status_note = nested(StatementSchema, "What sources say of its status.")
    send_sector = string("health, education, council, voluntary or national.")
    send_confidence = string("How far our curators trust the record: high or medium.")
    send_crisis = boolean("True where it is for a crisis.")
    send_former_names = strings("What it was called before.")
    send_delivery = nested(StatementSchema, "Who delivers it, where that is somebody else.")
    send_commissioners = nested_list(StatementSchema, "Who commissions it.")
    send_use_instead = uuid_texts("Services to use instead.")
    send_diagnosis_required = boolean("Whether a diagnosis is needed. Absent: not known.")
    send_ehc_plan_required = boolean("Whether an EHC plan is needed. Absent: not known.")
    send_eligibility = nested_list(ToldRuleSchema, "Whom it is for, as rules that must all hold.")
    send_ways_in = nested_list(WayInSchema, "Its doors: one open one is enough.")
    send_no_way_in = nested(NoWayInSchema, "Why it has no door.")
    send_while_waiting = nested(WhileWaitingSchema, "Whether it helps while waiting for something else.")
    send_produces = nested_list(ProducedSchema, "Papers that it gives out.")
    send_waiting_times = nested_list(WaitingTimeSchema, "Every published figure about it.")
    send_refusals = nested_list(RefusalSchema, 'What its "no" leads to.')
    send_pathways = strings("The pathways that name it, by slug.")
    send_measures = nested_list(MeasureSchema, "Published numbers that are not waits.")
    send_notes = nested_list(NoteSchema, "What else to know.")
    send_sources = nested_list(SourceSchema, "The pages it all rests on, the main one first.")


class LinkDetails(Schema):
    """The link between a service and a place."""

    id = uuid_text("Its id.")
    service_id = uuid_text("The service.")
    location_id = uuid_text("The place.")
    description = string("What is at this place.")
    send_source = string(_SOURCE)
