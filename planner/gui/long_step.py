"""A step that takes its time: on the worker, with a way to stop it, and nothing else meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from planner.domain.errors import PlannerError, StorageError
from planner.gui.tasks import Cancelled, Progress, Tasks
from planner.gui.widgets.framed import FramedDialog
from planner.gui.widgets.label import Label
from planner.gui.widgets.scrim import veil

if TYPE_CHECKING:
    from planner.store import Store

T = TypeVar("T")

_PATIENCE_MS = 400
"""What takes no longer needs no dialog."""
_WIDTH = 460


def run_long(
    store: Store,
    tasks: Tasks,
    doing: str,
    work: Callable[[], T],
    on_done: Callable[[T], None],
    on_error: Callable[[PlannerError], None],
    window: QWidget,
) -> LongStep:
    """Do `work` as one step of the store; `doing` says what it is, on a dialog if it takes long.

    Cancel there takes back whatever was done, and neither callback is called.
    """
    dialog = LongStep(doing, window)

    def step(progress: Progress) -> T:
        with store.stoppable(progress.cancelled):
            try:
                return work()
            except StorageError:
                progress.check()
                raise

    def done(result: T) -> None:
        dialog.end()
        on_done(result)

    def failed(problem: PlannerError) -> None:
        dialog.end()
        if not isinstance(problem, Cancelled):
            on_error(problem)

    task = tasks.run(step, done, failed, dialog)
    dialog.cancel = task.cancel
    return dialog


class LongStep(FramedDialog):
    """Says what is under way. It closes itself with the end of that, and not before."""

    def __init__(self, doing: str, parent: QWidget) -> None:
        super().__init__(doing, parent.tr("Cancel"), parent, width=_WIDTH)
        self.cancel: Callable[[], None] = lambda: None
        self._ended = False
        self.heading.setText(doing)
        self.note = Label(self.tr("One step, which you can undo."), "body", "ink2", lines=2)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(doing)
        self.body.addWidget(self.note)
        self.body.addWidget(self.bar)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._open)
        self._patience.start(_PATIENCE_MS)

    def _open(self) -> None:
        veil(self)
        self.open()

    def end(self) -> None:
        self._ended = True
        self._patience.stop()
        self.close()
        self.deleteLater()

    # Qt's own names

    def reject(self) -> None:
        if self._ended:
            super().reject()
            return
        self.cancel()
        self.way_out.setEnabled(False)
        self.note.setText(self.tr("Putting everything back as it was…"))
