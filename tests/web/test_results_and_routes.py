"""What a reader sees after asking: urgent help first, honest lists, ways told step by step."""

from collections.abc import Callable

import pytest
from building import a_document, a_need, a_service, a_source, a_wait, a_way_in
from flask.testing import FlaskClient
from reading_pages import fetch

from navigator.domain.directory import CrisisHelp
from navigator.domain.eligibility import AgeRange
from navigator.domain.needs import Urgency
from navigator.domain.profile import Referrer
from navigator.domain.referrals import Pathway, Refusal, RefusalReason, Stage
from navigator.domain.services import Contact, ContactKind, Produced
from navigator.domain.sources import Confidence

Tiny = Callable[..., FlaskClient]


@pytest.mark.parametrize(
    "words",
    ["she is cutting herself", "he says he wants to die", "suicidal teenager waiting for camhs"],
)
def test_words_of_danger_put_urgent_help_above_everything(client: FlaskClient, words: str) -> None:
    page = fetch(client, "/search", query_string={"q": words})

    before, _ = page.main.split("What is worrying you?")
    assert "call 999" in before
    assert "call 111 and choose the mental health option" in before


def test_words_of_abuse_put_the_people_who_protect_children_first(client: FlaskClient) -> None:
    page = fetch(client, "/search", query_string={"q": "her dad is hitting her"})

    before, _ = page.main.split("What is worrying you?")
    assert "Is a child being hurt or in danger?" in before
    assert "999" in before


def test_a_harmless_worry_shows_no_urgent_panel(client: FlaskClient) -> None:
    page = fetch(client, "/search", query_string={"q": "he only eats four foods"})

    assert page.tree.findall(".//section[@class='app-crisis']") == []


@pytest.mark.parametrize("address", ["/", "/search?q=autism", "/urgent-help", "/pathways", "/nowhere"])
def test_999_and_the_way_to_urgent_help_stand_on_every_page(client: FlaskClient, address: str) -> None:
    page = fetch(client, address, 404 if address == "/nowhere" else 200)

    assert page.text().startswith("Skip to main content Life at risk? Call 999. Urgent help now")


def test_urgent_help_is_one_link_with_numbers(client: FlaskClient) -> None:
    page = fetch(client, "/urgent-help")

    assert "call 999" in page.main
    assert "call 111" in page.main
    assert len([link for link in page.links() if link.startswith("tel:")]) >= 3


def test_the_count_says_how_many_are_shown(tiny: Tiny) -> None:
    services = [a_service(f"club-{number:02}") for number in range(45)]

    reader = tiny(*services)

    page = fetch(reader, "/search?age=9")

    assert len(page.cards()) == 40
    assert "45 services. The first 40 are shown." in page.main
    more = next(link for link in page.all("a") if page.text(link) == "Show all of them")
    whole = fetch(reader, str(more.get("href")))
    assert more.get("href") == "/search?age=9&all=1"
    assert len(whole.cards()) == 45
    assert "are shown" not in whole.main


def test_words_that_nothing_here_speaks_for_lead_to_a_person(client: FlaskClient) -> None:
    page = fetch(client, "/search", query_string={"q": "xylophone blorp quux"})

    assert "Nothing we list does quite what you ask." in page.main
    assert "/services/sendiass-oxfordshire" in page.internal_links()


def test_each_narrower_list_is_as_long_as_its_link_says(client: FlaskClient) -> None:
    page = fetch(client, "/search", query_string={"q": "autism"})

    filters = page.tree.findall(".//div[@class='govuk-grid-column-one-third app-noprint']//li")
    assert len(filters) > 5
    for line in filters:
        link, count = line.find("a"), page.text(line).rsplit("(", 1)[1].rstrip(")")
        assert link is not None
        narrower = fetch(client, str(link.get("href")))
        assert f"{count} service" in narrower.main, page.text(line)


def test_each_thing_read_in_a_query_can_be_undone_and_put_back(client: FlaskClient) -> None:
    page = fetch(
        client, "/search", query_string={"q": "stamering, wont sleep, age 4, in Banbury", "sector": "health"}
    )
    undoing = {page.text(link): str(link.get("href")) for link in page.all("a") if "not this" in page.text(link)}

    assert len(undoing) >= 4
    for said, address in undoing.items():
        what = said.removeprefix("not this").removeprefix(":").strip()
        undone = fetch(client, address)
        assert f"not this: {what}" not in undone.main, what
        back = next(link for link in undone.all("a") if "put back" in undone.text(link))
        again = fetch(client, str(back.get("href")))
        assert f"not this: {what}" in again.main
        assert "Remove: Health (NHS)" in again.main


def test_words_of_danger_cannot_be_undone(client: FlaskClient) -> None:
    page = fetch(client, "/search?q=i+want+to+die&unread=need:suicidal-thoughts&unread=need:nonsense&unread=%00")

    assert "not this: Suicidal" not in page.main
    assert page.tree.find(".//*[@class='app-crisis']") is not None or "call 999" in page.main.lower()


def test_every_service_found_says_why_it_stands_there(client: FlaskClient) -> None:
    page = fetch(client, "/search?q=waiting+for+an+autism+assessment")

    assert page.main.count("Why this?") == len(page.cards())
    assert "It can be used while you wait. (+1.5)" in page.main


def test_the_question_that_settles_most_is_asked_and_its_answer_narrows(client: FlaskClient) -> None:
    page = fetch(client, "/search?q=autism&sector=health&asker=parent")
    form = next(form for form in page.all("form") if form.get("class") == "app-question")
    fields = {field.get("name"): field.get("value") for field in form.iter() if field.tag in ("input", "select")}

    assert "Knowing" in page.text(form)
    assert "would settle whether" in page.text(form)
    assert {"q": "autism", "sector": "health", "asker": "parent"}.items() <= fields.items()


def test_a_filter_can_be_taken_off_again(client: FlaskClient) -> None:
    page = fetch(client, "/search?q=autism&sector=health")

    removal = next(link for link in page.all("a") if page.text(link) == "Remove: Health (NHS)")
    assert removal.get("href") == "/search?q=autism"


def test_a_service_that_does_not_fit_says_why_in_the_list(tiny: Tiny) -> None:
    reader = tiny(
        a_service("little-club", ages=AgeRange(maximum=11), needs=("worry",)),
        a_service("teen-club", ages=AgeRange(minimum=11), needs=("worry",)),
        needs=[a_need("worry", "scared of everything")],
    )

    page = fetch(reader, "/search?q=scared+of+everything&age=15")

    assert [card.split("?")[0] for card in page.cards()] == ["/services/teen-club", "/services/little-club"]
    assert "Does not fit Health (NHS)" in page.main
    assert "It is for children up to and including age 11." in page.main


def a_journey(**changes: object) -> dict[str, object]:
    """A clinic that takes only what a school asks for, with a hearing test that an audiologist gives."""
    return {
        "waits": (a_wait("clinic", 38),),
        "documents": [a_document("hearing-test", name="Hearing test")],
        **changes,
    }


CLINIC = a_service(
    "clinic",
    ways_in=(a_way_in(Referrer.HEALTH_PROFESSIONAL, documents=("hearing-test",), steps=("Send the form.",)),),
)
AUDIOLOGY = a_service("audiology", produces=(Produced("hearing-test"),))


def test_a_route_is_told_step_by_step_with_papers_and_waits(tiny: Tiny) -> None:
    page = fetch(tiny(CLINIC, AUDIOLOGY, **a_journey()), "/routes/clinic?asker=parent&documents=none")

    steps = [page.text(step) for step in page.tree.findall(".//ol[@class='app-steps']/li")]
    assert steps[0].startswith("1 Step 1: Audiology Who asks: parent or carer. Wait not published.")
    assert "Waiting time not published." in steps[0]
    assert steps[1].startswith("2 Step 2: Clinic Who asks: health professional")
    assert "Half were seen within 38 weeks. Figure from May 2026." in steps[1]
    assert "You cannot ask yourself. Go to them and ask them to." in steps[1]
    assert "Hearing test (you get it from Audiology)." in steps[1]
    assert "About 38 weeks, plus 1 wait of unpublished length. 2 requests to make." in page.main


def test_a_paper_in_hand_saves_a_step(tiny: Tiny) -> None:
    page = fetch(tiny(CLINIC, AUDIOLOGY, **a_journey()), "/routes/clinic?documents=hearing-test")

    assert len(page.tree.findall(".//ol[@class='app-steps']/li")) == 1
    assert "Hearing test (you have it)." in page.main


def test_a_shut_way_says_why_and_what_else_to_try(tiny: Tiny) -> None:
    clinic = a_service("clinic", ages=AgeRange(maximum=11))
    other = a_service("youth-clinic")
    refusal = Refusal("clinic", RefusalReason.TOO_OLD, "Ask the youth clinic.", ("youth-clinic",), a_source())
    path = Pathway(
        "therapy", "Therapy", "How to get it.", (Stage("ask", "Ask", None, ("clinic",)),), refusals=(refusal,)
    )

    page = fetch(tiny(clinic, other, pathways=[path]), "/routes/clinic?age=15")

    assert "There is no way there for this child as things stand." in page.main
    assert "It is for children up to and including age 11." in page.main
    assert "/services/youth-clinic?age=15" in page.links()
    assert "What else to try" in page.main


def test_a_way_shut_by_a_paper_says_who_cannot_give_it(tiny: Tiny) -> None:
    audiology = a_service("audiology", ages=AgeRange(maximum=4), produces=(Produced("hearing-test"),))

    page = fetch(tiny(CLINIC, audiology, **a_journey()), "/routes/clinic?age=9&documents=none")

    assert "There is no way there for this child as things stand. Audiology" in page.main
    assert "It is for children up to and including age 4." in page.main


def test_a_way_that_hangs_on_an_answer_asks_for_it_and_opens_the_form(tiny: Tiny) -> None:
    page = fetch(tiny(a_service("clinic", ages=AgeRange(5, 11))), "/routes/clinic")

    assert "We cannot say yet. Something that decides it is not known." in page.main
    assert "It is for ages 5 to 11. Tell us the child's age." in page.main
    assert "What the way could look like" in page.main
    assert page.tree.findall(".//details[@open]//form")


def test_a_way_never_links_to_a_service_that_is_held_back(tiny: Tiny) -> None:
    doubtful = a_service("doubtful", confidence=Confidence.LOW)
    clinic = a_service("clinic", ways_in=(a_way_in(after=("doubtful",)),))

    page = fetch(tiny(clinic, doubtful), "/routes/clinic")

    assert "Doubtful (not confirmed yet)" in page.main
    assert "/services/doubtful" not in page.links()


def test_a_need_that_puts_life_at_risk_is_answered_with_urgent_help_first(tiny: Tiny) -> None:
    line = a_service("lifeline", crisis=True, contacts=(Contact(ContactKind.PHONE, "0800 000 000"),))
    reader = tiny(
        line,
        a_service("counselling", needs=("self-harm",)),
        needs=[a_need("self-harm", "hurting herself", urgency=Urgency.LIFE_AT_RISK)],
        crisis_help=CrisisHelp(life_at_risk=("lifeline",)),
    )

    page = fetch(reader, "/routes/self-harm")

    assert page.main.index("call 999") < page.main.index("Tell us about your child")
    assert "tel:0800000000" in page.links()


@pytest.mark.parametrize("goal", ["no-such-goal", "EHC", ""])
def test_a_goal_we_do_not_know_is_not_found(client: FlaskClient, goal: str) -> None:
    fetch(client, f"/routes/{goal}", 404)


def test_support_while_waiting_leaves_out_what_is_not_for_this_child(client: FlaskClient) -> None:
    young, older = (
        {link.split("?")[0] for link in fetch(client, f"/waiting/camhs?age={age}").internal_links()}
        for age in (4, 17)
    )

    assert young != older


def test_the_page_about_the_data_counts_what_is_there(client: FlaskClient) -> None:
    navigator = client.application.extensions["navigator"]

    page = fetch(client, "/about-the-data")

    rows = {page.text(row[0]): page.text(row[1]) for row in page.all("tr")}
    assert rows["Services"] == str(navigator.summary.services)
    assert rows["held back until somebody confirms them"] == str(navigator.summary.services_held_back)
