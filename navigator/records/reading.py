"""read_directory(): every file, every problem, then the Directory."""

from __future__ import annotations

import datetime
from pathlib import Path

from navigator.domain.directory import CrisisHelp, Directory, NotListed, StandingHelp
from navigator.domain.sources import PartialDate
from navigator.records.building import (
    build_accountability,
    build_area,
    build_clock,
    build_document,
    build_language,
    build_need,
    build_organization,
    build_pathway,
    build_service,
)
from navigator.records.checks import Shelves, check_across
from navigator.records.files import read_one, read_shelf, read_words
from navigator.records.geography import read_gazetteer
from navigator.records.glossary import FILE as GLOSSARY
from navigator.records.glossary import GlossarySchema, build_glossary, check_glossary
from navigator.records.ledger import read_ledger
from navigator.records.problems import InvalidRecords
from navigator.records.schemas import (
    AccountabilitySchema,
    AreaSchema,
    ClockSchema,
    CrisisHelpSchema,
    DocumentSchema,
    LanguageSchema,
    NeedSchema,
    NotListedSchema,
    OrganizationSchema,
    PathwaySchema,
    ServiceSchema,
    StandingHelpSchema,
)


def read_directory(services_data: Path, pathways: Path, today: datetime.date) -> Directory:
    """Read both folders into one Directory.

    Raise InvalidRecords with every problem of every file; nothing is skipped in silence. The
    order of the files changes nothing.
    """
    root = services_data.parent
    shelves = Shelves(
        services=read_shelf(services_data / "services", ServiceSchema(), root),
        organizations=read_shelf(services_data / "organizations", OrganizationSchema(), root),
        needs=read_shelf(services_data / "needs", NeedSchema(), root),
        languages=read_shelf(services_data / "languages", LanguageSchema(), root),
        documents=read_shelf(services_data / "documents", DocumentSchema(), root),
        areas=read_shelf(services_data / "areas", AreaSchema(), root),
        clocks=read_shelf(services_data / "statutory_clocks", ClockSchema(), root),
        accountability=read_shelf(services_data / "accountability", AccountabilitySchema(), root),
        pathways=read_shelf(pathways, PathwaySchema(), pathways.parent),
    )
    crisis, problems = read_one(services_data / "crisis_help.yaml", CrisisHelpSchema(), root)
    subjects, unread_subjects = read_one(services_data / "not_listed.yaml", NotListedSchema(), root)
    problems += unread_subjects
    standing, unread = read_one(services_data / "standing_help.yaml", StandingHelpSchema(), root)
    problems += unread
    glossary, unread_terms = read_one(services_data / GLOSSARY, GlossarySchema(), root)
    problems += unread_terms
    for shelf in vars(shelves).values():
        problems += shelf.problems
    ledger_name = f"{services_data.name}/waiting_times.csv"
    waits, wrong = read_ledger(services_data / "waiting_times.csv", ledger_name, shelves.services, shelves.areas)
    common_words, unread_words = read_words(services_data / "common_words.txt", root)
    problems += unread_words
    gazetteer, lost = read_gazetteer(services_data / "geo", f"{services_data.name}/geo")
    day = PartialDate(today.year, today.month, today.day)
    problems += wrong + lost + check_across(shelves, {"crisis_help": crisis, "standing_help": standing}, day)
    problems += check_glossary(
        glossary, f"{services_data.name}/{GLOSSARY}", shelves.services.files, shelves.pathways.files, day
    )
    if problems:
        raise InvalidRecords(problems)

    areas = {key: build_area(key, record) for key, record in shelves.areas.records.items()}
    needs = {key: build_need(key, record) for key, record in shelves.needs.records.items()}
    organizations = {key: build_organization(key, record) for key, record in shelves.organizations.records.items()}
    return Directory(
        services={
            key: build_service(key, record, organizations, areas, needs)
            for key, record in shelves.services.records.items()
        },
        organizations=organizations,
        needs=needs,
        documents={key: build_document(key, record) for key, record in shelves.documents.records.items()},
        areas=areas,
        pathways={key: build_pathway(key, record) for key, record in shelves.pathways.records.items()},
        waits=waits,
        clocks={key: build_clock(key, record) for key, record in shelves.clocks.records.items()},
        accountability=tuple(
            build_accountability(key, record) for key, record in shelves.accountability.records.items()
        ),
        crisis_help=CrisisHelp(**{key: tuple(ids) for key, ids in (crisis or {}).items()}),
        standing_help=StandingHelp(**{key: tuple(ids) for key, ids in (standing or {}).items()}),
        not_listed=tuple(
            NotListed(key, subject["name"], tuple(subject.get("words") or ()))
            for key, subject in (subjects or {}).items()
        ),
        languages={key: build_language(key, record) for key, record in shelves.languages.records.items()},
        glossary=build_glossary(glossary),
        common_words=common_words,
        gazetteer=gazetteer,
    )
