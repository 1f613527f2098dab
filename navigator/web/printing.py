"""A page as a tagged PDF (WeasyPrint), and an address as a QR code (segno). Nothing is fetched from anywhere."""

from __future__ import annotations

import functools
import logging
import re
import threading
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import segno

MOST_CHARACTERS = 900_000
"""Of HTML: about four times our longest page, and some ten seconds of work."""
PATIENCE_SECONDS = 20
"""How long one reader waits for another's PDF to be made."""
LONGEST_IN_A_CODE = 700
"""Characters of an address; a longer one makes a code too fine for a phone to read from paper."""
_QUIET_ZONE = 4
"""Blank squares that a reader needs around a code (ISO/IEC 18004)."""
_SVG = "{http://www.w3.org/2000/svg}"
_ONE_AT_A_TIME = threading.Lock()
_AT_BLOCK = re.compile(r"@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
_CLASS = re.compile(r"\.(app-[\w-]+)")


class WhyNot(StrEnum):
    """Why there is no PDF."""

    MISSING = "missing"
    BUSY = "busy"
    TOO_LONG = "too-long"


class CannotPrint(Exception):
    """No PDF can be made now; `reason` says why."""

    def __init__(self, reason: WhyNot) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class PaperWords:
    """What paper says beside the page: at its foot, and for a drawing that has no title of its own.

    `pages` holds %(page)s and %(pages)s, where the numbers go.
    """

    foot: str
    pages: str
    drawing: str


@dataclass(frozen=True)
class Code:
    """A QR code to draw: its side in squares, the blank edge included, and an SVG path of its dark squares."""

    side: int
    path: str


def draw_code(address: str) -> Code | None:
    """The QR code of an address; None when the address is too long for a code that a phone can read.

    >>> draw_code("https://example.org/").side
    33
    """
    if len(address) > LONGEST_IN_A_CODE:
        return None
    rows = segno.make(address, error="m", micro=False).matrix
    runs = [run for y, row in enumerate(rows) for run in _list_runs(bytes(row), y)]
    return Code(len(rows) + 2 * _QUIET_ZONE, "".join(runs))


def _list_runs(row: bytes, y: int) -> list[str]:
    """Dark squares that touch, as one bar each: a fifth of the bytes of a path square by square."""
    runs: list[str] = []
    x = 0
    while x < len(row):
        end = x
        while end < len(row) and row[end]:
            end += 1
        if end > x:
            runs.append(f"M{x + _QUIET_ZONE} {y + _QUIET_ZONE}h{end - x}v1h-{end - x}z")
        x = end + 1
    return runs


def make_pdf(
    html: str, address: str, static: Path, said: PaperWords, most_pages: int | None = None
) -> bytes | None:
    """A page's HTML as PDF/UA-1; None when it takes more than `most_pages`.

    `address` is where the page lives: its links are counted from there. Style sheets are read from the
    folder `static`, whichever host they name; nothing else is read. Raise CannotPrint.
    """
    if len(html) > MOST_CHARACTERS:
        raise CannotPrint(WhyNot.TOO_LONG)
    weasyprint = _open_weasyprint()
    # Making a PDF keeps a processor busy for seconds: one at a time, so that pages are still served beside it.
    if not _ONE_AT_A_TIME.acquire(timeout=PATIENCE_SECONDS):
        raise CannotPrint(WhyNot.BUSY)
    try:
        fetcher = _fetch_nothing(weasyprint)
        page = weasyprint.HTML(string=html, base_url=address, url_fetcher=fetcher)
        paths = tuple(static / name for name in (*_take_style_names(page.etree_element), "pdf.css"))
        _prepare_drawings(page.etree_element, paths, said.drawing)
        styles = [_read_style(path) for path in paths]
        styles.append(weasyprint.CSS(string=_write_footing(said), url_fetcher=fetcher))
        document = page.render(stylesheets=styles, pdf_variant="pdf/ua-1")
        if most_pages is not None and len(document.pages) > most_pages:
            return None
        made: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
        return made
    finally:
        _ONE_AT_A_TIME.release()


def _open_weasyprint() -> Any:
    """WeasyPrint, opened at the first PDF: the site must start where Pango is not installed."""
    try:
        import weasyprint  # noqa: PLC0415 - see above
    except (OSError, ImportError):
        raise CannotPrint(WhyNot.MISSING) from None
    # Its warnings quote addresses, and an address holds a family's answers.
    for name in ("weasyprint", "weasyprint.progress", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return weasyprint


def _fetch_nothing(weasyprint: Any) -> Any:
    """A fetcher that refuses every address, of any kind."""
    return weasyprint.urls.URLFetcher(allowed_protocols=())


@functools.cache
def _read_style(path: Path) -> Any:
    """A style sheet of ours, parsed once: it takes a tenth of a second and never changes."""
    weasyprint = _open_weasyprint()
    return weasyprint.CSS(string=path.read_text(encoding="utf-8"), url_fetcher=_fetch_nothing(weasyprint))


def _take_style_names(tree: ElementTree.Element) -> list[str]:
    """The file names of the page's own style sheets, which are taken out of it, with its icon."""
    names = []
    for parent in list(tree.iter()):
        for link in [child for child in parent if child.tag == "link"]:
            if link.get("rel") == "stylesheet":
                names.append(PurePosixPath(urlsplit(link.get("href") or "").path).name)
            parent.remove(link)
    return names


def _prepare_drawings(tree: ElementTree.Element, styles: tuple[Path, ...], name: str) -> None:
    """Give each drawing what a PDF wants inside it: its own rules, since a page's do not reach in, and a title."""
    inner = {
        child
        for drawing in tree.iter(f"{_SVG}svg")
        for child in drawing.iter(f"{_SVG}svg")
        if child is not drawing
    }
    for drawing in [one for one in tree.iter(f"{_SVG}svg") if one not in inner]:
        classes = {one for part in drawing.iter() for one in (part.get("class") or "").split()}
        rules = [rule for path in styles for one, rule in _list_rules(path) if one in classes]
        style = ElementTree.Element(f"{_SVG}style")
        style.text = "".join(dict.fromkeys(rules))
        drawing.insert(0, style)
        if drawing.find(f"{_SVG}title") is None:
            # Hidden from who cannot see, since words beside it say the same; a PDF wants a name all the same.
            title = ElementTree.Element(f"{_SVG}title")
            title.text = name
            drawing.insert(0, title)


@functools.cache
def _list_rules(path: Path) -> tuple[tuple[str, str], ...]:
    """Each rule of a compiled style sheet that stands outside any @media, by each class in its selector."""
    text = _AT_BLOCK.sub("", path.read_text(encoding="utf-8"))
    found = _RULE.findall(text)
    return tuple((name, f"{selector}{{{body}}}") for selector, body in found for name in _CLASS.findall(selector))


def _write_footing(said: PaperWords) -> str:
    before, _, rest = said.pages.partition("%(page)s")
    between, _, after = rest.partition("%(pages)s")
    numbers = f"{_quote(before)} counter(page) {_quote(between)} counter(pages) {_quote(after)}"
    return f"@page {{ @bottom-left {{ content: {_quote(said.foot)} }} @bottom-right {{ content: {numbers} }} }}"


def _quote(text: str) -> str:
    """Words as a CSS string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
