"""Debian's Chromium and one server for all browser tests, sealed off from every other host."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from serving import DESKTOP, PHONE, NoChromium, launch_chromium, serve

from navigator.assembly import Navigator
from navigator.web import create_app

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def site(real_navigator: Navigator) -> Iterator[str]:
    """The address of a running server."""
    with serve(create_app(navigator=real_navigator)) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; without one these tests are skipped, or fail where CI promises one."""
    try:
        with launch_chromium() as browser:
            yield browser
    except NoChromium as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@pytest.fixture
def open_page(chromium: Browser, site: str) -> Iterator[Open]:
    """Open an address of the site in a fresh context; by default on a phone, with script on."""
    contexts: list[BrowserContext] = []

    def open_in_fresh_context(address: str, wide: bool = False, script: bool = True, **options: Any) -> Page:
        context = chromium.new_context(
            base_url=site, viewport=DESKTOP if wide else PHONE, java_script_enabled=script, **options
        )
        contexts.append(context)
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_in_fresh_context
    for context in contexts:
        context.close()
