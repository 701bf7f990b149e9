"""On Purpose: a planner for meetings that have a reason."""

__version__ = "0.1.0"
