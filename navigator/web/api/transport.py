"""How every answer of an API travels: open to all sites, checked by ETag, short in address, never changed."""

from __future__ import annotations

from flask import Flask, Response, abort, request

BASES = ("/api/hsds", "/api/v1")
"""Everything under these is answered as data, mistakes too."""
METHODS = "GET, HEAD, OPTIONS"
LONGEST_QUERY = 16_000
"""Bytes of parameters: a thousand letters of any script, and more than any sensible question needs."""
_SHARED = "public, max-age=300"
_OWN = "private, no-cache"


def is_api(path: str) -> bool:
    """Whether a path is one of an API's, and not a page's."""
    return any(path == base or path.startswith(f"{base}/") for base in BASES)


def register(app: Flask) -> None:
    """Give every answer of the APIs its headers. Register after the compression of pages."""
    app.before_request(_refuse_long_addresses)
    app.after_request(_send)


def _refuse_long_addresses() -> None:
    if is_api(request.path) and len(request.query_string) > LONGEST_QUERY:
        abort(414)


def _send(response: Response) -> Response:
    if not is_api(request.path):
        return response
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link, Allow"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = METHODS
        response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
        return response
    if response.status_code != 200 or request.method not in ("GET", "HEAD"):
        response.headers["Cache-Control"] = "no-store"
        return response
    # An address may tell of a child, or hold somebody's words: only their own browser keeps that answer.
    response.headers["Cache-Control"] = _OWN if _tells_of_somebody() else _SHARED
    response.add_etag()
    response.make_conditional(request.environ)
    return response


def _tells_of_somebody() -> bool:
    return bool(set(request.args) - {"page", "per_page", "full", "minimal", "format", "full_service", "top_only"})
