"""The sentences that a record needs, worded elsewhere: this room decides, another words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from navigator.domain.eligibility import Rule
from navigator.domain.profile import Referrer, SchoolType, Setting
from navigator.domain.services import Service, WayIn
from navigator.domain.waits import Statistic


class Words(Protocol):
    """Everything that this room says in English and does not find in the data."""

    def rule(self, rule: Rule) -> str:
        """Who a service is for, one rule as a sentence."""

    def referrer(self, referrer: Referrer) -> str:
        """Who may ask."""

    def setting(self, setting: Setting) -> str:
        """Where a child learns."""

    def school_type(self, kind: SchoolType) -> str:
        """What kind of school."""

    def taxonomy(self, taxonomy_id: str) -> tuple[str, str]:
        """The name and the description of one of our taxonomies."""

    def term(self, taxonomy_id: str, term_id: str) -> str:
        """The name of a term of our own closed lists."""

    def wait_term(self, statistic: Statistic, clock_from: str, clock_to: str) -> str:
        """What a waiting time measures: "Median, referral to assessment"."""

    def organization(self, kind: str, service_names: Iterable[str]) -> str:
        """What an organisation is and which services it runs."""

    def way_in(self, way: WayIn, passed_on_by: Iterable[str], documents: Iterable[str]) -> str:
        """How to ask at one door, who may, and what to bring."""

    def alert(self, service: Service, instead: Iterable[str]) -> str:
        """What a reader must know before anything else; empty when there is nothing."""
