"""What I owe and what they owe, side by side, and below it somebody to say hello to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from planner.domain.today import Hello, Promise, Promises
from planner.gui import text, theme
from planner.gui.today import words
from planner.gui.widgets.avatar import Avatar
from planner.gui.widgets.button import Button, IconButton
from planner.gui.widgets.card import Card, Hairline
from planner.gui.widgets.check_circle import CheckCircle
from planner.gui.widgets.icon_label import IconLabel
from planner.gui.widgets.label import Label, Part
from planner.gui.widgets.pressable import PressableRow, by_keyboard

_ROW = 64
_NARROW = 520


class PromiseRow(PressableRow):
    """One follow-up. Space: done; S: snooze; Enter: the person; Shift+F10: all there is to do."""

    done = Signal(int)
    snoozed = Signal(int, int)
    """A follow-up, and for how many days."""
    dropped = Signal(int)
    person_asked = Signal(int)

    def __init__(self, promise: Promise, today: date, spoken: str, *, editable: bool) -> None:
        due = words.due(promise.due, today)
        line = text.one_line(promise.text)
        super().__init__(", ".join(filter(None, (spoken, line, due))))
        self.promise = promise
        self._editable = editable
        self.setFixedHeight(theme.px(_ROW))
        self.clicked.connect(lambda: self.person_asked.emit(promise.who.id))
        self.check = CheckCircle(self.tr("Done"))
        self.check.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.check.setEnabled(editable)
        self.check.clicked.connect(lambda: self.done.emit(promise.id))
        self.title = Label(line, "body", weight=500, wrap=False)
        avatar = Avatar(20)
        avatar.show_person(promise.who.name, promise.who.uid, wished=promise.who.wished)
        who = Label(text.one_line(promise.who.name), "caption", "ink2", wrap=False)
        day = Label(due, "caption", _due_colour(promise), weight=500, wrap=False)
        self.snooze = IconButton("clock-clockwise", self.tr("Snooze"))
        self.more = IconButton("dots-three", self.tr("More"))
        for button in (self.snooze, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.hide()
        self.snooze.clicked.connect(lambda: self._snooze_menu(self.snooze))
        self.more.clicked.connect(lambda: self._menu(self.more))
        self._lay_out(avatar, who, day)

    def _lay_out(self, avatar: QWidget, who: QWidget, day: QWidget) -> None:
        px = theme.px
        below = QHBoxLayout()
        below.setSpacing(px(6))
        below.addWidget(avatar)
        below.addWidget(who, 1)
        below.addWidget(day)
        above = QHBoxLayout()
        above.setSpacing(0)
        above.addWidget(self.title, 1)
        above.addWidget(self.snooze)
        above.addWidget(self.more)
        self.title.setMinimumHeight(px(24))
        grid = QGridLayout(self)
        grid.setContentsMargins(px(14), px(6), px(20), px(8))
        grid.setHorizontalSpacing(px(6))
        grid.setVerticalSpacing(0)
        self.check.setMinimumHeight(px(32))
        grid.addWidget(self.check, 0, 0)
        grid.addLayout(above, 0, 1)
        grid.addLayout(below, 1, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(0, 1)
        grid.setRowStretch(1, 1)

    def _show_actions(self) -> None:
        shown = self._editable and (self.underMouse() or self.hasFocus())
        self.snooze.setVisible(shown)
        self.more.setVisible(shown)

    # Menus

    def _snooze_menu(self, at: QWidget | None) -> None:
        menu = QMenu(self)
        for label, days in (
            (self.tr("Until tomorrow"), 1),
            (self.tr("For three days"), 3),
            (self.tr("For a week"), 7),
            (self.tr("For a month"), 30),
        ):
            menu.addAction(label, partial(self.snoozed.emit, self.promise.id, days))
        menu.exec(self._below(at))

    def _menu(self, at: QWidget | None) -> None:
        menu = QMenu(self)
        number = self.promise.id
        menu.addAction(self.tr("Done"), lambda: self.done.emit(number))
        menu.addAction(self.tr("Snooze…"), lambda: self._snooze_menu(at))
        open_ = self.tr("Open {name}").format(name=text.one_line(self.promise.who.name))
        menu.addAction(text.menu(open_), lambda: self.person_asked.emit(self.promise.who.id))
        menu.addSeparator()
        menu.addAction(self.tr("Let it go"), lambda: self.dropped.emit(number))
        menu.exec(self._below(at))

    def _below(self, widget: QWidget | None) -> QPoint:
        source = widget if widget is not None and widget.isVisible() else self
        return source.mapToGlobal(QPoint(0, source.height()))

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._editable and key == Qt.Key.Key_Space:
            self.done.emit(self.promise.id)
        elif self._editable and key == Qt.Key.Key_S:
            self._snooze_menu(None)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._editable:
            self._menu(None)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show_actions()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_actions()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_actions()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_actions()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.fillRect(self.rect().adjusted(1, 0, -1, 0), theme.colour("rowHover"))
        if self.hasFocus() and by_keyboard(self):
            painter.setPen(QPen(theme.colour("focus"), 2))
            area = QRectF(self.rect()).adjusted(3, 2, -3, -2)
            painter.drawRoundedRect(area, theme.px(6), theme.px(6))


def _due_colour(promise: Promise) -> str:
    if promise.due.late:
        return "rust"
    return "ink" if promise.due.word == "today" else "ink3"


class _Side(QWidget):
    """One direction: its arrow and word, its rows, and a way to the others."""

    def __init__(self, icon: str, token: str, caption: str, nothing: str) -> None:
        super().__init__()
        self.head = IconLabel(icon, token, caption, "small", weight=600)
        self.head.setContentsMargins(theme.px(20), theme.px(17), 0, theme.px(8))
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        self.nothing = Label(nothing, "small", "ink3")
        self.nothing.setContentsMargins(theme.px(20), theme.px(6), theme.px(20), theme.px(20))
        self.more = Button("", "link")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, theme.px(8))
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addLayout(self.rows)
        layout.addWidget(self.nothing)
        layout.addStretch(1)


class PromisesCard(Card):
    """Both sides in one card; they stand below each other where it is narrow."""

    done = Signal(int)
    snoozed = Signal(int, int)
    dropped = Signal(int)
    person_asked = Signal(int)
    write_asked = Signal(object)
    """A Hello."""
    rest_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.mine = _Side(
            "arrow-up-right", "plum", self.tr("I owe"), self.tr("You owe nobody anything.")
        )
        self.theirs = _Side(
            "arrow-down-left", "blue", self.tr("They owe"), self.tr("Nobody owes you anything.")
        )
        self._between = Hairline(upright=True)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(0)
        self._sides.addWidget(self.mine, 1)
        self._sides.addWidget(self._between)
        self._sides.addWidget(self.theirs, 1)
        self._hellos = QVBoxLayout()
        self._hellos.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(self._sides)
        layout.addLayout(self._hellos)

    def show_promises(
        self,
        mine: Promises,
        theirs: Promises,
        hellos: Sequence[Hello],
        today: date,
        *,
        editable: bool,
    ) -> None:
        owned = self._focused_promise()
        for side, promises, direction in (
            (self.mine, mine, self.tr("I owe {name}")),
            (self.theirs, theirs, self.tr("{name} owes me")),
        ):
            _clear(side.rows)
            for promise in promises.shown:
                spoken = direction.format(name=text.one_line(promise.who.name))
                row = PromiseRow(promise, today, spoken, editable=editable)
                row.done.connect(self.done)
                row.snoozed.connect(self.snoozed)
                row.dropped.connect(self.dropped)
                row.person_asked.connect(self.person_asked)
                side.rows.addWidget(row)
            side.nothing.setVisible(not promises.shown)
        self._show_sides(bool(mine.shown or theirs.shown))
        _clear(self._hellos)
        for i, hello in enumerate(hellos):
            if i or mine.shown or theirs.shown:
                self._hellos.addWidget(Hairline())
            greeting = HelloRow(hello, today, editable=editable)
            greeting.write_asked.connect(self.write_asked)
            greeting.rest_asked.connect(self.rest_asked)
            greeting.done.connect(self.done)
            self._hellos.addWidget(greeting)
        if owned:
            self._focus_near(*owned)

    def _show_sides(self, shown: bool) -> None:
        for widget in (self.mine, self._between, self.theirs):
            widget.setVisible(shown)

    def _focused_promise(self) -> tuple[_Side, int] | None:
        for side in (self.mine, self.theirs):
            for i in range(side.rows.count()):
                item = side.rows.itemAt(i)
                widget = item.widget() if item else None
                if widget is not None and widget.hasFocus():
                    return side, i
        return None

    def _focus_near(self, side: _Side, place: int) -> None:
        item = side.rows.itemAt(min(place, side.rows.count() - 1)) if side.rows.count() else None
        widget = item.widget() if item else None
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self._sides.direction():
            self._sides.setDirection(way)


class HelloRow(QWidget):
    """Somebody to write to: not heard from for longer than one meant to, or as one set out to."""

    write_asked = Signal(object)
    rest_asked = Signal(object)
    done = Signal(int)

    def __init__(self, hello: Hello, today: date, *, editable: bool) -> None:
        super().__init__()
        px = theme.px
        self.hello = hello
        set_out = hello.reach_out
        sign = IconLabel("paper-plane-tilt" if set_out else "hand-waving", "ink2", "", "body")
        sentence = Label("", "body", lines=2)
        greet = words.greeting(hello)
        sentence.set_parts([Part(greet, 500), Part(" " + words.hello(hello, today), colour="ink2")])
        write = Button(self.tr("Write"), "link")
        write.setAccessibleName(
            self.tr("Write to {name}").format(name=text.one_line(hello.who.name))
        )
        rest = IconButton("x", self.tr("Not now"), icon_size=14)
        rest.clicked.connect(lambda: self.rest_asked.emit(hello))
        write.clicked.connect(lambda: self.write_asked.emit(hello))
        rest.setVisible(editable)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(20), px(7), px(20), px(7))
        layout.setSpacing(px(12))
        layout.addWidget(sign)
        layout.addWidget(sentence, 1)
        layout.addWidget(write)
        if set_out is not None and editable:
            did = IconButton("check", self.tr("Done"), icon_size=16)
            did.clicked.connect(lambda: self.done.emit(set_out.id))
            layout.addWidget(did)
        layout.addWidget(rest)


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
