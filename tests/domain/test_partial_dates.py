"""Dates as published: a year, a school year, a month or a day."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.sources import PartialDate

calendar = st.dates(datetime.date(2022, 1, 1), datetime.date(2026, 12, 31)) | st.dates(datetime.date(1900, 1, 1))
days = calendar.map(lambda day: PartialDate(day.year, day.month, day.day))
published = st.one_of(
    days,
    days.map(lambda day: PartialDate(day.year, day.month)),
    days.map(lambda day: PartialDate(day.year)),
    (st.integers(2022, 2026) | st.integers(2012, 2098)).map(lambda year: PartialDate(year, spans_two_years=True)),
)


@given(published)
def test_a_date_is_written_as_it_is_read(date):
    assert PartialDate.parse(str(date)) == date


@given(published, published, published)
def test_any_two_dates_have_one_order(first, second, third):
    assert (first < second) + (first == second) + (first > second) == 1
    assert (first <= second) == (not second < first)
    if first <= second <= third:
        assert first <= third


@given(days, days)
def test_full_days_are_in_calendar_order(first, second):
    def as_day(date):
        return datetime.date(date.year, date.month, date.day)

    assert (first < second) == (as_day(first) < as_day(second))


def test_what_is_not_known_sorts_first():
    texts = ["2025-12-31", "2026-01-01", "2025-11", "2026", "2025-26", "2025", "2025-11-02"]

    in_order = [str(date) for date in sorted(PartialDate.parse(text) for text in texts)]

    assert in_order == ["2025", "2025-26", "2025-11", "2025-11-02", "2025-12-31", "2026", "2026-01-01"]


def test_a_school_year_is_told_from_a_month():
    assert PartialDate.parse("2023-24") == PartialDate(2023, spans_two_years=True)
    assert PartialDate.parse("2011-12") == PartialDate(2011, 12)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "25",
        "2025-1",
        "2025-13",
        "2025-00",
        "2023-25",
        "2025-11-00",
        "2025-11-31",
        "2025-02-29",
        "0000",
        "2025-11-20T09:00",
        " 2025",
        "2025\n",
        "20-11-2025",
        "2025/11",
        "٢٠٢٥",
        "-2025",
    ],
)
def test_anything_else_is_refused_and_not_guessed_at(text):
    with pytest.raises(ValueError, match=r"is not a year|has no such"):
        PartialDate.parse(text)


def test_a_leap_day_is_a_day():
    assert str(PartialDate.parse("2024-02-29")) == "2024-02-29"


@given(st.text(max_size=12))
def test_reading_any_text_gives_a_date_or_a_plain_refusal(text):
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return
    assert str(date) == text
