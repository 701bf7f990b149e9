"""The purpose gate: says which words of a purpose are vague and what to add."""

from planner.gate.hints import way_to_begin
from planner.gate.lexicon import read_lexicons
from planner.gate.reasons import reason
from planner.gate.review import (
    CRITERIA,
    GATE,
    Appeal,
    Context,
    Criterion,
    Field,
    Finding,
    Review,
    TextReview,
    appeals_of,
    may_be_names,
    review,
    review_ask,
    review_text,
)

__all__ = [
    "CRITERIA",
    "GATE",
    "Appeal",
    "Context",
    "Criterion",
    "Field",
    "Finding",
    "Review",
    "TextReview",
    "appeals_of",
    "may_be_names",
    "read_lexicons",
    "reason",
    "review",
    "review_ask",
    "review_text",
    "way_to_begin",
]
