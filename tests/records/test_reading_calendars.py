"""School dates are read strictly, and bank holidays are those of England."""

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from navigator.assembly import find_folder
from navigator.domain.calendars import Calendar, DateRange, SchoolYear
from navigator.domain.sources import Confidence
from navigator.records import InvalidRecords
from navigator.records.calendars import FILE, list_bank_holidays, read_calendar

TODAY = datetime.date(2026, 11, 24)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def small_calendar() -> dict[str, Any]:
    """One academic year, valid as it stands."""
    return {
        "name": "School dates",
        "area": "oxfordshire",
        "notes": [{"text": "Schools may differ.", "source": "dates"}],
        "years": [
            {
                "academic_year": "2025-26",
                "first": day("2025-09-01"),
                "last": day("2026-08-31"),
                "provisional": False,
                "training_days": [day("2025-09-01")],
                "closures": [
                    {"name": "Christmas", "first": day("2025-12-20"), "last": day("2026-01-02")},
                    {"name": "Summer", "first": "2026-07-21", "last": "2026-08-31"},
                ],
                "source": "dates",
                "confidence": "high",
            }
        ],
        "sources": {"dates": {"title": "Dates", "url": "https://example.org/dates", "read": "2026-11"}},
    }


def read(folder: Path, record: Any) -> Calendar:
    (folder / FILE).write_text(yaml.safe_dump(record), encoding="utf-8")
    return read_calendar(folder, TODAY)[0]


def change(record: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    place: Any = record
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return record


def test_a_good_file_becomes_closures_training_days_and_known_years(tmp_path: Path) -> None:
    calendar = read(tmp_path, small_calendar())

    assert calendar.school_closures == (
        DateRange(day("2025-12-20"), day("2026-01-02")),
        DateRange(day("2026-07-21"), day("2026-08-31")),
    )
    assert calendar.training_days == {day("2025-09-01")}
    assert calendar.school_years == (SchoolYear(DateRange(day("2025-09-01"), day("2026-08-31"))),)


WRONG = [
    (("years",), [], "years", "is blank"),
    (("years",), None, "years", "is missing"),
    (("years", 0, "academic_year"), "2025", "years[0].academic_year", "is not an academic year"),
    (("years", 0, "first"), "1 September", "years[0].first", "is not a day"),
    (("years", 0, "first"), 2025, "years[0].first", "is not a day"),
    (("years", 0, "first"), "2025-02-30", "years[0].first", "is not a day"),
    (("years", 0, "last"), "2025-08-31", "years[0].last", "is before first"),
    (("years", 0, "last"), "2027-08-31", "years[0].last", "is more than a year after first"),
    (("years", 0, "provisional"), "no", "years[0].provisional", "is not true or false"),
    (("years", 0, "closures", 0, "last"), "2025-12-01", "years[0].closures[0].last", "is before first"),
    (("years", 0, "closures", 0, "name"), "", "years[0].closures[0].name", "is blank"),
    (("years", 0, "closures", 1, "last"), "2026-09-30", "years[0].closures[1]", "is not inside"),
    (("years", 0, "closures", 1, "first"), "2026-01-01", "years[0].closures[1]", "starts before the closure"),
    (("years", 0, "training_days", 0), "2024-09-01", "years[0].training_days[0]", "is not inside"),
    (("years", 0, "source"), "rumour", "years[0].source", "names the source 'rumour'"),
    (("years", 0, "source"), None, "years[0].source", "needs a source"),
    (("years", 0, "confidence"), "sure", "years[0].confidence", "Use one of"),
    (("years", 0, "terms"), 3, "years[0].terms", "is not a field we know"),
    (("notes", 0, "source"), "rumour", "notes[0].source", "names the source 'rumour'"),
    (("sources", "dates", "read"), "2030-01", "sources.dates.read", "is in the future"),
    (("sources", "dates", "url"), "example", "sources.dates.url", "is not a web address"),
    (("area",), "Oxford County", "area", "is not an id"),
]


@pytest.mark.parametrize(
    ("path", "value", "field", "words"), WRONG, ids=[f"{case[2]} {case[3]}" for case in WRONG]
)
def test_each_mistake_is_told_by_file_field_and_fix(
    tmp_path: Path, path: tuple[Any, ...], value: Any, field: str, words: str
) -> None:
    with pytest.raises(InvalidRecords) as refused:
        read(tmp_path, change(small_calendar(), path, value))

    told = [problem for problem in refused.value.problems if problem.field == field]
    assert told, refused.value.problems
    assert words.lower() in str(told[0]).lower()
    assert told[0].file.endswith(FILE)
    assert told[0].fix


def test_years_stand_in_order_and_do_not_overlap(tmp_path: Path) -> None:
    record = small_calendar()
    record["years"] = [*record["years"], *small_calendar()["years"]]

    with pytest.raises(InvalidRecords) as refused:
        read(tmp_path, record)

    assert [problem.field for problem in refused.value.problems] == ["years[1].first"]


def test_a_missing_file_and_a_broken_one_are_problems_not_crashes(tmp_path: Path) -> None:
    with pytest.raises(InvalidRecords) as missing:
        read_calendar(tmp_path, TODAY)
    (tmp_path / FILE).write_text("years: [never closed", encoding="utf-8")
    with pytest.raises(InvalidRecords) as broken:
        read_calendar(tmp_path, TODAY)

    assert missing.value.problems[0].message == "is missing."
    assert "not valid YAML" in broken.value.problems[0].message


# ---- bank holidays --------------------------------------------------------------------------

PUBLISHED = """
2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27
2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26
2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
""".split()
"""On weekdays, as GOV.UK published them for England and Wales."""


@pytest.mark.parametrize("year", [2022, 2023, 2026, 2027])
def test_bank_holidays_are_those_that_were_published(year: int) -> None:
    found = list_bank_holidays(DateRange(datetime.date(year, 1, 1), datetime.date(year, 12, 31)))

    on_weekdays = {one.isoformat() for one in found if one.weekday() < 5}
    assert on_weekdays == {text for text in PUBLISHED if text.startswith(str(year))}


def test_scotlands_and_northern_irelands_holidays_are_not_englands() -> None:
    found = list_bank_holidays(DateRange(day("2026-01-01"), day("2026-12-31")))

    assert not {day("2026-01-02"), day("2026-03-17"), day("2026-07-13"), day("2026-11-30")} & found


def test_bank_holidays_are_known_two_years_ahead_and_no_further() -> None:
    calendar = read_calendar(find_folder("services_data"), TODAY)[0]

    assert calendar.is_working_day(day("2028-12-29")) is True
    assert calendar.is_working_day(day("2029-01-02")) is None


# ---- the shipped file -----------------------------------------------------------------------


def test_the_shipped_dates_name_their_pages_and_leave_out_what_no_source_supports() -> None:
    calendar, sources = read_calendar(find_folder("services_data"), TODAY)

    assert sources
    assert all(source.url and source.confidence in (Confidence.HIGH, Confidence.MEDIUM) for source in sources)
    assert calendar.is_school_day(day("2027-09-06")) is None
    assert calendar.is_school_day(day("2026-11-24")) is True
    assert [year.provisional for year in calendar.school_years] == [False, False, True]


def test_each_shipped_year_has_the_days_that_the_law_asks_of_a_school() -> None:
    """195 days for staff, of which one is a county training day: 194 left before a school takes its own."""
    calendar = read_calendar(find_folder("services_data"), TODAY)[0]

    for year in calendar.school_years:
        every = (year.days.first + datetime.timedelta(n) for n in range(year.days.days))
        assert sum(bool(calendar.is_school_day(one)) for one in every) == 194, year
