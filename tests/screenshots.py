"""Pictures of every kind of page, into the folder screenshots/, which git ignores.

    python tests/screenshots.py                     # make screenshots does the same
    python tests/screenshots.py --only service,routes
    python tests/screenshots.py --folded            # leave folded text folded; else it is opened

For every kind: phone (360 pixels) and wide (1280) in English, phone in Arabic, and print as a PDF on A4.
A name tells kind and look: `service.phone.png`, `service.wide.png`, `service.arabic.png`, `service.print.pdf`.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

from page_kinds import KINDS, in_language  # noqa: E402, the path must be set first
from playwright.sync_api import Page  # noqa: E402
from serving import DESKTOP, PHONE, launch_chromium, serve  # noqa: E402

from navigator.web import create_app  # noqa: E402

FOLDER = Path(__file__).resolve().parent.parent / "screenshots"
UNFOLD = "document.querySelectorAll('details').forEach(fold => { fold.open = true; })"


def main() -> int:
    """Photograph the kinds asked for; all of them unless told."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="kinds, separated by commas")
    parser.add_argument("--folded", action="store_true")
    told = parser.parse_args()
    kinds = told.only.split(",") if told.only else list(KINDS)
    if not told.only:
        shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(exist_ok=True)
    with serve(create_app()) as site, launch_chromium() as browser:
        page = browser.new_page(base_url=site)
        for kind in kinds:
            photograph(page, kind, KINDS[kind], told.folded)
    print(f"{len(list(FOLDER.iterdir()))} files in {FOLDER}")
    return 0


def photograph(page: Page, kind: str, address: str, folded: bool) -> None:
    """Four pictures of one kind."""
    name = kind.replace(" ", "-")
    for look, size, language in (("phone", PHONE, "en"), ("wide", DESKTOP, "en"), ("arabic", PHONE, "ar")):
        page.set_viewport_size(size)
        page.goto(in_language(address, language))
        if not folded:
            page.evaluate(UNFOLD)
        page.screenshot(path=FOLDER / f"{name}.{look}.png", full_page=True)
    page.goto(address)
    page.pdf(path=FOLDER / f"{name}.print.pdf", format="A4", tagged=True)


if __name__ == "__main__":
    sys.exit(main())
