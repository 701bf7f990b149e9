"""Backups: complete, proven, kept by the calendar, and brought back row by row or not at all."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import KeyProblem, PlannerError, StorageError
from planner.store import Store, backups, datafile, restore
from planner.store.backups import copy_with_key, keep
from tests.conftest import Clock
from tests.contents import contents, contents_of, files
from tests.samples import KEY, OTHER_KEY, add, fill

KEYS = [None, KEY]


def full_file(path: Path, key: str | None) -> Path:
    with Store.create(path, key) as store:
        fill(store)
        store.people.delete([4])  # so that there are gaps in the numbers
    return path


@pytest.fixture(params=KEYS, ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> str | None:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def path(tmp_path: Path, key: str | None) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return full_file(folder / "default.planner", key)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# Making


def test_a_backup_is_a_whole_file_under_the_same_key(path: Path, key: str | None) -> None:
    with Store.open(path, key) as store:
        add(store, "In the log")
        target = store.back_up(path.parent.parent / "copy.planner")
        assert contents_of(target, key) == contents(store)
        assert datafile.is_plain(target) == (key is None)
        with Store.open(target, key) as copy:
            assert copy.check().problems == ()
            assert copy.people.find("in the log", 9) == store.people.find("in the log", 9)
            assert copy.history.undo()
            assert add(copy, "Next") == add(store, "Next")
        assert len(store.backups()) == 0
        assert set(files(path.parent)) >= {"default.planner"}
    assert not list(path.parent.parent.glob(".*"))


def test_a_backup_is_for_its_owner_only(path: Path, key: str | None) -> None:
    if os.name != "posix":
        return  # there are no modes
    before = os.umask(0)
    try:
        with Store.open(path, key) as store:
            made = store.back_up()
            given = store.back_up(path.parent / "given.planner")
    finally:
        os.umask(before)
    assert made.stat().st_mode & 0o777 == 0o600
    assert given.stat().st_mode & 0o777 == 0o600
    assert made.parent.stat().st_mode & 0o777 == 0o700


def test_a_backup_replaces_an_older_one_only_when_it_is_proven(
    path: Path, key: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = path.parent / "copy.planner"
    with Store.open(path, key) as store:
        store.back_up(target)
        before = files(path.parent)
        monkeypatch.setattr(backups, "integrity", lambda data: ["a page is torn"])
        with pytest.raises(StorageError, match=r"is damaged \(a page is torn\)"):
            store.back_up(target)
        after = files(path.parent)
        assert after["copy.planner"] == before["copy.planner"]
        assert set(after) == set(before)


def test_a_backup_never_takes_the_place_of_the_file_itself(path: Path, key: str | None) -> None:
    link = path.parent / "link.planner"
    link.symlink_to(path)
    with Store.open(path, key) as store:
        add(store, "In the log")
        for target in (path, path.parent / "." / path.name, link):
            with pytest.raises(StorageError, match="is the file itself"):
                store.back_up(target)
        add(store, "Afterwards")
        before = contents(store)
    with Store.open(path, key) as store:
        assert contents(store) == before
        assert store.check().problems == ()


@pytest.mark.parametrize("target", ["nowhere/copy.planner", "folder", "name" * 100])
def test_a_place_that_takes_no_backup_is_said_in_one_line(
    path: Path, key: str | None, target: str
) -> None:
    (path.parent / "folder").mkdir()
    with Store.open(path, key) as store:
        before = set(files(path.parent))
        with pytest.raises(StorageError) as caught:
            store.back_up(path.parent / target)
        assert "\n" not in str(caught.value)
        assert set(files(path.parent)) == before
        assert not list(path.parent.glob(".*"))


def test_a_reader_can_make_a_backup(path: Path, key: str | None) -> None:
    target = path.parent / "copy.planner"
    with Store.open(path, key, read_only=True) as reader:
        reader.back_up(target)
        assert contents_of(target, key) == contents(reader)


def test_backups_while_others_write_are_all_whole(path: Path, key: str | None) -> None:
    with Store.open(path, key) as store:
        done = threading.Event()
        failures: list[PlannerError] = []

        def work() -> None:
            number = 0
            try:
                while not done.is_set():
                    number += 1
                    with store._db.action("import"):
                        add(store, f"Left {number}", tags=(f"t{number}",))
                        add(store, f"Right {number}")
            except PlannerError as error:
                failures.append(error)
            finally:
                store._db.close()

        worker = threading.Thread(target=work)
        worker.start()
        seen = []
        try:
            for number in range(8):
                copy = store.back_up(path.parent / f"copy-{number}.planner")
                with Store.open(copy, key) as again:
                    assert again.check().problems == ()
                    counted = again._db.rows(
                        "SELECT count(*) FILTER (WHERE display_name LIKE 'Left %'),"
                        " count(*) FILTER (WHERE display_name LIKE 'Right %') FROM person"
                    )
                    left, right = counted[0]
                    assert left == right
                    seen.append(left)
        finally:
            done.set()
            worker.join()
        assert failures == []
        assert seen == sorted(seen)
        assert seen[-1] > seen[0]


# By the calendar


def test_one_a_day_and_the_day_of_the_clock(store: Store, clock: Clock) -> None:
    add(store, "Ana")
    made = store.back_up_daily()
    assert made
    assert made.name == "default-2026-10-13T090000.planner"
    assert store.back_up_daily() is None
    clock.go_on(hours=15)
    assert store.back_up_daily()
    assert [backup.at for backup in store.backups()] == [
        datetime.fromisoformat("2026-10-14T00:00"), datetime.fromisoformat("2026-10-13T09:00"),
    ]  # fmt: skip
    assert store.backups()[1].path == made
    assert store.backups()[1].bytes == made.stat().st_size


def test_before_something_large_unless_nothing_changed(store: Store, clock: Clock) -> None:
    assert store.back_up_before("import") is None
    add(store, "Ana")
    clock.go_on(minutes=1)
    made = store.back_up_before("import")
    assert made
    assert made.name == "default-2026-10-13T090100-import.planner"
    clock.go_on(minutes=1)
    assert store.back_up_before("import") is None
    add(store, "Petra")
    assert store.back_up_before("import")
    assert len(store.backups()) == 2


def test_other_files_in_the_folder_are_nobodys_backup(store: Store) -> None:
    store.back_up()
    folder = store.backup_folder
    for name in (
        "default.planner", "default-2026-13-45T999999.planner", "default-.planner", "notes.txt",
        "default-copy-2026-10-01T000000.planner", "default-2026-10-01T000000.planner.part",
        "other-2026-10-01T000000.planner",
    ):  # fmt: skip
        (folder / name).write_text("not ours")
    (folder / "default-2026-10-02T000000.planner").symlink_to(folder / "nowhere")
    assert [backup.path.name for backup in store.backups()] == ["default-2026-10-13T090000.planner"]
    before = names(folder)
    store.back_up()
    assert names(folder) == before


def test_what_was_just_made_stays_even_among_backups_of_the_future(
    store: Store, clock: Clock
) -> None:
    """As after a day on which the clock was wrong."""
    store.back_up()
    for number in range(60):
        day = date(2031, 1, 1) + timedelta(days=number * 17)
        copy = store.backup_folder / f"default-{day:%Y-%m-%d}T000000.planner"
        shutil.copy(store.backups()[-1].path, copy)
    clock.go_on(days=1)
    made = store.back_up()
    assert made.exists()


def brute_force(days: Iterable[date]) -> set[date]:
    """7 daily, 4 weekly, 12 monthly: for each of the newest so many days, weeks and months that
    have a backup, the newest day of it."""
    kept: set[date] = set()
    for many, period in (
        (7, lambda day: day),
        (4, lambda day: day.isocalendar()[:2]),
        (12, lambda day: (day.year, day.month)),
    ):
        periods: Callable[[date], object] = period
        newest = sorted({periods(day) for day in days}, reverse=True)[:many]  # type: ignore[type-var]
        kept |= {max(d for d in days if periods(d) == one) for one in newest}
    return kept


@given(st.sets(st.dates(date(2024, 1, 1), date(2027, 12, 31)), max_size=60))
def test_what_is_kept_is_what_the_words_say(days: set[date]) -> None:
    assert keep(days) == brute_force(days)
    assert keep([*days, *days]) == brute_force(days)


def test_months_of_daily_backups_leave_a_ladder(tmp_path: Path) -> None:
    """Pruned each day, as it happens, not once at the end."""
    start = date(2025, 1, 1)
    for number in range(400):
        day = start + timedelta(days=number)
        (tmp_path / f"p-{day:%Y-%m-%d}T080000.planner").touch()
        backups.prune(tmp_path, "p", day)
        assert len(backups.find(tmp_path, "p")) <= 7 + 4 + 12
    kept = [backup.at.date() for backup in backups.find(tmp_path, "p")]
    last = start + timedelta(days=399)
    assert kept[:7] == [last - timedelta(days=n) for n in range(7)]
    assert len({(day.year, day.month) for day in kept}) == 12
    assert len({day.isocalendar()[:2] for day in kept[:12]}) >= 4


def test_many_in_one_day_leave_the_newest_of_each_day_and_the_last_three(tmp_path: Path) -> None:
    for day in (1, 2, 3):
        for hour in range(10):
            (tmp_path / f"p-2026-03-{day:02}T{hour:02}0000-import.planner").touch()
    backups.prune(tmp_path, "p", date(2026, 3, 3))
    assert [(b.at.day, b.at.hour) for b in backups.find(tmp_path, "p")] == [
        (3, 9), (3, 8), (3, 7), (2, 9), (1, 9),
    ]  # fmt: skip


# Bringing back


@pytest.mark.parametrize("target_key", [None, KEY, OTHER_KEY], ids=["plain", "same", "other"])
def test_a_restored_file_is_equal_row_by_row(
    path: Path, key: str | None, target_key: str | None
) -> None:
    with Store.open(path, key) as store:
        backup = store.back_up()
        saved = contents(store)
        following = store._db.value("SELECT seq FROM sqlite_sequence WHERE name = 'person'") + 1
        store.people.delete(store.people.ids())
        add(store, "Since then")
        replaced = contents(store)
    aside = restore(backup, [OTHER_KEY, key], path, target_key)
    left = names(path.parent)
    assert contents_of(path, target_key) == saved
    assert aside is not None
    assert contents_of(aside, key) == replaced
    with Store.open(path, target_key) as store:
        assert store.check().problems == ()
        assert store.people.find("ana", 9) == [2]
        assert store.history.next_undo() is not None
        assert store.history.bin()
        assert store._db.value("PRAGMA journal_mode") == "wal"
        assert add(store, "Next") == following
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
    assert left == {"default.planner", "default.lock", "backups", aside.name}


def test_restoring_where_there_is_no_file(path: Path, key: str | None) -> None:
    with Store.open(path, key) as store:
        backup = store.back_up()
    saved = contents_of(path, key)
    path.unlink()
    assert restore(backup, [key], path, key) is None
    assert contents_of(path, key) == saved


def test_each_replaced_file_is_kept_under_its_own_name(path: Path, key: str | None) -> None:
    with Store.open(path, key) as store:
        backup = store.back_up()
    asides = set()
    for _ in range(3):
        aside = restore(backup, [key], path, key)
        assert aside
        asides.add(aside.name)
    assert len(asides) == 3
    assert asides <= names(path.parent)


def crashed(path: Path, key: str | None) -> Path:
    """A copy of a file as a killed program leaves it: some of it in the log."""
    folder = path.parent / "crashed"
    folder.mkdir()
    with Store.open(path, key) as store:
        add(store, "In the log")
        for file in (path, datafile.companions(path)[0]):
            shutil.copy(file, folder / file.name)
    assert datafile.companions(folder / path.name)[0].stat().st_size
    return folder / path.name


def test_what_stands_in_the_log_of_a_backup_is_brought_back_too(
    path: Path, key: str | None
) -> None:
    """As of a file that was set aside after a crash."""
    left = crashed(path, key)
    saved = contents_of(path, key)
    restore(left, [key], path, key)
    assert contents_of(path, key) == saved
    with Store.open(path, key) as store:
        assert store.people.find("in the log", 9)


def test_the_log_of_a_crashed_file_goes_aside_with_it(path: Path, key: str | None) -> None:
    with Store.open(path, key) as store:
        backup = store.back_up()
        saved = contents(store)
    left = crashed(path, key)
    replaced = contents_of(path, key)
    aside = restore(backup, [key], left, key)
    assert contents_of(left, key) == saved
    assert aside
    assert contents_of(aside, key) == replaced


def test_the_log_of_a_file_that_is_gone_is_not_played_into_another(
    path: Path, key: str | None
) -> None:
    with Store.open(path, key) as store:
        backup = store.back_up()
        saved = contents(store)
    left = crashed(path, key)
    left.unlink()
    restore(backup, [key], left, key)
    assert contents_of(left, key) == saved
    with Store.open(left, key) as store:
        assert store.check().problems == ()


def torn(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4096] = os.urandom(4096)
    path.write_bytes(data)


def shorter(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def newer(path: Path) -> None:
    for key in KEYS:
        if datafile.is_plain(path) == (key is None):
            data = datafile.open_file(path, key)
            data.cursor("PRAGMA user_version = 99")
            data.close()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def orphaned(path: Path) -> None:
    for key in KEYS:
        if datafile.is_plain(path) == (key is None):
            data = datafile.open_file(path, key)
            data.cursor("PRAGMA foreign_keys = OFF")
            data.cursor("DELETE FROM person WHERE id = 2")
            data.close()


REFUSED: dict[str, Callable[[Path], object]] = {
    "torn": torn,
    "cut short": shorter,
    "empty": lambda path: path.write_bytes(b""),
    "of another program": lambda path: path.write_text("hello " * 1000),
    "missing": lambda path: path.unlink(),
    "a folder": a_folder,
    "newer": newer,
    "with rows that belong to nobody": orphaned,
}


@pytest.mark.parametrize("what", sorted(REFUSED))
@pytest.mark.parametrize("target_key", [KEY, OTHER_KEY], ids=["same", "other"])
def test_a_refused_backup_changes_nothing(
    path: Path, key: str | None, what: str, target_key: str
) -> None:
    with Store.open(path, key) as store:
        backup = store.back_up(path.parent / "copy.planner")
    REFUSED[what](backup)
    before = files(path.parent)
    with pytest.raises(StorageError) as caught:
        restore(backup, [key, KEY], path, key and target_key)
    assert "\n" not in str(caught.value)
    assert files(path.parent) == before
    assert not list(path.parent.glob(".*"))


def test_a_backup_that_no_key_opens_changes_nothing(tmp_path: Path) -> None:
    path = full_file(tmp_path / "default.planner", KEY)
    with Store.open(path, KEY) as store:
        backup = store.back_up()
    before = files(tmp_path)
    for keys in ([], [None], [OTHER_KEY]):
        with pytest.raises(KeyProblem, match="no key of this profile opens"):
            restore(backup, keys, path, KEY)
    assert files(tmp_path) == before


def test_restoring_while_the_file_is_open_is_refused(
    path: Path, key: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.store._PATIENCE", 0.0)
    with Store.open(path, key) as store:
        backup = store.back_up()
        with pytest.raises(StorageError, match="another On Purpose"):
            restore(backup, [key], path, key)


def test_a_file_can_be_brought_back_from_itself(path: Path, key: str | None) -> None:
    saved = contents_of(path, key)
    aside = restore(path, [key], path, key)
    assert contents_of(path, key) == saved
    assert aside
    assert contents_of(aside, key) == saved


@pytest.mark.parametrize("other", [None, KEY, OTHER_KEY], ids=["plain", "same", "other"])
def test_a_copy_under_another_key(path: Path, key: str | None, other: str | None) -> None:
    target = path.parent / "copy.planner"
    copy_with_key(path, key, target, other)
    assert contents_of(target, other) == contents_of(path, key)
    assert datafile.is_plain(target) == (other is None)
    with Store.open(target, other) as store:
        assert store.check().problems == ()
        assert store.history.undo()
