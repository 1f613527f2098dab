"""check, search, plan, serve."""

from __future__ import annotations

import datetime
import json
import os
import socket
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import click
from rich.console import Console
from rich.table import Table

from navigator.answers import PlanAnswers, SearchAnswers
from navigator.assembly import Navigator, find_folder, open_navigator
from navigator.deadlines_command import deadlines
from navigator.domain.journeys import Plan
from navigator.records import InvalidRecords, Problem
from navigator.records.calendars import read_calendar
from navigator.routing import assure
from navigator.routing.cover import LONG_WAIT_WEEKS, Assurance
from navigator.search import open_index
from navigator.translations import find_translations
from navigator.translations.faults import Report
from navigator.translations_command import check_languages, translations
from navigator.wording import Wording
from navigator.words_command import words as words_command

MAX_LINE_BYTES = 1_000_000


class Folders:
    """Where the data lies, as the command line or the environment said."""

    def __init__(self, services_data: Path | None, pathways: Path | None) -> None:
        self.services_data = services_data
        self.pathways = pathways

    def open(self) -> Navigator:
        """Open the navigator, or leave with every problem on standard error and exit code 1."""
        try:
            return open_navigator(self.services_data, self.pathways)
        except InvalidRecords as invalid:
            for problem in invalid.problems:
                click.echo(str(problem), err=True)
            click.echo(f"{len(invalid.problems)} problems. Nothing was loaded.", err=True)
            raise SystemExit(1) from None


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--services-data",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="NAVIGATOR_SERVICES_DATA",
    help="Folder of services, waits, needs and areas. Default: the one shipped.",
)
@click.option(
    "--pathways",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="NAVIGATOR_PATHWAYS",
    help="Folder of pathway files. Default: the one shipped.",
)
@click.pass_context
def main(context: click.Context, services_data: Path | None, pathways: Path | None) -> None:
    """SEND services in Oxfordshire: find them, and the way to them."""
    context.obj = Folders(services_data, pathways)


main.add_command(deadlines)
main.add_command(words_command)
main.add_command(translations)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def check(folders: Folders, as_json: bool) -> None:
    """Read every data file and report every problem. Exit 1 when there is any."""
    navigator, problems = _read_everything(folders)
    languages, wrong = _read_languages(navigator)
    problems += wrong
    if navigator is None or problems:
        if as_json:
            click.echo(json.dumps({"problems": [asdict(problem) for problem in problems]}))
        else:
            for problem in problems:
                click.echo(str(problem))
            click.echo(f"{len(problems)} problems")
        raise SystemExit(1)
    summary, assurance = asdict(navigator.summary), assure(navigator.directory)
    if as_json:
        click.echo(
            json.dumps(
                {
                    "problems": [],
                    **summary,
                    "assurance": asdict(assurance),
                    "translations": [asdict(one) for one in languages],
                }
            )
        )
        return
    table = Table("What", "How many", title="The directory holds")
    for name, count in summary.items():
        table.add_row(name.replace("_", " "), f"{count:,}")
    _console().print(table)
    _print_assurance(assurance)
    for report in languages:
        click.echo(str(report))
    click.echo("0 problems")


def _read_everything(folders: Folders) -> tuple[Navigator | None, list[Problem]]:
    """The navigator, and every problem of every file, the school calendar's included."""
    problems: list[Problem] = []
    navigator = None
    try:
        navigator = open_navigator(folders.services_data, folders.pathways)
    except InvalidRecords as invalid:
        problems += invalid.problems
    try:
        read_calendar(
            folders.services_data or find_folder("services_data"), datetime.datetime.now(tz=datetime.UTC).date()
        )
    except InvalidRecords as invalid:
        problems += invalid.problems
    return navigator, problems


def _read_languages(navigator: Navigator | None) -> tuple[list[Report], list[Problem]]:
    """How far each language is, and every problem of those that have been begun."""
    if navigator is None:
        return [], []
    try:
        reports = check_languages(find_translations(), navigator.directory.needs.values())
    except InvalidRecords as invalid:
        return [], list(invalid.problems)
    return reports, [one for report in reports for one in report.problems]


def _print_assurance(assurance: Assurance) -> None:
    """How well waits, refusals and doors are covered, each as a number, and the gaps by name."""
    covered = assurance.long_waits - len(assurance.uncovered)
    onward = assurance.refusals - len(assurance.refusals_leading_nowhere)
    entered = assurance.running_services - len(assurance.without_a_way_in)
    for text, names in (
        (
            f"waits over {LONG_WAIT_WEEKS} weeks with help meanwhile: {covered} of {assurance.long_waits}",
            assurance.uncovered,
        ),
        (f"refusals with an onward step: {onward} of {assurance.refusals}", assurance.refusals_leading_nowhere),
        (
            f"services shown and running that somebody can enter: {entered} of {assurance.running_services}",
            assurance.without_a_way_in,
        ),
    ):
        click.echo(text)
        for name in names:
            click.echo(f"  gap: {name}")
    click.echo(f"groups of services that pass families on to each other: {len(assurance.loops)}")
    for group in assurance.loops:
        click.echo(f"  {' / '.join(group)}")


@main.command()
@click.argument("words", nargs=-1)
@click.option("--age", help="The child's age in whole years.")
@click.option("--postcode", help="Home postcode, or its first half.")
@click.option("--asker", help="Who is asking: parent, young-person, school, gp, ...")
@click.option("--explain", is_flag=True, help="Say what was read, and why each service stands where it does.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--batch", type=click.File("rb"), help="JSON lines to answer, in UTF-8; - for standard input.")
@click.pass_obj
def search(
    folders: Folders,
    words: tuple[str, ...],
    age: str | None,
    postcode: str | None,
    asker: str | None,
    explain: bool,
    as_json: bool,
    batch: IO[bytes] | None,
) -> None:
    """Find services for WORDS, as a family would say them."""
    answers = SearchAnswers(folders.open())
    if batch is not None:
        _answer_lines(batch, answers.answer_line)
        return
    if not words:
        raise click.UsageError("Say what you are looking for, or give --batch FILE.")
    page, problems = answers.ask({"query": " ".join(words), "age": age, "postcode": postcode, "asker": asker})
    if page is None:
        raise click.UsageError("; ".join(problems))
    _say_left_out(problems)
    if as_json:
        click.echo(json.dumps(answers.explain(page) if explain else answers.tell(page)))
        return
    wording = answers.wording
    if explain:
        read = [one.text for one in wording.readings(page)] + wording.spoken(page)
        click.echo(f"Read as: {'; '.join(read) or 'nothing we know'}")
    if page.crisis:
        click.secho("If life is at risk, call 999. Urgent help:", fg="red", bold=True)
        for service in page.crisis:
            click.echo(f"  {service.name}")
    if page.nothing:
        click.echo("Nothing listed does what you ask. The nearest:")
    table = Table("Service", "For this child", "Why" if explain else "Who runs it")
    for hit in page.hits:
        why = "\n".join(wording.why(hit, page)) if explain else hit.service.organization.name
        table.add_row(hit.service.name, wording.verdict(hit.finding), why)
    _console().print(table)
    click.echo(f"{page.total} services")
    if page.question is not None:
        click.echo(wording.question(page.question, page.asked_of))


@main.command()
@click.argument("goal", required=False)
@click.option("--age", help="The child's age in whole years.")
@click.option("--postcode", help="Home postcode, or its first half.")
@click.option("--gp-area", help="Council area of the GP practice.")
@click.option("--setting", help="none, early-years, primary, secondary, special, post-16 or home-educated.")
@click.option("--school-area", help="Council area of the school.")
@click.option("--school-type", help="state-mainstream, special, independent or alternative-provision.")
@click.option("--asker", help="Who is asking: parent, young-person, school, gp, ...")
@click.option("--need", "needs", multiple=True, help="A need; may be given again.")
@click.option(
    "--document", "documents", multiple=True, help="A paper in hand; may be given again. none: no papers."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--batch", type=click.File("rb"), help="JSON lines to answer, in UTF-8; - for standard input.")
@click.pass_obj
def plan(folders: Folders, /, goal: str | None, as_json: bool, batch: IO[bytes] | None, **given: Any) -> None:
    """Show the routes to GOAL: the id of a service or of a need."""
    answers = PlanAnswers(folders.open())
    if batch is not None:
        _answer_lines(batch, answers.answer_line)
        return
    if not goal:
        raise click.UsageError("Name a service or a need, or give --batch FILE.")
    given["home_postcode"] = given.pop("postcode")
    profile = {name: list(value) if isinstance(value, tuple) else value for name, value in given.items() if value}
    if "documents" in profile:
        profile["documents"] = [paper for paper in profile["documents"] if paper != "none"]
    found, problems = answers.ask({"goal": goal, "profile": profile})
    if found is None:
        raise click.UsageError("; ".join(problems))
    _say_left_out(problems)
    told = answers.tell(found)
    if as_json:
        click.echo(json.dumps(told))
        return
    _print_plan(found, told, answers.wording)


def _print_plan(plan: Plan, told: dict[str, Any], wording: Wording) -> None:
    click.secho(f"Answer: {told['answer']}", bold=True)
    for number, (route, legs) in enumerate(zip(plan.routes, told["routes"], strict=True), start=1):
        table = Table(
            "To",
            "Asked by",
            "Comes from",
            "Papers",
            "Wait",
            title=f"Route {number}: {wording.total_wait(route.cost)}",
        )
        for leg, row in zip(route.legs, legs["referrals"], strict=True):
            wait = wording.wait(leg.wait) + (f" ({wording.wait_date(leg.wait)})" if leg.wait else "")
            table.add_row(row["to"], row["by"], row["from"] or "", ", ".join(row["documents"]), wait)
        _console().print(table)
    for title, key in (("Why", "reasons"), ("While waiting", "while_waiting"), ("If refused", "if_refused")):
        if told[key]:
            click.secho(title, bold=True)
            for line in told[key]:
                click.echo(f"  {line}")


def _console() -> Console:
    """A console for tables, on which square brackets in a name are only brackets."""
    return Console(markup=False, emoji=False, highlight=False)


def _say_left_out(problems: list[str]) -> None:
    for text in problems:
        click.echo(f"Left out of the question: {text}", err=True)


@main.command()
@click.argument("judged", type=click.File("r", encoding="utf-8"))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def evaluate(folders: Folders, judged: IO[str], as_json: bool) -> None:
    """Measure the search on JUDGED queries, beside plain Whoosh and SQLite on the same records."""
    from navigator.search import evaluation  # noqa: PLC0415 - only this command measures

    try:
        queries = evaluation.parse_judged(judged)
    except evaluation.BrokenJudgement as broken:
        raise click.ClickException(f"{judged.name}: {broken}") from None
    navigator = folders.open()
    answers = SearchAnswers(navigator)
    published = frozenset(service.id for service in navigator.directory.list_services())

    def ask(one: evaluation.Judged) -> evaluation.Shown:
        page, _ = answers.ask({"query": one.query, "age": one.age, "asker": one.persona})
        if page is None:
            return evaluation.Shown(())
        told = answers.tell(page)
        return evaluation.Shown(tuple(told["ranked"]), told["crisis_shown"], told["none_said"])

    reports = {
        "navigator": evaluation.evaluate(queries, ask, published),
        "plain Whoosh": evaluation.evaluate(
            queries, evaluation.ask_plain_whoosh(open_index(navigator.directory)), published
        ),
        "SQLite FTS5": evaluation.evaluate(queries, evaluation.ask_sqlite(navigator.directory), published),
    }
    if as_json:
        click.echo(json.dumps({name: asdict(report) for name, report in reports.items()}))
        return
    console = Console()
    for name, report in reports.items():
        table = Table("Group", "Queries", "nDCG@10", "success@3", "MRR", title=name)
        rows = [("all", report.overall), *report.by_persona.items()]
        for group, figures in [*rows, *report.by_tag.items()] if name == "navigator" else rows:
            shown = (figures.ndcg, figures.success, figures.mrr)
            table.add_row(group, str(figures.queries), *("" if one is None else f"{one:.3f}" for one in shown))
        console.print(table)
    ours = reports["navigator"]
    console.print(
        "crisis shown: {} of {}; of those shown, right: {} of {}".format(*ours.crisis_shown, *ours.crisis_right)
    )
    console.print("nothing said: {} of {}; said wrongly: {} of {}".format(*ours.none_said, *ours.none_wrong))


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, envvar="NAVIGATOR_HOST")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), envvar="NAVIGATOR_PORT")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), envvar="NAVIGATOR_WORKERS")
@click.option("--json", "as_json", is_flag=True, help="Print where it listens as JSON.")
@click.pass_obj
def serve(folders: Folders, host: str, port: int, workers: int, as_json: bool) -> None:
    """Serve the navigator's pages. Bad data stops it before it listens."""
    from granian.constants import Interfaces  # noqa: PLC0415 - only this command needs a server
    from granian.server import Server  # noqa: PLC0415

    summary = folders.open().summary
    for name, folder in (("SERVICES_DATA", folders.services_data), ("PATHWAYS", folders.pathways)):
        if folder is not None:
            os.environ[f"NAVIGATOR_{name}"] = str(folder.resolve())
    _check_port(host, port)
    address = f"http://{host}:{port}"
    if as_json:
        click.echo(json.dumps({"address": address, "services": summary.services}))
    else:
        click.echo(f"{summary.services} services loaded. Open {address} in a browser. Ctrl-C stops.")
    sys.stdout.flush()
    # No access log: it would hold families' words. blocking_threads=1 keeps slow requests few.
    Server(
        "navigator.web.wsgi:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        log_access=False,
    ).serve()


def _check_port(host: str, port: int) -> None:
    """Leave in words, before any worker starts, when nothing can listen there."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        message = f"Cannot listen on {host}, port {port}: {error.strerror}. Give another --host or --port."
        raise click.ClickException(message) from None


def _answer_lines(batch: IO[bytes], answer: Callable[[Any], dict[str, Any]]) -> None:
    """Answer each JSON line with one JSON line; a line that cannot be answered gets an error line.

    Exit code 1 when any line had an error, after every line was answered.
    """
    failed = False
    for line in batch:
        if not line.strip():
            continue
        try:
            told = answer(_parse(line))
        except _UnreadableLineError as error:
            told = {"id": None, "error": str(error)}
        failed = failed or "error" in told
        click.echo(json.dumps(told))
    if failed:
        raise SystemExit(1)


class _UnreadableLineError(Exception):
    """A line of a batch is not JSON; the message says why, to whoever wrote it."""


def _parse(line: bytes) -> Any:
    """Read one line of JSON in UTF-8. Raise _UnreadableLineError when it is none."""
    if len(line) > MAX_LINE_BYTES:
        raise _UnreadableLineError(f"a line may have at most {MAX_LINE_BYTES:,} bytes")
    try:
        return json.loads(line.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise _UnreadableLineError("not text in UTF-8: save the file again as UTF-8") from None
    except json.JSONDecodeError as error:
        raise _UnreadableLineError(f"not a line of JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise _UnreadableLineError("not a line of JSON that can be read: nested too deeply") from None
    except ValueError:
        raise _UnreadableLineError("not a line of JSON that can be read: a number is too long") from None


def _refuse_constant(name: str) -> None:
    raise _UnreadableLineError(f"not a line of JSON: {name} is not a number")
