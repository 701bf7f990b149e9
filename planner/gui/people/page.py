"""The People page: who is in the file, found as you type, and one of them, or several, beside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.domain.changes import Changes
from planner.domain.errors import PlannerError
from planner.domain.people_lists import ListedPerson, PeopleFilter, PeopleOrder
from planner.gui import theme
from planner.gui.page import Desk, Page, PlanRequest
from planner.gui.people import columns, kept
from planner.gui.people.deeds import Deeds
from planner.gui.people.detail.pane import PersonPane
from planner.gui.people.filters import Filters
from planner.gui.people.header import PeopleHeader
from planner.gui.people.kept import Kept
from planner.gui.people.list_view import PeopleList
from planner.gui.people.menu import person_menu
from planner.gui.people.model import PeopleModel
from planner.gui.people.photos import Photos
from planner.gui.people.search_field import SearchField
from planner.gui.people.several import SeveralPane
from planner.gui.widgets.button import Button
from planner.gui.widgets.card import EmptyState, Ground
from planner.gui.widgets.chip import SLOP
from planner.gui.widgets.label import Label
from planner.gui.widgets.scrim import veil

if TYPE_CHECKING:
    from planner.gui.people.merging import MergeDialog, PickDialog

_LIST, _LEAST_LIST, _LEAST_PANE = 671, 420, 400
_NARROW = 852
"""Below this width in px at 100 % the pane is a page of its own: 1100 without the sidebar."""


class PeoplePage(Page):
    """Finds people as you type. What it cannot do itself it asks the main window for."""

    add_requested = Signal()
    import_requested = Signal()
    duplicates_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.person: int | None = None
        """Whose pane is shown."""
        self._order = PeopleOrder()
        self._day = desk.clock().astimezone().date()
        self._inside = False
        self.photos = Photos(desk.store, desk.tasks, self)
        self.model = PeopleModel(desk.store.people.listing, desk.clock, self)
        self.deeds = Deeds(desk, self)
        self._make_left()
        self._make_right()
        self._lay_out()
        self._connect()
        theme.on_change(self._on_look)
        self._on_look()
        self._ask()

    # What it is made of

    def _make_left(self) -> None:
        self.heading = Label(self.tr("People"), "display", wrap=False)
        self.add = Button(self.tr("Add a person"), icon="user-plus")
        self.add.setEnabled(not self.desk.store.read_only)
        self.search = SearchField(reached=True)
        self.filters = Filters(self.desk.store)
        self.header = PeopleHeader()
        self.list = PeopleList(self.model, self.photos)
        self.nobody = EmptyState(
            self.tr("Who would you be glad to hear from?"),
            self.tr("Add a person"),
            self.tr("Bring people from a file"),
        )
        self.no_match = EmptyState(
            self.tr("Nobody here matches. Try fewer filters."), self.tr("Clear filters")
        )
        for empty in (self.nobody, self.no_match):
            empty.button.setAutoDefault(True)
        for way_in in (self.nobody.button, self.nobody.other):
            way_in.setEnabled(not self.desk.store.read_only)

    def _make_right(self) -> None:
        self.pane = PersonPane(self.desk)
        self.several = SeveralPane(self.desk, self.deeds)
        self.back = Button(self.tr("Back to people"), "ghost", icon="arrow-left", small=True)
        self.blank = Ground("surface")
        self.panes = QStackedWidget()
        for pane in (self.blank, self.pane, self.several):
            self.panes.addWidget(pane)

    def _lay_out(self) -> None:
        self._top = QVBoxLayout()
        self._first = QHBoxLayout()
        self._first.addWidget(self.heading, 1, Qt.AlignmentFlag.AlignVCenter)
        self._first.addWidget(self.add)
        self._top.addLayout(self._first)
        self._top.addWidget(self.search)
        self._top.addSpacing(-SLOP)
        self._top.addWidget(self.filters)
        listed = QWidget()
        rows = QVBoxLayout(listed)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.header)
        rows.addWidget(self.list, 1)
        self.places = QStackedWidget()
        for place in (listed, self.nobody, self.no_match):
            self.places.addWidget(place)
        self.left = Ground("window")
        self._left = QVBoxLayout(self.left)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(0)
        self._left.addLayout(self._top)
        self._left.addWidget(self.places, 1)
        self.right = Ground("surface")
        right = QVBoxLayout(self.right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        self._back_bar = QWidget()
        self._back = QHBoxLayout(self._back_bar)
        self._back.addWidget(self.back)
        self._back.addStretch(1)
        right.addWidget(self._back_bar)
        right.addWidget(self.panes, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.left)
        self.splitter.addWidget(self.right)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_typed)
        self.search.left.connect(self._on_search_left)
        self.filters.changed.connect(self._on_filtered)
        self.header.sorted.connect(self._on_sorted)
        self.add.clicked.connect(self.add_requested)
        self.nobody.asked.connect(self.add_requested)
        self.nobody.other_asked.connect(self.import_requested)
        self.no_match.asked.connect(self._on_clear)
        self.back.clicked.connect(self._on_back)
        self.list.typed.connect(self._on_typed_into_list)
        self.list.left_upwards.connect(self._on_left_upwards)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.clicked_one.connect(self._on_clicked_one)
        self.list.delete_asked.connect(self._on_delete)
        self.list.menu_asked.connect(self._on_menu)
        self.several.merge_asked.connect(self._on_merge)
        self.several.plan_asked.connect(self._on_plan)
        self.splitter.splitterMoved.connect(self._on_splitter)
        self.model.settled.connect(self._on_settled)
        # It is told while rows are painted; the answer to it must not be.
        self.model.trouble.connect(self.trouble, Qt.ConnectionType.QueuedConnection)
        self.deeds.undoable.connect(self.undoable)
        self.deeds.trouble.connect(self.trouble)
        self.deeds.said.connect(self.said)
        for name in ("trouble", "undoable", "plan_requested", "objective_requested"):
            getattr(self.pane, name).connect(getattr(self, name))
        self.pane.person_requested.connect(self.show_person)
        self.pane.merge_requested.connect(self._merge_with)
        self.pane.deleted.connect(self._on_gone)
        self.pane.back.connect(self._on_back)

    def _on_look(self) -> None:
        px = theme.px
        self._top.setContentsMargins(px(columns.LEFT), px(28), px(columns.RIGHT), px(7 - SLOP))
        self._top.setSpacing(px(12))
        self._first.setContentsMargins(0, 0, 0, px(4))
        self._back.setContentsMargins(px(20), px(12), px(20), 0)
        self.places.setMinimumHeight(px(80))  # or large text would squeeze what stands above
        self.left.setMinimumWidth(px(_LEAST_LIST) if not self.is_narrow else 0)
        self.right.setMinimumWidth(px(_LEAST_PANE) if not self.is_narrow else 0)
        self._arrange()

    # What the main window asks

    def title(self) -> str:
        return self.tr("People")

    def apply(self, changes: Changes) -> None:
        """Show what changed in the file."""
        self.photos.forget(changes.people)
        self.model.apply(changes)
        self.pane.apply(changes)
        if self.panes.currentWidget() is self.several:
            self._on_chosen()

    def refresh(self) -> None:
        self.model.refresh()
        self.pane.refresh()

    def opened(self) -> None:
        today = self.desk.clock().astimezone().date()
        if today != self._day:
            self._day = today
            self.model.refresh()
        if not self._inside:
            self.search.setFocus()

    def start_search(self) -> bool:
        """Put the cursor into the search."""
        self.go_back()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        return True

    def show_person(self, person: int) -> None:
        """Show somebody's pane, and mark them in the list if they are in it."""
        self._show_one(person)
        self.list.choose(person)
        self._enter()

    def show_promises(self) -> None:
        """List everybody with whom a promise is open."""
        self.search.clear()
        self.filters.choose_promises()

    def kept_state(self) -> object:
        width = round(self._list_width)
        return kept.written(Kept(self.filters.wanted, self._order, width, self.person))

    def take_state(self, state: object) -> None:
        was = kept.read(state)
        if was is None:
            return
        self._order, self._list_width = was.order, was.width or _LIST
        self.filters.take(was.wanted)
        self._ask()
        self._arrange()
        if was.person is not None and self.desk.store.people.listing.rows([was.person]):
            self._show_one(was.person)
            self.list.choose(was.person)

    # The list

    def _ask(self) -> None:
        query = " ".join(self.search.text().split())
        self.header.show_order(self._order, query=bool(query))
        self.model.show(replace(self.filters.wanted, query=query), self._order)

    def _on_typed(self) -> None:
        self._ask()

    def _on_filtered(self) -> None:
        self._ask()

    def _on_sorted(self, order: PeopleOrder) -> None:
        self._order = order
        self._ask()

    def _on_clear(self) -> None:
        self.search.clear()
        self.filters.clear()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_settled(self) -> None:
        was_empty = self.places.currentWidget() is self.nobody
        if self.model.rowCount():
            self.places.setCurrentIndex(0)
            self._choose_somebody()
        else:
            asked = self.model.wanted != PeopleFilter()
            self.places.setCurrentWidget(self.no_match if asked else self.nobody)
        if was_empty != (self.places.currentWidget() is self.nobody):
            self._arrange()

    def _choose_somebody(self) -> None:
        """Beside a list there is no need for an empty pane."""
        if self.person is None and not self.list.count and not self.is_narrow and self.isVisible():
            self.list.choose_row(0)

    def _on_typed_into_list(self, letters: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.insert(letters)

    def _on_left_upwards(self) -> None:
        self.search.setFocus(Qt.FocusReason.BacktabFocusReason)

    def _on_search_left(self) -> None:
        if self.model.rowCount():
            self.list.go_to_list()

    # The pane

    def _on_chosen(self) -> None:
        count = self.list.count
        if count > 1:
            self.several.show_people(self.list.people, archived=self.model.listed.archived)
            self.panes.setCurrentWidget(self.several)
        elif count == 1:
            person = self.list.person
            if person is not None and (
                person != self.person or self.panes.currentWidget() is not self.pane
            ):
                self._show_one(person)

    def _show_one(self, person: int) -> None:
        first = self.person is None
        self.person = person
        self.pane.show_person(person)
        self.panes.setCurrentWidget(self.pane)
        if first:
            self._arrange()

    def _on_gone(self, person: int) -> None:
        """Somebody is no longer in the file; the list goes on to who stands there now."""
        if person == self.person:
            self.person = None
            self.panes.setCurrentWidget(self.blank)
            self._inside = False
            self._arrange()

    def _on_back(self) -> None:
        self.go_back()
        self.list.go_to_list()

    def _on_opened(self) -> None:
        """Enter: into the pane, by keyboard."""
        self.list.chosen.emit()
        self._enter()
        first = self._first_stop()
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _first_stop(self) -> QWidget | None:
        """What the Tab key reaches first in the pane."""
        pane = self.panes.currentWidget()
        stop = pane.nextInFocusChain() if pane is not None else None
        while stop is not None and pane is not None and pane.isAncestorOf(stop):
            wanted = Qt.FocusPolicy.TabFocus
            if stop.focusPolicy() & wanted and stop.isVisible() and stop.isEnabled():
                return stop
            stop = stop.nextInFocusChain()
        return None

    def _on_clicked_one(self) -> None:
        if self.is_narrow:
            self.list.chosen.emit()
            self._enter()

    def _enter(self) -> None:
        if self.is_narrow:
            self._inside = True
            self._arrange()

    def go_back(self) -> None:
        """From the pane to the list."""
        self._inside = False
        self._arrange()

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for the list or the pane only, not for both."""
        return self.width() < theme.px(_NARROW)

    def _on_splitter(self) -> None:
        self._list_width = self.splitter.sizes()[0] / theme.look().scale

    _list_width: float = _LIST
    _was_narrow: bool | None = None

    def _arrange(self) -> None:
        narrow = self.is_narrow
        self.pane.set_back(narrow)
        self._back_bar.setVisible(narrow and self.panes.currentWidget() is not self.pane)
        self.left.setVisible(not (narrow and self._inside))
        empty = self.places.currentWidget() is self.nobody and self.person is None
        self.right.setVisible((not narrow or self._inside) and not empty)
        if not narrow:
            self._inside = False
            left = theme.px(self._list_width)
            least = theme.px(_LEAST_LIST)
            left = max(least, min(left, self.width() - theme.px(_LEAST_PANE)))
            self.splitter.setSizes([left, self.width() - left - 1])
            self._choose_somebody()
        self._was_narrow = narrow

    # What can be done with the chosen

    def _on_delete(self) -> None:
        if not self.desk.store.read_only:
            self.deeds.delete(self.list.people)

    def _on_plan(self) -> None:
        self.plan_requested.emit(PlanRequest(people=tuple(self.list.people)))

    def _on_log(self) -> None:
        self._on_opened()
        self.pane.log_talk()

    def _on_merge(self) -> None:
        from planner.gui.people.merging import MergeDialog

        people = self.list.people
        if len(people) == 2:
            self._open_merge(MergeDialog(self.desk, people[0], people[1], self.window()))
        elif people:
            self._merge_with(people[0])

    def _merge_with(self, person: int) -> None:
        from planner.gui.people.merging import PickDialog

        self._open_merge(PickDialog(self.desk, person, self.window()))

    def _on_merged(self, kept: int, sentence: str) -> None:
        self.undoable.emit(sentence)
        self.list.choose(kept)
        self._show_one(kept)

    def _open_merge(self, dialog: MergeDialog | PickDialog) -> None:
        dialog.merged.connect(self._on_merged)
        dialog.finished.connect(dialog.deleteLater)
        veil(dialog)
        dialog.open()

    def _on_menu(self, at: QPoint) -> None:
        people = self.list.people
        if not people:
            return
        try:
            row = self._row(people[0]) if len(people) == 1 else None
        except PlannerError as problem:
            self.trouble.emit(problem)
            return
        menu = person_menu(
            self,
            self.desk,
            people,
            row,
            self.deeds,
            plan=self._on_plan,
            log=self._on_log if row else None,
            merge=self._on_merge if len(people) <= 2 else None,
            duplicates=self.duplicates_requested.emit,
            sort=self.header.menu(self.tr("Sort by")),
        )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu = menu
        menu.popup(at)

    def _row(self, person: int) -> ListedPerson | None:
        return next(iter(self.desk.store.people.listing.rows([person])), None)

    # Qt's own names

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._choose_somebody()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_narrow != self._was_narrow:
            self._on_look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = QApplication.focusWidget()
        inside = focused is not None and self.right.isAncestorOf(focused)
        if event.key() == Qt.Key.Key_Escape and inside:
            self._on_back()
        else:
            super().keyPressEvent(event)
