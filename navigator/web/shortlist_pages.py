"""A reader's own list of services, kept in the address, and its services side by side."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from navigator.domain.needs import Urgency
from navigator.domain.services import Service
from navigator.routing.alternatives import compare
from navigator.web.forms import Enquiry, current_navigator, read_enquiry

pages = Blueprint("shortlist", __name__)
_KEEP = "keep"
_MOST_VALUES = 20
_LONGEST_VALUE = 60


@pages.get("/compare")
def show_comparison() -> ResponseReturnValue:
    """Show two to five services side by side; say plainly what of the list cannot be shown."""
    enquiry = read_enquiry(request.args)
    directory = current_navigator().directory
    shortlist = enquiry.shortlist
    page = render_template(
        "pages/compare.html",
        enquiry=enquiry,
        rows=[compare(directory, enquiry.profile, directory.services[key]) for key in shortlist.services],
        beyond=[directory.services[key] for key in shortlist.beyond],
    )
    if shortlist.unknown:
        return page, 404
    return page, 400 if enquiry.problems or shortlist.beyond else 200


@pages.app_template_global()
def shortlist_address(enquiry: Enquiry, add: str = "", remove: str = "", fragment: str = "") -> str:
    """The address of this same page with one service more, or one less, on the reader's list."""
    kept = [key for key in (*enquiry.shortlist.all, *enquiry.shortlist.unknown) if key != remove]
    values = {**_list_own_values(enquiry), **enquiry.results, **enquiry.chosen}
    values |= {
        "all": "1" if enquiry.whole_list else "",
        _KEEP: list(dict.fromkeys([*kept, *([add] if add else [])])),
    }
    query = urlencode({name: value for name, value in values.items() if value not in ("", [])}, doseq=True)
    # One slash only: an address that starts with two would lead to another site.
    path = "/" + quote(f"{request.script_root}{request.path}".lstrip("/"))
    address = f"{path}?{query}" if query else path
    return f"{address}#{quote(fragment)}" if fragment else address


def _list_own_values(enquiry: Enquiry) -> dict[str, str]:
    """What else the address of this page says, such as a language or a date; no answer that was wrong."""
    wrong = {problem.field for problem in enquiry.problems}
    return {
        name: value
        for name, value in list(request.args.items())[:_MOST_VALUES]
        if name not in enquiry.typed and name not in wrong and len(value) <= _LONGEST_VALUE
    }


@pages.app_template_global()
def about_harm(subject: Service | str) -> bool:
    """Whether a page about this service, or this need by its id, may have to be left in a hurry.

    So for crisis services, services for abuse and neglect, and every need with an urgency of its own.
    """
    needs = current_navigator().directory.needs
    if isinstance(subject, Service):
        urgencies = (needs[key].urgency for key in subject.needs if key in needs)
        return subject.crisis or Urgency.SAFEGUARDING in urgencies
    return subject in needs and needs[subject].urgency is not None
