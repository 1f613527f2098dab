"""Files that cannot be read as they stand: one clear problem each, and never a traceback."""

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_data import CLINIC, LEDGER, PATHWAY, THERAPY, TODAY, problems_of, read, small_data, write_data

from navigator.records import InvalidRecords, Problem, read_directory
from navigator.records.files import MAX_DEPTH, MAX_FILE_BYTES, read_shelf
from navigator.records.schemas import NeedSchema, is_id

NEED = "services_data/needs/hearing.yaml"


def the_problem(tmp_path, files, file):
    (problem,) = [problem for problem in problems_of(tmp_path, files) if problem.file == file]
    return problem


@pytest.mark.parametrize(
    ("content", "field", "words"),
    [
        ("", "", "is empty"),
        ("# only a note\n", "", "is empty"),
        ("---\n", "", "is empty"),
        ("Hearing", "", "is not a list of named fields"),
        ("- name: Hearing\n", "", "is not a list of named fields"),
        ("name: 'half a quote\n", "line 2", "is not valid YAML"),
        ("name: Hearing\n\tparent: communication\n", "line 2", "is not valid YAML"),
        ("name: [Hearing\n", "line 2", "is not valid YAML"),
        ("name: Hearing: and vision\n", "line 1", "is not valid YAML"),
        ("name: Hearing\nname: Vision\n", "line 2", "the field 'name' stands here twice"),
        ("name: Hearing\n---\nname: Vision\n", "line 2", "is not valid YAML"),
        ("name: !!python/object/apply:os.getcwd []\n", "line 1", "is not valid YAML"),
        ("name: 2025-13-45\n", "", "has a value that cannot be read"),
        ("name: 2025-12-01\n", "name", "is not text"),
        ("name: no\n", "name", "is not text"),
        ("name: Hearing\x00\n", "", "is not valid YAML"),
        ("1: one\nname: Hearing\n", "1", "is not a field we know"),
        ("? [a, b]\n: c\nname: Hearing\n", "['a', 'b']", "is not a field we know"),
        (b"name: H\xe9ring\n", "", "is not text in UTF-8"),
        (b"\xff\xfen\x00a\x00", "", "is not text in UTF-8"),
        ("name: Hearing\n# " + "x" * MAX_FILE_BYTES, "", "is larger than 1 MB"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_line(tmp_path, content, field, words):
    problem = the_problem(tmp_path, small_data() | {NEED: content}, NEED)

    assert (problem.field, problem.file) == (field, NEED)
    assert words in problem.message
    assert problem.fix


def test_a_mark_at_the_start_of_the_file_does_no_harm(tmp_path):
    directory = read(tmp_path, small_data() | {NEED: "\ufeffname: Hearing\r\nwords: [deaf]\r\n".encode()})

    assert directory.needs["hearing"].words == ("deaf",)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
@pytest.mark.parametrize("levels", [MAX_DEPTH + 1, 100_000])
def test_a_file_nested_too_deeply_is_refused_before_it_is_built(tmp_path, opening, levels):
    problem = the_problem(tmp_path, small_data() | {NEED: "name:\n  " + opening * levels}, NEED)

    assert (problem.message, problem.fix) == ("is nested too deeply.", "Flatten it.")


def test_rules_may_be_grouped_some_levels_deep(tmp_path):
    rule = {"rule": "age", "minimum": 5}
    for _ in range(10):
        rule = {"rule": "any-of", "rules": [rule]}
    record = small_data()[THERAPY]
    record["eligibility"] = [{**rule, "source": "offer"}]

    assert read(tmp_path, small_data() | {THERAPY: record}).get_service("riverside-therapy").eligibility


def test_a_few_lines_that_would_grow_to_millions_are_refused(tmp_path):
    lines = ["eligibility:", "  - &a0 {rule: condition, text: x, source: offer}"]
    for number in range(1, 12):
        copies = ", ".join([f"*a{number - 1}"] * 10)
        lines.append(f"  - &a{number} {{rule: any-of, rules: [{copies}], source: offer}}")

    problem = the_problem(tmp_path, small_data() | {CLINIC: "\n".join(lines) + "\n"}, CLINIC)

    assert "repeats a part by *a0" in problem.message


def test_a_record_that_holds_itself_is_refused(tmp_path):
    problem = the_problem(tmp_path, small_data() | {NEED: "&need\nname: Hearing\nwords: *need\n"}, NEED)

    assert "repeats a part by *need" in problem.message


def test_one_id_in_two_folders_is_refused(tmp_path):
    files = small_data()
    files["services_data/services/archive/riverside-therapy.yaml"] = files[THERAPY]

    (problem,) = problems_of(tmp_path, files)

    assert (problem.file, problem.field) == (THERAPY, "id")
    assert problem.message == (
        "'riverside-therapy' is already the id of services_data/services/archive/riverside-therapy.yaml."
    )


def test_a_yml_ending_is_told_and_the_record_still_counts(tmp_path):
    files = small_data()
    files["services_data/needs/hearing.yml"] = files.pop(NEED)

    (problem,) = problems_of(tmp_path, files)

    assert problem == Problem("services_data/needs/hearing.yml", "", "ends in .yml.", "Rename it to end in .yaml.")


@pytest.mark.parametrize("name", ["notes.txt", "hearing.yaml.bak", "hearing.json", "README"])
def test_a_stray_file_is_not_skipped_in_silence(tmp_path, name):
    file = f"services_data/needs/{name}"

    assert "is not a YAML file" in the_problem(tmp_path, small_data() | {file: "name: x\n"}, file).message


@pytest.mark.parametrize(
    "name", ["Hearing", "hearing loss", "hearing_loss", "-hearing", "hearing-", "héaring", "a--b"]
)
def test_a_file_name_that_cannot_be_an_id_is_refused(tmp_path, name):
    file = f"services_data/needs/{name}.yaml"

    assert "cannot be an id" in the_problem(tmp_path, small_data() | {file: {"name": "Hearing"}}, file).message


@pytest.mark.parametrize(
    ("text", "expected"), [("a", True), ("a-2-b", True), ("", False), ("a\n", False), ("A", False)]
)
def test_what_can_be_an_id(text, expected):
    assert is_id(text) is expected


@pytest.mark.parametrize(
    "folder", ["services", "organizations", "needs", "documents", "areas", "statutory_clocks", "accountability"]
)
def test_a_missing_folder_is_one_problem_of_its_own(tmp_path, folder):
    services_data, pathways = write_data(tmp_path, small_data())
    shutil.rmtree(services_data / folder)

    with pytest.raises(InvalidRecords) as invalid:
        read_directory(services_data, pathways, TODAY)

    assert (
        Problem(f"services_data/{folder}", "", "this folder is missing.", f"Restore the {folder} folder.")
        in invalid.value.problems
    )


def test_folders_that_are_not_there_at_all_are_told_and_nothing_else_breaks(tmp_path):
    with pytest.raises(InvalidRecords, match="problems in the data files") as invalid:
        read_directory(tmp_path / "nowhere", tmp_path / "neither", TODAY)

    files = {problem.file for problem in invalid.value.problems}
    assert {"neither", "nowhere/services", "nowhere/crisis_help.yaml", "nowhere/waiting_times.csv"} <= files


@pytest.mark.parametrize("name", ["crisis_help", "standing_help", "not_listed"])
def test_the_short_lists_must_be_there(tmp_path, name):
    files, file = small_data(), f"services_data/{name}.yaml"
    del files[file]

    assert problems_of(tmp_path, files) == (Problem(file, "", "is missing.", "Restore it."),)


@pytest.mark.parametrize(
    "name",
    [
        "local_authorities_england.csv",
        "postcodes_oxfordshire_and_edges.csv.gz",
        "sectors_region.csv",
        "outcodes_gb.csv",
        "places_region.csv",
    ],
)
def test_a_missing_geography_file_is_named(tmp_path, name):
    services_data, pathways = write_data(tmp_path, small_data())
    (services_data / "geo" / name).unlink()

    with pytest.raises(InvalidRecords) as invalid:
        read_directory(services_data, pathways, TODAY)

    assert invalid.value.problems == (
        Problem(f"services_data/geo/{name}", "", "is missing.", "Restore the geography file."),
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("postcodes_oxfordshire_and_edges.csv.gz", b"not zipped"),
        ("postcodes_oxfordshire_and_edges.csv.gz", b""),
        ("sectors_region.csv", b"sector,lat\nOX4 2,x\n"),
        ("outcodes_gb.csv", b"\xff\xfe"),
        ("local_authorities_england.csv", b"lad\nE06000001\n"),
    ],
)
def test_a_broken_geography_file_is_a_problem_and_not_a_crash(tmp_path, name, content):
    services_data, pathways = write_data(tmp_path, small_data())
    (services_data / "geo" / name).write_bytes(content)

    with pytest.raises(InvalidRecords) as invalid:
        read_directory(services_data, pathways, TODAY)

    (problem,) = invalid.value.problems
    assert problem.file.startswith("services_data/geo")
    assert "cannot be read" in problem.message


def test_every_spoilt_file_at_once_is_still_only_problems(tmp_path):
    files = dict.fromkeys(small_data(), "name: 'half a quote\n")

    problems = problems_of(tmp_path, files)

    assert {problem.file for problem in problems} == set(files)
    assert PATHWAY in files and LEDGER in files


@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(lambda text: f"name: {text}\n".encode("utf-8", "ignore")),
    )
)
def test_any_content_is_a_record_or_a_problem(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("needs")
    (folder / "need.yaml").write_bytes(content)

    shelf = read_shelf(folder, NeedSchema(), folder)

    assert ("need" in shelf.records) != bool(shelf.problems)
    assert all(str(problem).startswith("need.yaml") and problem.fix for problem in shelf.problems)
