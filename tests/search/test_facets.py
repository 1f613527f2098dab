"""What each filter would leave."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from searching import OPEN_DOOR, a_town, ask, open_search

from navigator.domain.areas import Verdict
from navigator.domain.profile import Profile, Referrer
from navigator.domain.services import Sector
from navigator.search import Filters, SearchRequest

SEARCH = open_search()
profiles = st.builds(Profile, age_years=st.none() | st.integers(0, 25))
filters = st.builds(
    Filters,
    need=st.none() | st.sampled_from(["talking", "sleep"]),
    sector=st.none() | st.sampled_from(Sector),
    referrer=st.none() | st.sampled_from(Referrer),
    free=st.booleans(),
    running=st.booleans(),
    fits=st.booleans(),
    fit=st.none() | st.sampled_from(Verdict),
)


@settings(max_examples=60)
@given(st.sampled_from(["", "sleep", "not talking", "sleep talking"]), profiles, filters)
def test_a_facet_counts_exactly_what_its_filter_leaves(query: str, profile: Profile, chosen: Filters):
    page = SEARCH.search(SearchRequest(query, profile, chosen))

    for group, facets in page.facets:
        for facet in facets:
            change = {facet.value: True} if group == "only" else {group: _value(group, facet.value)}
            if group != "only" and getattr(chosen, group) not in (None, change[group]):
                continue  # another value of a group replaces the one chosen; its count is of those left now
            narrower = SEARCH.search(SearchRequest(query, profile, replace(chosen, **change)))
            assert narrower.total == facet.count, (group, facet)


def _value(group: str, value: str) -> object:
    return {"sector": Sector, "referrer": Referrer, "fit": Verdict}.get(group, str)(value)


def test_a_filter_on_a_need_that_nobody_knows_leaves_nothing():
    assert ask(SEARCH, "", need="no-such-need").total == 0


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_three_answers_for_one_child_add_up_to_all(verdict: Verdict):
    page = ask(SEARCH, "", Profile(age_years=4))
    counts = {facet.value: facet.count for facet in dict(page.facets)["fit"]}

    assert sum(counts.values()) == page.total
    assert ask(SEARCH, "", Profile(age_years=4), fit=verdict).total == counts.get(verdict.value, 0)


def test_a_service_anyone_may_ask_counts_under_every_role():
    town = a_town()
    open_doors = sum(service.ways_in == OPEN_DOOR and service.published for service in town.services.values())
    counts = {facet.value: facet.count for facet in dict(ask(SEARCH, "").facets)["referrer"]}

    assert counts["social-care"] == open_doors
