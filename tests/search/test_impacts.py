"""The arrays answer as Whoosh's own searcher does, whatever is asked of whatever records."""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from benchmarks.search.generating import FACETS, LAYOUT, SCORING, build_index, make_queries, make_records
from benchmarks.search.whoosh_answers import Answer, WhooshAnswers
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.index import Index
from whoosh.query import FuzzyTerm, Or
from whoosh.scoring import BM25F

from navigator.search.impacts import (
    AnyOf,
    Covers,
    Found,
    ImpactIndex,
    Layout,
    UnknownField,
    UnusableImpacts,
    files,
    make_fingerprint,
)

SEED = int(os.environ.get("SEED") or (1 if os.environ.get("CI") else random.randrange(100_000)))
WORDS = ["hearing", "hears", "speech", "speaks", "sleep", "sleeps", "play"]
VALUES = ["autism", "deaf", "sleep"]
SMALL = Layout(
    {"name": 5.0, "other": 5.0, "summary": 1.5},
    b=0.6,
    k1=1.3,
    categories=("need", "kind"),
    numbers=("low", "high"),
    key="id",
)
SMALL_SCORING = BM25F(B=0.6, K1=1.3)


@pytest.fixture(autouse=True)
def seed_to_try_again() -> None:
    """Shown when a test fails."""
    print(f"SEED={SEED}")


def small_index(*commits: Sequence[Mapping[str, Any]], gone: Sequence[int] = ()) -> Index:
    """An index in memory with a segment for each commit, then without the records numbered in `gone`."""
    text = {name: TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False) for name in SMALL.weights}
    ages = {name: NUMERIC(stored=True) for name in SMALL.numbers}
    schema = Schema(id=STORED, need=KEYWORD(), kind=KEYWORD(), **text, **ages)
    index = RamStorage().create_index(schema)
    number = 0
    for records in commits:
        writer = index.writer()
        for record in records:
            writer.add_document(id=f"record-{number}", **record)
            number += 1
        writer.commit(merge=False)
    if gone:
        writer = index.writer()
        for number in gone:
            writer.delete_document(number)
        writer.commit(merge=False)
    return index


def small_impacts(*records: Mapping[str, Any], gone: Sequence[int] = ()) -> ImpactIndex:
    return ImpactIndex.derive(small_index(records, gone=gone).reader(), SMALL)


class World:
    """Whoosh's index, the arrays derived from it, and what its own searcher answers."""

    def __init__(self, index: Index, layout: Layout = LAYOUT, scoring: BM25F = SCORING) -> None:
        self.searcher = index.searcher(weighting=scoring)
        self.impacts = ImpactIndex.derive(self.searcher.reader(), layout)
        self.whoosh = WhooshAnswers(self.searcher, layout)

    def assert_same_answer(self, words: Sequence[str], filters: Sequence[Any] = (), **more: Any) -> None:
        """Records, scores, totals, facets and the scores of all records are Whoosh's."""
        told = self.whoosh.ask(words, filters, facets=FACETS, **more)
        found = self.impacts.search(words, filters=filters, facets=FACETS, **more)
        assert_same_scores(found, told)
        in_order = sorted(zip(told.records, told.scores, strict=True), key=lambda hit: (-round(hit[1], 9), hit[0]))
        assert found.records == tuple(record for record, _ in in_order[:20])
        if not filters:
            scores = self.impacts.score_all(words, **more)
            assert np.flatnonzero(scores).tolist() == sorted(told.records)
            assert scores[list(told.records)].tolist() == pytest.approx(told.scores, rel=1e-12)


def assert_same_scores(found: Found, told: Answer) -> None:
    """Totals, facets and scores are equal, except that records of equal score may stand in another order."""
    score_of = dict(zip(told.records, told.scores, strict=True))
    assert found.total == told.total
    assert found.scores == pytest.approx(sorted(told.scores, reverse=True)[: len(found.scores)], abs=1e-8)
    assert found.scores == pytest.approx([score_of[record] for record in found.records], abs=1e-8)
    assert len(set(found.records)) == min(20, told.total)
    assert {name: dict(counts) for name, counts in found.facets.items()} == told.facets
    for counts in found.facets.values():
        assert list(counts) == sorted(counts, key=lambda pair: (-pair[1], pair[0]))


texts = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
records = st.fixed_dictionaries(
    {"name": texts, "other": texts, "summary": texts},
    optional={
        "need": st.sets(st.sampled_from(VALUES), min_size=1).map(" ".join),
        "kind": st.sampled_from(VALUES),
        "low": st.integers(0, 25),
        "high": st.integers(0, 25),
        "_summary_boost": st.sampled_from([0.5, 2.0]),
    },
)
asked_values = st.lists(st.sampled_from([*VALUES, "unheardof"]), max_size=2).map(tuple)
asked_filters = st.lists(
    st.builds(AnyOf, st.sampled_from(["need", "kind"]), asked_values)
    | st.builds(Covers, st.just("low"), st.just("high"), st.integers(-1, 26)),
    max_size=3,
)
asked_words = st.lists(st.sampled_from([*WORDS, "unheardof"]), max_size=6)


@settings(max_examples=80)
@given(
    commits=st.lists(st.lists(records, min_size=1, max_size=8), min_size=1, max_size=3),
    gone=st.sets(st.integers(0, 7), max_size=3),
    asked=st.lists(st.tuples(asked_words, asked_filters), min_size=1, max_size=4),
)
def test_any_small_index_answers_as_whoosh_does(commits, gone, asked):
    size = sum(map(len, commits))
    index = small_index(*commits, gone=sorted(number for number in gone if number < size))
    world = World(index, SMALL, SMALL_SCORING)

    for words, filters in asked:
        told = world.whoosh.ask(words, filters, facets=SMALL.categories)
        assert_same_scores(world.impacts.search(words, filters=filters, facets=SMALL.categories), told)


@pytest.fixture(scope="module")
def made() -> list[Any]:
    return make_records(1_000, SEED, vocabulary=3_000, length=0.5)


@pytest.fixture(scope="module")
def thousand(made: list[Any]) -> World:
    return World(build_index(made))


def test_a_thousand_records_answer_as_whoosh_does(thousand: World, made: list[Any]):
    for query in make_queries(made, 60, SEED, filtered=False):
        thousand.assert_same_answer(query.words, query.filters)
        thousand.assert_same_answer(query.words)


def test_ten_thousand_records_answer_as_whoosh_does():
    made = make_records(10_000, SEED, vocabulary=6_000, length=0.15)
    world = World(build_index(made))

    for query in make_queries(made, 10, SEED, filtered=False):
        world.assert_same_answer(query.words, query.filters)
        world.assert_same_answer(query.words)
        # Asked for twenty, Whoosh skips what cannot be among them: another way to the same hits.
        results = world.searcher.search(world.whoosh.make_query(query.words), limit=20)
        assert world.impacts.search(query.words).scores == pytest.approx([score for score, _ in results.top_n])


def test_misspelt_words_find_what_whoosh_finds_within_as_many_edits(thousand: World, made: list[Any]):
    for place, query in enumerate(make_queries(made, 8, SEED, filtered=False)):
        misspelt = [word[:2] + word[3:] for word in query.words]
        thousand.assert_same_answer(misspelt, query.filters, fuzzy=1 + place % 2, prefix=place % 3)


@pytest.mark.parametrize("distance", [1, 2])
@pytest.mark.parametrize("prefix", [0, 1, 2])
def test_words_near_a_misspelt_one_are_those_of_whooshs_fuzzy_term(thousand: World, distance: int, prefix: int):
    for word in ("speach", "autsm", "play", "zzz", "sp"):
        terms = [FuzzyTerm(name, word, maxdist=distance, prefixlength=prefix) for name in LAYOUT.weights]
        reader = thousand.searcher.reader()
        near = {near.decode() for term in terms for _, near in expand(term, reader)}
        assert thousand.impacts.list_near(word, distance, prefix) == tuple(sorted(near))


def expand(term: FuzzyTerm, reader: Any) -> list[tuple[str, bytes]]:
    return [(name, word.encode() if isinstance(word, str) else word) for name, word in term.expanded_terms(reader)]


def test_a_fuzzy_query_scores_as_whooshs_fuzzy_term(thousand: World):
    flat = Layout(dict.fromkeys(LAYOUT.weights, 1.0), b=LAYOUT.b, k1=LAYOUT.k1)
    impacts = ImpactIndex.derive(thousand.searcher.reader(), flat)
    for word in ("speach", "hearin", "nurs", "sleep"):
        query = Or([FuzzyTerm(name, word, constantscore=False) for name in flat.weights])
        told = {number: score for score, number in thousand.searcher.search(query, limit=None).top_n}
        scores = impacts.score_all([word], fuzzy=1)
        assert {number: scores[number] for number in np.flatnonzero(scores).tolist()} == pytest.approx(told)


def test_equal_scores_stand_in_the_order_of_document_numbers():
    impacts = small_impacts(*[{"name": "speech", "summary": "sleep play"}] * 300)

    found = impacts.search(["speech", "play"], top=7)

    assert found.records == tuple(range(7))
    assert found.keys[6] == "record-6"
    assert found.total == 300
    assert len(set(found.scores)) == 1


def test_a_long_text_is_scored_by_the_length_that_whoosh_rounds_it_to():
    long = {"name": "speech", "summary": "sleep " * 1_003 + "play"}
    world = World(small_index([long, {"name": "play", "summary": "speech sleep"}]), SMALL, SMALL_SCORING)

    for word in ("speech", "sleep", "play"):
        assert_same_scores(world.impacts.search([word]), world.whoosh.ask([word]))


def test_no_words_list_every_record_that_meets_the_filters():
    impacts = small_impacts(
        {"name": "speech", "need": "deaf"}, {"name": "play", "need": "autism deaf"}, {"summary": "x"}, gone=[0]
    )

    everything = impacts.search(facets=["need"])

    assert everything.keys == ("record-1", "record-2")
    assert everything.scores == (1.0, 1.0)
    assert everything.facets == {"need": (("autism", 1), ("deaf", 1))}
    assert impacts.search(filters=[AnyOf("need", ("deaf",))]).keys == ("record-1",)


def test_an_age_without_a_limit_on_one_side_is_open_there():
    impacts = small_impacts({"low": 5, "high": 18}, {"low": 5}, {"high": 4}, {})

    for age, numbers in ((4, (2, 3)), (5, (0, 1, 3)), (18, (0, 1, 3)), (19, (1, 3))):
        assert impacts.search(filters=[Covers("low", "high", age)]).records == numbers


def test_a_word_is_known_only_while_a_record_has_it():
    impacts = small_impacts({"name": "speech"}, {"name": "sleep"}, gone=[0])

    assert "sleep" in impacts
    assert "speech" not in impacts
    assert impacts.search(["speech"]).total == 0


def test_an_empty_index_finds_nothing(tmp_path: Path):
    impacts = small_impacts()
    impacts.save(tmp_path)

    for index in (impacts, ImpactIndex.open(tmp_path)):
        for words in ([], ["speech"]):
            found = index.search(
                words, filters=[AnyOf("need", ("deaf",)), Covers("low", "high", 3)], facets=["need"]
            )
            assert (found.records, found.total, found.facets) == ((), 0, {"need": ()})
        assert index.list_near("speech") == ()
        assert len(index) == 0


def test_a_layout_of_text_alone_is_enough():
    layout = Layout({"name": 1.0})
    impacts = ImpactIndex.derive(small_index([{"name": "speech"}]).reader(), layout)

    assert impacts.search(["speech"]).records == (0,)
    assert impacts.search(["speech"]).keys == ()


@pytest.mark.parametrize(
    "asked",
    [
        {"filters": [AnyOf("sector", ("health",))]},
        {"filters": [Covers("low", "sector", 3)]},
        {"facets": ["sector"]},
        {"words": ["unheardof"], "facets": ["sector"]},
    ],
)
def test_fields_that_were_not_derived_are_named(asked: dict[str, Any]):
    with pytest.raises(UnknownField, match="sector") as raised:
        small_impacts({"name": "speech"}).search(**asked)
    assert raised.value.name == "sector"


@pytest.mark.parametrize(
    "wrong",
    [
        {"weights": {"title": 1.0}},
        {"weights": {"need": 1.0}},
        {"categories": ("title",)},
        {"numbers": ("need",)},
        {"key": "name"},
    ],
)
def test_a_layout_of_fields_that_the_index_lacks_is_refused(wrong: dict[str, Any]):
    with pytest.raises(UnknownField):
        ImpactIndex.derive(small_index([{"name": "speech"}]).reader(), replace(SMALL, **wrong))


@pytest.mark.parametrize("wrong", [{"weights": {}}, {"weights": {"name": 0.0}}, {"b": 1.5}, {"k1": -1.0}])
def test_a_layout_with_numbers_out_of_range_is_refused(wrong: dict[str, Any]):
    with pytest.raises(ValueError, match=r"between|above"):
        replace(SMALL, **wrong)


def test_a_top_below_one_is_refused():
    with pytest.raises(ValueError, match="top is 0"):
        small_impacts().search(top=0)


def test_threads_that_share_an_index_get_their_own_answers(thousand: World, made: list[Any]):
    queries = make_queries(made, 60, SEED, filtered=False)

    def ask(query: Any) -> Found:
        return thousand.impacts.search(query.words, filters=query.filters, facets=FACETS)

    alone = [ask(query) for query in queries]
    wrong: list[Any] = []

    def ask_all(start: int) -> None:
        for turn in range(5 * len(queries)):
            place = (start * 17 + turn) % len(queries)
            if ask(queries[place]) != alone[place]:
                wrong.append(queries[place])

    threads = [threading.Thread(target=ask_all, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def test_saved_arrays_give_the_same_answers(thousand: World, made: list[Any], tmp_path: Path):
    thousand.impacts.save(tmp_path)

    opened = ImpactIndex.open(tmp_path, make_fingerprint(thousand.searcher.reader(), LAYOUT))

    assert (opened.layout, len(opened), opened.nbytes) == (LAYOUT, 1_000, thousand.impacts.nbytes)
    for query in make_queries(made, 30, SEED, filtered=False):
        asked = {"words": query.words, "filters": query.filters, "facets": FACETS}
        assert opened.search(**asked) == thousand.impacts.search(**asked)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """The file of a tiny index under the fingerprint of "first"."""
    index = small_index([{"name": "speech", "summary": "play", "need": "autism", "low": 2}])
    ImpactIndex.derive(index.reader(), SMALL, "first").save(tmp_path)
    return tmp_path / "impacts.bin"


def test_arrays_of_other_records_or_weights_are_refused(saved: Path):
    assert ImpactIndex.open(saved.parent, make_fingerprint("first", SMALL)).search(["speech"]).total == 1
    for other in (make_fingerprint("second", SMALL), make_fingerprint("first", replace(SMALL, b=0.7))):
        with pytest.raises(UnusableImpacts, match=r"derived from other records.*Derive the arrays"):
            ImpactIndex.open(saved.parent, other)


def test_a_missing_or_foreign_file_is_refused(saved: Path):
    for content in (b"", b"short", b"\x93NUMPY" + bytes(500), b"{}" * 100):
        saved.write_bytes(content)
        with pytest.raises(UnusableImpacts):
            ImpactIndex.open(saved.parent)
    saved.unlink()
    with pytest.raises(UnusableImpacts, match="missing"):
        ImpactIndex.open(saved.parent)


def test_a_cut_file_or_any_changed_byte_is_refused(saved: Path):
    content = saved.read_bytes()
    places = random.Random(SEED).sample(range(len(content)), 200)
    damaged = [content[:place] for place in places]
    damaged += [content[:place] + bytes([content[place] ^ 16]) + content[place + 1 :] for place in places]
    for bad in [*damaged, content + b"\0"]:
        saved.write_bytes(bad)
        with pytest.raises(UnusableImpacts):
            ImpactIndex.open(saved.parent)


def test_a_file_of_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(files, "VERSION", 0)
    small_impacts({"name": "speech"}).save(tmp_path)
    monkeypatch.undo()

    with pytest.raises(UnusableImpacts, match="version is 0"):
        ImpactIndex.open(tmp_path)


def test_an_index_that_is_open_outlives_its_file_being_replaced(saved: Path):
    opened = ImpactIndex.open(saved.parent)

    small_impacts({"name": "sleep"}).save(saved.parent)

    assert opened.search(["speech"]).total == 1
    assert ImpactIndex.open(saved.parent).search(["speech"]).total == 0


def test_a_save_that_fails_leaves_the_former_file(saved: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="no space left"):
        small_impacts({"name": "sleep"}).save(saved.parent)

    assert ImpactIndex.open(saved.parent).search(["speech"]).total == 1
    assert list(saved.parent.iterdir()) == [saved]


def test_saved_arrays_cannot_be_written_to(saved: Path):
    impacts = ImpactIndex.open(saved.parent)

    with pytest.raises(ValueError, match="read-only"):
        impacts._arrays.alive[0] = False


def test_a_fingerprint_tells_indexes_and_layouts_apart():
    index = small_index([{"name": "speech"}, {"name": "sleep"}])
    first = make_fingerprint(index.reader(), SMALL)
    assert first == make_fingerprint(index.reader(), SMALL)
    assert first != make_fingerprint(index.reader(), replace(SMALL, k1=0.7))
    assert first != make_fingerprint(small_index([{"name": "speech"}, {"name": "sleep"}]).reader(), SMALL)

    writer = index.writer()
    writer.delete_document(0)
    writer.commit(merge=False)
    assert make_fingerprint(index.reader(), SMALL) != first
