"""Three whole tasks: on a phone, on a wide screen, from right to left, and by keyboard alone; script is off."""

import datetime
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from page_kinds import in_language
from playwright.sync_api import Page, expect
from readers import KeyboardReader, Reader

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
Start = Callable[[], Reader]
CAMHS = "camhs-single-point-of-access"
ASSESSMENT = "camhs-neurodevelopmental-conditions"
CHOICE = "right-to-choose-neurodevelopmental"
PLAN = "ehc-needs-assessment"


@pytest.fixture(params=["phone", "desktop", "right to left", "keyboard"])
def start(request: pytest.FixtureRequest, open_page: Open) -> Start:
    """Open the start page as one of these readers."""

    def open_start() -> Reader:
        language = "ar" if request.param == "right to left" else "en"
        wide = request.param in ("desktop", "keyboard")
        page = open_page(in_language("/", language), wide=wide, script=False)
        reader = (KeyboardReader if request.param == "keyboard" else Reader)(page, language)
        reader.check_language()
        return reader

    return open_start


def carried(page: Page, name: str) -> list[str]:
    """What the address of the page says under a name."""
    return parse_qs(urlsplit(page.url).query).get(name, [])


def tell_day(reader: Reader, name: str, day: datetime.date) -> None:
    """Fill the three fields of a day, and send them."""
    reader.fill(f"{name}-day", str(day.day))
    reader.fill(f"{name}-month", str(day.month))
    reader.fill(f"{name}-year", str(day.year))
    reader.send(f"{name}-year")


def test_a_parent_goes_from_a_worry_to_a_route_and_takes_it_away(start: Start) -> None:
    reader = start()
    page = reader.page

    reader.fill("q", "my son is waiting for camhs")
    reader.fill("age", "9")
    reader.fill("postcode", "OX4")
    reader.send("q")
    expect(page.get_by_role("heading", level=1)).to_contain_text("my son is waiting for camhs")
    reader.see_field("age", "9")
    reader.follow(f"/services/{CAMHS}")

    expect(page.get_by_role("heading", level=1)).to_have_text("Oxfordshire CAMHS Single Point of Access (SPA)")
    reader.see_field("age", "9")
    reader.fill("gp_area", "Oxfordshire")
    reader.choose("asker", "parent")
    reader.send("gp_area")
    reader.follow(f"/routes/{CAMHS}")

    step = page.locator(".app-step").first
    expect(step).to_contain_text("Oxfordshire CAMHS Single Point of Access (SPA)")
    expect(step).to_contain_text("01865 902515")
    assert (carried(page, "asker"), carried(page, "gp_area")) == (["parent"], ["Oxfordshire"])
    tell_day(reader, "start", datetime.datetime.now(tz=datetime.UTC).date())
    calendar = reader.fetch(f"/routes/{CAMHS}/calendar.ics")
    assert calendar.text().count("BEGIN:VEVENT") >= 1
    paper = reader.fetch(f"/routes/{CAMHS}.pdf")
    assert paper.body().startswith(b"%PDF")

    reader.follow("/waiting/camhs", inside="body")
    reader.see_field("age", "9")
    reader.link("/services/youngminds-parents-helpline")


def test_a_senco_prepares_a_pupils_request_for_an_ehc_assessment(start: Start) -> None:
    reader = start()
    page = reader.page

    reader.follow("/?asker=school")
    reader.fill("q", "EHC needs assessment for a pupil in year 5")
    reader.send("q")
    assert carried(page, "asker") == ["school"]
    reader.follow(f"/services/{PLAN}")
    reader.follow(f"/routes/{PLAN}")
    reader.fill("age", "9")
    reader.fill("postcode", "OX4 2JD")
    reader.choose("setting", "primary")
    reader.tick("documents", "none")
    reader.send("setting")

    assert carried(page, "documents") == ["none"]
    school = page.locator("main [name=asker] option[value=school]").first.text_content() or ""
    steps = page.locator(".app-step").first
    expect(steps).to_contain_text(school.strip())
    reader.follow(f"/routes/{PLAN}/handover")

    sheet = page.locator(".app-sheet")
    expect(sheet).to_contain_text("school or college")  # In English in every language, for them to read.
    expect(sheet.locator("#sheet-papers")).to_be_visible()
    expect(sheet.locator("input")).to_have_count(0)
    assert reader.fetch(f"/routes/{PLAN}/handover.pdf").body().startswith(b"%PDF")

    reader.follow("/deadlines", inside="body")
    reader.follow("/deadlines/ehc")
    tell_day(reader, "requested", datetime.date(2026, 9, 1))
    calendar = reader.fetch("/deadlines/ehc.ics").text()
    assert "DTSTART;VALUE=DATE:20261013" in calendar  # Six weeks: reply to the request.
    assert "DTSTART;VALUE=DATE:20270119" in calendar  # Twenty weeks: the finished plan.


def test_a_clinician_finds_another_way_where_the_wait_is_long(start: Start) -> None:
    reader = start()
    page = reader.page

    reader.follow("/?asker=health-professional")
    reader.fill("q", "waiting for adhd assessment")
    reader.fill("age", "9")
    reader.send("q")
    reader.follow(f"/services/{ASSESSMENT}")
    reader.follow(f"/services/{ASSESSMENT}/alternatives")

    rows = page.locator("main .app-card")
    expect(rows.first).to_contain_text("Oxfordshire CAMHS Neurodevelopmental Conditions service")
    assert rows.count() >= 3
    reader.keep(ASSESSMENT)
    reader.keep(CHOICE)
    reader.follow("/compare")

    assert carried(page, "keep") == [ASSESSMENT, CHOICE]
    assert carried(page, "asker") == ["health-professional"]
    expect(page.get_by_role("main")).to_contain_text("NHS Right to Choose")
    reader.follow(f"/services/{CHOICE}")
    reader.follow(f"/routes/{CHOICE}")
    expect(page.locator(".app-step").first).to_contain_text("NHS Right to Choose")
    assert (carried(page, "age"), carried(page, "asker")) == (["9"], ["health-professional"])
