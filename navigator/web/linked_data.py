"""Service -> schema.org, for search engines and other directories. Only what the page says too.

Source: schema.org's GovernmentService, Service, ServiceChannel, Organization and Place.
"""

from __future__ import annotations

import re
from typing import Any

from navigator.domain.areas import Area
from navigator.domain.directory import Directory
from navigator.domain.eligibility import AgeRule, AreaRule
from navigator.domain.referrals import ConnectionKind
from navigator.domain.services import Contact, ContactKind, Organization, Service
from navigator.domain.waits import Statistic, WaitingTime

_PUBLIC_BODIES = frozenset({"nhs", "council", "government"})
_PROVIDERS = {
    "nhs": "MedicalOrganization",
    "council": "GovernmentOrganization",
    "government": "GovernmentOrganization",
    "school": "EducationalOrganization",
    "charity": "NGO",
}
_USUAL = (Statistic.MEDIAN, Statistic.MEAN, Statistic.TYPICAL)
_DURATIONS = {"days": "P{}D", "weeks": "P{}W", "months": "P{}M", "years": "P{}Y"}
_CODES = "http://statistics.data.gov.uk/id/statistical-geography/"
_POSTCODE = re.compile(r"[,\s]*\b([A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2})\s*$")
Node = dict[str, Any]


def describe_service(
    directory: Directory, service: Service, page: str, root: str, wait: WaitingTime | None = None
) -> Node:
    """The graph of one service: itself, who runs it, and each place with a published address.

    `page` is the absolute address of its page and `root` that of the site, which ends in "/". `wait`
    is its newest figure where that is not old: bare data has no room to say so. What we do not know
    is left out, and so is any contact that has a caution, which no reader of bare data would see. A
    service that does not run has no channel and no price.
    """
    places = _describe_places(service, page) if service.running else []
    nodes = [_describe_itself(directory, service, page, root), _describe_provider(service.organization, page)]
    if service.running:
        nodes[0] |= _filled(
            availableChannel=_describe_channel(service, wait, places), offers=_describe_offers(service)
        )
    return {"@context": "https://schema.org", "@graph": [*nodes, *places]}


def _describe_itself(directory: Directory, service: Service, page: str, root: str) -> Node:
    edges = directory.list_connections(origin=service.id, kind=ConnectionKind.REFERS_TO)
    onward = (directory.find_service(edge.target) for edge in edges)
    related = sorted({one.id for one in onward if one is not None and one.published})
    public = service.organization.kind in _PUBLIC_BODIES
    return {
        "@type": "GovernmentService" if public else "Service",
        "@id": f"{page}#service",
        "url": page,
        "name": service.name,
        "description": service.summary,
        "identifier": {"@type": "PropertyValue", "propertyID": "SEND Navigator Oxfordshire", "value": service.id},
        "provider": {"@id": f"{page}#organization"},
        **_filled(
            alternateName=[*service.alternate_names, *service.former_names],
            category=[directory.needs[key].name for key in service.needs if key in directory.needs],
            areaServed=_describe_areas(service),
            audience=_describe_audience(service),
            isRelatedTo=[{"@id": f"{root}services/{key}#service"} for key in related],
        ),
    }


def _describe_provider(organization: Organization, page: str) -> Node:
    return {
        "@type": _PROVIDERS.get(organization.kind, "Organization"),
        "@id": f"{page}#organization",
        "name": organization.name,
        **_filled(url=organization.website),
    }


def _describe_areas(service: Service) -> list[Node]:
    areas = {area.id: area for rule in service.eligibility if isinstance(rule, AreaRule) for area in rule.areas}
    return [
        {"@type": "AdministrativeArea", "name": area.name, **_filled(sameAs=_find_code(area))}
        for area in areas.values()
    ]


def _find_code(area: Area) -> str | None:
    """The address of an area's official code, where one code covers exactly the area."""
    covers, may_cover = area.covers, area.may_cover
    codes = [*covers.countries, *covers.councils, *covers.districts]
    parts = (covers.outcodes, covers.sectors, may_cover.countries, may_cover.councils, may_cover.districts)
    if len(codes) != 1 or any(parts) or may_cover.outcodes or may_cover.sectors:
        return None
    return _CODES + codes[0]


def _describe_audience(service: Service) -> Node | None:
    """Its age limits, where one plain rule gives them."""
    rules = [rule.ages for rule in service.eligibility if isinstance(rule, AgeRule)]
    if len(rules) != 1:
        return None
    limits = {"suggestedMinAge": rules[0].minimum, "suggestedMaxAge": rules[0].maximum}
    known = {name: age for name, age in limits.items() if age is not None}
    return {"@type": "PeopleAudience", **known} if known else None


def _describe_offers(service: Service) -> list[Node]:
    return [
        {
            "@type": "Offer",
            "price": 0 if cost.amount_pence == 0 else f"{cost.amount_pence / 100:.2f}",
            "priceCurrency": "GBP",
            "description": cost.text,
        }
        for cost in service.costs
        if cost.amount_pence is not None
    ]


def _describe_channel(service: Service, wait: WaitingTime | None, places: list[Node]) -> Node | None:
    """How to reach it, and how long it usually takes where somebody publishes that."""
    known = _filled(
        serviceUrl=service.website,
        servicePhone=[_describe_number(contact) for contact in _sure(service, ContactKind.PHONE)],
        serviceSmsNumber=[_describe_number(contact) for contact in _sure(service, ContactKind.TEXT)],
        serviceLocation=[{"@id": place["@id"]} for place in places],
        processingTime=_describe_duration(wait),
    )
    return {"@type": "ServiceChannel", **known} if known else None


def _describe_number(contact: Contact) -> Node:
    return {"@type": "ContactPoint", "telephone": contact.value, **_filled(description=contact.note)}


def _describe_duration(wait: WaitingTime | None) -> str | None:
    """A usual length of wait as ISO 8601; a share, a longest wait or a broken number of weeks has none."""
    if wait is None or wait.statistic not in _USUAL or wait.value is None or wait.value % 1:
        return None
    form = _DURATIONS.get(wait.unit)
    return form.format(int(wait.value)) if form else None


def _describe_places(service: Service, page: str) -> list[Node]:
    addresses = _sure(service, ContactKind.ADDRESS)
    return [
        {
            "@type": "Place",
            "@id": f"{page}#place" + (f"-{number}" if number > 1 else ""),
            "name": contact.value,
            "address": _describe_address(contact.value),
        }
        for number, contact in enumerate(addresses, start=1)
    ]


def _describe_address(address: str) -> Node:
    found = _POSTCODE.search(address)
    if found is None:
        return {"@type": "PostalAddress", "streetAddress": address}
    return {
        "@type": "PostalAddress",
        **_filled(streetAddress=address[: found.start()]),
        "postalCode": found[1],
        "addressCountry": "GB",
    }


def _sure(service: Service, kind: ContactKind) -> list[Contact]:
    return [contact for contact in service.contacts if contact.kind is kind and contact.caution is None]


def _filled(**values: Any) -> Node:
    """The values that are there: 0 is a value, nothing and an empty list are not."""
    return {name: value for name, value in values.items() if value is not None and value != []}
