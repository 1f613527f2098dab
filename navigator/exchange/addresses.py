"""An address as one line of text -> the parts that Open Referral wants, as far as the line says them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})\b")
_COUNTIES = ("Oxfordshire", "Berkshire", "Buckinghamshire", "Northamptonshire", "Warwickshire", "Gloucestershire")
_TO_WRITE_TO = re.compile(r"\b(?:freepost|po box)\b", re.IGNORECASE)


@dataclass(frozen=True)
class PostalAddress:
    """The parts of an address. `county` is empty where the line names none."""

    street: str
    city: str
    county: str
    postcode: str


def is_for_post_only(text: str) -> bool:
    """Whether nobody can go there."""
    return bool(_TO_WRITE_TO.search(text))


def find_postcode(text: str) -> str | None:
    """The one full postcode in a line, as it is usually written."""
    found = _POSTCODE.findall(text)
    return f"{found[0][0]} {found[0][1]}" if len(found) == 1 else None


def parse_address(text: str) -> PostalAddress | None:
    """Split one line; None where street, town or postcode is missing, since none may be made up.

    >>> parse_address("The Manor House, Little Wittenham, Oxfordshire OX14 4RA")
    PostalAddress(street='The Manor House', city='Little Wittenham', county='Oxfordshire', postcode='OX14 4RA')
    >>> parse_address("Edmunds Road, Banbury") is None
    True
    """
    postcode = find_postcode(text)
    if postcode is None:
        return None
    rest = _POSTCODE.sub("", text)
    parts = [part.strip() for part in rest.split(",") if part.strip()]
    county = parts.pop() if parts and parts[-1] in _COUNTIES else ""
    if len(parts) < 2:
        return None
    return PostalAddress(", ".join(parts[:-1]), parts[-1], county, postcode)
