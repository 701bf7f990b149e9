"""Undo, redo, the bin, and imports as runs that can be taken back whole."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from planner.domain.errors import NotFoundError, RuleError
from planner.store import datafile, journal, search
from planner.store.journal import KEPT_DAYS, Replayed
from planner.store.moments import from_text, to_text

if TYPE_CHECKING:
    from planner.store.database import Action, Database

_REPLAYS = ("undo", "redo", "restore")
_QUIET = (*_REPLAYS, "remind", "set", "take back")
"""Verbs that Ctrl+Z passes over: they are no edits of the person's own."""

_LONG = 500
"""A step of so many entries takes longer to take back than a window may stand still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that was done and can be undone or, from the bin, restored."""

    id: int
    verb: str
    subject: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What one deletion took away: so many people, and so many of what was only about them."""

    people: int = 0
    follow_ups: int = 0
    meetings: int = 0
    interactions: int = 0
    introductions: int = 0
    acquaintances: int = 0
    objectives: int = 0
    asks: int = 0
    facts: int = 0
    points: int = 0


_TABLES = {
    "person": "people",
    "follow_up": "follow_ups",
    "meeting": "meetings",
    "interaction": "interactions",
    "introduction": "introductions",
    "acquaintance": "acquaintances",
    "objective": "objectives",
    "ask": "asks",
    "fact": "facts",
    "contact_point": "points",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One import: what it brought, and whether it was finished or taken back."""

    id: int
    state: str
    started_at: datetime
    created: int
    updated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Somebody new who may be one with somebody else: by a near name, or by how to reach them."""

    name: str
    like: str
    by_name: bool


class History:
    """What was done to one file in the last 30 days, newest first."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def next_undo(self) -> Step | None:
        """What undo would take back."""
        quiet = ", ".join(f"'{verb}'" for verb in _QUIET)
        return self._step(
            f"verb NOT IN ({quiet}) AND undone_by IS NULL AND run_id IS NULL ORDER BY id DESC"
        )

    def next_redo(self) -> Step | None:
        """What redo would do again: the last undone step, unless something new was done since."""
        last = self._step("verb = 'undo' AND undone_by IS NULL ORDER BY id DESC")
        undo = self.next_undo()
        if last is None or (undo and undo.id > last.id):
            return None
        return last

    def is_long(self, step: Step) -> bool:
        """Whether a step changed so much that nobody waits for it to be taken back."""
        count = self._db.value(
            "SELECT count(*) FROM (SELECT 1 FROM journal WHERE action_id = ? LIMIT ?)",
            (step.id, _LONG),
        )
        return bool(count == _LONG)

    def undo(self) -> Step | None:
        """Take the last step back; returns it, or None when there is nothing to undo."""
        step = self.next_undo()
        if step:
            self._replay(step.id, "undo", step.subject)
        return step

    def redo(self) -> Step | None:
        """Do again what was undone last; returns it, or None."""
        step = self.next_redo()
        if step:
            original = self._db.value("SELECT id FROM action WHERE undone_by = ?", (step.id,))
            with self._db.action("redo", step.subject):
                self._replay(step.id, "redo", step.subject)
                # The step stands again; its own entries still say how to take it back.
                self._db.write("UPDATE action SET undone_by = NULL WHERE id = ?", (original,))
            step = self._step(f"id = {int(original)}")
        return step

    def last_change(self) -> datetime | None:
        """When the file was last changed, as far as the journal reaches."""
        at = self._db.value("SELECT at FROM action ORDER BY id DESC LIMIT 1")
        return from_text(at) if at else None

    def bin(self) -> list[Step]:
        """What was deleted in the last 30 days, newest first."""
        return self._steps("verb = 'delete' AND undone_by IS NULL ORDER BY id DESC")

    def gone(self, step: int) -> Gone:
        """What a step took away, counted; all zero for one that is not known any more."""
        rows = self._db.rows(
            "SELECT tbl, count(DISTINCT row_id) FROM journal WHERE action_id = ?"
            " AND before IS NOT NULL AND after IS NULL GROUP BY tbl",
            (step,),
        )
        return Gone(**{_TABLES[table]: count for table, count in rows if table in _TABLES})

    def restore(self, step: int) -> Replayed:
        """Bring back what a deletion took away, as far as what it belonged to still exists."""
        if step not in {deleted.id for deleted in self.bin()}:
            raise NotFoundError("the bin holds nothing with the number {id}", id=step)
        return self._replay(step, "restore", "")

    def forget_old(self) -> int:
        """Empty the bin and the journal of what is older than 30 days."""
        limit = to_text(self._db.clock() - timedelta(days=KEPT_DAYS))
        if not self._db.value("SELECT 1 FROM action WHERE at < ? LIMIT 1", (limit,)):
            return 0
        with self._db.action("set"):
            forgotten = journal.trim(self._db, limit)
            if self._db.open_key is None:  # where words could be read from the pages
                search.compact(self._db)
            return forgotten

    def _replay(self, step: int, verb: str, subject: str) -> Replayed:
        with self._db.action(verb, subject) as action:
            done = journal.undo(self._db, step, by=action.id)
            action.changes |= journal.changes_of(self._db, action.id)
            return done

    def _step(self, condition: str) -> Step | None:
        return next(iter(self._steps(condition + " LIMIT 1")), None)

    def _steps(self, condition: str) -> list[Step]:
        limit = to_text(self._db.clock() - timedelta(days=KEPT_DAYS))
        rows = self._db.rows(
            f"SELECT id, verb, subject, at FROM action WHERE at >= ? AND {condition}", (limit,)
        )
        return [Step(id=n, verb=v, subject=s, at=from_text(at)) for n, v, s, at in rows]


class Imports:
    """Imports as runs: committed in batches, yet whole: finished, or taken back."""

    def __init__(self, database: Database) -> None:
        self._db = database

    @contextlib.contextmanager
    def run(self) -> Iterator[ImportRun]:
        """A new run; leaving it with an error takes back everything it brought.

        What it changed is published once it is over, for nobody is to see half an import.
        """
        with self._db.told_at_once():
            run = self.begin()
            try:
                yield run
                run.finish()
            except BaseException:
                self._take_back(run.id)
                raise

    def begin(self) -> ImportRun:
        """A run that counts only once it is finished."""
        with self._db.action("set"):
            cursor = self._db.cursor(
                "INSERT INTO import_run (started_at) VALUES (?)", (to_text(self._db.clock()),)
            )
        return ImportRun(self._db, int(cursor.lastrowid))

    def get(self, run: int) -> Run:
        row = self._db.row(
            "SELECT id, state, started_at, created, updated FROM import_run WHERE id = ?", (run,)
        )
        if row is None:
            raise NotFoundError("there was no import {run}; nothing was changed", run=run)
        number, state, at, created, updated = row
        return Run(
            id=number, state=state, started_at=from_text(at), created=created, updated=updated
        )

    def undo(self, run: int, progress: Callable[[int], None] | None = None) -> Replayed:
        """Take a finished import back, whole; what was edited since keeps the edits."""
        if self.get(run).state != "done":
            raise RuleError("import {run} was taken back already; nothing was changed", run=run)
        entries = self._db.value("SELECT count(*) FROM action WHERE run_id = ?", (run,))
        if not entries and self.get(run).created + self.get(run).updated:
            raise RuleError(
                "import {run} is more than 30 days old and can no longer be taken back as one",
                run=run,
            )
        return self._take_back(run)

    def unfinished(self) -> bool:
        """True while an import is under way, or after a crash left one half done."""
        return datafile.has_unfinished_import(self._db)

    def recover(self) -> int:
        """Take back every import that a crash left half done; returns how many."""
        runs = [r[0] for r in self._db.rows("SELECT id FROM import_run WHERE state = 'running'")]
        for run in runs:
            self._take_back(run)
        return len(runs)

    def _take_back(self, run: int) -> Replayed:
        """Undo every batch of a run, newest first, in one transaction."""
        removed = restored = left = 0
        with self._db.action("take back") as action:
            people = self._db.value(
                "SELECT count(*) FROM journal WHERE tbl = 'person' AND before IS NULL"
                " AND row_id IN (SELECT id FROM person)"
                " AND action_id IN (SELECT id FROM action WHERE run_id = ?)",
                (run,),
            )
            changed = self._db.value(
                "SELECT count(DISTINCT row_id) FROM journal WHERE tbl = 'person'"
                " AND after IS NOT NULL AND action_id IN (SELECT id FROM action WHERE run_id = ?)",
                (run,),
            )
            batches = self._db.rows(
                "SELECT id FROM action WHERE run_id = ? AND undone_by IS NULL ORDER BY id DESC",
                (run,),
            )
            for (batch,) in batches:
                left += journal.undo(self._db, batch, by=action.id).left
            removed, restored = int(people), int(changed)
            self._db.write("UPDATE import_run SET state = 'undone' WHERE id = ?", (run,))
            action.changes |= journal.changes_of(self._db, action.id)
        return Replayed(removed, restored, left)


class ImportRun:
    """An import under way."""

    def __init__(self, database: Database, number: int) -> None:
        self.id = number
        self._db = database

    @contextlib.contextmanager
    def batch(self) -> Iterator[Action]:
        """One durable transaction of this run."""
        with self._db.action("import", run=self.id) as action:
            yield action

    @contextlib.contextmanager
    def record(self) -> Iterator[None]:
        """One record of a batch, whole or not at all, without losing the batch."""
        with self._db.savepoint():
            yield

    def doubts(self, limit: int) -> list[Doubt]:
        """Whom this run brought although they are much like somebody else; within a rehearsal."""
        rows = self._db.rows(_DOUBTS, (limit,))
        return [Doubt(name=name, like=like, by_name=bool(near)) for name, like, near in rows]

    def finish(self, created: int = 0, updated: int = 0) -> None:
        """Everything is in: from now on the run counts, and can be undone as one."""
        with self._db.action("set"):
            self._db.write(
                "UPDATE import_run SET state = 'done', created = max(created, ?),"
                " updated = max(updated, ?) WHERE id = ?",
                (created, updated, self.id),
            )


_NEW = "(SELECT first_new_person FROM present)"
_DOUBTS = f"""
SELECT new.display_name, known.display_name, 1 FROM person AS new
    CROSS JOIN person AS known ON known.name_key = new.name_key AND known.name_key <> ''
WHERE new.id >= {_NEW} AND new.name_key <> '' AND known.id < new.id
UNION ALL SELECT DISTINCT new.display_name, known.display_name, 0 FROM contact_point AS mine
    CROSS JOIN contact_point AS other ON other.normal = mine.normal AND other.normal <> ''
    CROSS JOIN person AS new ON new.id = mine.person_id
    CROSS JOIN person AS known ON known.id = other.person_id
WHERE mine.person_id >= {_NEW} AND mine.normal <> '' AND mine.kind IN ('email', 'phone')
    AND other.person_id < mine.person_id AND +other.kind = mine.kind
    AND known.name_key <> new.name_key
LIMIT ?1"""
"""Each new person with those before, who were not taken for the same: namesakes with ways to reach
them of their own, and people of other names who share one. SQLite would join them the other way
round (CROSS JOIN)."""
