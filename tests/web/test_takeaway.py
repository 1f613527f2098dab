"""Taking a page away: the PDF and its tags, the code and where it leads, the sheet for a professional."""

import io
import itertools
import logging
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pypdf
import pytest
import zxingcpp
from building import a_service, a_source, a_way_in
from flask.testing import FlaskClient
from PIL import Image, ImageDraw
from reading_pages import Page, fetch

from navigator.domain.profile import Referrer
from navigator.domain.services import Contact, ContactKind
from navigator.web import printing
from navigator.web.printing import CannotPrint, Code, PaperWords, WhyNot, draw_code, make_pdf

Tiny = Callable[..., FlaskClient]
CHILD = "age=9&postcode=OX4&asker=parent"
PAPERS = {
    "route": f"/routes/ehc-needs-assessment.pdf?{CHILD}",
    "service": f"/services/camhs-single-point-of-access.pdf?{CHILD}",
    "pathway": "/pathways/continence.pdf",
    "deadlines": "/deadlines/ehc.pdf?requested=2026-09-01",
    "comparison": "/compare.pdf?keep=ipsea&keep=sendiass-oxfordshire",
    "handover": f"/routes/ehc-needs-assessment/handover.pdf?{CHILD}",
    "right to left": f"/routes/ehc-needs-assessment.pdf?{CHILD}&lang=ar",
}
WORDS = PaperWords("Made today.", "Page %(page)s of %(pages)s", "A drawing")
Read = Callable[[str], pypdf.PdfReader]


@pytest.fixture(scope="module")
def read(app: Any) -> Read:
    """Fetch a PDF, once for all tests that look at it."""
    made: dict[str, pypdf.PdfReader] = {}

    def fetch_pdf(address: str) -> pypdf.PdfReader:
        if address not in made:
            answer = app.test_client().get(address)
            assert (answer.status_code, answer.content_type) == (200, "application/pdf"), address
            made[address] = pypdf.PdfReader(io.BytesIO(answer.data))
        return made[address]

    return fetch_pdf


def words_of(pdf: pypdf.PdfReader) -> str:
    """All its words, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def tags(pdf: pypdf.PdfReader) -> Iterator[Any]:
    """Every element of the structure tree, in reading order."""
    waiting = [pdf.trailer["/Root"]["/StructTreeRoot"]["/K"]]
    while waiting:
        one = waiting.pop(0)
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            waiting = [*one, *waiting]
        elif isinstance(one, dict) and "/S" in one:
            yield one
            waiting = [one.get("/K", []), *waiting]


def picture_of(code: Code, pixels: int = 8) -> Image.Image:
    """The code as a scanner sees it, drawn from its path alone."""
    image = Image.new("L", (code.side * pixels, code.side * pixels), 255)
    draw = ImageDraw.Draw(image)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.path):
        left, top = int(x) * pixels, int(y) * pixels
        draw.rectangle((left, top, left + int(width) * pixels - 1, top + pixels - 1), fill=0)
    return image


def scan(code: Code) -> str:
    """What a code says, read by another library than the one that drew it."""
    found = zxingcpp.read_barcodes(picture_of(code))
    assert len(found) == 1
    return str(found[0].text)


def code_on(page: Page) -> Code:
    """The code drawn on a page."""
    drawing = next(one for one in page.tree.iter() if one.get("class") == "app-scan")
    path = next(one for one in drawing.iter() if one.tag.endswith("path"))
    return Code(int(str(drawing.get("viewBox")).split()[2]), str(path.get("d")))


@pytest.mark.parametrize("kind", PAPERS)
def test_a_pdf_is_tagged_named_and_says_its_language(read: Read, kind: str) -> None:
    pdf = read(PAPERS[kind])
    root = pdf.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == ("ar" if "lang=ar" in PAPERS[kind] else "en-GB")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part(=\"|>)1", xmp)


@pytest.mark.parametrize("kind", PAPERS)
def test_its_headings_nest_and_every_figure_has_words(read: Read, kind: str) -> None:
    found = list(tags(read(PAPERS[kind])))
    levels = [int(one["/S"][2]) for one in found if re.fullmatch(r"/H[1-6]", one["/S"])]
    figures = [one for one in found if one["/S"] == "/Figure"]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))
    assert figures, "the code, at least"
    assert all(figure.get("/Alt") for figure in figures)
    assert {"/P", "/L", "/LI", "/Link"} <= {one["/S"] for one in found}


@pytest.mark.parametrize("kind", ["route", "service", "deadlines"])
def test_it_says_when_it_was_made_to_check_it_and_whose_data_it_holds(read: Read, kind: str) -> None:
    pdf = read(PAPERS[kind])
    words = words_of(pdf)

    assert words.count("Made on 23 November 2026. Check before you rely on it.") == len(pdf.pages)
    assert f"Page 1 of {len(pdf.pages)}" in words
    assert "Contains OS data © Crown copyright and database right" in words
    assert "Royal Mail copyright" in words
    assert "Source: Office for National Statistics" in words
    assert "GeoNames" in words


def test_what_is_folded_on_the_screen_is_open_and_forms_stay_behind(read: Read) -> None:
    words = words_of(read(PAPERS["route"]))

    assert "If the decision letter says no" in words
    assert "Life at risk? Call 999." in words
    assert "Home postcode" not in words.split("Whoever has this link")[0]
    assert "Skip to main content" not in words


def test_the_code_leads_to_the_same_page_with_the_same_answers(client: FlaskClient) -> None:
    page = fetch(client, f"/routes/ehc-needs-assessment?{CHILD}", base_url="https://send.example.org/")
    address = scan(code_on(page))

    assert urlsplit(address)[:3] == ("https", "send.example.org", "/routes/ehc-needs-assessment")
    assert parse_qs(urlsplit(address).query) == {"age": ["9"], "postcode": ["OX4"], "asker": ["parent"]}
    assert address in page.links()
    told = page.main.split("Whoever has this link or scans this code can read what you told this page:")[1]
    assert all(name in told for name in ("Child's age", "Home postcode", "Who is asking"))


def test_without_answers_the_code_says_so_and_holds_none(client: FlaskClient) -> None:
    page = fetch(client, f"/routes/ehc-needs-assessment?{CHILD}")
    bare = next(link for link in page.links() if ".pdf" in link and "?" not in link)

    assert bare == "/routes/ehc-needs-assessment.pdf"
    plain = fetch(client, bare.removesuffix(".pdf"))
    assert urlsplit(scan(code_on(plain))).query == ""
    assert "It holds nothing about you or your child." in plain.main


def test_dates_travel_with_the_code_and_the_readers_list_does_not(client: FlaskClient) -> None:
    page = fetch(client, "/deadlines/ehc?requested-day=1&requested-month=9&requested-year=2026&keep=ipsea")

    assert urlsplit(scan(code_on(page))).query == "requested=2026-09-01"
    assert "The dates that you typed in" in page.main
    assert any(link.startswith("/deadlines/ehc.ics") for link in page.links())


def test_the_longest_address_with_a_code_can_be_read_and_a_longer_one_has_none() -> None:
    address = "https://example.org/" + "x" * (printing.LONGEST_IN_A_CODE - 20)
    code = draw_code(address)

    assert code is not None
    assert scan(code) == address
    assert draw_code(address + "x") is None


def test_a_page_with_a_problem_is_shown_instead_of_made_into_a_pdf(client: FlaskClient) -> None:
    page = fetch(client, "/routes/ehc-needs-assessment.pdf?age=x", status=400)

    assert "Enter" in page.problems()["age"]
    for unknown in ("/services/nothing.pdf", "/routes/nothing.pdf", "/deadlines/nothing.pdf", "/pathways/no.pdf"):
        fetch(client, unknown, status=404)
    fetch(client, "/routes/nothing/handover", status=404)


def test_where_the_libraries_are_missing_it_says_what_to_do(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    page = fetch(client, f"/services/ipsea.pdf?{CHILD}", status=503)

    assert "This computer cannot make PDFs. Print the page instead." in page.main
    back = next(link for link in page.links() if link.startswith("/services/ipsea?"))
    assert parse_qs(urlsplit(back).query) == parse_qs(CHILD)
    assert fetch(client, "/services/ipsea").status == 200


def test_when_others_are_printing_it_says_to_try_again(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "PATIENCE_SECONDS", 0.01)

    with printing._ONE_AT_A_TIME:
        page = fetch(client, "/services/ipsea.pdf", status=503)

    assert page.response.headers["Retry-After"] == "60"
    assert "Try again in a minute" in page.main


def test_a_page_too_long_for_a_worker_is_refused(app: Any) -> None:
    with pytest.raises(CannotPrint) as refused:
        make_pdf("<p>x" * printing.MOST_CHARACTERS, "http://localhost/", app.static_folder, WORDS)

    assert refused.value.reason is WhyNot.TOO_LONG


def test_a_pdf_fetches_nothing_and_logs_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, app: Any, tmp_path: Any
) -> None:
    (tmp_path / "pdf.css").write_text("p { background: url(https://elsewhere.example/b.png) }", encoding="utf-8")
    (tmp_path / "secret.png").write_bytes(b"")
    asked: list[str] = []
    monkeypatch.setattr(
        "urllib.request.OpenerDirector.open", lambda _self, address, *_: asked.append(str(address))
    )
    monkeypatch.setattr("socket.socket.connect", lambda *_: asked.append("a socket"))
    html = (
        '<html lang="en"><title>T</title><link rel="stylesheet" href="/static/pdf.css"><p>Words'
        f'<img alt="a" src="https://elsewhere.example/a.png?age=9"><img alt="b" src="file://{tmp_path}/secret.png">'
    )

    with caplog.at_level(logging.DEBUG):
        made = make_pdf(html, "http://localhost/page?age=9", tmp_path, WORDS)

    assert made is not None
    assert "Words" in words_of(pypdf.PdfReader(io.BytesIO(made)))
    assert asked == []
    assert [record for record in caplog.records if "age=9" in record.getMessage()] == []


def ask_a_gp(**changes: Any) -> Any:
    """A service that only a GP can ask, with everything a sheet tells."""
    way = a_way_in(
        Referrer.GP,
        name="A GP writes",
        steps=("Write to the clinic.", "Say what was tried."),
        source=a_source("Clinic page"),
    )
    contact = Contact(ContactKind.EMAIL, "clinic@example.org", source=a_source("Clinic page"))
    return a_service("clinic", ways_in=(way,), contacts=(contact,), **changes)


def test_the_sheet_tells_whoever_must_act_what_to_do(tiny: Tiny) -> None:
    page = fetch(tiny(ask_a_gp()), "/routes/clinic/handover?age=9")

    assert page.heading == "For: GP (family doctor). Please ask for this child: Clinic"
    for told in (
        "A GP writes",
        "Write to the clinic.",
        "Email: clinic@example.org",
        "Source: Clinic page (page not dated).",
        "Waiting time not published.",
        "Our sources name no paper that must go with it.",
        "Fill in by hand. This site never asks for it.",
        "Child's name",
    ):
        assert told in page.main, told
    assert page.all("input") == []


def test_a_family_that_can_ask_is_told_so_and_one_that_cannot_is_not(tiny: Tiny) -> None:
    open_door = a_service("group", ways_in=(a_way_in(Referrer.PARENT, Referrer.SCHOOL),))

    assert "You can also ask for this yourself." in fetch(tiny(open_door), "/routes/group/handover").main
    assert "You can also ask" not in fetch(tiny(ask_a_gp()), "/routes/clinic/handover").main


def test_each_professional_who_may_act_has_a_sheet(tiny: Tiny) -> None:
    both = a_service("clinic", ways_in=(a_way_in(Referrer.GP, Referrer.SOCIAL_CARE),))
    client = tiny(both)

    assert fetch(client, "/routes/clinic/handover?for=social-care").heading.startswith("For: social worker")
    page = fetch(client, "/routes/clinic/handover?for=school")
    assert "On this route there is no step for: school or college." in page.main
    assert "/routes/clinic/handover?for=social-care" in page.links()
    assert "choose" in fetch(client, "/routes/clinic/handover?for=king", status=400).main.lower()


def test_where_no_professional_is_needed_it_says_so(tiny: Tiny) -> None:
    page = fetch(tiny(a_service("group")), "/routes/group/handover")

    assert "We know of no step on the way there that a school, a GP or another professional" in page.main
    assert "/routes/group" in page.links()


def test_a_long_sheet_says_on_paper_what_it_left_out_and_keeps_it_on_the_screen(tiny: Tiny) -> None:
    steps = tuple(f"Step {number}: " + "do this with care, and keep a copy of it " * 3 for number in range(30))
    way = a_way_in(Referrer.GP, steps=steps)
    client = tiny(a_service("clinic", ways_in=(way,)))

    page = fetch(client, "/routes/clinic/handover")
    assert "Step 29" in page.main
    assert re.search(r"(\d+) more on the web page", page.main)
    answer = client.get("/routes/clinic/handover.pdf")
    pdf = pypdf.PdfReader(io.BytesIO(answer.data))
    assert len(pdf.pages) == 1
    words = words_of(pdf)
    assert "Step 0:" in words
    assert "Step 29" not in words
    told = re.search(r"(\d+) more on the web page", words)
    assert told is not None
    assert sum(f"Step {number}:" in words for number in range(30)) + int(told[1]) == 30


def list_goals(app: Any) -> list[str]:
    """Every service that a route may lead to."""
    directory = app.extensions["navigator"].directory
    return [service.id for service in directory.list_services() if service.published and service.running]


def test_every_sheet_is_one_page(app: Any, client: FlaskClient) -> None:
    sheets = {}
    for goal in list_goals(app):
        page = fetch(client, f"/routes/{goal}/handover?age=9&postcode=OX4+1AA")
        links = [link for link in page.links() if "/handover.pdf" in link and "age" in link]
        if links:
            drawn = "".join(
                page.text(part) for part in page.all("section") if "app-sheet__part" in str(part.get("class"))
            )
            sheets[links[0]] = len(drawn)
    assert len(sheets) > 50

    # Each takes half a second: the longest before folding, and one in twelve of the rest.
    tallest = sorted(sheets, key=lambda link: -sheets[link])
    for link in [*tallest[:6], *tallest[6::12]]:
        assert len(pypdf.PdfReader(io.BytesIO(client.get(link).data)).pages) == 1, link
