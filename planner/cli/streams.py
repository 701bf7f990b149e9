"""The three standard streams: there, in UTF-8 for a machine, and honest about what got lost."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress

from planner.domain.errors import StorageError


def prepare() -> None:
    """See that all three are there and take any text.

    A stream that was closed would leave its number to the next file that is opened, and what is
    printed to one that is None lands on another. A pipe gets UTF-8 whatever the system's own is,
    a terminal what it shows.
    """
    for name, mode in (("stdin", os.O_RDONLY), ("stdout", os.O_WRONLY), ("stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, mode)
            direction = "r" if mode == os.O_RDONLY else "w"
            setattr(sys, name, os.fdopen(handle, direction, encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


def warn(text: str) -> None:
    """One line on stderr; where nobody can be told, the exit status still says it."""
    with suppress(OSError):
        print(text, file=sys.stderr)


def put(text: str, end: str = "\n") -> None:
    """Print on stdout. StorageError when the text has nowhere to go; BrokenPipeError as the system
    raises it, when a reader has seen enough."""
    try:
        print(text, end=end)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritten(error) from None


def flush() -> None:
    """Hand over what is still buffered. Raises StorageError as `put`; a reader who has seen enough
    is nobody's problem."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        mute()
    except OSError as error:
        raise _unwritten(error) from None


def mute() -> None:
    """What is still to be printed goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unwritten(error: OSError) -> StorageError:
    mute()
    return StorageError(
        "the answer could not be written ({why}); what was changed is kept: send the answer"
        " elsewhere",
        why=os.strerror(error.errno or 0),
    )
