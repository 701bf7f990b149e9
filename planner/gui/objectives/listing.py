"""All objectives as calm cards: those worked towards, those that rest, those that have ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.domain.objectives import Objective, ObjectiveStatus
from planner.gui import text, theme
from planner.gui.objectives import words
from planner.gui.widgets.button import Button
from planner.gui.widgets.card import EmptyState, PressableCard
from planner.gui.widgets.chip import StatusChip
from planner.gui.widgets.label import Label
from planner.gui.widgets.scroller import Scroller

_WIDEST = 768
_GROUPS = (
    (ObjectiveStatus.ACTIVE,),
    (ObjectiveStatus.PAUSED,),
    (ObjectiveStatus.ACHIEVED, ObjectiveStatus.DROPPED),
)


class ObjectiveList(QWidget):
    """The page while no objective is chosen."""

    chosen = Signal(int)
    new_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[ObjectiveCard] = []
        self.write = Button(self.tr("Write an objective"), icon="plus", small=True)
        self.write.clicked.connect(self.new_requested)
        self.empty = EmptyState(
            self.tr("What would you love help with? Start with one thing."),
            self.tr("Write an objective"),
        )
        self.empty.asked.connect(self.new_requested)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Objectives"), "display", wrap=False), 1)
        head.addWidget(self.write)
        self._groups = QVBoxLayout()
        self._groups.setSpacing(12)
        content = QWidget()
        content.setMaximumWidth(theme.px(_WIDEST) + 80)
        column = QVBoxLayout(content)
        column.setContentsMargins(40, 28, 40, 24)
        column.setSpacing(16)
        column.addLayout(head)
        column.addLayout(self._groups)
        column.addStretch(1)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(content, 1)
        row.addStretch(0)
        self._scroller = Scroller(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroller)
        layout.addWidget(self.empty)

    def show_objectives(self, objectives: Sequence[Objective], today: date) -> None:
        """Show these, in their groups."""
        focused = next((card.objective.id for card in self.cards if card.hasFocus()), None)
        while (item := self._groups.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        self.cards = []
        for statuses in _GROUPS:
            members = [one for one in objectives if one.status in statuses]
            if members:
                self._add_group(statuses[0], members, today)
        self.empty.setVisible(not objectives)
        self._scroller.setVisible(bool(objectives))
        for card in self.cards:
            if card.objective.id == focused:
                card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_group(
        self, status: ObjectiveStatus, members: Sequence[Objective], today: date
    ) -> None:
        ended = status is ObjectiveStatus.ACHIEVED
        heading = Label(self.tr("Ended") if ended else words.goal_state(status), "caption", "ink2")
        heading.setContentsMargins(0, theme.px(12), 0, 0)
        self._groups.addWidget(heading)
        for one in members:
            card = ObjectiveCard(one, today, ended=ended)
            card.clicked.connect(lambda _=False, number=one.id: self.chosen.emit(number))
            self._groups.addWidget(card)
            card.show()  # at once, so that it can take the focus
            self.cards.append(card)

    def focus_first(self) -> None:
        """Put the focus where the arrows begin."""
        if self.cards:
            self.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_on(self, objective: int) -> None:
        for card in self.cards:
            if card.objective.id == objective:
                card.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        at = next((i for i, card in enumerate(self.cards) if card.hasFocus()), None)
        if at is None or event.key() not in steps:
            super().keyPressEvent(event)
            return
        to = at + steps[Qt.Key(event.key())]
        if 0 <= to < len(self.cards):
            self.cards[to].setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroller.ensureWidgetVisible(self.cards[to], 0, 24)


class ObjectiveCard(PressableCard):
    """One objective: title, by when, and when it is done. The whole card is the target."""

    def __init__(self, objective: Objective, today: date, *, ended: bool) -> None:
        by = words.by(date.fromisoformat(objective.by), today) if objective.by else ""
        state = words.goal_state(objective.status) if ended else ""
        said = (text.one_line(objective.title), state, by, text.one_line(objective.done_when))
        super().__init__(", ".join(filter(None, said)))
        self.objective = objective
        head = QHBoxLayout()
        head.setSpacing(12)
        ink = "ink2" if ended else "ink"
        head.addWidget(Label(text.one_line(objective.title), "heading", ink, lines=2), 1)
        if state:
            head.addWidget(StatusChip(state, "plain"))
        elif by:
            head.addWidget(Label(by, "small", "ink2", wrap=False))
        column = QVBoxLayout(self)
        column.setContentsMargins(21, 17, 21, 17)
        column.setSpacing(6)
        column.addLayout(head)
        if objective.done_when:
            column.addWidget(Label(objective.done_when, "voice-s", "ink2", lines=2))
