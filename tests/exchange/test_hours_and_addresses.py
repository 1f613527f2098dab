"""Hours and addresses are read only as far as their words leave no doubt."""

import pytest

from navigator.exchange.addresses import PostalAddress, find_postcode, is_for_post_only, parse_address
from navigator.exchange.hours import DAYS, OpenSpan, parse_hours

WEEK = DAYS[:5]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Monday to Friday 9am-5pm, not bank holidays", [(WEEK, "09:00", "17:00")]),
        ("Monday to Friday, 9.30am-4.30pm", [(WEEK, "09:30", "16:30")]),
        ("9.30am to 2.30pm weekdays", [(WEEK, "09:30", "14:30")]),
        ("Every day of the year, 8am to 5pm", [(DAYS, "08:00", "17:00")]),
        ("24 hours, every day", [(DAYS, "00:00", "23:59")]),
        ("24 hours a day, every day", [(DAYS, "00:00", "23:59")]),
        ("Saturdays 10am to 4pm", [(("SA",), "10:00", "16:00")]),
        (
            "Monday to Thursday 8.30am to 5pm, Friday 8.30am to 4pm",
            [(DAYS[:4], "08:30", "17:00"), (("FR",), "08:30", "16:00")],
        ),
        ("Friday to Monday, 6pm to 10pm", [(("MO", "FR", "SA", "SU"), "18:00", "22:00")]),
        ("Monday to Friday 12pm to 1pm", [(WEEK, "12:00", "13:00")]),
    ],
)
def test_plain_hours_become_days_and_times(text: str, spans: list[tuple[tuple[str, ...], str, str]]) -> None:
    assert parse_hours(text) == tuple(OpenSpan(*span) for span in spans)


@pytest.mark.parametrize(
    "text",
    [
        "Weekdays 8.30am to 5pm (4pm on Fridays), not bank holidays",
        "Phone Monday to Friday 8am to 10pm, weekends 9am to 6pm",
        "CarersLine Monday to Friday 9am to 5pm",
        "Normal working hours",
        "24 hours since 2024",
        "Monday to Friday 9am to 5pm in term time",
        "Monday to Friday 5pm to 9am",
        "Monday to Friday 13am to 5pm",
        "Monday 9am to 5pm, Monday 6pm to 8pm",
        "",
    ],
)
def test_hours_that_may_say_something_else_stay_words(text: str) -> None:
    assert parse_hours(text) == ()


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("19 Bridge Street, Abingdon OX14 3HN", ("19 Bridge Street", "Abingdon", "", "OX14 3HN")),
        ("1 Manzil Way, Oxford, OX4 1XD", ("1 Manzil Way", "Oxford", "", "OX4 1XD")),
        (
            "The Manor House, Little Wittenham, Oxfordshire OX14 4RA",
            ("The Manor House", "Little Wittenham", "Oxfordshire", "OX14 4RA"),
        ),
    ],
)
def test_a_whole_address_is_split(line: str, parts: tuple[str, str, str, str]) -> None:
    assert parse_address(line) == PostalAddress(*parts)


@pytest.mark.parametrize("line", ["Raglan House", "Edmunds Road, Banbury", "Banbury OX16 5DN", "OX16 5DN", ""])
def test_an_address_without_street_town_or_postcode_is_not_made_up(line: str) -> None:
    assert parse_address(line) is None


def test_two_postcodes_are_none() -> None:
    assert find_postcode("OX4 1XD or OX16 5DN") is None


def test_a_freepost_address_is_for_post_only() -> None:
    assert is_for_post_only("Team, Freepost RRYR-XTBE-GBTZ, County Hall, Oxford OX1 1ND")
    assert not is_for_post_only("County Hall, Oxford OX1 1ND")
