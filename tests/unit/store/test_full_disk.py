"""A disk without room: one clear line, what was acknowledged is there, and nothing half done.

The room is taken away with a limit on the size of files, and with one on the pages of the file:
the first fails in writing (as some disks do), the second as SQLite says "full".
"""

from __future__ import annotations

import contextlib
import resource
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planner.domain.errors import StorageError
from planner.domain.people import Person
from planner.store import Store, datafile, restore
from tests.contents import contents, contents_of, files, state
from tests.samples import KEY, fill

TEXT = "a note of some length, " * 200


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> str | None:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def path(tmp_path: Path, key: str | None) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    path = folder / "default.planner"
    with Store.create(path, key) as store:
        fill(store)
    return path


@contextlib.contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """No file of this process can grow beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextlib.contextmanager
def pages_up_to(store: Store, more: int) -> Iterator[None]:
    """The file cannot grow by more than so many pages."""
    most = store._db.value("PRAGMA page_count") + more
    store._db.value(f"PRAGMA max_page_count = {most}")
    try:
        yield
    finally:
        store._db.value("PRAGMA max_page_count = 1073741823")


@contextlib.contextmanager
def full(store: Store, how: str, room: int) -> Iterator[None]:
    """Next to no room left: so many bytes."""
    if how == "writing":
        log = datafile.companions(store.path)[0]
        with files_up_to((log.stat().st_size if log.exists() else 0) + room):
            yield
    else:
        with pages_up_to(store, room // 4096):
            yield


def people(count: int) -> list[Person]:
    return [Person(display_name=f"Guest {n}", note=TEXT, tags=("fair",)) for n in range(count)]


HOW = pytest.mark.parametrize("how", ["writing", "full"])


def is_plain_line(error: pytest.ExceptionInfo[StorageError]) -> None:
    line = str(error.value)
    assert "\n" not in line
    assert "disk of" in line
    assert "is safe" in line


@HOW
@pytest.mark.parametrize("room", [0, 9_000, 70_000, 300_000])
def test_edits_until_the_disk_is_full(path: Path, key: str | None, how: str, room: int) -> None:
    acknowledged = []

    def edit(store: Store) -> None:
        for number in range(500):
            acknowledged.append(store.people.add(people(1)[0]).id)
            if number % 5 == 4:
                store.people.delete([acknowledged[0]])
                del acknowledged[0]

    with Store.open(path, key) as store:
        store._db.checkpoint()
        with full(store, how, room), pytest.raises(StorageError) as caught:
            edit(store)
        is_plain_line(caught)
        assert set(acknowledged) <= set(store.people.ids())
        assert len(acknowledged) < 400
        # With room again, the same program goes on.
        acknowledged.append(store.people.add(Person(display_name="Afterwards")).id)
    with Store.open(path, key) as store:
        assert store.check().problems == ()
        assert set(acknowledged) <= set(store.people.ids())
        assert store.people.find("afterwards", 9) == acknowledged[-1:]


def bring_in(store: Store) -> None:
    with store.imports.run() as run:
        for _ in range(30):
            with run.batch():
                store.people.add_many(people(20))


@HOW
@pytest.mark.parametrize("room", [0, 100_000, 400_000])
def test_an_import_onto_a_full_disk_leaves_nothing(
    path: Path, key: str | None, how: str, room: int
) -> None:
    with Store.open(path, key) as store:
        before = state(store)
        store._db.checkpoint()
        with full(store, how, room), pytest.raises(StorageError) as caught:
            bring_in(store)
        is_plain_line(caught)
    with Store.open(path, key) as store:
        assert state(store) == before
        assert not store.imports.unfinished()
        assert store.check().problems == ()
        assert store.people.find("guest", 9) == []


@HOW
def test_a_refused_edit_leaves_the_person_as_it_was(path: Path, key: str | None, how: str) -> None:
    with Store.open(path, key) as store:
        store._db.checkpoint()
        before = state(store)
        ana = store.people.get(2)
        with full(store, how, 0), pytest.raises(StorageError):
            store.people.save(replace(ana, note=TEXT * 100))
        assert state(store) == before
        assert store.history.next_undo()
        store.history.undo()
        store.history.redo()
        assert state(store) == before


def test_a_backup_without_room_leaves_no_half_of_one(path: Path, key: str | None) -> None:
    with Store.open(path, key) as store:
        good = store.back_up()
        before = files(path.parent)
        with files_up_to(100_000), pytest.raises(StorageError) as caught:
            store.back_up(good)
        assert "\n" not in str(caught.value)
        assert files(path.parent) == before
        assert not list(path.parent.rglob(".*"))


@pytest.mark.parametrize("target_key", [None, KEY], ids=["plain", "encrypted"])
def test_a_restore_without_room_changes_nothing(
    path: Path, key: str | None, target_key: str | None
) -> None:
    with Store.open(path, key) as store:
        good = store.back_up()
        store.people.delete([2])
    before = files(path.parent)
    with files_up_to(100_000), pytest.raises(StorageError) as caught:
        restore(good, [key], path, target_key)
    assert "\n" not in str(caught.value)
    assert files(path.parent) == before


def test_a_new_file_without_room_is_not_begun(tmp_path: Path, key: str | None) -> None:
    path = tmp_path / "new.planner"
    with files_up_to(20_000), pytest.raises(StorageError) as caught:
        Store.create(path, key)
    assert "\n" not in str(caught.value)
    assert set(files(tmp_path)) <= {"new.lock"}
    Store.create(path, key).close()


def test_the_limits_are_real(tmp_path: Path) -> None:
    """Or everything above would hold on any disk."""
    with files_up_to(1000), pytest.raises(OSError, match="File too large"):
        (tmp_path / "x").write_bytes(bytes(2000))
    with contextlib.closing(sqlite3.connect(tmp_path / "y.db")) as data:
        data.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.OperationalError, match="full"):
            data.executescript("CREATE TABLE a (b); CREATE TABLE c (d); CREATE TABLE e (f);")


def test_a_copy_made_beforehand_is_worth_something(path: Path, key: str | None) -> None:
    """The file as a full disk left it, without its log, is what was acknowledged before."""
    with Store.open(path, key) as store:
        saved = contents(store)
        store._db.checkpoint()
        shutil.copy(path, path.parent / "copy.planner")
        with full(store, "writing", 50_000), pytest.raises(StorageError):
            bring_in(store)
    assert contents_of(path.parent / "copy.planner", key) == saved
