"""The public face: Flask."""

from __future__ import annotations

import datetime

from flask import Flask
from flask_talisman import Talisman
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader

from navigator.assembly import Navigator, open_navigator
from navigator.web import (
    api,
    compression,
    deadline_pages,
    errors,
    help_pages,
    journey_pages,
    languages,
    map_pages,
    page_words,
    service_pages,
    takeaway_pages,
    wait_pages,
)
from navigator.web.forms import address_of
from navigator.web.settings import Settings, read_settings
from navigator.web.shortlist_pages import pages as shortlist_pages
from navigator.wording import ResultWording

_POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
"""Nothing but our own style sheet is ever loaded, and no page may be framed."""


def create_app(settings: Settings | None = None, navigator: Navigator | None = None) -> Flask:
    """Build the web app around one opened navigator; tests pass a tiny one."""
    settings = settings or read_settings()
    app = Flask(__name__, template_folder=str(settings.templates))
    app.config.update(BABEL_DEFAULT_LOCALE="en_GB", MAX_CONTENT_LENGTH=64 * 1024)
    app.extensions["navigator"] = navigator or open_navigator(settings.services_data, settings.pathways)
    app.extensions["settings"] = settings
    languages.register(app, settings.translations)
    Talisman(
        app,
        force_https=False,
        strict_transport_security=False,
        session_cookie_secure=True,
        content_security_policy=_POLICY,
        referrer_policy="no-referrer",
        frame_options="DENY",
        permissions_policy={},
    )
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(str(settings.templates)),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    page_words.register(app, languages.speak(ResultWording, app.extensions["navigator"].directory))
    app.add_template_global(lambda: settings.today or _today(), "today")
    app.add_template_global(address_of, "address_of")
    for blueprint in (
        service_pages.pages,
        journey_pages.pages,
        deadline_pages.pages,
        takeaway_pages.pages,
        map_pages.pages,
        wait_pages.pages,
        help_pages.pages,
    ):
        app.register_blueprint(blueprint)
    app.register_blueprint(shortlist_pages)
    errors.register(app)
    compression.register(app)
    api.register(app)
    return app


def _today() -> datetime.date:
    return datetime.datetime.now(tz=datetime.UTC).date()
