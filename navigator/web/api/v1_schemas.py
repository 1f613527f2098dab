"""The shape of our own API's records. A field without a value is left out: not known."""

from __future__ import annotations

from marshmallow import Schema, fields

from navigator.web.api.base import (
    PageSchema,
    boolean,
    decimal,
    integer,
    nested,
    nested_list,
    string,
    strings,
    web_address,
)
from navigator.web.api.send_schemas import ToldRuleSchema


def links() -> fields.Dict:
    """Paths on this site, by name."""
    return fields.Dict(
        keys=fields.String(), values=fields.String(), metadata={"description": "Paths on this site, by name."}
    )


class IndexSchema(Schema):
    """What this API is."""

    name = string("What it is called.")
    openapi = string("The path of this document.")
    documentation = string("The path of the page that shows it.")
    links = links()


class PageSourceSchema(Schema):
    """The page that says so. Absent: our curators' inference."""

    title = string("What it is.")
    url = web_address("Where it is.")
    page_date = string("The date it carries: a year, a month or a day.")
    date_note = string("What is to be said of that date.")
    read = string("When we read it.")
    confidence = string("high, medium or low.")


class Sourced(Schema):
    """Anything that names its source."""

    source = nested(PageSourceSchema, "The page that says so.")


class FigureSchema(Sourced):
    """A published figure. A target, a law and what people met with are different things: see statistic."""

    service = string("The service it is about.")
    statistic = string("Which kind of figure.")
    clock_from = string("From what.")
    clock_to = string("To what.")
    value = decimal("The figure.")
    unit = string("Its unit.")
    within_value = decimal("For a share: within how long.")
    within_unit = string("In which unit.")
    population = string("Of whom.")
    place = string("Where: the id of an area.")
    as_of = string("When it was true.")
    confidence = string("high, medium or low.")
    note = string("What else is to be said.")
    weeks = decimal("The usual length in weeks; absent where the figure is none.")
    local = boolean("Whether it is of this county; others are for comparison.")
    words = string("The figure in words.")


class PaperSchema(Schema):
    """A paper."""

    id = string("Its id.")
    name = string("What it is called.")
    about = string("What it is.")


class DoorSchema(Sourced):
    """A way in."""

    id = string("Its id.")
    name = string("What it is called.")
    open_access = boolean("Whether it takes no referral.")
    referrers = strings("Who may ask.")
    passed_on_by = strings("Services that pass a child on.")
    after = strings("Services that must have seen the child first.")
    documents = nested_list(PaperSchema, "Papers that must be in hand.")
    helpful_documents = nested_list(PaperSchema, "Papers that help.")
    eligibility = strings("Its own rules in words.")
    steps = strings("What to do, in order.")
    fee_pence = integer("What it costs, in pence.")


class SaidSchema(Sourced):
    """A sentence, with what kind it is."""

    kind = string("What it is for.")
    reason = string("Which reason of a closed list.")
    text = string("The sentence.")
    amount_pence = integer("For a cost: pence; 0 is free.")


class ContactSchema(Sourced):
    """How to get in touch."""

    kind = string("phone, text, email, address or hours.")
    value = string("The number, address or hours.")
    note = string("What it is for.")
    caution = string("What to take care of.")


class ConnectionSchema(Sourced):
    """A curated edge between two services."""

    origin = string("From which service.")
    target = string("To which service.")
    kind = string("What the one is to the other.")
    reason = string("Why.")


class RefusalSchema(Sourced):
    """What a "no" leads to."""

    service = string("Which service says it.")
    reason = string("Why it may.")
    text = string("What to do.")
    onward = strings("Services to turn to.")


class ClockSchema(Sourced):
    """A legal or guidance limit."""

    id = string("Its id.")
    name = string("What it is called.")
    rule = string("What it says.")
    limit = string("How long, in words.")
    statutory = boolean("Whether it is law.")
    law = string("Which law.")


class BriefSchema(Schema):
    """A service in brief."""

    id = string("Its id.")
    name = string("What it is called.")
    organization = string("Who runs it.")
    sector = string("health, education, council, voluntary or national.")
    summary = string("What it does.")
    status = string("What sources say of it running; absent: nothing.")
    running = boolean("False where a source says that it is shut, closing, paused or not open yet.")
    free = boolean("Whether sources call it free; absent: none says.")
    open_access = boolean("Whether some door takes no referral.")
    needs = strings("Needs that it is for.")
    website = web_address("Its own page.")
    links = links()


class WholeSchema(BriefSchema):
    """Everything we know of a service."""

    alternate_names = strings("Other names.")
    former_names = strings("What it was called before.")
    status_note = nested(SaidSchema, "What sources say of its status.")
    use_instead = strings("Services to use instead.")
    crisis = boolean("True where it is for a crisis.")
    diagnosis_required = boolean("Absent: not known.")
    ehc_plan_required = boolean("Absent: not known.")
    eligibility = strings("Whom it is for, in sentences that must all hold.")
    rules = nested_list(ToldRuleSchema, "The same as data; their sources stand in the Open Referral record.")
    ways_in = nested_list(DoorSchema, "Its doors.")
    no_way_in = nested(SaidSchema, "Why it has no door.")
    contacts = nested_list(ContactSchema, "How to get in touch.")
    costs = nested_list(SaidSchema, "What it costs.")
    best_wait = nested(FigureSchema, "What people met with here most recently. Absent: nobody publishes it.")
    connections = nested_list(ConnectionSchema, "Where it leads.")
    refusals = nested_list(RefusalSchema, 'What its "no" leads to.')
    pathways = strings("Pathways that name it.")
    clocks = nested_list(ClockSchema, "Limits that bind it.")
    notes = nested_list(SaidSchema, "What else to know.")
    confidence = string("How far our curators trust the record.")
    sources = nested_list(PageSourceSchema, "The pages it rests on, the main one first.")


class ServicePageSchema(PageSchema):
    """A page of services."""

    contents = nested_list(BriefSchema, "The services.")


class FigurePageSchema(PageSchema):
    """A page of figures."""

    contents = nested_list(FigureSchema, "The figures.")
