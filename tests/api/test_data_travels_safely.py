"""Headers, caching, errors and silence: what every answer of both APIs has, and what pages keep."""

import gzip
import logging
from typing import Any, NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient

ADDRESSES = (
    "/api/hsds",
    "/api/hsds/",
    "/api/hsds/services",
    "/api/hsds/openapi.json",
    "/api/v1",
    "/api/v1/",
    "/api/v1/services",
    "/api/v1/services/sendiass-oxfordshire",
    "/api/v1/search",
    "/api/v1/pathways",
    "/api/v1/openapi.json",
)
SECRETS = ("zebrafish", "OX4", "2JD", "ox4")
TOLD = {"q": "zebrafish will not sleep", "postcode": "OX4 2JD", "age": "9"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_open_to_all_sites_and_can_be_checked(client: FlaskClient, address: str) -> None:
    answer = client.get(address)

    assert (answer.status_code, answer.content_type) == (200, "application/json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in answer.headers
    again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == answer.headers["ETag"]
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(address, headers={"If-None-Match": '"another"'}).status_code == 200


def test_a_compressed_answer_can_be_checked_too(client: FlaskClient) -> None:
    zipped = client.get("/api/hsds/services", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/api/hsds/services")

    assert gzip.decompress(zipped.data) == plain.data
    assert len(zipped.data) < len(plain.data) / 2
    for tag in (zipped.headers["ETag"], plain.headers["ETag"]):
        how = {"If-None-Match": tag, "Accept-Encoding": "gzip"}
        assert client.get("/api/hsds/services", headers=how).status_code == 304


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_says_what_get_says_without_saying_it(client: FlaskClient, address: str) -> None:
    head, whole = client.head(address), client.get(address)

    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == whole.headers["ETag"]


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/search?q=zebrafish",
        "/api/v1/services/sendiass-oxfordshire/eligibility?age=9",
        "/api/hsds/services?search=x",
    ],
)
def test_what_tells_of_somebody_is_for_their_own_browser_only(client: FlaskClient, address: str) -> None:
    assert client.get(address).headers["Cache-Control"] == "private, no-cache"


def test_another_site_may_ask_whether_it_may_ask(client: FlaskClient) -> None:
    answer = client.options("/api/v1/search", headers={"Access-Control-Request-Headers": "If-None-Match"})

    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer.headers["Access-Control-Allow-Headers"] == "If-None-Match"


@pytest.mark.parametrize("base", ["/api/hsds", "/api/v1"])
def test_an_address_that_is_too_long_is_refused_as_data(client: FlaskClient, base: str) -> None:
    answer = client.get(f"{base}/services?x={'y' * 17_000}")

    assert answer.status_code == 414
    assert answer.get_json()["status"] == 414


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/api/hsds/nowhere", "application/json"),
        ("/api/v1/nowhere", "application/problem+json"),
        ("/nowhere", "text/html; charset=utf-8"),
        ("/api/docs/nowhere", "text/html; charset=utf-8"),
        ("/api/hsdsx", "text/html; charset=utf-8"),
    ],
)
def test_mistakes_are_pages_to_people_and_data_to_programs(client: FlaskClient, path: str, kind: str) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.content_type) == (404, kind)


def test_a_page_that_only_answers_get_still_says_so_itself(client: FlaskClient) -> None:
    answer = client.post("/pathways")

    assert (answer.status_code, answer.content_type) == (405, "text/html; charset=utf-8")
    assert "GET" in answer.headers["Allow"]
    assert "Access-Control-Allow-Origin" not in client.get("/pathways").headers


@pytest.mark.parametrize(
    ("path", "endpoint", "kind"),
    [
        ("/api/hsds/services", "hsds.list_services", "application/json"),
        ("/api/v1/search", "api_v1.search", "application/problem+json"),
        ("/pathways", "journeys.show_pathways", "text/html; charset=utf-8"),
    ],
)
def test_a_failure_of_ours_is_said_in_words_and_tells_nothing(
    app: Flask,
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    path: str,
    endpoint: str,
    kind: str,
) -> None:
    def fail(*_: Any, **__: Any) -> NoReturn:
        raise RuntimeError("zebrafish OX4 2JD")

    monkeypatch.setitem(app.view_functions, endpoint, fail)
    with caplog.at_level(logging.DEBUG):
        answer = client.get(path, query_string=TOLD)

    assert (answer.status_code, answer.content_type) == (500, kind)
    assert "RuntimeError" in caplog.text
    for secret in SECRETS:
        assert secret not in caplog.text
    if kind != "text/html; charset=utf-8":
        assert not [secret for secret in SECRETS if secret in answer.get_data(as_text=True)]


def test_nothing_that_was_asked_is_written_down_or_remembered(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    paths = ("/search", "/routes/camhs", "/services/sendiass-oxfordshire/eligibility", "/nowhere")
    with caplog.at_level(logging.DEBUG):
        for path in paths:
            client.get(f"/api/v1{path}", query_string=TOLD)
            client.get(f"/api/v1{path}", query_string={**TOLD, "age": "zebrafish"})
        client.get("/api/hsds/services", query_string={"search": "zebrafish", "postcode": "OX4 2JD"})
        client.get(
            "/api/hsds/service_at_locations", query_string={"postcode": "OX4 2JD", "proximity": "zebrafish"}
        )

    written = "\n".join(f"{record.__dict__!r}" for record in caplog.records) + "".join(capfd.readouterr())
    assert [secret for secret in SECRETS if secret in written] == []
    for path in paths:
        answer = client.get(f"/api/v1{path}")
        assert "zebrafish" not in answer.get_data(as_text=True)


def test_a_language_in_the_address_does_not_reach_the_links_of_data(client: FlaskClient) -> None:
    plain = client.get("/api/hsds/services").get_json()

    assert client.get("/api/hsds/services?lang=pl").get_json() == plain
    assert "lang=" not in client.get("/api/hsds/?lang=pl").get_data(as_text=True)
