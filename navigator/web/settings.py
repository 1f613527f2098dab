"""Everything that the environment may decide."""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass, field
from pathlib import Path

from navigator.assembly import find_folder
from navigator.translations import find_translations


@dataclass(frozen=True)
class Settings:
    """Folders, and the day to count from; no day means today."""

    templates: Path
    services_data: Path
    pathways: Path
    today: datetime.date | None = None
    translations: Path = field(default_factory=find_translations)


def read_settings() -> Settings:
    """Read NAVIGATOR_SERVICES_DATA, _PATHWAYS and _TRANSLATIONS; the shipped folders otherwise."""
    return Settings(
        templates=find_folder("templates"),
        services_data=Path(os.environ.get("NAVIGATOR_SERVICES_DATA") or find_folder("services_data")),
        pathways=Path(os.environ.get("NAVIGATOR_PATHWAYS") or find_folder("pathways")),
        translations=Path(os.environ.get("NAVIGATOR_TRANSLATIONS") or find_translations()),
    )
