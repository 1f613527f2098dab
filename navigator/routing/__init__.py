"""Which ways lead from here to that help."""

from navigator.routing.network import build_network
from navigator.routing.planner import Planner, UnknownGoal
from navigator.routing.steps import Journey, Step, tell_journey
from navigator.routing.support import list_alternatives, list_support_while_waiting

__all__ = [
    "Journey",
    "Planner",
    "Step",
    "UnknownGoal",
    "build_network",
    "list_alternatives",
    "list_support_while_waiting",
    "tell_journey",
]
