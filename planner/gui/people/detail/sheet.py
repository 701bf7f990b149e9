"""The page of one person: every part of it, in its place, from the picture to quiet links."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QVBoxLayout, QWidget

from planner.domain.people import FactKind
from planner.domain.person_pages import PersonDetail
from planner.gui import theme
from planner.gui.people.detail.about import AboutSection, NoteSection
from planner.gui.people.detail.adders import Adders
from planner.gui.people.detail.context import Context
from planner.gui.people.detail.facts import FactSection
from planner.gui.people.detail.header import Head
from planner.gui.people.detail.history import HistorySection
from planner.gui.people.detail.inline import SIDE, Inline
from planner.gui.people.detail.known import KnownSection
from planner.gui.people.detail.next import NextSection
from planner.gui.people.detail.promises import PromiseSection
from planner.gui.people.detail.rows import RowList
from planner.gui.people.detail.sections import Band
from planner.gui.people.detail.ways import WaysSection
from planner.gui.widgets.button import Button
from planner.gui.widgets.label import Label
from planner.gui.widgets.scroller import FlowLayout

translate = QCoreApplication.translate


class Sheet(QWidget):
    """All parts of the page, as attributes. What they ask for is answered by the pane."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._has_why = False
        self._make(context)
        self._lay_out()
        context.reveal_asked.connect(self.settle)
        theme.on_change(self._on_look)
        self._on_look()
        self._cold: list[tuple[RowList[Any, Any], int]] = [
            *((section.list, 3) for section in (self.cares, self.needs, self.helps)),
            (self.promises.list, 2),
            (self.history.list, 6),
            (self.ways.list, 2),
        ]
        QTimer.singleShot(0, self, self._warm)

    def _make(self, context: Context) -> None:
        self.back_button = Button(translate("person pane", "Back"), "link", icon="arrow-left")
        self.back_button.hide()
        self.head = Head(context)
        self.why_label = Label(
            translate("person pane", "Why stay connected"), "caption", "ink2", weight=500
        )
        self.why = Inline(
            translate("person pane", "Why stay connected"),
            "voice-m",
            many=True,
            hint=translate("person pane", "Why stay connected?"),
            example=translate("person pane", "She tells me plainly when an idea is thin."),
        )
        self.plan = Button(translate("person pane", "Plan a meeting"), "primary", icon="plus")
        self.log = Button(translate("person pane", "Log a talk"), icon="chat-circle-text")
        if not context.editable:  # shown before it has a parent, each would be a window of its own
            self.plan.hide()
            self.log.hide()
        self.cares = FactSection(
            context,
            translate("person pane", "Cares about"),
            translate("person pane", "Add what they care about"),
            (FactKind.INTEREST, FactKind.WORKS_ON, FactKind.FAMILY),
        )
        self.known = KnownSection(context)
        self.needs = FactSection(
            context,
            translate("person pane", "Needs"),
            translate("person pane", "Add what they need"),
            (FactKind.NEEDS,),
        )
        self.helps = FactSection(
            context,
            translate("person pane", "Can help with"),
            translate("person pane", "Add what they can help with"),
            (FactKind.CAN_HELP_WITH,),
        )
        self.care = FactSection(
            context,
            translate("person pane", "Take care"),
            translate("person pane", "Add what to be careful about"),
            (FactKind.AVOID,),
            careful=True,
        )
        self.promises = PromiseSection(context)
        self.next = NextSection(context)
        self.history = HistorySection(context)
        self.ways = WaysSection(context)
        self.about = AboutSection(context)
        self.note = NoteSection(context)
        self.adders = Adders(self)

    def _warm(self) -> None:
        """Make the rows that nearly everybody needs, a few in each pause."""
        if self._cold:
            rows, count = self._cold.pop(0)
            rows.warm(count)
            QTimer.singleShot(0, self, self._warm)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._back_box = QHBoxLayout()
        self._back_box.addWidget(self.back_button)
        self._back_box.addStretch(1)
        self._buttons = QWidget()
        self._buttons_flow = FlowLayout(theme.px(8), self._buttons)
        for button in (self.plan, self.log):
            self._buttons_flow.addWidget(button)
        self._bands = (
            Band(self.cares, self.known),
            Band(self.needs, self.helps),
            Band(self.care),
            Band(self.promises),
            Band(self.history),
            Band(self.next),
            Band(self.ways),
            Band(self.about),
            Band(self.note),
        )
        self._column.addLayout(self._back_box)
        self._column.addWidget(self.head)
        self._above_why = QSpacerItem(0, 0)
        self._column.addItem(self._above_why)
        for widget in (self.why_label, self.why, self._buttons):
            self._column.addWidget(widget)
        for band in self._bands:
            self._column.addWidget(band)
        self._column.addWidget(self.adders)
        self._column.addStretch(1)

    def _on_look(self) -> None:
        px, side = theme.px, theme.px(SIDE)
        self._above_why.changeSize(0, px(20))
        self.why_label.setContentsMargins(side, 0, side, px(1))
        self.set_back(not self.back_button.isHidden())
        self._buttons.setContentsMargins(side, px(13), side, px(16))

    def set_right_margin(self, right: int) -> None:
        """How much room, in px of the screen, stays free on the right."""
        px = theme.px
        self._column.setContentsMargins(px(24), px(28), right, px(32))

    def set_back(self, shown: bool) -> None:
        """Whether the page shows the way back."""
        self.back_button.setVisible(shown)
        self._back_box.setContentsMargins(theme.px(SIDE), 0, 0, theme.px(8) if shown else 0)

    def show_detail(self, detail: PersonDetail, *, same: bool) -> None:
        """Show somebody, or the same person again; `settle` then shows and hides the parts."""
        person = detail.person
        self._has_why = bool(person.why_connected)
        self.head.show_head(detail, same=same)
        number, edits = person.id, self.context.edits
        self.why.show_text(
            person.why_connected,
            (lambda typed, burst: edits.field(number, "why_connected", typed.strip(), burst))
            if self.context.editable
            else None,
            key=("why", number),
        )
        for section in (self.cares, self.needs, self.helps, self.care):
            section.show_facts(detail)
        self.known.show_known(detail, same=same)
        self.promises.show_promises(detail)
        self.next.show_next(detail)
        self.history.show_history(detail, same=same)
        self.ways.show_points(detail)
        self.about.show_about(detail, same=same)
        self.note.show_note(detail)

    def settle(self) -> None:
        """Show what has something to show, and links for the rest."""
        self.why_label.setVisible(self._has_why or self.why.editing)
        self.why.setVisible(self._has_why or self.context.editable)
        for band in self._bands:
            band.settle()
        self.adders.settle()

    def start_fact(self, kind: FactKind, typed: str = "") -> None:
        """Begin to type a fact of that kind, or go on with what was typed."""
        self._section_of(kind).start(kind, typed)

    def _section_of(self, kind: FactKind) -> FactSection:
        sections = {
            FactKind.NEEDS: self.needs,
            FactKind.CAN_HELP_WITH: self.helps,
            FactKind.AVOID: self.care,
        }
        return sections.get(kind, self.cares)
