"""Everybody in the file, or those who match a search, for any number of people.

The model holds ids only. Rows are read a page at a time as they are looked at, and the last few
thousand of them kept; the list itself grows by and by until it is whole.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection
from datetime import date, datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from planner.domain.changes import Changes
from planner.domain.errors import PlannerError
from planner.domain.people import PersonRow
from planner.gui import text

if TYPE_CHECKING:
    from planner.store.people import People

FIRST = 200
"""So many ids are read at once for a new search: more than any screen shows."""
_STEP = 1000
_STEP_MS = 25
_BEFORE_GROWING_MS = 300
"""The list of everybody grows by so many ids, so often, once it has stood for a moment."""
_PAGE = 100
_KEPT = 2000
"""Rows are read by pages and so many kept. A page is more than any screen shows."""
_FEW = 20
"""Up to so many changed people are looked at one by one; beyond, the list is read again."""
_SHOWN_WHOLE = 30
"""A longer text is likely cut short in its column, and gets a tooltip."""

_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    NAME = 0
    ORGANISATION = 1
    CIRCLE = 2
    LAST_CONTACT = 3


class PeopleModel(QAbstractTableModel):
    """The people of a file as a table. All text it gives is plain text."""

    PERSON = Qt.ItemDataRole.UserRole
    """The role of a person's id."""

    trouble = Signal(object)
    """A PlannerError: the file could not be read. What is shown stays."""

    def __init__(
        self, people: People, clock: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._people = people
        self._clock = clock
        self._query = ""
        self._ids: array[int] = array("q")
        self._complete = True
        self._reach = 0
        self._rows: dict[int, PersonRow | None] = {}
        self._growing = QTimer(self)
        self._growing.timeout.connect(self._on_time_to_grow)

    # Asking for people

    @property
    def query(self) -> str:
        return self._query

    def search(self, query: str) -> None:
        """Show who matches, best first; everybody, in the order of names, for a blank query."""
        self._query = " ".join(query.split())
        self._load(FIRST)

    def apply(self, changes: Changes) -> None:
        """Show what changed in the file."""
        if not (changes.people or changes.interactions):
            return
        if changes.interactions:
            self._rows.clear()  # somebody's last contact, and nobody says whose
        for person in changes.people:
            self._rows.pop(person, None)
        try:
            in_place = self._still_in_place(changes.people)
        except PlannerError as problem:
            self.trouble.emit(problem)
            return
        if in_place:
            if self._ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 3))
        else:
            self._load(max(FIRST, self._reach + _PAGE))

    def row_of(self, person: int) -> int | None:
        """Where a person is listed, if they are."""
        try:
            return self._ids.index(person)
        except ValueError:
            return None

    def refresh(self) -> None:
        """Read again what is shown."""
        self._rows.clear()
        self._load(max(FIRST, self._reach + _PAGE))

    # Ids

    def fetch(self, count: int) -> None:
        """Append up to `count` more ids to an incomplete list."""
        have = len(self._ids)
        try:
            if self._query:
                more = self._people.find(self._query, have + count)[have:]
            else:
                more = self._people.page(count, after=self._ids[-1] if have else None)
        except PlannerError as problem:
            self._complete = True
            self.trouble.emit(problem)
            return
        self._complete = len(more) < count
        if more:
            self.beginInsertRows(QModelIndex(), have, have + len(more) - 1)
            self._ids.extend(more)
            self.endInsertRows()

    def _load(self, count: int) -> None:
        try:
            ids = self._people.find(self._query, count)
        except PlannerError as problem:
            self.trouble.emit(problem)
            return
        self.beginResetModel()
        self._ids = array("q", ids)
        self._complete = len(ids) < count
        self._reach = 0
        self.endResetModel()
        if self._query or self._complete:
            self._growing.stop()
        else:
            self._growing.start(_BEFORE_GROWING_MS)

    def _on_time_to_grow(self) -> None:
        self._growing.setInterval(_STEP_MS)
        if not self._complete:
            self.fetch(_STEP)
        if self._complete:
            self._growing.stop()

    def _still_in_place(self, people: Collection[int]) -> bool:
        """Whether the list is as it was, though these people changed."""
        if self._query:
            count = max(FIRST, len(self._ids))
            return self._people.find(self._query, count) == list(self._ids)
        return len(people) <= _FEW and all(map(self._stands_right, people))

    def _stands_right(self, person: int) -> bool:
        """Whether somebody is listed, and is to be, between the same two as before."""
        row = self.row_of(person)
        if row is None:
            known = self._people.get_many([person])
            return not known or known[0].archived or known[0].is_me
        before = self._ids[row - 1] if row else None
        after = list(self._ids[row + 1 : row + 2])
        if self._people.page(1, after=before) != [person]:
            return False
        return (not after and not self._complete) or self._people.page(1, after=person) == after

    # Rows

    def person(self, row: int) -> PersonRow | None:
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
            found = {person.id: person for person in self._people.rows(missing)}
        except PlannerError as problem:
            found = {}
            self.trouble.emit(problem)
        for number in missing:
            self._rows[number] = found.get(number)
        for oldest in list(self._rows)[: max(0, len(self._rows) - _KEPT)]:
            del self._rows[oldest]

    # Qt's own names

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: Index) -> None:
        self.fetch(max(FIRST, len(self._ids)) if self._query else _STEP)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.NAME: self.tr("Name"),
            Column.ORGANISATION: self.tr("Organisation"),
            Column.CIRCLE: self.tr("Circle"),
            Column.LAST_CONTACT: self.tr("Last contact"),
        }[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES or not index.isValid():
            return None
        if role == self.PERSON:
            return self._ids[index.row()]
        person = self.person(index.row())
        if person is None:
            return None
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(person, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            spoken = column is Column.NAME
            return text.spoken(person, self._today) if spoken else self._shown(person, column)
        return self._tooltip(person, column)

    def _shown(self, person: PersonRow, column: Column) -> str:
        if column is Column.NAME:
            return text.one_line(person.name)
        if column is Column.ORGANISATION:
            return text.one_line(person.organisation)
        if column is Column.CIRCLE:
            return text.circle(person)
        return text.last_contact(person, self._today)

    def _tooltip(self, person: PersonRow, column: Column) -> str | None:
        if column is Column.LAST_CONTACT and person.last_contact:
            return text.tooltip(text.last_contact(person, self._today, weekday=True))
        shown = self._shown(person, column)
        if column is Column.ORGANISATION and person.title:
            shown = text.work(person)
        elif len(shown) <= _SHOWN_WHOLE:
            return None
        return text.tooltip(shown)

    @property
    def _today(self) -> date:
        return self._clock().astimezone().date()


_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
        PeopleModel.PERSON,
    }
)
