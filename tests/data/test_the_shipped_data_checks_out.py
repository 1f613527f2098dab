"""`navigator check` on the data that ships with the project."""

import json

from click.testing import CliRunner

from navigator.cli import main


def test_check_finds_239_services_and_no_problem():
    result = CliRunner().invoke(main, ["check"])

    assert result.exit_code == 0, result.output or result.exception
    assert "239" in next(line for line in result.output.splitlines() if "services " in line)
    assert result.output.endswith("0 problems\n")


def test_check_counts_everything_as_json():
    result = CliRunner().invoke(main, ["check", "--json"])

    told = json.loads(result.output)
    assert result.exit_code == 0
    assert told["problems"] == []
    assert (told["services"], told["clocks"], told["accountability"]) == (239, 41, 25)
    assert told["services_held_back"] + told["services_published"] == told["services"]
    assert told["connections"] >= 481
