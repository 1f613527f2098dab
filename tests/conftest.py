"""What every room's tests share: the builders on the path, and the real data read once."""

import sys
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

from navigator.assembly import Navigator, open_navigator

settings.register_profile("sealed", deadline=None, database=None)
settings.load_profile("sealed")


@pytest.fixture(scope="session")
def real_navigator() -> Navigator:
    """Everything opened on the project's own data folders."""
    return open_navigator()
