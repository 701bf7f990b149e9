"""The People page: the search on top, everybody below, or a word for when nobody is there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QStackedLayout, QVBoxLayout, QWidget

from planner.domain.changes import Changes
from planner.gui.page import Desk, Page
from planner.gui.people.model import PeopleModel
from planner.gui.people.search_field import SearchField
from planner.gui.people.table import PeopleTable
from planner.gui.widgets.plain_label import PlainLabel


class PeoplePage(Page):
    """Finds people as you type. What it cannot do itself it asks the main window for."""

    add_requested = Signal()
    import_requested = Signal()
    duplicates_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.model = PeopleModel(desk.store.people, desk.clock, self)
        self.search = SearchField()
        self.table = PeopleTable(self.model)
        self._nobody = _Nobody(
            self.tr("Who would you be glad to hear from?"), self.tr("Add a person")
        )
        self._no_match = _Nobody(
            self.tr("Nobody here matches. Try fewer filters."), self.tr("Clear filters")
        )
        self._lay_out()
        self.search.textChanged.connect(self._on_typed)
        self.search.left.connect(self._on_search_left)
        self.table.typed.connect(self._on_typed_into_list)
        self._nobody.asked.connect(self.add_requested)
        self._no_match.asked.connect(self._on_clear)
        self.model.modelReset.connect(self._on_reset)
        # It is told while rows are painted; the answer to it must not be.
        self.model.trouble.connect(self.trouble, Qt.ConnectionType.QueuedConnection)
        self.model.search("")

    def _lay_out(self) -> None:
        title = PlainLabel(self.tr("People"))
        title.enlarge(1.7, bold=True)
        self._places = QStackedLayout()
        for place in (self.table, self._nobody, self._no_match):
            self._places.addWidget(place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 8)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addWidget(self.search)
        layout.addLayout(self._places, 1)

    def apply(self, changes: Changes) -> None:
        """Show what changed in the file."""
        self.model.apply(changes)

    def title(self) -> str:
        return self.tr("People")

    def refresh(self) -> None:
        self.model.refresh()

    def opened(self) -> None:
        self.search.setFocus()

    def show_person(self, person: int) -> None:
        """Select a person."""

    def start_search(self) -> bool:
        """Put the cursor into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        return True

    def _on_typed(self, typed: str) -> None:
        self.model.search(typed)
        self.table.scrollToTop()

    def _on_typed_into_list(self, letters: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.insert(letters)

    def _on_search_left(self) -> None:
        if self.model.rowCount():
            self.table.go_to_list()

    def _on_clear(self) -> None:
        self.search.clear()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_reset(self) -> None:
        if self.model.rowCount():
            self._places.setCurrentWidget(self.table)
        else:
            self._places.setCurrentWidget(self._no_match if self.model.query else self._nobody)


class _Nobody(QWidget):
    """One sentence and one button in the place of an empty list."""

    asked = Signal()

    def __init__(self, sentence: str, deed: str) -> None:
        super().__init__()
        label = PlainLabel(sentence)
        label.enlarge(1.3)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        button = QPushButton(deed)
        button.setAutoDefault(True)
        button.clicked.connect(self.asked)
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addStretch(2)
        layout.addWidget(label)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
