"""When the files behind each service last changed here, for those who fetch only what is new."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from navigator.domain.directory import Directory
from navigator.domain.eligibility import list_areas
from navigator.domain.services import Service


def read_modified(directory: Directory, services_data: Path, pathways: Path) -> Mapping[str, datetime.datetime]:
    """Slug of a published service -> the latest change of any file that its record is built from.

    By the file system of this machine, in UTC: a fresh installation counts as a change, so that
    nobody who asks for what is new misses any. A service without a file of its own is left out.
    """
    moments: dict[Path, float | None] = {}

    def changed(path: Path) -> float | None:
        if path not in moments:
            moments[path] = path.stat().st_mtime if path.is_file() else None
        return moments[path]

    found: dict[str, datetime.datetime] = {}
    for service in directory.list_services():
        own = changed(services_data / "services" / f"{service.id}.yaml")
        if own is not None:
            others = (changed(path) for path in _list_files(directory, service, services_data, pathways))
            latest = max(own, *(moment for moment in others if moment is not None), own)
            found[service.id] = datetime.datetime.fromtimestamp(latest, tz=datetime.UTC)
    return found


def _list_files(directory: Directory, service: Service, services_data: Path, pathways: Path) -> Iterator[Path]:
    """Everything but its own file that its record shows something of."""
    yield services_data / "organizations" / f"{service.organization.id}.yaml"
    if directory.list_waits(service.id):
        yield services_data / "waiting_times.csv"
    rules = (*service.eligibility, *(rule for way in service.ways_in for rule in way.rules))
    papers = [*(paper for way in service.ways_in for paper in way.documents), *_given(service)]
    for folder, ids in (("needs", service.needs), ("areas", sorted(list_areas(rules))), ("documents", papers)):
        yield from (services_data / folder / f"{key}.yaml" for key in ids)
    named = {entry.id for entry in directory.list_accountable(service.id)}
    yield from (services_data / "accountability" / f"{key}.yaml" for key in sorted(named))
    for pathway in directory.pathways.values():
        told = {edge.origin for edge in pathway.connections} | {refusal.service for refusal in pathway.refusals}
        if service.id in pathway.services or service.id in told:
            yield pathways / f"{pathway.id}.yaml"


def _given(service: Service) -> Iterable[str]:
    return (produced.document for produced in service.produces)
