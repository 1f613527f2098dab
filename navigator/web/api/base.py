"""What both APIs are made of: fields of answers and parameters, pages of lists, and an OpenAPI document."""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from flask_smorest import Api
from flask_smorest import Blueprint as _Blueprint
from marshmallow import RAISE, Schema, ValidationError, fields, validate

BAD_REQUEST = 400
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,4000}")


class WholeNumber(fields.Integer):
    """A whole number in plain digits: Python's own reading would take "1_000" for one too."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        if not isinstance(value, str) or not _WHOLE_NUMBER.fullmatch(value):
            raise ValidationError("Give a whole number, like 4.")
        return int(super()._deserialize(value, attr, data, **kwargs) or 0)


def string(described: str, **details: Any) -> fields.String:
    """A text of an answer."""
    return fields.String(metadata={"description": described, **details})


def uuid_text(described: str) -> fields.String:
    """A UUID of an answer."""
    return fields.String(metadata={"description": described, "format": "uuid"})


def web_address(described: str) -> fields.String:
    """A web address of an answer."""
    return fields.String(metadata={"description": described, "format": "uri"})


def choice(described: str, choices: Any) -> fields.String:
    """One value of a closed list."""
    return fields.String(validate=validate.OneOf(list(choices)), metadata={"description": described})


def decimal(described: str) -> fields.Float:
    """A number of an answer."""
    return fields.Float(metadata={"description": described})


def integer(described: str) -> fields.Integer:
    """A whole number of an answer."""
    return fields.Integer(metadata={"description": described})


def boolean(described: str) -> fields.Boolean:
    """True or false; a missing one is not known."""
    return fields.Boolean(metadata={"description": described})


def strings(described: str) -> fields.List[Any]:
    """A list of texts."""
    return fields.List(fields.String(), metadata={"description": described})


def uuid_texts(described: str) -> fields.List[Any]:
    """A list of UUIDs."""
    return fields.List(fields.String(metadata={"format": "uuid"}), metadata={"description": described})


def nested(schema: Any, described: str) -> fields.Nested:
    """One record inside another."""
    return fields.Nested(schema, metadata={"description": described})


def nested_list(schema: Any, described: str) -> fields.List[Any]:
    """A list of records inside another."""
    return fields.List(fields.Nested(schema), metadata={"description": described})


class PageSchema(Schema):
    """The envelope of every list (Open Referral UK)."""

    total_items = integer("How many there are on all pages.")
    total_pages = integer("How many pages there are.")
    page_number = integer("Which page this is, from 1.")
    size = integer("How many stand on this page.")
    first_page = boolean("Whether this is the first page.")
    last_page = boolean("Whether no page comes after this one.")
    empty = boolean("Whether nothing stands on this page.")


MOST_ON_A_PAGE = 500
ON_A_PAGE = 50


class PagingSchema(Schema):
    """Which page of a list."""

    page = WholeNumber(
        load_default=1,
        validate=validate.Range(min=1, error="Pages are counted from 1."),
        metadata={"description": "Which page, from 1. A page past the end is empty.", "example": 1},
    )
    per_page = WholeNumber(
        load_default=ON_A_PAGE,
        validate=validate.Range(min=1, error="Ask for at least 1 on a page."),
        metadata={"description": f"How many on a page; at most {MOST_ON_A_PAGE} are given.", "example": 10},
    )


def turn_page(found: Any, given: dict[str, Any], tell: Any) -> dict[str, Any]:
    """One page of what was found, each item told by `tell`, in the standard's envelope."""
    number_, per_page = given["page"], min(given["per_page"], MOST_ON_A_PAGE)
    pages = -(-len(found) // per_page)
    shown = found[(number_ - 1) * per_page : number_ * per_page]
    return {
        "total_items": len(found),
        "total_pages": pages,
        "page_number": number_,
        "size": len(shown),
        "first_page": number_ == 1,
        "last_page": number_ >= pages,
        "empty": not shown,
        "contents": [tell(item) for item in shown],
    }


class DocumentedApi(Api):  # type: ignore[misc] # flask_smorest has no types
    """An OpenAPI document of one of our APIs. Errors are answered elsewhere, for the pages' sake."""

    def __init__(self, prefix: str, error: type[Schema], error_type: str, about: str) -> None:
        self.ERROR_SCHEMA = error
        self._error_type = error_type
        super().__init__(config_prefix=prefix, spec_kwargs={"info": {"description": about}})

    def _register_error_handlers(self) -> None:
        """Leave the app's own handlers alone: they would answer the pages' errors in JSON."""

    def _register_responses(self) -> None:
        """Document errors in their own type of content."""
        content = {self._error_type: {"schema": self.ERROR_SCHEMA}}
        for status in HTTPStatus:
            response = {"description": status.phrase, "content": content}
            self.spec.components.response(status.name, response, lazy=True)
        told = {"description": "What went wrong, in words.", "content": content}
        self.spec.components.response("DEFAULT_ERROR", told, lazy=True)


View = TypeVar("View", bound=Callable[..., Any])


class Blueprint(_Blueprint):  # type: ignore[misc] # flask_smorest has no types
    """A blueprint whose parameters stand in the address and whose mistakes are 400."""

    def answer(
        self, path: str, schema: type[Schema], asks: type[Schema] | None = None, strict: bool = False
    ) -> Callable[[View], View]:
        """Answer GET at a path in the shape of `schema`.

        `asks` are the parameters, which the view takes as its first argument; `strict` refuses those
        that we do not know.
        """

        def register(view: View) -> View:
            told = self.response(200, schema)(view)
            if asks is not None:
                how = {"unknown": RAISE} if strict else {}
                told = self.arguments(asks, location="query", error_status_code=BAD_REQUEST, **how)(told)
            self.get(path)(told)
            return view

        return register
