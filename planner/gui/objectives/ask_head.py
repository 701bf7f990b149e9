"""The upper line of an ask: its kind, what the gate says, by when, and everything else it can."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QWidget,
)

from planner.domain.objectives import ASK_STEPS, Ask, AskKind, AskStatus
from planner.gui import icons, theme
from planner.gui.objectives import words
from planner.gui.widgets.button import IconButton
from planner.gui.widgets.chip import StatusChip
from planner.gui.widgets.date_field import DateField
from planner.gui.widgets.label import Label


class KindButton(QAbstractButton):
    """The kind of an ask: an icon and a word. Where it `chooses`, a press opens all kinds."""

    chosen = Signal(object)

    def __init__(self, *, chooses: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = AskKind.INTRODUCTION
        self._chooses = chooses
        theme.set_type(self, "small", 600)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if chooses:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.clicked.connect(self._open)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.on_change(self.updateGeometry)

    def show_kind(self, kind: AskKind) -> None:
        self.kind = kind
        self.setText(words.kind(kind))
        self.setAccessibleName(self.tr("Kind: {kind}").format(kind=self.text()))
        self.updateGeometry()
        self.update()

    def _open(self) -> None:
        menu = QMenu(self)
        for kind in AskKind:
            entry = menu.addAction(icons.icon(words.kind_icon(kind)), words.kind(kind))
            entry.triggered.connect(lambda _=False, kind=kind: self.chosen.emit(kind))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    # Qt's own names

    def sizeHint(self) -> QSize:
        width = theme.px(18 + 8) + self.fontMetrics().horizontalAdvance(self.text())
        return QSize(width + (theme.px(10 + 16) if self._chooses else 0) + 2, theme.px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = theme.colour("ink" if self._chooses and self.underMouse() else "ink2")
        size = theme.px(18)
        icon = QRectF(0, (self.height() - size) / 2, size, size)
        icons.paint(painter, icon, words.kind_icon(self.kind), ink)
        painter.setFont(self.font())
        painter.setPen(ink)
        x = size + theme.px(8)
        width = self.fontMetrics().horizontalAdvance(self.text())
        line = QRectF(x, 0, width + 2, self.height())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        if self._chooses:
            caret = theme.px(16)
            place = QRectF(x + width + theme.px(10), (self.height() - caret) / 2, caret, caret)
            icons.paint(painter, place, "caret-down", ink)


_LEAST = 240


class AskHead(QWidget):
    """The upper line. Where it `edits`, the kind and the day can be changed in it."""

    kind_chosen = Signal(object)
    day_chosen = Signal(str)

    def __init__(
        self, today: Callable[[], date], *, edits: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self.kind = KindButton(chooses=edits)
        self.chip = StatusChip("", "plain")
        self.more = IconButton("dots-three", self.tr("More for this ask"), icon_size=18)
        self.asked = StatusChip(words.ask_status(AskStatus.IN_PROGRESS), "plain")
        self.day: DateField | None = None
        self.by = Label("", "small", "ink2", wrap=False)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for row in (self._row, self._first, self._second):
            row.setSpacing(8)
        self._row.addLayout(self._first, 1)
        self._row.addLayout(self._second)
        self._first.addWidget(self.kind)
        self._first.addSpacing(8)
        self._first.addWidget(self.chip)
        self._first.addWidget(self.asked)
        self._first.addStretch(1)
        row = self._second
        if edits:
            self.day = DateField(
                self.tr("By"),
                self.tr("Add a day"),
                lambda day: words.by(day, today()),
                today,
                style="small",
                to_right=True,
            )
            row.addWidget(self.day)
            self.kind.chosen.connect(self.kind_chosen)
            self.day.changed.connect(self.day_chosen)
        else:
            row.addWidget(self.by)
        row.addWidget(self.more)
        self.setMinimumWidth(theme.px(_LEAST))

    def show_ask(self, ask: Ask, *, ready: bool) -> None:
        self.kind.show_kind(ask.kind)
        self.chip.show_state(*words.ask_state(ask.status, ready=ready))
        self.asked.setVisible(ask.status is AskStatus.IN_PROGRESS)
        if self.day:
            self.day.set_day(ask.by)
        self.by.setText(words.by(date.fromisoformat(ask.by), self._today()) if ask.by else "")
        self._turn()

    def _turn(self) -> None:
        """In two rows what has no room in one."""
        wanted = self._first.sizeHint().width() + self._second.sizeHint().width() + 8
        way = QBoxLayout.Direction
        turned = way.LeftToRight if wanted <= self.width() else way.TopToBottom
        if self._row.direction() != turned:
            self._row.setDirection(turned)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()


class AskMenu(QMenu):
    """What can be done with an ask besides writing it."""

    opened = Signal()
    turned = Signal(object)
    moved = Signal(int)
    deleted = Signal()

    def __init__(self, ask: Ask, place: int, count: int, *, opens: bool, parent: QWidget) -> None:
        super().__init__(parent)
        if opens:
            self.addAction(self.tr("Edit"), self.opened.emit)
            self.addSeparator()
        for status in AskStatus:
            if status in ASK_STEPS[ask.status] and ask.id:
                entry = self.addAction(self._deed(status))
                entry.triggered.connect(lambda _=False, status=status: self.turned.emit(status))
        self.addSeparator()
        up = self.addAction(self.tr("Move up"), lambda: self.moved.emit(-1))
        down = self.addAction(self.tr("Move down"), lambda: self.moved.emit(1))
        up.setEnabled(bool(ask.id) and place > 0)
        down.setEnabled(bool(ask.id) and place < count - 1)
        self.addSeparator()
        self.addAction(self.tr("Delete this ask"), self.deleted.emit)

    def _deed(self, status: AskStatus) -> str:
        return {
            AskStatus.OPEN: self.tr("Open it again"),
            AskStatus.IN_PROGRESS: self.tr("I have asked"),
            AskStatus.GRANTED: self.tr("It was granted"),
            AskStatus.DECLINED: self.tr("It was declined"),
            AskStatus.WITHDRAWN: self.tr("I withdraw it"),
        }[status]
