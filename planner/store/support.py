"""What the records hold for an ask: the meetings that serve it, and what speaks for whom."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from planner.domain.meetings import MeetingStatus
from planner.domain.objectives import MeetingLine
from planner.store.moments import from_text

if TYPE_CHECKING:
    from planner.store.database import Database

_ME = 1
"""The first migration makes me the first person."""


class Support:
    """Readings over several kinds of records; it changes nothing."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def meetings_for(self, asks: Iterable[int]) -> list[MeetingLine]:
        """The meetings whose purpose serves one of these asks, undated ones last."""
        rows = self._db.rows(
            "SELECT meeting.id, starts_at, zone, minutes, status, statement, ask_id,"
            " (SELECT json_group_array(json_array(person.id, display_name)) FROM meeting_person"
            "  JOIN person ON person.id = person_id WHERE meeting_id = meeting.id)"
            " FROM purpose JOIN meeting ON meeting.id = meeting_id"
            " WHERE ask_id IN (SELECT value FROM json_each(?))"
            " ORDER BY starts_at IS NULL, starts_at, meeting.id",
            (json.dumps(list(asks)),),
        )
        return [
            MeetingLine(
                id=number,
                people=tuple((person, name) for person, name in json.loads(people)),
                starts_at=from_text(starts_at) if starts_at else None,
                zone=zone,
                minutes=minutes,
                status=MeetingStatus(status),
                statement=statement,
                ask=ask,
            )
            for number, starts_at, zone, minutes, status, statement, ask, people in rows
        ]

    def my_ties(self, people: Iterable[int]) -> dict[int, int]:
        """How well (1 to 3) I know those of these people with whom my acquaintance is recorded."""
        return dict(
            self._db.rows(
                "SELECT b_id, strength FROM acquaintance"
                f" WHERE a_id = {_ME} AND b_id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(people)),),
            )
        )
