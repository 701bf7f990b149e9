"""Follow-ups, and the reminders that are kept for them and for meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.domain.errors import NotFoundError
from planner.domain.followups import (
    FOLLOW_UP_STEPS,
    Direction,
    FollowUp,
    FollowUpStatus,
    Reminder,
    ReminderState,
    check_follow_up,
)
from planner.domain.objectives import check_day, check_step
from planner.domain.repeats import rest_of_rule
from planner.store import tables as t
from planner.store.moments import from_text, to_text

if TYPE_CHECKING:
    from planner.store.database import Database

_COLUMNS = (
    "id", "person_id", "text", "direction", "due", "time", "zone", "status", "repeats",
    "snoozed_until", "meeting_id", "interaction_id", "done_at",
)  # fmt: skip


class FollowUps:
    """What I owe, what they owe, and whom to reach out to."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, follow_up: int) -> FollowUp:
        found = self._read("WHERE id = ?", (follow_up,))
        if not found:
            raise NotFoundError(
                "there is no follow-up {id}; see them with: planner followup list", id=follow_up
            )
        return found[0]

    def all(self) -> list[FollowUp]:
        return self._read("ORDER BY id", ())

    def open(self, due: date | None = None) -> list[FollowUp]:
        """The open ones in the order of their day, those without one last.

        With `due`, only those that ask for attention up to that day.
        """
        return self._read(
            "WHERE status = 'open'"
            " AND (?1 IS NULL OR (max(due, snoozed_until) <> '' AND max(due, snoozed_until) <= ?1))"
            " ORDER BY max(due, snoozed_until) = '', max(due, snoozed_until), id",
            (due and due.isoformat(),),
        )

    def with_person(self, person: int) -> list[FollowUp]:
        return self._read("WHERE person_id = ? ORDER BY due = '', due, id", (person,))

    def add(self, follow_up: FollowUp) -> FollowUp:
        check_follow_up(follow_up)
        with self._db.action("add", follow_up.text) as action:
            number = self._db.run(t.FollowUp.insert(**_row(follow_up)))
            action.touch(follow_ups={number}, people={follow_up.person})
            return self.get(number)

    def save(self, follow_up: FollowUp) -> FollowUp:
        check_follow_up(follow_up)
        with self._db.action("edit", follow_up.text) as action:
            before = self.get(follow_up.id)
            check_step(FOLLOW_UP_STEPS, before.status, follow_up.status, "a follow-up")
            self._db.run(t.FollowUp.update(**_row(follow_up)).where(t.FollowUp.id == follow_up.id))
            action.touch(follow_ups={follow_up.id}, people={before.person, follow_up.person})
            return self.get(follow_up.id)

    def done(self, follow_up: int, *, next_due: date | None = None) -> FollowUp:
        """It is done. `next_due` is the next day of one that repeats: it is kept as a new one.

        The new one repeats as often as its rule still says.
        """
        kept = self.get(follow_up)
        with self._db.action("done", kept.text):
            finished = self.save(
                replace(kept, status=FollowUpStatus.DONE, done_at=to_text(self._db.clock()))
            )
            if next_due:
                rest = kept.repeats
                if rest and kept.due:
                    rest = rest_of_rule(rest, date.fromisoformat(kept.due), next_due)
                self.add(
                    replace(kept, id=0, due=next_due.isoformat(), snoozed_until="", repeats=rest)
                )
            return finished

    def snooze(self, follow_up: int, until: date) -> FollowUp:
        """Let it rest until that day."""
        kept = self.get(follow_up)
        with self._db.action("snooze", kept.text):
            return self.save(replace(kept, snoozed_until=check_day(until.isoformat())))

    def delete(self, follow_up: int) -> None:
        gone = self.get(follow_up)
        with self._db.action("delete", gone.text) as action:
            self._db.write("DELETE FROM follow_up WHERE id = ?", (follow_up,))
            action.touch(follow_ups={follow_up}, people={gone.person})

    def _read(self, clause: str, params: Sequence[Any]) -> list[FollowUp]:
        return [
            FollowUp(
                id=number,
                person=person,
                text=text,
                direction=Direction(direction),
                due=due,
                time=time,
                zone=zone,
                status=FollowUpStatus(status),
                repeats=repeats,
                snoozed_until=snoozed,
                meeting=meeting,
                interaction=interaction,
                done_at=done_at,
            )
            for (
                number, person, text, direction, due, time, zone, status, repeats, snoozed, meeting,
                interaction, done_at,
            ) in self._db.rows(f"SELECT {', '.join(_COLUMNS)} FROM follow_up {clause}", params)
        ]  # fmt: skip


class Reminders:
    """The reminders as they are kept; which there have to be and are due is `Reminding`'s."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> list[Reminder]:
        return self._read("ORDER BY id", ())

    def of(self, *, follow_up: int | None = None, meeting: int | None = None) -> list[Reminder]:
        return self._read(
            "WHERE follow_up_id IS ? AND meeting_id IS ? ORDER BY fires_at", (follow_up, meeting)
        )

    def add(self, reminder: Reminder) -> Reminder:
        """Keep a reminder; one for the same thing at the same time is kept once."""
        with self._db.action("remind"):
            self._db.write(
                "INSERT INTO reminder (follow_up_id, meeting_id, fires_at, state)"
                " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (
                    reminder.follow_up,
                    reminder.meeting,
                    to_text(reminder.fires_at),
                    reminder.state,
                ),
            )
            found = self.of(follow_up=reminder.follow_up, meeting=reminder.meeting)
            return next(r for r in found if to_text(r.fires_at) == to_text(reminder.fires_at))

    def _read(self, clause: str, params: Sequence[Any]) -> list[Reminder]:
        return [
            Reminder(
                id=number,
                follow_up=follow_up,
                meeting=meeting,
                fires_at=from_text(fires_at),
                state=ReminderState(state),
            )
            for number, follow_up, meeting, fires_at, state in self._db.rows(
                f"SELECT id, follow_up_id, meeting_id, fires_at, state FROM reminder {clause}",
                params,
            )
        ]


def _row(follow_up: FollowUp) -> dict[str, Any]:
    return {
        "person_id": follow_up.person,
        "text": follow_up.text,
        "direction": follow_up.direction,
        "due": follow_up.due,
        "time": follow_up.time,
        "zone": follow_up.zone,
        "status": follow_up.status,
        "repeats": follow_up.repeats,
        "snoozed_until": follow_up.snoozed_until,
        "meeting_id": follow_up.meeting,
        "interaction_id": follow_up.interaction,
        "done_at": follow_up.done_at,
    }
