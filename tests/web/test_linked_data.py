"""What a service page says to machines: the right types, only what is known, nothing of the reader's."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from building import a_connection, a_pathway, a_service, a_source, a_wait, an_area, an_organization
from flask.testing import FlaskClient
from reading_pages import fetch

from navigator.assembly import Navigator
from navigator.domain.eligibility import AgeRange, AreaBasis, AreaRule
from navigator.domain.referrals import ConnectionKind
from navigator.domain.services import Contact, ContactKind, CostOption, Status
from navigator.domain.sources import Confidence, PartialDate
from navigator.domain.waits import Statistic

Tiny = Callable[..., FlaskClient]
PAGE = "http://localhost/services/therapy"
TYPES = {
    "GovernmentService",
    "Service",
    "MedicalOrganization",
    "GovernmentOrganization",
    "EducationalOrganization",
    "NGO",
    "Organization",
    "Place",
}


def read_graph(client: FlaskClient, address: str = "/services/therapy") -> list[dict[str, Any]]:
    """The nodes that a page gives to machines."""
    page = fetch(client, address)
    (script,) = page.all("script")
    assert script.get("type") == "application/ld+json"
    told = json.loads(script.text or "")
    assert told["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = told["@graph"]
    return nodes


def test_every_service_page_has_sound_data_that_its_page_says_too(
    client: FlaskClient, real_navigator: Navigator
) -> None:
    for service in list(real_navigator.directory.list_services())[::8]:
        address = f"/services/{service.id}"
        nodes = read_graph(client, address)
        page = fetch(client, address)
        assert {node["@type"] for node in nodes} <= TYPES
        itself, provider = nodes[:2]
        assert itself["@id"] == f"http://localhost{address}#service"
        assert itself["name"] == page.heading
        assert itself["description"] in page.main
        assert itself["provider"] == {"@id": provider["@id"]}
        for number in itself.get("availableChannel", {}).get("servicePhone", []):
            assert number["telephone"] in page.main
        for place in nodes[2:]:
            assert place["name"] in page.main
        for name in itself.get("category", []):
            assert name in page.main


@pytest.mark.parametrize(
    ("kind", "service_type", "provider_type"),
    [
        ("nhs", "GovernmentService", "MedicalOrganization"),
        ("council", "GovernmentService", "GovernmentOrganization"),
        ("school", "Service", "EducationalOrganization"),
        ("charity", "Service", "NGO"),
        ("company", "Service", "Organization"),
    ],
)
def test_the_types_follow_who_runs_it(tiny: Tiny, kind: str, service_type: str, provider_type: str) -> None:
    service = a_service("therapy", organization=an_organization(kind=kind))

    itself, provider = read_graph(tiny(service))

    assert (itself["@type"], provider["@type"]) == (service_type, provider_type)


def test_what_is_not_known_is_left_out(tiny: Tiny) -> None:
    itself, provider = read_graph(tiny(a_service("therapy")))

    assert set(itself) == {"@type", "@id", "url", "name", "description", "identifier", "provider"}
    assert set(provider) == {"@type", "@id", "name"}


def test_what_is_known_is_told(tiny: Tiny) -> None:
    service = a_service(
        "therapy",
        ages=AgeRange(5, 18),
        eligibility=(AreaRule(AreaBasis.HOME, (an_area(),)),),
        contacts=(
            Contact(ContactKind.PHONE, "01865 000 000", source=a_source()),
            Contact(ContactKind.PHONE, "01865 999 999", caution="May be out of date.", source=a_source()),
            Contact(ContactKind.ADDRESS, "1 High Street, Oxford OX1 1AA", source=a_source()),
        ),
        costs=(CostOption("Free", 0),),
        website="https://example.org/",
    )

    itself, _provider, place = read_graph(tiny(service))

    assert itself["audience"] == {"@type": "PeopleAudience", "suggestedMinAge": 5, "suggestedMaxAge": 18}
    assert itself["areaServed"] == [
        {
            "@type": "AdministrativeArea",
            "name": "Oxfordshire",
            "sameAs": "http://statistics.data.gov.uk/id/statistical-geography/E10000025",
        }
    ]
    assert [(offer["price"], offer["priceCurrency"]) for offer in itself["offers"]] == [(0, "GBP")]
    channel = itself["availableChannel"]
    assert [number["telephone"] for number in channel["servicePhone"]] == ["01865 000 000"]
    assert channel["serviceUrl"] == "https://example.org/"
    assert channel["serviceLocation"] == [{"@id": place["@id"]}]
    assert place["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "1 High Street, Oxford",
        "postalCode": "OX1 1AA",
        "addressCountry": "GB",
    }


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"value": 26}, "P26W"),
        ({"value": 18, "unit": "months"}, "P18M"),
        ({"value": 26, "as_of": PartialDate(2016)}, None),
        ({"value": 26, "as_of": None}, None),
        ({"value": 26, "statistic": Statistic.TARGET}, None),
        ({"value": 26, "statistic": Statistic.LONGEST}, None),
        ({"value": 26, "place": "swindon"}, None),
        ({"value": 5.5, "unit": "months"}, None),
    ],
    ids=["weeks", "months", "old", "undated", "target", "longest", "elsewhere", "broken"],
)
def test_only_a_fresh_usual_wait_is_a_processing_time(
    tiny: Tiny, changes: dict[str, Any], told: str | None
) -> None:
    wait = a_wait("therapy", **changes)

    itself = read_graph(tiny(a_service("therapy"), waits=(wait,)))[0]

    assert itself.get("availableChannel", {}).get("processingTime") == told


def test_a_service_that_does_not_run_has_no_channel_and_no_price(tiny: Tiny) -> None:
    service = a_service(
        "therapy",
        status=Status.CLOSED,
        contacts=(Contact(ContactKind.ADDRESS, "1 High Street", source=a_source()),),
        costs=(CostOption("Free", 0),),
    )

    nodes = read_graph(tiny(service))

    assert len(nodes) == 2
    assert not {"availableChannel", "offers"} & set(nodes[0])


def test_it_names_only_services_it_refers_to_and_that_are_not_held_back(tiny: Tiny) -> None:
    names = ("onward", "doubtful", "instead")
    services = [
        a_service("therapy"),
        a_service("onward"),
        a_service("doubtful", confidence=Confidence.LOW),
        a_service("instead"),
    ]
    kinds = (ConnectionKind.REFERS_TO, ConnectionKind.REFERS_TO, ConnectionKind.ALTERNATIVE)
    edges = tuple(a_connection("therapy", name, kind) for name, kind in zip(names, kinds, strict=True))
    reader = tiny(*services, pathways=[a_pathway(services=["therapy"], connections=edges)])

    itself = read_graph(reader)[0]

    assert itself["isRelatedTo"] == [{"@id": "http://localhost/services/onward#service"}]


def test_nothing_about_the_child_gets_into_it(tiny: Tiny) -> None:
    itself = read_graph(tiny(a_service("therapy")), "/services/therapy?age=9&lang=en")[0]

    assert itself["url"] == PAGE
    assert itself["@id"] == f"{PAGE}#service"


def test_text_cannot_break_out_of_it(tiny: Tiny) -> None:
    reader = tiny(a_service("therapy", summary="</script><b>out</b>"))

    assert read_graph(reader)[0]["description"] == "</script><b>out</b>"
    assert "</script><b>" not in reader.get("/services/therapy").get_data(as_text=True)
