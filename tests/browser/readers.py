"""People who use the site: by touch or mouse, or by keyboard alone; in English or from right to left.

They find their way by addresses, names of fields and record names, which are the same in every language.
"""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import APIResponse, Locator, Page, expect

FOCUSED = "element => element === document.activeElement"
CLOSED_FOLD = "xpath=ancestor::details[not(@open)]"
MOST_TABS = 400


class Reader:
    """Somebody who taps or clicks."""

    def __init__(self, page: Page, language: str = "en") -> None:
        self.page = page
        self.language = language

    def fill(self, name: str, text: str) -> None:
        """Type into the field with this name."""
        self._reach(self._field(name)).fill(text)

    def choose(self, name: str, value: str) -> None:
        """Choose from a list."""
        self._reach(self._field(name)).select_option(value)

    def tick(self, name: str, value: str) -> None:
        """Tick one of several boxes."""
        self._reach(self._field(name, f"[value={value}]")).check()

    def send(self, holding: str) -> None:
        """Press the button of the form that has a field with this name."""
        self._activate(self._field(holding).locator("xpath=ancestor::form").locator("button"))
        self.check_language()

    def follow(self, path: str, inside: str = "main") -> None:
        """Follow the first link to this path, whatever it carries."""
        self._activate(self.link(path, inside))
        expect(self.page.get_by_role("main")).to_be_visible()
        assert urlsplit(self.page.url).path == urlsplit(path).path
        self.check_language()

    def keep(self, service_id: str) -> None:
        """Put a service on the list; the page stays the same."""
        path = urlsplit(self.page.url).path
        link = self.page.locator(f'main a[href*="keep={service_id}"]')
        self._activate(link.and_(self.page.locator(f'a[href^="{path}?"]')).first)
        assert urlsplit(self.page.url).path == path
        self.check_language()

    def fetch(self, path: str) -> APIResponse:
        """Download what the first link to this path leads to."""
        address = self.link(path).get_attribute("href") or ""
        answer = self.page.request.get(address)
        assert answer.status == 200, address
        return answer

    def link(self, path: str, inside: str = "main") -> Locator:
        """The first link to this path. It is on the page, or the test fails."""
        at = (
            f'{inside} a[href^="{path}"]'
            if "?" in path
            else f'{inside} a[href="{path}"], {inside} a[href^="{path}?"]'
        )
        found = self.page.locator(at).first
        expect(found).to_be_attached()
        return found

    def see_field(self, name: str, value: str) -> None:
        """Check what a field of the page holds."""
        expect(self._field(name)).to_have_value(value)

    def check_language(self) -> None:
        """The page is still in the language that the reader began with."""
        root = self.page.locator("html")
        expect(root).to_have_attribute("dir", "ltr" if self.language == "en" else "rtl")
        if self.language != "en":
            expect(root).to_have_attribute("lang", self.language)
            assert parse_qs(urlsplit(self.page.url).query)["lang"] == [self.language]

    def _field(self, name: str, more: str = "") -> Locator:
        return self.page.locator(f'main [name="{name}"]{more}:not([type=hidden])').first

    def _reach(self, element: Locator) -> Locator:
        """Open every fold that an element is in, the outer one first, and come to the element."""
        while element.locator(CLOSED_FOLD).count():
            fold = element.locator(CLOSED_FOLD).first  # The outer one: its summary can be seen.
            self._press(fold.locator("summary").first)
        return element

    def _activate(self, element: Locator) -> None:
        self._press(self._reach(element))

    def _press(self, element: Locator) -> None:
        element.click()


class KeyboardReader(Reader):
    """Somebody who has only the keys: everything has to be reached by Tab, in the order of the page."""

    def fill(self, name: str, text: str) -> None:
        """Come to the field; what stands there is then selected, so typing replaces it."""
        self._reach(self._field(name))
        self.page.keyboard.type(text)

    def choose(self, name: str, value: str) -> None:
        """Go down the list by arrows."""
        field = self._reach(self._field(name))
        for _ in range(field.locator("option").count()):
            if field.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        expect(field).to_have_value(value)

    def tick(self, name: str, value: str) -> None:
        """Press the space bar on the box."""
        field = self._reach(self._field(name, f"[value={value}]"))
        self.page.keyboard.press("Space")
        expect(field).to_be_checked()

    def _reach(self, element: Locator) -> Locator:
        return self._tab_to(super()._reach(element))

    def _press(self, element: Locator) -> None:
        self._tab_to(element)
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state("load")

    def _tab_to(self, element: Locator) -> Locator:
        for _ in range(MOST_TABS):
            if element.evaluate(FOCUSED):
                expect(element).to_be_in_viewport()
                return element
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{MOST_TABS} presses of Tab did not come to {element}")
