"""Alternatives side by side, what changes with age, and what would open a shut door."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from reading_pages import fetch


def test_alternatives_are_compared_with_the_service_itself_first(client: FlaskClient) -> None:
    page = fetch(client, "/services/camhs-single-point-of-access/alternatives?age=9")

    headings = [page.text(one) for one in page.all("h2") if (one.get("id") or "").startswith("row-")]
    assert "CAMHS" in headings[0]
    assert len(headings) > 1
    for label in ("Who may ask", "Wait", "Cost", "For which area"):
        assert [page.text(one) for one in page.all("dt")].count(label) == len(headings), label


def test_alternative_provision_is_compared(client: FlaskClient) -> None:
    page = fetch(client, "/alternative-provision?age=13&asker=school")

    assert "Meadowbrook College" in page.main
    assert page.main.count("Cost not published") + page.main.count("Cost Free") >= 1
    assert page.main.count("Add to my list") == len([one for one in page.all("h2") if one.get("id")])


@pytest.mark.parametrize("age", ["", "4", "15", "17"])
def test_what_changes_with_age_tells_what_lies_ahead(client: FlaskClient, age: str) -> None:
    page = fetch(client, f"/growing-up?age={age}")

    told = [
        one for one in (5, 11, 16, 18, 25, 26) if f"From age {one}" in [page.text(head) for head in page.all("h2")]
    ]
    assert told == [one for one in (5, 11, 16, 18, 25, 26) if not age or one > int(age)]


def test_adult_services_that_take_nobody_are_said_to_be_shut(client: FlaskClient) -> None:
    page = fetch(client, "/growing-up?age=17")

    assert "Should follow, but is shut or paused now" in page.main


def test_what_would_open_a_shut_door_is_said(client: FlaskClient) -> None:
    page = fetch(client, "/routes/chathealth-11-19?age=9&postcode=OX4&asker=young-person")

    assert "It would open if your child is 11 (a birthday)" in page.main


def test_a_route_says_when_and_whom_to_chase(client: FlaskClient) -> None:
    page = fetch(client, "/routes/ehc-needs-assessment?age=9&postcode=OX14+5LY&asker=parent&setting=primary")

    assert "If you hear nothing" in page.main
    assert "The law sets time limits, listed above. As soon as the one that runs has passed, ask." in page.main


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/services/nowhere/alternatives", 404),
        ("/services/camhs-single-point-of-access/alternatives?age=x&postcode=banana", 400),
        ("/alternative-provision?age=999", 400),
        ("/growing-up?age=-1", 400),
    ],
)
def test_bad_input_gets_a_clear_answer(client: FlaskClient, address: str, status: int) -> None:
    response = client.get(address)

    assert response.status_code == status
    assert "Traceback" not in response.text
