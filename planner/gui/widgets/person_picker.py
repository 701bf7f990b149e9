"""A small window to name somebody: it searches as a name is typed, or takes the name as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from planner.domain.errors import PlannerError
from planner.domain.people import PersonRow, Standing
from planner.gui import icons, text, theme
from planner.gui.widgets.avatar import paint_avatar

_WIDTH, _ROW, _SHOWN = 320, 48, 6
Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole.UserRole


class PersonPicker(QFrame):
    """Opens below what asks for a name. Enter takes the marked row, Esc closes it."""

    chosen = Signal(int)
    wished = Signal(str)
    """A name to keep as somebody I wish to meet."""

    def __init__(
        self,
        find: Callable[[str], Sequence[PersonRow]],
        parent: QWidget | None = None,
        *,
        new: str = "",
    ) -> None:
        """`new` says how a name is offered that is taken as it is, with `{name}` in it."""
        super().__init__(parent, Qt.WindowType.Popup)
        self._find = find
        self._new = new or self.tr("Add {name}, whom I wish to meet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("picker")
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Lotte de Wit"))
        self.field.setAccessibleName(self.tr("Name somebody"))
        self.field.setMaxLength(200)
        theme.set_type(self.field, "body")
        self.model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Row(self.list))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.tr("People"))
        self.list.setMouseTracking(True)
        self.list.setMinimumHeight(theme.px(_ROW))
        self._foot: int | None = None
        """Where it ends, when it had to open above what asks for a name."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.px(8)] * 4)
        layout.setSpacing(theme.px(8))
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._take)
        self._on_typed("")

    def open_below(self, widget: QWidget) -> None:
        """Show it under a widget, or above it where there is no room."""
        self.resize(max(theme.px(_WIDTH), widget.width()), self._height())
        below = widget.mapToGlobal(widget.rect().bottomLeft())
        screen = widget.screen().availableGeometry()
        if below.y() + self.height() > screen.bottom():
            below = widget.mapToGlobal(widget.rect().topLeft())
            self._foot = below.y()
            below.setY(max(screen.top(), below.y() - self.height()))
        below.setX(max(screen.left(), min(below.x(), screen.right() - self.width())))
        self.move(below)
        self.show()
        self._keep_foot()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _keep_foot(self) -> None:
        """Above what asks for a name it grows and shrinks at its upper edge."""
        if self._foot is not None:
            top = self.screen().availableGeometry().top()
            self.move(self.x(), max(top, self._foot - self.height()))

    def _height(self) -> int:
        rows = max(1, min(self.model.rowCount(), _SHOWN))
        return theme.px(36) + rows * theme.px(_ROW) + 3 * theme.px(8)

    def _on_typed(self, typed: str) -> None:
        name = " ".join(typed.split())
        try:
            found = self._find(name)
        except PlannerError:
            found = ()  # the name can be taken as it is; keeping it will tell what is wrong
        self.model.clear()
        for row in found:
            self.model.appendRow(
                _item(", ".join(filter(None, (text.one_line(row.name), text.work(row)))), row)
            )
        if name:
            wish = self._new.format(name=name)
            self.model.appendRow(_item(wish, name))
        self.list.setCurrentIndex(self.model.index(0, 0))
        if self.isVisible():
            self.resize(self.width(), self._height())
            self._keep_foot()

    def _move(self, by: int) -> None:
        row = self.list.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(row, 0))

    def _take(self, index: Index) -> None:
        kept = index.data(_ROLE)
        self.close()
        if isinstance(kept, PersonRow):
            self.chosen.emit(kept.id)
        elif kept:
            self.wished.emit(kept)

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True


def _item(name: str, kept: PersonRow | str) -> QStandardItem:
    item = QStandardItem(name)
    item.setData(kept, _ROLE)
    item.setData(name, Qt.ItemDataRole.AccessibleTextRole)
    return item


class _Row(QStyledItemDelegate):
    """A person with their work, or the name that was typed behind a plus."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        state = option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = state & QStyle.StateFlag.State_Selected
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("pineSoft" if chosen else "rowHover"))
            painter.drawRoundedRect(area, theme.px(8), theme.px(8))
        kept = index.data(_ROLE)
        picture = QRectF(area.left() + theme.px(8), 0, theme.px(32), theme.px(32))
        picture.moveTop(area.center().y() - picture.height() / 2)
        lines = [(index.data(), "body", "ink")]
        if isinstance(kept, PersonRow):
            wished = kept.standing is Standing.WISHED
            paint_avatar(painter, picture, kept.name, kept.uid, wished=wished)
            work = text.work(kept)
            lines = [(text.one_line(kept.name), "small", "ink")]
            if work:
                lines.append((work, "caption", "ink2"))
        else:
            icon = QRectF(0, 0, theme.px(16), theme.px(16))
            icon.moveCenter(picture.center())
            icons.paint(painter, icon, "plus", theme.colour("ink2"))
        left = picture.right() + theme.px(10)
        room = area.right() - left - theme.px(8)
        top = area.center().y() - sum(theme.line_height(style) for _, style, _ in lines) / 2
        for line, style, token in lines:
            font = theme.font(style, 600 if style == "small" else None)
            painter.setFont(font)
            painter.setPen(theme.colour(token))
            cut = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, int(room))
            place = QRectF(left, top, room, theme.line_height(style))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), cut)
            top += theme.line_height(style)
        painter.restore()
