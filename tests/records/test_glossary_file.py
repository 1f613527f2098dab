"""The file of words: what it becomes, and what is refused in it."""

import pytest
from small_data import REMOVED, changed, problems_of, read, small_data

GLOSSARY = "services_data/glossary.yaml"


def test_terms_come_by_the_alphabet_with_their_sources(tmp_path):
    slt, waiting = read(tmp_path, small_data()).glossary

    assert (slt.id, slt.term, slt.long, slt.also) == ("slt", "SLT", "speech and language therapy", ("SALT",))
    assert slt.source.title == "Riverside: offer"
    assert (waiting.id, waiting.long, waiting.source) == ("waiting-list", None, None)


@pytest.mark.parametrize(
    ("path", "value", "field", "words"),
    [
        ("terms.slt.services[0]", "nobody", "terms.slt.services", "'nobody', which is not a service"),
        ("terms.slt.pathways[0]", "nowhere", "terms.slt.pathways", "'nowhere', which is not a pathway"),
        ("terms.slt.source", "hearsay", "terms.slt.source", "the source 'hearsay', which is not there"),
        ("terms.slt.meaning", REMOVED, "terms.slt.meaning", "is missing"),
        ("terms.slt.meaning", "", "terms.slt.meaning", "is blank"),
        ("terms.slt.colour", "blue", "terms.slt.colour", "is not a field we know"),
        ("terms.waiting-list.basis", REMOVED, "terms.waiting-list.source", "needs a source"),
        ("terms.waiting-list.also", ["SALT"], "terms.waiting-list", "'SALT' is already a name of slt"),
        ("terms", {}, "terms", "is blank"),
    ],
)
def test_what_is_refused(tmp_path, path, value, field, words):
    problems = problems_of(tmp_path, changed(small_data(), GLOSSARY, path, value))

    assert [problem for problem in problems if problem.file == GLOSSARY and problem.field == field], problems
    assert any(words in str(problem) for problem in problems), problems


def test_a_source_that_no_term_names_is_a_problem(tmp_path):
    spare = {"title": "Spare", "url": "https://example.org/spare", "read": "2026-11"}

    (problem,) = problems_of(tmp_path, changed(small_data(), GLOSSARY, "sources.spare", spare))

    assert problem.field == "sources.spare"
    assert problem.message == "is named by no term."


def test_a_page_cannot_have_been_read_in_the_future(tmp_path):
    (problem,) = problems_of(tmp_path, changed(small_data(), GLOSSARY, "sources.offer.read", "2027-01"))

    assert (problem.file, problem.field) == (GLOSSARY, "sources.offer.read")
