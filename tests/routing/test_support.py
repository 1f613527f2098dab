"""What helps meanwhile, what else there is after a refusal, and who answers in a crisis."""

from __future__ import annotations

import pytest
from building import (
    a_connection,
    a_directory,
    a_need,
    a_pathway,
    a_profile,
    a_refusal,
    a_service,
    a_source,
    a_way_in,
)

from navigator.domain.directory import CrisisHelp, Directory, StandingHelp
from navigator.domain.eligibility import AgeRange
from navigator.domain.needs import Urgency
from navigator.domain.profile import Profile, Referrer, Setting
from navigator.domain.referrals import Accountability, Connection, ConnectionKind, Escalation
from navigator.domain.services import Service, Status, WhileWaiting
from navigator.domain.sources import Confidence
from navigator.routing.support import (
    MOST_SHOWN,
    RANKED,
    list_alternatives,
    list_crisis_help,
    list_support_while_waiting,
)

WAITING = ConnectionKind.WHILE_WAITING
CHILD = a_profile(age_years=8, setting=Setting.PRIMARY, asker=Referrer.PARENT)
CAMHS = a_service("camhs", needs=("anxiety",), ways_in=(a_way_in(Referrer.GP),))
OPEN_DOOR = (a_way_in(open_access=True),)


def a_helpline(service_id: str, **changes: object) -> Service:
    return a_service(service_id, **{"ways_in": OPEN_DOOR, **changes})


def linked(*services: Service, edges: list[Connection] | None = None, **changes: object) -> Directory:
    """CAMHS and these services; by default each is a curated support while waiting for CAMHS."""
    if edges is None:
        edges = [a_connection("camhs", service.id, WAITING) for service in services]
    needs = [a_need("anxiety", parent="feelings"), a_need("feelings"), a_need("low-mood", parent="feelings")]
    pathway = a_pathway(connections=tuple(edges))
    return a_directory(CAMHS, *services, needs=needs, pathways=[pathway], **changes)


def meanwhile(directory: Directory, profile: Profile = CHILD) -> list[str]:
    return [service.id for service in list_support_while_waiting(directory, profile, ("camhs",))]


def test_a_curated_support_is_offered_while_waiting():
    assert meanwhile(linked(a_helpline("helpline"))) == ["helpline"]


@pytest.mark.parametrize("status", [Status.CLOSED, Status.CLOSING, Status.PAUSED, Status.PLANNED])
def test_what_is_not_running_is_never_offered_while_waiting(status: Status):
    assert meanwhile(linked(a_helpline("helpline", status=status))) == []


@pytest.mark.parametrize("doubt", [{"confidence": Confidence.LOW}, {"status": Status.UNCONFIRMED}])
def test_what_nobody_has_confirmed_is_never_offered_while_waiting(doubt: dict[str, object]):
    assert meanwhile(linked(a_helpline("helpline", **doubt))) == []


def test_adults_only_help_is_never_offered_to_a_child_while_waiting():
    directory = linked(a_helpline("haven", ages=AgeRange(18, None)))

    assert meanwhile(directory) == []
    assert meanwhile(directory, a_profile(age_years=19)) == ["haven"]


def test_what_is_awaited_is_not_offered_as_help_meanwhile():
    directory = linked(standing_help=StandingHelp(while_waiting=("camhs",)))

    assert meanwhile(directory) == []


@pytest.mark.parametrize(("origin", "target"), [("camhs", "helpline"), ("helpline", "camhs")])
def test_an_edge_told_from_either_end_names_the_end_that_takes_no_referral(origin: str, target: str):
    directory = linked(a_helpline("helpline"), edges=[a_connection(origin, target, WAITING)])

    assert meanwhile(directory) == ["helpline"]
    about_helpline = list_support_while_waiting(directory, CHILD, ("helpline",))
    assert "camhs" not in [service.id for service in about_helpline]


def test_between_two_that_take_referrals_the_edge_is_read_as_it_is_written():
    clinic = a_service("clinic", ways_in=(a_way_in(Referrer.GP),))

    assert meanwhile(linked(clinic, edges=[a_connection("camhs", "clinic", WAITING)])) == ["clinic"]
    assert meanwhile(linked(clinic, edges=[a_connection("clinic", "camhs", WAITING)])) == []


@pytest.mark.parametrize(("origin", "target"), [("camhs", "counselling"), ("counselling", "camhs")])
def test_between_two_that_take_referrals_the_one_that_says_so_is_the_support(origin: str, target: str):
    door = (a_way_in(Referrer.GP),)
    counselling = a_service("counselling", ways_in=door, while_waiting=WhileWaiting(usable=None))
    directory = linked(counselling, edges=[a_connection(origin, target, WAITING)])

    assert meanwhile(directory) == ["counselling"]
    about_counselling = list_support_while_waiting(directory, CHILD, ("counselling",))
    assert "camhs" not in [service.id for service in about_counselling]


def test_what_is_named_first_counts_most_after_a_refusal():
    services = [a_service(name) for name in ("hub", "after-hub", "after-camhs")]
    pathway = a_pathway(refusals=(a_refusal("hub", "after-hub"), a_refusal("camhs", "after-camhs")))
    directory = a_directory(CAMHS, *services, pathways=[pathway])

    assert alternatives(directory, about=("camhs", "hub")) == ["after-camhs", "after-hub"]


def test_curated_support_then_what_says_so_then_standing_help_then_what_is_open():
    says_so = WhileWaiting(usable=True, source=a_source())
    services = (
        a_helpline("a-shares-a-need", needs=("anxiety",)),
        a_service("b-standing"),
        a_service("c-says-so", needs=("anxiety",), while_waiting=says_so),
        a_service("d-curated"),
    )
    edges = [a_connection("camhs", "d-curated", WAITING)]
    standing = StandingHelp(while_waiting=("b-standing",))

    found = meanwhile(linked(*services, edges=edges, standing_help=standing))

    assert found == ["d-curated", "c-says-so", "b-standing", "a-shares-a-need"]


def test_those_that_share_more_needs_come_first():
    yes = WhileWaiting(usable=True)
    services = (
        a_service("a-parent-only", needs=("feelings",), while_waiting=yes),
        a_service("b-one", needs=("anxiety",), while_waiting=yes),
        a_service("c-both", needs=("anxiety", "feelings"), while_waiting=yes),
        a_service("d-other", needs=("chess",), while_waiting=yes),
    )

    assert meanwhile(linked(*services, edges=[])) == ["c-both", "b-one", "a-parent-only"]


def test_what_says_it_cannot_be_used_while_waiting_is_not_ranked():
    no = a_service("clinic", needs=("anxiety",), while_waiting=WhileWaiting(usable=False))

    assert meanwhile(linked(no, edges=[])) == []


def test_an_open_door_that_wants_a_paper_or_another_asker_is_no_help_today():
    wants_paper = a_helpline(
        "paper", needs=("anxiety",), ways_in=(a_way_in(open_access=True, documents=("form",)),)
    )
    nursery_only = (a_way_in(Referrer.EARLY_YEARS_SETTING, open_access=True),)
    for_nurseries = a_helpline("nurseries", needs=("anxiety",), ways_in=nursery_only)

    assert meanwhile(linked(wants_paper, for_nurseries, a_helpline("line", needs=("anxiety",)), edges=[])) == [
        "line"
    ]


def test_only_a_handful_of_ranked_ones_stand_before_standing_help():
    yes = WhileWaiting(usable=True)
    many = [a_service(f"ranked-{number:02}", needs=("anxiety",), while_waiting=yes) for number in range(20)]
    directory = linked(a_service("standing"), *many, edges=[], standing_help=StandingHelp(("standing",)))

    assert meanwhile(directory)[RANKED] == "standing"


def test_the_list_stays_short():
    many = [a_helpline(f"line-{number:02}") for number in range(20)]

    assert len(meanwhile(linked(*many))) == MOST_SHOWN


def alternatives(directory: Directory, profile: Profile = CHILD, about: tuple[str, ...] = ("camhs",)) -> list[str]:
    return [service.id for service in list_alternatives(directory, profile, about)]


def with_ways_on(**changes: object) -> Directory:
    """After a "no" from CAMHS: a curated refusal, an alternative, an escalation and standing help."""
    services = [a_service(name) for name in ("other", "refused", "standing", "watchdog")]
    pathway = a_pathway(
        refusals=(a_refusal("camhs", "refused"),),
        connections=(a_connection("other", "camhs", ConnectionKind.ALTERNATIVE),),
    )
    accountable = Accountability("camhs", "assessment", "camhs", escalation=(Escalation(to="watchdog"),))
    return a_directory(
        CAMHS,
        *services,
        needs=[a_need("anxiety")],
        pathways=[pathway],
        accountability=(accountable,),
        standing_help=StandingHelp(if_refused=("standing",)),
        **changes,
    )


def test_after_a_refusal_come_refusals_alternatives_escalation_and_standing_help():
    assert alternatives(with_ways_on()) == ["refused", "other", "watchdog", "standing"]


def test_a_closed_service_answers_first_with_what_to_use_instead():
    shut = a_service("shut", status=Status.CLOSED, use_instead=("new", "gone"))
    directory = a_directory(shut, a_service("new"), a_service("gone", status=Status.CLOSED))

    assert alternatives(directory, about=("shut",)) == ["new"]


def test_an_alternative_for_another_need_is_left_out_once_a_need_is_told():
    chess = a_service("chess-club", needs=("chess",))
    mood = a_service("mood-group", needs=("low-mood",))
    edges = [a_connection("camhs", name, ConnectionKind.ALTERNATIVE) for name in ("chess-club", "mood-group")]
    directory = linked(chess, mood, edges=edges)

    assert alternatives(directory) == ["chess-club", "mood-group"]
    assert alternatives(directory, a_profile(needs=frozenset({"feelings"}))) == ["mood-group"]
    assert alternatives(directory, a_profile(needs=frozenset({"unheard-of"}))) == ["chess-club", "mood-group"]


def test_what_was_refused_and_what_shuts_out_this_child_are_no_alternatives():
    pathway = a_pathway(refusals=(a_refusal("camhs", "camhs", "haven"),))
    haven = a_service("haven", ages=AgeRange(18, None))

    assert alternatives(a_directory(CAMHS, haven, pathways=[pathway])) == []


def test_crisis_help_keeps_its_curated_order_and_fits_the_child():
    lines = [
        a_helpline("aaa"),
        a_helpline("adults", ages=AgeRange(18, None)),
        a_helpline("zzz"),
        a_helpline("hub"),
    ]
    listed = CrisisHelp(life_at_risk=("zzz", "adults", "gone", "aaa"), safeguarding=("hub",))
    directory = a_directory(*lines, crisis_help=listed)

    def help_for(profile: Profile, urgency: Urgency) -> list[str]:
        return [service.id for service in list_crisis_help(directory, profile, urgency)]

    assert help_for(CHILD, Urgency.LIFE_AT_RISK) == ["zzz", "aaa"]
    assert help_for(CHILD, Urgency.SAFEGUARDING) == ["hub"]
    assert help_for(a_profile(age_years=20), Urgency.LIFE_AT_RISK) == ["zzz", "adults", "aaa"]
