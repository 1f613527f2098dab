"""Every sentence that the program can say is seen by translators, and none is put together from halves unseen."""

import ast
from collections.abc import Iterator
from pathlib import Path

from building import a_directory
from jinja2 import Environment, nodes

import navigator
from navigator.assembly import find_folder
from navigator.domain.needs import Need
from navigator.translations.messages import KEYWORDS, extract_messages, list_need_names

PACKAGE = Path(navigator.__file__).parent
OUR_OWN = PACKAGE / "translations"
"""Hands sentences on as variables; it says none itself."""


def ids_of(package: Path, templates: Path) -> set[str | tuple[str, ...]]:
    """What would go to translators."""
    return {message.id for message in extract_messages(package, templates) if message.id}


def forms_said() -> set[str]:
    """Each sentence of the program itself, in each English form."""
    said = ids_of(PACKAGE, find_folder("templates"))
    return {form for message in said for form in ([message] if isinstance(message, str) else message)}


def sentences_in_python(text: str) -> Iterator[list[ast.expr]]:
    """What each call that translates is given as its sentence, in one form or two."""
    for call in ast.walk(ast.parse(text)):
        if isinstance(call, ast.Call):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if name in KEYWORDS:
                yield call.args[: len(KEYWORDS[name] or (1,))]


def test_all_ways_of_saying_something_are_found(tmp_path: Path) -> None:
    (tmp_path / "program").mkdir()
    (tmp_path / "pages").mkdir()
    (tmp_path / "program" / "words.py").write_text(
        '_("One")\ngettext("Two %(x)s", x=1)\nself._gettext(\n    "Th"\n    "ree"\n)\n'
        'ngettext("a", "b", n)\nself._ngettext("c", "d", n)\n{1: lambda: ng("e", "f", n)}\nother("Not this")\n',
        encoding="utf-8",
    )
    (tmp_path / "pages" / "page.html").write_text(
        '{{ _("Four") }}{% set x = {"a": _("Five")} %}{{ ngettext("g", "h", 2) }}'
        "<p title=\"{{ _('Six') }}\">Not this</p>",
        encoding="utf-8",
    )

    found = ids_of(tmp_path / "program", tmp_path / "pages")

    assert found == {"One", "Two %(x)s", "Three", "Four", "Five", "Six", *zip("aceg", "bdfh", strict=True)}


def test_every_sentence_in_the_code_is_written_out_and_found() -> None:
    found = forms_said()
    seen = 0

    for path in sorted(PACKAGE.rglob("*.py")):
        if path.is_relative_to(OUR_OWN):
            continue
        for forms in sentences_in_python(path.read_text(encoding="utf-8")):
            for form in forms:
                assert isinstance(form, ast.Constant), (path, form.lineno, "is not written out")
                assert form.value in found, (path, form.lineno, form.value)
                seen += 1
    assert seen > 400


def test_every_sentence_in_a_template_is_written_out_and_found() -> None:
    templates = find_folder("templates")
    found = forms_said()
    seen = 0

    for path in sorted(templates.rglob("*.html")):
        tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in KEYWORDS:
                for form in call.args[: len(KEYWORDS[call.node.name] or (1,))]:
                    assert isinstance(form, nodes.Const), (path, call.lineno, "is not written out")
                    assert form.value in found, (path, call.lineno, form.value)
                    seen += 1
    assert seen > 300


def test_no_sentence_begins_or_ends_with_a_space_as_a_half_would() -> None:
    assert [form for form in forms_said() if form != form.strip()] == []


def test_needs_go_to_translators_by_name_with_their_ids() -> None:
    directory = a_directory(needs={"sleep": Need("sleep", "Sleep"), "autism": Need("autism", "Autism")})

    listed = [(one.id, one.auto_comments) for one in list_need_names(directory.needs.values()) if one.id]

    assert listed == [("Autism", ["autism"]), ("Sleep", ["sleep"])]
