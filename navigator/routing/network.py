"""Directory -> network: the referrals between services as a directed hypergraph.

A referral is a hyperarc whose tail is everything that must be in hand and whose head is one service (G. Gallo,
G. Longo, S. Pallottino and S. Nguyen, "Directed hypergraphs and applications", Discrete Applied Mathematics 42,
1993). The planner walks it as numbered tuples; `draw_network` gives the same as a bipartite networkx digraph,
facts -> referral -> facts, for checks and export. (Drawn, 100,000 services take 20 seconds and nearly a gigabyte.)
"""

from __future__ import annotations

import gc
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from navigator.domain.directory import Directory
from navigator.domain.doors import held_documents, rules_without_papers
from navigator.domain.eligibility import Rule
from navigator.domain.profile import Referrer
from navigator.domain.services import Document, Service, WayIn
from navigator.domain.waits import WaitingTime
from navigator.routing.bounds import Bounds, find_bounds

if TYPE_CHECKING:
    import networkx as nx


class FactKind(StrEnum):
    """What a node of the drawn network stands for."""

    ROLE = "role"
    DOCUMENT = "document"
    SERVICE = "service"
    REFERRAL = "referral"


Node = tuple[FactKind, str]


class Referral(NamedTuple):
    """A hyperarc: one way into one service, asked for by a role or passed on by a service.

    Tail: `documents`, the services in `after`, and either one of the way's referrers or the
    service `passed_on_by`. Head: `service`. `documents` count those the service's own rules demand.
    """

    service: Service
    way: WayIn
    passed_on_by: str | None
    documents: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def id(self) -> str:
        """Service, way in and, where one passes the child on, that service."""
        return f"{self.service.id}/{self.way.id}" + (f"/{self.passed_on_by}" if self.passed_on_by else "")


class Arc(NamedTuple):
    """A referral in numbers. `roles` is a bit mask, -1 where a service passes the child on.

    `gate` numbers the rules that its service and its way in have together; equal rules share one.
    """

    referral: Referral
    gate: int
    roles: int
    fee_pence: int
    after: tuple[int, ...]
    documents: tuple[int, ...]


class Gate(NamedTuple):
    """A service's status and rules, those of papers left out, with the rules of one way in.

    `service` is any one of those that have them: what check_status says of one it says of all.
    """

    service: Service
    general: tuple[Rule, ...]
    way: tuple[Rule, ...]


@dataclass(frozen=True)
class Network:
    """Every service, paper and referral by number; whoever the child is. Read-only.

    `weeks` are waits in tenths of a week, 0 where `unpublished` is 1. `arcs` are the referrals into a service;
    `onward` those of them that count as having been seen, for what lies behind it.
    """

    services: tuple[Service, ...]
    papers: tuple[Document | str, ...]
    service_numbers: dict[str, int]
    paper_numbers: dict[str, int]
    waits: tuple[WaitingTime | None, ...]
    weeks: tuple[int, ...]
    unpublished: tuple[int, ...]
    arcs: tuple[tuple[Arc, ...], ...]
    onward: tuple[tuple[Arc, ...], ...]
    gates: tuple[Gate, ...]
    givers: tuple[tuple[int, ...], ...]
    bounds: Bounds


ROLES = tuple(Referrer)
ROLE_BITS = {role: 1 << number for number, role in enumerate(ROLES)}
PASSED_ON = -1


def list_referrals(service: Service) -> tuple[Referral, ...]:
    """The hyperarcs into one service: a way in once for its referrers, and once per passing service."""
    found: list[Referral] = []
    demanded = held_documents(service)
    for way in service.ways_in:
        documents = tuple(dict.fromkeys((*way.documents, *demanded))) if demanded else way.documents
        if way.referrers:
            found.append(Referral(service, way, None, documents, way.after))
        for origin in way.passed_on_by:
            after = tuple(dict.fromkeys((origin, *way.after))) if way.after else (origin,)
            found.append(Referral(service, way, origin, documents, after))
    return tuple(found)


def leads_onward(referral: Referral) -> bool:
    """Whether going in by this door counts as having been seen, for what lies behind the service.

    Where a service has a door for requests beside an open one for advice, a call for advice does
    not open what comes after it.
    """
    return not referral.way.open_access or all(way.open_access for way in referral.service.ways_in)


class _Interned:
    """Numbers for values, equal ones once."""

    def __init__(self) -> None:
        self.numbers: dict[Hashable, int] = {}

    def __getitem__(self, value: Hashable) -> int:
        return self.numbers.setdefault(value, len(self.numbers))


def build_network(directory: Directory) -> Network:
    """The whole hypergraph, numbered in the order of ids, so that the order of files changes nothing.

    A name that is no service's or paper's id gets a number with nothing behind it: no way leads there.
    """
    with _collector_paused():
        return _build(directory)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """The garbage collector walks through all there is while much is made: twice the time, nothing found."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _build(directory: Directory) -> Network:
    services = tuple(directory.services[key] for key in sorted(directory.services))
    numbers = {service.id: number for number, service in enumerate(services)}
    papers = _Interned()
    for key in sorted(directory.documents):
        papers[key]
    builder = _ArcBuilder(numbers, papers)
    arcs = tuple(builder.arcs_into(service) for service in services)
    onward = tuple(tuple(arc for arc in into if leads_onward(arc.referral)) for into in arcs)
    givers: dict[int, list[int]] = {}
    for number, service in enumerate(services):
        for produced in service.produces:
            givers.setdefault(papers[produced.document], []).append(number)
    waits = tuple(directory.best_wait(service.id) for service in services)
    lengths = [None if wait is None else wait.wait_weeks for wait in waits]
    weeks = tuple(0 if length is None else round(length * 10) for length in lengths)
    unpublished = tuple(int(length is None) for length in lengths)
    return Network(
        services=services,
        papers=tuple(directory.documents.get(str(key), str(key)) for key in papers.numbers),
        service_numbers=numbers,
        paper_numbers={str(key): number for key, number in papers.numbers.items()},
        waits=waits,
        weeks=weeks,
        unpublished=unpublished,
        arcs=arcs,
        onward=onward,
        gates=tuple(builder.gates),
        givers=tuple(tuple(givers.get(number, ())) for number in range(len(papers.numbers))),
        bounds=Bounds(*find_bounds(onward, weeks, unpublished)),
    )


class _ArcBuilder:
    """Turns referrals into arcs, numbering gates and papers as they come."""

    def __init__(self, numbers: dict[str, int], papers: _Interned) -> None:
        self._numbers = numbers
        self._papers = papers
        self._rules = _Interned()
        self._rules_seen: dict[int, int] = {}
        self._gate_numbers = _Interned()
        self.gates: list[Gate] = []

    def arcs_into(self, service: Service) -> tuple[Arc, ...]:
        """The arcs whose head is this service; none after a service that the directory lacks."""
        general = rules_without_papers(service)
        status = (service.status, service.published, *map(self._rule, general))
        unruled = self._gate(service, general, status, ())
        numbers, papers = self._numbers, self._papers
        found = []
        for referral in list_referrals(service):
            _, way, origin, documents, after = referral
            try:
                tail = tuple([numbers[key] for key in after])
            except KeyError:
                continue
            gate = self._gate(service, general, status, way.rules) if way.rules else unruled
            roles = _mask(way.referrers) if origin is None else PASSED_ON
            wanted = tuple([papers[key] for key in documents]) if documents else ()
            found.append(Arc(referral, gate, roles, way.fee_pence or 0, tail, wanted))
        return tuple(found)

    def _gate(
        self, service: Service, general: tuple[Rule, ...], status: tuple[Hashable, ...], way: tuple[Rule, ...]
    ) -> int:
        number = self._gate_numbers[status, tuple(map(self._rule, way))]
        if number == len(self.gates):
            self.gates.append(Gate(service, general, way))
        return number

    def _rule(self, rule: Rule) -> int:
        # By identity first: working out the hash of an area's codes takes longer than all the rest.
        number = self._rules_seen.get(id(rule))
        if number is None:
            number = self._rules_seen[id(rule)] = self._rules[rule]
        return number


def _mask(roles: Iterable[Referrer]) -> int:
    mask = 0
    for role in roles:
        mask |= ROLE_BITS[role]
    return mask


def draw_network(network: Network) -> nx.DiGraph[Node]:
    """The whole hypergraph as a networkx digraph.

    Nodes are (kind, id). A referral node carries its Referral as `referral`; an edge from a
    service to a document says that the service gives it out.
    """
    import networkx as nx  # noqa: PLC0415, only checks and export pay for the import

    graph: nx.DiGraph[Node] = nx.DiGraph()
    for service in network.services:
        graph.add_node((FactKind.SERVICE, service.id))
        for produced in service.produces:
            graph.add_edge((FactKind.SERVICE, service.id), (FactKind.DOCUMENT, produced.document))
        for referral in list_referrals(service):
            node = (FactKind.REFERRAL, referral.id)
            graph.add_node(node, referral=referral)
            graph.add_edge(node, (FactKind.SERVICE, service.id))
            if referral.passed_on_by is None:
                for role in referral.way.referrers:
                    graph.add_edge((FactKind.ROLE, role.value), node)
            for document in referral.documents:
                graph.add_edge((FactKind.DOCUMENT, document), node)
            for first in referral.after:
                graph.add_edge((FactKind.SERVICE, first), node)
    return graph
