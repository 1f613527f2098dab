"""Smaller things that a reader does, by what they see in English: roles, labels and words."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_a_child_who_does_not_fit_is_told_why_and_led_elsewhere(open_page: Open) -> None:
    page = open_page(
        "/services/camhs-getting-help?asker=health-professional&age=19&gp_area=Oxfordshire", wide=True
    )

    expect(page.get_by_text("Does not fit").first).to_be_visible()
    expect(page.get_by_text("It is for children up to and including age 17.").first).to_be_visible()
    page.locator('main a[href^="/routes/camhs-getting-help?"]').first.click()

    expect(page.locator(".app-step")).to_have_count(0)
    page.locator('main a[href^="/services/youngminds-parents-helpline?"]').first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("YoungMinds Parents Helpline")
    assert "age=19" in page.url


def test_words_of_danger_show_numbers_to_call_before_anything_else(open_page: Open) -> None:
    page = open_page("/", script=False)

    page.get_by_label("What is worrying you?").fill("she is cutting herself")
    page.get_by_role("button", name="Find help").click()

    panel = page.get_by_role("region", name="Is someone's life at risk?")
    expect(panel.get_by_role("link", name="111", exact=True)).to_be_in_viewport()
    expect(panel).to_contain_text("call 999")


def test_a_wrong_age_is_told_and_the_link_leads_to_its_field(open_page: Open) -> None:
    page = open_page("/")

    page.get_by_label("What is worrying you?").fill("autism")
    page.get_by_label("Child's age (optional)").fill("nine")
    page.get_by_role("button", name="Find help").click()

    assert page.title().startswith("Error: ")
    summary = page.get_by_role("alert")
    expect(summary.get_by_role("heading", name="There is a problem")).to_be_visible()
    summary.get_by_role("link", name="Enter the child's age in whole years, like 4").click()
    field = page.get_by_label("Child's age (optional)")
    expect(field).to_be_focused()
    expect(field).to_have_value("nine")
    expect(field).to_have_accessible_description(
        "Whole years, like 4 Error: Enter the child's age in whole years, like 4"
    )


def test_the_first_key_skips_to_the_question(open_page: Open) -> None:
    page = open_page("/", wide=True)
    keys = page.keyboard

    keys.press("Tab")
    skip = page.locator("a[href='#main-content']")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    keys.press("Enter")
    keys.press("Tab")

    expect(page.locator("main [name=q]")).to_be_focused()


def test_what_was_read_is_undone_and_put_back_without_script(open_page: Open) -> None:
    page = open_page("/search?q=stamering+and+wont+sleep", script=False)
    reading = page.locator(".app-reading")

    expect(reading.locator("s")).to_have_count(0)
    reading.locator("summary").click()
    reading.locator('li a[href*="unread="]').first.click()
    expect(page.locator(".app-reading s")).to_have_count(1)

    page.locator(".app-reading summary").click()
    page.locator(".app-reading s + a").click()
    expect(page.locator(".app-reading s")).to_have_count(0)


def test_a_request_date_gives_legal_dates_and_a_calendar_file(open_page: Open) -> None:
    page = open_page("/deadlines/ehc?requested=2026-09-01", script=False)

    expect(page.get_by_text("13 October 2026").first).to_be_visible()
    expect(page.locator('main a[href^="/deadlines/ehc.ics?"]').first).to_be_visible()
