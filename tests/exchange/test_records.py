"""What a record says, what it leaves out, and ids that never shift."""

import uuid
from dataclasses import replace
from typing import Any

from building import (
    a_connection,
    a_directory,
    a_document,
    a_need,
    a_pathway,
    a_refusal,
    a_service,
    a_source,
    a_wait,
    a_way_in,
    papers_given,
)
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.areas import Verdict
from navigator.domain.directory import Directory
from navigator.domain.eligibility import (
    AgeRange,
    AgeRule,
    ConditionRule,
    DocumentRule,
    GroupRule,
    check_age,
)
from navigator.domain.profile import Profile, Referrer
from navigator.domain.referrals import ConnectionKind
from navigator.domain.services import Contact, ContactKind, CostOption, Service
from navigator.domain.sources import Confidence, PartialDate
from navigator.domain.waits import Statistic
from navigator.exchange import Feed, identify
from navigator.exchange.rules import find_ages, may_admit, tell_rule
from navigator.wording.exchange import ExchangeWording


def a_feed(*services: Service, **changes: Any) -> Feed:
    """A feed of a tiny directory."""
    directory: Directory = a_directory(*services, **changes)
    return Feed(directory, ExchangeWording(directory))


def record_of(feed: Feed, slug: str) -> dict[str, Any]:
    """One whole record."""
    return feed.tell_service(feed.services[identify("service", slug)])


def tags(record: dict[str, Any], link_type: str) -> list[tuple[str, str | None]]:
    """Terms and values of one kind of tag."""
    found = [tag for tag in record.get("attributes", ()) if tag["link_type"] == link_type]
    return [(tag["taxonomy_term"]["send_slug"], tag.get("value")) for tag in found]


def test_ids_are_uuids_of_version_five_that_never_change() -> None:
    assert identify("service", "gp-practice") == "13739098-b879-5b70-ac52-6f2b340ca99d"
    assert uuid.UUID(identify("service", "a")).version == 5
    assert len({identify("service", "a"), identify("organization", "a"), identify("service", "a", "b")}) == 3


def test_what_is_not_known_is_left_out() -> None:
    record = record_of(a_feed(a_service("bare", ways_in=())), "bare")

    assert set(record) == {
        "id",
        "organization_id",
        "name",
        "description",
        "status",
        "organization",
        "send_slug",
        "send_sector",
        "send_confidence",
        "send_sources",
    }
    assert record["status"] == "active"


def test_the_parts_keep_their_ids_when_they_change_places() -> None:
    numbers = (Contact(ContactKind.PHONE, "01865 1"), Contact(ContactKind.PHONE, "01865 2", note="Evenings"))
    costs = (CostOption("Free", 0), CostOption("Trips extra"))
    one = record_of(a_feed(a_service("a", contacts=numbers, costs=costs)), "a")
    other = record_of(a_feed(a_service("a", contacts=numbers[::-1], costs=costs[::-1])), "a")

    for part in ("phones", "contacts", "cost_options"):
        assert {item["id"] for item in one[part]} == {item["id"] for item in other[part]}
        assert [item["id"] for item in one[part]] == [item["id"] for item in other[part]][::-1]


def test_a_price_is_in_pounds_and_free_is_nought() -> None:
    costs = (CostOption("Free for some", 0), CostOption("Membership", 1250), CostOption("Ask"))
    told = record_of(a_feed(a_service("a", costs=costs)), "a")

    assert [cost.get("amount") for cost in told["cost_options"]] == [0, 12.5, None]
    assert told["fees"] == told["fees_description"] == "Free for some; Membership; Ask"


def test_doors_papers_and_referrers_stand_in_standard_fields_and_in_detail() -> None:
    door = a_way_in(Referrer.SCHOOL, id="school", name="Ask school", documents=("letter",), steps=("Fill it in.",))
    other = a_way_in(id="family", passed_on_by=("front-door", "hidden"), after=("front-door",))
    feed = a_feed(
        a_service("goal", ways_in=(door, other), produces=papers_given("report")),
        a_service("front-door"),
        a_service("hidden", confidence=Confidence.LOW),
        documents=(a_document("letter"), a_document("report")),
    )
    told = record_of(feed, "goal")
    front_door = identify("service", "front-door")

    assert told["application_process"].splitlines() == [
        "Ask school. Who may ask: school or college. Papers needed: Letter. Fill it in.",
        "Ask for it. A child is passed on by: Front door.",
    ]
    assert [(paper["document"], paper["send_ways_in"]) for paper in told["required_documents"]] == [
        ("Letter", ["school"])
    ]
    assert tags(told, "referrer") == [("school", None), ("service", None)]
    assert tags(told, "document_produced") == [("report", None)]
    assert told["send_ways_in"][1]["passed_on_by"] == told["send_ways_in"][1]["seen_by"] == [front_door]


def test_referrals_name_services_that_are_served() -> None:
    edges = (
        a_connection("a", "b", ConnectionKind.REFERS_TO, "It may."),
        a_connection("a", "hidden", ConnectionKind.STEP_UP),
    )
    feed = a_feed(
        a_service("a"),
        a_service("b"),
        a_service("hidden", confidence=Confidence.LOW),
        pathways=(a_pathway("way", ("a", "b"), connections=edges, refusals=(a_refusal("a", "b", "hidden"),)),),
    )
    told = record_of(feed, "a")
    other = identify("service", "b")

    assert tags(told, "referral") == [("refers-to", other), ("if-refused", other)]
    assert told["send_refusals"][0]["onward"] == [other]
    assert told["program"]["send_slug"] == "way"
    assert identify("service", "hidden") not in str(told)


def test_only_what_people_met_with_here_is_a_waiting_time() -> None:
    waits = (
        a_wait("a", 20, as_of=PartialDate(2024)),
        a_wait("a", 12, clock_from="referral", clock_to="assessment"),
        a_wait("a", 30, as_of=PartialDate(2025)),
        a_wait("a", 18, statistic=Statistic.TARGET),
        a_wait("a", 6, statistic=Statistic.LEGAL_LIMIT),
        a_wait("a", 99, statistic=Statistic.SINGLE_CASE),
        a_wait("a", 40, place="elsewhere"),
        a_wait("a", 50, statistic=Statistic.MEAN, confidence=Confidence.LOW),
    )
    told = record_of(a_feed(a_service("a"), waits=waits), "a")

    assert tags(told, "waiting_time") == [("median-any-any", "30"), ("median-referral-assessment", "12")]
    assert len(told["send_waiting_times"]) == len(waits)
    assert "wait_time" not in told


def test_no_wait_is_nought_and_none_published_is_absent() -> None:
    feed = a_feed(a_service("a"), a_service("b"), waits=(a_wait("a", 0),))

    assert tags(record_of(feed, "a"), "waiting_time") == [("median-any-any", "0")]
    assert tags(record_of(feed, "b"), "waiting_time") == []


def test_needs_are_terms_under_their_parents() -> None:
    feed = a_feed(a_service("a", needs=("child",)), needs=(a_need("parent"), a_need("child", parent="parent")))
    child, parent = (identify("taxonomy_term", "needs", key) for key in ("child", "parent"))

    assert tags(record_of(feed, "a"), "need") == [("child", None)]
    assert feed.terms[child]["parent_id"] == parent
    assert feed.widen_term(parent) == {parent, child}
    assert feed.widen_term(child) == {child}


def test_every_source_that_a_fact_names_is_told_once() -> None:
    page = a_source("A board paper")
    told = record_of(a_feed(a_service("a"), waits=(a_wait("a", 3, source=page), a_wait("a", 4, source=page))), "a")
    titles = [source["title"] for source in told["send_sources"]]

    assert titles == ["A public page", "A board paper"]
    assert {wait["source"] for wait in told["send_waiting_times"]} == {told["send_sources"][1]["id"]}


def test_a_day_on_which_it_was_read_is_an_assured_date_and_a_month_is_none() -> None:
    month = a_source(read=PartialDate(2026, 11))
    day = a_source(read=PartialDate(2026, 10, 5))

    assert "assured_date" not in record_of(a_feed(a_service("a", sources=(month,))), "a")
    assert record_of(a_feed(a_service("a", sources=(month, day))), "a")["assured_date"] == "2026-10-05"


def test_rules_keep_every_limit_as_data() -> None:
    group = GroupRule(True, (AgeRule(AgeRange(5)), DocumentRule(absent="plan"), ConditionRule("Ask.", a_source())))

    told = tell_rule(group)

    assert told["rule"] == "any-of"
    assert told["rules"][:2] == [{"rule": "age", "minimum": 5}, {"rule": "document", "absent": "plan"}]
    assert told["rules"][2].keys() == {"rule", "text", "source"}


ranges = st.builds(AgeRange, st.none() | st.integers(0, 25), st.none() | st.integers(0, 25))
rules = st.recursive(
    st.builds(AgeRule, ranges) | st.just(ConditionRule("Read this.")),
    lambda inner: st.builds(GroupRule, st.booleans(), st.lists(inner, min_size=1, max_size=3).map(tuple)),
    max_leaves=5,
)


@given(
    own=st.lists(rules, max_size=3),
    doors=st.lists(st.lists(rules, max_size=2), max_size=3),
    age=st.integers(0, 25),
)
def test_outside_the_ages_of_a_record_no_rule_lets_anybody_in(own: Any, doors: Any, age: int) -> None:
    ways = tuple(a_way_in(id=str(number), rules=tuple(door)) for number, door in enumerate(doors))
    service = replace(a_service("a", ways_in=ways), eligibility=tuple(own))
    outside = check_age(find_ages(service), age).verdict is Verdict.CLOSED

    if outside:
        assert not may_admit(service, Profile(age_years=age))
