"""Small made-up directories and children from a seeded die: quicker than drawn ones, so thousands can be tried."""

from __future__ import annotations

import random
from dataclasses import replace

from building import a_directory, a_document, a_profile, a_service, a_wait, papers_given

from navigator.domain.directory import Directory
from navigator.domain.eligibility import AgeRange, AgeRule, ConditionRule, DocumentRule, GroupRule, Rule
from navigator.domain.profile import Profile, Referrer, Setting
from navigator.domain.services import Service, WayIn

SERVICES = ("art", "bus", "camp", "dance", "eyes", "farm", "golf", "hall", "ice")
GOAL = SERVICES[0]
PAPERS = ("form", "letter", "plan", "record", "view")
FEES = (None, None, None, 0, 500, 2000)
WHO_ASKS = (
    (Referrer.PARENT,),
    (Referrer.GP, Referrer.ANYONE),
    (Referrer.SCHOOL,),
    (Referrer.YOUNG_PERSON,),
    (Referrer.YOUNG_PERSON, Referrer.PARENT),
)
AGES = (
    AgeRange(0, 10),
    AgeRange(5, None),
    AgeRange(None, 11),
    AgeRange(11, 18),
    AgeRange(4, 4),
    AgeRange(12, None),
)


def roll_world(seed: int) -> tuple[Directory, Profile]:
    """A directory of one to nine services and a child; the goal is always the first service."""
    dice = random.Random(seed)
    ids = SERVICES[: dice.choice((1, 3, 4, 5, 6, 6, 7, 8, 9))]
    easy = dice.random() < 0.5
    services = [_roll_service(key, ids, easy, dice) for key in ids]
    lengths = (0, 0.1, 3, 5.5, 12, 30, 52, 78.4) if dice.random() < 0.7 else (1, 2)
    waits = tuple(a_wait(key, dice.choice(lengths)) for key in ids if dice.random() < 0.75)
    documents = [
        a_document(
            key,
            made_by=frozenset(dice.choice(((), (), *WHO_ASKS))),
            takes_weeks=dice.choice((None, 4, 12, 60)),
        )
        for key in PAPERS
    ]
    return a_directory(*services, documents=documents, waits=waits), _roll_profile(ids, dice)


def _some(values: tuple[str, ...], most: int, dice: random.Random) -> tuple[str, ...]:
    return tuple(dice.sample(values, min(len(values), dice.randint(0, most))))


def _roll_rule(dice: random.Random) -> Rule:
    one = AgeRule(dice.choice(AGES))
    kinds: tuple[Rule, ...] = (
        one,
        one,
        one,
        one,
        ConditionRule("Somebody reads this."),
        DocumentRule(absent="plan"),
        DocumentRule(held="letter"),
        GroupRule(dice.random() < 0.7, (one, AgeRule(dice.choice(AGES)))),
    )
    return dice.choice(kinds)


def _roll_service(key: str, ids: tuple[str, ...], easy: bool, dice: random.Random) -> Service:
    others = tuple(other for other in ids if other != key)
    # Half the worlds are layered, so that ways are long and nothing waits for itself.
    later = others[ids.index(key) :] if easy else others
    doors = [_roll_door(number, key, later, dice) for number in range(dice.choice((1, 2, 2, 3)))]
    if not doors[0].referrers and key != GOAL and dice.random() < 0.6:
        doors[0] = replace(doors[0], referrers=(Referrer.PARENT,))
    return a_service(
        key,
        eligibility=(_roll_rule(dice),) if dice.random() < 0.3 else (),
        ways_in=tuple(doors),
        produces=papers_given(*_some(PAPERS, 2, dice)),
    )


def _roll_door(number: int, key: str, others: tuple[str, ...], dice: random.Random) -> WayIn:
    far = key == GOAL or dice.random() < 0.5
    passed_on_by = (dice.choice(others),) if others and far else ()
    return WayIn(
        f"door-{number}",
        f"Door {number}",
        referrers=() if passed_on_by and dice.random() < 0.8 else dice.choice(WHO_ASKS),
        passed_on_by=passed_on_by,
        after=_some(others, 2, dice) if dice.random() < 0.4 else (),
        rules=(_roll_rule(dice),) if dice.random() < 0.2 else (),
        documents=_some(PAPERS, 2, dice) if dice.random() < 0.5 else (),
        open_access=dice.random() < 0.1,
        fee_pence=dice.choice(FEES),
    )


def _roll_profile(ids: tuple[str, ...], dice: random.Random) -> Profile:
    return a_profile(
        asker=dice.choice((None, Referrer.PARENT, Referrer.SCHOOL, Referrer.GP, Referrer.YOUNG_PERSON)),
        age_years=dice.choice((None, 3, 4, 10, 10, 11, 17)),
        age_months=dice.choice((None, *range(12))),
        setting=dice.choice((None, Setting.PRIMARY, Setting.PRIMARY, Setting.HOME_EDUCATED)),
        documents=dice.choice((None, frozenset(), frozenset(_some(PAPERS, 2, dice)))),
        seen_by=frozenset(_some(ids, 2, dice)) if dice.random() < 0.3 else frozenset(),
    )
