"""Pages and style sheet go out compressed where the browser says that it can read that."""

import gzip

import pytest
from flask.testing import FlaskClient

HEAVIEST_PAGES = (
    "/search",
    "/pathways/ehc-plan",
    "/services/camhs-neurodevelopmental-conditions",
    "/routes/ehc-needs-assessment?age=9&postcode=OX4&setting=primary",
)


@pytest.mark.parametrize("address", ["/", "/search?q=autism", "/nowhere", "/static/app.css"])
def test_a_compressed_answer_is_the_same_answer(client: FlaskClient, address: str) -> None:
    with client.get(address) as plain, client.get(address, headers={"Accept-Encoding": "br, gzip"}) as small:
        assert small.status_code == plain.status_code
        assert small.headers["Content-Encoding"] == "gzip"
        assert small.headers["Content-Length"] == str(len(small.data))
        assert gzip.decompress(small.data) == plain.data
        assert "Content-Encoding" not in plain.headers
        assert "Accept-Encoding" in small.headers["Vary"]
        assert "Accept-Encoding" in plain.headers["Vary"]


@pytest.mark.parametrize("wanted", ["identity", "br", "gzip;q=0", ""])
def test_a_browser_that_cannot_read_it_gets_it_plain(client: FlaskClient, wanted: str) -> None:
    answer = client.get("/", headers={"Accept-Encoding": wanted})

    assert "Content-Encoding" not in answer.headers
    assert answer.get_data(as_text=True).lstrip().startswith("<!DOCTYPE html>")


def test_a_style_sheet_that_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    with client.get("/static/app.css", headers={"Accept-Encoding": "gzip"}) as first:
        tag = first.headers["ETag"]

    with client.get("/static/app.css", headers={"Accept-Encoding": "gzip", "If-None-Match": tag}) as again:
        assert again.status_code == 304
        assert again.data == b""


@pytest.mark.parametrize("address", HEAVIEST_PAGES)
def test_a_first_visit_is_under_100_kb(client: FlaskClient, address: str) -> None:
    parts = (address, "/static/app.css", "/static/icon.svg")
    weight = 0
    for part in parts:
        with client.get(part, headers={"Accept-Encoding": "gzip"}) as answer:
            assert answer.status_code == 200
            weight += len(answer.data)

    assert weight < 100_000
