"""Opening: what is no file of ours, or not with this key, is said and left as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.domain.errors import KeyProblem, PlannerError, RuleError, StorageError
from planner.store import Store, datafile
from tests.contents import contents, files
from tests.samples import KEY, OTHER_KEY, PERSON, add, fill


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> str | None:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def path(tmp_path: Path, key: str | None) -> Path:
    path = tmp_path / "default.planner"
    with Store.create(path, key) as store:
        fill(store)
    return path


def test_a_file_opens_as_it_was_closed(path: Path, key: str | None) -> None:
    with Store.open(path, key) as store:
        before = contents(store)
        assert store.cipher.startswith("4.") == bool(key)
        assert not store.read_only
        assert not store.needs_care
        assert store.check().problems == ()
    with Store.open(path, key, read_only=True) as store:
        assert contents(store) == before
        assert store.read_only


def test_a_new_file_is_for_its_owner_only(path: Path, key: str | None) -> None:
    with Store.open(path, key) as store:
        add(store, "Marek")
        for file in (path, *datafile.companions(path)):
            if os.name == "posix":
                assert file.stat().st_mode & 0o777 == 0o600, file.name


def test_after_closing_everything_is_in_the_one_file(path: Path, key: str | None) -> None:
    assert set(files(path.parent)) == {"default.planner", "default.lock"}


def test_nothing_of_anybody_can_be_read_in_an_encrypted_file(path: Path, key: str | None) -> None:
    words = [b"Ana Ruiz", b"Dr. Ana", b"frost", b"person", b"CREATE TABLE", b"SQLite format 3"]
    with Store.open(path, key) as store:
        add(store, "Dr. Ana Ruiz", note="frost")
        raw = b"".join(files(path.parent).values())
    assert [word in raw for word in words] == [key is None] * len(words)


def test_what_is_deleted_and_forgotten_leaves_no_trace(tmp_path: Path, clock: object) -> None:
    path = tmp_path / "default.planner"
    with Store.create(path, None) as store:
        ana = add(store, "Zebedeus Quorn", note="unspeakable")
        store.people.delete([ana])
        now = store._db.clock()
        store._db.clock = lambda: now.replace(year=now.year + 1)
        store.history.forget_old()
    raw = path.read_bytes()
    assert b"Zebedeus" not in raw
    assert b"zebedeus" not in raw
    assert b"unspeakable" not in raw


def test_a_file_is_never_made_over_another(path: Path, key: str | None) -> None:
    before = files(path.parent)
    with pytest.raises(StorageError, match="exists already; nothing was changed"):
        Store.create(path, key)
    assert files(path.parent) == before


def foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as data:
        data.execute("CREATE TABLE t (a)")
        data.execute("PRAGMA user_version = 1")
    data.close()


def cut(size: int) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(path.read_bytes()[:size])


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


UNUSABLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: path.unlink(), "is gone; .*planner restore"),
    "empty": (cut(0), "is empty or cut short; .*planner restore"),
    "a few bytes": (cut(100), "is empty or cut short; .*planner restore"),
    "text": (lambda path: path.write_text("people and plans\n" * 100), "key does not open|damaged"),
    "zeros": (lambda path: path.write_bytes(bytes(8192)), "key does not open|damaged"),
    "of another program": (foreign, "is not an On Purpose file|key does not open"),
    "a folder": (folder, "is a folder or a device"),
}


@pytest.mark.parametrize("what", sorted(UNUSABLE))
@pytest.mark.parametrize("read_only", [False, True])
def test_what_cannot_be_opened_is_said_and_never_made_anew(
    path: Path, key: str | None, what: str, read_only: bool
) -> None:
    spoil, message = UNUSABLE[what]
    spoil(path)
    before = files(path.parent)
    with pytest.raises(StorageError, match=message) as caught:
        Store.open(path, key, read_only=read_only)
    assert "\n" not in str(caught.value)
    assert "nothing was changed" in str(caught.value) or "is gone" in str(caught.value)
    after = files(path.parent)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) <= {"default.planner-wal", "default.planner-shm"}


def test_a_wrong_key_is_said_to_be_wrong(tmp_path: Path) -> None:
    path = tmp_path / "default.planner"
    Store.create(path, KEY).close()
    before = path.read_bytes()
    for wrong in (OTHER_KEY, None, "0" * 64):
        with pytest.raises(KeyProblem, match=r"the key does not open .*nothing was changed"):
            Store.open(path, wrong)
    assert path.read_bytes() == before
    Store.open(path, KEY).close()


def test_a_key_for_a_plain_file_does_not_open_it(tmp_path: Path) -> None:
    path = tmp_path / "default.planner"
    Store.create(path, None).close()
    before = path.read_bytes()
    with pytest.raises(KeyProblem):
        Store.open(path, KEY)
    assert path.read_bytes() == before


def test_no_error_tells_the_key(tmp_path: Path) -> None:
    path = tmp_path / "default.planner"
    Store.create(path, KEY).close()
    with pytest.raises(KeyProblem) as caught:
        Store.open(path, OTHER_KEY)
    error: BaseException | None = caught.value
    while error:
        assert OTHER_KEY not in f"{error!r}{error}"
        error = error.__cause__


def test_acknowledged_means_durable(path: Path, key: str | None) -> None:
    with Store.open(path, key) as store:
        value = store._db.value
        assert value("PRAGMA journal_mode") == "wal"
        assert value("PRAGMA synchronous") == 2  # FULL
        assert value("PRAGMA foreign_keys") == 1
        assert value("PRAGMA secure_delete") == 1

        def in_a_thread() -> None:
            seen.append((value("PRAGMA synchronous"), value("PRAGMA foreign_keys")))
            store._db.close()

        seen: list[tuple[int, int]] = []
        worker = threading.Thread(target=in_a_thread)
        worker.start()
        worker.join()
        assert seen == [(2, 1)]


def test_two_threads_write_one_after_the_other(path: Path, key: str | None) -> None:
    with Store.open(path, key) as store:
        before = len(store.people.ids())
        failures: list[Exception] = []

        def work(name: str) -> None:
            try:
                for number in range(15):
                    add(store, f"{name} {number}")
            except PlannerError as error:
                failures.append(error)
            finally:
                store._db.close()

        workers = [threading.Thread(target=work, args=(name,)) for name in ("A", "B", "C")]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert failures == []
        assert len(store.people.ids()) == before + 45
        assert store.check().problems == ()


def test_an_error_inside_a_transaction_is_the_one_that_is_seen(store: Store) -> None:
    def fails(error: Exception) -> None:
        with store._db.action("import"):
            store.people.add(PERSON)
            raise error

    before = contents(store)
    for error in (ZeroDivisionError(), RuleError("cancelled"), KeyError("x")):
        with pytest.raises(type(error)):
            fails(error)
        assert contents(store) == before


def test_a_backup_put_in_the_place_by_hand_is_as_good_as_the_file(
    path: Path, key: str | None
) -> None:
    """Also in how it is written: a journal of another kind would outlive the file it belongs to."""
    with Store.open(path, key) as store:
        backup = store.back_up()
        saved = contents(store)
    shutil.copy(backup, path)
    with Store.open(path, key) as store:
        assert contents(store) == saved
        assert store._db.value("PRAGMA journal_mode") == "wal"
        add(store, "Afterwards")
        assert {file.name for file in path.parent.iterdir()} == {
            "backups", "default.lock", "default.planner", "default.planner-shm",
            "default.planner-wal",
        }  # fmt: skip


def test_a_new_file_is_in_order(tmp_path: Path, key: str | None) -> None:
    with Store.create(tmp_path / "new.planner", key) as store:
        assert store.check().problems == ()


def test_a_part_can_fail_alone(store: Store) -> None:
    """As a row of an import does, and the rest of its batch is kept."""

    def fails() -> None:
        with store._db.savepoint():
            add(store, "Half", tags=("half",))
            add(store, "")

    with store._db.action("import"):
        ana = add(store, "Ana", tags=("fair",))
        with pytest.raises(RuleError):
            fails()
        petra = add(store, "Petra")
    assert store.people.ids() == [ana, petra]
    assert [tag.name for tag in store.people.tags()] == ["fair"]
    assert store.check().problems == ()
    store.history.undo()
    assert store.people.ids() == []
