"""The route page: what to say, routes side by side, a picture, dates from a start, a calendar file."""

import datetime
from collections.abc import Callable

import icalendar
import pytest
import vobject
from building import a_document, a_need, a_service, a_source, a_wait, a_way_in
from flask.testing import FlaskClient
from reading_pages import Page, fetch

from navigator.domain.eligibility import AgeRange
from navigator.domain.profile import Referrer
from navigator.domain.services import CostOption, Produced
from navigator.domain.waits import StatutoryClock, TimeLimit

Tiny = Callable[..., FlaskClient]
CHILD = "age=9&postcode=OX4&gp_area=oxfordshire&asker=parent&setting=primary"
HUB = a_service("hub", produces=(Produced("report"),))
CLINIC = a_service(
    "clinic", ways_in=(a_way_in(Referrer.GP, documents=("report", "form"), helpful_documents=("photo",)),)
)
PAPERS = [
    a_document("report", name="Hub report"),
    a_document("form", name="Family form", made_by=frozenset({Referrer.PARENT}), takes_weeks=2),
    a_document("photo", name="A photo"),
]
SVG = "{http://www.w3.org/2000/svg}"


def a_way_through(tiny: Tiny, *waits: object) -> FlaskClient:
    """A clinic that a GP asks for with the hub's report and the family's form."""
    return tiny(HUB, CLINIC, documents=PAPERS, waits=waits)


def events(reader: FlaskClient, address: str) -> dict[str, datetime.date]:
    """The events of a calendar file: title and day."""
    response = reader.get(address)
    assert response.status_code == 200
    assert response.content_type == "text/calendar; charset=utf-8"
    listed = icalendar.Calendar.from_ical(response.data).walk("VEVENT")
    return {str(event["SUMMARY"]): event["DTSTART"].dt for event in listed}


def steps(page: Page) -> list[str]:
    return [page.text(step) for step in page.tree.findall(".//ol[@class='app-steps']/li")]


def scripts(page: Page) -> list[str]:
    return [page.text(quote) for quote in page.all("blockquote")]


# ---- steps --------------------------------------------------------------------------------------


def test_the_line_of_a_folded_step_says_who_does_what_and_how_long(tiny: Tiny) -> None:
    page = fetch(a_way_through(tiny, a_wait("clinic", 38)), "/routes/clinic?asker=parent")

    lines = [page.text(line) for line in page.all("summary") if line.get("class") == "app-fold__summary"]
    assert lines == [
        "Step 1: Hub Who asks: parent or carer. Wait not published.",
        "Step 2: Clinic Who asks: GP (family doctor). Half were seen within 38 weeks. Figure from May 2026.",
    ]


def test_only_the_first_step_starts_unfolded(client: FlaskClient) -> None:
    page = fetch(client, f"/routes/autism-assessment?{CHILD}")

    folds = [fold for fold in page.all("details") if fold.get("class") == "app-fold"]
    assert len(folds) > 3
    assert [fold.get("open") is not None for fold in folds] == [True] + [False] * (len(folds) - 1)


def test_a_parent_who_may_ask_gets_words_to_send(tiny: Tiny) -> None:
    page = fetch(tiny(a_service("club")), "/routes/club?age=9")

    (said,) = scripts(page)
    assert said.startswith("I would like to ask for this for my child, aged 9: Club.")
    assert "Please tell me in writing that you have this message, what happens next, and by when." in said


def test_words_to_send_tell_no_age_that_was_not_given(tiny: Tiny) -> None:
    (said,) = scripts(fetch(tiny(a_service("club")), "/routes/club"))

    assert said.startswith("I would like to ask for this for my child: Club.")
    assert "aged" not in said


def test_a_parent_who_may_not_ask_is_told_whom_to_ask_with_which_papers(tiny: Tiny) -> None:
    page = fetch(a_way_through(tiny), "/routes/clinic?asker=parent&age=9")

    said = scripts(page)[1]
    assert said.startswith("Please would you ask for this for my child, aged 9: Clinic.")
    assert "The request has to come from: GP (family doctor)." in said
    assert "These papers go with it: Hub report and Family form." in said
    assert "photo" not in said


def test_staff_get_words_of_their_own(tiny: Tiny) -> None:
    club = a_service("club", ways_in=(a_way_in(Referrer.SCHOOL),))

    (said,) = scripts(fetch(tiny(club), "/routes/club?asker=school&age=9"))

    assert said.startswith("We would like to ask for this for a child we work with, aged 9: Club.")


def test_a_young_person_speaks_for_themselves(tiny: Tiny) -> None:
    club = a_service("club", ways_in=(a_way_in(Referrer.YOUNG_PERSON, Referrer.PARENT),))

    (said,) = scripts(fetch(tiny(club), "/routes/club?asker=young-person&age=16"))

    assert said.startswith("I am 16. I would like to ask for this for myself: Club.")


def test_where_a_service_passes_the_child_on_the_words_ask_whether_it_has(tiny: Tiny) -> None:
    team = a_service("team", ways_in=(a_way_in(passed_on_by=("hub",)),))

    page = fetch(tiny(HUB, team, documents=PAPERS), "/routes/team")

    assert "Hub passes your child on." in steps(page)[1]
    assert "I understand that Hub decides whether to pass my child on to Team." in scripts(page)[1]


# ---- side by side ---------------------------------------------------------------------------------


def two_ways(tiny: Tiny) -> Page:
    """A free club of unknown wait, and a clinic with a published wait and a price; both for one need."""
    club = a_service("club", needs=("speech",), costs=(CostOption("Free", 0),))
    clinic = a_service("clinic", needs=("speech",), ways_in=(a_way_in(Referrer.GP, fee_pence=4500),))
    reader = tiny(club, clinic, needs=[a_need("speech")], waits=(a_wait("clinic", 6),))
    return fetch(reader, "/routes/speech?age=9")


def cells(page: Page) -> list[list[str]]:
    """The table's rows without the labels that only a narrow screen shows."""
    rows = []
    for row in page.tree.findall(".//table/tbody/tr"):
        shown = []
        for cell in row:
            label = cell.find("span[@class='app-stack__label']")
            shown.append(page.text(cell).removeprefix("" if label is None else page.text(label)).strip())
        rows.append(shown)
    return rows


def test_several_routes_stand_side_by_side_on_what_they_cost(tiny: Tiny) -> None:
    page = two_ways(tiny)

    assert cells(page) == [
        [
            "Route 1",
            "None published",
            "1",
            "1",
            "Free",
            "parent or carer",
            "Ends at: Club. Lowest published price.",
        ],
        ["Route 2", "6 weeks", "0", "1", "£45.00", "GP (family doctor)", ends_at_clinic()],
    ]
    assert {"#route-1", "#route-2"} <= set(page.links())


def ends_at_clinic() -> str:
    return "Ends at: Clinic. Fewest waits of unknown length."


def test_silence_about_a_price_is_not_called_free(client: FlaskClient) -> None:
    rows = cells(fetch(client, f"/routes/autism-assessment?{CHILD}"))

    assert len(rows) > 2
    assert {row[4] for row in rows} == {"No price published"}
    assert all(row[1] == "None published" for row in rows if row[2] != "0" and not row[1][0].isdigit())


def test_one_route_needs_no_table(tiny: Tiny) -> None:
    assert fetch(a_way_through(tiny), "/routes/clinic").all("table") == []


def test_the_picture_says_who_acts_and_names_papers_and_waits(tiny: Tiny) -> None:
    page = fetch(a_way_through(tiny, a_wait("clinic", 38)), "/routes/clinic")

    picture = next(svg for svg in page.tree.iter(f"{SVG}svg") if svg.get("role") == "img")
    words = " ".join("".join(text.itertext()) for text in picture.iter(f"{SVG}text"))
    for part in ("1. Hub", "Wait not published", "Papers for step 2", "Family form", "At least 2 weeks"):
        assert part in words
    assert "2. Clinic Who asks: GP (family doctor) Half were seen within 38 weeks You are there: Clinic" in words


# ---- dates ----------------------------------------------------------------------------------------


def test_published_waits_give_dates(tiny: Tiny) -> None:
    team = a_service("team", ways_in=(a_way_in(after=("hub",)),))
    reader = tiny(HUB, team, documents=PAPERS, waits=(a_wait("hub", 4), a_wait("team", 10)))

    page = fetch(reader, "/routes/team?start=2026-12-01")

    assert "Begins: 1 December 2026." in page.main
    assert "Wait over: about 29 December 2026, if the published figure holds." in page.main
    assert "Begins: no sooner than about 29 December 2026, by the published figures." in page.main
    assert "Wait over: about 9 March 2027" in page.main
    assert "Heard nothing? Ask on 9 March 2027 what became of it." in page.main


def test_after_an_unpublished_wait_no_date_is_given(tiny: Tiny) -> None:
    team = a_service("team", ways_in=(a_way_in(after=("hub",)),))
    reader = tiny(HUB, team, documents=PAPERS, waits=(a_wait("team", 10),))

    page = fetch(reader, "/routes/team?start=2026-12-01")

    first, second = (page.text(item) for item in page.tree.findall(".//ol[@class='app-dates']/li"))
    assert "Wait over: cannot be said. Nobody publishes how long it usually takes." in first
    assert "Begins: cannot be said. An earlier wait has no published length." in second
    assert "Wait over: cannot be said. About 10 weeks after it begins." in second
    assert "202" not in second
    opened = [one for one in page.tree.iter(f"{SVG}path") if one.get("class") == "app-drawing__open"]
    assert len(opened) == 1


def test_the_day_a_request_for_an_ehc_assessment_is_made_starts_the_legal_clock(client: FlaskClient) -> None:
    page = fetch(client, f"/routes/ehc-needs-assessment?{CHILD}&start=2026-12-01")

    assert "Legal limit, 12 January 2027: The council says whether it will assess." in page.main
    assert "Legal limit, 20 April 2027: The final plan is sent." in page.main
    assert "Heard nothing? Ask on 13 January 2027 what became of it." in page.main
    assert "/deadlines/ehc?requested=2026-12-01" in page.links()


def test_mediation_after_a_decision_gets_no_date_from_the_day_the_family_began(client: FlaskClient) -> None:
    page = fetch(client, "/routes/send-tribunal?age=9&postcode=OX4&asker=parent&start=2026-12-01")

    _, mediation, _ = (page.text(item) for item in page.tree.findall(".//ol[@class='app-dates']/li"))
    assert "It mostly comes after this step, which gives a paper that helps" in mediation
    assert "202" not in mediation


def test_a_birthday_that_shuts_doors_is_dated_only_where_months_were_told(tiny: Tiny) -> None:
    club = a_service("club", ages=AgeRange(maximum=10), needs=("speech",))
    reader = tiny(club, a_service("team", needs=("speech",)), needs=[a_need("speech")])
    address = "/routes/team?age=10&start=2026-12-01"

    assert "Turns 11" not in fetch(reader, address).main
    page = fetch(reader, f"{address}&age_months=8")
    assert "Turns 11 between 24 February 2027 and 23 March 2027." in page.main
    assert "From then these are no longer open: Club." in page.main


def test_months_are_asked_beside_the_age_and_carried_along(tiny: Tiny) -> None:
    page = fetch(tiny(a_service("club")), "/routes/club?age=9&age_months=8")

    assert page.value_of("age_months") == "8"
    assert any("age_months=8" in link for link in page.links() if link.startswith("/services/club"))


def test_months_that_cannot_be_are_said_beside_the_field(tiny: Tiny) -> None:
    page = fetch(tiny(a_service("club")), "/routes/club?age=9&age_months=12", 400)

    assert page.problems()["age_months"] == "Enter a number of months from 0 to 11"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("start=tomorrow", "Enter the day you start in numbers, like 27 3 2027"),
        ("start-day=31&start-month=2&start-year=2027", "There is no such day. Check the day and the month"),
        ("start-day=3&start-year=2027", "The date you start must include a month"),
        ("start=2012-01-01", "Enter a date in 2014 or later"),
        ("start=2036-01-01", "Enter a date at most two years ahead"),
        ("start=%3Cscript%3E", "Enter the day you start in numbers, like 27 3 2027"),
    ],
)
def test_a_day_that_cannot_be_used_is_said_beside_the_field(tiny: Tiny, given: str, said: str) -> None:
    page = fetch(tiny(a_service("club")), f"/routes/club?{given}", 400)

    assert said in page.problems().values()
    assert said in page.problem_beside("start-day")
    assert page.all("title")[0].text.strip().startswith("Error:")  # type: ignore[union-attr]


def test_a_day_that_has_passed_counts_and_is_said_to_have(tiny: Tiny) -> None:
    page = fetch(tiny(a_service("club"), waits=(a_wait("club", 4),)), "/routes/club?start=2026-11-02")

    assert "This day has passed. We count from it as the day on which you asked." in page.main
    assert "Wait over: about 30 November 2026" in page.main


def test_no_date_is_shown_unasked(tiny: Tiny) -> None:
    page = fetch(tiny(a_service("club"), waits=(a_wait("club", 4),)), "/routes/club")

    assert "Begins:" not in page.main
    assert page.value_of("start-day") == ""


# ---- calendar file ------------------------------------------------------------------------------------


def test_the_calendar_file_holds_the_days_to_ask_and_the_legal_days(client: FlaskClient) -> None:
    page = fetch(client, f"/routes/ehc-needs-assessment?{CHILD}&start=2026-12-01")
    address = next(link for link in page.links() if "calendar.ics" in link)

    found = events(client, address)

    assert found["The council says whether it will assess"] == datetime.date(2027, 1, 12)
    assert found["The final plan is sent"] == datetime.date(2027, 4, 20)
    assert found["Ask what became of it: Education, health and care (EHC) needs assessment"] == datetime.date(
        2027, 1, 13
    )


def test_the_calendar_file_tells_nothing_of_the_child(client: FlaskClient) -> None:
    text = client.get(f"/routes/ehc-needs-assessment/calendar.ics?{CHILD}&start=2026-12-01").get_data(as_text=True)

    for told in ("OX4", "aged", "age 9", "postcode", "primary", "parent or carer"):
        assert told not in text


def test_fetched_twice_the_calendar_file_doubles_nothing(client: FlaskClient) -> None:
    address = f"/routes/ehc-needs-assessment/calendar.ics?{CHILD}&start=2026-12-01"
    calendar = icalendar.Calendar.from_ical(client.get(address).data)
    uids = [str(event["UID"]) for event in calendar.walk("VEVENT")]

    assert len(set(uids)) == len(uids) >= 4
    assert client.get(address).data == client.get(address).data


@pytest.mark.parametrize(
    "address",
    [
        f"/routes/ehc-needs-assessment/calendar.ics?{CHILD}&start=2026-12-01",
        f"/routes/ehc-needs-assessment/calendar.ics?{CHILD}&start=2026-12-01&lang=ar",
        "/deadlines/ehc.ics?requested=2026-09-01",
    ],
)
def test_another_library_reads_the_same_days_from_the_calendar_file(client: FlaskClient, address: str) -> None:
    text = client.get(address).get_data(as_text=True)

    mine = [(str(one["SUMMARY"]), one["DTSTART"].dt) for one in icalendar.Calendar.from_ical(text).walk("VEVENT")]
    theirs = [(one.summary.value, one.dtstart.value) for one in vobject.readOne(text).vevent_list]

    assert theirs == mine
    assert len(mine) >= 4


def test_each_route_has_its_own_calendar_file(tiny: Tiny) -> None:
    club = a_service("club", needs=("speech",), costs=(CostOption("Free", 0),))
    clinic = a_service("clinic", needs=("speech",), ways_in=(a_way_in(fee_pence=4500),))
    reader = tiny(club, clinic, needs=[a_need("speech")], waits=(a_wait("club", 6), a_wait("clinic", 2)))
    page = fetch(reader, "/routes/speech?start=2026-12-01")
    files = [link for link in page.links() if "calendar.ics" in link]

    assert [events(reader, link) for link in files] == [
        {"Ask what became of it: Clinic": datetime.date(2026, 12, 15)},
        {"Ask what became of it: Club": datetime.date(2027, 1, 12)},
    ]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/routes/club/calendar.ics", "Enter the day you start."),
        ("/routes/club/calendar.ics?start=x", "Enter the day you start in numbers"),
        ("/routes/club/calendar.ics?start=2026-12-01", "There is no calendar file for this route"),
        ("/routes/club/calendar.ics?start=2026-12-01&route=99", "There is no calendar file for this route"),
    ],
)
def test_without_a_date_there_is_a_page_instead_of_a_file(tiny: Tiny, address: str, said: str) -> None:
    page = fetch(tiny(a_service("club")), address, 400)

    assert said in page.main


def test_an_unknown_goal_has_no_calendar_file(client: FlaskClient) -> None:
    fetch(client, "/routes/no-such-goal/calendar.ics?start=2026-12-01", 404)


def test_a_legal_limit_of_a_step_that_begins_later_points_to_its_page(tiny: Tiny) -> None:
    clock = StatutoryClock(
        "send-tribunal-appeal-window",
        "Time to appeal",
        "Two months.",
        limit=TimeLimit(2, "months"),
        statutory=True,
        services=("tribunal",),
        source=a_source(),
    )
    reader = tiny(a_service("tribunal"), clocks=[clock])

    page = fetch(reader, "/routes/tribunal?start=2026-12-01")

    assert "/deadlines/appeal" in page.links()
    assert "Legal limit," not in page.main
