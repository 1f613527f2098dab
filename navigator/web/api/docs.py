"""The documentation of both APIs as plain pages, told from their OpenAPI documents: no script, no other site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue

from navigator.domain.deadlines import Process
from navigator.domain.profile import Profile
from navigator.exchange import Feed
from navigator.search import Filters
from navigator.web.api.hsds import EXTENSION
from navigator.web.api.transport import BASES
from navigator.web.forms import Enquiry

pages = Blueprint("api_docs", __name__)

DOCUMENTS = {"hsds": ("HSDS_", BASES[0]), "v1": ("V1_", BASES[1])}
"""Name of a page of documentation -> the document it tells, and the base of its paths."""
_NO_RECORD = "00000000-0000-0000-0000-000000000000"
_METHOD = "get"


@dataclass(frozen=True)
class Parameter:
    """One thing that an address may say. `kind` is its type in words, `choices` its closed list."""

    name: str
    place: str
    kind: str
    meaning: str
    choices: tuple[str, ...] = ()
    default: str = ""


@dataclass(frozen=True)
class Operation:
    """One address that can be asked. `example` is a whole one to try; `answer` names the shape it gives."""

    id: str
    path: str
    summary: str
    parameters: tuple[Parameter, ...]
    answer: str
    example: str


@dataclass(frozen=True)
class Property:
    """One field of an answer; `shape` names the shape of the record or records in it."""

    name: str
    kind: str
    meaning: str
    shape: str = ""


@dataclass(frozen=True)
class Shape:
    """A kind of record in an answer."""

    name: str
    meaning: str
    properties: tuple[Property, ...]


@pages.get("/api")
@pages.get("/api/docs")
def show_documents() -> ResponseReturnValue:
    """Say which data can be had and how."""
    told = [(name, _document(name)["info"], base) for name, (_, base) in DOCUMENTS.items()]
    return render_template("api/index.html", documents=told, enquiry=_no_enquiry())


@pages.get("/api/docs/<name>")
def show_document(name: str) -> ResponseReturnValue:
    """Show every address of one API, and the shapes of its answers."""
    if name not in DOCUMENTS:
        abort(404)
    document, base = _document(name), DOCUMENTS[name][1]
    return render_template(
        "api/docs.html",
        name=name,
        info=document["info"],
        base=base,
        operations=tuple(list_operations(document, _host(), _list_examples(name))),
        shapes=tuple(list_shapes(document)),
        enquiry=_no_enquiry(),
    )


def _document(name: str) -> dict[str, Any]:
    api = current_app.extensions["flask-smorest"]["apis"][DOCUMENTS[name][0]]["ext_obj"]
    document: dict[str, Any] = api.spec.to_dict()
    return document


def _host() -> str:
    return request.host_url.rstrip("/") + request.script_root


def _list_examples(name: str) -> dict[str, str]:
    """An id of each kind of record, by the name of the parameter that takes it."""
    feed: Feed = current_app.extensions[EXTENSION]
    if name == "hsds":
        kinds: dict[str, Mapping[str, Any]] = {
            "service_id": feed.services,
            "link_id": feed.links,
            "organization_id": feed.organizations,
            "taxonomy_id": feed.taxonomies,
            "term_id": feed.terms,
        }
    else:
        services = {entry.service.id: entry for entry in feed.services.values()}
        kinds = {"service_id": services, "goal": services, "pathway_id": feed.directory.pathways}
    found = {parameter: next(iter(records), _NO_RECORD) for parameter, records in kinds.items()}
    return {**found, "process_id": Process.EHC.value}


def _no_enquiry() -> Enquiry:
    return Enquiry("", Profile(), Filters())


def list_operations(document: Mapping[str, Any], host: str, examples: Mapping[str, str]) -> Iterator[Operation]:
    """Every GET of a document, in its order; `examples` are values of parameters in paths."""
    for path, item in document["paths"].items():
        told = item.get(_METHOD)
        if told is None:
            continue
        given = (*item.get("parameters", ()), *told.get("parameters", ()))
        parameters = tuple(_parameter(one) for one in given)
        schema = told["responses"]["200"]["content"]["application/json"]["schema"]
        yield Operation(
            id=told.get("operationId") or path.strip("/").replace("/", "-").replace("{", "").replace("}", ""),
            path=path,
            summary=told.get("summary", ""),
            parameters=parameters,
            answer=_shape_of(schema),
            example=host + _build_example(path, given, examples),
        )


def _parameter(told: Mapping[str, Any]) -> Parameter:
    schema = told["schema"]
    inner = schema.get("items", schema)
    default = schema.get("default")
    return Parameter(
        name=told["name"],
        place=told["in"],
        kind=_kind_of(schema),
        meaning=told.get("description") or schema.get("description", ""),
        choices=tuple(map(str, inner.get("enum", ()))),
        default="" if default in (None, "") else str(default).lower(),
    )


def _build_example(path: str, given: tuple[Mapping[str, Any], ...], examples: Mapping[str, str]) -> str:
    """An address to try: example values in the path, and the first parameters that have one."""
    query: list[tuple[str, str]] = []
    for one in given:
        example = one.get("example", one["schema"].get("example"))
        if one["in"] == "path":
            path = path.replace("{" + one["name"] + "}", examples[one["name"]])
        elif example is not None and len(query) < 2 and one["name"] != "page":
            query.append((one["name"], str(example[0] if isinstance(example, list) else example)))
    return f"{path}?{urlencode(query)}" if query else path


def _kind_of(schema: Mapping[str, Any]) -> str:
    if "items" in schema:
        return f"list of {_kind_of(schema['items'])}"
    if _shape_of(schema):
        return "record"
    return str(schema.get("format") or schema.get("type", "value"))


def _shape_of(schema: Mapping[str, Any]) -> str:
    """The name of the shape that a schema refers to; empty where it refers to none."""
    for one in (schema, schema.get("items", {}), *schema.get("allOf", ())):
        if "$ref" in one:
            return str(one["$ref"]).rsplit("/", 1)[-1]
    return ""


def list_shapes(document: Mapping[str, Any]) -> Iterator[Shape]:
    """Every kind of record that answers hold, by name."""
    schemas = document.get("components", {}).get("schemas", {})
    for name in sorted(schemas):
        properties = schemas[name].get("properties", {})
        yield Shape(
            name,
            schemas[name].get("description", ""),
            tuple(
                Property(key, _kind_of(one), one.get("description", ""), _shape_of(one))
                for key, one in properties.items()
            ),
        )
