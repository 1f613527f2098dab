"""How the Open Referral API answers: pages, filters, mistakes and headers, as the specification wants them."""

from collections.abc import Callable
from typing import Any

import pytest
from building import a_place, a_service, a_way_in, an_area
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from navigator.domain.directory import Directory
from navigator.domain.doors import check_service
from navigator.domain.eligibility import AgeRange, AgeRule, AreaBasis, AreaRule, Reason
from navigator.domain.profile import Profile
from navigator.domain.services import Contact, ContactKind, Status
from navigator.domain.sources import Confidence, Statement
from navigator.exchange import Asked, identify
from navigator.web.api.hsds import EXTENSION

BASE = "/api/hsds"
LISTS = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")


def read(client: FlaskClient, path: str, **asked: Any) -> Any:
    """An answer as data; it must be one."""
    answer = client.get(f"{BASE}{path}", query_string=asked)
    assert answer.status_code == 200, (path, asked, answer.get_data(as_text=True)[:300])
    return answer.get_json()


def slugs(page: Any) -> list[str]:
    """Our own names of the services on a page."""
    return [item["send_slug"] for item in page["contents"]]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("per_page", [1, 7, 100])
def test_pages_add_up_to_the_whole_without_repeats(client: FlaskClient, name: str, per_page: int) -> None:
    first = read(client, f"/{name}", per_page=per_page)
    numbers = range(1, min(first["total_pages"], 30) + 1)
    pages = [read(client, f"/{name}", per_page=per_page, page=number) for number in numbers]
    seen = [item["id"] for page in pages for item in page["contents"]]

    assert len(seen) == len(set(seen))
    if first["total_pages"] <= 30:
        assert len(seen) == first["total_items"]
    for number, page in enumerate(pages, start=1):
        last = number == page["total_pages"]
        assert (page["page_number"], page["total_items"]) == (number, first["total_items"])
        assert (page["first_page"], page["last_page"], page["empty"]) == (number == 1, last, False)
        assert page["size"] == len(page["contents"])
        assert last or page["size"] == per_page


def test_no_match_and_a_page_past_the_end_are_empty(client: FlaskClient) -> None:
    nothing = read(client, "/organizations", search="zebrafish")
    beyond = read(client, "/services", page=10**30)

    assert (nothing["total_items"], nothing["empty"], nothing["contents"]) == (0, True, [])
    assert (nothing["first_page"], nothing["last_page"]) == (True, True)
    assert (beyond["empty"], beyond["last_page"], beyond["size"]) == (True, True, 0)
    assert beyond["total_items"] == read(client, "/services")["total_items"]


def test_more_than_the_most_on_a_page_is_cut_to_the_most(client: FlaskClient) -> None:
    assert read(client, "/services", per_page=10**9)["size"] == min(500, read(client, "/services")["total_items"])


def a_feed_of_ages(tiny: Callable[..., FlaskClient]) -> FlaskClient:
    """Services for ages 0 to 4, 5 to 11, from 16, and for any age."""
    return tiny(
        a_service("early", ages=AgeRange(0, 4)),
        a_service("school", ages=AgeRange(5, 11)),
        a_service("older", ages=AgeRange(16)),
        a_service("any"),
    )


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"minimum_age": 5}, ["older", "school"]),
        ({"maximum_age": 11}, ["early", "school"]),
        ({"minimum_age": 1, "maximum_age": 11}, ["school"]),
        ({"minimum_age": 5.5}, ["older"]),
        ({"send_age": 7}, ["any", "school"]),
        ({"send_age": 4}, ["any", "early"]),
        ({}, ["any", "early", "older", "school"]),
    ],
)
def test_ages_are_filtered_literally_and_by_our_own_parameter(
    tiny: Callable[..., FlaskClient], asked: dict[str, Any], expected: list[str]
) -> None:
    assert slugs(read(a_feed_of_ages(tiny), "/services", **asked)) == expected


def test_the_age_of_a_door_counts_too(tiny: Callable[..., FlaskClient]) -> None:
    doors = (
        a_way_in(id="young", rules=(AgeRule(AgeRange(5, 9)),)),
        a_way_in(id="old", rules=(AgeRule(AgeRange(12, 15)),)),
    )
    reader = tiny(a_service("two-doors", ages=AgeRange(maximum=14), ways_in=doors))
    record = read(reader, "/services")["contents"][0]

    assert (record["minimum_age"], record["maximum_age"]) == (5, 14)
    assert slugs(read(reader, "/services", send_age=10)) == []


def with_hours(service_id: str, *hours: str) -> Any:
    """A service open at these hours."""
    return a_service(service_id, contacts=tuple(Contact(ContactKind.HOURS, text) for text in hours))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"day": "SA"}, ["always", "weekend"]),
        ({"day": "monday"}, ["always", "office"]),
        ({"start_time": "09:00"}, ["office", "weekend"]),
        ({"end_time": "16:30"}, ["weekend"]),
        ({"day": "Sunday", "start_time": "09:00"}, []),
    ],
)
def test_hours_are_filtered_only_where_their_words_leave_no_doubt(
    tiny: Callable[..., FlaskClient], asked: dict[str, Any], expected: list[str]
) -> None:
    reader = tiny(
        with_hours("office", "Monday to Friday 9am-5pm, not bank holidays"),
        with_hours("weekend", "Saturday 10am to 4pm"),
        with_hours("always", "24 hours, every day"),
        with_hours("vague", "Saturdays and Mondays, mostly in the morning"),
    )

    assert slugs(read(reader, "/services", **asked)) == expected


def test_terms_filter_by_themselves_and_by_their_taxonomy(client: FlaskClient) -> None:
    directory: Directory = client.application.extensions[EXTENSION].directory
    anxiety = identify("taxonomy_term", "needs", "anxiety")
    expected = [service.id for service in directory.list_services() if "anxiety" in service.needs]

    found = slugs(read(client, "/services", taxonomy_term_id=anxiety, per_page=500))

    assert expected
    assert set(expected) <= set(found)
    taxonomy = read(client, f"/taxonomy_terms/{anxiety}")["taxonomy_id"]
    tagged = slugs(read(client, "/services", taxonomy_id=taxonomy, per_page=500))
    assert tagged == [service.id for service in directory.list_services() if service.needs]
    assert read(client, "/services", taxonomy_term_id=identify("no", "such"))["empty"]


def test_a_term_takes_in_the_terms_below_it(client: FlaskClient) -> None:
    top = read(client, "/taxonomy_terms", top_only=True, per_page=500)["contents"]
    under = {term["id"]: read(client, "/taxonomy_terms", parent_id=term["id"])["total_items"] for term in top}
    parent = next(key for key, count in under.items() if count)
    child = read(client, "/taxonomy_terms", parent_id=parent)["contents"][0]["id"]

    assert all("parent_id" not in term for term in top)
    wide = set(slugs(read(client, "/services", taxonomy_term_id=parent, per_page=500)))
    assert set(slugs(read(client, "/services", taxonomy_term_id=child, per_page=500))) <= wide


def test_organization_search_and_minimal(client: FlaskClient) -> None:
    council = identify("organization", "oxfordshire-county-council")
    found = read(client, "/services", organization_id=council, per_page=500)["contents"]
    minimal = read(client, "/services", organization_id=council, minimal=True, per_page=500)["contents"]

    assert {record["organization"]["name"] for record in found} == {"Oxfordshire County Council"}
    assert [set(record) for record in minimal] == [{"id", "last_modified"}] * len(found)
    assert [record["id"] for record in minimal] == [record["id"] for record in found]


def test_search_finds_what_the_navigators_own_search_finds(client: FlaskClient) -> None:
    found = slugs(read(client, "/services", search="waiting for CAMHS", per_page=500))
    own = client.get("/api/v1/search", query_string={"q": "waiting for CAMHS", "limit": 500}).get_json()

    assert set(found) == {hit["id"] for hit in own["hits"]} | {one["id"] for one in own["crisis"]}


def test_what_changed_after_a_moment(client: FlaskClient) -> None:
    everything = read(client, "/services", per_page=500)["contents"]
    moments = sorted(record["last_modified"] for record in everything)
    since = read(client, "/services", modified_after=moments[-1], per_page=500)["contents"]

    assert all(moment.endswith("Z") for moment in moments)
    assert {record["id"] for record in since} == {
        record["id"] for record in everything if record["last_modified"] == moments[-1]
    }
    assert read(client, "/services", modified_after="2999-01-01")["empty"]


def test_a_service_without_files_is_never_missed_by_a_harvester(tiny: Callable[..., FlaskClient]) -> None:
    reader = tiny(a_service("new"))

    assert "last_modified" not in read(reader, "/services")["contents"][0]
    assert slugs(read(reader, "/services", modified_after="2999-01-01")) == ["new"]


def places(page: Any) -> list[str]:
    """The services at the places of a page."""
    return [item["service"]["send_slug"] for item in page["contents"]]


def test_postcode_and_distance(client: FlaskClient) -> None:
    everywhere = read(client, "/service_at_locations", per_page=500)["contents"]
    near = read(client, "/service_at_locations", postcode="OX4 3LX", proximity=500, per_page=500)["contents"]
    far = read(client, "/service_at_locations", postcode="OX4 3LX", proximity=100_000, per_page=500)["contents"]

    assert 0 < len(near) < len(far) <= len(everywhere)
    assert all("latitude" in item["location"] for item in far)
    assert "camhs-single-point-of-access" in {item["service"]["send_slug"] for item in near}


def test_a_postcode_leaves_out_what_does_not_cover_it(tiny: Callable[..., FlaskClient]) -> None:
    rule = AreaRule(AreaBasis.HOME, (an_area(),))
    address = (Contact(ContactKind.ADDRESS, "1 High Street, Oxford OX1 1ND"),)
    reader = tiny(
        a_service("here", eligibility=(rule,), contacts=address), a_service("anywhere", contacts=address)
    )

    def among(code: str) -> list[str]:
        feed = reader.application.extensions[EXTENSION]
        place = a_place(councils=frozenset({code}), districts=frozenset())
        return [entry.service.id for entry in feed.find_services(Asked(covers=place))]

    assert among("E10000025") == ["anywhere", "here"]
    assert among("E06000038") == ["anywhere"]
    assert places(read(reader, "/service_at_locations")) == ["anywhere", "here"]
    shared = read(reader, "/service_at_locations")["contents"]
    assert shared[0]["location_id"] == shared[1]["location_id"]


def test_an_address_that_lacks_a_part_is_a_place_without_an_address(tiny: Callable[..., FlaskClient]) -> None:
    lines = ("Edmunds Road, Banbury", "Team, Freepost ABCD, County Hall, Oxford OX1 1ND")
    reader = tiny(a_service("both", contacts=tuple(Contact(ContactKind.ADDRESS, line) for line in lines)))
    record = read(reader, "/services/" + identify("service", "both"))
    first, second = (link["location"] for link in record["service_at_locations"])

    assert (first["name"], first["location_type"]) == (lines[0], "physical")
    assert "addresses" not in first
    assert second["location_type"] == "postal"
    assert second["addresses"][0]["postal_code"] == "OX1 1ND"
    assert "latitude" not in second


def test_a_closed_service_stays_and_says_what_to_use_instead(tiny: Callable[..., FlaskClient]) -> None:
    shut = a_service(
        "old", status=Status.CLOSED, status_note=Statement("It shut in May 2026."), use_instead=("new", "secret")
    )
    reader = tiny(shut, a_service("new"), a_service("secret", confidence=Confidence.LOW))
    record = read(reader, "/services/" + identify("service", "old"))

    assert record["status"] == "defunct"
    assert record["alert"] == "It shut in May 2026. Instead, try: New."
    assert record["send_use_instead"] == [identify("service", "new")]
    assert reader.get(f"{BASE}/services/{identify('service', 'secret')}").status_code == 404


@pytest.mark.parametrize(
    ("path", "asked", "said"),
    [
        ("/services", {"page": "0"}, "page"),
        ("/services", {"page": "two"}, "page"),
        ("/services", {"per_page": "-3"}, "per_page"),
        ("/services", {"minimum_age": "nan"}, "minimum_age"),
        ("/services", {"start_time": "25:00"}, "start_time"),
        ("/services", {"day": "someday"}, "day"),
        ("/services", {"taxonomy_term_id": "x"}, "taxonomy_term_id"),
        ("/services", {"modified_after": "yesterday"}, "modified_after"),
        ("/services", {"format": "ndjson"}, "format"),
        ("/services", {"full": "perhaps"}, "full"),
        ("/services", {"search": "x" * 1001}, "search"),
        ("/service_at_locations", {"postcode": "nowhere"}, "postcode"),
        ("/service_at_locations", {"postcode": "ZZ99 9ZZ"}, "postcode"),
        ("/service_at_locations", {"proximity": "5"}, "proximity"),
    ],
)
def test_a_bad_value_is_refused_and_named(
    client: FlaskClient, path: str, asked: dict[str, str], said: str
) -> None:
    answer = client.get(f"{BASE}{path}", query_string=asked)

    assert (answer.status_code, answer.content_type) == (400, "application/json")
    assert answer.get_json()["status"] == 400
    assert answer.get_json()["error"].startswith(f"{said}: ")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_parameters_that_we_do_not_know_are_left_alone(client: FlaskClient) -> None:
    assert read(client, "/services", utm_source="x", lang="pl") == read(client, "/services")


@pytest.mark.parametrize(
    "path", ["/nowhere", "/services/", "/services/not-a-uuid", *(f"/{one}/x" for one in LISTS)]
)
def test_what_is_not_there_is_said_as_json(client: FlaskClient, path: str) -> None:
    answer = client.get(f"{BASE}{path}")

    assert (answer.status_code, answer.content_type) == (404, "application/json")
    assert answer.get_json() == {"error": "There is nothing at this address.", "status": 404}


@pytest.mark.parametrize("path", ["", "/", *(f"/{one}" for one in LISTS), "/openapi.json"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_only_reading_is_answered(client: FlaskClient, path: str, method: str) -> None:
    answer = client.open(f"{BASE}{path}", method=method)

    assert (answer.status_code, answer.content_type) == (405, "application/json")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@settings(max_examples=25)
@given(text=st.text(min_size=1, max_size=200))
def test_no_text_makes_it_fail(client: FlaskClient, text: str) -> None:
    for path, asked in (
        ("/services", {"search": text, "per_page": 1}),
        ("/organizations", {"search": text, "per_page": 1}),
        ("/services", {"modified_after": text, "per_page": 1}),
        ("/service_at_locations", {"postcode": text, "per_page": 1}),
    ):
        assert client.get(f"{BASE}{path}", query_string=asked).status_code in (200, 400)


@settings(max_examples=25)
@given(
    minimum=st.none() | st.integers(0, 30),
    maximum=st.none() | st.integers(0, 30),
    age=st.none() | st.integers(0, 25),
    day=st.sampled_from([None, "MO", "SU"]),
)
def test_filters_only_ever_take_away(
    client: FlaskClient, minimum: int | None, maximum: int | None, age: int | None, day: str | None
) -> None:
    asked = {"minimum_age": minimum, "maximum_age": maximum, "send_age": age, "day": day}
    parts = {name: value for name, value in asked.items() if value is not None}
    alone = [listed(client, **{name: value}) for name, value in parts.items()]

    assert listed(client, **parts) == listed(client).intersection(*alone)


def listed(client: FlaskClient, **asked: Any) -> set[str]:
    """The ids of all services that answer."""
    found = read(client, "/services", per_page=500, minimal=True, **asked)["contents"]
    return {item["id"] for item in found}


@given(age=st.integers(0, 25))
def test_our_age_filter_agrees_with_the_finding_about_age(client: FlaskClient, age: int) -> None:
    directory: Directory = client.application.extensions[EXTENSION].directory
    shut = {
        service.id
        for service in directory.list_services()
        if check_service(service, Profile(age_years=age)).reason in (Reason.TOO_YOUNG, Reason.TOO_OLD)
    }
    assert not {identify("service", slug) for slug in shut} & listed(client, send_age=age)
