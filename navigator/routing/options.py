"""Which referrals one child could use, and when: worked out only for the services a search touches."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from navigator.domain.areas import Verdict
from navigator.domain.birthdays import find_ages, join_ages, list_age_changes, list_spans, tell_birthday
from navigator.domain.doors import (
    ASKS_FOR_ITSELF_FROM,
    check_referrer,
    check_status,
    order_referrers,
    rules_without_papers,
)
from navigator.domain.eligibility import Finding, Reason, check_rule, check_rules, combine_all
from navigator.domain.profile import Profile, Referrer
from navigator.routing.network import PASSED_ON, ROLE_BITS, ROLES, Arc, Network, Referral

FIRM, ASK, SHUT = 0, 1, 2
"""Open as far as a rule can say; hangs on an answer we were not given; closed."""
FOREVER = 1 << 30

Window = tuple[int, int, int]
"""From (included) and until (left out), in tenths of a week from now; and how sure it is."""


class Option(NamedTuple):
    """A referral and one stretch of time in which it may start, in tenths of a week from now."""

    arc: Arc
    after: tuple[int, ...]
    documents: tuple[int, ...]
    opens: int
    closes: int


def grade(finding: Finding) -> int:
    """How sure a finding is: FIRM, ASK or SHUT."""
    if finding.verdict is Verdict.CLOSED:
        return SHUT
    return ASK if finding.needs_an_answer else FIRM


class Options:
    """The referrals of one network as one child could use them.

    `seen` are the services that saw the child before, `held` the papers in hand, both by number. Unless `growing`
    the child stays as old as today, to find out what a birthday shuts.
    """

    def __init__(self, network: Network, profile: Profile, growing: bool = True) -> None:
        self.network = network
        self._growing = growing
        self.profile = profile
        numbers, papers = network.service_numbers, network.paper_numbers
        self.seen = frozenset(numbers[key] for key in profile.seen_by if key in numbers)
        self.held = frozenset(papers[key] for key in profile.documents or () if key in papers)
        self._profiles = {profile.age_years: profile}
        self._grades: dict[tuple[int, int | None], int] = {}
        self._windows: dict[int, tuple[Window, ...]] = {}
        self._stretches: dict[tuple[int, int, int], list[tuple[int, int]]] = {}
        self._preferences: dict[tuple[int, int, int], tuple[int, bool]] = {}
        self._roles: dict[int | None, tuple[int, int]] = {}
        self._found: dict[tuple[int, bool, bool], tuple[Option, ...]] = {}
        self._made: dict[int, int | None] = {}

    def into(self, service: int, firm: bool, onward: bool) -> tuple[Option, ...]:
        """The ways into a service; with `onward` only those that count for what lies behind it.

        With `firm` only where nothing hangs on an answer we were not given.
        """
        key = (service, firm, onward)
        found = self._found.get(key)
        if found is None:
            arcs = self.network.onward if onward else self.network.arcs
            worst = FIRM if firm else ASK
            several = [option for arc in arcs[service] for option in self._open_times(arc, worst)]
            found = self._found[key] = tuple(several) if len(several) < 2 else self._without_twins(several)
        return found

    def _open_times(self, arc: Arc, worst: int) -> list[Option]:
        key = (arc.gate, arc.roles, worst)
        stretches = self._stretches.get(key)
        if stretches is None:
            stretches = self._stretches[key] = _join_windows(self._windows_of(arc), worst)
        if not stretches:
            return []
        seen, held = self.seen, self.held
        after, documents = arc.after, arc.documents
        if seen and after:
            after = tuple([number for number in after if number not in seen])
        if held and documents:
            documents = tuple([number for number in documents if number not in held])
        return [Option(arc, after, documents, opens, closes) for opens, closes in stretches]

    def _without_twins(self, several: list[Option]) -> tuple[Option, ...]:
        """Of ways in that differ in nothing the search can see, the one to tell a family of."""
        groups: dict[tuple[object, ...], list[Option]] = {}
        for option in several:
            key = (option.after, option.documents, option.arc.fee_pence, option.opens, option.closes)
            groups.setdefault(key, []).append(option)
        return tuple(
            group[0] if len(group) == 1 else min(group, key=self._preference) for group in groups.values()
        )

    def _preference(self, option: Option) -> tuple[int, bool, int]:
        referral = option.arc.referral
        key = (option.arc.gate, option.arc.roles, option.opens)
        if key not in self._preferences:
            finding, who = self.judge(referral, option.opens)
            self._preferences[key] = (count_doubts(finding), bool(who) and who[0] is not self.profile.asker)
        return (*self._preferences[key], referral.service.ways_in.index(referral.way))

    def _windows_of(self, arc: Arc) -> tuple[Window, ...]:
        """When a referral may start; rules and who can ask together."""
        windows = self._windows.get(arc.gate)
        if windows is None:
            windows = self._windows[arc.gate] = self._weigh(arc.gate, PASSED_ON)
        if arc.roles == PASSED_ON:
            return windows
        firm, perhaps = self._askers(self.profile.age_years)
        if arc.roles & firm:
            return windows
        if arc.roles & ROLE_BITS[Referrer.YOUNG_PERSON]:
            return self._weigh(arc.gate, arc.roles)
        if arc.roles & perhaps:
            return tuple((opens, closes, max(sure, ASK)) for opens, closes, sure in windows)
        return ()

    def _weigh(self, gate: int, roles: int) -> tuple[Window, ...]:
        _, general, way = self.network.gates[gate]
        changes = list_age_changes((*general, *way))
        if roles != PASSED_ON:
            changes |= {ASKS_FOR_ITSELF_FROM}
        spans = list_spans(self.profile, changes if self._growing else ())
        found = []
        for number, (opens, youngest, oldest) in enumerate(spans):
            closes = spans[number + 1][0] if number + 1 < len(spans) else FOREVER
            ages = (youngest,) if youngest == oldest else (youngest, oldest)
            sure = [self._grade_at(gate, roles, age) for age in ages]
            shut = sure.count(SHUT)
            found.append((opens, closes, ASK if 0 < shut < len(sure) else max(sure)))
        return tuple(found)

    def _grade_at(self, gate: int, roles: int, age: int | None) -> int:
        key = (gate, age)
        rules = self._grades.get(key)
        if rules is None:
            service, general, way = self.network.gates[gate]
            child = self._child_of(age)
            rules = max(
                grade(check_status(service)),
                max((grade(check_rule(rule, child)) for rule in (*general, *way)), default=0),
            )
            self._grades[key] = rules
        if roles == PASSED_ON:
            return rules
        firm, perhaps = self._askers(age)
        return max(rules, FIRM if roles & firm else ASK if roles & perhaps else SHUT)

    def _askers(self, age: int | None) -> tuple[int, int]:
        """The roles that somebody is there for, and those that an untold answer decides, as bit masks."""
        found = self._roles.get(age)
        if found is None:
            child = self._child_of(age)
            firm = perhaps = 0
            for role in ROLES:
                # "Anyone" and "any professional" stand for others: see order_referrers.
                said = check_referrer(role, child).verdict
                firm |= ROLE_BITS[role] * (said is Verdict.OPEN)
                perhaps |= ROLE_BITS[role] * (said is Verdict.UNKNOWN)
            found = self._roles[age] = (firm, perhaps)
        return found

    def _child_of(self, age: int | None) -> Profile:
        child = self._profiles.get(age)
        if child is None:
            child = self._profiles[age] = replace(self.profile, age_years=age)
        return child

    def judge(self, referral: Referral, tenths: int) -> tuple[Finding, tuple[Referrer, ...]]:
        """The finding about a referral that starts so many tenths of a week from now, and who can ask.

        Nobody asks where a service passes the child on. Where the child may be one of two ages by then, those
        can ask who can at both.
        """
        ages = find_ages(self.profile, tenths)
        if ages is None:
            return self._judge_at(referral, None)
        younger, who = self._judge_at(referral, ages[0])
        if ages[0] == ages[1]:
            return younger, who
        older, others = self._judge_at(referral, ages[1])
        if older.verdict is Verdict.CLOSED or younger.verdict is Verdict.CLOSED:
            who = who if older.verdict is Verdict.CLOSED else others
            return join_ages(younger, older), who
        return join_ages(younger, older), tuple(role for role in who if role in others)

    def _judge_at(self, referral: Referral, age: int | None) -> tuple[Finding, tuple[Referrer, ...]]:
        child = self._child_of(age)
        service, way, origin, *_ = referral
        general = combine_all((check_status(service), check_rules(rules_without_papers(service), child)))
        parts = [general, check_rules(way.rules, child)]
        who: tuple[Referrer, ...] = ()
        if origin is None:
            said = [(role, check_referrer(role, child)) for role in order_referrers(way, child)]
            who = tuple(role for role, finding in said if finding.verdict is Verdict.OPEN)
            if not who:
                perhaps = [(role, finding) for role, finding in said if finding.verdict is Verdict.UNKNOWN]
                who = tuple(role for role, _ in perhaps)
                parts.append(perhaps[0][1] if perhaps else Finding(Verdict.CLOSED, Reason.REFERRER_NOT_AVAILABLE))
        finding = combine_all(tuple(parts))
        return finding if age == self.profile.age_years else tell_birthday(finding, self.profile.age_years), who

    def made_in(self, paper: int) -> int | None:
        """How long somebody who is there for this child takes to write a paper; None when nobody can."""
        if paper not in self._made:
            document = self.network.papers[paper]
            can = not isinstance(document, str) and any(
                check_referrer(role, self.profile).verdict is not Verdict.CLOSED for role in document.made_by
            )
            self._made[paper] = (document.takes_weeks or 0) * 10 if can and not isinstance(document, str) else None
        return self._made[paper]


def _join_windows(windows: tuple[Window, ...], worst: int) -> list[tuple[int, int]]:
    """The stretches no less sure than `worst`; those that touch are one."""
    found: list[tuple[int, int]] = []
    for opens, closes, sure in windows:
        if sure > worst:
            continue
        if found and found[-1][1] == opens:
            found[-1] = (found[-1][0], closes)
        else:
            found.append((opens, closes))
    return found


def count_doubts(finding: Finding) -> int:
    """How many things a finding leaves to be read or judged."""
    if finding.verdict is not Verdict.UNKNOWN:
        return 0
    return sum(count_doubts(part) for part in finding.parts) or 1
