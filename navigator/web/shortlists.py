"""The services a reader keeps, in the address and nowhere else: `keep=ID`, once for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from navigator.domain.directory import Directory

MOST_KEPT = 5
"""More columns than this can be neither read nor printed side by side."""
_MOST_READ = 20
_LONGEST_ID = 80


@dataclass(frozen=True)
class Shortlist:
    """Ids in the order they were kept, each once.

    `beyond` are those after the first MOST_KEPT, `unknown` ids that the public may not see or that
    no service has, as they were given.
    """

    services: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def full(self) -> bool:
        """Whether no other service has room."""
        return len(self.services) >= MOST_KEPT

    @property
    def all(self) -> tuple[str, ...]:
        """Every service of the list, those that have no room included."""
        return (*self.services, *self.beyond)


def read_shortlist(given: Sequence[str], directory: Directory) -> Shortlist:
    """Tell known ids from unknown ones. Never fails: an old link may name what is gone."""
    known: list[str] = []
    unknown: list[str] = []
    for key in dict.fromkeys(one.strip()[:_LONGEST_ID] for one in given[:_MOST_READ]):
        service = directory.find_service(key)
        if service is not None and service.published:
            known.append(key)
        elif key:
            unknown.append(key)
    return Shortlist(tuple(known[:MOST_KEPT]), tuple(known[MOST_KEPT:]), tuple(unknown))
