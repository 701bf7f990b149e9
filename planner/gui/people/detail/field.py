"""What a text becomes while it is edited: the field, its frame, and what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPen,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from planner.gui import theme
from planner.gui.widgets.text_field import wrapping

_RADIUS = 6
_TOP = 0.8
"""Where Qt puts the base line in a line of fixed height, in parts of it from the top."""


class Field(QTextEdit):
    """The field an inline text becomes: nothing but the letters, in the same lines."""

    entered = Signal()
    escaped = Signal()
    abandoned = Signal()
    set_aside = Signal()
    """The focus went to another window, and will come back."""

    def __init__(self, parent: QWidget, style: str, weight: int | None, *, many: bool) -> None:
        super().__init__(parent)
        self._style, self._weight, self._many = style, weight, many
        self.lift = 0
        self.setProperty("inline", True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(off)
        self.setHorizontalScrollBarPolicy(off)
        self.setWordWrapMode(wrapping(""))
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.dress()

    def dress(self) -> None:
        """Have the type of the text it stands for, in the present look."""
        theme.set_type(self, self._style, self._weight)
        self.document().setDefaultFont(self.font())
        line = theme.line_height(self._style)
        metrics = QFontMetricsF(self.font())
        base = (line - metrics.height()) / 2 + metrics.ascent()
        self.lift = round(base - line * _TOP)
        look = QTextBlockFormat()
        look.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(look)

    def fill(self, typed: str, at: int | None) -> None:
        document = self.document()
        document.setUndoRedoEnabled(False)
        self.setWordWrapMode(wrapping(typed))
        self.setPlainText(typed)
        self.dress()
        document.setUndoRedoEnabled(True)
        cursor = self.textCursor()
        cursor.setPosition(len(self.toPlainText()) if at is None else at)
        self.setTextCursor(cursor)

    def put_cursor(self, point: QPoint) -> None:
        self.setTextCursor(self.cursorForPosition(point))

    def height_for(self, width: int) -> int:
        document, shown = self.document(), self.document().textWidth()
        document.setTextWidth(width)
        height = round(document.size().height())
        if width != self.width():
            document.setTextWidth(shown)  # a layout only asked how it would be
        return max(theme.line_height(self._style), height)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif enter and (not self._many or held & Qt.KeyboardModifier.ControlModifier):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Delete)
            if event.key() in enter:
                event.accept()
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        reason = Qt.FocusReason
        if event.reason() == reason.ActiveWindowFocusReason:
            self.set_aside.emit()
        elif event.reason() not in (reason.PopupFocusReason, reason.MenuBarFocusReason):
            self.abandoned.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        typed = source.text()
        self.insertPlainText(typed if self._many else " ".join(typed.split()))


def paint_frame(painter: QPainter, area: QRectF, *, fill: str, ring: bool) -> None:
    """The ground of something that is hovered, has the focus, or is edited."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("focus"), 2) if ring else Qt.PenStyle.NoPen)
    radius = theme.px(_RADIUS)
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1) if ring else area, radius, radius)
