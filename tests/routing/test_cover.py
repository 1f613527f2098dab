"""What every wait and every refusal leads to."""

from __future__ import annotations

from dataclasses import replace

from building import a_connection, a_directory, a_pathway, a_refusal, a_service, a_wait, a_way_in

from navigator.domain.profile import Profile
from navigator.domain.referrals import ConnectionKind
from navigator.domain.services import NoWayIn, NoWayInReason, Status
from navigator.domain.waits import Statistic, StatutoryClock, TimeLimit
from navigator.routing.cover import assure, find_chase, list_step_up, wait_length_weeks

CLINIC = a_service("clinic", name="Clinic")
HELP = a_service("help", name="Help line")


def a_town(*others, waits=(), **pathway):
    stages = {"services": ("clinic", "help", *(service.id for service in others))}
    return a_directory(CLINIC, HELP, *others, waits=tuple(waits), pathways=[a_pathway(**stages, **pathway)])


def test_a_long_wait_without_support_is_a_gap_by_name():
    town = a_town(waits=[a_wait("clinic", 30), a_wait("help", 2)])

    assert (assure(town).long_waits, assure(town).uncovered) == (1, ("Clinic",))


def test_a_long_wait_with_a_curated_support_that_runs_is_covered():
    edge = a_connection("clinic", "help", ConnectionKind.WHILE_WAITING)
    closed = a_service("shut", status=Status.CLOSED)
    to_closed = a_connection("clinic", "shut", ConnectionKind.WHILE_WAITING)

    assert assure(a_town(waits=[a_wait("clinic", 30)], connections=[edge])).uncovered == ()
    assert assure(a_town(closed, waits=[a_wait("clinic", 30)], connections=[to_closed])).uncovered == ("Clinic",)


def test_a_share_seen_in_time_is_a_long_wait_by_that_time():
    share = a_wait(
        "clinic", 40, statistic=Statistic.PERCENT_WITHIN, unit="percent", within_value=18, within_unit="weeks"
    )

    assert wait_length_weeks(share) == 18
    assert assure(a_town(waits=[share])).long_waits == 1


def test_a_refusal_must_lead_to_something_that_runs():
    good = a_refusal("clinic", "help")
    bad = a_refusal("help")

    assert assure(a_town(refusals=[good])).refusals_leading_nowhere == ()
    assert assure(a_town(refusals=[bad])).refusals_leading_nowhere == ("Help line: threshold-not-met",)


def test_a_service_nobody_publishes_a_way_into_is_named():
    doorless = a_service(
        "den", name="Den", ways_in=(), no_way_in=NoWayIn(NoWayInReason.NOT_PUBLISHED, "Nobody says.")
    )
    not_for_asking = a_service("panel", ways_in=(), no_way_in=NoWayIn(NoWayInReason.NOT_FOR_FAMILIES, "It meets."))

    assert assure(a_town(doorless, not_for_asking)).without_a_way_in == ("Den",)


def test_who_waits_asks_when_a_legal_limit_has_passed_or_after_the_published_wait():
    guidance = StatutoryClock("reply", "Reply", "It replies.", limit=TimeLimit(6, "weeks"), services=("clinic",))
    law = replace(guidance, id="law", statutory=True)
    town = a_directory(CLINIC, waits=(a_wait("clinic", 30),), clocks=[guidance, law])

    assert find_chase(town, "clinic").limits == (law,)
    assert find_chase(town, "clinic").after_weeks == 30
    assert find_chase(a_directory(CLINIC), "clinic").after_weeks is None


def test_what_is_stronger_is_named_for_when_things_get_worse_if_it_runs_and_fits():
    shut = a_service("shut", status=Status.PAUSED)
    edges = [a_connection("clinic", other, ConnectionKind.STEP_UP) for other in ("help", "shut")]

    assert list_step_up(a_town(shut, connections=edges), Profile(), "clinic") == (HELP,)


def test_services_that_pass_families_on_to_each_other_are_named():
    there = a_service("there", name="There", ways_in=(a_way_in(), a_way_in(id="sent", passed_on_by=("back",))))
    back = a_service("back", name="Back", ways_in=(a_way_in(id="sent", passed_on_by=("there",)),))

    assert assure(a_directory(there, back, CLINIC)).loops == (("Back", "There"),)
    assert assure(a_directory(there, CLINIC)).loops == ()
