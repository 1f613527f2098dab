"""Schemathesis over both documents with a few examples; run_schemathesis.py does 200 of each."""

from flask import Flask
from run_schemathesis import run


def test_answers_keep_to_their_documents(app: Flask) -> None:
    assert run(app, examples=2, phases="examples,fuzzing", seed=7) == 0
