"""The bin: what was deleted in the last 30 days, to bring back."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from planner.domain.errors import PlannerError
from planner.gui import text
from planner.gui.page import Desk
from planner.gui.people import words
from planner.gui.people.pairs import Line, LineList
from planner.gui.widgets.framed import FramedDialog, Problem
from planner.gui.widgets.label import Label
from planner.store import Step

_MOST = 300
"""So many deletions are listed, the latest; each is looked into for what went along."""


class BinDialog(FramedDialog):
    """Lists deletions, newest first; one is brought back whole, as far as what it belongs to is."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent.tr("Bin"), parent.tr("Close"), parent, width=560)
        self._desk = desk
        self.list = LineList(self.tr("Deleted in the last 30 days"))
        self.nothing = Label(self.tr("Nothing was deleted in the last 30 days."), "voice-m", "ink2")
        self.said = Label("", "small", "ink2")
        self.problem = Problem()
        self._places = QStackedWidget()
        self._places.addWidget(self.list)
        self._places.addWidget(self.nothing)
        self.body.addWidget(
            Label(self.tr("What was deleted rests here for 30 days."), "body", "ink2")
        )
        self.body.addWidget(self._places, 1)
        self.body.addWidget(self.said)
        self.body.addWidget(self.problem)
        self.deed = self.add_deed(self.tr("Bring back"))
        self.deed.clicked.connect(self._on_restore)
        self.list.opened.connect(self._on_restore)
        self.open_at(560, 520)
        self._read()

    def _read(self, row: int = 0) -> None:
        try:
            lines = self._lines()
        except PlannerError as problem:
            self.problem.say(text.error(problem))
            return
        self.list.show_lines(lines, row)
        self._places.setCurrentWidget(self.list if lines else self.nothing)
        self.deed.setVisible(bool(lines))
        (self.list if lines else self.way_out).setFocus()
        self.deed.setEnabled(not self._desk.store.read_only)

    def _lines(self) -> list[Line]:
        history = self._desk.store.history
        today = self._desk.clock().astimezone().date()
        lines = []
        for step in history.bin()[:_MOST]:
            at = step.at.astimezone()
            day = text.day(at.date(), today)
            gone = history.gone(step.id)
            lines.append(Line(words.gone(step), words.gone_when(day, gone), step))
        return lines

    def _on_restore(self) -> None:
        line = self.list.line
        if line is None or not self.deed.isEnabled():
            return
        step: Step = line.stands_for
        self.problem.say("")
        try:
            done = self._desk.store.history.restore(step.id)
        except PlannerError as problem:
            self.problem.say(text.error(problem))
            return
        self.said.setText(words.restored(line.name, left=done.left))
        self._read(self.list.currentIndex().row())
