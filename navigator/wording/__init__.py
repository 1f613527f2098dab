"""Plain words for what the rooms below answer, for pages and command line alike."""

from navigator.wording.facts import Wording
from navigator.wording.results import Read, ResultWording

__all__ = ["Read", "ResultWording", "Wording"]
