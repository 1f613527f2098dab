"""Translation: a language that the pages can be read in, and how far to trust its words."""

from __future__ import annotations

from dataclasses import dataclass

from navigator.domain.languages import Checked
from navigator.domain.sources import PartialDate


@dataclass(frozen=True)
class Translation:
    """One language beside English. `code` is its folder's name and what an address says: "pl".

    `name` is what its speakers call it; `locale` says how they write dates and numbers and in which
    direction, as Unicode's CLDR names it: "pt_PT". `by` is who translated or read it last, by role,
    never by name, and `date` is when.
    """

    code: str
    name: str
    locale: str
    checked: Checked
    by: str
    date: PartialDate
