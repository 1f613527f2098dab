"""Where a service is and whom it is for are two questions, and "not known" answers either."""

import pytest
from building import a_service, an_area

from navigator.domain.areas import Coverage, Place, PlacePrecision
from navigator.domain.eligibility import AgeRange, AreaBasis, AreaRule, GroupRule
from navigator.domain.places import Gazetteer, PostcodePoint, PostcodeRegion
from navigator.domain.services import Contact, ContactKind
from navigator.domain.whereabouts import PlacedBy, Share, Spread, find_whereabouts

COUNTY, OXFORD, CHERWELL = "E10000025", "E07000178", "E07000177"
DISTRICTS = (OXFORD, CHERWELL)
TOWN = Place("Banbury", PlacePrecision.AREA, districts=frozenset({CHERWELL}))
GAZETTEER = Gazetteer(
    units={"OX4 2JD": PostcodePoint(OXFORD, 51.73, -1.21)},
    outcodes={
        "OX16": PostcodeRegion(
            frozenset({"E92000001"}), frozenset({COUNTY}), frozenset({CHERWELL, "E06000062"}), 52.06, -1.34
        )
    },
    councils={OXFORD: COUNTY, CHERWELL: COUNTY},
    towns={"banbury": TOWN},
)
WHOLE_COUNTY = an_area()
BANBURY = an_area("banbury", covers=Coverage(outcodes=frozenset({"OX16"})))
AROUND_BANBURY = an_area("around", covers=Coverage(), may_cover=Coverage(outcodes=frozenset({"OX16"})))
ENGLAND = an_area("england", covers=Coverage(countries=frozenset({"E92000001"})))
DEVON = an_area("devon", covers=Coverage(councils=frozenset({"E10000008"})))


def for_people_in(*areas, **changes):
    return a_service(eligibility=(AreaRule(AreaBasis.HOME, areas),), **changes)


def at(address):
    return a_service(contacts=(Contact(ContactKind.ADDRESS, address),))


@pytest.mark.parametrize(
    ("areas", "spread", "oxford", "cherwell"),
    [
        ((WHOLE_COUNTY,), Spread.COUNTY, Share.WHOLE, Share.WHOLE),
        ((ENGLAND,), Spread.NATIONAL, Share.WHOLE, Share.WHOLE),
        ((BANBURY,), Spread.PART, Share.NONE, Share.PART),
        ((AROUND_BANBURY,), Spread.PART, Share.NONE, Share.PERHAPS),
        ((AROUND_BANBURY, WHOLE_COUNTY), Spread.COUNTY, Share.WHOLE, Share.WHOLE),
        ((DEVON,), Spread.ELSEWHERE, Share.NONE, Share.NONE),
    ],
)
def test_how_far_a_service_reaches(areas, spread, oxford, cherwell):
    found = find_whereabouts(for_people_in(*areas), GAZETTEER, DISTRICTS)

    assert found.spread is spread
    assert found.shares == {OXFORD: oxford, CHERWELL: cherwell}


def test_a_service_whose_rules_name_no_area_has_no_known_reach():
    service = a_service(ages=AgeRange(5, 11), contacts=(Contact(ContactKind.ADDRESS, "1 High Street, OX4 2JD"),))

    found = find_whereabouts(service, GAZETTEER, DISTRICTS)

    assert found.spread is Spread.NOT_KNOWN
    assert [door.district for door in found.doors] == [OXFORD]


def test_either_of_two_rules_widens_and_both_of_two_narrow():
    home, school = AreaRule(AreaBasis.HOME, (WHOLE_COUNTY,)), AreaRule(AreaBasis.SCHOOL, (BANBURY,))

    either = find_whereabouts(a_service(eligibility=(GroupRule(True, (home, school)),)), GAZETTEER, DISTRICTS)
    both = find_whereabouts(a_service(eligibility=(home, school)), GAZETTEER, DISTRICTS)

    assert either.spread is Spread.COUNTY
    assert both.shares == {OXFORD: Share.NONE, CHERWELL: Share.PART}


def test_a_postcode_places_an_address_and_gives_it_a_position():
    (door,) = find_whereabouts(at("1 High Street, Oxford OX4 2JD"), GAZETTEER, DISTRICTS).doors

    assert (door.district, door.placed_by) == (OXFORD, PlacedBy.POSTCODE)
    assert (door.latitude, door.longitude) == (51.73, -1.21)


def test_a_town_places_an_address_without_saying_where_in_it():
    (door,) = find_whereabouts(at("Edmunds Road, Banbury"), GAZETTEER, DISTRICTS).doors

    assert (door.district, door.placed_by) == (CHERWELL, PlacedBy.TOWN)
    assert door.latitude is None


@pytest.mark.parametrize("address", ["Raglan House", "Banbury Road, Northtown", "1 High Street, OX16 9ZZ"])
def test_an_address_that_nothing_places_surely_stays_unplaced(address):
    """A road named after a town is not in it, and a postcode that straddles the border is not in one district."""
    assert not find_whereabouts(at(address), GAZETTEER, DISTRICTS).placed
