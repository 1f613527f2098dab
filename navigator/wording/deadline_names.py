"""What each process, start and limit is called, and what to do when a limit is missed."""

from __future__ import annotations

from navigator.domain.deadlines import Process, Start
from navigator.wording.figures import Figures


class DeadlineNames(Figures):
    """Ids of limits -> words."""

    def process(self, process: Process) -> str:
        """What a process is called."""
        _ = self._gettext
        return {
            Process.EHC: _("EHC needs assessment and plan"),
            Process.ANNUAL_REVIEW: _("Review of an EHC plan"),
            Process.PHASE_TRANSFER: _("Move to the next school or college with an EHC plan"),
            Process.APPEAL: _("Mediation and appeal to the SEND Tribunal"),
            Process.EXCLUSION: _("Suspension and permanent exclusion"),
            Process.ABSENCE: _("Long absence from school"),
            Process.COMPLAINT: _("Complaints to the council, the NHS and the ombudsman"),
            Process.BENEFITS: _("Disability benefits (DLA and PIP): asking for another look"),
            Process.RECORDS: _("Asking for the records held about you"),
        }[process]

    def process_summary(self, process: Process) -> str:
        """What the dates of a process are."""
        _ = self._gettext
        return {
            Process.EHC: _("From the request to the final plan: 6, 16 and 20 weeks, counted in calendar weeks."),
            Process.ANNUAL_REVIEW: _("The yearly review, the council's decision and the changed plan."),
            Process.PHASE_TRANSFER: _("By when the plan must name the next school or college."),
            Process.APPEAL: _(
                "By when to ring the mediation adviser and to appeal, with the rules for August and Christmas."
            ),
            Process.EXCLUSION: _(
                "Education from the sixth school day, the governors' meeting and the review panel."
            ),
            Process.ABSENCE: _("Education for a child too ill for school, and notices about attendance."),
            Process.COMPLAINT: _("By when to complain, and by when to get an answer."),
            Process.BENEFITS: _("By when to ask for mandatory reconsideration (another look at the decision)."),
            Process.RECORDS: _("By when a school, council or NHS body must answer a subject access request."),
        }[process]

    def start(self, start: Start) -> str:
        """What happened on a day, to stand in a sentence or, with a capital, above a field."""
        _ = self._gettext
        return {
            Start.REQUESTED: _("the day the council received the request for an assessment"),
            Start.ADVICE_ASKED: _("the day the school or other body was asked for advice"),
            Start.DRAFT_SENT: _("the day you were sent the draft plan"),
            Start.PLAN_ISSUED: _("the day the plan was first issued"),
            Start.LAST_REVIEW: _("the day of the last review"),
            Start.MEETING: _("the day of the review meeting"),
            Start.NOTICE_SENT: _("the day the council sent its notice of changes"),
            Start.MOVES: _("the first day at the next school or college"),
            Start.DECISION: _("the date on the council's decision letter"),
            Start.CERTIFICATE: _("the date on the mediation certificate"),
            Start.MEDIATION_ASKED: _("the day you told the council that you want mediation"),
            Start.MEDIATION_DECLINED: _("the day you told the mediation adviser that you do not want mediation"),
            Start.AGREED: _("the date of the mediation agreement"),
            Start.CONCEDED: _("the day the council told the Tribunal that it does not oppose the appeal"),
            Start.EXCLUDED: _("the first school day of the suspension or exclusion"),
            Start.GOVERNORS_TOLD: _("the day the governors were told of the suspension or exclusion"),
            Start.GOVERNORS_DECIDED: _("the day you were given the governors' decision in writing"),
            Start.PANEL_ASKED: _("the day you asked for a review panel"),
            Start.ABSENT: _("the first school day missed"),
            Start.ORDER_NOTICE: _("the day you were served the notice"),
            Start.HAPPENED: _("the day it happened"),
            Start.NOTICED: _("the day you first knew of it"),
            Start.COMPLAINED: _("the day your complaint was received"),
            Start.ANSWERED: _("the day of the stage 1 answer"),
            Start.BENEFIT_DECISION: _("the date on the benefit decision letter"),
            Start.ASKED: _("the day your request was received"),
        }[start]

    def name(self, rule_id: str) -> str:
        """What a limit is called: what must have happened by the day."""
        _ = self._gettext
        return {
            "ehc-decision-to-assess": _("The council says whether it will assess"),
            "ehc-advice": _("Professionals send their advice"),
            "ehc-refusal-of-plan": _("If there is to be no plan, the council has said so"),
            "ehc-draft-plan-latest": _("Last day for a draft plan that still leaves you 15 days"),
            "ehc-draft-comments": _("Your comments on the draft plan"),
            "ehc-final-plan": _("The final plan is sent"),
            "review-first": _("The first review is finished"),
            "review-next": _("The next review is finished"),
            "review-under-five": _("For a child under five: another look at the plan"),
            "review-decision": _("The council says whether it will keep, change or end the plan"),
            "review-amendment-notice": _("If it will change the plan, the council sends the changes"),
            "review-comments": _("Your comments on the changes"),
            "review-final-plan-after-notice": _("The changed plan is sent: 8 weeks from the notice"),
            "review-final-plan-after-meeting": _("The changed plan is sent: 12 weeks from the meeting"),
            "transfer-school": _("For a move to or between schools: the plan names the next school"),
            "transfer-post-16": _("For a move from school after 16: the plan names the college or school"),
            "transfer-between-colleges": _(
                "For a move between colleges at another time: the plan names the next one"
            ),
            "mediation-contact": _("Contact the mediation adviser"),
            "mediation-certificate": _("You get the mediation certificate"),
            "mediation-meeting": _("The mediation meeting is held"),
            "mediation-agreement": _("What was agreed is done, where it could not have been appealed"),
            "appeal": _("Your appeal reaches the SEND Tribunal"),
            "conceded-assess": _("Appeal not opposed: the council confirms that it will assess"),
            "conceded-refusal": _(
                "Appeal not opposed: after assessing, the council says if there is to be no plan"
            ),
            "conceded-plan": _("Appeal not opposed: the final plan is sent"),
            "exclusion-work": _("The school sets and marks work up to this day"),
            "suspension-education": _("Suspension: full-time education starts"),
            "exclusion-education": _("Permanent exclusion: full-time education starts"),
            "governors-meet": _("Governors meet: permanent, over 15 school days in a term, or a missed exam"),
            "governors-meet-if-asked": _("Governors meet: 6 to 15 school days in a term, if you make your case"),
            "review-panel-request": _("Ask for an independent review panel"),
            "review-panel-meets": _("The review panel meets"),
            "absence-education": _("More than 15 school days missed through illness: education is arranged"),
            "attendance-order-notice": _("Show the council that the child is being educated"),
            "complaint-ombudsman": _("Complain about the council to the Ombudsman"),
            "complaint-nhs": _("Complain about an NHS service"),
            "complaint-nhs-acknowledged": _("The NHS says that it has your complaint"),
            "complaint-social-care-answer": _("Children's social care answers at stage 1"),
            "complaint-social-care-latest": _("Children's social care answers at stage 1, at the very latest"),
            "complaint-social-care-stage-2": _("Ask for stage 2"),
            "reconsideration": _("Ask for mandatory reconsideration"),
            "reconsideration-late": _("Ask for mandatory reconsideration late, with reasons"),
            "subject-access": _("You get the records"),
        }[rule_id]

    def missed(self, rule_id: str) -> str:
        """What to do when a limit is missed."""
        return self._missed_by_others(rule_id) or self._missed_by_you(rule_id)

    def _missed_by_others(self, rule_id: str) -> str:
        _ = self._gettext
        late_council = _(
            "Write to the casework officer and ask for the date in writing. Then complain to the council. If that "
            "does not help, go to the Ombudsman. SENDIASS helps free of charge."
        )
        late_review = _(
            "Write to the council and the school and ask for the review or the decision. Then complain to the "
            "council. If that does not help, go to the Ombudsman."
        )
        late_school = _(
            "Ask the school and the council's exclusion team in writing what is arranged and from when. If "
            "nothing is, complain to the council."
        )
        late_tribunal = _("Tell the Tribunal and the council in writing that the day has passed.")
        late_answer = _("Ask in writing when the answer will come. If it does not, go to the ombudsman.")
        return {
            "ehc-decision-to-assess": late_council,
            "ehc-advice": _(
                "Ask the council to chase it. The final plan's limit does not move because advice is late. You "
                "can complain about the body that is late."
            ),
            "ehc-refusal-of-plan": late_council,
            "ehc-draft-plan-latest": _(
                "A later draft does not shorten your 15 days. The final plan is then likely to be late: ask the "
                "council for its date now."
            ),
            "ehc-final-plan": late_council,
            "review-first": late_review,
            "review-next": late_review,
            "review-under-five": _("Ask the council or the setting for a review. This one is guidance."),
            "review-decision": late_review,
            "review-amendment-notice": late_review,
            "review-final-plan-after-notice": late_review,
            "review-final-plan-after-meeting": late_review,
            "transfer-school": late_council,
            "transfer-post-16": late_council,
            "transfer-between-colleges": late_council,
            "mediation-certificate": _("Ring the mediation adviser and ask for it: you need it for most appeals."),
            "mediation-meeting": _("Ask the mediation adviser for a certificate, so that you can appeal."),
            "mediation-agreement": late_council,
            "conceded-assess": late_tribunal,
            "conceded-refusal": late_council,
            "conceded-plan": late_council,
            "exclusion-work": late_school,
            "suspension-education": late_school,
            "exclusion-education": late_school,
            "governors-meet": _("Ask the clerk to the governors for the date. The decision stays open to them."),
            "governors-meet-if-asked": _("Ask the clerk to the governors for the date."),
            "review-panel-meets": _(
                "Ask whoever arranges the panel, the council or the academy trust, for the date."
            ),
            "absence-education": _(
                "Ask the council in writing for education under section 19, with a doctor's note if you have one. "
                "Then complain to the council."
            ),
            "complaint-nhs-acknowledged": late_answer,
            "complaint-social-care-answer": late_answer,
            "complaint-social-care-latest": _("You can ask for stage 2, or go to the Ombudsman."),
            "subject-access": _(
                "Write to whoever holds the records. Then complain to the Information Commissioner's Office."
            ),
        }.get(rule_id, "")

    def _missed_by_you(self, rule_id: str) -> str:
        _ = self._gettext
        return {
            "ehc-draft-comments": _(
                "Send your comments at once: the council may finish the plan without them. A final plan can be "
                "appealed."
            ),
            "review-comments": _(
                "Send your comments at once: the council may finish the plan without them. A changed plan can be "
                "appealed."
            ),
            "mediation-contact": _(
                "Ring the mediation adviser at once and ask SENDIASS or IPSEA. An appeal about the school alone "
                "needs no certificate."
            ),
            "appeal": _(
                "Send the appeal at once and say why it is late. The Tribunal may accept it where that is fair "
                "and just."
            ),
            "review-panel-request": _(
                "Ask whoever arranges the panel at once. A late request need not be accepted; get advice today."
            ),
            "attendance-order-notice": _(
                "Answer at once and get advice. The next step can be a school attendance order."
            ),
            "complaint-ombudsman": _(
                "Complain all the same and say why it is late: good reasons can be accepted."
            ),
            "complaint-nhs": _("Complain all the same and say why it is late: good reasons can be accepted."),
            "complaint-social-care-stage-2": _("Ask all the same and say why it is late, or go to the Ombudsman."),
            "reconsideration": _("Ask all the same and say why it is late: up to 13 months can be accepted."),
            "reconsideration-late": _("Get advice: a new claim, or a decision made in error, may still be open."),
        }[rule_id]
