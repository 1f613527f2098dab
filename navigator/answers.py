"""Plain JSON answers of search and plan: one shape for the command line and the API."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from navigator.assembly import Navigator
from navigator.domain.journeys import Answer, Leg, Plan, Route
from navigator.domain.profile import Profile
from navigator.domain.services import Service
from navigator.intake import ProblemCode, read_profile
from navigator.routing import UnknownGoal
from navigator.search import SearchPage, SearchRequest
from navigator.wording import ResultWording

SEARCH_FIELDS = ("id", "query", "age", "postcode", "asker")
PLAN_FIELDS = ("id", "profile", "goal")
SERVICE_PASSES_ON = "service"
"""What `by` says where a service passes the child on itself; `from` names it."""


LEFT_OUT = frozenset(
    {
        ProblemCode.NEED_NOT_KNOWN,
        ProblemCode.DOCUMENT_NOT_KNOWN,
        ProblemCode.SERVICE_NOT_KNOWN,
        ProblemCode.POSTCODE_NOT_FOUND,
        ProblemCode.POSTCODE_OUTSIDE_GREAT_BRITAIN,
        ProblemCode.PLACE_NOT_FOUND,
    }
)
"""Well-formed answers that we do not know: the question is answered without them, and says so."""

Answered = TypeVar("Answered")


class _Answers(ABC, Generic[Answered]):
    """What both kinds share: reading a profile, wording its problems, answering a batch line."""

    def __init__(self, navigator: Navigator) -> None:
        self.navigator = navigator
        self.wording = ResultWording(navigator.directory)

    @abstractmethod
    def ask(self, given: Mapping[str, Any]) -> tuple[Answered | None, list[str]]:
        """The answer and what was left out of the question, or None and what is wrong with it."""

    @abstractmethod
    def tell(self, answered: Answered) -> dict[str, Any]:
        """An answer as plain values."""

    def answer_line(self, given: Any) -> dict[str, Any]:
        """One batch line in, one out: the answer, or an `error` that says what to correct."""
        if not isinstance(given, dict):
            return {"id": None, "error": "each line must be a JSON object"}
        answered, problems = self.ask(given)
        if answered is None:
            return {"id": given.get("id"), "error": "; ".join(problems)}
        told = {"id": given.get("id"), **self.tell(answered)}
        return {**told, "left_out": problems} if problems else told

    def _read(self, answers: Mapping[str, Any]) -> tuple[Profile, list[str], list[str]]:
        """The profile, the problems that stop the question, and those that do not."""
        intake = read_profile(answers, self.navigator.recognizer)
        stopping: list[str] = []
        left_out: list[str] = []
        for problem in intake.problems:
            text = f"{problem.field}: {self.wording.problem(problem)}"
            text += f" (given: {problem.value!r})" if problem.value else ""
            (left_out if problem.code in LEFT_OUT else stopping).append(text)
        return intake.profile, stopping, left_out


class SearchAnswers(_Answers[SearchPage]):
    """Answers searches given as plain values."""

    def ask(self, given: Mapping[str, Any]) -> tuple[SearchPage | None, list[str]]:
        """The page, or None and what is wrong with the question."""
        query = given.get("query")
        if not isinstance(query, str):
            return None, ["query: Give the words to search for as text"]
        unknown = [f"{name}: This is not a question that we ask" for name in given if name not in SEARCH_FIELDS]
        profile, stopping, left_out = self._read(
            {"age": given.get("age"), "home_postcode": given.get("postcode"), "asker": given.get("asker")}
        )
        if unknown or stopping:
            return None, unknown + stopping
        return self.navigator.search.search(SearchRequest(query, profile)), left_out

    def tell(self, answered: SearchPage) -> dict[str, Any]:
        """What the reader sees from the top, crisis help included, each service once."""
        shown = [service.id for service in answered.crisis] + [hit.service.id for hit in answered.hits]
        return {
            "ranked": list(dict.fromkeys(shown))[:20],
            "crisis_shown": bool(answered.crisis),
            "none_said": answered.nothing,
        }

    def explain(self, answered: SearchPage) -> dict[str, Any]:
        """The same, with what was read and what each score is made of, in points."""
        reading = answered.reading
        return {
            **self.tell(answered),
            "read": {
                "needs": dict(reading.needs),
                "urgency": reading.urgency,
                "corrections": dict(reading.corrections),
                "age": reading.age_years,
                "place": None if reading.place is None else reading.place.label,
                "asker": reading.asker,
                "waiting": reading.waiting,
                "languages": list(reading.languages),
                "not_listed": list(reading.not_listed),
            },
            "parts": {
                hit.service.id: {part.value: round(value, 3) for part, value in hit.parts} for hit in answered.hits
            },
        }


class PlanAnswers(_Answers[Plan]):
    """Answers route questions given as plain values."""

    def ask(self, given: Mapping[str, Any]) -> tuple[Plan | None, list[str]]:
        """The plan, or None and what is wrong with the question.

        A goal may be an id or plain words for a need. A need, paper, service or place that we do not
        know is left out and said; an answer that cannot be read stops the question.
        """
        profile, goal = given.get("profile", {}), given.get("goal")
        unknown = [f"{name}: This is not a question that we ask" for name in given if name not in PLAN_FIELDS]
        if not isinstance(profile, dict):
            return None, [*unknown, "profile: Give the answers about the child as an object"]
        if not isinstance(goal, str) or not goal.strip():
            return None, [*unknown, "goal: Name a service or a need"]
        told, stopping, left_out = self._read(profile)
        if unknown or stopping:
            return None, unknown + stopping
        directory = self.navigator.directory
        wanted = goal if goal in directory.services else self.navigator.recognizer.find_need(goal) or goal
        try:
            return self.navigator.planner.plan(told, wanted), left_out
        except UnknownGoal:
            return None, [f"goal: We know no service and no need called {goal[:60]!r}"]

    def tell(self, answered: Plan) -> dict[str, Any]:
        """A plan as plain values."""
        return {
            "answer": answered.answer.value,
            "routes": [self._route(route) for route in answered.routes],
            "reasons": self._reasons(answered),
            "while_waiting": [service.id for service in self._meanwhile(answered)],
            "if_refused": [service.id for service in answered.if_refused],
        }

    def _meanwhile(self, plan: Plan) -> list[Service]:
        return list(dict.fromkeys((*plan.crisis, *plan.while_waiting)))

    def _route(self, route: Route) -> dict[str, Any]:
        return {
            "wait_weeks": route.cost.wait_weeks,
            "unknown_waits": route.cost.unknown_waits,
            "fee_pence": route.cost.fee_pence,
            "referrals": [self._leg(leg) for leg in route.legs],
        }

    def _leg(self, leg: Leg) -> dict[str, Any]:
        papers = dict.fromkeys((*leg.documents, *leg.way.helpful_documents))
        return {
            "to": leg.service.id,
            "by": SERVICE_PASSES_ON if leg.by is None else leg.by.value,
            "from": leg.origin or (leg.after[-1] if leg.after else None),
            "documents": [self.navigator.directory.documents[paper].name for paper in papers],
            "wait": {
                "weeks": leg.wait_weeks,
                "as_of": None if leg.wait is None or leg.wait.as_of is None else str(leg.wait.as_of),
            },
        }

    def _reasons(self, plan: Plan) -> list[str]:
        """Why the answer is not simply a route; or, with routes, what is still to be read."""
        wording = self.wording
        reasons = []
        if plan.answer is Answer.CRISIS_FIRST:
            reasons.append("If life is at risk, call 999. Otherwise call 111 and choose the mental health option.")
        for blocker in plan.blockers:
            service = blocker.service
            why = " ".join(wording.reasons(blocker.finding))
            change = wording.change(blocker.finding)
            note = service.status_note.text if service.status_note else ""
            reasons.append(" ".join(part for part in (f"{service.name}:", why, note, change) if part))
        for route in plan.routes:
            for leg in route.legs:
                reasons += [f"{leg.service.name}: {text}" for text in wording.reasons(leg.finding)]
        return list(dict.fromkeys(reasons))
