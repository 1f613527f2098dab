"""The wait ledger: a row for each published figure, kept as published or refused by row and column."""

import pytest
from small_data import LEDGER, a_row, as_csv, problems_of, read, small_data

from navigator.domain.sources import Confidence, PartialDate
from navigator.domain.waits import Statistic
from navigator.records.ledger import COLUMNS, read_ledger


def read_rows(tmp_path, *rows):
    return read_text(tmp_path, as_csv(list(rows)))


def read_text(tmp_path, text):
    path = tmp_path / "waiting_times.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_ledger(path, LEDGER, {"riverside-therapy"}, {"oxfordshire"})


def test_a_row_is_kept_as_published(tmp_path):
    (wait,), problems = read_rows(tmp_path, a_row(page_date="2026-06", note="Routine only."))

    assert problems == []
    assert (wait.service, wait.statistic, wait.value, wait.unit) == (
        "riverside-therapy",
        Statistic.MEDIAN,
        38,
        "weeks",
    )
    assert (wait.as_of, wait.place, wait.confidence) == (PartialDate(2026, 5, 31), "oxfordshire", Confidence.HIGH)
    assert wait.source.url == "https://example.org/may"
    assert wait.source.page_date == PartialDate(2026, 6)


def test_no_wait_is_a_figure_and_no_figure_is_none(tmp_path):
    rows = [a_row(value="0"), a_row(value="", unit="", statistic="no-figure", note="Waits are said to be rising.")]

    waits, problems = read_rows(tmp_path, *rows)

    assert problems == []
    assert [wait.value for wait in waits] == [0, None]
    assert [wait.wait_weeks for wait in waits] == [0, None]


def test_a_source_without_a_title_goes_by_its_address(tmp_path):
    (wait,), _ = read_rows(tmp_path, a_row(source_title="", as_of=""))

    assert wait.source.title == "https://example.org/may"
    assert wait.as_of is None


@pytest.mark.parametrize(
    ("change", "column", "words"),
    [
        ({"value": "-3"}, "value", "-3 is below 0"),
        ({"value": "1e12"}, "value", "absurd"),
        ({"value": "nan"}, "value", "below 0 or absurd"),
        ({"value": "inf"}, "value", "below 0 or absurd"),
        ({"value": "about 38"}, "value", "'about 38' is not a number"),
        ({"value": ""}, "value", "is missing"),
        ({"within_value": "-1"}, "within_value", "-1 is below 0"),
        ({"unit": "week"}, "unit", "'week' is not a length of time"),
        ({"unit": ""}, "unit", "is not a length of time"),
        ({"service": "riverside"}, "service", "is not a service we hold"),
        ({"place": "oxon"}, "place", "is not an area we hold"),
        ({"place": ""}, "place", "is not an area we hold"),
        ({"statistic": "average"}, "statistic", "is not a statistic"),
        ({"source_url": ""}, "source_url", "No figure is kept without the page"),
        ({"source_url": "riverside.example"}, "source_url", "is missing"),
        ({"confidence": ""}, "confidence", "is not a confidence"),
        ({"as_of": "May 2026"}, "as_of", "is not a year, a month or a day"),
        ({"as_of": "2026-02-31"}, "as_of", "has no such day"),
        ({"page_date": "31/05/2026"}, "page_date", "is not a year"),
    ],
)
def test_a_wrong_column_is_named_by_its_row(tmp_path, change, column, words):
    waits, (problem,) = read_rows(tmp_path, a_row(clock_to="other"), a_row(**change))

    assert (problem.file, problem.field) == (LEDGER, f"row 3, {column}")
    assert words in str(problem)
    assert len(waits) == 1


def test_every_wrong_column_of_every_row_is_told(tmp_path):
    _, problems = read_rows(tmp_path, a_row(value="-3", place="x"), a_row(as_of="soon"))

    assert [problem.field for problem in problems] == ["row 2, place", "row 2, value", "row 3, as_of"]


def test_a_negative_wait_reads_like_the_house_says(tmp_path):
    problems = problems_of(tmp_path, small_data() | {LEDGER: [a_row(), a_row(value="-3", as_of="2026-06")]})

    assert str(problems[0]) == (
        "services_data/waiting_times.csv, row 3, value: -3 is below 0 or absurd. "
        "Give the figure, or leave the row out."
    )


@pytest.mark.parametrize(
    ("change", "repeated"),
    [
        ({}, True),
        ({"note": "Said again.", "confidence": "low", "page_date": "2026"}, True),
        ({"source_url": "https://example.org/june"}, False),
        ({"as_of": "2026-06"}, False),
        ({"population": "under fives"}, False),
    ],
)
def test_one_figure_stands_once(tmp_path, change, repeated):
    waits, problems = read_rows(tmp_path, a_row(), a_row(**change))

    assert len(waits) == (1 if repeated else 2)
    assert [str(problem) for problem in problems] == (
        [f"{LEDGER}, row 3: repeats row 2. Delete one of the two."] if repeated else []
    )


HEADER = ",".join(COLUMNS)


@pytest.mark.parametrize(
    "text",
    ["", "\n", "service,value\n", HEADER.upper(), HEADER + ",extra", '"service\n', HEADER.replace(",", ";")],
)
def test_a_wrong_header_is_told_with_the_right_one(tmp_path, text):
    waits, (problem,) = read_text(tmp_path, text)

    assert (waits, problem.field) == ((), "row 1")
    assert HEADER in problem.fix


@pytest.mark.parametrize("row", ["riverside-therapy", "a,b,c", ",".join(["x"] * 17)])
def test_a_row_with_too_few_or_too_many_columns_is_told(tmp_path, row):
    waits, problems = read_text(tmp_path, f"{as_csv([a_row()])}{row}\n")

    assert len(waits) == 1
    assert [problem.field for problem in problems] == ["row 3"]


@pytest.mark.parametrize("row", ['"never closed', '"closed" too soon,1'])
def test_broken_quotes_are_told_and_the_rows_before_are_read(tmp_path, row):
    waits, problems = read_text(tmp_path, f"{as_csv([a_row()])}{row}\n")

    assert len(waits) == 1
    assert "is broken CSV" in problems[0].message


def test_commas_quotes_and_lines_may_stand_in_quotes(tmp_path):
    note = 'It says "soon",\nand no more.'

    (wait,), problems = read_rows(tmp_path, a_row(note=note))

    assert (wait.note, problems) == (note, [])


def test_a_ledger_saved_by_a_spreadsheet_is_read(tmp_path):
    text = "\ufeff" + as_csv([a_row()]).replace("\n", "\r\n")

    waits, problems = read_text(tmp_path, text)

    assert (len(waits), problems) == (1, [])


def test_a_ledger_that_is_not_utf8_or_not_there_is_told(tmp_path):
    _, (not_text,) = read_text(tmp_path, HEADER.encode() + b"\ncaf\xe9\n")
    _, (not_there,) = read_ledger(tmp_path / "elsewhere.csv", LEDGER, {}, {})

    assert "cannot be read as UTF-8" in not_text.message
    assert (not_there.message, not_there.fix) == ("is missing.", "Restore the wait ledger.")


def test_a_ledger_with_a_header_alone_says_that_nothing_is_published(tmp_path):
    directory = read(tmp_path, small_data() | {LEDGER: []})

    assert directory.waits == ()
    assert directory.best_wait("riverside-therapy") is None
