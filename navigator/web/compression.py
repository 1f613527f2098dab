"""Pages and data go out compressed where the browser takes it, so that a first visit on a phone stays small.

Nothing secret stands on any page (no session, no token), so its compressed length gives nothing away.
"""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

_KINDS = frozenset({"text/html", "text/css", "image/svg+xml", "application/json"})
_LEAST_BYTES = 1000
_LEVEL = 5
"""Of 9: beyond it a page gets hardly smaller, and takes longer."""


def register(app: Flask) -> None:
    """Compress every answer of text."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if response.mimetype not in _KINDS or response.status_code == 304:
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings.quality("gzip") or response.content_encoding:
        return response
    response.direct_passthrough = False
    whole = response.get_data()
    if len(whole) < _LEAST_BYTES:
        return response
    response.set_data(gzip.compress(whole, _LEVEL, mtime=0))
    response.content_encoding = "gzip"
    tag, _ = response.get_etag()
    if tag is not None:
        response.set_etag(tag, weak=True)
    return response
