"""Days, weeks, months, working days and school days are counted apart, and only as far as they are known."""

import datetime

import pytest
from calendar_of_examples import CALENDAR, day, days
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.calendars import (
    ONE_DAY,
    Calendar,
    DateRange,
    SchoolYear,
    add_days,
    add_months,
    add_school_days,
    add_weeks,
    add_working_days,
    end_of_months_from,
    find_working_day,
)

ANY_DAY = st.dates(datetime.date(2014, 1, 1), datetime.date(2040, 12, 31))
KNOWN_DAY = st.dates(datetime.date(2026, 1, 1), datetime.date(2027, 12, 31))
SCHOOL_DAY = st.dates(datetime.date(2026, 1, 5), datetime.date(2027, 5, 1))
MONTHS = st.integers(1, 60)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-09-15", 2, "2026-11-15"),
        ("2027-01-31", 1, "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-11-30", 13, "2027-12-30"),
        ("2027-02-28", 1, "2027-03-28"),
        ("2027-07-31", -5, "2027-02-28"),
    ],
)
def test_a_month_ends_on_the_same_number_or_on_the_months_last_day(start: str, months: int, end: str) -> None:
    assert add_months(day(start), months) == day(end)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-09-01", "2027-08-31"),
        ("2027-03-01", "2028-02-29"),
        ("2028-02-29", "2029-02-28"),
        ("2027-01-01", "2027-12-31"),
    ],
)
def test_a_year_that_begins_with_a_day_ends_the_day_before_it(start: str, end: str) -> None:
    assert end_of_months_from(day(start), 12) == day(end)


def test_a_weekend_is_neither_working_day_nor_school_day_even_where_nothing_is_known() -> None:
    saturday = day("2050-01-01")

    assert saturday.weekday() == 5
    assert Calendar().is_working_day(saturday) is False
    assert Calendar().is_school_day(saturday) is False


def test_a_weekday_beyond_what_is_known_is_not_guessed() -> None:
    assert CALENDAR.is_working_day(day("2029-01-02")) is None
    assert CALENDAR.is_school_day(day("2027-09-06")) is None
    assert Calendar().is_working_day(day("2026-11-24")) is None
    assert add_working_days(CALENDAR, day("2028-12-28"), 5) is None
    assert add_school_days(CALENDAR, day("2027-07-20"), 5) is None
    assert find_working_day(CALENDAR, day("2029-01-01")) is None


def test_a_bank_holiday_in_term_is_no_school_day() -> None:
    early_may = day("2027-05-03")

    assert CALENDAR.is_school_day(early_may) is False


def test_school_days_are_not_known_where_bank_holidays_are_not() -> None:
    term_only = Calendar(school_years=(SchoolYear(days("2027-04-12", "2027-07-21")),))

    assert term_only.is_school_day(day("2027-05-03")) is None


def test_a_staff_training_day_is_no_school_day_and_no_closure() -> None:
    assert CALENDAR.is_school_day(day("2026-09-01")) is False
    assert not any(day("2026-09-01") in closure for closure in CALENDAR.list_long_closures())


def test_only_closures_of_four_weeks_are_long() -> None:
    just, short = days("2026-07-01", "2026-07-28"), days("2026-08-03", "2026-08-29")

    assert Calendar(school_closures=(short, just)).list_long_closures() == (just,)


def test_the_weekend_between_two_school_years_is_no_gap() -> None:
    years = (SchoolYear(days("2026-09-01", "2027-09-03")), SchoolYear(days("2027-09-06", "2028-07-21")))

    assert Calendar(school_years=years).knows_schools(days("2027-08-30", "2027-09-10"))
    assert not Calendar(school_years=years[:1]).knows_schools(days("2027-08-30", "2027-09-10"))


def test_a_range_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(ValueError, match="is after"):
        days("2026-09-02", "2026-09-01")


@pytest.mark.parametrize("number", [0, -1])
def test_no_number_of_days_below_one_can_be_counted(number: int) -> None:
    with pytest.raises(ValueError, match="not a number of days"):
        add_working_days(CALENDAR, day("2026-11-24"), number)


@given(ANY_DAY, MONTHS)
def test_so_many_months_later_is_so_many_months_later(start: datetime.date, months: int) -> None:
    end = add_months(start, months)

    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + ONE_DAY).day == 1)


@given(ANY_DAY, ANY_DAY, MONTHS)
def test_a_later_start_never_ends_earlier(one: datetime.date, other: datetime.date, months: int) -> None:
    first, second = sorted((one, other))

    assert add_months(first, months) <= add_months(second, months)
    assert end_of_months_from(first, months) <= end_of_months_from(second, months)


@given(ANY_DAY, MONTHS)
def test_a_period_that_begins_with_its_first_day_is_never_the_longer(start: datetime.date, months: int) -> None:
    assert end_of_months_from(start, months) <= add_months(start, months)
    assert add_months(start, months) - end_of_months_from(start, months) <= ONE_DAY


@given(ANY_DAY, st.integers(0, 60))
def test_a_week_is_seven_days_whatever_lies_in_it(start: datetime.date, weeks: int) -> None:
    assert add_weeks(start, weeks) == add_days(start, 7 * weeks)


def count_by_hand(calendar: Calendar, start: datetime.date, end: datetime.date, kind: str) -> int:
    """Working or school days after one day, up to and with another: the slow and plain way."""
    counts = calendar.is_working_day if kind == "working" else calendar.is_school_day
    return sum(bool(counts(start + datetime.timedelta(n))) for n in range(1, (end - start).days + 1))


@given(KNOWN_DAY, st.integers(1, 60))
def test_counting_working_days_agrees_with_counting_by_hand(start: datetime.date, number: int) -> None:
    end = add_working_days(CALENDAR, start, number)

    assert end is not None
    assert CALENDAR.is_working_day(end)
    assert count_by_hand(CALENDAR, start, end, "working") == number


@given(SCHOOL_DAY, st.integers(1, 50))
def test_counting_school_days_agrees_with_counting_by_hand(start: datetime.date, number: int) -> None:
    end = add_school_days(CALENDAR, start, number)

    if end is None:
        last = CALENDAR.school_years[-1].days.last
        assert count_by_hand(CALENDAR, start, last, "school") < number
    else:
        assert CALENDAR.is_school_day(end)
        assert count_by_hand(CALENDAR, start, end, "school") == number


@given(KNOWN_DAY, st.integers(1, 30))
def test_when_the_first_day_counts_the_end_is_never_later(start: datetime.date, number: int) -> None:
    inclusive = add_working_days(CALENDAR, start, number, first_day_counts=True)
    exclusive = add_working_days(CALENDAR, start, number)

    assert inclusive is not None
    assert exclusive is not None
    assert inclusive <= exclusive


@given(KNOWN_DAY, st.integers(1, 40))
def test_a_school_day_count_never_ends_before_a_working_day_count(start: datetime.date, number: int) -> None:
    school, working = add_school_days(CALENDAR, start, number), add_working_days(CALENDAR, start, number)

    assert working is not None
    assert school is None or school >= working


@given(KNOWN_DAY, st.integers(1, 30), ANY_DAY)
def test_knowing_more_never_changes_a_count(start: datetime.date, number: int, until: datetime.date) -> None:
    known = DateRange(datetime.date(2014, 1, 1), until)
    less = Calendar(bank_holidays=CALENDAR.bank_holidays, bank_holidays_known=known)
    more = Calendar(
        bank_holidays=CALENDAR.bank_holidays,
        bank_holidays_known=DateRange(known.first, until + datetime.timedelta(365)),
    )

    told = add_working_days(less, start, number)

    assert told is None or told == add_working_days(more, start, number)
