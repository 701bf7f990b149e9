"""What lists of people are read from: a narrow row for each, kept beside the records.

Derived from people, talks, meetings and follow-ups. Triggers note whose row is out of date; each
transaction brings those up to date before it commits.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import peewee
from sqlcipher3 import dbapi2

from planner.store.moments import to_text

if TYPE_CHECKING:
    from planner.store.database import Database

_COMING = "status IN ('planned', 'proposed', 'confirmed')"

_PLACE = """CASE WHEN standing = 'wished' THEN 5
    ELSE coalesce(instr('icaw', substr(circle, 1, 1)), 6) END"""
_PROMISED = """CASE WHEN snoozed_until > due THEN snoozed_until
    WHEN time <> '' THEN due || 'T' || time ELSE due END"""
_MET = "strftime('%Y-%m-%dT%H:%M', starts_at, 'localtime')"
_HAS_A_DAY = "status = 'open' AND max(due, snoozed_until) <> ''"

_ROWS = f"""
SELECT person.id, archived, {_PLACE}, sort_name,
    max(coalesce((SELECT max(at) FROM interaction_person
            JOIN interaction ON interaction.id = interaction_id
            WHERE person_id = person.id AND at <= :now), ''),
        coalesce((SELECT max(starts_at) FROM meeting_person
            JOIN meeting ON meeting.id = meeting_id
            WHERE person_id = person.id AND status = 'held' AND starts_at <= :now), '')),
    coalesce((SELECT min(day) FROM (
        SELECT {_PROMISED} AS day FROM follow_up WHERE person_id = person.id AND {_HAS_A_DAY}
        UNION ALL SELECT {_MET}
            FROM meeting_person JOIN meeting ON meeting.id = meeting_id
            WHERE person_id = person.id AND {_COMING} AND starts_at > :now)), '')
FROM person
"""
"""The rows as they should be; last contact and next step as they are at `:now`."""

_ROWS_OF_MANY = f"""
WITH talk (id, at) AS (
    SELECT person_id, max(at) FROM interaction
    CROSS JOIN interaction_person ON interaction_id = interaction.id
    WHERE at <= :now GROUP BY person_id),
held (id, at) AS (
    SELECT person_id, max(starts_at) FROM meeting
    CROSS JOIN meeting_person ON meeting_id = meeting.id
    WHERE status = 'held' AND starts_at <= :now GROUP BY person_id),
step (id, day) AS (
    SELECT person_id, min(day) FROM (
        SELECT person_id, {_PROMISED} AS day FROM follow_up WHERE {_HAS_A_DAY}
        UNION ALL SELECT person_id, {_MET}
            FROM meeting CROSS JOIN meeting_person ON meeting_id = meeting.id
            WHERE {_COMING} AND starts_at > :now)
    GROUP BY person_id)
SELECT person.id, archived, {_PLACE}, sort_name,
    max(coalesce(talk.at, ''), coalesce(held.at, '')), coalesce(step.day, '')
FROM person LEFT JOIN talk ON talk.id = person.id LEFT JOIN held ON held.id = person.id
    LEFT JOIN step ON step.id = person.id
"""
"""The same, reading talks, meetings and follow-ups once and not for each person."""

_STALE = "(SELECT person_id FROM stale_listed)"

_MANY, _TIMES = 5000, 4
"""From so many rows on that are out of date, and a part in so many of all, the indexes are made
anew: sorting a hundred thousand is a tenth of the work of putting each in its place."""


def refresh(database: Database) -> None:
    """Bring the rows that are out of date up to date; part of each transaction.

    Who has something still to come stays noted, since time alone will change their row.
    """
    if database.value("SELECT 1 FROM stale_listed LIMIT 1") is None:
        return
    now = {"now": to_text(database.clock())}
    many = _is_most(database)
    with _without_indexes(database) if many else contextlib.nullcontext():
        rows = _ROWS_OF_MANY if many else _ROWS
        database.cursor(f"DELETE FROM listed WHERE person_id IN {_STALE}")
        database.cursor(f"INSERT INTO listed {rows} WHERE person.id IN {_STALE}", now)
    database.cursor(
        "DELETE FROM stale_listed WHERE person_id NOT IN ("
        # From their times on: the other way round every talk would be read.
        "SELECT person_id FROM interaction"
        " CROSS JOIN interaction_person ON interaction_id = interaction.id WHERE at > :now"
        " UNION SELECT person_id FROM meeting CROSS JOIN meeting_person ON meeting_id = meeting.id"
        f" WHERE starts_at > :now AND ({_COMING} OR status = 'held'))",
        now,
    )


def _is_most(database: Database) -> bool:
    """Whether so many rows are out of date that making the indexes anew takes less."""
    many = "SELECT count(*) FROM (SELECT 1 FROM stale_listed LIMIT ?)"
    if database.value(many, (_MANY,)) < _MANY:
        return False
    stale = database.value("SELECT count(*) FROM stale_listed")
    return bool(database.value("SELECT count(*) FROM listed") < _TIMES * stale)


@contextlib.contextmanager
def _without_indexes(database: Database) -> Iterator[None]:
    """The table loses its indexes, is changed, and gets the same ones again."""
    indexes = database.rows(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'listed'"
    )
    dropped = []
    for name, statement in indexes:
        try:
            database.cursor(f"DROP INDEX {name}")
        except (peewee.OperationalError, dbapi2.OperationalError) as error:
            if "locked" not in str(error):  # by something this thread is still reading
                raise
        else:
            dropped.append(statement)
    yield
    for statement in dropped:
        database.cursor(statement)


def catch_up(database: Database) -> None:
    """Let what an action under way has done be seen by its own questions."""
    if database.in_action:
        refresh(database)


def rebuild(database: Database) -> None:
    """Make every row anew."""
    database.cursor(
        "INSERT OR IGNORE INTO stale_listed SELECT id FROM person"
        " UNION SELECT person_id FROM listed"
    )
    refresh(database)


def wrong_rows(database: Database) -> int:
    """How many people are listed wrongly, or not at all; 0 in a sound file."""
    return int(
        database.value(
            f"WITH should (person_id, archived, place, sort_name, contact, next) AS ({_ROWS})"
            " SELECT count(*) FROM should FULL JOIN listed ON listed.person_id = should.person_id"
            " WHERE (should.person_id, should.archived, should.place, should.sort_name,"
            "   should.contact, should.next)"
            "  IS NOT (listed.person_id, listed.archived, listed.place, listed.sort_name,"
            "   listed.contact, listed.next)"
            " AND (should.person_id IS NULL OR listed.person_id IS NULL"
            f"  OR should.person_id NOT IN {_STALE})",
            {"now": to_text(database.clock())},
        )
    )
