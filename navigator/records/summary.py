"""What the directory holds, as numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from navigator.domain.directory import Directory


@dataclass(frozen=True)
class Summary:
    """Counts for `navigator check` and the page about the data.

    `referrals` counts every permitted move: a way in once for each referrer who may ask and each
    service that may pass a child on. `sources` counts distinct addresses.
    """

    services: int
    services_published: int
    services_held_back: int
    services_not_running: int
    organizations: int
    ways_in: int
    referrals: int
    pathways: int
    stages: int
    connections: int
    connections_inferred: int
    refusals: int
    waits: int
    services_with_a_wait: int
    clocks: int
    accountability: int
    needs: int
    words: int
    languages: int
    documents: int
    areas: int
    postcodes: int
    sources: int


def summarize(directory: Directory) -> Summary:
    """Count what a directory holds."""
    services = directory.services.values()
    ways = [way for service in services for way in service.ways_in]
    pathways = directory.pathways.values()
    named = [source for service in services for source in service.sources]
    named += [source for pathway in pathways for source in pathway.sources]
    named += [source for clock in directory.clocks.values() for source in clock.sources]
    named += [source for entry in directory.accountability for source in entry.sources]
    named += [wait.source for wait in directory.waits if wait.source is not None]
    sources = {source.url or source.title for source in named}
    return Summary(
        services=len(directory.services),
        services_published=len(directory.list_services()),
        services_held_back=sum(not service.published for service in services),
        services_not_running=sum(not service.running for service in services),
        organizations=len(directory.organizations),
        ways_in=len(ways),
        referrals=sum(len(way.referrers) + len(way.passed_on_by) for way in ways),
        pathways=len(directory.pathways),
        stages=sum(len(pathway.stages) for pathway in pathways),
        connections=len(directory.connections),
        connections_inferred=sum(edge.source is None for edge in directory.connections),
        refusals=sum(len(pathway.refusals) for pathway in pathways),
        waits=len(directory.waits),
        services_with_a_wait=sum(directory.best_wait(key) is not None for key in directory.services),
        clocks=len(directory.clocks),
        accountability=len(directory.accountability),
        needs=len(directory.needs),
        words=sum(len(need.words) for need in directory.needs.values()) + sum(map(len, _spoken(directory))),
        languages=len(directory.languages),
        documents=len(directory.documents),
        areas=len(directory.areas),
        postcodes=len(directory.gazetteer.units),
        sources=len(sources),
    )


def _spoken(directory: Directory) -> Iterator[tuple[str, ...]]:
    for language in directory.languages.values():
        yield from language.needs.values()
