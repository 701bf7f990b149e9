"""A scrolling column, and a layout that flows its items into rows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QLayoutItem, QScrollArea, QWidget

_NEVER = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class Scroller(QScrollArea):
    """Scrolls `content` up and down, never sideways; its ground is that of what is behind it."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Our own: to hand out the one it has, PySide would first make all its kinds of widgets.
        self.setViewport(QWidget())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(_NEVER)
        # Tab goes from control to control, and what has the focus is scrolled into view.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setObjectName("scrolled")
        self.setWidget(content)

    def lay_out_for(self, size: QSize) -> None:
        """Lay out what it holds before it is shown at this size."""
        self.resize(size)
        content = self.widget()
        layout = content.layout() if content else None
        if content and layout:
            content.resize(size)
            layout.activate()

    @property
    def bar_width(self) -> int:
        """What the scroll bar takes of the width just now."""
        bar = self.verticalScrollBar()
        return bar.sizeHint().width() if bar.isVisible() else 0

    def focusNextPrevChild(self, next_: bool) -> bool:
        moved = super().focusNextPrevChild(next_)
        focused = self.focusWidget()
        if moved and focused is not None:
            self.ensureWidgetVisible(focused, 24, 48)
        return moved


class FlowLayout(QLayout):
    """Items from left to right with a gap, and on in the next row when there is no more room;
    `between` the rows is as much, or as is told."""

    def __init__(
        self, gap: int = 8, parent: QWidget | None = None, *, between: int | None = None
    ) -> None:
        super().__init__(parent)
        self._between = gap if between is None else between
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def _place(self, area: QRect, *, move: bool) -> int:
        x, y, row = area.left(), area.top(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if x > area.left() and x + size.width() > area.right() + 1:
                x, y, row = area.left(), y + row + self._between, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            row = max(row, size.height())
        return y + row - area.top()

    # Qt's own names

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._place(area, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size
