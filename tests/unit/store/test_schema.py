"""The schema: what the migrations make is what the code expects, and old files stay readable."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
from dataclasses import replace
from importlib import resources
from pathlib import Path

import peewee
import pytest

from planner.domain.errors import StorageError
from planner.domain.meetings import Answer, Feeling
from planner.store import Store, datafile, migrations, tables
from planner.store.database import Database
from planner.store.journal import JOURNALLED
from tests.contents import contents, files
from tests.samples import KEY, add, fill

FROZEN = Path(__file__).parents[2] / "data" / "files"

MACHINERY = {
    "import_run", "action", "journal", "present", "person_text", "stale_text", "listed",
    "stale_listed", "setting",
}  # fmt: skip
"""Tables that undo must leave alone: what it is made of, what follows from the rest, settings."""

MODELS = {model._meta.table_name: model for model in peewee.Model.__subclasses__()
          if model.__module__ == tables.__name__}  # fmt: skip

STEPS = migrations.steps()

TYPES = {
    peewee.AutoField: "INTEGER",
    peewee.IntegerField: "INTEGER",
    peewee.TextField: "TEXT",
    peewee.BlobField: "BLOB",
}


def own_tables(data: Database) -> set[str]:
    """The ordinary tables of a file, without SQLite's own and those of the search index."""
    rows = data.rows("SELECT name, type FROM pragma_table_list WHERE schema = 'main'")
    return {name for name, kind in rows if kind == "table" and not name.startswith("sqlite_")}


def schema(data: Database) -> set[tuple[str, ...]]:
    return set(data.rows("SELECT type, name, tbl_name, sql FROM sqlite_master"))


@pytest.mark.parametrize("table", sorted(MODELS))
def test_the_classes_say_what_the_tables_are(store: Store, table: str) -> None:
    expected = [
        (
            field.column_name,
            TYPES[type(field)],
            not (field.null or field.primary_key),
            field.primary_key,
        )
        for field in MODELS[table]._meta.sorted_fields
    ]
    found = store._db.rows(f"PRAGMA table_info({table})")
    assert [(name, kind, bool(notnull), bool(key)) for _, name, kind, notnull, _, key in found] == (
        expected
    )


@pytest.mark.parametrize("table", sorted(MODELS))
def test_the_classes_and_the_tables_have_the_same_defaults(store: Store, table: str) -> None:
    wanted = {f.column_name: f.default for f in MODELS[table]._meta.sorted_fields}
    found = {row[1]: row[4] for row in store._db.rows(f"PRAGMA table_info({table})")}
    for column, default in wanted.items():
        written = None if default is None else repr(default)
        assert found[column] == written, column


def test_every_table_has_its_class_or_serves_the_store(store: Store) -> None:
    present = own_tables(store._db)
    assert present == set(MODELS) | MACHINERY
    assert set(JOURNALLED) == set(MODELS) - {"setting"}


def test_every_table_is_strict(store: Store) -> None:
    strict: dict[str, int] = dict(store._db.rows("SELECT name, strict FROM pragma_table_list"))
    assert [name for name in own_tables(store._db) if not strict[name]] == []


def test_every_journalled_table_is_followed(store: Store) -> None:
    names = {
        row[0] for row in store._db.rows("SELECT name FROM sqlite_master WHERE type='trigger'")
    }
    for table in JOURNALLED:
        for event in ("insert", "update", "delete"):
            assert f"journal_{table}_{event}" in names


def test_every_reference_can_be_followed_back_by_an_index(store: Store) -> None:
    """Or deleting one person would read a table for each that could mention them."""
    data = store._db
    for table in JOURNALLED:
        indexed = {
            data.rows(f"PRAGMA index_info({index[1]})")[0][2]
            for index in data.rows(f"PRAGMA index_list({table})")
        }
        references = {row[3] for row in data.rows(f"PRAGMA foreign_key_list({table})")}
        assert references <= indexed, table


def test_steps_are_numbered_without_a_gap() -> None:
    folder = resources.files(migrations.__name__)
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".sql"))
    assert [int(name[:4]) for name in names] == list(range(1, migrations.VERSION + 1))
    assert all(re.fullmatch(r"\d{4}_[a-z_]+\.sql", name) for name in names)
    assert len(migrations.steps()) == migrations.VERSION


def test_step_0001_ground_floor() -> None:
    """Alone, in the plain SQLite: it needs nothing of ours, and makes me the first person."""
    with contextlib.closing(sqlite3.connect(":memory:")) as data:
        data.executescript(migrations.steps()[0])
        assert data.execute("SELECT id, uid, display_name FROM person").fetchall() == [
            (1, "me", "")
        ]
        assert data.execute("SELECT action_id FROM present").fetchall() == [(0,)]


def test_step_0002_order_of_asks(tmp_path: Path) -> None:
    """Asks of an older file keep the order they were made in."""
    path = tmp_path / "default.planner"
    shutil.copy(FROZEN / "v1.planner", path)
    with contextlib.closing(sqlite3.connect(path)) as data:
        data.execute("INSERT INTO ask (objective_id, kind, text) VALUES (1, 'advice', 'Bees')")
        data.commit()
        asked = [row[0] for row in data.execute("SELECT id FROM ask ORDER BY id")]
    with Store.open(path, None) as store:
        assert [ask.id for ask in store.objectives.get(1).asks] == asked


def test_step_0003_what_today_asks(store: Store) -> None:
    """Those who have a rhythm, and facts of a kind, are found without reading everybody's row."""
    for condition, index in (
        ("circle = 'inner' AND standing = 'known' AND archived = 0", "person_by_circle"),
        ("keep_in_touch > 0 AND standing = 'known' AND +archived = 0", "person_by_rhythm"),
    ):
        plan = store._db.rows(f"EXPLAIN QUERY PLAN SELECT id FROM person WHERE {condition}")
        assert f"COVERING INDEX {index}" in plan[0][3]
    plan = store._db.rows("EXPLAIN QUERY PLAN SELECT id FROM fact WHERE kind = 'needs'")
    assert "fact_by_kind" in plan[0][3]


def test_step_0005_how_it_felt(tmp_path: Path) -> None:
    """Talks of an older file were told nothing of how they felt, and can be told it now."""
    path = tmp_path / "default.planner"
    shutil.copy(FROZEN / "v1.planner", path)
    with Store.open(path, None) as store:
        talk = store.interactions.all()[0]
        assert talk.felt is None
        told = store.interactions.save(replace(talk, felt=Feeling.DRAINED))
        assert told.felt is Feeling.DRAINED
        store.history.undo()
        assert store.interactions.get(talk.id) == talk
        with pytest.raises(StorageError, match="felt"):
            store._db.write("UPDATE interaction SET felt = 'bored'")


def test_step_0006_what_search_reads(store: Store) -> None:
    """A text is made anew when a column that it holds was written, and for no other."""
    add(store, "Ana")
    anew = set()
    columns = [row[1] for row in store._db.rows("PRAGMA table_info(person)")]
    for column in set(columns) - {"id"}:
        store._db.cursor("DELETE FROM stale_text")
        store._db.cursor(f"UPDATE person SET {column} = {column}")
        if store._db.rows("SELECT * FROM stale_text"):
            anew.add(column)
    assert anew == {
        "display_name", "given", "family", "additional", "nickname", "organisation", "title",
        "city", "country", "note", "why_connected", "how_met",
    }  # fmt: skip
    store._db.cursor("DELETE FROM stale_text")


def test_step_0007_what_came_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of the program before keeps what it says of a talk, and can be told what came of it;
    undo takes the new column back as it does the others."""
    path = tmp_path / "default.planner"
    shutil.copy(FROZEN / "v1.planner", path)
    with monkeypatch.context() as before:
        before.setattr(migrations, "VERSION", 6)
        before.setattr(migrations, "steps", lambda: STEPS[:6])
        Store.open(path, None).close()
    with contextlib.closing(sqlite3.connect(path)) as data:
        assert data.execute("PRAGMA user_version").fetchone() == (6,)
        columns = {row[1] for row in data.execute("PRAGMA table_info(interaction)")}
        assert "answer" not in columns
    with Store.open(path, None) as store:
        talk = store.interactions.all()[0]
        assert (talk.summary != "", talk.answer) == (True, None)
        told = store.interactions.save(replace(talk, answer=Answer.PARTLY))
        assert told.answer is Answer.PARTLY
        store.history.undo()
        assert store.interactions.get(talk.id) == talk
        with pytest.raises(StorageError, match="answer"):
            store._db.write("UPDATE interaction SET answer = 'maybe'")
        assert store.check().ok


@pytest.mark.parametrize("name", ["v1.planner"])
def test_a_file_of_an_older_program_opens_whole(tmp_path: Path, name: str) -> None:
    path = tmp_path / "default.planner"
    shutil.copy(FROZEN / name, path)
    with (
        Store.open(path, None) as old,
        Store.create(tmp_path / "new.planner", None, clock=old._db.clock) as new,
    ):
        assert old.check().problems == ()
        ana = old.people.get(old.people.id_of("ana-ruiz"))
        assert (ana.nickname, ana.city, ana.tags) == ("Anita", "Évora", ("growers", "Nachbarn"))
        assert old.people.find("lukasz oye", 9) == [4]
        assert {table for table, rows in contents(old).items() if not rows} == set()
        assert schema(old._db) == schema(new._db)
        old.people.delete([ana.id])
        old.history.undo()
        assert old.people.get(ana.id) == ana
        assert old.check().ok


def test_the_sample_fills_every_table(store: Store) -> None:
    fill(store)
    assert {table for table, rows in contents(store).items() if not rows} == set()
    assert store.check().problems == ()


@pytest.mark.parametrize("key", [None, KEY])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_schema_is_refused_before_a_byte_is_written(
    tmp_path: Path, key: str | None, read_only: bool
) -> None:
    path = tmp_path / "default.planner"
    with Store.create(path, key) as store:
        fill(store)
        store._db.cursor("PRAGMA user_version = 99")
    before = files(tmp_path), path.stat().st_mtime_ns
    with pytest.raises(StorageError, match=r"newer On Purpose \(schema 99.*nothing was changed"):
        Store.open(path, key, read_only=read_only)
    if read_only:  # SQLite's reader leaves the empty log that it may not remove
        for leftover in datafile.companions(path):
            leftover.unlink()
    assert (files(tmp_path), path.stat().st_mtime_ns) == before


def test_an_unfinished_step_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The version, the tables and the triggers come together or not at all."""
    path = tmp_path / "default.planner"
    with Store.create(path, None) as store:
        fill(store)
        before = contents(store), schema(store._db)
    broken = "CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT;\nUPDATE person SET nobody = 1;\n"
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "VERSION", len(STEPS) + 1)
        patch.setattr(migrations, "steps", lambda: (*STEPS, broken))
        with pytest.raises(StorageError, match="nobody"):
            Store.open(path, None)
    with Store.open(path, None) as store:
        assert (contents(store), schema(store._db)) == before
        assert store._db.value("PRAGMA user_version") == len(STEPS)


def test_an_older_file_is_backed_up_before_it_is_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "default.planner"
    with Store.create(path, KEY) as store:
        fill(store)
        before = contents(store)
    step = "ALTER TABLE tag ADD COLUMN icon TEXT NOT NULL DEFAULT '';\n"
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "VERSION", len(STEPS) + 1)
        patch.setattr(migrations, "steps", lambda: (*STEPS, step))
        with Store.open(path, KEY) as store:
            assert store._db.value("PRAGMA user_version") == len(STEPS) + 1
            assert store.check().problems == ()
            store.people.set_tag_colour("growers", "#123456")
            assert '"icon":""' in store._db.value("SELECT before FROM journal ORDER BY id DESC")
            (backup,) = store.backups()
    data = datafile.open_file(backup.path, KEY, read_only=True)
    assert data.value("PRAGMA user_version") == len(STEPS)
    assert data.rows("SELECT * FROM person ORDER BY 1") == before["person"]
    data.close()
