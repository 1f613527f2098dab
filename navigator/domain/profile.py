"""Profile: what we have been told of one child. Every answer may be missing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from navigator.domain.areas import Place


class Referrer(StrEnum):
    """Who may ask a service for help for a child."""

    PARENT = "parent"
    YOUNG_PERSON = "young-person"
    SCHOOL = "school"
    EARLY_YEARS_SETTING = "early-years-setting"
    GP = "gp"
    HEALTH_PROFESSIONAL = "health-professional"
    SOCIAL_CARE = "social-care"
    ANY_PROFESSIONAL = "any-professional"
    ANYONE = "anyone"


class Setting(StrEnum):
    """Where the child learns."""

    NONE = "none"
    EARLY_YEARS = "early-years"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    SPECIAL = "special"
    POST_16 = "post-16"
    HOME_EDUCATED = "home-educated"


class SchoolType(StrEnum):
    """What kind of school the child attends."""

    STATE_MAINSTREAM = "state-mainstream"
    SPECIAL = "special"
    INDEPENDENT = "independent"
    ALTERNATIVE_PROVISION = "alternative-provision"


@dataclass(frozen=True)
class Profile:
    """What a family or a professional has told us. None always means "we were not told".

    `documents` and `seen_by` as empty sets mean "we were told: none". `needs` is never a full
    list: a need that was not named may still be there. `age_months` are the whole months since the
    last birthday, 0 to 11, and mean nothing without `age_years`.
    """

    asker: Referrer | None = None
    age_years: int | None = None
    age_months: int | None = None
    home: Place | None = None
    gp_area: Place | None = None
    school_area: Place | None = None
    setting: Setting | None = None
    school_type: SchoolType | None = None
    needs: frozenset[str] = frozenset()
    documents: frozenset[str] | None = None
    seen_by: frozenset[str] = frozenset()
