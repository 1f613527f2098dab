"""What a page sends beside its words, and what is never written down."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient
from reading_pages import Page, fetch

import navigator.web

STATIC = Path(navigator.web.__file__).parent / "static"
WORRY = "zebrafish he will not sleep"
POSTCODE = "OX4 2JD"
TOLD = {"q": WORRY, "postcode": POSTCODE, "age": "9"}
ADDRESSES = (
    "/",
    "/search",
    "/services/sendiass-oxfordshire",
    "/services/no-such-service",
    "/routes/ehc-needs-assessment",
    "/routes/no-such-goal",
    "/pathways",
    "/pathways/camhs",
    "/waiting/camhs",
    "/urgent-help",
    "/about-the-data",
    "/nowhere",
)


@pytest.mark.parametrize("address", [*ADDRESSES, "/static/app.css"])
def test_every_answer_carries_the_safety_headers(client: FlaskClient, address: str) -> None:
    with client.get(address) as answer:
        headers = answer.headers

    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";") if part)
    assert policy == {
        "default-src": "'none'",
        "style-src": "'self'",
        "img-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "Set-Cookie" not in headers
    assert "Server" not in headers or "Python" not in headers["Server"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_tells_a_shared_cache_to_keep_it(client: FlaskClient, address: str) -> None:
    headers = client.get(address, query_string=TOLD).headers

    assert "public" not in headers.get("Cache-Control", "")
    assert "max-age" not in headers.get("Cache-Control", "")
    assert not {"Expires", "Last-Modified", "ETag"} & set(headers.keys())


def test_a_page_with_answers_in_its_address_is_not_to_be_listed(client: FlaskClient) -> None:
    for address in ("/search", "/routes/ehc-needs-assessment"):
        page = fetch(client, address, query_string=TOLD)
        robots = [meta.get("content") for meta in page.all("meta") if meta.get("name") == "robots"]
        assert robots == ["noindex"]


def assert_nothing_told_in(text: str) -> None:
    """None of the words, and no part of the postcode, stands in a text."""
    for secret in ("zebrafish", "OX4", "2JD", "ox4", "will not sleep"):
        assert secret not in text


def written(caplog: pytest.LogCaptureFixture) -> str:
    """Everything that every log record holds, its arguments and tracebacks too."""
    return "\n".join(f"{record.__dict__!r} {record.getMessage()}" for record in caplog.records) + caplog.text


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Log records of every logger, down to the most talkative."""
    with caplog.at_level(logging.DEBUG):
        yield caplog


def test_no_log_holds_what_was_asked(
    client: FlaskClient, everything_logged: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    for address in ADDRESSES:
        client.get(address, query_string=TOLD)
        client.get(address, query_string={**TOLD, "age": "zebrafish", "postcode": f"{POSTCODE} zebrafish"})
        client.post(address, query_string=TOLD, data=TOLD)

    assert_nothing_told_in(written(everything_logged))
    assert_nothing_told_in("".join(capfd.readouterr()))


@pytest.mark.parametrize(
    ("module", "address"),
    [
        ("service_pages", "/search"),
        ("service_pages", "/services/sendiass-oxfordshire"),
        ("journey_pages", "/routes/ehc-needs-assessment"),
        ("journey_pages", "/waiting/camhs"),
    ],
)
def test_a_page_that_fails_tells_no_log_what_was_asked(
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    everything_logged: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    module: str,
    address: str,
) -> None:
    def fail() -> NoReturn:
        try:
            raise ValueError(f"{WORRY} at {POSTCODE}")
        except ValueError as error:
            raise RuntimeError(f"cannot answer {WORRY!r}") from error

    monkeypatch.setattr(f"navigator.web.{module}.current_navigator", fail)

    page = fetch(client, address, 500, query_string=TOLD)

    assert page.heading == "Something went wrong"
    assert "Urgent help now" in page.main
    assert_nothing_told_in(page.html)
    assert [record.getMessage() for record in everything_logged.records] == ["a page failed with RuntimeError"]
    assert_nothing_told_in(written(everything_logged))
    assert_nothing_told_in("".join(capfd.readouterr()))


def test_a_template_that_fails_tells_no_log_what_was_asked(
    app: Flask, monkeypatch: pytest.MonkeyPatch, everything_logged: pytest.LogCaptureFixture
) -> None:
    def fail(*_told: object) -> NoReturn:
        raise ZeroDivisionError(WORRY)

    monkeypatch.setitem(app.jinja_env.globals, "filter_name", fail)

    page = fetch(app.test_client(), "/search", 500, query_string=TOLD)

    assert page.heading == "Something went wrong"
    assert_nothing_told_in(written(everything_logged))


def test_a_failed_page_leaves_the_next_one_whole(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("navigator.web.service_pages.current_navigator", lambda: 1 / 0)
        fetch(client, "/search", 500)

    fetch(client, "/search")


@pytest.mark.parametrize("name", ["app.css", "app.rtl.css"])
def test_the_style_sheet_is_ours(client: FlaskClient, name: str) -> None:
    with client.get(f"/static/{name}") as answer:
        sheet = answer.get_data(as_text=True)
    notice, rules = sheet.split("*/", 1)

    assert answer.status_code == 200
    assert answer.content_type == "text/css; charset=utf-8"
    assert "MIT Licence" in notice
    assert "@font-face" not in rules
    assert "GDS Transport" not in rules
    assert "Frutiger" not in rules
    assert "crown" not in rules.casefold()
    assert "@import" not in rules
    assert re.findall(r"url\((?!\"?data:)", rules) == []


def test_nothing_else_is_shipped_with_the_pages() -> None:
    shipped = {path.name for path in STATIC.rglob("*") if path.is_file()}
    assert shipped == {"app.css", "app.rtl.css", "pdf.css", "icon.svg"}
    assert "crown" not in (STATIC / "icon.svg").read_text(encoding="utf-8").casefold()


def test_the_two_style_sheets_are_built_from_one(client: FlaskClient) -> None:
    left, right = ((STATIC / name).read_text(encoding="utf-8") for name in ("app.css", "app.rtl.css"))

    assert set(re.findall(r"\.app-[\w-]+", left)) == set(re.findall(r"\.app-[\w-]+", right))


def test_every_class_of_ours_that_a_page_uses_is_in_the_style_sheet(client: FlaskClient) -> None:
    known = set(re.findall(r"\.(app-[\w-]+)", (STATIC / "app.css").read_text(encoding="utf-8")))
    used: set[str] = set()
    for address in ADDRESSES:
        page = Page(address, client.get(address, query_string=TOLD))
        used |= {name for element in page.tree.iter() for name in (element.get("class") or "").split()}

    plain = {"app-note--background"}
    assert {name for name in used if name.startswith("app-")} - plain <= known
