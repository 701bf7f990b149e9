"""What the window brings while nobody waits for it."""

from __future__ import annotations

import sys

from pytestqt.qtbot import QtBot

from planner.gui.beforehand import Beforehand
from planner.gui.main_window import MainWindow


def test_all_that_is_brought_beforehand_is_there(window: MainWindow, qtbot: QtBot) -> None:
    beforehand = Beforehand(window._tasks, window)
    with qtbot.waitSignal(beforehand.brought):
        beforehand.begin()
    assert {"planner.gate", "planner.gui.wizard.dialog"} <= sys.modules.keys()
