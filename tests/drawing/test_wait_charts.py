"""Bars and points stand where the published figures put them, and a promise never looks like a fact."""

import pytest
from building import a_wait

from navigator.domain.sources import Confidence, PartialDate
from navigator.domain.waits import EXPERIENCED, Statistic, WaitingTime
from navigator.drawing.waits import (
    FAR_END,
    PLOT_BOTTOM,
    PLOT_TOP,
    Mark,
    draw_bars,
    draw_series,
    find_length_weeks,
    find_mark,
    list_disagreements,
    list_unbarred,
)


def a_share(value: float, **changes: object) -> WaitingTime:
    """A share seen within 12 weeks of referral."""
    return a_wait(
        value=value,
        **{
            "statistic": Statistic.PERCENT_WITHIN,
            "unit": "percent",
            "within_value": 12,
            "within_unit": "weeks",
            "clock_from": "referral",
            "clock_to": "first-appointment",
            **changes,
        },
    )


def test_a_bar_is_as_long_as_its_wait_and_the_scale_says_so() -> None:
    drawn = draw_bars([a_wait(value=10), a_wait(value=30)])

    assert drawn is not None
    short, long = drawn.clocks[0].bars
    assert (short.weeks, long.weeks) == (10, 30)
    assert long.end == pytest.approx(3 * short.end)
    assert [tick.value for tick in drawn.ticks] == [0, 10, 20, 30]
    assert (drawn.ticks[0].at, drawn.ticks[-1].at) == (0, FAR_END)
    assert long.end == FAR_END


def test_long_waits_are_marked_off_in_years() -> None:
    drawn = draw_bars([a_wait(value=274)])

    assert drawn is not None
    assert drawn.in_years
    assert [tick.value / 52 for tick in drawn.ticks] == [0, 2, 4, 6]


def test_days_and_months_share_one_scale() -> None:
    drawn = draw_bars([a_wait(value=70, unit="days"), a_wait(value=12, unit="months")])

    assert drawn is not None
    assert [bar.weeks for bar in drawn.clocks[0].bars] == [10, 52]


@pytest.mark.parametrize("statistic", list(Statistic))
def test_only_what_happened_has_the_mark_of_reality(statistic: Statistic) -> None:
    mark = find_mark(a_wait(statistic=statistic))

    assert (mark is Mark.REALITY) is (statistic in EXPERIENCED)


def test_within_one_clock_what_happened_stands_before_law_target_and_story() -> None:
    kinds = (Statistic.SINGLE_CASE, Statistic.TARGET, Statistic.LEGAL_LIMIT, Statistic.MEAN)
    drawn = draw_bars([a_wait(value=5, statistic=kind) for kind in kinds])

    assert drawn is not None
    assert [bar.mark for bar in drawn.clocks[0].bars] == list(Mark)


def test_two_clocks_are_never_on_one_line() -> None:
    waits = [
        a_wait(clock_from="referral", clock_to="assessment"),
        a_wait(clock_to="assessment"),
        a_wait(clock_from="referral", clock_to="assessment", value=3),
    ]

    drawn = draw_bars(waits)

    assert drawn is not None
    assert [(one.clock_from, one.clock_to, len(one.bars)) for one in drawn.clocks] == [
        ("referral", "assessment", 2),
        ("", "assessment", 1),
    ]


@pytest.mark.parametrize(
    "wait",
    [
        a_share(40),
        a_wait(statistic=Statistic.COUNT, value=500, unit="people"),
        a_wait(statistic=Statistic.RATE, value=20, unit="percent"),
        a_wait(statistic=Statistic.FREQUENCY, value=4, unit="weeks"),
        a_wait(statistic=Statistic.NO_FIGURE, value=None, unit=""),
        a_wait(statistic=Statistic.TARGET, value=75, unit="percent"),
        a_wait(statistic=Statistic.TYPICAL, value=5, unit="minutes"),
        a_wait(confidence=Confidence.LOW),
    ],
    ids=["share", "count", "rate", "rhythm", "no figure", "share to aim for", "minutes", "weak source"],
)
def test_what_is_no_sure_length_is_told_in_words_and_not_drawn(wait: WaitingTime) -> None:
    assert draw_bars([wait]) is None
    assert list_unbarred([wait, a_wait()]) == (wait,)


def test_a_law_a_target_and_a_case_have_a_length_too() -> None:
    for statistic in (Statistic.LEGAL_LIMIT, Statistic.TARGET, Statistic.SINGLE_CASE, Statistic.LONGEST):
        assert find_length_weeks(a_wait(value=6, statistic=statistic)) == 6


def test_no_wait_at_all_still_has_a_scale() -> None:
    drawn = draw_bars([a_wait(value=0)])

    assert drawn is not None
    assert drawn.clocks[0].bars[0].end == 0
    assert [tick.value for tick in drawn.ticks] == [0, 1]


def test_a_run_over_time_goes_up_with_the_share_and_across_with_the_date() -> None:
    early = a_share(30, as_of=PartialDate(2016, 1))
    late = a_share(60, as_of=PartialDate(2016, 12))

    (series,) = draw_series([late, early])

    first, last = series.points
    assert (first.waits, last.waits) == ((early,), (late,))
    assert first.x < last.x
    assert (PLOT_BOTTOM - last.y) == pytest.approx(2 * (PLOT_BOTTOM - first.y), abs=0.2)
    assert [level.value for level in series.levels] == [0, 25, 50, 75, 100]
    assert (series.levels[0].at, series.levels[-1].at) == (PLOT_BOTTOM, PLOT_TOP)


def test_a_figure_for_a_whole_year_is_drawn_as_long_as_a_year() -> None:
    (series,) = draw_series([a_share(30, as_of=PartialDate(2022)), a_share(60, as_of=PartialDate(2023, 6, 1))])

    year, day = series.points
    assert year.right - year.left == pytest.approx((98 - 14) / 2)
    assert day.left == day.right == day.x


def test_a_target_is_a_line_and_never_a_point() -> None:
    target = a_share(75, statistic=Statistic.TARGET)
    (series,) = draw_series([a_share(30, as_of=PartialDate(2022)), a_share(60, as_of=PartialDate(2023)), target])

    assert [line.wait for line in series.lines] == [target]
    assert target not in series.waits


@pytest.mark.parametrize(
    "changes",
    [
        {"clock_from": "request"},
        {"within_value": 18},
        {"place": "swindon"},
        {"unit": "weeks", "within_value": None},
    ],
    ids=["another clock", "another time", "another place", "another unit"],
)
def test_a_target_that_is_not_comparable_is_left_out(changes: dict[str, object]) -> None:
    run = [a_share(30, as_of=PartialDate(2022)), a_share(60, as_of=PartialDate(2023))]

    (series,) = draw_series([*run, a_share(75, statistic=Statistic.TARGET, **changes)])

    assert series.lines == ()


def test_a_law_of_the_whole_country_binds_a_local_run() -> None:
    law = a_share(100, statistic=Statistic.LEGAL_LIMIT, place="england")
    run = [a_share(30, as_of=PartialDate(2022)), a_share(60, as_of=PartialDate(2023))]

    assert draw_series([*run, law])[0].lines == ()
    assert draw_series([*run, law], {"england"})[0].lines[0].wait == law


@pytest.mark.parametrize(
    "changes",
    [{"population": "adults"}, {"place": "swindon"}, {"clock_to": "assessment"}, {"confidence": Confidence.LOW}],
)
def test_figures_of_different_things_make_no_run(changes: dict[str, object]) -> None:
    one, other = a_share(30, as_of=PartialDate(2022)), a_share(60, as_of=PartialDate(2023), **changes)

    assert draw_series([one, other]) == ()


def test_one_date_makes_no_run_and_no_date_is_not_drawn() -> None:
    assert draw_series([a_share(30), a_share(31)]) == ()
    assert draw_series([a_share(30), a_share(31, as_of=None)]) == ()


def test_two_sources_for_one_point_are_both_kept() -> None:
    twice = [a_share(4, as_of=PartialDate(2023, 1), note=note) for note in ("news", "papers")]

    (series,) = draw_series([*twice, a_share(43, as_of=PartialDate(2023, 7))])

    assert [len(point.waits) for point in series.points] == [2, 1]


def test_sources_disagree_when_the_same_thing_at_the_same_time_has_two_numbers() -> None:
    one, other = a_share(50), a_share(50.3)
    assert list_disagreements([one, other]) == ((one, other),)
    assert list_disagreements([one, a_share(50, note="again")]) == ()
    assert list_disagreements([one, a_share(51, as_of=PartialDate(2020))]) == ()
    assert list_disagreements([a_share(50, statistic=Statistic.TARGET), a_share(60)]) == ()


def test_where_numbers_would_run_into_each_other_the_newest_is_kept() -> None:
    months = [a_share(40, as_of=PartialDate(2016, month)) for month in (1, 2, 12)]

    (series,) = draw_series(months)

    assert [point.labelled for point in series.points] == [False, True, True]
