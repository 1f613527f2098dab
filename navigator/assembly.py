"""Opens each room once and hands back a Navigator."""

from __future__ import annotations

import datetime
import gc
from dataclasses import dataclass
from pathlib import Path

from navigator.domain.directory import Directory
from navigator.intake import Recognizer
from navigator.records import Summary, read_directory, summarize
from navigator.routing import Planner, build_network
from navigator.routing.support import list_crisis_help
from navigator.search import Search, Understanding, open_index

_PACKAGE = Path(__file__).parent


def find_folder(name: str) -> Path:
    """A folder that ships with the project: inside an installed package, else beside it.

    Raise FileNotFoundError when it is in neither place.
    """
    for place in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the folder {name!r} is not where the program was installed")


@dataclass(frozen=True)
class Navigator:
    """Everything opened: the facts, the search and the planner. Safe for any thread."""

    directory: Directory
    search: Search
    planner: Planner
    recognizer: Recognizer
    summary: Summary


def assemble(directory: Directory) -> Navigator:
    """Open the rooms around a directory."""
    understanding = Understanding(directory)
    search = Search(
        directory,
        open_index(directory),
        understanding,
        lambda profile, urgency: list_crisis_help(directory, profile, urgency),
    )
    return Navigator(
        directory=directory,
        search=search,
        planner=Planner(directory, build_network(directory)),
        recognizer=Recognizer(directory),
        summary=summarize(directory),
    )


def open_navigator(
    services_data: Path | None = None, pathways: Path | None = None, today: datetime.date | None = None
) -> Navigator:
    """Read the data folders (by default those shipped) and open every room.

    Raise InvalidRecords with every problem when the files cannot be used.
    """
    return assemble(
        read_directory(
            services_data or find_folder("services_data"),
            pathways or find_folder("pathways"),
            today or datetime.datetime.now(tz=datetime.UTC).date(),
        )
    )


def keep_for_good() -> None:
    """Tell the garbage collector that what is open now stays open.

    Otherwise it walks through all the facts every so often, in the middle of an answer.
    """
    gc.collect()
    gc.freeze()
