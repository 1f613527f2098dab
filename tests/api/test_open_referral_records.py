"""Every record and every list item that we serve, against the schemas that Open Referral publishes."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from published_schemas import HSDS, UK, Published

from navigator.exchange import Feed
from navigator.web.api.hsds import EXTENSION

BASE = "/api/hsds"
LISTS = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")
SCHEMAS = {
    "services": "service",
    "service_at_locations": "service_at_location",
    "organizations": "organization",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
WITH_LIST_SCHEMA = ("services", "service_at_locations", "organizations")


def read(client: FlaskClient, path: str, **asked: Any) -> Any:
    """An answer as data; it must be one."""
    answer = client.get(f"{BASE}{path}", query_string=asked)
    assert answer.status_code == 200, (path, asked, answer.get_data(as_text=True)[:300])
    return answer.get_json()


def read_all(client: FlaskClient, name: str, **asked: Any) -> list[Any]:
    """Every item of a list, page by page."""
    first = read(client, f"/{name}", per_page=40, **asked)
    items = list(first["contents"])
    for page in range(2, first["total_pages"] + 1):
        items += read(client, f"/{name}", per_page=40, page=page, **asked)["contents"]
    assert len(items) == first["total_items"]
    return items


@pytest.mark.parametrize("name", WITH_LIST_SCHEMA)
@pytest.mark.parametrize("standard", [UK, HSDS])
def test_every_item_of_every_list_is_valid(
    client: FlaskClient, published: Published, name: str, standard: str
) -> None:
    items = read_all(client, name)

    assert items
    assert [
        error for item in items for error in published.errors_in(item, standard, SCHEMAS[name], item=True)
    ] == []


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("standard", [UK, HSDS])
def test_every_record_is_valid(client: FlaskClient, published: Published, name: str, standard: str) -> None:
    ids = [item["id"] for item in read_all(client, name)]
    records = [read(client, f"/{name}/{key}") for key in ids]

    assert records
    assert [error for one in records for error in published.errors_in(one, standard, SCHEMAS[name])] == []


@pytest.mark.parametrize("name", ["taxonomies", "taxonomy_terms"])
@pytest.mark.parametrize("standard", [UK, HSDS])
def test_items_of_lists_without_a_schema_of_their_own_are_valid_records(
    client: FlaskClient, published: Published, name: str, standard: str
) -> None:
    items = read_all(client, name)

    assert [error for item in items for error in published.errors_in(item, standard, SCHEMAS[name])] == []


@pytest.mark.parametrize("name", ["services", "service_at_locations", "organizations"])
@pytest.mark.parametrize("standard", [UK, HSDS])
def test_full_lists_hold_valid_whole_records(
    client: FlaskClient, published: Published, name: str, standard: str
) -> None:
    asked = {"full_service": "true"} if name == "organizations" else {"full": "true"}
    items = read(client, f"/{name}", per_page=25, **asked)["contents"]

    assert [error for item in items for error in published.errors_in(item, standard, SCHEMAS[name])] == []


def test_the_base_says_the_version_as_the_validator_wants_it(client: FlaskClient, published: Published) -> None:
    for path in ("", "/"):
        details = read(client, path)
        assert published.details_errors(details) == []
        assert details["version"] == "HSDS-UK-3.0"
        assert client.get(details["openapi_url"].removeprefix("http://localhost")).status_code == 200


def test_the_validators_do_find_mistakes(published: Published) -> None:
    wrong = {"id": "not-a-uuid", "name": "A", "status": "open", "url": "no address", "organization": {"id": 1}}

    told = " ".join(published.errors_in(wrong, UK, "service"))

    for part in ("$.id", "$.status", "$.url", "$.organization"):
        assert part in told


def walk(value: Any, path: str = "$") -> Iterator[tuple[str, Any]]:
    """Every value of a record with its path."""
    yield path, value
    if isinstance(value, dict):
        for name, one in value.items():
            yield from walk(one, f"{path}.{name}")
    elif isinstance(value, list):
        for one in value:
            yield from walk(one, f"{path}[]")


def test_nothing_blank_or_null_is_ever_sent(client: FlaskClient) -> None:
    for record in read_all(client, "services", full="true"):
        blank = [path for path, value in walk(record) if value in (None, "", [], {}) and value is not False]
        assert blank == [], record["send_slug"]


def test_one_id_is_one_thing_everywhere(client: FlaskClient) -> None:
    records = [*read_all(client, "services", full="true"), *read_all(client, "service_at_locations", full="true")]
    parts: dict[str, Any] = {}
    shown = ("taxonomy_term", "organization", "location", "program", "phones", "addresses", "service_areas")

    for record in records:
        for path, value in walk(record):
            if isinstance(value, dict) and path.rsplit(".", 1)[-1].removesuffix("[]") in shown:
                assert parts.setdefault(value["id"], value) == value, path


def test_everything_a_record_names_is_served_under_its_own_address(client: FlaskClient) -> None:
    known = {name: {item["id"] for item in read_all(client, name)} for name in LISTS}

    for record in read_all(client, "services", full="true"):
        assert record["organization_id"] == record["organization"]["id"]
        assert record["organization_id"] in known["organizations"]
        for link in record.get("service_at_locations", ()):
            assert link["id"] in known["service_at_locations"]
            assert link["location_id"] == link["location"]["id"]
        for tag in record.get("attributes", ()):
            assert tag["link_id"] == record["id"]
            assert tag["taxonomy_term_id"] == tag["taxonomy_term"]["id"]
            assert tag["taxonomy_term_id"] in known["taxonomy_terms"]
            assert tag["taxonomy_term"]["taxonomy_id"] in known["taxonomies"]
            if tag["link_type"] == "referral":
                assert tag["value"] in known["services"]
        for path, value in walk(record):
            if path.endswith((".passed_on_by[]", ".seen_by[]", ".onward[]", ".send_use_instead[]")):
                assert value in known["services"], path
            if path.endswith((".source", ".send_source")) and ".funding" not in path and isinstance(value, str):
                assert value in {source["id"] for source in record["send_sources"]}, path
    for term in read_all(client, "taxonomy_terms"):
        assert term.get("parent_id", term["id"]) in known["taxonomy_terms"]


def test_nothing_of_a_record_is_lost_between_the_feed_and_the_answer(client: FlaskClient) -> None:
    feed: Feed = client.application.extensions[EXTENSION]

    for entry in feed.services.values():
        assert read(client, f"/services/{entry.id}") == feed.tell_service(entry)
    for link in feed.links.values():
        assert read(client, f"/service_at_locations/{link.id}") == feed.tell_link(link, whole=True)


def test_only_what_the_public_may_see_is_served(client: FlaskClient) -> None:
    directory = client.application.extensions[EXTENSION].directory
    held_back = {service.id for service in directory.services.values() if not service.published}
    slugs = [item["send_slug"] for item in read_all(client, "services")]

    assert held_back
    assert slugs == [service.id for service in directory.list_services()]
    assert not held_back & set(slugs)
