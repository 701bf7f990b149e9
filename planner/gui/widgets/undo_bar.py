"""The bar that says what was done and offers to undo it, for a while."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.gui import theme
from planner.gui.widgets.button import Button
from planner.gui.widgets.label import Label

_SHOWN_MS = 10_000
_FROM_BELOW = 24


class UndoBar(QWidget):
    """Floats over the lower edge of its parent; it never takes the focus by itself."""

    undo = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = Label("", "body", "window", lines=2)
        self.button = Button(self.tr("Undo"), "link", token="pineLine")
        self.button.clicked.connect(self._on_undo)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 8, 20, 8)
        layout.setSpacing(20)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.button)
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.setInterval(_SHOWN_MS)
        self._away.timeout.connect(self._on_away)
        parent.installEventFilter(self)
        self.hide()

    def offer(self, sentence: str) -> None:
        """Say what was done, for some seconds."""
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        self.label.setText(sentence)
        self.setAccessibleName(sentence)
        self._place()
        self.show()
        self.raise_()
        self._away.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def withdraw(self) -> None:
        """The last action is no longer the one that was offered."""
        self._away.stop()
        self.hide()

    def _on_undo(self) -> None:
        self.withdraw()
        self.undo.emit()

    def _on_away(self) -> None:
        if self.underMouse() or self.button.hasFocus():
            self._away.start()
        else:
            self.hide()

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        wanted = self.label.sizeHint().width() + self.button.sizeHint().width() + 64
        width = min(wanted, parent.width() - 2 * theme.px(_FROM_BELOW))
        self.resize(width, max(theme.px(48), self.heightForWidth(width)))
        x = (parent.width() - width) // 2
        self.move(x, parent.height() - self.height() - theme.px(_FROM_BELOW))

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colour("ink")))
        radius = theme.px(12)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
