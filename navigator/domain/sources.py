"""Source: who says so, where, and when the page was dated and read."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import total_ordering

_PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Confidence(StrEnum):
    """How far a curator trusts a record or a source."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date as published: a year, a school or tax year, a month or a day, never filled in further.

    Ordering is by what is known; a bare year sorts before any month of that year. `2023-24` is a
    year that runs into the next (no month has that number) and sorts just after the bare 2023;
    `2011-12` can only be a month.

    >>> str(PartialDate.parse("2016-08")), str(PartialDate.parse("2023-24"))
    ('2016-08', '2023-24')
    >>> PartialDate.parse("2016") < PartialDate.parse("2016-08") < PartialDate.parse("2017")
    True
    """

    year: int
    month: int | None = None
    day: int | None = None
    spans_two_years: bool = False

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2016`, `2023-24`, `2016-08` or `2016-08-31`; raise ValueError for anything else."""
        found = _PARTIAL_DATE.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is not a year, a month or a day")
        year = int(found[1])
        month, day = (int(part) if part else None for part in found.groups()[1:])
        if month is not None and month > 12 and day is None and month == (year + 1) % 100:
            return cls(year, spans_two_years=True)
        if month is not None and not 1 <= month <= 12:
            raise ValueError(f"{text!r} has no such month")
        try:
            datetime.date(year, month or 1, 1 if day is None else day)
        except ValueError:
            raise ValueError(f"{text!r} has no such {'year' if day is None else 'day'}") from None
        return cls(year, month, day)

    def _order(self) -> tuple[int, int, int, bool]:
        return (self.year, self.month or 0, self.day or 0, self.spans_two_years)

    def __lt__(self, other: PartialDate) -> bool:
        return self._order() < other._order()

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.spans_two_years:
            parts.append(f"{(self.year + 1) % 100:02d}")
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)


@dataclass(frozen=True)
class Source:
    """Where a fact was read.

    `page_date` is the date the page carries, None when it carries none; `read` is when we
    read a stored copy of it. Neither means that the publisher has confirmed the fact to us.
    """

    title: str
    url: str | None = None
    page_date: PartialDate | None = None
    date_note: str | None = None
    read: PartialDate | None = None
    confidence: Confidence | None = None


@dataclass(frozen=True)
class Statement:
    """One sentence with its source; no source means a curator's own inference."""

    text: str
    source: Source | None = None
