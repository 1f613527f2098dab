"""Services side by side."""

from __future__ import annotations

import pytest
from building import a_connection, a_directory, a_need, a_pathway, a_service, a_wait, a_way_in

from navigator.domain.directory import UnknownService
from navigator.domain.eligibility import AgeRange, ConditionRule
from navigator.domain.profile import Profile, Referrer
from navigator.domain.referrals import ConnectionKind
from navigator.domain.services import Status
from navigator.routing.alternatives import compare, list_compared, list_for_need

CLINIC = a_service("clinic", needs=("speech", "hearing"))
BOTH = a_service("both", needs=("speech", "hearing"))
ONE = a_service("one", needs=("speech",))
TEENS = a_service("teens", needs=("speech",), ages=AgeRange(13, None))
SHUT = a_service("shut", needs=("speech", "hearing"), status=Status.CLOSED)
OTHER = a_service("other", needs=("sleep",))
NEEDS = (a_need("speech"), a_need("stammer", parent="speech"), a_need("hearing"), a_need("sleep"))
TOWN = a_directory(
    CLINIC,
    BOTH,
    ONE,
    TEENS,
    SHUT,
    OTHER,
    needs=NEEDS,
    waits=(a_wait("both", 9),),
    pathways=[
        a_pathway(
            services=("clinic",),
            connections=[a_connection("other", "clinic", ConnectionKind.ALTERNATIVE, reason="Tried first.")],
        )
    ],
)


def ids(rows) -> list[str]:
    return [row.service.id for row in rows]


def test_curated_alternatives_come_first_then_most_needs_shared():
    assert ids(list_compared(TOWN, Profile(age_years=14), "clinic")) == ["other", "both", "one", "teens"]


def test_what_is_shut_to_this_child_or_does_not_run_is_no_alternative():
    assert ids(list_compared(TOWN, Profile(age_years=6), "clinic")) == ["other", "both", "one"]


def test_a_row_says_why_how_long_who_may_ask_and_on_what_conditions():
    rows = {row.service.id: row for row in list_compared(TOWN, Profile(), "clinic")}
    asking = a_service("gp-only", ways_in=(a_way_in(Referrer.GP),), eligibility=(ConditionRule("Two reports."),))
    row = compare(a_directory(asking), Profile(), asking)

    assert rows["other"].reason == "Tried first."
    assert rows["both"].wait is not None and rows["both"].wait.value == 9
    assert rows["one"].wait is None
    assert (row.referrers, row.conditions) == ((Referrer.GP,), ("Two reports.",))


def test_a_comparison_for_a_need_takes_in_the_needs_below_it_and_puts_what_fits_first():
    town = a_directory(TEENS, a_service("stammer-group", needs=("stammer",)), needs=NEEDS)

    assert ids(list_for_need(town, Profile(age_years=6), "speech")) == ["stammer-group", "teens"]


def test_an_unknown_service_has_no_alternatives():
    with pytest.raises(UnknownService):
        list_compared(TOWN, Profile(), "nowhere")
