"""The one question whose answer would settle most of what was found."""

from __future__ import annotations

from dataclasses import replace

from building import a_directory, a_place, a_service, a_way_in, an_area
from hypothesis import given, settings
from hypothesis import strategies as st

from navigator.domain.areas import Coverage
from navigator.domain.directory import Directory
from navigator.domain.doors import check_service
from navigator.domain.eligibility import AgeRange, AgeRule, AreaBasis, AreaRule, ConditionRule, SettingRule
from navigator.domain.places import Gazetteer
from navigator.domain.profile import Profile, Setting
from navigator.domain.services import Service
from navigator.search.narrowing import Narrowing, Question

NORTH = an_area("north", kind="district", covers=Coverage(districts=frozenset({"E07000177"})))
ELSEWHERE = an_area("elsewhere", kind="council", covers=Coverage(councils=frozenset({"E06000030"})))
AGE = AgeRule(AgeRange(5, 10))
HOME = AreaRule(AreaBasis.HOME, (NORTH,))
PRIMARY = SettingRule((Setting.PRIMARY,))
NOTHING_TOLD = Profile()
READ = ConditionRule("Ask whether it fits.")


def choose(*services: Service, profile: Profile = NOTHING_TOLD) -> Question | None:
    town = a_town(*services)
    found = [(service, check_service(service, profile)) for service in services]
    return Narrowing(town).choose(found, profile)


def a_town(*services: Service) -> Directory:
    return a_directory(
        *services, areas=(an_area(), NORTH, ELSEWHERE), gazetteer=Gazetteer(councils={"E06000030": "E06000030"})
    )


def services(count: int, *rules: object, name: str = "s") -> list[Service]:
    return [a_service(f"{name}{number}", eligibility=tuple(rules)) for number in range(count)]


def test_the_question_that_settles_most_is_asked():
    found = services(3, AGE, name="by-age") + services(2, PRIMARY, name="by-setting")

    assert choose(*found) == Question("age", settles=3, may_settle=3)


def test_what_we_know_already_is_not_asked():
    found = services(3, AGE, name="by-age") + services(2, PRIMARY, name="by-setting")

    assert choose(*found, profile=Profile(age_years=7)).name == "setting"


def test_one_service_is_not_worth_a_question():
    assert choose(*services(1, AGE)) is None
    assert choose(*services(3, READ)) is None
    assert choose() is None


def test_a_service_that_hangs_on_two_answers_may_be_settled_by_one():
    """Any setting but a primary school rules it out whatever the age: six answers of seven settle it."""
    assert choose(*services(2, AGE, PRIMARY)) == Question("setting", settles=0, may_settle=2)


def test_what_a_person_must_read_does_not_keep_a_service_unsettled():
    assert choose(*services(2, AGE, READ)) == Question("age", settles=2, may_settle=2)


def test_the_rules_of_a_way_in_count():
    found = [a_service(f"s{number}", ways_in=(a_way_in(rules=(AGE,)),)) for number in range(2)]

    assert choose(*found) == Question("age", settles=2, may_settle=2)


@settings(max_examples=80)
@given(
    st.lists(
        st.lists(st.sampled_from([AGE, HOME, PRIMARY, READ, AgeRule(AgeRange(None, 4))]), max_size=3), max_size=4
    )
)
def test_ages_are_counted_as_trying_every_age_counts_them(rules: list[list[object]]):
    found = [a_service(f"s{number}", eligibility=tuple(some)) for number, some in enumerate(rules)]
    question = choose(*found)

    if question is not None and question.name == "age":
        settled = [
            [not check_service(service, replace(Profile(), age_years=age)).needs_an_answer for age in range(26)]
            for service in found
            if check_service(service, Profile()).needs_an_answer
        ]
        with_age = [tries for tries in settled if any(tries)]
        assert question.settles == sum(all(tries) for tries in with_age)


def test_places_are_tried_where_an_area_decides():
    question = choose(*services(2, HOME), profile=Profile(age_years=7))

    assert question is not None
    assert (question.name, question.settles) == ("postcode", 2)
    assert choose(*services(2, HOME), profile=Profile(home=a_place())) is None
