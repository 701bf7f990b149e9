"""What every command needs: the open file, the clock, the language, and how to say things."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner import config
from planner.cli import streams
from planner.domain.errors import LockedError, PlannerError, StorageError
from planner.words import Words

if TYPE_CHECKING:
    from planner.store import Store


class Session:
    """One run of the command line on one profile."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.words = Words(options.lang or spoken())
        self.profile = config.profile(options.profile, options.data_dir)
        self._store: Store | None = None
        self._answers: dict[str, str] = {}

    # The file

    def writing(self) -> Store:
        """The file, open for changes; the first such command of a day makes that day's backup."""
        self._store = self._open(read_only=False)
        self._store.back_up_daily()
        return self._store

    def reading(self) -> Store:
        """The file, open for looking; that works beside the window and in a read-only folder.

        A file that an import left half done, or of an older schema, is put right first.
        """
        if not self.profile.file.exists():
            return self.writing()
        self._store = self._open(read_only=True)
        if self._store.needs_care:
            self._store.close()
            try:
                self._store = self._open(read_only=False)
            except LockedError:
                self._store = self._open(read_only=True)
        return self._store

    def _open(self, *, read_only: bool) -> Store:
        from planner.opening import open_store

        return open_store(
            self.profile,
            passphrase_file=self.options.passphrase_file,
            no_encryption=self.options.no_encryption,
            ask=self.ask,
            tell=self.tell,
            read_only=read_only,
        )

    def close(self) -> None:
        if self._store:
            self._store.close()
            self._store = None

    # Here and now

    @property
    def now(self) -> datetime:
        return datetime.now(UTC).replace(microsecond=0)

    @property
    def today(self) -> date:
        return datetime.now().astimezone().date()

    @property
    def zone(self) -> str:
        """The IANA zone of this computer."""
        from tzlocal import get_localzone_name

        return str(get_localzone_name() or "UTC")

    @property
    def region(self) -> str:
        """The country (ISO 3166) of this computer's language settings, or empty."""
        import locale

        name = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
        country = name.partition(".")[0].partition("_")[2]
        return country.upper() if len(country) == 2 else ""

    # Saying

    def say(self, template: str, **values: object) -> None:
        """One line for a person, on stdout, unless a machine reads."""
        if not self.options.json:
            streams.put(_plain(self.words(template, **values)))

    def line(self, text: str) -> None:
        if not self.options.json:
            streams.put(_plain(text))

    def give(self, document: Any) -> None:
        """The JSON document of the command, when a machine reads."""
        if self.options.json:
            streams.put(json.dumps(document, ensure_ascii=False))

    def tell(self, text: str) -> None:
        """Something to know beside the result, on stderr."""
        streams.warn("\n".join(map(_plain, text.split("\n"))))

    def complain(self, template: str, **values: object) -> None:
        streams.warn(f"planner: {_plain(self.words(template, **values))}")

    def problem(self, error: PlannerError) -> int:
        self.complain(error.template, **error.values)
        return 1

    def surprised(self, error: Exception) -> int:
        """An error nobody foresaw: one line, and where in the program it was goes to the log."""
        with config.event_log(self.profile, verbose=bool(self.options.verbose)):
            logging.getLogger(__name__).error("unforeseen", exc_info=error)
        self.complain(
            "something went wrong that should not ({kind}); what was not finished was not kept:"
            " see the log in {folder}",
            kind=type(error).__name__,
            folder=self.profile.logs,
        )
        if self.options.verbose:
            import traceback

            traceback.print_exception(error)
        return 1

    @property
    def ask(self) -> Any:
        """How to ask for a secret, or None where nobody sits at a terminal."""
        return self._ask_once if sys.stdin and sys.stdin.isatty() else None

    def _ask_once(self, prompt: str) -> str:
        """Ask; the same question within one command keeps its answer."""
        if prompt not in self._answers:
            import getpass

            self._answers[prompt] = getpass.getpass(prompt)
        return self._answers[prompt]

    def show_progress(self, done: int, total: int) -> None:
        """A bar on stderr while it is a terminal."""
        if sys.stderr.isatty() and total:
            filled = min(30, 30 * done // total)
            end = "\n" if done >= total else ""
            print(f"\r[{'#' * filled:<30}]", end=end, file=sys.stderr, flush=True)


def _plain(text: str) -> str:
    """Text that cannot steer a terminal: control characters become spaces."""
    return "".join(c if c.isprintable() or c == "\t" else " " for c in text)


def spoken() -> str:
    """The language of this computer's settings, of those the program speaks."""
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "de" if name.startswith("de") else "en"


def readable_file(path: Path) -> Path:
    """The path, or StorageError saying that there is nothing to read."""
    if not path.is_file():
        raise StorageError("{file} is not there, or is no file; nothing was changed", file=path)
    return path
