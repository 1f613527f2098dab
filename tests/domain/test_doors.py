"""Whether a service and its ways in are open to one child, and who may ask."""

import pytest
from building import a_profile, a_service, a_source, a_way_in

from navigator.domain.areas import Verdict
from navigator.domain.doors import (
    check_door_exists,
    check_referrer,
    check_service,
    check_status,
    held_documents,
    order_referrers,
    rules_without_papers,
)
from navigator.domain.eligibility import AgeRange, AgeRule, ConditionRule, DocumentRule, Finding, Reason
from navigator.domain.profile import Referrer, Setting
from navigator.domain.services import NoWayIn, NoWayInReason, Status
from navigator.domain.sources import Confidence

OPEN = Finding(Verdict.OPEN)


def test_a_young_person_over_the_age_limit_is_told_why():
    therapy = a_service(ages=AgeRange(maximum=18))

    assert check_service(therapy, a_profile(age_years=19)) == Finding(Verdict.CLOSED, Reason.TOO_OLD)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (None, OPEN),
        (Status.OPEN, OPEN),
        (Status.CHANGED, OPEN),
        (Status.PAUSED, Finding(Verdict.CLOSED, Reason.SERVICE_PAUSED)),
        (Status.CLOSED, Finding(Verdict.CLOSED, Reason.SERVICE_CLOSED)),
        (Status.CLOSING, Finding(Verdict.CLOSED, Reason.SERVICE_CLOSING)),
        (Status.PLANNED, Finding(Verdict.CLOSED, Reason.SERVICE_PLANNED)),
        (Status.UNCONFIRMED, Finding(Verdict.UNKNOWN, Reason.SERVICE_NOT_CONFIRMED)),
    ],
)
def test_what_the_sources_say_about_it_running(status, expected):
    service = a_service(status=status)

    assert check_status(service) == expected
    assert check_service(service, a_profile()) == expected


def test_a_record_of_low_confidence_is_unknown_until_a_curator_assures_it():
    assert check_status(a_service(confidence=Confidence.LOW)).reason is Reason.SERVICE_NOT_CONFIRMED


def test_a_closed_service_is_told_as_closed_before_anything_else():
    service = a_service(status=Status.CLOSED, ages=AgeRange(maximum=4))

    assert check_service(service, a_profile(age_years=9)).reason is Reason.SERVICE_CLOSED


def test_a_service_is_closed_if_any_rule_is_whatever_else_is_unknown():
    service = a_service(eligibility=(ConditionRule("Read this."), AgeRule(AgeRange(5, 11))))

    assert check_service(service, a_profile(age_years=12)).reason is Reason.TOO_OLD
    assert check_service(service, a_profile(age_years=9)).reason is Reason.CONDITION_TO_READ
    assert check_service(service, a_profile()).reason is Reason.AGE_NOT_GIVEN


def test_one_open_door_is_enough():
    under_five = a_way_in(id="under-five", rules=(AgeRule(AgeRange(maximum=4)),))
    school_age = a_way_in(Referrer.SCHOOL, id="school-age", rules=(AgeRule(AgeRange(minimum=5)),))
    service = a_service(ways_in=(under_five, school_age))

    assert check_service(service, a_profile(age_years=9)) == OPEN
    assert check_service(service, a_profile(age_years=3)) == OPEN
    assert check_service(service, a_profile()).verdict is Verdict.UNKNOWN


def test_a_child_whom_no_door_fits_is_told_about_each_door():
    doors = tuple(a_way_in(id=f"to-{age}", rules=(AgeRule(AgeRange(maximum=age)),)) for age in (4, 11))

    finding = check_service(a_service(ways_in=doors), a_profile(age_years=12))

    assert finding == Finding(Verdict.CLOSED, Reason.NONE_OF_THE_WAYS_FITS)
    assert [part.limits for part in finding.parts[0].parts] == [(4,), (11,)]


def test_the_only_door_says_itself_why_it_is_shut():
    service = a_service(ways_in=(a_way_in(rules=(AgeRule(AgeRange(minimum=5)),)),))

    assert check_service(service, a_profile(age_years=4)).reason is Reason.TOO_YOUNG


def test_a_service_without_doors_is_judged_by_its_own_rules():
    service = a_service(ages=AgeRange(maximum=18), ways_in=())

    assert check_service(service, a_profile(age_years=9)) == OPEN
    assert check_service(service, a_profile(age_years=19)).verdict is Verdict.CLOSED


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (NoWayInReason.NOT_PUBLISHED, Finding(Verdict.UNKNOWN, Reason.WAY_IN_NOT_PUBLISHED)),
        (NoWayInReason.NOT_FOR_FAMILIES, Finding(Verdict.CLOSED, Reason.NOT_FOR_FAMILIES_TO_ASK)),
        (NoWayInReason.CLOSED, Finding(Verdict.CLOSED, Reason.NOT_FOR_FAMILIES_TO_ASK)),
    ],
)
def test_a_service_with_no_way_in_says_why(reason, expected):
    page = a_source("The service's page")
    service = a_service(ways_in=(), no_way_in=NoWayIn(reason, "Nobody says how.", page))

    finding = check_door_exists(service)

    assert finding == expected
    assert (finding.text, finding.source) == ("Nobody says how.", page)


def test_a_service_with_doors_has_a_way_in():
    assert check_door_exists(a_service()) == OPEN


def test_whoever_is_asking_can_ask():
    for role in Referrer:
        assert check_referrer(role, a_profile(asker=role, setting=Setting.HOME_EDUCATED, age_years=2)) == OPEN


@pytest.mark.parametrize(
    ("setting", "school", "nursery"),
    [
        (Setting.PRIMARY, Verdict.OPEN, Verdict.CLOSED),
        (Setting.SECONDARY, Verdict.OPEN, Verdict.CLOSED),
        (Setting.SPECIAL, Verdict.OPEN, Verdict.CLOSED),
        (Setting.POST_16, Verdict.OPEN, Verdict.CLOSED),
        (Setting.EARLY_YEARS, Verdict.CLOSED, Verdict.OPEN),
        (Setting.HOME_EDUCATED, Verdict.CLOSED, Verdict.CLOSED),
        (Setting.NONE, Verdict.CLOSED, Verdict.CLOSED),
        (None, Verdict.UNKNOWN, Verdict.UNKNOWN),
    ],
)
def test_a_school_or_nursery_asks_only_for_a_child_it_has(setting, school, nursery):
    profile = a_profile(asker=Referrer.PARENT, setting=setting)

    assert check_referrer(Referrer.SCHOOL, profile).verdict is school
    assert check_referrer(Referrer.EARLY_YEARS_SETTING, profile).verdict is nursery


@pytest.mark.parametrize(
    ("age_years", "expected"), [(10, Verdict.CLOSED), (11, Verdict.OPEN), (None, Verdict.UNKNOWN)]
)
def test_a_young_person_asks_from_eleven(age_years, expected):
    assert check_referrer(Referrer.YOUNG_PERSON, a_profile(age_years=age_years)).verdict is expected


@pytest.mark.parametrize(
    "role", [Referrer.PARENT, Referrer.GP, Referrer.HEALTH_PROFESSIONAL, Referrer.SOCIAL_CARE, Referrer.ANYONE]
)
def test_a_family_can_always_go_to_these(role):
    assert check_referrer(role, a_profile()) == OPEN


def test_the_one_asking_comes_first_then_the_family_then_professionals():
    door = a_way_in(Referrer.GP, Referrer.SCHOOL, Referrer.PARENT)

    assert order_referrers(door, a_profile()) == (Referrer.PARENT, Referrer.SCHOOL, Referrer.GP)
    assert order_referrers(door, a_profile(asker=Referrer.GP)) == (Referrer.GP, Referrer.PARENT, Referrer.SCHOOL)


def test_somebody_asking_who_is_not_named_is_not_added():
    door = a_way_in(Referrer.GP)

    assert order_referrers(door, a_profile(asker=Referrer.SCHOOL)) == (Referrer.GP,)


def test_anyone_stands_for_whoever_asks_and_for_the_family_when_nobody_said():
    door = a_way_in(Referrer.ANYONE)

    assert order_referrers(door, a_profile(asker=Referrer.SOCIAL_CARE)) == (Referrer.SOCIAL_CARE,)
    assert order_referrers(door, a_profile()) == (Referrer.PARENT,)


def test_any_professional_stands_for_the_one_who_asks_but_never_for_a_parent():
    door = a_way_in(Referrer.ANY_PROFESSIONAL)

    assert order_referrers(door, a_profile(asker=Referrer.SCHOOL))[0] is Referrer.SCHOOL
    assert order_referrers(door, a_profile(asker=Referrer.PARENT)) == (Referrer.ANY_PROFESSIONAL,)


@pytest.mark.parametrize("asker", [None, *(role for role in Referrer if role is not Referrer.ANYONE)])
def test_each_role_is_offered_once_and_anyone_never_by_that_name(asker):
    ordered = order_referrers(a_way_in(*Referrer), a_profile(asker=asker))

    assert sorted(ordered) == sorted(role for role in Referrer if role is not Referrer.ANYONE)
    assert ordered[0] is (asker or Referrer.PARENT)


def test_a_door_of_another_service_has_no_referrers():
    assert order_referrers(a_way_in(passed_on_by=["community-paediatrics"]), a_profile()) == ()


def test_papers_that_a_service_demands_are_told_from_its_other_rules():
    plan, age, no_plan = DocumentRule(held="ehc-plan"), AgeRule(AgeRange(5)), DocumentRule(absent="appeal")
    service = a_service(eligibility=(plan, age, no_plan))

    assert held_documents(service) == ("ehc-plan",)
    assert rules_without_papers(service) == (age, no_plan)
