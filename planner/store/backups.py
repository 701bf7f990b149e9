"""Copies that are complete, checked, and kept: daily, weekly, monthly; and bringing one back."""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from pathlib import Path

from planner.domain.errors import KeyProblem, StorageError
from planner.store.database import Database
from planner.store.datafile import companions, is_plain, migrate, open_file
from planner.store.meanings import translated

DAILY, WEEKLY, MONTHLY = 7, 4, 12
"""How many backups are kept: one for each of so many days, weeks and months that have one."""

LATEST = 3
"""The newest are kept in any case, however many imports a day saw."""

SUFFIX = ".planner"
_STAMP = re.compile(r"-(\d{4}-\d{2}-\d{2})T(\d{6})(?:-\w+)?\.planner$")


_WORKSHOP = ".on-purpose-"
_ABANDONED = 3600
"""Seconds after which a workshop is nobody's: no copy takes that long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    path: Path
    at: datetime
    bytes: int


def make(database: Database, target: Path) -> Path:
    """Write a checked copy of the whole file, encrypted as the file is. Replaces `target`.

    The copy is made beside its place and renamed once it is proven, so that no half of one is
    ever taken for a backup.
    """
    with _written(target), _beside(target) as work:
        if target.exists() and target.samefile(database.path):
            raise StorageError(
                "{file} is the file itself; nothing was changed: name another place for the copy",
                file=target,
            )
        if target.exists() and not target.is_file():
            raise StorageError(
                "{file} is no file; nothing was changed: name another place for the copy",
                file=target,
            )
        with translated(target):
            database.cursor("VACUUM INTO ?", (str(work),))
        _prove(work, database.open_key)
        _put(work, target)
    return target


def make_daily(database: Database, folder: Path, name: str, now: datetime) -> Path | None:
    """Today's backup, unless there is one already; returns it when one was made."""
    today = now.date()
    if any(backup.at.date() == today for backup in find(folder, name)):
        return None
    return make_now(database, folder, name, now)


def make_now(database: Database, folder: Path, name: str, now: datetime, why: str = "") -> Path:
    """A backup with the time in its name, before something risky; prunes what is too old."""
    _make_folder(folder)
    reason = f"-{why}" if why else ""
    target = folder / f"{name}-{now.strftime('%Y-%m-%dT%H%M%S')}{reason}{SUFFIX}"
    make(database, target)
    prune(folder, name, now.date())
    return target


def find(folder: Path, name: str) -> list[Backup]:
    """The backups of a profile, newest first."""
    found = []
    for path in folder.glob(f"{name}-*{SUFFIX}") if folder.is_dir() else ():
        stamp = _STAMP.search(path.name)
        if stamp and path.name[: stamp.start()] == name and path.is_file():
            with contextlib.suppress(ValueError):  # a number that is no date
                at = datetime.strptime(stamp[1] + stamp[2], "%Y-%m-%d%H%M%S")  # noqa: DTZ007
                found.append(Backup(path=path, at=at, bytes=path.stat().st_size))
    return sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True)


def prune(folder: Path, name: str, today: date) -> None:
    """Remove what the retention does not keep; the newest one always stays.

    Those of days to come, when a clock was wrong, count for nothing and stay.
    """
    backups = [backup for backup in find(folder, name) if backup.at.date() <= today]
    days = keep(backup.at.date() for backup in backups)
    for number, backup in enumerate(backups):
        day = backup.at.date()
        if day in days:
            days.discard(day)
        elif number >= LATEST:
            backup.path.unlink(missing_ok=True)


def keep(days: Iterable[date]) -> set[date]:
    """Of the days that have a backup, those whose backup is kept: 7 daily, 4 weekly, 12 monthly."""
    ordered = sorted(set(days), reverse=True)
    kept = set(ordered[:DAILY])
    for number, period in ((WEEKLY, "%G-%V"), (MONTHLY, "%Y-%m")):
        newest: dict[str, date] = {}
        for day in ordered:
            newest.setdefault(day.strftime(period), day)
        kept |= set(list(newest.values())[:number])
    return kept


def restore(backup: Path, keys: Iterable[str | None], target: Path, key: str | None) -> Path | None:
    """Put a proven copy of `backup` in the place of `target`, under `key`.

    `keys` are those that may open the backup. Returns where the replaced file was kept, or None
    when there was none. A backup that does not prove sound changes nothing. The caller holds the
    profile's lock and has the file closed.
    """
    with _written(target), _beside(target) as work:
        _copy_openable(backup, keys, work, key)
        replaced = _set_aside(target)
        _put(work, target)
    return replaced


def copy_with_key(source: Path, source_key: str | None, target: Path, key: str | None) -> None:
    """A checked copy of a closed file under another key (or none), for rotating keys."""
    database = open_file(source, source_key)
    try:
        with _written(target), _beside(target) as work:
            if key == source_key:
                make(database, target)
                return
            _export(database, work, key)
            _settle(work, key)
            _put(work, target)
    finally:
        database.close()


def _export(database: Database, target: Path, key: str | None) -> None:
    """SQLCipher's own export: every row and the schema, written under the other key."""
    with translated(target):
        pragmas = {p: database.value(f"PRAGMA {p}") for p in ("user_version", "application_id")}
        database.secretly(
            "ATTACH DATABASE ? AS copied KEY ?",
            (target.absolute().as_uri() + "?mode=rwc", f"x'{key}'" if key else ""),
        )
        try:
            database.cursor("SELECT sqlcipher_export('copied')")
            for pragma, value in pragmas.items():
                database.cursor(f"PRAGMA copied.{pragma} = {value}")
        finally:
            database.cursor("DETACH DATABASE copied")


def _copy_openable(backup: Path, keys: Iterable[str | None], work: Path, key: str | None) -> None:
    """Copy the backup to `work` under `key`, using whichever of `keys` opens it."""
    try:
        plain = is_plain(backup)
    except OSError as error:
        raise StorageError(
            "{file} cannot be read ({why}); nothing was changed",
            file=backup,
            why=os.strerror(error.errno or 0),
        ) from None
    for candidate in [None] if plain else [k for k in keys if k]:
        try:
            _prove(backup, candidate)
        except KeyProblem:
            continue
        import shutil

        copied = work.with_name(work.name + "-copy")
        for source, place in ((backup, copied), (companions(backup)[0], companions(copied)[0])):
            if source.exists():
                shutil.copyfile(source, place)
        copy_with_key(copied, candidate, work, key)
        _settle(work, key)
        return
    raise KeyProblem(
        "no key of this profile opens {file}, or its start is damaged; nothing was changed",
        file=backup,
    )


def _settle(work: Path, key: str | None) -> None:
    """Bring an older schema up to date and prove the result."""
    database = open_file(work, key)
    try:
        migrate(database)
        database.value("PRAGMA journal_mode = WAL")
        database.checkpoint()
    finally:
        database.close()
    _prove(work, key)
    for leftover in companions(work):
        leftover.unlink(missing_ok=True)


def _prove(path: Path, key: str | None) -> None:
    """Open a copy and let SQLite check every page and index of it; raises when it is not sound."""
    database = open_file(path, key, read_only=True)
    try:
        problems = integrity(database)
    finally:
        database.close()
    if problems:
        raise StorageError(
            "{file} is damaged ({why}); nothing was changed: choose another backup, see"
            " `planner backups`",
            file=path,
            why=problems[0],
        )


def integrity(database: Database) -> list[str]:
    """What is wrong with the pages, indexes and references of a file; empty when it is sound."""
    with translated(database.path):
        if not is_plain(database.path):
            bad = database.rows("PRAGMA cipher_integrity_check")
            if bad:
                return [f"{len(bad)} pages do not match their seal"]
        found = [row[0] for row in database.rows("PRAGMA integrity_check(20)")]
        problems = [] if found == ["ok"] else found
        broken = database.rows("PRAGMA foreign_key_check")
        return problems + [f"a row of {row[0]} belongs to a missing {row[2]}" for row in broken]


def _set_aside(target: Path) -> Path | None:
    """Keep the file that is being replaced, log and all, under another name, never over another.

    A log without its file goes as well: it would be played into whatever takes the place.
    """
    log, index = companions(target)
    index.unlink(missing_ok=True)
    if log.exists() and not log.stat().st_size:
        log.unlink()
    names = (target.with_name(f"{target.stem}-replaced-{n}{SUFFIX}") for n in count(1))
    aside = next(n for n in names if not any(p.exists() for p in (n, *companions(n))))
    there = target.exists()
    if there and not log.exists():
        with contextlib.suppress(OSError):  # so that the place is never empty
            aside.hardlink_to(target)
            return aside
    for old, new in ((target, aside), (log, companions(aside)[0])):
        if old.exists():
            old.replace(new)
    return aside if there else None


def sweep(folder: Path) -> None:
    """Remove what a killed program was working on; the caller holds the profile's lock."""
    for leftover in folder.glob(f"{_WORKSHOP}*") if folder.is_dir() else ():
        if time.time() - leftover.stat().st_mtime > _ABANDONED:
            import shutil

            shutil.rmtree(leftover, ignore_errors=True)


@contextlib.contextmanager
def _written(path: Path) -> Iterator[None]:
    """Whatever the system refuses in here is a StorageError about `path`."""
    try:
        yield
    except OSError as error:
        raise StorageError(
            "{file} cannot be written ({why}); nothing was changed: see that there is room, or"
            " name another place",
            file=path,
            why=os.strerror(error.errno or 0),
        ) from None


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A name for working on, in a private folder on the same disk as `target`."""
    import shutil
    import tempfile

    try:
        folder = Path(tempfile.mkdtemp(prefix=_WORKSHOP, dir=target.absolute().parent))
    except OSError as error:
        raise StorageError(
            "the folder {folder} cannot be written to ({why}); nothing was changed:"
            " choose another place",
            folder=target.absolute().parent,
            why=os.strerror(error.errno or 0),
        ) from None
    try:
        yield folder / "copy"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put(work: Path, target: Path) -> None:
    """Make a finished copy durable and give it its name."""
    work.chmod(0o600)
    with work.open("rb+") as file:
        os.fsync(file.fileno())
    work.replace(target)
    with contextlib.suppress(OSError):
        handle = os.open(target.absolute().parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            "the backup folder {folder} cannot be made ({why}); nothing was changed",
            folder=folder,
            why=os.strerror(error.errno or 0),
        ) from None
