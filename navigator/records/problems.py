"""Problem: file, field, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing for a curator to put right. `file` is relative to the data folder's parent."""

    file: str
    field: str
    message: str
    fix: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.field}" if self.field else self.file
        return f"{where}: {self.message} {self.fix}"


class InvalidRecords(ValueError):
    """The files cannot become a Directory; `problems` holds every reason, sorted by file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(f"{len(self.problems)} problems in the data files")
