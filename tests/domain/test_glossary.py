"""Short forms are found as whole words, in capitals, and each only once."""

import pytest

from navigator.domain.glossary import Term, find_terms

PLAN = Term(
    "ehc-plan", "EHC plan", "A legal paper.", "education, health and care plan", ("EHCP", "EHC plans", "Plan")
)
NHS = Term("nhs", "NHS", "The public health service.", "National Health Service")
MEDIATION = Term("mediation", "Mediation", "A talk.", also=("ADR",))
GLOSSARY = (PLAN, MEDIATION, NHS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ask the NHS.", [NHS]),
        ("The NHS pays. Bring the EHCP, if you have an EHC plan.", [PLAN, NHS]),
        ("Plan your day.", []),
        ("write to help@NHS.example or NHS.example", []),
        ("NHSX is another thing", []),
        ("nhs", []),
        ("Mediation and ADR", []),
        (None, []),
    ],
)
def test_what_a_page_would_explain(text, found):
    assert list(find_terms(GLOSSARY, [text])) == found


def test_nothing_is_found_in_an_empty_glossary():
    assert find_terms((), ["NHS"]) == ()
