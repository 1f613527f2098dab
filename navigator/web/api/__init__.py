"""The same answers as data: Open Referral under /api/hsds, our own under /api/v1, both documented at /api/docs."""

from __future__ import annotations

from typing import Any

from flask import Flask
from marshmallow import Schema

from navigator.assembly import Navigator
from navigator.exchange import Feed
from navigator.records.modified import read_modified
from navigator.web.api import docs, errors, hsds, transport, v1
from navigator.web.api.base import DocumentedApi
from navigator.web.settings import Settings
from navigator.wording.exchange import ExchangeWording

OPENAPI_VERSION = "3.0.3"
_HSDS_TITLE = "SEND Navigator Oxfordshire: Open Referral UK"
_HSDS_ABOUT = (
    "Every published service of the navigator as HSDS-UK 3.0 records, valid against HSDS 3.0 too. Fields without "
    "a value are left out: not known. Properties with the prefix send_ are ours. Times are local, Europe/London. "
    "Parameters that are not listed are ignored."
)
_V1_TITLE = "SEND Navigator Oxfordshire: answers"
_V1_ABOUT = (
    "The answers of the navigator's pages. Parameters bear the names of the pages' addresses. Fields without a "
    "value are left out: not known. Nothing that is told of a child is kept. Parameters that are not listed are "
    "refused."
)


def register(app: Flask) -> None:
    """Add both APIs and their documentation. Register after the pages' error handlers and compression."""
    navigator: Navigator = app.extensions["navigator"]
    settings: Settings = app.extensions["settings"]
    app.extensions[hsds.EXTENSION] = Feed(
        navigator.directory,
        ExchangeWording(navigator.directory),
        read_modified(navigator.directory, settings.services_data, settings.pathways),
    )
    _add(app, "HSDS", hsds.records, errors.HsdsErrorSchema, _HSDS_TITLE, _HSDS_ABOUT)
    _add(app, "V1", v1.answers, errors.ProblemSchema, _V1_TITLE, _V1_ABOUT)
    for base, endpoint in zip(transport.BASES, ("hsds.show_details", "api_v1.show_index"), strict=True):
        app.add_url_rule(base, endpoint, app.view_functions[endpoint])
    app.register_blueprint(docs.pages)
    errors.register(app)
    transport.register(app)


def _add(app: Flask, prefix: str, blueprint: Any, error: type[Schema], title: str, about: str) -> None:
    """One API with its OpenAPI document beside it."""
    app.config.update(
        {
            f"{prefix}_API_TITLE": title,
            f"{prefix}_API_VERSION": "1.0.0",
            f"{prefix}_OPENAPI_VERSION": OPENAPI_VERSION,
            f"{prefix}_OPENAPI_URL_PREFIX": blueprint.url_prefix,
        }
    )
    kind = errors.PROBLEM_TYPE if error is errors.ProblemSchema else "application/json"
    api = DocumentedApi(prefix, error, kind, about)
    api.init_app(app)
    api.register_blueprint(blueprint)
