"""Words explained, urgent help, accessibility and privacy: each says what is true of this site."""

import re
from collections.abc import Callable

import pytest
from building import a_directory, a_service
from flask.testing import FlaskClient
from reading_pages import fetch

from navigator.assembly import Navigator
from navigator.domain.glossary import Term

EHC = Term("ehc-plan", "EHC plan", "A legal paper.", "education, health and care plan", ("EHCP",))
FOOT = "Short forms on this page, explained"


def test_the_glossary_explains_at_least_sixty_words(client: FlaskClient, real_navigator: Navigator) -> None:
    page = fetch(client, "/glossary")
    terms = real_navigator.directory.glossary

    assert len(terms) >= 60
    assert f"Here are {len(terms)} words" in page.main
    for term in terms:
        assert page.text(page.by_id(term.id)) == term.term
        assert " ".join(term.meaning.split()) in page.main


@pytest.mark.parametrize(
    "name",
    [
        *"SENCO CAMHS SENDIASS SPA EBSA PDA DLA PIP MASH LAC AP OT SALT Tribunal Mediation".split(),
        "EHC plan",
        "Section 19",
        "Right to Choose",
    ],
)
def test_the_words_that_families_ask_about_are_there(real_navigator: Navigator, name: str) -> None:
    names = {form for term in real_navigator.directory.glossary for form in (term.term, *term.also)}

    assert name in names


def test_a_meaning_from_the_law_names_its_page(real_navigator: Navigator) -> None:
    terms = {term.id: term for term in real_navigator.directory.glossary}
    legal = (
        "annual-review appeal ehc-needs-assessment ehc-plan mediation section-19 exclusion right-to-choose".split()
    )

    assert [key for key in legal if terms[key].source is None or not terms[key].source.url] == []


def test_every_letter_leads_to_its_words(client: FlaskClient) -> None:
    page = fetch(client, "/glossary")
    letters = [link[len("#letter-") :] for link in page.links() if link.startswith("#letter-")]

    assert letters == sorted(set(letters))
    for letter in letters:
        assert page.text(page.by_id(f"letter-{letter}")) == letter


def test_most_short_forms_in_our_records_are_explained(real_navigator: Navigator) -> None:
    """Those that stand in three services or more, leaving names of bodies and places aside."""
    directory = real_navigator.directory
    texts = [f"{service.name} {service.summary}" for service in directory.list_services()]
    counts: dict[str, int] = {}
    for text in texts:
        for word in set(re.findall(r"\b[A-Z]{2,}\b", text)):
            counts[word] = counts.get(word, 0) + 1
    known = {word for term in directory.glossary for form in (term.term, *term.also) for word in form.split()}
    names = {"UK", "KEEN"}

    assert {word for word, count in counts.items() if count >= 3} - known - names == set()


@pytest.mark.parametrize(
    ("address", "term"),
    [
        ("/services/ehcp-casework-team", "ehc-plan"),
        ("/routes/ehc-needs-assessment?age=9", "ehc-plan"),
        ("/pathways/camhs", "camhs"),
        ("/search?q=camhs", "camhs"),
    ],
)
def test_short_forms_are_explained_at_the_foot_of_a_page(client: FlaskClient, address: str, term: str) -> None:
    page = fetch(client, address)

    assert FOOT in page.main
    assert f"/glossary#{term}" in page.links()


def test_only_the_short_forms_that_stand_on_a_page_are_explained(tiny: Callable[..., FlaskClient]) -> None:
    plain, with_plan = a_service("plain"), a_service("with-plan", summary="For children with an EHCP.")
    reader = tiny(plain, with_plan, glossary=(EHC,))

    assert FOOT not in fetch(reader, "/services/plain").main
    assert "Education, health and care plan. A legal paper." in fetch(reader, "/services/with-plan").main


def test_an_empty_glossary_still_makes_a_page(tiny: Callable[..., FlaskClient]) -> None:
    assert a_directory().glossary == ()
    assert "Here are 0 words" in fetch(tiny(a_service()), "/glossary").main


def test_the_accessibility_page_names_the_law_and_what_does_not_work(client: FlaskClient) -> None:
    page = fetch(client, "/accessibility")

    assert "Accessibility Regulations 2018" in page.main
    assert "This site is not run by a public body" in page.main
    assert "Nobody who uses a screen reader every day has tested the site yet" in page.main
    assert "This site has no contact address yet" in page.main
    assert "24 November 2026" in page.main
    assert "/services/sendiass-oxfordshire" in page.links()


def test_the_privacy_page_says_where_answers_are_and_how_to_clear_them(client: FlaskClient) -> None:
    page = fetch(client, "/privacy")

    assert "There are no cookies" in page.main
    assert "stands in the address of the page" in page.main
    assert "The browser lists the pages you opened" in page.main
    assert "How to clear your answers" in page.main
    assert "/" in page.links()


def test_the_three_pages_about_the_site_are_linked_from_every_foot(client: FlaskClient) -> None:
    assert {"/privacy", "/accessibility", "/glossary", "/areas", "/about-the-data"} <= set(
        fetch(client, "/").links()
    )


def test_what_the_privacy_page_promises_holds_for_every_new_page(client: FlaskClient) -> None:
    for address in ("/areas", "/areas/oxford", "/glossary", "/accessibility", "/privacy", "/urgent-help"):
        headers = fetch(client, address, query_string={"postcode": "OX4 2JD"}).response.headers
        policy = headers["Content-Security-Policy"]

        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert headers["Referrer-Policy"] == "no-referrer"


def test_no_page_of_the_server_is_written_to_a_list() -> None:
    """The privacy page promises it: `navigator serve` starts its server without an access log."""
    import inspect

    from navigator.cli import serve

    assert "log_access=False" in inspect.getsource(serve.callback)


def test_urgent_help_says_whom_to_call_in_the_day_and_at_night(client: FlaskClient) -> None:
    page = fetch(client, "/urgent-help")
    numbers = {link for link in page.links() if link.startswith("tel:")}

    assert page.main.index("call 999") < page.main.index("At night and at weekends")
    assert {"tel:111", "tel:116123", "tel:03450507666", "tel:0800833408"} <= numbers
    assert "call the emergency duty team" in page.main
    assert "Exit this page" in page.text()
    assert page.main.count("Childline. ") == 1
