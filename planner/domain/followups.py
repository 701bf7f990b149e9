"""Follow-ups (what I owe, what they owe, whom to reach out to) and the reminders for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from planner.domain.errors import RuleError
from planner.domain.meetings import zone_info
from planner.domain.objectives import check_day
from planner.domain.repeats import check_rule

_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class Direction(StrEnum):
    I_OWE = "I owe"
    THEY_OWE = "they owe"
    REACH_OUT = "reach out"


class FollowUpStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


FOLLOW_UP_STEPS: Mapping[FollowUpStatus, frozenset[FollowUpStatus]] = {
    FollowUpStatus.OPEN: frozenset({FollowUpStatus.DONE, FollowUpStatus.DROPPED}),
    FollowUpStatus.DONE: frozenset({FollowUpStatus.OPEN}),
    FollowUpStatus.DROPPED: frozenset({FollowUpStatus.OPEN}),
}


class ReminderState(StrEnum):
    WAITING = "waiting"
    SHOWN = "shown"
    SNOOZED = "snoozed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Something to do after. `due` is an ISO date, `time` its wall time (`14:30`) or empty.

    `repeats` is an RFC 5545 RRULE without its name, or empty. `snoozed_until` is an ISO date.
    """

    person: int
    text: str
    direction: Direction
    due: str = ""
    time: str = ""
    zone: str = ""
    status: FollowUpStatus = FollowUpStatus.OPEN
    repeats: str = ""
    snoozed_until: str = ""
    meeting: int | None = None
    interaction: int | None = None
    done_at: str = ""
    id: int = 0

    @property
    def day(self) -> str:
        """The day it asks for attention: when due, or when a snooze ends if that is later."""
        return max(self.due, self.snoozed_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One notification that is due at `fires_at` (UTC), for a follow-up or a meeting."""

    fires_at: datetime
    follow_up: int | None = None
    meeting: int | None = None
    state: ReminderState = ReminderState.WAITING
    id: int = 0


def check_follow_up(follow_up: FollowUp) -> FollowUp:
    """Return the follow-up when it may be kept, else raise RuleError."""
    if not follow_up.text.strip():
        raise RuleError("a follow-up needs a text; nothing was kept")
    check_day(follow_up.due)
    check_day(follow_up.snoozed_until)
    if follow_up.time and not _TIME.fullmatch(follow_up.time):
        raise RuleError("{time} is not a time of day; write it like 14:30", time=follow_up.time)
    if follow_up.time and not follow_up.due:
        raise RuleError("a follow-up with a time of day needs its day; nothing was kept")
    if follow_up.zone:
        zone_info(follow_up.zone)
    if follow_up.repeats:
        check_rule(follow_up.repeats)
    return follow_up
