"""The wizard: the six steps, and what becomes of the plan: a date, a message, a cancellation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from planner.domain.errors import PlannerError
from planner.domain.meetings import MeetingStatus
from planner.gui import text
from planner.gui.page import Desk, PlanRequest
from planner.gui.widgets.scroller import Scroller
from planner.gui.wizard import words
from planner.gui.wizard.ask import AskPage
from planner.gui.wizard.pages import StepPage
from planner.gui.wizard.planned import PlannedPage
from planner.gui.wizard.steps import Steps
from planner.gui.wizard.when import WhenPage
from planner.planning import Step


class Wizard(Steps):
    """Plans a meeting, or goes on with one; what it ends with is shown last, and can be sent."""

    brief_requested = Signal(int)
    """The brief of a meeting; this dialog stays, as the message is still to be sent."""
    undoable = Signal(str)
    """A sentence about what was done, once it is closed."""

    def __init__(self, desk: Desk, request: PlanRequest, parent: QWidget | None = None) -> None:
        super().__init__(desk, request, parent)
        self._undoable = ""
        self.way_out.clicked.connect(self._on_way_out)
        self.more.clicked.connect(self._open_menu)

    def make_page(self, step: Step) -> StepPage:
        page = super().make_page(step)
        if isinstance(page, AskPage):
            page.message_requested.connect(self.become_message)
        return page

    def go_on(self) -> None:
        """To the next step; at the last one, plan the meeting; after that, close."""
        if self.is_planned:
            self.accept()
        elif self.plan.step is Step.WHEN:
            self.plan_it()
        else:
            super().go_on()

    # What becomes of the plan

    def plan_it(self) -> None:
        """Give the meeting its date. The gate is asked once more, by the file itself."""
        when = self.pages.get(Step.WHEN)
        settled = not isinstance(when, WhenPage) or when.settle()
        if not settled or self._lacks:
            self.go_to(Step.WHEN)
            return
        if not self.keep():
            return
        try:
            planned = self.plan.plan()
        except PlannerError as problem:
            self.tell(text.error(problem))
            return
        if not planned.passed:
            self.plan.step = Step.ASK
            self.show_step(Step.ASK)
            return
        self._finish()
        page = self._planned_page()
        page.show_plan()
        self._show_finished(page)

    def become_message(self) -> None:
        """A message instead of a meeting, and a promise that waits for the answer."""
        today = self.desk.clock().astimezone().date()
        due = today + timedelta(days=7)
        if not self.keep():
            return
        try:
            self.plan.become_message(due.isoformat())
        except PlannerError as problem:
            self.tell(text.error(problem))
            return
        self._finish()
        page = self._planned_page()
        page.show_message(text.day(due, today))
        self._show_finished(page)

    def _on_cancel(self) -> None:
        who = words.everybody(self.plan)
        if self._try(self.plan.cancel):
            self._finish(self.tr("Cancelled the meeting with {who}.").format(who=who))
            page = self._planned_page()
            page.show_cancelled()
            self._show_finished(page)

    def _on_delete(self) -> None:
        who = words.everybody(self.plan)
        if self._try(self.plan.delete):
            self._finish(self.tr("Deleted the plan to meet {who}.").format(who=who))
            self.accept()

    def _finish(self, said: str = "") -> None:
        """All is done; once it is closed, what is `said` can be undone."""
        self._autosave.stop()
        self.is_planned, self._undoable = True, said

    def _planned_page(self) -> PlannedPage:
        page = PlannedPage(self.desk, self.plan)
        page.told.connect(self.tell)
        page.said.connect(self.say)
        page.brief_requested.connect(self.brief_requested)
        page.another_day_requested.connect(self._on_another_day)
        self.stack.addWidget(Scroller(page))
        return page

    def _show_finished(self, page: PlannedPage) -> None:
        self.stack.setCurrentIndex(self.stack.count() - 1)
        self.refresh()
        page.start()

    # A meeting that has its date

    def _open_menu(self) -> None:
        menu = QMenu(self)
        if self.plan.dated:
            if self.plan.is_coming:
                if self.plan.status is not MeetingStatus.CONFIRMED:
                    menu.addAction(self.tr("They said yes"), self._on_yes)
                menu.addAction(self.tr("Move it"), self._on_move)
                menu.addAction(self.tr("Cancel the meeting"), self._on_cancel)
            if self.plan.is_edited:
                menu.addAction(self.tr("Forget what I changed"), self._on_undo_edits)
            menu.addSeparator()
        label = self.tr("Delete the meeting") if self.plan.dated else self.tr("Delete this draft")
        menu.addAction(label, self._on_delete)
        above = QPoint(0, menu.sizeHint().height())
        menu.popup(self.more.mapToGlobal(self.more.rect().topLeft()) - above)

    def _on_yes(self) -> None:
        if self._try(lambda: self.plan.note(MeetingStatus.CONFIRMED)):
            self.say(self.tr("Noted that they said yes."))

    def _on_move(self) -> None:
        self.go_to(Step.WHEN)
        when = self.page(Step.WHEN)
        if isinstance(when, WhenPage):
            when.begin_with_day()

    def _on_another_day(self) -> None:
        """One that is off becomes a draft without a date, to be proposed anew."""
        when = self.page(Step.WHEN)
        when.show_plan()  # its time of day is likely to be wanted again
        self.plan.edit(starts_at=None)
        if self._try(self.plan.send_back):
            self.is_planned, self._undoable = False, ""
            self.plan.go_to(Step.WHEN)
            self.show_step(self.plan.step)

    def _on_undo_edits(self) -> None:
        if self._try(self.plan.undo_edits):
            self.show_step(self.plan.step)

    # The ways out

    def _on_way_out(self) -> None:
        """Esc keeps what is edited of a dated meeting aside; this saves it."""
        plan = self.plan
        if plan.is_coming and not plan.gate.open:
            if self._try(plan.send_back):
                self._finish()
                self.accept()
        elif plan.is_coming and plan.is_edited and plan.step is not Step.WHEN:
            self.plan_it()
        else:
            self.reject()

    def _try(self, deed: Callable[[], object]) -> bool:
        try:
            deed()
        except PlannerError as problem:
            self.tell(text.error(problem))
            return False
        return True

    def done(self, result: int) -> None:
        super().done(result)
        if self._undoable and not self.isVisible():
            self.undoable.emit(self._undoable)
