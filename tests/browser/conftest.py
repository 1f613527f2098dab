"""Debian's Chromium and one server for all browser tests, sealed off from every other host."""

import logging
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from navigator.assembly import Navigator
from navigator.web import create_app

ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def site(real_navigator: Navigator) -> Iterator[str]:
    """The address of a running server."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, create_app(navigator=real_navigator), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; without one these tests are skipped, or fail where CI promises one."""
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed: apt-get install chromium")
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


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
