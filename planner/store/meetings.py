"""Meetings behind the gate, each with its purpose."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from planner.domain.errors import NotFoundError, RuleError
from planner.domain.meetings import (
    MEETING_STEPS,
    AgendaItem,
    Answer,
    Channel,
    Feeling,
    Interaction,
    Meeting,
    MeetingFormat,
    MeetingStatus,
    Purpose,
    PurposeKind,
    ReviewRecord,
    check_meeting,
    passes,
)
from planner.domain.objectives import check_step
from planner.store import attendees
from planner.store import tables as t
from planner.store.interactions import Interactions
from planner.store.moments import from_text, to_text

if TYPE_CHECKING:
    from planner.store.database import Database

_CHANNEL_OF = {
    MeetingFormat.CALL: Channel.CALL,
    MeetingFormat.EVENT: Channel.EVENT,
}
_REVIEW = ("passed", "gate", "at", "statement", "why", "outcome", "findings", "appeal")


class Meetings:
    """The meetings of one file, each with its people and its one purpose."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # Asking

    def get(self, meeting: int) -> Meeting:
        found = self._read("WHERE id = ?", (meeting,))
        if not found:
            raise NotFoundError(
                "there is no meeting {id}; see them with: planner meeting list", id=meeting
            )
        return found[0]

    def between(self, start: datetime | None, end: datetime | None) -> list[Meeting]:
        """Meetings that start from `start` up to `end` (either may be open), in their order.

        Drafts without a date come last, and only while both ends are open.
        """
        return self._read(
            "WHERE (?1 IS NULL OR starts_at >= ?1) AND (?2 IS NULL OR starts_at < ?2)"
            " ORDER BY starts_at IS NULL, starts_at, id",
            (start and to_text(start), end and to_text(end)),
        )

    def with_person(self, person: int) -> list[Meeting]:
        return self._read(
            "WHERE id IN (SELECT meeting_id FROM meeting_person WHERE person_id = ?)"
            " ORDER BY starts_at IS NULL, starts_at, id",
            (person,),
        )

    def unanswered(self, now: datetime, limit: int) -> list[Meeting]:
        """Meetings to come whose end has passed, so that somebody has to say how they went; the
        latest first."""
        return self._read(
            "WHERE status IN ('planned', 'proposed', 'confirmed') AND starts_at < ?1"
            " AND strftime('%Y-%m-%dT%H:%M:%SZ', starts_at, minutes || ' minutes') <= ?1"
            " ORDER BY starts_at DESC, id DESC LIMIT ?2",
            (to_text(now), limit),
        )

    def drafts(self, limit: int) -> tuple[list[Meeting], int]:
        """The drafts with the nearest dates, then the latest without one; and how many there are
        of all."""
        count = self._db.value("SELECT count(*) FROM meeting WHERE status = 'draft'")
        order = "ORDER BY starts_at IS NULL, starts_at, id DESC LIMIT ?"
        return self._read(f"WHERE status = 'draft' {order}", (limit,)), count

    # Changing

    def keep_draft(self, meeting: Meeting) -> Meeting:
        """Keep a new or edited draft; a draft may have any purpose, or none yet."""
        draft = check_meeting(replace(meeting, status=MeetingStatus.DRAFT))
        with self._db.action("edit" if draft.id else "add", _subject(draft)) as action:
            if draft.id:
                self._must_be(draft.id, {MeetingStatus.DRAFT}, "is no draft any more")
            number = self._write(draft)
            action.touch(meetings={number}, people=draft.people)
            return self.get(number)

    def plan(self, meeting: Meeting, review: ReviewRecord) -> Meeting:
        """Give a meeting its date: keeps it as planned with the review that passed.

        Raises RuleError when the review did not pass for the purpose's present texts.
        """
        if meeting.purpose is None:
            raise RuleError("a meeting needs a purpose before it gets a date; the draft is kept")
        planned = check_meeting(
            replace(
                meeting,
                status=MeetingStatus.PLANNED,
                purpose=replace(meeting.purpose, review=review),
            )
        )
        with self._db.action("plan", _subject(planned)) as action:
            if planned.id:
                self._step(self.get(planned.id).status, MeetingStatus.PLANNED)
                self._set_status(planned.id, MeetingStatus.DRAFT)
            number = self._write(planned)
            self._set_status(number, MeetingStatus.PLANNED)
            action.touch(meetings={number}, people=planned.people)
            return self.get(number)

    def send_back(self, meeting: Meeting) -> Meeting:
        """Back behind the gate: an edited meeting is a draft again, and keeps its date.

        Whoever was invited has to hear of what is planned next, so that counts as another version.
        """
        before = self.get(meeting.id)
        self._step(before.status, MeetingStatus.DRAFT)
        with self._db.action("edit", _subject(meeting)) as action:
            self._set_status(meeting.id, MeetingStatus.DRAFT)
            self._write(check_meeting(replace(meeting, status=MeetingStatus.DRAFT)))
            sequence = before.sequence + 1
            self._db.write("UPDATE meeting SET sequence = ? WHERE id = ?", (sequence, meeting.id))
            action.touch(meetings={meeting.id}, people={*before.people, *meeting.people})
            return self.get(meeting.id)

    def restore(self, meeting: Meeting) -> Meeting:
        """Keep a meeting from an archive as it was, as far as its review lets it.

        Without a review that passed for its texts it stays a draft, whatever the archive says.
        """
        status = meeting.status if meeting.starts_at else MeetingStatus.DRAFT
        if not passes(meeting.purpose):
            status = MeetingStatus.DRAFT
        with self._db.action("add", _subject(meeting)) as action:
            number = self._write(check_meeting(replace(meeting, id=0, status=status)))
            self._set_status(number, status)
            action.touch(meetings={number}, people=meeting.people)
            return self.get(number)

    def move(self, meeting: int, starts_at: datetime, zone: str = "") -> Meeting:
        """Another date for a meeting that is to come, or was missed or cancelled; nothing happens
        where that is the date it has."""
        moved = self.get(meeting)
        if moved.status is MeetingStatus.HELD:
            raise RuleError("a meeting that was held cannot be moved; log what happened instead")
        status = moved.status
        if status in (MeetingStatus.MISSED, MeetingStatus.CANCELLED):
            status = MeetingStatus.PLANNED
        elif starts_at == moved.starts_at and zone in ("", moved.zone):
            return moved
        with self._db.action("move", _subject(moved)) as action:
            self._db.run(
                t.Meeting.update(
                    starts_at=to_text(starts_at),
                    zone=zone or moved.zone,
                    sequence=moved.sequence + 1,
                    status=status,
                ).where(t.Meeting.id == meeting)
            )
            action.touch(meetings={meeting}, people=moved.people)
            return self.get(meeting)

    def set_status(self, meeting: int, status: MeetingStatus) -> Meeting:
        """Take one allowed step; `hold` is the way to `held`."""
        before = self.get(meeting)
        self._step(before.status, status)
        if status is MeetingStatus.HELD and before.status is not status:
            raise RuleError("hold a meeting with what happened; nothing was changed")
        check_meeting(replace(before, status=status))
        with self._db.action(str(status), _subject(before)) as action:
            self._set_status(meeting, status)
            cancelled = status is MeetingStatus.CANCELLED and before.status is not status
            sequence = before.sequence + cancelled
            self._db.write("UPDATE meeting SET sequence = ? WHERE id = ?", (sequence, meeting))
            action.touch(meetings={meeting}, people=before.people)
            return self.get(meeting)

    def hold(
        self,
        meeting: int,
        notes: str = "",
        fun: str = "",
        felt: Feeling | None = None,
        answer: Answer | None = None,
    ) -> Meeting:
        """It took place: the meeting is held, and what happened becomes its interaction."""
        held = self.get(meeting)
        if held.status is MeetingStatus.HELD:
            raise RuleError("this meeting was held already; log what else happened")
        self._step(held.status, MeetingStatus.HELD)
        if held.starts_at and held.starts_at > self._db.clock():
            raise RuleError("this meeting is still to come; move it if it took place earlier")
        with self._db.action("hold", _subject(held)) as action:
            self._set_status(meeting, MeetingStatus.HELD)
            assert held.starts_at is not None
            channel = _CHANNEL_OF.get(held.format, Channel.MEETING) if held.format else None
            Interactions(self._db).add(
                Interaction(
                    people=held.people,
                    at=held.starts_at,
                    channel=channel or Channel.MEETING,
                    summary=notes or _subject(held),
                    fun=fun,
                    felt=felt,
                    answer=answer,
                    meeting=meeting,
                )
            )
            action.touch(meetings={meeting}, people=held.people)
            return self.get(meeting)

    def delete(self, meeting: int) -> None:
        """Move a meeting to the bin, with its purpose."""
        gone = self.get(meeting)
        with self._db.action("delete", _subject(gone)) as action:
            self._db.write("DELETE FROM meeting WHERE id = ?", (meeting,))
            action.touch(meetings={meeting}, people=gone.people)

    def _step(self, now: MeetingStatus, then: MeetingStatus) -> None:
        check_step(MEETING_STEPS, now, then, "a meeting")

    def _must_be(self, meeting: int, statuses: set[MeetingStatus], otherwise: str) -> None:
        if self.get(meeting).status not in statuses:
            raise RuleError("meeting {id} {otherwise}", id=meeting, otherwise=otherwise)

    def _set_status(self, meeting: int, status: MeetingStatus) -> None:
        self._db.write("UPDATE meeting SET status = ? WHERE id = ?", (status, meeting))

    def _write(self, meeting: Meeting) -> int:
        """Write everything but the status, which follows once the purpose is there."""
        row = _row(meeting)
        if meeting.id:
            number = meeting.id
            self._db.run(t.Meeting.update(**row).where(t.Meeting.id == number))
        else:
            row |= {"uid": meeting.uid or str(uuid4()), "sequence": meeting.sequence}
            number = self._db.run(t.Meeting.insert(**row))
        attendees.keep(self._db, "meeting", number, meeting.people)
        if meeting.purpose is None:
            self._db.write("DELETE FROM purpose WHERE meeting_id = ?", (number,))
        else:
            values = _purpose_row(meeting.purpose)
            present = self._db.value("SELECT id FROM purpose WHERE meeting_id = ?", (number,))
            if present:
                self._db.run(t.Purpose.update(**values).where(t.Purpose.id == present))
            else:
                self._db.run(t.Purpose.insert(meeting_id=number, **values))
        return number

    # Rows and values

    def _read(self, clause: str, params: Sequence[Any]) -> list[Meeting]:
        rows = self._db.rows(
            "SELECT id, uid, sequence, starts_at, zone, minutes, place, link, format, status,"
            f" agenda FROM meeting {clause}",
            params,
        )
        ids = json.dumps([row[0] for row in rows])
        people = attendees.read(self._db, "meeting", ids)
        purposes = {row[0]: _purpose(row[1:]) for row in self._db.rows(_PURPOSES, (ids,))}
        return [
            Meeting(
                id=number,
                uid=uid,
                sequence=sequence,
                starts_at=from_text(starts_at) if starts_at else None,
                zone=zone,
                minutes=minutes,
                place=place,
                link=link,
                format=MeetingFormat(format_) if format_ else None,
                status=MeetingStatus(status),
                agenda=tuple(AgendaItem(**item) for item in json.loads(agenda)),
                people=people.get(number, ()),
                purpose=purposes.get(number),
            )
            for (
                number, uid, sequence, starts_at, zone, minutes, place, link, format_, status,
                agenda,
            ) in rows
        ]  # fmt: skip


_PURPOSE_COLUMNS = ("kind", "statement", "why", "outcome", "give", "ask_id")
_PURPOSES = (
    f"SELECT meeting_id, {', '.join(_PURPOSE_COLUMNS)},"
    f" {', '.join('review_' + name for name in _REVIEW)} FROM purpose"
    " WHERE meeting_id IN (SELECT value FROM json_each(?))"
)


def _purpose(row: tuple[Any, ...]) -> Purpose:
    kind, statement, why, outcome, give, ask, *review = row
    record = None
    if review[0] is not None:
        values = dict(zip(_REVIEW, review, strict=True))
        texts = {name: values[name] or "" for name in _REVIEW[1:]}
        record = ReviewRecord(passed=bool(values["passed"]), **texts)
    return Purpose(
        kind=PurposeKind(kind),
        statement=statement,
        why=why,
        outcome=outcome,
        give=give,
        ask=ask,
        review=record,
    )


def _purpose_row(purpose: Purpose) -> dict[str, Any]:
    review = purpose.review
    return {
        "kind": purpose.kind,
        "statement": purpose.statement,
        "why": purpose.why,
        "outcome": purpose.outcome,
        "give": purpose.give,
        "ask_id": purpose.ask,
        **{f"review_{name}": getattr(review, name) if review else None for name in _REVIEW},
    }


def _row(meeting: Meeting) -> dict[str, Any]:
    return {
        "starts_at": to_text(meeting.starts_at) if meeting.starts_at else None,
        "zone": meeting.zone,
        "minutes": meeting.minutes,
        "place": meeting.place,
        "link": meeting.link,
        "format": meeting.format,
        "agenda": json.dumps([asdict(item) for item in meeting.agenda], ensure_ascii=False),
    }


def _subject(meeting: Meeting) -> str:
    return meeting.purpose.statement if meeting.purpose else ""
