"""Working towards an objective: its page, who could help with an ask, and ending it with care.

Here what the store keeps, what the gate says and the ways through the acquaintances come together
into the values that a window shows.
"""

from planner.domain.helping import Care, CareKind, Helper, Reason, ReasonKind
from planner.pursuing.ending import Moot, MootItem, MootKind, end, end_ask, moot
from planner.pursuing.helping import who_could_help
from planner.pursuing.page import (
    AskView,
    NameSlot,
    ObjectivePage,
    Way,
    WayKind,
    objective_page,
    reviewed,
    ways,
)

__all__ = [
    "AskView",
    "Care",
    "CareKind",
    "Helper",
    "Moot",
    "MootItem",
    "MootKind",
    "NameSlot",
    "ObjectivePage",
    "Reason",
    "ReasonKind",
    "Way",
    "WayKind",
    "end",
    "end_ask",
    "moot",
    "objective_page",
    "reviewed",
    "ways",
    "who_could_help",
]
