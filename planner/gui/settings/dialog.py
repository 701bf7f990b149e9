"""The settings: sections on the left, the chosen one on the right. What is set holds at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.gui import theme
from planner.gui.page import Desk
from planner.gui.settings.general import (
    AppearancePage,
    LanguagePage,
    RemindersPage,
    RhythmsPage,
)
from planner.gui.settings.page import SettingsPage
from planner.gui.settings.safety import BackupsPage, EncryptionPage, ProfilePage
from planner.gui.widgets.card import Ground
from planner.gui.widgets.framed import FramedDialog
from planner.gui.widgets.place import NavItem
from planner.gui.widgets.scroller import Scroller

_WIDTH, _HEIGHT = 880, 620
_WIDEST_SIDE = 392
"""At larger text the sections grow no more, or their pages would have no room."""


class SettingsDialog(FramedDialog):
    """Sections are made when they are first shown."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent.tr("Settings"), parent.tr("Close"), parent, width=640)
        self._makers: list[Callable[[Desk], SettingsPage]] = [
            AppearancePage,
            LanguagePage,
            RhythmsPage,
            RemindersPage,
            BackupsPage,
            EncryptionPage,
            ProfilePage,
        ]
        self._desk = desk
        self._pages: dict[int, SettingsPage] = {}
        self._scrollers: dict[int, Scroller] = {}
        self.stack = QStackedWidget()
        self.items = [
            NavItem(str(number), title, icon)
            for number, (title, icon) in enumerate(
                (
                    (self.tr("Appearance"), "sun"),
                    (self.tr("Language"), "translate"),
                    (self.tr("Keep in touch"), "hand-waving"),
                    (self.tr("Reminders"), "bell"),
                    (self.tr("Backups"), "clock-counter-clockwise"),
                    (self.tr("Encryption"), "lock-key"),
                    (self.tr("Profile"), "user-circle"),
                )
            )
        ]
        self._lay_out()
        self.open_at(_WIDTH, _HEIGHT)
        self.show_section(0)
        self.items[0].setFocus()

    def _lay_out(self) -> None:
        side = Ground("sidebar", edge="line")
        self._column = QVBoxLayout(side)
        self._column.setSpacing(2)
        for number, item in enumerate(self.items):
            item.clicked.connect(lambda _=False, number=number: self.show_section(number))
            self._column.addWidget(item)
        self._column.addStretch(1)
        self._side = Scroller(side)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side, 0)
        row.addWidget(self.stack, 1)
        self.body.addLayout(row, 1)
        theme.on_change(self._on_look)
        self._on_look()

    def show_section(self, number: int) -> None:
        page = self.page(number)
        page.opened()
        self.stack.setCurrentWidget(self._scrollers[number])
        for other, item in enumerate(self.items):
            item.show_present(other == number)

    def page(self, number: int) -> SettingsPage:
        """A section, made when it is first asked for."""
        found = self._pages.get(number)
        if found is None:
            found = self._pages[number] = self._makers[number](self._desk)
            self._scrollers[number] = Scroller(found)
            self._scrollers[number].setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.stack.addWidget(self._scrollers[number])
        return found

    def _on_look(self) -> None:
        px = theme.px
        self._side.setFixedWidth(min(px(208), _WIDEST_SIDE))
        self._column.setContentsMargins(px(12), px(16), px(12), px(16))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
