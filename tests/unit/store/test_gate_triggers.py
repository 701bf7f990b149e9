"""The gate is in the file: whatever SQL does, no meeting gets past draft without its purpose.

Through the standard sqlite3 module, with which anybody could open a plain file.
"""

from __future__ import annotations

import contextlib
import itertools
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planner.domain.meetings import PurposeKind
from planner.store import Store
from tests.samples import PURPOSE, add, draft, planned, reviewed

PLANNED, VAGUE, REFUSED, BARE, EMPTY = range(1, 6)
"""The meetings of the file; the purposes have the same numbers."""

UNGATED = """
    SELECT meeting.id FROM meeting LEFT JOIN purpose ON meeting_id = meeting.id
    WHERE status <> 'draft' GROUP BY meeting.id
    HAVING count(purpose.id) <> 1 OR min(review_passed IS 1 AND review_statement IS statement
        AND review_why IS why AND review_outcome IS outcome) = 0
"""


@pytest.fixture(scope="module")
def template(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gate") / "gate.planner"
    shutil.copy(blank, path)
    with Store.open(path, None) as store:
        ana = add(store, "Ana Ruiz")
        vague = replace(PURPOSE, statement="Catch up")
        refused = replace(vague, review=reviewed(vague, passed=False))
        stale = replace(PURPOSE, review=reviewed())
        meetings = (
            planned(store, ana),
            store.meetings.keep_draft(draft(ana, purpose=vague)),
            store.meetings.keep_draft(draft(ana, purpose=refused)),
            store.meetings.keep_draft(draft(ana, purpose=None)),
            store.meetings.keep_draft(draft(ana, purpose=replace(stale, outcome="Something"))),
        )
        assert [meeting.id for meeting in meetings] == [PLANNED, VAGUE, REFUSED, BARE, EMPTY]
    return path


SETTINGS = tuple(itertools.product((0, 1), (0, 1)))


@pytest.fixture(params=SETTINGS, ids=lambda p: f"recursive{p[0]}keys{p[1]}")
def data(request: pytest.FixtureRequest, template: Path) -> Iterator[sqlite3.Connection]:
    with (
        contextlib.closing(sqlite3.connect(template)) as source,
        contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection,
    ):
        source.backup(connection)
        recursive, keys = request.param
        connection.execute(f"PRAGMA recursive_triggers = {recursive}")
        connection.execute(f"PRAGMA foreign_keys = {keys}")
        assert connection.execute(UNGATED).fetchall() == []
        yield connection


def rows(data: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    return [data.execute(f"SELECT * FROM {table}").fetchall() for table in ("meeting", "purpose")]


COLUMNS = (
    "kind, statement, why, outcome, review_passed, review_gate, review_at, review_statement,"
    " review_why, review_outcome"
)

ATTACKS = {
    "a new meeting with a date": (
        "INSERT INTO meeting (uid, starts_at, status)"
        " VALUES ('x', '2026-12-01T10:00:00Z', 'planned')"
    ),
    "a new meeting that was held": (
        "INSERT INTO meeting (uid, starts_at, status) VALUES ('x', '2026-12-01T10:00:00Z', 'held')"
    ),
    "a new meeting in the place of a planned one": (
        "INSERT OR REPLACE INTO meeting (id, uid, starts_at, status)"
        " VALUES (1, 'x', '2026-12-01T10:00:00Z', 'planned')"
    ),
    **{
        f"from draft to {status}, {what}": f"UPDATE meeting SET status = '{status}' WHERE id = {n}"
        for status in ("planned", "proposed", "confirmed", "held", "missed", "cancelled")
        for n, what in (
            (VAGUE, "never reviewed"),
            (REFUSED, "refused"),
            (BARE, "without a purpose"),
            (EMPTY, "reviewed for another text"),
        )
    },
    **{
        f"another {column}": f"UPDATE purpose SET {column} = 'Catch up' WHERE id = 1"
        for column in ("statement", "why", "outcome")
    },
    "a review that did not pass": "UPDATE purpose SET review_passed = 0 WHERE id = 1",
    "no review": "UPDATE purpose SET review_passed = NULL WHERE id = 1",
    "a review of another text": "UPDATE purpose SET review_why = 'Catch up' WHERE id = 1",
    "the purpose deleted": "DELETE FROM purpose WHERE id = 1",
    "all purposes deleted": "DELETE FROM purpose",
    "the purpose given to a meeting without one": (
        f"UPDATE purpose SET meeting_id = {BARE} WHERE id = 1"
    ),
    "the purpose given to nobody": "UPDATE purpose SET meeting_id = 99 WHERE id = 1",
    "a vague purpose put over it": (
        f"UPDATE OR REPLACE purpose SET meeting_id = 1 WHERE id = {VAGUE}"
    ),
    "a vague purpose with its number": f"UPDATE OR REPLACE purpose SET id = 1 WHERE id = {VAGUE}",
    "a vague purpose with its rowid": f"UPDATE OR REPLACE purpose SET rowid = 1 WHERE id = {VAGUE}",
    "replaced by a vague purpose": (
        "INSERT OR REPLACE INTO purpose (meeting_id, kind, statement) VALUES (1, 'ask', 'Catch up')"
    ),
    "replaced by a purpose of another meeting": (
        f"INSERT OR REPLACE INTO purpose (id, meeting_id, kind) VALUES (1, {BARE}, 'ask')"
    ),
    "replaced through REPLACE": (
        f"REPLACE INTO purpose (id, meeting_id, kind) VALUES (1, {BARE}, 'ask')"
    ),
    "changed by an upsert": (
        "INSERT INTO purpose (meeting_id, kind) VALUES (1, 'ask')"
        " ON CONFLICT (meeting_id) DO UPDATE SET statement = 'Catch up'"
    ),
    "a planned meeting under another number": "UPDATE meeting SET id = 99 WHERE id = 1",
    "a planned meeting under another rowid": "UPDATE meeting SET rowid = 99 WHERE id = 1",
    "a planned meeting under another oid": "UPDATE meeting SET oid = 99 WHERE id = 1",
    "a planned meeting in the place of a draft": (
        f"UPDATE OR REPLACE meeting SET rowid = {VAGUE} WHERE id = 1"
    ),
}


@pytest.mark.parametrize("attack", sorted(ATTACKS))
def test_no_statement_gets_past_the_gate(data: sqlite3.Connection, attack: str) -> None:
    before = rows(data)
    with pytest.raises(sqlite3.IntegrityError):
        data.execute(ATTACKS[attack])
    assert rows(data) == before


HARMLESS = {
    "a planned meeting deleted": "DELETE FROM meeting WHERE id = 1",
    "a draft in the place of a planned meeting": (
        "INSERT OR REPLACE INTO meeting (id, uid, status) VALUES (1, 'x', 'draft')"
    ),
    "a draft with the uid of a planned meeting": (
        "INSERT OR REPLACE INTO meeting (uid, status) SELECT uid, 'draft' FROM meeting WHERE id = 1"
    ),
    "back to draft, then a vague text": (
        "UPDATE meeting SET status = 'draft' WHERE id = 1;"
        " UPDATE purpose SET statement = 'Catch up' WHERE id = 1"
    ),
    "another step": "UPDATE meeting SET status = 'confirmed' WHERE id = 1",
    "another place": "UPDATE meeting SET place = 'Café Arcada' WHERE id = 1",
    "another gift": "UPDATE purpose SET give = 'A sensor' WHERE id = 1",
    "another text with its review": (
        "UPDATE purpose SET statement = 'Ask for one name', review_statement = 'Ask for one name'"
        " WHERE id = 1"
    ),
    "a purpose for a draft": f"INSERT INTO purpose (meeting_id, kind) VALUES ({BARE}, 'learn')",
    "a draft's purpose deleted": f"DELETE FROM purpose WHERE meeting_id = {VAGUE}",
}


@pytest.mark.parametrize("what", sorted(HARMLESS))
def test_what_keeps_to_the_rule_is_done(data: sqlite3.Connection, what: str) -> None:
    before = rows(data)
    data.executescript(HARMLESS[what])
    assert rows(data) != before
    keys = data.execute("PRAGMA foreign_keys").fetchone()[0]
    if keys:  # without them a deletion leaves the purpose behind, which is no meeting
        assert data.execute(UNGATED).fetchall() == []


def test_the_store_says_it_in_plain_words(store: Store) -> None:
    meeting = planned(store, add(store, "Ana Ruiz"))
    with pytest.raises(Exception, match="the gate is still closed for this meeting"):
        store._db.write(
            "UPDATE purpose SET statement = 'Catch up' WHERE meeting_id = ?", [meeting.id]
        )
    assert store.meetings.get(meeting.id).purpose == replace(PURPOSE, review=reviewed())


def test_every_kind_of_purpose_can_pass(store: Store) -> None:
    ana = add(store, "Ana Ruiz")
    for kind in PurposeKind:
        meeting = planned(store, ana, purpose=replace(PURPOSE, kind=kind))
        assert meeting.status == "planned"
