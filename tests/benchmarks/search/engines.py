"""The engines compared: each builds an index in a folder, opens it, and answers the same queries.

All do the same work: records that have any of the words in any of six weighted fields and meet all filters; the
first twenty by BM25, how many there are, and how many have each value of four facets. `prepare` turns a query
into the peer's own form and is not timed, so that what is timed is search alone. Peers answer with row numbers,
which spares them looking up keys; ours answers with keys. The same queries come in every round: ours, bm25s and
Whoosh remember which records meet a filter, tantivy and SQLite have queries compiled beforehand instead.

* impacts: ours, from the Whoosh index.
* tantivy: one segment; query objects compiled beforehand (a boosted term query for each word and field; filters
  as constant-score terms and fast-field ranges); top and count in one pass, then a terms aggregation over the four
  fast fields. Its Python binding cannot collect both in one pass.
* bm25s: one text a record, each field repeated as often as it weighs, rounded; words counted by its own NumPy
  code on memory-mapped scores; filters as truth tables kept in memory, facets as bincounts.
* fts5: SQLite, column weights in bm25(); hits into a temporary table in memory, then one GROUP BY over an
  indexed table of values. Statements are compiled once and kept by the connection.
* whoosh: plain Whoosh with cached filter sets and its own overlapping facets.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import numpy as np
from benchmarks.search.generating import (
    FACETS,
    LAYOUT,
    SCORING,
    WEIGHTS,
    Record,
    WordsAndFilters,
    build_index,
)
from benchmarks.search.whoosh_answers import WhooshAnswers
from numpy.typing import NDArray
from whoosh.index import open_dir

from navigator.search.impacts import AnyOf, ImpactIndex

TOP = 20
_OLDEST = 200

Totals: TypeAlias = tuple[int, dict[str, dict[str, int]]]


class Engine(Protocol):
    """A way to search."""

    def build(self, records: Sequence[Record], folder: Path) -> None:
        """Write the index into a folder that Whoosh's index is in already."""

    def open(self, folder: Path) -> None:
        """Make ready to search."""

    def prepare(self, query: WordsAndFilters) -> Any:
        """The query in the engine's own form; not timed."""

    def search(self, asked: Any) -> Any:
        """Answer one prepared query."""

    def tell(self, answer: Any) -> Totals:
        """The total and the facets, for comparison; not timed."""


class Impacts:
    """Ours: arrays derived from the Whoosh index, memory-mapped."""

    def build(self, records: Sequence[Record], folder: Path) -> None:
        """Derive and save."""
        ImpactIndex.derive(open_dir(folder / "whoosh").reader(), LAYOUT).save(folder / "impacts")

    def open(self, folder: Path) -> None:
        """Check and map the file."""
        self._index = ImpactIndex.open(folder / "impacts")

    def prepare(self, query: WordsAndFilters) -> Any:
        """Nothing to do."""
        return query

    def search(self, asked: WordsAndFilters) -> Any:
        """Answer with keys and sorted facets."""
        return self._index.search(asked.words, filters=asked.filters, top=TOP, facets=FACETS)

    def tell(self, answer: Any) -> Totals:
        """Total and facets."""
        return answer.total, {name: dict(counts) for name, counts in answer.facets.items()}


class Whoosh:
    """Plain Whoosh, whose index is the source of ours."""

    def build(self, records: Sequence[Record], folder: Path) -> None:
        """Build on disk."""
        (folder / "whoosh").mkdir()
        build_index(records, folder / "whoosh")

    def open(self, folder: Path) -> None:
        """Open a searcher."""
        self._answers = WhooshAnswers(open_dir(folder / "whoosh").searcher(weighting=SCORING), LAYOUT)

    def prepare(self, query: WordsAndFilters) -> Any:
        """Nothing to do."""
        return query

    def search(self, asked: WordsAndFilters) -> Any:
        """Answer with overlapping groups."""
        return self._answers.ask(asked.words, asked.filters, facets=FACETS)

    def tell(self, answer: Any) -> Totals:
        """Total and facets."""
        return answer.total, answer.facets


class Fts5:
    """SQLite FTS5 with bm25 weights, values in a table, facets in SQL."""

    def build(self, records: Sequence[Record], folder: Path) -> None:
        """One transaction, then statistics for the planner."""
        store = sqlite3.connect(folder / "fts5.db")
        columns = ", ".join(WEIGHTS)
        store.executescript(
            f"CREATE VIRTUAL TABLE words USING fts5({columns}, content='', tokenize='ascii');"
            "CREATE TABLE has (field INTEGER, value TEXT, record INTEGER, PRIMARY KEY (field, value, record))"
            " WITHOUT ROWID;"
            "CREATE INDEX has_by_record ON has (record, field, value);"
            "CREATE TABLE ages (record INTEGER PRIMARY KEY, minimum INTEGER, maximum INTEGER);"
        )
        marks = ", ".join("?" * (len(WEIGHTS) + 1))
        texts = ((number, *(record.texts[name] for name in WEIGHTS)) for number, record in enumerate(records))
        store.executemany(f"INSERT INTO words (rowid, {columns}) VALUES ({marks})", texts)
        values = (
            (LAYOUT.categories.index(name), value, number)
            for number, record in enumerate(records)
            for name, values in record.values.items()
            for value in values
        )
        store.executemany("INSERT INTO has VALUES (?, ?, ?)", values)
        ages = ((number, record.minimum_age, record.maximum_age) for number, record in enumerate(records))
        store.executemany("INSERT INTO ages VALUES (?, ?, ?)", ages)
        store.executescript("INSERT INTO words (words) VALUES ('optimize'); ANALYZE;")
        store.commit()
        store.close()

    def open(self, folder: Path) -> None:
        """A read connection with a temporary table for the hits."""
        self._store = sqlite3.connect(folder / "fts5.db", cached_statements=1000)
        self._store.executescript(
            "PRAGMA temp_store = memory; PRAGMA mmap_size = 2000000000; PRAGMA cache_size = -64000;"
            "CREATE TEMP TABLE hits (record INTEGER PRIMARY KEY, score REAL);"
        )

    def prepare(self, query: WordsAndFilters) -> Any:
        """The statement that finds the hits, and its values.

        The unary plus keeps SQLite from looking up every filtered row in the text index one by one.
        """
        where, values = ["words MATCH ?"], [" OR ".join(f'"{word}"' for word in query.words)]
        for condition in query.filters:
            if isinstance(condition, AnyOf):
                marks = ", ".join("?" * len(condition.values))
                where.append(f"+rowid IN (SELECT record FROM has WHERE field = ? AND value IN ({marks}))")
                values += [LAYOUT.categories.index(condition.field), *condition.values]
            else:
                where.append(
                    "+rowid IN (SELECT record FROM ages WHERE (minimum IS NULL OR minimum <= ?)"
                    " AND (maximum IS NULL OR maximum >= ?))"
                )
                values += [condition.value, condition.value]
        score = f"bm25(words, {', '.join(map(str, WEIGHTS.values()))})"
        return f"INSERT INTO hits SELECT rowid, {score} FROM words WHERE {' AND '.join(where)}", values

    def search(self, asked: Any) -> Any:
        """Find the hits once, then read the first ones and the groups from them."""
        run = self._store.execute
        run("DELETE FROM hits")
        run(*asked)
        first = run("SELECT record, score FROM hits ORDER BY score, record LIMIT ?", (TOP,)).fetchall()
        total = run("SELECT count(*) FROM hits").fetchone()[0]
        groups = run(
            "SELECT field, value, count(*) FROM hits CROSS JOIN has USING (record) WHERE field < ?"
            " GROUP BY field, value ORDER BY field, 3 DESC, value",
            (len(FACETS),),
        ).fetchall()
        return total, first, groups

    def tell(self, answer: Any) -> Totals:
        """Total and facets."""
        facets: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        for place, value, count in answer[2]:
            facets[FACETS[place]][value] = count
        return answer[0], facets


class Tantivy:
    """tantivy: weighted fields, filters without score, terms aggregations over fast fields."""

    def build(self, records: Sequence[Record], folder: Path) -> None:
        """One thread and one commit, so one segment."""
        import tantivy

        (folder / "tantivy").mkdir()
        index = tantivy.Index(self._make_schema(), path=str(folder / "tantivy"))
        writer = index.writer(heap_size=1_000_000_000, num_threads=1)
        for record in records:
            document = tantivy.Document()
            for name, text in record.texts.items():
                document.add_text(name, text)
            for name, values in record.values.items():
                for value in values:
                    document.add_text(name, value)
            document.add_unsigned("minimum_age", record.minimum_age or 0)
            document.add_unsigned("maximum_age", _OLDEST if record.maximum_age is None else record.maximum_age)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def _make_schema(self) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        for name in WEIGHTS:
            builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
        for name in LAYOUT.categories:
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
        for name in LAYOUT.numbers:
            builder.add_unsigned_field(name, indexed=True, fast=True)
        return builder.build()

    def open(self, folder: Path) -> None:
        """Open a searcher."""
        import tantivy

        self._tantivy = tantivy
        self._searcher = tantivy.Index.open(str(folder / "tantivy")).searcher()
        self._schema = self._make_schema()
        self._facets = {name: {"terms": {"field": name, "size": 1000}} for name in FACETS}

    def prepare(self, query: WordsAndFilters) -> Any:
        """One query object, not parsed from text."""
        made, occur, schema = self._tantivy.Query, self._tantivy.Occur, self._schema
        words = [
            (occur.Should, made.boost_query(made.term_query(schema, name, word, "freq"), weight))
            for word in query.words
            for name, weight in WEIGHTS.items()
        ]
        parts = [(occur.Must, made.boolean_query(words))]
        for condition in query.filters:
            if isinstance(condition, AnyOf):
                having = made.term_set_query(schema, condition.field, list(condition.values))
                if len(condition.values) == 1:
                    having = made.term_query(schema, condition.field, condition.values[0], "basic")
                parts.append((occur.Must, made.const_score_query(having, 0.0)))
                continue
            kind, age = self._tantivy.FieldType.Unsigned, int(condition.value)
            low = made.range_query(schema, condition.minimum, kind, 0, age)
            high = made.range_query(schema, condition.maximum, kind, age, _OLDEST)
            parts += [(occur.Must, made.const_score_query(limit, 0.0)) for limit in (low, high)]
        return made.boolean_query(parts)

    def search(self, asked: Any) -> Any:
        """The first ones with their count, then the aggregations."""
        return self._searcher.search(asked, TOP, count=True), self._searcher.aggregate(asked, self._facets)

    def tell(self, answer: Any) -> Totals:
        """Total and facets."""
        return answer[0].count, {
            name: {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}
            for name, found in answer[1].items()
        }


class Bm25s:
    """bm25s over all fields as one text, with NumPy masks for filters and counts for facets."""

    def build(self, records: Sequence[Record], folder: Path) -> None:
        """Index the texts; the values as tables of codes."""
        import bm25s

        often = {name: max(1, round(weight)) for name, weight in WEIGHTS.items()}
        texts = [" ".join(" ".join([record.texts[name]] * often[name]) for name in WEIGHTS) for record in records]
        tokens = bm25s.tokenize(texts, stopwords=None, token_pattern=r"\S+", show_progress=False)
        scorer = bm25s.BM25(method="lucene", k1=SCORING.K1, b=SCORING.B)
        scorer.index(tokens, show_progress=False)
        scorer.save(str(folder / "bm25s"), show_progress=False)
        tables: dict[str, NDArray[Any]] = {}
        for name in LAYOUT.categories:
            values = sorted({value for record in records for value in record.values[name]})
            places = {value: place for place, value in enumerate(values)}
            width = max(len(record.values[name]) for record in records)
            codes = np.full((len(records), width), len(values), dtype=np.int64)
            for row, record in zip(codes, records, strict=True):
                row[: len(record.values[name])] = [places[value] for value in record.values[name]]
            tables[name] = codes
            (folder / f"bm25s.{name}.json").write_text(json.dumps(values))
        tables["low"] = np.array([record.minimum_age or 0 for record in records])
        highest = [_OLDEST if record.maximum_age is None else record.maximum_age for record in records]
        tables["high"] = np.array(highest)
        np.savez(folder / "bm25s.npz", **tables)

    def open(self, folder: Path) -> None:
        """Load the scores memory-mapped, the tables into memory."""
        import bm25s

        self._scorer = bm25s.BM25.load(str(folder / "bm25s"), mmap=True, show_progress=False)
        self._tables = dict(np.load(folder / "bm25s.npz"))
        names = LAYOUT.categories
        self._values = {name: json.loads((folder / f"bm25s.{name}.json").read_text()) for name in names}
        self._having: Mapping[tuple[str, str], NDArray[np.bool_]] = {
            (name, value): (self._tables[name] == place).any(axis=1)
            for name, values in self._values.items()
            for place, value in enumerate(values)
        }

    def prepare(self, query: WordsAndFilters) -> Any:
        """A list of words, as its scorer wants them."""
        return list(query.words), query.filters

    def search(self, asked: Any) -> Any:
        """Scores of all records, masked, then partitioned and counted."""
        words, filters = asked
        scores = self._scorer.get_scores(words)
        matched = scores > 0
        for condition in filters:
            if isinstance(condition, AnyOf):
                having = [self._having[condition.field, value] for value in condition.values]
                matched &= np.logical_or.reduce(having)
            else:
                matched &= (self._tables["low"] <= condition.value) & (self._tables["high"] >= condition.value)
        records = np.flatnonzero(matched)
        found = scores[records]
        first = np.argpartition(-found, TOP)[:TOP] if len(found) > TOP else np.arange(len(found))
        first = first[np.argsort(-found[first], kind="stable")]
        facets = {}
        for name in FACETS:
            values = self._values[name]
            counts = np.bincount(self._tables[name][records].ravel(), minlength=len(values) + 1)[:-1]
            order = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)].tolist()
            facets[name] = [(values[place], int(counts[place])) for place in order]
        return len(records), records[first], facets

    def tell(self, answer: Any) -> Totals:
        """Total and facets."""
        return answer[0], {name: dict(counts) for name, counts in answer[2].items()}


ENGINES: dict[str, type[Engine]] = {
    "impacts": Impacts,
    "tantivy": Tantivy,
    "bm25s": Bm25s,
    "fts5": Fts5,
    "whoosh": Whoosh,
}
