"""What a first visit to each kind of page weighs, as Chromium fetches it with an empty cache.

    python tests/benchmarks/pages/weights.py                  # English and Arabic
    python tests/benchmarks/pages/weights.py --languages en

Counted are the bytes as sent: bodies (compressed), headers, style sheet and icon. KB is 1,000 bytes.

The exit code is 1 when a page weighs over 100 KB, a page of results over 60 KB, or another host is asked for
anything.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from urllib.parse import urlsplit

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[3])]

from page_kinds import KINDS, LANGUAGES, in_language  # noqa: E402, the path must be set first
from serving import launch_chromium, serve  # noqa: E402
from visiting import Visit, visit_first  # noqa: E402

from navigator.web import create_app  # noqa: E402

MOST_KB = 100
MOST_KB_OF_RESULTS = 60


def main() -> int:
    """Visit every kind in every language; 1 when a page is too heavy or asks another host."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    told = parser.parse_args()
    failed: list[str] = []
    print(
        f"{'kind of page':<30}{'lang':>5}{'page':>9}{'style':>9}{'other':>9}{'all KB':>9}{'most':>6}{'hosts':>7}"
    )
    with serve(create_app()) as site, launch_chromium() as browser:
        for kind, address in KINDS.items():
            for language in told.languages.split(","):
                most = MOST_KB_OF_RESULTS if urlsplit(address).path == "/search" else MOST_KB
                visit = visit_first(browser, site, in_language(address, language))
                print(row(kind, language, visit, urlsplit(address).path, most))
                if visit.bytes > most * 1000 or visit.foreign:
                    failed.append(f"{kind} ({language})")
    print("\ntoo heavy, or asking another host: " + ", ".join(failed) if failed else "\nall within their limits")
    return 1 if failed else 0


def row(kind: str, language: str, visit: Visit, path: str, most: int) -> str:
    """One line of the table; hosts counts requests to any other host."""
    page = sum(size for part, size in visit.parts if part == path)
    style = sum(size for part, size in visit.parts if part.endswith(".css"))
    sizes = (page, style, visit.bytes - page - style, visit.bytes)
    figures = "".join(f"{size / 1000:9.1f}" for size in sizes)
    return f"{kind:<30}{language:>5}{figures}{most:>6}{len(visit.foreign):>7}"


if __name__ == "__main__":
    sys.exit(main())
