"""The pages of legal dates: right dates, plain problems, a calendar file, nothing about a child in it."""

import datetime
from urllib.parse import urlencode

import icalendar
import pytest
from building import a_directory
from flask.testing import FlaskClient
from reading_pages import fetch

from navigator.assembly import Navigator, assemble, find_folder
from navigator.domain.deadline_rules import RULES, list_deadlines, list_starts
from navigator.domain.deadlines import Actor, Caution, Process, Start
from navigator.intake.dates import DateProblem, DateProblemCode
from navigator.records.calendars import read_calendar
from navigator.web import create_app, deadline_pages
from navigator.web.settings import Settings
from navigator.wording.calendar_files import build_uid
from navigator.wording.deadlines import DeadlineWording

TODAY = datetime.date(2026, 11, 23)
SCRIPT = "<script>alert(1)</script>\"'>"


def a_reader_of(navigator: Navigator) -> FlaskClient:
    """A reader of the pages of legal dates, on a day that never changes."""
    folders = [find_folder(name) for name in ("templates", "services_data", "pathways")]
    app = create_app(Settings(*folders, today=TODAY), navigator)
    if "deadlines" not in app.blueprints:
        app.register_blueprint(deadline_pages.pages)
    return app.test_client()


@pytest.fixture(scope="module")
def client(real_navigator: Navigator) -> FlaskClient:
    """A reader of the project's own data."""
    return a_reader_of(real_navigator)


@pytest.fixture(scope="module")
def words(real_navigator: Navigator) -> DeadlineWording:
    return DeadlineWording(real_navigator.directory)


def events(client: FlaskClient, address: str) -> list[icalendar.Event]:
    """The events of a calendar file, read back by a parser."""
    response = client.get(address)
    assert response.status_code == 200, response.get_data(as_text=True)
    return list(icalendar.Calendar.from_ical(response.data).walk("VEVENT"))


# ---- pages ----------------------------------------------------------------------------------


def test_the_list_leads_to_every_process(client: FlaskClient) -> None:
    page = fetch(client, "/deadlines")

    assert {f"/deadlines/{process.value}" for process in Process} <= page.internal_links()


@pytest.mark.parametrize("process", list(Process))
def test_without_a_date_a_page_asks_for_one(client: FlaskClient, process: Process) -> None:
    page = fetch(client, f"/deadlines/{process.value}")

    assert page.problems() == {}
    for start in list_starts(process):
        for part in ("day", "month", "year"):
            assert page.value_of(f"{start.value}-{part}") == ""


@pytest.mark.parametrize("process", list(Process))
def test_with_every_date_a_page_shows_every_limit(
    client: FlaskClient, process: Process, words: DeadlineWording
) -> None:
    given = dict.fromkeys((start.value for start in list_starts(process)), "2026-09-15")

    page = fetch(client, f"/deadlines/{process.value}", query_string=given)

    for rule in RULES[process]:
        card = page.text(page.by_id(rule.id))
        assert words.name(rule.id) in card
        assert words.missed(rule.id) in card
        assert rule.law in card
        assert "Source:" in card


def test_an_ehc_request_is_told_with_its_dates_and_how_they_were_found(client: FlaskClient) -> None:
    page = fetch(client, "/deadlines/ehc?requested=2026-09-01")

    decision = page.text(page.by_id("ehc-decision-to-assess"))
    final = page.text(page.by_id("ehc-final-plan"))
    assert "13 October 2026 This day has passed." in decision
    assert "Add 6 weeks; the first day does not count: 13 October 2026." in decision
    assert "19 January 2027" in final
    assert "passed" not in final
    assert "Complaints" not in final
    assert "No date yet. Tell us: the day you were sent the draft plan." in page.text(
        page.by_id("ehc-draft-comments")
    )


def test_a_summer_request_tells_when_a_closed_school_may_excuse_the_council(client: FlaskClient) -> None:
    page = fetch(client, "/deadlines/ehc?requested=2026-06-01")

    assert "from 14 July 2026 to 25 August 2026" in page.text(page.by_id("ehc-final-plan"))


def test_the_three_fields_give_the_same_page_as_the_whole_date(client: FlaskClient) -> None:
    whole = fetch(client, "/deadlines/appeal?decision=2026-10-01&certificate=2026-11-29")
    parts = {"decision-day": "1", "decision-month": "10", "decision-year": "2026"}
    parts |= {"certificate-day": "29", "certificate-month": "11", "certificate-year": "2026"}

    in_fields = fetch(client, "/deadlines/appeal", query_string=parts)

    assert in_fields.main == whole.main
    assert "4 January 2027" in whole.text(whole.by_id("appeal"))
    assert whole.value_of("decision-month") == "10"


def test_dates_that_rest_on_provisional_school_dates_say_so(client: FlaskClient) -> None:
    page = fetch(client, "/deadlines/exclusion?excluded=2026-11-02")

    card = page.text(page.by_id("exclusion-education"))
    assert "9 November 2026" in card
    assert "not yet final" in card
    assert "Provisional: it may move." in card


def test_school_days_beyond_the_known_dates_are_said_to_be_unknown(client: FlaskClient) -> None:
    page = fetch(client, "/deadlines/exclusion?excluded=2028-01-10")

    assert "We do not hold the school dates" not in page.main
    assert "we do not hold the school dates that far" in page.text(page.by_id("exclusion-education"))


def test_dates_come_in_order(client: FlaskClient) -> None:
    page = fetch(client, "/deadlines/ehc?requested=2026-09-01&draft-sent=2026-12-18")

    cards = [str(item.get("id")) for item in page.all("li") if item.get("id")]
    assert cards.index("ehc-draft-comments") < cards.index("ehc-draft-plan-latest") < cards.index("ehc-final-plan")


# ---- bad input ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"requested": "2026-02-30"}, "requested-day", "there is no such day"),
        ({"requested": "2027-02-29"}, "requested-day", "there is no such day"),
        ({"requested": "2026-13-01"}, "requested-day", "there is no such day"),
        ({"requested": "0000-01-01"}, "requested-day", "there is no such day"),
        ({"requested": "yesterday"}, "requested-day", "enter a real date in numbers"),
        ({"requested": "01/09/2026"}, "requested-day", "enter a real date in numbers"),
        ({"requested": "٢٠٢٦-٠٩-٠١"}, "requested-day", "enter a real date in numbers"),
        ({"requested": SCRIPT}, "requested-day", "enter a real date in numbers"),
        ({"requested": "9" * 5000}, "requested-day", "enter a real date in numbers"),
        ({"requested": "2013-12-31"}, "requested-year", "enter a date in 2014 or later"),
        ({"requested": "2028-11-24"}, "requested-year", "at most two years ahead"),
        ({"requested": "9999-12-31"}, "requested-year", "at most two years ahead"),
        ({"requested-month": "9", "requested-year": "2026"}, "requested-day", "must include a day"),
        ({"requested-day": "1", "requested-year": "2026"}, "requested-month", "must include a month"),
        ({"requested-day": "1", "requested-month": "9"}, "requested-year", "must include a year"),
        (
            {"requested-day": "1", "requested-month": "9", "requested-year": "26"},
            "requested-year",
            "enter a real date in numbers",
        ),
        (
            {"requested-day": "-1", "requested-month": "9", "requested-year": "2026"},
            "requested-day",
            "enter a real date in numbers",
        ),
        (
            {"requested-day": SCRIPT, "requested-month": "9", "requested-year": "2026"},
            "requested-day",
            "enter a real date in numbers",
        ),
        (
            {"requested-day": "31", "requested-month": "9", "requested-year": "2026"},
            "requested-day",
            "there is no such day",
        ),
        ({"requested": "2026-09-01", "draft-sent": "2026-08-31"}, "draft-sent-day", "cannot come before"),
    ],
)
@pytest.mark.parametrize("kind", ["", ".ics"])
def test_a_date_that_cannot_be_used_is_told_beside_its_field_and_at_the_top(
    client: FlaskClient, typed: dict[str, str], field: str, words: str, kind: str
) -> None:
    page = fetch(client, f"/deadlines/ehc{kind}", 400, query_string=typed)

    assert list(page.problems()) == [field]
    assert words in page.problems()[field]
    assert words in page.problem_beside(field)
    assert page.text(page.all("title")[0]).startswith("Error: ")
    assert SCRIPT not in page.html
    assert not page.tree.findall(".//ol"), "no date is shown beside a problem"


def test_the_first_and_last_days_that_can_be_used(client: FlaskClient) -> None:
    for usable in ("2014-01-01", "2028-11-23"):
        assert fetch(client, f"/deadlines/ehc?requested={usable}").problems() == {}


def test_what_was_typed_is_shown_again(client: FlaskClient) -> None:
    typed = {"requested-day": "31", "requested-month": "9", "requested-year": "2026"}

    page = fetch(client, "/deadlines/ehc", 400, query_string=typed)

    assert {name: page.value_of(name) for name in typed} == typed


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("2026-02-30", ("30", "02", "2026")), ("next week", ("next week", "", "")), ("a\x00b\ufffe", ("ab", "", ""))],
)
def test_a_whole_date_that_cannot_be_used_is_shown_again_in_the_fields(
    client: FlaskClient, typed: str, shown: tuple[str, str, str]
) -> None:
    page = fetch(client, "/deadlines/ehc", 400, query_string={"requested": typed})

    assert tuple(page.value_of(f"requested-{part}") for part in ("day", "month", "year")) == shown


def test_every_wrong_date_is_told_at_once(client: FlaskClient) -> None:
    page = fetch(client, "/deadlines/ehc?requested=x&draft-sent=2026-02-30", 400)

    assert list(page.problems()) == ["requested-day", "draft-sent-day"]


@pytest.mark.parametrize("address", ["/deadlines/divorce", "/deadlines/divorce.ics", "/deadlines/ehc/x"])
def test_an_unknown_process_is_not_found(client: FlaskClient, address: str) -> None:
    fetch(client, address, 404)


def test_parameters_we_do_not_know_are_left_alone(client: FlaskClient) -> None:
    fetch(client, "/deadlines/ehc?requested=2026-09-01&utm_source=x&decision=banana")


# ---- calendar files -------------------------------------------------------------------------


def test_a_page_links_to_its_calendar_file(client: FlaskClient) -> None:
    page = fetch(client, "/deadlines/ehc?requested=2026-09-01&advice-asked=2026-10-14")

    link = next(link for link in page.links() if ".ics" in link)
    assert link == "/deadlines/ehc.ics?requested=2026-09-01&advice-asked=2026-10-14"
    assert events(client, link)


def test_a_calendar_file_holds_each_dated_limit_as_one_whole_day(client: FlaskClient) -> None:
    response = client.get("/deadlines/ehc.ics?requested=2026-09-01")

    assert response.content_type == "text/calendar; charset=utf-8"
    assert 'filename="ehc-deadlines.ics"' in response.headers["Content-Disposition"]
    assert "Set-Cookie" not in response.headers
    found = {str(event["uid"]): event for event in events(client, "/deadlines/ehc.ics?requested=2026-09-01")}
    assert len(found) == 4
    final = found["ehc-final-plan-requested-20260901@send-navigator"]
    assert final.decoded("dtstart") == datetime.date(2027, 1, 19)
    assert final.decoded("dtend") == datetime.date(2027, 1, 20)
    assert "regulation 13(2)" in str(final["description"])


def test_the_same_question_gives_the_same_file(client: FlaskClient) -> None:
    address = "/deadlines/appeal.ics?decision=2026-10-01"

    assert client.get(address).data == client.get(address).data


def test_an_appeal_whose_certificate_is_told_later_moves_and_does_not_double(client: FlaskClient) -> None:
    before = {str(event["uid"]): event for event in events(client, "/deadlines/appeal.ics?decision=2026-10-01")}
    address = "/deadlines/appeal.ics?decision=2026-10-01&certificate=2026-11-10"
    after = {str(event["uid"]): event for event in events(client, address)}

    assert set(before) == set(after)
    uid = "appeal-decision-20261001@send-navigator"
    assert before[uid].decoded("dtstart") == datetime.date(2026, 12, 1)
    assert after[uid].decoded("dtstart") == datetime.date(2026, 12, 10)


def test_lines_of_a_calendar_file_are_folded_and_end_as_the_standard_has_it(client: FlaskClient) -> None:
    data = client.get("/deadlines/exclusion.ics?excluded=2026-11-02").data

    lines = data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert max(map(len, lines)) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_nothing_else_of_the_address_gets_into_a_calendar_file(client: FlaskClient) -> None:
    child = {"age": "7", "postcode": "OX4 2JD", "q": "he hits his sister", "requested": "2026-09-01"}

    data = client.get(f"/deadlines/ehc.ics?{urlencode(child)}").get_data(as_text=True)

    assert not [value for value in ("OX4", "hits", "sister", "http") if value in data]


def test_without_a_date_there_is_no_calendar_file(client: FlaskClient) -> None:
    page = fetch(client, "/deadlines/ehc.ics", 400)

    assert page.problems() == {"requested-day": "Enter at least one date. A calendar file needs one to count from"}


def test_two_limits_never_share_a_uid() -> None:
    calendar, _ = read_calendar(find_folder("services_data"), TODAY)
    uids = [
        build_uid(deadline)
        for process in Process
        for deadline in list_deadlines(process, dict.fromkeys(Start, datetime.date(2026, 9, 15)), calendar, TODAY)
    ]

    assert len(uids) == len(set(uids))


# ---- words ----------------------------------------------------------------------------------


def test_every_limit_has_a_name_and_something_to_do_when_it_is_missed(words: DeadlineWording) -> None:
    rules = [rule for listed in RULES.values() for rule in listed]

    assert len({words.name(rule.id) for rule in rules}) == len(rules)
    assert all(words.missed(rule.id) for rule in rules)


def test_every_limit_shows_the_page_that_gives_it(real_navigator: Navigator) -> None:
    """A clock named by a rule is a record that exists."""
    clocks = real_navigator.directory.clocks

    for rule in (rule for listed in RULES.values() for rule in listed):
        assert rule.clock is None or rule.clock in clocks, rule.id


def test_lengths_are_those_of_the_statutory_clocks(real_navigator: Navigator) -> None:
    """The rules in code and the curated clocks cannot drift apart unseen."""
    other = {
        "ehc-draft-plan-latest": "18 weeks are 20 weeks less the 15 days",
        "absence-education": "the day after the fifteenth",
        "conceded-refusal": "told in the clock's limit_note",
        "complaint-social-care-latest": "told in the clock's limit_note",
        "complaint-social-care-stage-2": "told in the clock's limit_note",
    }
    differing = set()
    for rule in (rule for listed in RULES.values() for rule in listed):
        clock = real_navigator.directory.clocks.get(rule.clock or "")
        if clock is None or clock.limit is None:
            continue
        first = rule.spans[0]
        if (abs(first.length), first.unit.value) != (clock.limit.value, clock.limit.unit):
            differing.add(rule.id)

    assert differing == set(other)


def test_every_answer_has_words_of_its_own(words: DeadlineWording) -> None:
    for say, members in (
        (words.actor, Actor),
        (words.caution, Caution),
        (words.start, Start),
        (words.process, Process),
        (words.process_summary, Process),
    ):
        told = [say(member) for member in members]
        assert all(told)
        assert len(set(told)) == len(told)


def test_every_problem_with_a_date_has_words_of_its_own(words: DeadlineWording) -> None:
    told = {
        words.date_problem(DateProblem(Start.REQUESTED, code, other=Start.MEETING)) for code in DateProblemCode
    }

    assert len(told) == len(DateProblemCode)


def test_the_pages_hold_up_on_a_tiny_directory() -> None:
    page = fetch(a_reader_of(assemble(a_directory())), "/deadlines/benefits?benefit-decision=2026-11-01")

    assert "1 December 2026" in page.text(page.by_id("reconsideration"))
