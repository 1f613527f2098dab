"""Which services match these words."""

from navigator.search.facets import Facet, Filters
from navigator.search.index import open_index
from navigator.search.narrowing import Question
from navigator.search.ordering import Order
from navigator.search.query import Hit, Search, SearchPage, SearchRequest
from navigator.search.ranking import Boost
from navigator.search.understanding import Reading, Understanding

__all__ = [
    "Boost",
    "Facet",
    "Filters",
    "Hit",
    "Order",
    "Question",
    "Reading",
    "Search",
    "SearchPage",
    "SearchRequest",
    "Understanding",
    "open_index",
]
