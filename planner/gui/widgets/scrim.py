"""The veil over the main window while a dialog stands before it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QWidget

from planner.gui.tokens import SCRIM


def veil(dialog: QDialog) -> None:
    """Stand the veil of the main window behind a dialog, where its parent is in one that has it."""
    parent = dialog.parentWidget()
    scrim = getattr(parent.window(), "scrim", None) if parent is not None else None
    if isinstance(scrim, Scrim):
        scrim.stand_behind(dialog)


class Scrim(QWidget):
    """Covers its window as long as any dialog that it stands behind is open."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._open = 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def stand_behind(self, dialog: QDialog) -> None:
        """From now until the dialog is finished."""
        self._open += 1
        dialog.finished.connect(self._on_finished)
        self.cover()
        self.show()
        self.raise_()

    def cover(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())

    def _on_finished(self) -> None:
        self._open -= 1
        if self._open <= 0:
            self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(SCRIM))
