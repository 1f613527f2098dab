"""The gathered facts and the curated files as text, read once for these tests."""

import os
from collections.abc import Mapping
from typing import Any

import pytest
from gathered import FACTS, PROJECT, GatheredFacts, load, read_gathered_facts

from navigator.assembly import Navigator
from navigator.domain.directory import Directory


@pytest.fixture(scope="session")
def facts() -> GatheredFacts:
    """The gathered facts, or a skip that says what is absent; never a skip where CI runs."""
    if not FACTS.is_dir():
        said = f"the gathered facts are not at {FACTS}"
        if os.environ.get("CI"):
            pytest.fail(said)
        pytest.skip(said)
    return read_gathered_facts()


@pytest.fixture(scope="session")
def directory(real_navigator: Navigator) -> Directory:
    """The project's own facts, checked and loaded."""
    return real_navigator.directory


@pytest.fixture(scope="session")
def service_files() -> Mapping[str, Mapping[str, Any]]:
    """Each service file as written, by id."""
    return {path.stem: load(path) for path in sorted((PROJECT / "services_data" / "services").glob("*.yaml"))}


@pytest.fixture(scope="session")
def curated_files() -> Mapping[str, Any]:
    """Every curated YAML file, by its path inside the project."""
    paths = [*(PROJECT / "services_data").rglob("*.yaml"), *(PROJECT / "pathways").glob("*.yaml")]
    return {str(path.relative_to(PROJECT)): load(path) for path in sorted(paths)}
