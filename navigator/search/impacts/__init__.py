"""Whoosh's answers, faster: scores, totals and facets from arrays derived from its index.

Whoosh scores one posting after the other in Python. An `ImpactIndex` is derived from a Whoosh reader once and
answers the same questions with a few operations on whole arrays: it adds up what each word adds to each
record (its *impact*), picks the best and counts facets. Whoosh stays the truth: when its index changes, derive
again.

    layout = Layout({"name": 5.0, "summary": 1.5}, b=0.6, categories=("needs",), key="id")
    index = ImpactIndex.derive(reader, layout)
    found = index.search(["speech", "delay"], filters=[AnyOf("needs", ("speech",))], facets=["needs"])

Sources: S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", Foundations and
Trends in Information Retrieval 3 (2009), for BM25F; V. N. Anh and A. Moffat, "Pruned query evaluation using
pre-computed impacts", SIGIR 2006, for impacts computed beforehand.
"""

from navigator.search.impacts.columns import AnyOf, Condition, Covers
from navigator.search.impacts.index import Found, ImpactIndex
from navigator.search.impacts.layout import Layout, UnknownField, UnusableImpacts, make_fingerprint

__all__ = [
    "AnyOf",
    "Condition",
    "Covers",
    "Found",
    "ImpactIndex",
    "Layout",
    "UnknownField",
    "UnusableImpacts",
    "make_fingerprint",
]
