"""The three doors of the start page: who is asking, and worries that people in that role bring.

A door only changes what is put first. What a service takes, and whom, is the same behind each.
"""

from __future__ import annotations

from dataclasses import dataclass

from navigator.domain.profile import Referrer
from navigator.wording.speech import Gettext


@dataclass(frozen=True)
class Door:
    """One way to begin. `roles` are those who use it, the one it stands for first."""

    key: str
    name: str
    roles: tuple[Referrer, ...]
    worries_heading: str
    worries: tuple[str, ...]


def list_doors(gettext: Gettext) -> tuple[Door, ...]:
    """The doors in the order to show them, in the reader's language."""
    return _family(gettext), _school(gettext), _care(gettext)


def find_door(doors: tuple[Door, ...], asker: Referrer | None) -> Door:
    """The door of somebody in this role; the first one when nobody has said."""
    return next((door for door in doors if asker in door.roles), doors[0])


def _family(gettext: Gettext) -> Door:
    _ = gettext
    return Door(
        key="family",
        name=_("I am a parent, carer or young person"),
        roles=(Referrer.PARENT, Referrer.YOUNG_PERSON),
        worries_heading=_("Worries other families bring"),
        worries=(
            _("my son is waiting for CAMHS"),
            _("she won't go to school"),
            _("nursery think he may be autistic"),
            _("the council said no to an EHC plan"),
            _("he only eats four foods"),
            _("permanently excluded, what now"),
        ),
    )


def _school(gettext: Gettext) -> Door:
    _ = gettext
    return Door(
        key="school",
        name=_("I work in a school or nursery"),
        roles=(Referrer.SCHOOL, Referrer.EARLY_YEARS_SETTING),
        worries_heading=_("What schools and nurseries ask"),
        worries=(
            _("pupil too anxious to come into school"),
            _("request an EHC needs assessment"),
            _("pupil waiting for an autism assessment"),
            _("speech and language therapy for a child at nursery"),
            _("pupil at risk of exclusion"),
            _("educational psychologist advice"),
        ),
    )


def _care(gettext: Gettext) -> Door:
    _ = gettext
    return Door(
        key="care",
        name=_("I work in health or care"),
        roles=(Referrer.HEALTH_PROFESSIONAL, Referrer.GP, Referrer.SOCIAL_CARE),
        worries_heading=_("What health and care staff ask"),
        worries=(
            _("refer a child for an ADHD assessment"),
            _("toddler not talking yet"),
            _("eating disorder"),
            _("short breaks for a disabled child"),
            _("occupational therapy for daily living"),
            _("parents need support while waiting"),
        ),
    )
