"""Talk: what comes up in which order, with minutes that add up, and one line for fun."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner.domain.meetings import AgendaItem
from planner.domain.people import FactKind
from planner.gui import icons, text, theme
from planner.gui.page import Desk
from planner.gui.widgets.button import Button, IconButton
from planner.gui.widgets.label import Label
from planner.gui.wizard import words
from planner.gui.wizard.fields import LineField, MinutesField
from planner.gui.wizard.pages import Beside, Gap, StepPage
from planner.planning import Companion, Plan, companions, shared_out

_FUN, _PURPOSE, _PROMISE, _END = 3, 10, 4, 3
_LONGEST = 300


class TalkPage(StepPage):
    """The agenda. A row moves by drag or with Alt and the arrows."""

    def __init__(self, desk: Desk, plan: Plan) -> None:
        super().__init__(desk, plan)
        self.heading.setText(self.tr("What do you talk about?"))
        self.rows: list[AgendaRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(8))
        self.sum = Label("", "small", "ink2", lines=2, align=Qt.AlignmentFlag.AlignRight)
        self.share = Button(self.tr("Share the minutes out"), "link")
        self.more = Button(self.tr("Add a line"), icon="plus", small=True)
        self.draft = Button(self.tr("Draft it anew"), "ghost", small=True)
        for button in (self.share, self.more, self.draft):
            button.setAutoDefault(False)
        self.share.clicked.connect(self.share_out)
        self.more.clicked.connect(self._on_more)
        self.draft.clicked.connect(self._on_draft)
        self.column.addWidget(Gap(20))
        self.column.addLayout(self._rows)
        self.column.addWidget(Gap(12))
        self.column.addWidget(
            Beside(12, _row(self.more, self.draft), _row(self.sum, self.share, filling=True))
        )
        self.column.addStretch(1)

    def show_plan(self) -> None:
        if not self.plan.meeting.agenda:
            self.plan.edit(agenda=self._drafted())
            self.edited.emit()
        self._show_rows(self.plan.meeting.agenda)

    def start(self) -> None:
        if self.rows:
            self.rows[0].field.setFocus(Qt.FocusReason.OtherFocusReason)

    # The draft

    def _drafted(self) -> tuple[AgendaItem, ...]:
        """An agenda from the purpose, what is promised, and what they care about."""
        people = companions(self.store, self.plan.meeting.people, self.desk.clock())
        lines: list[tuple[str, int, bool]] = []
        fun = next((self._fun(one) for one in people if self._fun(one)), "")
        lines.append((fun or self.tr("How are you, really?"), _FUN, True))
        for one in people:
            for promise in one.i_owe[:1]:
                what = text.one_line(promise.text).rstrip(".")
                lines.append(
                    (self.tr("What I promised: {what}").format(what=what), _PROMISE, False)
                )
        if self.plan.purpose.give.strip():
            first = text.one_line(self.plan.purpose.give.strip().split("\n")[0]).rstrip(".")
            lines.append((self.tr("What I bring: {what}").format(what=first), _PROMISE, False))
        statement = text.one_line(self.plan.purpose.statement)
        lines.append((statement or self.tr("What I came for"), _PURPOSE, False))
        lines.append((self.tr("Who does what next, and by when"), _END, False))
        minutes = shared_out(self.plan.meeting.minutes, [weight for _, weight, _ in lines])
        return tuple(
            AgendaItem(text=said[:_LONGEST], minutes=share, for_fun=for_fun)
            for (said, _, for_fun), share in zip(lines, minutes, strict=True)
        )

    def _fun(self, one: Companion) -> str:
        if one.last and one.last.fun.strip():
            return text.one_line(one.last.fun)
        for kind in (FactKind.FAMILY, FactKind.INTEREST):
            said = one.says(kind)
            if said:
                return text.one_line(said[-1]).rstrip(".")
        return ""

    def _on_draft(self) -> None:
        self._take(self._drafted())

    # The rows

    def _show_rows(self, agenda: tuple[AgendaItem, ...], focus: int = -1) -> None:
        while len(self.rows) > len(agenda):
            row = self.rows.pop()
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(agenda):
            self.rows.append(self._row())
        for place, (row, item) in enumerate(zip(self.rows, agenda, strict=True)):
            row.show_item(item, place, len(agenda))
        self._order()
        if 0 <= focus < len(self.rows):
            self.rows[focus].field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_sum()

    def _order(self) -> None:
        """Tab goes from line to line as they stand, and then to what is below."""
        fields = [field for row in self.rows for field in row.fields]
        for one, other in pairwise((*fields, self.more, self.draft, self.share)):
            self.setTabOrder(one, other)

    def _row(self) -> AgendaRow:
        row = AgendaRow()
        row.edited.connect(self._on_edited)
        row.moved.connect(lambda by: self.shift(self.rows.index(row), by))
        row.removed.connect(lambda: self.remove(self.rows.index(row)))
        row.made_fun.connect(lambda: self._on_fun(self.rows.index(row)))
        row.dragged_to.connect(lambda y: self._on_dragged(row, y))
        row.next_asked.connect(lambda: self._on_next(self.rows.index(row)))
        self._rows.addWidget(row)
        return row

    def _agenda(self) -> tuple[AgendaItem, ...]:
        return tuple(row.item() for row in self.rows)

    def _take(self, agenda: tuple[AgendaItem, ...], focus: int = -1) -> None:
        self.plan.edit(agenda=agenda)
        self._show_rows(agenda, focus)
        self.edited.emit()

    def _on_edited(self) -> None:
        self.plan.edit(agenda=self._agenda())
        self._show_sum()
        self.edited.emit()

    def _on_fun(self, place: int) -> None:
        """One line is for fun; which one is up to them."""
        agenda = [
            AgendaItem(text=one.text, minutes=one.minutes, for_fun=i == place and one.for_fun)
            for i, one in enumerate(self._agenda())
        ]
        self._take(tuple(agenda))

    def _on_next(self, place: int) -> None:
        if place + 1 < len(self.rows):
            self.rows[place + 1].field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.add_line()

    def _on_dragged(self, row: AgendaRow, y: int) -> None:
        at = self.rows.index(row)
        for place, other in enumerate(self.rows):
            if other is not row and other.geometry().top() <= y <= other.geometry().bottom():
                self.shift(at, place - at, focus=False)
                return

    def shift(self, place: int, by: int, *, focus: bool = True) -> None:
        """Move a line up or down."""
        to = place + by
        if not 0 <= to < len(self.rows):
            return
        row = self.rows.pop(place)
        self.rows.insert(to, row)
        self._rows.removeWidget(row)
        self._rows.insertWidget(to, row)
        for i, one in enumerate(self.rows):
            one.show_place(i, len(self.rows))
        self._order()
        if focus:
            row.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edited()

    def remove(self, place: int) -> None:
        agenda = self._agenda()
        left = (*agenda[:place], *agenda[place + 1 :])
        self._take(left, min(place, len(left) - 1))
        if not left:
            self.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_line(self) -> None:
        """Another line, with the minutes that are left."""
        agenda = self._agenda()
        left = self.plan.meeting.minutes - sum(one.minutes for one in agenda)
        self._take((*agenda, AgendaItem(text="", minutes=max(left, 1))), len(agenda))

    def _on_more(self) -> None:
        self.add_line()

    def share_out(self) -> None:
        """Let the minutes add up to the length."""
        agenda = self._agenda()
        minutes = shared_out(self.plan.meeting.minutes, [one.minutes for one in agenda])
        self._take(
            tuple(
                AgendaItem(text=one.text, minutes=share, for_fun=one.for_fun)
                for one, share in zip(agenda, minutes, strict=True)
            )
        )

    def _show_sum(self) -> None:
        length = self.plan.meeting.minutes
        left = length - sum(row.item().minutes for row in self.rows)
        said = words.lasting(length)
        if left > 0:
            said = self.tr("{left} of {minutes} left").format(left=left, minutes=said)
        elif left < 0:
            template = self.tr("{minutes} more than the {length} you have")
            said = template.format(minutes=words.lasting(-left), length=length)
        self.sum.setText(said)
        self.share.setVisible(bool(left and self.rows))


class AgendaRow(QWidget):
    """A line: its grip, what it is about, its minutes, whether it is for fun."""

    edited = Signal()
    moved = Signal(int)
    removed = Signal()
    made_fun = Signal()
    next_asked = Signal()
    dragged_to = Signal(int)
    """Where the grip is held, on the ground of the rows."""

    def __init__(self) -> None:
        super().__init__()
        self.grip = _Grip()
        self.field = LineField()
        self.field.setMaxLength(_LONGEST)
        self.field.setPlaceholderText(self.tr("Which of these would you call first?"))
        theme.set_type(self.field, "body")
        self.minutes = MinutesField()
        self.fun = IconButton("smiley", self.tr("This line is for fun"), icon_size=18)
        self.fun.setCheckable(True)
        self.gone = IconButton("x", self.tr("Take this line out"), icon_size=16)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in (
            (self.grip, 0), (self.field, 1), (self.minutes, 0),
            (Label(self.tr("min"), "small", "ink2", wrap=False), 0), (self.fun, 0), (self.gone, 0),
        ):  # fmt: skip
            self._row.addWidget(widget, stretch)
        self.fields: tuple[QWidget, ...] = (self.field, self.minutes, self.fun, self.gone)
        self.field.textEdited.connect(self.edited)
        self.minutes.textEdited.connect(self.edited)
        self.fun.clicked.connect(self.made_fun)
        self.gone.clicked.connect(self.removed)
        self.grip.held_at.connect(self._on_held)
        self.grip.moved.connect(self.moved)
        theme.on_change(self._on_look)
        self._on_look()

    def item(self) -> AgendaItem:
        return AgendaItem(
            text=self.field.text(), minutes=self.minutes.value(), for_fun=self.fun.isChecked()
        )

    def show_item(self, item: AgendaItem, place: int, among: int) -> None:
        line = " ".join(item.text.split("\n"))[:_LONGEST]
        if self.field.text() != line:
            self.field.setText(line)
            self.field.setCursorPosition(0)
        self.minutes.set_value(item.minutes)
        self.fun.setChecked(item.for_fun)
        self.fun.set_icon_name("smiley-fill" if item.for_fun else "smiley")
        self.fun.setToolTip(self.tr("For fun") if item.for_fun else self.tr("This line is for fun"))
        self.show_place(place, among)

    def show_place(self, place: int, among: int) -> None:
        said = self.tr("Line {place} of {among}").format(place=place + 1, among=among)
        self.field.setAccessibleName(said)
        self.minutes.setAccessibleName(self.tr("Minutes of line {place}").format(place=place + 1))
        self.grip.setAccessibleName(self.tr("Move line {place}").format(place=place + 1))
        self.fun.setAccessibleName(self.tr("Line {place} is for fun").format(place=place + 1))
        self.gone.setAccessibleName(self.tr("Take line {place} out").format(place=place + 1))

    def _on_held(self, at: QPoint) -> None:
        self.dragged_to.emit(self.mapToParent(self.grip.mapTo(self, at)).y())

    def _on_look(self) -> None:
        self._row.setSpacing(theme.px(8))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.next_asked.emit()
        else:
            super().keyPressEvent(event)


class _Grip(QWidget):
    """What a row is dragged by; with the focus, the arrows move it."""

    held_at = Signal(QPoint)
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(self.tr("Drag, or Alt with the arrows"))
        theme.on_change(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(20), theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        size = theme.px(18)
        where = QRectF(0, (self.height() - size) / 2, size, size)
        token = "focus" if self.hasFocus() else "ink3"
        icons.paint(QPainter(self), where, "dots-six-vertical", theme.colour(token))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.held_at.emit(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()


def _row(*widgets: QWidget, filling: bool = False) -> QWidget:
    """Widgets in a row, of which the first takes what is left, or nothing does."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(12))
    for widget in widgets:
        row.addWidget(widget, int(filling and widget is widgets[0]))
    if not filling:
        row.addStretch(1)
    return holder
