"""Rows of two lines in the dialogs of the People page: pairs that may be one, what was deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planner.gui import text, theme
from planner.gui.people.model import Index

_ROW, _SIDE = 56, 16
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class Line(NamedTuple):
    """A row: what it is, what is to be said of it, and what it stands for."""

    name: str
    remark: str
    stands_for: Any


class LineModel(QAbstractListModel):
    """Some lines, all plain text."""

    LINE = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def show(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == self.LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        whole = ", ".join(filter(None, (line.name, line.remark)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return whole
        return text.tooltip(whole) if role == Qt.ItemDataRole.ToolTipRole else None


class LineList(QListView):
    """Shows a LineModel; Enter opens the present line."""

    opened = Signal()
    chosen = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LineModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_LineDelegate(self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current)
        theme.on_change(self.scheduleDelayedItemsLayout)

    @property
    def line(self) -> Line | None:
        """The present line."""
        row = self.currentIndex().row()
        return self.lines.lines[row] if 0 <= row < len(self.lines.lines) else None

    def show_lines(self, lines: Sequence[Line], row: int = 0) -> None:
        """Show these, with one of them chosen."""
        self.lines.show(lines)
        if lines:
            self.setCurrentIndex(self.lines.index(min(row, len(lines) - 1), 0))
        self.chosen.emit()

    def _on_current(self) -> None:
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class _LineDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(1, theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LineModel.LINE)
        area, flag = option.rect, QStyle.StateFlag
        chosen = bool(option.state & flag.State_Selected)
        hovered = bool(option.state & flag.State_MouseOver)
        if chosen or hovered:
            painter.fillRect(area, theme.colour("pineSoft" if chosen else "rowHover"))
        foot = QRect(area.left(), area.bottom(), area.width(), 1)
        painter.fillRect(foot, theme.colour("line"))
        parts: list[tuple[str, str, int | None, str]] = [(line.name, "body", 600, "ink")]
        if line.remark:
            parts.append((line.remark, "caption", None, "ink3"))
        top = area.top() + (area.height() - sum(theme.line_height(p[1]) for p in parts)) // 2
        side = theme.px(_SIDE)
        for said, style, weight, token in parts:
            room = QRect(area.left() + side, top, area.width() - 2 * side, theme.line_height(style))
            font = theme.font(style, weight)
            painter.setFont(font)
            painter.setPen(theme.colour(token))
            cut = QFontMetrics(font).elidedText(said, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, _MIDDLE, cut)
            top += room.height()
        keys = Qt.WidgetAttribute.WA_KeyboardFocusChange
        by_keys = option.widget.window().testAttribute(keys)
        if option.state & flag.State_HasFocus and by_keys:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -2))
