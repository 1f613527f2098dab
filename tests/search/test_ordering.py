"""Nearest, shortest published wait, can start now: what is not known comes after, and is never 0."""

from __future__ import annotations

from building import a_directory, a_place, a_profile, a_service, a_wait, a_way_in
from searching import found, open_search

from navigator.domain.areas import PlacePrecision
from navigator.domain.eligibility import AgeRange
from navigator.domain.places import Gazetteer, PostcodePoint
from navigator.domain.profile import Profile, Referrer
from navigator.domain.services import Contact, ContactKind
from navigator.domain.waits import Statistic
from navigator.search import Order, SearchPage, SearchRequest

OPEN_DOOR = (a_way_in(Referrer.PARENT, open_access=True),)


def at(postcode: str) -> tuple[Contact, ...]:
    """A published address."""
    return (Contact(ContactKind.ADDRESS, f"1 High Street, {postcode}"),)


SERVICES = (
    a_service("a-helpline", ways_in=OPEN_DOOR),
    a_service("b-far", contacts=at("OX16 9AN"), ways_in=OPEN_DOOR),
    a_service("c-near", contacts=at("OX14 3HN")),
    a_service("d-near-but-for-teens", contacts=at("OX14 3HN"), ages=AgeRange(13, 19)),
)
TOWN = a_directory(
    *SERVICES,
    waits=(
        a_wait("b-far", 30),
        a_wait("c-near", 6),
        a_wait("d-near-but-for-teens", 1),
        a_wait("a-helpline", 92, statistic=Statistic.PERCENT_WITHIN, unit="percent"),
    ),
    gazetteer=Gazetteer(
        units={
            "OX14 3HN": PostcodePoint("E07000180", 51.669, -1.279),
            "OX16 9AN": PostcodePoint("E07000177", 52.05, -1.33),
        }
    ),
)
CHILD = a_profile(
    age_years=9,
    home=a_place("OX14 3", precision=PlacePrecision.UNIT, latitude=51.67, longitude=-1.28),
)


def ordered(order: Order, profile: Profile = CHILD) -> SearchPage:
    """Every service, in this order."""
    return open_search(TOWN).search(SearchRequest("", profile, order=order))


def test_the_nearest_comes_first_and_what_has_no_address_after():
    page = ordered(Order.NEAREST)

    assert found(page) == ["c-near", "b-far", "a-helpline", "d-near-but-for-teens"]
    assert (page.order, page.measured) == (Order.NEAREST, 2)


def test_the_shortest_published_wait_comes_first_and_what_nobody_publishes_after():
    page = ordered(Order.SHORTEST_WAIT)

    assert found(page) == ["c-near", "b-far", "a-helpline", "d-near-but-for-teens"]
    assert page.measured == 2, "a share seen in time is no length"


def test_what_needs_no_referral_and_publishes_no_wait_can_start_now():
    directory = a_directory(*SERVICES, waits=(a_wait("b-far", 30),))

    page = open_search(directory).search(SearchRequest("", CHILD, order=Order.START_NOW))

    assert found(page)[0] == "a-helpline"
    assert page.measured == 1


def test_what_is_shut_to_the_child_is_last_however_near_or_quick():
    for order in (Order.NEAREST, Order.SHORTEST_WAIT, Order.START_NOW):
        assert found(ordered(order))[-1] == "d-near-but-for-teens", order


def test_without_a_home_known_well_enough_the_best_match_is_given_and_said():
    for profile in (a_profile(age_years=9), a_profile(age_years=9, home=a_place("OX14"))):
        page = ordered(Order.NEAREST, profile)
        assert page.order is Order.BEST
        assert found(page) == found(ordered(Order.BEST, profile))


def test_an_order_leaves_nothing_out():
    for order in Order:
        page = ordered(order)
        assert sorted(found(page)) == sorted(found(ordered(Order.BEST)))
        assert page.facets == ordered(Order.BEST).facets
