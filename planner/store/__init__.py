"""The store: the one facade over the encrypted file, and the only floor that speaks SQL.

Its parts take and return the frozen values of the domain. A mutation is one verb, one transaction
and one step of the journal; after it the store publishes what changed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from planner.domain.changes import Changes
from planner.store import backups, datafile
from planner.store.backups import Backup
from planner.store.database import Clock, Database, utc_now
from planner.store.lock import ProfileLock
from planner.store.search import fold
from planner.store.settings import Settings

if TYPE_CHECKING:
    from planner.store import checks
    from planner.store.bulk import Bulk
    from planner.store.daily import Daily
    from planner.store.followups import FollowUps, Reminders
    from planner.store.history import Doubt, Gone, History, ImportRun, Imports, Run, Step
    from planner.store.interactions import Interactions
    from planner.store.introductions import Introductions
    from planner.store.journal import Replayed
    from planner.store.meetings import Meetings
    from planner.store.objectives import Objectives
    from planner.store.people import People
    from planner.store.reminding import Notice, Reminding, WallTime
    from planner.store.support import Support

__all__ = [
    "Backup", "Doubt", "Gone", "ImportRun", "Notice", "Replayed", "Run", "Step", "Store",
    "WallTime", "fold", "restore", "versions",
]  # fmt: skip


_LATE = {
    "Doubt": "history", "Gone": "history", "ImportRun": "history", "Notice": "reminding",
    "Replayed": "journal", "Run": "history", "Step": "history", "WallTime": "reminding",
}  # fmt: skip
"""Names of `__all__` whose modules are loaded when they are first asked for: a short command and
the first picture do without."""


def __getattr__(name: str) -> Any:
    if name in _LATE:
        return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


_PATIENCE = 3.0
"""Seconds to wait for another command that is just finishing."""


class Store:
    """One open file. Made with `create` or `open`; used from any thread, each with a connection."""

    def __init__(self, data: Database, lock: ProfileLock | None) -> None:
        self._db = data
        self._lock = lock
        self.settings = Settings(data)

    # Parts that the first picture does not need are loaded when they are first asked for.

    @cached_property
    def people(self) -> People:
        from planner.store.people import People

        return People(self._db)

    @cached_property
    def history(self) -> History:
        from planner.store.history import History

        return History(self._db)

    @cached_property
    def imports(self) -> Imports:
        from planner.store.history import Imports

        return Imports(self._db)

    @cached_property
    def objectives(self) -> Objectives:
        from planner.store.objectives import Objectives

        return Objectives(self._db)

    @cached_property
    def meetings(self) -> Meetings:
        from planner.store.meetings import Meetings

        return Meetings(self._db)

    @cached_property
    def interactions(self) -> Interactions:
        from planner.store.interactions import Interactions

        return Interactions(self._db)

    @cached_property
    def followups(self) -> FollowUps:
        from planner.store.followups import FollowUps

        return FollowUps(self._db)

    @cached_property
    def reminders(self) -> Reminders:
        from planner.store.followups import Reminders

        return Reminders(self._db)

    @cached_property
    def reminding(self) -> Reminding:
        from planner.store.reminding import Reminding

        return Reminding(self._db)

    @cached_property
    def introductions(self) -> Introductions:
        from planner.store.introductions import Introductions

        return Introductions(self._db)

    @cached_property
    def support(self) -> Support:
        from planner.store.support import Support

        return Support(self._db)

    @cached_property
    def daily(self) -> Daily:
        from planner.store.daily import Daily

        return Daily(self._db)

    @cached_property
    def bulk(self) -> Bulk:
        from planner.store.bulk import Bulk

        return Bulk(self._db)

    # Opening and closing

    @classmethod
    def create(cls, path: Path, key: str | None, *, clock: Clock = utc_now) -> Store:
        """Make a new file under `key` (64 hex digits), or a plain one with None, and open it.

        Raises StorageError when the file exists or cannot be made, LockedError when another
        program has the profile.
        """
        lock = _lock(path)
        lock.acquire(_PATIENCE)
        try:
            data = datafile.create(path, key)
        except BaseException:
            lock.release()
            raise
        data.clock = clock
        return cls(data, lock)

    @classmethod
    def open(
        cls, path: Path, key: str | None, *, read_only: bool = False, clock: Clock = utc_now
    ) -> Store:
        """Open a file. Raises KeyProblem, StorageError (missing, damaged, newer) or LockedError.

        Opening for writing holds the profile's lock, backs up and migrates an older file, and takes
        back an import that a crash left half done.
        """
        lock = None if read_only else _lock(path)
        if lock:
            # A file that is not there, or is no file of ours, is said before the lock is made.
            datafile.check_present(path)
            lock.acquire(_PATIENCE)
        try:
            data = datafile.open_file(path, key, read_only=read_only)
            data.clock = clock
            store = cls(data, lock)
            if lock:
                try:
                    store._prepare()
                except BaseException:
                    data.close()
                    raise
        except BaseException:
            if lock:
                lock.release()
            raise
        return store

    def _prepare(self) -> None:
        self._db.value("PRAGMA journal_mode = WAL")  # which a copy put there by hand is not in
        if datafile.is_older(self._db):
            backups.make_now(
                self._db, self.backup_folder, self.path.stem, self._db.clock(), "migration"
            )
            datafile.migrate(self._db)
        if datafile.has_unfinished_import(self._db):
            self.imports.recover()
        for folder in (self.path.parent, self.backup_folder):
            backups.sweep(folder)

    def release(self) -> None:
        """Close the connection of the calling thread, which is about to end."""
        self._db.close()

    def close(self) -> None:
        """Close every connection of this thread and give the profile back."""
        self._db.close()
        if self._lock:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        return self._db.path

    @property
    def read_only(self) -> bool:
        return self._db.mode != "rw"

    @property
    def needs_care(self) -> bool:
        """True for a file that was opened to look at and has to be put right first.

        That is one of an older schema, or with an import that a crash left half done.
        """
        return self.read_only and (
            datafile.is_older(self._db) or datafile.has_unfinished_import(self._db)
        )

    @property
    def backup_folder(self) -> Path:
        return self.path.parent / "backups"

    def subscribe(self, listener: Callable[[Changes], None]) -> None:
        """`listener(changes)` is called once after each commit, on the thread that wrote."""
        self._db.subscribe(listener)

    @contextlib.contextmanager
    def together(self, verb: str, subject: str = "", *, burst: str = "") -> Iterator[None]:
        """What is done inside is one transaction, and one step of undo.

        `burst` names an editor and what it edits, for saving while it is typed: what it does within
        some seconds of the last time, and with nothing done in between, joins that step.
        """
        with self._db.action(verb, subject, burst=burst):
            yield

    @contextlib.contextmanager
    def stoppable(self, stopped: Callable[[], bool]) -> Iterator[None]:
        """What this thread does inside is given up soon after `stopped()` is true.

        It ends with a StorageError then, and nothing of the verb under way was changed.
        """
        with self._db.stoppable(stopped):
            yield

    # Care

    def back_up(self, target: Path | None = None) -> Path:
        """A complete, checked copy: to `target`, or dated into the backup folder."""
        if target:
            return backups.make(self._db, target)
        return backups.make_now(self._db, self.backup_folder, self.path.stem, self._db.clock())

    def back_up_daily(self) -> Path | None:
        """The day's backup, unless there is one; then forgets what is over 30 days old."""
        made = backups.make_daily(self._db, self.backup_folder, self.path.stem, self._db.clock())
        if made:
            self.history.forget_old()
        return made

    def back_up_before(self, what: str) -> Path | None:
        """A backup before something large, unless nothing changed since the last one."""
        now = self._db.clock().replace(tzinfo=None)
        newest = next((backup for backup in self.backups() if backup.at <= now), None)
        changed = self.history.last_change()
        if changed is None or (newest and newest.at > changed.replace(tzinfo=None)):
            return None
        return backups.make_now(
            self._db, self.backup_folder, self.path.stem, self._db.clock(), what
        )

    @contextlib.contextmanager
    def rehearsal(self) -> Iterator[ImportRun]:
        """An import that never was: leave it with an exception and nothing of it stays."""
        with self._db.action("import"):
            yield self.imports.begin()

    def backups(self) -> list[Backup]:
        return backups.find(self.backup_folder, self.path.stem)

    def check(self, *, repair: bool = False) -> checks.Report:
        """Look at pages, references, schema, search index and reminders; rebuild what can be."""
        from planner.store import checks

        return checks.check(self._db, repair=repair)

    @property
    def cipher(self) -> str:
        """The cipher's version, or empty for a plain file."""
        plain = datafile.is_plain(self.path)
        return "" if plain else str(self._db.value("PRAGMA cipher_version"))


def restore(backup: Path, keys: Iterable[str | None], target: Path, key: str | None) -> Path | None:
    """Bring a backup back in the place of the file `target`, under `key`, holding its lock.

    Returns where the replaced file was kept. Anything wrong with the backup changes nothing.
    """
    lock = _lock(target)
    lock.acquire(_PATIENCE)
    try:
        return backups.restore(backup, keys, target, key)
    finally:
        lock.release()


def versions() -> dict[str, str]:
    """The versions of SQLite and of its cipher."""
    from planner.store.datafile import versions

    return versions()


def _lock(path: Path) -> ProfileLock:
    return ProfileLock(path.with_suffix(".lock"))
