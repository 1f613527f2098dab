"""Who runs services, as Open Referral records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from navigator.domain.services import Organization, Service
from navigator.exchange.identifiers import identify
from navigator.exchange.sources import without_blanks
from navigator.exchange.words import Words

Record = dict[str, Any]


def build_organization(organization: Organization, services: Iterable[Service], words: Words) -> Record:
    """One organisation; the description that the standard demands says what it is and what it runs here."""
    return without_blanks(
        {
            "id": identify("organization", organization.id),
            "name": organization.name,
            "alternate_name": "; ".join(organization.words),
            "description": words.organization(organization.kind, (service.name for service in services)),
            "website": organization.website,
            "send_slug": organization.id,
            "send_kind": organization.kind,
        }
    )
