"""The names of the columns, which sort the list."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from planner.domain.people_lists import PeopleOrder, SortBy
from planner.gui import icons, theme
from planner.gui.people import words
from planner.gui.people.columns import places
from planner.gui.people.model import Column

_BY = {
    Column.NAME: SortBy.NAME,
    Column.CIRCLE: SortBy.CIRCLE,
    Column.LAST_CONTACT: SortBy.LAST_CONTACT,
    Column.NEXT_STEP: SortBy.NEXT_STEP,
}
_CARET, _GAP = 12, 5
_HEIGHT = 40
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class PeopleHeader(QWidget):
    """Shows and changes the order of the list. One stop of the Tab key; arrows go along it."""

    sorted = Signal(object)
    """A PeopleOrder that was asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = PeopleOrder()
        self._query = False
        self.buttons = {column: _Heading(column, self) for column in Column}
        for button in self.buttons.values():
            button.clicked.connect(self._on_clicked)
            button.moved.connect(self._on_moved)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.on_change(self._on_look)
        self._mark()

    def show_order(self, order: PeopleOrder, *, query: bool) -> None:
        """Mark the column that the list is sorted by; best matches of a query are by none."""
        self._order, self._query = order, query
        self._mark()

    @property
    def column(self) -> Column | None:
        """The column that the list is sorted by."""
        if self._order.by is SortBy.BEST:
            return None if self._query else Column.NAME
        return next(column for column, by in _BY.items() if by is self._order.by)

    def menu(self, title: str = "") -> QMenu:
        """The same by a menu."""
        menu = QMenu(title, self)
        group = QActionGroup(menu)
        for column, by in _BY.items():
            action = QAction(words.sort(by), menu, checkable=True)
            action.setChecked(column is self.column)
            action.setData(column)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(self._on_chosen)
        menu.addSeparator()
        reverse = QAction(self.tr("The other way round"), menu, checkable=True)
        reverse.setChecked(self._order.descending)
        reverse.triggered.connect(self._on_reversed)
        menu.addAction(reverse)
        return menu

    def _mark(self) -> None:
        for column, button in self.buttons.items():
            on = column is self.column
            button.show_sorted(on, self._order.descending)
            present = on or (self.column is None and column is Column.NAME)
            policy = Qt.FocusPolicy.StrongFocus if present else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, _Heading):
            again = button.column is self.column
            down = again and not self._order.descending
            self.sorted.emit(PeopleOrder(by=_BY[button.column], descending=down))

    def _on_chosen(self, action: QAction) -> None:
        by = _BY[Column(action.data())]
        self.sorted.emit(PeopleOrder(by=by, descending=self._order.descending))

    def _on_reversed(self, down: bool) -> None:
        by = self._order.by if self._order.by is not SortBy.BEST else SortBy.NAME
        self.sorted.emit(PeopleOrder(by=by, descending=down))

    def _on_moved(self, step: int) -> None:
        shown = [button for button in self.buttons.values() if not button.isHidden()]
        button = self.sender()
        if isinstance(button, _Heading) and button in shown:
            to = shown[(shown.index(button) + step) % len(shown)]
            to.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_look(self) -> None:
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        columns = places(self.width())
        for column, button in self.buttons.items():
            place = columns.get(column)
            button.setVisible(place is not None)
            if place is not None:
                width = min(place.width, button.sizeHint().width())
                top = theme.px(7)
                button.setGeometry(place.left, top, width, self.height() - top)

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.mapToGlobal(QPoint(theme.px(32), self.height()))
        self.menu().popup(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        line = self.rect().adjusted(0, self.height() - 1, 0, 0)
        QPainter(self).fillRect(line, theme.colour("line"))


class _Heading(QAbstractButton):
    """The name of a column; with a caret when the list is sorted by it."""

    moved = Signal(int)

    def __init__(self, column: Column, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = column
        self._on = self._down = False
        self.setText(words.sort(_BY[column]))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_sorted(self, on: bool, down: bool) -> None:
        self._on, self._down = on, down
        if not on:
            state = self.tr("Sort by {column}").format(column=self.text())
        elif down:
            state = self.tr("{column}, sorted, last to first").format(column=self.text())
        else:
            state = self.tr("{column}, sorted, first to last").format(column=self.text())
        self.setAccessibleName(state)
        self.update()

    # Qt's own names

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font("caption", 500)).horizontalAdvance(self.text())
        return QSize(width + theme.px(_CARET + _GAP + 2), theme.px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = theme.font("caption", 500)
        ink = theme.colour("ink" if self.underMouse() else "ink3")
        metrics = QFontMetrics(font)
        caret = theme.px(_CARET + _GAP) if self._on else 0
        room = QRectF(self.rect()).adjusted(0, 0, -caret, 0)
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(room, _MIDDLE, shown)
        if self._on:
            size = theme.px(_CARET)
            left = metrics.horizontalAdvance(shown) + theme.px(_GAP)
            square = QRectF(left, (self.height() - size) / 2, size, size)
            icons.paint(painter, square, "caret-down" if self._down else "caret-up", ink)
