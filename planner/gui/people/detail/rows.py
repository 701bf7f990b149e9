"""Rows and what they are made of: actions on hover and focus, lists that reuse their rows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, NamedTuple, TypeVar

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner.gui import icons, theme
from planner.gui.people.detail.inline import Inline
from planner.gui.widgets.button import IconButton

V = TypeVar("V")


class Deed(NamedTuple):
    """Something that can be done with a row. `menu` opens beside the button instead."""

    icon: str
    name: str
    do: Callable[[], object]
    menu: Callable[[], QMenu] | None = None
    key: str = ""


class Row(QWidget):
    """A row whose actions show on hover and while the focus is in it, and in its menu."""

    def __init__(self, inline: Inline, *, size: int = 26) -> None:
        super().__init__()
        self.inline, self._size = inline, size
        self._actions: _Actions | None = None
        self.key: Hashable = None

    def deeds(self) -> Sequence[Deed]:
        """What can be done with what the row shows now."""
        return ()

    def actions_right(self) -> int:
        """How far from the right edge the actions end, in px at this scale."""
        return 0

    @property
    def pinned(self) -> bool:
        """Whether something is typed into the row, which must not go away."""
        return self.inline.editing

    def refresh_actions(self) -> None:
        """Show the actions or not, as the pointer and the focus are now."""
        focus = QApplication.focusWidget()
        inside = self.underMouse() or (focus is not None and self.isAncestorOf(focus))
        wanted = inside and not self.pinned
        if wanted and self._actions is None:
            deeds = [deed for deed in self.deeds() if deed.icon]
            if not deeds:
                return
            self._actions = _Actions(self, deeds, self._size)
            last = focus if focus is not None and self.isAncestorOf(focus) else self.inline
            self._actions.chain(last)
        if self._actions is not None:
            self._actions.setVisible(wanted)
            self._actions.place()
        self.update()

    def forget_actions(self) -> None:
        """The row shows something else: its actions are made anew when they are needed."""
        if self._actions is not None:
            self._actions.hide()
            self._actions.deleteLater()
            self._actions = None

    def menu(self) -> QMenu:
        """The row's actions as a menu."""
        menu = QMenu(self)
        for deed in self.deeds():
            if deed.menu:
                sub = deed.menu()
                sub.setTitle(deed.name)
                menu.addMenu(sub)
            else:
                action = menu.addAction(deed.name)
                action.triggered.connect(lambda _=False, do=deed.do: do())
        return menu

    # Qt's own names

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.refresh_actions()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.refresh_actions()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._actions is not None:
            self._actions.place()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.deeds() or self.pinned:
            event.ignore()
            return
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        for deed in self.deeds():
            if deed.key and event.text().casefold() == deed.key and not self.pinned:
                if deed.menu:
                    menu = deed.menu()
                    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
                    menu.popup(self.mapToGlobal(QPoint(self.width() // 2, self.height())))
                else:
                    deed.do()
                return
        super().keyPressEvent(event)


class _Actions(QWidget):
    """The buttons of a row, over its right end."""

    def __init__(self, row: Row, deeds: Sequence[Deed], size: int) -> None:
        super().__init__(row)
        self._row = row
        self.buttons: list[IconButton] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(6), 0, 0, 0)
        layout.setSpacing(0)
        for deed in deeds:
            button = IconButton(deed.icon, deed.name, size=size, icon_size=16)
            if deed.menu:
                button.clicked.connect(lambda _=False, d=deed, b=button: _pop(d, b))
            else:
                button.clicked.connect(lambda _=False, d=deed: d.do())
            layout.addWidget(button)
            self.buttons.append(button)

    def chain(self, after: QWidget | None) -> None:
        """Let Tab come here after that widget."""
        for button in self.buttons:
            if after is not None:
                QWidget.setTabOrder(after, button)
            after = button

    def place(self) -> None:
        size = self.sizeHint()
        left = self._row.width() - size.width() - self._row.actions_right()
        self.setGeometry(left, 0, size.width(), min(size.height(), self._row.height()))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("rowHover"))
        radius = theme.px(6)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)


def _pop(deed: Deed, button: QWidget) -> None:
    assert deed.menu is not None
    menu = deed.menu()
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))


def row_of(widget: QWidget | None) -> Row | None:
    """The row that a widget is in."""
    while widget is not None and not isinstance(widget, Row):
        widget = widget.parentWidget()
    return widget


R = TypeVar("R", bound=Row)


class RowList(QWidget, Generic[V, R]):
    """A column of rows that are made once and filled again; never those that are typed into."""

    def __init__(
        self, make: Callable[[], R], key: Callable[[V], Hashable], fill: Callable[[R, V], None]
    ) -> None:
        super().__init__()
        self._make, self._key, self._fill = make, key, fill
        self._rows: list[R] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    @property
    def rows(self) -> list[R]:
        """The rows that show something, in their order."""
        return [row for row in self._rows if not row.isHidden()]

    def show_values(self, values: Sequence[V]) -> None:
        """Show these, each in the row that showed it before where there is one."""
        pinned = {row.key: row for row in self._rows if row.pinned}
        old = {row.key: row for row in self._rows if not row.isHidden()}
        wanted = [(self._key(value), value) for value in values]
        keys = {key for key, _ in wanted}
        free = [r for r in self._rows if r.key not in keys and r.key not in pinned]
        shown: list[R] = []
        for key, value in wanted:
            row = old.get(key)
            if row is None:
                row = free.pop(0) if free else self._made()
                row.forget_actions()
            row.key = key
            shown.append(row)
            self._fill(row, value)
            if row.isHidden():
                row.show()
        shown += [row for key, row in pinned.items() if key not in keys]
        for row in free:
            row.key = None
            row.hide()
        self._order(shown, free)

    def warm(self, count: int) -> None:
        """Have that many rows ready before they are needed."""
        while len(self._rows) < count:
            self._made()

    def _made(self) -> R:
        row = self._make()
        row.hide()
        self._box.addWidget(row)
        self._rows.append(row)
        return row

    def _order(self, shown: list[R], free: list[R]) -> None:
        rows = shown + free
        if rows != self._rows:
            for place, row in enumerate(rows):
                if self._box.indexOf(row) != place:
                    self._box.insertWidget(place, row)
            before = None
            for row in shown:
                if before is not None:
                    QWidget.setTabOrder(before.inline, row.inline)
                before = row
        self._rows = rows


class Glyph(QWidget):
    """An icon that stands beside words and says nothing of its own."""

    def __init__(self, name: str = "", token: str = "ink2", size: int = 16) -> None:
        super().__init__()
        self._name, self._token, self._size = name, token, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.on_change(self._on_look)

    def show_icon(self, name: str, token: str = "ink2") -> None:
        if (name, token) != (self._name, self._token):
            self._name, self._token = name, token
            self.update()

    @property
    def icon(self) -> str:
        return self._name

    def _on_look(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        size, room = theme.px(self._size), self.contentsMargins()
        return QSize(size + room.left() + room.right(), size + room.top() + room.bottom())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._name:
            where = QRectF(self.contentsRect())
            icons.paint(QPainter(self), where, self._name, theme.colour(self._token))


class DoneCheck(QAbstractButton):
    """A circle to tick: 20 px in a hit area of 32."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.on_change(self._on_look)

    def _on_look(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(32), theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = theme.px(20)
        ring = QRectF(0, 0, size, size)
        ring.moveCenter(QRectF(self.rect()).center())
        active = self.isEnabled() and (self.underMouse() or self.hasFocus())
        painter.setPen(QPen(theme.colour("pine" if active else "field"), 1))
        painter.setBrush(theme.colour("pineSoft" if active else "surface"))
        painter.drawEllipse(ring.adjusted(0.5, 0.5, -0.5, -0.5))
        if active:
            icons.paint(painter, ring.adjusted(4, 4, -4, -4), "check", theme.colour("pine"))
