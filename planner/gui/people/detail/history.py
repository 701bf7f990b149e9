"""What happened with a person, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from planner.domain.errors import PlannerError
from planner.domain.person_pages import HistoryItem, HistoryPage, PersonDetail
from planner.gui import text, theme
from planner.gui.people.detail import talks, words
from planner.gui.people.detail.inline import SIDE, Inline
from planner.gui.people.detail.rows import Deed, Glyph, Row, RowList
from planner.gui.people.detail.sections import Section
from planner.gui.widgets.button import Button
from planner.gui.widgets.label import Label

if TYPE_CHECKING:
    from planner.gui.people.detail.context import Context

translate = QCoreApplication.translate
_FIRST, _MORE = 6, 10
_DATE = 64
"""From the beginning of a date to its icon, in px at 100 %."""


class HistoryRow(Row):
    """A talk, or a held meeting of which no talk was kept."""

    edit_asked = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__(Inline(translate("person pane", "What happened"), vanishes=True))
        self._context = context
        self._item: HistoryItem | None = None
        self.day = Label("", "caption", "ink2", wrap=False)
        self.icon = Glyph("", "ink2", 18)
        self.inline.edited.connect(self.refresh_actions)
        self.inline.left.connect(self.refresh_actions)
        self.inline.delete_asked.connect(self._delete)
        self.more = Label("", "small", "ink2")
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.inline)
        said.addWidget(self.more)
        self._box = QHBoxLayout(self)
        self._box.addWidget(self.day, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(said, 1)
        theme.on_change(self._on_look)
        self._on_look()

    def _on_look(self) -> None:
        self._box.setContentsMargins(theme.px(SIDE), theme.px(1), 0, theme.px(1))
        self._box.setSpacing(0)
        self.day.setContentsMargins(0, theme.px(5), theme.px(6), 0)
        self.icon.setContentsMargins(0, theme.px(4), theme.px(2), 0)
        self.more.setContentsMargins(theme.px(SIDE), 0, theme.px(SIDE), theme.px(4))

    def date_width(self) -> int:
        """How much room the date needs."""
        return max(theme.px(_DATE), self.day.sizeHint().width())

    def show_item(self, item: HistoryItem) -> None:
        self._item = item
        context, today = self._context, self._context.today()
        self.day.setText(text.day(item.at.astimezone().date(), today, weekday=False))
        word, icon = talks.happened(item)
        self.icon.show_icon(icon)
        self.icon.setToolTip(word)
        editable = context.editable and bool(item.interaction)
        self.inline.show_text(
            item.summary if item.interaction else talks.line(item),
            self._save if editable else None,
            key=("talk", item.interaction, item.meeting),
            shown=lambda typed: typed,
            name=f"{self.day.text()}, {word}",
        )
        more = talks.more(item)
        self.more.setText(more)
        self.more.setVisible(bool(more))

    def _save(self, typed: str, burst: str) -> None:
        assert self._item is not None
        self._context.edits.talk(self._item.interaction, burst, summary=typed.strip())

    def _delete(self) -> None:
        item = self._item
        if item is not None and item.interaction:
            self._context.attempt(
                partial(self._context.store.interactions.delete, item.interaction),
                words.forgot(talks.line(item)),
            )

    def _edit(self) -> None:
        if self._item is not None:
            self.edit_asked.emit(self._item.interaction)

    def deeds(self) -> Sequence[Deed]:
        if not self._context.editable or self._item is None or not self._item.interaction:
            return ()
        return (
            Deed("pencil-simple", translate("person pane", "Edit this talk…"), self._edit),
            Deed("x", translate("person pane", "Delete"), self._delete),
        )


class HistorySection(Section):
    """The talks, with a way to those before."""

    log_asked = Signal()
    edit_asked = Signal(int)

    def __init__(self, context: Context) -> None:
        add = translate("person pane", "Log a talk")
        super().__init__(translate("person pane", "History"), add if context.editable else "")
        self._context = context
        self._items: tuple[HistoryItem, ...] = ()
        self._page = HistoryPage(items=())
        self._shown = _FIRST
        self.list: RowList[HistoryItem, HistoryRow] = RowList(
            self._make, _key, HistoryRow.show_item
        )
        self.earlier = Button(translate("person pane", "Show earlier"), "link")
        self.earlier.clicked.connect(self._on_earlier)
        self.body.addWidget(self.list)
        line = QHBoxLayout()
        line.setContentsMargins(theme.px(SIDE), 0, 0, 0)
        line.addWidget(self.earlier)
        line.addStretch(1)
        self.body.addLayout(line)
        self.add_asked.connect(self.log_asked)

    def _make(self) -> HistoryRow:
        row = HistoryRow(self._context)
        row.edit_asked.connect(self.edit_asked)
        return row

    def show_history(self, detail: PersonDetail, *, same: bool) -> None:
        """Show the latest, or as many as were shown of the same person before."""
        if not same:
            self._shown = _FIRST
        self._items, self._page = detail.history.items, detail.history
        while len(self._items) < self._shown and self._page.more:
            self._read_on()
        self._fill()

    def _read_on(self) -> None:
        context = self._context
        pages = context.store.people.pages
        self._page = pages.history(context.person, self._page.more)
        self._items += self._page.items

    def _fill(self) -> None:
        self.list.show_values(self._items[: self._shown])
        rows = self.list.rows
        widest = max((row.date_width() for row in rows), default=0)
        for row in rows:
            row.day.setFixedWidth(widest)
        more = self._page.more is not None or len(self._items) > self._shown
        self.earlier.setVisible(more)

    def _on_earlier(self) -> None:
        shown = self._shown
        try:
            if len(self._items) < shown + _MORE and self._page.more:
                self._read_on()
        except PlannerError as problem:
            self._context.trouble.emit(problem)
            return
        self._shown += _MORE
        self._fill()
        rows = self.list.rows
        if shown < len(rows):
            rows[shown].inline.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def empty(self) -> bool:
        return not self._items


def _key(item: HistoryItem) -> tuple[int, int]:
    return item.interaction, item.meeting
