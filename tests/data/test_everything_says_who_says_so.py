"""Whatever a family may act on names the page that says so, or says that it is second-hand."""

from collections.abc import Iterator

from navigator.domain.directory import Directory
from navigator.domain.services import Contact, Service
from navigator.domain.sources import Confidence, Source

SECOND_HAND_ONLY = {
    (
        "youngminds-parents-helpline",
        "0808 802 5544",
    ): "only copies of the number were found, no page of the charity"
}
"""Contacts without a page to show. The source must call itself secondary, and a caution must stand beside."""


def list_contacts(directory: Directory) -> Iterator[tuple[Service, Contact]]:
    for service in directory.list_services(published=False):
        for contact in service.contacts:
            yield service, contact


def has_address(source: Source | None) -> bool:
    return source is not None and (source.url or "").startswith(("https://", "http://"))


def test_every_number_email_and_address_names_its_page(directory):
    nameless = {
        (service.id, contact.value)
        for service, contact in list_contacts(directory)
        if not has_address(contact.source)
    }

    assert nameless == set(SECOND_HAND_ONLY)


def test_a_second_hand_number_says_so_beside_the_number(directory):
    for service_id, value in SECOND_HAND_ONLY:
        contact = next(item for item in directory.get_service(service_id).contacts if item.value == value)

        assert "secondary" in contact.source.title
        assert contact.source.confidence is Confidence.LOW
        assert "Check before you rely on it" in contact.caution


def test_every_waiting_figure_names_the_page_that_published_it(directory):
    assert len(directory.waits) > 100
    assert [wait for wait in directory.waits if not has_address(wait.source)] == []


def test_every_measure_and_price_names_its_page(directory):
    unsourced = [
        (service.id, item.text)
        for service in directory.list_services(published=False)
        for item in (*service.measures, *service.costs)
        if not has_address(item.source)
    ]

    assert unsourced == []


def test_every_record_has_a_main_page_with_an_address(directory):
    assert [key for key, service in directory.services.items() if not has_address(service.main_source)] == []


def test_every_legal_clock_and_every_accountable_role_names_its_page(directory):
    assert [clock.id for clock in directory.clocks.values() if not has_address(clock.source)] == []
    assert [entry.id for entry in directory.accountability if not has_address(entry.source)] == []


def test_a_connection_names_its_page_or_stands_as_our_inference(directory):
    """A connection without a source is shown as inference; one with a source has an address to open."""
    sourced = [edge for edge in directory.connections if edge.source is not None]

    assert sourced
    assert [edge for edge in sourced if not has_address(edge.source)] == []


def test_every_source_says_when_we_read_it(directory):
    undated = [
        (service.id, source.title)
        for service in directory.list_services(published=False)
        for source in service.sources
        if source.read is None
    ]

    assert undated == []


def test_no_status_of_closing_or_pausing_stands_without_a_page(directory):
    changed = [service for service in directory.services.values() if service.status_note is not None]

    assert changed
    assert [service.id for service in changed if not has_address(service.status_note.source)] == []
