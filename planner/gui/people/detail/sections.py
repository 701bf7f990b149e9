"""The frame of the pane: sections with a heading, side by side where there is room, in bands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from planner.gui import theme
from planner.gui.people.detail.inline import SIDE
from planner.gui.widgets.button import IconButton
from planner.gui.widgets.card import Hairline
from planner.gui.widgets.label import Label

_TARGET, _OVER = 32, 6
"""How high the plus is that is pressed, and how far it reaches over and under its heading."""
_NARROW = 400
"""Below this width, in px at 100 %, what stood side by side stands one below the other."""


class Section(QWidget):
    """A heading, a quiet plus that shows on hover and focus, and what `body` holds."""

    add_asked = Signal()

    def __init__(self, title: str, add: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Label(title, "subheading")
        self.plus = QuietPlus(add) if add else None
        top = QHBoxLayout()
        top.setContentsMargins(theme.px(SIDE), 0, 0, 0)
        top.setSpacing(0)
        top.addWidget(self.heading, 1)
        self._top = top
        if self.plus:
            self.plus.clicked.connect(self.add_asked)
            top.addWidget(self.plus, 0, Qt.AlignmentFlag.AlignTop)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(top)
        self._column.addLayout(self.body)
        self._column.addStretch(1)
        theme.on_change(self._on_look)
        self._on_look()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show or to type into."""
        return False

    def _on_look(self) -> None:
        self._column.setSpacing(theme.px(8 - _OVER))
        self.heading.setMinimumHeight(theme.px(_TARGET))
        self._top.setContentsMargins(theme.px(SIDE), 0, 0, 0)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        if self.plus:
            self.plus.show_quietly(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self.plus:
            self.plus.show_quietly(False)


class QuietPlus(IconButton):
    """A plus that is always there for the keyboard, and seen on hover and focus only."""

    def __init__(self, name: str) -> None:
        super().__init__("plus", name, icon_size=16)
        self._seen = False

    def show_quietly(self, seen: bool) -> None:
        self._seen = seen
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._seen or self.hasFocus() or self.underMouse():
            super().paintEvent(event)


class Band(QWidget):
    """A hairline, then one section, or two side by side; gone when they are empty."""

    def __init__(self, *sections: Section) -> None:
        super().__init__()
        self._sections = sections
        self._line = Hairline()
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setContentsMargins(0, 0, 0, 0)
        for section in sections:
            self._beside.addWidget(section, 1)
        self._column = QVBoxLayout(self)
        self._line_box = QVBoxLayout()
        self._line_box.addWidget(self._line)
        self._column.addLayout(self._line_box)
        self._column.addLayout(self._beside)
        theme.on_change(self._on_look)
        self._on_look()

    def settle(self) -> None:
        """Show what has something to show."""
        for section in self._sections:
            section.setVisible(not section.empty)
        self.setVisible(not all(section.empty for section in self._sections))

    def _on_look(self) -> None:
        gap, side = theme.px(16), theme.px(SIDE)
        self._column.setContentsMargins(0, 0, 0, gap)
        self._column.setSpacing(gap - theme.px(_OVER))
        self._line_box.setContentsMargins(side, 0, side, 0)
        self._turn()

    def _turn(self) -> None:
        narrow = self.width() < theme.px(_NARROW)
        way = QBoxLayout.Direction
        wanted = way.TopToBottom if narrow else way.LeftToRight
        self._beside.setSpacing(theme.px(16 - _OVER if narrow else 16))
        if self._beside.direction() != wanted:
            self._beside.setDirection(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._turn()
        super().resizeEvent(event)
