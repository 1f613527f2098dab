"""What nobody has confirmed stays hidden; what has closed says so and names where to turn."""

import pytest

from navigator.domain.services import NOT_RUNNING, Status
from navigator.domain.sources import Confidence
from navigator.search import SearchRequest

HELD_BACK = {
    "activate-learning-lifeskills",
    "adhd-oxfordshire",
    "afasic",
    "andy-clinic",
    "bicester-autism-adhd",
    "bladder-and-bowel-service",
    "camhs-horizon",
    "carterton-family-centre",
    "children-and-family-centres",
    "childrens-disability-service",
    "chiltern-centre-henley",
    "direct-payments-advice",
    "donnington-doorstep",
    "dsoxford",
    "dynamic-support-register",
    "early-years-inclusion-support-scheme",
    "flexicare-oxford",
    "footsteps-dorchester",
    "forensic-camhs",
    "gypsy-roma-traveller-education",
    "healthwatch-oxfordshire",
    "highfield-unit",
    "infant-parent-perinatal-service",
    "living-well-with-neurodivergence-bob",
    "mencap-helpline",
    "mental-wealth-academy",
    "national-deaf-childrens-society",
    "oxford-city-advice-centres",
    "reasonable-adjustment-service",
    "rose-hill-junior-youth-club",
    "send-designated-clinical-officer",
    "send-transformation-programme",
    "sharon-parent-network",
    "story-museum-access-days",
    "supported-internships",
    "supportive-steps",
    "sycamore-resource-centre-banbury",
    "thames-valley-link",
}
"""Publishing one of these is a curator's decision: confirm it, then take it off this list."""

CLOSED_IN_SOME_WAY = {
    "adult-adhd-service": Status.PAUSED,
    "adult-autism-diagnostic-service": Status.PAUSED,
    "autism-family-support-oxfordshire": Status.CLOSING,
    "autism-oxford-uk": Status.CLOSED,
    "barnardos-star-breaks-kingfisher": Status.CLOSED,
    "didcot-semh-asd-special-school": Status.PLANNED,
    "valley-park-special-school": Status.PLANNED,
}


# ---- held back ------------------------------------------------------------------------------


def test_services_of_low_confidence_or_unconfirmed_are_not_in_the_public_list(directory):
    weak = {
        service.id
        for service in directory.services.values()
        if service.running and (service.confidence is Confidence.LOW or service.status is Status.UNCONFIRMED)
    }

    assert weak == HELD_BACK
    assert weak & {service.id for service in directory.list_services()} == set()


def test_what_was_gathered_with_low_confidence_is_held_back(directory, facts):
    weak = {
        service_id
        for service_id, fact in facts.services.items()
        if fact["confidence"] == "low" or fact.get("status") == "unconfirmed"
    }
    closed = set(CLOSED_IN_SOME_WAY)

    assert weak - closed == HELD_BACK


@pytest.mark.parametrize("service_id", sorted(HELD_BACK))
def test_even_its_own_name_does_not_bring_up_a_service_held_back(real_navigator, directory, service_id):
    name = directory.get_service(service_id).name

    page = real_navigator.search.search(SearchRequest(name, limit=300))

    assert service_id not in {hit.service.id for hit in page.hits}
    assert service_id not in {service.id for service in page.crisis}


def test_browsing_everything_shows_every_public_service_and_nothing_held_back(real_navigator, directory):
    page = real_navigator.search.search(SearchRequest("", limit=300))

    assert {hit.service.id for hit in page.hits} == {service.id for service in directory.list_services()}
    assert page.total == 239 - len(HELD_BACK)


# ---- closed, paused, planned ----------------------------------------------------------------


def test_these_are_the_services_that_do_not_run(directory):
    assert {
        service.id: service.status for service in directory.services.values() if service.status in NOT_RUNNING
    } == CLOSED_IN_SOME_WAY


@pytest.mark.parametrize("service_id", [*sorted(CLOSED_IN_SOME_WAY), "the-mix"])
def test_a_closed_or_changed_service_says_what_happened_and_where_to_turn(directory, service_id):
    """At least one of those it names must run and be public; otherwise the reader is told that none is known."""
    service = directory.get_service(service_id)
    instead = [directory.get_service(other) for other in service.use_instead]

    assert service.status_note.text
    assert [other.id for other in instead if other.published and other.running]
    assert not set(service.use_instead) & set(CLOSED_IN_SOME_WAY)


@pytest.mark.parametrize("service_id", sorted(CLOSED_IN_SOME_WAY))
def test_a_family_who_asks_for_a_closed_service_by_name_learns_that_it_is_closed(
    real_navigator, directory, service_id
):
    page = real_navigator.search.search(SearchRequest(directory.get_service(service_id).name))

    assert service_id in [hit.service.id for hit in page.hits[:3]]


def test_where_to_turn_instead_was_gathered_as_an_alternative(directory, facts):
    """Or it is everybody's first door, said as our own inference by having no edge."""
    anybodys_door = {"gp-practice", "special-schools-and-bases"}
    for service_id in [*CLOSED_IN_SOME_WAY, "the-mix"]:
        gathered = {target for origin, target, _ in facts.edges if origin == service_id}

        assert set(directory.get_service(service_id).use_instead) <= gathered | anybodys_door, service_id


# ---- urgent help ----------------------------------------------------------------------------


def test_urgent_help_is_running_public_and_can_be_reached_without_a_referral(directory):
    first = {*directory.crisis_help.life_at_risk, *directory.crisis_help.safeguarding}

    assert {"nhs-111-mental-health", "childline", "mash"} <= first
    for service_id in first:
        service = directory.get_service(service_id)
        assert service.running, service_id
        assert service.published, service_id
        assert service.open_access, service_id
        assert service.contacts, service_id


def test_the_safeguarding_number_is_the_one_gathered_from_the_council(directory):
    numbers = [contact.value for contact in directory.get_service("mash").contacts]

    assert numbers[:2] == ["0345 050 7666", "0800 833 408"]
