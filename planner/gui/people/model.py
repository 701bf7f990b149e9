"""The people a list shows, for any number of people.

The model holds ids only. Rows are read a page at a time as they are looked at, and the last few
thousand of them kept; the list itself grows by and by until it is whole.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from enum import IntEnum
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from planner.domain.changes import Changes
from planner.domain.errors import PlannerError
from planner.domain.people_lists import (
    Cursor,
    ListedPerson,
    PeopleFilter,
    PeopleOrder,
    PeoplePage,
)
from planner.gui import text
from planner.gui.people import words

FIRST = 200
"""So many ids are read at once for a new list: more than any screen shows."""
_STEP = 2000
_STEP_MS = 20
_BEFORE_GROWING_MS = 300
"""The list grows by so many ids, so often, once it has stood for a moment."""
_AT_ONCE = 1_000_000
"""So many ids are read in one go when the whole list is wanted now."""
_PAGE = 25
_KEPT = 2000
"""Rows are read by pages and so many kept. A page is more than any screen shows."""

_FEW = 20
"""Up to so many changed people are looked at one by one; beyond, the list is read again."""

_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class Listing(Protocol):
    """What the model asks of the store."""

    def page(
        self,
        wanted: PeopleFilter,
        order: PeopleOrder,
        limit: int,
        after: Cursor | None = None,
    ) -> PeoplePage: ...

    def rows(self, ids: Sequence[int]) -> list[ListedPerson]: ...


class Column(IntEnum):
    NAME = 0
    CIRCLE = 1
    LAST_CONTACT = 2
    NEXT_STEP = 3


class PeopleModel(QAbstractTableModel):
    """The people of a file as a table. All text it gives is plain text."""

    PERSON = Qt.ItemDataRole.UserRole
    """The role of a person's id."""
    ROW = PERSON + 1
    """The role of the `ListedPerson` of a row; None for one who is gone from the file."""

    trouble = Signal(object)
    """A PlannerError: the file could not be read. What is shown stays."""
    settled = Signal()
    """A list has been read, whether or not it is another than before."""

    def __init__(
        self, listing: Listing, clock: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._listing = listing
        self._clock = clock
        self.wanted = PeopleFilter()
        self.listed = self.wanted
        """Whom the present rows are; `wanted` runs ahead while a new list is read."""
        self.order = PeopleOrder()
        self._ids: array[int] = array("q")
        self._more: Cursor | None = None
        self._checked = 0
        self._whole = True
        self._grows = self._resting = False
        self._reach = 0
        self._rows: dict[int, ListedPerson | None] = {}
        self._growing = QTimer(self)
        self._growing.timeout.connect(self._on_time_to_grow)

    # Asking for people

    def show(self, wanted: PeopleFilter, order: PeopleOrder) -> None:
        """List these people, in this order."""
        self.wanted, self.order = wanted, order
        self._reach = 0
        self._load(FIRST, anew=True)

    def apply(self, changes: Changes) -> None:
        """Show what changed in the file."""
        around = (
            changes.interactions, changes.meetings, changes.follow_ups, changes.introductions,
        )  # fmt: skip
        if not (changes.people or changes.objectives or any(around)):
            return
        if any(around):
            self._rows.clear()  # somebody's last contact or next step, and nobody says whose
        for person in changes.people:
            self._rows.pop(person, None)
        if self._in_use <= _STEP or len(changes.people) > _FEW:
            self._load(self._in_use)
            return
        # So far down the list that reading it all again would be felt.
        for person in changes.people:
            self._take_off_if_gone(person)
        self._tell_all_changed()
        self._more, self._checked, self._whole = None, 0, False
        self._let_grow(True, _STEP_MS)

    def rest(self, resting: bool) -> None:
        """Stay as it is while nobody sees the list, and grow on when somebody does again."""
        self._resting = resting
        self._let_grow(self._grows)

    def refresh(self) -> None:
        """Read again what is shown."""
        self._rows.clear()
        self._load(self._in_use)

    @property
    def whole(self) -> bool:
        """Whether everybody who is to be listed is."""
        return self._whole

    def load_all(self) -> None:
        """Read the rest of the list now; ids only."""
        self._let_grow(False)
        while not self.whole and self._grow(_AT_ONCE):
            pass

    def ids(self, rows: Sequence[range]) -> list[int]:
        """The people in these rows."""
        return [number for some in rows for number in self._ids[some.start : some.stop]]

    def selection_of(self, people: Collection[int]) -> QItemSelection:
        """The rows of these people, as stretches."""
        made, start = QItemSelection(), -1
        for row, number in enumerate((*self._ids, 0)):
            if number in people:
                start = row if start < 0 else start
            elif start >= 0:
                made.select(self.index(start, 0), self.index(row - 1, len(Column) - 1))
                start = -1
        return made

    def row_of(self, person: int) -> int | None:
        """Where a person is listed, if they are."""
        try:
            return self._ids.index(person)
        except ValueError:
            return None

    # Ids

    @property
    def _in_use(self) -> int:
        """How much of the list somebody may have seen."""
        return max(FIRST, min(self._reach + _PAGE, len(self._ids)))

    def _load(self, count: int, *, anew: bool = False) -> None:
        """Read the beginning of the list; what follows is compared, or comes, by and by."""
        try:
            page = self._listing.page(self.wanted, self.order, count)
        except PlannerError as problem:
            self.trouble.emit(problem)
            return
        ids = array("q", page.ids)
        # A longer list stays as it is for now: what nobody has seen yet is compared as it grows.
        same = not anew and ids == self._ids[: len(ids)]
        same = same and (page.more is not None or len(ids) == len(self._ids))
        self._more, self._checked, self._whole = page.more, len(ids), page.more is None
        if same:
            self._tell_all_changed()
        else:
            self.beginResetModel()
            self._ids = ids
            self._reach = min(self._reach, len(ids))
            self.endResetModel()
        self.listed = self.wanted
        # A search begins anew for each step, so its list grows only where somebody goes on.
        self._let_grow(not self._whole and not self.wanted.query)
        self.settled.emit()

    def _let_grow(self, on: bool, ms: int = _BEFORE_GROWING_MS) -> None:
        """Let the list grow by itself, as long as somebody looks."""
        self._grows = on
        if on and not self._resting:
            self._growing.start(ms)
        else:
            self._growing.stop()

    def _grow(self, count: int) -> bool:
        """Read on; False when that failed."""
        after = self._more if self._checked else None
        try:
            page = self._listing.page(self.wanted, self.order, count, after)
        except PlannerError as problem:
            self._let_grow(False)
            self.trouble.emit(problem)
            return False
        ids, at = array("q", page.ids), self._checked
        if self._ids[at : at + len(ids)] != ids[: len(self._ids) - at] and at < self._in_use:
            self._load(self._in_use)  # somebody has come or gone where somebody has looked
            return not self._whole
        self._more, self._whole = page.more, page.more is None
        if self._ids[at : at + len(ids)] != ids:
            self._cut(at)
        new = ids[len(self._ids) - at :]
        if new:
            have = len(self._ids)
            self.beginInsertRows(_NOWHERE, have, have + len(new) - 1)
            self._ids.extend(new)
            self.endInsertRows()
        self._checked = at + len(ids)
        if self._whole:
            self._cut(self._checked)
        return True

    def _take_off_if_gone(self, person: int) -> None:
        row = self.row_of(person)
        if row is None:
            return
        try:
            found = self._listing.rows([person])
        except PlannerError as problem:
            self.trouble.emit(problem)
            return
        if not found or found[0].archived != self.wanted.archived:
            self.beginRemoveRows(_NOWHERE, row, row)
            del self._ids[row]
            self.endRemoveRows()

    def _cut(self, at: int) -> None:
        """Take off the end of the list, which is no longer so."""
        if at < len(self._ids):
            self.beginRemoveRows(_NOWHERE, at, len(self._ids) - 1)
            del self._ids[at:]
            self.endRemoveRows()

    def _on_time_to_grow(self) -> None:
        self._growing.setInterval(_STEP_MS)
        if not self.whole:
            self._grow(_STEP)
        if self.whole:
            self._let_grow(False)

    def _tell_all_changed(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(Column) - 1))

    # Rows

    def person(self, row: int) -> ListedPerson | None:
        """The person in a row; None for one who is gone from the file."""
        self._reach = max(self._reach, row)
        number = self._ids[row]
        if number not in self._rows:
            self._read_page(row)
        return self._rows.get(number)

    def _read_page(self, row: int) -> None:
        start = row - row % _PAGE
        missing = [n for n in self._ids[start : start + _PAGE] if n not in self._rows]
        try:
            found = {person.id: person for person in self._listing.rows(missing)}
        except PlannerError as problem:
            found = {}
            self.trouble.emit(problem)
        for number in missing:
            self._rows[number] = found.get(number)
        for oldest in list(self._rows)[: max(0, len(self._rows) - _KEPT)]:
            del self._rows[oldest]

    @property
    def today(self) -> date:
        return self._clock().astimezone().date()

    # Qt's own names

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self.whole

    def fetchMore(self, parent: Index) -> None:
        self._grow(max(FIRST, len(self._ids)) if self.wanted.query else _STEP)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.NAME: self.tr("Name"),
            Column.CIRCLE: self.tr("Circle"),
            Column.LAST_CONTACT: self.tr("Last contact"),
            Column.NEXT_STEP: self.tr("Next step"),
        }[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES or not index.isValid():
            return None
        if role == self.PERSON:
            return self._ids[index.row()]
        person = self.person(index.row())
        if role == self.ROW or person is None:
            return person
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(person, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            is_row = column is Column.NAME
            return words.spoken(person, self.today) if is_row else self._shown(person, column)
        return text.tooltip(self._in_full(person, column))

    def _shown(self, person: ListedPerson, column: Column) -> str:
        if column is Column.NAME:
            return text.one_line(person.name)
        if column is Column.CIRCLE:
            return text.circle(person)
        if column is Column.LAST_CONTACT:
            return text.last_contact(person, self.today)
        return words.next_step(person.next_step, self.today)

    def _in_full(self, person: ListedPerson, column: Column) -> str:
        """What a column says, when there is room for all of it."""
        if column is Column.NAME:
            return ", ".join(filter(None, (text.one_line(person.name), text.work(person))))
        if column is Column.LAST_CONTACT:
            return text.last_contact(person, self.today, weekday=True)
        if column is Column.NEXT_STEP:
            return words.next_step_whole(person.next_step, self.today)
        return self._shown(person, column)


_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
        PeopleModel.PERSON,
        PeopleModel.ROW,
    }
)
