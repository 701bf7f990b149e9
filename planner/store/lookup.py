"""Who might be the person a record is of: by uid, by how to reach them, by a near name."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.store.database import Database

_NAMESAKES = 20
"""So many people of one name are compared with a new one; an import asks no further."""


class Lookup:
    """Ids of candidates, each question for a whole batch at once."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def by_uid(self, uids: Iterable[str]) -> set[int]:
        """Those who have one of these uids, or had it before they were merged."""
        return self._ids(
            "SELECT id FROM person WHERE uid IN (SELECT value FROM json_each(?1))"
            " UNION SELECT person.id FROM person, json_each(merged) AS self WHERE merged <> ''"
            " AND json_extract(self.value, '$.uid') IN (SELECT value FROM json_each(?1))",
            list(uids),
        )

    def by_reach(self, normals: Iterable[str]) -> set[int]:
        """Those with one of these normal e-mails or phones."""
        return self._ids(
            "SELECT person_id FROM contact_point WHERE normal <> ''"
            " AND normal IN (SELECT value FROM json_each(?))",
            list(normals),
        )

    def by_name(self, names: Iterable[tuple[str, bool, bool]]) -> set[int]:
        """Those whose name has one of these keys; `(key, has e-mails, has phones)` of each record.

        Somebody who has e-mails like the record, or phones like it, is found by those or is
        another person, so only the others are.
        """
        wanted: dict[str, list[tuple[bool, bool]]] = {}
        for key, email, phone in names:
            wanted.setdefault(key, []).append((email, phone))
        found: dict[str, set[int]] = {}
        for key, number, emails, phones in self._db.rows(
            "SELECT name_key, id,"
            " EXISTS (SELECT 1 FROM contact_point WHERE person_id = person.id AND kind = 'email'),"
            " EXISTS (SELECT 1 FROM contact_point WHERE person_id = person.id AND kind = 'phone')"
            " FROM person WHERE name_key <> ''"
            " AND name_key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(wanted)),),
        ):
            namesakes = found.setdefault(key, set())
            may_be = any(not (e and emails) and not (p and phones) for e, p in wanted[key])
            if may_be and len(namesakes) < _NAMESAKES:
                namesakes.add(number)
        return set().union(*found.values())

    def _ids(self, sql: str, values: list[str]) -> set[int]:
        return {row[0] for row in self._db.rows(sql, (json.dumps(values),))}
