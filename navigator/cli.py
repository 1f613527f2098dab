"""check, search, plan, serve."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import click
from rich.console import Console
from rich.table import Table

from navigator.answers import PlanAnswers, SearchAnswers
from navigator.assembly import Navigator, open_navigator
from navigator.records import InvalidRecords
from navigator.wording import Wording

MAX_LINE_CHARACTERS = 1_000_000


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


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def check(folders: Folders, as_json: bool) -> None:
    """Read every data file and report every problem. Exit 1 when there is any."""
    try:
        summary = asdict(open_navigator(folders.services_data, folders.pathways).summary)
    except InvalidRecords as invalid:
        if as_json:
            click.echo(json.dumps({"problems": [asdict(problem) for problem in invalid.problems]}))
        else:
            for problem in invalid.problems:
                click.echo(str(problem))
            click.echo(f"{len(invalid.problems)} problems")
        raise SystemExit(1) from None
    if as_json:
        click.echo(json.dumps({"problems": [], **summary}))
        return
    table = Table("What", "How many", title="The directory holds")
    for name, count in summary.items():
        table.add_row(name.replace("_", " "), f"{count:,}")
    Console().print(table)
    click.echo("0 problems")


@main.command()
@click.argument("words", nargs=-1)
@click.option("--age", help="The child's age in whole years.")
@click.option("--postcode", help="Home postcode, or its first half.")
@click.option("--asker", help="Who is asking: parent, young-person, school, gp, ...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--batch", type=click.File("r", encoding="utf-8"), help="JSON lines to answer; - for standard input."
)
@click.pass_obj
def search(
    folders: Folders,
    words: tuple[str, ...],
    age: str | None,
    postcode: str | None,
    asker: str | None,
    as_json: bool,
    batch: IO[str] | None,
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
    if as_json:
        click.echo(json.dumps(answers.tell(page), ensure_ascii=False))
        return
    console = Console()
    if page.crisis:
        console.print("[bold]If life is at risk, call 999.[/] Urgent help:", style="red")
        for service in page.crisis:
            console.print(f"  {service.name}")
    if page.nothing:
        console.print("Nothing listed does what you ask. The nearest:")
    table = Table("Service", "For this child", "Who runs it")
    for hit in page.hits:
        table.add_row(hit.service.name, answers.wording.verdict(hit.finding), hit.service.organization.name)
    console.print(table)
    console.print(f"{page.total} services")


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
@click.option("--document", "documents", multiple=True, help="A paper in hand; may be given again.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--batch", type=click.File("r", encoding="utf-8"), help="JSON lines to answer; - for standard input."
)
@click.pass_obj
def plan(folders: Folders, /, goal: str | None, as_json: bool, batch: IO[str] | None, **given: Any) -> None:
    """Show the routes to GOAL: the id of a service or of a need."""
    answers = PlanAnswers(folders.open())
    if batch is not None:
        _answer_lines(batch, answers.answer_line)
        return
    if not goal:
        raise click.UsageError("Name a service or a need, or give --batch FILE.")
    given["home_postcode"] = given.pop("postcode")
    profile = {name: list(value) if isinstance(value, tuple) else value for name, value in given.items() if value}
    found, problems = answers.ask({"goal": goal, "profile": profile})
    if found is None:
        raise click.UsageError("; ".join(problems))
    told = answers.tell(found)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    _print_plan(told, answers.wording)


def _print_plan(told: dict[str, Any], wording: Wording) -> None:
    console = Console()
    console.print(f"Answer: [bold]{told['answer']}[/]")
    for number, route in enumerate(told["routes"], start=1):
        weeks, unknown = wording.number(route["wait_weeks"]), route["unknown_waits"]
        table = Table(
            "To",
            "Asked by",
            "Comes from",
            "Papers",
            "Wait",
            title=f"Route {number}: {weeks} weeks and {unknown} unpublished waits",
        )
        for leg in route["referrals"]:
            wait = "not published" if leg["wait"]["weeks"] is None else f"{leg['wait']['weeks']} weeks"
            dated = f" ({leg['wait']['as_of']})" if leg["wait"]["as_of"] else ""
            table.add_row(leg["to"], leg["by"], leg["from"] or "", ", ".join(leg["documents"]), wait + dated)
        console.print(table)
    for title, key in (("Why", "reasons"), ("While waiting", "while_waiting"), ("If refused", "if_refused")):
        if told[key]:
            console.print(f"[bold]{title}[/]")
            for line in told[key]:
                console.print(f"  {line}", highlight=False)


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


def _answer_lines(batch: IO[str], answer: Callable[[Any], dict[str, Any]]) -> None:
    """Answer each JSON line with one JSON line; a line that cannot be answered gets an error line.

    Exit code 1 when any line had an error, after every line was answered.
    """
    failed = False
    for given in _lines(batch):
        try:
            told = answer(json.loads(given))
        except json.JSONDecodeError as error:
            told = {"id": None, "error": f"not a line of JSON: {error.msg} at character {error.pos + 1}"}
        except RecursionError:
            told = {"id": None, "error": "not a line of JSON that can be read: nested too deeply"}
        failed = failed or "error" in told
        click.echo(json.dumps(told, ensure_ascii=False))
    if failed:
        raise SystemExit(1)


def _lines(batch: IO[str]) -> Iterator[str]:
    try:
        for line in batch:
            if line.strip():
                yield line[:MAX_LINE_CHARACTERS]
    except UnicodeDecodeError:
        raise click.ClickException("The batch is not text in UTF-8. Save it again as UTF-8.") from None
