"""Read YAML files one by one, keeping every problem instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from marshmallow import Schema, ValidationError

from navigator.records.problems import Problem
from navigator.records.schemas import is_id

MAX_FILE_BYTES = 1_000_000
MAX_DEPTH = 40
"""Levels of lists and fields within each other; the reader of much deeper ones would run out of stack."""


class _TooIntricate(ValueError):
    """The file nests too deeply, or repeats parts of itself by `&` and `*`."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


class _DuplicateKey(yaml.constructor.ConstructorError):
    """A mapping has one key twice; YAML would silently keep the last."""


class _Loader(yaml.CSafeLoader):
    """Safe loading that refuses duplicate keys."""


def _construct_mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    mapping: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            key = str(key)
        if key in mapping:
            raise _DuplicateKey(None, None, f"the field {key!r} stands here twice", key_node.start_mark)
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_mapping)


def _check_intricacy(text: str) -> None:
    """Refuse what a few lines of text can blow up into, before anything is built from it."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise _TooIntricate(f"repeats a part by *{event.anchor}.", "Write it out, or put * in quotes.")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _TooIntricate("is nested too deeply.", "Flatten it.")


@dataclass
class Shelf:
    """The records of one kind: those that have the right shape, and every id that has a file.

    An id whose file is broken still counts as existing, so that one broken file does not show up
    again as a dangling id in every file that names it; `broken` keeps the text of each such file.
    """

    records: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def __contains__(self, record_id: object) -> bool:
        return record_id in self.files


def read_shelf(folder: Path, schema: Schema, root: Path) -> Shelf:
    """Read every record under a folder: file name = id, subfolders allowed."""
    shelf = Shelf()
    if not folder.is_dir():
        name = folder.name
        shelf.problems.append(
            Problem(_name(folder, root), "", "this folder is missing.", f"Restore the {name} folder.")
        )
        return shelf
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        _read_record(path, schema, root, shelf)
    return shelf


def read_one(path: Path, schema: Schema, root: Path) -> tuple[Mapping[str, Any] | None, list[Problem]]:
    """Read one file that is not part of a shelf; None with problems when it cannot be used."""
    content, problems = _load(path, _name(path, root))
    if content is None:
        return None, problems
    record, wrong = _validate(content, schema, _name(path, root))
    return record, problems + wrong


def read_words(path: Path, root: Path) -> tuple[frozenset[str], list[Problem]]:
    """Read a plain list of words, one a line."""
    name = _name(path, root)
    try:
        words = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return frozenset(), [Problem(name, "", "is missing.", "Restore it.")]
    except (OSError, UnicodeDecodeError):
        return frozenset(), [Problem(name, "", "is not text in UTF-8.", "Save it again as UTF-8.")]
    wrong = [
        Problem(name, f"line {number}", f"{word[:40]!r} is not one lower-case word.", "Correct it.")
        for number, word in enumerate(words, start=1)
        if word and not (word.isascii() and word.isalpha() and word.islower())
    ]
    return frozenset(word for word in words if word), wrong


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _read_record(path: Path, schema: Schema, root: Path, shelf: Shelf) -> None:
    name = _name(path, root)
    if path.name.startswith("."):
        return
    if path.suffix not in (".yaml", ".yml"):
        shelf.problems.append(Problem(name, "", "is not a YAML file.", "Move it elsewhere, or end it in .yaml."))
        return
    record_id = path.stem
    if path.suffix == ".yml":
        shelf.problems.append(Problem(name, "", "ends in .yml.", "Rename it to end in .yaml."))
    if not is_id(record_id):
        shelf.problems.append(
            Problem(name, "", f"{record_id!r} cannot be an id.", "Use lower-case words joined by hyphens.")
        )
    if record_id in shelf.files:
        shelf.problems.append(
            Problem(
                name,
                "id",
                f"{record_id!r} is already the id of {shelf.files[record_id]}.",
                "Give one of the two another file name, or merge them.",
            )
        )
        return
    shelf.files[record_id] = name
    record, problems = read_one(path, schema, root)
    shelf.problems.extend(problems)
    if record is not None:
        shelf.records[record_id] = record
        return
    try:
        with path.open(encoding="utf-8", errors="replace") as stream:
            shelf.broken[record_id] = stream.read(MAX_FILE_BYTES)
    except OSError:
        shelf.broken[record_id] = ""


def _load(path: Path, name: str) -> tuple[dict[str, Any] | None, list[Problem]]:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            return None, [Problem(name, "", "is larger than 1 MB.", "Split it, or remove what is not needed.")]
        text = path.read_text(encoding="utf-8")
        _check_intricacy(text)
        content = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
    except FileNotFoundError:
        return None, [Problem(name, "", "is missing.", "Restore it.")]
    except UnicodeDecodeError:
        return None, [Problem(name, "", "is not text in UTF-8.", "Save it again as UTF-8.")]
    except OSError as error:
        return None, [Problem(name, "", f"cannot be read ({error.strerror}).", "Check its permissions.")]
    except _TooIntricate as error:
        return None, [Problem(name, "", error.message, error.fix)]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else ""
        what = getattr(error, "problem", None) or "cannot be read as YAML"
        return None, [Problem(name, where, f"is not valid YAML: {what}.", "Correct that line; quote odd text.")]
    except ValueError as error:
        return None, [Problem(name, "", f"has a value that cannot be read: {error}.", "Put it in quotes.")]
    if content is None:
        return None, [Problem(name, "", "is empty.", "Fill it in, or delete it.")]
    if not isinstance(content, dict):
        return None, [Problem(name, "", "is not a list of named fields.", "Start each line with a field name.")]
    return content, []


def _validate(
    content: dict[str, Any], schema: Schema, name: str
) -> tuple[Mapping[str, Any] | None, list[Problem]]:
    try:
        return schema.load(content), []
    except ValidationError as error:
        return None, [Problem(name, where, *_word(message)) for where, message in _flatten(error.messages)]


_MAPS = ("sources", "needs", "not_words", "together", "terms")
"""Fields whose own fields the curator names; marshmallow wraps what is wrong there in key or value."""


def _flatten(messages: Any, path: str = "", wrapped: bool = False) -> Iterator[tuple[str, str]]:
    if isinstance(messages, dict):
        for key, inner in messages.items():
            if key == "_schema" or (wrapped and key in ("key", "value")):
                step = path
            elif isinstance(key, int):
                step = f"{path}[{key}]"
            else:
                step = f"{path}.{key}" if path else str(key)
            yield from _flatten(inner, step, wrapped=path in _MAPS)
    elif isinstance(messages, list):
        for message in messages:
            yield path, str(message)
    else:
        yield path, str(messages)


_FIXES = {
    "Unknown field.": ("is not a field we know.", "Correct its spelling, or remove it."),
    "Missing data for required field.": ("is missing.", "Add it."),
    "Field may not be null.": ("is empty.", "Fill it in, or remove the line."),
    "Not a valid string.": ("is not text.", "Write text; put numbers and dates in quotes."),
    "Not a valid list.": ("is not a list.", "Write it as a list: [a, b]."),
    "Not a valid mapping type.": ("is not a set of named fields.", "Indent its fields below it."),
    "Invalid input type.": ("is not a set of named fields.", "Indent its fields below it."),
    "Not a valid URL.": ("is not a web address.", "Write it in full, from https:// on."),
    "Not a valid number.": ("is not a number.", "Write digits only."),
    "Special numeric values (nan or infinity) are not permitted.": ("is not a number.", "Write digits only."),
    "is not a whole number.": ("is not a whole number.", "Write digits only, without quotes."),
    "is not true or false.": ("is not true or false.", "Write true or false, without quotes."),
    "String does not match expected pattern.": ("is not a code of this kind.", "Copy it from services_data/geo."),
    "Shorter than minimum length 1.": ("is blank.", "Fill it in, or remove the line."),
    "Longer than maximum length 6000.": ("is longer than 6,000 characters.", "Shorten it."),
}


def _word(message: str) -> tuple[str, str]:
    if message in _FIXES:
        return _FIXES[message]
    if message.startswith("Must be one of"):
        return "is not one of the values we know.", message.replace("Must be one of", "Use one of")
    text = message[0].lower() + message[1:] if message.startswith(("Must", "Not", "Longer")) else message
    return text, "Correct it."
