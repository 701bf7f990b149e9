"""The right pane: who could help with the ask at hand, and the meetings for the objective."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from planner.domain.meetings import MeetingStatus
from planner.domain.objectives import MeetingLine
from planner.gui import text, theme
from planner.gui.objectives import words
from planner.gui.objectives.deeds import Deeds
from planner.gui.page import PlanRequest
from planner.gui.tasks import Progress
from planner.gui.widgets.avatar import Avatar
from planner.gui.widgets.button import Button
from planner.gui.widgets.card import Ground, Hairline
from planner.gui.widgets.label import Label
from planner.gui.widgets.name_slot import Dragged, drag_person
from planner.gui.widgets.pressable import Pressable
from planner.gui.widgets.steady_scroller import BAR
from planner.pursuing import AskView, Helper, ObjectivePage, who_could_help

_PAUSE_MS, _SOON_MS = 250, 20
"""An ask is looked into once typing stops; another one as soon as it can be read itself."""
_SHOWN, _REASONS, _HELD = 4, 1, 3


class Side(Ground):
    """Follows the ask that is open or has the focus."""

    add_requested = Signal(int)
    """Name this person for the ask at hand."""
    plan_requested = Signal(object)
    """A PlanRequest."""

    def __init__(self, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__("surface", line="line", parent=parent)
        self._deeds = deeds
        self._view: AskView | None = None
        self._asked = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._look)
        self._lines: list[tuple[MeetingLine, str, str]] | None = None
        self._found: tuple[date, list[tuple[Helper, str]]] | None = None
        self.rows: list[HelperRow] = []
        self.meetings: list[MeetingRow] = []
        self._lay_out()

    def _lay_out(self) -> None:
        self._heading = Label(self.tr("Who could help"), "heading")
        self.about = Label(self._hint(), "small", "ink2")
        self._helpers = QVBoxLayout()
        self._helpers.setSpacing(0)
        self._line = Hairline()
        self._meetings_heading = Label(self.tr("Meetings for this"), "heading")
        self._meetings = QVBoxLayout()
        self._meetings.setSpacing(theme.px(10))
        layout = self._all = QVBoxLayout(self)
        self.stand(beside=True)
        layout.setSpacing(0)
        layout.addWidget(self._heading)
        layout.addSpacing(4)
        layout.addWidget(self.about)
        layout.addSpacing(theme.px(7))
        layout.addLayout(self._helpers)
        layout.addSpacing(theme.px(16))
        layout.addWidget(self._line)
        layout.addSpacing(theme.px(20))
        layout.addWidget(self._meetings_heading)
        layout.addSpacing(theme.px(12))
        layout.addLayout(self._meetings)
        layout.addStretch(1)

    def stand(self, *, beside: bool) -> None:
        """Stand beside the asks, or below them and then begin where they begin."""
        left, right = (25, 24) if beside else (40, 32)
        self._all.setContentsMargins(left, 28, right - theme.px(BAR), 24)

    # Meetings

    def show_page(self, page: ObjectivePage | None) -> None:
        """Show the meetings for an objective; None for one that is not in the file yet."""
        lines: list[MeetingLine] = []
        if page:
            lines = [*page.coming, *page.drafts, *page.held[:_HELD]]
        today = self._deeds.today
        uids = self._uids([person for line in lines for person, _ in line.people[:1]])
        shown = [
            (line, next((uids.get(p, "") for p, _ in line.people), ""), words.meeting(line, today))
            for line in lines
        ]
        if shown == self._lines:
            return
        self._lines = shown
        _clear(self._meetings)
        self.meetings = [self._meeting_row(*one) for one in shown]
        for widget in (self._line, self._meetings_heading):
            widget.setVisible(bool(lines))

    def _meeting_row(self, line: MeetingLine, uid: str, when: str) -> MeetingRow:
        row = MeetingRow(line, uid, when)
        row.clicked.connect(lambda: self._on_meeting(line))
        self._meetings.addWidget(row)
        return row

    def _on_meeting(self, line: MeetingLine) -> None:
        if line.status is MeetingStatus.HELD:
            self._deeds.person_requested.emit(line.people[0][0])
        else:
            self.plan_requested.emit(PlanRequest(meeting=line.id))

    # Helpers

    def _hint(self) -> str:
        return self.tr("Write what you need, and people you know who could help appear here.")

    def show_ask(self, view: AskView | None) -> None:
        """Look who could help with another ask, or with this one as it is now."""
        if view == self._view:
            return
        other = view is None or self._view is None or view.ask.id != self._view.ask.id
        self._view = view
        if view is None or not view.ask.id:
            self._show((), self._hint())
        elif other:
            self._pause.start(_SOON_MS)
        else:
            self._pause.start(_PAUSE_MS)

    def look_again(self) -> None:
        """What is recorded of people has changed."""
        self._pause.start(_PAUSE_MS)

    def _look(self) -> None:
        view = self._view
        if view is None or not view.ask.id:
            return
        self._asked += 1
        number, store, graph = self._asked, self._deeds.store, self._deeds.desk.graph.now()

        def work(progress: Progress) -> tuple[Helper, ...]:
            return who_could_help(store, view.ask, graph, limit=_SHOWN)

        def done(found: tuple[Helper, ...]) -> None:
            if number == self._asked and self._view is not None:
                about = words.helpers_for(self._view.ask.kind)
                nobody = self.tr(
                    "Nobody’s records speak of this yet. Add what people can help with."
                )
                self._show(found, about if found else nobody)

        self._deeds.desk.tasks.run(work, done, self._deeds.trouble.emit, self)

    def _show(self, found: Sequence[Helper], about: str) -> None:
        self.about.setText(about)
        uids = self._uids([helper.person for helper in found])
        shown = [(helper, uids.get(helper.person, "")) for helper in found]
        if (self._deeds.today, shown) == self._found:
            return
        self._found = self._deeds.today, shown
        _clear(self._helpers)
        self.rows = []
        for number, (helper, uid) in enumerate(shown):
            if number:
                self._helpers.addWidget(Hairline())
            row = HelperRow(helper, uid, self._deeds)
            row.added.connect(self.add_requested)
            self._helpers.addWidget(row)
            self.rows.append(row)

    def _uids(self, people: Sequence[int]) -> dict[int, str]:
        return {row.id: row.uid for row in self._deeds.store.people.rows(people)} if people else {}


class HelperRow(Pressable):
    """Somebody who could help, with the recorded reason. It can be dragged onto a name."""

    added = Signal(int)

    def __init__(
        self, helper: Helper, uid: str, deeds: Deeds, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.helper, self._deeds = helper, deeds
        self._pressed: QPoint | None = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.clicked.connect(lambda: deeds.person_requested.emit(helper.person))
        avatar = Avatar(40)
        avatar.show_person(helper.name, uid)
        self.name = Label(text.one_line(helper.name), "body", weight=600, wrap=False)
        self.add = Button(self.tr("Add"), small=True)
        first = words.first_name(helper.name)
        self.add.setAccessibleName(self.tr("Add {name}").format(name=text.one_line(helper.name)))
        self.add.setToolTip(text.tooltip(self.tr("Name {name} for this ask").format(name=first)))
        self.add.clicked.connect(lambda: self.added.emit(helper.person))
        said = [words.reason(one) for one in helper.reasons[:_REASONS]]
        care = [words.care(one, deeds.today) for one in helper.care]
        self.setAccessibleName(". ".join([text.one_line(helper.name), *said, *care]))
        self._lay_out(avatar, said, care)

    def _lay_out(self, avatar: Avatar, said: list[str], care: list[str]) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        work = words.work(self.helper)
        if work:
            names.addWidget(Label(work, "caption", "ink2", wrap=False))
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addLayout(names, 1)
        head.addWidget(self.add)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(head)
        right.addSpacing(theme.px(10))
        for line in said:
            right.addWidget(Label(line, "small", "ink2", lines=3))
        for line in care:
            right.addWidget(Label(line, "small", "ink3", lines=2))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(15), 0, theme.px(14))
        row.setSpacing(theme.px(12))
        row.addWidget(avatar, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.added.emit(self.helper.person)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        start, far = self._pressed, QApplication.startDragDistance()
        if start and (event.position().toPoint() - start).manhattanLength() >= far:
            self._pressed = None
            self.setDown(False)
            drag_person(self, Dragged(self.helper.person))
        else:
            super().mouseMoveEvent(event)


class MeetingRow(Pressable):
    """A meeting for the objective; a click or Enter opens it."""

    def __init__(self, line: MeetingLine, uid: str, when: str) -> None:
        super().__init__()
        who = words.people(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(", ".join(filter(None, (who, when, text.one_line(line.statement)))))
        if line.statement:
            self.setToolTip(text.tooltip(line.statement))
        avatar = Avatar(32)
        avatar.show_person(line.people[0][1] if line.people else "", uid)
        self.name = Label(who, "body", weight=600, wrap=False)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(Label(when, "caption", "ink2", wrap=False))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(avatar)
        row.addLayout(names, 1)

    # Qt's own names

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.name.set_colour("pine")

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.name.set_colour("ink")


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget:
            widget.hide()
            widget.deleteLater()
