"""The six steps with the gate between Ask and Give, in one window.

They show what the plan holds and what the gate says; the rule itself is not here. Whatever is
written is kept a moment later, and when a step or the window is left.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.domain.changes import Changes
from planner.domain.errors import NotFoundError, PlannerError
from planner.gui import text, theme
from planner.gui.page import Desk, PlanRequest
from planner.gui.tasks import explained
from planner.gui.widgets.card import Hairline
from planner.gui.widgets.scroller import Scroller
from planner.gui.wizard import words
from planner.gui.wizard.ask import AskPage
from planner.gui.wizard.footer import Footer
from planner.gui.wizard.give import GivePage
from planner.gui.wizard.holding import held
from planner.gui.wizard.moment import here
from planner.gui.wizard.pages import StepPage
from planner.gui.wizard.rail import Rail, StepState
from planner.gui.wizard.talk import TalkPage
from planner.gui.wizard.when import WhenPage
from planner.gui.wizard.who import WhoPage
from planner.gui.wizard.why import WhyPage
from planner.planning import Gate, Plan, Step

WIDTH, HEIGHT = 1112, 752
_CONTENT = 480
"""What the content needs beside the rail; below that the rail shows its discs alone."""
PAUSE_MS = 600
_AHEAD_MS = 200
"""After so long on a step the page of the next one is made."""


class Steps(QDialog):
    """The six steps of a plan. Esc closes them; everything written is kept."""

    def __init__(self, desk: Desk, request: PlanRequest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.plan = _plan(desk, request)
        self.is_planned = False
        self._trouble = self._said = ""
        self.rail = Rail()
        self.stack = QStackedWidget()
        self.pages: dict[Step, StepPage] = {}
        self._scrollers: dict[Step, Scroller] = {}
        self._foot = foot = Footer()
        self.way_out, self.more, self.why_not = foot.way_out, foot.more, foot.why_not
        self.back, self.next = foot.back, foot.next
        self._autosave = QTimer(self)
        self._autosave.setSingleShot(True)
        self._autosave.setInterval(PAUSE_MS)
        self._autosave.timeout.connect(self.keep)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(_AHEAD_MS)
        self._ahead.timeout.connect(self._make_next)
        self.setModal(True)
        self._lay_out()
        self._connect()
        self._take_size()
        self.show_step(self.plan.step)

    # How it is laid out

    def _lay_out(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.rail)
        body.addWidget(self.stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(body, 1)
        layout.addWidget(Hairline())
        layout.addWidget(self._foot)

    def _take_size(self) -> None:
        """As designed, as far as the window below and the screen have room."""
        px = theme.px
        parent = self.parentWidget()
        room = self.screen().availableGeometry().size()
        if parent is not None and parent.isVisible():
            room = parent.window().size().expandedTo(QSize(640, 480))
        self.resize(min(px(WIDTH), room.width() - 40), min(px(HEIGHT), room.height() - 40))
        self.setMinimumSize(min(px(480), self.width()), min(px(400), self.height()))

    def _connect(self) -> None:
        self.rail.chosen.connect(self.go_to)
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.go_on)
        for step in Step:
            QShortcut(QKeySequence(f"Alt+{int(step)}"), self, lambda step=step: self.go_to(step))

    def page(self, step: Step) -> StepPage:
        """The page of a step, made when it is first asked for."""
        page = self.pages.get(step)
        if page is None:
            page = self.pages[step] = self.make_page(step)
            scroller = self._scrollers[step] = Scroller(page)
            self.stack.addWidget(scroller)
        return page

    def make_page(self, step: Step) -> StepPage:
        page = _PAGES[step](self.desk, self.plan)
        page.edited.connect(self._on_edited)
        page.told.connect(self.tell)
        if isinstance(page, AskPage):
            page.why_requested.connect(lambda: self.go_to(Step.WHY))
        return page

    # Where one is

    def show_step(self, step: Step) -> None:
        self._trouble = self._said = ""
        page = self.page(step)
        page.show_plan()
        self.stack.setCurrentWidget(self._scrollers[step])
        self._scrollers[step].verticalScrollBar().setValue(0)
        self.refresh()
        page.start()
        self._ahead.start()

    def _make_next(self) -> None:
        if self.plan.step < Step.WHEN and not self.is_planned:
            step = Step(self.plan.step + 1)
            self.page(step).prepare()
            self._scrollers[step].lay_out_for(self.stack.size())

    def go_on(self) -> None:
        """To the next step."""
        if self.plan.go_on() and self.keep():
            self.show_step(self.plan.step)
        else:
            self.refresh()

    def go_back(self) -> None:
        if self.plan.step > Step.WHO:
            self.go_to(Step(self.plan.step - 1))

    def go_to(self, step: Step) -> None:
        """To a step that was reached."""
        step = Step(step)
        if not self.is_planned and step is not self.plan.step and self.plan.go_to(step):
            self.keep()
            self.show_step(step)

    # Keeping

    def _on_edited(self) -> None:
        self._trouble = self._said = ""
        if not self._autosave.isActive():  # who types on and on must not wait for a pause
            self._autosave.start()
        self.refresh()

    def keep(self) -> bool:
        """Keep what is written; False when it cannot be kept, which is then said."""
        self._autosave.stop()
        if self.is_planned:
            return True
        try:
            self.plan.keep()
        except PlannerError as problem:
            self.tell(text.error(problem))
        except Exception as problem:  # a fault must not cost what is written either
            self.tell(text.error(explained(problem)))
        else:
            return True
        return False

    def apply(self, changes: Changes) -> None:
        """Show what others changed meanwhile; what is written here stays."""
        concerned = changes.people or changes.objectives or changes.meetings
        if self.is_planned or not self.isVisible() or not concerned:
            return
        try:
            if not self.plan.refresh():
                return  # what is kept from here comes back as a change, too
            self.page(self.plan.step).show_plan()
            if self.plan.step > self.plan.reached:
                self.go_to(self.plan.reached)
            self.refresh()
        except PlannerError as problem:
            self.tell(text.error(problem))

    def tell(self, sentence: str) -> None:
        """Say what went wrong in the footer, until something else is done."""
        self._trouble = sentence
        self._show_said("")

    def say(self, sentence: str) -> None:
        """Say what was done in the footer, until something else is done."""
        self._trouble, self._said = "", sentence
        self._show_said("")

    # What is shown

    def refresh(self) -> None:
        """Show where one is, what the gate says, and whether one may go on."""
        plan, gate = self.plan, self.plan.gate
        self.setWindowTitle(words.title(plan))
        verdict, why = words.verdict(plan, gate)
        self.rail.show_gate(open_=gate.open, verdict=verdict, why=why)
        reached = plan.reached
        for step in Step:
            self.rail.show_step(step, self._state(step, gate, reached))
        self._show_footer(gate)

    def _state(self, step: Step, gate: Gate, reached: Step) -> StepState:
        here_ = step is self.plan.step and not self.is_planned
        said, look, done = held(step, self.plan, gate, self.desk.clock())
        return StepState(
            said, look, done=done, here=here_, reached=step <= reached and not self.is_planned
        )

    def _show_footer(self, gate: Gate) -> None:
        step = self.plan.step
        finished = self.is_planned
        self.way_out.setVisible(not finished)
        self.more.setVisible(not finished and self.plan.kept is not None)
        self.back.setVisible(not finished and step > Step.WHO)
        may = finished or self.plan.may_go_on() or (step is Step.WHEN and not self._lacks)
        self.next.setEnabled(may)
        label = self.tr("Done") if finished else words.step_next(step)
        if step is Step.WHEN and self.plan.is_coming and not finished:
            label = self.tr("Save the changes")
        leads_on = step is not Step.WHEN and not finished
        if leads_on and not (may and self._foot.has_room(label, self.width())):
            label = self.tr("Next")
        self._foot.lead(label, leads_on=leads_on and may)
        self._show_said("" if may else self._reason(gate))
        self._show_way_out(gate)

    def _show_said(self, reason: str) -> None:
        """What went wrong, else what was done, else why one cannot go on."""
        sentence = self._trouble or self._said or reason
        self._foot.say(sentence, "rust" if self._trouble else "ink2")

    def _show_way_out(self, gate: Gate) -> None:
        label = self.tr("Save for later")
        if self.plan.is_coming:
            label = self.tr("Close")
            if not gate.open:
                label = self.tr("Save, back behind the gate")
            elif self.plan.is_edited and self.plan.step is not Step.WHEN:
                label = self.tr("Save the changes")
        self._foot.let_out(label)

    @property
    def _lacks(self) -> str:
        """What the last step still lacks."""
        when = self.pages.get(Step.WHEN)
        if not isinstance(when, WhenPage):
            return ""
        if when.problem:
            return when.problem
        if self.plan.meeting.starts_at is None:
            return self.tr("Choose a day first.")
        return self.tr("That time has passed.") if self.plan.is_past else ""

    def _reason(self, gate: Gate) -> str:
        step = self.plan.step
        if step is Step.WHO:
            return self.tr("Choose whom to meet first.")
        if step is Step.WHEN:
            return self._lacks
        if step is Step.ASK:
            page = self.page(Step.ASK)
            assert isinstance(page, AskPage)
            return words.why_not(self.plan, gate, page.open_notes())
        return ""

    # Qt's own names

    def done(self, result: int) -> None:
        """Whatever closes it: what is written is kept first. What cannot be kept stays open,
        unless it is closed once more."""
        told = self._trouble
        if self.keep() or self._trouble == told:
            super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter belongs to what has the focus, as Space does; only Ctrl+Enter goes on.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QAbstractButton):
                focused.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(312 + _CONTENT)
        if narrow != self.rail.narrow:
            self.rail.set_narrow(narrow)
        self.refresh()


_PAGES: dict[Step, type[StepPage]] = {
    Step.WHO: WhoPage,
    Step.WHY: WhyPage,
    Step.ASK: AskPage,
    Step.GIVE: GivePage,
    Step.TALK: TalkPage,
    Step.WHEN: WhenPage,
}


def _plan(desk: Desk, request: PlanRequest) -> Plan:
    """The plan that is asked for; a meeting that is gone makes place for a new one."""
    usual = "de" if QLocale().language() == QLocale.Language.German else "en"
    if request.meeting is not None:
        try:
            return Plan.resume(desk.store, desk.clock, request.meeting, usual=usual)
        except NotFoundError:
            pass
    me = desk.store.people.get(desk.store.people.id_of("me"))
    plan = Plan.begin(
        desk.store,
        desk.clock,
        people=request.people,
        ask=request.ask,
        zone=me.zone or here(),
        usual=usual,
    )
    if plan.meeting.people:
        plan.go_on()
    return plan
