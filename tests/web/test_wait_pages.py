"""Waits across services: every figure with its date and source, silence as loud as the figures, and the file."""

import csv
import io
from collections.abc import Callable

import pytest
from building import a_need, a_service, a_source, a_wait, a_way_in, an_area
from flask.testing import FlaskClient
from reading_pages import Page, fetch

from navigator.assembly import Navigator
from navigator.domain.sources import Confidence, PartialDate
from navigator.domain.waits import EXPERIENCED, Statistic

Tiny = Callable[..., FlaskClient]
SVG = "{http://www.w3.org/2000/svg}"


def read_rows(client: FlaskClient, address: str = "/waits.csv") -> list[dict[str, str]]:
    """The rows of the file, read back as a spreadsheet would."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"), newline=""), strict=True))


def section(page: Page, service_id: str) -> str:
    """The words about one service."""
    found = [one for one in page.all("section") if one.get("aria-labelledby") == f"service-{service_id}"]
    return page.text(found[0])


def bars(page: Page, mark: str) -> int:
    """How many bars of a kind are drawn."""
    return sum(f"app-bar--{mark}" in (one.get("class") or "") for one in page.all(f"{SVG}svg"))


def test_every_figure_of_the_ledger_stands_on_the_page_with_its_source(
    client: FlaskClient, real_navigator: Navigator
) -> None:
    page = fetch(client, "/waits")

    directory = real_navigator.directory
    rows = [row for table in page.all("table") for row in table.iter("tr") if row.find("td") is not None]
    assert len(rows) == len(directory.waits)
    links = set(page.links())
    for wait in directory.waits:
        told = section(page, wait.service)
        assert wait.value is None or f"{wait.value:,.10g}" in told, wait
        assert directory.areas[wait.place].name in told
        assert wait.source is not None
        assert wait.source.title in told
        assert wait.source.url in links


def test_the_counts_at_the_top_are_those_of_the_data(client: FlaskClient, real_navigator: Navigator) -> None:
    directory = real_navigator.directory
    running = [service for service in directory.list_services() if service.running]
    told = sum(directory.best_wait(service.id) is not None for service in running)

    page = fetch(client, "/waits")

    assert f"We know of {len(running)} running services here." in page.main
    assert f"For {told} of them somebody publishes how long people here really wait." in page.main
    assert f"For {len(running) - told} nobody does." in page.main


def test_every_running_service_without_a_figure_is_named(client: FlaskClient, real_navigator: Navigator) -> None:
    directory = real_navigator.directory
    page = fetch(client, "/waits")
    silent = page.main.rsplit("Services whose wait nobody publishes", 1)[1]

    for service in directory.list_services():
        expected = service.running and directory.best_wait(service.id) is None
        if expected:
            assert service.name in silent, service.id


def test_a_service_is_silent_until_somebody_publishes_what_happens(tiny: Tiny) -> None:
    services = [
        a_service("told"),
        a_service("promised"),
        a_service("unsaid"),
        a_service("helpline", ways_in=(a_way_in(open_access=True),)),
    ]
    waits = (a_wait("told", value=7), a_wait("promised", value=4, statistic=Statistic.TARGET))

    page = fetch(tiny(*services, waits=waits), "/waits")

    assert "For 1 of them somebody publishes" in page.main
    assert "For 3 nobody does." in page.main
    silent = page.main.rsplit("Services whose wait nobody publishes", 1)[1]
    assert "You have to be referred or apply, and nothing is published: 1 service Unsaid" in silent
    assert "one child's case, a weak source or another place: 1 service Promised" in silent
    assert "No referral is needed, and nobody says whether there is a wait: 1 service Helpline" in silent
    assert "Told" not in silent


@pytest.mark.parametrize(
    ("statistic", "mark"),
    [
        (Statistic.TARGET, "target"),
        (Statistic.LEGAL_LIMIT, "legal-limit"),
        (Statistic.SINGLE_CASE, "single-case"),
    ],
)
def test_a_promise_a_law_or_a_story_is_never_drawn_as_what_happened(
    tiny: Tiny, statistic: Statistic, mark: str
) -> None:
    page = fetch(tiny(a_service("therapy"), waits=(a_wait("therapy", statistic=statistic),)), "/waits")

    assert (bars(page, mark), bars(page, "reality")) == (1, 0)
    assert "What really happened" not in section(page, "therapy")
    assert "Waiting time not published. Ask when you refer." in section(page, "therapy")


def test_on_the_real_page_only_lengths_that_happened_are_thick_bars(
    client: FlaskClient, real_navigator: Navigator
) -> None:
    possible = [
        wait
        for wait in real_navigator.directory.waits
        if wait.statistic in EXPERIENCED and wait.unit not in ("percent", "minutes")
    ]

    assert 0 < bars(fetch(client, "/waits"), "reality") <= len(possible)


def test_a_law_does_not_grow_old_and_a_figure_does(tiny: Tiny) -> None:
    law = a_wait("therapy", statistic=Statistic.LEGAL_LIMIT, as_of=PartialDate(2014, 9))
    old = a_wait("therapy", value=3, as_of=PartialDate(2014, 9))

    told = section(fetch(tiny(a_service("therapy"), waits=(law, old)), "/waits"), "therapy")

    assert "The law as of September 2014." in told
    assert "Old figure: The law" not in told
    assert "Old figure: Figure from September 2014." in told


def test_two_dated_figures_of_one_thing_are_drawn_over_time(tiny: Tiny) -> None:
    share = {
        "statistic": Statistic.PERCENT_WITHIN,
        "unit": "percent",
        "within_value": 12,
        "within_unit": "weeks",
    }
    waits = (
        a_wait("therapy", value=30, as_of=PartialDate(2025, 7), **share),
        a_wait("therapy", value=41, as_of=PartialDate(2025, 8), **share),
        a_wait("therapy", value=75, **{**share, "statistic": Statistic.TARGET}),
    )

    page = fetch(tiny(a_service("therapy"), waits=waits), "/waits")

    drawings = [one for one in page.all(f"{SVG}svg") if one.get("role") == "img"]
    assert len(drawings) == 1
    assert len(list(drawings[0].iter(f"{SVG}circle"))) == 2
    assert "Target" in page.text(drawings[0])
    told = section(page, "therapy")
    for words in ("30 per cent were seen", "41 per cent were seen", "Target, not a promise: 75 per cent"):
        assert words in told


def test_two_sources_that_differ_stand_side_by_side(tiny: Tiny) -> None:
    waits = (
        a_wait("therapy", value=10, source=a_source("The council")),
        a_wait("therapy", value=12, source=a_source("The newspaper")),
    )

    told = section(fetch(tiny(a_service("therapy"), waits=waits), "/waits"), "therapy")

    both = told.split("Two sources, two figures")[1]
    assert (
        both.index("10 weeks") < both.index("The council") < both.index("12 weeks") < both.index("The newspaper")
    )


def test_a_figure_from_elsewhere_is_for_comparison_only(tiny: Tiny) -> None:
    areas = [an_area(), an_area("swindon")]
    page = fetch(tiny(a_service("therapy"), waits=(a_wait("therapy", place="swindon"),), areas=areas), "/waits")

    told = section(page, "therapy")
    assert told.index("Waiting time not published.") < told.index("Other places, for comparison only: 1 figure")
    assert "These are not waits in Oxfordshire." in told


def test_a_weak_source_is_told_with_its_warning_and_never_drawn(tiny: Tiny) -> None:
    weak = a_wait("therapy", value=42, unit="months", confidence=Confidence.LOW)

    page = fetch(tiny(a_service("therapy"), waits=(weak,)), "/waits")

    assert bars(page, "reality") == 0
    assert "Weak source: check before you rely on it." in section(page, "therapy")


def test_the_need_filter_takes_in_the_needs_below_and_narrows_the_silence(tiny: Tiny) -> None:
    needs = [a_need("speech"), a_need("stammer", parent="speech"), a_need("sleep")]
    services = [
        a_service("talk", needs=("stammer",)),
        a_service("rest", needs=("sleep",)),
        a_service("quiet", needs=("speech",)),
    ]
    reader = tiny(*services, needs=needs, waits=(a_wait("talk"), a_wait("rest")))

    page = fetch(reader, "/waits?need=speech")

    assert page.value_of("need") == "speech"
    assert "We know of 2 running services here." in page.main
    assert "/services/talk" in page.internal_links()
    assert "/services/rest" not in page.internal_links()
    assert [row["service_id"] for row in read_rows(reader, "/waits.csv?need=speech")] == ["talk"]


def test_the_area_filter_keeps_the_figures_of_that_place(tiny: Tiny) -> None:
    areas = [an_area(), an_area("swindon")]
    reader = tiny(
        a_service("therapy"),
        areas=areas,
        waits=(a_wait("therapy", value=11), a_wait("therapy", value=13, place="swindon")),
    )

    page = fetch(reader, "/waits?area=swindon")

    table = page.text(page.all("table")[0])
    assert "13 weeks" in table
    assert "11 weeks" not in table
    assert [row["value"] for row in read_rows(reader, "/waits.csv?area=swindon")] == ["13"]
    assert "/waits.csv?area=swindon" in page.links()


@pytest.mark.parametrize(("name", "typed"), [("need", "zzz"), ("area", "<b>")])
def test_a_filter_that_is_not_in_the_list_is_said_beside_its_field(
    client: FlaskClient, name: str, typed: str
) -> None:
    page = fetch(client, "/waits", 400, query_string={name: typed})

    assert page.problem_beside(name) == "Error: Choose one of the answers in the list"
    assert fetch(client, "/waits.csv", 400, query_string={name: typed}).heading == "Waiting times"


def test_the_file_has_a_row_for_each_figure_of_the_ledger(client: FlaskClient, real_navigator: Navigator) -> None:
    rows = read_rows(client)

    waits = real_navigator.directory.waits
    assert len(rows) == len(waits)
    for row, wait in zip(rows, waits, strict=True):
        assert row["service_id"] == wait.service
        assert row["statistic"] == wait.statistic
        assert (float(row["value"]) if row["value"] else None) == wait.value
        assert row["unit"] == wait.unit
        assert row["as_of"] == (str(wait.as_of) if wait.as_of else "")
        assert wait.source is not None
        assert row["source_address"] == wait.source.url
        assert row["read_on"] == str(wait.source.read)
        assert (row["kind"] == "reality") is (wait.statistic in EXPERIENCED)
        if wait.wait_weeks is not None:
            assert float(row["weeks"]) == wait.wait_weeks
        if wait.unit in ("percent", "people"):
            assert row["weeks"] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_of_the_file_starts_a_formula(tiny: Tiny, start: str) -> None:
    reader = tiny(a_service("therapy"), waits=(a_wait("therapy", note=f"{start}1+1", population='"a", b'),))

    (row,) = read_rows(reader)

    assert row["note"] == f"'{start}1+1"
    assert row["population"] == '"a", b'


def test_the_file_is_saved_and_not_shown(client: FlaskClient) -> None:
    answer = client.get("/waits.csv")

    assert answer.headers["Content-Disposition"] == "attachment; filename=oxfordshire-send-waits.csv"
    assert answer.get_data().startswith(b"\xef\xbb\xbfservice_id,service,kind,")


def test_what_is_known_of_the_child_is_carried_along_but_not_into_the_file(client: FlaskClient) -> None:
    page = fetch(client, "/waits?age=9&postcode=OX4")

    assert any(link.startswith("/services/") and "age=9" in link for link in page.links())
    assert [link for link in page.links() if "waits.csv" in link and "age" in link] == []


@pytest.mark.parametrize("address", ["/waiting/camhs", "/services/camhs-single-point-of-access"])
def test_pages_about_waiting_lead_to_all_waits(client: FlaskClient, address: str) -> None:
    assert "/waits" in fetch(client, address).internal_links()
