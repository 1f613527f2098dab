"""SearchRequest -> SearchPage: what is found, first, filtered, counted, and honestly not found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from building import a_directory, a_profile, a_service, an_area
from searching import BANBURY, SERVICES, a_town, ask, found, open_search

from navigator.domain.areas import Verdict
from navigator.domain.directory import NotListed
from navigator.domain.eligibility import Reason
from navigator.domain.needs import Urgency
from navigator.domain.profile import Referrer
from navigator.domain.services import Sector
from navigator.search import Facet, SearchPage, SearchRequest
from navigator.search.ranking import Boost

TOWN = open_search()
CHILD = a_profile(age_years=9)
PUBLISHED = {service.id for service in SERVICES} - {"rumour"}


def facets_of(page: SearchPage, name: str) -> dict[str, int]:
    return {facet.value: facet.count for facet in dict(page.facets)[name]}


def test_those_that_serve_the_need_are_found_before_those_that_share_a_word():
    assert set(found(ask(TOWN, "he is not talking"))[:2]) == {"talk-clinic", "little-words"}


@pytest.mark.parametrize(
    "typed",
    [
        "Little Words group",
        "little words",
        "LITTLE WORDS GROUP",
        "litle words group",
        "Chatterbox Corner",
        "chaterbox corner",
    ],
)
def test_a_service_is_found_first_by_its_name_old_or_new_or_misspelt(typed: str):
    assert found(ask(TOWN, typed))[0] == "little-words"


def test_a_closed_service_is_found_first_by_its_name_and_says_that_it_is_closed():
    (hit, *_) = ask(TOWN, "willow tree club").hits

    assert hit.service.id == "old-club"
    assert (hit.finding.verdict, hit.finding.reason) == (Verdict.CLOSED, Reason.SERVICE_CLOSED)


def test_a_closed_service_stands_below_the_open_ones_otherwise():
    hits = found(ask(TOWN, "will not sleep", a_profile(home=BANBURY)))

    assert hits.index("north-sleep") < hits.index("old-club")


@pytest.mark.parametrize("typed", ["rumour sleep line", "Rumour", "rumour", "will not sleep", ""])
def test_what_nobody_confirmed_is_never_shown(typed: str):
    assert "rumour" not in found(ask(TOWN, typed))


def test_what_is_shut_to_this_child_sinks_and_does_not_vanish():
    def score(age_years: int) -> float:
        hits = ask(TOWN, "not talking", a_profile(age_years=age_years)).hits
        return next(hit.score for hit in hits if hit.service.id == "little-words")

    assert 0 < score(9) < score(4) / 2


def test_an_age_in_the_words_counts_as_told_and_one_on_the_form_counts_more():
    assert ask(TOWN, "3yo not talking").profile.age_years == 3
    assert ask(TOWN, "3yo not talking", CHILD).profile.age_years == 9


def test_a_place_in_the_words_counts_as_told_and_one_on_the_form_counts_more():
    assert ask(TOWN, "sleep in Banbury").profile.home == BANBURY
    assert ask(TOWN, "sleep OX4", a_profile(home=BANBURY)).profile.home == BANBURY


def test_an_empty_question_lists_everything_published_with_what_is_shut_last():
    page = ask(TOWN, "  ", CHILD)

    assert set(found(page)) == PUBLISHED
    assert (page.total, page.nothing) == (len(PUBLISHED), False)
    assert found(page)[-3:] == ["adults-haven", "little-words", "old-club"]


@pytest.mark.parametrize("typed", ["Banbury", "help in Banbury for a 4 year old", "OX4", "7yo"])
def test_a_place_and_an_age_alone_list_everything_too(typed: str):
    page = ask(TOWN, typed.replace("help ", "").replace("a ", ""))

    assert (set(found(page)), page.nothing) == (PUBLISHED, False)


@pytest.mark.parametrize("typed", ["xylophone", "quantum carburettor", "🙁🙁🙁", "?!;--"])
def test_nonsense_is_answered_with_an_honest_nothing(typed: str):
    page = ask(TOWN, typed)

    assert (page.nothing, page.total, page.hits, page.crisis) == (True, 0, (), ())


def test_a_subject_we_do_not_hold_is_said_plainly_whatever_stands_nearest():
    trades = NotListed("trades", "Shops and trades", ("plumber",))
    search = open_search(a_town(not_listed=(trades,)))

    assert ask(search, "a plumber who will not sleep").nothing
    assert not ask(search, "will not sleep").nothing


def test_help_asked_for_in_another_county_is_said_to_be_none_of_ours():
    assert ask(TOWN, "will not sleep, we live in Reading").nothing
    assert not ask(TOWN, "will not sleep, we live in Banbury").nothing


def test_words_of_danger_put_crisis_help_first():
    page = ask(TOWN, "she cuts her arms", CHILD)

    assert (page.urgency, page.nothing) == (Urgency.LIFE_AT_RISK, False)
    assert [service.id for service in page.crisis] == ["night-line"]
    assert found(page)[0] == "night-line"


def test_adults_only_help_is_never_first_in_a_childs_crisis():
    page = ask(TOWN, "she is 14 and cuts her arms")

    assert "adults-haven" not in [service.id for service in page.crisis]
    assert found(page).index("night-line") < found(page).index("adults-haven")


def test_danger_at_home_puts_the_safeguarding_hub_first():
    page = ask(TOWN, "he hits me", CHILD)

    assert (page.urgency, [service.id for service in page.crisis]) == (Urgency.SAFEGUARDING, ["safe-hub"])


def test_crisis_help_stays_whatever_is_filtered():
    page = ask(TOWN, "she cuts her arms", CHILD, sector=Sector.COUNCIL, need="sleep")

    assert [service.id for service in page.crisis] == ["night-line"]


def test_there_is_no_alarm_without_danger():
    page = ask(TOWN, "will not sleep", CHILD)

    assert (page.urgency, page.crisis) == (None, ())


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        ({"need": "talking"}, {"talk-clinic", "little-words"}),
        ({"need": "stammering"}, {"little-words"}),
        ({"need": "no-such-need"}, set()),
        ({"sector": Sector.VOLUNTARY}, {"little-words"}),
        ({"referrer": Referrer.GP}, {"north-sleep", "little-words", "night-line", "adults-haven", "safe-hub"}),
        ({"free": True}, {"little-words"}),
        ({"open_access": True}, {"little-words", "night-line", "adults-haven", "safe-hub"}),
        ({"while_waiting": True}, {"little-words"}),
        ({"running": True}, PUBLISHED - {"old-club"}),
        ({"fits": True}, PUBLISHED - {"old-club", "little-words", "adults-haven"}),
        ({"open_access": True, "sector": Sector.VOLUNTARY}, {"little-words"}),
    ],
)
def test_a_filter_leaves_only_what_passes_it(wanted: dict[str, object], left: set[str]):
    page = ask(TOWN, "", CHILD, **wanted)

    assert set(found(page)) == left
    assert page.total == len(left)


@pytest.mark.parametrize("typed", ["", "not talking", "will not sleep"])
def test_each_facet_counts_what_its_filter_would_leave(typed: str):
    page = ask(TOWN, typed)

    for need, count in facets_of(page, "need").items():
        assert ask(TOWN, typed, need=need).total == count
    for sector, count in facets_of(page, "sector").items():
        assert ask(TOWN, typed, sector=Sector(sector)).total == count
    for role, count in facets_of(page, "referrer").items():
        assert ask(TOWN, typed, referrer=Referrer(role)).total == count
    for only, count in facets_of(page, "only").items():
        assert ask(TOWN, typed, **{only: True}).total == count


def test_the_sectors_add_up_to_the_total():
    page = ask(TOWN, "")

    assert sum(facets_of(page, "sector").values()) == page.total


def test_facets_count_every_hit_and_not_only_those_shown():
    page = TOWN.search(SearchRequest("", limit=2))

    assert (len(page.hits), page.total) == (2, len(PUBLISHED))
    assert Facet("running", len(PUBLISHED) - 1) in dict(page.facets)["only"]


def test_every_hit_can_explain_its_score():
    for hit in ask(TOWN, "3yo not talking near Banbury").hits:
        assert hit.score == pytest.approx(sum(value for _, value in hit.parts), abs=0.001)
        assert all(part in Boost for part, _ in hit.parts)


def test_a_hit_names_the_needs_it_was_found_for():
    hits = {hit.service.id: hit.needs for hit in ask(TOWN, "gets stuck on words").hits}

    assert hits["little-words"] == ("stammering",)


def test_help_for_waiting_rises_when_somebody_waits():
    def gain(typed: str) -> float:
        (hit,) = [hit for hit in ask(TOWN, typed).hits if hit.service.id == "little-words"]
        return dict(hit.parts).get(Boost.WAITING, 0)

    assert gain("waiting for help with not talking") > gain("help with not talking") == 0


def test_a_small_area_that_holds_the_home_counts():
    def gain(**told: object) -> float:
        (hit,) = [
            hit for hit in ask(TOWN, "will not sleep", a_profile(**told)).hits if hit.service.id == "north-sleep"
        ]
        return dict(hit.parts).get(Boost.PLACE, 0)

    assert gain(home=BANBURY) > gain() == 0


HOSTILE = [
    "a" * 10_000,
    "not talking " * 1_000,
    "'; DROP TABLE services; --",
    '" OR ""="',
    "name:camhs AND (sleep OR *) NOT ^2 ~3 [a TO z] {x}",
    "\\ / * ? : ( [ { ~ ^ ! && || + -",
    "\x00\x01\ufffd",
    "<script>alert(1)</script>",
    "%s %d {} {0}",
    "\u202e gnitae \u200b",
    "🙂" * 500,
    "طفلي لا ينام في الليل",
    "孩子不说话",
    "ﷺ" * 50,
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_breaks_the_search(typed: str):
    page = ask(TOWN, typed)

    assert page.reading.text == typed
    assert page.total >= len(page.hits)


def test_search_operators_are_words_like_any_other():
    assert set(found(ask(TOWN, "NOT talking"))) == set(found(ask(TOWN, "not talking")))
    assert found(ask(TOWN, "not talking OR id:rumour name:rumour"))[0] in {"talk-clinic", "little-words"}


def test_the_order_of_the_records_changes_nothing():
    town = a_town()
    turned = open_search(replace(town, services=dict(reversed(town.services.items()))))

    for typed in ("", "not talking", "will not sleep", "club", "she cuts her arms", "help for children"):
        assert [(hit.service.id, hit.score) for hit in ask(turned, typed).hits] == [
            (hit.service.id, hit.score) for hit in ask(TOWN, typed).hits
        ]


def test_a_directory_of_nothing_answers_nothing():
    page = ask(open_search(a_directory(areas=(an_area(),))), "not talking")

    assert (page.nothing, page.hits) == (True, ())


def test_one_service_is_enough_to_search():
    search = open_search(a_directory(a_service("only", name="Only one")))

    assert found(ask(search, "only one")) == ["only"]
