"""What is wrong with a page on a phone and on a wide screen, by the axe rules and by measuring."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, Page
from serving import DESKTOP, PHONE

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """
() => axe.run({
  resultTypes: ["violations", "incomplete"],
  rules: {"target-size": {enabled: true}},
})
"""
"""Every rule of the default set, and size of what is tapped (WCAG 2.2), which is off unless asked for."""

UNFOLD = "document.querySelectorAll('details').forEach(fold => { fold.open = true; })"
TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
NARROWEST = {"width": 320, "height": 640}
"""A wide screen enlarged to 400 %, the most that WCAG asks for (1.4.10)."""


@contextmanager
def page_with_axe(chromium: Browser, site: str) -> Iterator[Page]:
    """One page for many addresses, each with the axe rules in it before anything else."""
    context = chromium.new_context(base_url=site, bypass_csp=True)
    context.set_default_timeout(20_000)
    context.add_init_script(AXE)
    yield context.new_page()
    context.close()


def survey(page: Page, address: str) -> list[str]:
    """Load a page once, unfold it, and list its faults at each width: [] when it has none."""
    page.set_viewport_size(PHONE)
    page.goto(address)
    page.evaluate(UNFOLD)
    faults = []
    for name, size in (("phone", PHONE), ("desktop", DESKTOP)):
        page.set_viewport_size(size)
        faults += [f"{name}: {fault}" for fault in find_axe_faults(page)]
        faults += find_sideways_scroll(page, name)
    page.set_viewport_size(NARROWEST)
    return faults + find_sideways_scroll(page, "320 pixels")


def find_axe_faults(page: Page) -> list[str]:
    """What the axe rules find wrong, text of the same colour as its ground included."""
    found: dict[str, Any] = page.evaluate(RUN)
    faults = [f"{rule['id']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]]
    for rule in found["incomplete"]:
        for node in rule["nodes"]:
            if any((check.get("data") or {}).get("messageKey") == "equalRatio" for check in _checks(node)):
                faults.append(f"invisible text: {node['html'][:160]}")
    return faults


def _checks(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        check for part in ("any", "all", "none") for check in node[part] if isinstance(check.get("data"), dict)
    ]


def find_sideways_scroll(page: Page, name: str) -> list[str]:
    """A fault when a reader has to scroll sideways to read the page."""
    return [f"{name}: scrolls sideways"] if page.evaluate(TOO_WIDE) else []
