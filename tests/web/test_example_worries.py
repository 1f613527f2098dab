"""The example worries on the first page, in each language: none of them may lead to nothing."""

import pytest
from flask.testing import FlaskClient
from reading_pages import Page

from navigator.translations import Languages, find_translations

CODES = ["en", *Languages(find_translations()).by_code]


@pytest.mark.parametrize("asker", ["parent", "school", "health-professional"])
@pytest.mark.parametrize("code", CODES)
def test_every_example_worry_finds_services(client: FlaskClient, code: str, asker: str) -> None:
    start = Page("/", client.get(f"/?lang={code}&asker={asker}"))
    worries = [link for link in start.internal_links() if link.startswith("/search?") and "q=" in link]

    assert len(worries) >= 6
    for worry in worries:
        page = Page(worry, client.get(worry))
        assert page.cards(), worry
        assert not [one for one in page.all("div") if one.get("class") == "govuk-inset-text"], worry
