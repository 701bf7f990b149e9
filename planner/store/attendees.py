"""Who is at a meeting or a talk: the rows of `meeting_person` and `interaction_person`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.store.database import Database


def read(database: Database, table: str, ids: str) -> dict[int, tuple[int, ...]]:
    """The people of each meeting or interaction (`table` says which) in the JSON list `ids`."""
    found: dict[int, tuple[int, ...]] = {}
    for owner, person in database.rows(
        f"SELECT {table}_id, person_id FROM {table}_person"
        f" WHERE {table}_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (ids,),
    ):
        found[owner] = (*found.get(owner, ()), person)
    return found


def keep(database: Database, table: str, owner: int, people: Sequence[int]) -> None:
    """Make the people of a meeting or talk these, leaving rows that stay untouched."""
    present = read(database, table, json.dumps([owner])).get(owner, ())
    for person in set(present) - set(people):
        database.write(
            f"DELETE FROM {table}_person WHERE {table}_id = ? AND person_id = ?", (owner, person)
        )
    database.insert_many(
        f"INSERT INTO {table}_person ({table}_id, person_id) VALUES (?, ?)",
        [(owner, person) for person in dict.fromkeys(people) if person not in present],
    )
