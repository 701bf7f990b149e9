"""What the records hold for an ask: the meetings that serve it, and what speaks for whom."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from planner.domain.helping import Record, Tie
from planner.domain.meetings import MeetingStatus
from planner.domain.objectives import MeetingLine
from planner.domain.people import Circle
from planner.store import search
from planner.store.followups import FollowUps
from planner.store.moments import from_text

if TYPE_CHECKING:
    from planner.domain.followups import FollowUp
    from planner.store.database import Database

_ME = 1
"""The first migration makes me the first person."""

_LONGEST_PREFIX = 8
"""Letters of a word that the search index answers for at once."""


class Support:
    """Readings over several kinds of records; it changes nothing."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def meetings_for(self, asks: Iterable[int]) -> list[MeetingLine]:
        """The meetings whose purpose serves one of these asks, undated ones last."""
        rows = self._db.rows(
            "SELECT meeting.id, starts_at, zone, minutes, status, statement, ask_id,"
            " (SELECT json_group_array(json_array(person.id, display_name)"
            "  ORDER BY meeting_person.id) FROM meeting_person"
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

    def follow_ups_from(self, meetings: Iterable[int]) -> list[FollowUp]:
        """The open follow-ups that came of these meetings, or of the talks at them."""
        rows = self._db.rows(
            "SELECT id FROM follow_up WHERE status = 'open' AND"
            " (meeting_id IN (SELECT value FROM json_each(?1)) OR interaction_id IN"
            "  (SELECT id FROM interaction WHERE meeting_id IN (SELECT value FROM json_each(?1))))"
            " ORDER BY due = '', due, id",
            (json.dumps(list(meetings)),),
        )
        follow_ups = FollowUps(self._db)
        return [follow_ups.get(row[0]) for row in rows]

    def my_ties(self, people: Iterable[int]) -> dict[int, int]:
        """How well (1 to 3) I know those of these people with whom my acquaintance is recorded."""
        return dict(
            self._db.rows(
                "SELECT b_id, strength FROM acquaintance"
                f" WHERE a_id = {_ME} AND b_id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(people)),),
            )
        )

    # Who could help

    def people_count(self) -> int:
        """About how many people the file holds."""
        return int(self._db.value("SELECT max(id) FROM person") or 1)

    def beginning(self, stems: Sequence[str], most: int) -> set[int]:
        """Up to `most` people of whom some record has a word that begins with one of the stems.

        The stems are folded. Of long ones only as many letters are compared as the index has
        prefixes of.
        """
        if not stems:
            return set()
        starts = " OR ".join(f'"{stem[:_LONGEST_PREFIX]}"*' for stem in stems)
        found: set[int] = set()
        for index in ("person_notes", "person_words"):
            rows = self._db.rows(
                f"SELECT rowid FROM {index} WHERE {index} MATCH ? LIMIT ?",
                (starts, most - len(found)),
            )
            found.update(row[0] for row in rows)
        return found

    def at_organisation(self, organisation: str, most: int) -> set[int]:
        """Up to `most` people who may work there: their records have every word of its name."""
        words = search.all_of(organisation)
        rows = self._db.rows(
            "SELECT rowid FROM person_words WHERE person_words MATCH ? LIMIT ?", (words, most)
        )
        return {row[0] for row in rows}

    def around(self, people: Iterable[int]) -> list[Tie]:
        """Who knows these people: each acquaintance, from the one who is not asked for."""
        wanted = json.dumps(list(people))
        return [
            Tie(*row)
            for row in self._db.rows(
                "SELECT a_id, b_id, strength, how FROM acquaintance"
                " WHERE b_id IN (SELECT value FROM json_each(?1))"
                " UNION ALL SELECT b_id, a_id, strength, how FROM acquaintance"
                " WHERE a_id IN (SELECT value FROM json_each(?1))",
                (wanted,),
            )
        ]

    def records(self, people: Iterable[int], facts: Iterable[str]) -> list[Record]:
        """What was written down of these people, with the facts of some kinds.

        Only of those one may ask: known, not archived, and with nothing that says to avoid them.
        """
        rows = self._db.rows(
            "SELECT id, display_name, organisation, title, circle, why_connected, note FROM person"
            f" WHERE id IN (SELECT value FROM json_each(?)) AND id <> {_ME}"
            " AND standing = 'known' AND archived = 0"
            " AND NOT EXISTS (SELECT 1 FROM fact WHERE person_id = person.id AND kind = 'avoid')",
            (json.dumps(list(people)),),
        )
        told: dict[int, list[tuple[str, str]]] = {}
        for person, kind, text in self._db.rows(
            "SELECT person_id, kind, text FROM fact"
            " WHERE person_id IN (SELECT value FROM json_each(?1))"
            " AND kind IN (SELECT value FROM json_each(?2)) ORDER BY position, id",
            (json.dumps([row[0] for row in rows]), json.dumps(list(facts))),
        ):
            told.setdefault(person, []).append((kind, text))
        return [
            Record(
                person=number,
                name=name,
                organisation=organisation,
                title=title,
                circle=Circle(circle) if circle else None,
                why_connected=why,
                note=note,
                facts=tuple(told.get(number, ())),
            )
            for number, name, organisation, title, circle, why, note in rows
        ]

    # What weighs on them

    def owed_late(self, people: Iterable[int]) -> dict[int, tuple[str, str]]:
        """What I owe these people and is late, the oldest of each: its text and its day."""
        today = self._db.clock().date().isoformat()
        rows = self._db.rows(
            "SELECT person_id, text, due FROM follow_up"
            " WHERE person_id IN (SELECT value FROM json_each(?)) AND status = 'open'"
            " AND direction = 'I owe' AND due <> '' AND due < ? ORDER BY due DESC, id DESC",
            (json.dumps(list(people)), today),
        )
        return {person: (text, due) for person, text, due in rows}

    def asked_already(self, people: Iterable[int]) -> dict[int, tuple[str, str]]:
        """What I have asked of these people and wait for, the soonest of each: text and day.

        A meeting to come that is to ask them, an introduction they were asked for, or what they
        said they would do.
        """
        wanted = json.dumps(list(people))
        rows = self._db.rows(
            "SELECT * FROM (SELECT person_id, text, due AS day FROM follow_up WHERE status = 'open'"
            "  AND direction = 'they owe' AND person_id IN (SELECT value FROM json_each(?1))"
            " UNION ALL SELECT connector_id, display_name, '' FROM introduction"
            "  JOIN person ON person.id = target_id WHERE status IN ('asked', 'agreed')"
            f"  AND source_id = {_ME} AND connector_id IN (SELECT value FROM json_each(?1))"
            " UNION ALL SELECT person_id, statement, substr(starts_at, 1, 10)"
            "  FROM meeting_person JOIN meeting ON meeting.id = meeting_person.meeting_id"
            "  JOIN purpose ON purpose.meeting_id = meeting.id"
            "  WHERE status IN ('planned', 'proposed', 'confirmed') AND kind = 'ask'"
            "  AND person_id IN (SELECT value FROM json_each(?1)))"
            " ORDER BY day <> '', day DESC",
            (wanted,),
        )
        return {person: (text, day) for person, text, day in rows}
