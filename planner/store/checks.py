"""Is the file sound, and what can be rebuilt from what is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.store import backups, journal, migrations, search

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
    beyond = backups.integrity(database)
    # An index over damaged pages cannot be judged, and must not be rebuilt from them.
    mendable = [] if beyond else _mendable(database)
    if not repair or not mendable:
        return Report((*beyond, *mendable))
    with database.action("set"):
        for statement in journal.triggers(database):
            database.cursor(statement)
        search.rebuild(database)
        database.write(f"UPDATE reminder SET state = 'dismissed' WHERE {_IDLE_REMINDER}")
    left = _mendable(database)
    return Report((*beyond, *left), tuple(p for p in mendable if p not in left))


_IDLE_REMINDER = (
    "state IN ('waiting', 'snoozed') AND NOT EXISTS (SELECT 1 FROM follow_up"
    " WHERE follow_up.id = follow_up_id AND status = 'open') AND NOT EXISTS (SELECT 1 FROM meeting"
    " WHERE meeting.id = reminder.meeting_id AND status IN ('planned', 'proposed', 'confirmed'))"
)


def _mendable(database: Database) -> list[str]:
    problems = [*_schema(database), *_index(database)]
    idle = database.value(f"SELECT count(*) FROM reminder WHERE {_IDLE_REMINDER}")
    if idle:
        problems.append(f"{idle} reminders wait for something that is over")
    return problems


def _schema(database: Database) -> list[str]:
    problems = []
    version = database.value("PRAGMA user_version")
    if version != migrations.VERSION:
        problems.append(f"the schema is {version} instead of {migrations.VERSION}")
    rows = database.rows("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
    present = {row[0] for row in rows}
    for statement in journal.triggers(database):
        if statement.startswith("CREATE") and statement not in present:
            problems.append(f"the journal does not follow {statement.split()[2]}")
    return problems


def _index(database: Database) -> list[str]:
    problems = []
    wrong = search.wrong_texts(database)
    if wrong:
        problems.append(f"the search index is out of date for {wrong} people")
    for index in search.INDEXES:
        if not search.is_sound(database, index):
            problems.append(f"the search index {index} does not match its texts")
    return problems
