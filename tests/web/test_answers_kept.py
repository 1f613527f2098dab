"""The address is the state: what we were told stays in the form and travels in links, and nowhere else."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from building import a_document, a_service
from flask.testing import FlaskClient
from reading_pages import Page, fetch

from navigator.domain.eligibility import DocumentRule

CHILD = {
    "age": "9",
    "postcode": "OX4 2JD",
    "gp_area": "Swindon",
    "setting": "primary",
    "school_type": "state-mainstream",
    "school_area": "Oxfordshire",
    "asker": "parent",
}


def answers_in(link: str) -> dict[str, list[str]]:
    """The parameters of a link."""
    return parse_qs(urlsplit(link).query)


def sent_by_form(page: Page, address: str) -> dict[str, list[str]]:
    """What the form that goes to `address` sends when nobody changes anything."""
    form = next(form for form in page.all("form") if form.get("action") == address)
    sent: dict[str, list[str]] = {}
    for field in form.iter():
        name, value = field.get("name"), field.get("value") or ""
        if field.tag == "input" and (field.get("type") != "checkbox" or field.get("checked") is not None):
            sent.setdefault(str(name), []).append(value)
        elif field.tag == "select":
            sent.setdefault(str(name), []).append(page.value_of(str(field.get("id"))))
    return {name: values for name, values in sent.items() if values != [""]}


@pytest.mark.parametrize("address", ["/services/ehc-needs-assessment", "/routes/ehc-needs-assessment"])
def test_the_form_shows_every_answer_again(client: FlaskClient, address: str) -> None:
    page = fetch(client, address, query_string=CHILD)

    assert {name: page.value_of(name) for name in CHILD} == CHILD


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/", "/search"),
        ("/search", "/search"),
        ("/services/ehc-needs-assessment", "/services/ehc-needs-assessment"),
        ("/routes/ehc-needs-assessment", "/routes/ehc-needs-assessment"),
        ("/waiting/camhs", "/waiting/camhs"),
    ],
)
def test_a_form_sent_unchanged_loses_no_answer(client: FlaskClient, address: str, form: str) -> None:
    told = {name: [value] for name, value in CHILD.items()}
    told |= {
        "needs": ["autism", "sleep"],
        "documents": ["ehc-plan", "referral-letter"],
        "seen_by": ["gp-practice"],
    }

    page = fetch(client, address, query_string=told)

    sent = sent_by_form(page, form)
    assert {name: sorted(values) for name, values in sent.items()} == told


@pytest.mark.parametrize(
    "address",
    ["/", "/search?q=autism", "/services/sendiass-oxfordshire", "/routes/autism", "/pathways", "/pathways/camhs"],
)
def test_links_to_services_routes_and_lists_carry_the_answers(client: FlaskClient, address: str) -> None:
    page = fetch(client, address, query_string=None if "?" in address else CHILD)
    if "?" in address:
        page = fetch(client, f"{address}&age=9&postcode=OX4+2JD&gp_area=Swindon")

    kinds = ("/services/", "/routes/", "/pathways", "/waiting/", "/search")
    bare = {link.get("href") for link in page.all("a") if "without my answers" in page.text(link)}
    links = [link for link in page.internal_links() if link.startswith(kinds) and link not in bare]
    assert links
    for link in links:
        assert answers_in(link)["age"] == ["9"], link
        assert answers_in(link)["postcode"] == ["OX4 2JD"], link
        assert answers_in(link)["gp_area"] == ["Swindon"], link


def test_a_filter_keeps_the_words_and_the_answers(client: FlaskClient) -> None:
    page = fetch(client, "/search?q=autism+%26+sleep&age=9&sector=health")

    narrower = [link for link in page.internal_links() if "free=1" in link]
    assert answers_in(narrower[0]) == {"q": ["autism & sleep"], "age": ["9"], "sector": ["health"], "free": ["1"]}
    wider = [link for link in page.links() if "sector=" not in link and "q=autism" in link]
    assert {"q": ["autism & sleep"], "age": ["9"]} in [answers_in(link) for link in wider]


def test_an_answer_is_written_as_text_never_as_code(client: FlaskClient) -> None:
    page = fetch(client, "/search", query_string={"q": "<b>bold</b> & \"quoted\" 'sleep'"})

    assert page.heading == "Help with “<b>bold</b> & \"quoted\" 'sleep'”"
    assert page.value_of("q") == "<b>bold</b> & \"quoted\" 'sleep'"


def test_papers_nobody_asked_about_are_not_taken_for_none(tiny: Callable[..., FlaskClient]) -> None:
    plan = a_document("ehc-plan", name="EHC plan")
    reader = tiny(a_service("review", eligibility=(DocumentRule(held="ehc-plan"),)), documents=[plan])

    silent = fetch(reader, "/services/review")
    none = fetch(reader, "/services/review", query_string={"documents": "none"})
    held = fetch(reader, "/services/review", query_string={"documents": "EHC plan"})

    assert "May fit It depends on whether you have: EHC plan." in silent.main
    assert "Does not fit You need this first: EHC plan." in none.main
    assert "Fits what you told us" in held.main


def test_none_of_these_papers_stays_ticked(client: FlaskClient) -> None:
    page = fetch(client, "/routes/ehc-needs-assessment", query_string={"documents": "none"})

    assert page.by_id("paper-none").get("checked") is not None
    assert sent_by_form(page, "/routes/ehc-needs-assessment")["documents"] == ["none"]
    assert any(answers_in(link).get("documents") == ["none"] for link in page.links())


def test_an_answer_given_in_the_words_of_the_search_is_understood_and_said(client: FlaskClient) -> None:
    page = fetch(client, "/search", query_string={"q": "speech therapy for my 3 year old in Banbury"})

    assert "We read this as" in page.main
    assert "age 3" in page.main
    assert "home in Banbury" in page.main
