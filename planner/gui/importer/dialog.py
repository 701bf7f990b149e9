"""The import of files from its start to its summary: how far it is, cancel, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from planner.domain.errors import PlannerError
from planner.gui import text
from planner.gui.importer.left_out import LeftOutModel
from planner.gui.tasks import Progress, Task, Tasks
from planner.gui.widgets.plain_label import PlainLabel
from planner.store import Replayed, Store

if TYPE_CHECKING:
    from planner.exchange.importing import Report

_STEPS = 1000


class ImportDialog(QDialog):
    """Imports as soon as it is made. Closing it while that goes on cancels the import."""

    def __init__(
        self,
        store: Store,
        tasks: Tasks,
        files: Sequence[Path],
        clock: Callable[[], datetime],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._store, self._tasks = store, tasks
        self._run: int | None = None
        self._build()
        self._set_under_way(self.tr("Reading the files…"))
        self._task: Task | None = tasks.run(
            lambda progress: _imported(store, files, clock(), progress),
            self._on_imported,
            self._on_failed,
            self,
            on_progress=self._on_progress,
        )

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Import"))
        self.setModal(True)
        self.setMinimumSize(560, 140)
        self.said = PlainLabel()
        self.said.setAccessibleName(self.tr("How the import is going"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the import"))
        self.left_out = QTableView()
        self.left_out.setAccessibleName(self.tr("Records that were left out"))
        self.left_out.setTabKeyNavigation(False)
        self.left_out.setWordWrap(False)
        self.left_out.setShowGrid(False)
        self.left_out.verticalHeader().setVisible(False)
        self.left_out.hide()
        self.undo = QPushButton(self.tr("Undo import"))
        self.undo.setAutoDefault(False)
        self.undo.clicked.connect(self._on_undo)
        self.undo.hide()
        self.way_out = QPushButton()
        self.way_out.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.undo)
        buttons.addStretch()
        buttons.addWidget(self.way_out)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.said)
        layout.addWidget(self.bar)
        layout.addWidget(self.left_out, 1)
        layout.addStretch()
        layout.addLayout(buttons)

    def _set_under_way(self, doing: str) -> None:
        self.said.setText(doing)
        self.bar.setRange(0, 0)
        self.bar.show()
        self.undo.hide()
        self.way_out.setText(self.tr("Cancel"))

    def _set_over(self, outcome: str) -> None:
        self._task = None
        self.said.setText(outcome)
        self.bar.hide()
        self.way_out.setText(self.tr("Close"))
        self.way_out.setEnabled(True)
        self.way_out.setDefault(True)
        self.way_out.setFocus()

    def _on_progress(self, done: int, total: int) -> None:
        if self._task and not self._task.progress.cancelled():
            self.said.setText(self.tr("Taking people over…"))
            self.bar.setRange(0, _STEPS)
            self.bar.setValue(_STEPS * done // max(total, 1))

    def _on_imported(self, report: Report) -> None:
        self._run = report.run
        self._set_over(text.imported(report))
        self.undo.setVisible(bool(report.created or report.updated))
        remarks = LeftOutModel(report, self)
        if remarks.rowCount():
            self.left_out.setModel(remarks)
            columns = self.left_out.horizontalHeader()
            columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
            columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
            columns.resizeSection(0, 160)
            columns.resizeSection(1, 60)
            columns.setStretchLastSection(True)
            self.left_out.show()
            self.resize(max(self.width(), 720), 420)

    def _on_failed(self, problem: PlannerError) -> None:
        self._set_over(text.error(problem))

    def _on_undo(self) -> None:
        run = self._run
        if run is None:
            return
        store = self._store
        self._set_under_way(self.tr("Taking the import back…"))
        self.way_out.setEnabled(False)
        self.left_out.hide()
        self._task = self._tasks.run(
            lambda progress: store.imports.undo(run), self._on_undone, self._on_failed, self
        )

    def _on_undone(self, done: Replayed) -> None:
        self._set_over(text.taken_back(done.left))
        self.resize(self.minimumSize())

    # Qt's own names

    def reject(self) -> None:
        if self._task is None:
            super().reject()
        elif self.way_out.isEnabled():
            self._task.cancel()
            self.way_out.setEnabled(False)
            self.said.setText(self.tr("Taking back what was imported so far…"))
            self.bar.setRange(0, 0)


def _imported(store: Store, files: Sequence[Path], now: datetime, progress: Progress) -> Report:
    """On the worker; its imports are too slow for the way to the first picture."""
    from planner.exchange import importing

    territory = QLocale.territoryToCode(QLocale.system().territory())
    return importing.import_files(
        store,
        files,
        importing.Options(region=territory),
        now=now,
        progress=importing.Progress(tell=progress.tell, cancelled=progress.cancelled),
    )
