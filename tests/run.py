"""The one test command: format, lint, types, import contract, data, then every test.

`python3 tests/run.py` makes a virtual environment in .venv (unless it already runs in one), installs
the project with its development tools, and runs each check. It exits 1 if any of them fails, after
running them all. Words after the command are handed to pytest.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def find_tools() -> Path:
    """The folder of the environment's programs, made first where there is none."""
    if sys.prefix != sys.base_prefix:
        return Path(sys.prefix) / "bin"
    home = ROOT / ".venv"
    if not (home / "bin" / "python").exists():
        venv.create(home, with_pip=True)
    return home / "bin"


def main() -> int:
    """Install, run every check, and say which failed."""
    tools = find_tools()
    subprocess.run(
        [tools / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", ".[dev]"],
        cwd=ROOT,
        check=True,
    )
    checks = [
        ["ruff", "format", "--check", "--quiet", "navigator", "tests"],
        ["ruff", "check", "--quiet", "navigator", "tests"],
        ["mypy"],
        ["lint-imports"],
        ["navigator", "check"],
        ["pytest", "-q", "-n", "2", "--dist", "loadfile", *sys.argv[1:]],
    ]
    failed = []
    for name, *rest in checks:
        print(f"== {name} {' '.join(rest)}", flush=True)
        environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"}
        if subprocess.run([tools / name, *rest], cwd=ROOT, env=environment, check=False).returncode:
            failed.append(name)
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
