"""What may be asked of our own API, in the same names as the pages' addresses. Others are refused."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import Schema, fields, validate

from navigator.domain.areas import Verdict
from navigator.domain.deadlines import Start
from navigator.domain.profile import Referrer, SchoolType, Setting
from navigator.domain.services import Sector
from navigator.domain.waits import Statistic
from navigator.intake import ASKERS, MAX_ITEMS
from navigator.search import Order
from navigator.web.api.base import PagingSchema, WholeNumber
from navigator.web.api.hsds_parameters import POSTCODE

_SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_DAY = re.compile(r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$")
_MOST_LETTERS = 100


def _slug(described: str, **details: str) -> fields.String:
    rule = validate.Regexp(_SLUG, error="Give an id: lower-case words joined by hyphens.")
    rules = [rule, validate.Length(max=_MOST_LETTERS)]
    return fields.String(validate=rules, metadata={"description": described, **details})


def _need() -> fields.String:
    return _slug("Only services for this need or one below it, by id; see /needs.", format="send-need")


def _choice(choices: Any, described: str) -> fields.String:
    rule = validate.OneOf([str(one) for one in choices], error="Choose one of: {choices}.")
    return fields.String(validate=rule, metadata={"description": described})


def _place(described: str) -> fields.String:
    rule = validate.Length(min=1, max=_MOST_LETTERS, error="Give a place in at most 100 characters.")
    return fields.String(validate=rule, metadata={"description": described, "example": "Oxfordshire"})


def _several(described: str, example: str) -> fields.List[Any]:
    return fields.List(
        fields.String(validate=validate.Length(min=1, max=_MOST_LETTERS)),
        validate=validate.Length(max=MAX_ITEMS, error="Give at most 50 of these."),
        metadata={"description": f"{described} May be given again.", "example": [example]},
    )


def _yes(described: str) -> fields.Boolean:
    return fields.Boolean(
        load_default=False,
        metadata={"description": described},
        error_messages={"invalid": "Give true or false."},
    )


class ProfileSchema(Schema):
    """What is told of one child. Everything may be missing, and missing is never taken for a no."""

    asker = _choice(ASKERS, "Who is asking.")
    age = WholeNumber(
        validate=validate.Range(min=0, max=25, error="Give an age in whole years from 0 to 25."),
        metadata={"description": "The child's age in whole years.", "example": 9},
    )
    age_months = WholeNumber(
        validate=validate.Range(min=0, max=11, error="Give a number of months from 0 to 11."),
        metadata={"description": "Whole months since the last birthday."},
    )
    postcode = fields.String(
        validate=validate.Regexp(POSTCODE, error="Give a postcode like OX4 2JD, or its first half, like OX4."),
        metadata={
            "description": "Home postcode or its first half. It is looked up and forgotten.",
            "format": "uk-postcode",
            "example": "OX4",
        },
    )
    area = _place("Council area of the home, where no postcode is given.")
    gp_area = _place("Council area or postcode of the GP practice.")
    school_area = _place("Council area or postcode of the school or nursery.")
    setting = _choice(Setting, "Where the child learns.")
    school_type = _choice(SchoolType, "What kind of school.")
    needs = _several("A need, by id or in words; see /needs.", "autism-assessment")
    documents = _several('A paper in hand, by id or in words; see /documents. "none": no papers.', "none")
    seen_by = _several("A service that has seen the child, by id.", "camhs-single-point-of-access")


class SearchSchema(ProfileSchema):
    """A search."""

    q = fields.String(
        load_default="",
        validate=validate.Length(max=1000, error="Use at most 1,000 characters."),
        metadata={
            "description": "A worry in somebody's own words. Empty: everything.",
            "example": "waiting for camhs",
        },
    )
    need = _need()
    sector = _choice(Sector, "Only those run by this sector.")
    referrer = _choice(Referrer, "Only those that this role may ask.")
    fit = _choice(Verdict, "Only those that are so for this child.")
    fits = _yes("Without those that are shut to this child.")
    free = _yes("Only free ones.")
    open_access = _yes("Only those that take no referral.")
    while_waiting = _yes("Only those that can, or perhaps can, be used while waiting.")
    running = _yes("Only those that no source calls shut, paused or not open yet.")
    sort = _choice(Order, "In which order.")
    unread = _several('What not to read in q: "need:ID", "word:WORD", "age", "place", "asker", "waiting".', "age")
    limit = WholeNumber(
        load_default=20,
        validate=validate.Range(min=1, max=500, error="Ask for 1 to 500."),
        metadata={"description": "The most hits to give."},
    )


class ServiceListSchema(PagingSchema):
    """Which services to list."""

    need = _need()
    sector = _choice(Sector, "Only those run by this sector.")
    organization = _slug("Only those of this organisation.")


class WaitListSchema(PagingSchema):
    """Which figures to list."""

    service = _slug("Only figures about this service.")
    statistic = _choice(Statistic, "Only figures of this kind.")
    place = _slug("Only figures of this area.")


def _day(start: Start) -> fields.String:
    rule = validate.Regexp(_DAY, error="Give a day like 2026-09-01.")
    return fields.String(
        data_key=start.value,
        validate=rule,
        metadata={"description": f"When this happened: {start.value.replace('-', ' ')}.", "format": "date"},
    )


DaysSchema = Schema.from_dict({start.name: _day(start) for start in Start}, name="DaysSchema")
"""What happened when. Only the starts of the process that is asked about may be given."""
