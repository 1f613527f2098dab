"""A few searches on the real data, in our own wordings: what must never go wrong, whatever the ranking."""

from __future__ import annotations

import pytest

from navigator.assembly import Navigator
from navigator.domain.areas import Verdict
from navigator.domain.needs import Urgency
from navigator.domain.profile import Profile
from navigator.search import SearchPage, SearchRequest, Understanding

TO_LIFE, AT_HOME = Urgency.LIFE_AT_RISK, Urgency.SAFEGUARDING


@pytest.fixture(scope="module")
def search(real_navigator: Navigator):
    """The search on the project's own data."""

    def ask(query: str, **told: object) -> SearchPage:
        return real_navigator.search.search(SearchRequest(query, Profile(**told)))

    return ask


def top(page: SearchPage, count: int = 3) -> list[str]:
    return [hit.service.id for hit in page.hits[:count]]


@pytest.mark.parametrize(
    "said",
    [
        "my girl keeps telling me she wants to die",
        "found out my lad has been cutting his arms",
        "I want to kill myself",
        "14 and suicidal, what do I do tonight",
        "she has taken an overdose of paracetamol",
        "self harming every night",
        "she says we would all be better off without her",
        "sucidal teenager",
        "ابنتي تريد أن تموت",
        "córka chce się zabić",
    ],
)
def test_danger_to_life_puts_111_above_everything(search, said: str):
    page = search(said, age_years=14)

    assert page.urgency is TO_LIFE
    assert page.crisis[0].id == "nhs-111-mental-health"
    assert top(page, 1) == ["nhs-111-mental-health"]
    assert "mental-health-safe-havens" not in [service.id for service in page.crisis]
    assert not page.nothing


@pytest.mark.parametrize(
    "said", ["my stepdad hits me", "a pupil says she is not safe at home", "dad beats him with a belt"]
)
def test_danger_at_home_puts_the_safeguarding_hub_first(search, said: str):
    page = search(said, age_years=9)

    assert page.urgency is AT_HOME
    assert page.crisis[0].id == "mash"


@pytest.mark.parametrize(
    "said",
    [
        "killing time in the summer holidays",
        "dying to make friends",
        "he cut his own hair",
        "she killed it in the school play",
        "speech therapy",
        "the hamster died and she will not eat",
        "dead end with the council about transport",
        "hit a brick wall with camhs",
        "will not wear a coat, it hurts his skin",
    ],
)
def test_no_alarm_where_there_is_no_danger(search, said: str):
    page = search(said)

    assert (page.urgency, page.crisis) == (None, ())


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("speech and language therapist for my boy, primary school", "speech-and-language-therapy"),
        ("speach therepy", "speech-and-language-therapy"),
        ("wheelchair for my daughter", "wheelchair-service"),
        ("bed wetting at 8", "eric"),
        ("permanently excluded on friday", "exclusion-and-reintegration-team"),
        ("council refused to assess for an EHCP", "sendiass-oxfordshire"),
        ("blue badge parking for autistic child", "blue-badge"),
        ("my brother gets all the attention because he is disabled", "sibs"),
        ("dyslexia help at school", "sen-support"),
        ("behind in reading and writing", "sen-support"),
        ("adhd assessment age 9", "camhs-neurodevelopmental-conditions"),
        ("disability living allowance form", "dla-child"),
        ("worried my 2 year old is not talking", "health-visiting"),
        ("school refuser, year 9, so anxious", "not-fine-in-school"),
    ],
)
def test_what_an_adviser_would_name_is_among_the_first(search, said: str, wanted: str):
    assert wanted in top(search(said), 8)


@pytest.mark.parametrize(
    ("typed", "service_id"),
    [
        ("CAMHS single point of access", "camhs-single-point-of-access"),
        ("sendiass", "sendiass-oxfordshire"),
        ("Meadowbrook College", "meadowbrook-college"),
        ("Home-Start Oxford", "home-start-oxford"),
        ("school health nurses", "school-health-nurses"),
        ("oxford parent carers forum", "oxpcf"),
    ],
)
def test_a_service_is_found_first_by_its_name(search, typed: str, service_id: str):
    assert service_id in top(search(typed), 1 if service_id != "oxpcf" else 3)


def test_a_closed_charity_is_found_by_name_and_says_so(search):
    (hit, *_) = search("Autism Family Support Oxfordshire").hits

    assert hit.service.id == "autism-family-support-oxfordshire"
    assert hit.finding.verdict is Verdict.CLOSED
    assert hit.service.use_instead


def test_a_service_is_found_by_its_own_full_name_closed_or_not(real_navigator: Navigator, search):
    every_third = real_navigator.directory.list_services()[::3]

    assert [service.id for service in every_third if service.id not in top(search(service.name), 5)] == []


def test_no_unpublished_service_is_found_even_by_its_own_name(real_navigator: Navigator, search):
    for service in real_navigator.directory.list_services(published=False):
        if not service.published:
            assert service.id not in [hit.service.id for hit in search(service.name).hits], service.id


def test_every_town_in_the_gazetteer_is_heard_as_a_place_where_somebody_lives(real_navigator: Navigator):
    understanding = Understanding(real_navigator.directory)
    towns = real_navigator.directory.gazetteer.towns

    assert [town for town in towns if understanding.read(f"we live in {town}").place is None] == []


@pytest.mark.parametrize("typed", ["recycling bin collection day", "xqzzt wvvk", "how do I renew a passport"])
def test_what_we_do_not_hold_is_said_plainly(search, typed: str):
    assert search(typed).nothing


@pytest.mark.parametrize(
    "typed", ["his grandma died and he stopped talking", "help with reading", "in Thame", "Witney, 7yo"]
)
def test_what_we_do_hold_is_never_denied(search, typed: str):
    page = search(typed)

    assert not page.nothing
    assert page.hits


def test_every_service_stands_first_for_its_own_name_and_its_former_ones_also_when_closed(search, real_navigator):
    for service in real_navigator.directory.list_services():
        for name in (service.name, *service.former_names):
            assert top(search(name), 1) == [service.id], name


def test_nearly_every_service_stands_first_for_its_name_with_one_slip(search, real_navigator):
    """A letter left out in the middle of the longest word; names of one short word are past saving."""
    missed = []
    services = [one for one in real_navigator.directory.list_services() if len(one.name) > 6]
    for service in services:
        longest = max(service.name.split(), key=len)
        middle = len(longest) // 2
        slipped = service.name.replace(longest, longest[:middle] + longest[middle + 1 :])
        if top(search(slipped), 1) != [service.id]:
            missed.append((slipped, top(search(slipped))))

    assert len(missed) <= 2, missed


@pytest.mark.parametrize(
    ("typed", "also"),
    [
        ("behavior problems", "behaviour problems"),
        ("pediatrician", "paediatrician"),
        ("counseling for teen", "counselling for teen"),
        ("speech pathologist", "speech therapist"),
        ("math anxiety", "maths anxiety"),
        ("still in diapers at 5", "still in nappies at 5"),
        ("color blind", "colour blind"),
        ("echp", "ehcp"),
        ("EHCNA", "ehc needs assessment"),
        ("slt", "speech and language therapy"),
        ("ebsna", "ebsa"),
        ("asd assesment", "autism assessment"),
        ("pda", "pathological demand avoidance"),
        ("nd pathway", "neurodevelopmental pathway"),
    ],
)
def test_american_words_acronyms_and_their_misspellings_find_what_the_usual_words_find(
    search, typed: str, also: str
):
    assert len(set(top(search(typed), 5)) & set(top(search(also), 5))) >= 3


@pytest.mark.parametrize("typed", ["camhs", "CAMHS", "cahms number"])
def test_who_asks_for_camhs_is_shown_its_front_door_first(search, typed: str):
    assert top(search(typed), 1) == ["camhs-single-point-of-access"]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("dziecko nie mówi, 3 lata, gdzie logopeda", "speech-and-language-therapy"),
        ("beta bolta nahi hai 3 saal ka", "speech-and-language-therapy"),
        ("o meu filho não quer ir à escola", "sen-support"),
        ("copilul meu nu vrea la scoala", "sen-support"),
        ("дитина не хоче йти до школи", "sen-support"),
        ("طفلي عمره 3 سنوات لا يتكلم", "speech-and-language-therapy"),
    ],
)
def test_families_find_help_in_their_own_languages(search, said: str, wanted: str):
    assert wanted in top(search(said), 6)
