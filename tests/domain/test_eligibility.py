"""Each kind of rule, weighed for one child: open, closed or unknown, and why."""

import pytest
from building import a_need, a_place, a_profile, a_source, an_area

from navigator.domain.areas import Coverage, Verdict
from navigator.domain.eligibility import (
    AgeRange,
    AgeRule,
    AreaBasis,
    AreaRule,
    Change,
    ChangeKind,
    ConditionRule,
    DocumentRule,
    Finding,
    GroupRule,
    NeedRule,
    Reason,
    SchoolTypeRule,
    SettingRule,
    check_age,
    check_rule,
    check_rules,
    list_areas,
)
from navigator.domain.profile import SchoolType, Setting

OPEN = Finding(Verdict.OPEN)


def closed(reason: Reason) -> Finding:
    return Finding(Verdict.CLOSED, reason)


def unknown(reason: Reason) -> Finding:
    return Finding(Verdict.UNKNOWN, reason)


@pytest.mark.parametrize(
    ("age_years", "expected"),
    [
        (4, closed(Reason.TOO_YOUNG)),
        (5, OPEN),
        (11, OPEN),
        (18, OPEN),
        (19, closed(Reason.TOO_OLD)),
        (None, unknown(Reason.AGE_NOT_GIVEN)),
    ],
)
def test_both_age_limits_are_included(age_years, expected):
    assert check_age(AgeRange(minimum=5, maximum=18), age_years) == expected


def test_a_baby_is_old_enough_for_a_service_from_birth():
    assert check_age(AgeRange(minimum=0, maximum=4), 0) == OPEN


def test_one_limit_alone_leaves_the_other_side_free():
    assert check_age(AgeRange(minimum=16), 25) == OPEN
    assert check_age(AgeRange(maximum=4), 0) == OPEN
    assert check_age(AgeRange(minimum=16), 15) == closed(Reason.TOO_YOUNG)


def test_a_service_for_any_age_does_not_ask_for_the_age():
    assert check_age(AgeRange(), None) == OPEN


def test_a_child_who_is_too_young_is_told_the_birthday_that_opens_the_door():
    finding = check_age(AgeRange(minimum=5, maximum=18), 3)

    assert finding.change == Change(ChangeKind.BIRTHDAY, (5,))
    assert finding.limits == (5,)


def test_a_child_who_is_too_old_is_promised_no_birthday():
    finding = check_age(AgeRange(minimum=5, maximum=18), 19)

    assert finding.change is None
    assert finding.limits == (18,)


AREA_ANSWERS = [
    (AreaBasis.HOME, "home", Reason.HOME_NOT_GIVEN, Reason.HOME_OUTSIDE_AREA),
    (AreaBasis.GP, "gp_area", Reason.GP_AREA_NOT_GIVEN, Reason.GP_OUTSIDE_AREA),
    (AreaBasis.SCHOOL, "school_area", Reason.SCHOOL_AREA_NOT_GIVEN, Reason.SCHOOL_OUTSIDE_AREA),
]


@pytest.mark.parametrize(("by", "answer", "not_given", "outside"), AREA_ANSWERS)
def test_only_the_address_that_counts_decides(by, answer, not_given, outside):
    rule = AreaRule(by, (an_area(),))
    reading = a_place("RG1", councils=frozenset({"E06000038"}), districts=frozenset({"E06000038"}))
    everywhere_else = {name: reading for _, name, _, _ in AREA_ANSWERS if name != answer}

    assert check_rule(rule, a_profile(**everywhere_else)) == unknown(not_given)
    assert check_rule(rule, a_profile(**everywhere_else, **{answer: a_place()})) == OPEN
    assert check_rule(rule, a_profile(**{answer: reading})) == closed(outside)


def test_one_of_several_areas_is_enough():
    rule = AreaRule(AreaBasis.HOME, (an_area("reading", covers=Coverage(councils=frozenset({"X"}))), an_area()))

    assert check_rule(rule, a_profile(home=a_place())) == OPEN


def test_a_home_on_an_edge_is_asked_for_more_of_its_postcode():
    straddling = a_place("OX17", councils=frozenset({"E10000025", "E06000062"}))

    finding = check_rule(AreaRule(AreaBasis.HOME, (an_area(),)), a_profile(home=straddling))

    assert finding == unknown(Reason.AREA_EDGE_NOT_SURE)
    assert finding.change.kind is ChangeKind.TELL_US


def test_a_home_outside_is_told_which_areas_would_do():
    far = a_place("CF10", councils=frozenset({"W06000015"}))

    finding = check_rule(AreaRule(AreaBasis.HOME, (an_area("oxfordshire"),)), a_profile(home=far))

    assert finding.change == Change(ChangeKind.MOVE, ("oxfordshire",))
    assert finding.limits == ("Oxfordshire",)


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        (Setting.PRIMARY, OPEN),
        (Setting.HOME_EDUCATED, closed(Reason.SETTING_NOT_SERVED)),
        (Setting.NONE, closed(Reason.SETTING_NOT_SERVED)),
        (None, unknown(Reason.SETTING_NOT_GIVEN)),
    ],
)
def test_where_the_child_learns(setting, expected):
    rule = SettingRule((Setting.PRIMARY, Setting.SECONDARY))

    assert check_rule(rule, a_profile(setting=setting)) == expected


def test_not_being_in_any_setting_is_an_answer_and_not_silence():
    rule = SettingRule((Setting.NONE,))

    assert check_rule(rule, a_profile(setting=Setting.NONE)) == OPEN
    assert check_rule(rule, a_profile()) == unknown(Reason.SETTING_NOT_GIVEN)


@pytest.mark.parametrize(
    ("school_type", "expected"),
    [
        (SchoolType.STATE_MAINSTREAM, OPEN),
        (SchoolType.INDEPENDENT, closed(Reason.SCHOOL_TYPE_NOT_SERVED)),
        (None, unknown(Reason.SCHOOL_TYPE_NOT_GIVEN)),
    ],
)
def test_which_type_of_school(school_type, expected):
    rule = SchoolTypeRule((SchoolType.STATE_MAINSTREAM, SchoolType.SPECIAL))

    assert check_rule(rule, a_profile(school_type=school_type)) == expected


NEEDS = {
    need.id: need for need in (a_need("communication"), a_need("speech", parent="communication"), a_need("tics"))
}


def test_a_narrower_need_counts_as_the_wider_one():
    rule = NeedRule.over(NEEDS, any_of=["communication"])

    assert check_rule(rule, a_profile(needs=frozenset({"speech"}))) == OPEN


def test_a_wider_need_does_not_count_as_the_narrower_one():
    rule = NeedRule.over(NEEDS, any_of=["speech"])

    assert check_rule(rule, a_profile(needs=frozenset({"communication"}))) == unknown(Reason.NEED_NOT_TOLD)


def test_a_need_nobody_named_leaves_the_door_to_be_asked_at():
    rule = NeedRule.over(NEEDS, any_of=["speech"])

    assert check_rule(rule, a_profile()) == unknown(Reason.NEED_NOT_TOLD)
    assert check_rule(rule, a_profile(needs=frozenset({"tics"}))) == unknown(Reason.NEED_NOT_TOLD)


def test_only_a_named_need_can_turn_a_child_away():
    rule = NeedRule.over(NEEDS, none_of=["communication"])

    assert check_rule(rule, a_profile()) == OPEN
    assert check_rule(rule, a_profile(needs=frozenset({"tics"}))) == OPEN
    assert check_rule(rule, a_profile(needs=frozenset({"speech", "tics"}))) == closed(Reason.NEED_EXCLUDED)


@pytest.mark.parametrize(
    ("documents", "held", "absent"),
    [
        (None, unknown(Reason.DOCUMENTS_NOT_GIVEN), unknown(Reason.DOCUMENTS_NOT_GIVEN)),
        (frozenset(), closed(Reason.DOCUMENT_NOT_HELD), OPEN),
        (frozenset({"gp-letter"}), closed(Reason.DOCUMENT_NOT_HELD), OPEN),
        (frozenset({"ehc-plan"}), OPEN, closed(Reason.DOCUMENT_RULES_OUT)),
    ],
)
def test_papers_held_and_papers_that_rule_out(documents, held, absent):
    profile = a_profile(documents=documents)

    assert check_rule(DocumentRule(held="ehc-plan"), profile) == held
    assert check_rule(DocumentRule(absent="ehc-plan"), profile) == absent


def test_a_missing_paper_is_named_and_a_paper_that_rules_out_is_not_asked_back():
    missing = check_rule(DocumentRule(held="ehc-plan"), a_profile(documents=frozenset()))
    in_the_way = check_rule(DocumentRule(absent="ehc-plan"), a_profile(documents=frozenset({"ehc-plan"})))

    assert missing.change == Change(ChangeKind.DOCUMENT, ("ehc-plan",))
    assert in_the_way.change is None
    assert in_the_way.limits == ("ehc-plan",)


def test_wording_that_no_rule_can_carry_is_never_silently_open():
    everything = a_profile(age_years=9, home=a_place(), documents=frozenset(), setting=Setting.PRIMARY)

    finding = check_rule(ConditionRule("Moderate to severe difficulties."), everything)

    assert finding == unknown(Reason.CONDITION_TO_READ)
    assert finding.text == "Moderate to severe difficulties."
    assert not finding.needs_an_answer


GP_OR_PLAN = GroupRule(True, (AreaRule(AreaBasis.GP, (an_area(),)), DocumentRule(held="ehc-plan")))


def test_any_of_opens_by_one_part():
    assert check_rule(GP_OR_PLAN, a_profile(documents=frozenset({"ehc-plan"}))) == OPEN
    assert check_rule(GP_OR_PLAN, a_profile(gp_area=a_place(), documents=frozenset())) == OPEN


def test_any_of_stays_unknown_while_one_part_might_open():
    finding = check_rule(GP_OR_PLAN, a_profile(documents=frozenset()))

    assert finding == unknown(Reason.GP_AREA_NOT_GIVEN)


def test_any_of_closes_when_every_part_does_and_lists_them_all():
    far = a_place("RG1", councils=frozenset({"E06000038"}))

    finding = check_rule(GP_OR_PLAN, a_profile(gp_area=far, documents=frozenset()))

    assert finding == closed(Reason.NONE_OF_THE_WAYS_FITS)
    assert [part.reason for part in finding.parts] == [Reason.GP_OUTSIDE_AREA, Reason.DOCUMENT_NOT_HELD]


def test_all_of_closes_by_one_part_whatever_else_is_not_known():
    rule = GroupRule(False, (AgeRule(AgeRange(minimum=5)), DocumentRule(held="ehc-plan")))

    assert check_rule(rule, a_profile(documents=frozenset())) == closed(Reason.DOCUMENT_NOT_HELD)
    assert check_rule(rule, a_profile(documents=frozenset({"ehc-plan"}))) == unknown(Reason.AGE_NOT_GIVEN)


def test_an_answer_we_could_ask_for_is_named_before_wording_to_be_read():
    rules = (ConditionRule("Complex difficulties."), AgeRule(AgeRange(minimum=5)))

    finding = check_rules(rules, a_profile())

    assert finding.reason is Reason.AGE_NOT_GIVEN
    assert finding.needs_an_answer


def test_no_rules_mean_open():
    assert check_rules((), a_profile()).verdict is Verdict.OPEN


def test_a_finding_carries_the_source_of_its_rule_and_a_part_keeps_its_own():
    page, leaflet = a_source("The service's page"), a_source("An old leaflet")
    part = AgeRule(AgeRange(minimum=5), leaflet)

    assert check_rule(part, a_profile(age_years=3)).source == leaflet
    assert check_rule(GroupRule(True, (part,), page), a_profile(age_years=3)).source == leaflet
    assert check_rule(GroupRule(True, (AgeRule(AgeRange(5)),), page), a_profile(age_years=3)).source == page


def test_the_areas_of_rules_are_found_at_any_depth():
    deep = GroupRule(False, (GroupRule(True, (AreaRule(AreaBasis.GP, (an_area("wales"),)),)),))

    assert list_areas((AreaRule(AreaBasis.HOME, (an_area(),)), deep)) == {"oxfordshire", "wales"}
