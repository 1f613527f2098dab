"""The names of roles, settings, sectors, statuses, contacts and links."""

from __future__ import annotations

from navigator.domain.profile import Referrer, SchoolType, Setting
from navigator.domain.referrals import ConnectionKind, RefusalReason
from navigator.domain.services import ContactKind, NoteKind, Sector, Status
from navigator.domain.sources import Confidence
from navigator.wording.speech import Speech


class Names(Speech):
    """Members of closed lists -> words."""

    def referrer(self, referrer: Referrer) -> str:
        """A role, to name who asks."""
        _ = self._gettext
        named = {  # Worded only when named: a page of results names ninety.
            Referrer.PARENT: lambda: _("parent or carer"),
            Referrer.YOUNG_PERSON: lambda: _("young person"),
            Referrer.SCHOOL: lambda: _("school or college"),
            Referrer.EARLY_YEARS_SETTING: lambda: _("nursery, pre-school or childminder"),
            Referrer.GP: lambda: _("GP (family doctor)"),
            Referrer.HEALTH_PROFESSIONAL: lambda: _("health professional, such as a health visitor or therapist"),
            Referrer.SOCIAL_CARE: lambda: _("social worker"),
            Referrer.ANY_PROFESSIONAL: lambda: _("any professional who works with the child"),
            Referrer.ANYONE: lambda: _("anyone"),
        }
        return named[referrer]()

    def setting(self, setting: Setting) -> str:
        """Where a child learns."""
        _ = self._gettext
        return {
            Setting.NONE: _("not in nursery, school or college"),
            Setting.EARLY_YEARS: _("nursery, pre-school or childminder"),
            Setting.PRIMARY: _("primary school"),
            Setting.SECONDARY: _("secondary school"),
            Setting.SPECIAL: _("special school"),
            Setting.POST_16: _("sixth form or college"),
            Setting.HOME_EDUCATED: _("educated at home"),
        }[setting]

    def school_type(self, kind: SchoolType) -> str:
        """What kind of school."""
        _ = self._gettext
        return {
            SchoolType.STATE_MAINSTREAM: _("state mainstream school"),
            SchoolType.SPECIAL: _("special school"),
            SchoolType.INDEPENDENT: _("independent (fee-paying) school"),
            SchoolType.ALTERNATIVE_PROVISION: _("alternative provision (education outside school)"),
        }[kind]

    def sector(self, sector: Sector) -> str:
        """Who runs it, broadly."""
        _ = self._gettext
        return {
            Sector.HEALTH: _("Health (NHS)"),
            Sector.EDUCATION: _("Schools and education"),
            Sector.COUNCIL: _("Council"),
            Sector.VOLUNTARY: _("Local charity or group"),
            Sector.NATIONAL: _("National"),
        }[sector]

    def status(self, status: Status) -> str:
        """Whether it runs."""
        _ = self._gettext
        return {
            Status.OPEN: _("Open"),
            Status.PAUSED: _("Closed to new people for now"),
            Status.CLOSED: _("Closed"),
            Status.CLOSING: _("Closed or closing"),
            Status.PLANNED: _("Not open yet"),
            Status.CHANGED: _("Has changed"),
            Status.UNCONFIRMED: _("Not confirmed"),
        }[status]

    def contact(self, kind: ContactKind) -> str:
        """A way to get in touch."""
        _ = self._gettext
        return {
            ContactKind.PHONE: _("Phone"),
            ContactKind.TEXT: _("Text message"),
            ContactKind.EMAIL: _("Email"),
            ContactKind.ADDRESS: _("Address"),
            ContactKind.HOURS: _("Opening hours"),
        }[kind]

    def note(self, kind: NoteKind) -> str:
        """What a note is for."""
        _ = self._gettext
        return {
            NoteKind.CONFLICT: _("Sources disagree"),
            NoteKind.CAUTION: _("Take care"),
            NoteKind.GAP: _("Not known"),
            NoteKind.BACKGROUND: _("Good to know"),
        }[kind]

    def confidence(self, confidence: Confidence) -> str:
        """How sure we are."""
        _ = self._gettext
        return {
            Confidence.HIGH: _("An official page says so"),
            Confidence.MEDIUM: _("Pieced together from more than one kind of page"),
            Confidence.LOW: _("Weak source: check first"),
        }[confidence]

    def connection(self, kind: ConnectionKind) -> str:
        """What a service is to the one a page is about."""
        _ = self._gettext
        return {
            ConnectionKind.REFERS_TO: _("It may refer on to"),
            ConnectionKind.REQUIRES: _("Comes through"),
            ConnectionKind.WHILE_WAITING: _("Help while you wait"),
            ConnectionKind.ALTERNATIVE: _("Instead, you could try"),
            ConnectionKind.STEP_UP: _("When more help is needed"),
            ConnectionKind.STEP_DOWN: _("When less help is needed"),
            ConnectionKind.PRODUCES_EVIDENCE_FOR: _("Its papers help with"),
            ConnectionKind.SEE_ALSO: _("See also"),
        }[kind]

    def refusal(self, reason: RefusalReason) -> str:
        """Why a service said no."""
        _ = self._gettext
        return {
            RefusalReason.TOO_YOUNG: _("If they say your child is too young"),
            RefusalReason.TOO_OLD: _("If they say your child is too old"),
            RefusalReason.OUT_OF_AREA: _("If they say you live outside the area"),
            RefusalReason.THRESHOLD_NOT_MET: _("If they say the need is not serious enough"),
            RefusalReason.WRONG_SERVICE: _("If they say it is the wrong service"),
            RefusalReason.PAPERWORK_MISSING: _("If papers are missing"),
            RefusalReason.OTHER_HELP_FIRST: _("If they say to try something else first"),
            RefusalReason.NO_CAPACITY: _("If there is no place"),
            RefusalReason.CLOSED_TO_NEW: _("If it is closed to new people"),
            RefusalReason.LEGAL_REFUSAL: _("If the decision letter says no"),
            RefusalReason.NO_REPLY: _("If nobody answers"),
        }[reason]
