"""The file of a store: made, opened, found to be ours, and brought to the present schema."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from sqlite3 import complete_statement

import peewee
from sqlcipher3 import dbapi2

from planner.domain.errors import KeyProblem, StorageError
from planner.store import journal, listed, migrations, search
from planner.store.database import Database
from planner.store.meanings import translated

APPLICATION = 0x4F50_7270
"""`PRAGMA application_id` of our files ("OPrp")."""

_PLAIN_HEADER = b"SQLite format 3\0"
_SMALLEST_PAGE = 512


def is_plain(path: Path) -> bool:
    """True when the file is an SQLite file that no key protects."""
    with path.open("rb") as file:
        return file.read(len(_PLAIN_HEADER)) == _PLAIN_HEADER


def companions(path: Path) -> tuple[Path, Path]:
    """The write-ahead log and its index beside a file."""
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def _is_unchanging(path: Path) -> bool:
    """A file in a folder that nobody can write to is read without locks, if it has no log."""
    log = companions(path)[0]
    whole = not (log.exists() and log.stat().st_size)
    return whole and not os.access(path.parent, os.W_OK)


def create(path: Path, key: str | None) -> Database:
    """Make a new file with the present schema. Raises StorageError when there is one already."""
    if path.exists():
        raise StorageError("{file} exists already; nothing was changed", file=path)
    database = Database(path, key, mode="rwc")
    try:
        with translated(path):
            database.cursor("PRAGMA journal_mode = WAL")
            database.cursor(f"PRAGMA application_id = {APPLICATION}")
            migrate(database)
        path.chmod(0o600)
    except BaseException:
        database.close()
        for leftover in (path, *companions(path)):
            leftover.unlink(missing_ok=True)
        raise
    database.mode = "rw"
    return database


def open_file(path: Path, key: str | None, *, read_only: bool = False) -> Database:
    """Open a file and see that it is ours, that the key fits and that we can read its schema.

    Raises KeyProblem when the key does not open it, StorageError when it is missing, empty, no
    planner file, or of a newer schema. Migrating an older one is the caller's decision.
    """
    check_present(path)
    database = Database(
        path, key, "ro" if read_only else "rw", unlocked=read_only and _is_unchanging(path)
    )
    try:
        _check_identity(database)
    except BaseException:
        database.close()
        raise
    return database


def check_present(path: Path) -> None:
    """Raise StorageError unless there is a file that could hold something."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise StorageError(
            "{file} is gone; look for it, or bring back a backup with: planner restore FILE",
            file=path,
        ) from None
    except OSError as error:
        raise StorageError(
            "{file} cannot be read ({why}); nothing was changed",
            file=path,
            why=os.strerror(error.errno or 0),
        ) from None
    if not path.is_file():
        raise StorageError("{file} is a folder or a device; nothing was changed", file=path)
    if size < _SMALLEST_PAGE:
        raise StorageError(
            "{file} is empty or cut short; nothing was changed: bring back a backup with:"
            " planner restore FILE",
            file=path,
        )


def _check_identity(database: Database) -> None:
    path = database.path
    with translated(path):
        try:
            version = database.cursor("PRAGMA user_version").fetchone()[0]
            ours = database.cursor("PRAGMA application_id").fetchone()[0] == APPLICATION
        except (peewee.DatabaseError, dbapi2.DatabaseError) as error:
            if "not a database" not in str(error):
                raise
            raise KeyProblem(
                "the key does not open {file}: it belongs to another key, or the start of the"
                " file is damaged; nothing was changed: try `planner key recover`, or"
                " `planner restore FILE`",
                file=path,
            ) from None
    if not ours or not version:
        raise StorageError("{file} is not an On Purpose file; nothing was changed", file=path)
    if version > migrations.VERSION:
        raise StorageError(
            "{file} was made by a newer On Purpose (schema {version}); nothing was changed:"
            " update this program and try again",
            file=path,
            version=version,
        )


def is_older(database: Database) -> bool:
    """True when migrations are missing."""
    return int(database.value("PRAGMA user_version")) < migrations.VERSION


def has_unfinished_import(database: Database) -> bool:
    """True while an import is under way, or after a crash left one half done."""
    return bool(database.value("SELECT 1 FROM import_run WHERE state = 'running' LIMIT 1"))


def migrate(database: Database) -> None:
    """Take the missing schema steps, all in one transaction with the version and the triggers."""
    version = database.value("PRAGMA user_version")
    if version == migrations.VERSION:
        return
    with translated(database.path):
        database.cursor("BEGIN IMMEDIATE")
        try:
            for step in migrations.steps()[version:]:
                for statement in _statements(step):
                    database.cursor(statement)
            for statement in journal.triggers(database):
                database.cursor(statement)
            search.refresh(database)
            listed.refresh(database)
            database.cursor(f"PRAGMA user_version = {migrations.VERSION}")
            database.cursor("COMMIT")
        except BaseException:
            if database.in_transaction:
                database.cursor("ROLLBACK")
            raise


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if complete_statement(statement):
            yield statement
            statement = ""


def versions() -> dict[str, str]:
    """The versions of SQLite and of its cipher."""
    probe = dbapi2.connect(":memory:")
    cipher = probe.execute("PRAGMA cipher_version").fetchone()[0]
    probe.close()
    return {"sqlite": dbapi2.sqlite_version, "cipher": f"SQLCipher {cipher}"}
