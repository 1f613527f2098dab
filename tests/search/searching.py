"""A small town's services and the words families use there, for the tests of the search room."""

from __future__ import annotations

from building import a_directory, a_need, a_place, a_service, a_source, a_way_in, an_area

from navigator.assembly import assemble
from navigator.domain.areas import Coverage, Place, PlacePrecision
from navigator.domain.directory import CrisisHelp, Directory
from navigator.domain.eligibility import AgeRange, AreaBasis, AreaRule
from navigator.domain.needs import Urgency
from navigator.domain.places import Gazetteer, PostcodeRegion
from navigator.domain.profile import Profile, Referrer
from navigator.domain.services import CostOption, Sector, Service, Status, WhileWaiting
from navigator.domain.sources import Confidence
from navigator.search import Filters, Search, SearchPage, SearchRequest, Understanding

OPEN_DOOR = (a_way_in(Referrer.ANYONE, open_access=True),)
BANBURY = a_place("Banbury", precision=PlacePrecision.AREA, outcode="", districts=frozenset({"E07000177"}))
NORTH = an_area("north", kind="district", covers=Coverage(districts=frozenset({"E07000177"})))
OX4 = PostcodeRegion(
    countries=frozenset({"E92000001"}),
    councils=frozenset({"E10000025"}),
    districts=frozenset({"E07000178"}),
    latitude=51.7,
    longitude=-1.2,
)

NEEDS = (
    a_need("talking"),
    a_need("speech-delay", "not talking", "late talker", "no words yet", parent="talking"),
    a_need("stammering", "stutter", "gets stuck on words", parent="talking"),
    a_need("sleep", "will not sleep", "awake all night"),
    a_need(
        "self-harm",
        "self harm",
        "cuts her arms",
        "hurting himself",
        urgency=Urgency.LIFE_AT_RISK,
        not_words=("cuts her arms off the doll",),
    ),
    a_need("abuse", "hits me", "not safe at home", urgency=Urgency.SAFEGUARDING),
)
SERVICES = (
    a_service("talk-clinic", name="Riverside talking clinic", needs=("speech-delay",), sector=Sector.HEALTH),
    a_service(
        "little-words",
        name="Little Words group",
        needs=("speech-delay", "stammering"),
        sector=Sector.VOLUNTARY,
        former_names=("Chatterbox corner",),
        ways_in=OPEN_DOOR,
        costs=(CostOption("Free", 0, a_source()),),
        while_waiting=WhileWaiting(usable=True),
        ages=AgeRange(0, 5),
    ),
    a_service(
        "north-sleep",
        name="North sleep visits",
        needs=("sleep",),
        sector=Sector.COUNCIL,
        eligibility=(AreaRule(AreaBasis.HOME, (NORTH,)),),
        ways_in=(a_way_in(Referrer.GP),),
    ),
    a_service("old-club", name="Willow tree club", needs=("sleep",), status=Status.CLOSED),
    a_service("rumour", name="Rumour sleep line", needs=("sleep",), confidence=Confidence.LOW),
    a_service("night-line", name="The night line", needs=("self-harm",), crisis=True, ways_in=OPEN_DOOR),
    a_service(
        "adults-haven",
        name="Haven for adults",
        needs=("self-harm",),
        crisis=True,
        ages=AgeRange(18, None),
        ways_in=OPEN_DOOR,
    ),
    a_service("safe-hub", name="Safe children hub", needs=("abuse",), crisis=True, ways_in=OPEN_DOOR),
)


def a_town(*services: Service, **changes: object) -> Directory:
    """The town, or other services with the same needs and places."""
    usual = {
        "needs": NEEDS,
        "areas": (an_area(), NORTH),
        "crisis_help": CrisisHelp(life_at_risk=("adults-haven", "night-line"), safeguarding=("safe-hub",)),
        "gazetteer": Gazetteer(outcodes={"OX4": OX4}, towns={"banbury": BANBURY, "reading": a_reading()}),
    }
    return a_directory(*(services or SERVICES), **{**usual, **changes})


def a_reading() -> Place:
    """A town outside the county whose name is also a word."""
    return a_place("Reading", councils=frozenset({"E06000038"}), districts=frozenset({"E06000038"}), outcode="")


def understand(directory: Directory | None = None) -> Understanding:
    """Reads queries in the town's words."""
    return Understanding(directory or a_town())


def open_search(directory: Directory | None = None) -> Search:
    """The search over the town."""
    return assemble(directory or a_town()).search


def ask(search: Search, query: str, profile: Profile | None = None, **filters: object) -> SearchPage:
    """One question; filters by name."""
    return search.search(SearchRequest(query, profile or Profile(), Filters(**filters)))


def found(page: SearchPage) -> list[str]:
    """The ids of the hits, in order."""
    return [hit.service.id for hit in page.hits]
