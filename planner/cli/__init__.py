"""The command line of COMMANDS.md: a public contract. Without a command it opens the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from planner.domain.errors import PlannerError

DONE, PROBLEM, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0 done, 1 a problem that was named, 2 wrong usage."""
    from planner.cli import streams
    from planner.cli.parser import parse
    from planner.cli.session import Session

    streams.prepare()
    typed = [_clean(word) for word in (sys.argv[1:] if arguments is None else arguments)]
    os.umask(0o077)
    try:
        options = parse(typed)
        session = Session(options)
    except PlannerError as error:
        streams.warn(f"planner: {error}")
        return PROBLEM
    except BrokenPipeError:
        streams.mute()
        return DONE
    except SystemExit as leave:
        return _left(leave)
    try:
        module, function = options.run.split(".")
        command = getattr(import_module(f"planner.cli.{module}"), function)
        status = int(command(session, options) or DONE)
        streams.flush()
        return status
    except PlannerError as error:
        return session.problem(error)
    except BrokenPipeError:
        streams.mute()
        return DONE
    except MemoryError:
        session.complain("there is not enough memory for this; what was not finished was not kept")
        return PROBLEM
    except KeyboardInterrupt:
        session.complain("stopped; what was not finished was not kept")
        return PROBLEM
    except Exception as error:
        return session.surprised(error)
    finally:
        session.close()


def _left(leave: SystemExit) -> int:
    """The status of help that was shown, or of wrong usage that was named."""
    from planner.cli import streams

    try:
        streams.flush()
    except PlannerError as unwritten:
        streams.warn(f"planner: {unwritten}")
        return PROBLEM
    return leave.code if isinstance(leave.code, int) else USAGE


def _clean(word: str) -> str:
    """An argument as text: bytes that are no UTF-8 become the replacement character."""
    return word.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
