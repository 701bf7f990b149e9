"""One writer per profile, and a lock that goes with its process."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import planner.store as module
from planner.domain.errors import LockedError, StorageError
from planner.store import Store, lock, restore
from planner.store.lock import ProfileLock
from tests.contents import files
from tests.samples import add


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.0)


def test_a_second_writer_is_refused_and_changes_nothing(store: Store) -> None:
    backup = store.back_up()
    before = files(store.path.parent)
    for second in (
        lambda: Store.open(store.path, None),
        lambda: Store.create(store.path, None),
        lambda: restore(backup, [None], store.path, None),
    ):
        with pytest.raises(LockedError, match="another On Purpose has this profile open"):
            second()
    assert files(store.path.parent) == before
    add(store, "Ana")
    store.close()
    Store.open(store.path, None).close()


def test_a_reader_is_let_in_beside_the_writer(store: Store) -> None:
    add(store, "Ana")
    with Store.open(store.path, None, read_only=True) as reader:
        assert len(reader.people.ids()) == 1
        add(store, "Petra")
        assert len(reader.people.ids()) == 2
        with pytest.raises(StorageError, match="read-only; nothing was changed"):
            add(reader, "Marek")
        with pytest.raises(StorageError, match="read-only"):
            reader.settings.set("language", "de")


HOLDER = """
import sys, time
from pathlib import Path
from planner.store import Store
store = Store.open(Path(sys.argv[1]), None)
print("open", flush=True)
time.sleep(60)
"""


def test_another_program_is_refused_until_the_first_is_killed(store: Store) -> None:
    store.close()
    root = Path(module.__file__).parents[2]
    command = [sys.executable, "-c", HOLDER, str(store.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as holder:
        try:
            assert holder.stdout
            assert holder.stdout.readline() == b"open\n"
            with pytest.raises(LockedError):
                Store.open(store.path, None)
        finally:
            holder.kill()
    with Store.open(store.path, None) as after:
        add(after, "Ana")


def test_the_lock_is_waited_for_as_long_as_somebody_is_just_finishing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 30.0)
    opened = threading.Event()

    def second() -> None:
        Store.open(store.path, None).close()
        opened.set()

    worker = threading.Thread(target=second)
    worker.start()
    assert not opened.wait(0.2)
    store.close()
    worker.join(30)
    assert opened.is_set()


def test_a_failed_opening_gives_the_lock_back(store: Store, tmp_path: Path) -> None:
    store._db.cursor("PRAGMA user_version = 99")
    store.close()
    for _ in range(2):
        with pytest.raises(StorageError, match="newer"):
            Store.open(store.path, None)
    ProfileLock(store.path.with_suffix(".lock")).acquire()


def test_a_folder_whose_locks_exclude_nobody_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_try_lock", lambda handle, path: True)
    with pytest.raises(StorageError, match="locks do not work in the folder"):
        Store.create(tmp_path / "default.planner", None)
    assert not (tmp_path / "default.planner").exists()


def test_the_lock_is_for_its_owner_only(store: Store) -> None:
    if os.name == "posix":
        assert store.path.with_suffix(".lock").stat().st_mode & 0o777 == 0o600


def test_a_lock_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"cannot be written to \(No such file"):
        Store.create(tmp_path / "nowhere" / "default.planner", None)
    (tmp_path / "default.lock").mkdir()
    with pytest.raises(StorageError, match=r"cannot be written to \(Is a directory"):
        Store.create(tmp_path / "default.planner", None)
