"""A list of services that lives in the address, and its services side by side."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from building import a_document, a_service, a_wait, a_way_in
from flask.testing import FlaskClient
from reading_pages import Page, fetch

from navigator.domain.eligibility import AgeRange
from navigator.domain.profile import Referrer
from navigator.domain.services import CostOption
from navigator.domain.sources import Confidence

Tiny = Callable[..., FlaskClient]
CLUBS = tuple(a_service(f"club-{letter}") for letter in "abcdefg")


def kept_in(link: str) -> list[str]:
    """The list that a link carries."""
    return parse_qs(urlsplit(link).query).get("keep", [])


def link_named(page: Page, words: str) -> str:
    """Where the first link goes whose words start so."""
    return next(str(link.get("href")) for link in page.all("a") if page.text(link).startswith(words))


def cells(page: Page, heading: str) -> list[str]:
    """One row of the comparison: what each service says."""
    row = next(row for row in page.all("tr") if page.text(row[0]) == heading)
    return [page.text(cell) for cell in row[1:]]


def test_a_service_put_on_the_list_stays_there_from_page_to_page(tiny: Tiny) -> None:
    reader = tiny(*CLUBS)

    first = fetch(reader, "/search?age=9&free=0")
    second = fetch(reader, link_named(first, "Add to my list: Club a").split("#")[0])
    third = fetch(reader, link_named(second, "Add to my list: Club b").split("#")[0])

    assert "Your list: 2 services. Compare them" in third.main
    assert kept_in(link_named(third, "Compare them")) == ["club-a", "club-b"]
    assert kept_in(third.cards()[0]) == []
    onward = [link for link in third.links() if link.startswith(("/services/", "/search", "/pathways"))]
    assert onward
    assert all({"club-a", "club-b"} & set(kept_in(link)) for link in onward)


def test_every_form_carries_the_list(tiny: Tiny) -> None:
    page = fetch(tiny(*CLUBS), "/search?keep=club-a&keep=club-b")

    sent = [field.get("value") for field in page.all("input") if field.get("name") == "keep"]
    assert sent == ["club-a", "club-b"] * len(page.all("form"))


def test_a_service_is_taken_off_again_where_it_was_put_on(tiny: Tiny) -> None:
    page = fetch(tiny(*CLUBS), "/search?age=9&sort=now&keep=club-a&keep=club-b")

    off = link_named(page, "Take it off my list: Club a")
    assert kept_in(off) == ["club-b"]
    assert {"age=9", "sort=now"} <= set(urlsplit(off).query.split("&"))
    assert urlsplit(off).fragment == "at-club-a"
    page.by_id("at-club-a")


def test_services_stand_side_by_side_question_by_question(tiny: Tiny) -> None:
    clinic = a_service(
        "clinic",
        ages=AgeRange(5, 11),
        ways_in=(a_way_in(Referrer.GP, documents=("hearing-test",)),),
        costs=(CostOption("Free", 0),),
    )
    group = a_service("group")
    reader = tiny(
        clinic, group, waits=(a_wait("clinic", 12),), documents=[a_document("hearing-test", name="Hearing test")]
    )

    page = fetch(reader, "/compare?keep=clinic&keep=group&age=15")

    assert page.heading == "Your list, side by side"
    assert [cell.split()[0] for cell in cells(page, "Fits this child")] == ["Does", "Fits"]
    assert "It is for children up to and including age 11." in cells(page, "Fits this child")[0]
    assert cells(page, "Who may ask") == ["GP (family doctor)", "parent or carer"]
    assert cells(page, "What to bring") == ["Hearing test", "No source names a paper. Ask."]
    waits = cells(page, "Wait")
    assert waits[0].startswith("Half were seen within 12 weeks. Figure from May 2026.")
    assert "Source: A public page" in waits[0]
    assert waits[1] == "Waiting time not published. Ask when you refer."
    assert cells(page, "Cost") == ["Free", "Cost not published"]
    assert cells(page, "Ages") == ["Ages 5 to 11, both included.", "No age limit published."]
    assert all("Source: A public page" in cell for cell in cells(page, "Last checked"))


def test_the_table_can_be_scrolled_by_keyboard_and_has_a_name(tiny: Tiny) -> None:
    page = fetch(tiny(*CLUBS), "/compare?keep=club-a&keep=club-b")

    region = next(one for one in page.all("div") if one.get("role") == "region")
    assert region.get("tabindex") == "0"
    assert page.text(page.by_id(str(region.get("aria-labelledby")))) == "2 services side by side"
    assert {head.get("scope") for head in page.all("th")} == {"col", "row"}


def test_one_service_or_none_is_said_plainly(tiny: Tiny) -> None:
    reader = tiny(*CLUBS)

    assert "There is one service on your list. Add another" in fetch(reader, "/compare?keep=club-a").main
    empty = fetch(reader, "/compare")
    assert "Your list is empty." in empty.main
    assert empty.all("table") == []


def test_more_than_five_are_named_and_not_shown(tiny: Tiny) -> None:
    page = fetch(tiny(*CLUBS), "/compare?" + "&".join(f"keep={club.id}" for club in CLUBS), 400)

    assert "Five services at most fit side by side." in page.main
    heads = [page.text(head) for head in page.all("th") if head.get("scope") == "col"]
    assert heads == ["Club a", "Club b", "Club c", "Club d", "Club e"]
    assert "Take it off my list: Club g" in page.main


def test_a_full_list_takes_no_more(tiny: Tiny) -> None:
    page = fetch(tiny(*CLUBS), "/search?" + "&".join(f"keep=club-{letter}" for letter in "abcde"))

    assert "Add to my list" not in page.main
    assert page.main.count("Your list is full. Take one off to add another.") == 2


@pytest.mark.parametrize("unknown", ["nowhere", "doubtful", "<script>", "x" * 500])
def test_an_id_that_we_do_not_list_is_said_and_can_be_taken_off(tiny: Tiny, unknown: str) -> None:
    reader = tiny(*CLUBS, a_service("doubtful", confidence=Confidence.LOW))

    page = fetch(reader, "/compare", 404, query_string={"keep": ["club-a", unknown]})

    assert "We list no service under this name." in page.main
    assert [page.text(head) for head in page.all("th") if head.get("scope") == "col"] == ["Club a"]
    again = fetch(reader, link_named(page, f"Take it off my list: {unknown[:80]}"))
    assert "We list no service" not in again.main


def test_the_same_service_twice_counts_once(tiny: Tiny) -> None:
    page = fetch(tiny(*CLUBS), "/compare?keep=club-a&keep=club-a&keep=club-b")

    assert "2 services side by side" in page.main


def test_a_wrong_answer_on_the_comparison_is_told_beside_its_field(tiny: Tiny) -> None:
    page = fetch(tiny(*CLUBS), "/compare?keep=club-a&keep=club-b&age=x", 400)

    assert "whole years" in page.problem_beside("age")
    assert "age=x" not in link_named(page, "Take it off my list: Club a")
