"""Pages as a browser prints them: no menus, no forms, everything open, and a handover sheet of one page."""

import io
from collections.abc import Callable

import pypdf
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

CHILD = "age=9&postcode=OX4&asker=parent"
PRINTED = {
    "start": "/",
    "results": f"/search?q=my+son+is+waiting+for+camhs&{CHILD}",
    "service": f"/services/camhs-neurodevelopmental-conditions?{CHILD}",
    "routes": f"/routes/ehc-needs-assessment?{CHILD}",
    "pathway": "/pathways/ehc-plan",
    "deadlines": "/deadlines/ehc?requested=2026-09-01",
    "urgent": "/urgent-help",
}
LONG_SHEETS = (
    "ehc-needs-assessment",
    "bishopswood-school",
    "camhs-eating-disorders",
    "community-dietetics",
    "eotas",
)


@pytest.mark.parametrize("kind", PRINTED)
def test_menus_and_forms_stay_off_the_paper(open_page: Open, kind: str) -> None:
    page = open_page(PRINTED[kind], wide=True)
    page.emulate_media(media="print")

    expect(page.get_by_text("Life at risk? Call 999.").first).to_be_visible()
    for hidden in page.locator("nav, form, .govuk-button, .app-noprint, .govuk-skip-link").all():
        expect(hidden).to_be_hidden()


@pytest.mark.parametrize("kind", ["routes", "pathway"])
def test_every_step_is_on_the_paper(open_page: Open, kind: str) -> None:
    page = open_page(PRINTED[kind], wide=True)
    page.emulate_media(media="print")

    steps = page.locator(".app-step").all()
    assert steps
    for step in steps:
        expect(step).to_be_visible()
        expect(step.locator("h2, h3").first).to_be_visible()
    expect(page.get_by_role("img", name="Code that opens this page on a phone")).to_be_visible()


@pytest.mark.parametrize("kind", PRINTED)
def test_nothing_is_white_on_a_dark_ground(open_page: Open, kind: str) -> None:
    page = open_page(PRINTED[kind], wide=True)
    page.emulate_media(media="print")

    dark = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(one => {
            const style = getComputedStyle(one);
            const parts = style.backgroundColor.match(/[\\d.]+/g).map(Number);
            const solid = parts.length < 4 || parts[3] > 0.1;
            const own = [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
            const small = one.getBoundingClientRect().width < 60;
            return one.checkVisibility() && own && !small && solid && parts[0] + parts[1] + parts[2] < 300;
        }).map(one => one.outerHTML.slice(0, 120))"""
    )
    assert dark == []


@pytest.mark.parametrize("goal", LONG_SHEETS)
def test_a_handover_sheet_prints_on_one_page(open_page: Open, goal: str) -> None:
    page = open_page(f"/routes/{goal}/handover?{CHILD}", wide=True)

    printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))

    assert len(printed.pages) == 1
    words = " ".join(printed.pages[0].extract_text().split())
    assert "Fill in by hand" in words
    assert "GeoNames" in words
