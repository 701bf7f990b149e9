"""Give: what I bring, with suggestions from what they need and what I and my people have."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from planner.gui import text, theme
from planner.gui.page import Desk
from planner.gui.widgets.label import Label
from planner.gui.widgets.text_field import TextField
from planner.gui.wizard import words
from planner.gui.wizard.pages import Gap, OfferRow, StepPage, clear
from planner.planning import Plan, companions, presents


class GivePage(StepPage):
    """A field in one's own voice, and rows that put something into it."""

    def __init__(self, desk: Desk, plan: Plan) -> None:
        super().__init__(desk, plan)
        self.field = TextField(
            "voice-m", self.tr("What you bring"), plain=False, paragraphs=True, least=2, most=8
        )
        self.field.setPlaceholderText(self.tr("The February recordings, cleaned up"))
        self.field.edited.connect(self._on_edited)
        self.found_label = Label("", "small", weight=600)
        self.nothing = Label(
            self.tr("Time and an honest ear count too. You can leave this empty."), "body", "ink2"
        )
        self._found = QVBoxLayout()
        self._found.setSpacing(theme.px(8))
        self.rows: list[OfferRow] = []
        self.add(Label(self.tr("What you bring"), "small", weight=600), 20)
        self.add(self.field, 8)
        self.add(self.nothing, 12)
        self.add(self.found_label, 22)
        self.column.addWidget(Gap(10))
        self.column.addLayout(self._found)
        self.column.addStretch(1)

    def show_plan(self) -> None:
        who = words.first(self.plan)
        self.heading.setText(
            self.tr("What can you give {who}?").format(who=who)
            if who
            else self.tr("What can you give them?")
        )
        self.field.set_text(self.plan.purpose.give)
        self._show_found()

    def start(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)

    def _show_found(self) -> None:
        clear(self._found)
        self.rows = []
        people = companions(self.store, self.plan.meeting.people, self.desk.clock())
        names = {one.id: one.first for one in people}
        given = self.plan.purpose.give
        for one in presents(self.store, self.plan.meeting.people):
            put = words.present_as_gift(one)
            if put not in given:
                head, rest = words.present(one, names.get(one.to, ""))
                icon = "handshake" if one.helper else "gift"
                self._offer(icon, head, rest, put)
        for companion in people:
            for promise in companion.i_owe[:2]:
                put = text.sentence(promise.text)
                if put not in given:
                    head = self.tr("You promised {who}").format(who=companion.first)
                    self._offer("arrow-up-right", head, text.one_line(promise.text), put)
        self.found_label.setText(self.tr("From your records"))
        self.found_label.setVisible(bool(self.rows))

    def _offer(self, icon: str, head: str, rest: str, put: str) -> None:
        row = OfferRow(icon, "plum", head, rest, self.tr("Bring this"))
        row.taken.connect(lambda: self.take(put))
        self.rows.append(row)
        self._found.addWidget(row)

    def take(self, put: str) -> None:
        """One more thing to bring."""
        before = self.field.text().rstrip()
        self.field.put(f"{before}\n{put}" if before else put)
        self._show_found()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self) -> None:
        self.plan.write(give=self.field.text())
        self.edited.emit()
