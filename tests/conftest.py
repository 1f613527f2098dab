"""What every room's tests share: the builders on the path, and the real data read once."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

from navigator.assembly import Navigator, open_navigator

# Where CI runs, the same examples each time; elsewhere new ones, so that we go on learning.
settings.register_profile("sealed", deadline=None, database=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("sealed")


@pytest.fixture(scope="session")
def real_navigator() -> Navigator:
    """Everything opened on the project's own data folders."""
    return open_navigator()
