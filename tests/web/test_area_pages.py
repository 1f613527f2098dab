"""The area map and its lists: who is counted where, how a postcode is told, and the picture's own manners."""

from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from building import a_service, an_area
from flask.testing import FlaskClient
from reading_pages import Page, fetch

from navigator.assembly import Navigator
from navigator.domain.areas import Coverage
from navigator.domain.eligibility import AreaBasis, AreaRule
from navigator.domain.places import Gazetteer, Outline
from navigator.domain.services import Contact, ContactKind
from navigator.domain.whereabouts import Share, Spread, find_whereabouts

SVG = "{http://www.w3.org/2000/svg}"
DISTRICTS = {
    "cherwell": "Cherwell",
    "oxford": "Oxford",
    "south-oxfordshire": "South Oxfordshire",
    "vale-of-white-horse": "Vale of White Horse",
    "west-oxfordshire": "West Oxfordshire",
}


def inside_picture(page: Page, tag: str) -> list[ElementTree.Element]:
    """Elements of the picture, whichever way the parser names them."""
    picture = next(element for element in page.tree.iter() if element.tag in ("svg", f"{SVG}svg"))
    return [element for element in picture.iter() if element.tag in (tag, SVG + tag)]


def listed(page: Page) -> set[str]:
    """The services that a page links to."""
    return {
        link.split("/services/")[1].split("?")[0]
        for link in page.links()
        if link.startswith("/services/") and "alternatives" not in link
    }


def test_the_map_links_each_district_to_its_list_and_so_does_the_list_below(client: FlaskClient) -> None:
    page = fetch(client, "/areas")
    drawn = [str(link.get("href")) for link in inside_picture(page, "a")]

    assert drawn == [f"/areas/{key}" for key in DISTRICTS]
    assert all(page.links().count(address) >= 1 for address in drawn)
    for name in DISTRICTS.values():
        assert name in page.main


def test_the_picture_has_a_name_and_no_look_of_its_own(client: FlaskClient) -> None:
    page = fetch(client, "/areas")
    (picture,) = inside_picture(page, "svg")
    (title,) = inside_picture(page, "title")

    group = next(
        element for element in page.all("div") if element.get("role") == "group" and picture in list(element)
    )
    assert group.get("aria-labelledby") == title.get("id")
    assert "five districts" in page.text(title)
    assert [element for element in picture.iter() if element.get("style") or element.get("fill")] == []
    assert page.html.index("</svg>") - page.html.index("<svg") < 10_000


def test_the_page_says_that_the_outlines_are_rough_and_whose_data_they_are(client: FlaskClient) -> None:
    page = fetch(client, "/areas")

    assert "They are not the official boundaries" in page.main
    assert "Contains OS data © Crown copyright" in page.html


def test_every_service_shown_is_counted_somewhere(client: FlaskClient, real_navigator: Navigator) -> None:
    """In a district, for the county, for the country, elsewhere or not known: nobody falls between."""
    keys = [*DISTRICTS, "county-wide", "national", "elsewhere", "not-known"]
    found = set().union(*(listed(fetch(client, f"/areas/{key}")) for key in keys))
    running = {service.id for service in real_navigator.directory.list_services() if service.running}

    assert found == running


def test_the_number_on_the_map_is_the_number_in_the_list(client: FlaskClient) -> None:
    numbers = [element for element in inside_picture(fetch(client, "/areas"), "text") if element.get("class")]

    for key, element in zip(DISTRICTS, numbers, strict=True):
        page = fetch(client, f"/areas/{key}")
        sure = page.html.split("May be for a part of it")[0]
        links = {link for link in listed(page) if f'/services/{link}"' in sure}
        assert "".join(element.itertext()).split()[0] == str(len(links)), key


def test_a_service_of_one_town_stands_in_its_district_and_in_no_other(client: FlaskClient) -> None:
    banbury = "sunshine-centre-banbury"

    assert banbury in listed(fetch(client, "/areas/cherwell"))
    assert banbury not in listed(fetch(client, "/areas/oxford"))
    assert "May be for a part of it" in fetch(client, "/areas/west-oxfordshire").main


def test_an_address_placed_by_its_town_says_so(client: FlaskClient) -> None:
    assert (
        "Edmunds Road, Banbury (placed by its town: no postcode published)"
        in fetch(client, "/areas/cherwell").main
    )
    assert "OX16 5DN (placed" not in fetch(client, "/areas/cherwell").main


@pytest.mark.parametrize(
    ("postcode", "said"),
    [
        ("OX4 2JD", "Your postcode is in Oxford."),
        ("OX14", "Your postcode may be in any of these districts: South Oxfordshire or Vale of White Horse."),
        ("SN6", "Your postcode may be in Vale of White Horse, or outside Oxfordshire."),
        ("RG1", "Your postcode is outside Oxfordshire."),
    ],
)
def test_a_postcode_is_told_in_words(client: FlaskClient, postcode: str, said: str) -> None:
    page = fetch(client, "/areas", query_string={"postcode": postcode})

    assert said in page.main
    assert page.value_of("postcode") == postcode


def test_the_readers_own_district_is_marked_in_the_list_and_on_its_page(client: FlaskClient) -> None:
    told = {"postcode": "OX4 2JD"}

    assert fetch(client, "/areas", query_string=told).main.count("Your district") == 1
    assert "Your postcode is in Oxford." in fetch(client, "/areas/oxford", query_string=told).main
    assert "Your postcode" not in fetch(client, "/areas/cherwell", query_string=told).main
    assert "Your district" not in fetch(client, "/areas").main


def test_answers_about_the_child_are_carried_along(client: FlaskClient) -> None:
    page = fetch(client, "/areas", query_string={"postcode": "OX4", "age": "9"})

    assert "/areas/oxford?postcode=OX4&age=9" in {
        link.replace("age=9&postcode=OX4", "postcode=OX4&age=9") for link in page.links()
    }


def test_a_postcode_that_is_none_gets_words_beside_its_field(client: FlaskClient) -> None:
    page = fetch(client, "/areas", 400, query_string={"postcode": "banana"})

    assert page.problem_beside("postcode")
    assert set(page.problems()) == {"postcode"}


@pytest.mark.parametrize("address", ["/areas/atlantis", "/areas/part", "/areas/E07000177"])
def test_an_area_that_is_none_is_not_found(client: FlaskClient, address: str) -> None:
    fetch(client, address, 404)


def test_a_county_without_services_says_so(tiny: Callable[..., FlaskClient]) -> None:
    square = Outline("E07000178", "Oxford", (((0.0, 51.0), (1.0, 51.0), (1.0, 52.0), (0.0, 52.0), (0.0, 51.0)),))
    shut = a_service("far-away", eligibility=(AreaRule(AreaBasis.HOME, (an_area(covers=Coverage()),)),))
    reader = tiny(shut, gazetteer=Gazetteer(outlines=(square,)))

    page = fetch(reader, "/areas/oxford")

    assert "No service we list publishes an address here." in page.main
    assert "None that we list." in page.main
    assert listed(fetch(reader, "/areas/elsewhere")) == {"far-away"}


def test_held_back_services_have_no_place_on_the_map(client: FlaskClient, real_navigator: Navigator) -> None:
    held_back = {key for key, service in real_navigator.directory.services.items() if not service.published}

    assert held_back
    for key in (*DISTRICTS, "county-wide", "national", "not-known"):
        assert listed(fetch(client, f"/areas/{key}")) & held_back == set()


def test_the_addresses_placed_by_hand_agree_with_the_gazetteer(real_navigator: Navigator) -> None:
    """Three services whose district anyone can look up."""
    gazetteer = real_navigator.directory.gazetteer
    codes = [outline.code for outline in gazetteer.outlines]
    expected = {"abingdon-bridge": "E07000180", "clear-sky": "E07000179", "wheelchair-service": "E07000178"}

    for key, district in expected.items():
        found = find_whereabouts(real_navigator.directory.get_service(key), gazetteer, codes)
        assert [door.district for door in found.doors] == [district]
    carers = find_whereabouts(real_navigator.directory.get_service("be-free-young-carers"), gazetteer, codes)
    assert carers.spread is Spread.PART
    assert [code for code, share in carers.shares.items() if share is Share.NONE] == ["E07000177"]


def test_a_contact_that_is_no_address_places_nothing() -> None:
    service = a_service(contacts=(Contact(ContactKind.HOURS, "Mondays, Oxford"),))

    assert not find_whereabouts(service, Gazetteer(), ()).placed
