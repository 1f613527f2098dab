"""What templates say beyond one value: choices, filters, and what we do not know of a service."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask_babel import get_locale, gettext

from navigator.domain.areas import Verdict
from navigator.domain.eligibility import AgeRule, Finding
from navigator.domain.profile import Referrer, SchoolType, Setting
from navigator.domain.services import Sector, Service
from navigator.domain.waits import WaitingTime
from navigator.wording import ResultWording

_ASKERS = (
    Referrer.PARENT,
    Referrer.YOUNG_PERSON,
    Referrer.SCHOOL,
    Referrer.EARLY_YEARS_SETTING,
    Referrer.GP,
    Referrer.HEALTH_PROFESSIONAL,
    Referrer.SOCIAL_CARE,
)


def register(app: Flask, words: ResultWording) -> None:
    """Give the templates their words."""

    def filter_name(name: str, value: str) -> str:
        named: dict[str, Callable[[], str]] = {
            "need": lambda: words.need(value),
            "sector": lambda: words.sector(Sector(value)),
            "referrer": lambda: words.referrer(Referrer(value)),
            "fit": lambda: words.verdict(Finding(Verdict(value))),
        }
        return named[name]() if name in named else name_question(name)

    app.jinja_env.globals.update(words=words, get_locale=get_locale)
    app.add_template_global(name_question, "question_name")
    app.add_template_global(filter_name, "filter_name")
    app.add_template_global(lambda: [(role.value, words.referrer(role)) for role in _ASKERS], "asker_choices")
    app.add_template_global(lambda: [(one.value, words.setting(one)) for one in Setting], "setting_choices")
    app.add_template_global(
        lambda: [(one.value, words.school_type(one)) for one in SchoolType], "school_type_choices"
    )
    app.add_template_global(list_unknowns, "unknowns")
    app.add_template_filter(words.referrer, "referrer_words")


def name_question(parameter: str) -> str:
    """What an address parameter asks, for a page that has no field for it."""
    named = {
        "q": lambda: gettext("Your words"),
        "age": lambda: gettext("Child's age"),
        "age_months": lambda: gettext("Months since the last birthday"),
        "postcode": lambda: gettext("Home postcode"),
        "gp_area": lambda: gettext("Where your GP practice is"),
        "setting": lambda: gettext("Where the child learns"),
        "school_type": lambda: gettext("Type of school"),
        "school_area": lambda: gettext("Council area of the school or nursery"),
        "asker": lambda: gettext("Who is asking"),
        "needs": lambda: gettext("Needs"),
        "documents": lambda: gettext("Papers you have already"),
        "seen_by": lambda: gettext("Services that have seen the child"),
        "need": lambda: gettext("Need"),
        "sector": lambda: gettext("Who runs it"),
        "referrer": lambda: gettext("Who may ask"),
        "free": lambda: gettext("Free"),
        "open_access": lambda: gettext("No referral needed"),
        "while_waiting": lambda: gettext("Can be used while waiting"),
        "running": lambda: gettext("Open now"),
        "fit": lambda: gettext("For this child"),
        "fits": lambda: gettext("Not ruled out for this child"),
        "sort": lambda: gettext("Sort by"),
    }
    return named[parameter]() if parameter in named else parameter


def list_unknowns(service: Service, wait: WaitingTime | None) -> list[str]:
    """What we ask of every service and found no source for."""
    checks = (
        (wait is None, gettext("How long people really wait.")),
        (not service.contacts, gettext("A phone number, email or address.")),
        (service.free is None and not service.costs, gettext("What it costs.")),
        (service.diagnosis_required is None, gettext("Whether a diagnosis is needed.")),
        (service.ehc_plan_required is None, gettext("Whether an EHC plan is needed.")),
        (
            not any(isinstance(rule, AgeRule) for rule in service.eligibility),
            gettext("An age limit, if there is one."),
        ),
        (service.while_waiting is None, gettext("Whether you can use it while you wait for something else.")),
        (service.status is None, gettext("Whether it is running today: no source says.")),
    )
    return [text for missing, text in checks if missing]
