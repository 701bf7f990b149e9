"""The Today page."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.gui.page import Desk, Page
from planner.gui.widgets.label import Label


class TodayPage(Page):
    """What is next, what is owed, and one step closer."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 28, 40, 24)
        layout.addWidget(Label(self.tr("Today"), "display"))
        layout.addStretch(1)

    def title(self) -> str:
        return self.tr("Today")

    def start_capture(self) -> None:
        self.setFocus()
