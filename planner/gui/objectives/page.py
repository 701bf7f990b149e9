"""The Objectives page: all objectives, or the one that is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QStackedLayout, QWidget

from planner.domain.changes import Changes
from planner.domain.errors import NotFoundError, PlannerError
from planner.gui.objectives.deeds import Deeds
from planner.gui.objectives.editor import ObjectiveEditor
from planner.gui.objectives.listing import ObjectiveList
from planner.gui.page import Desk, Page
from planner.gui.widgets.scrim import veil


class ObjectivesPage(Page):
    """What one works towards, ask by ask."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.deeds = Deeds(desk, self)
        self.list = ObjectiveList()
        self.editor = ObjectiveEditor(self.deeds)
        self._places = QStackedLayout(self)
        self._places.addWidget(self.list)
        self._places.addWidget(self.editor)
        self.deeds.trouble.connect(self.trouble)
        self.deeds.undoable.connect(self.undoable)
        self.deeds.person_requested.connect(self.person_requested)
        self.deeds.dialog_opened.connect(self._on_dialog)
        self.list.chosen.connect(self.show_objective)
        self.list.new_requested.connect(self.write_new)
        self.editor.created.connect(lambda _: self.title_changed.emit())
        self.editor.renamed.connect(self.title_changed)
        self.editor.all_requested.connect(self.show_all)
        self.editor.gone.connect(self._on_gone)
        self.editor.plan_requested.connect(self.plan_requested)
        desk.graph.ready.connect(self._on_graph)
        self.refresh()

    def title(self) -> str:
        return self.editor.title() if self._is_editing else self.tr("Objectives")

    @property
    def objective(self) -> int | None:
        """The objective that is shown."""
        return self.editor.objective if self._is_editing else None

    @property
    def _is_editing(self) -> bool:
        return self._places.currentWidget() is self.editor

    def show_objective(self, objective: int, open_ask: int | None = None) -> None:
        """Show an objective, if what is typed now could be kept."""
        if self._is_editing and (self.objective == objective or not self.editor.leave()):
            return
        try:
            self.editor.show_objective(objective, open_ask)
        except PlannerError as problem:
            self.trouble.emit(problem)
            self._show_list()
            return
        self._places.setCurrentWidget(self.editor)
        self.title_changed.emit()

    def show_all(self) -> None:
        """Show the list, if what is typed now could be kept."""
        if self._is_editing and self.editor.leave():
            was = self.objective
            self._show_list()
            if was:
                self.list.focus_on(was)

    def write_new(self) -> None:
        """Let a new objective be written in place."""
        if not self._is_editing or self.editor.leave():
            self._places.setCurrentWidget(self.editor)
            self.editor.show_new()
            self.title_changed.emit()

    def apply(self, changes: Changes) -> None:
        """Show what changed in the file."""
        touched = (
            changes.objectives
            or changes.people
            or changes.meetings
            or changes.follow_ups
            or changes.introductions
            or changes.acquaintances
        )
        if touched:
            self._read()
        if self._is_editing and (changes.people or changes.acquaintances):
            self.editor.side.look_again()

    def refresh(self) -> None:
        if self._is_editing:
            self.editor.saving.flush()
        self._read()

    def opened(self) -> None:
        if not self._is_editing:
            self.list.focus_first()

    def kept_state(self) -> object:
        return {"objective": self.objective, "ask": self.editor.open_ask}

    def take_state(self, state: object) -> None:
        if not isinstance(state, dict) or not isinstance(state.get("objective"), int):
            return
        ask = state.get("ask")
        known = {line.id for line in self.desk.store.objectives.lines()}
        if state["objective"] in known:
            self.show_objective(state["objective"], ask if isinstance(ask, int) else None)

    def _read(self) -> None:
        try:
            if self._is_editing:
                self.editor.reload()
            else:
                store, today = self.desk.store, self.deeds.today
                self.list.show_objectives(store.objectives.all(), today)
        except NotFoundError:
            self._on_gone()
        except PlannerError as problem:
            self.trouble.emit(problem)

    def _show_list(self) -> None:
        self._places.setCurrentWidget(self.list)
        self._read()
        self.title_changed.emit()

    def _on_gone(self) -> None:
        self._show_list()
        self.list.focus_first()

    def _on_graph(self) -> None:
        if self._is_editing and self.isVisible():
            self._read()

    def _on_dialog(self, dialog: QDialog) -> None:
        """Stand the window's veil behind a dialog, where there is one."""
        veil(dialog)
        dialog.finished.connect(dialog.deleteLater)
