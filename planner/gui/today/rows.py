"""The plain rows on Today: meetings later this week, drafts at the gate, meetings to tell of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from planner.domain.today import Encounter, Lack, Waiting
from planner.gui import text, theme
from planner.gui.today import words
from planner.gui.widgets.card import Hairline
from planner.gui.widgets.icon_label import Icon
from planner.gui.widgets.label import Label
from planner.gui.widgets.pressable import PressableRow

_FIRST = 72
"""The column that days and icons stand in."""


class Row(PressableRow):
    """A row with a grid for what it says."""

    def __init__(self, spoken: str) -> None:
        super().__init__(spoken)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, theme.px(10), 0, theme.px(10))
        self.grid.setHorizontalSpacing(0)
        self.grid.setVerticalSpacing(0)
        self.grid.setColumnMinimumWidth(0, theme.px(_FIRST))
        self.grid.setColumnStretch(1, 1)


def later_row(meeting: Encounter) -> Row:
    """`Wed 10:00`, with whom, and what for."""
    day = words.weekday(meeting.starts.date(), short=True)
    time, who = text.clock(meeting.starts), words.names(meeting.people)
    row = Row(", ".join(filter(None, (f"{day} {time}", who, text.one_line(meeting.statement)))))
    at = Label(time, "small", "ink2", wrap=False, tabular=True)
    row.grid.addWidget(Label(day, "small", "ink2", wrap=False), 0, 0)
    row.grid.addWidget(at, 1, 0, Qt.AlignmentFlag.AlignTop)
    row.grid.addWidget(Label(who, "body", weight=600, wrap=False), 0, 1)
    _add_statement(row, meeting)
    return row


def waiting_row(draft: Waiting) -> Row:
    """A draft, and what it still lacks."""
    title, lack = words.draft(draft), words.lack(draft)
    row = Row(", ".join(filter(None, (title, lack, words.translate("today", "Continue")))))
    clear = draft.lack in (Lack.DATE, Lack.NOTHING)
    icon = Icon("check-circle" if clear else "circle-half", "pine" if clear else "amber", 20)
    row.grid.addWidget(icon, 0, 0)
    row.grid.addWidget(Label(title, "body", weight=600, wrap=False), 0, 1)
    _add_deed(row, words.translate("today", "Continue"))
    row.grid.addWidget(Label(lack, "small", "ink2", lines=2), 1, 1, 1, 2)
    return row


def past_row(meeting: Encounter) -> Row:
    """A meeting that is over, of which nobody has said how it went."""
    who = words.names(meeting.people)
    title = words.translate("today", "How did it go with {who}?").format(who=who)
    row = Row(", ".join(filter(None, (title, text.one_line(meeting.statement)))))
    row.grid.addWidget(Icon("chat-circle-text", "ink2", 20), 0, 0)
    row.grid.addWidget(Label(title, "body", weight=600, wrap=False), 0, 1)
    _add_deed(row, words.translate("today", "Tell"))
    _add_statement(row, meeting)
    return row


def _add_statement(row: Row, meeting: Encounter) -> None:
    statement = text.one_line(meeting.statement)
    if statement:
        row.grid.addWidget(Label(statement, "voice-xs", "ink2", lines=2), 1, 1, 1, 2)


def _add_deed(row: Row, word: str) -> None:
    row.grid.addWidget(Label(word, "small", "pine", weight=600, wrap=False), 0, 2)


class Rows(QWidget):
    """Rows below each other with hairlines between them."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)

    def show_rows(self, rows: list[Row]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for i, row in enumerate(rows):
            if i:
                self._rows.addWidget(Hairline())
            self._rows.addWidget(row)
