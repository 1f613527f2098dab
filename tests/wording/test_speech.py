"""What every kind of wording can do: name a need, and keep record text apart from the words around it."""

from babel import Locale
from building import a_directory, a_document, a_service

from navigator.domain.areas import Verdict
from navigator.domain.eligibility import Finding, Reason
from navigator.domain.needs import Need
from navigator.wording import ResultWording
from navigator.wording.deadlines import DeadlineWording

SLEEP = Need("sleep", "Sleep")


def in_capitals(string: str, **variables: object) -> str:
    """A language in which every sentence is shouted, its placeholders as they are."""
    return f"¡{string % variables if variables else string}!"


def a_wording() -> ResultWording:
    """Words for a reader of another language, in which English is marked by brackets."""
    directory = a_directory(
        a_service(), needs={"sleep": SLEEP}, documents={"note": a_document("note", name="A note")}
    )
    return ResultWording(
        directory,
        in_capitals,
        locale=lambda: Locale("pl"),
        need_name=lambda need: f"{need.id} po polsku",
        english="[{}]".format,
    )


def test_a_need_is_named_in_the_readers_language_by_itself_or_by_its_id() -> None:
    words = a_wording()

    assert words.need(SLEEP) == words.need("sleep") == "sleep po polsku"
    assert ResultWording(a_directory(needs={"sleep": SLEEP})).need("sleep") == "Sleep"


def test_needs_are_translated_and_papers_and_conditions_are_marked_as_english() -> None:
    words = a_wording()

    assert words.names(["sleep", "note", "12"], "standard") == "sleep po polsku, [A note] i 12"
    condition = Finding(Verdict.UNKNOWN, Reason.CONDITION_TO_READ, text="Ask first")
    assert words.reason(condition) == "¡Read this condition: [Ask first]!"


def test_the_law_is_quoted_in_english() -> None:
    words = DeadlineWording(a_directory(), in_capitals, english="[{}]".format)

    assert words.law_says("Children Act 1989") == "¡Law: [Children Act 1989].!"
