"""Is the file sound, and what can be rebuilt from what is there."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from planner.store import backups, journal, listed, migrations, search

if TYPE_CHECKING:
    from planner.store.database import Database


@dataclass(frozen=True, slots=True)
class Report:
    """What was found wrong and what of it was mended; plain lines without personal data."""

    problems: tuple[str, ...]
    repaired: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.problems


def check(database: Database, *, repair: bool) -> Report:
    """Look the whole file over. With `repair`, what can be rebuilt is, and the rest is named."""
    beyond = backups.integrity(database) or _tables(database)
    # An index over damaged pages cannot be judged, and must not be rebuilt from them.
    mendable = [] if beyond else _mendable(database)
    if not repair or not mendable:
        return Report((*beyond, *mendable))
    with database.action("set"):
        for kind, name, statement in _missing(database):
            database.cursor(f"DROP {kind} IF EXISTS {name}")
            database.cursor(statement)
        search.rebuild(database)
        listed.rebuild(database)
    left = _mendable(database)
    return Report(tuple(left), tuple(p for p in mendable if p not in left))


def _tables(database: Database) -> list[str]:
    version = database.value("PRAGMA user_version")
    if version != migrations.VERSION:
        return [f"the schema is {version} instead of {migrations.VERSION}"]
    present = database.rows("SELECT type, name, sql FROM sqlite_master")
    return [
        f"the table {part[1]} is not as it was made"
        for part in _made()
        if part[0] == "table" and part not in present
    ]


def _mendable(database: Database) -> list[str]:
    parts = [f"the {kind} {name} is not as it was made" for kind, name, _ in _missing(database)]
    return parts + _index(database) + _lists(database)


def _missing(database: Database) -> list[tuple[str, str, str]]:
    """Indexes and triggers that the file should have: kind, name, statement."""
    statements = [s for s in journal.triggers(database) if s.startswith("CREATE")]
    parts = [part for part in _made() if part[0] != "table"]
    parts += [("trigger", statement.split()[2], statement) for statement in statements]
    present = set(database.rows("SELECT type, name, sql FROM sqlite_master"))
    return [part for part in parts if part not in present]


def _made() -> list[tuple[str, str, str]]:
    """All that the migrations make: kind, name, statement."""
    with contextlib.closing(dbapi2.connect(":memory:")) as fresh:
        for step in migrations.steps():
            fresh.executescript(step)
        rows = fresh.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return list(rows.fetchall())


def _lists(database: Database) -> list[str]:
    wrong = listed.wrong_rows(database)
    return [f"the lists are out of date for {wrong} people"] if wrong else []


def _index(database: Database) -> list[str]:
    problems = []
    wrong = search.wrong_texts(database)
    if wrong:
        problems.append(f"the search index is out of date for {wrong} people")
    for index in search.INDEXES:
        if not search.is_sound(database, index):
            problems.append(f"the search index {index} does not match its texts")
    return problems
