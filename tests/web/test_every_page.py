"""Every page that a reader can come to: sound HTML, no dead end, nothing that is held back."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from page_kinds import FOR_PROGRAMS, KINDS, NOT_PAGES, STATUSES
from reading_pages import Page, check_page, fetch
from werkzeug.exceptions import NotFound

from navigator.assembly import Navigator
from navigator.domain.directory import Directory


@dataclass(frozen=True)
class Site:
    """Every page reached, by address, and the page on which its address stood first; downloads apart."""

    pages: Mapping[str, Page]
    found_on: Mapping[str, str]
    downloads: frozenset[str]


DOWNLOADS = (".pdf", ".ics", ".csv", ".json")


def is_variant(link: str) -> bool:
    """Whether an address says a language, a service to keep or whom a sheet is for, beside the page."""
    return bool({"lang", "keep", "for"} & set(parse_qs(urlsplit(link).query)))


@pytest.fixture(scope="module")
def site(client: FlaskClient, real_navigator: Navigator) -> Site:
    """Every page that links lead to, from the start page and from each published service.

    Links with answers or filters in them are followed from pages without, one step deep; not those that
    only add a language, a service to keep or who a sheet is for to a page that is visited without. Files to
    download take long to make, so they are left alone.
    """
    addresses = ["/", *(f"/services/{service.id}" for service in real_navigator.directory.list_services())]
    found_on = dict.fromkeys(addresses, "the directory")
    pages: dict[str, Page] = {}
    downloads: set[str] = set()
    for address in addresses:
        pages[address] = Page(address, client.get(address))
        if pages[address].status != 200:
            continue
        for link in sorted(pages[address].internal_links()):
            if urlsplit(link).path.endswith(DOWNLOADS) or link.startswith(FOR_PROGRAMS):
                downloads.add(link)
            elif link not in found_on and not ("?" in link and ("?" in address or is_variant(link))):
                found_on[link] = address
                addresses.append(link)
    return Site(pages, found_on, frozenset(downloads))


@pytest.fixture(scope="module")
def directory(real_navigator: Navigator) -> Directory:
    """The real directory."""
    return real_navigator.directory


def test_every_page_of_the_app_is_among_the_kinds(app: Flask) -> None:
    """Browser tests, validator, benchmarks and screenshots go through the kinds: none may be forgotten."""
    routes = app.url_map.bind("localhost")
    covered = set()
    for address in [*KINDS.values(), *NOT_PAGES.values()]:
        with suppress(NotFound):  # One kind is the page of an address that is not there.
            covered.add(routes.match(urlsplit(address).path)[0])
    rules = {
        rule.endpoint: rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.rule.startswith(FOR_PROGRAMS)
    }

    assert {rules[name] for name in set(rules) - covered} == set()


def test_every_kind_is_a_page_and_nothing_else_is(client: FlaskClient) -> None:
    for kind, address in KINDS.items():
        answer = client.get(address)
        assert (answer.status_code, answer.mimetype) == (STATUSES.get(kind, 200), "text/html"), kind
    for endpoint, address in NOT_PAGES.items():
        with client.get(address) as answer:
            assert (answer.status_code, answer.mimetype != "text/html") == (200, True), endpoint


def test_every_link_within_the_site_leads_to_a_page(site: Site) -> None:
    lost = {
        address: (page.status, site.found_on[address])
        for address, page in site.pages.items()
        if page.status != 200
    }

    assert lost == {}


def test_every_file_to_download_has_an_address_that_we_answer(site: Site, app: Flask) -> None:
    routes = app.url_map.bind("localhost")

    for_readers = [link for link in site.downloads if not link.startswith(FOR_PROGRAMS)]
    found = {routes.match(urlsplit(address).path)[0] for address in for_readers}
    assert found <= set(NOT_PAGES), "an address that no test fetches"
    assert {"takeaway.send_routes", "waits.download_waits"} <= found


def test_every_page_is_sound(site: Site) -> None:
    for page in site.pages.values():
        check_page(page)

    assert len(site.pages) > 400


def test_the_crawl_reaches_every_kind_of_page(site: Site, directory: Directory) -> None:
    paths = {urlsplit(address).path for address in site.pages}

    assert {"/", "/search", "/pathways", "/urgent-help", "/about-the-data"} <= paths
    assert {"/waiting/camhs", "/waiting/autism-adhd"} <= paths
    assert {f"/pathways/{key}" for key in directory.pathways} <= paths
    ways = {service.id for service in directory.list_services() if service.ways_in and service.running}
    assert {f"/routes/{key}" for key in ways} <= paths


def test_no_page_links_to_a_service_that_is_held_back(site: Site, directory: Directory) -> None:
    held_back = {service.id for service in directory.list_services(published=False) if not service.published}
    linked = {urlsplit(link).path for page in site.pages.values() for link in page.internal_links()}

    assert held_back
    assert linked & {f"/{kind}/{key}" for kind in ("services", "routes") for key in held_back} == set()


def test_a_service_that_is_held_back_says_so_and_leads_on(client: FlaskClient, directory: Directory) -> None:
    held_back = [service for service in directory.list_services(published=False) if not service.published]

    for service in held_back:
        for kind in ("services", "routes"):
            page = fetch(client, f"/{kind}/{service.id}", 404)
            assert page.heading == "Not confirmed yet"
            assert service.name not in page.main
            assert "/" in page.internal_links()


def test_no_search_finds_a_service_that_is_held_back(client: FlaskClient, directory: Directory) -> None:
    held_back = [service for service in directory.list_services(published=False) if not service.published]

    for service in held_back:
        page = Page("/search", client.get("/search", query_string={"q": service.name}))
        assert f"/services/{service.id}" not in page.cards()


def test_a_closed_service_is_found_by_name_with_its_closure(client: FlaskClient, directory: Directory) -> None:
    shut = [service for service in directory.list_services() if not service.running]

    assert len(shut) >= 5
    for service in shut:
        page = Page("/search", client.get("/search", query_string={"q": service.name}))
        assert f"/services/{service.id}" in page.cards()[:3]


def test_a_closed_service_names_what_to_use_instead(client: FlaskClient, directory: Directory) -> None:
    shut = [service for service in directory.list_services() if not service.running]

    for service in shut:
        page = fetch(client, f"/services/{service.id}")
        assert service.status_note is not None
        assert service.status_note.text in page.main
        instead = {f"/services/{key}" for key in service.use_instead if directory.services[key].published}
        if instead:
            assert instead <= set(page.internal_links())
        else:
            assert "No source names a replacement." in page.main
        assert "Show me the way to it" not in page.main


def test_every_number_to_call_is_a_link_that_a_phone_can_dial(site: Site) -> None:
    dialled = {link for page in site.pages.values() for link in page.links() if link.startswith("tel:")}

    assert dialled
    assert [link for link in dialled if not link.removeprefix("tel:").removeprefix("+").isdigit()] == []


def test_every_link_that_leaves_the_site_is_secure_or_plainly_the_web(site: Site) -> None:
    away = {link for page in site.pages.values() for link in page.links() if not link.startswith(("/", "#"))}

    assert {urlsplit(link).scheme for link in away} <= {"https", "http", "tel", "mailto"}
    assert [link for link in away if link.startswith("http") and not urlsplit(link).netloc] == []
