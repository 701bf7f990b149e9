"""Garbage is looked for on the GUI thread alone, and only while the worker rests."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from planner.gui.garbage import Garbage
from planner.gui.tasks import Progress, Tasks


class Circle(QWidget):
    """A window that keeps itself, with a timer that runs; says on which thread it ends."""

    def __init__(self, ended: list[int]) -> None:
        super().__init__()
        self.itself = self
        self.timer = QTimer(self)
        self.timer.start(1)
        weakref.finalize(self, lambda: ended.append(threading.get_ident()))


def make_things(_: Progress) -> int:
    """Far more than Python lets pass without looking for garbage."""
    return len([[i] for i in range(200_000)])


def test_a_window_left_in_a_circle_is_never_ended_by_the_worker(tasks: Tasks, qtbot: QtBot) -> None:
    ended: list[int] = []
    garbage = Garbage(tasks, tasks)
    for _ in range(5):
        Circle(ended)
    made: list[int] = []
    tasks.run(make_things, made.append, None, tasks)
    garbage.look()
    assert not ended, "the worker is at it"
    qtbot.waitUntil(lambda: bool(made))
    assert not ended
    gc.collect()
    assert ended == [threading.get_ident()] * 5
    qtbot.wait(20)


def test_what_nobody_uses_goes_as_one_works(tasks: Tasks, qtbot: QtBot) -> None:
    ended: list[int] = []
    garbage = Garbage(tasks, tasks)
    Circle(ended)
    kept = [[i] for i in range(5_000)]
    garbage.look()
    assert ended
    assert len(kept) == 5_000
