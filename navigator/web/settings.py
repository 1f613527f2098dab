"""Everything that the environment may decide."""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass
from pathlib import Path

from navigator.assembly import find_folder


@dataclass(frozen=True)
class Settings:
    """Folders, and the day to count from; no day means today."""

    templates: Path
    services_data: Path
    pathways: Path
    today: datetime.date | None = None


def read_settings() -> Settings:
    """Read NAVIGATOR_SERVICES_DATA and NAVIGATOR_PATHWAYS; the shipped folders otherwise."""
    return Settings(
        templates=find_folder("templates"),
        services_data=Path(os.environ.get("NAVIGATOR_SERVICES_DATA") or find_folder("services_data")),
        pathways=Path(os.environ.get("NAVIGATOR_PATHWAYS") or find_folder("pathways")),
    )
