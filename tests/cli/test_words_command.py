"""`navigator words`: our own words stay easy to read."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from building import a_directory, a_service
from click.testing import CliRunner, Result

import navigator.words_command
from navigator.assembly import Navigator, assemble, find_folder
from navigator.wording.reading_age import measure
from navigator.words_command import (
    LIMITS,
    LONGEST_SENTENCE_WORDS,
    MAY_BE_LONG,
    Told,
    find_typical_age,
    list_broken_limits,
    list_interface_texts,
    list_record_texts,
    words,
)

Run = Callable[..., Result]


def told(text: str, kind: str = "interface") -> Told:
    return Told(kind, "a place", measure(text))


def test_our_own_words_keep_their_limits(run: Run) -> None:
    result = run("words", "--json")
    answer = json.loads(result.stdout)

    assert answer["broken"] == []
    assert result.exit_code == 0
    assert set(answer["reading_age"]) == set(LIMITS)
    assert all(answer["reading_age"][kind] <= limit for kind, limit in LIMITS.items())
    assert LIMITS["interface"] == 11
    ages = [row["age"] for row in answer["hardest"]]
    assert len(ages) == 20
    assert ages == sorted(ages, reverse=True)


def test_every_sentence_that_may_be_long_is_long_and_still_there() -> None:
    package = Path(navigator.__file__).parent
    ours = {one.reading.text for one in list_interface_texts(package, find_folder("templates"))}

    assert set(MAY_BE_LONG) <= ours
    assert all(measure(text).longest_sentence > LONGEST_SENTENCE_WORDS for text in MAY_BE_LONG)


def test_a_sentence_that_is_too_long_is_named() -> None:
    text = "We " + "and we " * 13 + "stop."
    easy = [told("You can ask us for help at any time.")] * 2

    (line,) = list_broken_limits([told(text), *easy])

    assert line.startswith("a place: a sentence of 28 words: We and we")


def test_a_kind_that_is_too_hard_is_named_with_its_age() -> None:
    text = (
        "Notwithstanding administrative considerations, organisational responsibilities necessitate collaboration."
    )

    (line,) = list_broken_limits([told(text, "services")])

    assert line.startswith("services: half of the texts are above reading age ")


def test_half_of_the_texts_decide_and_labels_are_left_out() -> None:
    easy, label = told("You can ask us for help at any time."), told("Education")

    assert find_typical_age([easy, label], "interface") == easy.reading.age
    assert find_typical_age([label], "interface") is None


def test_held_back_services_are_not_measured(real_navigator: Navigator) -> None:
    kinds = {one.kind for one in list_record_texts(real_navigator.directory)}
    places = {one.place for one in list_record_texts(real_navigator.directory) if one.kind == "services"}

    assert kinds == {"glossary", "needs", "pathways", "services"}
    assert places == {service.id for service in real_navigator.directory.list_services()}


def test_a_broken_limit_gives_exit_code_one(monkeypatch: pytest.MonkeyPatch) -> None:
    class Folders:
        def open(self) -> Navigator:
            return assemble(a_directory(a_service()))

    monkeypatch.setattr(navigator.words_command, "LIMITS", {"interface": 5.0})

    result = CliRunner().invoke(words, [], obj=Folders())

    assert result.exit_code == 1
    assert "interface: half of the texts are above reading age" in result.stdout
    assert "limits broken" in result.stdout
