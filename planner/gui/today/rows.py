"""The plain rows on Today: meetings later this week, drafts at the gate, meetings to tell of."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from planner.domain.today import Encounter, Lack, Waiting
from planner.gui import text, theme
from planner.gui.today import words
from planner.gui.widgets.card import Hairline
from planner.gui.widgets.icon_label import Icon
from planner.gui.widgets.label import Label

_FIRST = 72
"""The column that days and icons stand in."""


class Row(QWidget):
    """A row that is pressed as a whole, by mouse, Enter or Space."""

    pressed = Signal()

    def __init__(self, spoken: str) -> None:
        super().__init__()
        self._hovered = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(spoken)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, theme.px(10), 0, theme.px(10))
        self.grid.setHorizontalSpacing(0)
        self.grid.setVerticalSpacing(0)
        self.grid.setColumnMinimumWidth(0, theme.px(_FIRST))
        self.grid.setColumnStretch(1, 1)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.pressed.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        out = theme.px(8)
        area = QRectF(self.rect())
        if self._hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(area, out, out)
        by_keys = self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if self.hasFocus() and by_keys:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), out, out)


def later_row(meeting: Encounter) -> Row:
    """`Wed 10:00`, with whom, and what for."""
    day = words.weekday(meeting.starts.date(), short=True)
    time, who = text.clock(meeting.starts), words.names(meeting.people)
    row = Row(", ".join(filter(None, (f"{day} {time}", who, text.one_line(meeting.statement)))))
    at = Label(time, "small", "ink2", wrap=False, tabular=True)
    row.grid.addWidget(Label(day, "small", "ink2", wrap=False), 0, 0)
    row.grid.addWidget(at, 1, 0, Qt.AlignmentFlag.AlignTop)
    row.grid.addWidget(Label(who, "body", weight=600, wrap=False), 0, 1)
    row.grid.addWidget(Label(text.one_line(meeting.statement), "voice-xs", "ink2", lines=2), 1, 1)
    return row


def waiting_row(draft: Waiting) -> Row:
    """A draft, and what it still lacks."""
    title, lack = words.draft(draft), words.lack(draft)
    row = Row(", ".join(filter(None, (title, lack, words.translate("today", "Continue")))))
    clear = draft.lack in (Lack.DATE, Lack.NOTHING)
    icon = Icon("check-circle" if clear else "circle-half", "pine" if clear else "amber", 20)
    row.grid.addWidget(icon, 0, 0)
    row.grid.addWidget(Label(title, "body", weight=600, wrap=False), 0, 1)
    _add_deed(row, words.translate("today", "Continue"))
    row.grid.addWidget(Label(lack, "small", "ink2", lines=2), 1, 1, 1, 2)
    return row


def past_row(meeting: Encounter) -> Row:
    """A meeting that is over, of which nobody has said how it went."""
    who = words.names(meeting.people)
    title = words.translate("today", "How did it go with {who}?").format(who=who)
    row = Row(", ".join(filter(None, (title, text.one_line(meeting.statement)))))
    row.grid.addWidget(Icon("chat-circle-text", "ink2", 20), 0, 0)
    row.grid.addWidget(Label(title, "body", weight=600, wrap=False), 0, 1)
    _add_deed(row, words.translate("today", "Tell"))
    statement = Label(text.one_line(meeting.statement), "voice-xs", "ink2", lines=2)
    row.grid.addWidget(statement, 1, 1, 1, 2)
    return row


def _add_deed(row: Row, word: str) -> None:
    row.grid.addWidget(Label(word, "small", "pine", weight=600, wrap=False), 0, 2)


class Rows(QWidget):
    """Rows below each other with hairlines between them."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)

    def show_rows(self, rows: list[Row]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for i, row in enumerate(rows):
            if i:
                self._rows.addWidget(Hairline())
            self._rows.addWidget(row)
