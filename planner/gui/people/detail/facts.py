"""What is worth remembering about a person, by kinds, each line edited where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from planner.domain.people import Fact, FactKind
from planner.domain.person_pages import PersonDetail
from planner.gui import text, theme
from planner.gui.people.detail import words
from planner.gui.people.detail.context import Context
from planner.gui.people.detail.inline import Inline
from planner.gui.people.detail.rows import Deed, Glyph, Row, RowList
from planner.gui.people.detail.sections import Section

translate = QCoreApplication.translate


class FactRow(Row):
    """One fact. With `careful`, on a ground of its own, as something not to forget."""

    left = Signal()

    def __init__(self, context: Context, *, careful: bool = False) -> None:
        super().__init__(Inline("", vanishes=True))
        self._context, self._careful = context, careful
        self._fact: Fact | None = None
        self._person = 0
        self.inline.edited.connect(self.refresh_actions)
        self.inline.left.connect(self._on_left)
        self.inline.delete_asked.connect(self._forget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if careful:
            layout.setContentsMargins(theme.px(8), theme.px(2), 0, theme.px(2))
            layout.addWidget(Glyph("hand-palm", "ink2"))
        layout.addWidget(self.inline, 1)

    def show_fact(self, fact: Fact) -> None:
        """Show a kept fact; one with id 0 is to be typed."""
        context = self._context
        self._fact, self._person = fact, context.person
        name = words.fact_kind(fact.kind)
        self.inline.show_text(
            fact.text,
            self._save if context.editable else None,
            key=("fact", context.person, fact.id or fact.kind),
            name=name,
        )
        when = words.since(fact.since, context.today())
        self.inline.setToolTip(text.tooltip(when) if when else "")

    def start(self, example: str, typed: str = "") -> None:
        """Begin to type, or go on with what could not be saved."""
        self.inline.set_example(example)
        self.inline.edit(typed)
        if typed:
            self.inline.save_now()

    @property
    def number(self) -> int:
        return self._fact.id if self._fact else 0

    def _save(self, typed: str, burst: str) -> None:
        assert self._fact is not None
        number = self._context.edits.fact(
            self._person, self._fact.id, self._fact.kind, typed, burst
        )
        if number != self._fact.id:
            self._fact = replace(self._fact, id=number)

    def _on_left(self) -> None:
        self.refresh_actions()
        if self._fact and self._fact.text and not self.inline.typed:
            self._context.undoable.emit(words.forgot(self._fact.text))
        self.left.emit()

    def _forget(self) -> None:
        fact = self._fact
        if fact and fact.id:
            self._context.attempt(
                partial(self._context.edits.forget_fact, self._person, fact.id),
                words.forgot(fact.text),
            )

    def _become(self, kind: FactKind) -> None:
        fact = self._fact
        if fact:
            edits = self._context.edits
            self._context.attempt(partial(edits.fact, self._person, fact.id, kind, fact.text))

    def _kinds(self) -> QMenu:
        menu = QMenu(self)
        for kind in FactKind:
            action = menu.addAction(words.fact_kind(kind))
            action.setCheckable(True)
            action.setChecked(self._fact is not None and self._fact.kind is kind)
            action.triggered.connect(lambda _=False, k=kind: self._become(k))
        return menu

    def deeds(self) -> Sequence[Deed]:
        if not self._context.editable or not self.number:
            return ()
        return (
            Deed("", translate("person pane", "Edit"), self.inline.edit),
            Deed("", translate("person pane", "This is"), self._kinds, self._kinds),
            Deed("x", translate("person pane", "Delete"), self._forget),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._careful:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("sunken"))
            radius = theme.px(6)
            painter.drawRoundedRect(self.rect(), radius, radius)


class FactSection(Section):
    """The facts of some kinds; what is added is of the first one unless said otherwise."""

    def __init__(
        self,
        context: Context,
        title: str,
        add: str,
        kinds: Sequence[FactKind],
        *,
        careful: bool = False,
    ) -> None:
        super().__init__(title, add if context.editable else "")
        self._context, self._kinds, self._add = context, kinds, add
        self._facts: tuple[Fact, ...] = ()
        self.list: RowList[Fact, FactRow] = RowList(
            partial(FactRow, context, careful=careful), _key, FactRow.show_fact
        )
        self.new = FactRow(context, careful=careful)
        self.new.hide()
        self.new.left.connect(self._on_new_left)
        self.body.addWidget(self.list)
        self.body.addWidget(self.new)
        self.add_asked.connect(self.start)

    def show_facts(self, detail: PersonDetail) -> None:
        self._facts = tuple(fact for fact in detail.person.facts if fact.kind in self._kinds)
        if not self.new.pinned:
            self.new.hide()
        self._fill()

    def _fill(self) -> None:
        typed = self.new.number if self.new.pinned else 0
        self.list.show_values([fact for fact in self._facts if fact.id != typed])

    def start(self, kind: FactKind | None = None, typed: str = "") -> None:
        """Begin to type a new fact, or go on with what could not be saved of it."""
        if self.new.pinned:
            return
        wanted = kind or self._kinds[0]
        self.new.show_fact(Fact(kind=wanted, text=""))
        self.new.show()
        self._context.reveal_asked.emit()
        self.new.start(words.fact_example(wanted), typed)

    def _on_new_left(self) -> None:
        again = bool(self.new.number and self.new.inline.typed)
        self.new.hide()
        self.new.show_fact(Fact(kind=self._kinds[0], text=""))
        self._fill()
        self._context.reveal_asked.emit()
        if again and self.plus and self.isVisible():
            self.plus.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def empty(self) -> bool:
        return not self._facts and self.new.isHidden() and not self.list.rows


def _key(fact: Fact) -> int:
    return fact.id


def chooser(parent: QWidget, chosen: Callable[[FactKind], None]) -> QMenu:
    """A menu of the kinds of facts; `chosen(kind)` is called."""
    menu = QMenu(parent)
    for kind in FactKind:
        action = menu.addAction(words.fact_kind(kind))
        action.triggered.connect(lambda _=False, k=kind: chosen(k))
    return menu
