"""A first visit to a page, as a browser with nothing in its cache makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page


@dataclass(frozen=True)
class Visit:
    """What one first visit loaded. Bytes are as sent (compressed), bodies and headers of every answer."""

    parts: tuple[tuple[str, int], ...]
    """Path -> bytes, in the order in which they came."""
    foreign: tuple[str, ...]
    """Addresses asked of any other host."""
    complaints: tuple[str, ...]
    """What the browser's console said, its note of a 4xx page left out."""
    kept: int
    """Cookies and stored words left behind."""

    @property
    def bytes(self) -> int:
        """Everything that came over the wire."""
        return sum(size for _, size in self.parts)

    @property
    def requests(self) -> int:
        """How many answers that took."""
        return len(self.parts)


def visit_first(browser: Browser, site: str, address: str) -> Visit:
    """Open an address in a fresh context, wait until all is loaded, and say what came."""
    context = browser.new_context(base_url=site, viewport={"width": 360, "height": 740})
    page = context.new_page()
    asked: list[Any] = []
    finished: list[Any] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - a builtin will not do
    page.on("requestfinished", lambda request: finished.append(request))  # noqa: PLW0108
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address, wait_until="load")  # Nothing can load later: no page has a script.
    parts = [(urlsplit(request.url).path, _size(request)) for request in finished]
    visit = Visit(
        parts=(*parts, *_icons(page, {path for path, _ in parts})),
        foreign=tuple(one.url for one in asked if urlsplit(one.url).netloc != urlsplit(site).netloc),
        complaints=tuple(line for line in said if "the server responded with a status of 4" not in line),
        kept=len(context.cookies()) + page.evaluate("localStorage.length + sessionStorage.length"),
    )
    context.close()
    return visit


def _icons(page: Page, loaded: set[str]) -> list[tuple[str, int]]:
    """The icon, which a browser without a window does not fetch by itself."""
    links = page.locator("link[rel=icon]").all()
    paths = {link.get_attribute("href") or "" for link in links} - loaded
    answers = [(path, page.request.get(path)) for path in sorted(paths)]
    return [(path, len(answer.body()) + _header_size(answer.headers_array)) for path, answer in answers]


def _header_size(headers: list[dict[str, str]]) -> int:
    """Headers as HTTP/1.1 writes them: name, colon, space, value, end of line."""
    return sum(len(header["name"]) + len(header["value"]) + 4 for header in headers)


def _size(request: Any) -> int:
    sizes = request.sizes()
    return int(sizes["responseBodySize"]) + int(sizes["responseHeadersSize"])
