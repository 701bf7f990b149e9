"""People who may be one: likely pairs with reasons, laid side by side, merged or told apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from planner.domain.errors import PlannerError
from planner.domain.merging import Likeness, Pair, Reason
from planner.domain.people_lists import ListedPerson
from planner.gui import text, theme
from planner.gui.page import Desk
from planner.gui.people import words
from planner.gui.people.merging import MergeView
from planner.gui.people.pairs import Line, LineList
from planner.gui.tasks import Progress, Task
from planner.gui.widgets.button import Button
from planner.gui.widgets.framed import FramedDialog, Problem
from planner.gui.widgets.label import Label

if TYPE_CHECKING:
    from planner.store import Store

_MOST = 500
"""So many pairs are shown at once, the likeliest; looking again shows the next."""
_STEPS = 1000


class DuplicatesDialog(FramedDialog):
    """Looks on the worker. Each merge is one step that can be undone, here as well."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent.tr("People who may be one"), parent.tr("Close"), parent, width=960)
        self._desk = desk
        self.list = LineList(self.tr("People who may be one"))
        self.view = MergeView(desk.store)
        self.problem = Problem()
        self._kept: tuple[list[Line], int] = ([], 0)
        self._make_places()
        self._make_feet()
        self.open_at(960, 620)
        store = desk.store
        self._task: Task | None = desk.tasks.run(
            lambda progress: _pairs(store, progress),
            self._on_found,
            self._on_failed,
            self,
            on_progress=self._on_progress,
        )

    def _make_places(self) -> None:
        self.looking, self.pairs, self.nobody = QWidget(), QWidget(), QWidget()
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far the search is"))
        column = QVBoxLayout(self.looking)
        column.addStretch(1)
        column.addWidget(Label(self.tr("Comparing names and ways to reach them…"), "body", "ink2"))
        column.addWidget(self.bar)
        column.addStretch(2)
        row = QHBoxLayout(self.pairs)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(20))
        row.addWidget(self.list, 3)
        row.addWidget(self.view, 7)
        column = QVBoxLayout(self.nobody)
        self.sentence = Label(
            self.tr("Everybody here seems to be somebody else."), "voice-m", "ink2"
        )
        column.addStretch(1)
        column.addWidget(self.sentence)
        column.addStretch(2)
        self.places = QStackedWidget()
        for place in (self.looking, self.pairs, self.nobody):
            self.places.addWidget(place)
        self.body.addWidget(self.places, 1)
        self.body.addWidget(self.problem)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_merge)

    def _make_feet(self) -> None:
        self.said = Label("", "small", "ink2", lines=2)
        self.undo = Button(self.tr("Undo"), "link")
        self.undo.setAutoDefault(False)
        self.undo.hide()
        self.undo.clicked.connect(self._on_undo)
        self.footer.insertWidget(1, self.said, 1, Qt.AlignmentFlag.AlignVCenter)
        self.footer.insertWidget(2, self.undo)
        self.apart = self.add_deed(self.tr("Not the same"), "secondary")
        self.deed = self.add_deed(self.tr("Merge them"))
        self.apart.clicked.connect(self._on_apart)
        self.deed.clicked.connect(self._on_merge)
        self._enable(False)
        self._offer(False)

    def _offer(self, some: bool) -> None:
        """Have the deeds there only where there is a pair to do them to."""
        for button in (self.apart, self.deed):
            button.setVisible(some)

    def _enable(self, on: bool) -> None:
        can = on and not self._desk.store.read_only
        self.apart.setEnabled(can)
        self.deed.setEnabled(can)

    # Looking for them

    def _on_progress(self, done: int, total: int) -> None:
        self.bar.setRange(0, _STEPS)
        self.bar.setValue(_STEPS * done // max(total, 1))

    def _on_found(self, lines: list[Line]) -> None:
        self._task = None
        self._show(lines)
        if lines:
            self.list.setFocus()

    def _on_failed(self, problem: PlannerError) -> None:
        self._task = None
        self.bar.hide()
        self.problem.say(text.error(problem))

    def _show(self, lines: list[Line], row: int = 0) -> None:
        self.list.show_lines(lines, row)
        self.places.setCurrentWidget(self.pairs if lines else self.nobody)
        self._offer(bool(lines))
        if not lines:
            self.way_out.setFocus()

    def _on_chosen(self) -> None:
        line = self.list.line
        self.problem.say("")
        self._enable(line is not None)
        if line is None:
            return
        pair: Pair = line.stands_for
        try:
            self.view.show_pair(pair.a, pair.b)
        except PlannerError as problem:
            self._enable(False)
            self.problem.say(text.error(problem))

    # What is done with them

    def _on_merge(self) -> None:
        line = self.list.line
        if line is None or not self.deed.isEnabled():
            return
        self._kept = list(self.list.lines.lines), self.list.currentIndex().row()
        pair: Pair = line.stands_for
        try:
            _, sentence = self.view.merge()
        except PlannerError as problem:
            self.problem.say(text.error(problem))
            return
        self._go_on(lambda one: pair.b not in (one.a, one.b), sentence)

    def _on_apart(self) -> None:
        line = self.list.line
        if line is None:
            return
        self._kept = list(self.list.lines.lines), self.list.currentIndex().row()
        pair: Pair = line.stands_for
        try:
            self._desk.store.people.duplicates.not_the_same(pair.a, pair.b)
        except PlannerError as problem:
            self.problem.say(text.error(problem))
            return
        self._go_on(lambda one: one != pair, words.told_apart(line.name))

    def _go_on(self, stays: Callable[[Pair], bool], sentence: str) -> None:
        lines, row = self._kept
        self._show([line for line in lines if stays(line.stands_for)], row)
        self.said.setText(sentence)
        self.undo.show()

    def _on_undo(self) -> None:
        self.undo.hide()
        try:
            step = self._desk.store.history.undo()
        except PlannerError as problem:
            self.problem.say(text.error(problem))
            return
        self.said.setText(text.undone(step))
        self._show(*self._kept)

    # Qt's own names

    def reject(self) -> None:
        if self._task is not None:
            self._task.cancel()
        super().reject()


def _pairs(store: Store, progress: Progress) -> list[Line]:
    """On the worker: the likeliest pairs with the names of both."""
    found: list[Pair] = []
    for pair in store.people.duplicates.pairs(progress.tell, progress.cancelled):
        found.append(pair)
        if len(found) >= _MOST:
            break
    progress.check()
    ids = sorted({person for pair in found for person in (pair.a, pair.b)})
    rows = {row.id: row for row in store.people.listing.rows(ids)}
    return [
        Line(
            words.names([rows[pair.a].name, rows[pair.b].name]),
            words.reasons([_as_written(reason, rows[pair.a]) for reason in pair.reasons]),
            pair,
        )
        for pair in found
        if pair.a in rows and pair.b in rows
    ]


def _as_written(reason: Reason, person: ListedPerson) -> Reason:
    """A reason is told in the form that names are compared in; it is said as somebody wrote it."""
    if reason.kind is Likeness.ORGANISATION and person.organisation:
        return replace(reason, value=person.organisation)
    return reason
