"""Every kind of page in English: no fault by the axe rules, no scroll sideways, at each width."""

from collections.abc import Iterator

import pytest
from page_kinds import KINDS
from playwright.sync_api import Browser, Page
from surveying import find_axe_faults, find_sideways_scroll, page_with_axe, survey

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(chromium: Browser, site: str) -> Iterator[Page]:
    """One page for every address."""
    with page_with_axe(chromium, site) as opened:
        yield opened


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS.keys())
def test_a_page_in_english_has_no_fault(page: Page, address: str) -> None:
    assert survey(page, address) == []
    assert page.locator("html").get_attribute("dir") == "ltr"


def test_the_survey_finds_what_is_wrong(page: Page) -> None:
    page.goto("/")
    page.set_content(
        "<html lang=en><title>x</title><main><h1>x</h1><img src=/a.png>"
        "<p style='color: #fff; background: #fff'>unseen</p><div style='width: 3000px'>wide</div></main></html>"
    )
    page.evaluate("() => window.axe")

    faults = find_axe_faults(page) + find_sideways_scroll(page, "here")

    assert any(fault.startswith("image-alt") for fault in faults)
    assert any(fault.startswith("invisible text") for fault in faults)
    assert "here: scrolls sideways" in faults
