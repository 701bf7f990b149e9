"""Quiet links for what is not there yet, so that somebody new is no wall of headings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from planner.gui import theme
from planner.gui.people.detail import facts
from planner.gui.people.detail.about import popup_under
from planner.gui.people.detail.inline import SIDE
from planner.gui.widgets.button import Button
from planner.gui.widgets.scroller import FlowLayout

if TYPE_CHECKING:
    from planner.gui.people.detail.sheet import Sheet

translate = QCoreApplication.translate


class Adders(QWidget):
    """A link for each part of the pane that is empty, and for facts and details always."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet
        self._flow = FlowLayout(0, self)
        self.fact = self._link(translate("person pane", "Add a fact"), self._choose_fact)
        self.known = self._link(translate("person pane", "Add how you met"), self._offer_known)
        self.promise = self._link(translate("person pane", "Add a promise"), sheet.promises.start)
        self.way = self._link(translate("person pane", "Add a way to reach"), sheet.ways.start)
        self.detail = self._link(translate("person pane", "Add a detail"), self._offer_details)
        self.note = self._link(translate("person pane", "Add a note"), sheet.note.start)
        theme.on_change(self._on_look)
        self._on_look()

    def settle(self) -> None:
        """Offer what is not there."""
        sheet = self._sheet
        self.setVisible(sheet.context.editable)
        self.known.setVisible(sheet.known.empty)
        self.promise.setVisible(sheet.promises.empty)
        self.way.setVisible(sheet.ways.empty)
        self.note.setVisible(sheet.note.empty)
        self._flow.invalidate()

    def _link(self, said: str, do: Callable[[], object]) -> Button:
        made = Button(said, "link", icon="plus")
        made.clicked.connect(lambda _=False: do())
        self._flow.addWidget(made)
        return made

    def _on_look(self) -> None:
        side = theme.px(SIDE)
        self.setContentsMargins(side, side, side, 0)
        self._flow.setSpacing(theme.px(16))

    def _choose_fact(self) -> None:
        popup_under(facts.chooser(self, self._sheet.start_fact), self.fact)

    def _offer_known(self) -> None:
        menu = QMenu(self)
        self._sheet.known.offer(menu)
        popup_under(menu, self.known)

    def _offer_details(self) -> None:
        menu = QMenu(self)
        self._sheet.about.offer(menu)
        popup_under(menu, self.detail)
