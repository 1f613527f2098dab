"""Source code and templates -> every sentence that a translator must see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir, extract_python
from jinja2.ext import babel_extract

from navigator.domain.needs import Need

_PLURAL = (1, 2)
KEYWORDS: Mapping[str, Any] = {
    "_": None,
    "gettext": None,
    "_gettext": None,
    "ngettext": _PLURAL,
    "_ngettext": _PLURAL,
    "ng": _PLURAL,
}
"""Names of the functions that translate -> which of their arguments are one sentence's forms."""


@cache
def extract_messages(package: Path, templates: Path) -> Catalog:
    """Every sentence of the program and its templates, with the files that say it; read once."""
    found = Catalog()
    for folder, pattern, method, options in (
        (package, "**.py", extract_python, {}),
        (templates, "**.html", babel_extract, {"silent": "false"}),
    ):
        for name, _line, message, comments, context in extract_from_dir(
            folder,
            method_map=[(pattern, method)],  # type: ignore[list-item]
            options_map={pattern: options},
            keywords=dict(KEYWORDS),
            comment_tags=("Translators:",),
        ):
            where = f"{folder.name}/{Path(name).as_posix()}"
            found.add(message, locations=[(where, 0)], auto_comments=comments, context=context)
    return found


def list_need_names(needs: Iterable[Need]) -> Catalog:
    """The English name of each need, with its id as a comment."""
    found = Catalog()
    for need in sorted(needs, key=lambda need: need.id):
        found.add(need.name, auto_comments=[need.id])
    return found
