"""Profiles, their folders and the note beside each file; durable small files; the event log.

A profile is one file of people and plans with everything that belongs to it, side by side in
one folder that only its owner can enter.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
import time
import traceback
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from planner.domain.errors import RuleError, StorageError

_NAME = re.compile(r"[^\W_][\w.-]{0,63}")
_ID = re.compile(r"[0-9a-f]{32}")
_DEVICES = {"CON", "PRN", "AUX", "NUL"} | {
    f"{port}{n}" for port in ("COM", "LPT") for n in "123456789"
}
_NOTE_FORMAT = 1
_LOG_BYTES = 500_000


@dataclass(frozen=True, slots=True)
class Profile:
    """Where everything of one profile lives."""

    name: str
    folder: Path

    @property
    def file(self) -> Path:
        """The people and plans."""
        return self.folder / f"{self.name}.planner"

    @property
    def note(self) -> Path:
        """The note that makes the profile known; see `Note`."""
        return self.folder / f"{self.name}.profile.json"

    @property
    def lock(self) -> Path:
        return self.folder / f"{self.name}.lock"

    @property
    def vault(self) -> Path:
        """The keys under a passphrase, where no keyring keeps them."""
        return self.folder / f"{self.name}.keys"

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def next_file(self) -> Path:
        """A file in the making, until it takes the place of `file`."""
        return self.folder / f"{self.name}.planner.next"

    @property
    def next_note(self) -> Path:
        """The note of a profile in the making, until it takes the place of `note`."""
        return self.folder / f"{self.name}.profile.next"


class Protection(StrEnum):
    """Where the key of a file is kept."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of a profile without opening its file. `id` names its keys in the keyring."""

    id: str
    protection: Protection
    created_at: str

    @classmethod
    def new(cls, protection: Protection) -> Note:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return cls(os.urandom(16).hex(), protection, now)


def profile(name: str, data_dir: Path | None = None) -> Profile:
    """The profile of that name, in `data_dir` or else the platform's folder for data.

    Makes nothing. Raises RuleError when the name could not be the name of a file everywhere.
    """
    name = unicodedata.normalize("NFC", name)
    if not _NAME.fullmatch(name) or name.split(".")[0].upper() in _DEVICES:
        raise RuleError(
            '"{name}" cannot name a profile; take up to 64 letters, digits, dots, - and _,'
            " a letter or digit first",
            name=name,
        )
    if data_dir is None:
        import platformdirs

        data_dir = Path(platformdirs.user_data_dir("On Purpose", appauthor=False))
    return Profile(name, data_dir.absolute())


def make_private(folder: Path, *, option: str = "--data-dir") -> None:
    """Make a folder, where there is none, that only its owner can enter.

    Raises StorageError, which names the option that chooses another.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            "the folder {folder} cannot be made ({why}); nothing was changed:"
            " choose another with {option}",
            folder=folder,
            why=os.strerror(error.errno or 0),
            option=option,
        ) from None


def replace_durably(fresh: Path, target: Path) -> None:
    """Put a finished file in the place of `target`: after a power cut there is one or the other.

    Raises StorageError.
    """
    with writing(target):
        with fresh.open("rb+") as file:
            os.fsync(file.fileno())
        fresh.replace(target)
        if os.name != "nt":  # where a folder cannot be opened, and need not be
            folder = os.open(target.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """Whatever the system refuses in here is a StorageError about `path`."""
    try:
        yield
    except OSError as error:
        raise StorageError(
            "{file} cannot be written ({why}); what was kept before is safe:"
            " see that the folder can be written to and the disk has room",
            file=path,
            why=os.strerror(error.errno or 0),
        ) from None


def read_note(path: Path) -> Note | None:
    """The note kept there; None when there is none, or none that can be understood.

    Raises StorageError when it cannot be read at all, or was written by a newer program.
    """
    try:
        data = json.loads(path.read_bytes())
        note = Note(str(data["id"]), Protection(data["protection"]), str(data["created_at"]))
        form = int(data["format"])
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StorageError(
            "{file} cannot be read ({why}); nothing was changed",
            file=path,
            why=os.strerror(error.errno or 0),
        ) from None
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if form > _NOTE_FORMAT:
        raise StorageError(
            "{file} was made by a newer On Purpose; nothing was changed:"
            " update this program and try again",
            file=path,
        )
    return note if _ID.fullmatch(note.id) else None


def write_note(path: Path, note: Note) -> None:
    """Keep the note there, whole or not at all. Raises StorageError."""
    data = {
        "format": _NOTE_FORMAT,
        "id": note.id,
        "protection": note.protection.value,
        "created_at": note.created_at,
    }
    fresh = path.with_name(path.name + ".tmp")
    with writing(path):
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600, exist_ok=False)
        fresh.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    replace_durably(fresh, path)


@contextlib.contextmanager
def event_log(profile: Profile, *, verbose: bool = False) -> Iterator[None]:
    """Keep the program's events in the profile's log folder while the context lasts.

    Callers log event names, counts and types of exceptions, never data. Only the planner's own
    events are kept: libraries log statements with the values in them. A log that cannot be
    written is given up silently. One that has grown long makes room for a new one, and stays
    until that is long too.
    """
    logger = logging.getLogger("planner")
    before = logger.level
    path = profile.logs / f"{profile.name}.log"
    with contextlib.suppress(StorageError, OSError):
        make_private(profile.logs)
        if path.exists() and path.stat().st_size > _LOG_BYTES:
            path.replace(path.with_name(path.name + ".1"))
    handler = _EventFile(path, encoding="utf-8", delay=True)
    handler.setFormatter(_NoData("%(asctime)s %(levelname)s %(name)s %(message)s"))
    silence = logging.NullHandler()  # or a library's warning would go to stderr
    logging.getLogger().addHandler(silence)
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG if verbose else logging.INFO)
    try:
        yield
    finally:
        logger.setLevel(before)
        logger.removeHandler(handler)
        logging.getLogger().removeHandler(silence)
        handler.close()


class _EventFile(logging.FileHandler):
    """The log must not disturb the program: not when its disk is full, nor its folder gone."""

    def emit(self, record: logging.LogRecord) -> None:
        with contextlib.suppress(OSError):
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        pass


_Failure: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class _NoData(logging.Formatter):
    """UTC times; of an exception its type and places only, as its text may quote a person."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # what another handler made of the exception
        return super().format(record)

    def formatException(self, ei: _Failure) -> str:
        kind, _, trace = ei
        places = [f"{Path(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(trace)]
        return f"{kind.__name__ if kind else ''} at {' > '.join(places)}"
