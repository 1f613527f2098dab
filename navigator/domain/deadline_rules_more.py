"""Limits beside the SEND law: exclusion, absence, complaints, benefits and records."""

from __future__ import annotations

from navigator.domain.deadlines import (
    Actor,
    Caution,
    Process,
    Roll,
    Rule,
    Span,
    Start,
    Unit,
)
from navigator.domain.sources import PartialDate, Source

_EXCLUSION = "School Discipline (Pupil Exclusions and Reviews) (England) Regulations 2012 (SI 2012/1033), "
_FULL_TIME = "Education (Provision of Full-Time Education for Excluded Pupils) (England) Regulations 2007, "
_SOCIAL_CARE = "Children Act 1989 Representations Procedure (England) Regulations 2006 (SI 2006/1738)"
_NHS = "Local Authority Social Services and NHS Complaints (England) Regulations 2009 (SI 2009/309), "
_BENEFITS = "SI 2013/381, regulations 5 and 6 (PIP); SI 1999/991, regulations 3 and 4 (DLA)"
_READ = PartialDate(2026, 11)
_GOVERNORS = Source(
    "Staffordshire SEND information service: the governing body's duties",
    "https://www.staffs-iass.org/Exclusions/Governing-Bodys-Duties.aspx",
    read=_READ,
)
_PANEL = Source(
    "legislation.gov.uk: SI 2012/1033, Schedule 1, as made",
    "http://www.legislation.gov.uk/uksi/2012/1033/schedules/made",
    read=_READ,
)
_NHS_PAGE = Source(
    "Medical Defence Union: timescales for acknowledging and answering complaints",
    "https://www.themdu.com/guidance-and-advice/journals/inpractice-july-2014/"
    "timescales-for-acknowledging-investigating-and-responding-to-complaints",
    read=_READ,
)
_BENEFITS_PAGE = Source("Advicenow: challenging a DLA decision", "https://advicenow.org.uk/node/15983", read=_READ)
_RECORDS_PAGE = Source(
    "Information Commissioner's Office: completing a subject access request",
    "https://ico.org.uk/global/sar-checklist-for-smes/i-need-to-complete-a-sar",
    read=_READ,
)
_RECORDS_PAGE = Source(
    "Information Commissioner's Office: completing a subject access request",
    "https://ico.org.uk/global/sar-checklist-for-smes/i-need-to-complete-a-sar",
    read=_READ,
)

EXCLUSION = (
    Rule(
        "exclusion-work",
        Process.EXCLUSION,
        "DfE statutory guidance: suspension and permanent exclusion",
        Actor.SCHOOL,
        (Span(Start.EXCLUDED, 5, Unit.SCHOOL_DAYS, first_day_counts=True),),
        "suspension-work-days-1-5",
        cautions=(Caution.GUIDANCE,),
    ),
    Rule(
        "suspension-education",
        Process.EXCLUSION,
        "Education and Inspections Act 2006, section 100; " + _FULL_TIME + "regulation 3",
        Actor.SCHOOL,
        (Span(Start.EXCLUDED, 6, Unit.SCHOOL_DAYS, first_day_counts=True),),
        "suspension-day-6",
    ),
    Rule(
        "exclusion-education",
        Process.EXCLUSION,
        "Education Act 1996, section 19(3A); " + _FULL_TIME + "regulation 4",
        Actor.COUNCIL,
        (Span(Start.EXCLUDED, 6, Unit.SCHOOL_DAYS, first_day_counts=True),),
        "permanent-exclusion-day-6",
    ),
    Rule(
        "governors-meet",
        Process.EXCLUSION,
        _EXCLUSION + "regulations 6 and 24",
        Actor.GOVERNORS,
        (Span(Start.GOVERNORS_TOLD, 15, Unit.SCHOOL_DAYS),),
        source=_GOVERNORS,
        cautions=(Caution.SECOND_HAND,),
    ),
    Rule(
        "governors-meet-if-asked",
        Process.EXCLUSION,
        _EXCLUSION + "regulations 6 and 24",
        Actor.GOVERNORS,
        (Span(Start.GOVERNORS_TOLD, 50, Unit.SCHOOL_DAYS),),
        source=_GOVERNORS,
        cautions=(Caution.SECOND_HAND,),
    ),
    Rule(
        "review-panel-request",
        Process.EXCLUSION,
        _EXCLUSION + "Schedule 1, paragraph 2(1)",
        Actor.FAMILY,
        (Span(Start.GOVERNORS_DECIDED, 15, Unit.SCHOOL_DAYS),),
        source=_PANEL,
    ),
    Rule(
        "review-panel-meets",
        Process.EXCLUSION,
        _EXCLUSION + "Schedule 1, paragraph 1(1)",
        Actor.PANEL,
        (Span(Start.PANEL_ASKED, 15, Unit.SCHOOL_DAYS),),
        source=_PANEL,
    ),
)

ABSENCE = (
    Rule(
        "absence-education",
        Process.ABSENCE,
        "Education Act 1996, section 19; DfE guidance on children with health needs (December 2023)",
        Actor.COUNCIL,
        (Span(Start.ABSENT, 16, Unit.SCHOOL_DAYS, first_day_counts=True),),
        "medical-needs-15-days",
        cautions=(Caution.GUIDANCE,),
    ),
    Rule(
        "attendance-order-notice",
        Process.ABSENCE,
        "Education Act 1996, section 437(2)",
        Actor.FAMILY,
        (Span(Start.ORDER_NOTICE, 15, Unit.DAYS, first_day_counts=True),),
        "school-attendance-order-notice",
    ),
)

COMPLAINT = (
    Rule(
        "complaint-ombudsman",
        Process.COMPLAINT,
        "Local Government Act 1974, section 26B(2)(a)",
        Actor.FAMILY,
        (Span(Start.NOTICED, 12, Unit.MONTHS, first_day_counts=True),),
        "lgsco-12-months",
    ),
    Rule(
        "complaint-nhs",
        Process.COMPLAINT,
        _NHS + "regulation 12",
        Actor.FAMILY,
        (
            Span(Start.HAPPENED, 12, Unit.MONTHS, overtaken_by=Start.NOTICED),
            Span(Start.NOTICED, 12, Unit.MONTHS),
        ),
        source=_NHS_PAGE,
        cautions=(Caution.SECOND_HAND,),
    ),
    Rule(
        "complaint-nhs-acknowledged",
        Process.COMPLAINT,
        _NHS + "regulation 13",
        Actor.NHS,
        (Span(Start.COMPLAINED, 3, Unit.WORKING_DAYS),),
        source=_NHS_PAGE,
        cautions=(Caution.SECOND_HAND,),
    ),
    Rule(
        "complaint-social-care-answer",
        Process.COMPLAINT,
        _SOCIAL_CARE,
        Actor.COUNCIL,
        (Span(Start.COMPLAINED, 10, Unit.WORKING_DAYS),),
        "social-care-complaint-stage-1",
        cautions=(Caution.SECOND_HAND,),
    ),
    Rule(
        "complaint-social-care-latest",
        Process.COMPLAINT,
        _SOCIAL_CARE,
        Actor.COUNCIL,
        (Span(Start.COMPLAINED, 20, Unit.WORKING_DAYS),),
        "social-care-complaint-stage-1",
        cautions=(Caution.SECOND_HAND,),
    ),
    Rule(
        "complaint-social-care-stage-2",
        Process.COMPLAINT,
        _SOCIAL_CARE,
        Actor.FAMILY,
        (Span(Start.ANSWERED, 20, Unit.WORKING_DAYS),),
        "social-care-complaint-stage-1",
        cautions=(Caution.SECOND_HAND,),
    ),
)

BENEFITS = (
    Rule(
        "reconsideration",
        Process.BENEFITS,
        _BENEFITS,
        Actor.FAMILY,
        (Span(Start.BENEFIT_DECISION, 1, Unit.MONTHS),),
        source=_BENEFITS_PAGE,
        cautions=(Caution.SECOND_HAND,),
    ),
    Rule(
        "reconsideration-late",
        Process.BENEFITS,
        _BENEFITS,
        Actor.FAMILY,
        (Span(Start.BENEFIT_DECISION, 13, Unit.MONTHS),),
        source=_BENEFITS_PAGE,
        cautions=(Caution.SECOND_HAND,),
    ),
)

RECORDS = (
    Rule(
        "subject-access",
        Process.RECORDS,
        "UK General Data Protection Regulation, articles 12(3) and 15",
        Actor.HOLDER,
        (Span(Start.ASKED, 1, Unit.MONTHS),),
        source=_RECORDS_PAGE,
        roll=Roll.WORKING_DAY,
    ),
)
