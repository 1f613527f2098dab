"""Directory -> index: what is in it, and that it stays in memory."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from building import a_need, a_service, a_way_in, an_organization
from searching import SERVICES, a_town
from whoosh.query import Term

from navigator.domain.eligibility import ConditionRule, GroupRule
from navigator.domain.services import Note, NoteKind
from navigator.search import open_index
from navigator.search.index import FIELD_WEIGHTS, list_record_texts


def services_with(word: str, *services: object, **changes: object) -> set[str]:
    """The ids of the services that use a word in any field."""
    with open_index(a_town(*services, **changes)).searcher() as searcher:
        return {hit["id"] for field in FIELD_WEIGHTS for hit in searcher.search(Term(field, word), limit=None)}


@pytest.mark.parametrize(
    ("field", "service"),
    [
        ("its name", a_service("it", name="Zebra")),
        ("another name", a_service("it", alternate_names=("The Zebra",))),
        ("a former name", a_service("it", former_names=("Zebra house",))),
        ("its summary", a_service("it", summary="We keep a zebra.")),
        ("a condition to read", a_service("it", eligibility=(ConditionRule("Owns a zebra."),))),
        ("a condition in a group", a_service("it", eligibility=(GroupRule(True, (ConditionRule("A zebra."),)),))),
        ("the name of a door", a_service("it", ways_in=(a_way_in(name="By zebra"),))),
        ("a note", a_service("it", notes=(Note(NoteKind.CAUTION, "Mind the zebra."),))),
        ("its organization", a_service("it", organization=an_organization(name="Zebra trust"))),
    ],
)
def test_a_service_is_found_by_a_word_in(field: str, service: object):
    assert services_with("zebra", service) == {"it"}, field


def test_a_service_is_found_by_the_words_of_its_needs():
    needs = (a_need("speech-delay", "zebra words"), a_need("sleep"))

    assert services_with("zebra", a_service("it", needs=("speech-delay",)), needs=needs) == {"it"}


def test_words_are_folded_and_stemmed_as_queries_are():
    service = a_service("it", summary="Łódź CAFÉS won’t close")

    assert [services_with(word, service) for word in ("lodz", "cafe", "wont")] == [{"it"}] * 3


def test_what_the_public_may_not_see_is_not_in_the_index():
    texts = {record["id"] for record in list_record_texts(a_town())}

    assert texts == {service.id for service in SERVICES} - {"rumour"}


def test_the_index_touches_no_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Several processes start at once; a temporary folder that they share would make them clash."""
    not_a_folder = tmp_path / "file"
    not_a_folder.write_text("in the way")
    monkeypatch.setattr(tempfile, "tempdir", str(not_a_folder))

    index = open_index(a_town())

    assert index.doc_count() == len(SERVICES) - 1


def test_the_order_of_the_records_changes_nothing():
    town = a_town()
    turned = replace(town, services=dict(reversed(town.services.items())))

    assert list_record_texts(turned) == list_record_texts(town)
