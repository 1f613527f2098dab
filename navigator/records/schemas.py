"""The shape of each kind of file, in marshmallow. Unknown fields are errors."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from marshmallow import INCLUDE, RAISE, Schema, ValidationError, fields, pre_load, validate, validates_schema

from navigator.domain.eligibility import AreaBasis
from navigator.domain.languages import Checked
from navigator.domain.needs import Urgency
from navigator.domain.profile import Referrer, SchoolType, Setting
from navigator.domain.referrals import ConnectionKind, RefusalReason
from navigator.domain.services import NOT_RUNNING, ContactKind, NoteKind, NoWayInReason, Sector, Status
from navigator.domain.sources import Confidence, PartialDate

ID_PATTERN = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z")
ORGANIZATION_KINDS = (
    "nhs",
    "council",
    "school",
    "charity",
    "government",
    "company",
    "partnership",
    "community",
)
AREA_KINDS = ("country", "region", "council", "district", "place")


def is_id(text: str) -> bool:
    """Whether a text can be an id: lower-case words of letters and digits joined by hyphens."""
    return bool(ID_PATTERN.match(text))


class Text(fields.String):
    """A text that is not blank. YAML's own dates and numbers are refused, not guessed at."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=[validate.Length(min=1), validate.Length(max=6000)], **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return super()._deserialize(value, attr, data, **kwargs).strip()


class Id(fields.String):
    """The id of another record."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            validate=validate.Regexp(ID_PATTERN, error="is not an id: use lower-case words and hyphens."),
            **kwargs,
        )


class Date(fields.Field[PartialDate]):
    """A year, a month or a day, as text or as YAML's own date."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> PartialDate:
        if isinstance(value, datetime.date):
            value = value.isoformat()
        if not isinstance(value, str):
            raise ValidationError("is not a date: write it in quotes, like '2025-11'.")
        try:
            return PartialDate.parse(value)
        except ValueError as error:
            raise ValidationError(f"{error}: write '2025', '2025-11' or '2025-11-20'.") from None


class Address(fields.Url):
    """A web address."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(schemes={"http", "https"}, require_tld=True, **kwargs)


class WholeNumber(fields.Integer):
    """A whole number that is written as one."""

    def __init__(self, minimum: int, maximum: int, **kwargs: Any) -> None:
        super().__init__(strict=True, validate=validate.Range(min=minimum, max=maximum), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValidationError("is not a whole number.")
        return int(super()._deserialize(value, attr, data, **kwargs) or 0)


class YesNo(fields.Boolean):
    """true or false; anything else (yes in quotes, 1) is refused."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("is not true or false.")
        return value


def choice(enum: Any, **kwargs: Any) -> fields.Enum[Any]:
    """One value of a closed list."""
    return fields.Enum(enum, by_value=True, **kwargs)


def ids() -> fields.List[str]:
    """A list of ids."""
    return fields.List(Id())


def texts() -> fields.List[str]:
    """A list of texts."""
    return fields.List(Text())


class Strict(Schema):
    """Every field is known, or the load stops."""

    class Meta:
        """Marshmallow's own settings."""

        unknown = RAISE


class SourceSchema(Strict):
    """Where facts of this file were read."""

    title = Text(required=True)
    url = Address()
    page_date = Date()
    date_note = Text()
    read = Date(required=True)
    confidence = choice(Confidence)


class Sourced(Strict):
    """Anything that names its source, or owns up to being a curator's inference."""

    source = fields.String()
    basis = fields.String(validate=validate.OneOf(["curator"]))

    @validates_schema
    def check_source(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """Exactly one of source and basis."""
        if ("source" in data) == ("basis" in data):
            raise ValidationError("needs a source (a key of this file's sources) or `basis: curator`.", "source")


class StatementSchema(Sourced):
    """A sentence with its source."""

    text = Text(required=True)


RULE_FIELDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "age": (frozenset(), frozenset({"minimum", "maximum"})),
    "area": (frozenset({"by", "areas"}), frozenset()),
    "setting": (frozenset({"any_of"}), frozenset()),
    "school-type": (frozenset({"any_of"}), frozenset()),
    "need": (frozenset(), frozenset({"any_of", "none_of"})),
    "document": (frozenset(), frozenset({"held", "absent"})),
    "any-of": (frozenset({"rules"}), frozenset()),
    "all-of": (frozenset({"rules"}), frozenset()),
    "condition": (frozenset({"text"}), frozenset()),
}
"""Per kind of rule: the fields it must have, and those of which it must have at least one."""


class RuleSchema(Strict):
    """One rule of who a service or a way in is for."""

    rule = fields.String(required=True, validate=validate.OneOf(list(RULE_FIELDS)))
    minimum = WholeNumber(0, 120)
    maximum = WholeNumber(0, 120)
    by = choice(AreaBasis)
    areas = ids()
    any_of = fields.List(fields.String())
    none_of = fields.List(fields.String())
    held = Id()
    absent = Id()
    rules = fields.List(fields.Nested("RuleSchema"))
    text = Text()
    source = fields.String()
    basis = fields.String(validate=validate.OneOf(["curator"]))

    @validates_schema
    def check_fields(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """Each kind of rule has its own fields."""
        required, some = RULE_FIELDS[data["rule"]]
        given = set(data) - {"rule", "source", "basis"}
        for missing in sorted(required - given):
            raise ValidationError("is needed by this kind of rule.", missing)
        if some and not some & given:
            raise ValidationError(f"needs one of {', '.join(sorted(some))}.", "rule")
        for extra in sorted(given - required - some):
            raise ValidationError("does not belong to this kind of rule.", extra)
        if "minimum" in data and "maximum" in data and data["minimum"] > data["maximum"]:
            raise ValidationError("is above maximum.", "minimum")
        for name, allowed in (("setting", Setting), ("school-type", SchoolType)):
            if data["rule"] == name:
                wrong = sorted(set(data["any_of"]) - {member.value for member in allowed})
                if wrong:
                    raise ValidationError(f"has {', '.join(wrong)}, which is not a {name}.", "any_of")
        if len({"held", "absent"} & given) == 2:
            raise ValidationError("and absent cannot both be given.", "held")
        if data["rule"] in ("any-of", "all-of") and not data["rules"]:
            raise ValidationError("is empty.", "rules")


class SourcedRuleSchema(RuleSchema):
    """A rule at the top of a list, which names its source."""

    @validates_schema
    def check_source(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """Exactly one of source and basis."""
        if ("source" in data) == ("basis" in data):
            raise ValidationError("needs a source (a key of this file's sources) or `basis: curator`.", "source")


class WayInSchema(Sourced):
    """One door of a service."""

    id = Id(required=True)
    name = Text(required=True)
    open_access = YesNo()
    referrers = fields.List(choice(Referrer))
    passed_on_by = ids()
    after = ids()
    rules = fields.List(fields.Nested(RuleSchema))
    documents = ids()
    helpful_documents = ids()
    steps = texts()
    fee_pence = WholeNumber(0, 100_000_000)

    @validates_schema
    def check_somebody_may_ask(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """A door that nobody can use is a mistake."""
        if not data.get("referrers") and not data.get("passed_on_by"):
            raise ValidationError("names nobody who may ask: give referrers or passed_on_by.", "referrers")


class ContactSchema(Sourced):
    """One number, address or set of hours."""

    kind = choice(ContactKind, required=True)
    value = Text(required=True)
    note = Text()
    caution = Text()

    @validates_schema
    def check_value(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """A phone value can be dialled and an email value written to, as they stand."""
        value = data.get("value", "")
        if data.get("kind") is ContactKind.PHONE and not re.fullmatch(r"[0-9 ]{3,15}", value):
            raise ValidationError("holds more than one phone number's digits. Put words into note.", "value")
        if data.get("kind") is ContactKind.EMAIL and not re.fullmatch(r"[^\s@,;()]+@[^\s@,;()]+", value):
            raise ValidationError("is not one email address. Put words into note.", "value")


class CostSchema(Sourced):
    """What it costs."""

    amount_pence = WholeNumber(0, 100_000_000)
    text = Text(required=True)


class WhileWaitingSchema(Sourced):
    """Whether it can be used while waiting."""

    usable = YesNo()
    text = Text()


class ProducedSchema(Sourced):
    """A paper the service gives out."""

    document = Id(required=True)
    text = Text()


class MeasureSchema(Sourced):
    """A number that is not a wait."""

    text = Text(required=True)
    as_of = Text()


class NoteSchema(Sourced):
    """A note for readers."""

    kind = choice(NoteKind, required=True)
    text = Text(required=True)


class NoWayInSchema(Sourced):
    """Why there is no door."""

    reason = choice(NoWayInReason, required=True)
    text = Text(required=True)


class WithSources(Strict):
    """A file with its own map of sources."""

    sources = fields.Dict(keys=fields.String(), values=fields.Nested(SourceSchema))


class ServiceSchema(WithSources):
    """services_data/services/<id>.yaml"""

    name = Text(required=True)
    alternate_names = texts()
    former_names = texts()
    organization = Id(required=True)
    delivery = fields.Nested(StatementSchema)
    commissioner = fields.List(fields.Nested(StatementSchema))
    sector = choice(Sector, required=True)
    website = Address()
    status = choice(Status)
    status_note = fields.Nested(StatementSchema)
    use_instead = ids()
    summary = Text(required=True)
    needs = ids()
    crisis = YesNo()
    diagnosis_required = YesNo()
    ehc_plan_required = YesNo()
    eligibility = fields.List(fields.Nested(SourcedRuleSchema))
    ways_in = fields.List(fields.Nested(WayInSchema))
    no_way_in = fields.Nested(NoWayInSchema)
    contacts = fields.List(fields.Nested(ContactSchema))
    costs = fields.List(fields.Nested(CostSchema))
    while_waiting = fields.Nested(WhileWaitingSchema)
    produces = fields.List(fields.Nested(ProducedSchema))
    measures = fields.List(fields.Nested(MeasureSchema))
    notes = fields.List(fields.Nested(NoteSchema))
    main_source = fields.String(required=True)
    confidence = choice(Confidence, required=True)

    @validates_schema
    def check_doors_and_status(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """A way in or a reason for none; and a note wherever the status needs explaining."""
        if bool(data.get("ways_in")) == ("no_way_in" in data):
            raise ValidationError("needs ways_in, or no_way_in with the reason, and not both.", "ways_in")
        if data.get("status") in (*NOT_RUNNING, Status.CHANGED) and "status_note" not in data:
            raise ValidationError("is needed: say what happened and when.", "status_note")
        if not data.get("sources"):
            raise ValidationError("is needed: say where the facts were read.", "sources")


class OrganizationSchema(WithSources):
    """services_data/organizations/<id>.yaml"""

    name = Text(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(ORGANIZATION_KINDS))
    words = texts()
    website = Address()
    source = fields.String()


class TurnToSchema(Strict):
    """Whom an adviser would name for a need: a curator's judgement, best first."""

    first = ids()
    also = ids()


def _together() -> fields.String:
    """Words of which one of each set must be said: "took/swallowed + tablets/pills", "dad > hits > me/my"."""
    return fields.String(
        validate=validate.Regexp(
            r"^[^\s+>/]+(/[^\s+>/]+)*(( \+ [^\s+>/]+(/[^\s+>/]+)*)+|( > [^\s+>/]+(/[^\s+>/]+)*)+)\Z",
            error="is not sets of single words, like took/swallowed + tablets/pills, or dad/uncle > hits > me.",
        )
    )


class NeedSchema(Strict):
    """services_data/needs/<id>.yaml"""

    name = Text(required=True)
    parent = Id()
    description = Text()
    urgency = choice(Urgency)
    turn_to = fields.Nested(TurnToSchema)
    words = texts()
    not_words = texts()
    together = fields.List(_together())


class LanguageSchema(Strict):
    """services_data/languages/<ISO 639 code>.yaml"""

    name = Text(required=True)
    checked = choice(Checked, required=True)
    function_words = texts()
    year_words = texts()
    waiting_words = texts()
    needs = fields.Dict(keys=Id(), values=texts(), required=True)
    not_words = fields.Dict(keys=Id(), values=texts())
    together = fields.Dict(keys=Id(), values=fields.List(_together()))


class DocumentSchema(WithSources):
    """services_data/documents/<id>.yaml"""

    name = Text(required=True)
    words = texts()
    made_by = fields.List(choice(Referrer))
    takes_weeks = WholeNumber(0, 104)
    about = Text(required=True)
    source = fields.String()


class CoverageSchema(Strict):
    """Codes that an area covers."""

    countries = fields.List(fields.String(validate=validate.Regexp(r"^[EWSN]92\d{6}$")))
    councils = fields.List(fields.String(validate=validate.Regexp(r"^[EWS]\d{8}$")))
    districts = fields.List(fields.String(validate=validate.Regexp(r"^[EWS]\d{8}$")))
    outcodes = fields.List(fields.String(validate=validate.Regexp(r"^[A-Z]{1,2}\d[A-Z\d]?$")))
    sectors = fields.List(fields.String(validate=validate.Regexp(r"^[A-Z]{1,2}\d[A-Z\d]? \d$")))


class AreaSchema(Strict):
    """services_data/areas/<id>.yaml"""

    name = Text(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(AREA_KINDS))
    words = texts()
    covers = fields.Nested(CoverageSchema, required=True)
    may_cover = fields.Nested(CoverageSchema)
    basis = Text()


class LimitSchema(Strict):
    """A length set by law or guidance."""

    value = fields.Float(required=True, validate=validate.Range(min=0))
    unit = Text(required=True)
    kind = fields.String(validate=validate.OneOf(["maximum", "minimum"]), load_default="maximum")


class ClockSchema(WithSources):
    """services_data/statutory_clocks/<id>.yaml"""

    name = Text(required=True)
    rule = Text(required=True)
    who_must_act = Text()
    clock_starts = Text()
    limit = fields.Nested(LimitSchema)
    limit_note = Text()
    statutory = YesNo()
    law = Text()
    exceptions = Text()
    then = Text()
    services = ids()
    source = fields.String(required=True)
    confidence = choice(Confidence)
    notes = texts()


class EscalationSchema(Strict):
    """One step of an escalation."""

    to = Id()
    text = Text()
    limit = Text()

    @validates_schema
    def check_target(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        """A service or words, not both and not neither."""
        if ("to" in data) == ("text" in data):
            raise ValidationError("needs `to` (a service) or `text`, not both.", "to")


class AccountabilitySchema(WithSources):
    """services_data/accountability/<id>.yaml"""

    service = Id()
    step = Text(required=True)
    organization = Id()
    role = Text()
    commissioner = Text()
    funder = Text()
    amount = Text()
    escalation = fields.List(fields.Nested(EscalationSchema))
    notes = texts()
    source = fields.String(required=True)
    confidence = choice(Confidence)


class CrisisHelpSchema(Strict):
    """services_data/crisis_help.yaml"""

    life_at_risk = ids()
    safeguarding = ids()


class StandingHelpSchema(Strict):
    """services_data/standing_help.yaml"""

    while_waiting = ids()
    first_to_ask = ids()
    if_refused = ids()
    young_people = ids()
    schools = ids()
    early_years_settings = ids()
    gps = ids()


class SubjectSchema(Strict):
    """One subject that the directory does not hold."""

    name = Text(required=True)
    words = texts()


class NotListedSchema(Schema):
    """services_data/not_listed.yaml: subjects by id."""

    class Meta:
        """Marshmallow's own settings: the subjects' ids are the fields."""

        unknown = INCLUDE

    @pre_load
    def load_subjects(self, data: Any, **kwargs: Any) -> Any:
        """Load each subject by its own schema."""
        problems = {}
        loaded = {}
        for name, subject in data.items():
            try:
                loaded[name] = SubjectSchema().load(subject)
            except ValidationError as error:
                problems[name] = error.messages
        if problems:
            raise ValidationError(problems)
        return loaded


class StageSchema(Strict):
    """A point reached on a pathway."""

    id = Id(required=True)
    name = Text(required=True)
    summary = Text()
    services = ids()


class ConnectionSchema(Sourced):
    """One edge between two services."""

    origin = Id(required=True)
    to = Id(required=True)
    kind = choice(ConnectionKind, required=True)
    reason = Text()

    @pre_load
    def rename_from(self, data: Any, **kwargs: Any) -> Any:
        """`from` cannot be a Python name."""
        if isinstance(data, dict) and "from" in data:
            return {("origin" if key == "from" else key): value for key, value in data.items()}
        return data


class RefusalSchema(Sourced):
    """What a "no" leads to."""

    service = Id(required=True)
    reason = choice(RefusalReason, required=True)
    text = Text(required=True)
    onward = ids()


class PathwaySchema(WithSources):
    """pathways/<id>.yaml"""

    name = Text(required=True)
    summary = Text(required=True)
    minimum_age = WholeNumber(0, 25)
    maximum_age = WholeNumber(0, 25)
    needs = ids()
    start = ids()
    goals = ids()
    stages = fields.List(fields.Nested(StageSchema), required=True, validate=validate.Length(min=1))
    connections = fields.List(fields.Nested(ConnectionSchema))
    clocks = ids()
    refusals = fields.List(fields.Nested(RefusalSchema))
    gaps = texts()
    notes = fields.List(fields.Nested(NoteSchema))
