"""An open file: its connections, what is asked of it, and its transactions.

One connection per thread, made at first use. Nothing here knows what the tables hold.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import peewee
from playhouse.sqlcipher_ext import SqlCipherDatabase

from planner.domain.changes import Changes
from planner.domain.errors import StorageError
from planner.store import journal, listed, search
from planner.store.meanings import translated
from planner.store.moments import to_text

_NOBODY_NEW = 2**63 - 1

BURST = timedelta(seconds=5)
"""Edits of one editor that follow each other within this are one step for undo."""

_NO_TIME = timedelta(0)

_PAGES, _MORE_PAGES = -16_000, -64_000
"""Memory for pages, in KiB (below zero, as SQLite has it), and so much while something is changed:
of a hundred thousand people each page would else be enciphered several times."""

_STEPS = 50_000
"""After so many of its steps, a few milliseconds, SQLite asks whether to stop."""

Row = tuple[Any, ...]
Params = Sequence[Any] | Mapping[str, Any]
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


class Database:
    """An open file. `key` is 64 hex digits, or None for a plain file."""

    def __init__(
        self, path: Path, key: str | None, mode: str = "rw", *, unlocked: bool = False
    ) -> None:
        """`mode` is one of SQLite's: ro, rw, rwc. An `unlocked` file is one that nobody changes."""
        self.path = path
        self.mode = mode
        self._open_key = key
        self.clock: Clock = utc_now
        self._subscribers: list[Callable[[Changes], None]] = []
        self._burst = _Burst()
        self._place: tuple[int, int] | None = None
        """Device and number of the file that was opened."""
        self._work = threading.local()
        self._engine = SqlCipherDatabase(
            f"{path.absolute().as_uri()}?mode={mode}{'&immutable=1' if unlocked else ''}",
            passphrase=f"x'{key}'" if key else "",
            uri=True,
            timeout=5,
            pragmas=[
                # A wrong key is said by an exception; SQLCipher would print it to stderr as well.
                ("cipher_log_level", "NONE"),
                ("foreign_keys", "ON"),
                ("busy_timeout", 5000),
                ("synchronous", "FULL"),
                ("secure_delete", "ON"),
                ("cell_size_check", "ON"),
                ("temp_store", "MEMORY"),
                ("cache_size", _PAGES),
            ],
            autoconnect=True,
        )

    # Asking

    def rows(self, sql: str, params: Params = ()) -> list[Row]:
        """All rows of a literal query."""
        with translated(self.path):
            return list(self._engine.execute_sql(sql, params).fetchall())

    def row(self, sql: str, params: Params = ()) -> Row | None:
        with translated(self.path):
            found: Row | None = self._engine.execute_sql(sql, params).fetchone()
            return found

    def value(self, sql: str, params: Params = ()) -> Any:
        """The first cell of the first row, or None."""
        found = self.row(sql, params)
        return found[0] if found else None

    def run(self, query: peewee.Query) -> Any:
        """Execute a Peewee query on this file."""
        with translated(self.path):
            return query.execute(self._engine)

    def cursor(self, sql: str, params: Params = ()) -> Any:
        """Run a literal statement; its cursor, with storage errors as SQLite names them."""
        return self._engine.execute_sql(sql, params)

    def secretly(self, sql: str, params: Sequence[Any]) -> None:
        """Run a statement that holds a key: Peewee would write it into its debug log."""
        self._engine.connection().execute(sql, params)

    def write(self, sql: str, params: Params = ()) -> int:
        """Run a literal statement; the number of rows it changed."""
        with translated(self.path):
            return int(self.cursor(sql, params).rowcount)

    def insert_many(self, sql: str, rows: Sequence[Row]) -> None:
        self.write_many(sql, rows)

    def write_many(self, sql: str, rows: Sequence[Row]) -> int:
        """Run a literal statement for each of these; the number of rows it changed in all."""
        if not rows:
            return 0
        with translated(self.path):
            return int(self._engine.connection().executemany(sql, rows).rowcount)

    def insert(self, table: str, values: Mapping[str, Any]) -> int:
        """Add one row; its id. For paths that a Peewee query would slow down."""
        marks = ", ".join("?" * len(values))
        with translated(self.path):
            cursor = self.cursor(
                f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", (*values.values(),)
            )
            return int(cursor.lastrowid)

    def update(self, table: str, number: int, values: Mapping[str, Any]) -> None:
        """Set some cells of one row."""
        cells = ", ".join(f"{name} = ?" for name in values)
        self.write(f"UPDATE {table} SET {cells} WHERE id = ?", (*values.values(), number))

    # Transactions

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is asked inside sees one moment of the file, whatever others write meanwhile."""
        if self.in_transaction:
            yield
            return
        with translated(self.path):
            self.cursor("BEGIN")
            try:
                yield
            finally:
                self.cursor("COMMIT")

    @contextlib.contextmanager
    def action(
        self, verb: str, subject: str = "", run: int | None = None, *, burst: str = ""
    ) -> Iterator[Action]:
        """One transaction, journalled as one step for undo; nested ones join the outermost.

        After the commit the changes named with `touch` are published once. One with the `burst` of
        the step done last, some seconds later at most, becomes a part of that step.
        """
        outer: Action | None = getattr(self._work, "action", None)
        if outer is not None:
            yield outer
            return
        if self.mode != "rw":
            raise StorageError("this file was opened read-only; nothing was changed")
        self._be_there()
        with translated(self.path), self._more_pages():
            self.cursor("BEGIN IMMEDIATE")
            try:
                number = self._continued(subject, burst) if burst else 0
                action = Action(number or self._begin_action(verb, subject, run), verb)
                self._work.action = action
                yield action
                search.refresh(self)
                listed.refresh(self)
                kept = self._end_action(action)
                self.cursor("COMMIT")
            except BaseException:
                self._work.action = None
                # A full disk has already rolled back by itself.
                if self.in_transaction:
                    self.cursor("ROLLBACK")
                raise
            self._work.action = None
            if kept:
                self._burst = _Burst(burst, action.id, self.clock())
        if action.changes:
            self.publish(action.changes)

    @contextlib.contextmanager
    def _more_pages(self) -> Iterator[None]:
        self.cursor(f"PRAGMA cache_size = {_MORE_PAGES}")
        try:
            yield
        finally:
            self.cursor(f"PRAGMA cache_size = {_PAGES}")

    def _be_there(self) -> None:
        """Raises StorageError when the file is gone, or another stands in its place: where open
        files can be removed, SQLite would go on writing into one that nobody finds again."""
        try:
            now = self.path.stat()
        except OSError:
            place = None
        else:
            place = (now.st_dev, now.st_ino)
        self._place = self._place or place
        if place is None or place != self._place:
            raise StorageError(
                "{file} is gone; look for it, or bring back a backup with: planner restore FILE",
                file=self.path,
            )

    @contextlib.contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part of the action under way that can fail alone."""
        with translated(self.path):
            self.cursor("SAVEPOINT part")
            try:
                yield
            except BaseException:
                if self.in_transaction:
                    self.cursor("ROLLBACK TO part")
                    self.cursor("RELEASE part")
                raise
            self.cursor("RELEASE part")

    def _begin_action(self, verb: str, subject: str, run: int | None) -> int:
        cursor = self.cursor(
            "INSERT INTO action (at, verb, subject, run_id) VALUES (?, ?, ?, ?)",
            (to_text(self.clock()), verb, subject, run),
        )
        return self._be_present(int(cursor.lastrowid))

    def _continued(self, subject: str, burst: str) -> int:
        """The step done last when it is of this burst; 0 when a new one begins."""
        last, now = self._burst, self.clock()
        if last.at is None or last.key != burst or not _NO_TIME <= now - last.at <= BURST:
            return 0
        # Whatever was done in between, undoing included, ends a burst.
        if self.value("SELECT max(id) FROM action") != last.action:
            return 0
        self.cursor(
            "UPDATE action SET at = ?1, subject = iif(?2 = '', subject, ?2) WHERE id = ?3",
            (to_text(now), subject, last.action),
        )
        return self._be_present(last.action)

    def _be_present(self, action: int) -> int:
        """Let the triggers write what changes now under this action."""
        self.cursor(
            "UPDATE present SET action_id = ?, first_new_person ="
            " 1 + (SELECT seq FROM sqlite_sequence WHERE name = 'person')",
            (action,),
        )
        return action

    def _end_action(self, action: Action) -> bool:
        """False when nothing was done that undo could take back."""
        if action.verb == "delete":  # what went along stands in the journal
            action.changes |= journal.changes_of(self, action.id)
        self.cursor(f"UPDATE present SET action_id = 0, first_new_person = {_NOBODY_NEW}")
        empty = self.cursor(
            "DELETE FROM action WHERE id = ? AND NOT EXISTS"
            " (SELECT 1 FROM journal WHERE action_id = ?)",
            (action.id, action.id),
        )
        return not empty.rowcount

    @contextlib.contextmanager
    def stoppable(self, stopped: Callable[[], bool]) -> Iterator[None]:
        """What this thread does inside ends with a StorageError soon after `stopped()` is true.

        SQLite takes back the whole transaction by itself then.
        """
        connection = self._engine.connection()
        connection.set_progress_handler(lambda: int(stopped()), _STEPS)
        try:
            yield
        finally:
            connection.set_progress_handler(None, _STEPS)

    def subscribe(self, listener: Callable[[Changes], None]) -> None:
        """`listener` is called after each commit that changed something, on the writer's thread."""
        self._subscribers.append(listener)

    def publish(self, changes: Changes) -> None:
        held: Changes | None = getattr(self._work, "held", None)
        if held is not None:
            self._work.held = held | changes
            return
        for listener in self._subscribers:
            listener(changes)

    @contextlib.contextmanager
    def told_at_once(self) -> Iterator[None]:
        """Whatever this thread changes inside is published once, at the end."""
        self._work.held = Changes()
        try:
            yield
        finally:
            held, self._work.held = self._work.held, None
            if held:
                self.publish(held)

    def checkpoint(self) -> None:
        """Move everything from the write-ahead log into the file itself."""
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    @property
    def in_action(self) -> bool:
        """True inside an action of this thread, where lists and searches are not yet up to date."""
        return getattr(self._work, "action", None) is not None

    @property
    def in_transaction(self) -> bool:
        return bool(self._engine.connection().in_transaction)

    def close(self) -> None:
        """Close this thread's connection."""
        if not self._engine.is_closed():
            self._engine.close()

    @property
    def open_key(self) -> str | None:
        """The key this file was opened with; for making copies under the same key."""
        return self._open_key


@dataclass(frozen=True, slots=True)
class _Burst:
    """What was done last, for what belongs to it: its key, its action and when."""

    key: str = ""
    action: int = 0
    at: datetime | None = None


class Action:
    """A transaction under way: its number in the journal, and what it changed so far."""

    def __init__(self, number: int, verb: str) -> None:
        self.id = number
        self.verb = verb
        self.changes = Changes(origin=verb)

    def touch(self, **changed: Any) -> None:
        """Name what changed: `touch(people={3})`, `touch(acquaintances=True)`."""
        self.changes = self.changes.plus(
            {k: v if isinstance(v, bool) else frozenset(v) for k, v in changed.items()}
        )
