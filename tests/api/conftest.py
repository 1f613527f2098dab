"""One app on the real data, a reader of its APIs, and the published schemas to hold answers against."""

import datetime
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from building import a_directory
from flask import Flask
from flask.testing import FlaskClient
from published_schemas import Published

from navigator.assembly import Navigator, assemble, find_folder
from navigator.domain.services import Service
from navigator.web import create_app
from navigator.web.settings import Settings

TODAY = datetime.date(2026, 11, 23)
STANDARDS = Path(__file__).parents[3] / "shared" / "standards"


def an_app(navigator: Navigator, templates: Path | None = None) -> Flask:
    """The web app around one navigator, on a day that never changes."""
    folders = (templates or find_folder("templates"), find_folder("services_data"), find_folder("pathways"))
    return create_app(Settings(*folders, today=TODAY), navigator)


@pytest.fixture(scope="session")
def app(real_navigator: Navigator) -> Flask:
    """The app on the project's own data."""
    return an_app(real_navigator)


@pytest.fixture(scope="session")
def client(app: Flask) -> FlaskClient:
    """A reader of the project's own data."""
    return app.test_client()


@pytest.fixture
def tiny() -> Callable[..., FlaskClient]:
    """A reader of a tiny directory, built from the services that a test names."""

    def build(*services: Service, **changes: object) -> FlaskClient:
        return an_app(assemble(a_directory(*services, **changes))).test_client()

    return build


@pytest.fixture(scope="session")
def published() -> Published:
    """The schemas of Open Referral, which lie beside the project and are not part of it."""
    if not STANDARDS.is_dir():
        reason = f"the published schemas are not at {STANDARDS}"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}, and here they must be")
        pytest.skip(reason)
    return Published(STANDARDS)
