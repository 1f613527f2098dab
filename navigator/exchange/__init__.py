"""Our records as others read them: Open Referral UK (HSDS-UK 3.0), with our own detail under `send_`."""

from navigator.exchange.asking import Asked, Entry
from navigator.exchange.feed import Feed, Link
from navigator.exchange.hours import DAYS
from navigator.exchange.identifiers import NAMESPACE, identify
from navigator.exchange.words import Words

__all__ = ["DAYS", "NAMESPACE", "Asked", "Entry", "Feed", "Link", "Words", "identify"]
