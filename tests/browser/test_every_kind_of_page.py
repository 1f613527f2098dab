"""Each kind of page in a real browser: no accessibility violation, no scroll sideways, nothing from elsewhere."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

CHILD = "age=9&postcode=OX4&asker=parent&setting=primary"
KINDS = {
    "start": "/",
    "results": f"/search?q=my+son+is+waiting+for+camhs&{CHILD}",
    "results with filters": "/search?q=autism&sector=health&free=1",
    "nothing found": "/search?q=xylophone+blorp+quux",
    "wrong answers": "/search?q=autism&age=x&postcode=banana&need=zzz",
    "danger": "/search?q=she+is+cutting+herself",
    "service": f"/services/camhs-neurodevelopmental-conditions?{CHILD}",
    "closed service": "/services/adult-adhd-service",
    "held-back service": "/services/dynamic-support-register",
    "routes": f"/routes/ehc-needs-assessment?{CHILD}",
    "routes unknown": "/routes/camhs-getting-help",
    "routes closed": "/routes/camhs-getting-help?age=19",
    "pathways": "/pathways",
    "pathway": "/pathways/ehc-plan",
    "waiting": "/waiting/camhs?age=9",
    "alternatives": f"/services/camhs-single-point-of-access/alternatives?{CHILD}",
    "alternative provision": "/alternative-provision?age=13",
    "growing up": "/growing-up?age=15",
    "deadlines": "/deadlines",
    "deadlines of a process": "/deadlines/ehc?requested=2026-09-01",
    "wrong dates": "/deadlines/appeal?decided-day=31&decided-month=2&decided-year=2026",
    "results in another language": "/search?q=beta+school+nahi+jata",
    "urgent": "/urgent-help",
    "about": "/about-the-data",
    "not found": "/nowhere",
}
KIND = pytest.mark.parametrize("address", KINDS.values(), ids=KINDS.keys())


def unfold(page: Page) -> None:
    """Open everything that is folded."""
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")


def find_faults(page: Page) -> list[str]:
    """What the axe rules find wrong, text of the same colour as its ground included."""
    found: dict[str, Any] = Axe().run(page).response
    faults = [f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]]
    for rule in found["incomplete"]:
        for node in rule["nodes"]:
            if any((check.get("data") or {}).get("messageKey") == "equalRatio" for check in node["any"]):
                faults.append(f"invisible text: {node['html'][:120]}")
    return faults


@KIND
def test_no_accessibility_violation(open_page: Open, address: str) -> None:
    page = open_page(address, bypass_csp=True)
    unfold(page)

    assert find_faults(page) == []


@pytest.mark.parametrize("kind", ["start", "results", "service", "routes"])
def test_no_accessibility_violation_on_a_wide_screen(open_page: Open, kind: str) -> None:
    assert find_faults(open_page(KINDS[kind], wide=True, bypass_csp=True)) == []


@pytest.mark.parametrize("width", [320, 360])
def test_nothing_scrolls_sideways(open_page: Open, width: int) -> None:
    page = open_page("/")
    page.set_viewport_size({"width": width, "height": 700})

    for kind, address in KINDS.items():
        page.goto(address)
        unfold(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, kind


def test_the_browser_has_nothing_to_complain_of_and_asks_no_other_host(open_page: Open, site: str) -> None:
    page = open_page("/")
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))

    for kind, address in KINDS.items():
        page.goto(address)
        expected = [line for line in said if "the server responded with a status of 4" in line]
        assert said == expected, kind
        said.clear()

    assert {urlsplit(address).netloc for address in asked} == {urlsplit(site).netloc}
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("kind", ["start", "results", "service", "routes", "pathway", "waiting"])
def test_a_first_visit_weighs_under_100_kb(open_page: Open, kind: str) -> None:
    page = open_page("about:blank")
    finished: list[Any] = []
    page.on("requestfinished", lambda request: finished.append(request))  # noqa: PLW0108 - a builtin will not do

    page.goto(KINDS[kind], wait_until="networkidle")

    weight = sum(
        sum(request.sizes()[part] for part in ("responseBodySize", "responseHeadersSize")) for request in finished
    )
    assert len(finished) >= 2
    assert weight < 100_000


@pytest.mark.parametrize("kind", ["service", "routes", "pathway"])
def test_on_paper_everything_folded_is_open_and_forms_are_gone(open_page: Open, kind: str) -> None:
    page = open_page(KINDS[kind], wide=True)
    page.emulate_media(media="print")

    for fold in page.locator("main details:not(.app-search details)").all():
        expect(fold.locator(".govuk-details__text").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for form in page.locator("form").all():
        expect(form).to_be_hidden()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()


def test_on_paper_it_still_says_whether_it_is_for_this_child(open_page: Open) -> None:
    page = open_page("/services/camhs-getting-help?age=19")
    page.emulate_media(media="print")

    expect(page.get_by_role("heading", name="Is it for your child?")).to_be_visible()
    expect(page.get_by_text("It is for children up to and including age 17.").first).to_be_visible()


def test_every_page_can_be_read_without_script(open_page: Open) -> None:
    page = open_page("/", script=False)

    for kind, address in KINDS.items():
        page.goto(address)
        expect(page.get_by_role("main")).to_be_visible()
        assert page.get_by_role("main").inner_text().strip(), kind


def test_folds_open_without_script(open_page: Open) -> None:
    page = open_page(KINDS["routes"], script=False)

    page.get_by_text("What if the answer is no?").first.click()

    expect(page.get_by_text("If they say", exact=False).first).to_be_visible()
