"""Ten different mistakes in a copy of the real data, found by `navigator check` in one run."""

import json
import shutil

import pytest
import yaml
from click.testing import CliRunner
from small_data import PROJECT, a_row, as_csv

from navigator.cli import main

SERVICES = "services_data/services"


def spoil(root):
    """Make the ten mistakes; return for each its name, the file, the field and some of the words."""

    def load(file):
        return yaml.safe_load((root / file).read_text(encoding="utf-8"))

    def save(file, record):
        path = root / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
        return file

    def edit(file, change):
        record = load(file)
        change(record)
        return save(file, record)

    def in_a_loop(name, other):
        record = load(f"{SERVICES}/sendiass-oxfordshire.yaml")
        door = {"id": "sent", "name": "Sent on", "passed_on_by": [other], "basis": "curator"}
        return save(f"{SERVICES}/{name}.yaml", record | {"ways_in": [door]})

    ledger = root / "services_data/waiting_times.csv"
    figure = as_csv([a_row(service="camhs-single-point-of-access", value="-3")]).splitlines()[1]
    ledger.write_text(ledger.read_text(encoding="utf-8") + figure + "\n", encoding="utf-8")
    last_row = len(ledger.read_text(encoding="utf-8").splitlines())
    edge = {"from": "sendiass-oxfordshire", "to": "no-such-service", "kind": "see-also", "basis": "curator"}
    edges = len(load("pathways/camhs.yaml")["connections"])
    doors = edit(
        f"{SERVICES}/camhs-getting-help.yaml",
        lambda record: record["ways_in"][0]["passed_on_by"].append("camhs-front-door"),
    )
    unknown = edit(f"{SERVICES}/mash.yaml", lambda record: record.update(telephone="0345"))
    (root / f"{SERVICES}/beat.yaml").write_text("name: Beat\nsummary: 'half a quote\n", encoding="utf-8")
    sourceless = edit(f"{SERVICES}/childline.yaml", lambda record: record.update(main_source="leaflet"))
    looped = in_a_loop("loop-first", "loop-second"), in_a_loop("loop-second", "loop-first")
    twice = save(f"{SERVICES}/archive/samaritans.yaml", load(f"{SERVICES}/samaritans.yaml"))
    typed = edit(
        f"{SERVICES}/health-visiting.yaml",
        lambda record: record.update(eligibility=[{"rule": "age", "minimum": "four", "basis": "curator"}]),
    )
    dangling = edit("pathways/camhs.yaml", lambda record: record["connections"].append(edge))
    (root / f"{SERVICES}/cerebra.yaml").write_text("", encoding="utf-8")
    return [
        ("bad id", doors, "ways_in[0].passed_on_by", "'camhs-front-door', which is not a service"),
        ("negative wait", "services_data/waiting_times.csv", f"row {last_row}, value", "-3 is below 0"),
        ("unknown field", unknown, "telephone", "is not a field we know"),
        ("broken YAML", f"{SERVICES}/beat.yaml", "line 3", "is not valid YAML"),
        ("missing source", sourceless, "main_source", "the source 'leaflet', which is not there"),
        ("loop", looped[0], "ways_in[0]", "a loop that no role can enter"),
        ("loop", looped[1], "ways_in[0]", "a loop that no role can enter"),
        ("duplicate id", f"{SERVICES}/samaritans.yaml", "id", f"is already the id of {twice}"),
        ("wrong type", typed, "eligibility[0].minimum", "is not a whole number"),
        ("dangling edge", dangling, f"connections[{edges}].to", "'no-such-service', which is not a service"),
        ("empty file", f"{SERVICES}/cerebra.yaml", "", "is empty"),
    ]


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory):
    root = tmp_path_factory.mktemp("copy")
    for folder in ("services_data", "pathways"):
        shutil.copytree(PROJECT / folder, root / folder)
    return root, spoil(root)


def run_check(root, *options):
    folders = ["--services-data", str(root / "services_data"), "--pathways", str(root / "pathways")]
    return CliRunner().invoke(main, [*folders, "check", *options])


@pytest.fixture(scope="module")
def told(spoilt):
    return run_check(spoilt[0])


def test_check_fails_without_a_traceback(told):
    assert told.exit_code == 1
    assert isinstance(told.exception, SystemExit)
    assert "Traceback" not in told.output


def test_each_mistake_is_told_by_file_field_and_what_is_wrong(spoilt, told):
    lines = told.output.splitlines()

    for name, file, field, words in spoilt[1]:
        where = f"{file}, {field}: " if field else f"{file}: "
        found = [line for line in lines if line.startswith(where) and words in line]
        assert found, f"{name} is not told: {where}... {words}"


def test_nothing_else_is_blamed_for_them(spoilt, told):
    blamed = {line.split(", ")[0].split(": ")[0] for line in told.output.splitlines()[:-1]}

    assert blamed == {file for _, file, _, _ in spoilt[1]}
    assert told.output.splitlines()[-1] == f"{len(spoilt[1])} problems"


def test_the_same_is_told_as_json_with_what_to_do(spoilt):
    result = run_check(spoilt[0], "--json")

    problems = json.loads(result.stdout)["problems"]
    assert result.exit_code == 1
    assert [set(problem) for problem in problems] == [{"file", "field", "message", "fix"}] * len(spoilt[1])
    assert {(problem["file"], problem["field"]) for problem in problems} == {
        (file, field) for _, file, field, _ in spoilt[1]
    }
    assert all(problem["message"] and problem["fix"] for problem in problems)


def test_the_real_data_has_no_problem():
    result = run_check(PROJECT, "--json")

    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["problems"] == []
    assert told["services"] == len(list((PROJECT / SERVICES).glob("*.yaml")))
