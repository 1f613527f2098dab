"""One app on the real data, one day to count from, and a way to build an app on a tiny directory."""

import datetime
from collections.abc import Callable

import pytest
from building import a_directory
from flask import Flask
from flask.testing import FlaskClient

from navigator.assembly import Navigator, assemble, find_folder
from navigator.domain.services import Service
from navigator.web import create_app
from navigator.web.settings import Settings

TODAY = datetime.date(2026, 11, 23)


def an_app(navigator: Navigator) -> Flask:
    """The web app around one navigator, on a day that never changes."""
    settings = Settings(
        find_folder("templates"), find_folder("services_data"), find_folder("pathways"), today=TODAY
    )
    return create_app(settings, navigator)


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
