"""A good folder becomes a directory, whatever the order of its files."""

import random
import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from small_data import (
    CLINIC,
    LEDGER,
    PATHWAY,
    PROJECT,
    THERAPY,
    TODAY,
    a_row,
    changed,
    read,
    small_data,
    write_data,
)

from navigator.domain.eligibility import AgeRange, AgeRule, AreaRule, ConditionRule
from navigator.domain.profile import Referrer
from navigator.domain.referrals import ConnectionKind
from navigator.domain.services import NoteKind, Status
from navigator.domain.sources import PartialDate
from navigator.domain.waits import Statistic
from navigator.records import read_directory, summarize
from navigator.records.files import read_shelf
from navigator.records.schemas import ServiceSchema


def test_a_service_is_read_as_its_file_says(tmp_path):
    service = read(tmp_path, small_data()).get_service("riverside-therapy")

    assert service.name == "Riverside children's speech therapy"
    assert service.organization.name == "Riverside NHS Trust"
    assert [type(rule) for rule in service.eligibility] == [AgeRule, AreaRule, ConditionRule]
    assert service.eligibility[0].ages == AgeRange(minimum=0, maximum=18)
    assert service.eligibility[1].areas[0].name == "Oxfordshire"
    (door,) = service.ways_in
    assert door.referrers == (Referrer.PARENT, Referrer.GP)
    assert (door.documents, door.fee_pence) == (("hearing-test",), 0)
    assert service.main_source.read == PartialDate(2026, 11)
    assert service.contacts[0].source == service.main_source
    assert (service.notes[0].kind, service.notes[0].source) == (NoteKind.GAP, None)


def test_what_a_file_does_not_say_is_missing_and_not_a_default(tmp_path):
    service = read(tmp_path, small_data()).get_service("hearing-clinic")

    assert (service.status, service.diagnosis_required, service.ehc_plan_required) == (None, None, None)
    assert (service.ways_in[0].fee_pence, service.free, service.while_waiting) == (None, None, None)


def test_a_pathway_is_read_as_its_file_says(tmp_path):
    pathway = read(tmp_path, small_data()).get_pathway("speech")

    assert [stage.id for stage in pathway.stages] == ["worried", "helped"]
    first, second = pathway.connections
    assert (first.origin, first.target, first.kind) == (
        "riverside-therapy",
        "hearing-clinic",
        ConnectionKind.REFERS_TO,
    )
    assert first.source.title == "Riverside: offer"
    assert second.source is None
    assert pathway.refusals[0].onward == ("hearing-clinic",)


def test_the_rest_of_the_folder(tmp_path):
    directory = read(tmp_path, small_data())

    assert directory.languages["pl"].needs["speech"] == ("nie mówi",)
    assert directory.clocks["reply"].limit.value == 6
    assert [step.to for step in directory.accountability[0].escalation] == ["hearing-clinic", None]
    assert directory.crisis_help.life_at_risk == ("hearing-clinic",)
    assert directory.standing_help.while_waiting == ("riverside-therapy",)
    assert directory.best_wait("riverside-therapy").statistic is Statistic.MEDIAN


def test_the_projects_own_geography_is_read(tmp_path):
    services_data, pathways = write_data(tmp_path, small_data())
    shutil.rmtree(services_data / "geo")
    shutil.copytree(PROJECT / "services_data" / "geo", services_data / "geo")

    directory = read_directory(services_data, pathways, TODAY)

    assert len(directory.gazetteer.units) > 30_000
    assert directory.gazetteer.parse_postcode("OX4 2AA").districts == {"E07000178"}
    assert directory.gazetteer.council_names["E10000025"] == "Oxfordshire"


def test_counts_are_those_of_the_folder(tmp_path):
    low = small_data()[CLINIC] | {"confidence": "low", "ways_in": [], "produces": []}
    low |= {"no_way_in": {"reason": "not-published", "text": "Nobody says.", "source": "offer"}}
    files = {**small_data(), "services_data/services/unsure.yaml": low}
    inferred = {"from": "hearing-clinic", "to": "unsure", "kind": "see-also", "basis": "curator"}
    files = changed(files, PATHWAY, "connections[2]", inferred)

    summary = summarize(read(tmp_path, files))

    assert (summary.services, summary.services_published, summary.services_held_back) == (3, 2, 1)
    assert (summary.organizations, summary.needs, summary.words) == (1, 3, 4)
    assert (summary.ways_in, summary.referrals) == (3, 4)
    assert (summary.pathways, summary.stages, summary.refusals) == (1, 2, 1)
    assert (summary.connections, summary.connections_inferred) == (3, 2)
    assert (summary.waits, summary.services_with_a_wait) == (2, 2)
    assert (summary.clocks, summary.accountability, summary.documents, summary.areas) == (1, 1, 1, 1)
    assert summary.sources == 2
    assert summary.postcodes == 3


def test_a_service_that_is_not_running_is_counted(tmp_path):
    files = changed(small_data(), THERAPY, "status", "paused")
    files = changed(files, THERAPY, "status_note", {"text": "Paused in May 2026.", "source": "offer"})
    files = changed(files, "services_data/standing_help.yaml", "while_waiting", [])

    directory = read(tmp_path, files)

    assert directory.get_service("riverside-therapy").status is Status.PAUSED
    assert summarize(directory).services_not_running == 1


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_files_changes_nothing(tmp_path, monkeypatch, seed):
    files = {
        **small_data(),
        "services_data/accountability/clinic.yaml": small_data()["services_data/accountability/therapy.yaml"],
        "services_data/areas/wales.yaml": {
            "name": "Wales",
            "kind": "country",
            "covers": {"countries": ["W92000004"]},
        },
        "pathways/hearing.yaml": small_data()[PATHWAY] | {"connections": []},
    }
    expected = read(tmp_path / "in-order", files)
    names = list(files)
    random.Random(seed).shuffle(names)
    found = Path.rglob

    def shuffled(folder, pattern):
        paths = list(found(folder, pattern))
        random.Random(seed).shuffle(paths)
        return iter(paths)

    monkeypatch.setattr(Path, "rglob", shuffled)
    directory = read(tmp_path / "shuffled", {name: files[name] for name in names})

    assert directory == expected
    assert list(directory.services) == list(expected.services)
    assert list(directory.pathways) == list(expected.pathways)


def test_the_order_of_the_ledgers_rows_is_kept(tmp_path):
    files = small_data() | {
        LEDGER: [a_row(value="40", as_of="2026-06"), a_row(), a_row(value="7", clock_to="end")]
    }

    assert [wait.value for wait in read(tmp_path, files).list_waits("riverside-therapy")] == [40, 38, 7]


def test_records_may_stand_in_subfolders_and_hidden_files_are_left_alone(tmp_path):
    files = small_data()
    files["services_data/services/health/riverside-therapy.yaml"] = files.pop(THERAPY)
    files["services_data/services/.swp"] = "left by an editor"

    assert read(tmp_path, files).get_service("riverside-therapy").name.startswith("Riverside")


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@given(name=words, summary=words, names=st.lists(words, max_size=3), age=st.integers(0, 120))
def test_what_is_written_is_read_again(tmp_path_factory, name, summary, names, age):
    record = changed(small_data(), THERAPY, "eligibility[0].maximum", age)[THERAPY]
    record |= {"name": name, "summary": summary, "alternate_names": names}
    folder = tmp_path_factory.mktemp("services")
    (folder / "therapy.yaml").write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")

    shelf = read_shelf(folder, ServiceSchema(), folder)

    assert shelf.problems == []
    assert shelf.records["therapy"]["name"] == name.strip()
    assert shelf.records["therapy"]["summary"] == summary.strip()
    assert shelf.records["therapy"]["alternate_names"] == [other.strip() for other in names]
    assert shelf.records["therapy"]["eligibility"][0]["maximum"] == age
