"""Three doors that change only what comes first; results that are reached soon, in any order, with every fact."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from building import a_need, a_place, a_service, a_wait, a_way_in
from flask.testing import FlaskClient
from reading_pages import Page, fetch

from navigator.domain.directory import CrisisHelp
from navigator.domain.needs import Urgency
from navigator.domain.places import Gazetteer, PostcodePoint
from navigator.domain.profile import Referrer
from navigator.domain.services import Contact, ContactKind, CostOption, WhileWaiting
from navigator.wording.speech import plain_gettext
from navigator.wording.start import find_door, list_doors

Tiny = Callable[..., FlaskClient]
DOORS = list_doors(plain_gettext)
EXIT = "https://www.bbc.co.uk/weather"


def doors_of(page: Page) -> dict[str, str]:
    """The three doors and where they lead."""
    listed = next(nav for nav in page.all("nav") if nav.get("class") == "app-doors")
    return {page.text(link): str(link.get("href")) for link in listed.findall("ul/li/a")}


def card_of(page: Page, service_id: str) -> str:
    """The words of one card."""
    return page.text(page.by_id(f"at-{service_id}"))


def test_the_question_is_the_heading_and_asks_for_nothing_else(client: FlaskClient) -> None:
    page = fetch(client, "/")

    assert page.heading == "What is worrying you?"
    asked = [field.get("name") for field in page.all("input", "select") if field.get("type") != "hidden"]
    assert asked == ["q", "age", "postcode"]


@pytest.mark.parametrize("door", DOORS, ids=[door.key for door in DOORS])
def test_a_door_sets_who_is_asking_and_shows_the_worries_of_that_role(client: FlaskClient, door) -> None:
    page = fetch(client, doors_of(fetch(client, "/?age=9"))[door.name])

    assert door.worries_heading in page.main
    assert [field.get("value") for field in page.all("input") if field.get("name") == "asker"] == [door.roles[0]]
    shown = [link for link in page.links() if link.startswith("/search?") and "q=" in link]
    asked = [parse_qs(urlsplit(link).query) for link in shown]
    assert [one["q"][0] for one in asked] == list(door.worries)
    assert {(one["asker"][0], one["age"][0]) for one in asked} == {(door.roles[0].value, "9")}


def test_every_example_worry_finds_something_without_being_taken_for_danger(client: FlaskClient) -> None:
    for door in DOORS:
        for worry in door.worries:
            page = fetch(client, "/search", query_string={"q": worry, "asker": door.roles[0].value})
            assert page.cards(), worry
            assert "Nothing we list" not in page.main, worry


def test_a_door_never_changes_what_is_true_of_a_service(tiny: Tiny) -> None:
    reader = tiny(a_service("panel", ways_in=(a_way_in(Referrer.SCHOOL),)))

    pages = [fetch(reader, f"/search?age=9&setting=primary&asker={door.roles[0].value}") for door in DOORS]

    assert len({card_of(page, "panel") for page in pages}) == 1


def test_everybody_has_a_door() -> None:
    assert find_door(DOORS, None).key == "family"
    assert {find_door(DOORS, role).key for role in (Referrer.GP, Referrer.SOCIAL_CARE)} == {"care"}
    assert find_door(DOORS, Referrer.EARLY_YEARS_SETTING).key == "school"


def test_a_card_says_who_may_ask_how_long_and_what_it_costs_or_that_nobody_publishes_it(tiny: Tiny) -> None:
    reader = tiny(
        a_service("clinic", ways_in=(a_way_in(Referrer.GP),), costs=(CostOption("£20 a session", 2000),)),
        a_service("group", costs=(CostOption("Free", 0),), while_waiting=WhileWaiting(usable=True)),
        a_service("silent"),
        a_service("second-step", ways_in=(a_way_in(passed_on_by=("clinic",)),)),
        waits=(a_wait("clinic", 12),),
    )

    page = fetch(reader, "/search")

    assert "Who may ask GP (family doctor)" in card_of(page, "clinic")
    assert "Wait Half were seen within 12 weeks (Figure from May 2026)" in card_of(page, "clinic")
    assert "Cost £20 a session" in card_of(page, "clinic")
    assert "Free Can be used while waiting" in card_of(page, "group")
    assert "Wait Not published Cost Cost not published" in card_of(page, "silent")
    assert "nobody directly: another service passes the child on" in card_of(page, "second-step")


def a_town(tiny: Tiny) -> FlaskClient:
    """One service with an address and one by phone, in a town with two postcodes that we hold."""
    here, there = PostcodePoint("E07000180", 51.669, -1.279), PostcodePoint("E07000180", 51.727, -1.279)
    return tiny(
        a_service("a-helpline", contacts=(Contact(ContactKind.PHONE, "01235 000000"),)),
        a_service("bridge", contacts=(Contact(ContactKind.ADDRESS, "19 Bridge Street, OX14 3HN"),)),
        gazetteer=Gazetteer(
            units={"OX14 3HN": here, "OX14 4RA": there},
            councils={"E07000180": "E10000025"},
            towns={"abingdon": a_place("Abingdon")},
        ),
    )


def test_a_distance_is_told_for_a_place_and_never_for_a_phone(tiny: Tiny) -> None:
    page = fetch(a_town(tiny), "/search?postcode=OX14+4RA")

    assert "Its address is about 4 miles from home, as the crow flies." in card_of(page, "bridge")
    assert "miles" not in card_of(page, "a-helpline")


def test_nearest_is_offered_with_a_full_postcode_only(tiny: Tiny) -> None:
    reader = a_town(tiny)

    with_postcode = fetch(reader, "/search?postcode=OX14+4RA")
    assert "/search?postcode=OX14+4RA&sort=nearest" in with_postcode.links()
    nearest = fetch(reader, "/search?postcode=OX14+4RA&sort=nearest")
    assert [card.split("?")[0] for card in nearest.cards()] == ["/services/bridge", "/services/a-helpline"]
    assert "1 of 2 gives a full address. The rest come after" in nearest.main

    without = fetch(reader, "/search?sort=nearest")
    assert "Nearest" not in [without.text(link) for link in without.all("a")]
    assert "We cannot sort by nearest" in without.main


def test_an_order_travels_with_filters_answers_and_the_list(client: FlaskClient) -> None:
    page = fetch(client, "/search?q=autism&sort=wait&sector=health&keep=childline")

    assert "publish how long people usually wait" in page.main or "publishes how long" in page.main
    removal = next(str(link.get("href")) for link in page.all("a") if page.text(link).startswith("Remove: Health"))
    assert parse_qs(urlsplit(removal).query) == {"q": ["autism"], "sort": ["wait"], "keep": ["childline"]}
    form = next(form for form in page.all("form") if form.get("class") == "app-question")
    assert {("sort", "wait"), ("sector", "health"), ("keep", "childline")} <= {
        (field.get("name"), field.get("value")) for field in form.iter("input")
    }


def test_an_order_we_do_not_know_is_a_problem_in_words(client: FlaskClient) -> None:
    page = fetch(client, "/search?q=autism&sort=sideways", 400)

    assert "Sort by: Choose one of the answers in the list" in page.main


def test_the_results_are_a_few_tabs_from_the_top_of_the_page(client: FlaskClient) -> None:
    page = fetch(client, "/search", query_string={"q": "stamering, wont sleep, age 4, in Banbury"})

    folded = {link for fold in page.all("details") if fold.get("open") is None for link in fold.iter("a")}
    main = page.all("main")[0]
    stops = [link for link in main.iter("a") if link not in folded]
    first_card = page.tree.find(".//li[@id]/h2/a")
    assert first_card is not None
    assert page.text(stops[0]) == "Go to the results"
    assert stops.index(first_card) < 8


def test_all_filters_come_off_at_once(client: FlaskClient) -> None:
    page = fetch(client, "/search?q=autism&sector=health&running=1&age=9")

    everything = next(link for link in page.all("a") if page.text(link) == "Remove all filters")
    assert everything.get("href") == "/search?age=9&q=autism"


def test_a_page_about_harm_can_be_left_in_one_tap(tiny: Tiny) -> None:
    reader = tiny(
        a_service("hub", needs=("abuse",), crisis=True),
        a_service("sleep-clinic", needs=("sleep",)),
        needs=[a_need("abuse", "he hits me", urgency=Urgency.SAFEGUARDING), a_need("sleep", "will not sleep")],
        crisis_help=CrisisHelp(safeguarding=("hub",)),
    )

    left = next(link for link in fetch(reader, "/search?q=he+hits+me").all("a") if link.get("href") == EXIT)
    assert "noreferrer" in str(left.get("rel"))
    assert EXIT in fetch(reader, "/compare?keep=hub&keep=sleep-clinic").links()
    assert EXIT in fetch(reader, "/search?need=abuse").links()
    assert EXIT not in fetch(reader, "/search?q=will+not+sleep").links()
    assert EXIT not in fetch(reader, "/compare?keep=sleep-clinic").links()
