"""What the errors of SQLite, its cipher and Peewee mean to a person."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import peewee
from sqlcipher3 import dbapi2

from planner.domain.errors import NotFoundError, PlannerError, RuleError, StorageError


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Say what a storage error really means, and what is safe."""
    try:
        yield
    except (peewee.DatabaseError, peewee.InterfaceError, dbapi2.Error) as error:
        raise _explained(error, path) from error
    except UnicodeDecodeError as error:  # SQLite quotes what it cannot read
        raise _explained(dbapi2.DatabaseError("malformed"), path) from error
    except UnicodeEncodeError as error:  # a lone surrogate, from an undecodable argument
        raise RuleError("a text is not valid Unicode; nothing was changed") from error
    except OverflowError as error:
        if "SQLite" not in str(error):
            raise
        raise NotFoundError("a number is too large for this file; nothing was changed") from error


def _explained(error: Exception, path: Path) -> PlannerError:
    text = str(error)
    if "the gate is closed" in text:
        return RuleError("the gate is still closed for this meeting; the draft is kept")
    if "FOREIGN KEY" in text:
        return NotFoundError("somebody or something named is not in this file; nothing was changed")
    for sign, template in _MEANINGS:
        if sign in text:
            return StorageError(template, file=path, folder=path.parent)
    return StorageError(
        "the file {file} could not do that ({why}); nothing was changed",
        file=path,
        why=text,
    )


_MEANINGS = (
    (
        "disk is full",
        "the disk of {folder} is full; what was kept before is safe: make room and try again",
    ),
    (
        "readonly database",
        "{file} is read-only; nothing was changed: make it and its folder writable, or choose"
        " another folder with --data-dir",
    ),
    (
        "unable to open database file",
        "{file} cannot be opened; nothing was changed: check that it and its folder can be"
        " read and written",
    ),
    ("database is locked", "another program is writing to {file}; nothing was changed: try again"),
    (
        "disk I/O error",
        "the disk of {folder} does not keep what is written to it (full or failing?); what was"
        " kept before is safe: check the disk and try again",
    ),
    (
        "malformed",
        "{file} is damaged; nothing was changed: bring back a backup with: planner restore FILE",
    ),
    (
        "not a database",
        "{file} is damaged, or belongs to another key; nothing was changed: bring back a backup"
        " with: planner restore FILE",
    ),
)
