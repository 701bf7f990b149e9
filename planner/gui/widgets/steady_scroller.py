"""A scrolling column whose bar always has its place, so that its text never wraps anew for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from planner.gui.widgets.scroller import Scroller

BAR = 12
"""The room of the bar in px at 100 %; to be left out of the right margin of the content."""


class SteadyScroller(Scroller):
    """Fields that grow with their text need it: where a bar that comes and goes makes them wrap
    differently, Qt resizes them in turns without an end. The bar is seen only where it scrolls."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(content, parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._on_range(0, 0)

    def _on_range(self, _: int, most: int) -> None:
        self.verticalScrollBar().setEnabled(most > 0)
