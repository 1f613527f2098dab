"""What must hold for every rule and every child: Kleene's logic, and that telling more only helps."""

from dataclasses import replace
from itertools import product

import pytest
from building import a_need, a_profile, a_service, a_way_in, an_area
from hypothesis import event, given, settings
from hypothesis import strategies as st

from navigator.domain.areas import Coverage, Verdict
from navigator.domain.doors import check_referrer, check_service
from navigator.domain.eligibility import (
    AgeRange,
    AgeRule,
    AreaBasis,
    AreaRule,
    ChangeKind,
    ConditionRule,
    DocumentRule,
    Finding,
    GroupRule,
    NeedRule,
    Reason,
    SchoolTypeRule,
    SettingRule,
    check_rule,
    check_rules,
    combine_all,
    combine_any,
)
from navigator.domain.places import ENGLAND, Gazetteer, PostcodePoint, PostcodeRegion
from navigator.domain.profile import Referrer, SchoolType, Setting

NEEDS = {
    need.id: need for need in (a_need("communication"), a_need("speech", parent="communication"), a_need("tics"))
}
PAPERS = ("ehc-plan", "gp-letter")
COUNCILS = {"north": "shire", "south": "shire", "city": "city"}
UNITS = {
    "AB1 1AA": "north",
    "AB1 1AB": "south",
    "AB1 2AA": "south",
    "AB2 1AA": "city",
    "AB2 1AB": "north",
    "AB2 2AA": "city",
    "AB2 2AB": "",
}
"""A small country: AB1 1 lies in two districts, AB2 1 in two councils, one home in no known district."""


def a_gazetteer() -> Gazetteer:
    def region(part: str) -> PostcodeRegion:
        districts = frozenset(district for unit, district in UNITS.items() if unit.startswith(part) and district)
        councils = frozenset(COUNCILS[district] for district in districts)
        return PostcodeRegion(frozenset({ENGLAND}), councils, districts, 51.7, -1.2)

    return Gazetteer(
        units={unit: PostcodePoint(district, 51.7, -1.2) for unit, district in UNITS.items()},
        sectors={sector: region(sector) for sector in {unit[:-2] for unit in UNITS}},
        outcodes={outcode: region(outcode) for outcode in {unit[:3] for unit in UNITS}},
        councils=COUNCILS,
    )


GAZETTEER = a_gazetteer()
some_codes = {
    "countries": st.frozensets(st.sampled_from([ENGLAND, "W92000004"]), max_size=1),
    "councils": st.frozensets(st.sampled_from(["shire", "city", "elsewhere"]), max_size=2),
    "districts": st.frozensets(st.sampled_from([*COUNCILS, "elsewhere"]), max_size=2),
    "outcodes": st.frozensets(st.sampled_from(["AB1", "AB2", "ZZ9"]), max_size=2),
    "sectors": st.frozensets(st.sampled_from(["AB1 1", "AB1 2", "AB2 1", "ZZ9 9"]), max_size=2),
}
coverages = st.builds(Coverage, **some_codes)
areas = st.builds(
    lambda covers, may_cover: an_area("somewhere", covers=covers, may_cover=may_cover),
    coverages.map(lambda coverage: coverage if coverage != Coverage() else Coverage(outcodes=frozenset({"ZZ9"}))),
    st.one_of(st.just(Coverage()), coverages),
)
some_papers = st.sampled_from(PAPERS)
LEAVES = {
    "age": st.builds(
        lambda low, span: AgeRule(AgeRange(low, None if span is None else (low or 0) + span)),
        st.none() | st.integers(0, 20),
        st.none() | st.integers(0, 10),
    ),
    "area": st.builds(AreaRule, st.sampled_from(AreaBasis), st.lists(areas, min_size=1, max_size=2).map(tuple)),
    "setting": st.builds(SettingRule, st.lists(st.sampled_from(Setting), min_size=1, max_size=3).map(tuple)),
    "school type": st.builds(
        SchoolTypeRule, st.lists(st.sampled_from(SchoolType), min_size=1, max_size=2).map(tuple)
    ),
    "need": st.builds(
        lambda wanted, refused: NeedRule.over(NEEDS, wanted, refused),
        st.sets(st.sampled_from(sorted(NEEDS)), max_size=2),
        st.sets(st.sampled_from(sorted(NEEDS)), max_size=1),
    ),
    "paper": some_papers.flatmap(lambda paper: st.sampled_from([DocumentRule(paper), DocumentRule(None, paper)])),
    "condition": st.just(ConditionRule("A person reads this.")),
}
leaves = st.one_of(*LEAVES.values())
pairs = st.builds(GroupRule, st.booleans(), st.lists(leaves, min_size=1, max_size=2).map(tuple))
groups = st.builds(GroupRule, st.booleans(), st.lists(leaves | pairs, min_size=1, max_size=2).map(tuple))
rules = st.one_of(leaves, pairs, groups)
rule_lists = st.lists(rules, max_size=3).map(tuple)
services = st.builds(
    lambda eligibility, doors: a_service(
        eligibility=eligibility, ways_in=tuple(a_way_in(rules=door) for door in doors)
    ),
    rule_lists,
    st.lists(st.lists(leaves, max_size=2).map(tuple), max_size=2),
)


@st.composite
def tellings_of_a_place(draw):
    """The same home told more and more exactly: nothing, then a county or an outcode, then all of it."""
    unit = draw(st.sampled_from(sorted(UNITS)))
    if UNITS[unit] and draw(st.booleans()):
        county = an_area("county", covers=Coverage(councils=frozenset({COUNCILS[UNITS[unit]]})))
        return [None, GAZETTEER.place_of_area(county), GAZETTEER.parse_postcode(unit)]
    return [None, *(GAZETTEER.parse_postcode(text) for text in (unit[:3], unit[:-2], unit))]


@st.composite
def told_more_and_more(draw, everything=False):
    """Two profiles of one child: the second tells everything that the first does, and perhaps more."""
    tellings = {
        "age_years": [None, draw(st.integers(0, 25))],
        "setting": [None, draw(st.sampled_from(Setting))],
        "school_type": [None, draw(st.sampled_from(SchoolType))],
        "documents": [None, draw(st.frozensets(some_papers))],
        **{name: draw(tellings_of_a_place()) for name in ("home", "gp_area", "school_area")},
    }
    before, after = {}, {}
    for name, answers in tellings.items():
        first = draw(st.integers(0, len(answers) - 1))
        before[name] = answers[first]
        after[name] = answers[-1 if everything else draw(st.integers(first, len(answers) - 1))]
    needs = draw(st.frozensets(st.sampled_from(sorted(NEEDS)), max_size=2))
    return a_profile(**before, needs=needs), a_profile(**after, needs=needs)


profiles = told_more_and_more().map(lambda pair: pair[1])
full_profiles = told_more_and_more(everything=True).map(lambda pair: pair[1])


@settings(max_examples=200)
@given(rule_lists, told_more_and_more())
def test_telling_us_more_never_changes_a_firm_finding_of_any_rules(several, told):
    before, after = (check_rules(several, profile).verdict for profile in told)

    event(f"{before} to {after}")
    assert before is Verdict.UNKNOWN or after is before


@settings(max_examples=200)
@given(services, told_more_and_more())
def test_telling_us_more_never_changes_a_firm_finding_of_a_service(service, told):
    before, after = (check_service(service, profile).verdict for profile in told)

    event(f"{before} to {after}")
    assert before is Verdict.UNKNOWN or after is before


@given(st.sampled_from(Referrer), told_more_and_more())
def test_telling_us_more_never_changes_who_may_ask(referrer, told):
    before, after = (check_referrer(referrer, profile).verdict for profile in told)

    assert before is Verdict.UNKNOWN or after is before


@given(rule_lists, profiles, st.sampled_from(sorted(NEEDS)))
def test_naming_one_more_need_never_turns_a_firm_finding_into_unknown(several, profile, need):
    before = check_rules(several, profile).verdict
    after = check_rules(several, replace(profile, needs=profile.needs | {need})).verdict

    assert before is Verdict.UNKNOWN or after is not Verdict.UNKNOWN
    assert not (before is Verdict.CLOSED and after is Verdict.OPEN)


@settings(max_examples=200)
@given(rule_lists, told_more_and_more())
def test_when_no_answer_of_ours_is_missing_no_answer_can_close_it(several, told):
    before, after = (check_rules(several, profile) for profile in told)

    if before.verdict is Verdict.UNKNOWN and not before.needs_an_answer:
        assert after.verdict is not Verdict.CLOSED


RANK = {Verdict.CLOSED: 0, Verdict.UNKNOWN: 1, Verdict.OPEN: 2}
findings = st.sampled_from(
    [
        Finding(Verdict.OPEN),
        Finding(Verdict.UNKNOWN, Reason.AGE_NOT_GIVEN),
        Finding(Verdict.UNKNOWN, Reason.CONDITION_TO_READ),
        Finding(Verdict.CLOSED, Reason.TOO_OLD),
        Finding(Verdict.CLOSED, Reason.DOCUMENT_NOT_HELD),
    ]
)
some_findings = st.lists(findings, min_size=1, max_size=5).map(tuple)


@given(some_findings)
def test_all_of_is_the_worst_and_any_of_the_best_of_its_parts(parts):
    ranks = [RANK[part.verdict] for part in parts]

    assert RANK[combine_all(parts).verdict] == min(ranks)
    assert RANK[combine_any(parts).verdict] == max(ranks)


@given(some_findings, st.randoms())
def test_the_order_of_the_parts_changes_no_verdict(parts, random):
    shuffled = list(parts)
    random.shuffle(shuffled)

    for combine in (combine_all, combine_any):
        before, after = combine(parts), combine(tuple(shuffled))
        assert after.verdict is before.verdict
        assert after.needs_an_answer is before.needs_an_answer


@given(some_findings, some_findings)
def test_grouping_the_parts_changes_no_verdict(left, right):
    for combine in (combine_all, combine_any):
        assert combine((combine(left), combine(right))).verdict is combine(left + right).verdict


@pytest.mark.parametrize(("left", "right"), list(product(Verdict, repeat=2)))
def test_the_nine_cases_of_two_rules(left, right):
    parts = (Finding(left, Reason.TOO_OLD), Finding(right, Reason.TOO_OLD))

    expected_all = (
        Verdict.CLOSED
        if Verdict.CLOSED in (left, right)
        else (Verdict.UNKNOWN if Verdict.UNKNOWN in (left, right) else Verdict.OPEN)
    )
    expected_any = (
        Verdict.OPEN
        if Verdict.OPEN in (left, right)
        else (Verdict.UNKNOWN if Verdict.UNKNOWN in (left, right) else Verdict.CLOSED)
    )
    assert combine_all(parts).verdict is expected_all
    assert combine_any(parts).verdict is expected_any


PLACE_OF = {
    Reason.HOME_OUTSIDE_AREA: "home",
    Reason.GP_OUTSIDE_AREA: "gp_area",
    Reason.SCHOOL_OUTSIDE_AREA: "school_area",
}


def with_the_change(profile, finding, rule):
    """The profile once the news came that the finding hopes for; None when it hopes for none."""
    change = finding.change
    match change and change.kind:
        case ChangeKind.BIRTHDAY:
            return replace(profile, age_years=change.value[0])
        case ChangeKind.DOCUMENT:
            return replace(profile, documents=(profile.documents or frozenset()) | set(change.value))
        case ChangeKind.MOVE:
            area = next(area for area in rule.areas if area.id == change.value[0])
            return replace(profile, **{PLACE_OF[finding.reason]: GAZETTEER.place_of_area(area)})
        case ChangeKind.SETTING if finding.reason is Reason.SETTING_NOT_SERVED:
            return replace(profile, setting=change.value[0])
        case ChangeKind.SETTING:
            return replace(profile, school_type=change.value[0])
    return None


@pytest.mark.parametrize("kind", LEAVES)
@given(st.data())
def test_the_change_we_name_takes_the_closing_reason_away(kind, data):
    rule, profile = data.draw(LEAVES[kind]), data.draw(full_profiles)
    finding = check_rule(rule, profile)
    if finding.verdict is not Verdict.CLOSED:
        return

    changed = with_the_change(profile, finding, rule)

    event(str(finding.reason))
    if changed is None:
        assert finding.reason in (Reason.TOO_OLD, Reason.NEED_EXCLUDED, Reason.DOCUMENT_RULES_OUT)
    else:
        assert check_rule(rule, changed).verdict is not Verdict.CLOSED


@given(st.lists(leaves, min_size=2, max_size=4).map(tuple), full_profiles)
def test_the_change_of_one_part_is_enough_for_any_of(parts, profile):
    finding = check_rule(GroupRule(True, parts), profile)
    if finding.reason is not Reason.NONE_OF_THE_WAYS_FITS:
        return

    for part, closing in zip(parts, finding.parts, strict=True):
        changed = with_the_change(profile, closing, part)
        if changed is not None:
            assert check_rule(GroupRule(True, parts), changed).verdict is not Verdict.CLOSED
