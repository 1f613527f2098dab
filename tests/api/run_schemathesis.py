"""Run Schemathesis over both OpenAPI documents on the real data: python tests/api/run_schemathesis.py [EXAMPLES].

EXAMPLES is how many are tried for each operation, 200 unless given. Exit 1 on any failure.
"""

import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from flask import Flask
from werkzeug.serving import make_server

HERE = Path(__file__).parent
DOCUMENTS = ("/api/hsds/openapi.json", "/api/v1/openapi.json")
SETTINGS = """
# An address that is too long is refused, whatever it says.
checks.negative_data_rejection.expected-statuses = [400, 404, 414]
checks.positive_data_acceptance.expected-statuses = ["2xx", 404, 414]

[[operations]]
# Which days are possible hangs on today, on each other and on the process: no schema can say it.
include-path = "/api/v1/deadlines/{process_id}"
checks.positive_data_acceptance.enabled = false
"""


def list_real_ids(app: Flask) -> str:
    """Real values of the parameters in paths, as the hooks read them."""
    client = app.test_client()

    def ids(path: str, key: str = "id") -> str:
        answer = client.get(path, query_string={"per_page": 25} if path.count("/") == 3 else {}).get_json()
        items = answer.get("contents") or next(value for value in answer.values() if isinstance(value, list))
        return ",".join(item[key] for item in items[:25])

    hsds = {
        "service_id": ids("/api/hsds/services") + "," + ids("/api/v1/services"),
        "link_id": ids("/api/hsds/service_at_locations"),
        "organization_id": ids("/api/hsds/organizations"),
        "taxonomy_id": ids("/api/hsds/taxonomies"),
        "term_id": ids("/api/hsds/taxonomy_terms"),
        "goal": ids("/api/v1/services"),
        "pathway_id": ids("/api/v1/pathways"),
        "need": ids("/api/v1/needs"),
        "process_id": ids("/api/v1/deadlines"),
    }
    return " ".join(f"{name}={values}" for name, values in hsds.items())


def run(app: Flask, examples: int, phases: str = "examples,coverage,fuzzing", seed: int | None = None) -> int:
    """Serve the app to this machine only and run every document; 0 when nothing failed."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    environment = {
        **os.environ,
        "SCHEMATHESIS_HOOKS": "schemathesis_hooks",
        "PYTHONPATH": str(HERE),
        "REAL_IDS": list_real_ids(app),
    }
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "schemathesis.toml"
        config.write_text(SETTINGS, encoding="utf-8")
        for document in DOCUMENTS:
            command = [
                str(shutil.which("st", path=f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}")),
                "--config-file",
                str(config),
                "run",
                f"http://127.0.0.1:{server.port}{document}",
                "--max-examples",
                str(examples),
                "--phases",
                phases,
                "--continue-on-failure",
                "--no-color",
                *([] if seed is None else ["--seed", str(seed)]),
            ]
            started = time.monotonic()
            failed |= subprocess.run(command, env=environment, cwd=folder, check=False).returncode
            print(f"{document}: {examples} examples an operation, {time.monotonic() - started:.0f} s", flush=True)
    server.shutdown()
    return failed


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parents[1]))
    from navigator.web import create_app

    sys.exit(run(create_app(), int(sys.argv[1]) if len(sys.argv) > 1 else 200))
