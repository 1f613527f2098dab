"""Which ways lead from here to that help."""

from navigator.routing.alternatives import list_compared, list_for_need
from navigator.routing.birthdays import list_edges
from navigator.routing.cover import assure
from navigator.routing.network import build_network
from navigator.routing.openings import list_openings
from navigator.routing.planner import Planner, UnknownGoal
from navigator.routing.steps import Journey, Step, tell_journey
from navigator.routing.support import list_alternatives, list_support_while_waiting

__all__ = [
    "Journey",
    "Planner",
    "Step",
    "UnknownGoal",
    "assure",
    "build_network",
    "list_alternatives",
    "list_compared",
    "list_edges",
    "list_for_need",
    "list_openings",
    "list_support_while_waiting",
    "tell_journey",
]
