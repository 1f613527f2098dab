"""Other languages: the address says which, every link carries it, and no sentence is left behind in English."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

import html5lib
import pytest
from flask.testing import FlaskClient
from page_kinds import CHILD, KINDS, NOT_PAGES, STATUSES, in_language
from pseudo import accent, write_language

from navigator.assembly import Navigator, find_folder
from navigator.web import create_app
from navigator.web.settings import Settings

Reader = Callable[[str], ElementTree.Element]
_STAYS = re.compile(r"\u2068[^\u2069]*\u2069|https?://\S+|/api/\S*")
"""A reader's own words, and addresses."""
_ENGLISH = re.compile(r"[A-Za-z]{2}")
_MADE_UP = re.compile("[á-ž]{3}")


def a_site(navigator: Navigator, folder: Path) -> FlaskClient:
    """A reader of a site in the languages of a folder."""
    settings = Settings(
        find_folder("templates"),
        find_folder("services_data"),
        find_folder("pathways"),
        today=datetime.date(2026, 11, 23),
        translations=folder,
    )
    return create_app(settings, navigator).test_client()


@pytest.fixture(scope="module")
def client(real_navigator: Navigator, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A site in English, in Arabic with every sentence replaced by a made-up one, and in untranslated Polish."""
    folder = tmp_path_factory.mktemp("translations")
    write_language(folder, "ar", "ar", real_navigator.directory.needs.values())
    write_language(folder, "pl", "pl", None, name="Polski")
    return a_site(real_navigator, folder)


@pytest.fixture(scope="module")
def read(client: FlaskClient) -> Reader:
    """Fetch an address and parse it; a slip in its HTML is an error."""

    def fetch(address: str) -> ElementTree.Element:
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        tree: ElementTree.Element = parser.parse(client.get(address).get_data(as_text=True))
        return tree

    return fetch


def words_of(element: ElementTree.Element) -> str:
    """The words of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def by_class(tree: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    """Every element of a class."""
    return [element for element in tree.iter() if name in (element.get("class") or "").split()]


def list_texts(element: ElementTree.Element, language: str) -> Iterator[tuple[str, str]]:
    """Every piece of text below an element that is not a drawing, with the language it is said to be in."""
    if element.tag in ("script", "title") or str(element.tag).endswith("svg"):
        return
    language = element.get("lang") or language
    yield from ((language, text) for text in (element.text, element.get("aria-label"), element.get("alt")) if text)
    for child in element:
        yield from list_texts(child, language)
        if child.tail:
            yield language, child.tail


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS.keys())
def test_every_sentence_of_a_page_can_be_translated(read: Reader, address: str) -> None:
    tree = read(in_language(address, "ar"))

    texts = list(list_texts(tree, "none"))

    left = [text.strip() for language, text in texts if language == "ar" and _ENGLISH.search(_STAYS.sub("", text))]
    assert left == []
    assert any(language == "ar" and _MADE_UP.search(text) for language, text in texts)


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS.keys())
def test_nothing_that_is_translated_is_called_english(read: Reader, address: str) -> None:
    texts = list(list_texts(read(in_language(address, "ar")), "none"))

    assert [text.strip() for language, text in texts if language != "ar" and _MADE_UP.search(text)] == [
        accent("Example")
    ] or [text.strip() for language, text in texts if language[:2] == "en" and _MADE_UP.search(text)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_status_is_the_same_in_every_language(client: FlaskClient, kind: str) -> None:
    assert client.get(in_language(KINDS[kind], "ar")).status_code == STATUSES.get(kind, 200)


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS.keys())
def test_every_link_and_form_keeps_the_language(read: Reader, address: str) -> None:
    tree = read(in_language(address, "ar"))
    switches = {
        link.get("href")
        for name in ("app-languages", "app-translated")
        for part in by_class(tree, name)
        for link in part.iter("a")
    }

    links = [str(link.get("href")) for link in tree.iter("a") if str(link.get("href")).startswith("/")]
    forms = [form for form in tree.iter("form") if form.get("method", "get") == "get"]

    assert links
    forgetful = [
        link for link in links if link not in switches and parse_qs(urlsplit(link).query).get("lang") != ["ar"]
    ]
    assert [link for link in forgetful if not link.startswith("/api/")] == []
    for form in forms:
        assert [one.get("value") for one in form.iter("input") if one.get("name") == "lang"] == ["ar"]


@pytest.mark.parametrize("address", ["/", f"/search?q=autism&{CHILD}", "/deadlines/ehc"])
def test_an_english_page_says_nothing_of_languages_in_its_links_and_forms(read: Reader, address: str) -> None:
    tree = read(address)
    switches = [link for part in by_class(tree, "app-languages") for link in part.iter("a")]

    others = [link for link in tree.iter("a") if link not in switches]

    assert others
    assert [link.get("href") for link in others if "lang=" in str(link.get("href"))] == []
    assert [one for one in tree.iter("input") if one.get("name") == "lang"] == []
    assert by_class(tree, "app-translated") == []


@pytest.mark.parametrize("asked", ["xx", "AR", "en", "", "en_GB", "../ar", "ar&lang=pl"])
def test_a_language_that_we_do_not_have_is_english_and_no_error(client: FlaskClient, asked: str) -> None:
    response = client.get(f"/?lang={asked}")

    expected = "ar" if asked.startswith("ar&") else "en-GB"
    assert response.status_code == 200
    assert f'<html lang="{expected}"' in response.get_data(as_text=True)


def test_no_language_is_guessed_or_remembered(client: FlaskClient) -> None:
    answers = [
        client.get("/?lang=ar"),
        client.get("/", headers={"Accept-Language": "ar"}),
        client.get("/"),
    ]

    assert ['<html lang="ar"' in answer.get_data(as_text=True) for answer in answers] == [True, False, False]
    assert [answer.headers.get("Set-Cookie") for answer in answers] == [None] * 3


def test_the_choice_of_language_leads_to_the_same_page_with_the_same_answers(read: Reader) -> None:
    tree = read(f"/search?q=autism+%26+sleep&{CHILD}&unread=age&unread=place&lang=ar")

    [nav] = by_class(tree, "app-languages")
    links = list(nav.iter("a"))

    assert nav.get("aria-label") == accent("Languages")
    assert [words_of(link) for link in links] == ["English", accent("Example"), "Polski"]
    assert [(link.get("lang"), link.get("hreflang"), link.get("dir")) for link in links] == [
        ("en-GB", "en-GB", "ltr"),
        ("ar", "ar", "rtl"),
        ("pl", "pl", "ltr"),
    ]
    assert [link.get("aria-current") for link in links] == [None, "true", None]
    for link, code in zip(links, (None, "ar", "pl"), strict=True):
        address = urlsplit(str(link.get("href")))
        told = parse_qs(address.query)
        assert address.path == "/search"
        assert told.pop("lang", [None]) == [code]
        assert told == {
            "q": ["autism & sleep"],
            "age": ["9"],
            "postcode": ["OX4"],
            "asker": ["parent"],
            "setting": ["primary"],
            "unread": ["age", "place"],
        }


def test_search_engines_are_told_of_the_other_languages(read: Reader) -> None:
    links = [link for link in read("/pathways").iter("link") if link.get("rel") == "alternate"]

    assert [(link.get("hreflang"), link.get("href")) for link in links] == [
        ("en-GB", "/pathways"),
        ("ar", "/pathways?lang=ar"),
        ("pl", "/pathways?lang=pl"),
    ]


@pytest.mark.parametrize("path", ["//example.org/x", "/\\example.org", "/%2F%2Fexample.org", "/a%0d%0ab"])
def test_the_choice_of_language_never_leads_to_another_site(read: Reader, path: str) -> None:
    [nav] = by_class(read(f"{path}?lang=ar"), "app-languages")

    for link in nav.iter("a"):
        address = str(link.get("href"))
        assert urlsplit(address).netloc == ""
        assert re.match(r"/[^/\\]", address)


def test_a_page_that_is_not_there_says_so_in_the_language_asked_for(client: FlaskClient, read: Reader) -> None:
    assert client.get("/nowhere?lang=ar").status_code == 404
    tree = read("/nowhere?lang=ar")

    assert words_of(next(tree.iter("h1"))) == accent("Page not found")
    assert next(tree.iter("html")).get("dir") == "rtl"


def test_a_translated_page_says_how_far_to_trust_it(
    real_navigator: Navigator, tmp_path: Path, read: Reader
) -> None:
    for code, checked in (("pl", "reviewed"), ("ro", "human")):
        write_language(tmp_path, code, code, None, checked=checked)
    other = a_site(real_navigator, tmp_path)

    [machine] = by_class(read("/pathways?lang=ar"), "app-translated")

    assert accent("A machine translated it. Nobody who speaks the language has checked it") in words_of(machine)
    assert [link.get("href") for link in machine.iter("a")] == ["/pathways"]
    assert "somebody who speaks the language has checked it" in other.get("/?lang=pl").get_data(as_text=True)
    assert "Somebody who speaks the language translated it" in other.get("/?lang=ro").get_data(as_text=True)


def test_a_sentence_that_nobody_translated_stays_english(read: Reader) -> None:
    tree = read("/?lang=pl")

    assert next(tree.iter("html")).get("lang") == "pl"
    assert words_of(by_class(tree, "app-header__name")[0]) == "SEND Navigator Oxfordshire"


def test_names_of_needs_are_translated_and_marked_where_they_are_not(read: Reader) -> None:
    translated, untranslated = (read(f"/search?q=autism&lang={code}") for code in ("ar", "pl"))

    [reading, *_rest] = by_class(translated, "app-reading")
    marked = [
        words_of(one) for one in by_class(untranslated, "app-reading")[0].iter("span") if one.get("lang") == "en"
    ]

    assert accent("Autism") in words_of(reading)
    assert "Autism" in marked


@pytest.mark.parametrize("address", ["/deadlines", "/deadlines/ehc?requested=2026-09-01"])
def test_rights_and_deadlines_stand_in_english_beside_the_translation(read: Reader, address: str) -> None:
    cards = by_class(read(in_language(address, "ar")), "app-card")
    english = {
        words_of(heading)
        for card in by_class(read(address), "app-card")
        for heading in card
        if heading.tag in ("h2", "h3")
    }

    assert len(cards) > 4
    for card in cards:
        [beside] = by_class(card, "app-english")
        assert (beside.get("lang"), beside.get("dir")) == ("en", "ltr")
        assert any(words_of(beside).startswith(name) for name in english)


@pytest.mark.parametrize(
    "address", ["/services/ehc-needs-assessment", f"/routes/ehc-needs-assessment?{CHILD}", "/pathways/ehc-plan"]
)
def test_a_limit_set_by_law_stands_in_english_beside_the_translation(read: Reader, address: str) -> None:
    beside = [words_of(one) for one in by_class(read(in_language(address, "ar")), "app-english")]

    assert any(text.startswith("By law:") and "within 20 weeks" in text for text in beside)
    assert by_class(read(address), "app-english") == []


@pytest.mark.parametrize("name", ["deadlines.send_calendar_file", "journeys.send_route_calendar"])
def test_a_calendar_tells_legal_dates_in_both(client: FlaskClient, name: str) -> None:
    calendar = client.get(in_language(NOT_PAGES[name], "ar")).get_data(as_text=True).replace("\r\n ", "")

    assert accent("Check this date with SENDIASS or IPSEA before you rely on it.") in calendar
    assert "Check this date with SENDIASS or IPSEA before you rely on it." in calendar
    assert "The council says whether it will assess" in calendar


def test_dates_and_numbers_keep_the_digits_that_are_used_in_this_country(client: FlaskClient) -> None:
    page = client.get("/deadlines/ehc?requested=2026-09-01&lang=ar").get_data(as_text=True)

    assert "1 سبتمبر 2026" in page
    assert re.search("[٠-٩۰-۹]", page) is None


def test_a_sheet_for_a_school_stays_english_so_that_the_school_can_read_it(read: Reader) -> None:
    [sheet] = by_class(read(f"/routes/ehc-needs-assessment/handover?{CHILD}&for=school&lang=ar"), "app-sheet")

    assert (sheet.get("lang"), sheet.get("dir")) == ("en", "ltr")
    assert _MADE_UP.search(words_of(sheet)) is None


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS.keys())
def test_a_readers_own_marks_cannot_upset_a_page(read: Reader, address: str) -> None:
    typed = quote("\u2066x\u2069\u2069\u2066")
    path, _mark, query = address.partition("?")
    names = [*parse_qs(query), "q", "age", "postcode", "start", "requested", "need", "keep", "documents", "unread"]

    tree = read(f"{path}?{'&'.join(f'{name}={typed}' for name in names)}&lang=ar")

    assert next(tree.iter("html")).get("lang") == "ar"
