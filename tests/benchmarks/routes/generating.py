"""Made-up layered directories and children for the route benchmark; the same seed gives the same ones.

Six layers, twice as deep as most ways in the real directory (its longest takes four referrals). Services of the
first layer are asked for directly. Each deeper service has about six ways in: one in five asked for directly, the
others passed on by a service of the layer before (one in six by one two layers before); one in five also wants a
second service to have seen the child first, one in four a paper: one of 24 common ones, which a child may hold
and a school may write, or a rarer one that only a few services give. A fifth of the waits are not published; one
way in ten costs money.
"""

from __future__ import annotations

import random

from building import a_document, a_wait, an_organization, papers_given

from navigator.domain.areas import Area, Coverage, Place, PlacePrecision, Verdict
from navigator.domain.directory import Directory
from navigator.domain.doors import check_service
from navigator.domain.eligibility import AgeRange, AgeRule, AreaBasis, AreaRule, Rule
from navigator.domain.profile import Profile, Referrer, Setting
from navigator.domain.services import Document, Sector, Service, WayIn
from navigator.domain.sources import Confidence, Source

LAYERS = 6
COMMON = tuple(f"paper-{number:02}" for number in range(24))
SERVICES_A_PAPER = 20
"""One rarer paper for so many services; the real directory has one for every four."""
DISTRICTS = tuple(f"E070001{number:02}" for number in range(77, 82))
COUNCIL = "E10000025"
AREAS = (
    *(Area("county", "County", "council", Coverage(councils=frozenset({COUNCIL}))) for _ in range(5)),
    *(Area(code, code, "district", Coverage(districts=frozenset({code}))) for code in DISTRICTS),
)
AGES = (
    *(AgeRange(0, 18) for _ in range(4)),
    AgeRange(0, 25),
    AgeRange(5, 18),
    AgeRange(5, 11),
    AgeRange(11, 18),
    AgeRange(0, 5),
    AgeRange(8, 16),
)
ROLES = (
    (Referrer.PARENT, Referrer.GP),
    (Referrer.PARENT,),
    (Referrer.GP,),
    (Referrer.SCHOOL, Referrer.GP),
    (Referrer.EARLY_YEARS_SETTING,),
    (Referrer.HEALTH_PROFESSIONAL, Referrer.SCHOOL),
    (Referrer.YOUNG_PERSON,),
)
_ORGANIZATION = an_organization()
_SOURCE = Source("A public page", "https://example.org/page")


def make_directory(count: int, seed: int) -> Directory:
    """A directory of `count` services in layers."""
    dice = random.Random(seed)
    width = count // LAYERS
    layers = [
        [f"s{layer}-{number}" for number in range(width + (count - width * LAYERS) * (layer == 0))]
        for layer in range(LAYERS)
    ]
    papers = (*COMMON, *(f"rare-{number}" for number in range(count // SERVICES_A_PAPER)))
    givers: dict[str, list[str]] = {}
    for paper in papers:
        for _ in range(dice.randint(1, 3)):
            givers.setdefault(dice.choice(layers[dice.choice((0, 0, 1, 2))]), []).append(paper)
    services = {
        key: _make_service(key, layers, number, papers, tuple(givers.get(key, ())), dice)
        for number, layer in enumerate(layers)
        for key in layer
    }
    waits = tuple(
        a_wait(key, round(dice.lognormvariate(2.3, 0.8), 1), place="oxfordshire", source=_SOURCE)
        for key in services
        if dice.random() < 0.8
    )
    documents = {key: _make_document(key, dice) for key in papers}
    return Directory(services, documents=documents, waits=waits)


def _make_document(key: str, dice: random.Random) -> Document:
    written = dice.random() < (0.6 if key in COMMON else 0.2)
    who = frozenset({Referrer.SCHOOL}) if written else frozenset()
    return a_document(key, made_by=who, takes_weeks=dice.choice((None, 2, 12)))


def _make_rules(dice: random.Random) -> tuple[Rule, ...]:
    return AgeRule(dice.choice(AGES)), AreaRule(AreaBasis.HOME, (dice.choice(AREAS),))


def _make_service(
    key: str,
    layers: list[list[str]],
    layer: int,
    papers: tuple[str, ...],
    gives: tuple[str, ...],
    dice: random.Random,
) -> Service:
    doors = dice.randint(4, 8) if layer else dice.randint(1, 3)
    return Service(
        key,
        key,
        _ORGANIZATION,
        Sector.HEALTH,
        "Helps children.",
        Confidence.HIGH,
        _SOURCE,
        eligibility=_make_rules(dice),
        ways_in=tuple(_make_door(number, layers, layer, papers, dice) for number in range(doors)),
        produces=papers_given(*gives),
    )


def _make_door(
    number: int, layers: list[list[str]], layer: int, papers: tuple[str, ...], dice: random.Random
) -> WayIn:
    direct = not layer or dice.random() < 0.2
    before = layers[layer - (2 if layer > 1 and dice.random() < 1 / 6 else 1)]
    return WayIn(
        f"door-{number}",
        "Ask for it",
        referrers=dice.choice(ROLES) if direct else (),
        passed_on_by=() if direct else (dice.choice(before),),
        after=() if direct or dice.random() < 0.8 else (dice.choice(layers[layer - 1]),),
        documents=(dice.choice(dice.choice((COMMON, papers))),) if layer and dice.random() < 0.25 else (),
        fee_pence=dice.choice((2000, 5000, 9000)) if dice.random() < 0.1 else None,
    )


def make_profile(dice: random.Random) -> Profile:
    """A child with an age, a home, a school and some papers; one in five without the months."""
    age = dice.randint(2, 17)
    district = dice.choice(DISTRICTS)
    home = Place(
        "OX4",
        PlacePrecision.UNIT,
        frozenset({"E92000001"}),
        frozenset({COUNCIL}),
        frozenset({district}),
        "OX4",
    )
    return Profile(
        asker=dice.choice((Referrer.PARENT, Referrer.SCHOOL, Referrer.GP)),
        age_years=age,
        age_months=None if dice.random() < 0.2 else dice.randrange(12),
        home=home,
        setting=Setting.EARLY_YEARS if age < 5 else Setting.PRIMARY if age < 11 else Setting.SECONDARY,
        documents=frozenset(dice.sample(COMMON, dice.randint(0, 8))),
    )


def make_questions(
    directory: Directory, count: int, seed: int, child: Profile | None = None
) -> list[tuple[Profile, str]]:
    """A child, or children, each with a goal from any layer but the first that takes children like this one."""
    dice = random.Random(seed)
    goals = sorted(key for key in directory.services if not key.startswith("s0-"))
    found: list[tuple[Profile, str]] = []
    while len(found) < count:
        profile, goal = child or make_profile(dice), dice.choice(goals)
        if check_service(directory.services[goal], profile).verdict is Verdict.OPEN:
            found.append((profile, goal))
    return found
