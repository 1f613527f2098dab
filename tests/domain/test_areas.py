"""Whether an area covers a place: surely, surely not, or not to be told from what we know."""

import pytest
from building import a_place, an_area
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.areas import Area, Coverage, Place, PlacePrecision, Verdict

OXFORDSHIRE, READING = "E10000025", "E06000038"


@pytest.mark.parametrize(
    ("councils", "expected"),
    [
        ({OXFORDSHIRE}, Verdict.OPEN),
        ({OXFORDSHIRE, READING}, Verdict.UNKNOWN),
        ({READING}, Verdict.CLOSED),
        (set(), Verdict.UNKNOWN),
    ],
)
def test_a_council_area(councils, expected):
    assert an_area().contains(a_place(councils=frozenset(councils))) is expected


def test_a_country_holds_its_councils_whatever_their_names():
    england = an_area("england", covers=Coverage(countries=frozenset({"E92000001"})))

    assert england.contains(a_place("RG1", councils=frozenset({READING}))) is Verdict.OPEN
    assert england.contains(a_place("CF10", countries=frozenset({"W92000004"}))) is Verdict.CLOSED


def test_a_district_is_narrower_than_its_council():
    oxford = an_area("oxford", covers=Coverage(districts=frozenset({"E07000178"})))

    assert oxford.contains(a_place(districts=frozenset({"E07000178"}))) is Verdict.OPEN
    assert oxford.contains(a_place(districts=frozenset({"E07000178", "E07000179"}))) is Verdict.UNKNOWN
    assert oxford.contains(a_place(districts=frozenset({"E07000177"}))) is Verdict.CLOSED


def test_postcode_districts_hold_homes_told_by_sector_or_in_full():
    east_oxford = an_area("east-oxford", covers=Coverage(outcodes=frozenset({"OX3", "OX4"})))

    assert east_oxford.contains(a_place("OX4")) is Verdict.OPEN
    assert east_oxford.contains(a_place("OX4", sector="OX4 2")) is Verdict.OPEN
    assert east_oxford.contains(a_place("OX2")) is Verdict.CLOSED
    assert east_oxford.contains(a_place("Oxfordshire", outcode="")) is Verdict.UNKNOWN


def test_half_a_postcode_does_not_decide_a_sector():
    rose_hill = an_area("rose-hill", covers=Coverage(sectors=frozenset({"OX4 4"})))

    assert rose_hill.contains(a_place("OX4", sector="OX4 4")) is Verdict.OPEN
    assert rose_hill.contains(a_place("OX4", sector="OX4 2")) is Verdict.CLOSED
    assert rose_hill.contains(a_place("OX4")) is Verdict.UNKNOWN
    assert rose_hill.contains(a_place("OX2")) is Verdict.CLOSED
    assert rose_hill.contains(a_place("Oxford", outcode="")) is Verdict.UNKNOWN


def test_ox4_is_not_taken_for_ox44():
    assert Coverage(sectors=frozenset({"OX44 7"})).contains(a_place("OX4")) is Verdict.CLOSED


def test_where_nobody_drew_the_edge_it_is_never_sure():
    nearby = an_area("nearby", may_cover=Coverage(councils=frozenset({READING})))

    assert nearby.contains(a_place(councils=frozenset({OXFORDSHIRE}))) is Verdict.OPEN
    assert nearby.contains(a_place(councils=frozenset({READING}))) is Verdict.UNKNOWN
    assert nearby.contains(a_place(councils=frozenset({"E06000030"}))) is Verdict.CLOSED


def test_any_of_several_kinds_of_edge_is_enough():
    mixed = Coverage(councils=frozenset({READING}), outcodes=frozenset({"OX10"}))

    assert mixed.contains(a_place("OX10")) is Verdict.OPEN
    assert mixed.contains(a_place("RG1", councils=frozenset({READING}))) is Verdict.OPEN
    assert mixed.contains(a_place("OX4")) is Verdict.CLOSED


def test_an_area_that_covers_nothing_holds_nobody():
    assert an_area("nowhere", covers=Coverage()).contains(a_place()) is Verdict.CLOSED


codes = st.frozensets(st.sampled_from(["one", "two", "three"]), max_size=3)
coverages = st.builds(Coverage, countries=codes, councils=codes, districts=codes)
places = st.builds(
    Place,
    label=st.just("somewhere"),
    precision=st.just(PlacePrecision.AREA),
    countries=codes.filter(len),
    councils=codes.filter(len),
    districts=codes.filter(len),
)
RANK = {Verdict.CLOSED: 0, Verdict.UNKNOWN: 1, Verdict.OPEN: 2}


@given(coverages, coverages, places)
def test_what_it_may_cover_never_shuts_out_and_never_makes_sure(covers, may_cover, place):
    sure, with_edge = (
        Area("area", "Area", "place", covers, edge).contains(place) for edge in (Coverage(), may_cover)
    )

    assert RANK[with_edge] >= RANK[sure]
    assert (with_edge is Verdict.OPEN) == (sure is Verdict.OPEN)


@given(coverages, coverages, places)
def test_a_larger_coverage_never_shuts_anybody_out(first, second, place):
    both = Coverage(
        countries=first.countries | second.countries,
        councils=first.councils | second.councils,
        districts=first.districts | second.districts,
    )

    assert RANK[both.contains(place)] >= max(RANK[first.contains(place)], RANK[second.contains(place)])
