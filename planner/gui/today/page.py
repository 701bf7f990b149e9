"""The Today page: every section on live data, in its order, and hidden when it is empty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta, tzinfo
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from planner import daybook
from planner.domain.changes import Changes
from planner.domain.errors import PlannerError
from planner.domain.followups import FollowUp, FollowUpStatus
from planner.domain.today import Gift, Hello, Step, Today
from planner.gui import text, theme
from planner.gui.page import Desk, Page, PlanRequest
from planner.gui.today import words
from planner.gui.today.capture_field import CaptureField
from planner.gui.today.next_meeting import NextMeeting
from planner.gui.today.promises import PromisesCard
from planner.gui.today.rows import Row, Rows, later_row, past_row, waiting_row
from planner.gui.today.suggestions import GiftCard, StepCard, Suggestions
from planner.gui.widgets.button import Button
from planner.gui.widgets.card import EmptyState
from planner.gui.widgets.label import Label
from planner.gui.widgets.scroller import Scroller

T = TypeVar("T")
_MINUTE_MS = 60_000
_TWO_COLUMNS = 1000
_RIGHT = 376
_CAPTURE = 400
_SIDE = ("steps", "gifts", "later", "waiting")
"""The sections of the right column, in their order."""
_GATE_MS = 400
"""The gate is asked about drafts so long after the first picture: its first question takes time."""


class Section(QWidget):
    """A heading, perhaps with a word or a link at its right, over what belongs to it.

    A link is higher than the heading: it begins `over` pixels above it.
    """

    def __init__(self, heading: str, content: QWidget, right: QWidget | None = None) -> None:
        super().__init__()
        head = QHBoxLayout()
        title = Label(heading, "heading", wrap=False)
        head.addWidget(title, 1)
        if right is not None:
            title.setMinimumHeight(right.sizeHint().height())
            head.addWidget(right)
        over = self.over = max(0, title.minimumHeight() - theme.line_height("heading")) // 2
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(2 if isinstance(content, Rows) else 12) - over)
        layout.addLayout(head)
        layout.addWidget(content)
        self.setAccessibleName(heading)


class TodayPage(Page):
    """What is next, what is owed, and one step closer."""

    message_asked = Signal(object)
    """A Step, Gift or Hello to write about."""
    promises_asked = Signal()
    """Everybody with whom a promise is open."""
    brief_asked = Signal(int)
    debrief_asked = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._editable = not desk.store.read_only
        self._today: Today | None = None
        self._settled = self._whole = False
        self._make_parts()
        self._lay_out()
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self._on_minute)
        self._minute.start()
        desk.graph.ready.connect(self._show_steps)
        theme.on_change(self._on_look)
        self._on_look()
        self.refresh()
        QTimer.singleShot(_GATE_MS, self, self._on_settled)

    def _make_parts(self) -> None:
        self.heading = Label("", "display", wrap=False)
        self.summary = Label("", "body", "ink2")
        self.capture = CaptureField(self.desk, self)
        self.capture.setEnabled(self._editable)
        self.capture.kept.connect(self._on_captured)
        self.next = NextMeeting()
        self.next.brief_asked.connect(self.brief_asked)
        self.next.change_asked.connect(lambda m: self.plan_requested.emit(PlanRequest(meeting=m)))
        self.next.objective_asked.connect(self.objective_requested)
        self.starts = Label("", "small", "ink2", weight=500, wrap=False)
        self.promises = PromisesCard()
        self.promises.done.connect(self._on_done)
        self.promises.snoozed.connect(self._on_snoozed)
        self.promises.dropped.connect(self._on_dropped)
        self.promises.person_asked.connect(self.person_requested)
        self.promises.write_asked.connect(self.message_asked)
        self.promises.rest_asked.connect(self._on_declined)
        self.all_promises = Button(self.tr("See all"), "link")
        self.all_promises.clicked.connect(self.promises_asked)
        self.steps, self.gifts = Suggestions(), Suggestions()
        for suggestions in (self.steps, self.gifts):
            suggestions.accepted.connect(self.message_asked)
            suggestions.declined.connect(self._on_declined)
        self.past, self.later, self.waiting = Rows(), Rows(), Rows()
        self.first_start = EmptyState(
            self.tr("What would you love help with? Start with one thing."),
            self.tr("Write an objective"),
        )
        self.first_start.asked.connect(lambda: self.page_requested.emit("objectives"))
        self.clear = EmptyState(
            self.tr("Nothing is due. A good day to ask someone how they are."),
            self.tr("Plan a meeting"),
        )
        self.clear.asked.connect(lambda: self.plan_requested.emit(PlanRequest()))

    def _lay_out(self) -> None:
        self._sections = {
            "past": Section(self.tr("Just met"), self.past),
            "next": Section(self.tr("Next meeting"), self.next, self.starts),
            "promises": Section(self.tr("Follow-ups"), self.promises, self.all_promises),
            "steps": Section(self.tr("One step closer"), self.steps),
            "gifts": Section(self.tr("Something you can give"), self.gifts),
            "later": Section(self.tr("Later this week"), self.later),
            "waiting": Section(self.tr("Waiting at the gate"), self.waiting),
        }
        titles = QVBoxLayout()
        titles.setSpacing(theme.px(4))
        titles.addWidget(self.heading)
        titles.addWidget(self.summary)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addLayout(titles, 1)
        self._head.addWidget(self.capture, 0, Qt.AlignmentFlag.AlignTop)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for key in ("past", "next", "promises"):
            section = self._sections[key]
            self._left.addSpacing(-section.over)
            self._left.addWidget(section)
        for place in (self.first_start, self.clear):
            self._left.addWidget(place, 1)
        self._left.addStretch(1)
        self._side = QWidget()
        self._side.setLayout(self._right)
        for key in _SIDE:
            self._right.addWidget(self._sections[key])
        self._right.addStretch(1)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.addLayout(self._left, 1)
        self._columns.addWidget(self._side)
        content = QWidget()
        self._all = QVBoxLayout(content)
        self._all.addLayout(self._head)
        self._all.addLayout(self._columns, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroller = Scroller(content)
        self._scroller.verticalScrollBar().rangeChanged.connect(self._on_look)
        outer.addWidget(self._scroller)

    def _on_look(self) -> None:
        px = theme.px
        wide = self.width() >= px(_TWO_COLUMNS)
        side = px(40 if self.width() >= px(700) else 20)
        self._all.setContentsMargins(side, px(32), side - self._scroller.bar_width, px(24))
        self._all.setSpacing(px(24))
        self._columns.setSpacing(px(48 if wide else 24))
        self._left.setSpacing(px(24))
        self._right.setSpacing(px(24))
        way = QBoxLayout.Direction
        self._columns.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._head.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._head.setSpacing(px(16))
        self._side.setMinimumWidth(px(_RIGHT) if wide else 0)
        self._side.setMaximumWidth(px(_RIGHT) if wide else 16_777_215)
        self.capture.setMinimumWidth(px(_CAPTURE) if wide else 0)
        self.capture.setMaximumWidth(px(_CAPTURE) if wide else 16_777_215)

    # What it shows

    def title(self) -> str:
        return self.tr("Today")

    def refresh(self) -> None:
        try:
            today = daybook.today(
                self.desk.store, self.desk.clock(), self._zone(), whole=self._settled
            )
        except PlannerError as problem:
            self.trouble.emit(problem)
            return
        self._whole = self._settled
        self._show(today)

    def apply(self, changes: Changes) -> None:
        self.refresh()

    def opened(self) -> None:
        self._on_minute()

    def start_capture(self) -> None:
        """Put the cursor into quick capture."""
        self.capture.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.capture.selectAll()

    def _zone(self) -> tzinfo:
        zone = self.desk.clock().astimezone().tzinfo
        assert zone is not None
        return zone

    def _show(self, today: Today) -> None:
        self._today = today
        day = today.now.date()
        self.heading.setText(words.title(today.now))
        summary = words.summary(today)
        self.summary.setText(summary)
        self.summary.setVisible(bool(summary))
        if today.next:
            self.next.show_meeting(today.next, editable=self._editable)
            self.starts.setText(words.starts_in(today.next, today.now))
        self.promises.show_promises(
            today.i_owe, today.they_owe, today.hellos, day, editable=self._editable
        )
        self.all_promises.setVisible(bool(today.i_owe.more or today.they_owe.more))
        gifts = [GiftCard(gift, editable=self._editable) for gift in today.gifts[:1]]
        self.gifts.show_cards(gifts)
        plan = self._plan_row
        self.past.show_rows([self._debrief_row(one.id, past_row(one)) for one in today.past])
        self.later.show_rows([plan(one.id, later_row(one)) for one in today.later[:4]])
        self.waiting.show_rows([plan(one.id, waiting_row(one)) for one in today.waiting])
        promised = today.i_owe.shown or today.they_owe.shown or today.hellos
        for key, there in (
            ("past", today.past),
            ("next", today.next),
            ("promises", promised),
            ("gifts", today.gifts),
            ("later", today.later),
            ("waiting", today.waiting),
        ):
            self._sections[key].setVisible(bool(there))
        self._side.setVisible(any(not self._sections[key].isHidden() for key in _SIDE))
        self.first_start.setVisible(today.first_start)
        self.clear.setVisible(today.clear and not today.first_start)
        self._show_steps()

    def _show_steps(self) -> None:
        """The way to somebody wished for, once it is known who knows whom."""
        section = self._sections["steps"]
        graph = self.desk.graph.now()
        if graph is None or self._today is None or self._today.first_start:
            section.hide()
            return
        try:
            steps = daybook.closer(self.desk.store, graph, self.desk.clock(), self._zone(), 1)
        except PlannerError as problem:
            self.trouble.emit(problem)
            return
        now = self._today.now
        self.steps.show_cards([StepCard(step, now, editable=self._editable) for step in steps])
        section.setVisible(bool(steps))
        if steps:
            self._side.show()

    def _plan_row(self, meeting: int, row: Row) -> Row:
        row.clicked.connect(lambda: self.plan_requested.emit(PlanRequest(meeting=meeting)))
        return row

    def _debrief_row(self, meeting: int, row: Row) -> Row:
        row.clicked.connect(lambda: self.debrief_asked.emit(meeting))
        return row

    def _on_settled(self) -> None:
        """The window stands: now also for what takes longer."""
        self._settled = True
        if self.isVisible():
            self.refresh()

    def _on_minute(self) -> None:
        """The clock went on: "In 40 minutes" with it, and at midnight the day."""
        now, shown = self.desk.clock().astimezone(), self._today
        if not self.isVisible():
            return
        if shown is None or shown.now.date() != now.date() or self._whole != self._settled:
            self.refresh()
        elif shown.next is not None:
            if shown.next.ends <= now or (shown.next.starts <= now and not shown.next.begun):
                self.refresh()
            else:
                self.starts.setText(words.starts_in(shown.next, now))

    # What is done here

    def _on_done(self, follow_up: int) -> None:
        one = self._do(lambda: self.desk.store.followups.done(follow_up))
        if one:
            self.undoable.emit(self.tr("Done: {what}").format(what=text.one_line(one.text)))

    def _on_snoozed(self, follow_up: int, days: int) -> None:
        until = self.desk.clock().astimezone().date() + timedelta(days=days)
        one = self._do(lambda: self.desk.store.followups.snooze(follow_up, until))
        if one:
            self.undoable.emit(
                self.tr("Until {day}: {what}").format(
                    day=text.day(until, self.desk.clock().astimezone().date()),
                    what=text.one_line(one.text),
                )
            )

    def _on_dropped(self, follow_up: int) -> None:
        store = self.desk.store

        def drop() -> FollowUp:
            kept = store.followups.get(follow_up)
            return store.followups.save(replace(kept, status=FollowUpStatus.DROPPED))

        one = self._do(drop)
        if one:
            self.undoable.emit(self.tr("Let go: {what}").format(what=text.one_line(one.text)))

    def _on_declined(self, suggestion: Step | Gift | Hello) -> None:
        self._do(
            lambda: daybook.decline(self.desk.store, suggestion, self.desk.clock(), self._zone())
        )
        self.refresh()

    def _on_captured(self, typed: str) -> None:
        self.undoable.emit(self.tr("Kept: {what}").format(what=text.one_line(typed)))

    def _do(self, deed: Callable[[], T]) -> T | None:
        """What a deed gives; None when it could not be done, which is then said."""
        try:
            return deed()
        except PlannerError as problem:
            self.trouble.emit(problem)
            return None

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_look()
