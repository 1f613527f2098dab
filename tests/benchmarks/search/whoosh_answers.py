"""What Whoosh's own searcher answers: the truth that the arrays are held to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whoosh.query import Every, Or, Query, Term
from whoosh.searching import Searcher
from whoosh.sorting import Count, Facets, FieldFacet

from navigator.search.impacts import AnyOf, Condition, Layout


@dataclass(frozen=True)
class Answer:
    """Document numbers and scores, best first, how many match, and facets without their zeros."""

    records: tuple[int, ...]
    scores: tuple[float, ...]
    total: int
    facets: dict[str, dict[str, int]]


class WhooshAnswers:
    """One searcher, and the sets of its filters kept as they come."""

    def __init__(self, searcher: Searcher, layout: Layout) -> None:
        self.searcher = searcher
        self._layout = layout
        self._allowed: dict[Condition, frozenset[int]] = {}
        self._stored = {number: searcher.stored_fields(number) for number in searcher.docs_for_query(Every())}

    def make_query(self, words: Sequence[str], fuzzy: int = 0, prefix: int = 1) -> Query:
        """Any of the words in any of the fields, as the live ranking asks it; every record without words."""
        if not words:
            return Every()
        reader, terms = self.searcher.reader(), []
        for word in words:
            for name, weight in self._layout.weights.items():
                near = reader.terms_within(name, word, fuzzy, prefix=prefix) if fuzzy else [word]
                terms += [Term(name, known, boost=weight) for known in near]
        return Or(terms)

    def ask(
        self,
        words: Sequence[str],
        filters: Sequence[Condition] = (),
        *,
        facets: Sequence[str] = (),
        fuzzy: int = 0,
        prefix: int = 1,
    ) -> Answer:
        """Every hit, filtered and counted by Whoosh, around its traps.

        A filter that lets nothing through would mean no filter, so nothing is asked then; grouping makes Whoosh
        collect every hit whatever the limit.
        """
        allowed = set(self._stored).intersection(*map(self._find_allowed, filters)) if filters else None
        if allowed is not None and not allowed:
            return Answer((), (), 0, {name: {} for name in facets})
        groups = Facets()
        for name in facets:
            groups.add_facet(name, FieldFacet(name, allow_overlap=True, maptype=Count))
        query = self.make_query(words, fuzzy, prefix)
        results = self.searcher.search(query, limit=None, filter=allowed, groupedby=groups if facets else None)
        # A record without any value is counted under None, which is no value.
        counts = {name: {k: n for k, n in results.groups(name).items() if k is not None} for name in facets}
        hits = results.top_n
        return Answer(tuple(hit[1] for hit in hits), tuple(hit[0] for hit in hits), len(hits), counts)

    def _find_allowed(self, condition: Condition) -> frozenset[int]:
        if condition not in self._allowed:
            if isinstance(condition, AnyOf):
                terms = [Term(condition.field, value) for value in condition.values]
                found = {number for term in terms for number in self.searcher.docs_for_query(term)}
            else:
                limits = {
                    number: (facts.get(condition.minimum), facts.get(condition.maximum))
                    for number, facts in self._stored.items()
                }
                found = {
                    number
                    for number, (low, high) in limits.items()
                    if (low is None or low <= condition.value) and (high is None or condition.value <= high)
                }
            self._allowed[condition] = frozenset(found)
        return self._allowed[condition]
