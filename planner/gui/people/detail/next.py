"""What is to come with a person: meetings, plans begun, and asks in which they are a name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout

from planner.domain.objectives import AskStatus, ObjectiveStatus
from planner.domain.person_pages import ComingMeeting, NamedIn, PersonDetail
from planner.gui import theme
from planner.gui.page import PlanRequest
from planner.gui.people.detail import talks
from planner.gui.people.detail.inline import SIDE, Inline
from planner.gui.people.detail.rows import Glyph, Row, RowList
from planner.gui.people.detail.sections import Section

if TYPE_CHECKING:
    from planner.gui.people.detail.context import Context

translate = QCoreApplication.translate
Coming: TypeAlias = ComingMeeting | NamedIn


class NextRow(Row):
    """A meeting to come or an ask; Enter or a click goes there."""

    def __init__(self, context: Context) -> None:
        super().__init__(Inline("", presses=True, lines=2))
        self._context = context
        self._value: Coming | None = None
        self.icon = Glyph("", "ink2", 18)
        self.inline.pressed.connect(self._open)
        self._box = QHBoxLayout(self)
        self._box.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(self.inline, 1)
        theme.on_change(self._on_look)
        self._on_look()

    def _on_look(self) -> None:
        self._box.setContentsMargins(theme.px(SIDE), theme.px(1), 0, theme.px(1))
        self._box.setSpacing(0)
        self.icon.setContentsMargins(0, theme.px(4), theme.px(2), 0)

    def show_value(self, value: Coming) -> None:
        self._value = value
        if isinstance(value, NamedIn):
            self.icon.show_icon("target")
            self.inline.show_text(talks.named_in(value), None)
            self.inline.setAccessibleName(talks.named_in(value))
        else:
            when, purpose = talks.coming(value, self._context.today())
            line = ". ".join(filter(None, (when, purpose)))
            self.icon.show_icon("calendar-blank")
            self.inline.show_text(line, None)
            self.inline.setAccessibleName(line)

    def _open(self) -> None:
        if isinstance(self._value, NamedIn):
            self._context.objective_requested.emit(self._value.objective)
        elif self._value is not None:
            self._context.plan_requested.emit(PlanRequest(meeting=self._value.id))


class NextSection(Section):
    """Hidden when nothing is to come."""

    def __init__(self, context: Context) -> None:
        super().__init__(translate("person pane", "Coming up"))
        self._values: tuple[Coming, ...] = ()
        self.list: RowList[Coming, NextRow] = RowList(
            partial(NextRow, context), _key, NextRow.show_value
        )
        self.body.addWidget(self.list)

    def show_next(self, detail: PersonDetail) -> None:
        named = [
            one
            for one in detail.named_in
            if one.objective_status is ObjectiveStatus.ACTIVE
            and one.ask_status in (AskStatus.OPEN, AskStatus.IN_PROGRESS)
        ]
        self._values = (*detail.coming, *named)
        self.list.show_values(self._values)

    @property
    def empty(self) -> bool:
        return not self._values


def _key(value: Coming) -> tuple[str, int]:
    if isinstance(value, NamedIn):
        return "ask", value.ask
    return "meeting", value.id
