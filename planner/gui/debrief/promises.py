"""The promises as rows: whose, what, by when; the last row is empty and understands a line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner import debriefing
from planner.debriefing import About, Promise
from planner.domain.followups import Direction
from planner.gui import icons, text, theme
from planner.gui.debrief import words
from planner.gui.widgets.button import IconButton
from planner.gui.widgets.card import Card, Hairline
from planner.gui.widgets.day_button import DayButton
from planner.gui.widgets.icon_label import Icon
from planner.gui.widgets.label import Label

_LOOKS = {
    Direction.I_OWE: ("arrow-up-right", "plumSoft", "plum"),
    Direction.THEY_OWE: ("arrow-down-left", "blueSoft", "blue"),
}
_LONGEST, _READ = 10_000, 600
"""Letters of a promise, and those up to which its meaning is said while it is typed."""


class WhoseButton(QAbstractButton):
    """Whose promise it is: an arrow, a colour and words; pressing it asks."""

    changed = Signal()

    def __init__(self, told_of: About, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told_of = told_of
        self._several = len(told_of.people) > 1
        self.direction, self.person = Direction.I_OWE, told_of.lead.id
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.on_change(self.updateGeometry)
        self.clicked.connect(self.ask)

    def show_whose(self, direction: Direction, person: int) -> None:
        self.direction, self.person = direction, person
        self.setText(self._said(direction, person))
        self.setAccessibleName(self.tr("Whose: {whose}").format(whose=self.text()))
        self.updateGeometry()
        self.update()

    def _said(self, direction: Direction, person: int) -> str:
        first = next((one.first for one in self._told_of.people if one.id == person), "")
        return words.whose(direction, first, several=self._several)

    def choices(self) -> list[tuple[Direction, int]]:
        people = [one.id for one in self._told_of.people]
        return [(direction, person) for direction in _LOOKS for person in people]

    def ask(self) -> None:
        """Offer the choices below."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for direction, person in self.choices():
            action = menu.addAction(text.menu(self._said(direction, person)))
            action.triggered.connect(
                lambda _=False, direction=direction, person=person: self.take(direction, person)
            )
            if (direction, person) == (self.direction, self.person):
                menu.setActiveAction(action)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def take(self, direction: Direction, person: int) -> None:
        self.show_whose(direction, person)
        self.changed.emit()

    # Qt's own names

    def sizeHint(self) -> QSize:
        room = self.fontMetrics().horizontalAdvance(self.text()[:40]) + theme.px(60)
        return QSize(max(theme.px(124), room), theme.px(28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        elif step is not None:
            choices = self.choices()
            place = choices.index((self.direction, self.person)) + step
            if 0 <= place < len(choices):
                self.take(*choices[place])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icon, fill, token = _LOOKS[self.direction]
        ink = theme.colour(token)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(fill))
        radius = theme.px(6)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        size = theme.px(14)
        middle = (self.height() - size) / 2
        icons.paint(painter, QRectF(theme.px(11), middle, size, size), icon, ink)
        small = theme.px(12)
        caret = QRectF(self.width() - theme.px(22), (self.height() - small) / 2, small, small)
        icons.paint(painter, caret, "caret-down", ink)
        painter.setFont(theme.font("small", 500))
        painter.setPen(ink)
        left = theme.px(34)
        room = QRectF(left, 0, caret.left() - left, self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self.text())


class PromiseLine(QWidget):
    """One promise."""

    changed = Signal()
    removed = Signal()

    def __init__(self, told_of: About, today: Callable[[], date]) -> None:
        super().__init__()
        self.whose = WhoseButton(told_of)
        self.field = QLineEdit()
        self.field.setProperty("plain", "true")
        self.field.setMaxLength(_LONGEST)
        self.field.setAccessibleName(self.tr("What is promised"))
        theme.set_type(self.field, "body")
        self.day = DayButton(today)
        self.remove = IconButton("x", self.tr("Take this promise away"), icon_size=14)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.px(one) for one in (12, 2, 4, 2)))
        row.setSpacing(0)
        row.addWidget(self.whose)
        row.addWidget(self.field, 1)
        row.addWidget(self.day)
        row.addSpacing(theme.px(4))
        row.addWidget(self.remove)
        self.whose.changed.connect(self.changed)
        self.field.textEdited.connect(lambda _: self.changed.emit())
        self.day.changed.connect(lambda _: self.changed.emit())
        self.remove.clicked.connect(self.removed)

    @property
    def promise(self) -> Promise:
        return Promise(
            person=self.whose.person,
            direction=self.whose.direction,
            text=self.field.text(),
            due=self.day.day,
        )

    def show_promise(self, promise: Promise) -> None:
        self.whose.show_whose(promise.direction, promise.person)
        self.field.setText(promise.text)
        self.field.setCursorPosition(0)
        self.day.set_day(promise.due)


class _Entry(QLineEdit):
    """The empty row's field; it says when it is left, as what stands in it is then understood."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.left.emit()


class Promises(Card):
    """The rows, and the empty one below them."""

    changed = Signal()

    def __init__(self, told_of: About, now: Callable[[], datetime]) -> None:
        super().__init__(radius=12)
        self._told_of, self._now = told_of, now
        self.lines: list[PromiseLine] = []
        self.entry = _Entry()
        self.entry.setProperty("plain", "true")
        self.entry.setMaxLength(_LONGEST)
        self.entry.setAccessibleName(self.tr("Anything else promised?"))
        self._invite()
        theme.set_type(self.entry, "body")
        self.meaning = Label("", "small", "ink2", wrap=False)
        self.meaning.hide()
        last = QHBoxLayout()
        last.setContentsMargins(*(theme.px(one) for one in (23, 3, 16, 2)))
        last.setSpacing(0)
        last.addWidget(Icon("plus", "ink2", 16))
        last.addWidget(self.entry, 1)
        last.addWidget(self.meaning)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(self._rows)
        layout.addLayout(last)
        self.entry.textEdited.connect(self._on_typed)
        self.entry.returnPressed.connect(self.take_entry)
        self.entry.left.connect(self.take_entry)

    def _today(self) -> date:
        return self._now().date()

    def _invite(self) -> None:
        """Say in the empty row what may stand there."""
        more = self.tr("Anything else promised? “Oskar’s number, by Friday” is enough.")
        first = self.tr("Anything promised? “Oskar’s number, by Friday” is enough.")
        self.entry.setPlaceholderText(more if self.lines else first)

    @property
    def promises(self) -> tuple[Promise, ...]:
        return tuple(line.promise for line in self.lines)

    def add(self, promise: Promise) -> PromiseLine:
        """One more row, above the empty one."""
        line = PromiseLine(self._told_of, self._today)
        line.show_promise(promise)
        line.changed.connect(self.changed)
        line.removed.connect(lambda: self._remove(line))
        self.lines.append(line)
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line)
        column.addWidget(Hairline())
        self._rows.addWidget(row)
        line.setAccessibleName(words.spoken(promise, self._told_of, self._today()))
        self._invite()
        return line

    def read_entry(self) -> tuple[Promise, ...]:
        """What stands in the empty row, understood."""
        before = self.lines[-1].whose.direction if self.lines else Direction.I_OWE
        return debriefing.understood(
            self._told_of, self.entry.text(), now=self._now(), direction=before
        )

    def take_entry(self) -> None:
        """Make rows of what stands in the empty one."""
        found = self.read_entry()
        for promise in found:
            self.add(promise)
        if found:
            self.entry.clear()
            self._on_typed("")

    def show_entry(self, typed: str) -> None:
        self.entry.setText(typed)
        self._on_typed(typed)

    def _on_typed(self, _: str) -> None:
        short = len(self.entry.text()) <= _READ
        found = self.read_entry() if short else ()
        meaning = words.understood(found, self._told_of, self._today())
        self.meaning.setText(meaning)
        self.meaning.setVisible(bool(meaning))
        self.entry.setAccessibleDescription(meaning)
        self.changed.emit()

    def _remove(self, line: PromiseLine) -> None:
        place = self.lines.index(line)
        self.lines.remove(line)
        holder = line.parentWidget()
        if holder is not None:
            self._rows.removeWidget(holder)
            holder.hide()
            holder.deleteLater()
        self._invite()
        after = self.lines[min(place, len(self.lines) - 1)].remove if self.lines else self.entry
        after.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
