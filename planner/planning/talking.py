"""What is talked about: minutes that add up, and purposes that would fit in a message."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planner.domain.meetings import Meeting, MeetingFormat, PurposeKind
from planner.domain.people import is_named

_LINES, _LINE = 3, 60
"""A message of so many lines, of so many characters each, is one that is read at once."""
_NEEDS_A_TALK = frozenset({PurposeKind.LEARN, PurposeKind.RECONNECT})
_TO_THEM = re.compile(
    r"\?|\b(?i:you|yours?|du|dich|dir|dein\w*|euch|euer|eure\w*|me|mir|mich)\b"
    # A capital alone tells the polite form from her and them, but for a sentence's first word.
    r"|(?<=[^\s.!]\s)(?:Sie|Ihnen|Ihre?[mnrs]?)\b"
)


def shared_out(minutes: int, weights: Sequence[int]) -> list[int]:
    """Minutes by weights, a whole one each at least, that add up to `minutes` where it has room."""
    count = len(weights)
    if not count:
        return []
    total = sum(max(1, one) for one in weights)
    shares = [max(1, minutes * max(1, one) // total) for one in weights]
    largest = sorted(range(count), key=lambda i: -weights[i])
    place = 0
    while sum(shares) != minutes and (sum(shares) < minutes or max(shares) > 1):
        step = 1 if sum(shares) < minutes else -1
        at = largest[place % count]
        if step > 0 or shares[at] > 1:
            shares[at] += step
        place += 1
    return shares


def fits_in_a_message(meeting: Meeting) -> bool:
    """Whether what a meeting is for could be read and answered in three lines of mail.

    `meeting` has a purpose that is through the gate. Learning, reconnecting and events are no
    messages, nor is what several people are to talk over.
    """
    purpose = meeting.purpose
    if purpose is None or purpose.kind in _NEEDS_A_TALK or len(meeting.people) != 1:
        return False
    if meeting.format in (MeetingFormat.EVENT, MeetingFormat.MEAL, MeetingFormat.WALK):
        return False
    # The third line is for the greeting, the thanks and that a no is fine.
    return len(purpose.statement) + len(purpose.outcome) <= (_LINES - 1) * _LINE


def is_said_to(name: str, statement: str) -> bool:
    """Whether a statement can be read by the person it is about as said to them: it asks, or tells
    them what to do, and does not speak of them by their first `name`. In English and German."""
    if "?" not in statement and is_named(name, statement):
        return False
    return bool(_TO_THEM.search(statement))
