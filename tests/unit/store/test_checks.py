"""`check` says what is wrong with a file, and mends what follows from the rest."""

from __future__ import annotations

import pytest

from planner.domain.errors import StorageError
from planner.store import Store
from planner.store.migrations import VERSION
from tests.contents import contents
from tests.samples import fill

MENDABLE = {
    "the gate taken out": ("DROP TRIGGER gate_meeting", "gate_meeting"),
    "the gate held open": (
        "DROP TRIGGER gate_meeting; CREATE TRIGGER gate_meeting BEFORE UPDATE ON meeting"
        " BEGIN SELECT 1; END",
        "gate_meeting",
    ),
    "an edit that undo would not know": ("DROP TRIGGER journal_fact_update", "journal_fact_update"),
    "an edit that search would not know": ("DROP TRIGGER stale_fact_added", "stale_fact_added"),
    "an index lost": ("DROP INDEX person_by_name", "person_by_name"),
    "a text that nobody has": (
        "DELETE FROM person_text WHERE person_id = 2;"
        "INSERT INTO person_text VALUES (2, 'nonsense', '')",
        "1 people",
    ),
    "a person that search does not know": (
        "DELETE FROM person_text WHERE person_id = 2",
        "1 people",
    ),
    "an index without a text": (
        "INSERT INTO person_words (rowid, words) VALUES (2, 'nonsense')",
        "person_words",
    ),
    "parts without a text": (
        "INSERT INTO person_parts (person_parts) VALUES ('delete-all')",
        "person_parts",
    ),
    "notes without a text": (
        "INSERT INTO person_notes (person_notes) VALUES ('delete-all')",
        "person_notes",
    ),
}

BEYOND = {
    "somebody's phone is nobody's": (
        "PRAGMA foreign_keys = OFF; INSERT INTO contact_point (person_id, position, kind, value)"
        " VALUES (99, 0, 'phone', '5'); PRAGMA foreign_keys = ON",
        "a row of contact_point belongs to a missing person",
    ),
    "a table is not ours": (
        "ALTER TABLE tag ADD COLUMN icon TEXT",
        "the table tag is not as it was made",
    ),
    "a table is gone": (
        "PRAGMA foreign_keys = OFF; DROP TABLE fact; PRAGMA foreign_keys = ON",
        "the table fact is not as it was made",
    ),
    "another version": ("PRAGMA user_version = 77", f"the schema is 77 instead of {VERSION}"),
    "a value that no rule allows": (
        "PRAGMA ignore_check_constraints = ON; UPDATE person SET standing = 'friend' WHERE id = 2;"
        "PRAGMA ignore_check_constraints = OFF",
        "CHECK constraint failed in person",
    ),
}


def damage(store: Store, script: str) -> None:
    """Statements that the store would never run."""
    store._db._engine.connection().executescript(script)


def test_a_sound_file_is_told_so(filled: Store) -> None:
    report = filled.check()
    assert (report.ok, report.problems, report.repaired) == (True, (), ())
    assert filled.check(repair=True) == report


def test_a_reader_may_check_too(filled: Store) -> None:
    with Store.open(filled.path, None, read_only=True) as reader:
        assert reader.check().problems == ()
    damage(filled, "DROP TRIGGER gate_meeting")
    with Store.open(filled.path, None, read_only=True) as reader:
        assert not reader.check().ok
        with pytest.raises(StorageError, match="read-only"):
            reader.check(repair=True)


@pytest.mark.parametrize("what", sorted(MENDABLE))
def test_what_follows_from_the_rest_is_mended(filled: Store, what: str) -> None:
    before = contents(filled)
    script, sign = MENDABLE[what]
    damage(filled, script)
    report = filled.check()
    assert any(sign in problem for problem in report.problems)
    repaired = filled.check(repair=True)
    assert repaired.ok
    assert repaired.repaired == report.problems
    assert filled.check().problems == ()
    assert contents(filled) == before
    assert filled.people.find("ana", 9) == [2]
    assert filled.people.find("walks", 9) == [2]
    assert filled.history.next_undo() is not None


@pytest.mark.parametrize("what", sorted(BEYOND))
def test_what_cannot_be_mended_is_named_and_left_alone(filled: Store, what: str) -> None:
    script, sign = BEYOND[what]
    damage(filled, script)
    for repair in (False, True):
        report = filled.check(repair=repair)
        assert [sign in problem for problem in report.problems] == [True]
        assert report.repaired == ()


def test_nothing_of_anybody_is_in_a_report(store: Store) -> None:
    fill(store)
    damage(store, "UPDATE person_text SET words = words || ' x'; DROP TRIGGER gate_meeting")
    lines = " ".join(store.check().problems)
    assert lines
    for word in ("Ana", "Ruiz", "Petra", "growers"):
        assert word not in lines
