"""Slugs -> UUIDs that stay the same through rebuilds and moves of host."""

from __future__ import annotations

import uuid

NAMESPACE = uuid.UUID("6f0d4a52-3c1e-5b8f-9d27-41b1a4f0c6e3")
"""Of every id that we give out. It must never change: an id is how others know a record again."""


def identify(kind: str, *keys: str) -> str:
    """The UUIDv5 (RFC 9562) of one thing, in the usual dashed form.

    `kind` is the name of its Open Referral table, `keys` its slug; for a part of a record the owner's
    slug and a key of the part that does not change when parts change places.

    >>> identify("service", "a-b") == identify("service", "a-b") != identify("organization", "a-b")
    True
    """
    return str(uuid.uuid5(NAMESPACE, "\x1f".join((kind, *keys))))
