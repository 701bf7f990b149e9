"""What an import left out or has a remark about, record by record, for any number of records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.gui import text

if TYPE_CHECKING:
    from planner.exchange.importing import Report

_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class LeftOutModel(QAbstractTableModel):
    """File, line and reason of each record that was not taken over; then the warnings."""

    def __init__(self, report: Report, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bad = [*report.unread, *report.skipped]
        self._warnings = report.warnings

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._bad) + len(self._warnings)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("File"), self.tr("Line"), self.tr("Why"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown, tip = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole
        if role not in (shown, tip):
            return None
        cell = self._cell(index.row(), index.column())
        return text.one_line(cell) if role == shown else text.tooltip(cell)

    def _cell(self, row: int, column: int) -> str:
        if row >= len(self._bad):
            return ("", "", self._warnings[row - len(self._bad)])[column]
        bad = self._bad[row]
        return (Path(bad.file).name, str(bad.line or ""), bad.reason)[column]
