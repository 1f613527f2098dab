"""Each kind of page in a real browser: what it loads and weighs; without style, without script; on paper."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from page_kinds import KINDS, LANGUAGES, in_language
from playwright.sync_api import Browser, Page, expect
from visiting import visit_first

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

MOST_BYTES = 100_000
MOST_BYTES_OF_RESULTS = 60_000
WITHOUT_STYLE = """
() => {
  const inOrder = [...document.querySelectorAll('a[href="#main-content"], header, nav, main, footer')];
  const headings = [...document.querySelectorAll('main h1, main h2')]
    .filter(heading => !heading.closest('.govuk-error-summary'));
  const fields = [...document.querySelectorAll('main input:not([type=hidden]), main select, main textarea')];
  const blind = fields.filter(field => !field.labels.length || !field.form);
  return {
    order: inOrder.map(element => element.tagName.toLowerCase()).join(' '),
    first: headings.length ? headings[0].tagName : '',
    styled: getComputedStyle(document.body).fontFamily.includes('system-ui'),
    blind: blind.map(field => field.name),
    stuck: [...document.forms].filter(form => !form.querySelector('button, input[type=submit]')).length,
  };
}
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_visit_is_light_and_asks_no_other_host(chromium: Browser, site: str, language: str) -> None:
    for kind, address in KINDS.items():
        visit = visit_first(chromium, site, in_language(address, language))

        most = MOST_BYTES_OF_RESULTS if urlsplit(address).path == "/search" else MOST_BYTES
        assert 0 < visit.bytes <= most, (kind, visit.bytes)
        assert visit.requests >= 2, kind
        assert visit.foreign == (), kind
        assert visit.complaints == (), kind
        assert visit.kept == 0, (kind, "a cookie or stored words")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_can_be_read_without_script_and_style(open_page: Open, language: str) -> None:
    page = open_page("about:blank", script=False)
    page.route("**/*.css", lambda route: route.abort())

    for kind, address in KINDS.items():
        page.goto(in_language(address, language))
        found = page.evaluate(WITHOUT_STYLE)
        assert not found["styled"], kind
        assert found["order"].startswith("a header nav"), (kind, found)
        assert found["order"].endswith("footer nav"), (kind, found)
        assert found["first"] == "H1", (kind, found)
        assert (found["blind"], found["stuck"]) == ([], 0), (kind, found)
        assert page.get_by_role("main").inner_text().strip(), kind


def test_a_parent_can_ask_without_style(open_page: Open) -> None:
    page = open_page("about:blank", script=False)
    page.route("**/*.css", lambda route: route.abort())
    page.goto("/")

    page.locator("[name=q]").first.fill("my son is waiting for camhs")
    page.locator("[name=age]").first.fill("9")
    page.locator("[name=q]").first.press("Enter")
    expect(page.locator("main [name=q]").first).to_have_value("my son is waiting for camhs")
    first = page.locator('main h2 a[href*="/services/"]').first
    name = first.inner_text()
    first.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    assert "age=9" in page.url


@pytest.mark.parametrize("kind", ["service", "routes", "pathway"])
def test_on_paper_everything_folded_is_open_and_forms_are_gone(open_page: Open, kind: str) -> None:
    page = open_page(KINDS[kind], wide=True)
    page.emulate_media(media="print")

    for fold in page.locator("main details:not(.app-search details, .app-noprint details)").all():
        expect(fold.locator(".govuk-details__text").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for form in page.locator("form").all():
        expect(form).to_be_hidden()
    expect(page.locator("nav.app-nav")).to_be_hidden()


def test_on_paper_it_still_says_whether_it_is_for_this_child(open_page: Open) -> None:
    page = open_page("/services/camhs-getting-help?age=19")
    page.emulate_media(media="print")

    expect(page.get_by_role("heading", name="Is it for your child?")).to_be_visible()
    expect(page.get_by_text("It is for children up to and including age 17.").first).to_be_visible()


def test_folds_open_without_script(open_page: Open) -> None:
    page = open_page(KINDS["routes"], script=False)
    fold = page.locator("main .app-step details details").first
    text = fold.locator("> .govuk-details__text")
    outer = page.locator("main .app-step > details").first
    if outer.get_attribute("open") is None:
        outer.locator("> summary").click()

    expect(text).to_be_hidden()
    fold.locator("> summary").click()

    expect(text).to_be_visible()
