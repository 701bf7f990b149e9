"""A real Secret Service on a private D-Bus, and the states it comes to be in.

Run as a program, this module is a planner that opens, rotates or recovers a profile and says as
JSON what came of it: each start of it is a process of its own, as for the people who use it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from planner import config, opening, secrets
from planner.domain.errors import PlannerError
from planner.store import datafile

ROOT = Path(opening.__file__).parents[1]
LOGIN = b"the password of the login keyring"
SECRETS = "org.freedesktop.secrets"


class Outcome(NamedTuple):
    error: str
    screen: list[str]
    kept: str | None

    def recovery_key(self) -> str:
        (key,) = (line for line in self.screen if line.startswith("Recovery key: "))
        return key.removeprefix("Recovery key: ")


class Session:
    """Somebody's login on a computer without a screen."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.profile = config.profile("default", self.data)
        # Not below the folder of the test: the name of a socket has room for 108 bytes.
        self.runtime = Path(tempfile.mkdtemp(prefix="login-"))
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "share"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_RUNTIME_DIR": str(self.runtime),
        }
        self.bus: subprocess.Popen[bytes] | None = None
        self.service: subprocess.Popen[bytes] | None = None

    def log_in(self) -> None:
        """Start the bus and the keyring, which the login password unlocks."""
        self.bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self.bus.stdout
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.bus.stdout.readline().decode().strip()
        self.service = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert self.service.stdin
        self.service.stdin.write(LOGIN)
        self.service.stdin.close()
        deadline = time.monotonic() + 60
        while not self._has_service():
            assert time.monotonic() < deadline, "the secret service did not start"
            time.sleep(0.05)

    def log_out(self) -> None:
        for program in (self.service, self.bus):
            if program is not None:
                program.terminate()
                program.wait(30)
                for pipe in (program.stdin, program.stdout):
                    if pipe is not None:
                        pipe.close()
        self.service = self.bus = None
        self.environment.pop("DBUS_SESSION_BUS_ADDRESS", None)

    def _has_service(self) -> bool:
        ask = ["dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.DBus"]
        ask += ["/", "org.freedesktop.DBus.NameHasOwner", f"string:{SECRETS}"]
        done = subprocess.run(ask, env=self.environment, capture_output=True, check=True)
        return b"true" in done.stdout

    def planner(self, deed: str = "open", *words: str, **environment: str) -> Outcome:
        """Start a planner in this session; the words go to its standard input."""
        done = subprocess.run(
            [sys.executable, "-m", __name__, deed, str(self.data)],
            cwd=ROOT,
            env=self.environment | environment,
            input="\n".join(words),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return Outcome(**json.loads(done.stdout))

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.data.glob("default.p*")}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session(tmp_path)
    try:
        session.log_in()
        yield session
    finally:
        session.log_out()
        shutil.rmtree(session.runtime)


def test_the_keyring_opens_the_file_in_each_new_process_and_session(session: Session) -> None:
    made = session.planner()
    assert (made.error, made.kept) == ("", None)
    assert secrets.key_from_recovery(made.recovery_key())
    assert not datafile.is_plain(session.profile.file)
    assert json.loads(session.profile.note.read_text())["protection"] == "keyring"

    again = session.planner()
    assert (again.error, again.screen, again.kept) == ("", [], "yes")

    session.log_out()
    session.log_in()
    assert session.planner().kept == "yes"


def test_a_locked_keyring_is_named_and_costs_nothing(session: Session) -> None:
    session.planner()
    before = session.files()
    session.planner("lock")
    locked = session.planner()
    assert "the system keyring is locked; it has the key of this profile" in locked.error
    assert "planner key recover" in locked.error
    assert "\n" not in locked.error
    assert session.files() == before

    session.log_out()
    gone = session.planner()
    assert "no keyring that can be used; it has the key of this profile" in gone.error
    assert session.files() == before

    session.log_in()
    assert session.planner().kept == "yes"


def test_a_lost_entry_needs_the_recovery_key_which_puts_it_back(session: Session) -> None:
    made = session.planner()
    before = session.files()
    session.planner("forget")
    lost = session.planner()
    assert "is not in this keyring" in lost.error
    assert "planner key recover" in lost.error
    assert session.files() == before

    assert session.planner("recover", made.recovery_key()).error == ""
    assert session.planner().kept == "yes"


def test_a_changed_key_is_kept_in_the_keyring(session: Session) -> None:
    made = session.planner()
    changed = session.planner("rotate")
    assert changed.error == ""
    assert changed.recovery_key() != made.recovery_key()
    assert session.planner().kept == "yes"
    assert "does not open" in session.planner("recover", made.recovery_key()).error


def test_another_keyring_than_before_is_said_and_costs_nothing(session: Session) -> None:
    session.planner()
    before = session.files()
    for name, reason in {
        "keyring.backends.fail.Keyring": "no keyring that can be used",
        "keyring.backends.null.Keyring": "does not keep what is stored in it",
        "keyring.backends.kwallet.DBusKeyring": "the system keyring fails",
        "no.such.module.Keyring": "the system keyring fails (ModuleNotFoundError)",
    }.items():
        outcome = session.planner(PYTHON_KEYRING_BACKEND=name)
        assert reason in outcome.error
        assert "planner key recover" in outcome.error
    assert session.files() == before
    assert session.planner().kept == "yes"


def test_without_a_keyring_nothing_is_made(session: Session) -> None:
    session.planner("lock")
    locked = session.planner()
    assert "the system keyring is locked; nothing was changed" in locked.error
    assert "--passphrase-file FILE" in locked.error
    session.log_out()
    absent = session.planner()
    assert "no keyring that can be used; nothing was changed" in absent.error
    assert session.files() == {}


def main(deed: str, folder: str) -> None:
    os.umask(0o077)
    if deed in ("lock", "forget"):
        _meddle(deed)
        outcome = Outcome("", [], None)
    else:
        outcome = _plan(deed, config.profile("default", Path(folder)))
    json.dump(outcome._asdict(), sys.stdout)


def _plan(deed: str, profile: config.Profile) -> Outcome:
    screen: list[str] = []
    means: dict[str, Any] = {"passphrase_file": None, "ask": None, "tell": screen.append}
    kept = None
    try:
        if deed == "rotate":
            opening.rotate(profile, **means)
        elif deed == "recover":
            opening.recover(profile, sys.stdin.read(), **means)
        else:
            with opening.open_store(profile, no_encryption=False, **means) as store:
                kept = store.settings.get("kept")
                store.settings.set("kept", "yes")
    except PlannerError as error:
        return Outcome(str(error), screen, None)
    return Outcome("", screen, kept)


def _meddle(deed: str) -> None:
    """What may happen to a keyring between two starts of the planner."""
    import secretstorage

    bus = secretstorage.dbus_init()
    collection = secretstorage.get_default_collection(bus)
    if deed == "lock":
        collection.lock()
    else:
        for item in collection.search_items({"service": secrets.SERVICE}):
            item.delete()
    bus.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
