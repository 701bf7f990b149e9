"""The next meeting on Today: titled by its purpose; person, time and place come second."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from planner.domain.today import Aim, Encounter
from planner.gui import text, theme
from planner.gui.sidebar import paint_goal_ring
from planner.gui.today import words
from planner.gui.widgets.avatar import Avatar
from planner.gui.widgets.button import Button
from planner.gui.widgets.card import Card, Hairline
from planner.gui.widgets.icon_label import IconLabel
from planner.gui.widgets.label import Label

_LEAST = 240


class NextMeeting(Card):
    """One meeting on the green ground, with its brief and a way to change it."""

    brief_asked = Signal(int)
    change_asked = Signal(int)
    person_asked = Signal(int)
    objective_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("hero", "heroLine", parent=parent)
        self._meeting: Encounter | None = None
        self.avatar = Avatar(44)
        self.who = Label("", "heading", wrap=False)
        self.work = Label("", "small", "ink2", wrap=False)
        self._time_below: bool | None = None
        self.time = Label("", "heading", wrap=False, tabular=True)
        self.place = Label("", "small", "ink2", wrap=False)
        self.purpose = Label("", "voice-xl", lines=4)
        self.ask = _Voiced("arrow-down-left", "blue", self.tr("I’ll ask"))
        self.outcome = _Voiced("check", "blue", self.tr("Afterwards, I’ll have"))
        self.give = _Voiced("arrow-up-right", "plum", self.tr("I’ll give"))
        self.brief = Button(self.tr("Open brief"), "primary", icon="file-text")
        self.change = Button(self.tr("Change plan"), "secondary")
        self.aim = AimButton()
        self.brief.clicked.connect(
            lambda: self._meeting and self.brief_asked.emit(self._meeting.id)
        )
        self.change.clicked.connect(
            lambda: self._meeting and self.change_asked.emit(self._meeting.id)
        )
        self.aim.chosen.connect(self.objective_asked)
        self._lay_out()
        self._on_look()
        theme.on_change(self._on_look)

    def _lay_out(self) -> None:
        head = QGridLayout()
        head.setVerticalSpacing(0)
        head.addWidget(self.avatar, 0, 0, 2, 1)
        head.addWidget(self.who, 0, 1)
        head.addWidget(self.work, 1, 1)
        head.setColumnStretch(1, 1)
        self._head = head
        self._rule = Hairline("heroLine")
        two = QHBoxLayout()
        for sought in (self.ask, self.outcome):
            two.addWidget(sought, 4, Qt.AlignmentFlag.AlignTop)
        two.addWidget(self.give, 3, Qt.AlignmentFlag.AlignTop)
        self._two = two
        buttons = QHBoxLayout()
        buttons.addWidget(self.brief)
        buttons.addWidget(self.change)
        buttons.addStretch(1)
        buttons.addWidget(self.aim)
        self._buttons = buttons
        self._all = QVBoxLayout(self)
        self._all.addLayout(head)
        self._all.addWidget(self.purpose)
        self._all.addWidget(self._rule)
        self._all.addLayout(two)
        self._all.addLayout(buttons)

    def _on_look(self) -> None:
        side = theme.px(24) + 1  # with the border
        self._all.setContentsMargins(side, side, side, side)
        self._all.setSpacing(theme.px(16))
        self._head.setHorizontalSpacing(theme.px(12))
        self._two.setSpacing(theme.px(24))
        self._buttons.setContentsMargins(0, theme.px(4), 0, 0)
        self._buttons.setSpacing(theme.px(8))
        self.setMinimumWidth(theme.px(_LEAST))
        self._turn()

    def _turn(self) -> None:
        """Below each other what has no room beside each other."""
        buttons = (self.brief, self.change, self.aim)
        wanted = sum(one.sizeHint().width() for one in buttons) + theme.px(2 * 24 + 3 * 8)
        way = QBoxLayout.Direction
        turned = way.LeftToRight if wanted <= self.width() else way.TopToBottom
        for row in (self._two, self._buttons):
            if row.direction() != turned:
                row.setDirection(turned)
        self._put_time(below=turned is way.TopToBottom)

    def _put_time(self, *, below: bool) -> None:
        """The time and the place, at the right of who comes or below."""
        if below == self._time_below:
            return
        self._time_below = below
        at = Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignRight
        for row, label in enumerate((self.time, self.place)):
            label.set_align(at)
            self._head.removeWidget(label)
            self._head.addWidget(label, *((row + 2, 1) if below else (row, 2)))

    def show_meeting(self, meeting: Encounter, *, editable: bool) -> None:
        self._meeting = meeting
        lead = meeting.people[0] if meeting.people else None
        if lead:
            self.avatar.show_person(lead.name, lead.uid, wished=lead.wished)
            alone = len(meeting.people) == 1
            work = ", ".join(filter(None, (lead.title, lead.organisation)))
            self.work.setText(text.one_line(work) if alone else "")
        self.who.setText(words.names(meeting.people))
        self.time.setText(words.from_to(meeting))
        self.place.setText(words.place(meeting))
        for label in (self.work, self.place):
            label.setVisible(bool(label.text()))
        self.purpose.setText(text.one_line(meeting.statement))
        self.ask.show_text(meeting.ask)
        self.outcome.show_text("" if meeting.ask else meeting.outcome)
        self.give.show_text(meeting.give)
        self._rule.setVisible(bool(meeting.ask or meeting.outcome or meeting.give))
        self.aim.show_aim(meeting.objective)
        self.change.setVisible(editable)
        self._turn()

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()


class _Voiced(QWidget):
    """A direction with its word, and below it a sentence in the user's own voice."""

    def __init__(self, icon: str, token: str, caption: str) -> None:
        super().__init__()
        head = IconLabel(icon, token, caption, "caption", ink="ink2", weight=500, size=14)
        self.sentence = Label("", "voice-s", lines=6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(head)
        layout.addWidget(self.sentence)

    def show_text(self, sentence: str) -> None:
        self.sentence.setText(text.one_line(sentence))
        self.setVisible(bool(sentence))


class AimButton(Button):
    """The objective something serves, with its ring; pressing it goes there."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "link", parent=parent)
        self._aim: Aim | None = None
        theme.set_type(self, "small", 400)
        self.clicked.connect(lambda: self._aim and self.chosen.emit(self._aim.id))

    def show_aim(self, aim: Aim | None) -> None:
        self._aim = aim
        self.setVisible(aim is not None)
        if aim is not None:
            self.setText(text.one_line(aim.title).replace("&", "&&"))
            self.setToolTip(text.tooltip(aim.title))
            self.setAccessibleName(self.tr("Objective: {title}").format(title=aim.title))

    # Qt's own names

    def sizeHint(self) -> QSize:
        wanted = self.fontMetrics().horizontalAdvance(self._label) + theme.px(20)
        return QSize(min(wanted, theme.px(260)), theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_goal_ring(painter, theme.px(6), self.height() / 2)
        painter.setFont(self._font_now())
        painter.setPen(theme.colour("ink2"))
        room = QRectF(theme.px(18), 0, self.width() - theme.px(18), self.height())
        shown = self.fontMetrics().elidedText(
            self._label, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
