"""A tiny valid data folder, to be spoilt one field at a time."""

from __future__ import annotations

import csv
import datetime
import gzip
import io
import re
from pathlib import Path
from typing import Any

import yaml

from navigator.domain.directory import Directory
from navigator.records import InvalidRecords, Problem, read_directory
from navigator.records.ledger import COLUMNS

PROJECT = Path(__file__).resolve().parents[2]
TODAY = datetime.date(2026, 11, 23)
REMOVED = object()
"""As a value in `changed`: take the field away."""

Files = dict[str, Any]
"""Path below the root -> a record, the ledger's rows, or raw text or bytes to be written as they are."""

THERAPY = "services_data/services/riverside-therapy.yaml"
CLINIC = "services_data/services/hearing-clinic.yaml"
PATHWAY = "pathways/speech.yaml"
LEDGER = "services_data/waiting_times.csv"


def a_row(**changes: Any) -> dict[str, Any]:
    """One published figure: 38 weeks for Riverside therapy."""
    row = dict.fromkeys(COLUMNS, "") | {
        "service": "riverside-therapy",
        "clock_from": "referral",
        "clock_to": "first-appointment",
        "statistic": "median",
        "value": "38",
        "unit": "weeks",
        "population": "all children",
        "place": "oxfordshire",
        "as_of": "2026-05-31",
        "source_title": "Riverside: board paper",
        "source_url": "https://example.org/may",
        "confidence": "high",
    }
    return row | changes


def small_data() -> Files:
    """Two services, one pathway and what they need: valid as it stands, and fresh each time."""
    sources = {"offer": {"title": "Riverside: offer", "url": "https://example.org/slt", "read": "2026-11"}}
    service = {
        "organization": "riverside",
        "sector": "health",
        "main_source": "offer",
        "confidence": "high",
        "sources": sources,
    }
    return {
        THERAPY: {
            "name": "Riverside children's speech therapy",
            "alternate_names": ["Riverside SLT"],
            "summary": "Helps children to talk and to be understood.",
            "needs": ["speech"],
            "eligibility": [
                {"rule": "age", "minimum": 0, "maximum": 18, "source": "offer"},
                {"rule": "area", "by": "home", "areas": ["oxfordshire"], "source": "offer"},
                {"rule": "condition", "text": "The difficulty gets in the way of daily life.", "source": "offer"},
            ],
            "ways_in": [
                {
                    "id": "ask",
                    "name": "Ask for it",
                    "referrers": ["parent", "gp"],
                    "documents": ["hearing-test"],
                    "steps": ["Fill in the request form."],
                    "fee_pence": 0,
                    "source": "offer",
                }
            ],
            "contacts": [{"kind": "phone", "value": "01865 000000", "source": "offer"}],
            "costs": [{"amount_pence": 0, "text": "Free", "source": "offer"}],
            "notes": [{"kind": "gap", "text": "Nobody publishes how many are seen.", "basis": "curator"}],
            **service,
        },
        CLINIC: {
            "name": "Hearing clinic",
            "summary": "Tests hearing.",
            "needs": ["hearing"],
            "ways_in": [
                {
                    "id": "sent-on",
                    "name": "The therapist sends your child",
                    "passed_on_by": ["riverside-therapy"],
                    "source": "offer",
                },
                {"id": "gp", "name": "Through the GP", "referrers": ["gp"], "source": "offer"},
            ],
            "produces": [{"document": "hearing-test", "source": "offer"}],
            **service,
        },
        "services_data/organizations/riverside.yaml": {"name": "Riverside NHS Trust", "kind": "nhs"},
        "services_data/needs/communication.yaml": {"name": "Communication"},
        "services_data/needs/speech.yaml": {
            "name": "Speech",
            "parent": "communication",
            "words": ["not talking", "hard to understand"],
        },
        "services_data/needs/hearing.yaml": {"name": "Hearing", "words": ["cannot hear"]},
        "services_data/languages/pl.yaml": {
            "name": "Polish",
            "checked": "machine",
            "needs": {"speech": ["nie mówi"]},
        },
        "services_data/documents/hearing-test.yaml": {
            "name": "Hearing test",
            "about": "A report of how well your child hears.",
        },
        "services_data/areas/oxfordshire.yaml": {
            "name": "Oxfordshire",
            "kind": "council",
            "covers": {"councils": ["E10000025"]},
        },
        "services_data/statutory_clocks/reply.yaml": {
            "name": "A reply to a request",
            "rule": "The service replies.",
            "limit": {"value": 6, "unit": "weeks"},
            "services": ["riverside-therapy"],
            "source": "offer",
            "sources": sources,
        },
        "services_data/accountability/therapy.yaml": {
            "service": "riverside-therapy",
            "step": "Runs the therapy.",
            "organization": "riverside",
            "escalation": [{"to": "hearing-clinic"}, {"text": "Complain to the trust."}],
            "source": "offer",
            "sources": sources,
        },
        "services_data/crisis_help.yaml": {"life_at_risk": ["hearing-clinic"], "safeguarding": []},
        "services_data/standing_help.yaml": {"while_waiting": ["riverside-therapy"], "if_refused": []},
        "services_data/common_words.txt": "loo\nmum\n",
        "services_data/glossary.yaml": {
            "terms": {
                "slt": {
                    "term": "SLT",
                    "long": "speech and language therapy",
                    "also": ["SALT"],
                    "meaning": "Help with talking.",
                    "services": ["riverside-therapy"],
                    "pathways": ["speech"],
                    "source": "offer",
                },
                "waiting-list": {"term": "Waiting list", "meaning": "Who is next.", "basis": "curator"},
            },
            "sources": sources,
        },
        "services_data/not_listed.yaml": {"lawyers": {"name": "Lawyers", "words": ["divorce lawyer"]}},
        LEDGER: [a_row(), a_row(service="hearing-clinic", value="6")],
        PATHWAY: {
            "name": "Speech and hearing",
            "summary": "From a worry about talking to help with it.",
            "needs": ["speech"],
            "start": ["hearing-clinic"],
            "goals": ["riverside-therapy"],
            "stages": [
                {"id": "worried", "name": "You are worried", "services": ["hearing-clinic"]},
                {"id": "helped", "name": "Therapy starts", "services": ["riverside-therapy"]},
            ],
            "connections": [
                {"from": "riverside-therapy", "to": "hearing-clinic", "kind": "refers-to", "source": "offer"},
                {"from": "hearing-clinic", "to": "riverside-therapy", "kind": "see-also", "basis": "curator"},
            ],
            "clocks": ["reply"],
            "refusals": [
                {
                    "service": "riverside-therapy",
                    "reason": "threshold-not-met",
                    "text": "Ask the clinic.",
                    "onward": ["hearing-clinic"],
                    "source": "offer",
                }
            ],
            "sources": sources,
        },
    }


def changed(files: Files, file: str, path: str, value: Any) -> Files:
    """The same files with one field of one of them given another value, or taken away."""
    fields = [int(part) if part.isdigit() else part for part in re.findall(r"[^.\[\]]+", path)]
    place = files[file] = _copy(files[file])
    for field in fields[:-1]:
        place = place[field]
    if value is REMOVED:
        del place[fields[-1]]
    elif isinstance(place, list) and fields[-1] == len(place):
        place.append(value)
    else:
        place[fields[-1]] = value
    return files


def _copy(value: Any) -> Any:
    """A deep copy that shares nothing, so that the YAML holds no `&` and `*`."""
    if isinstance(value, dict):
        return {key: _copy(inner) for key, inner in value.items()}
    return [_copy(inner) for inner in value] if isinstance(value, list) else value


def as_csv(rows: list[dict[str, Any]]) -> str:
    """The ledger's text."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def write_data(root: Path, files: Files) -> tuple[Path, Path]:
    """Write the files and a little geography; return the two data folders."""
    write_geography(root / "services_data" / "geo")
    for file, content in files.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        elif file == LEDGER:
            path.write_text(as_csv(content), encoding="utf-8")
        else:
            text = yaml.safe_dump(_copy(content), allow_unicode=True, sort_keys=False)
            path.write_text(text, encoding="utf-8")
    return root / "services_data", root / "pathways"


def write_geography(folder: Path) -> None:
    """The first lines of each of the project's own geography files."""
    folder.mkdir(parents=True, exist_ok=True)
    outlines = "districts_oxfordshire_indicative.geojson"
    (folder / outlines).write_bytes((PROJECT / "services_data" / "geo" / outlines).read_bytes())
    for path in (PROJECT / "services_data" / "geo").glob("*.csv*"):
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as stream:
            lines = [line for line, _ in zip(stream, range(4), strict=False)]
        with opener(folder / path.name, "wt", encoding="utf-8") as stream:
            stream.writelines(lines)


def read(root: Path, files: Files) -> Directory:
    """Write and read the files."""
    return read_directory(*write_data(root, files), TODAY)


def problems_of(root: Path, files: Files) -> tuple[Problem, ...]:
    """Write and read the files, which must be refused; return why."""
    try:
        read(root, files)
    except InvalidRecords as invalid:
        return invalid.problems
    raise AssertionError("the files were accepted")
