"""Mistakes that no file shows by itself: doors nobody can reach, edges without a door, sources, repeats."""

import pytest
from small_data import CLINIC, LEDGER, PATHWAY, REMOVED, THERAPY, changed, problems_of, read, small_data

PAPER = "services_data/documents/hearing-test.yaml"
CRISIS = "services_data/crisis_help.yaml"


def places(problems):
    return [(problem.file, problem.field) for problem in problems]


def a_service_record(*doors):
    record = small_data()[CLINIC] | {"produces": []}
    return record | {
        "ways_in": [{"id": f"door-{n}", "name": "Door", "source": "offer", **d} for n, d in enumerate(doors)]
    }


def test_two_services_that_wait_for_each_other_are_a_loop_no_role_can_enter(tmp_path):
    files = small_data()
    files["services_data/services/first.yaml"] = a_service_record({"passed_on_by": ["second"]})
    files["services_data/services/second.yaml"] = a_service_record({"passed_on_by": ["first"]})

    problems = problems_of(tmp_path, files)

    assert places(problems) == [
        ("services_data/services/first.yaml", "ways_in[0]"),
        ("services_data/services/second.yaml", "ways_in[0]"),
    ]
    assert "a loop that no role can enter" in str(problems[0])


def test_a_longer_loop_and_whatever_hangs_on_it_are_found(tmp_path):
    files = small_data()
    for service, before in (("first", "third"), ("second", "first"), ("third", "second"), ("last", "third")):
        files[f"services_data/services/{service}.yaml"] = a_service_record({"passed_on_by": [before]})

    assert len(problems_of(tmp_path, files)) == 4


def test_a_loop_with_one_door_for_a_person_can_be_entered(tmp_path):
    files = small_data()
    files["services_data/services/first.yaml"] = a_service_record(
        {"passed_on_by": ["second"]}, {"referrers": ["gp"]}
    )
    files["services_data/services/second.yaml"] = a_service_record({"passed_on_by": ["first"]})

    assert "second" in read(tmp_path, files).services


def test_two_services_that_must_each_have_seen_the_child_first_are_a_loop_too(tmp_path):
    files = small_data()
    files["services_data/services/first.yaml"] = a_service_record({"referrers": ["gp"], "after": ["second"]})
    files["services_data/services/second.yaml"] = a_service_record({"referrers": ["gp"], "after": ["first"]})

    assert [problem.field for problem in problems_of(tmp_path, files)] == ["ways_in[0]", "ways_in[0]"]


def test_one_door_that_cannot_be_entered_is_named_even_beside_one_that_can(tmp_path):
    files = small_data()
    files["services_data/services/first.yaml"] = a_service_record(
        {"referrers": ["gp"]}, {"referrers": ["gp"], "after": ["second"]}
    )
    files["services_data/services/second.yaml"] = a_service_record({"passed_on_by": ["third"]})
    files["services_data/services/third.yaml"] = a_service_record({"passed_on_by": ["second"]})

    assert places(problems_of(tmp_path, files)) == [
        ("services_data/services/first.yaml", "ways_in[1]"),
        ("services_data/services/second.yaml", "ways_in[0]"),
        ("services_data/services/third.yaml", "ways_in[0]"),
    ]


def test_a_paper_that_nobody_makes_or_gives_is_named(tmp_path):
    problems = problems_of(tmp_path, changed(small_data(), CLINIC, "produces", []))

    assert (THERAPY, "ways_in[0].documents") in places(problems)
    assert "nobody can make or get hearing-test" in str(problems[-1])


def test_a_paper_may_be_made_by_a_person_instead(tmp_path):
    files = changed(small_data(), CLINIC, "produces", [])

    assert read(tmp_path, changed(files, PAPER, "made_by", ["gp"])).documents["hearing-test"].made_by == {"gp"}


def test_a_paper_that_only_the_service_itself_gives_does_not_open_its_door(tmp_path):
    files = changed(small_data(), CLINIC, "produces", [])
    files = changed(files, THERAPY, "produces", [{"document": "hearing-test", "source": "offer"}])

    assert (THERAPY, "ways_in[0].documents") in places(problems_of(tmp_path, files))


@pytest.mark.parametrize("spoilt", [CLINIC, PAPER])
def test_one_broken_file_is_not_blamed_on_the_doors_of_others(tmp_path, spoilt):
    files = changed(small_data(), spoilt, "colour", "blue")

    assert places(problems_of(tmp_path, files)) == [(spoilt, "colour")]


def test_a_file_that_is_no_yaml_at_all_is_not_named_as_missing_by_others(tmp_path):
    files = small_data() | {CLINIC: "name: 'half a quote\nproduces: [{document: hearing-test}]\n"}

    assert {problem.file for problem in problems_of(tmp_path, files)} == {CLINIC}


def test_an_edge_that_sends_a_child_on_needs_a_door_for_it(tmp_path):
    files = changed(
        small_data(), CLINIC, "ways_in", [{"id": "ask", "name": "Ask", "referrers": ["parent"], "source": "offer"}]
    )

    (problem,) = problems_of(tmp_path, files)

    assert places([problem]) == [(PATHWAY, "connections[0]")]
    assert "riverside-therapy refers to hearing-clinic, which has no way in for it" in str(problem)


@pytest.mark.parametrize(
    "door",
    [
        {"passed_on_by": ["riverside-therapy"]},
        {"referrers": ["health-professional"]},
        {"referrers": ["parent"], "open_access": True},
    ],
)
def test_these_doors_are_enough_for_an_edge(tmp_path, door):
    doors = [{"id": "ask", "name": "Ask", "source": "offer", **door}]
    if "referrers" not in door:
        doors.append({"id": "gp", "name": "GP", "referrers": ["gp"], "source": "offer"})

    assert read(tmp_path, changed(small_data(), CLINIC, "ways_in", doors)).connections


def test_an_edge_that_demands_a_service_first_must_show_in_a_door(tmp_path):
    demand = {"from": "hearing-clinic", "to": "riverside-therapy", "kind": "requires", "source": "offer"}
    files = changed(
        small_data(), CLINIC, "ways_in[0]", {"id": "x", "name": "X", "referrers": ["gp"], "source": "offer"}
    )

    problems = problems_of(tmp_path, changed(files, PATHWAY, "connections[2]", demand))

    assert places(problems) == [(PATHWAY, "connections[2]")]
    assert "hearing-clinic requires riverside-therapy, and none of its ways in says so" in str(problems[0])


def test_a_paper_that_the_first_service_gives_is_demand_enough(tmp_path):
    demand = {"from": "riverside-therapy", "to": "hearing-clinic", "kind": "requires", "source": "offer"}

    assert len(read(tmp_path, changed(small_data(), PATHWAY, "connections[2]", demand)).connections) == 3


def test_an_edge_from_a_service_to_itself_is_refused(tmp_path):
    files = changed(small_data(), PATHWAY, "connections[1].to", "hearing-clinic")

    (problem,) = problems_of(tmp_path, files)

    assert problem.message == "leads from a service to itself."


def test_one_edge_stands_in_one_pathway_only(tmp_path):
    files = {**small_data(), "pathways/talking.yaml": small_data()[PATHWAY]}

    problems = problems_of(tmp_path, files)

    assert places(problems) == [
        ("pathways/talking.yaml", "connections[0]"),
        ("pathways/talking.yaml", "connections[1]"),
    ]
    assert "already stands in pathways/speech.yaml" in str(problems[0])


@pytest.mark.parametrize(
    ("file", "path", "field"),
    [
        (THERAPY, "main_source", "main_source"),
        (THERAPY, "eligibility[0].source", "eligibility[0]"),
        (THERAPY, "ways_in[0].source", "ways_in[0]"),
        (THERAPY, "contacts[0].source", "contacts[0]"),
        (PATHWAY, "connections[0].source", "connections[0]"),
        (PATHWAY, "refusals[0].source", "refusals[0]"),
        ("services_data/statutory_clocks/reply.yaml", "source", "source"),
        ("services_data/accountability/therapy.yaml", "source", "source"),
        (PAPER, "source", "source"),
    ],
)
def test_a_source_that_the_file_does_not_hold_is_named(tmp_path, file, path, field):
    problems = problems_of(tmp_path, changed(small_data(), file, path, "leaflet"))

    assert places(problems) == [(file, field)]
    assert "names the source 'leaflet', which is not there" in str(problems[0])


@pytest.mark.parametrize(("read_on", "refused"), [("2026-11-23", False), ("2026-11-24", True), ("2027", True)])
def test_nothing_was_read_in_the_future(tmp_path, read_on, refused):
    files = changed(small_data(), THERAPY, "sources.offer.read", read_on)

    if refused:
        assert places(problems_of(tmp_path, files)) == [(THERAPY, "sources.offer.read")]
    else:
        assert read(tmp_path, files).services


def test_two_doors_or_two_stages_of_one_name_are_refused(tmp_path):
    files = changed(small_data(), CLINIC, "ways_in[1].id", "sent-on")
    files = changed(files, PATHWAY, "stages[1].id", "worried")

    assert places(problems_of(tmp_path, files)) == [(PATHWAY, "stages[1].id"), (CLINIC, "ways_in[1].id")]


def test_needs_that_lead_round_in_a_circle_are_refused(tmp_path):
    files = changed(small_data(), "services_data/needs/communication.yaml", "parent", "speech")

    assert {problem.message for problem in problems_of(tmp_path, files)} == {"leads round in a circle."}


@pytest.mark.parametrize("weak", [{"confidence": "low"}, {"status": "unconfirmed"}, {"status": "closed"}])
def test_help_in_a_crisis_is_running_and_confirmed(tmp_path, weak):
    note = {"status_note": {"text": "Closed in May.", "source": "offer"}}
    files = small_data() | {CLINIC: small_data()[CLINIC] | weak | note}

    assert (CRISIS, "life_at_risk") in places(problems_of(tmp_path, files))


def test_mistakes_of_every_kind_are_told_in_one_go_sorted_by_file(tmp_path):
    files = changed(small_data(), THERAPY, "main_source", "leaflet")
    files = changed(files, CLINIC, "colour", "blue")
    files = changed(files, PATHWAY, "goals[0]", "nowhere")
    files = changed(files, "services_data/needs/speech.yaml", "name", REMOVED)
    files[LEDGER] = "service\n"

    problems = problems_of(tmp_path, files)

    assert places(problems) == sorted(places(problems))
    assert len({problem.file for problem in problems}) == len(problems) == 5
