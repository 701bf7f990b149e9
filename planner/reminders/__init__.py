"""Reminders: what is due when, shown once, and kept in the list until it is answered.

Nothing here waits or remembers. Whoever shows reminders asks `due` at least every quarter of an
hour, after the computer woke, and after each change.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from planner.domain.repeats import next_due
from planner.reminders.moments import due_moments, moment_of, zone_of

if TYPE_CHECKING:
    from planner.store import Notice, Store

__all__ = [
    "DueReminder",
    "due",
    "due_moments",
    "moment_of",
    "next_due",
    "plan",
    "set_morning",
    "unanswered",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReminder:
    """A reminder whose moment has come, as a person or a machine reads it.

    `about` is the id of the follow-up or meeting. `fires_at` is in the zone the person is in.
    `direction` is empty for a meeting. `due` is the follow-up's day, or when the meeting starts
    (ISO, in the meeting's zone).
    """

    id: int
    kind: str
    about: int
    fires_at: datetime
    text: str
    uids: tuple[str, ...]
    names: tuple[str, ...]
    direction: str
    due: str

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": self.kind,
            "follow_up": self.about if self.kind == "follow-up" else None,
            "meeting": self.about if self.kind == "meeting" else None,
            "fires_at": self.fires_at.isoformat(timespec="seconds"),
            "text": self.text,
            "people": [
                {"uid": uid, "name": name} for uid, name in zip(self.uids, self.names, strict=True)
            ],
            "direction": self.direction.lower().replace(" ", "-") or None,
            "due": self.due or None,
        }

    def line(self) -> str:
        """One line of plain text: when, what it is, with whom, what about."""
        when = self.due.replace("T", " ")[:16]
        return f"{when}  {self.direction or self.kind}  {', '.join(self.names)}: {self.text}"


def plan(store: Store, zone: str) -> None:
    """Make one waiting reminder for each open follow-up with a day and each meeting to come.

    Those of things that are over or have another day now go. `zone` is the IANA zone the person is
    in.
    """
    store.reminding.plan(zone, due_moments)


def set_morning(store: Store, morning: time) -> None:
    """Remind of what has a day and no time at `morning` from now on; nothing is shown twice."""
    store.reminding.set_morning(morning, due_moments)


def due(store: Store, now: datetime, zone: str) -> list[DueReminder]:
    """Plan, and return those whose moment has come by `now` (aware); each is returned once, ever.

    They are marked as shown in the same transaction.
    """
    return [_told(notice, zone) for notice in store.reminding.show(now, zone, due_moments)]


def unanswered(store: Store, zone: str) -> list[DueReminder]:
    """What was shown and is neither done, moved, snoozed nor dismissed; oldest first."""
    if not store.read_only:
        plan(store, zone)
    return [_told(notice, zone) for notice in store.reminding.unanswered()]


def _told(notice: Notice, zone: str) -> DueReminder:
    is_meeting = notice.meeting is not None
    return DueReminder(
        id=notice.id,
        kind="meeting" if is_meeting else "follow-up",
        about=notice.meeting or notice.follow_up or 0,
        fires_at=_at(notice.fires_at, zone),
        text=notice.text,
        uids=tuple(uid for uid, _ in notice.people),
        names=tuple(name for _, name in notice.people),
        direction=notice.direction or "",
        due=_at(notice.starts_at, notice.zone).isoformat() if notice.starts_at else notice.due,
    )


def _at(moment: datetime, zone: str) -> datetime:
    try:
        return moment.astimezone(zone_of(zone))
    except OverflowError:  # the first or last day that a calendar has
        return moment
