"""The Objectives page."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.gui.page import Desk, Page
from planner.gui.widgets.label import Label


class ObjectivesPage(Page):
    """What one works towards, ask by ask."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 28, 40, 24)
        layout.addWidget(Label(self.tr("Objectives"), "display"))
        layout.addStretch(1)

    def title(self) -> str:
        return self.tr("Objectives")

    @property
    def objective(self) -> int | None:
        """The objective that is shown."""
        return None

    def show_objective(self, objective: int) -> None:
        """Show an objective."""
