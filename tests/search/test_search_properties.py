"""What holds for every text and every profile."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from searching import BANBURY, NEEDS, SERVICES, ask, found, open_search

from navigator.domain.profile import Profile, Referrer, Setting
from navigator.domain.services import Sector
from navigator.search import SearchRequest

TOWN = open_search()
PHRASES = [phrase for need in NEEDS for phrase in need.words]
NAMES = [service.name for service in SERVICES]
SAID = st.lists(
    st.sampled_from([*PHRASES, *NAMES, "OX4", "Banbury", "9yo", "waiting", "AND", "(", "🙂"]), max_size=4
)
QUERIES = st.one_of(st.text(), st.text(st.characters(codec="ascii")), SAID.map(" ".join))
PROFILES = st.builds(
    Profile,
    asker=st.sampled_from([None, Referrer.PARENT, Referrer.SCHOOL, Referrer.YOUNG_PERSON]),
    age_years=st.one_of(st.none(), st.integers(0, 25)),
    home=st.sampled_from([None, BANBURY]),
    setting=st.one_of(st.none(), st.sampled_from(Setting)),
    documents=st.sampled_from([None, frozenset(), frozenset({"ehc-plan"})]),
)


@settings(max_examples=300)
@given(QUERIES, PROFILES, st.integers(0, 10))
@example("", Profile(), 0)
def test_any_question_at_all_is_answered(query: str, profile: Profile, limit: int):
    page = TOWN.search(SearchRequest(query, profile, limit=limit))

    assert page.total >= len(page.hits) == min(page.total, limit)
    assert len({hit.service.id for hit in page.hits}) == len(page.hits)
    assert all(hit.service.published for hit in page.hits)
    assert sum(facet.count for facet in dict(page.facets)["sector"]) == page.total
    assert not (page.nothing and page.crisis)


@given(QUERIES, PROFILES)
def test_the_same_question_has_the_same_answer_and_scores_only_fall(query: str, profile: Profile):
    page = TOWN.search(SearchRequest(query, profile))

    assert page == TOWN.search(SearchRequest(query, profile))
    scores = [hit.score for hit in page.hits]
    assert scores == sorted(scores, reverse=True)


@given(QUERIES, PROFILES, st.sampled_from(Sector))
def test_a_filter_only_leaves_out(query: str, profile: Profile, sector: Sector):
    every = [hit.service.id for hit in ask(TOWN, query, profile).hits if hit.service.sector is sector]

    assert found(ask(TOWN, query, profile, sector=sector)) == every


@settings(max_examples=50)
@given(QUERIES, st.integers(0, 17))
def test_no_crisis_help_is_closed_to_the_child(query: str, age_years: int):
    page = ask(TOWN, f"{query} she cuts her arms", Profile(age_years=age_years))

    assert [service.id for service in page.crisis] == ["night-line"]


@given(
    st.sampled_from(PHRASES),
    st.sampled_from(["Please: ", "so... ", "HELP - ", "🙁 "]),
    st.sampled_from(["", "!!", " ?"]),
)
def test_politeness_and_despair_change_no_need(phrase: str, before: str, after: str):
    plain, dressed = ask(TOWN, phrase).reading, ask(TOWN, f"{before}{phrase.upper()}{after}").reading

    assert max(plain.needs, key=plain.needs.__getitem__) == max(dressed.needs, key=dressed.needs.__getitem__)
    assert plain.urgency == dressed.urgency
