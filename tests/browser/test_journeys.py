"""Whole journeys, by what a reader sees: roles, labels and words."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


@pytest.mark.parametrize("wide", [False, True], ids=["phone", "desktop"])
def test_a_parent_finds_help_while_waiting_for_camhs(open_page: Open, wide: bool) -> None:
    page = open_page("/", wide=wide, script=False)

    page.get_by_label("What is worrying you?").fill("my son is waiting for camhs")
    page.get_by_label("Child's age (optional)").fill("9")
    page.get_by_label("Home postcode (optional)").fill("OX4")
    page.get_by_role("button", name="Find help").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Help with “my son is waiting for camhs”")
    expect(page.get_by_label("Child's age (optional)")).to_have_value("9")
    expect(page.get_by_role("heading", name="We read this as")).to_be_visible()
    page.get_by_role("link", name="Oxfordshire CAMHS Single Point of Access (SPA)").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Oxfordshire CAMHS Single Point of Access (SPA)")
    expect(page.get_by_text("Tell us your GP's area.").first).to_be_visible()
    page.get_by_text("Tell us about your child, or change your answers").click()
    expect(page.get_by_label("Child's age")).to_have_value("9")
    page.get_by_label("Where your GP practice is").fill("Oxfordshire")
    page.get_by_label("Who is asking").select_option("parent or carer")
    page.get_by_role("button", name="Check again").click()

    expect(page.get_by_text("Fits what you told us").first).to_be_visible()
    page.get_by_role("link", name="Show me the way to it, step by step").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("The way to Oxfordshire CAMHS")
    step = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Step 1:")).first
    expect(step).to_contain_text("Who asks: parent or carer")
    expect(step).to_contain_text("Old figure")
    expect(step.get_by_role("heading", name="What can help meanwhile")).to_be_visible()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Waiting for CAMHS").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Support while you wait for CAMHS")
    expect(page.get_by_role("heading", name="If it gets worse")).to_be_visible()
    expect(page.get_by_label("Child's age (optional)")).to_have_value("9")
    expect(page.get_by_role("link", name="YoungMinds Parents Helpline")).to_be_visible()


def test_a_senco_sees_what_a_pupils_ehc_request_needs(open_page: Open) -> None:
    page = open_page("/", wide=True, script=False)

    page.get_by_label("What is worrying you?").fill("EHC needs assessment for a pupil in year 5")
    page.get_by_label("Who is asking (optional)").select_option("school or college")
    page.get_by_role("button", name="Find help").click()
    page.get_by_role("link", name="Education, health and care (EHC) needs assessment").first.click()
    page.get_by_role("link", name="Show me the way to it, step by step").click()
    expect(page.get_by_text("We cannot say yet.")).to_be_visible()
    page.get_by_label("Child's age").fill("9")
    page.get_by_label("Home postcode").fill("OX4 2JD")
    page.get_by_label("Where the child learns").select_option("primary school")
    page.get_by_label("None of these").check()
    page.get_by_role("button", name="Show the routes again").click()

    expect(page.get_by_text("We cannot say yet.")).to_have_count(0)
    expect(page.get_by_text("Who asks: school or college").first).to_be_visible()
    expect(page.get_by_role("heading", name="What to bring").first).to_be_visible()
    expect(page.get_by_text("By law:").first).to_be_visible()
    expect(page.get_by_role("heading", name="If the answer is no", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="SENDIASS Oxfordshire").first).to_be_visible()
    assert "documents=none" in page.url


def test_a_clinician_finds_an_alternative_for_a_child_who_does_not_fit(open_page: Open) -> None:
    page = open_page(
        "/services/camhs-getting-help?asker=health-professional&age=19&gp_area=Oxfordshire", wide=True
    )

    expect(page.get_by_text("Does not fit").first).to_be_visible()
    expect(page.get_by_text("It is for children up to and including age 17.").first).to_be_visible()
    page.get_by_role("link", name="Show me the way to it, step by step").click()

    expect(page.get_by_text("There is no way there for this child as things stand.")).to_be_visible()
    expect(page.get_by_role("heading", name="What else to try")).to_be_visible()
    page.get_by_role("link", name="YoungMinds Parents Helpline").first.click()

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


def test_a_journey_by_keyboard_alone(open_page: Open) -> None:
    page = open_page("/", wide=True)
    keys = page.keyboard

    keys.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to main content")).to_be_in_viewport()
    keys.press("Enter")
    keys.press("Tab")
    expect(page.get_by_label("What is worrying you?")).to_be_focused()
    keys.type("she won't go to school")
    keys.press("Tab")
    keys.type("12")
    keys.press("Tab")
    keys.type("OX4")
    keys.press("Tab")
    expect(page.get_by_label("Who is asking (optional)")).to_be_focused()
    keys.press("Tab")
    expect(page.get_by_role("button", name="Find help")).to_be_focused()
    keys.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Help with “she won't go to school”")
    first = page.get_by_role("main").get_by_role("heading", level=2).get_by_role("link").first
    for _ in range(40):
        keys.press("Tab")
        if first.evaluate("link => link === document.activeElement"):
            break
    expect(first).to_be_focused()
    name = first.inner_text()
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)

    summary = page.get_by_text("Tell us about your child, or change your answers")
    for _ in range(40):
        keys.press("Tab")
        if summary.evaluate("words => words.closest('summary') === document.activeElement"):
            break
    keys.press("Enter")
    expect(page.get_by_label("Child's age")).to_be_visible()
    expect(page.get_by_label("Child's age")).to_have_value("12")


def test_what_was_read_is_undone_and_put_back_without_script(open_page: Open) -> None:
    page = open_page("/search?q=stamering+and+wont+sleep", script=False)

    page.get_by_role("link", name="not this : Stammering").first.click()
    expect(page.get_by_role("link", name="put back : Stammering")).to_be_visible()
    page.get_by_role("link", name="put back : Stammering").click()
    expect(page.get_by_role("link", name="not this : Stammering")).to_be_visible()


def test_a_request_date_gives_legal_dates_and_a_calendar_file(open_page: Open) -> None:
    page = open_page("/deadlines/ehc?requested=2026-09-01", script=False)

    expect(page.get_by_text("13 October 2026").first).to_be_visible()
    expect(page.get_by_role("link", name="Put these dates in your calendar")).to_be_visible()
