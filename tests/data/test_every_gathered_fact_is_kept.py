"""Nothing that was gathered got lost on its way into services_data/ and pathways/.

Where something was left out on purpose, it stands in a list here with the reason, and the service's
own note tells the family so. A reason that no longer applies fails too.
"""

import re
from collections import Counter, defaultdict

import pytest
from gathered import keep_digits, list_emails, list_numbers, list_told, list_web_addresses

from navigator.domain.waits import Statistic

# ---- services -------------------------------------------------------------------------------


def test_the_directory_holds_the_239_gathered_services_and_no_other(directory, facts):
    assert len(facts.services) == 239
    assert set(directory.services) == set(facts.services)


# ---- how to get in touch --------------------------------------------------------------------

LEFT_OUT = {
    # Gathered with "do not publish until checked": a hub for Berkshire opticians, before April 2026.
    ("integrated-care-board", "03005610290"): "not shown until someone checks it",
    ("integrated-care-board", "frimleyicb.southeastcomplaints@nhs.net"): "not shown until someone checks it",
    # Gathered with "too old to publish unchecked": printed on a form of 2015.
    ("ehc-needs-assessment", "ehcpapplications@oxfordshire.gov.uk"): "too old to show",
    # Only in news stories of about 2004.
    ("parasol-project", "01865742816"): "has been left out",
    # Only in an article of 2018.
    ("be-free-young-carers", "01235838554"): "it is left out",
    # Two sources give two numbers to text, and one file misprints the telephone number.
    ("papyrus-hopeline247", "07860039967"): "none is shown",
    ("papyrus-hopeline247", "88247"): "none is shown",
    ("papyrus-hopeline247", "08080684141"): "misprint",
}
"""What a service does not show, and the words by which its own notes say so."""


def test_every_number_and_email_of_a_contact_entry_can_be_found_among_the_contacts(directory, facts):
    """What was gathered as a contact must be one, not just a word in a note."""
    lost = []
    for service_id, fact in facts.services.items():
        shown = [contact.value for contact in directory.get_service(service_id).contacts]
        for text in map(str, (fact.get("contact") or {}).values()):
            lost += [
                (service_id, number) for number in list_numbers(text) if number not in map(keep_digits, shown)
            ]
            lost += [(service_id, email) for email in list_emails(text) if email not in map(str.lower, shown)]

    assert lost == []


def test_every_number_and_email_in_the_words_of_a_fact_is_told_or_left_out_for_a_reason(facts, service_files):
    """How to refer, notes and later corrections included."""
    lost = set()
    for service_id in facts.services:
        gathered = facts.words_about(service_id)
        told = "\n".join(list_told(service_files[service_id]))
        lost |= {(service_id, item) for item in list_numbers(gathered) - list_numbers(told)}
        lost |= {(service_id, item) for item in list_emails(gathered) - list_emails(told)}

    assert lost == set(LEFT_OUT)


@pytest.mark.parametrize(("service_id", "item"), sorted(LEFT_OUT))
def test_a_number_left_out_is_explained_to_the_family(directory, service_id, item):
    service = directory.get_service(service_id)
    said = " ".join([note.text for note in service.notes] + [contact.note or "" for contact in service.contacts])

    assert LEFT_OUT[service_id, item] in said


@pytest.mark.parametrize("kind", ["address", "hours"])
def test_every_gathered_address_and_opening_time_is_kept(directory, facts, kind):
    lacking = [
        service_id
        for service_id, fact in facts.services.items()
        if kind in (fact.get("contact") or {})
        and kind not in [contact.kind for contact in directory.get_service(service_id).contacts]
    ]

    assert lacking == []


def test_every_page_that_was_gathered_is_still_named(facts, service_files):
    lost = [
        (service_id, address)
        for service_id, fact in facts.services.items()
        for address in list_web_addresses(
            [fact["sources"], [c["source"] for c in facts.amendments_of(service_id)]]
        )
        if address not in list_web_addresses(service_files[service_id]["sources"])
    ]

    assert lost == []


# ---- edges ----------------------------------------------------------------------------------


def test_every_gathered_edge_stands_exactly_once_with_the_same_kind_and_target(directory, facts):
    curated = Counter((edge.origin, edge.target, str(edge.kind)) for edge in directory.connections)

    assert len(facts.edges) == 481
    assert [edge for edge in facts.edges if curated[edge] != 1] == []


def test_a_gathered_edge_keeps_its_page_and_an_inference_stays_an_inference(directory, facts):
    pages = {
        (edge.origin, edge.target, str(edge.kind)): edge.source.url if edge.source else None
        for edge in directory.connections
    }

    assert [edge for edge, address in facts.edges.items() if pages[edge] != address] == []


# ---- figures --------------------------------------------------------------------------------

MERGED = {
    ("send-improvement-board", 54.0): ("ehc-needs-assessment", "the share of plans in time is about assessments"),
    ("send-improvement-board", 50.0): ("ehc-needs-assessment", "the England share beside it, for comparison"),
}
"""Figures that stand in the ledger under another service, because they are about it."""

HOW_OFTEN_A_PANEL_MEETS = {
    "early-support-sporfi",
    "multi-agency-panel",
    "countywide-admissions-panel",
    "complex-cases-panel",
    "exclusion-and-reintegration-team",
    "in-year-fair-access-panel",
}
"""Gathered as a target; the ledger says frequency, because a meeting is not an answer."""

PROMISES = {Statistic.TARGET, Statistic.LEGAL_LIMIT}


def rows_for(directory, service_id, figure):
    """The ledger's rows that carry a gathered figure: same service, value and page."""
    value = None if figure.get("value") is None else float(figure["value"])
    service_id = MERGED.get((service_id, value), (service_id, ""))[0]
    return [
        wait
        for wait in directory.list_waits(service_id)
        if wait.value == value and wait.source.url == figure["source"]
    ]


def test_every_gathered_figure_stands_in_the_ledger(directory, facts):
    lost = [
        (service_id, figure.get("measure") or figure.get("what"), figure.get("value"))
        for service_id, figure in facts.figures
        if not rows_for(directory, service_id, figure)
    ]

    assert len(facts.figures) == 154
    assert lost == []


def test_every_merge_of_figures_is_still_needed(facts):
    gathered = {
        (service_id, float(figure["value"]))
        for service_id, figure in facts.figures
        if figure.get("value") is not None
    }

    assert set(MERGED) <= gathered


def test_the_one_figure_among_the_corrections_is_in_the_ledger(directory, facts):
    corrections = [change for change in facts.amendments if change["field"] == "waiting"]
    two_days = [wait for wait in directory.list_waits("oxford-health-pals") if wait.value == 2]

    assert [change["id"] for change in corrections] == ["oxford-health-pals"]
    assert [(wait.statistic, wait.unit) for wait in two_days] == [(Statistic.TARGET, "working-days")]


def test_a_target_stays_a_target_and_what_happened_stays_what_happened(directory, facts):
    """A promise shown as a wait would mislead a family more than no figure at all."""
    confused = [
        (service_id, figure.get("measure") or figure.get("what"))
        for service_id, figure in facts.figures
        if service_id not in HOW_OFTEN_A_PANEL_MEETS
        and not any(
            (wait.statistic in PROMISES) == bool(figure.get("target"))
            for wait in rows_for(directory, service_id, figure)
        )
    ]

    assert confused == []


def test_how_often_a_panel_meets_is_told_as_frequency(directory, facts):
    meetings = [
        wait.statistic
        for service_id, figure in facts.figures
        if service_id in HOW_OFTEN_A_PANEL_MEETS and "eet" in figure["what"] + figure.get("unit", "")
        for wait in rows_for(directory, service_id, figure)
    ]

    assert meetings
    assert set(meetings) == {Statistic.FREQUENCY}


def test_a_figure_keeps_its_date_and_a_figure_without_one_gets_none(directory, facts):
    """The same figure gathered twice may have its date from either place."""
    gathered, kept = defaultdict(set), defaultdict(set)
    for service_id, figure in facts.figures:
        key = (service_id, figure.get("value"), figure["source"])
        if key[:2] not in MERGED:
            dates = re.findall(r"\d{4}[\d-]*", str(figure.get("as_of") or ""))
            gathered[key].update(dates)
            kept[key].update(str(wait.as_of) for wait in rows_for(directory, service_id, figure) if wait.as_of)

    assert {key: kept[key] for key in gathered if kept[key] != gathered[key]} == {}


def test_a_figure_is_trusted_as_far_as_it_was_when_gathered(directory, facts):
    changed = [
        (service_id, figure.get("value"), figure["confidence"])
        for service_id, figure in facts.figures
        if "confidence" in figure
        and figure["confidence"] not in [wait.confidence for wait in rows_for(directory, service_id, figure)]
    ]

    assert changed == []


def test_every_measure_that_is_no_wait_is_kept_in_its_service(directory, facts):
    lost = [
        (service_id, measure["what"])
        for service_id, fact in facts.services.items()
        for measure in fact.get("measures") or ()
        if not any(
            str(measure["value"]) in kept.text.replace(",", "")
            for kept in directory.get_service(service_id).measures
        )
    ]

    assert lost == []


# ---- the law and who answers ----------------------------------------------------------------


def test_all_41_legal_clocks_are_kept_with_their_limits_word_for_word(directory, facts):
    assert len(facts.clocks) == 41
    assert set(directory.clocks) == set(facts.clocks)
    for clock_id, fact in facts.clocks.items():
        clock = directory.clocks[clock_id]
        assert (clock.rule, clock.law, clock.statutory) == (fact["rule"], fact["law"], fact["statutory"]), clock_id
        assert clock.source.url == fact["source"], clock_id
        limit = fact.get("limit") or {}
        if limit.get("unit") == "calendar-date":
            assert clock.limit is None, clock_id
            assert limit["value"] in clock.limit_note, clock_id
        elif limit:
            assert (clock.limit.value, clock.limit.unit) == (limit["value"], limit["unit"]), clock_id
        else:
            assert clock.limit is None, clock_id


def test_all_25_accountable_roles_are_kept_with_their_way_up(directory, facts):
    kept = {entry.id: entry for entry in directory.accountability}

    assert len(facts.accountability) == 25
    assert set(kept) == set(facts.accountability)
    for entry_id, fact in facts.accountability.items():
        entry = kept[entry_id]
        assert (entry.step, entry.role, entry.funder) == (fact["step"], fact.get("role_title"), fact["funder"])
        assert [step.to or step.text for step in entry.escalation] == [step["to"] for step in fact["escalation"]]
        assert {source.url for source in entry.sources if source.url} == list_web_addresses(fact["source"])
