"""`navigator translations`: what a translator still has to do, and files brought up to date without loss."""

import json
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from click.testing import Result
from pseudo import accent, write_language

from navigator.assembly import Navigator

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, real_navigator: Navigator) -> Path:
    """A folder with one language, every sentence of it translated."""
    return write_language(tmp_path_factory.mktemp("whole"), "pl", "pl", real_navigator.directory.needs.values())


@pytest.fixture
def polish(tmp_path: Path, whole: Path) -> Path:
    """A copy of it that a test may spoil."""
    shutil.copytree(whole, tmp_path, dirs_exist_ok=True)
    return tmp_path


def change(folder: Path, english: str, *translated: str, file: str = "messages.po", flag: str = "") -> None:
    """Give one sentence of the language other words, as an editor of .po files would."""
    from navigator.translations.upkeep import write_catalogue

    path = folder / "pl" / file
    catalogue = read_po(BytesIO(path.read_bytes()), locale="pl")
    message = catalogue[english]
    assert message is not None
    message.string = translated[0] if len(translated) == 1 else translated
    if flag:
        message.flags.add(flag)
    path.write_bytes(write_catalogue(catalogue))


def test_a_whole_language_has_nothing_to_put_right(run: Run, polish: Path) -> None:
    result = run("translations", "--folder", str(polish))

    assert result.exit_code == 0
    [line] = result.stdout.splitlines()
    code, told = line.split(": ")
    done, wanted = told.split(" translated")[0].split(" of ")
    assert code == "pl"
    assert done == wanted
    assert int(done) > 1000
    assert told.endswith(", 0 problems")


@pytest.mark.parametrize(
    ("english", "translated", "complaint"),
    [
        ("Find help", ("",), "is not translated"),
        ("Step %(number)s:", ("Krok %(numer)s:",), "has other placeholders: %(number)s, %(numer)s"),
        ("Step %(number)s:", ("Krok:",), "has other placeholders: %(number)s"),
        ("Find help", ("<b>Szukaj</b>",), "holds HTML"),
        ("Find help", ("Szukaj ",), "begins or ends with another space"),
        ("Find help", ("100%(x)s",), "has other placeholders: %(x)s"),
        ("%(n)s week", ("%(n)s tydzień", "%(n)s tygodnie", ""), "has 2 forms of 3"),
    ],
)
def test_a_broken_sentence_is_told_with_file_and_remedy(
    run: Run, polish: Path, english: str, translated: tuple[str, ...], complaint: str
) -> None:
    change(polish, english, *translated)

    result = run("translations", "--folder", str(polish))

    assert result.exit_code == 1
    told, summary = result.stdout.splitlines()
    assert told.startswith(f"translations/pl/messages.po, “{english}”: {complaint}")
    assert summary.endswith(", 1 problems")


def test_a_form_for_one_may_leave_the_number_out(run: Run, polish: Path) -> None:
    change(polish, "%(n)s week", "tydzień", "%(n)s tygodnie", "%(n)s tygodni")

    assert run("translations", "--folder", str(polish)).exit_code == 0


def test_a_guess_does_not_count_and_an_update_clears_it(run: Run, polish: Path) -> None:
    change(polish, "Find help", "Szukaj", flag="fuzzy")

    assert "is marked as a guess (fuzzy)" in run("translations", "--folder", str(polish)).stdout
    assert "“Find help”: is not translated" in run("translations", "--folder", str(polish), "--update").stdout


def test_an_update_keeps_what_is_translated_drops_what_nobody_says_and_adds_what_is_new(
    run: Run, polish: Path
) -> None:
    path = polish / "pl" / "messages.po"
    whole = path.read_text(encoding="utf-8")
    kept = f'msgstr "{accent("Find help")}"'
    path.write_text(whole.replace('msgid "Free"', 'msgid "Gratis"'), encoding="utf-8")

    before = run("translations", "--folder", str(polish)).stdout
    after = run("translations", "--folder", str(polish), "--update").stdout

    assert "“Free”: is missing" in before
    assert "“Gratis”: no page says this any more" in before
    assert "“Free”: is not translated" in after
    assert "Gratis" not in path.read_text(encoding="utf-8")
    assert kept in path.read_text(encoding="utf-8")


def test_an_update_of_what_is_up_to_date_writes_nothing(run: Run, polish: Path) -> None:
    before = {path: path.read_bytes() for path in polish.rglob("*.po")}

    result = run("translations", "--folder", str(polish), "--update")

    assert len(before) == 2
    assert "Written" not in result.stdout
    assert {path: path.read_bytes() for path in polish.rglob("*.po")} == before


def test_a_new_language_begins_with_one_note_and_one_update(run: Run, tmp_path: Path) -> None:
    write_language(tmp_path, "ar", "ar", None)

    begun = run("translations", "--folder", str(tmp_path), "--json")
    run("translations", "--folder", str(tmp_path), "--update")
    [report] = json.loads(run("translations", "--folder", str(tmp_path), "--json").stdout)

    assert begun.exit_code == 1
    assert json.loads(begun.stdout)[0]["begun"] is False
    assert report["translated"] == 0
    assert len(report["problems"]) == report["wanted"]
    assert "msgid_plural" in (tmp_path / "ar" / "messages.po").read_text(encoding="utf-8")
    assert 'msgstr[5] ""' in (tmp_path / "ar" / "messages.po").read_text(encoding="utf-8")


def test_needs_stand_in_a_file_of_their_own_with_their_ids(run: Run, polish: Path) -> None:
    text = (polish / "pl" / "needs.po").read_text(encoding="utf-8")

    assert f'#. autism\nmsgid "Autism"\nmsgstr "{accent("Autism")}"' in text


@pytest.mark.parametrize(
    ("note", "complaint"),
    [
        ("name: X\nlocale: pl\nchecked: perhaps\nby: us\ndate: '2026'\n", "checked: is not one of the values"),
        ("name: X\nlocale: qqq_XX\nchecked: human\nby: us\ndate: '2026'\n", "locale: 'qqq_XX' is not known"),
        ("name: X\n", "locale: is missing"),
    ],
)
def test_a_broken_note_is_told(run: Run, tmp_path: Path, note: str, complaint: str) -> None:
    (tmp_path / "pl").mkdir()
    (tmp_path / "pl" / "language.yaml").write_text(note, encoding="utf-8")

    result = run("translations", "--folder", str(tmp_path))

    assert result.exit_code == 1
    assert f"pl/language.yaml, {complaint}" in result.stderr


def test_a_file_that_is_no_po_file_is_told(run: Run, polish: Path) -> None:
    (polish / "pl" / "needs.po").write_bytes(b'msgid "\xff"\nmsgstr ""\n')

    result = run("translations", "--folder", str(polish))

    assert result.exit_code == 1
    assert "pl/needs.po: cannot be read as translations" in result.stderr


def test_the_check_of_everything_tells_how_far_each_language_is(
    run: Run, polish: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("navigator.cli.find_translations", lambda: polish)
    whole = run("check")
    change(polish, "Find help", "")
    broken = run("check")

    assert whole.exit_code == 0
    assert "pl: " in whole.stdout
    assert broken.exit_code == 1
    assert "translations/pl/messages.po, “Find help”: is not translated. Translate it." in broken.stdout
