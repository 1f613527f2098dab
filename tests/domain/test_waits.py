"""Published waits: which figure stands for a wait, and how long that is in weeks."""

import pytest
from building import a_wait
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.sources import Confidence, PartialDate
from navigator.domain.waits import EXPERIENCED, Statistic, best_wait

PLACES = {"oxfordshire"}
NOT_EXPERIENCED = [statistic for statistic in Statistic if statistic not in EXPERIENCED]

dates = st.one_of(
    st.none(),
    st.builds(PartialDate, st.integers(2015, 2026)),
    st.builds(PartialDate, st.integers(2015, 2026), st.integers(1, 12)),
)
waits = st.builds(
    lambda statistic, value, place, as_of, confidence: a_wait(
        value=value, statistic=statistic, place=place, as_of=as_of, confidence=confidence
    ),
    st.sampled_from(Statistic),
    st.one_of(st.none(), st.integers(0, 200)),
    st.sampled_from(["oxfordshire", "england", "reading"]),
    dates,
    st.one_of(st.none(), st.sampled_from(Confidence)),
)
ledgers = st.lists(waits, max_size=12)


@given(ledgers)
def test_what_is_shown_as_a_wait_really_happened_here_and_can_be_trusted(ledger):
    best = best_wait(ledger, PLACES)

    usable = [
        wait
        for wait in ledger
        if wait.statistic in EXPERIENCED and wait.place == "oxfordshire" and wait.confidence is not Confidence.LOW
    ]
    assert (best is None) == (usable == [])
    assert best is None or best in usable


@given(ledgers)
def test_no_newer_usable_figure_is_passed_over(ledger):
    best = best_wait(ledger, PLACES)

    for wait in ledger:
        if best_wait([wait], PLACES) is not None:
            assert wait.as_of is None or (best.as_of is not None and best.as_of >= wait.as_of)


@given(ledgers, st.randoms())
def test_the_order_of_the_ledger_changes_nothing_but_exact_ties(ledger, random):
    shuffled = list(ledger)
    random.shuffle(shuffled)

    def telling(wait):
        return wait and (wait.as_of, wait.confidence in (None, Confidence.MEDIUM), wait.statistic)

    assert telling(best_wait(ledger, PLACES)) == telling(best_wait(shuffled, PLACES))


@pytest.mark.parametrize("statistic", NOT_EXPERIENCED)
def test_a_promise_a_law_or_one_childs_story_never_stands_for_a_wait(statistic):
    newest = a_wait(value=4, statistic=statistic, as_of=PartialDate(2026, 11))
    old = a_wait(value=38, as_of=PartialDate(2020))

    assert best_wait([newest], PLACES) is None
    assert best_wait([newest, old], PLACES) == old


def test_a_figure_from_another_place_never_stands_for_ours():
    assert best_wait([a_wait(place="reading")], PLACES) is None
    assert best_wait([a_wait(place="england")], {"oxfordshire", "england"}) is not None


def test_a_figure_of_low_confidence_is_not_shown_as_the_wait():
    assert best_wait([a_wait(confidence=Confidence.LOW)], PLACES) is None


def test_the_newest_figure_wins_over_a_better_trusted_older_one():
    older = a_wait(value=10, as_of=PartialDate(2025, 3), confidence=Confidence.HIGH)
    newer = a_wait(value=30, as_of=PartialDate(2025, 9), confidence=Confidence.MEDIUM)

    assert best_wait([older, newer], PLACES) == newer


def test_a_dated_figure_wins_over_one_without_a_date():
    undated = a_wait(value=10, as_of=None, confidence=Confidence.HIGH)
    dated = a_wait(value=30, as_of=PartialDate(2016), confidence=Confidence.MEDIUM)

    assert best_wait([undated, dated], PLACES) == dated


def test_on_one_date_trust_decides_and_then_the_more_telling_statistic():
    median = a_wait(value=20, confidence=Confidence.MEDIUM)
    trusted = a_wait(value=25, statistic=Statistic.LONGEST, confidence=Confidence.HIGH)
    mean = a_wait(value=22, statistic=Statistic.MEAN, confidence=Confidence.MEDIUM)

    assert best_wait([mean, median, trusted], PLACES) == trusted
    assert best_wait([mean, median], PLACES) == median


def test_nothing_published_is_not_a_wait_of_nothing():
    assert best_wait([], PLACES) is None
    assert best_wait([a_wait(value=0)], PLACES).wait_weeks == 0
    assert a_wait(value=None).wait_weeks is None


@pytest.mark.parametrize(
    ("value", "unit", "weeks"),
    [
        (0, "weeks", 0),
        (38, "weeks", 38),
        (7, "days", 1),
        (5, "working-days", 1),
        (10, "school-days", 2),
        (3, "months", 13),
        (1, "months", 4.3),
        (1.5, "years", 78),
        (30, "minutes", None),
        (12, "people", None),
        (12, "", None),
    ],
)
def test_lengths_in_weeks(value, unit, weeks):
    assert a_wait(value=value, unit=unit).wait_weeks == weeks


LENGTHS = {Statistic.MEDIAN, Statistic.MEAN, Statistic.TYPICAL, Statistic.AT_LEAST}


@pytest.mark.parametrize("statistic", Statistic)
def test_only_a_usual_length_is_a_length_to_expect(statistic):
    assert a_wait(value=12, statistic=statistic).wait_weeks == (12 if statistic in LENGTHS else None)
