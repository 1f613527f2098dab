"""The sentences that a record for other programs needs, where the data itself has none.

They are English, as the records are, and not for translators: no reader of a page ever sees them.
"""

from __future__ import annotations

from collections.abc import Iterable

from navigator.domain.referrals import ConnectionKind
from navigator.domain.services import Service, WayIn
from navigator.domain.waits import Statistic
from navigator.wording.facts import Wording

_NAMED = 3
"""The most services that an organisation's description names; of more it says how many."""


class ExchangeWording(Wording):
    """Words records for other programs."""

    def taxonomy(self, taxonomy_id: str) -> tuple[str, str]:
        """The name and the description of one of our taxonomies."""
        return {
            "needs": (
                _say("SEND needs"),
                _say("What worries families of children with special educational needs."),
            ),
            "referral-relations": (
                _say("Referral relations"),
                _say("What one service is to another: refers to, helps while waiting, is next if refused."),
            ),
            "referrers": (_say("Referrers"), _say("Who may ask a service for help for a child.")),
            "documents": (_say("SEND documents"), _say("Papers that open doors, and that services give out.")),
            "eligibility": (_say("SEND eligibility"), _say("Firm facts about whom a service is for.")),
            "waiting-times": (
                _say("Waiting times"),
                _say("What a published wait measures: which statistic, from which event to which."),
            ),
        }[taxonomy_id]

    def term(self, taxonomy_id: str, term_id: str) -> str:
        """The name of a term of our own closed lists."""
        return {
            ("referral-relations", ConnectionKind.REFERS_TO.value): _say("refers to"),
            ("referral-relations", ConnectionKind.REQUIRES.value): _say("requires"),
            ("referral-relations", ConnectionKind.WHILE_WAITING.value): _say("while waiting"),
            ("referral-relations", ConnectionKind.ALTERNATIVE.value): _say("alternative"),
            ("referral-relations", ConnectionKind.STEP_UP.value): _say("step up"),
            ("referral-relations", ConnectionKind.STEP_DOWN.value): _say("step down"),
            ("referral-relations", ConnectionKind.PRODUCES_EVIDENCE_FOR.value): _say("produces evidence for"),
            ("referral-relations", ConnectionKind.SEE_ALSO.value): _say("see also"),
            ("referral-relations", "if-refused"): _say("if refused"),
            ("referrers", "service"): _say("another service passes the child on"),
            ("eligibility", "diagnosis-needed"): _say("A diagnosis is needed"),
            ("eligibility", "diagnosis-not-needed"): _say("No diagnosis is needed"),
            ("eligibility", "ehc-plan-needed"): _say("An EHC plan is needed"),
            ("eligibility", "ehc-plan-not-needed"): _say("No EHC plan is needed"),
            ("eligibility", "open-access"): _say("No referral is needed"),
        }[taxonomy_id, term_id]

    def wait_term(self, statistic: Statistic, clock_from: str, clock_to: str) -> str:
        """What a waiting time measures: "Median, from referral to assessment"."""
        measured = {
            Statistic.MEDIAN: _say("Median"),
            Statistic.MEAN: _say("Mean"),
            Statistic.TYPICAL: _say("Typical length"),
            Statistic.AT_LEAST: _say("At least"),
        }.get(statistic, statistic.value)
        start, end = clock_from.replace("-", " "), clock_to.replace("-", " ")
        if start and end:
            return _say("%(measured)s, from %(start)s to %(end)s", measured=measured, start=start, end=end)
        if end:
            return _say("%(measured)s, to %(end)s, start not named", measured=measured, end=end)
        if start:
            return _say("%(measured)s, from %(start)s, end not named", measured=measured, start=start)
        return _say("%(measured)s, start and end not named", measured=measured)

    def organization(self, kind: str, service_names: Iterable[str]) -> str:
        """What an organisation is and which services it runs."""
        kinds = {
            "nhs": _say("NHS body."),
            "council": _say("Council."),
            "school": _say("School."),
            "charity": _say("Charity."),
            "government": _say("Government body."),
            "company": _say("Company."),
            "partnership": _say("Partnership of several bodies."),
            "community": _say("Community group."),
        }
        names = list(service_names)
        runs = _say("Services in this directory: %(number)s.", number=len(names))
        if len(names) <= _NAMED:
            runs = _say("In this directory: %(names)s.", names="; ".join(names))
        return f"{kinds[kind]} {runs}" if kind in kinds else runs

    def way_in(self, way: WayIn, passed_on_by: Iterable[str], documents: Iterable[str]) -> str:
        """How to ask at one door, who may, and what to bring."""
        referrers, services, papers = (
            [self.referrer(role) for role in way.referrers],
            list(passed_on_by),
            list(documents),
        )
        told = [_say("%(door)s.", door=way.name.rstrip("."))]
        if referrers:
            told.append(_say("Who may ask: %(people)s.", people="; ".join(referrers)))
        if services:
            told.append(_say("A child is passed on by: %(services)s.", services="; ".join(services)))
        if papers:
            told.append(_say("Papers needed: %(papers)s.", papers="; ".join(papers)))
        return " ".join([*told, *way.steps])

    def alert(self, service: Service, instead: Iterable[str]) -> str:
        """What a reader must know before anything else; empty when there is nothing."""
        told = []
        if service.status_note is not None:
            told.append(service.status_note.text)
        if names := "; ".join(instead):
            told.append(_say("Instead, try: %(names)s.", names=names))
        return " ".join(told)


def _say(text: str, **values: object) -> str:
    """A sentence with its values put in."""
    return text % values
