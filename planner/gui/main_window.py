"""The main window: routes between the pages, the menus, the store and the worker.

Dialogs are imported when they are first opened; the first picture does not wait for them.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from planner.domain.changes import Changes
from planner.domain.errors import PlannerError
from planner.gui import text
from planner.gui.change_relay import ChangeRelay
from planner.gui.people.page import PeoplePage
from planner.gui.status_line import StatusLine
from planner.gui.tasks import Progress, Tasks, explained
from planner.store import Step, Store

_PLACE = "window.place"
"""The setting that keeps where the window was. In the file, so that it goes where the file goes,
is as private as the file, and two profiles do not share it."""
_WIDTH, _HEIGHT = 1040, 720
_CARE_MS = 3_600_000
"""A window left open for days looks once an hour whether today's backup is made."""


class MainWindow(QMainWindow):
    """The window over one open store."""

    def __init__(
        self, store: Store, tasks: Tasks, relay: ChangeRelay, clock: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._store, self._tasks, self._clock = store, tasks, clock
        self.setWindowTitle(self.tr("People – On Purpose"))
        self.people = PeoplePage(store.people, clock)
        self.status = StatusLine()
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.people, 1)
        layout.addWidget(self.status)
        self.setCentralWidget(body)
        self._make_menus()
        relay.changed.connect(self._on_changed)
        self.people.trouble.connect(self._on_unreadable)
        self.people.add_requested.connect(self._on_add)
        self._care = QTimer(self)
        self._care.setInterval(_CARE_MS)
        self._care.timeout.connect(self.back_up_daily)
        self._show_state()
        self._take_place()
        self.people.search.setFocus()

    # Menus

    def _make_menus(self) -> None:
        keys = QKeySequence.StandardKey
        importing = self._action(self.tr("&Import…"), "Ctrl+I", self._on_import)
        exporting = self._action(self.tr("&Export…"), "Ctrl+E", self._on_export)
        leaving = self._action(self.tr("&Quit"), "Ctrl+Q", self.close)
        leaving.setMenuRole(QAction.MenuRole.QuitRole)
        undoing = self._action(self.tr("&Undo"), keys.Undo, self._on_undo)
        redoing = self._action(self.tr("&Redo"), keys.Redo, self._on_redo)
        adding = self._action(self.tr("&Add a person…"), "Ctrl+Shift+N", self._on_add)
        finding = self._action(self.tr("&Find"), keys.Find, self.people.start_search)
        for title, groups in (
            (self.tr("&File"), ((importing, exporting), (leaving,))),
            (self.tr("&Edit"), ((undoing, redoing), (adding,), (finding,))),
        ):
            menu = self.menuBar().addMenu(title)
            for group in groups:
                menu.addActions(group)
                if group is not groups[-1]:
                    menu.addSeparator()
        for action in (importing, undoing, redoing, adding):
            action.setEnabled(not self._store.read_only)

    def _action(
        self, label: str, key: str | QKeySequence.StandardKey, do: Callable[[], object]
    ) -> QAction:
        action = QAction(label, self)
        if isinstance(key, str):
            action.setShortcut(QKeySequence(key))
        else:
            action.setShortcuts(key)
        action.triggered.connect(do)
        return action

    # What the person does

    def _on_add(self) -> None:
        from planner.gui.people.add_dialog import AddPersonDialog

        dialog = AddPersonDialog(self._store.people, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_undo(self) -> None:
        self._replay(self._store.history.undo, text.undone)

    def _on_redo(self) -> None:
        self._replay(self._store.history.redo, text.redone)

    def _replay(
        self, replay: Callable[[], Step | None], said: Callable[[Step | None], str]
    ) -> None:
        try:
            self.status.say(said(replay()))
        except PlannerError as problem:
            self.show_problem(problem)

    def _on_import(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        files, _ = QFileDialog.getOpenFileNames(
            self,
            self.tr("Import"),
            "",
            self.tr("Contacts and calendars (*.vcf *.vcard *.csv *.ics *.json);;All files (*)"),
        )
        if files:
            self.import_files([Path(file) for file in files])

    def import_files(self, files: Sequence[Path]) -> None:
        """Import with progress, cancel, a summary and undo, in a dialog of its own."""
        from planner.gui.importer.dialog import ImportDialog

        dialog = ImportDialog(self._store, self._tasks, files, self._clock, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_export(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        file, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Export"),
            self.tr("People") + ".vcf",
            self.tr("vCard (*.vcf);;CSV (*.csv);;Calendar (*.ics);;Everything (*.json)"),
        )
        if file:
            self.export_to(Path(file))

    def export_to(self, target: Path) -> None:
        """Write what the file holds, in the format that the end of the name says."""
        from planner.gui.exporting import export

        store, now = self._store, self._clock()
        self._tasks.run(
            lambda progress: export(store, target, now, progress),
            lambda _: self.status.say(self.tr("Written: {file}").format(file=target)),
            self.show_problem,
            self,
        )

    # What happens by itself

    def look_after_the_file(self) -> None:
        """From now on see to the daily backup; for when the window stands."""
        self._care.start()
        self.back_up_daily()

    def back_up_daily(self) -> None:
        """Make the day's backup in the background, and say when the last one was made."""
        if self._store.read_only:
            return
        store = self._store

        def work(progress: Progress) -> datetime | None:
            store.back_up_daily()
            newest = next(iter(store.backups()), None)
            return newest.at.replace(tzinfo=UTC) if newest else None

        self._tasks.run(work, self._on_backed_up, self._on_not_backed_up, self)

    def _on_backed_up(self, at: datetime | None) -> None:
        self._show_state(text.last_backup(at, self._clock()) if at else "")

    def _on_not_backed_up(self, problem: PlannerError) -> None:
        waiting = self.tr("Saved on this computer. The backup is waiting: {why}")
        self.status.show_trouble(waiting.format(why=text.error(problem)), self.back_up_daily)

    def _on_changed(self, changes: Changes) -> None:
        self.people.apply(changes)

    def _on_unreadable(self, problem: PlannerError) -> None:
        self.status.show_trouble(text.error(problem), self.people.model.refresh)

    def show_problem(self, error: BaseException) -> None:
        """Say what did not work, until something else is said."""
        self.status.show_trouble(text.error(explained(error)))

    def come_to_front(self) -> None:
        """Show the window to somebody who started the program once more."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)

    def _show_state(self, backup: str = "") -> None:
        if self._store.read_only:
            state = self.tr("Opened to look at only. Nothing can be changed here.")
        else:
            saved = self.tr("Saved on this computer")
            state = f"{saved}. {backup}" if backup else saved
        self.status.set_state(state)

    # Where the window is

    def _take_place(self) -> None:
        kept = self._store.settings.get(_PLACE)
        try:
            place = QByteArray(base64.b64decode(kept or "", validate=True))
        except (TypeError, ValueError):
            place = QByteArray()
        if place.isEmpty() or not self.restoreGeometry(place):
            room = self.screen().availableGeometry().size()
            self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))

    def _keep_place(self) -> None:
        place = base64.b64encode(self.saveGeometry().data()).decode("ascii")
        if not self._store.read_only and place != self._store.settings.get(_PLACE):
            self._store.settings.set(_PLACE, place)

    # Qt's own names

    def closeEvent(self, event: QCloseEvent) -> None:
        try:
            self._keep_place()
        except PlannerError as problem:
            explained(problem)  # a full disk must not keep anybody from leaving
        super().closeEvent(event)
