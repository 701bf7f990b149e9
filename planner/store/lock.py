"""One writer per profile: an operating-system lock on a file beside the data.

The lock goes with its process, so a killed program never leaves one behind.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from pathlib import Path

from planner.domain.errors import LockedError, StorageError

_BUSY = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK}
_PAUSE = 0.05


class ProfileLock:
    """Held from `acquire` to `release`; a second holder, even in this process, is refused."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def acquire(self, wait: float = 0.0) -> None:
        """Take the lock, waiting up to `wait` seconds. Raises LockedError or StorageError."""
        handle = self._open()
        deadline = time.monotonic() + wait
        while not _try_lock(handle, self._path):
            if time.monotonic() >= deadline:
                os.close(handle)
                raise LockedError(
                    "another On Purpose has this profile open; nothing was changed:"
                    " close it and try again"
                )
            time.sleep(_PAUSE)
        self._handle = handle
        if not self._excludes_others():
            self.release()
            raise StorageError(
                "locks do not work in the folder {folder} (a network share?); nothing was"
                " changed: keep the file on a disk of this computer",
                folder=self._path.parent,
            )

    def release(self) -> None:
        if self._handle is not None:
            with contextlib.suppress(OSError):
                _unlock(self._handle)
            os.close(self._handle)
            self._handle = None

    def _open(self) -> int:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        except OSError as error:
            raise StorageError(
                "the folder {folder} cannot be written to ({why}); nothing was changed:"
                " choose another with --data-dir",
                folder=self._path.parent,
                why=os.strerror(error.errno or 0),
            ) from None

    def _excludes_others(self) -> bool:
        """Some network shares grant every lock: prove that a second one is refused."""
        second = self._open()
        try:
            return not _try_lock(second, self._path)
        finally:
            os.close(second)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int, path: Path) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int, path: Path) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _BUSY:
                return False
            raise StorageError(
                "locks do not work in the folder {folder} ({why}); nothing was changed:"
                " keep the file on a disk of this computer",
                folder=path.parent,
                why=os.strerror(error.errno or 0),
            ) from None
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
