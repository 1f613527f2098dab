"""The published Open Referral schemas, as validators of our records."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

UK, HSDS = "oruk-3.0", "hsds-3.0"
_RECORDS = {UK: "schemata", HSDS: "schema"}


class Published:
    """Schemas of both standards: of whole records (they refer to each other by file) and of list items."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._find = cache(self._open)

    def errors_in(self, record: Any, standard: str, name: str, item: bool = False) -> list[str]:
        """Everything that is wrong with one record, as path and words."""
        found = self._find(standard, f"{name}_list" if item else name, item).iter_errors(record)
        return [f"{standard} {name} {error.json_path}: {error.message[:200]}" for error in found]

    def details_errors(self, record: Any) -> list[str]:
        """Everything that is wrong with the answer of the base path."""
        schema = self._read(self._folder / UK / "validator" / "api_details.json")
        return [error.message for error in _validator(schema, Registry()).iter_errors(record)]

    def _open(self, standard: str, name: str, item: bool) -> Draft202012Validator:
        if item:
            return _validator(self._read(self._folder / standard / "compiled" / f"{name}.json"), Registry())
        folder = self._folder / standard / _RECORDS[standard]

        def retrieve(uri: str) -> Resource[Any]:
            return Resource.from_contents(self._read(folder / uri), default_specification=DRAFT202012)

        return _validator(self._read(folder / f"{name}.json"), Registry(retrieve=retrieve))

    def _read(self, path: Path) -> Any:
        return json.loads(path.read_text(encoding="utf-8"))


def _validator(schema: Any, registry: Registry[Any]) -> Draft202012Validator:
    """Formats are checked too: a UUID, an address of the web or a moment that only looks like one is wrong."""
    return Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())
