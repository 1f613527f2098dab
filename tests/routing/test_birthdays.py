"""What ends and what begins at a birthday."""

from __future__ import annotations

from building import a_directory, a_service
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.areas import Verdict
from navigator.domain.doors import check_service
from navigator.domain.eligibility import AgeRange
from navigator.domain.profile import Profile
from navigator.domain.services import Status
from navigator.routing.birthdays import CLIFF_EDGES, list_edges

CHILDREN = a_service("children", ages=AgeRange(None, 17), needs=("worry",))
ADULTS = a_service("adults", ages=AgeRange(18, None))
PAUSED = a_service("paused", ages=AgeRange(18, None), status=Status.PAUSED)
EVERYONE = a_service("everyone")
TOWN = a_directory(CHILDREN, ADULTS, PAUSED, EVERYONE)


def test_at_eighteen_one_service_ends_another_begins_and_a_paused_one_is_said_so():
    (edge,) = list_edges(TOWN, Profile(age_years=16), ages=(18,))

    assert (edge.ends, edge.begins, edge.shut) == ((CHILDREN,), (ADULTS,), (PAUSED,))


def test_only_birthdays_ahead_are_told():
    assert [edge.age for edge in list_edges(TOWN, Profile(age_years=16))] == [18, 25, 26]
    assert [edge.age for edge in list_edges(TOWN, Profile())] == list(CLIFF_EDGES)


def test_with_needs_only_services_for_them_count():
    (edge,) = list_edges(TOWN, Profile(), frozenset({"worry"}), ages=(18,))

    assert (edge.ends, edge.begins) == ((CHILDREN,), ())


ranges = st.tuples(st.none() | st.integers(0, 25), st.none() | st.integers(0, 25)).map(
    lambda pair: AgeRange(*pair)
)


@given(st.lists(ranges, max_size=5), st.sampled_from(CLIFF_EDGES))
def test_what_ends_was_open_the_year_before_and_is_shut_after(ages: list[AgeRange], edge_age: int):
    services = [a_service(f"s{number}", ages=limits) for number, limits in enumerate(ages)]
    (edge,) = list_edges(a_directory(*services), Profile(), ages=(edge_age,))
    for service in services:
        was = check_service(service, Profile(age_years=edge_age - 1)).verdict is not Verdict.CLOSED
        will = check_service(service, Profile(age_years=edge_age)).verdict is not Verdict.CLOSED
        assert (service in edge.ends, service in edge.begins) == (was and not will, will and not was)
