"""The arrays answer as Whoosh's own searcher does, whatever is asked of whatever records."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from benchmarks.search.generating import (
    FACETS,
    LAYOUT,
    SCORING,
    MadeRecord,
    add_record,
    build_index,
    make_queries,
    make_records,
)
from benchmarks.search.whoosh_answers import WhooshAnswers, make_query
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.index import Index
from whoosh.matching import ListMatcher
from whoosh.query import FuzzyTerm, Or
from whoosh.scoring import BM25F
from whoosh.util import make_weighted_tree

from navigator.search.array_columns import make_columns
from navigator.search.array_reading import read_postings
from navigator.search.array_scores import add_by_size
from navigator.search.arrays import (
    AnyOf,
    Condition,
    Covers,
    ImpactIndex,
    Layout,
    UnknownField,
    UnusableArrays,
    fingerprint,
)

WORDS = ["hearing", "hears", "speech", "speaks", "sleep", "sleeps", "play"]
VALUES = ["autism", "deaf", "sleep"]
SMALL = Layout(
    {"name": 5.0, "other": 5.0, "summary": 1.5},
    b=0.6,
    k1=1.3,
    field_b={"summary": 0.9},
    categories=("need", "kind"),
    numbers=("low", "high"),
    key="id",
)
SMALL_SCORING = BM25F(B=0.6, K1=1.3, summary_B=0.9)


def small_schema() -> Schema:
    """Three texts, values as keywords and as something stored, one age stored and one in a column."""
    text = {name: TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False) for name in SMALL.weights}
    values = {"need": KEYWORD(), "kind": KEYWORD(), "tags": STORED}
    ages = {"low": NUMERIC(stored=True, signed=False), "high": NUMERIC(stored=True, sortable=True)}
    return Schema(id=STORED, **text, **values, **ages)


def small_index(*commits: Sequence[Mapping[str, Any]], gone: Sequence[int] = ()) -> Index:
    """An index in memory with a segment for each commit, then without the records numbered in `gone`."""
    index = RamStorage().create_index(small_schema())
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


class World:
    """Whoosh's index, the arrays derived from it, and what its own searcher answers."""

    def __init__(
        self, index: Index, layout: Layout = LAYOUT, scoring: BM25F = SCORING, made: Sequence[MadeRecord] = ()
    ) -> None:
        self.made = made
        self.searcher = index.searcher(weighting=scoring)
        self.arrays = ImpactIndex.derive(self.searcher.reader(), layout)
        self._answers = WhooshAnswers(self.searcher, layout)

    def assert_same_answer(
        self,
        words: Sequence[str | tuple[str, float]],
        conditions: Sequence[Condition] = (),
        *,
        top: int | None = 20,
        facets: Sequence[str] = (),
    ) -> None:
        """Records, scores to the last bit, totals and facets are Whoosh's."""
        told = self._answers.ask(words, conditions, top=top, facets=facets)
        found = self.arrays.search(words, conditions, top=top, facets=facets)
        assert found.records == told.records
        assert found.scores == told.scores
        assert found.total == told.total
        assert {name: dict(counts) for name, counts in found.facets.items()} == told.facets
        for counts in found.facets.values():
            assert list(counts) == sorted(counts, key=lambda pair: (-pair[1], pair[0]))


texts = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
ages = st.none() | st.integers(0, 25)
records = st.fixed_dictionaries(
    {"name": texts, "other": texts, "summary": texts},
    optional={
        "need": st.sets(st.sampled_from(VALUES), min_size=1).map(" ".join),
        "kind": st.sampled_from(VALUES),
        "low": st.integers(0, 25),
        "high": st.integers(0, 25),
        "_summary_boost": st.sampled_from([0.5, 2.0, 3.7]),
    },
)
asked_words = st.lists(
    st.sampled_from([*WORDS, "unheardof"]) | st.tuples(st.sampled_from(WORDS), st.sampled_from([0.25, 0.7, 3.0])),
    max_size=6,
)
asked_conditions = st.lists(
    st.builds(
        AnyOf,
        st.sampled_from(["need", "kind"]),
        st.lists(st.sampled_from([*VALUES, "unheardof"]), max_size=2).map(tuple),
    )
    | st.builds(Covers, st.just("low"), st.just("high"), st.integers(-1, 26)),
    max_size=3,
)


@settings(max_examples=150, deadline=None, database=None)
@given(
    commits=st.lists(st.lists(records, min_size=1, max_size=8), min_size=1, max_size=3),
    gone=st.sets(st.integers(0, 7), max_size=3),
    asked=st.lists(
        st.tuples(asked_words, asked_conditions, st.none() | st.integers(1, 9)), min_size=1, max_size=4
    ),
)
def test_any_small_index_answers_as_whoosh_does(commits, gone, asked):
    size = sum(map(len, commits))
    index = small_index(*commits, gone=sorted(number for number in gone if number < size))
    world = World(index, SMALL, SMALL_SCORING)

    for words, conditions, top in asked:
        world.assert_same_answer(words, conditions, top=top, facets=("need", "kind"))


@pytest.fixture(scope="module")
def thousand() -> World:
    made = make_records(1_000, seed=1, vocabulary=3_000, length=0.5)
    return World(build_index(made, segments=3), made=made)


@pytest.fixture(scope="module")
def ten_thousand() -> World:
    made = make_records(10_000, seed=2, vocabulary=6_000, length=0.15)
    return World(build_index(made), made=made)


def test_a_thousand_records_in_three_segments_answer_as_whoosh_does(thousand: World):
    for query in make_queries(thousand.made, 80, seed=3, filtered=False):
        thousand.assert_same_answer(query.words, query.conditions, facets=FACETS)
        thousand.assert_same_answer(query.words, top=None)


def test_ten_thousand_records_answer_as_whoosh_does(ten_thousand: World):
    for query in make_queries(ten_thousand.made, 25, seed=4, filtered=False):
        ten_thousand.assert_same_answer(query.words, query.conditions, facets=FACETS)


def test_every_score_of_ten_thousand_records_is_whooshs(ten_thousand: World):
    for query in make_queries(ten_thousand.made, 10, seed=5, filtered=False):
        ten_thousand.assert_same_answer(query.words, top=None)


def test_the_first_twenty_are_those_whoosh_finds_when_it_skips_blocks(ten_thousand: World):
    for query in make_queries(ten_thousand.made, 25, seed=6, filtered=False):
        results = ten_thousand.searcher.search(make_query(query.words, LAYOUT), limit=20)
        found = ten_thousand.arrays.search(query.words, top=20)
        assert list(zip(found.scores, found.records, strict=True)) == results.top_n


def test_a_large_segment_with_later_additions_and_deletions_answers_as_whoosh_does():
    made = make_records(5_400, seed=7, vocabulary=1_000, length=0.05)
    index = build_index(made[:5_300])
    writer = index.writer()
    for record in made[5_300:]:
        add_record(writer, record)
    for number in range(0, 5_300, 13):
        writer.delete_document(number)
    writer.commit(merge=False)
    world = World(index, made=made)

    for query in make_queries(made, 20, seed=8, filtered=False):
        world.assert_same_answer(query.words, query.conditions)


def test_a_word_that_nearly_every_record_has_in_the_same_way_lists_them_by_number():
    same = [{"name": "speech", "other": "", "summary": "sleep play"} for _ in range(3_000)]
    index = small_index(same)
    arrays = ImpactIndex.derive(index.reader(), SMALL)

    found = arrays.search(["speech", "play"], top=7)

    assert found.records == tuple(range(7))
    assert found.total == 3_000
    assert len(set(found.scores)) == 1


def test_a_long_text_is_scored_by_the_length_that_whoosh_rounds_it_to():
    index = small_index(
        [{"name": "speech", "summary": "sleep " * 1_003 + "play"}, {"name": "play", "summary": "speech sleep"}]
    )
    world = World(index, SMALL, SMALL_SCORING)

    for word in ("speech", "sleep", "play"):
        world.assert_same_answer([word])


@settings(max_examples=200, deadline=None, database=None)
@given(
    clauses=st.lists(st.tuples(st.integers(0, 4), st.floats(0.001, 50.0)), min_size=3, max_size=30),
    absent=st.integers(0, 3),
)
def test_clauses_are_added_in_the_order_of_whooshs_own_tree(clauses, absent):
    class Leaf(SimpleNamespace):
        """Compares as Whoosh's matchers do: all of a kind are equal."""

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Leaf)

        def __lt__(self, other: object) -> bool:
            return not isinstance(other, Leaf)

        __hash__ = None  # type: ignore[assignment]

    leaves = [(size, Leaf(score=score if size else 0.0)) for size, score in clauses]
    leaves += [(0, Leaf(score=0.0)) for _ in range(absent)]
    tree = make_weighted_tree(lambda one, other: Leaf(score=one.score + other.score), list(leaves))

    scores = [np.array([leaf.score]) for _, leaf in leaves[: len(clauses)]]
    total = add_by_size(scores, [size for size, _ in clauses], absent)

    assert total.tolist() == [tree.score]


@pytest.mark.parametrize("distance", [1, 2])
@pytest.mark.parametrize("prefix", [0, 1, 2])
def test_words_near_a_misspelt_one_are_those_of_whooshs_fuzzy_term(
    ten_thousand: World, distance: int, prefix: int
):
    reader = ten_thousand.searcher.reader()
    for word in ("speach", "autsm", "play", "zzz"):
        near = {
            known for name in LAYOUT.weights for known in reader.terms_within(name, word, distance, prefix=prefix)
        }
        assert ten_thousand.arrays.list_near(word, distance, prefix) == tuple(sorted(near))


@pytest.mark.parametrize(("size", "count"), [("thousand", 25), ("ten_thousand", 5)])
def test_fuzzy_expansions_score_as_whooshs_terms_with_that_boost(
    size: str, count: int, request: pytest.FixtureRequest
):
    world = request.getfixturevalue(size)
    for query in make_queries(world.made, count, seed=9):
        words: list[str | tuple[str, float]] = list(query.words)
        words += [(near, 0.4) for word in query.words for near in world.arrays.list_near(word, prefix=2)]
        world.assert_same_answer(words, query.conditions, facets=FACETS)


def test_fuzzy_expansions_find_what_whooshs_fuzzy_query_finds(thousand: World):
    flat = Layout(dict.fromkeys(LAYOUT.weights, 1.0), b=LAYOUT.b, k1=LAYOUT.k1)
    arrays = ImpactIndex.derive(thousand.searcher.reader(), flat)
    for word in ("speach", "hearin", "nurs", "sleep"):
        fuzzy = Or([FuzzyTerm(name, word, constantscore=False) for name in flat.weights])
        told = {number: score for score, number in thousand.searcher.search(fuzzy, limit=None).top_n}
        found = arrays.search(arrays.list_near(word), top=None)
        assert dict(zip(found.records, found.scores, strict=True)) == pytest.approx(told, rel=1e-6)


def test_threads_that_share_an_index_get_their_own_answers(thousand: World):
    queries = make_queries(thousand.made, 60, seed=10, filtered=False)

    def ask(query: Any) -> Any:
        return thousand.arrays.search(query.words, query.conditions, facets=FACETS)

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


def test_saved_arrays_give_the_same_answers(thousand: World, tmp_path: Path):
    thousand.arrays.save(tmp_path / "arrays", "mark")

    opened = ImpactIndex.open(tmp_path / "arrays", LAYOUT, "mark")

    for query in make_queries(thousand.made, 30, seed=11, filtered=False):
        asked = {"words": query.words, "conditions": query.conditions, "facets": FACETS}
        assert opened.search(**asked) == thousand.arrays.search(**asked)
    assert opened.nbytes == thousand.arrays.nbytes
    assert len(opened) == 1_000


@pytest.fixture
def saved(tmp_path: Path) -> Iterator[Path]:
    """A folder with the arrays of a tiny index under the mark "first"."""
    tiny_arrays("speech").save(tmp_path / "arrays", "first")
    yield tmp_path / "arrays"


def tiny_arrays(word: str) -> ImpactIndex:
    with small_index([{"name": word, "summary": "play", "need": "autism", "low": 2}]).reader() as reader:
        return ImpactIndex.derive(reader, SMALL)


def tiny_reader(word: str) -> Any:
    return small_index([{"name": word, "summary": "play"}]).reader()


def test_stale_arrays_are_refused_with_what_to_do(saved: Path):
    with pytest.raises(UnusableArrays, match=r"derived from other records.*Derive and save them again"):
        ImpactIndex.open(saved, SMALL, "second")


def test_stale_arrays_are_derived_anew(saved: Path):
    arrays = ImpactIndex.open_or_derive(saved, SMALL, "second", lambda: tiny_reader("sleep"))

    assert arrays.search(["sleep"]).keys == ("record-0",)
    assert ImpactIndex.open(saved, SMALL, "second").search(["speech"]).total == 0


def test_fresh_arrays_are_opened_without_reading_the_index(saved: Path):
    def never() -> Any:
        raise AssertionError("the index was read")

    assert ImpactIndex.open_or_derive(saved, SMALL, "first", never).search(["speech"]).total == 1


def damage_largest(folder: Path, how: Any) -> None:
    path = max(folder.glob("arrays-*/*.npy"), key=lambda file: file.stat().st_size)
    path.write_bytes(how(path.read_bytes()))


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: damage_largest(folder, lambda content: content[:-1]),
        lambda folder: damage_largest(folder, lambda content: content[:40]),
        lambda folder: damage_largest(folder, lambda content: b""),
        lambda folder: next(folder.glob("arrays-*/*.npy")).unlink(),
        lambda folder: (folder / "manifest.json").unlink(),
        lambda folder: (folder / "manifest.json").write_text("{"),
        lambda folder: (folder / "manifest.json").write_text("[]"),
        lambda folder: (folder / "manifest.json").write_text('{"fingerprint": "first"}'),
        lambda folder: np.save(next(folder.glob("arrays-*/*.npy")), np.zeros(3)),
        lambda folder: np.save(next(folder.glob("arrays-*/*.npy")), np.array([{}]), allow_pickle=True),
    ],
    ids=["cut", "cut in the header", "empty", "missing", "no manifest", "half", "list", "bare", "other", "pickle"],
)
def test_damaged_arrays_are_refused_and_then_derived_anew(saved: Path, damage: Any):
    damage(saved)

    with pytest.raises(UnusableArrays):
        ImpactIndex.open(saved, SMALL, "first")
    arrays = ImpactIndex.open_or_derive(saved, SMALL, "first", lambda: tiny_reader("speech"))
    assert arrays.search(["speech"]).total == 1


@pytest.mark.parametrize("name", ["starts", "records", "frequencies", "columns.bits", "number.low"])
def test_arrays_that_do_not_fit_together_are_refused(saved: Path, name: str):
    manifest = json.loads((saved / "manifest.json").read_text())
    said = manifest["files"][name]
    longer = np.zeros([size + 1 for size in said["shape"]], dtype=said["type"])
    np.save(saved / manifest["subfolder"] / said["file"], longer)
    said["shape"] = list(longer.shape)
    (saved / "manifest.json").write_text(json.dumps(manifest))

    with pytest.raises(UnusableArrays, match="do not fit together"):
        ImpactIndex.open(saved, SMALL, "first")


def test_an_index_that_is_open_outlives_the_arrays_being_replaced(saved: Path):
    opened = ImpactIndex.open(saved, SMALL, "first")

    tiny_arrays("sleep").save(saved, "second")

    assert opened.search(["speech"]).total == 1
    assert len(list(saved.glob("arrays-*"))) == 1


def test_a_save_that_fails_leaves_the_former_arrays(saved: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: Any, **__: Any) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(np, "save", full)
    with pytest.raises(OSError, match="no space left"):
        tiny_arrays("sleep").save(saved, "second")

    assert ImpactIndex.open(saved, SMALL, "first").search(["speech"]).total == 1
    assert len(list(saved.glob("arrays-*"))) == 1


def test_saved_arrays_cannot_be_written_to(saved: Path):
    arrays = ImpactIndex.open(saved, SMALL, "first")

    with pytest.raises(ValueError, match="read-only"):
        arrays._arrays.impacts[0] = 1.0


def test_a_fingerprint_tells_indexes_and_layouts_apart():
    index = small_index([{"name": "speech"}, {"name": "sleep"}])
    first = fingerprint(index.reader(), SMALL)
    assert first == fingerprint(index.reader(), SMALL)
    assert first != fingerprint(index.reader(), replace(SMALL, b=0.7))
    assert first != fingerprint(index.reader(), replace(SMALL, weights=dict(reversed(SMALL.weights.items()))))
    assert fingerprint("a digest", SMALL) != fingerprint("another", SMALL)

    writer = index.writer()
    writer.delete_document(0)
    writer.commit(merge=False)
    assert fingerprint(index.reader(), SMALL) != first
    assert fingerprint(RamStorage().create_index(small_schema()).reader(), SMALL) != first


def test_an_empty_index_finds_nothing(tmp_path: Path):
    arrays = ImpactIndex.derive(RamStorage().create_index(small_schema()).reader(), SMALL)
    arrays.save(tmp_path, "mark")

    for index in (arrays, ImpactIndex.open(tmp_path, SMALL, "mark")):
        for found in (
            index.search(["speech"], [AnyOf("need", ("autism",))], facets=["need"]),
            index.search(conditions=[Covers("low", "high", 3)], facets=["need"]),
        ):
            assert (found.records, found.total, found.facets) == ((), 0, {"need": ()})
        assert "speech" not in index
        assert index.list_near("speech") == ()


def test_no_words_list_every_record_that_meets_the_conditions():
    index = small_index(
        [{"name": "speech", "need": "deaf"}, {"name": "play", "need": "autism deaf"}, {"summary": "sleep"}],
        gone=[0],
    )
    arrays = ImpactIndex.derive(index.reader(), SMALL)

    everything = arrays.search(facets=["need"])
    deaf = arrays.search(conditions=[AnyOf("need", ("deaf",))])

    assert everything.keys == ("record-1", "record-2")
    assert everything.scores == (1.0, 1.0)
    assert everything.facets == {"need": (("autism", 1), ("deaf", 1))}
    assert deaf.keys == ("record-1",)


def test_an_age_without_a_limit_on_one_side_is_open_there():
    index = small_index(
        [{"low": 5, "high": 18}, {"low": 5}, {"high": 4}, {}],
    )
    arrays = ImpactIndex.derive(index.reader(), replace(SMALL, key=None))

    for age, numbers in ((4, (2, 3)), (5, (0, 1, 3)), (18, (0, 1, 3)), (19, (1, 3))):
        assert arrays.search(conditions=[Covers("low", "high", age)]).records == numbers
    assert arrays.search().keys == ()


def test_numbers_in_a_sortable_column_need_not_be_stored():
    schema = Schema(name=TEXT, low=NUMERIC(sortable=True), high=NUMERIC(sortable=True, signed=False, bits=8))
    index = RamStorage().create_index(schema)
    for numbers in ({"low": 5, "high": 18}, {"low": 5}, {"high": 4}):
        writer = index.writer()
        writer.add_document(name="speech", **numbers)
        writer.commit(merge=False)
    arrays = ImpactIndex.derive(index.reader(), Layout({"name": 1.0}, numbers=("low", "high")))

    assert arrays.search(["speech"], [Covers("low", "high", 4)]).records == (2,)
    assert arrays.search(["speech"], [Covers("low", "high", 19)]).records == (1,)


def test_stored_values_make_a_category_too():
    index = small_index([{"name": "speech", "tags": ["free", "open"]}, {"name": "sleep", "tags": "free"}, {}])
    arrays = ImpactIndex.derive(index.reader(), replace(SMALL, categories=("tags",)))

    found = arrays.search(conditions=[AnyOf("tags", ("free",))], facets=["tags"], buckets=1)

    assert found.records == (0, 1)
    assert found.facets == {"tags": (("free", 2),)}


@pytest.mark.parametrize("each", [2, 40])
def test_facets_are_the_same_whichever_way_they_are_counted(each: int):
    rng = np.random.default_rng(each)
    having = {f"value-{place:02}": rng.choice(500, 200).tolist() for place in range(each * 3)}
    columns = make_columns({"need": having}, np.ones(500, dtype=np.uint8), {})
    assert (columns.codes.shape[1] == 0) == (each == 40)  # Too many values a record for a table of codes.
    arrays = ImpactIndex(replace(tiny_arrays("speech")._arrays, columns=columns), SMALL)

    for share in (0.0, 0.004, 0.1, 0.9, 1.0):
        chosen = rng.random(500) < share
        counts = arrays._counter.count(chosen, int(chosen.sum()), ["need"], None)["need"]
        expected = {value: sum(chosen[record] for record in set(records)) for value, records in having.items()}
        assert dict(counts) == {value: count for value, count in expected.items() if count}


def test_postings_of_another_codec_are_stepped_through():
    leaf = SimpleNamespace(postings=lambda name, term: ListMatcher([2, 5, 9], weights=[1.0, 2.5, 1.0]))

    assert read_postings(leaf, "name", b"speech") == ([2, 5, 9], [1.0, 2.5, 1.0])


def test_a_word_is_known_only_while_a_record_has_it():
    index = small_index([{"name": "speech"}, {"name": "sleep"}], gone=[0])
    arrays = ImpactIndex.derive(index.reader(), SMALL)

    assert "sleep" in arrays
    assert "speech" not in arrays
    assert "unheardof" not in arrays
    assert arrays.list_near("sleeps") == ("sleep",)
    assert arrays.search(["speech"]).total == 0


def test_fields_that_were_not_derived_are_named():
    arrays = tiny_arrays("speech")
    for ask in (
        lambda: arrays.search(["speech"], [AnyOf("sector", ("health",))]),
        lambda: arrays.search(["speech"], facets=["sector"]),
        lambda: arrays.search(["unheardof"], facets=["sector"]),
        lambda: arrays.search(["speech"], [Covers("low", "sector", 3)]),
    ):
        with pytest.raises(UnknownField, match="sector") as raised:
            ask()
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
        ImpactIndex.derive(tiny_reader("speech"), replace(SMALL, **wrong))


@pytest.mark.parametrize("wrong", [{"weights": {}}, {"weights": {"name": 0.0}}, {"b": 1.5}, {"k1": -1.0}])
def test_a_layout_with_numbers_out_of_range_is_refused(wrong: dict[str, Any]):
    with pytest.raises(ValueError, match=r"between|from"):
        replace(SMALL, **wrong)


def test_counts_and_boosts_out_of_range_are_refused():
    arrays = tiny_arrays("speech")
    for ask in (
        lambda: arrays.search(["speech"], top=0),
        lambda: arrays.search(["speech"], buckets=0),
        lambda: arrays.search([("speech", 0.0)]),
        lambda: arrays.search([("speech", float("nan"))]),
    ):
        with pytest.raises(ValueError, match=r"at least 1|not between"):
            ask()
