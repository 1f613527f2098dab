"""The shape of our own API's answers about a child, a search, a pathway or a process."""

from __future__ import annotations

from marshmallow import Schema, fields

from navigator.web.api.base import boolean, choice, decimal, integer, nested, nested_list, string, strings
from navigator.web.api.v1_schemas import (
    BriefSchema,
    ClockSchema,
    ConnectionSchema,
    FigureSchema,
    PageSourceSchema,
    PaperSchema,
    RefusalSchema,
    SaidSchema,
    Sourced,
    links,
)

_VERDICTS = ("open", "closed", "unknown")
_LEFT_OUT = "What was given and is not known to us; the answer was worked out without it."


class FindingSchema(Sourced):
    """The answer of one rule."""

    verdict = choice("open, closed, or unknown until something is told or read.", _VERDICTS)
    reason = string("Why, from a closed list.")
    text = string("Why, in words.")
    change = string("What would change it, in words.")
    change_kind = string("What kind of news would change it.")


class DoorFindingSchema(Schema):
    """The answer of one way in."""

    id = string("Its id.")
    name = string("What it is called.")
    verdict = choice("Whether its own rules let this child in.", _VERDICTS)
    reasons = strings("Why.")
    referrers = strings("Who may ask, the one asking first.")


class EligibilitySchema(Schema):
    """Whether a service is for a child."""

    service = string("The service.")
    verdict = choice("open, closed, or unknown until something is told or read.", _VERDICTS)
    words = string("The verdict in words.")
    reasons = strings("Why, the deciding reason first.")
    change = string("What would change it.")
    needs_an_answer = boolean("Whether it hangs on something that was not told.")
    parts = nested_list(FindingSchema, "Every rule that is not simply open.")
    ways_in = nested_list(DoorFindingSchema, "Each way in.")
    would_open = strings("The smallest sets of changes that would open it, in words.")
    left_out = strings(_LEFT_OUT)


class FitSchema(BriefSchema):
    """A service in brief, and whether it is for a child."""

    verdict = choice("Whether it is for this child.", _VERDICTS)
    reasons = strings("Why.")


class HitSchema(FitSchema):
    """One hit of a search."""

    score = decimal("What it is ranked by.")
    why = strings("What the score is made of, in words.")


class ComparedSchema(FitSchema):
    """One row of a comparison."""

    referrers = strings("Who may ask.")
    wait = nested(FigureSchema, "What people met with.")
    areas = strings("Areas that its rules name.")
    conditions = strings("Conditions to read.")
    shared_needs = strings("Needs that both are for.")
    why = string("Why our curators call it an alternative.")


class FitsSchema(Schema):
    """Services for a child."""

    service = string("The service asked about.")
    services = nested_list(FitSchema, "The services, best first.")
    left_out = strings(_LEFT_OUT)


class AlternativesSchema(Schema):
    """What else serves the same need."""

    service = string("The service asked about.")
    compared = nested(ComparedSchema, "The service itself as a row.")
    alternatives = nested_list(ComparedSchema, "The others, curated ones first.")
    left_out = strings(_LEFT_OUT)


class WaitsSchema(Schema):
    """Every figure about a service."""

    service = string("The service.")
    best_wait = nested(FigureSchema, "What people met with here most recently. Absent: nobody publishes it.")
    figures = nested_list(FigureSchema, "Every figure, in the order of the ledger.")


class ReadSchema(Schema):
    """What was read in the words."""

    needs = fields.Dict(
        keys=fields.String(), values=fields.Float(), metadata={"description": "Needs, and how sure, 0 to 1."}
    )
    urgency = fields.String(allow_none=True, metadata={"description": "life-at-risk or safeguarding."})
    corrections = fields.Dict(
        keys=fields.String(), values=fields.String(), metadata={"description": "Words read as others."}
    )
    age = fields.Integer(allow_none=True, metadata={"description": "An age."})
    place = fields.String(allow_none=True, metadata={"description": "A place."})
    asker = fields.String(allow_none=True, metadata={"description": "Who asks."})
    waiting = boolean("Whether somebody waits.")
    languages = strings("Languages beside English.")
    not_listed = strings("Subjects that we do not hold.")


class SearchSchema(Schema):
    """The answer to a search; `ranked`, `crisis_shown` and `none_said` as the command line says them."""

    ranked = strings("The first 20 from the top, crisis help included.")
    crisis_shown = boolean("Whether crisis help stands above everything.")
    none_said = boolean("Whether nothing listed does what is asked.")
    read = nested(ReadSchema, "What was read in the words.")
    parts = fields.Dict(
        keys=fields.String(),
        values=fields.Dict(keys=fields.String(), values=fields.Float()),
        metadata={"description": "Points of each hit, by part."},
    )
    total = integer("How many hits there are.")
    crisis = nested_list(BriefSchema, "Crisis help, to be shown above everything.")
    hits = nested_list(HitSchema, "The hits, best first.")
    ask_next = string("The one answer about the child that would settle most hits.")
    left_out = strings(_LEFT_OUT)


class RouteWaitSchema(Schema):
    """A published wait on a route."""

    weeks = fields.Float(allow_none=True, metadata={"description": "Weeks; null: nobody publishes it."})
    as_of = fields.String(allow_none=True, metadata={"description": "When the figure was true."})


class LegSchema(Schema):
    """One referral on a route."""

    to = string("Which service.")
    by = string("Who asks; service: another service passes the child on.")
    origin = fields.String(
        data_key="from",
        attribute="from",
        allow_none=True,
        metadata={"description": "Which service it comes from."},
    )
    documents = strings("Papers, by name.")
    wait = nested(RouteWaitSchema, "The wait.")


class RouteSchema(Schema):
    """A route. None is beaten by another on all four costs."""

    wait_weeks = decimal("Published waits added up, in weeks.")
    unknown_waits = integer("Waits that nobody publishes.")
    fee_pence = integer("Published prices added up.")
    referrals = nested_list(LegSchema, "Who must ask whom, in order.")


class PlanSchema(Schema):
    """The way to a service or to help with a need, as the command line tells it."""

    goal = string("The service or need.")
    answer = string("routes, closed, unknown or crisis-first.")
    routes = nested_list(RouteSchema, "The routes, shortest first.")
    reasons = strings("Why it is not simply a route, or what is still to be read.")
    while_waiting = strings("Services that help meanwhile.")
    if_refused = strings("Services to turn to after a no.")
    left_out = strings(_LEFT_OUT)


class PathwayListItemSchema(Schema):
    """A pathway in brief."""

    id = string("Its id.")
    name = string("What it is called.")
    summary = string("What it is about.")
    minimum_age = integer("Youngest age.")
    maximum_age = integer("Oldest age, that year included.")
    needs = strings("Needs.")
    start = strings("Where it starts.")
    goals = strings("Where it leads.")
    links = links()


class StageSchema(Schema):
    """A point reached on a pathway."""

    id = string("Its id.")
    name = string("What it is called.")
    summary = string("What happens.")
    services = strings("Services that belong to it.")


class PathwaySchema(PathwayListItemSchema):
    """A pathway."""

    stages = nested_list(StageSchema, "Its stages, in order.")
    connections = nested_list(ConnectionSchema, "How services connect.")
    refusals = nested_list(RefusalSchema, 'What each "no" leads to.')
    clocks = nested_list(ClockSchema, "Limits that run.")
    gaps = strings("What nobody publishes or offers.")
    notes = nested_list(SaidSchema, "What else to know.")
    sources = nested_list(PageSourceSchema, "The pages it rests on.")


class PathwayListSchema(Schema):
    """Every pathway."""

    pathways = nested_list(PathwayListItemSchema, "The pathways, by name.")


class NeedSchema(Schema):
    """A need."""

    id = string("Its id.")
    name = string("What it is called.")
    parent = string("The need it stands under.")
    description = string("What it means.")
    urgency = string("Where it takes urgent help: life-at-risk or safeguarding.")


class NeedListSchema(Schema):
    """The tree of needs."""

    needs = nested_list(NeedSchema, "The needs, by id.")


class PaperListSchema(Schema):
    """Papers that open doors."""

    documents = nested_list(PaperSchema, "The papers, by id.")


class ProcessSchema(Schema):
    """A course of events with legal limits."""

    id = string("Its id.")
    name = string("What it is called.")
    summary = string("What its dates are.")
    starts = fields.Dict(
        keys=fields.String(), values=fields.String(), metadata={"description": "Parameters, and what they are."}
    )


class ProcessListSchema(Schema):
    """Every process that has legal limits."""

    processes = nested_list(ProcessSchema, "The processes.")


class LinkedPageSchema(Schema):
    """A page."""

    title = string("What it is.")
    url = fields.String(allow_none=True, metadata={"description": "Where it is."})


class ExcuseSchema(Schema):
    """A reason in law for which a limit need not be kept."""

    reason = string("Which reason.")
    answer = string("may, no, not-known or depends.")
    text = string("In words.")


class DeadlineSchema(Schema):
    """A legal limit with its date."""

    id = string("Its id.")
    name = string("What must have happened by the day.")
    date = fields.String(allow_none=True, metadata={"description": "The day; null: see why_no_date."})
    why_no_date = fields.String(allow_none=True, metadata={"description": "Why no day can be given."})
    passed = fields.Boolean(allow_none=True, metadata={"description": "Whether the day has passed."})
    law = string("Which law.")
    clock = fields.String(allow_none=True, metadata={"description": "The record it rests on."})
    who_must_act = string("Who must act.")
    if_missed = string("What to do when it is missed.")
    worked_out = strings("How the day was counted.")
    certainty = fields.String(allow_none=True, metadata={"description": "How sure the day is."})
    cautions = strings("Why it is less than sure.")
    may_be_excused = nested_list(ExcuseSchema, "Reasons for which it need not be kept.")
    source = fields.Nested(LinkedPageSchema, allow_none=True, metadata={"description": "The page that says so."})


class DeadlinesSchema(Schema):
    """Legal limits with dates, as the command line tells them."""

    process = string("The process.")
    name = string("What it is called.")
    today = string("The day on which this was worked out.")
    given = fields.Dict(
        keys=fields.String(), values=fields.String(), metadata={"description": "The days counted from."}
    )
    deadlines = nested_list(DeadlineSchema, "The limits, in the order of the law.")
