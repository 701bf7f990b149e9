"""Takes pictures of the window and of its dialogs, as soon as they have come to rest."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from planner.config import writing
from planner.demo import story
from planner.gui import theme, translation
from planner.gui.change_relay import ChangeRelay
from planner.gui.main_window import MainWindow
from planner.gui.tasks import Tasks
from planner.gui.tokens import ARGUMENTS
from planner.gui.widgets.focus_ring import FocusRing
from planner.store import Store

WIDTH, HEIGHT = 1440, 864
"""The window of the mockups, less the title bar, which is the system's."""
_QUIET_S, _TURN_S, _PATIENCE_S = 0.45, 0.005, 20.0
"""A page shows last what it waits for up to 0.4 s, such as what the gate says of drafts."""
_PLATFORM, _ZONE = "QT_QPA_PLATFORM", "TZ"


class Studio:
    """One window over one file, and a folder for its pictures."""

    def __init__(
        self, application: QApplication, window: MainWindow, tasks: Tasks, folder: Path
    ) -> None:
        self.application, self.window, self._tasks = application, window, tasks
        self.folder = folder
        self.taken: list[Path] = []
        self.on_taken: Callable[[Path], object] = lambda _: None

    def take(self, name: str, shown: QWidget | None = None) -> None:
        """A picture of the window, or of another widget, as `name`.png."""
        widget = shown or self.window
        widget.activateWindow()
        self.settle()
        target = self.folder / f"{name}.png"
        with writing(target):
            if not widget.grab().save(str(target)):
                raise OSError(f"{target} could not be saved")
        self.taken.append(target)
        self.on_taken(target)

    def take_dialog(self, name: str, open_: Callable[[], object]) -> None:
        """A picture of the dialog that `open_` opens, which is closed again."""
        open_()
        dialog = self.dialog
        if dialog is None:
            raise LookupError(f"nothing was opened for {name}")
        self.take(name, dialog)
        self.close_dialogs()

    def close_dialogs(self) -> None:
        while (dialog := self.dialog) is not None:
            dialog.reject()
            self._turn()

    @property
    def dialog(self) -> QDialog | None:
        """The topmost dialog over the window."""
        opened = (one for one in self.window.findChildren(QDialog) if one.isVisible())
        return next(iter(reversed(list(opened))), None)

    def settle(self) -> None:
        """Wait until the worker has nothing to do, and the window has shown what came of it."""
        begun = quiet = time.monotonic()
        while (now := time.monotonic()) - quiet < _QUIET_S:
            if now - begun > _PATIENCE_S:
                return
            self._turn()
            if self._tasks.busy or self.window.graph.now() is None:
                quiet = now
            time.sleep(_TURN_S)

    def _turn(self) -> None:
        self.application.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@contextmanager
def studio(application: QApplication, store: Store, folder: Path) -> Iterator[Studio]:
    """A window over an open file on the demo's day."""
    tasks = Tasks(at_end=store.release)
    window = MainWindow(store, tasks, ChangeRelay(store), lambda: story.NOW)
    window.resize(WIDTH, HEIGHT)
    window.show()
    window.look_after_the_file()
    shots = Studio(application, window, tasks, folder)
    try:
        shots.settle()  # so that what is waited for begins when the first page is there
        yield shots
    finally:
        tasks.stop()
        window.close()
        window.deleteLater()
        application.processEvents()


def dressed(language: str = "en") -> QApplication:
    """The application for pictures: light, in a language, without motion or a blinking cursor."""
    application = QApplication.instance() or QApplication(list(ARGUMENTS))
    assert isinstance(application, QApplication)
    translation.install(application, language)
    theme.start(application, "light", 1.0)
    theme.choose(application, still=True)
    application.setCursorFlashTime(0)
    FocusRing(application)
    return application


@contextmanager
def out_of_sight() -> Iterator[None]:
    """Windows opened in here show nothing on a screen, and it is as late as in Delft.

    Garbage is collected afterwards: the worker must not be the one who finds widgets in it.
    """
    before = {name: os.environ.get(name) for name in (_PLATFORM, _ZONE)}
    os.environ.update({_PLATFORM: "offscreen", _ZONE: story.ZONE})
    _take_zone()
    heard = qInstallMessageHandler(_hear)
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        qInstallMessageHandler(heard)
        if collects:
            gc.enable()
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        _take_zone()


def _take_zone() -> None:
    if hasattr(time, "tzset"):  # elsewhere the pictures tell the time of where they are taken
        time.tzset()


def _hear(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """What Qt says, but for what it cannot do out of sight and says of every window."""
    if not message.startswith("This plugin does not support"):
        print(message, file=sys.stderr)
