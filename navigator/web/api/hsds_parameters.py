"""What may be asked of the Open Referral API. Parameters that we do not know are left alone."""

from __future__ import annotations

import datetime
import re
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from navigator.exchange import DAYS
from navigator.web.api.base import PagingSchema, WholeNumber

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAMED_DAYS = {
    spelling: day
    for day, name in zip(DAYS, DAY_NAMES, strict=True)
    for spelling in (day, day.lower(), name, name.lower())
}
_TIME = re.compile(r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]$")
POSTCODE = re.compile(r"^[A-Za-z]{1,2}[0-9][A-Za-z0-9]?(?: ?[0-9](?:[A-Za-z]{2})?)?$")
_DATE_OR_MOMENT = "a date like 2026-09-01 or a moment like 2026-09-01T10:00:00Z"


class Moment(fields.DateTime):
    """A date or a moment; without a zone it is UTC, and a date is its first moment."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime.datetime:
        try:
            read = datetime.datetime.fromisoformat(str(value).strip().upper().replace(" ", "+"))
            return (read if read.tzinfo else read.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC)
        except (ValueError, OverflowError):
            raise ValidationError(f"Give {_DATE_OR_MOMENT}.") from None


def _uuid(described: str) -> fields.UUID:
    return fields.UUID(metadata={"description": described}, error_messages={"invalid_uuid": "Give a UUID."})


def _flag(described: str) -> fields.Boolean:
    return fields.Boolean(load_default=False, metadata={"description": described})


def _age(described: str) -> fields.Float:
    return fields.Float(
        validate=validate.Range(min=0, max=120, error="Give an age in years from 0 to 120."),
        metadata={"description": described, "example": 5},
        error_messages={"invalid": "Give an age in years, like 5."},
    )


def _time(described: str) -> fields.String:
    rule = validate.Regexp(_TIME, error="Give a time like 09:30.")
    return fields.String(validate=rule, metadata={"description": described, "example": "09:00"})


class ListSchema(PagingSchema):
    """What every list may be asked."""

    search = fields.String(
        validate=validate.Length(max=1000, error="Use at most 1,000 characters."),
        metadata={"description": "Words to look for.", "example": "speech therapy"},
    )
    format = fields.String(
        validate=validate.OneOf(["json"], error="Only json is given; ask page by page."),
        metadata={"description": "Only json: there is no stream of lines."},
    )


class ServiceFilterSchema(ListSchema):
    """Filters of services, joined by AND."""

    taxonomy_term_id = _uuid("Only services tagged with this term, or with one below it.")
    taxonomy_id = _uuid("Only services tagged with any term of this taxonomy.")
    minimum_age = _age("Literally: only services whose minimum_age is this or more. See send_age.")
    maximum_age = _age("Literally: only services whose maximum_age is this or less. See send_age.")
    start_time = _time("Only services with hours that open at this time or later (Europe/London).")
    end_time = _time("Only services with hours that close at this time or earlier (Europe/London).")
    day = fields.String(
        validate=validate.OneOf(list(_NAMED_DAYS), error="Give a day: MO, TU, WE, TH, FR, SA, SU or its name."),
        metadata={"description": "Only services with hours on this day.", "example": "MO"},
    )
    organization_id = _uuid("Only services of this organisation.")
    modified_after = Moment(
        metadata={
            "description": f"Only services whose last_modified is on or after this: {_DATE_OR_MOMENT}.",
            "example": "2026-09-01T10:00:00Z",
        }
    )
    send_age = WholeNumber(
        validate=validate.Range(min=0, max=25, error="Give an age in whole years from 0 to 25."),
        metadata={"description": "Ours: only services that do not rule out a child of this age.", "example": 7},
    )
    full = _flag("With everything nested.")


class ServiceListSchema(ServiceFilterSchema):
    """What the list of services may be asked."""

    minimal = _flag("Only id and last_modified.")


class LinkListSchema(ServiceFilterSchema):
    """What the list of services at places may be asked."""

    postcode = fields.String(
        validate=validate.Regexp(POSTCODE, error="Give a postcode like OX4 2JD, or its first half, like OX4."),
        metadata={
            "description": "Only services that do not rule out this place.",
            "format": "uk-postcode",
            "example": "OX4 2JD",
        },
    )
    proximity = fields.Float(
        validate=validate.Range(min=0, error="Give a distance in metres, from 0."),
        metadata={"description": "With postcode: only places within this many metres of its middle."},
        error_messages={"invalid": "Give a distance in metres, like 5000."},
    )


class TermListSchema(ListSchema):
    """What the list of terms may be asked."""

    taxonomy_id = _uuid("Only terms of this taxonomy.")
    parent_id = _uuid("Only terms right under this one.")
    top_only = _flag("Only terms that stand under no other.")


class OrganizationSchemaAsked(Schema):
    """What one organisation may be asked."""

    full_service = _flag("With its services, everything nested.")


class OrganizationListSchema(ListSchema):
    """What the list of organisations may be asked."""

    full = _flag("With everything nested; the same as without it, but for full_service.")
    full_service = _flag("With their services, everything nested.")


def read_day(given: str | None) -> str | None:
    """A day of the week as the standard codes it."""
    return None if given is None else _NAMED_DAYS[given]
