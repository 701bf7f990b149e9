"""The interactions that say what happened."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from planner.domain.errors import NotFoundError, RuleError
from planner.domain.meetings import Answer, Channel, Feeling, Interaction
from planner.store import attendees
from planner.store import tables as t
from planner.store.moments import from_text, to_text

if TYPE_CHECKING:
    from planner.store.database import Database


class Interactions:
    """What happened with whom. Last contact is derived from these and from nothing else."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, interaction: int) -> Interaction:
        found = self._read("WHERE id = ?", (interaction,))
        if not found:
            raise NotFoundError("there is no talk {id} in this file", id=interaction)
        return found[0]

    def all(self) -> list[Interaction]:
        return self._read("ORDER BY at, id", ())

    def with_person(self, person: int) -> list[Interaction]:
        """The history with one person, newest first."""
        return self._read(
            "WHERE id IN (SELECT interaction_id FROM interaction_person WHERE person_id = ?)"
            " ORDER BY at DESC, id DESC",
            (person,),
        )

    def add(self, interaction: Interaction) -> Interaction:
        """Log something that happened."""
        if not interaction.people:
            raise RuleError("a talk needs somebody to have talked with; nothing was kept")
        with self._db.action("log", interaction.summary) as action:
            named = replace(interaction, uid=interaction.uid or str(uuid4()))
            number = self._db.run(t.Interaction.insert(**_row(named)))
            attendees.keep(self._db, "interaction", number, interaction.people)
            action.touch(interactions={number}, people=interaction.people)
            return self.get(number)

    def save(self, interaction: Interaction) -> Interaction:
        if not interaction.people:
            raise RuleError("a talk needs somebody to have talked with; nothing was changed")
        with self._db.action("edit", interaction.summary) as action:
            before = self.get(interaction.id)
            self._db.run(
                t.Interaction.update(**_row(interaction)).where(t.Interaction.id == interaction.id)
            )
            attendees.keep(self._db, "interaction", interaction.id, interaction.people)
            action.touch(
                interactions={interaction.id}, people={*before.people, *interaction.people}
            )
            return self.get(interaction.id)

    def delete(self, interaction: int) -> None:
        gone = self.get(interaction)
        with self._db.action("delete", gone.summary) as action:
            self._db.write("DELETE FROM interaction WHERE id = ?", (interaction,))
            action.touch(interactions={interaction}, people=gone.people)

    def felt_with(self, person: int, limit: int) -> list[Feeling]:
        """How the latest talks with somebody felt, as far as it was told; newest first."""
        rows = self._db.rows(
            "SELECT felt FROM interaction_person JOIN interaction"
            " ON interaction.id = interaction_id WHERE person_id = ? AND felt <> ''"
            " ORDER BY at DESC, interaction.id DESC LIMIT ?",
            (person, limit),
        )
        return [Feeling(row[0]) for row in rows]

    def known_uids(self, uids: Iterable[str]) -> set[str]:
        """Which of these calendar uids the file already holds, as talks or as meetings."""
        wanted = json.dumps(list(uids))
        rows = self._db.rows(
            "SELECT uid FROM interaction WHERE uid IN (SELECT value FROM json_each(?1))"
            " UNION SELECT uid FROM meeting WHERE uid IN (SELECT value FROM json_each(?1))",
            (wanted,),
        )
        return {row[0] for row in rows}

    def _read(self, clause: str, params: Sequence[Any]) -> list[Interaction]:
        rows = self._db.rows(
            "SELECT id, uid, at, channel, summary, fun, felt, answer, meeting_id FROM interaction"
            f" {clause}",
            params,
        )
        people = attendees.read(self._db, "interaction", json.dumps([row[0] for row in rows]))
        return [
            Interaction(
                id=number,
                uid=uid or "",
                at=from_text(at),
                channel=Channel(channel),
                summary=summary,
                fun=fun,
                felt=Feeling(felt) if felt else None,
                answer=Answer(answer) if answer else None,
                meeting=meeting,
                people=people.get(number, ()),
            )
            for number, uid, at, channel, summary, fun, felt, answer, meeting in rows
        ]


def _row(interaction: Interaction) -> dict[str, Any]:
    return {
        "uid": interaction.uid or None,
        "at": to_text(interaction.at),
        "channel": interaction.channel,
        "summary": interaction.summary,
        "fun": interaction.fun,
        "felt": interaction.felt or "",
        "answer": interaction.answer or "",
        "meeting_id": interaction.meeting,
    }
