"""The list of people: whole rows, one or several chosen, and letters typed into it are searched."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QScrollBar,
    QTableView,
    QToolTip,
    QWidget,
)

from planner.domain.people_lists import PeopleFilter
from planner.gui import theme
from planner.gui.people.model import Column, PeopleModel
from planner.gui.people.photos import Photos
from planner.gui.people.row_painter import ROW, RowPainter


@dataclass(frozen=True, slots=True)
class _Mark:
    """What was chosen before the list was read again: `top` is where the row stood."""

    wanted: PeopleFilter
    people: tuple[int, ...]
    current: int | None
    row: int
    top: int


class PeopleList(QTableView):
    """Keeps who is chosen, and their place on the screen, when the list is read again.

    A table of whole rows, since only tables take a hundred thousand of them without asking for
    each. It paints them itself.
    """

    typed = Signal(str)
    """Letters that were typed while the list had the focus."""
    chosen = Signal()
    """Others are chosen now; several changes in a row are told once."""
    opened = Signal()
    """The chosen are to be opened: Enter."""
    clicked_one = Signal()
    """One row was clicked, and nothing held down with it."""
    delete_asked = Signal()
    menu_asked = Signal(QPoint)
    """The menu for the chosen, at a place on the screen."""
    left_upwards = Signal()
    """Up from the first row: back to the search."""

    def __init__(self, model: PeopleModel, photos: Photos, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = model
        self._mark: _Mark | None = None
        self._wanted: int | None = None
        self._hovered = -1
        self._painter = RowPainter(photos)
        self.setModel(model)
        self.setAccessibleName(self.tr("People"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self._arrange()
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._tie_bar()
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(0)
        self._telling.timeout.connect(self.chosen)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        model.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        model.settled.connect(self._on_settled)
        model.rowsInserted.connect(self._on_grown)
        photos.arrived.connect(self.viewport().update)
        theme.on_change(self._on_look)

    def _arrange(self) -> None:
        """One wide column, which stands for the row; the others are painted into it."""
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        columns.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        columns.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        for column in list(Column)[1:]:
            self.hideColumn(column)
        self._set_height()

    def _set_height(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        self.verticalScrollBar().setSingleStep(theme.px(ROW) // 2)

    def _tie_bar(self) -> None:
        """The list's own scroll bar would take room from the rows; this one lies over them."""
        real = self.verticalScrollBar()
        real.rangeChanged.connect(self._on_range)
        real.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(real.setValue)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar.hide()

    def _on_selection(self) -> None:
        self._telling.start()

    # Who is chosen

    @property
    def rows(self) -> list[range]:
        """The chosen rows, in order."""
        chosen = self.selectionModel().selection()
        parts = (chosen.at(place) for place in range(chosen.count()))
        ranges = [range(part.top(), part.bottom() + 1) for part in parts]
        return sorted(ranges, key=lambda rows: rows.start)

    @property
    def count(self) -> int:
        return sum(map(len, self.rows))

    @property
    def people(self) -> list[int]:
        """The ids of those who are chosen."""
        return self._people.ids(self.rows)

    @property
    def person(self) -> int | None:
        """The one who is chosen, when it is one."""
        rows = self.rows
        return self._people.ids(rows)[0] if sum(map(len, rows)) == 1 else None

    def choose(self, person: int | None) -> None:
        """Choose one, as soon as they are in the list; None chooses nobody."""
        self._wanted = person
        if person is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif person != self.person:
            self._choose_wanted()

    def choose_row(self, row: int) -> None:
        if 0 <= row < self._people.rowCount():
            # Not setCurrentIndex, which minds what keys are held down just now.
            model = self.selectionModel()
            flags = model.SelectionFlag.ClearAndSelect | model.SelectionFlag.Rows
            model.setCurrentIndex(self._people.index(row, 0), flags)

    def choose_all(self) -> None:
        """Everybody whom the search and the filters find, those not seen yet as well."""
        self._people.load_all()
        self.selectAll()

    def go_to_list(self) -> None:
        """Take the focus, on the row that had it last or else the first."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.selectionModel().hasSelection():
            self.choose_row(max(0, self.currentIndex().row()))

    def place_of_menu(self) -> QPoint:
        """Where a menu asked for by the keyboard opens: under the present row."""
        row = self.visualRect(self.currentIndex())
        if not row.isValid():
            row = QRect(0, 0, self.width(), 1)
        return self.viewport().mapToGlobal(QPoint(row.left() + theme.px(80), row.bottom()))

    def _choose_wanted(self) -> None:
        row = None if self._wanted is None else self._people.row_of(self._wanted)
        if row is None:
            self.clearSelection()
            return
        self._wanted = None
        self.choose_row(row)
        self.scrollTo(self.currentIndex())

    # The chosen stay chosen, and in place, when the list is read again

    def _on_about_to_be_reset(self) -> None:
        at = self.currentIndex()
        current = int(at.data(PeopleModel.PERSON)) if at.isValid() else None
        top = self.rowViewportPosition(at.row()) if at.isValid() else -1
        mark = _Mark(self._people.listed, tuple(self.people), current, at.row(), top)
        self._mark = mark

    def _on_settled(self) -> None:
        mark, self._mark = self._mark, None
        if mark is None:
            return
        if self._wanted is not None:
            self._choose_wanted()
        elif len(mark.people) > 1:
            self._choose_again(mark)
        elif mark.people or mark.current is not None:
            self._choose_one_again(mark)
        self._telling.start()

    def _choose_one_again(self, mark: _Mark) -> None:
        person = mark.people[0] if mark.people else mark.current
        row = self._people.row_of(person) if person is not None else None
        if row is None:
            if mark.wanted == self._people.wanted:
                self.choose_row(min(mark.row, self._people.rowCount() - 1))
            else:
                self._wanted = person
            return
        self.choose_row(row)
        was_in_sight = 0 <= mark.top < self.viewport().height()
        if was_in_sight and mark.wanted == self._people.wanted:
            self.verticalScrollBar().setValue(row * self.rowHeight(row) - mark.top)

    def _choose_again(self, mark: _Mark) -> None:
        """Several stay chosen while the same are asked for, wherever they stand now."""
        if mark.wanted != self._people.wanted:
            return
        self._people.load_all()
        selection = self._people.selection_of(set(mark.people))
        model = self.selectionModel()
        model.select(selection, model.SelectionFlag.ClearAndSelect)
        row = self._people.row_of(mark.current) if mark.current is not None else None
        if row is not None:
            index = self._people.index(row, 0)
            model.setCurrentIndex(index, model.SelectionFlag.NoUpdate)

    def _on_grown(self) -> None:
        if self._wanted is not None and not self.selectionModel().hasSelection():
            row = self._people.row_of(self._wanted)
            if row is not None:
                self._choose_wanted()

    # The bar and the look

    def _on_range(self, least: int, most: int) -> None:
        real = self.verticalScrollBar()
        self._bar.setRange(least, most)
        self._bar.setPageStep(real.pageStep())
        self._bar.setSingleStep(real.singleStep())
        self._bar.setValue(real.value())
        self._bar.setVisible(most > least)

    def _on_look(self) -> None:
        self._painter.forget()
        self._set_height()

    # How it is painted

    def _paint_rows(self, painter: QPainter, first: int, last: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height, width = self.rowHeight(0), self.viewport().width()
        top = self.rowViewportPosition(first)
        chosen, today = self.rows, self._people.today
        focused = self._row_in_focus()
        line = theme.colour("line")
        grounds = {kind: theme.colour(kind) for kind in ("pineSoft", "rowHover", "window")}
        for row in range(first, last + 1):
            area = QRect(0, top, width, height)
            top += height
            on = any(row in some for some in chosen)
            kind = "pineSoft" if on else "rowHover" if row == self._hovered else "window"
            if kind != "window":
                painter.fillRect(area, grounds[kind])
            painter.fillRect(QRect(0, area.bottom(), width, 1), line)
            person = self._people.person(row)
            more = row in (self._hovered, focused)
            if person is not None:
                ground = grounds[kind]
                self._painter.paint(painter, area, person, today, more=more, ground=ground)
            if row == focused:
                painter.setPen(QPen(theme.colour("focus"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(area.adjusted(1, 1, -1, -2))

    def _row_in_focus(self) -> int:
        """The row with the ring: the present one, while the keyboard leads."""
        by_keys = self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        return self.currentIndex().row() if self.hasFocus() and by_keys else -1

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            for one in (row, self._hovered):
                if one >= 0:
                    area = self.visualRect(self._people.index(one, 0))
                    self.viewport().update(area)
            self._hovered = row

    def _column_at(self, x: int) -> Column:
        columns = self._painter.columns(self.viewport().width())
        return max(c for c, place in columns.items() if c is Column.NAME or x >= place.left)

    # Qt's own names

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._people.rest(False)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._people.rest(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self._bar.sizeHint().width()
        self._bar.setGeometry(self.width() - width, 0, width, self.height())
        self._on_range(self.verticalScrollBar().minimum(), self.verticalScrollBar().maximum())

    def paintEvent(self, event: QPaintEvent) -> None:
        rows = self._people.rowCount()
        first = self.rowAt(event.rect().top())
        if not rows or first < 0:
            return
        last = self.rowAt(event.rect().bottom())
        painter = QPainter(self.viewport())
        self._paint_rows(painter, first, last if last >= 0 else rows - 1)

    def viewportEvent(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            if index.isValid():
                told = index.siblingAtColumn(self._column_at(event.pos().x()))
                tip = told.data(Qt.ItemDataRole.ToolTipRole)
                QToolTip.showText(event.globalPos(), str(tip or ""), self)
            return True
        if kind == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        ends = QAbstractItemView.CursorAction
        if action in (ends.MoveHome, ends.MoveEnd):
            return self._people.index(0 if action == ends.MoveHome else self._last, 0)
        return super().moveCursor(action, modifiers)

    @property
    def _last(self) -> int:
        return self._people.rowCount() - 1

    def keyboardSearch(self, search: str) -> None:
        if search.strip():
            self.typed.emit(search)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), event.modifiers() in (_NONE, _KEYPAD)
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.choose_all()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.opened.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self.delete_asked.emit()
        elif key == Qt.Key.Key_Up and plain and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        elif key == Qt.Key.Key_Escape and self.count > 1:
            self.choose_row(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        plain = event.button() == Qt.MouseButton.LeftButton and event.modifiers() == _NONE
        area = self._painter.more_area(self.visualRect(index))
        if plain and index.isValid() and area.contains(event.position().toPoint()):
            if not self.selectionModel().isSelected(index):
                self.choose_row(index.row())
            self.menu_asked.emit(self.viewport().mapToGlobal(area.bottomLeft()))
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.button() == Qt.MouseButton.LeftButton and event.modifiers() == _NONE
        area = self._painter.more_area(self.visualRect(index))
        if plain and index.isValid() and not area.contains(event.position().toPoint()):
            self.clicked_one.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_asked.emit(self.place_of_menu())
            return
        index = self.indexAt(event.pos())
        if index.isValid():
            self.menu_asked.emit(event.globalPos())


_NONE, _KEYPAD = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
