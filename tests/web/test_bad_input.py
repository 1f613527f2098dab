"""Whatever anybody types or sends: a clear message, the right status, nothing lost, never a traceback."""

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_pages import Page, check_page, fetch

SCRIPT = "<script>alert(1)</script>\"'>"
ODD = {
    "ten thousand characters": "he never sleeps " * 640,
    "emoji": "😀🧩 zebras",
    "SQL": "'; DROP TABLE services; --",
    "a script": SCRIPT,
    "a template": "{{ 7 * 7 }} {% raw %}",
    "a NUL": "zebra\x00fish",
    "control characters": "zebra\x0b\x1f\x7ffish\ufffe",
    "operators": 'q:"* OR AND NOT (~',
    "Arabic": "طفلي لا يتكلم",
    "bytes that are not UTF-8": b"caf\xe9",
    "several lines": "zebra\r\nfish",
    "a lone per cent": "%",
}
PAGES = (
    "/",
    "/search",
    "/services/sendiass-oxfordshire",
    "/routes/ehc-needs-assessment",
    "/waiting/camhs",
)
QUIET_PAGES = ("/pathways", "/pathways/camhs", "/urgent-help", "/about-the-data")
CHILD = ("age", "postcode", "gp_area", "setting", "school_area", "school_type", "asker")
SEVERAL = ("needs", "documents", "seen_by")
FILTERS = ("need", "sector", "referrer", "free", "open_access", "while_waiting", "running", "fits")


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_odd_words_are_searched_for_like_any_others(client: FlaskClient, odd: str) -> None:
    too_long = len(odd) > 1000

    page = fetch(client, "/search", 400 if too_long else 200, query_string={"q": odd})

    if too_long:
        assert page.problems() == {"q": "Use fewer than 1,000 characters. A few words are enough"}
        assert page.problem_beside("q").endswith(page.problems()["q"])
    else:
        assert page.problems() == {}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("address", PAGES)
def test_odd_answers_are_problems_in_words(client: FlaskClient, address: str, odd: str) -> None:
    page = fetch(client, address, 400, query_string=dict.fromkeys((*CHILD, *SEVERAL), odd))

    assert len(page.tree.findall(".//div[@class='govuk-error-summary']//li")) == len((*CHILD, *SEVERAL))
    assert page.text(page.all("title")[0]).startswith("Error: ")
    assert SCRIPT not in page.html
    assert len(page.html) < 150_000


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("address", QUIET_PAGES)
def test_a_page_that_asks_nothing_leaves_odd_answers_alone(client: FlaskClient, address: str, odd: str) -> None:
    fetch(client, address, query_string=dict.fromkeys(("q", *CHILD, *SEVERAL, *FILTERS, "utm_source"), odd))


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("folder", ["services", "routes", "pathways", "waiting"])
def test_an_unknown_address_is_not_found(client: FlaskClient, folder: str, odd: str) -> None:
    page = fetch(client, f"/{folder}/{quote(odd)}", 404)

    assert page.heading == "Page not found"
    assert "/urgent-help" in page.internal_links()


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("age", "-1", "Enter an age from 0 to 25"),
        ("age", "999", "Enter an age from 0 to 25"),
        ("age", "26", "Enter an age from 0 to 25"),
        ("age", "9" * 500, "Enter the child's age in whole years, like 4"),
        ("age", "x", "Enter the child's age in whole years, like 4"),
        ("age", "four", "Enter the child's age in whole years, like 4"),
        ("age", "4.5", "Enter the child's age in whole years, like 4"),
        ("postcode", "banana", "Enter a postcode like OX4 2JD"),
        ("postcode", "ZZ99 9ZZ", "We do not know that postcode"),
        ("postcode", "BT1 1AA", "outside Great Britain"),
        ("postcode", SCRIPT, "Enter a postcode like OX4 2JD"),
        ("gp_area", "Narnia", "We do not know that place"),
        ("school_area", "Narnia", "We do not know that place"),
        ("setting", "submarine", "Choose one of the answers in the list"),
        ("school_type", "submarine", "Choose one of the answers in the list"),
        ("asker", "the cat", "Choose one of the answers in the list"),
    ],
)
def test_a_wrong_answer_is_told_beside_its_field_and_at_the_top(
    client: FlaskClient, name: str, typed: str, words: str
) -> None:
    page = fetch(client, "/services/sendiass-oxfordshire", 400, query_string={name: typed})

    assert list(page.problems()) == [name]
    assert words in page.problems()[name]
    assert words in page.problem_beside(name)
    if page.by_id(name).tag == "input":
        assert page.value_of(name) == typed
    assert page.tree.findall(".//details[@open]"), "the form with the wrong answer stands open"


@pytest.mark.parametrize("postcode", ["CF10 1AA", "EH1 1YZ", "SW1A 1AA", "OX17", "RG4"])
def test_a_postcode_elsewhere_in_great_britain_is_no_mistake(client: FlaskClient, postcode: str) -> None:
    page = fetch(client, "/search", query_string={"q": "autism", "postcode": postcode})

    assert page.problems() == {}
    assert page.value_of("postcode") == postcode


def test_a_welsh_family_is_told_that_county_help_is_not_for_them(client: FlaskClient) -> None:
    page = fetch(client, "/services/ehc-needs-assessment", query_string={"postcode": "CF10 1AA"})

    assert "Does not fit" in page.main
    assert "Your home is outside its area (Oxfordshire)." in page.main


def test_every_wrong_answer_is_told_at_once(client: FlaskClient) -> None:
    wrong = {"age": "x", "postcode": "banana", "asker": "the cat", "q": "words " * 400}

    page = fetch(client, "/search", 400, query_string=wrong)

    assert set(page.problems()) == set(wrong)
    assert page.value_of("age") == "x"
    assert page.value_of("postcode") == "banana"
    assert page.value_of("q") == wrong["q"].strip()


@pytest.mark.parametrize("name", [*SEVERAL, "gp_area", "need"])
def test_a_wrong_answer_without_a_field_here_is_named(client: FlaskClient, name: str) -> None:
    page = fetch(client, "/search", 400, query_string={"q": "autism", name: "banana"})

    told = [page.text(line) for line in page.tree.findall(".//div[@class='govuk-error-summary']//li")]
    names = {
        "needs": "Needs",
        "documents": "Papers you have already",
        "seen_by": "Services that have seen the child",
        "gp_area": "Where your GP practice is",
        "need": "Need",
    }
    assert told[0].startswith(f"{names[name]}: ")
    assert page.problems() == {}, "no link to a field that is not there"


def test_a_wrong_answer_is_not_carried_on(client: FlaskClient) -> None:
    page = fetch(client, "/search", 400, query_string={"q": "autism", "age": "9", "gp_area": "banana"})

    assert page.cards()
    assert not any("banana" in link for link in page.links())
    assert not any(field.get("value") == "banana" for field in page.all("input"))
    assert any("age=9" in link for link in page.links())


@pytest.mark.parametrize("name", FILTERS)
def test_an_unknown_filter_is_told_and_left_out(client: FlaskClient, name: str) -> None:
    page = fetch(client, "/search", 400, query_string={"q": "autism", name: "banana"})

    assert "Choose one of the answers in the list" in page.main
    assert page.cards() == fetch(client, "/search", query_string={"q": "autism"}).cards()


def test_of_an_answer_given_twice_the_first_counts(client: FlaskClient) -> None:
    page = fetch(client, "/search?q=autism&q=sleep&age=9&age=x&postcode=OX4&postcode=banana")

    assert page.heading == "Help with “autism”"
    assert page.value_of("age") == "9"


def test_one_paper_told_fifty_times_is_one_paper(client: FlaskClient) -> None:
    page = fetch(client, "/routes/ehc-needs-assessment?" + "&".join(["documents=ehc-plan"] * 50))

    assert page.problems() == {}


def test_more_papers_than_anybody_has_are_refused_in_words(client: FlaskClient) -> None:
    page = fetch(client, "/routes/ehc-needs-assessment?" + "&".join(["documents=ehc-plan"] * 2000), 400)

    assert "Papers you have already: Give at most 50 of these" in page.main
    assert len(page.html) < 250_000


@pytest.mark.parametrize("address", [*PAGES, *QUIET_PAGES])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_sent_to_a_page(client: FlaskClient, address: str, method: str) -> None:
    page = fetch(client, address, 405, method=method, data={"q": "autism"})

    assert page.heading == "That cannot be done here"
    assert set(page.response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_huge_path_is_not_found(client: FlaskClient) -> None:
    fetch(client, "/services/" + "a" * 50_000, 404)
    fetch(client, "/a" * 5_000, 404)


def test_a_path_cannot_leave_the_folder_of_static_files(client: FlaskClient) -> None:
    for path in ("/static/../settings.py", "/static/%2e%2e/settings.py", "/static//etc/passwd", "/static/"):
        fetch(client, path, 404, follow_redirects=True)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    address=st.sampled_from(PAGES),
    answers=st.dictionaries(st.sampled_from(["q", *CHILD, *SEVERAL, *FILTERS]), st.text(max_size=40)),
)
def test_no_answers_at_all_break_a_page(client: FlaskClient, address: str, answers: dict[str, str]) -> None:
    page = Page(address, client.get(address, query_string=answers))

    assert page.status in (200, 400)
    check_page(page)
