"""The shape of Open Referral records as we serve them. A field without a value is left out."""

from __future__ import annotations

from marshmallow import Schema

from navigator.web.api.base import (
    PageSchema,
    choice,
    decimal,
    integer,
    nested,
    nested_list,
    string,
    strings,
    uuid_text,
    web_address,
)
from navigator.web.api.send_schemas import LinkDetails, SendProperties

_SOURCE = "The id, in send_sources of the service, of the page that says so; none: our curators' inference."
_SLUG = "Our own short name of it, which its page's address ends in."


class ApiDetailsSchema(Schema):
    """What this API is."""

    version = string("HSDS-UK-3.0.")
    profile = web_address("Where the profile is explained.")
    openapi_url = web_address("This document.")


class TaxonomyListItemSchema(Schema):
    """A list of terms of ours."""

    id = uuid_text("Its id.")
    name = string("What it is called.")
    description = string("What its terms are about.")
    send_slug = string(_SLUG)


class TermSchema(Schema):
    """A term with which records are tagged."""

    id = uuid_text("Its id.")
    code = string("Its code with our prefix, like send-needs:anxiety.")
    name = string("What it is called.")
    term = string("Its name once more, as UK readers look for it.")
    description = string("What it means; its name where nothing more is said.")
    parent_id = uuid_text("The term it stands under.")
    taxonomy = string("The name of its taxonomy.")
    taxonomy_id = uuid_text("The id of its taxonomy.")
    send_slug = string(_SLUG)


class TaxonomySchema(TaxonomyListItemSchema):
    """A taxonomy with its terms."""

    taxonomy_terms = nested_list(TermSchema, "All of its terms.")


class AttributeSchema(Schema):
    """A tag: what it says stands in its term."""

    id = uuid_text("Its id.")
    link_id = uuid_text("The id of the record that is tagged.")
    link_type = choice(
        "What the tag says: need, referrer (who may ask), document_produced, eligibility, waiting_time (what "
        "people met with, value in weeks) or referral (value is the id of the other service).",
        ("need", "referrer", "document_produced", "eligibility", "waiting_time", "referral"),
    )
    link_entity = string("What kind of record is tagged: service.")
    taxonomy_term_id = uuid_text("The id of the term.")
    taxonomy_term = nested(TermSchema, "The term.")
    value = string("Weeks for waiting_time, the id of the other service for referral.")
    send_reason = string("Why our curators connect the two services.")
    send_as_of = string("When the figure was true: a year, a month or a day.")
    send_source = string(_SOURCE)


class OrganizationListItemSchema(Schema):
    """Who runs services."""

    id = uuid_text("Its id.")
    name = string("What it is called.")
    alternate_name = string("Other names, joined by semicolons.")
    description = string("What kind of body it is and what it runs in this directory.")
    website = web_address("Its website.")
    send_slug = string(_SLUG)
    send_kind = string("nhs, council, school, charity, government, company, partnership or community.")


class PhoneSchema(Schema):
    """A number."""

    id = uuid_text("Its id.")
    number = string("The number.")
    type = choice("voice, or text for messages.", ("voice", "text"))
    description = string("What it is for.")
    send_source = string(_SOURCE)


class ContactSchema(Schema):
    """How to get in touch. No person is named."""

    id = uuid_text("Its id.")
    service_id = uuid_text("The service.")
    name = string("What it is for.")
    email = string("An email address.", format="email")
    phones = nested_list(PhoneSchema, "Numbers.")


class ScheduleSchema(Schema):
    """Hours. Times are local, Europe/London. Without days and times only the words are sure."""

    id = uuid_text("Its id.")
    service_id = uuid_text("The service.")
    freq = choice("How often.", ("WEEKLY",))
    byday = string("Days, like MO,WE.")
    opens_at = string("HH:MM.")
    closes_at = string("HH:MM.")
    description = string("The hours as published.")
    notes = string("What else is said of them.")
    send_source = string(_SOURCE)


class ServiceAreaSchema(Schema):
    """An area that a rule of the service names."""

    id = uuid_text("Its id.")
    service_id = uuid_text("The service.")
    name = string("What it is called.")
    service_area = string("Its name once more, as UK readers look for it.")
    description = string("Which address decides: home, GP practice or school.")
    extent = string("ONS codes or parts of postcodes that it covers.")
    extent_type = choice("How to read extent.", ("text",))
    uri = web_address("The ONS address of its code, where it is a single one.")
    send_slug = string(_SLUG)
    send_by = choice("Which address decides.", ("home", "gp", "school"))


class CostOptionSchema(Schema):
    """What it costs."""

    id = uuid_text("Its id.")
    service_id = uuid_text("The service.")
    option = string("The cost as published.")
    amount = decimal("Pounds; 0 is free. Absent where the cost is no plain price.")
    currency = choice("GBP.", ("GBP",))
    send_source = string(_SOURCE)


class FundingSchema(Schema):
    """Who pays for it."""

    id = uuid_text("Its id.")
    service_id = uuid_text("The service.")
    source = string("Who pays.")
    send_source = string(_SOURCE)


class RequiredDocumentSchema(Schema):
    """A paper that a way in asks for."""

    id = uuid_text("Its id.")
    service_id = uuid_text("The service.")
    document = string("The paper.")
    send_slug = string(_SLUG)
    send_ways_in = strings("The ways in that ask for it, where not all do.")


class ProgramSchema(Schema):
    """A pathway: a curated map of one journey through services."""

    id = uuid_text("Its id.")
    name = string("What it is called.")
    description = string("What it is about.")
    send_slug = string(_SLUG)


class AddressSchema(Schema):
    """A postal address. The county stands in state_province where the source gives it, else the town."""

    id = uuid_text("Its id.")
    address_1 = string("House and street.")
    city = string("Town or village.")
    region = string("County.")
    state_province = string("County, or the town once more.")
    postal_code = string("Postcode.")
    country = string("GB.")
    address_type = choice("What it is for.", ("physical", "postal"))


class LocationListItemSchema(Schema):
    """A place."""

    id = uuid_text("Its id.")
    location_type = choice("Whether one can go there.", ("physical", "postal"))
    name = string("The address as published.")
    latitude = decimal("WGS84 degrees, of the middle of its postcode.")
    longitude = decimal("WGS84 degrees, of the middle of its postcode.")
    send_position = choice("What the position is of.", ("postcode",))


class LocationSchema(LocationListItemSchema):
    """A place with its address, where the source gives all its parts."""

    addresses = nested_list(AddressSchema, "Its address.")


class ServiceLocationSchema(LinkDetails):
    """A place at which a service is."""

    location = nested(LocationSchema, "The place.")


class ServiceListItemSchema(Schema):
    """A service as a list shows it."""

    id = uuid_text("Its id.")
    organization_id = uuid_text("Who runs it.")
    program_id = uuid_text("The pathway that leads to it, or the first that names it.")
    name = string("What it is called.")
    alternate_name = string("Other names, joined by semicolons.")
    description = string("What it does, as HTML without tags.")
    url = web_address("Its own page.")
    email = string("The email address to write to first.", format="email")
    status = choice(
        "active where a source says that it runs, or no source says anything (send_status is absent then).",
        ("active", "inactive", "defunct", "temporarily closed"),
    )
    application_process = string("How to ask, one line for each way in.")
    fees_description = string("What it costs.")
    fees = string("What it costs, once more for UK readers.")
    eligibility_description = string("Whom it is for, in sentences. send_eligibility has the rules as data.")
    minimum_age = integer("The lowest age in whole years that any way in takes.")
    maximum_age = integer("The highest age in whole years, that year included, that any way in takes.")
    assured_date = string("The last day on which a page about it was read, where the day is known.", format="date")
    alert = string("Whether it is closed or changed, and what to try instead.")
    last_modified = string("When a file of ours behind it last changed.", format="date-time")
    organization = nested(OrganizationListItemSchema, "Who runs it.")
    program = nested(ProgramSchema, "The pathway.")
    send_slug = string(_SLUG)
    send_status = string("What sources say: open, paused, closed, closing, planned or changed. Absent: nothing.")


class PlacelessServiceSchema(ServiceListItemSchema, SendProperties):
    """A service with everything nested but its places."""

    phones = nested_list(PhoneSchema, "Numbers.")
    contacts = nested_list(ContactSchema, "Ways to get in touch.")
    schedules = nested_list(ScheduleSchema, "Hours.")
    service_areas = nested_list(ServiceAreaSchema, "Areas that its rules name.")
    cost_options = nested_list(CostOptionSchema, "Costs.")
    funding = nested_list(FundingSchema, "Who pays.")
    required_documents = nested_list(RequiredDocumentSchema, "Papers that some way in asks for.")
    attributes = nested_list(AttributeSchema, "Tags.")


class ServiceSchema(PlacelessServiceSchema):
    """A service, everything nested."""

    service_at_locations = nested_list(ServiceLocationSchema, "Its places.")


class OrganizationSchema(OrganizationListItemSchema):
    """Who runs services, with the services where they were asked for."""

    services = nested_list(ServiceSchema, "Its services, with full_service only.")


class LinkListItemSchema(LinkDetails):
    """A service at a place as a list shows it."""

    location = nested(LocationListItemSchema, "The place.")
    service = nested(ServiceListItemSchema, "The service.")


class LinkSchema(LinkDetails):
    """A service at a place, everything nested but the service's other places."""

    location = nested(LocationSchema, "The place.")
    service = nested(PlacelessServiceSchema, "The service.")


class ServicePageSchema(PageSchema):
    """A page of services; with full everything is nested."""

    contents = nested_list(ServiceSchema, "The services.")


class LinkPageSchema(PageSchema):
    """A page of services at places; with full everything is nested."""

    contents = nested_list(LinkSchema, "The services at places.")


class OrganizationPageSchema(PageSchema):
    """A page of organisations."""

    contents = nested_list(OrganizationSchema, "The organisations.")


class TaxonomyPageSchema(PageSchema):
    """A page of taxonomies."""

    contents = nested_list(TaxonomyListItemSchema, "The taxonomies.")


class TermPageSchema(PageSchema):
    """A page of terms."""

    contents = nested_list(TermSchema, "The terms.")
