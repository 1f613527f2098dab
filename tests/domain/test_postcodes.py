"""Postcodes and place names -> places: as exactly as we know them, and no further."""

import pytest
from building import a_place, an_area
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.areas import Coverage, PlacePrecision, Verdict
from navigator.domain.places import (
    Gazetteer,
    PostcodePoint,
    PostcodeProblem,
    PostcodeRegion,
    UnknownPlace,
    distance_miles,
)

ENGLAND, WALES, SCOTLAND = "E92000001", "W92000004", "S92000003"
OXFORDSHIRE, READING = "E10000025", "E06000038"


@pytest.fixture(scope="module")
def gazetteer(real_navigator):
    return real_navigator.directory.gazetteer


@pytest.fixture(scope="module")
def areas(real_navigator):
    return real_navigator.directory.areas


def problem_with(gazetteer, text):
    with pytest.raises(UnknownPlace) as refused:
        gazetteer.parse_postcode(text)
    return refused.value.problem


def test_a_full_postcode_gives_one_district(gazetteer):
    home = gazetteer.parse_postcode("OX4 2AA")

    assert home.precision is PlacePrecision.UNIT
    assert (home.councils, home.districts) == ({OXFORDSHIRE}, {"E07000178"})
    assert (home.outcode, home.sector) == ("OX4", "OX4 2")


@pytest.mark.parametrize("text", ["ox42aa", "OX4  2AA", " ox4 2aa ", "OX4-2AA", "O X 4 2 A A", "OX4 2AA."])
def test_a_postcode_may_be_typed_as_people_type_it(gazetteer, text):
    assert gazetteer.parse_postcode(text) == gazetteer.parse_postcode("OX4 2AA")


def test_a_place_is_labelled_by_its_sector_at_most(gazetteer):
    assert gazetteer.parse_postcode("OX4 2AA").label == "OX4 2"
    assert "2AA" not in str(gazetteer.parse_postcode("OX4 2AA"))


def test_a_new_postcode_falls_back_to_its_sector_then_its_first_half(gazetteer):
    assert gazetteer.parse_postcode("OX4 2ZZ").precision is PlacePrecision.SECTOR
    assert gazetteer.parse_postcode("OX4 2ZZ").label == "OX4 2"
    assert gazetteer.parse_postcode("OX17 9ZZ").precision is PlacePrecision.OUTCODE
    assert gazetteer.parse_postcode("OX17 9ZZ").label == "OX17"


def test_a_postcode_of_no_known_district_falls_back_to_its_sector(gazetteer):
    assert gazetteer.units["SN6 6FY"].district == ""

    place = gazetteer.parse_postcode("SN6 6FY")

    assert place.precision is PlacePrecision.SECTOR
    assert place.councils == gazetteer.parse_postcode("SN6 6").councils


def test_parts_of_a_postcode(gazetteer):
    assert gazetteer.parse_postcode("ox4").precision is PlacePrecision.OUTCODE
    assert gazetteer.parse_postcode("OX4 2").precision is PlacePrecision.SECTOR


@pytest.mark.parametrize("outcode", ["OX17", "RG4", "RG9", "SN6", "OX7"])
def test_half_a_postcode_that_straddles_the_border_is_not_sure(gazetteer, areas, outcode):
    assert areas["oxfordshire"].contains(gazetteer.parse_postcode(outcode)) is Verdict.UNKNOWN


def test_the_full_postcode_settles_it_on_either_side_of_the_border(gazetteer, areas):
    homes = [unit for unit in gazetteer.units if unit.startswith(("OX17 ", "RG4 "))]

    verdicts = {areas["oxfordshire"].contains(gazetteer.parse_postcode(home)) for home in homes}

    assert verdicts == {Verdict.OPEN, Verdict.CLOSED}


@pytest.mark.parametrize(
    ("postcode", "country", "area"), [("CF10 1AA", WALES, "wales"), ("EH1 1AA", SCOTLAND, "scotland")]
)
def test_welsh_and_scottish_homes_are_known_and_outside(gazetteer, areas, postcode, country, area):
    home = gazetteer.parse_postcode(postcode)

    assert home.countries == {country}
    assert areas[area].contains(home) is Verdict.OPEN
    assert areas["oxfordshire"].contains(home) is Verdict.CLOSED
    assert areas["england"].contains(home) is Verdict.CLOSED
    assert areas["united-kingdom"].contains(home) is Verdict.OPEN


@pytest.mark.parametrize("text", ["BT1 1AA", "bt11aa", "BT1", "JE2 3AB", "GY1 1AA", "IM1 1AA"])
def test_northern_ireland_and_the_islands_are_outside_great_britain(gazetteer, text):
    assert problem_with(gazetteer, text) is PostcodeProblem.OUTSIDE_GREAT_BRITAIN


@pytest.mark.parametrize(
    "text",
    ["", " ", "banana", "🍌", "OX", "4", "BT", "12345", "OX4 2AAA", "'; DROP TABLE homes", "اوكسفورد", "O" * 9999],
)
def test_what_is_no_postcode_is_called_so(gazetteer, text):
    assert problem_with(gazetteer, text) is PostcodeProblem.NOT_A_POSTCODE


@pytest.mark.parametrize("text", ["OX99 9ZZ", "ZZ1 1ZZ", "QQ1"])
def test_what_looks_like_a_postcode_and_is_none_we_hold_is_not_found(gazetteer, text):
    assert problem_with(gazetteer, text) is PostcodeProblem.NOT_FOUND


@given(st.text(max_size=30))
def test_any_text_gives_a_place_or_a_reason_without_the_text(text):
    try:
        TINY.parse_postcode(text)
    except UnknownPlace as refused:
        assert str(refused) in {problem.value for problem in PostcodeProblem}


def test_a_longer_postcode_never_contradicts_a_shorter_one(gazetteer):
    for sector, region in gazetteer.sectors.items():
        assert region.councils <= gazetteer.outcodes[sector.split()[0]].councils, sector
    for unit in gazetteer.units:
        home = gazetteer.parse_postcode(unit)
        assert home.districts and home.districts <= gazetteer.sectors[unit[:-2]].districts, unit
        assert home.councils and home.councils <= gazetteer.sectors[unit[:-2]].councils, unit


def region(*districts):
    councils = frozenset(TINY_COUNCILS[district] for district in districts)
    return PostcodeRegion(frozenset({ENGLAND}), councils, frozenset(districts), 51.75, -1.25)


TINY_COUNCILS = {"E07000177": OXFORDSHIRE, "E07000178": OXFORDSHIRE, READING: READING}
TINY = Gazetteer(
    units={"OX4 2AA": PostcodePoint("E07000178", 51.74, -1.22)},
    sectors={"OX4 2": region("E07000178"), "RG4 7": region(READING)},
    outcodes={"OX4": region("E07000178"), "RG4": region("E07000177", READING)},
    councils=TINY_COUNCILS,
)


def test_a_county_told_by_name_is_the_whole_county():
    place = TINY.place_of_area(an_area())

    assert place.precision is PlacePrecision.AREA
    assert (place.label, place.councils) == ("Oxfordshire", {OXFORDSHIRE})
    assert place.districts == {"E07000177", "E07000178"}
    assert an_area().contains(place) is Verdict.OPEN


def test_a_district_told_by_name_lies_in_its_county():
    cherwell = an_area("cherwell", covers=Coverage(districts=frozenset({"E07000177"})))

    assert TINY.place_of_area(cherwell).councils == {OXFORDSHIRE}
    assert an_area().contains(TINY.place_of_area(cherwell)) is Verdict.OPEN


def test_a_neighbourhood_told_by_name_lies_where_its_postcodes_do():
    nearby = an_area(
        "nearby", covers=Coverage(sectors=frozenset({"OX4 2"})), may_cover=Coverage(outcodes=frozenset({"RG4"}))
    )

    assert TINY.place_of_area(nearby).councils == {OXFORDSHIRE, READING}
    assert an_area().contains(TINY.place_of_area(nearby)) is Verdict.UNKNOWN


def test_every_area_of_ours_is_not_outside_itself(gazetteer, areas):
    for area in areas.values():
        assert area.contains(gazetteer.place_of_area(area)) is not Verdict.CLOSED, area.id


def test_miles_between_two_places_are_measured_round_the_earth():
    oxford = a_place(latitude=51.7520, longitude=-1.2577)
    banbury = a_place(latitude=52.0629, longitude=-1.3398)

    assert distance_miles(oxford, banbury) == pytest.approx(21.8, abs=0.2)
    assert distance_miles(oxford, oxford) == 0
    assert distance_miles(oxford, banbury) == distance_miles(banbury, oxford)


def test_no_distance_to_a_place_of_unknown_position():
    assert distance_miles(a_place(latitude=51.75, longitude=-1.25), a_place()) is None
    assert distance_miles(a_place(), a_place(latitude=51.75, longitude=-1.25)) is None
    assert distance_miles(a_place(latitude=0.0, longitude=0.0), a_place(latitude=0.0, longitude=0.0)) == 0
