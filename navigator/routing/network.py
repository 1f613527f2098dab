"""Directory -> networkx graph: facts -> referral -> facts.

A directed hypergraph stored as a bipartite digraph (G. Gallo, G. Longo, S. Pallottino and S.
Nguyen, "Directed hypergraphs and applications", Discrete Applied Mathematics 42, 1993): each
referral is a hyperarc whose tail is everything that must be in hand and whose head is one service.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import networkx as nx

from navigator.domain.directory import Directory
from navigator.domain.doors import held_documents
from navigator.domain.services import Service, WayIn


class FactKind(StrEnum):
    """What a node of the network stands for."""

    ROLE = "role"
    DOCUMENT = "document"
    SERVICE = "service"
    REFERRAL = "referral"


Node = tuple[FactKind, str]


@dataclass(frozen=True)
class Referral:
    """A hyperarc: one way into one service, asked for by a role or passed on by a service.

    Tail: `documents`, the services in `after`, and either one of the way's referrers or the
    service `passed_on_by`. Head: `service`. `documents` count those the service's own rules demand.
    """

    id: str
    service: Service
    way: WayIn
    passed_on_by: str | None
    documents: tuple[str, ...]
    after: tuple[str, ...]


def list_referrals(service: Service) -> tuple[Referral, ...]:
    """The hyperarcs into one service: a way in once for its referrers, and once per passing service."""
    found: list[Referral] = []
    for way in service.ways_in:
        documents = tuple(dict.fromkeys((*way.documents, *held_documents(service))))
        origins: tuple[str | None, ...] = (*((None,) if way.referrers else ()), *way.passed_on_by)
        for origin in origins:
            after = tuple(dict.fromkeys((*((origin,) if origin else ()), *way.after)))
            name = f"{service.id}/{way.id}" + (f"/{origin}" if origin else "")
            found.append(Referral(name, service, way, origin, documents, after))
    return tuple(found)


def build_network(directory: Directory) -> nx.DiGraph[Node]:
    """The whole hypergraph, whoever the child is.

    Nodes are (kind, id). A referral node carries its Referral as `referral`; an edge from a
    service to a document says that the service gives it out.
    """
    network: nx.DiGraph[Node] = nx.DiGraph()
    for service in directory.services.values():
        network.add_node((FactKind.SERVICE, service.id))
        for produced in service.produces:
            network.add_edge((FactKind.SERVICE, service.id), (FactKind.DOCUMENT, produced.document))
        for referral in list_referrals(service):
            node = (FactKind.REFERRAL, referral.id)
            network.add_node(node, referral=referral)
            network.add_edge(node, (FactKind.SERVICE, service.id))
            if referral.passed_on_by is None:
                for role in referral.way.referrers:
                    network.add_edge((FactKind.ROLE, role.value), node)
            for document in referral.documents:
                network.add_edge((FactKind.DOCUMENT, document), node)
            for first in referral.after:
                network.add_edge((FactKind.SERVICE, first), node)
    return network
