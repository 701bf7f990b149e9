"""A day that is shown as a date, and typed in words or chosen from a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner.domain.capture_dates import find_day
from planner.gui import theme
from planner.gui.widgets.button import IconButton
from planner.gui.widgets.label import Label


class DateField(QWidget):
    """Shows a date; a click or Enter lets it be typed, as quick capture understands days.

    `shown` is how a date is written, `empty` what stands there without one. `framed` makes it look
    like the fields it stands among, with the way to the calendar always beside it; a day typed
    there counts as soon as it can be understood, since what is planned may wait for it.
    """

    changed = Signal(str)
    """An ISO date, or empty for none."""

    def __init__(
        self,
        name: str,
        empty: str,
        shown: Callable[[date], str],
        today: Callable[[], date],
        *,
        style: str = "body",
        token: str = "ink2",
        weight: int | None = None,
        to_right: bool = False,
        framed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._empty, self._shown, self._today = name, empty, shown, today
        self._day = self._before = ""
        self._framed = framed
        self.face = _Face(style, token, weight, framed=framed)
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(self.tr("6 November"))
        self.field.setFixedWidth(theme.px(150))
        theme.set_type(self.field, style if framed else "small")
        self.calendar = IconButton("calendar-blank", self.tr("Choose a day"), icon_size=18)
        self.wrong = Label("", "caption", "rust")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        if to_right:
            row.addStretch(1)
        for widget in (self.face, self.field, self.calendar):
            row.addWidget(widget)
        if not to_right:
            row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(row)
        layout.addWidget(self.wrong)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.face.clicked.connect(self.start)
        self.face.typed.connect(self._start_with)
        for watched in (self.field, self.calendar):
            watched.installEventFilter(self)
        self.calendar.clicked.connect(self.open_calendar)
        if framed:
            self.field.textEdited.connect(self._on_typed)
        theme.on_change(self._on_look)
        self._stop()
        self.set_day("")

    def day(self) -> str:
        return self._day

    def set_day(self, day: str) -> None:
        """Show another ISO date, or none; one that is being typed is not disturbed."""
        self._day = day
        said = self._shown(date.fromisoformat(day)) if day else ""
        self.face.setText(said or self._empty)
        self.face.set_empty(not said)
        self.face.setAccessibleName(f"{self._name}: {said}" if said else self._empty)

    def start(self) -> None:
        """Let the day be typed."""
        self._before = self._day
        self.face.hide()
        self.field.setText(self._shown(date.fromisoformat(self._day)) if self._day else "")
        self.field.show()
        self.calendar.show()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _start_with(self, typed: str) -> None:
        """Somebody typed at the date as it stands there."""
        self.start()
        self.field.insert(typed)

    def settle(self) -> bool:
        """Take what is being typed; False where that names no day, which is said and stays."""
        if not self.field.isHidden():
            self._take_typed()
        return self.field.isHidden()

    def open_calendar(self) -> None:
        """Let the day be chosen."""
        popup = _Calendar(self._day or self._today().isoformat(), self)
        popup.chosen.connect(self._take)
        below = self.mapToGlobal(self.rect().bottomLeft())
        screen = self.screen().availableGeometry()
        popup.adjustSize()
        below.setX(min(below.x(), screen.right() - popup.width()))
        below.setY(min(below.y(), screen.bottom() - popup.height()))
        popup.move(below)
        popup.show()

    def _take(self, day: str) -> None:
        # The way to the calendar keeps the focus where it stays.
        loses = self.field.hasFocus() or (self.calendar.hasFocus() and not self._framed)
        self._stop()
        if loses:
            self.face.setFocus(Qt.FocusReason.OtherFocusReason)
        self._change(day)

    def _change(self, day: str) -> None:
        if day != self._day:
            self.set_day(day)
            self.changed.emit(day)

    def _understood(self, typed: str) -> str:
        """The ISO date that is meant, or nothing."""
        for known in filter(None, (self._day, self._before)):
            if typed == self._shown(date.fromisoformat(known)):
                return known
        found = find_day(typed, today=self._today())
        return found[0][2].isoformat() if found else ""

    def _on_typed(self, typed: str) -> None:
        day = self._understood(typed.strip())
        if day:
            self._change(day)

    def _take_typed(self) -> None:
        """Take what was typed, or say that it is no day and leave it there."""
        typed = self.field.text().strip()
        day = self._understood(typed)
        if day or not typed:
            self._take(day)
        else:
            self.wrong.setText(
                self.tr("That names no day. Write it like 6 November, or next Friday.")
            )
            self.wrong.show()

    def _stop(self) -> None:
        self.wrong.hide()
        self.field.hide()
        self.calendar.setVisible(self._framed)
        self.face.show()

    def _on_look(self) -> None:
        self.field.setFixedWidth(theme.px(150))

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._on_left(event)
        typing = watched is self.field
        if typing and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return False

    def _on_left(self, event: QFocusEvent) -> None:
        reason = event.reason()
        by_tab = reason in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        to_popup = reason == Qt.FocusReason.PopupFocusReason
        inside = self.field.hasFocus() or self.calendar.hasFocus() or self.calendar.underMouse()
        if self.field.isVisible() and not to_popup and (by_tab or not inside):
            self._take_typed()

    def _on_key(self, event: QKeyEvent) -> bool:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Escape:
            self._take(self._before)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_typed()
        elif event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            self.open_calendar()
        else:
            return False
        return True


class _Face(QAbstractButton):
    """The date as it stands there; what is typed at it begins another one."""

    typed = Signal(str)

    def __init__(self, style: str, token: str, weight: int | None, *, framed: bool) -> None:
        super().__init__()
        self._style, self._token, self._framed = style, token, framed
        self._is_empty = False
        theme.set_type(self, style, weight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.on_change(self.updateGeometry)

    def set_empty(self, empty: bool) -> None:
        self._is_empty = empty
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text()) + 2
        if self._framed:
            height = self.fontMetrics().height() + 2 * theme.px(7) + 4
            return QSize(max(words + theme.px(26), theme.px(150)), height)
        return QSize(words, theme.px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.text()[:1].isalnum() and not event.modifiers() & ~plain:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self.font()
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(theme.colour("ink3" if self._is_empty else self._token))
        room = QRectF(self.rect())
        if self._framed:
            self._paint_frame(painter, room)
            room.adjust(theme.px(13), 0, -theme.px(13), 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self.text())

    def _paint_frame(self, painter: QPainter, room: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("field"))
        painter.setBrush(theme.colour("surface"))
        radius = theme.px(8)
        painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.restore()


class _Calendar(QFrame):
    """A month to choose a day from. Arrows move, Enter takes, Esc closes."""

    chosen = Signal(str)

    def __init__(self, day: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.month = QCalendarWidget()
        self.month.setFont(theme.font("small"))
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setSelectedDate(QDate.fromString(day, Qt.DateFormat.ISODate))
        self.month.activated.connect(self._on_chosen)
        self.month.clicked.connect(self._on_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.month)
        self.setFocusProxy(self.month)

    def _on_chosen(self, day: QDate) -> None:
        self.close()
        self.chosen.emit(day.toString(Qt.DateFormat.ISODate))
