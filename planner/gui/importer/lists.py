"""What an import brings or leaves out, line by line, for any number of lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.gui import text
from planner.gui.importer import words

if TYPE_CHECKING:
    from planner.exchange.importing import Report

_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Lines:
    """A list to show: what it is called, its columns with their widths (0: the rest), its cells."""

    key: str
    title: str
    headers: tuple[str, ...]
    widths: tuple[int, ...]
    count: int
    cells: Callable[[int], tuple[str, ...]]


class LinesModel(QAbstractTableModel):
    """Plain text on one line each; the tooltip has all of it."""

    def __init__(self, lines: Lines, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines = lines

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._lines.count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines.headers)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._lines.headers[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown, tip = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole
        if role not in (shown, tip):
            return None
        cell = self._lines.cells(index.row())[index.column()]
        return text.one_line(cell) if role == shown else text.tooltip(cell)


def of(report: Report) -> list[Lines]:
    """The lists of a report that have anything in them, in the order they are read."""
    bad, warned = [*report.unread, *report.skipped], report.warnings
    new, changed, doubts = report.new, report.changed, report.doubts

    def left_out(row: int) -> tuple[str, ...]:
        if row >= len(bad):
            return ("", "", warned[row - len(bad)])
        one, name = bad[row], Path(bad[row].file).name
        return (name, str(one.line or ""), one.reason.replace(one.file, name))

    found = [
        Lines(
            "new",
            words.tr("New"),
            (words.tr("Name"), words.tr("Work")),
            (260, 0),
            len(new),
            lambda row: (new[row].name, ", ".join(new[row].what)),
        ),
        Lines(
            "changed",
            words.tr("Brought up to date"),
            (words.tr("Name"), words.tr("What is added")),
            (260, 0),
            len(changed),
            lambda row: (changed[row].name, words.fields(changed[row].what)),
        ),
        Lines(
            "doubts",
            words.tr("Perhaps here already"),
            (words.tr("New"), words.tr("Much like"), words.tr("Why")),
            (200, 200, 0),
            len(doubts),
            lambda row: (doubts[row].name, doubts[row].like, words.doubt(doubts[row])),
        ),
        Lines(
            "left out",
            words.tr("Left out"),
            (words.tr("File"), words.tr("Line"), words.tr("Why")),
            (160, 60, 0),
            len(bad) + len(warned),
            left_out,
        ),
    ]
    return [lines for lines in found if lines.count]
