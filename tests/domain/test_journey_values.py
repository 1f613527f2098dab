"""Routes and what they cost, as plain values."""

from building import a_service, a_wait, a_way_in

from navigator.domain.areas import Verdict
from navigator.domain.eligibility import Finding
from navigator.domain.journeys import Cost, Leg, Route
from navigator.domain.profile import Referrer
from navigator.domain.waits import Statistic


def a_leg(service_id="therapy", wait=None):
    return Leg(
        service=a_service(service_id),
        way=a_way_in(),
        by=Referrer.PARENT,
        also_by=(),
        origin=None,
        documents=(),
        after=(),
        wait=wait,
        start_weeks=0,
        arrive_weeks=0,
        finding=Finding(Verdict.OPEN),
    )


def test_a_leg_without_a_published_wait_has_no_length():
    assert a_leg(wait=None).wait_weeks is None
    assert a_leg(wait=a_wait(value=0)).wait_weeks == 0
    assert a_leg(wait=a_wait(value=3, unit="months")).wait_weeks == 13
    assert a_leg(wait=a_wait(value=40, statistic=Statistic.PERCENT_WITHIN, unit="percent")).wait_weeks is None


def test_a_route_names_the_services_it_passes_in_order():
    route = Route("camhs", (a_leg("school"), a_leg("camhs")), Cost(0, 2, 2, 0))

    assert route.services == ("school", "camhs")


def test_costs_are_told_in_one_order_and_sorted_by_the_shortest_wait_first():
    quick, free = Cost(2, 0, 3, 5000), Cost(12, 1, 1, 0)

    assert quick.as_tuple() == (2, 0, 3, 5000)
    assert sorted([free, quick]) == [quick, free]
    assert Cost(2, 1, 1, 0) > Cost(2, 0, 9, 9)
