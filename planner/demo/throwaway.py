"""A folder that goes when the program ends, however it ends."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

_PREFIX = "on-purpose-demo-"
_GUARD = """
import shutil, sys, time
sys.stdin.buffer.read()
for _ in range(50):
    shutil.rmtree(sys.argv[1], ignore_errors=True)
    try:
        open(sys.argv[1]).close()
    except FileNotFoundError:
        break
    except OSError:
        time.sleep(0.1)
"""
"""Waits for the end of its input, which comes when the program is gone, and then clears up; again
for a while, as a system may hold on to the files of a program that it is just ending."""
_PATIENCE_S = 10


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """A new folder, for this user alone, in which all temporary files of the program are made, too.

    A process of its own removes it, so that neither Ctrl+C nor a kill leaves anything. Only a
    bundled program, which has no interpreter to start, and a power cut leave it where the system
    clears up from time to time.
    """
    made = Path(tempfile.mkdtemp(prefix=_PREFIX))
    guard = None if getattr(sys, "frozen", False) else _guard(made)
    before, tempfile.tempdir = tempfile.tempdir, str(made)
    try:
        yield made
    finally:
        tempfile.tempdir = before
        if guard is None:
            shutil.rmtree(made, ignore_errors=True)
        else:
            with contextlib.suppress(subprocess.TimeoutExpired):
                guard.communicate(timeout=_PATIENCE_S)


def _guard(made: Path) -> subprocess.Popen[bytes]:
    # In a session of its own: what ends the program from its terminal must not end this.
    return subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", _GUARD, str(made)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=made.parent,
        start_new_session=True,
    )
