"""Run the command line in this process, on the real data read once."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

import navigator.cli
from navigator.assembly import Navigator

Run = Callable[..., Result]


@pytest.fixture
def run(real_navigator: Navigator, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command as a shell would; `stdin` is what it reads."""
    monkeypatch.setattr(navigator.cli, "open_navigator", lambda *_folders: real_navigator)

    def run_command(*words: str, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(navigator.cli.main, list(words), input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run_command
