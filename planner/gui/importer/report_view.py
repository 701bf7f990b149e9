"""The lists of a report: one at a time, chosen by chips."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from planner.gui import theme
from planner.gui.importer.lists import Lines, LinesModel
from planner.gui.widgets.card import Card
from planner.gui.widgets.chip import FilterChip
from planner.gui.widgets.scroller import FlowLayout


class ReportView(QWidget):
    """Nothing is shown of what is empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lists: list[Lines] = []
        self.chips: dict[str, FilterChip] = {}
        self._group = QButtonGroup(self)
        self._bar = QWidget()
        self._flow = FlowLayout()
        self._bar.setLayout(self._flow)
        self.table = _Table()
        self._card = Card()
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(4, 4, 4, 4)
        inside.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._bar)
        layout.addWidget(self._card, 1)
        layout.addStretch(0)
        theme.on_change(self._on_look)
        self.show_lists([])

    def show_lists(self, found: Sequence[Lines]) -> None:
        """Show these lists, the last of them first where something was left out."""
        self._lists = list(found)
        for chip in self.chips.values():
            self._group.removeButton(chip)
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self.chips = {}
        for lines in found:
            chip = self.chips[lines.key] = FilterChip(lines.title)
            chip.clicked.connect(lambda _=False, key=lines.key: self.show_list(key))
            self._group.addButton(chip)
            self._flow.addWidget(chip)
        self._bar.setVisible(bool(found))
        self._card.setVisible(bool(found))
        if found:
            self.show_list(found[0].key)

    def show_list(self, key: str) -> None:
        lines = next(one for one in self._lists if one.key == key)
        self.chips[key].setChecked(True)
        before = self.table.model()
        self.table.setModel(LinesModel(lines, self.table))
        if before is not None:
            before.deleteLater()
        self.table.setAccessibleName(lines.title)
        self.table.measure(lines.widths)

    def _on_look(self) -> None:
        shown = next((one for one in self._lists if self.chips[one.key].isChecked()), None)
        if shown:
            self.table.measure(shown.widths)


class _Table(QTableView):
    """Rows to read; Tab leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        theme.set_type(self, "body")
        theme.set_type(header, "small", 600)

    def measure(self, widths: Sequence[int]) -> None:
        """Give the columns their widths at 100 %; the last takes the rest."""
        self.verticalHeader().setDefaultSectionSize(theme.px(36))
        header = self.horizontalHeader()
        for column, width in enumerate(widths):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            if width:
                header.resizeSection(column, theme.px(width))
        header.setStretchLastSection(True)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # for the button that stands for it
        else:
            super().keyPressEvent(event)
