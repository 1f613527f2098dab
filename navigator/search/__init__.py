"""Which services match these words."""

from navigator.search.index import open_index
from navigator.search.query import Facet, Filters, Hit, Search, SearchPage, SearchRequest
from navigator.search.understanding import Reading, Understanding

__all__ = [
    "Facet",
    "Filters",
    "Hit",
    "Reading",
    "Search",
    "SearchPage",
    "SearchRequest",
    "Understanding",
    "open_index",
]
