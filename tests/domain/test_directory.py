"""The directory: every record by id, and the questions the rooms ask of it."""

import pytest
from building import (
    a_connection,
    a_directory,
    a_pathway,
    a_refusal,
    a_service,
    a_source,
    a_wait,
    a_way_in,
    an_area,
)

from navigator.domain.directory import CrisisHelp, UnknownPathway, UnknownService
from navigator.domain.eligibility import AreaBasis, AreaRule, GroupRule
from navigator.domain.needs import Urgency
from navigator.domain.referrals import Accountability, ConnectionKind, Stage
from navigator.domain.services import CostOption, Status
from navigator.domain.sources import Confidence, PartialDate
from navigator.domain.waits import StatutoryClock


def test_a_service_is_got_by_its_id_and_its_absence_is_named():
    directory = a_directory(a_service("therapy"))

    assert directory.get_service("therapy").id == "therapy"
    assert directory.find_service("nowhere") is None
    with pytest.raises(UnknownService, match="'nowhere'") as missing:
        directory.get_service("nowhere")
    assert missing.value.service_id == "nowhere"


def test_a_pathway_is_got_by_its_id_and_its_absence_is_named():
    directory = a_directory(pathways=[a_pathway("camhs")])

    assert directory.get_pathway("camhs").id == "camhs"
    with pytest.raises(UnknownPathway) as missing:
        directory.get_pathway("nowhere")
    assert missing.value.pathway_id == "nowhere"


def test_services_are_listed_by_id_and_held_back_until_assured():
    unsure = a_service("unsure", confidence=Confidence.LOW)
    unconfirmed = a_service("unconfirmed", status=Status.UNCONFIRMED)
    directory = a_directory(a_service("therapy"), unsure, a_service("autism-team"), unconfirmed)

    assert [service.id for service in directory.list_services()] == ["autism-team", "therapy"]
    assert [service.id for service in directory.list_services(published=False)] == [
        "autism-team",
        "therapy",
        "unconfirmed",
        "unsure",
    ]


@pytest.mark.parametrize("status", [Status.CLOSED, Status.CLOSING, Status.PAUSED, Status.PLANNED])
def test_a_service_that_is_not_running_stays_findable_so_that_nobody_keeps_looking(status):
    service = a_service(status=status)

    assert service.published
    assert not service.running


@pytest.mark.parametrize("status", [None, *Status])
def test_a_record_of_low_confidence_is_held_back_whatever_its_status(status):
    assert not a_service(status=status, confidence=Confidence.LOW).published


def test_a_changed_service_is_still_running():
    assert a_service(status=Status.CHANGED).running
    assert a_service(status=None).running


@pytest.mark.parametrize(
    ("amounts", "free"),
    [([], None), ([None], None), ([0], True), ([500], False), ([None, 500], False), ([0, 500], True)],
)
def test_a_service_is_free_only_where_a_source_says_so(amounts, free):
    costs = tuple(CostOption("As the page says", amount) for amount in amounts)

    assert a_service(costs=costs).free is free


def test_one_door_without_a_referral_makes_a_service_open_to_all_comers():
    assert a_service(ways_in=(a_way_in(), a_way_in(id="call", open_access=True))).open_access
    assert not a_service().open_access


def test_the_wait_of_a_service_is_ours_or_that_of_the_wider_area_it_serves():
    wide = a_service("wide", eligibility=(GroupRule(True, (AreaRule(AreaBasis.HOME, (an_area("england"),)),)),))
    waits = (
        a_wait("wide", 20, place="england"),
        a_wait("local", 30, place="england", as_of=PartialDate(2026, 9)),
        a_wait("local", 10),
    )
    directory = a_directory(wide, a_service("local"), a_service("silent"), waits=waits)

    assert directory.best_wait("wide").value == 20
    assert directory.best_wait("local").value == 10
    assert directory.best_wait("silent") is None
    assert directory.best_wait("nowhere") is None


def test_every_figure_about_a_service_is_kept_in_ledger_order():
    waits = (a_wait("therapy", 30), a_wait("other", 4), a_wait("therapy", 10))
    directory = a_directory(a_service("therapy"), waits=waits)

    assert [wait.value for wait in directory.list_waits("therapy")] == [30, 10]
    assert directory.list_waits("nowhere") == ()


def test_edges_are_found_from_either_end_and_by_kind():
    passes_on = a_connection("school", "therapy", ConnectionKind.REFERS_TO)
    waiting = a_connection("school", "group", ConnectionKind.WHILE_WAITING)
    elsewhere = a_connection("gp", "therapy", ConnectionKind.REFERS_TO)
    pathways = [a_pathway("one", connections=(passes_on, waiting)), a_pathway("two", connections=(elsewhere,))]
    directory = a_directory(pathways=pathways)

    assert directory.list_connections() == (passes_on, waiting, elsewhere)
    assert directory.list_connections(origin="school") == (passes_on, waiting)
    assert directory.list_connections(target="therapy") == (passes_on, elsewhere)
    assert directory.list_connections(origin="school", target="therapy") == (passes_on,)
    assert directory.list_connections(kind=ConnectionKind.REFERS_TO) == (passes_on, elsewhere)
    assert directory.list_connections(origin="school", kind=ConnectionKind.WHILE_WAITING) == (waiting,)
    assert directory.list_connections(origin="nowhere") == ()


def test_refusals_are_gathered_from_every_pathway():
    pathways = [
        a_pathway("one", refusals=(a_refusal("therapy", "group"), a_refusal("camhs"))),
        a_pathway("two", refusals=(a_refusal("therapy", "sendiass"),)),
    ]

    refusals = a_directory(pathways=pathways).list_refusals("therapy")

    assert [refusal.onward for refusal in refusals] == [("group",), ("sendiass",)]


def test_a_pathway_names_each_service_of_its_stages_once():
    stages = (Stage("worried", "Worried", None, ("gp", "school")), Stage("seen", "Seen", None, ("camhs", "gp")))
    pathway = a_pathway("camhs", stages=stages)
    directory = a_directory(pathways=[pathway, a_pathway("other")])

    assert pathway.services == ("gp", "school", "camhs")
    assert directory.list_pathways_of("gp") == (pathway,)
    assert directory.list_pathways_of("nowhere") == ()


def test_clocks_and_those_who_answer_are_found_by_service():
    clock = StatutoryClock("twenty-weeks", "Twenty weeks", "The plan is final.", services=("ehc",))
    answers = Accountability("ehc-team", "Writes the plan", service="ehc", source=a_source())
    directory = a_directory(
        clocks=[clock, StatutoryClock("other", "Other", "Another rule.")],
        accountability=(answers, Accountability("other", "Something else")),
    )

    assert directory.list_clocks_of("ehc") == (clock,)
    assert directory.list_accountable("ehc") == (answers,)


def test_crisis_help_depends_on_what_is_urgent():
    crisis = CrisisHelp(life_at_risk=("samaritans",), safeguarding=("mash",))

    assert crisis.for_urgency(Urgency.LIFE_AT_RISK) == ("samaritans",)
    assert crisis.for_urgency(Urgency.SAFEGUARDING) == ("mash",)
