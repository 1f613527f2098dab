"""`navigator deadlines`: dates for people, for programs and for a calendar."""

import json
from collections.abc import Callable
from pathlib import Path

import icalendar
import pytest
from click.testing import CliRunner, Result

from navigator.assembly import Navigator
from navigator.deadlines_command import deadlines
from navigator.domain.deadlines import Process

Run = Callable[..., Result]


class ShippedFolders:
    """The folders that ship with the project, opened already."""

    services_data = None

    def __init__(self, navigator: Navigator) -> None:
        self._navigator = navigator

    def open(self) -> Navigator:
        return self._navigator


@pytest.fixture
def run(real_navigator: Navigator) -> Run:
    """Run the command as a shell would."""

    def run_command(*words: str) -> Result:
        result = CliRunner().invoke(deadlines, list(words), obj=ShippedFolders(real_navigator))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run_command


def test_an_ehc_request_as_a_table(run: Run) -> None:
    result = run("ehc", "--requested", "2026-09-01")

    assert result.exit_code == 0
    assert "13 October" in result.stdout
    assert "Check this date with SENDIASS or IPSEA" in result.stdout


def test_an_ehc_request_as_json(run: Run) -> None:
    result = run("ehc", "--requested", "2026-09-01", "--json")

    told = json.loads(result.stdout)
    dates = {one["id"]: one["date"] for one in told["deadlines"]}
    assert told["given"] == {"requested": "2026-09-01"}
    assert dates["ehc-decision-to-assess"] == "2026-10-13"
    assert dates["ehc-refusal-of-plan"] == "2026-12-22"
    assert dates["ehc-final-plan"] == "2027-01-19"
    assert dates["ehc-advice"] is None
    for one in told["deadlines"]:
        assert (one["date"] is None) == (one["why_no_date"] is not None) == (one["certainty"] is None)
        assert all(one[field] for field in ("name", "law", "who_must_act", "if_missed", "worked_out", "source"))


def test_a_calendar_file_is_written(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "appeal.ics"

    result = run("appeal", "--decision", "2026-10-01", "--certificate", "2026-11-29", "--ics", str(file))

    assert result.exit_code == 0
    assert str(file) in result.stdout.replace("\n", "")
    events = {str(event["uid"]).split("-decision")[0]: event for event in _events(file)}
    assert events["appeal"].decoded("dtstart").isoformat() == "2027-01-04"


def test_json_and_a_calendar_file_at_once_leave_json_alone_on_standard_output(run: Run, tmp_path: Path) -> None:
    result = run("ehc", "--requested", "2026-09-01", "--json", "--ics", str(tmp_path / "ehc.ics"))

    assert json.loads(result.stdout)["process"] == "ehc"
    assert len(_events(tmp_path / "ehc.ics")) == 4


def _events(file: Path) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("ehc",), "Give at least one date: --requested, --advice-asked, --draft-sent."),
        (("ehc", "--requested", "2026-02-30"), "there is no such day"),
        (("ehc", "--requested", "soon"), "enter a real date in numbers"),
        (("ehc", "--requested", "2001-01-01"), "enter a date in 2014 or later"),
        (("ehc", "--requested", "9999-01-01"), "at most two years ahead"),
        (("ehc", "--decision", "2026-09-01"), "--decision starts no limit of ehc"),
        (("ehc", "--requested", "2026-09-01", "--draft-sent", "2026-08-01"), "this cannot come before"),
        (("divorce", "--requested", "2026-09-01"), "'divorce' is not one of"),
    ],
)
def test_what_cannot_be_used_is_told_in_words_with_exit_code_2(
    run: Run, words: tuple[str, ...], told: str
) -> None:
    result = run(*words)

    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


def test_every_wrong_date_is_told_at_once(run: Run) -> None:
    result = run("ehc", "--requested", "x", "--draft-sent", "y")

    assert "--requested" in result.stderr
    assert "--draft-sent" in result.stderr


def test_a_calendar_file_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    result = run("ehc", "--requested", "2026-09-01", "--ics", str(tmp_path / "none" / "ehc.ics"))

    assert result.exit_code == 1
    assert "Give another file." in result.stderr


def test_broken_school_dates_stop_the_command(real_navigator: Navigator, tmp_path: Path) -> None:
    folders = ShippedFolders(real_navigator)
    folders.services_data = tmp_path

    result = CliRunner().invoke(deadlines, ["ehc", "--requested", "2026-09-01"], obj=folders)

    assert result.exit_code == 1
    assert "school_calendar.yaml: is missing." in result.stderr
    assert result.stdout == ""


def test_help_tells_every_process(run: Run) -> None:
    result = run("--help")

    unwrapped = "".join(result.stdout.split())
    assert all(process.value in unwrapped for process in Process)
