"""Passphrases, and the small SQLCipher file in which one of them protects a short text.

The text is whatever the caller keeps: here are no keys, only a lock around them.
"""

from __future__ import annotations

import contextlib
import os
import unicodedata
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from planner.domain.errors import KeyProblem, StorageError
from planner.store.meanings import translated

_PAGE = 4096  # SQLCipher's, and so the least a vault can be
_LONGEST_FILE = 4096

_DAMAGED = (
    "{file}, which keeps the key, is damaged or gone; nothing was changed:"
    " open your file with the recovery key: planner key recover"
)


def create(path: Path, passphrase: str, text: str) -> None:
    """Write a new vault, readable by its owner only, in the place of what is at `path`.

    It is read back before this returns. Not atomic: give a fresh path, then put the file into
    place. Raises KeyProblem for an empty passphrase, StorageError when it cannot be written.
    """
    password = _password(passphrase)
    try:
        path.unlink(missing_ok=True)
        path.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        raise StorageError(
            "{file} cannot be written ({why}); nothing was changed",
            file=path,
            why=os.strerror(error.errno or 0),
        ) from None
    with translated(path), contextlib.closing(_connect(path, "rw", password)) as connection:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("CREATE TABLE vault (text TEXT NOT NULL) STRICT")
        connection.execute("INSERT INTO vault VALUES (?)", (text,))
    if read(path, passphrase) != text:
        raise StorageError("{file} does not keep what is written to it", file=path)


def read(path: Path, passphrase: str) -> str:
    """The text in the vault. Raises KeyProblem: the passphrase is wrong, or the vault damaged.

    Costs a tenth of a second, on purpose: so does every guess.
    """
    password = _password(passphrase)
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        size = 0
    except OSError as error:
        raise _unread(path, os.strerror(error.errno or 0)) from None
    if size < _PAGE or size % _PAGE:
        raise KeyProblem(_DAMAGED, file=path)
    try:
        with contextlib.closing(_connect(path, "ro&immutable=1", password)) as connection:
            return str(connection.execute("SELECT text FROM vault").fetchone()[0])
    except dbapi2.OperationalError as error:
        raise _unread(path, str(error)) from None
    except (dbapi2.DatabaseError, TypeError) as error:
        if "not a database" not in str(error):
            raise KeyProblem(_DAMAGED, file=path) from None
        raise KeyProblem(
            "the passphrase is not right; nothing was changed: try again, or if it is lost use"
            " the recovery key: planner key recover"
        ) from None


def passphrase_from_file(path: Path) -> str:
    """The passphrase in a text file, without the line end after it. Raises KeyProblem."""
    try:
        with path.open("rb") as file:  # a pipe has no size to ask for first
            content = file.read(_LONGEST_FILE + 1)
    except OSError as error:
        raise KeyProblem(
            "the passphrase file {file} cannot be read ({why}); nothing was changed",
            file=path,
            why=os.strerror(error.errno or 0),
        ) from None
    if len(content) > _LONGEST_FILE:
        raise KeyProblem(
            "the passphrase file {file} is longer than {most} bytes; nothing was changed:"
            " is it the right file?",
            file=path,
            most=_LONGEST_FILE,
        )
    try:
        passphrase = content.decode("utf-8-sig")  # editors on Windows put a mark in front
    except UnicodeDecodeError:
        raise KeyProblem(
            "the passphrase file {file} is not UTF-8 text; nothing was changed: save it as UTF-8",
            file=path,
        ) from None
    passphrase = passphrase.removesuffix("\n").removesuffix("\r")
    refuse_empty(passphrase)
    return passphrase


def refuse_empty(passphrase: str) -> None:
    """SQLCipher takes an empty passphrase for none, and writes plain text. Raises KeyProblem."""
    if not passphrase.strip():
        raise KeyProblem("the passphrase is empty; nothing was changed: give one that is not")


def _password(passphrase: str) -> str:
    """What SQLCipher derives the vault's key from: hex, so that no character has a meaning in SQL.

    Composed first, since keyboards differ in how they send é.
    """
    refuse_empty(passphrase)
    composed = unicodedata.normalize("NFC", passphrase)
    return composed.encode("utf-8", "surrogatepass").hex()


def _unread(path: Path, why: str) -> StorageError:
    return StorageError("{file} cannot be read ({why}); nothing was changed", file=path, why=why)


def _connect(path: Path, mode: str, password: str) -> Any:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")  # it writes to stderr
    connection.execute(f"PRAGMA key = '{password}'")
    return connection
