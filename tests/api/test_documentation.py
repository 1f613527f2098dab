"""The OpenAPI documents, and the pages that show them without a script."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from reading_pages import fetch

DOCUMENTS = {"hsds": "/api/hsds/openapi.json", "v1": "/api/v1/openapi.json"}


@pytest.fixture(params=list(DOCUMENTS))
def name(request: pytest.FixtureRequest) -> str:
    """Each of the two APIs."""
    return str(request.param)


def test_every_address_of_an_api_is_documented_with_words(app: Flask, client: FlaskClient, name: str) -> None:
    document = client.get(DOCUMENTS[name]).get_json()
    base = DOCUMENTS[name].removesuffix("/openapi.json")
    rules = {rule.rule.replace("<string:", "{").replace(">", "}") for rule in app.url_map.iter_rules()}
    served = {rule for rule in rules if rule.startswith(f"{base}/")} - {DOCUMENTS[name]}

    assert set(document["paths"]) == served
    assert document["openapi"].startswith("3.")
    for path, item in document["paths"].items():
        assert set(item) - {"parameters"} == {"get"}, path
        assert item["get"]["summary"], path
        for parameter in item["get"].get("parameters", ()):
            assert parameter.get("description"), (path, parameter["name"])


def properties(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """Every property of every shape: shape, name, schema."""
    shapes = document["components"]["schemas"].items()
    return [(shape, key, one) for shape, told in shapes for key, one in told.get("properties", {}).items()]


def test_every_field_of_every_answer_is_explained(client: FlaskClient, name: str) -> None:
    found = properties(client.get(DOCUMENTS[name]).get_json())

    assert found
    assert [(shape, key) for shape, key, one in found if not one.get("description")] == []


def test_every_property_of_ours_that_is_sent_is_documented(client: FlaskClient) -> None:
    known = {key for _, key, _ in properties(client.get(DOCUMENTS["hsds"]).get_json())}
    records = client.get("/api/hsds/services?full=true&per_page=500").get_data(as_text=True)
    sent = {part.split('"')[0] for part in records.split('"send_')[1:]}

    assert sent
    assert {f"send_{key}" for key in sent} <= known


def test_the_page_of_an_api_shows_every_address_and_field(client: FlaskClient, name: str) -> None:
    document = client.get(DOCUMENTS[name]).get_json()
    page = fetch(client, f"/api/docs/{name}")
    shown = page.html

    for path in document["paths"]:
        assert f"GET {path}" in shown
    for shape in document["components"]["schemas"]:
        assert f'id="shape-{shape}"' in shown
    assert page.heading == document["info"]["title"]
    assert DOCUMENTS[name] in page.links()


def test_every_example_on_a_page_can_be_tried(client: FlaskClient, name: str) -> None:
    page = fetch(client, f"/api/docs/{name}")
    curls = [page.text(code) for code in page.all("code") if page.text(code).startswith("curl ")]
    tried = [line.removeprefix('curl "http://localhost').removesuffix('"') for line in curls]

    assert len(tried) == len(client.get(DOCUMENTS[name]).get_json()["paths"])
    for address in tried:
        assert client.get(address).status_code == 200, address


def test_the_first_page_leads_to_both(client: FlaskClient) -> None:
    page = fetch(client, "/api/docs")

    assert {"/api/docs/hsds", "/api/docs/v1"} <= page.internal_links()
