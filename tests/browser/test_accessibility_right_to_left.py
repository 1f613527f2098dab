"""Every kind of page in Arabic: no fault by the axe rules, no scroll sideways, at each width."""

from collections.abc import Iterator

import pytest
from page_kinds import KINDS, in_language
from playwright.sync_api import Browser, Page
from surveying import page_with_axe, survey

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(chromium: Browser, site: str) -> Iterator[Page]:
    """One page for every address."""
    with page_with_axe(chromium, site) as opened:
        yield opened


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS.keys())
def test_a_page_in_arabic_has_no_fault(page: Page, address: str) -> None:
    assert survey(page, in_language(address, "ar")) == []
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
