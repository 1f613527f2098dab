"""The 400, 404, 405, 413 and 500 pages: what went wrong and what to do, never a stack trace."""

from __future__ import annotations

from flask import Flask, current_app, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError

from navigator.domain.profile import Profile
from navigator.search import Filters
from navigator.web.forms import Enquiry


def register(app: Flask) -> None:
    """Answer every HTTP error, and every error of ours, with a page."""
    app.register_error_handler(HTTPException, _show)
    app.register_error_handler(Exception, _show_ours)


def _show(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    headers = {
        name: value
        for name, value in error.get_headers()
        if name.lower() not in ("content-type", "content-length")
    }
    if status < 400:
        return error.get_response()
    enquiry = Enquiry("", Profile(), Filters())
    page = render_template("errors/error.html", status=status, enquiry=enquiry, failed=True)
    return page, status, headers


def _show_ours(error: Exception) -> ResponseReturnValue:
    if isinstance(error, HTTPException):
        return _show(error)
    # The type only: a message or a traceback could hold a family's words.
    current_app.logger.error("a page failed with %s", type(error).__name__)
    return _show(InternalServerError())
