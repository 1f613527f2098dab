"""Generated records and queries of any number, with the words and the skew of a SEND directory.

Words follow Zipf's law with Mandelbrot's shift (B. Mandelbrot, "An informational theory of the statistical
structure of language", 1953): few are in most records, most in a handful. The same seed gives the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.analysis import RegexTokenizer
from whoosh.fields import ID, KEYWORD, NUMERIC, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.index import Index, create_in
from whoosh.scoring import BM25F

from navigator.search.impacts import AnyOf, Condition, Covers, Layout

WEIGHTS = {"name": 5.0, "other_names": 5.0, "needs_text": 2.0, "summary": 1.5, "who_for": 0.8, "organization": 1.2}
SCORING = BM25F(B=0.6, K1=1.2)
FACETS = ("need", "area", "sector", "referrer")
LAYOUT = Layout(
    WEIGHTS,
    b=SCORING.B,
    k1=SCORING.K1,
    categories=(*FACETS, "flag"),
    numbers=("minimum_age", "maximum_age"),
    key="id",
)

_KNOWN = """
support school speech language autism assessment family communication behaviour therapy parent group referral
education health waiting advice plan early years sensory learning social emotional mental wellbeing anxiety adhd
dyslexia dyspraxia hearing vision physical disability occupational physiotherapy psychology paediatric nursery
college transition short breaks respite sleep feeding toilet attendance exclusion tribunal mediation appeal grant
transport equipment wheelchair hydrotherapy play music art sibling carer workshop course drop clinic community
county council charity trust hospital surgery nurse teacher senco outreach inclusion specialist inclusive
neurodevelopmental diagnosis pathway signposting helpline crisis counselling mentoring youth club holiday sports
swimming riding room library hub centre portage makaton signing deaf blind epilepsy diabetes downs tics
tourettes selective mutism stammering dysphagia motor coordination handwriting numeracy literacy phonics reading
"""
_SYLLABLES = "ba be bo ca de di do fa fe ga ha jo ka la le li lo ma me mi na ne no pa pe ra re ri sa se ta te va"
_SECTORS = ("health", "council", "school", "charity", "private", "national")
_REFERRERS = ("anyone", "parent", "gp", "school", "health-visitor", "paediatrician", "senco", "social-worker")
_FLAGS = ("free", "open-access", "while-waiting", "running")


@dataclass(frozen=True)
class Record:
    """A record: its texts by field, its values by category, and its ages in years (None: no limit)."""

    id: str
    texts: dict[str, str]
    values: dict[str, tuple[str, ...]]
    minimum_age: int | None
    maximum_age: int | None


@dataclass(frozen=True)
class WordsAndFilters:
    """A query: any of the words, all of the filters."""

    words: tuple[str, ...]
    filters: tuple[Condition, ...]


def make_vocabulary(size: int) -> list[str]:
    """Words by rank, the field's own first."""
    syllables = _SYLLABLES.split()
    words = list(dict.fromkeys(_KNOWN.split()))[:size]
    for place in range(size - len(words)):
        number, word = place + len(syllables) ** 2, "x"
        while number:
            number, digit = divmod(number, len(syllables))
            word = syllables[digit] + word
        words.append(word)
    return words


def make_records(count: int, seed: int, vocabulary: int = 9_000, length: float = 1.0) -> list[Record]:
    """Records of about 150 words each at length 1, with a vocabulary of so many words."""
    rng = np.random.default_rng(seed)
    words = make_vocabulary(vocabulary)
    share = np.cumsum(1.0 / (np.arange(vocabulary) + 20.0) ** 1.05)
    needs = [f"need-{number}" for number in range(120)]
    areas = [f"area-{number}" for number in range(60)]
    said_of = {need: " ".join(words[place] for place in rng.integers(0, vocabulary // 8, 6)) for need in needs}
    organizations = [
        " ".join(words[place] for place in rng.integers(0, vocabulary, 3)) for _ in range(count // 8 + 1)
    ]

    def say(low: int, high: int) -> str:
        drawn = rng.random(max(1, int(rng.integers(low, high) * length))) * share[-1]
        return " ".join(words[place] for place in np.searchsorted(share, drawn))

    def choose(values: Sequence[str], low: int, high: int) -> tuple[str, ...]:
        skew = rng.random(int(rng.integers(low, high))) ** 2
        return tuple(dict.fromkeys(values[int(place * len(values))] for place in skew))

    records = []
    for number in range(count):
        values = {
            "need": choose(needs, 1, 6),
            "area": choose(areas, 0, 4),
            "sector": choose(_SECTORS, 1, 2),
            "referrer": choose(_REFERRERS, 1, 5),
            "flag": choose(_FLAGS, 0, 4),
        }
        texts = {
            "name": say(3, 7),
            "other_names": say(2, 6) if rng.random() < 0.4 else "",
            "needs_text": " ".join(said_of[need] for need in values["need"]),
            "summary": say(40, 90),
            "who_for": say(20, 60),
            "organization": organizations[int(rng.integers(len(organizations)))],
        }
        low, high = sorted(rng.integers(0, 26, 2).tolist())
        limits = (low if rng.random() < 0.8 else None, high if rng.random() < 0.8 else None)
        records.append(Record(f"service-{number}", texts, values, *limits))
    return records


def make_queries(records: Sequence[Record], count: int, seed: int, filtered: bool = True) -> list[WordsAndFilters]:
    """Queries of one to five words, mostly from one record, some unknown; `filtered` ones all have filters."""
    rng = np.random.default_rng(seed)
    chances = {"need": 0.35, "area": 0.4, "sector": 0.15, "referrer": 0.25, "flag": 0.2}
    queries: list[WordsAndFilters] = []
    while len(queries) < count:
        record = records[int(rng.integers(len(records)))]
        pool = " ".join(record.texts[name] for name in WEIGHTS).split()
        words = [pool[int(rng.integers(len(pool)))] for _ in range(int(rng.integers(1, 6)))]
        if rng.random() < 0.1:
            words.append("unheardof")
        other = records[int(rng.integers(len(records)))]
        filters: list[Condition] = [
            AnyOf(name, other.values[name][: int(rng.integers(1, 3))])
            for name, chance in chances.items()
            if rng.random() < chance and other.values[name]
        ]
        if rng.random() < 0.4:
            filters.append(Covers("minimum_age", "maximum_age", int(rng.integers(0, 26))))
        if filters or not filtered:
            queries.append(WordsAndFilters(tuple(words), tuple(filters)))
    return queries


def make_schema() -> Schema:
    """Frequencies only, and numbers stored rather than indexed: the lean form, 2.5 times faster to build."""
    text = {name: TEXT(analyzer=RegexTokenizer(r"\S+"), phrase=False) for name in WEIGHTS}
    values = {name: KEYWORD(commas=False) for name in (*FACETS, "flag")}
    ages = {name: NUMERIC(stored=True, signed=False, bits=8) for name in LAYOUT.numbers}
    return Schema(id=ID(stored=True, unique=True), **text, **values, **ages)


def add_record(writer: Any, record: Record) -> None:
    """Give one record to a Whoosh writer."""
    ages = {"minimum_age": record.minimum_age, "maximum_age": record.maximum_age}
    writer.add_document(
        id=record.id,
        **{name: text for name, text in record.texts.items() if text},
        **{name: " ".join(values) for name, values in record.values.items() if values},
        **{name: age for name, age in ages.items() if age is not None},
    )


def build_index(records: Sequence[Record], folder: Path | None = None, segments: int = 1) -> Index:
    """A Whoosh index, in memory unless a folder is given, committed in so many segments."""
    index = create_in(folder, make_schema()) if folder else RamStorage().create_index(make_schema())
    for part in range(segments):
        writer = index.writer(limitmb=512)
        for record in records[part::segments]:
            add_record(writer, record)
        writer.commit(merge=False)
    return index
