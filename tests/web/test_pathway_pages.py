"""Pathway pages: the whole in one picture, each clock and each "no" once, gaps said loudly."""

from collections.abc import Callable

import pytest
from building import a_pathway, a_refusal, a_service, a_source
from flask.testing import FlaskClient
from reading_pages import fetch

from navigator.assembly import Navigator
from navigator.domain.referrals import Stage
from navigator.domain.waits import StatutoryClock, TimeLimit
from navigator.web.pathway_view import group_pathways, list_processes

Tiny = Callable[..., FlaskClient]
SVG = "{http://www.w3.org/2000/svg}"


def a_reader(tiny: Tiny) -> FlaskClient:
    """Ask, then the plan, with a legal clock and a way on after a no."""
    clock = StatutoryClock(
        "six-weeks",
        "Council decides",
        "The council must decide.",
        limit=TimeLimit(6, "weeks"),
        statutory=True,
        services=("council",),
        source=a_source(),
    )
    stages = (
        Stage("ask", "Ask somebody", "Write to them.", ("helpline",)),
        Stage("plan", "Get the plan", None, ("council",)),
    )
    pathway = a_pathway(
        "the-plan",
        stages=stages,
        clocks=("six-weeks",),
        refusals=(a_refusal("council", "helpline"),),
        gaps=("How long it takes.",),
    )
    return tiny(a_service("helpline"), a_service("council"), pathways=[pathway], clocks=[clock])


def test_each_clock_and_each_refusal_stands_at_its_stage(tiny: Tiny) -> None:
    page = fetch(a_reader(tiny), "/pathways/the-plan")

    ask, plan = (page.text(item) for item in page.tree.findall(".//ol[@class='app-steps']/li"))
    assert "By law: Council decides, within 6 weeks. The council must decide." in plan
    assert "If the answer is no here: 1 way on" in plan
    assert "Try somewhere else." in plan
    assert "By law" not in ask
    assert page.main.count("Council decides") == 1


def test_the_picture_shows_every_stage_with_its_clock_and_ways_out(tiny: Tiny) -> None:
    page = fetch(a_reader(tiny), "/pathways/the-plan")

    picture = next(svg for svg in page.tree.iter(f"{SVG}svg") if svg.get("class") == "app-drawing")
    words = " ".join("".join(text.itertext()) for text in picture.iter(f"{SVG}text"))
    assert words == "1. Ask somebody 2. Get the plan Law: within 6 weeks 1 way on after a no"
    assert picture.get("role") == "img"


def test_what_is_missing_is_said_at_the_top(tiny: Tiny) -> None:
    page = fetch(a_reader(tiny), "/pathways/the-plan")

    before, _ = page.main.split("The whole pathway")
    assert "1 thing that you would want to know here is published nowhere that we found." in before
    assert "#gaps" in page.links()
    assert "How long it takes." in page.main


def test_every_pathway_tells_each_stage_each_limit_and_each_no_once(
    client: FlaskClient, real_navigator: Navigator
) -> None:
    directory = real_navigator.directory
    for pathway in directory.pathways.values():
        page = fetch(client, f"/pathways/{pathway.id}")

        stages = page.tree.findall(".//ol[@class='app-steps']/li")
        assert len(stages) == len(pathway.stages)
        limits = [page.text(note) for note in page.all("div") if note.get("class") == "app-clock"]
        for key in pathway.clocks:
            assert len([text for text in limits if directory.clocks[key].rule in text]) >= 1, (pathway.id, key)
        assert len(limits) == len(pathway.clocks)
        for refusal in pathway.refusals:
            if directory.services[refusal.service].published:
                assert " ".join(refusal.text.split()) in page.main, (pathway.id, refusal.text)
        for gap in pathway.gaps:
            assert " ".join(gap.split()) in page.main


def test_the_limits_of_a_plan_stand_where_they_end(client: FlaskClient) -> None:
    page = fetch(client, "/pathways/ehc-plan")
    stages = {
        str(item.find(".//h3").get("id")): page.text(item)  # type: ignore[union-attr]
        for item in page.tree.findall(".//ol[@class='app-steps']/li")
    }

    assert "within 20 weeks" in stages["plan"]
    assert "within 16 weeks" in stages["assessment"]
    assert "within 12 months" in stages["review"]
    assert "within 2 miles" not in page.main


@pytest.mark.parametrize(
    ("pathway_id", "process"),
    [
        ("ehc-plan", "ehc"),
        ("redress", "appeal"),
        ("redress", "complaint"),
        ("money-and-benefits", "benefits"),
        ("exclusion-and-alternative-provision", "exclusion"),
        ("school-attendance", "absence"),
    ],
)
def test_a_pathway_with_legal_dates_leads_to_their_calculator(
    client: FlaskClient, pathway_id: str, process: str
) -> None:
    assert f"/deadlines/{process}" in fetch(client, f"/pathways/{pathway_id}").links()


def test_a_pathway_without_legal_dates_leads_to_none() -> None:
    assert list_processes(a_pathway("continence")) == ()


def test_the_list_holds_every_pathway_once_under_what_a_family_asks(
    client: FlaskClient, real_navigator: Navigator
) -> None:
    page = fetch(client, "/pathways")

    listed = [link for link in page.links() if link.startswith("/pathways/")]
    assert sorted(listed) == sorted(f"/pathways/{key}" for key in real_navigator.directory.pathways)
    assert "Other pathways" not in page.main
    assert page.main.index("in danger") < page.main.index("I am worried about my child")


def test_a_pathway_in_no_group_is_still_listed(client: FlaskClient) -> None:
    with client.application.test_request_context():
        groups = group_pathways([a_pathway("new-one"), a_pathway("camhs")])

    assert [[pathway.id for pathway in listed] for _, listed in groups] == [["camhs"], ["new-one"]]
