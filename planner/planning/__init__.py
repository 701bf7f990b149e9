"""Planning a meeting, from the wish to its date: what is written, kept, and let through the gate.

Here what the store keeps and what the gate says come together for whoever shows the six steps.
The rule itself lives in the domain, in the file and in `gating`; nothing here can go round it.
"""

from planner.planning.around import Companion, Present, companions, presents
from planner.planning.grounds import Ground, GroundKind, grounds
from planner.planning.moments import conflicts, in_their_zone, instants, parse_time, starts_as
from planner.planning.plan import Plan, Step
from planner.planning.talking import fits_in_a_message, is_said_to, shared_out
from planner.planning.ties import Tie, ties
from planner.planning.written import Gate

__all__ = [
    "Companion",
    "Gate",
    "Ground",
    "GroundKind",
    "Plan",
    "Present",
    "Step",
    "Tie",
    "companions",
    "conflicts",
    "fits_in_a_message",
    "grounds",
    "in_their_zone",
    "instants",
    "is_said_to",
    "parse_time",
    "presents",
    "shared_out",
    "starts_as",
    "ties",
]
