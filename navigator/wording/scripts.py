"""What to say when asking, who asks, and how several routes differ -> sentences."""

from __future__ import annotations

from collections.abc import Sequence

from navigator.domain.journeys import Cost, Leg, Route
from navigator.domain.profile import Profile, Referrer
from navigator.routing.steps import Step
from navigator.wording.facts import Wording

_FAMILY = (Referrer.PARENT, Referrer.YOUNG_PERSON, Referrer.ANYONE)


class ScriptWording(Wording):
    """Words what is said at each step, from the facts of the step and nothing else."""

    def step_line(self, leg: Leg) -> str:
        """Who does what at a step, and how long it takes, in one line."""
        _ = self._gettext
        wait = self.wait_of_whom(leg.wait) if leg.wait else _("Wait not published")
        if leg.by is None:
            return _("%(origin)s passes your child on. %(wait)s.", origin=self._origin(leg), wait=wait)
        return _("Who asks: %(who)s. %(wait)s.", who=self.who_may_ask(leg), wait=wait)

    def who_may_ask(self, leg: Leg) -> str:
        """Everybody who may make this request for this child."""
        return self.join([self.referrer(role) for role in (leg.by, *leg.also_by) if role is not None])

    def script(self, step: Step, profile: Profile) -> list[str]:
        """Words to read out or to paste into an email, a paragraph each; they name no child."""
        leg, asker = step.leg, profile.asker
        roles = {leg.by, *leg.also_by}
        if leg.by is None:
            return [*self._passed_on(leg), self._write_back()]
        if asker is not None and asker not in _FAMILY and (asker in roles or Referrer.ANYONE in roles):
            return [*self._staff_ask(step, profile), self._write_back()]
        if Referrer.YOUNG_PERSON in roles and asker is Referrer.YOUNG_PERSON:
            return [*self._young_person_asks(step, profile), self._write_back()]
        if roles & set(_FAMILY):
            return [*self._parent_asks(step, profile), self._write_back()]
        return [*self._parent_asks_them(step, profile), self._write_back()]

    def _write_back(self) -> str:
        return self._gettext(
            "Please tell me in writing that you have this message, what happens next, and by when. If the answer "
            "is no, please tell me why in writing, and what I can do instead."
        )

    def _parent_asks(self, step: Step, profile: Profile) -> list[str]:
        _ = self._gettext
        name = self._english(step.leg.service.name)
        if profile.age_years is None:
            said = _("I would like to ask for this for my child: %(service)s.", service=name)
        else:
            said = _(
                "I would like to ask for this for my child, aged %(age)s: %(service)s.",
                service=name,
                age=profile.age_years,
            )
        return [said, *self._papers(step), _("What worries me is: (say what you see, how often, and since when).")]

    def _young_person_asks(self, step: Step, profile: Profile) -> list[str]:
        _ = self._gettext
        name = self._english(step.leg.service.name)
        if profile.age_years is None:
            said = _("I would like to ask for this for myself: %(service)s.", service=name)
        else:
            said = _(
                "I am %(age)s. I would like to ask for this for myself: %(service)s.",
                service=name,
                age=profile.age_years,
            )
        return [
            said,
            *self._papers(step),
            _("What I find hard is: (say what happens, how often, and since when)."),
        ]

    def _staff_ask(self, step: Step, profile: Profile) -> list[str]:
        _ = self._gettext
        name = self._english(step.leg.service.name)
        if profile.age_years is None:
            said = _("We would like to ask for this for a child we work with: %(service)s.", service=name)
        else:
            said = _(
                "We would like to ask for this for a child we work with, aged %(age)s: %(service)s.",
                service=name,
                age=profile.age_years,
            )
        seen = _("What we see is: (say what, how often, since when, and what has been tried).")
        return [said, *self._papers(step), seen, _("The family knows that we are asking.")]

    def _parent_asks_them(self, step: Step, profile: Profile) -> list[str]:
        """A parent may not ask: what to say to those who may."""
        _ = self._gettext
        name, who = self._english(step.leg.service.name), self.who_may_ask(step.leg)
        if profile.age_years is None:
            said = _("Please would you ask for this for my child: %(service)s.", service=name)
        else:
            said = _(
                "Please would you ask for this for my child, aged %(age)s: %(service)s.",
                service=name,
                age=profile.age_years,
            )
        told = _("As far as I know, I cannot ask myself. The request has to come from: %(who)s.", who=who)
        worry = _("What worries me is: (say what you see, how often, and since when).")
        return [said, told, *self._papers(step), worry]

    def _passed_on(self, leg: Leg) -> list[str]:
        _ = self._gettext
        return [
            _(
                "I understand that %(origin)s decides whether to pass my child on to %(service)s.",
                origin=self._origin(leg),
                service=self._english(leg.service.name),
            ),
            _("Please tell me whether you have done this, and on which day."),
        ]

    def _papers(self, step: Step) -> list[str]:
        _ = self._gettext
        names = [self._english(paper.document.name) for paper in step.papers]
        if not names:
            return []
        return [_("These papers go with it: %(papers)s.", papers=self.join(names, "standard"))]

    def _origin(self, leg: Leg) -> str:
        return self._english(self._directory.services[leg.origin].name) if leg.origin else ""

    def published_weeks(self, cost: Cost) -> str:
        """A route's published waits added up; that there are none is no nought."""
        if cost.wait_weeks:
            return self.duration(cost.wait_weeks, "weeks")
        return self._gettext("None published") if cost.unknown_waits else self._gettext("No wait")

    def price(self, route: Route) -> str:
        """What a route costs, as far as prices are published: silence is not called free."""
        if route.cost.fee_pence:
            return self.money(route.cost.fee_pence)
        free = all(leg.way.fee_pence == 0 or leg.service.free for leg in route.legs)
        return self._gettext("Free") if free else self._gettext("No price published")

    def who_starts(self, route: Route) -> str:
        """Who makes the first request of a route."""
        first = route.legs[0]
        return self.who_may_ask(first) if first.by is not None else self._origin(first)

    def differences(self, routes: Sequence[Route], number: int) -> list[str]:
        """What makes one of several routes different: what it ends at, passes through, and is best at."""
        _ = self._gettext
        route = routes[number]
        said = []
        if len({one.goal for one in routes}) > 1:
            said.append(_("Ends at: %(service)s.", service=self._english(route.legs[-1].service.name)))
        shared = set.intersection(*(set(one.services) for one in routes))
        through = [self._english(leg.service.name) for leg in route.legs[:-1] if leg.service.id not in shared]
        if through:
            said.append(_("Goes through: %(services)s.", services=self.join(through, "standard")))
        best = (
            ([one.cost.unknown_waits for one in routes], _("Fewest waits of unknown length.")),
            ([one.cost.referrals for one in routes], _("Fewest requests to make.")),
            ([one.cost.fee_pence for one in routes], _("Lowest published price.")),
        )
        said += [text for costs, text in best if _is_alone_lowest(costs, number)]
        return said or [_("Asks by another door: %(name)s.", name=self._english(route.legs[-1].way.name))]


def _is_alone_lowest(costs: Sequence[int], number: int) -> bool:
    return len(costs) > 1 and all(costs[number] < cost for place, cost in enumerate(costs) if place != number)
