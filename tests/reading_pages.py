"""Fetch a page as a browser would, and check what every page must keep, whatever it is about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

SITE = "SEND Navigator Oxfordshire"
FIELDS = ("input", "select", "textarea")


@dataclass(frozen=True)
class Page:
    """One answer: its status, its headers, its text and its parsed tree."""

    address: str
    response: TestResponse

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.response.status_code

    @cached_property
    def html(self) -> str:
        """The page as it was sent."""
        return self.response.get_data(as_text=True)

    @cached_property
    def tree(self) -> ElementTree.Element:
        """The parsed page; a single slip in its HTML is an error."""
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        parsed: ElementTree.Element = parser.parse(self.html)
        return parsed

    def all(self, *tags: str) -> list[ElementTree.Element]:
        """Every element with one of these tags, in order."""
        return [element for element in self.tree.iter() if element.tag in tags]

    def by_id(self, key: str) -> ElementTree.Element:
        """The element with this id."""
        return next(element for element in self.tree.iter() if element.get("id") == key)

    def text(self, element: ElementTree.Element | None = None) -> str:
        """The words of an element, or of the whole body, with single spaces."""
        whole = self.all("body")[0] if element is None else element
        return " ".join("".join(whole.itertext()).split())

    @property
    def main(self) -> str:
        """The words of the main part."""
        return self.text(self.all("main")[0])

    @property
    def heading(self) -> str:
        """The words of the one main heading."""
        return self.text(self.all("h1")[0])

    def links(self) -> list[str]:
        """Where its links go."""
        return [str(link.get("href")) for link in self.all("a")]

    def internal_links(self) -> set[str]:
        """Where its links within the site go, without the part after #."""
        return {link.split("#")[0] for link in self.links() if link.startswith("/")} - {""}

    def cards(self) -> list[str]:
        """The paths of the services in its lists of cards, in order."""
        cards = [item for item in self.all("li") if "app-card" in (item.get("class") or "").split()]
        headings = [card.find("h2/a") for card in cards]
        return [urlsplit(str(link.get("href"))).path for link in headings if link is not None]

    def problems(self) -> dict[str, str]:
        """The error summary at the top: the id each line points to, and its words."""
        lines = self.tree.findall(".//div[@class='govuk-error-summary']//li/a")
        return {str(line.get("href")).removeprefix("#"): self.text(line) for line in lines}

    def problem_beside(self, field_id: str) -> str:
        """The words of the message that belongs to one field, "" when it has none."""
        named = (self.by_id(field_id).get("aria-describedby") or "").split()
        told = [self.text(self.by_id(name)) for name in named if name.endswith("-error")]
        return " ".join(told)

    def value_of(self, field_id: str) -> str:
        """What a field of the form holds."""
        element = self.by_id(field_id)
        if element.tag == "select":
            chosen = [option for option in element.iter("option") if option.get("selected") is not None]
            return str(chosen[0].get("value")) if chosen else ""
        return element.get("value") or ""


def fetch(client: FlaskClient, address: str, status: int = 200, **how: Any) -> Page:
    """Get a page of the site and check it; `how` goes to the client."""
    page = Page(address, client.open(address, **how))
    assert page.status == status, (address, page.status)
    check_page(page)
    return page


def check_page(page: Page) -> None:
    """What must hold on every page; each message names the page."""
    where = page.address[:200]
    assert page.response.content_type == "text/html; charset=utf-8", where
    assert "Set-Cookie" not in page.response.headers, where
    assert "Traceback" not in page.html, where
    root = page.all("html")[0]
    assert root.get("lang") == "en-GB", where
    assert root.get("dir") == "ltr", where
    titles = [page.text(title) for title in page.all("title")]
    assert len(titles) == 1, where
    assert titles[0].endswith(f" - {SITE}") and not titles[0].startswith(" -"), (where, titles)
    headings = [page.text(heading) for heading in page.all("h1")]
    assert len(headings) == 1, (where, headings)
    assert headings[0], where
    _check_headings_in_steps(page, where)
    _check_ids(page, where)
    _check_fields(page, where)
    _check_nothing_inline_or_foreign(page, where)
    for link in page.all("a"):
        assert link.get("href"), (where, page.text(link))
        assert page.text(link), (where, link.get("href"))


def _check_headings_in_steps(page: Page, where: str) -> None:
    level = 0
    for heading in page.all("h1", "h2", "h3", "h4", "h5", "h6"):
        if heading.get("class") == "govuk-error-summary__title":
            continue  # The summary of problems stands above the main heading.
        assert page.text(heading), (where, "an empty heading")
        now = int(heading.tag[1])
        assert now <= level + 1, (where, page.text(heading), f"h{level} is followed by h{now}")
        level = now


def _check_ids(page: Page, where: str) -> None:
    ids = Counter(element.get("id") for element in page.tree.iter() if element.get("id") is not None)
    assert [key for key, count in ids.items() if count > 1] == [], where
    for element in page.tree.iter():
        named = [element.get(name) for name in ("for", "aria-labelledby", "aria-describedby")]
        pointed = [key for names in named if names for key in names.split()]
        href = element.get("href") or ""
        if element.tag == "a" and href.startswith("#"):
            pointed.append(href[1:])
        assert set(pointed) <= set(ids), (where, "points to an id that is not there", pointed)


def _check_fields(page: Page, where: str) -> None:
    labelled = {label.get("for"): page.text(label) for label in page.all("label")}
    for field in page.all(*FIELDS):
        if field.get("type") != "hidden":
            assert labelled.get(field.get("id")), (where, field.get("name"), "has no label")


def _check_nothing_inline_or_foreign(page: Page, where: str) -> None:
    data = [one for one in page.all("script") if one.get("type") == "application/ld+json"]
    assert page.all("script", "style", "iframe", "object", "embed") == data, where
    for element in page.tree.iter():
        inline = [name for name in element.keys() if name == "style" or name.startswith("on")]  # noqa: SIM118
        assert inline == [], (where, element.tag, inline)
    for element in page.all("link", "img", "source", "form"):
        for name in ("href", "src", "srcset", "action"):
            address = element.get(name)
            assert address is None or urlsplit(address).netloc == "", (where, address)
            assert address is None or address.startswith("/"), (where, address)
