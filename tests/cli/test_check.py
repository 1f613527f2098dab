"""`navigator check`: what the folders hold, or every problem at once, and an exit code to build on."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from navigator.assembly import find_folder
from navigator.cli import main


def check(*words: str, **environment: str) -> Result:
    """Run the command on folders as they lie on disk."""
    return CliRunner().invoke(main, list(words), env=environment)


def test_the_shipped_folders_are_checked_without_being_named() -> None:
    result = check("check")

    assert result.exit_code == 0
    assert "0 problems" in result.stdout
    assert "239" in result.stdout
    assert result.stderr == ""


def test_named_folders_are_counted_as_json() -> None:
    folders = ("--services-data", str(find_folder("services_data")), "--pathways", str(find_folder("pathways")))

    result = check(*folders, "check", "--json")

    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert told["problems"] == []
    assert told["services"] == 239
    assert set(told) >= {"services_published", "pathways", "waits", "needs", "sources", "postcodes"}


def test_an_empty_folder_is_a_list_of_problems_not_a_crash(tmp_path: Path) -> None:
    result = check("--services-data", str(tmp_path / "services_data"), "check")

    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert "services_data/services: this folder is missing. Restore the services folder." in lines
    assert lines[-1] == f"{len(lines) - 1} problems"
    assert isinstance(result.exception, SystemExit)


def test_problems_as_json_name_file_field_fault_and_remedy(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("name: [never closed", encoding="utf-8")

    result = check("--pathways", str(tmp_path), "check", "--json")

    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert all(set(problem) == {"file", "field", "message", "fix"} for problem in told["problems"])
    assert any(problem["file"].endswith("broken.yaml") for problem in told["problems"])


@pytest.mark.parametrize("command", [("search", "sleep"), ("plan", "autism"), ("serve", "--port", "1")])
def test_no_command_runs_on_broken_data(tmp_path: Path, command: tuple[str, ...]) -> None:
    result = check("--services-data", str(tmp_path), *command)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines()[-1].endswith("problems. Nothing was loaded.")
    assert isinstance(result.exception, SystemExit)


def test_the_environment_may_name_the_folders(tmp_path: Path) -> None:
    result = check("check", NAVIGATOR_SERVICES_DATA=str(tmp_path))

    assert result.exit_code == 1


def test_a_file_is_not_taken_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "services_data").write_text("", encoding="utf-8")

    result = check("--services-data", str(tmp_path / "services_data"), "check")

    assert result.exit_code == 2
    assert "is a file" in result.stderr


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",), ("search", "-h"), ("plan", "-h"), ("serve", "-h")])
def test_help_is_there_to_be_asked_for(words: tuple[str, ...]) -> None:
    result = check(*words)

    assert "Usage:" in result.output
