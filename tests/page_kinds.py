"""One address for every kind of page: what browser tests, validator, benchmarks and screenshots go through.

A new page belongs here: tests/web/test_every_page.py fails when an address rule of the app has no kind.
"""

from __future__ import annotations

CHILD = "age=9&postcode=OX4&asker=parent&setting=primary"
WHOLE_CHILD = f"{CHILD}&gp_area=Oxfordshire"
NEARLY_TEN = "age=9&age_months=8&postcode=OX4&gp_area=oxfordshire"
TEENAGER = "age=15&postcode=OX14+3HN"
KEPT = "keep=camhs-getting-help&keep=sendiass-oxfordshire&keep=autism-oxford-uk"

KINDS = {
    "start": "/",
    "results": f"/search?q=my+son+is+waiting+for+camhs&{CHILD}",
    "all services": "/search",
    "start for schools": "/?asker=school",
    "nearest first": f"/search?q=anxiety&sort=nearest&sector=voluntary&{TEENAGER}&keep=abingdon-bridge",
    "results with filters": "/search?q=autism&sector=health&free=1",
    "results in another language": "/search?q=beta+school+nahi+jata",
    "nothing found": "/search?q=xylophone+blorp+quux",
    "wrong answers": "/search?q=autism&age=x&postcode=banana&need=zzz",
    "danger": "/search?q=she+is+cutting+herself",
    "service": f"/services/camhs-neurodevelopmental-conditions?{CHILD}",
    "service for nobody told": "/services/camhs-single-point-of-access",
    "service about harm": "/services/childline",
    "sources of a service": "/services/camhs-neurodevelopmental-conditions/sources",
    "closed service": "/services/adult-adhd-service",
    "held-back service": "/services/dynamic-support-register",
    "alternatives": f"/services/camhs-single-point-of-access/alternatives?{CHILD}",
    "routes": f"/routes/ehc-needs-assessment?{CHILD}",
    "routes from a day": f"/routes/camhs-neurodevelopmental-conditions?{WHOLE_CHILD}&start=2026-11-24",
    "routes side by side": f"/routes/autism-assessment?{NEARLY_TEN}&start=2026-12-01",
    "routes about harm": "/routes/mash",
    "routes with a wrong date": "/routes/camhs-getting-help?start=x",
    "routes unknown": "/routes/camhs-getting-help",
    "routes closed": "/routes/camhs-getting-help?age=19",
    "handover sheet": f"/routes/ehc-needs-assessment/handover?{CHILD}&for=school",
    "comparison": f"/compare?{CHILD}&{KEPT}",
    "nothing to compare": "/compare",
    "pathways": "/pathways",
    "pathway": "/pathways/ehc-plan",
    "waiting": "/waiting/camhs?age=9",
    "waits": "/waits",
    "waits of one need": "/waits?need=autism",
    "areas": "/areas",
    "area": f"/areas/cherwell?{CHILD}",
    "area of the whole county": "/areas/county-wide",
    "alternative provision": "/alternative-provision?age=13",
    "growing up": "/growing-up?age=15",
    "deadlines": "/deadlines",
    "deadlines of a process": "/deadlines/ehc?requested=2026-09-01",
    "wrong dates": "/deadlines/appeal?decision-day=31&decision-month=2&decision-year=2026",
    "glossary": "/glossary",
    "accessibility": "/accessibility",
    "privacy": "/privacy",
    "urgent": "/urgent-help",
    "about": "/about-the-data",
    "for programmers": "/api",
    "reference for programmers": "/api/docs/v1",
    "not found": "/nowhere",
}
"""Name of a kind of page -> the address of one page of it, as rich in content as the real data allow."""

STATUSES = {
    "wrong answers": 400,
    "routes with a wrong date": 400,
    "comparison with problems": 404,
    "wrong dates": 400,
    "held-back service": 404,
    "not found": 404,
}
"""The HTTP status of a kind where it is not 200."""

NOT_PAGES = {
    "deadlines.send_calendar_file": "/deadlines/ehc.ics?requested=2026-09-01",
    "journeys.send_route_calendar": f"/routes/ehc-needs-assessment/calendar.ics?{CHILD}&start=2026-11-24",
    "takeaway.send_routes": f"/routes/ehc-needs-assessment.pdf?{CHILD}",
    "takeaway.send_pathway": "/pathways/ehc-plan.pdf",
    "takeaway.send_service": f"/services/camhs-neurodevelopmental-conditions.pdf?{CHILD}",
    "takeaway.send_deadlines": "/deadlines/ehc.pdf?requested=2026-09-01",
    "takeaway.send_comparison": f"/compare.pdf?{KEPT}",
    "takeaway.send_handover": f"/routes/ehc-needs-assessment/handover.pdf?{CHILD}&for=school",
    "waits.download_waits": "/waits.csv",
    "static": "/static/app.css",
}
"""Endpoint -> an address of it, for what a reader downloads instead of reads in a browser."""

FOR_PROGRAMS = ("/api/v1", "/api/hsds")
"""Where the paths of what only programs read begin."""

LANGUAGES = ("en", "ar")
"""English, and one language from right to left."""


def in_language(address: str, language: str) -> str:
    """The same page in another language; English is what an address without a language gives."""
    if language == "en":
        return address
    return f"{address}{'&' if '?' in address else '?'}lang={language}"
