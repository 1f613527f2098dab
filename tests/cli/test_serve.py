"""`navigator serve`, really started: it answers over HTTP, writes down nothing that was asked, and stops."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

TOLD = {"q": "zebrafish he will not sleep", "age": "9", "postcode": "OX4 2JD"}


def a_free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(*words: str, cwd: Path, **environment: str) -> subprocess.Popen[str]:
    """Start the command line as its own process, somewhere outside the project's folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "navigator", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), **environment},
    )


class Served:
    """A server that runs, and what it has written once it is stopped."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.address = address

    def get(self, path: str) -> tuple[int, str]:
        """The status and the text of a page."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def stop(self) -> tuple[str, str]:
        """Ask it to stop, as Ctrl-C does, and hand back all it wrote."""
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=30)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The server on a free port, ready to answer."""
    port = a_free_port()
    process = start("serve", "--port", str(port), "--json", cwd=tmp_path)
    assert process.stdout is not None
    first = json.loads(process.stdout.readline())
    address = first["address"]
    assert address == f"http://127.0.0.1:{port}"
    assert first["services"] == 239
    while process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield Served(process, address)
    if process.poll() is None:
        process.kill()
        process.communicate()


def test_it_serves_pages_and_writes_down_nothing_that_was_asked(served: Served) -> None:
    asked = urllib.parse.urlencode(TOLD)

    start_page = served.get("/")
    results = served.get(f"/search?{asked}")
    wrong = served.get(f"/search?{asked}&gp_area=zebrafish")
    nowhere = served.get("/zebrafish?" + asked)
    sheet = served.get("/static/app.css")
    out, err = served.stop()

    assert start_page[0] == 200
    assert "What is worrying you?" in start_page[1]
    assert results[0] == 200
    assert "zebrafish he will not sleep" in results[1]
    assert (wrong[0], nowhere[0], sheet[0]) == (400, 404, 200)
    for secret in ("zebrafish", "sleep", "OX4", "2JD", "GET "):
        assert secret not in out + err
    assert "Traceback" not in err
    assert served.process.returncode == 0


def test_broken_data_stops_it_before_it_listens(tmp_path: Path) -> None:
    port = a_free_port()
    process = start("serve", "--port", str(port), cwd=tmp_path, NAVIGATOR_SERVICES_DATA=str(tmp_path))

    out, err = process.communicate(timeout=60)

    assert process.returncode == 1
    assert out == ""
    assert "problems. Nothing was loaded." in err
    assert "Traceback" not in err
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_a_port_in_use_is_said_plainly(run: Callable[..., Result]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--port", str(taken.getsockname()[1]))

    assert result.exit_code == 1
    assert "Address already in use. Give another --host or --port." in result.stderr
    assert result.stdout == ""


def test_a_host_that_is_not_ours_is_said_plainly(run: Callable[..., Result]) -> None:
    result = run("serve", "--host", "no host")

    assert result.exit_code == 1
    assert "Cannot listen on no host, port 8000" in result.stderr
    assert result.stdout == ""
