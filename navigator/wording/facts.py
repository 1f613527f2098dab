"""Reasons, waits, money and dates -> sentences in the reader's language.

The rooms below return enums, numbers and dates; this room is the only place that turns them into
words, for pages and command line alike.
"""

from __future__ import annotations

from navigator.intake import IntakeProblem, ProblemCode
from navigator.wording.findings import Findings


class Wording(Findings):
    """Words things for one kind of reader."""

    def problem(self, problem: IntakeProblem) -> str:
        """What is wrong with an answer and what to write instead."""
        _ = self._gettext
        return {
            ProblemCode.AGE_NOT_A_WHOLE_NUMBER: _("Enter the child's age in whole years, like 4"),
            ProblemCode.AGE_OUT_OF_RANGE: _(
                "Enter an age from 0 to 25. This service is for children and young people up to 25"
            ),
            ProblemCode.MONTHS_NOT_A_WHOLE_NUMBER: _("Enter the months since the last birthday, like 8"),
            ProblemCode.MONTHS_OUT_OF_RANGE: _("Enter a number of months from 0 to 11"),
            ProblemCode.NOT_A_POSTCODE: _("Enter a postcode like OX4 2JD, or just its first half, like OX4"),
            ProblemCode.POSTCODE_NOT_FOUND: _(
                "We do not know that postcode. Check it, or enter just its first half, like OX4"
            ),
            ProblemCode.POSTCODE_OUTSIDE_GREAT_BRITAIN: _(
                "That postcode is outside Great Britain. We only hold services for Oxfordshire and national ones"
            ),
            ProblemCode.PLACE_NOT_FOUND: _(
                "We do not know that place. Enter a council area, like Oxfordshire, or a postcode"
            ),
            ProblemCode.NOT_ONE_OF_THE_CHOICES: _("Choose one of the answers in the list"),
            ProblemCode.NEED_NOT_KNOWN: _("We do not know that need. Choose one from the list"),
            ProblemCode.DOCUMENT_NOT_KNOWN: _("We do not know that paper. Choose one from the list"),
            ProblemCode.SERVICE_NOT_KNOWN: _("We do not know that service. Choose one from the list"),
            ProblemCode.WRONG_TYPE: _("Give this answer as text"),
            ProblemCode.UNKNOWN_FIELD: _("This is not a question that we ask"),
            ProblemCode.TOO_LONG: _("Use fewer than 1,000 characters. A few words are enough"),
            ProblemCode.TOO_MANY: _("Give at most 50 of these"),
        }[problem.code]
