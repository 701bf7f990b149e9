"""The import of files: what would come of it, the import itself, what came of it, and undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer, QTimeZone
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from planner.domain.errors import PlannerError
from planner.gui import text
from planner.gui.importer import lists, words
from planner.gui.importer.columns import ColumnsView
from planner.gui.importer.drop_ground import DropGround
from planner.gui.importer.report_view import ReportView
from planner.gui.tasks import Progress, Task, Tasks
from planner.gui.widgets.button import Button
from planner.gui.widgets.framed import FramedDialog
from planner.gui.widgets.label import Label
from planner.store import Replayed, Store

if TYPE_CHECKING:
    from planner.exchange.csv_files import Table
    from planner.exchange.importing import Options, Report

_STEPS = 1000
_SOON_MS = 50
"""The worker loads what reads files, which would stand in the way of the dialog's first picture."""
_WIDTH, _HEIGHT = 760, 560
_NAMED = 1000
"""So many people of each sort are named before an import."""

Mappings = dict[Path, dict[str, str]]


@dataclass(frozen=True, slots=True)
class _Looked:
    """What came of a look at files, and those of whose columns nothing is known."""

    report: Report
    tables: dict[Path, Table]


class ImportDialog(FramedDialog):
    """Looks at the files first. Closing it while an import goes on takes that back."""

    def __init__(
        self,
        store: Store,
        tasks: Tasks,
        files: Sequence[Path],
        clock: Callable[[], datetime],
        parent: QWidget,
    ) -> None:
        super().__init__(parent.tr("Import"), parent.tr("Cancel"), parent, width=620)
        self._store, self._tasks, self._clock = store, tasks, clock
        self._files: list[Path] = []
        self._mappings: Mappings = {}
        self._run: int | None = None
        self._task: Task | None = None
        self._keeps = False
        self._asked: ColumnsView | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._start_looking)
        self._build()
        self.setAcceptDrops(True)
        self.open_at(_WIDTH, _HEIGHT)
        if files:
            self.look_at(files)
        else:
            self.places.setCurrentWidget(self.ground)
            self.ground.choose.setFocus()

    def _build(self) -> None:
        self.said = Label("", "body", weight=500)
        self.said.setAccessibleName(self.tr("How the import is going"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the import"))
        self.bar.hide()
        self.ground, self.report, self.columns = DropGround(), ReportView(), QWidget()
        self._column = QVBoxLayout(self.columns)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.places = QStackedWidget()
        for place in (self.report, self.ground, self.columns):
            self.places.addWidget(place)
        for widget in (self.said, self.bar):
            self.body.addWidget(widget)
        self.body.addWidget(self.places, 1)
        self.said.hide()
        self.ground.chosen.connect(self.look_at)
        self.leave = self.add_deed(self.tr("Leave this file out"), "secondary")
        # Not where Import was: who clicks twice would take back what has just come in.
        self.undo = Button(self.tr("Undo import"), "ghost")
        self.undo.setAutoDefault(False)
        self.footer.insertWidget(0, self.undo)
        self.deed = self.add_deed(self.tr("Import"))
        self.finish = self.add_deed(self.tr("Done"))
        for button, deed in (
            (self.leave, self._on_leave),
            (self.undo, self._on_undo),
            (self.deed, self._on_deed),
            (self.finish, self.accept),
        ):
            button.clicked.connect(deed)
            button.hide()

    # Looking

    def look_at(self, files: Sequence[Path]) -> None:
        """See what would come of these files, and of those that were looked at before."""
        self._files = list(dict.fromkeys((*self._files, *files)))
        self._look()

    def _look(self) -> None:
        self._set_under_way(self.tr("Reading the files…"))
        self._soon.start(_SOON_MS)

    def _start_looking(self) -> None:
        store, files, now = self._store, tuple(self._files), self._clock()
        mappings = dict(self._mappings)
        self._task = self._tasks.run(
            lambda progress: _looked(store, files, mappings, now, progress),
            self._on_looked,
            self._on_failed,
            self,
            on_progress=self._on_progress,
        )

    def _on_looked(self, looked: _Looked) -> None:
        self._task = None
        unread = {Path(one.file): one.reason for one in looked.report.unread}
        for file, table in looked.tables.items():
            if file in unread:
                self._ask(file, table, unread[file] if file in self._mappings else "")
                return
        report = looked.report
        self._show_outcome(words.would_import(report), report)
        any_good = bool(report.created or report.updated or report.duplicates)
        self.deed.setText(self.tr("Import"))
        self.deed.setVisible(any_good)
        if any_good:
            self.deed.setFocus()

    def _ask(self, file: Path, table: Table, problem: str) -> None:
        """What the columns of a table hold, which its header does not tell."""
        if self._asked is not None:
            self._asked.hide()
            self._asked.deleteLater()
        self._asked = ColumnsView(file, table)
        self._asked.problem.say(problem)
        self._column.addWidget(self._asked)
        self._set_still()
        self.said.hide()
        self.places.setCurrentWidget(self.columns)
        self.leave.setVisible(len(self._files) > 1)
        self.deed.setText(self.tr("Look again"))
        self.deed.show()
        next(iter(self._asked.fields.values())).setFocus()

    def _on_leave(self) -> None:
        if self._asked is not None:
            self._files.remove(self._asked.file)
            self._look()

    # Importing

    def _on_deed(self) -> None:
        if self.places.currentWidget() is self.columns and self._asked is not None:
            self._mappings[self._asked.file] = self._asked.mapping()
            self._look()
            return
        self._keeps = True
        self._set_under_way(self.tr("Taking people over…"))
        store, files, now = self._store, tuple(self._files), self._clock()
        mappings = dict(self._mappings)
        self._task = self._tasks.run(
            lambda progress: _imported(store, files, mappings, now, progress),
            self._on_imported,
            self._on_failed,
            self,
            on_progress=self._on_progress,
        )

    def _on_progress(self, done: int, total: int) -> None:
        if self._task and not self._task.progress.cancelled():
            self.bar.setRange(0, _STEPS)
            self.bar.setValue(_STEPS * done // max(total, 1))

    def _on_imported(self, report: Report) -> None:
        self._run = report.run
        self._set_over(text.imported(report), report)
        self.undo.setVisible(bool(report.created or report.updated))

    def _on_failed(self, problem: PlannerError) -> None:
        self._set_over(text.error(problem))

    def _on_undo(self) -> None:
        run = self._run
        if run is None:
            return
        store = self._store
        self._set_under_way(self.tr("Taking the import back…"))
        self.way_out.setEnabled(False)
        self._task = self._tasks.run(
            lambda progress: store.imports.undo(run), self._on_undone, self._on_failed, self
        )

    def _on_undone(self, done: Replayed) -> None:
        self._set_over(text.taken_back(done.left))

    # How it is going

    def _set_under_way(self, doing: str) -> None:
        self.said.setText(doing)
        self.said.show()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.report.show_lists([])
        self.places.setCurrentWidget(self.report)
        for button in (self.leave, self.undo, self.deed, self.finish):
            button.hide()
        self.way_out.show()
        self.way_out.setFocus()

    def _set_still(self) -> None:
        self._task = None
        self._keeps = False
        self.bar.hide()
        self.way_out.setEnabled(True)

    def _show_outcome(self, outcome: str, report: Report | None = None) -> None:
        self._set_still()
        self.said.setText(outcome)
        self.places.setCurrentWidget(self.report)
        self.report.show_lists(lists.of(report) if report else [])

    def _set_over(self, outcome: str, report: Report | None = None) -> None:
        self._show_outcome(outcome, report)
        self.setAcceptDrops(False)
        self.way_out.hide()
        self.finish.show()
        self.finish.setDefault(True)
        self.finish.setFocus()

    # Qt's own names

    def reject(self) -> None:
        self._soon.stop()
        if self._task is None:
            super().reject()
        elif self._keeps and self.way_out.isEnabled():
            self._task.cancel()
            self.way_out.setEnabled(False)
            self.said.setText(self.tr("Taking back what was imported so far…"))
            self.bar.setRange(0, 0)
        elif not self._keeps and self.way_out.isEnabled():
            self._task.cancel()
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self._task is None:
            event.acceptProposedAction()
            self.ground.show_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.ground.show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.ground.show_over(False)
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files and self._task is None:
            event.acceptProposedAction()
            self.look_at(files)


# On the worker; its imports are too slow for the way to the first picture.


def _looked(
    store: Store, files: Sequence[Path], mappings: Mappings, now: datetime, progress: Progress
) -> _Looked:
    from planner.exchange import importing

    tables = {file: table for file in files if (table := importing.table_of(file))}
    return _Looked(_import(store, files, mappings, now, progress, dry_run=True), tables)


def _imported(
    store: Store, files: Sequence[Path], mappings: Mappings, now: datetime, progress: Progress
) -> Report:
    return _import(store, files, mappings, now, progress, dry_run=False)


def _import(
    store: Store,
    files: Sequence[Path],
    mappings: Mappings,
    now: datetime,
    progress: Progress,
    *,
    dry_run: bool,
) -> Report:
    from planner.exchange import importing

    steps = importing.Progress(tell=progress.tell, cancelled=progress.cancelled)
    options = _options(mappings, dry_run=dry_run)
    return importing.import_files(store, files, options, now=now, progress=steps)


def _options(mappings: Mappings, *, dry_run: bool) -> Options:
    from planner.exchange import importing

    return importing.Options(
        columns_of=mappings,
        region=QLocale.territoryToCode(QLocale.system().territory()),
        zone=QTimeZone.systemTimeZoneId().toStdString() or "UTC",
        dry_run=dry_run,
        named=_NAMED if dry_run else 0,
    )
