"""Open Referral UK 3.0: our records for other programs, level 1 and 2 (see the standard's own documentation)."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, request

from navigator.domain.areas import Place
from navigator.domain.places import UnknownPlace
from navigator.exchange import Asked, Entry, Feed, Link
from navigator.search import SearchRequest
from navigator.web.api.base import Blueprint, turn_page
from navigator.web.api.errors import Refused
from navigator.web.api.hsds_parameters import (
    LinkListSchema,
    ListSchema,
    OrganizationListSchema,
    OrganizationSchemaAsked,
    ServiceListSchema,
    TermListSchema,
    read_day,
)
from navigator.web.api.hsds_schemas import (
    ApiDetailsSchema,
    LinkPageSchema,
    LinkSchema,
    OrganizationPageSchema,
    OrganizationSchema,
    ServicePageSchema,
    ServiceSchema,
    TaxonomyPageSchema,
    TaxonomySchema,
    TermPageSchema,
    TermSchema,
)
from navigator.web.api.transport import BASES
from navigator.web.forms import current_navigator

VERSION = "HSDS-UK-3.0"
PROFILE = "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md"
EXTENSION = "hsds_feed"
BASE = BASES[0]

Given = dict[str, Any]

records = Blueprint("hsds", __name__, url_prefix=BASE, description="Records as Open Referral UK names them.")


@records.answer("/", ApiDetailsSchema)
def show_details() -> Given:
    """What this API is"""
    return {
        "version": VERSION,
        "profile": PROFILE,
        "openapi_url": f"{request.host_url.rstrip('/')}{request.script_root}{BASE}/openapi.json",
    }


@records.answer("/services", ServicePageSchema, ServiceListSchema)
def list_services(given: Given) -> Given:
    """Services, page by page"""
    feed = _feed()
    found = feed.find_services(_read(feed, given))

    def tell(entry: Entry) -> Given:
        if given["minimal"]:
            summary = feed.tell_summary(entry)
            return {name: summary[name] for name in ("id", "last_modified") if name in summary}
        return feed.tell_service(entry) if given["full"] else feed.tell_summary(entry)

    return turn_page(found, given, tell)


@records.answer("/services/<string:service_id>", ServiceSchema)
def show_service(service_id: str) -> Given:
    """One service, everything nested"""
    feed = _feed()
    entry = feed.services.get(service_id.lower())
    return abort(404) if entry is None else feed.tell_service(entry)


@records.answer("/service_at_locations", LinkPageSchema, LinkListSchema)
def list_links(given: Given) -> Given:
    """Services at places, page by page"""
    feed = _feed()
    place = _read_place(given)
    asked = _read(feed, given, place)
    near = place if "proximity" in given else None
    found = feed.find_links(asked, near, given.get("proximity"))

    def tell(link: Link) -> Given:
        return feed.tell_link(link, whole=given["full"])

    return turn_page(found, given, tell)


@records.answer("/service_at_locations/<string:link_id>", LinkSchema)
def show_link(link_id: str) -> Given:
    """One service at one place, everything nested"""
    feed = _feed()
    link = feed.links.get(link_id.lower())
    return abort(404) if link is None else feed.tell_link(link, whole=True)


@records.answer("/organizations", OrganizationPageSchema, OrganizationListSchema)
def list_organizations(given: Given) -> Given:
    """Organisations that run a service, page by page"""
    feed = _feed()

    def tell(record: Given) -> Given:
        return feed.tell_organization(record, given["full_service"])

    return turn_page(_search(feed.organizations.values(), given), given, tell)


@records.answer("/organizations/<string:organization_id>", OrganizationSchema, OrganizationSchemaAsked)
def show_organization(given: Given, organization_id: str) -> Given:
    """One organisation"""
    feed = _feed()
    record = feed.organizations.get(organization_id.lower())
    return abort(404) if record is None else feed.tell_organization(record, given["full_service"])


@records.answer("/taxonomies", TaxonomyPageSchema, ListSchema)
def list_taxonomies(given: Given) -> Given:
    """Taxonomies, page by page"""
    return turn_page(_search(_feed().taxonomies.values(), given), given, dict)


@records.answer("/taxonomies/<string:taxonomy_id>", TaxonomySchema)
def show_taxonomy(taxonomy_id: str) -> Given:
    """One taxonomy with its terms"""
    feed = _feed()
    record = feed.taxonomies.get(taxonomy_id.lower())
    return abort(404) if record is None else feed.tell_taxonomy(record)


@records.answer("/taxonomy_terms", TermPageSchema, TermListSchema)
def list_terms(given: Given) -> Given:
    """Terms, page by page"""
    found = [
        term
        for term in _search(_feed().terms.values(), given)
        if ("taxonomy_id" not in given or term["taxonomy_id"] == str(given["taxonomy_id"]))
        and ("parent_id" not in given or term.get("parent_id") == str(given["parent_id"]))
        and not (given["top_only"] and "parent_id" in term)
    ]
    return turn_page(found, given, dict)


@records.answer("/taxonomy_terms/<string:term_id>", TermSchema)
def show_term(term_id: str) -> Given:
    """One term"""
    return _feed().terms.get(term_id.lower()) or abort(404)


def _feed() -> Feed:
    feed: Feed = current_app.extensions[EXTENSION]
    return feed


def _read(feed: Feed, given: Given, covers: Place | None = None) -> Asked:
    """The filters of services that an address asks for."""
    tagged = []
    if "taxonomy_term_id" in given:
        tagged.append(feed.widen_term(str(given["taxonomy_term_id"])))
    if "taxonomy_id" in given:
        tagged.append(frozenset(term["id"] for term in feed.list_terms_of(str(given["taxonomy_id"]))))
    organization = given.get("organization_id")
    return Asked(
        among=_find_by_words(given.get("search", "")),
        tagged=tuple(tagged),
        minimum_age=given.get("minimum_age"),
        maximum_age=given.get("maximum_age"),
        send_age=given.get("send_age"),
        start_time=given.get("start_time"),
        end_time=given.get("end_time"),
        day=read_day(given.get("day")),
        organization_id=None if organization is None else str(organization),
        modified_after=given.get("modified_after"),
        covers=covers,
    )


def _read_place(given: Given) -> Place | None:
    """Where the postcode is. Raise Refused for one that we do not know, and for a distance from nowhere."""
    if "postcode" not in given:
        if "proximity" in given:
            raise Refused([("proximity", "Give a postcode with it.")])
        return None
    try:
        return current_navigator().directory.gazetteer.parse_postcode(given["postcode"])
    except UnknownPlace:
        raise Refused([("postcode", "We do not know this postcode. Give its first half, like OX4.")]) from None


def _find_by_words(words: str) -> frozenset[str] | None:
    """The services that our own search finds for the words; None where there are none."""
    if not words.strip():
        return None
    navigator = current_navigator()
    page = navigator.search.search(SearchRequest(words, limit=len(navigator.directory.services)))
    return frozenset(hit.service.id for hit in page.hits) | {service.id for service in page.crisis}


def _search(found: Any, given: Given) -> list[Given]:
    """The records in whose name or description every word stands."""
    words = given.get("search", "").casefold().split()

    def told(record: Given) -> str:
        return " ".join(str(record.get(name, "")) for name in ("name", "alternate_name", "description")).casefold()

    return [record for record in found if all(word in told(record) for word in words)]
