"""Dates of a route: firm where lengths are published, unsaid where one is not."""

import datetime
from typing import Any

import pytest
from building import a_profile, a_service, a_wait, a_way_in

from navigator.domain.areas import Verdict
from navigator.domain.eligibility import Finding
from navigator.domain.journeys import Cost, Leg, Route
from navigator.domain.profile import Referrer
from navigator.domain.services import Produced
from navigator.domain.timelines import date_route, find_birthday, list_helped_by

START = datetime.date(2026, 12, 1)
TODAY = datetime.date(2026, 11, 23)


def a_leg(service_id: str, weeks: float | None, start: float = 0, **changes: Any) -> Leg:
    """A request by a parent; `weeks` None is a wait that nobody publishes."""
    made = {
        "service": a_service(service_id),
        "way": a_way_in(),
        "by": Referrer.PARENT,
        "also_by": (),
        "origin": None,
        "documents": (),
        "after": (),
        "wait": None if weeks is None else a_wait(service_id, weeks),
        "start_weeks": start,
        "arrive_weeks": start + (weeks or 0),
        "finding": Finding(Verdict.OPEN),
    }
    return Leg(**{**made, **changes})


def a_route(*legs: Leg, papers: tuple[tuple[str, str], ...] = ()) -> Route:
    return Route(legs[-1].service.id, legs, Cost(0, 0, len(legs), 0), papers)


def test_published_waits_give_days() -> None:
    first, second = date_route(a_route(a_leg("gp", 2), a_leg("clinic", 10, 2, after=("gp",))), START)

    assert (first.earliest, first.ends) == (START, datetime.date(2026, 12, 15))
    assert (second.earliest, second.ends) == (datetime.date(2026, 12, 15), datetime.date(2027, 2, 23))
    assert second.firm


def test_after_an_unpublished_wait_no_day_can_be_said() -> None:
    first, second, third = date_route(
        a_route(a_leg("gp", None), a_leg("clinic", 10, after=("gp",)), a_leg("team", 4, 10, after=("clinic",))),
        START,
    )

    assert (first.firm, first.ends) == (True, None)
    assert (second.firm, second.ends) == (False, None)
    assert (third.firm, third.ends) == (False, None)
    assert third.earliest == datetime.date(2027, 2, 9)


def test_a_published_wait_of_nought_is_known() -> None:
    first, second = date_route(a_route(a_leg("gp", 0), a_leg("clinic", 1, after=("gp",))), START)

    assert first.ends == START
    assert second.firm


def test_steps_side_by_side_do_not_wait_for_each_other() -> None:
    first, second = date_route(a_route(a_leg("gp", None), a_leg("club", 1)), START)

    assert first.ends is None
    assert second.ends == datetime.date(2026, 12, 8)


def test_a_paper_from_an_earlier_step_is_waited_for() -> None:
    route = a_route(
        a_leg("audiology", None), a_leg("clinic", 1, documents=("test",)), papers=(("test", "audiology"),)
    )

    assert not date_route(route, START)[1].firm


def test_a_paper_that_only_helps_is_not_waited_for_and_is_told() -> None:
    assessment = a_leg("assessment", None, service=a_service("assessment", produces=(Produced("letter"),)))
    mediation = a_leg("mediation", 1, way=a_way_in(helpful_documents=("letter",)))
    route = a_route(assessment, mediation)

    assert list_helped_by(route, mediation) == ("assessment",)
    assert date_route(route, START)[1].best_after == ("assessment",)


def test_papers_to_write_are_told() -> None:
    route = a_route(a_leg("clinic", 1, documents=("form",)), papers=(("form", "made"),))

    assert date_route(route, START)[0].after_papers


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        ({"age_years": 17, "age_months": 11}, (2026, 11, 24), (2026, 12, 23)),
        ({"age_years": 17, "age_months": 0}, (2027, 10, 24), (2027, 11, 23)),
        ({"age_years": 16, "age_months": 6}, (2028, 4, 24), (2028, 5, 23)),
    ],
)
def test_a_birthday_is_known_to_a_month(told: dict[str, int], first: Any, last: Any) -> None:
    days = find_birthday(a_profile(**told), 18, TODAY)

    assert days is not None
    assert (days.first, days.last) == (datetime.date(*first), datetime.date(*last))


@pytest.mark.parametrize("told", [{}, {"age_years": 17}, {"age_years": 18, "age_months": 1}])
def test_a_birthday_that_was_not_told_or_is_past_has_no_days(told: dict[str, int]) -> None:
    assert find_birthday(a_profile(**told), 18, TODAY) is None
