"""What every test gets: folders of its own, no keyring, and on request a clock and a store."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from planner.domain.changes import Changes
from planner.store import Store

# How slow a machine is says nothing about the program.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("here")

_NO_KEYRING = "keyring.backends.fail.Keyring"
_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_DATA_HOME": ".local/share",
    "XDG_CONFIG_HOME": ".config",
    "XDG_CACHE_HOME": ".cache",
    "XDG_STATE_HOME": ".local/state",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
}


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of its own, also for the programs that a test starts."""
    home = tmp_path_factory.mktemp("home")
    for variable, place in _FOLDERS.items():
        monkeypatch.setenv(variable, str(home / place))
    return home


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test meets the keyring of the person who runs it; one that wants a keyring sets it."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", _NO_KEYRING)
    if "keyring" in sys.modules:  # it read the variable when it was imported
        import keyring

        keyring.set_keyring(keyring.core.load_keyring(_NO_KEYRING))


class Clock:
    """A clock that goes when told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 10, 13, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **time: float) -> datetime:
        self.now += timedelta(**time)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file without encryption, so that tests can also look into it from outside."""
    path = tmp_path_factory.mktemp("blank") / "blank.planner"
    Store.create(path, None).close()
    return path


@pytest.fixture
def store(blank: Path, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """An open file in which nobody is but me."""
    path = tmp_path / "default.planner"
    shutil.copy(blank, path)
    with Store.open(path, None, clock=clock) as store:
        yield store


@pytest.fixture
def published(store: Store) -> list[Changes]:
    """What the store told its subscribers, in order."""
    told: list[Changes] = []
    store.subscribe(told.append)
    return told


def pytest_configure() -> None:
    os.environ["PYTHON_KEYRING_BACKEND"] = _NO_KEYRING


# What only POSIX has: limits on files, other users, signals that kill.
_POSIX_ONLY = ["unit/store/test_full_disk.py", "unit/store/test_read_only.py", "e2e/test_kills.py",
               "gui/test_hostile.py", "gui/test_journey.py", "gui/wizard/test_killed.py",
               "unit/demo/test_rights.py"]  # fmt: skip
# What needs a display server and a session bus of its own, or a device that is always full.
_LINUX_ONLY = ["e2e/test_outputs.py", "e2e/test_window.py", "e2e/test_wizard_mail.py"]
collect_ignore = _POSIX_ONLY if sys.platform == "win32" else []
collect_ignore += [] if sys.platform == "linux" else _LINUX_ONLY


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Figures that tests record are printed, also those of passed tests in other processes."""
    figures = [
        str(value)
        for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
        for name, value in report.user_properties
        if name == "figures"
    ]
    if figures:
        terminalreporter.section("figures")
    for line in sorted(figures):
        terminalreporter.line(line)
