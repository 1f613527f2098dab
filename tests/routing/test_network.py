"""Directory -> network: every referral has a tail and one head, and nothing else touches anything."""

from __future__ import annotations

import networkx as nx
from building import a_directory, a_document, a_service, a_way_in, papers_given
from hypothesis import given, settings
from small_worlds import directories

from navigator.domain.directory import Directory
from navigator.domain.eligibility import DocumentRule
from navigator.domain.profile import Referrer
from navigator.routing import build_network
from navigator.routing.network import FactKind, draw_network, list_referrals

ROLE, DOCUMENT, SERVICE, REFERRAL = FactKind.ROLE, FactKind.DOCUMENT, FactKind.SERVICE, FactKind.REFERRAL


def draw(directory: Directory) -> nx.DiGraph:
    return draw_network(build_network(directory))


def tail_of(network: nx.DiGraph, referral: str) -> set:
    return set(network.predecessors((REFERRAL, referral)))


def test_a_referral_hangs_on_its_referrers_papers_and_what_comes_first():
    nursery = a_service("nursery")
    ways = (a_way_in(Referrer.GP, Referrer.PARENT, id="form", after=("nursery",), documents=("form",)),)
    therapy = a_service("therapy", ways_in=ways)

    network = draw(a_directory(nursery, therapy, documents=[a_document("form")]))

    assert tail_of(network, "therapy/form") == {
        (ROLE, "gp"),
        (ROLE, "parent"),
        (SERVICE, "nursery"),
        (DOCUMENT, "form"),
    }
    assert list(network.successors((REFERRAL, "therapy/form"))) == [(SERVICE, "therapy")]


def test_a_door_for_roles_and_for_two_services_is_three_referrals():
    way = a_way_in(Referrer.SCHOOL, passed_on_by=("hub", "clinic"))
    services = (a_service("hub"), a_service("clinic"), a_service("therapy", ways_in=(way,)))

    network = draw(a_directory(*services))

    assert tail_of(network, "therapy/ask") == {(ROLE, "school")}
    assert tail_of(network, "therapy/ask/hub") == {(SERVICE, "hub")}
    assert tail_of(network, "therapy/ask/clinic") == {(SERVICE, "clinic")}


def test_a_door_only_for_passing_on_is_never_asked_at():
    referrals = list_referrals(a_service("therapy", ways_in=(a_way_in(passed_on_by=("hub",)),)))

    assert [referral.passed_on_by for referral in referrals] == ["hub"]


def test_a_paper_that_the_service_itself_demands_is_in_every_tail():
    rules = (DocumentRule(held="plan"), DocumentRule(absent="award"))
    ways = (a_way_in(id="ask", documents=("form", "plan")), a_way_in(id="call"))
    service = a_service("short-breaks", eligibility=rules, ways_in=ways)

    assert [referral.documents for referral in list_referrals(service)] == [("form", "plan"), ("plan",)]


def test_a_service_gives_its_papers():
    clinic = a_service("clinic", produces=papers_given("letter"))

    network = draw(a_directory(clinic, documents=[a_document("letter")]))

    assert list(network.successors((SERVICE, "clinic"))) == [(DOCUMENT, "letter")]


def test_a_service_without_a_door_stands_alone():
    network = draw(a_directory(a_service("shut", ways_in=())))

    assert list(network.nodes) == [(SERVICE, "shut")]
    assert network.number_of_edges() == 0


@settings(max_examples=50, deadline=None)
@given(directories())
def test_facts_touch_only_referrals_and_referrals_only_facts(directory: Directory):
    network = draw(directory)

    for (left, _), (right, _) in network.edges:
        assert (left is REFERRAL) is not (right is REFERRAL) or (left, right) == (SERVICE, DOCUMENT)
    for kind, key in network.nodes:
        if kind is REFERRAL:
            referral = network.nodes[kind, key]["referral"]
            assert list(network.successors((kind, key))) == [(SERVICE, referral.service.id)]
            assert tail_of(network, key), "a referral that hangs on nothing could be made by nobody"
