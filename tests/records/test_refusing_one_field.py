"""Each mistake a curator can make in one field is refused by file, field, what is wrong, what to do."""

import pytest
from small_data import CLINIC, PATHWAY, REMOVED, THERAPY, changed, problems_of, small_data

NEED = "services_data/needs/speech.yaml"
POLISH = "services_data/languages/pl.yaml"
AREA = "services_data/areas/oxfordshire.yaml"
PAPER = "services_data/documents/hearing-test.yaml"
RIVERSIDE = "services_data/organizations/riverside.yaml"
CLOCK = "services_data/statutory_clocks/reply.yaml"
ANSWERS = "services_data/accountability/therapy.yaml"
CRISIS = "services_data/crisis_help.yaml"
NOT_LISTED = "services_data/not_listed.yaml"
STANDING = "services_data/standing_help.yaml"
AGE, DOOR, PHONE = "eligibility[0]", "ways_in[0]", "contacts[0]"

WRONG_SHAPES = [
    (THERAPY, "name", REMOVED, "name", "is missing"),
    (THERAPY, "name", "", "name", "is blank"),
    (THERAPY, "name", None, "name", "is empty"),
    (THERAPY, "name", 7, "name", "is not text"),
    (THERAPY, "name", "x" * 6001, "name", "is longer than 6,000 characters. Shorten it."),
    (THERAPY, "phone", "01865", "phone", "is not a field we know"),
    (THERAPY, "sector", "nhs", "sector", "Use one of: health"),
    (THERAPY, "confidence", REMOVED, "confidence", "is missing"),
    (THERAPY, "confidence", "certain", "confidence", "Use one of: high"),
    (THERAPY, "organization", "Riverside NHS", "organization", "is not an id"),
    (THERAPY, "website", "riverside.example", "website", "is not a web address"),
    (THERAPY, "website", "javascript:alert(1)", "website", "is not a web address"),
    (THERAPY, "alternate_names", "Riverside SLT", "alternate_names", "is not a list"),
    (THERAPY, "alternate_names[0]", "", "alternate_names[0]", "is blank"),
    (THERAPY, "needs[0]", "Speech!", "needs[0]", "is not an id"),
    (THERAPY, "crisis", "yes", "crisis", "is not true or false"),
    (THERAPY, "diagnosis_required", 1, "diagnosis_required", "is not true or false"),
    (THERAPY, "status", "asleep", "status", "Use one of: open"),
    (THERAPY, "status", "closed", "status_note", "is needed"),
    (THERAPY, "sources", REMOVED, "sources", "is needed"),
    (THERAPY, "sources.offer.read", REMOVED, "sources.offer.read", "is missing"),
    (THERAPY, "sources.offer.read", "last week", "sources.offer.read", "is not a year"),
    (THERAPY, "sources.offer.read", 2026, "sources.offer.read", "write it in quotes"),
    (THERAPY, "sources.offer.page_date", "2026-02-30", "sources.offer.page_date", "no such day"),
    (THERAPY, "sources.offer.title", REMOVED, "sources.offer.title", "is missing"),
    (THERAPY, "sources.offer.url", "example", "sources.offer.url", "is not a web address"),
    (THERAPY, "eligibility", {"minimum_age": 5}, "eligibility", "is not a list"),
    (THERAPY, AGE, "5 to 18", AGE, "is not a set of named fields"),
    (THERAPY, f"{AGE}.rule", "ages", f"{AGE}.rule", "Use one of: age"),
    (THERAPY, f"{AGE}.minimum", "five", f"{AGE}.minimum", "is not a whole number"),
    (THERAPY, f"{AGE}.minimum", 5.0, f"{AGE}.minimum", "is not a whole number"),
    (THERAPY, f"{AGE}.minimum", True, f"{AGE}.minimum", "is not a whole number"),
    (THERAPY, f"{AGE}.minimum", -1, f"{AGE}.minimum", "must be greater than or equal to 0"),
    (THERAPY, f"{AGE}.minimum", 19, f"{AGE}.minimum", "is above maximum"),
    (THERAPY, f"{AGE}.areas", ["oxfordshire"], f"{AGE}.areas", "does not belong"),
    (THERAPY, AGE, {"rule": "age", "source": "offer"}, f"{AGE}.rule", "needs one of maximum, minimum"),
    (THERAPY, f"{AGE}.source", REMOVED, f"{AGE}.source", "needs a source"),
    (THERAPY, f"{AGE}.basis", "curator", f"{AGE}.source", "needs a source"),
    (THERAPY, "eligibility[1].by", REMOVED, "eligibility[1].by", "is needed by this kind of rule"),
    (THERAPY, "eligibility[1].by", "birth", "eligibility[1].by", "Use one of: home"),
    (THERAPY, "eligibility[2].text", " ", "eligibility[2].text", "is blank"),
    (THERAPY, f"{DOOR}.referrers", [], f"{DOOR}.referrers", "names nobody who may ask"),
    (THERAPY, f"{DOOR}.referrers[0]", "mother", f"{DOOR}.referrers[0]", "Use one of: parent"),
    (THERAPY, f"{DOOR}.fee_pence", "free", f"{DOOR}.fee_pence", "is not a whole number"),
    (THERAPY, f"{DOOR}.fee_pence", -5, f"{DOOR}.fee_pence", "must be greater than or equal to 0"),
    (THERAPY, f"{DOOR}.id", REMOVED, f"{DOOR}.id", "is missing"),
    (THERAPY, f"{DOOR}.steps", "Ring up.", f"{DOOR}.steps", "is not a list"),
    (THERAPY, "ways_in", [], "ways_in", "needs ways_in, or no_way_in"),
    (THERAPY, "ways_in", REMOVED, "ways_in", "needs ways_in, or no_way_in"),
    (
        THERAPY,
        "no_way_in",
        {"reason": "closed", "text": "Shut.", "source": "offer"},
        "ways_in",
        "and not both",
    ),
    (THERAPY, f"{PHONE}.kind", "fax", f"{PHONE}.kind", "Use one of: phone"),
    (THERAPY, f"{PHONE}.value", "01865 1 or 01865 2", f"{PHONE}.value", "Put words into note"),
    (
        THERAPY,
        PHONE,
        {"kind": "email", "value": "a@b, c@d", "source": "offer"},
        f"{PHONE}.value",
        "is not one email address",
    ),
    (THERAPY, "costs[0].amount_pence", "12.50", "costs[0].amount_pence", "is not a whole number"),
    (THERAPY, "notes[0].kind", "rumour", "notes[0].kind", "Use one of: conflict"),
    (THERAPY, "notes[0].basis", "hearsay", "notes[0].basis", "Use one of: curator"),
    (NEED, "words", "not talking", "words", "is not a list"),
    (POLISH, "needs.speech", "mowa", "needs.speech", "is not a list"),
    (NEED, "together", ["took + "], "together[0]", "is not sets of single words"),
    (NEED, "together", ["took"], "together[0]", "is not sets of single words"),
    (
        POLISH,
        "together",
        {"speech": ["wziął + duże tabletki"]},
        "together.speech[0]",
        "is not sets of single words",
    ),
    (POLISH, "checked", "yes", "checked", "Use one of: human"),
    (NEED, "urgency", "very", "urgency", "Use one of: life-at-risk"),
    (AREA, "kind", "county", "kind", "Use one of: country"),
    (AREA, "covers", REMOVED, "covers", "is missing"),
    (AREA, "covers.councils[0]", "Oxfordshire", "covers.councils[0]", "is not a code of this kind"),
    (AREA, "covers.outcodes", ["ox4"], "covers.outcodes[0]", "is not a code of this kind"),
    (AREA, "covers.postcodes", ["OX4 2AA"], "covers.postcodes", "is not a field we know"),
    (RIVERSIDE, "kind", "trust", "kind", "Use one of: nhs"),
    (PAPER, "about", REMOVED, "about", "is missing"),
    (PAPER, "made_by", ["teacher"], "made_by[0]", "Use one of: parent"),
    (PAPER, "takes_weeks", 1000, "takes_weeks", "less than or equal to 104"),
    (CLOCK, "limit.value", "six", "limit.value", "is not a number"),
    (CLOCK, "limit.value", float("nan"), "limit.value", "is not a number"),
    (CLOCK, "source", REMOVED, "source", "is missing"),
    (ANSWERS, "escalation[0].text", "Ask.", "escalation[0].to", "not both"),
    (ANSWERS, "step", REMOVED, "step", "is missing"),
    (CRISIS, "danger", ["hearing-clinic"], "danger", "is not a field we know"),
    (NOT_LISTED, "lawyers", "divorce lawyer", "lawyers", "is not a set of named fields"),
    (NOT_LISTED, "lawyers.words", "divorce lawyer", "lawyers.words", "is not a list"),
    (NOT_LISTED, "lawyers.phrases", ["divorce lawyer"], "lawyers.phrases", "is not a field we know"),
    (PATHWAY, "stages", [], "stages", "is blank"),
    (PATHWAY, "stages[0].id", "You are worried", "stages[0].id", "is not an id"),
    (PATHWAY, "minimum_age", "4", "minimum_age", "is not a whole number"),
    (PATHWAY, "maximum_age", 26, "maximum_age", "less than or equal to 25"),
    (PATHWAY, "connections[0].kind", "sends", "connections[0].kind", "Use one of: refers-to"),
    (PATHWAY, "connections[1].basis", REMOVED, "connections[1].source", "needs a source"),
    (PATHWAY, "refusals[0].reason", "no", "refusals[0].reason", "Use one of: too-young"),
    (PATHWAY, "refusals[0].text", REMOVED, "refusals[0].text", "is missing"),
]


def label(case):
    file, path, value, *_ = case
    shown = "removed" if value is REMOVED else repr(value)[:20]
    return f"{file.split('/')[-2]}: {path} {shown}"


@pytest.mark.parametrize(("file", "path", "value", "field", "words"), WRONG_SHAPES, ids=map(label, WRONG_SHAPES))
def test_a_wrong_field_is_named_alone_with_what_to_do(tmp_path, file, path, value, field, words):
    problems = problems_of(tmp_path, changed(small_data(), file, path, value))

    assert [(problem.file, problem.field) for problem in problems] == [(file, field)]
    assert words in str(problems[0])
    assert problems[0].fix


@pytest.mark.parametrize(
    ("rule", "field", "words"),
    [
        ({"rule": "setting", "any_of": ["school"]}, "any_of", "school, which is not a setting"),
        ({"rule": "school-type", "any_of": ["big"]}, "any_of", "big, which is not a school-type"),
        ({"rule": "document"}, "rule", "needs one of absent, held"),
        ({"rule": "document", "held": "hearing-test", "absent": "hearing-test"}, "held", "cannot both"),
        ({"rule": "any-of", "rules": []}, "rules", "is empty"),
        ({"rule": "all-of", "rules": [{"rule": "age"}]}, "rules[0].rule", "needs one of maximum, minimum"),
        ({"rule": "any-of", "rules": [{"rule": "age", "minimum": "x"}]}, "rules[0].minimum", "whole number"),
        ({"minimum": 5}, "rule", "is missing"),
    ],
)
def test_each_kind_of_rule_has_its_own_fields(tmp_path, rule, field, words):
    files = changed(small_data(), THERAPY, "eligibility[3]", {**rule, "source": "offer"})

    problems = problems_of(tmp_path, files)

    assert [problem.field for problem in problems] == [f"eligibility[3].{field}"]
    assert words in str(problems[0])


DANGLING = [
    (THERAPY, "organization", "nobody", "organization"),
    (THERAPY, "needs[0]", "talking", "needs"),
    (THERAPY, "use_instead", ["nowhere"], "use_instead"),
    (THERAPY, "eligibility[1].areas[0]", "atlantis", "eligibility[1].areas"),
    (THERAPY, "eligibility[3]", {"rule": "document", "held": "letter", "source": "offer"}, "eligibility[3].held"),
    (THERAPY, "eligibility[3]", {"rule": "need", "any_of": ["sleep"], "source": "offer"}, "eligibility[3].any_of"),
    (
        THERAPY,
        "eligibility[3]",
        {"rule": "any-of", "rules": [{"rule": "document", "absent": "letter"}], "source": "offer"},
        "eligibility[3].rules[0].absent",
    ),
    (THERAPY, f"{DOOR}.helpful_documents", ["letter"], f"{DOOR}.helpful_documents"),
    (THERAPY, f"{DOOR}.documents", ["letter"], f"{DOOR}.documents"),
    (THERAPY, f"{DOOR}.after", ["nowhere"], f"{DOOR}.after"),
    (CLINIC, "ways_in[0].passed_on_by", ["nowhere", "riverside-therapy"], "ways_in[0].passed_on_by"),
    (CLINIC, "ways_in[1].passed_on_by", ["nowhere"], "ways_in[1].passed_on_by"),
    (CLINIC, "produces[1]", {"document": "letter", "source": "offer"}, "produces[1].document"),
    (NEED, "parent", "language", "parent"),
    (CLOCK, "services[0]", "nowhere", "services"),
    (ANSWERS, "service", "nowhere", "service"),
    (ANSWERS, "organization", "nobody", "organization"),
    (ANSWERS, "escalation[0].to", "nowhere", "escalation[0].to"),
    (CRISIS, "life_at_risk[0]", "nowhere", "life_at_risk"),
    (STANDING, "if_refused", ["nowhere"], "if_refused"),
    (PATHWAY, "needs[0]", "talking", "needs"),
    (PATHWAY, "start[0]", "nowhere", "start"),
    (PATHWAY, "goals[0]", "nowhere", "goals"),
    (PATHWAY, "clocks[0]", "nowhere", "clocks"),
    (PATHWAY, "stages[0].services[0]", "nowhere", "stages[0].services"),
    (PATHWAY, "connections[1].to", "nowhere", "connections[1].to"),
    (PATHWAY, "connections[1].from", "nowhere", "connections[1].from"),
    (PATHWAY, "refusals[0].service", "nowhere", "refusals[0].service"),
    (PATHWAY, "refusals[0].onward[0]", "nowhere", "refusals[0].onward"),
]


@pytest.mark.parametrize(("file", "path", "value", "field"), DANGLING, ids=map(label, DANGLING))
def test_an_id_that_has_no_record_is_named(tmp_path, file, path, value, field):
    problems = problems_of(tmp_path, changed(small_data(), file, path, value))

    assert [(problem.file, problem.field) for problem in problems] == [(file, field)]
    assert "which is not" in problems[0].message
    assert problems[0].fix == "Correct the id, or add the record."
