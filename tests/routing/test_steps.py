"""Route -> Journey: steps in order, papers to bring, what if the answer is no, what helps meanwhile."""

from __future__ import annotations

from building import (
    a_connection,
    a_directory,
    a_document,
    a_pathway,
    a_profile,
    a_refusal,
    a_service,
    a_way_in,
    papers_given,
)

from navigator.domain.directory import Directory
from navigator.domain.profile import Profile, Referrer
from navigator.domain.referrals import ConnectionKind
from navigator.domain.waits import StatutoryClock
from navigator.routing import Journey, Planner, build_network, tell_journey
from navigator.routing.steps import MEANWHILE_PER_STEP


def journey_to_therapy(directory: Directory, profile: Profile | None = None) -> Journey:
    profile = profile or a_profile()
    (route,) = Planner(directory, build_network(directory)).plan(profile, "therapy").routes
    return tell_journey(directory, profile, route)


def the_nursery_refers(**changes: object) -> Directory:
    """Nursery, then hub with the nursery's report and the parents' consent, then therapy."""
    nursery = a_service("nursery", produces=papers_given("report"))
    papers = ("consent", "report")
    hub_door = a_way_in(after=("nursery",), documents=papers, helpful_documents=("photo",))
    hub = a_service("hub", ways_in=(hub_door,))
    therapy = a_service("therapy", ways_in=(a_way_in(passed_on_by=("hub",)),))
    consent = a_document("consent", made_by=frozenset({Referrer.PARENT}))
    documents = [consent, a_document("report"), a_document("photo")]
    return a_directory(nursery, hub, therapy, documents=documents, **changes)


def test_steps_are_numbered_in_the_order_they_are_made():
    journey = journey_to_therapy(the_nursery_refers())

    assert [(step.number, step.leg.service.id) for step in journey.steps] == [
        (1, "nursery"),
        (2, "hub"),
        (3, "therapy"),
    ]


def test_each_paper_is_held_made_or_given_by_an_earlier_step():
    told = {paper.document.id: paper for paper in journey_to_therapy(the_nursery_refers()).steps[1].papers}

    assert (told["consent"].held, told["consent"].given_by) == (False, None)
    assert told["report"].given_by is not None
    assert (told["report"].held, told["report"].given_by.id) == (False, "nursery")


def test_a_paper_in_hand_is_told_as_held():
    child = a_profile(documents=frozenset({"consent", "report"}))

    papers = journey_to_therapy(the_nursery_refers(), child).steps[1].papers

    assert [(paper.document.id, paper.held) for paper in papers] == [("consent", True), ("report", True)]


def test_helpful_papers_stand_apart_from_those_that_must_come():
    step = journey_to_therapy(the_nursery_refers()).steps[1]

    assert [paper.id for paper in step.helpful_papers] == ["photo"]
    assert "photo" not in [paper.document.id for paper in step.papers]


def test_a_step_carries_its_own_refusals_and_clocks():
    pathway = a_pathway(refusals=(a_refusal("hub", "nursery"), a_refusal("therapy", "hub")))
    clock = StatutoryClock("six-weeks", "Six weeks", "Answer within six weeks.", services=("hub",))

    nursery, hub, therapy = journey_to_therapy(the_nursery_refers(pathways=[pathway], clocks=[clock])).steps

    assert [refusal.onward for refusal in hub.refusals] == [("nursery",)]
    assert [refusal.onward for refusal in therapy.refusals] == [("hub",)]
    assert [clock.id for clock in hub.clocks] == ["six-weeks"]
    assert (nursery.refusals, nursery.clocks, therapy.clocks) == ((), (), ())


def with_supports(for_hub: list[str], for_therapy: list[str]) -> Directory:
    hub, therapy = a_service("hub"), a_service("therapy", ways_in=(a_way_in(passed_on_by=("hub",)),))
    named = dict.fromkeys((*for_hub, *for_therapy))
    lines = [a_service(name, ways_in=(a_way_in(open_access=True),)) for name in named if name != "hub"]
    edges = [("hub", name) for name in for_hub] + [("therapy", name) for name in for_therapy]
    connections = tuple(a_connection(one, other, ConnectionKind.WHILE_WAITING) for one, other in edges)
    return a_directory(hub, therapy, *lines, pathways=[a_pathway(connections=connections)])


def test_support_that_an_earlier_step_named_is_not_told_twice():
    hub, therapy = journey_to_therapy(with_supports(["line", "group"], ["line", "club"])).steps

    assert [service.id for service in hub.meanwhile] == ["line", "group"]
    assert [service.id for service in therapy.meanwhile] == ["club"]


def test_a_step_of_the_way_itself_is_no_support_meanwhile():
    assert journey_to_therapy(with_supports([], ["hub", "club"])).steps[1].meanwhile[0].id == "club"


def test_a_step_names_only_a_few_supports():
    hub = journey_to_therapy(with_supports([f"line-{number}" for number in range(9)], [])).steps[0]

    assert len(hub.meanwhile) == MEANWHILE_PER_STEP
