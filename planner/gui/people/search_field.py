"""The field that finds people as you type."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from planner.gui import icons, theme
from planner.gui.widgets.button import IconButton

_HEIGHT = 36
_ICON, _BEFORE_ICON, _TO_TEXT = 18, 13, 25
_CAP, _AFTER_CAP = 20, 12


class SearchField(QLineEdit):
    """Esc clears it; Down and Enter go on to the list; Ctrl+Z is the field's only while typing.

    `reached` says that Ctrl+F leads here, which the empty field then shows.
    """

    left = Signal()
    """The person goes on to the list."""

    def __init__(self, parent: QWidget | None = None, *, reached: bool = False) -> None:
        super().__init__(parent)
        self._reached = reached
        self.setPlaceholderText(self.tr("Search names, needs, places"))
        self.setAccessibleName(self.tr("Search people"))
        self.setMaxLength(200)
        theme.set_type(self, "body")
        self._clear = IconButton("x", self.tr("Clear the search"), size=28, icon_size=16)
        self._clear.setParent(self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self.textChanged.connect(lambda typed: self._clear.setVisible(bool(typed)))
        theme.on_change(self._on_look)
        self._on_look()

    def _on_look(self) -> None:
        self.setFixedHeight(theme.px(_HEIGHT))
        self.setTextMargins(theme.px(_TO_TEXT), 0, theme.px(24), 0)
        self._place()

    def _place(self) -> None:
        size = self._clear.sizeHint()
        top = (self.height() - size.height()) // 2
        self._clear.setGeometry(
            self.width() - size.width() - theme.px(4), top, size.width(), size.height()
        )

    # Qt's own names

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = theme.px(_ICON)
        square = QRectF(theme.px(_BEFORE_ICON), (self.height() - size) / 2, size, size)
        icons.paint(painter, square, "magnifying-glass", theme.colour("ink2"))
        if self._reached and not self.text():
            self._paint_keys(painter)

    def _paint_keys(self, painter: QPainter) -> None:
        keys = QKeySequence(QKeySequence.StandardKey.Find)
        shown = keys.toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
        font = theme.font("keycap")
        width = QFontMetrics(font).horizontalAdvance(shown) + 2 * theme.px(7)
        height = theme.px(_CAP)
        right = self.width() - theme.px(_AFTER_CAP)
        cap = QRectF(right - width, (self.height() - height) / 2, width, height)
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(5), theme.px(5))
        painter.setPen(theme.colour("ink3"))
        painter.setFont(font)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, shown)
