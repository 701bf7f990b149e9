"""The list of people: whole rows, no grid, and letters typed into it go to the search."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from planner.gui.people.model import Column, PeopleModel

_MARGIN = 9
"""Pixels above and below the text of a row."""
_WIDEST_WORDS = {Column.CIRCLE: "Wished · Inner", Column.LAST_CONTACT: "30 Sept 2026 · i"}
_CALM_HEADER = (
    "QHeaderView::section { background: palette(base); border: none;"
    " border-bottom: 1px solid palette(mid); padding: 8px 3px; }"
)


class PeopleTable(QTableView):
    typed = Signal(str)
    """Letters that were typed while the list had the focus."""

    def __init__(self, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(self.tr("People"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self._arrange()
        self._marked: tuple[int, int] | None = None
        model.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        model.modelReset.connect(self._on_reset)

    def _arrange(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 2 * _MARGIN)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        columns.setStyleSheet(_CALM_HEADER)
        columns.setSectionsClickable(False)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column, words in _WIDEST_WORDS.items():
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            columns.resizeSection(column, self.fontMetrics().horizontalAdvance(words) + 24)

    def go_to_list(self) -> None:
        """Take the focus, on the row that had it last or else the first."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.currentIndex().isValid():
            self.selectRow(0)

    @property
    def person(self) -> int | None:
        """The id of the person in the selected row."""
        index = self.currentIndex()
        return int(index.data(PeopleModel.PERSON)) if index.isValid() else None

    # The selected person stays selected, and in place, when the list is read again

    def _on_about_to_be_reset(self) -> None:
        person = self.person
        top = self.rowViewportPosition(self.currentIndex().row())
        self._marked = None if person is None else (person, top)

    def _on_reset(self) -> None:
        model, marked = self.model(), self._marked
        if marked is None or not isinstance(model, PeopleModel):
            return
        row = model.row_of(marked[0])
        if row is None:
            return
        self.setCurrentIndex(model.index(row, Column.NAME))
        was_in_sight = 0 <= marked[1] < self.viewport().height()
        if was_in_sight:
            height = self.verticalHeader().defaultSectionSize()
            self.verticalScrollBar().setValue(row * height - marked[1])

    # Qt's own names

    def keyboardSearch(self, search: str) -> None:
        if search.strip():
            self.typed.emit(search)
