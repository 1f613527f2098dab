"""The site on a local port, and Debian's Chromium: for browser tests, the page benchmarks and screenshots."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


class NoChromium(Exception):
    """Chromium is not installed."""


@contextmanager
def serve(app: Flask) -> Iterator[str]:
    """Serve an app on a free port of this machine for as long as the block runs, and give its address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def launch_chromium() -> Iterator[Browser]:
    """One browser for as long as the block runs. Raises NoChromium where none is installed."""
    path = shutil.which("chromium")
    if path is None:
        raise NoChromium("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
