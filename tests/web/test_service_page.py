"""One service: what is known with its source, and what is not known said as such."""

from collections.abc import Callable

import pytest
from building import (
    a_connection,
    a_document,
    a_need,
    a_pathway,
    a_service,
    a_source,
    a_wait,
    a_way_in,
    an_area,
    papers_given,
)
from flask.testing import FlaskClient
from reading_pages import Page, fetch

from navigator.assembly import Navigator
from navigator.domain.eligibility import AgeRange, AreaBasis, AreaRule
from navigator.domain.profile import Referrer
from navigator.domain.referrals import ConnectionKind
from navigator.domain.services import (
    Contact,
    ContactKind,
    CostOption,
    Note,
    NoteKind,
    NoWayIn,
    NoWayInReason,
    Status,
)
from navigator.domain.sources import Confidence, PartialDate, Statement
from navigator.domain.waits import Statistic

Tiny = Callable[..., FlaskClient]


def part(page: Page, heading: str) -> str:
    """The words under one second-level heading, up to the next one."""
    words: list[str] = []
    inside = False
    for element in page.all("main")[0].iter():
        if element.tag == "h2":
            inside = page.text(element) == heading
        if inside and element.tag in ("h2", "h3", "h4", "p", "li", "td", "th", "dt", "dd", "summary", "text"):
            words.append(page.text(element))
    assert words, heading
    return " ".join(words)


def test_a_published_wait_is_told_with_its_date_and_its_source(tiny: Tiny) -> None:
    wait = a_wait(
        "therapy",
        value=38,
        as_of=PartialDate(2026, 5),
        source=a_source("Board paper", url="https://example.org/may"),
    )

    page = fetch(tiny(a_service("therapy"), waits=(wait,)), "/services/therapy")

    told = part(page, "How long it takes")
    assert "Half were seen within 38 weeks. Figure from May 2026." in told
    assert "Board paper" in told
    assert "https://example.org/may" in page.links()
    assert "Old figure" not in told


def test_an_old_wait_is_called_old(tiny: Tiny) -> None:
    wait = a_wait("therapy", as_of=PartialDate(2016, 8))

    page = fetch(tiny(a_service("therapy"), waits=(wait,)), "/services/therapy")

    assert "Old figure: Figure from August 2016." in page.main


def test_a_wait_without_a_date_says_so(tiny: Tiny) -> None:
    page = fetch(tiny(a_service("therapy"), waits=(a_wait("therapy", as_of=None),)), "/services/therapy")

    assert "Date of this figure not known. It may be old." in page.main


def test_no_wait_is_not_published(tiny: Tiny) -> None:
    page = fetch(tiny(a_service("therapy")), "/services/therapy")

    assert "Waiting time not published. Ask when you refer." in part(page, "How long it takes")
    assert "How long people really wait." in part(page, "What we do not know")


@pytest.mark.parametrize("statistic", [Statistic.TARGET, Statistic.LEGAL_LIMIT, Statistic.SINGLE_CASE])
def test_a_promise_or_a_story_never_stands_for_the_wait(tiny: Tiny, statistic: Statistic) -> None:
    page = fetch(
        tiny(a_service("therapy"), waits=(a_wait("therapy", value=4, statistic=statistic),)), "/services/therapy"
    )

    assert "Waiting time not published." in part(page, "How long it takes").split("Every figure we found")[0]
    assert "4 weeks" in page.main.split("Every figure we found")[1]


def test_a_figure_without_a_number_ends_in_one_full_stop(tiny: Tiny) -> None:
    nothing = a_wait("therapy", value=None, unit="", statistic=Statistic.NO_FIGURE)

    page = fetch(tiny(a_service("therapy"), waits=(nothing,)), "/services/therapy")

    assert "No figure given. Oxfordshire. Figure from" in page.main


def test_a_figure_of_another_place_is_told_with_its_place(tiny: Tiny) -> None:
    areas = [an_area(), an_area("swindon")]

    page = fetch(
        tiny(a_service("therapy"), waits=(a_wait("therapy", place="swindon"),), areas=areas), "/services/therapy"
    )

    assert "Waiting time not published." in part(page, "How long it takes")
    assert "Swindon" in page.main.split("Every figure we found")[1]


def test_an_age_that_nobody_told_is_asked_for(tiny: Tiny) -> None:
    reader = tiny(a_service("therapy", ages=AgeRange(5, 18)))

    assert "It is for ages 5 to 18. Tell us the child's age." in fetch(reader, "/services/therapy").main
    assert "Fits what you told us" in fetch(reader, "/services/therapy?age=18").main
    assert "It is for children up to and including age 18." in fetch(reader, "/services/therapy?age=19").main
    young = fetch(reader, "/services/therapy?age=4").main
    assert "It starts at age 5. That changes at age 5." in young


def test_a_service_by_gp_practice_says_that_the_home_does_not_decide(tiny: Tiny) -> None:
    reader = tiny(a_service("therapy", eligibility=(AreaRule(AreaBasis.GP, (an_area(),)),)))

    assert "not by where you live. Tell us your GP's area." in fetch(reader, "/services/therapy").main
    assert "Fits what you told us" in fetch(reader, "/services/therapy?gp_area=Oxfordshire").main


def test_what_is_missing_is_told_as_missing(tiny: Tiny) -> None:
    page = fetch(tiny(a_service("therapy")), "/services/therapy")

    unknown = part(page, "What we do not know")
    for words in ("A phone number, email or address.", "What it costs.", "Whether a diagnosis is needed."):
        assert words in unknown
    assert "Cost not published. Ask." in page.main
    assert "Not known whether a diagnosis is needed. Ask." in page.main


def test_what_is_known_is_not_told_as_missing(tiny: Tiny) -> None:
    page = fetch(
        tiny(
            a_service(
                "therapy",
                ages=AgeRange(5, 18),
                contacts=(Contact(ContactKind.PHONE, "01865 000 000", source=a_source()),),
                costs=(CostOption("Free", 0),),
                diagnosis_required=False,
                ehc_plan_required=False,
                status=Status.OPEN,
            )
        ),
        "/services/therapy",
    )

    unknown = part(page, "What we do not know")
    assert "How long people really wait." in unknown
    for words in ("phone number", "costs", "diagnosis", "EHC plan", "age limit", "running today"):
        assert words not in unknown
    assert "tel:01865000000" in page.links()
    assert "No diagnosis is needed." in page.main


def test_each_door_says_who_may_ask(tiny: Tiny) -> None:
    by_gp = a_way_in(Referrer.GP, Referrer.SCHOOL, id="form", name="Referral form")
    call = a_way_in(id="call", name="Call", open_access=True)

    page = fetch(tiny(a_service("therapy", ways_in=(by_gp, call))), "/services/therapy")

    told = part(page, "How to ask for it")
    assert "Who may ask: GP (family doctor) or school or college." in told
    assert "No referral needed. Who may ask: parent or carer." in told


def test_a_door_through_another_service_links_to_it_unless_it_is_held_back(tiny: Tiny) -> None:
    panel = a_service("panel")
    doubtful = a_service("doubtful", confidence=Confidence.LOW)
    goal = a_service("goal", ways_in=(a_way_in(passed_on_by=("panel", "doubtful"), after=("panel", "doubtful")),))

    page = fetch(tiny(goal, panel, doubtful), "/services/goal")

    assert "Who passes you on: Panel, Doubtful (not confirmed yet)." in page.main
    assert "First you must have been seen by: Panel, Doubtful (not confirmed yet)." in page.main
    assert "/services/panel" in page.links()
    assert "/services/doubtful" not in page.links()


def test_a_service_without_a_door_says_why(tiny: Tiny) -> None:
    shut = NoWayIn(NoWayInReason.NOT_PUBLISHED, "No page says how to ask.", a_source())

    page = fetch(tiny(a_service("panel", ways_in=(), no_way_in=shut)), "/services/panel")

    assert "No page says how to ask." in page.main
    assert "Show me the way to it" not in page.main


def test_a_closed_service_leads_to_what_replaced_it(tiny: Tiny) -> None:
    closed = a_service(
        "old-centre",
        status=Status.CLOSED,
        status_note=Statement("It shut in 2024.", a_source()),
        use_instead=("new-centre", "doubtful"),
    )
    reader = tiny(closed, a_service("new-centre"), a_service("doubtful", confidence=Confidence.LOW))

    page = fetch(reader, "/services/old-centre")

    assert "Closed. It shut in 2024." in page.main
    assert "/services/new-centre" in page.links()
    assert "/services/doubtful" not in page.links()
    assert "Is it for your child?" not in page.main


@pytest.mark.parametrize(
    "changes", [{"confidence": Confidence.LOW}, {"status": Status.UNCONFIRMED}], ids=["weak source", "unconfirmed"]
)
def test_a_service_we_cannot_stand_behind_has_no_page(tiny: Tiny, changes: dict[str, object]) -> None:
    page = fetch(tiny(a_service("therapy", **changes)), "/services/therapy", 404)

    assert page.heading == "Not confirmed yet"


def test_text_from_a_file_is_never_taken_for_code(tiny: Tiny) -> None:
    page = fetch(tiny(a_service("therapy", name="<b>Bold & free</b>", summary="1 < 2")), "/services/therapy")

    assert page.heading == "<b>Bold & free</b>"
    assert "1 < 2" in page.main


def test_the_contents_list_leads_to_the_parts_in_the_order_a_parent_needs(tiny: Tiny) -> None:
    page = fetch(tiny(a_service("therapy")), "/services/therapy")

    parts = [one.get("id") for one in page.all("h2") if one.get("id") not in (None, "contents")]
    listed = [link.removeprefix("#") for link in page.links() if link.startswith("#") and link != "#main-content"]
    assert listed == parts
    assert parts[:4] == ["fits", "ask", "touch", "waits"]


def test_what_helps_meanwhile_stands_before_where_it_leads(tiny: Tiny) -> None:
    edges = (
        a_connection("therapy", "club", ConnectionKind.WHILE_WAITING, "Fun now."),
        a_connection("therapy", "clinic", ConnectionKind.REFERS_TO),
        a_connection("nursery", "therapy", ConnectionKind.REFERS_TO, "Nurseries send children."),
        a_connection("helpline", "therapy", ConnectionKind.SEE_ALSO),
    )
    services = [a_service(name) for name in ("therapy", "club", "clinic", "nursery", "helpline")]
    pathways = [a_pathway(services=["therapy"], connections=edges)]

    page = fetch(tiny(*services, pathways=pathways), "/services/therapy")

    assert "Club. Fun now." in part(page, "What helps while you wait")
    assert "Clinic" in part(page, "What it leads to, and what else there is")
    assert "Nursery: Nurseries send children." in part(page, "What leads to it")
    assert "Helpline" in part(page, "Other services that name it")
    assert "Helpline" not in part(page, "What leads to it")


def test_the_papers_it_gives_and_its_needs_are_told(tiny: Tiny) -> None:
    service = a_service("therapy", needs=("speech",), produces=papers_given("report"))

    page = fetch(tiny(service, needs=[a_need("speech")], documents=[a_document("report")]), "/services/therapy")

    assert "Report" in part(page, "Papers it gives")
    assert "Speech" in part(page, "Who it is for")
    assert "/search?need=speech" in page.links()


def test_every_page_that_was_read_says_when(tiny: Tiny) -> None:
    source = a_source("Local Offer", page_date=PartialDate(2025, 3), read=PartialDate(2026, 11))

    page = fetch(tiny(a_service("therapy", main_source=source)), "/services/therapy")

    assert "Source: Local Offer (page dated March 2025, read by us November 2026)" in page.main


def test_each_fact_can_be_checked_against_its_source(tiny: Tiny) -> None:
    service = a_service(
        "therapy",
        former_names=("Old therapy",),
        contacts=(Contact(ContactKind.PHONE, "01865 000 000", source=a_source("Phone list")),),
        costs=(CostOption("Free", 0, a_source("Price list")),),
        status=Status.OPEN,
        notes=(Note(NoteKind.CONFLICT, "One page says 5, another 6.", a_source("Two pages")),),
        main_source=a_source("Local Offer", read=PartialDate(2026, 11)),
    )
    reader = tiny(service, waits=(a_wait("therapy", value=38, source=a_source("Board paper")),))
    assert "/services/therapy/sources" in fetch(reader, "/services/therapy").internal_links()

    page = fetch(reader, "/services/therapy/sources")

    rows = [page.text(row) for row in page.all("tr")]
    for fact, source in (
        ("Phone 01865 000 000", "Phone list"),
        ("Cost Free", "Price list"),
        ("One page says 5, another 6.", "Two pages"),
        ("Helps children.", "read by us November 2026"),
        ("Half were seen within 38 weeks.", "Board paper"),
        ("Former name Old therapy", "taken together"),
        ("Whether a diagnosis is needed Not known", "taken together"),
    ):
        assert [row for row in rows if fact in row and source in row], fact


def test_every_source_of_a_real_service_stands_on_the_page_to_check_it(
    client: FlaskClient, real_navigator: Navigator
) -> None:
    for service in list(real_navigator.directory.list_services())[::10]:
        page = fetch(client, f"/services/{service.id}/sources")
        for source in service.sources:
            assert source.title in page.main, (service.id, source.title)
        for contact in service.contacts:
            assert contact.value in page.main, (service.id, contact.value)


def test_only_a_service_with_a_page_has_facts_to_check(tiny: Tiny) -> None:
    reader = tiny(a_service("doubtful", confidence=Confidence.LOW))

    assert fetch(reader, "/services/doubtful/sources", 404).heading == "Not confirmed yet"
    assert fetch(reader, "/services/nowhere/sources", 404).status == 404
