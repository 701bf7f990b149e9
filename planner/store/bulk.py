"""Filling an empty file at size, beside the journal: what is made up needs no undo."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from planner.domain.errors import RuleError
from planner.domain.followups import FollowUp, check_follow_up
from planner.domain.meetings import Interaction
from planner.store import journal
from planner.store.moments import to_text

if TYPE_CHECKING:
    from planner.store.database import Database, Row

Edge: TypeAlias = tuple[int, int, int, str, str]
"""Two different people, the smaller id first; strength 1 to 3; how they know each other; since."""

_BATCH = 10_000


class Bulk:
    """Many records at once, for a file that was empty before."""

    def __init__(self, database: Database) -> None:
        self._db = database

    @contextlib.contextmanager
    def filling(self) -> Iterator[int]:
        """One transaction for all that goes in, without steps to undo: all of it stays, or none.

        Yields the id that the first new person will get; the others follow it one by one. Raises
        RuleError when somebody or something is in the file already.
        """
        with self._db.action("fill"):
            if self._db.value(
                "SELECT 1 FROM person WHERE uid <> 'me' UNION SELECT 1 FROM objective LIMIT 1"
            ):
                raise RuleError(
                    "this file has people or plans in it already; nothing was changed: choose an"
                    " empty one with --profile NAME"
                )
            statements = list(journal.triggers(self._db))
            for statement in statements:
                if statement.startswith("DROP"):
                    self._db.cursor(statement)
            yield 1 + self._db.value("SELECT seq FROM sqlite_sequence WHERE name = 'person'")
            for statement in statements:
                self._db.cursor(statement)

    def acquaint(self, edges: Iterable[Edge]) -> int:
        """Keep these acquaintances, each pair once; how many there were."""
        return self._insert(
            "INSERT INTO acquaintance (a_id, b_id, strength, how, since) VALUES (?, ?, ?, ?, ?)",
            edges,
        )

    def log(self, interactions: Iterable[Interaction]) -> int:
        """Keep these interactions; how many there were."""
        number = self._db.value("SELECT coalesce(max(id), 0) FROM interaction")
        people: list[Row] = []

        def rows() -> Iterator[Row]:
            for one in interactions:
                row = number + 1 + len(people)
                people.append((row, one.people))
                yield (row, to_text(one.at), one.channel, one.summary, one.fun)

        count = self._insert(
            "INSERT INTO interaction (id, at, channel, summary, fun) VALUES (?, ?, ?, ?, ?)", rows()
        )
        self._insert(
            "INSERT INTO interaction_person (interaction_id, person_id) VALUES (?, ?)",
            ((row, person) for row, everybody in people for person in everybody),
        )
        return count

    def promise(self, follow_ups: Iterable[FollowUp]) -> int:
        """Keep these open follow-ups; how many there were."""
        return self._insert(
            "INSERT INTO follow_up (person_id, text, direction, due, time, zone, repeats)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (one.person, one.text, one.direction, one.due, one.time, one.zone, one.repeats)
                for one in map(check_follow_up, follow_ups)
            ),
        )

    def _insert(self, sql: str, rows: Iterable[Row]) -> int:
        remaining = iter(rows)
        count = 0
        while batch := list(islice(remaining, _BATCH)):
            self._db.insert_many(sql, batch)
            count += len(batch)
        return count
