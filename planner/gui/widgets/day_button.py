"""A day on a button, changed in words or on a calendar in the small window it opens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QCalendarWidget,
    QFrame,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner.domain.capture_dates import find_day
from planner.gui import icons, text, theme
from planner.gui.widgets.label import Label

_WIDTH, _HEIGHT = 124, 28


class DayButton(QAbstractButton):
    """Shows `Fri 16 Oct`, or that there is no day yet. Delete takes the day away."""

    changed = Signal(str)
    """An ISO date, or empty."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._day = today, ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.on_change(self.updateGeometry)
        self.clicked.connect(self.open)
        self.set_day("")

    @property
    def day(self) -> str:
        return self._day

    def set_day(self, day: str) -> None:
        self._day = day
        said = text.day(date.fromisoformat(day), self._today()) if day else self.tr("No day")
        self.setText(said)
        self.setAccessibleName(self.tr("By when: {day}").format(day=said))
        self.updateGeometry()
        self.update()

    def open(self) -> None:
        """Ask for another day."""
        popup = DayPopup(self._day, self._today, self)
        popup.chosen.connect(self._take)
        popup.adjustSize()
        screen = self.screen().availableGeometry()
        below = self.mapToGlobal(self.rect().bottomLeft())
        if below.y() + popup.height() > screen.bottom():
            above = self.mapToGlobal(self.rect().topLeft()).y() - popup.height()
            below.setY(max(screen.top(), above))
        below.setX(max(screen.left(), min(below.x(), screen.right() - popup.width())))
        popup.move(below)
        popup.show()
        popup.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take(self, day: str) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if day != self._day:
            self.set_day(day)
            self.changed.emit(day)

    # Qt's own names

    def sizeHint(self) -> QSize:
        font = theme.font("small", 500, tabular=True)
        words = QFontMetrics(font).horizontalAdvance(self.text()) + theme.px(48)
        return QSize(max(words, theme.px(_WIDTH)), theme.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F4) and not event.modifiers():
            self.click()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._take("")
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("field"), 1))
        painter.setBrush(theme.colour("rowHover" if self.underMouse() else "surface"))
        radius = theme.px(6)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        size = theme.px(14)
        where = QRectF(theme.px(12), (self.height() - size) / 2, size, size)
        icons.paint(painter, where, "calendar-blank", theme.colour("ink2"))
        painter.setFont(theme.font("small", 500, tabular=True))
        painter.setPen(theme.colour("ink" if self._day else "ink3"))
        left = theme.px(35)
        room = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self.text())


class DayPopup(QFrame):
    """Words above, a month below; what the words mean is always shown. Enter takes it."""

    chosen = Signal(str)

    def __init__(self, day: str, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("picker")
        self._today, self._found = today, day
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("By when"))
        self.field.setPlaceholderText(self.tr("by Friday, in two weeks"))
        theme.set_type(self.field, "body")
        self.meaning = Label("", "small", "ink2", wrap=False)
        self.month = QCalendarWidget()
        self.month.setFont(theme.font("small"))
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setSelectedDate(
            QDate.fromString(day or today().isoformat(), Qt.DateFormat.ISODate)
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.px(8)] * 4)
        layout.setSpacing(theme.px(6))
        for widget in (self.field, self.meaning, self.month):
            layout.addWidget(widget)
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(self._on_entered)
        self.month.activated.connect(self._on_day)
        self.month.clicked.connect(self._on_day)
        self._say()

    def _on_typed(self, typed: str) -> None:
        found = find_day(typed, today=self._today())
        self._found = found[0][2].isoformat() if found else ""
        if self._found:
            self.month.setSelectedDate(QDate.fromString(self._found, Qt.DateFormat.ISODate))
        self._say(unknown=bool(typed.strip()))

    def _say(self, *, unknown: bool = False) -> None:
        if self._found:
            said = text.day(date.fromisoformat(self._found), self._today())
        else:
            said = self.tr("That names no day yet.") if unknown else self.tr("No day")
        self.meaning.setText(said)
        self.field.setAccessibleDescription(said)

    def _on_entered(self) -> None:
        if self._found or not self.field.text().strip():
            self._finish(self._found)

    def _on_day(self, day: QDate) -> None:
        self._finish(day.toString(Qt.DateFormat.ISODate))

    def _finish(self, day: str) -> None:
        self.close()
        self.chosen.emit(day)
