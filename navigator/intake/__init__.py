"""What somebody told us, as raw text -> a Profile and the problems with it."""

from navigator.intake.answers import ASKERS, MAX_ITEMS, Intake, IntakeProblem, ProblemCode, read_profile
from navigator.intake.matching import Recognizer

__all__ = ["ASKERS", "MAX_ITEMS", "Intake", "IntakeProblem", "ProblemCode", "Recognizer", "read_profile"]
