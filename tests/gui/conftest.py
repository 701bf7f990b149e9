"""A worker, a relay and the main window over the test's store; windows that nobody sees."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.gui import theme
from planner.gui.change_relay import ChangeRelay
from planner.gui.main_window import MainWindow
from planner.gui.tasks import Tasks
from planner.gui.tokens import ARGUMENTS
from planner.gui.widgets.focus_ring import FocusRing
from planner.store import Store
from tests.conftest import Clock
from tests.gui.rooms import House


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The application is made as the program makes it."""
    return list(ARGUMENTS)


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> None:
    """The application as a person sees it, light whatever the machine prefers."""
    theme.start(qapp, "light")
    FocusRing(qapp)


@pytest.fixture(scope="session", autouse=True)
def settled() -> None:
    """What is there before the first test stays, and is not looked through after each."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def ended_here(settled: None) -> Iterator[None]:
    """What a test leaves is ended on this thread, as in the program; see `planner.gui.garbage`."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def tasks(store: Store, qtbot: QtBot) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.stop()


@pytest.fixture
def relay(store: Store, qtbot: QtBot) -> ChangeRelay:
    return ChangeRelay(store)


@pytest.fixture
def window(
    store: Store, tasks: Tasks, relay: ChangeRelay, clock: Clock, qtbot: QtBot
) -> MainWindow:
    """The window on an empty file, on the screen and with the focus."""
    window = MainWindow(store, tasks, relay, clock)
    qtbot.addWidget(window)
    show(window, qtbot)
    return window


@pytest.fixture
def house(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> House:
    """The window at its usual size, with the way into each of its rooms."""
    window.resize(1440, 864)
    return House(window, tmp_path, qtbot)


def show(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
