"""What is done to many people at once: each verb one transaction and one step of undo.

A hundred thousand of them are named to SQLite in one text; nobody is read into memory for it.
Killed or stopped in between, nothing of it was done: portions would let others write meanwhile, but
take several times as long, since the search and the lists are made anew once for all of them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from planner.domain.errors import NotFoundError, RuleError
from planner.domain.people import Circle
from planner.store.moments import to_text

if TYPE_CHECKING:
    from planner.store.database import Database

_ME = 1
"""The first migration makes me the first person."""
_NAMED = 3
"""So many are named in the subject of a step; of the rest it has the number, as `+97`."""
_THESE = "(SELECT value FROM json_each(:ids))"

_WITH_THEM = (
    f"DELETE FROM introduction_message WHERE introduction_id IN (SELECT id FROM introduction"
    f" WHERE connector_id IN {_THESE} OR source_id IN {_THESE} OR target_id IN {_THESE})",
    f"DELETE FROM introduction"
    f" WHERE connector_id IN {_THESE} OR source_id IN {_THESE} OR target_id IN {_THESE}",
    f"DELETE FROM reminder WHERE follow_up_id IN"
    f" (SELECT id FROM follow_up WHERE person_id IN {_THESE})",
    f"DELETE FROM acquaintance WHERE a_id IN {_THESE} OR b_id IN {_THESE}",
    *(
        f"DELETE FROM {table} WHERE person_id IN {_THESE}"
        for table in (
            "follow_up", "interaction_person", "meeting_person", "ask_name", "person_tag", "fact",
            "contact_point", "photo",
        )
    ),
)  # fmt: skip
"""What goes with people, the parts before what they are parts of."""


class ManyPeople:
    """Verbs for the people who are selected. Ids that are gone are passed over."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def set_circle(self, ids: Iterable[int], circle: Circle | None) -> None:
        """Put them into a circle, or out of any."""
        numbers = list(ids)
        with self._db.action("circle", self.subject(numbers)) as action:
            self._db.write(
                "UPDATE person SET circle = :circle, updated_at = :now"
                f" WHERE id IN {_THESE} AND circle IS NOT :circle AND id <> {_ME}",
                {
                    "circle": circle,
                    "now": to_text(self._db.clock()),
                    "ids": json.dumps(numbers),
                },
            )
            action.touch(people=numbers)

    def tag(self, ids: Iterable[int], name: str) -> None:
        """Put a tag on them, a new one where none is called so."""
        numbers, name = list(ids), " ".join(name.split())
        if not name:
            raise RuleError("a tag needs a name; nothing was changed")
        with self._db.action("tag", self.subject(numbers)) as action:
            tag = self._tag(name) or self._db.insert("tag", {"name": name})
            self._db.write(
                "INSERT INTO person_tag (person_id, tag_id) SELECT id, :tag FROM person"
                f" WHERE id IN {_THESE} AND id NOT IN"
                " (SELECT person_id FROM person_tag WHERE tag_id = :tag)",
                {"tag": tag, "ids": json.dumps(numbers)},
            )
            action.touch(people=numbers)

    def untag(self, ids: Iterable[int], name: str) -> None:
        """Take a tag off them."""
        numbers = list(ids)
        with self._db.action("untag", self.subject(numbers)) as action:
            self._db.write(
                f"DELETE FROM person_tag WHERE tag_id = :tag AND person_id IN {_THESE}",
                {"tag": self._tag(" ".join(name.split())), "ids": json.dumps(numbers)},
            )
            action.touch(people=numbers)

    def archive(self, ids: Iterable[int]) -> None:
        """Out of the lists, with everything kept."""
        self._archive(list(ids), archived=True)

    def unarchive(self, ids: Iterable[int]) -> None:
        self._archive(list(ids), archived=False)

    def _archive(self, numbers: list[int], *, archived: bool) -> None:
        verb = "archive" if archived else "unarchive"
        with self._db.action(verb, self.subject(numbers)) as action:
            self._db.write(
                "UPDATE person SET archived = :archived"
                f" WHERE id IN {_THESE} AND archived <> :archived AND id <> {_ME}",
                {"archived": int(archived), "ids": json.dumps(numbers)},
            )
            action.touch(people=numbers)

    def delete(self, ids: Iterable[int]) -> None:
        """Move people to the bin, with what is only about them. I stay.

        Raises RuleError when I am among them, NotFoundError when somebody is gone already. What
        went along can be asked of `History.gone`.
        """
        numbers = list(dict.fromkeys(ids))
        leaving = {"ids": json.dumps(list(numbers))}
        if _ME in numbers:
            raise RuleError("this file is yours: you cannot delete yourself from it")
        present = self._db.value(f"SELECT count(*) FROM person WHERE id IN {_THESE}", leaving)
        if present < len(numbers):
            raise NotFoundError("there is no such person in this file; nothing was changed")
        with self._db.action("delete", self.subject(numbers)) as action:
            for table in ("meeting", "interaction"):
                self._delete_with_nobody_left(table, leaving)
            # SQLite would do this by itself, but person by person; like by like is faster,
            # and above all to undo.
            for statement in _WITH_THEM:
                self._db.write(statement, leaving)
            self._db.write(f"DELETE FROM person WHERE id IN {_THESE}", leaving)
            action.touch(people=numbers, acquaintances=True)

    def _delete_with_nobody_left(self, table: str, leaving: dict[str, str]) -> None:
        """A meeting or a talk goes with the last of the people it was with."""
        packed = self._db.value(
            f"SELECT json_group_array(id) FROM {table} WHERE id IN"
            f" (SELECT {table}_id FROM {table}_person WHERE person_id IN {_THESE})"
            f" AND NOT EXISTS (SELECT 1 FROM {table}_person WHERE {table}_id = {table}.id"
            f"  AND person_id NOT IN {_THESE})",
            leaving,
        )
        for statement in (
            f"DELETE FROM {table}_person WHERE {table}_id IN {_THESE}",
            f"DELETE FROM {table} WHERE id IN {_THESE}",
        ):
            self._db.write(statement, {"ids": packed})

    def subject(self, ids: Collection[int]) -> str:
        """The names of the first few, and how many more there are: `Ana, Petra, Marek +4`."""
        rows = self._db.rows(
            "SELECT display_name FROM json_each(?) CROSS JOIN person ON person.id = value"
            " ORDER BY key",
            (json.dumps(list(ids)[:_NAMED]),),
        )
        names = ", ".join(row[0] for row in rows)
        return names + (f" +{len(ids) - _NAMED}" if len(ids) > _NAMED else "")

    def _tag(self, name: str) -> int:
        rows = self._db.rows("SELECT id, name FROM tag")
        return next((tag for tag, kept in rows if kept.casefold() == name.casefold()), 0)
