"""Whatever the curated files say can be traced to what was gathered: no number, page, age or status more.

Each difference that a curator made on purpose stands in a list here, with its reason.
"""

from collections import defaultdict

import pytest
from gathered import keep_digits, list_emails, list_numbers, list_told, list_web_addresses, plain

from navigator.domain.eligibility import AgeRange, AgeRule
from navigator.domain.services import ContactKind

# ---- numbers, emails, addresses, hours ------------------------------------------------------

REWORDED = {
    # The move of the clinic from South Parade to Murray House is planned: both places are shown.
    ("bladder-and-bowel-service", "South Parade, Oxford"),
    ("complex-care-respite-nursing", "Respite can run outside 8am to 5pm where an assessment shows the need"),
    ("oxford-health-pals", "Monday to Friday, 9.30am-4.30pm"),
    ("youngminds-parents-helpline", "Weekdays in the daytime, from 9am or 9.30am to 4pm"),
}
"""Places and hours told in other words than those gathered; each was compared by eye."""

ANOTHERS_NUMBER = {("lcss", "03450507666"): "mash"}
"""Numbers that a service tells because they are another service's: whose they are."""


def test_every_number_and_email_was_gathered_for_that_service(facts, service_files):
    """Anywhere in the record: contacts, steps, notes and cautions."""
    invented = set()
    for service_id, record in service_files.items():
        told = "\n".join(list_told(record))
        gathered = facts.words_about(service_id)
        numbers = list_numbers(told) - list_numbers(gathered) - {"999", "111", "112"}
        invented |= {(service_id, item) for item in numbers | (list_emails(told) - list_emails(gathered))}

    assert invented == set(ANOTHERS_NUMBER)
    for (_, number), owner in ANOTHERS_NUMBER.items():
        assert number in list_numbers(facts.words_about(owner))


def test_every_contact_number_is_one_that_we_can_compare(directory):
    """A number of a kind these tests do not recognise would pass them unread."""
    unread = [
        (service.id, contact.value)
        for service in directory.services.values()
        for contact in service.contacts
        if contact.kind in (ContactKind.PHONE, ContactKind.TEXT)
        and list_numbers(contact.value) != {keep_digits(contact.value)}
    ]

    assert unread == []


def test_every_place_and_opening_time_was_gathered(directory, facts):
    invented = {
        (service.id, contact.value)
        for service in directory.services.values()
        for contact in service.contacts
        if contact.kind in (ContactKind.ADDRESS, ContactKind.HOURS)
        and plain(contact.value) not in plain(facts.words_about(service.id))
    }

    assert invented == REWORDED


def test_no_number_or_email_elsewhere_in_the_files_is_new(facts, curated_files):
    """Pathways, needs, documents, clocks and roles: every number there belongs to a gathered service."""
    known = set().union(*(list_numbers(facts.words_about(key)) for key in facts.services))
    known_emails = set().union(*(list_emails(facts.words_about(key)) for key in facts.services))
    invented = [
        (path, item)
        for path, record in curated_files.items()
        for text in list_told(record)
        for item in (list_numbers(text) - known) | (list_emails(text) - known_emails)
        if item not in ("999", "111", "112")
    ]

    assert invented == []


# ---- pages ----------------------------------------------------------------------------------


TERM_DATES = {
    "https://www.oxfordshire.gov.uk/residents/schools/term-dates-and-holidays",
    "https://www.chippingnortonschool.org/25/our-term-dates",
}
"""Pages read for the school calendar alone: the gathered facts hold no term dates."""


def test_every_web_address_in_any_file_was_gathered(facts, curated_files):
    invented = [
        (path, address)
        for path, record in curated_files.items()
        for address in list_web_addresses(record)
        if address not in facts.web_addresses | TERM_DATES
    ]

    assert invented == []


def test_every_page_behind_a_figure_was_gathered(directory, facts):
    assert [wait for wait in directory.waits if wait.source.url not in facts.web_addresses] == []


# ---- figures --------------------------------------------------------------------------------

TOLD_BY_A_NOTE = {
    (
        "right-to-choose-neurodevelopmental",
        44.0,
    ): "the upper end of a range whose lower end is the gathered figure",
    ("ehc-needs-assessment", 50.0): "England beside Oxfordshire; gathered under send-improvement-board",
    ("oxford-health-pals", 2.0): "gathered as a later correction",
}


def test_every_figure_in_the_ledger_was_gathered(directory, facts):
    gathered = {
        (service_id, None if figure.get("value") is None else float(figure["value"]))
        for service_id, figure in facts.figures
    }
    invented = {(wait.service, wait.value) for wait in directory.waits} - gathered

    assert invented == set(TOLD_BY_A_NOTE)


PLACES = {"UK": "united-kingdom", "Oxford University Hospitals": "oxfordshire"}


def test_a_figure_stands_for_the_place_it_was_measured_in(directory, facts):
    """Another county's wait shown as Oxfordshire's would be a false promise."""
    measured, filed = defaultdict(set), defaultdict(set)
    for service_id, figure in facts.figures:
        if place := figure.get("geography"):
            key = (service_id, figure["value"], figure["source"])
            measured[key].add(PLACES.get(place, place.lower().replace(" ", "-").replace(",", "")))
    for wait in directory.waits:
        filed[wait.service, wait.value, wait.source.url].add(wait.place)

    assert set().union(*measured.values()) >= {"oxfordshire", "england", "buckinghamshire"}
    assert {key: filed[key] for key in measured if filed[key] != measured[key]} == {}


# ---- ages -----------------------------------------------------------------------------------

OTHER_AGES = {
    # A limit that the words of the fact give although its age fields do not.
    "camhs-getting-help": (None, 17, "reached through CAMHS, which is for under-18s"),
    "camhs-neurodevelopmental-conditions": (5, 17, "under-fives go to community paediatrics instead"),
    "physiotherapy-community": (None, 19, "part of the integrated therapies, which end at 19"),
    "send-designated-clinical-officer": (0, 25, "the role covers SEND, birth to 25"),
    "request-additional-funding": (4, None, "reception age upwards"),
    "early-years-additional-funding": (None, 4, "nursery age"),
    "papyrus-hopeline247": (None, 34, "under 35"),
    "the-mix": (None, 24, "under 25"),
    # Months of age, which whole years cannot say: a condition to read stands instead.
    "community-audiology": (None, None, "over eight months old"),
    "early-years-inclusion-funding": (None, None, "from nine months: a rule with two branches"),
    "disability-access-fund": (None, None, "from nine months: a rule with two branches"),
    # Other ages for another door, or for some children.
    "community-dietetics": (None, 18, "from one year old; a group session for milk allergy under one"),
    "safe-support-after-crime": (None, None, "to 18, or to 25 with additional needs"),
    "action-for-children-parent-talk": (None, None, "to 19, or to 25 if disabled or neurodivergent"),
    "children-and-family-centres": (None, None, "to 19, or to 25 with an EHC plan"),
    "seesaw": (None, None, "from 5 for direct work; parents of younger children are advised instead"),
    # The age of somebody else than the child.
    "carers-oxfordshire": (None, None, "the carer is 18 or over; the person cared for can be any age"),
    "be-free-young-carers": (None, None, "the young carer is 8 to 24, who may be a brother or sister"),
}
"""Services whose plain age rule differs from the gathered age fields: what it is, and why."""


def age_limits(service):
    """The ages that a service's own rules leave open, whole years."""
    ranges = [rule.ages for rule in service.eligibility if isinstance(rule, AgeRule)]
    lowest = [ages.minimum for ages in ranges if ages.minimum is not None]
    highest = [ages.maximum for ages in ranges if ages.maximum is not None]
    return AgeRange(max(lowest, default=None), min(highest, default=None))


def test_ages_are_those_gathered_except_where_a_reason_is_given(directory, facts):
    for service_id, fact in facts.services.items():
        gathered = (fact.get("age_min"), fact.get("age_max"))
        expected = OTHER_AGES.get(service_id, gathered)[:2]

        assert age_limits(directory.get_service(service_id)) == AgeRange(*expected), service_id


@pytest.mark.parametrize("service_id", sorted(OTHER_AGES))
def test_every_reason_for_another_age_is_still_needed(facts, service_id):
    fact = facts.services[service_id]

    assert OTHER_AGES[service_id][:2] != (fact.get("age_min"), fact.get("age_max"))


# ---- status, confidence and the plain yes or no ---------------------------------------------

OTHER_STATUS = {"autism-family-support-oxfordshire": "closing"}
"""Gathered as "closing-or-closed", which the status note tells in words."""

OTHER_SECTOR = {
    "send-tribunal": "national: a court, not the council",
    "local-government-ombudsman": "national: it judges the council",
}

ALSO_IN_A_CRISIS = {
    "nhs-111-mental-health": "urgent mental health help, day and night",
}


def test_status_is_what_was_gathered(directory, facts):
    for service_id, fact in facts.services.items():
        expected = OTHER_STATUS.get(service_id, fact.get("status"))
        assert directory.get_service(service_id).status == expected, service_id


def test_confidence_is_what_was_gathered(directory, facts):
    for service_id, fact in facts.services.items():
        assert directory.get_service(service_id).confidence == fact["confidence"], service_id


def test_sector_is_what_was_gathered(directory, facts):
    for service_id, fact in facts.services.items():
        expected = OTHER_SECTOR.get(service_id, fact["sector"]).split(":")[0]
        assert directory.get_service(service_id).sector == expected, service_id


@pytest.mark.parametrize("question", ["diagnosis_required", "ehc_plan_required"])
def test_a_yes_or_no_is_told_only_where_one_was_gathered(directory, facts, question):
    """ "Unknown" and "helps" are neither: they stay untold."""
    for service_id, fact in facts.services.items():
        gathered = fact.get(question) if isinstance(fact.get(question), bool) else None
        assert getattr(directory.get_service(service_id), question) is gathered, service_id


def test_a_service_is_for_a_crisis_only_where_gathered_so(directory, facts):
    gathered = {service_id for service_id, fact in facts.services.items() if fact.get("crisis")}
    marked = {service.id for service in directory.services.values() if service.crisis}

    assert marked == gathered | set(ALSO_IN_A_CRISIS)
