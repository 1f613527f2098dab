"""Small made-up directories and children for the property tests of the planner."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

from building import a_directory, a_document, a_profile, a_service, a_wait, a_way_in, papers_given
from hypothesis import strategies as st

from navigator.domain.directory import Directory
from navigator.domain.eligibility import AgeRange, AgeRule, ConditionRule, DocumentRule, Rule
from navigator.domain.profile import Profile, Referrer, Setting
from navigator.domain.services import Document, Service, WayIn

SERVICES = ("art", "bus", "camp", "dance", "eyes", "farm")
GOAL = SERVICES[0]
PAPERS = ("form", "letter", "plan", "record")
WHO_ASKS = (
    (),
    (Referrer.PARENT,),
    (Referrer.PARENT,),
    (Referrer.GP, Referrer.ANYONE),
    (Referrer.SCHOOL,),
    (Referrer.YOUNG_PERSON, Referrer.PARENT),
)
WAITS = (None, 0.0, 0.1, 0.2, 3.0, 5.5, 12.0)
FEES = (None, 0, 500, 2000)


def few(values: Any, most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    """Up to `most` different values; often none."""
    some = [one for size in range(1, most + 1) for one in combinations(values, size)]
    return st.one_of(st.just(()), st.sampled_from(some)) if some else st.just(())


AGE_RULES = st.builds(
    AgeRule, st.sampled_from([AgeRange(0, 10), AgeRange(5, None), AgeRange(None, 11), AgeRange(11, 18)])
)
OTHER_RULES = st.sampled_from(
    [ConditionRule("Somebody reads this."), DocumentRule(absent="plan"), DocumentRule(held="letter")]
)


def rules(kinds: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Rule, ...]]:
    """Most doors have no rule, a few have one."""
    return st.one_of(*[st.just(())] * 6, kinds.map(lambda rule: (rule,)))


@st.composite
def ways_in(draw: Any, others: tuple[str, ...], number: int, far: int) -> WayIn:
    """A door for some roles, for some services that pass the child on, or for both.

    Where `far` is not 0, something must come first.
    """
    passed_on_by = draw(few(others, 1))
    referrers = draw(st.sampled_from(WHO_ASKS))
    after = draw(st.one_of(st.just(()), few(others, 1 + bool(far))))
    if far and not (passed_on_by or after):
        after = others[-far:]
    return WayIn(
        id=f"door-{number}",
        name=f"Door {number}",
        referrers=referrers if passed_on_by else referrers or (Referrer.PARENT,),
        passed_on_by=passed_on_by,
        after=after,
        rules=draw(rules(st.one_of(AGE_RULES, OTHER_RULES))),
        documents=draw(few(PAPERS, 1)),
        open_access=draw(st.booleans()) and draw(st.booleans()),
        fee_pence=draw(st.sampled_from(FEES)),
    )


@st.composite
def services(draw: Any, service_id: str, every: tuple[str, ...]) -> Service:
    """A service with one or two doors that may give out papers."""
    others = tuple(other for other in every if other != service_id)
    far = draw(st.sampled_from((1, 2))) if service_id == GOAL else 0
    return a_service(
        service_id,
        eligibility=draw(rules(st.one_of(AGE_RULES, OTHER_RULES))),
        ways_in=tuple(draw(ways_in(others, number, far)) for number in range(draw(st.integers(1, 2)))),
        produces=papers_given(*draw(few(PAPERS, 3))),
    )


@st.composite
def documents(draw: Any, document_id: str) -> Document:
    """A paper that somebody, or nobody, can write."""
    return a_document(
        document_id,
        made_by=frozenset(draw(st.sampled_from(WHO_ASKS[:5]))),
        takes_weeks=draw(st.sampled_from((None, 4, 12))),
    )


@st.composite
def directories(draw: Any) -> Directory:
    """One to six services that lead to one another somehow."""
    ids = SERVICES[: draw(st.sampled_from((1, 3, 4, 4, 5, 5, 6, 6)))]
    waits = {service_id: draw(st.sampled_from(WAITS)) for service_id in ids}
    return a_directory(
        *(draw(services(service_id, ids)) for service_id in ids),
        documents=[draw(documents(document_id)) for document_id in PAPERS],
        waits=tuple(a_wait(key, weeks) for key, weeks in waits.items() if weeks is not None),
    )


@st.composite
def profiles(draw: Any, directory: Directory) -> Profile:
    """A child of whom anything may be known, or nothing."""
    held = draw(st.one_of(st.none(), few(PAPERS)))
    return a_profile(
        asker=draw(st.sampled_from((None, Referrer.PARENT, Referrer.SCHOOL, Referrer.GP))),
        age_years=draw(st.sampled_from((None, 3, 10, 11, 11, 17))),
        setting=draw(st.sampled_from((None, Setting.PRIMARY, Setting.PRIMARY, Setting.HOME_EDUCATED))),
        documents=None if held is None else frozenset(held),
        seen_by=frozenset(draw(st.one_of(st.just(()), few(tuple(directory.services))))),
    )


@st.composite
def worlds(draw: Any) -> tuple[Directory, Profile]:
    """A directory and a child; the goal is always the first service."""
    directory = draw(directories())
    return directory, draw(profiles(directory))


@st.composite
def open_worlds(draw: Any) -> tuple[Directory, Profile]:
    """A child whom no rule shuts out, and a goal with several real ways to it, quick, short or cheap."""
    layers = {"art": ("bus", "camp"), "bus": ("dance", "eyes"), "camp": ("dance", "eyes"), "dance": ("eyes",)}
    found = []
    for service_id in SERVICES[:5]:
        before = layers.get(service_id, ())
        doors = [
            a_way_in(
                *() if before and draw(st.booleans()) else (Referrer.PARENT,), id="first", passed_on_by=before
            )
        ]
        for number in range(2):
            paper = draw(few(PAPERS, 1))
            after = draw(few(before)) if number else before[:1]
            doors.append(a_way_in(id=f"door-{number}", after=after, documents=paper))
        doors = [replace(door, fee_pence=draw(st.sampled_from(FEES))) for door in doors]
        gives = papers_given(*draw(few(PAPERS)))
        found.append(a_service(service_id, ways_in=tuple(doors[draw(st.integers(0, 1)) :]), produces=gives))
    waits = [a_wait(service.id, draw(st.sampled_from(WAITS[1:]))) for service in found if draw(st.integers(0, 3))]
    papers = [draw(documents(document_id)) for document_id in PAPERS]
    profile = a_profile(age_years=11, setting=Setting.PRIMARY, documents=frozenset())
    return a_directory(*found, documents=papers, waits=tuple(waits)), profile


def with_service(directory: Directory, service: Service) -> Directory:
    """The same directory with one service replaced."""
    return replace(directory, services={**directory.services, service.id: service})
