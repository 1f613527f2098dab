"""Limits of the SEND law: EHC assessment and plan, review, moves between phases, mediation and appeal."""

from __future__ import annotations

from navigator.domain.deadlines import (
    Actor,
    Caution,
    Excuse,
    Process,
    Roll,
    Rule,
    Span,
    Start,
    Unit,
)

_SEND = "Special Educational Needs and Disability Regulations 2014 (SI 2014/1530), "
_DEVON = " and R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin)"
_RULES = "Tribunal Procedure (First-tier Tribunal) (Health, Education and Social Care Chamber) Rules 2008, "
_ASSESSMENT_EXCUSES = (
    Excuse.SCHOOL_CLOSED,
    Excuse.EARLY_YEARS_CLOSED,
    Excuse.EXCEPTIONAL,
    Excuse.ABSENT,
)
_REVIEWED = "annual-review-every-12-months"
_CHANGED_DECISION = "annual-review-decision"

EHC = (
    Rule(
        "ehc-decision-to-assess",
        Process.EHC,
        _SEND + "regulations 4(1) and 5(1)",
        Actor.COUNCIL,
        (Span(Start.REQUESTED, 6, Unit.WEEKS),),
        "ehc-request-decision",
        excuses=_ASSESSMENT_EXCUSES,
    ),
    Rule(
        "ehc-advice",
        Process.EHC,
        _SEND + "regulation 8(1)",
        Actor.ADVISERS,
        (Span(Start.ADVICE_ASKED, 6, Unit.WEEKS),),
        "ehc-advice-from-professionals",
        excuses=(Excuse.EXCEPTIONAL, Excuse.ABSENT, Excuse.MISSED_APPOINTMENT),
    ),
    Rule(
        "ehc-refusal-of-plan",
        Process.EHC,
        _SEND + "regulation 10(1)",
        Actor.COUNCIL,
        (Span(Start.REQUESTED, 16, Unit.WEEKS),),
        "ehc-refuse-plan",
        excuses=_ASSESSMENT_EXCUSES,
    ),
    Rule(
        # Served 18 weeks on, the fifteenth day for comments is the last day of week 20.
        "ehc-draft-plan-latest",
        Process.EHC,
        _SEND + "regulations 13(1) and 13(2) read together",
        Actor.COUNCIL,
        (Span(Start.REQUESTED, 18, Unit.WEEKS),),
        "ehc-draft-plan-comment-period",
        cautions=(Caution.OUR_READING,),
    ),
    Rule(
        "ehc-draft-comments",
        Process.EHC,
        _SEND + "regulation 13(1)",
        Actor.FAMILY,
        (Span(Start.DRAFT_SENT, 15, Unit.DAYS, first_day_counts=True),),
        "ehc-draft-plan-comment-period",
    ),
    Rule(
        "ehc-final-plan",
        Process.EHC,
        _SEND + "regulation 13(2)",
        Actor.COUNCIL,
        (Span(Start.REQUESTED, 20, Unit.WEEKS),),
        "ehc-final-plan",
        excuses=_ASSESSMENT_EXCUSES,
    ),
)

ANNUAL_REVIEW = (
    Rule(
        "review-first",
        Process.ANNUAL_REVIEW,
        "Children and Families Act 2014, section 44(1)(a)",
        Actor.COUNCIL,
        (Span(Start.PLAN_ISSUED, 12, Unit.MONTHS, first_day_counts=True),),
        _REVIEWED,
    ),
    Rule(
        "review-next",
        Process.ANNUAL_REVIEW,
        "Children and Families Act 2014, section 44(1)(b)",
        Actor.COUNCIL,
        (Span(Start.LAST_REVIEW, 12, Unit.MONTHS, first_day_counts=True),),
        _REVIEWED,
    ),
    Rule(
        "review-under-five",
        Process.ANNUAL_REVIEW,
        "SEND Code of Practice: 0 to 25 years (2015)",
        Actor.COUNCIL,
        (Span(Start.LAST_REVIEW, 6, Unit.MONTHS),),
        "annual-review-under-fives",
        cautions=(Caution.GUIDANCE,),
    ),
    Rule(
        "review-decision",
        Process.ANNUAL_REVIEW,
        _SEND + "regulation 20(10)",
        Actor.COUNCIL,
        (Span(Start.MEETING, 4, Unit.WEEKS),),
        _CHANGED_DECISION,
    ),
    Rule(
        "review-amendment-notice",
        Process.ANNUAL_REVIEW,
        _SEND + "regulations 20(10) and 22(2)," + _DEVON,
        Actor.COUNCIL,
        (Span(Start.MEETING, 4, Unit.WEEKS),),
        _CHANGED_DECISION,
    ),
    Rule(
        "review-comments",
        Process.ANNUAL_REVIEW,
        _SEND + "regulation 22(2)(c)",
        Actor.FAMILY,
        (Span(Start.NOTICE_SENT, 15, Unit.DAYS, first_day_counts=True),),
        "annual-review-amendment-comments",
    ),
    Rule(
        "review-final-plan-after-notice",
        Process.ANNUAL_REVIEW,
        _SEND + "regulation 22(3)",
        Actor.COUNCIL,
        (Span(Start.NOTICE_SENT, 8, Unit.WEEKS),),
        "annual-review-amended-plan-8-weeks",
    ),
    Rule(
        "review-final-plan-after-meeting",
        Process.ANNUAL_REVIEW,
        _SEND + "regulations 20(10) and 22(3)," + _DEVON,
        Actor.COUNCIL,
        (Span(Start.MEETING, 12, Unit.WEEKS),),
        "annual-review-amended-plan-12-weeks",
    ),
)

PHASE_TRANSFER = (
    Rule(
        "transfer-school",
        Process.PHASE_TRANSFER,
        _SEND + "regulation 18(1)(b)",
        Actor.COUNCIL,
        (Span(Start.MOVES, 0, Unit.DAYS),),
        "phase-transfer-15-february",
        before=(2, 15),
    ),
    Rule(
        "transfer-post-16",
        Process.PHASE_TRANSFER,
        _SEND + "regulation 18(1)(a)",
        Actor.COUNCIL,
        (Span(Start.MOVES, 0, Unit.DAYS),),
        "phase-transfer-31-march",
        before=(3, 31),
    ),
    Rule(
        "transfer-between-colleges",
        Process.PHASE_TRANSFER,
        _SEND + "regulation 18(2)",
        Actor.COUNCIL,
        (Span(Start.MOVES, -5, Unit.MONTHS),),
        "post-16-to-post-16-transfer",
    ),
)

APPEAL = (
    Rule(
        "mediation-contact",
        Process.APPEAL,
        _SEND + "regulation 33",
        Actor.FAMILY,
        (Span(Start.DECISION, 2, Unit.MONTHS),),
        "mediation-contact-adviser",
    ),
    Rule(
        "mediation-certificate",
        Process.APPEAL,
        _SEND + "regulation 34",
        Actor.MEDIATION_ADVISER,
        (Span(Start.MEDIATION_DECLINED, 3, Unit.WORKING_DAYS),),
        "mediation-certificate-without-mediation",
        cautions=(Caution.SECOND_HAND,),
    ),
    Rule(
        "mediation-meeting",
        Process.APPEAL,
        _SEND + "regulation 36",
        Actor.COUNCIL_OR_HEALTH,
        (Span(Start.MEDIATION_ASKED, 30, Unit.DAYS),),
        "mediation-meeting",
    ),
    Rule(
        "mediation-agreement",
        Process.APPEAL,
        _SEND + "regulation 42(3)",
        Actor.COUNCIL_OR_HEALTH,
        (Span(Start.AGREED, 2, Unit.WEEKS),),
        "mediation-agreement-carried-out",
    ),
    Rule(
        "appeal",
        Process.APPEAL,
        _RULES + "rules 12 and 20(1)(c)",
        Actor.FAMILY,
        (Span(Start.DECISION, 2, Unit.MONTHS), Span(Start.CERTIFICATE, 1, Unit.MONTHS)),
        "send-tribunal-appeal-window",
        roll=Roll.TRIBUNAL,
    ),
    Rule(
        "conceded-assess",
        Process.APPEAL,
        _SEND + "regulation 45(3)",
        Actor.COUNCIL,
        (Span(Start.CONCEDED, 2, Unit.WEEKS),),
        "unopposed-appeal-assess",
    ),
    Rule(
        "conceded-refusal",
        Process.APPEAL,
        _SEND + "regulation 45(3A)(a)",
        Actor.COUNCIL,
        (Span(Start.CONCEDED, 10, Unit.WEEKS),),
        "unopposed-appeal-after-assessment",
    ),
    Rule(
        "conceded-plan",
        Process.APPEAL,
        _SEND + "regulation 45(3A)(b)",
        Actor.COUNCIL,
        (Span(Start.CONCEDED, 14, Unit.WEEKS),),
        "unopposed-appeal-after-assessment",
    ),
)
