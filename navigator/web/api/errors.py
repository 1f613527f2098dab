"""What went wrong, as data: for Open Referral in its own short form, for our API as problem details.

RFC 9457 is the form of the latter. Nothing of what was asked is ever logged or sent back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, current_app, request
from flask.typing import ResponseReturnValue
from marshmallow import Schema
from werkzeug.exceptions import HTTPException, InternalServerError

from navigator.web.api.base import integer, nested_list, string
from navigator.web.api.transport import BASES, METHODS, is_api

HSDS = BASES[0]
PROBLEM_TYPE = "application/problem+json"
_WORDS = {
    400: "The question could not be read. The fields named say why.",
    404: "There is nothing at this address.",
    405: "Only GET and HEAD are answered here.",
    406: "This is only told as JSON.",
    413: "The request is too large.",
    414: "The address is too long. Ask for less at once.",
    429: "Too many requests. Wait a little.",
    500: "Something went wrong on our side. Nothing was lost.",
}


class HsdsErrorSchema(Schema):
    """What went wrong."""

    error = string("What is wrong, field by field, in words.")
    status = integer("The HTTP status once more.")


class FieldProblemSchema(Schema):
    """What is wrong with one parameter."""

    field = string("Which parameter.")
    message = string("What is wrong and what to give instead.")


class ProblemSchema(Schema):
    """Problem details (RFC 9457)."""

    type = string("Always about:blank: the status says what kind of problem it is.")
    title = string("The status in words.")
    status = integer("The HTTP status once more.")
    detail = string("What is wrong and what to do.")
    errors = nested_list(FieldProblemSchema, "Every parameter that could not be used.")


class Refused(HTTPException):
    """A question with mistakes: every parameter that could not be used, with words."""

    code = 400

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__()
        self.problems = problems


def register(app: Flask) -> None:
    """Answer the errors of the APIs as data, and leave all others to the handlers that stand already."""
    handlers = app.error_handler_spec[None]
    on_http = handlers[None][HTTPException]
    on_ours = handlers[None][Exception]

    def answer_http(error: HTTPException) -> ResponseReturnValue:
        if is_api(request.path):
            return _tell(error)
        return app.ensure_sync(on_http)(error)  # type: ignore[no-any-return] # whatever the page gives

    def answer_ours(error: Exception) -> ResponseReturnValue:
        if not is_api(request.path):
            return app.ensure_sync(on_ours)(error)  # type: ignore[no-any-return] # whatever the page gives
        if isinstance(error, HTTPException):
            return _tell(error)
        # The type only: a message or a traceback could hold a family's words.
        current_app.logger.error("an API answer failed with %s", type(error).__name__)
        return _tell(InternalServerError())

    app.register_error_handler(HTTPException, answer_http)
    app.register_error_handler(Exception, answer_ours)


def _tell(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    problems = error.problems if isinstance(error, Refused) else _list_problems(error)
    detail = _WORDS.get(status, error.name)
    if request.path == HSDS or request.path.startswith(f"{HSDS}/"):
        said = "; ".join(f"{field}: {message}" for field, message in problems)
        response = _send({"error": said or detail, "status": status}, status, "application/json")
    else:
        body: dict[str, Any] = {"type": "about:blank", "title": error.name, "status": status, "detail": detail}
        if problems:
            body["errors"] = [{"field": field, "message": message} for field, message in problems]
        response = _send(body, status, PROBLEM_TYPE)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    if status == 405:
        response.headers["Allow"] = METHODS
    return response


def _send(body: Mapping[str, Any], status: int, kind: str) -> Response:
    return Response(json.dumps(body), status, content_type=kind)


def _list_problems(error: HTTPException) -> list[tuple[str, str]]:
    """The mistakes that the schema of the parameters found, by field."""
    data = getattr(error, "data", None) or {}
    by_field = data.get("messages", {}).get("query", {})
    return [(str(field)[:60], _first(messages)) for field, messages in by_field.items()]


def _first(messages: Any) -> str:
    """The first of the words about one field, however deep a list of values nests them."""
    while isinstance(messages, Mapping | list):
        if not messages:
            return _WORDS[400]
        messages = next(iter(messages.values())) if isinstance(messages, Mapping) else messages[0]
    return "We do not know this parameter." if messages == "Unknown field." else str(messages)
