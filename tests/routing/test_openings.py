"""The smallest sets of changes that open a door."""

from __future__ import annotations

import random
from itertools import chain, combinations

import pytest
from building import a_directory, a_service, a_way_in, an_area

from navigator.domain.areas import Coverage
from navigator.domain.eligibility import (
    AgeRange,
    AgeRule,
    AreaBasis,
    AreaRule,
    ConditionRule,
    DocumentRule,
    GroupRule,
    Rule,
    SchoolTypeRule,
    SettingRule,
)
from navigator.domain.places import Gazetteer
from navigator.domain.profile import Profile, Referrer, SchoolType, Setting
from navigator.domain.services import Service, Status
from navigator.routing.openings import Answer, Opener, Opening, change_profile, is_open, list_openings

NORTH = an_area("north", kind="district", covers=Coverage(districts=frozenset({"D1"})))
SOUTH = an_area("south", kind="district", covers=Coverage(districts=frozenset({"D2"})))
TOWN = a_directory(areas=(an_area(), NORTH, SOUTH), gazetteer=Gazetteer(councils={"D1": "C1", "D2": "C1"}))
SOUTHERNER = TOWN.gazetteer.place_of_area(SOUTH)
TEENS = AgeRule(AgeRange(11, 17))
IN_NORTH = AreaRule(AreaBasis.HOME, (NORTH,))
LETTER = DocumentRule(held="letter")


def openings(*rules: Rule, profile: Profile, **changes: object) -> list[list[tuple[str, object, bool]]]:
    service = a_service("club", eligibility=rules, **changes)
    return [
        [(one.answer.value, one.value, one.told) for one in opening.changes]
        for opening in list_openings(TOWN, service, profile)
    ]


def test_an_open_door_needs_nothing():
    assert openings(TEENS, profile=Profile(age_years=12)) == [[]]


def test_a_birthday_a_move_and_a_paper_open_what_each_shuts():
    assert openings(TEENS, profile=Profile(age_years=9)) == [[("age", 11, True)]]
    assert openings(IN_NORTH, profile=Profile(home=SOUTHERNER)) == [[("home", "north", True)]]
    assert openings(LETTER, profile=Profile(documents=frozenset())) == [[("document", "letter", True)]]


def test_what_we_were_not_told_takes_only_an_answer():
    assert openings(IN_NORTH, profile=Profile()) == [[("home", "north", False)]]
    assert openings(LETTER, profile=Profile()) == [[("document", "letter", False)]]


def test_what_shuts_together_must_change_together():
    child = Profile(age_years=9, documents=frozenset(), home=SOUTHERNER)

    assert openings(TEENS, IN_NORTH, LETTER, profile=child) == [
        [("age", 11, True), ("document", "letter", True), ("home", "north", True)]
    ]


def test_of_several_ways_the_fewest_changes_come_first():
    either = GroupRule(True, (IN_NORTH, GroupRule(False, (TEENS, LETTER))))

    assert openings(either, profile=Profile(age_years=9, documents=frozenset(), home=SOUTHERNER)) == [
        [("home", "north", True)]
    ]


def test_nothing_opens_what_cannot_change():
    assert openings(TEENS, profile=Profile(age_years=18)) == []
    assert openings(profile=Profile(), status=Status.CLOSED) == []
    assert openings(DocumentRule(absent="letter"), profile=Profile(documents=frozenset({"letter"}))) == []


def test_wording_to_read_does_not_shut_a_door():
    assert openings(ConditionRule("Ask first."), profile=Profile()) == [[]]


def test_a_door_for_schools_opens_where_the_child_has_one():
    ways = (a_way_in(Referrer.SCHOOL),)
    found = openings(profile=Profile(setting=Setting.NONE), ways_in=ways)

    assert [("setting", Setting.PRIMARY, True)] in found
    assert openings(profile=Profile(asker=Referrer.SCHOOL), ways_in=ways) == [[]]


RULES: list[Rule] = [
    TEENS,
    AgeRule(AgeRange(5, None)),
    AgeRule(AgeRange(None, 12)),
    IN_NORTH,
    AreaRule(AreaBasis.GP, (NORTH, SOUTH)),
    LETTER,
    DocumentRule(held="report"),
    DocumentRule(absent="refusal"),
    SettingRule((Setting.PRIMARY, Setting.SPECIAL)),
    SchoolTypeRule((SchoolType.SPECIAL,)),
    ConditionRule("Ask first."),
]


def a_random_rule(draw: random.Random, depth: int = 2) -> Rule:
    if depth and draw.random() < 0.25:
        return GroupRule(
            draw.random() < 0.5, tuple(a_random_rule(draw, depth - 1) for _ in range(draw.randint(1, 3)))
        )
    return draw.choice(RULES)


def a_random_service(draw: random.Random) -> Service:
    ways = tuple(
        a_way_in(
            draw.choice([Referrer.PARENT, Referrer.SCHOOL, Referrer.YOUNG_PERSON]),
            id=f"w{number}",
            rules=tuple(a_random_rule(draw) for _ in range(draw.randint(0, 2))),
        )
        for number in range(draw.randint(1, 2))
    )
    return a_service("s", eligibility=tuple(a_random_rule(draw) for _ in range(draw.randint(0, 3))), ways_in=ways)


def a_random_profile(draw: random.Random) -> Profile:
    return Profile(
        asker=draw.choice([None, Referrer.PARENT]),
        age_years=draw.choice([None, 4, 9, 12, 17, 19]),
        home=draw.choice([None, SOUTHERNER]),
        gp_area=draw.choice([None, SOUTHERNER]),
        setting=draw.choice([None, Setting.PRIMARY, Setting.NONE]),
        school_type=draw.choice([None, SchoolType.SPECIAL, SchoolType.INDEPENDENT]),
        documents=draw.choice([None, frozenset(), frozenset({"letter"}), frozenset({"refusal"})]),
    )


def after(profile: Profile, changes: tuple[Opener, ...]) -> Profile:
    for change in changes:
        profile = change_profile(TOWN, profile, change)
    return profile


@pytest.mark.parametrize("seed", range(600))
def test_every_set_opens_its_door_and_no_proper_subset_does(seed: int):
    draw = random.Random(seed)
    service, profile = a_random_service(draw), a_random_profile(draw)
    for opening in list_openings(TOWN, service, profile):
        assert is_open(service, opening.way, after(profile, opening.changes))
        smaller = chain.from_iterable(combinations(opening.changes, size) for size in range(len(opening.changes)))
        for subset in smaller:
            assert not is_open(service, opening.way, after(profile, subset)), (opening, subset)


def test_an_opening_names_its_way_in():
    service = a_service("club", ways_in=(a_way_in(Referrer.PARENT, id="ring", rules=(TEENS,)),))

    assert list_openings(TOWN, service, Profile(age_years=10)) == (
        Opening(service.ways_in[0], (Opener(Answer.AGE, 11, True),)),
    )
