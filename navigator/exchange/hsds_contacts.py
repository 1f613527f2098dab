"""Phone numbers, contacts and hours of a service as Open Referral records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from navigator.domain.services import Contact, ContactKind, Service
from navigator.exchange.hours import DAYS, parse_hours
from navigator.exchange.identifiers import identify
from navigator.exchange.sources import refer_to, without_blanks

Record = dict[str, Any]
_PHONE_TYPES = {ContactKind.PHONE: "voice", ContactKind.TEXT: "text"}


def build_phones(service: Service) -> list[Record]:
    """Numbers to ring or to text, each once."""
    return _once(_phone(service, contact) for contact in service.contacts if contact.kind in _PHONE_TYPES)


def build_contacts(service: Service) -> list[Record]:
    """One contact for each thing that numbers and addresses are for, since UK readers look there.

    A name is only what the source says the number is for: no person is named.
    """
    groups: dict[str, list[Contact]] = {}
    for contact in service.contacts:
        if contact.kind in _PHONE_TYPES or contact.kind is ContactKind.EMAIL:
            groups.setdefault(contact.note or "", []).append(contact)
    found: list[Record] = []
    for note, group in groups.items():
        emails = list(dict.fromkeys(one.value for one in group if one.kind is ContactKind.EMAIL))
        phones = _once(_phone(service, one) for one in group if one.kind in _PHONE_TYPES)
        for number, email in enumerate(emails or [None]):
            found.append(
                without_blanks(
                    {
                        "id": identify("contact", service.id, note, email or ""),
                        "service_id": identify("service", service.id),
                        "name": note,
                        "email": email,
                        "phones": phones if number == 0 else [],
                    }
                )
            )
    return found


def find_email(service: Service) -> str | None:
    """The address to write to first."""
    return next((one.value for one in service.contacts if one.kind is ContactKind.EMAIL), None)


def _phone(service: Service, contact: Contact) -> Record:
    described = " ".join(text for text in (contact.note, contact.caution) if text)
    return without_blanks(
        {
            "id": identify("phone", service.id, contact.kind.value, contact.value, described),
            "number": contact.value,
            "type": _PHONE_TYPES[contact.kind],
            "description": described,
            "send_source": refer_to(contact.source),
        }
    )


def build_schedules(service: Service) -> list[Record]:
    """Hours as published, with days and times wherever the words leave no doubt about them."""
    found = []
    for contact in service.contacts:
        if contact.kind is not ContactKind.HOURS:
            continue
        told = {
            "service_id": identify("service", service.id),
            "description": contact.value,
            "notes": " ".join(text for text in (contact.note, contact.caution) if text),
            "send_source": refer_to(contact.source),
        }
        key = ("schedule", service.id, contact.value, contact.note or "")
        spans = parse_hours(contact.value)
        found += [
            without_blanks(
                {
                    "id": identify(*key, *span.days),
                    "freq": "WEEKLY",
                    "byday": ",".join(day for day in DAYS if day in span.days),
                    "opens_at": span.opens_at,
                    "closes_at": span.closes_at,
                    **told,
                }
            )
            for span in spans
        ] or [without_blanks({"id": identify(*key), **told})]
    return _once(found)


def _once(records: Iterable[Record]) -> list[Record]:
    return list({record["id"]: record for record in records}.values())
