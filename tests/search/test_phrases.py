"""The phrases of every need, and how surely they stand in a query."""

from __future__ import annotations

from building import a_language, a_need
from hypothesis import given
from hypothesis import strategies as st

from navigator.search.languages import Languages
from navigator.search.phrases import PhraseBook, list_phrases
from navigator.search.words import split_words

WORDS = ["school", "cry", "sleep", "night", "eat", "hit", "wait", "autism", "test", "speech", "gp", "anger"]
some_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
some_needs = st.lists(st.lists(some_words, min_size=1, max_size=6), min_size=1, max_size=6)


def a_book(phrases: list[list[str]]) -> PhraseBook:
    needs = {f"n{place}": a_need(f"n{place}", *said) for place, said in enumerate(phrases)}
    return PhraseBook(needs, {}, Languages({}, frozenset()))


@given(some_needs, some_words)
def test_the_short_cut_finds_what_comparing_every_phrase_finds(phrases: list[list[str]], query: str):
    """The index keeps only the rarest stems of each phrase; a book that keeps all must agree."""
    book, plain = a_book(phrases), a_book(phrases)
    for number, phrase in enumerate(plain._phrases):
        for one in phrase.stems:
            if number not in plain._by_stem[one]:
                plain._by_stem[one].append(number)
    heard = [book.stems_of(word, ()) for word in dict.fromkeys(query.split())]

    assert book.find(heard, ()) == plain.find(heard, ())


@given(some_needs, some_words)
def test_sureness_is_a_share_and_barred_needs_stay_out(phrases: list[list[str]], query: str):
    book = a_book(phrases)
    heard = [book.stems_of(word, ()) for word in dict.fromkeys(query.split())]

    for needs in (book.find(heard, ()), book.associate(heard, ())):
        assert all(0 < sureness <= 1 for sureness in needs.values())
    assert not {"n0"} & {*book.find(heard, {"n0"}), *book.associate(heard, {"n0"})}


def test_every_phrase_of_a_need_is_found_when_said():
    needs = {"sleep": a_need("sleep", "awake all night", "wont settle at bedtime")}
    languages = {"pl": a_language(needs={"sleep": ("nie śpi w nocy",)})}
    spoken = Languages(languages, frozenset())
    book = PhraseBook(needs, languages, spoken)
    for need, code, phrase in list_phrases(needs, languages):
        others = () if code == "en" else (code,)
        heard = [stems for word in split_words(phrase) if (stems := book.stems_of(word, others))]
        assert need in book.find(heard, ())


def test_a_word_that_says_nothing_in_english_may_say_something_abroad():
    needs = {"hits": a_need("hits"), "other": a_need("other", "pega")}
    languages = {"es": a_language("es", function_words=("mi", "hijo"), needs={"hits": ("me pega",)})}
    book = PhraseBook(needs, languages, Languages(languages, frozenset()))

    assert book.stems_of("me", ["es"]) == ("es/me",)
    assert book.stems_of("me", ()) == ()
    assert book.stems_of("hijo", ["es"]) == ()
    assert "hits" not in book.find([book.stems_of("pega", ["es"])], ())
    assert "hits" in book.find([book.stems_of(word, ["es"]) for word in ("me", "pega")], ())
