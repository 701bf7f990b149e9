"""The journal: every change of every row, written by triggers, played back to undo and redo.

An entry without `before` is an added row, one without `after` a removed row (an added row's
content stands in the row itself, or in the entry that later removed it). Undoing an action is an
action of its own, so that redo is only undoing the undo.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import peewee
from sqlcipher3 import dbapi2

from planner.domain.changes import Changes

if TYPE_CHECKING:
    from planner.store.database import Database, Row

JOURNALLED = (
    "person", "photo", "contact_point", "fact", "tag", "person_tag", "acquaintance", "objective",
    "ask", "ask_name", "meeting", "meeting_person", "purpose", "interaction",
    "interaction_person", "follow_up", "introduction", "introduction_message", "reminder",
)  # fmt: skip

_SHARED = frozenset({"ask_name", "meeting_person", "interaction_person", "follow_up"})
"""Rows that name a person but belong to more than that person, so they are always written down."""

_PORTION = 5000
_LATEST = 2**63 - 1

KEPT_DAYS = 30
"""How long deletions wait in the bin and edits can be undone."""

_OWNERS = (
    ("person", "people", "id"),
    ("photo", "people", "person_id"),
    ("contact_point", "people", "person_id"),
    ("fact", "people", "person_id"),
    ("person_tag", "people", "person_id"),
    ("objective", "objectives", "id"),
    ("ask", "objectives", "objective_id"),
    ("meeting", "meetings", "id"),
    ("meeting_person", "meetings", "meeting_id"),
    ("meeting_person", "people", "person_id"),
    ("purpose", "meetings", "meeting_id"),
    ("interaction", "interactions", "id"),
    ("interaction_person", "interactions", "interaction_id"),
    ("interaction_person", "people", "person_id"),
    ("follow_up", "follow_ups", "id"),
    ("follow_up", "people", "person_id"),
    ("introduction", "introductions", "id"),
    ("introduction_message", "introductions", "introduction_id"),
)
"""Whose change a changed row is: the table, the kind in `Changes`, and the column with its id."""

_DISTANT_OWNERS = (
    ("tag", "people", "SELECT person_id FROM person_tag WHERE tag_id", "id"),
    ("ask_name", "objectives", "SELECT objective_id FROM ask WHERE id", "ask_id"),
)
"""The same where the row itself does not say: how to get there from a column of it."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What undoing did: rows taken away, rows put back (or set back), rows that could not be."""

    removed: int = 0
    restored: int = 0
    left: int = 0


def triggers(database: Database) -> Iterator[str]:
    """The statements that (re)make the journal triggers from the tables as they now are."""
    for table in JOURNALLED:
        columns = [(row[1], row[2]) for row in database.rows(f"PRAGMA table_info({table})")]
        before, after = (_as_json(columns, alias) for alias in ("OLD", "NEW"))
        differs = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name, _ in columns)
        owned = "person_id" in dict(columns) and table not in _SHARED
        added = "WHEN NEW.person_id < (SELECT first_new_person FROM present)" if owned else ""
        for event, when, values in (
            ("INSERT", added, "NEW.id, NULL, NULL"),
            ("UPDATE", f"WHEN {differs}", f"OLD.id, {before}, {after}"),
            ("DELETE", "", f"OLD.id, {before}, NULL"),
        ):
            name = f"journal_{table}_{event.lower()}"
            yield f"DROP TRIGGER IF EXISTS {name}"
            yield (
                f"CREATE TRIGGER {name} AFTER {event} ON {table} {when} BEGIN"
                " INSERT INTO journal (action_id, tbl, row_id, before, after)"
                f" VALUES ((SELECT action_id FROM present), '{table}', {values}); END"
            )


def _as_json(columns: list[tuple[str, str]], alias: str) -> str:
    pairs = (
        f"'{name}', " + (f"hex({alias}.{name})" if kind == "BLOB" else f"{alias}.{name}")
        for name, kind in columns
    )
    return f"json_object({', '.join(pairs)})"


def undo(database: Database, action: int, *, by: int) -> Replayed:
    """Play one action backwards inside the transaction of action `by`, and mark it undone.

    A cell that changed again since is left as it is, and a tag that others got since stays. A
    removed row comes back with its old id, unless what it belonged to is gone.
    """
    database.cursor("PRAGMA defer_foreign_keys = ON")
    removed = restored = left = 0
    tags: list[int] = []
    reopened: list[tuple[int, str]] = []
    back: dict[str, list[int]] = {}
    start = database.value("SELECT coalesce(max(id), 0) FROM journal")
    for table, row_id, before, after in _entries(database, action):
        if before is not None:
            back.setdefault(table, []).append(row_id)
        if before is None and table == "tag":
            tags.append(row_id)
        elif before is None:
            removed += database.write(f"DELETE FROM {table} WHERE id = ?", (row_id,))
        elif after is None:
            done = _put_back(database, table, json.loads(before), reopened)
            restored += done
            left += not done
        else:
            done = _set_back(database, table, row_id, json.loads(before), json.loads(after))
            restored += done
            left += not done
    for tag in tags:
        removed += database.write(
            "DELETE FROM tag WHERE id = ? AND id NOT IN (SELECT tag_id FROM person_tag)", (tag,)
        )
    for meeting, status in reopened:
        database.write("UPDATE meeting SET status = ? WHERE id = ?", (status, meeting))
    left += _drop_orphans(database, back)
    for table in ("meeting", "interaction"):  # these go with the last of their people
        database.write(
            f"DELETE FROM {table} WHERE id IN (SELECT iif(tbl = '{table}', row_id,"
            f"  json_extract(before, '$.{table}_id')) FROM journal WHERE id > ? AND action_id = ?"
            f"  AND (tbl = '{table}' AND before IS NULL"
            f"   OR tbl = '{table}_person' AND after IS NULL AND before IS NOT NULL))"
            f" AND NOT EXISTS (SELECT 1 FROM {table}_person WHERE {table}_id = {table}.id)",
            (start, by),
        )
    database.write("UPDATE action SET undone_by = ? WHERE id = ?", (by, action))
    return Replayed(removed, restored, left)


def _entries(database: Database, action: int) -> Iterator[Row]:
    """What an action changed, last change first; by portions, since there may be a million."""
    last = _LATEST
    while portion := database.rows(
        "SELECT tbl, row_id, before, after, id FROM journal WHERE action_id = ? AND id < ?"
        f" ORDER BY id DESC LIMIT {_PORTION}",
        (action, last),
    ):
        last = portion[-1][-1]
        yield from (row[:-1] for row in portion)


def _put_back(
    database: Database, table: str, row: dict[str, Any], reopened: list[tuple[int, str]]
) -> int:
    """Insert a removed row again; a meeting first as a draft, since its purpose comes after it."""
    if table == "photo":
        row["data"] = bytes.fromhex(row["data"])
    if table == "meeting" and row["status"] != "draft":
        reopened.append((row["id"], row["status"]))
        row["status"] = "draft"
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    try:
        database.cursor(f"INSERT INTO {table} ({names}) VALUES ({marks})", (*row.values(),))
    except (peewee.IntegrityError, dbapi2.IntegrityError):
        return 0
    return 1


def _set_back(
    database: Database, table: str, row_id: int, before: dict[str, Any], after: dict[str, Any]
) -> int:
    """Set the cells of one change back where they still hold what the change wrote."""
    changed = [name for name in before if before[name] != after[name]]
    if table == "photo" and "data" in changed:
        before["data"], after["data"] = (bytes.fromhex(r["data"]) for r in (before, after))
    if table == "person" and "updated_at" in changed:
        changed.remove("updated_at")
    if not changed:
        return 1
    cells = ", ".join(f"{name} = iif({name} IS ?, ?, {name})" for name in changed)
    values = [value for name in changed for value in (after[name], before[name])]
    try:
        cursor = database.cursor(f"UPDATE {table} SET {cells} WHERE id = ?", (*values, row_id))
        return int(cursor.rowcount)
    except (peewee.IntegrityError, dbapi2.IntegrityError):
        return 0


def _drop_orphans(database: Database, back: Mapping[str, Sequence[int]]) -> int:
    """Take out rows put back whose parent is gone; what they belonged to was deleted since."""
    dropped = 0
    found = True
    while found:
        found = False
        for table, rows in back.items():
            for key in database.rows(f"PRAGMA foreign_key_list({table})"):
                parent, column = key[2], key[3]
                orphans = database.rows(
                    f"SELECT id FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
                    f" AND {column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {parent})",
                    (json.dumps(rows),),
                )
                for (row_id,) in orphans:
                    found = True
                    if _is_optional(database, table, column):
                        database.write(
                            f"UPDATE {table} SET {column} = NULL WHERE id = ?", (row_id,)
                        )
                    else:
                        dropped += database.write(f"DELETE FROM {table} WHERE id = ?", (row_id,))
    return dropped


def _is_optional(database: Database, table: str, column: str) -> bool:
    return not next(r[3] for r in database.rows(f"PRAGMA table_info({table})") if r[1] == column)


def changes_of(database: Database, action: int) -> Changes:
    """What an action changed, read from the journal."""
    tables = database.rows("SELECT DISTINCT tbl FROM journal WHERE action_id = ?", (action,))
    changes = Changes(acquaintances=("acquaintance",) in tables)
    queries = [(table, kind, _cells(table, column)) for table, kind, column in _OWNERS]
    queries += [
        (table, kind, f"{way} IN ({_cells(table, column)})")
        for table, kind, way, column in _DISTANT_OWNERS
    ]
    for table, kind, query in queries:
        if (table,) in tables:
            found = database.rows(query, (action, table))
            changes = changes.plus({kind: frozenset(row[0] for row in found)})
    return changes


def _cells(table: str, column: str) -> str:
    """What stood and stands in a column of the rows that an action (?1) changed in a table (?2)."""
    changed = "FROM journal WHERE action_id = ?1 AND tbl = ?2"
    return (
        f"SELECT json_extract(before, '$.{column}') {changed} AND before IS NOT NULL"
        f" UNION SELECT {column} FROM {table} WHERE id IN (SELECT row_id {changed})"
    )


def trim(database: Database, before: str) -> int:
    """Forget what was done before this UTC time; returns how many actions were forgotten.

    Imports still under way are kept, since a killed one has to be taken back whole.
    """
    old = (
        "SELECT id FROM action WHERE at < ? AND (run_id IS NULL OR run_id NOT IN"
        " (SELECT id FROM import_run WHERE state = 'running'))"
    )
    database.write(f"DELETE FROM journal WHERE action_id IN ({old})", (before,))
    return database.write(f"DELETE FROM action WHERE id IN ({old})", (before,))
