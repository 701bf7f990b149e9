"""The journal: every change of every row, written by triggers, played back to undo and redo.

An entry without `before` is an added row, one without `after` a removed row (an added row's
content stands in the row itself, or in the entry that later removed it). Undoing an action is an
action of its own, so that redo is only undoing the undo.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

import peewee
from sqlcipher3 import dbapi2

from planner.domain.changes import Changes
from planner.domain.errors import PlannerError

if TYPE_CHECKING:
    from planner.store.database import Database, Row

JOURNALLED = (
    "person", "photo", "contact_point", "fact", "tag", "person_tag", "acquaintance", "objective",
    "ask", "ask_name", "meeting", "meeting_person", "purpose", "interaction",
    "interaction_person", "follow_up", "introduction", "introduction_message", "reminder",
)  # fmt: skip

_SHARED = frozenset({"ask_name", "meeting_person", "interaction_person", "follow_up"})
"""Rows that name a person but belong to more than that person, so they are always written down."""

_MARKS = ("circle", "archived", "updated_at")
"""What is set of many people at once: an entry for these alone is a tenth of the person."""

_AT_ONCE = 10_000
"""So many entries are played back by one statement. SQLite secures each page for each statement
anew, and enciphers it for that: row by row would take ten times as long."""
_LATEST = 2**63 - 1
_NUL = r"\u0000"

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
        differs = _differ(columns)
        if table == "person":
            marks = [column for column in columns if column[0] in _MARKS]
            differs = _differ([column for column in columns if column not in marks])
            yield from _of_marks(marks, differs)
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


def _of_marks(marks: list[tuple[str, str]], more: str) -> Iterator[str]:
    """The trigger for people of whom nothing but the marks changed, which it alone writes down."""
    before, after = (_as_json([("id", "INTEGER"), *marks], alias) for alias in ("OLD", "NEW"))
    yield "DROP TRIGGER IF EXISTS journal_person_marks"
    yield (
        f"CREATE TRIGGER journal_person_marks AFTER UPDATE ON person"
        f" WHEN ({_differ(marks)}) AND NOT ({more}) BEGIN"
        " INSERT INTO journal (action_id, tbl, row_id, before, after)"
        f" VALUES ((SELECT action_id FROM present), 'person', OLD.id, {before}, {after}); END"
    )


def _differ(columns: list[tuple[str, str]]) -> str:
    return " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name, _ in columns)


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
    replay = _Replay(database)
    start = database.value("SELECT coalesce(max(id), 0) FROM journal")
    for (table, kind), entries in groupby(_entries(database, action), _kind):
        for some in _portions(entries):
            replay.step(table, kind, some)
    removed, restored, left = replay.removed, replay.restored, replay.left
    for tag in replay.tags:
        removed += database.write(
            "DELETE FROM tag WHERE id = ? AND id NOT IN (SELECT tag_id FROM person_tag)", (tag,)
        )
    for meeting, status in replay.reopened:
        database.write("UPDATE meeting SET status = ? WHERE id = ?", (status, meeting))
    left += _drop_orphans(database, replay.back)
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
        f" ORDER BY id DESC LIMIT {_AT_ONCE}",
        (action, last),
    ):
        last = portion[-1][-1]
        yield from (row[:-1] for row in portion)


def _kind(entry: Row) -> tuple[str, str]:
    """The table of an entry, and whether the row was added, removed or changed."""
    table, _, before, after = entry
    return table, "added" if before is None else "removed" if after is None else "changed"


def _portions(entries: Iterator[Row]) -> Iterator[list[Row]]:
    while portion := list(islice(entries, _AT_ONCE)):
        yield portion


class _Replay:
    """Entries played backwards, as many at once as are alike."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self.removed = self.restored = self.left = 0
        self.tags: list[int] = []
        """Tags that were added: they stay with those who got them since."""
        self.reopened: list[tuple[int, str]] = []
        """Meetings put back as drafts, and the status that each had."""
        self.back: dict[str, list[int]] = {}

    def step(self, table: str, kind: str, entries: list[Row]) -> None:
        """Play back entries of one table and one kind."""
        ids = [row_id for _, row_id, _, _ in entries]
        if kind != "added":
            self.back.setdefault(table, []).extend(ids)
            self._count(self._put_back if kind == "removed" else self._set_back, table, entries)
        elif table == "tag":
            self.tags += ids
        else:
            self.removed += self._db.write(
                f"DELETE FROM {table} WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(ids),),
            )

    def _count(self, play: Callable[[str, list[Row]], int], table: str, entries: list[Row]) -> None:
        """Play them all at once, or where one of them can no longer be, each for itself."""
        try:
            with self._db.savepoint():
                done = play(table, entries)
        except PlannerError as problem:
            if not isinstance(problem.__cause__, (peewee.IntegrityError, dbapi2.IntegrityError)):
                raise
            if len(entries) > 1:
                middle = len(entries) // 2
                self._count(play, table, entries[:middle])
                self._count(play, table, entries[middle:])
                return
            done = 0
        self.restored += done
        self.left += len(entries) - done

    def _put_back(self, table: str, entries: list[Row]) -> int:
        """Insert removed rows again; a meeting first as a draft, as its purpose comes after it."""
        if table in ("photo", "meeting"):
            return self._put_back_singly(table, entries)
        texts = f"[{','.join(before for _, _, before, _ in entries)}]"
        if _NUL in texts:  # at which SQLite would end the text
            return self._put_back_singly(table, entries)
        # The entries of an action are all from the same triggers, and have the same cells.
        names = tuple(json.loads(entries[0][2]))
        cells = ", ".join(f"value ->> '{name}'" for name in names)
        return self._db.write(
            f"INSERT INTO {table} ({', '.join(names)})"
            f" SELECT {cells} FROM json_each(?) ORDER BY value ->> 'id'",
            (texts,),
        )

    def _put_back_singly(self, table: str, entries: list[Row]) -> int:
        rows = [json.loads(before) for _, _, before, _ in entries]
        reopened: list[tuple[int, str]] = []
        for row in rows:
            if table == "photo":
                row["data"] = bytes.fromhex(row["data"])
            if table == "meeting" and row["status"] != "draft":
                reopened.append((row["id"], row["status"]))
                row["status"] = "draft"
        for names, alike in groupby(rows, tuple):
            marks = ", ".join("?" * len(names))
            self._db.insert_many(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",
                [(*row.values(),) for row in alike],
            )
        self.reopened += reopened
        return len(rows)

    def _set_back(self, table: str, entries: list[Row]) -> int:
        """Set the cells of changes back where they still hold what the change wrote."""
        rows = [(n, json.loads(before), json.loads(after)) for _, n, before, after in entries]
        done = 0
        for changed, alike in groupby(rows, lambda row: _changed(table, row[1], row[2])):
            some = list(alike)
            if not changed:
                done += len(some)
                continue
            if set(changed) <= set(_MARKS) and len({row[0] for row in some}) == len(some):
                done += self._set_marks_back(table, changed, some)
                continue
            cells = ", ".join(f"{name} = iif({name} IS ?, ?, {name})" for name in changed)
            done += self._db.write_many(
                f"UPDATE {table} SET {cells} WHERE id = ?",
                [
                    (*_cells_of(table, changed, before, after), row_id)
                    for row_id, before, after in some
                ],
            )
        return done

    def _set_marks_back(
        self, table: str, changed: Sequence[str], rows: list[tuple[int, Any, Any]]
    ) -> int:
        """The same by one statement, which spares a hundred thousand people seconds."""
        cells = ", ".join(
            f"{name} = iif({name} IS value ->> {2 * place + 1}, value ->> {2 * place + 2}, {name})"
            for place, name in enumerate(changed)
        )
        return self._db.write(
            f"UPDATE {table} SET {cells} FROM json_each(?) WHERE {table}.id = value ->> 0",
            (json.dumps([(n, *_cells_of(table, changed, b, a)) for n, b, a in rows]),),
        )


def _changed(table: str, before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    """The columns to set back; when a person was last changed is no content."""
    return tuple(
        name
        for name in before
        if before[name] != after[name] and (table, name) != ("person", "updated_at")
    )


def _cells_of(
    table: str, changed: Sequence[str], before: dict[str, Any], after: dict[str, Any]
) -> Iterator[Any]:
    """What each changed cell holds, and what it held."""
    for name in changed:
        for cell in (after[name], before[name]):
            yield bytes.fromhex(cell) if (table, name) == ("photo", "data") else cell


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
    """What an action changed, read from the journal: once for each kind, as it may be long."""
    entries = set(
        database.rows(
            "SELECT DISTINCT tbl, after IS NOT NULL OR before IS NULL FROM journal"
            " WHERE action_id = ?",
            (action,),
        )
    )
    tables, standing = (
        {table for table, _ in entries},
        {table for table, stands in entries if stands},
    )
    changes = Changes(acquaintances="acquaintance" in tables)
    for kind in dict.fromkeys(kind for table, kind, _ in _OWNERS if table in tables):
        owners = {table: column for table, of, column in _OWNERS if of == kind and table in tables}
        found = database.rows(
            " UNION ".join([_owners_before(owners), *_owners_now(owners, standing)]), (action,)
        )
        changes = changes.plus({kind: frozenset(row[0] for row in found)})
    for table, kind, way, column in _DISTANT_OWNERS:
        if table in tables:
            one = {table: column}
            owners_of = " UNION ".join([_owners_before(one), *_owners_now(one, standing)])
            found = database.rows(f"{way} IN ({owners_of})", (action,))
            changes = changes.plus({kind: frozenset(row[0] for row in found)})
    return changes


def _owners_before(columns: Mapping[str, str]) -> str:
    """What stood in these columns (by table) of the rows that an action (?1) changed or removed."""
    cases = " ".join(
        f"WHEN '{table}' THEN " + ("row_id" if column == "id" else f"before ->> '{column}'")
        for table, column in columns.items()
    )
    names = ", ".join(f"'{table}'" for table in columns)
    return (
        f"SELECT CASE tbl {cases} END FROM journal"
        f" WHERE action_id = ?1 AND before IS NOT NULL AND tbl IN ({names})"
    )


def _owners_now(columns: Mapping[str, str], standing: Collection[str]) -> Iterator[str]:
    """What stands in these columns of the rows that an action (?1) added or changed."""
    for table, column in columns.items():
        if table in standing:
            yield (
                f"SELECT {column} FROM {table} WHERE id IN"
                f" (SELECT row_id FROM journal WHERE action_id = ?1 AND tbl = '{table}')"
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
