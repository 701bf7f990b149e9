"""Promises between the two of us: ticked off, edited, put off, and added in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from planner.domain.errors import PlannerError
from planner.domain.followups import Direction, FollowUp
from planner.domain.person_pages import PersonDetail
from planner.gui import text, theme
from planner.gui.people.detail import understanding, words
from planner.gui.people.detail.inline import Inline
from planner.gui.people.detail.rows import Deed, DoneCheck, Glyph, Row, RowList
from planner.gui.people.detail.sections import Section
from planner.gui.widgets.button import Button
from planner.gui.widgets.framed import Complaint
from planner.gui.widgets.label import Label

if TYPE_CHECKING:
    from planner.gui.people.detail.context import Context

translate = QCoreApplication.translate

_ARROWS = {
    Direction.I_OWE: ("arrow-up-right", "plum"),
    Direction.THEY_OWE: ("arrow-down-left", "blue"),
    Direction.REACH_OUT: ("hand-waving", "ink2"),
}


class PromiseRow(Row):
    """One open follow-up."""

    def __init__(self, context: Context) -> None:
        super().__init__(Inline(translate("person pane", "Promise"), vanishes=True, pad=6), size=32)
        self._context = context
        self._promise: FollowUp | None = None
        self.check = DoneCheck()
        self.check.clicked.connect(self._done)
        self.arrow = Glyph()
        self.due = Inline(
            translate("person pane", "Day"), "small", "ink2", hugs=True, pad=7,
            hint=translate("person pane", "Add a day"),
            example=translate("person pane", "next Friday"),
        )  # fmt: skip
        for one in (self.inline, self.due):
            one.edited.connect(self.refresh_actions)
            one.left.connect(self.refresh_actions)
        self.inline.delete_asked.connect(self._delete)
        self._box = QHBoxLayout(self)
        for widget in (self.check, self.arrow):
            self._box.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(self.inline, 1)
        self._box.addWidget(self.due, 0, Qt.AlignmentFlag.AlignTop)
        self.check.setEnabled(context.editable)
        theme.on_change(self._on_look)
        self._on_look()

    def _on_look(self) -> None:
        self._box.setContentsMargins(theme.px(2), 0, 0, 0)
        self._box.setSpacing(0)
        side, top = theme.px(6), theme.px(8)
        self.arrow.setContentsMargins(side, top, theme.px(4), 0)

    def show_promise(self, one: FollowUp) -> None:
        context, today = self._context, self._context.today()
        self._promise = one
        first = context.first
        icon, token = _ARROWS[one.direction]
        self.arrow.show_icon(icon, token)
        self.check.setAccessibleName(
            translate("person pane", "Done: {what}").format(what=text.one_line(one.text))
        )
        self.check.setToolTip(translate("person pane", "Mark as done"))
        save = self._save if context.editable else None
        self.inline.show_text(
            one.text,
            save,
            key=("promise", one.id),
            shown=lambda typed: words.owes(one.direction, first) + words.after_colon(typed),
        )
        said, late = words.due(one, today)
        self.due.set_colour("rust" if late else "ink2")
        self.due.show_text(
            text.day(date.fromisoformat(one.due), today) if one.due else "",
            self._save_day if context.editable else None,
            key=("day", one.id),
            shown=lambda typed: said or typed,
        )
        if one.day and not one.due:
            self.due.show_text(said, self._save_day if context.editable else None)

    @property
    def pinned(self) -> bool:
        return super().pinned or self.due.editing

    def spoken(self) -> str:
        """The row as a screen reader reads it."""
        assert self._promise is not None
        return words.spoken_promise(self._promise, self._context.first, self._context.today())

    def _save(self, typed: str, burst: str) -> None:
        assert self._promise is not None
        if typed.strip():
            self._context.edits.promise(self._promise.id, burst, text=typed.strip())
        else:
            self._context.store.followups.delete(self._promise.id)
            self._context.undoable.emit(words.forgot(self._promise.text))

    def _save_day(self, typed: str, burst: str) -> None:
        assert self._promise is not None
        due = understanding.day(typed, self._context.today())
        self._context.edits.promise(
            self._promise.id,
            burst,
            due=due.isoformat() if due else "",
            snoozed_until="",
            **({} if due else {"time": "", "repeats": ""}),
        )

    def _done(self) -> None:
        one = self._promise
        if one is not None:
            self._context.attempt(partial(self._context.edits.done, one), words.done(one))

    def _delete(self) -> None:
        one = self._promise
        if one is not None:
            self._context.attempt(
                partial(self._context.store.followups.delete, one.id), words.forgot(one.text)
            )

    def _snooze(self, until: date) -> None:
        one = self._promise
        if one is not None:
            self._context.attempt(
                partial(self._context.store.followups.snooze, one.id, until),
                words.snoozed(one, until, self._context.today()),
            )

    def snooze_menu(self) -> QMenu:
        """The days a promise can rest until."""
        today = self._context.today()
        menu = QMenu(self)
        monday = today + timedelta(days=7 - today.weekday())
        for said, until in (
            (translate("person pane", "Until tomorrow"), today + timedelta(days=1)),
            (translate("person pane", "Until Monday"), monday),
            (translate("person pane", "For a week"), today + timedelta(days=7)),
            (translate("person pane", "For a month"), today + timedelta(days=30)),
        ):
            action = menu.addAction(f"{said}, {text.day(until, today)}")
            action.triggered.connect(lambda _=False, day=until: self._snooze(day))
        menu.addSeparator()
        menu.addAction(translate("person pane", "Another day…")).triggered.connect(
            lambda _=False: self.due.edit()
        )
        return menu

    def deeds(self) -> Sequence[Deed]:
        if not self._context.editable:
            return ()
        return (
            Deed(
                "clock-clockwise",
                translate("person pane", "Snooze"),
                self.snooze_menu,
                self.snooze_menu,
                "s",
            ),
            Deed("pencil-simple", translate("person pane", "Edit"), self.inline.edit),
            Deed("x", translate("person pane", "Delete"), self._delete),
        )

    def actions_right(self) -> int:
        return self.due.width()


class NewPromise(QWidget):
    """A line to type a promise into; what is understood of it stands below, its day included."""

    kept = Signal()
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._direction = Direction.I_OWE
        self.way = Button("", "ghost", icon="arrow-up-right", after="caret-down", small=True)
        self.way.clicked.connect(self._choose)
        self.field = _Line()
        self.field.setAccessibleName(translate("person pane", "Promise"))
        self.field.setPlaceholderText(translate("person pane", "the frost report by Friday"))
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(self.keep)
        self.field.escaped.connect(self._on_escape)
        theme.set_type(self.field, "body")
        self.said = Label("", "small", "ink2")
        self.problem = Complaint()
        line = QHBoxLayout()
        line.setSpacing(theme.px(4))
        line.addWidget(self.way)
        line.addWidget(self.field, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(4), theme.px(8), theme.px(4))
        layout.setSpacing(theme.px(4))
        layout.addLayout(line)
        layout.addWidget(self.said)
        under = QHBoxLayout()
        under.setContentsMargins(theme.px(8), 0, 0, 0)
        under.addWidget(self.problem)
        layout.addLayout(under)
        self.said.setContentsMargins(theme.px(8), 0, 0, 0)
        self.said.hide()
        self.problem.hide()

    @property
    def typed(self) -> str:
        return self.field.text()

    def start(self, direction: Direction = Direction.I_OWE) -> None:
        self._turn(direction)
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_for(self, typed: str) -> None:
        """Be for the person shown now, with what was typed for them before."""
        if typed != self.field.text():
            self.field.setText(typed)
        self._turn(self._direction)
        self.problem.hide()
        self.setVisible(bool(typed))

    def understood(self) -> understanding.Promise | None:
        from planner.domain.capture import KnownPerson

        context = self._context
        row = context.store.people.rows([context.person])
        name = row[0].name if row else context.first
        return understanding.promise(
            self.field.text(),
            self._direction,
            KnownPerson(id=context.person, name=f"{context.first} {name}"),
            context.now(),
        )

    def keep(self) -> bool:
        """Keep the promise; what cannot be kept stays, and why is said under it."""
        found = self.understood()
        if found is None:
            self._on_escape()
            return True
        try:
            self._context.store.followups.add(
                FollowUp(
                    person=self._context.person,
                    text=found.text[:1].upper() + found.text[1:],
                    direction=found.direction,
                    due=found.due.isoformat() if found.due else "",
                )
            )
        except PlannerError as problem:
            self.problem.setText(text.error(problem))
            self.problem.show()
            self.field.setAccessibleDescription(self.problem.text())
            return False
        self.problem.hide()
        self.field.clear()
        self.kept.emit()
        return True

    def _on_typed(self) -> None:
        found = self.understood() if self.field.text().strip() else None
        if found:
            context = self._context
            said = words.understood(
                found.direction, context.first, found.text, found.due, context.today()
            )
            self.said.setText(said)
            self.field.setAccessibleDescription(said)
        self.said.setVisible(found is not None)

    def _turn(self, direction: Direction) -> None:
        self._direction = direction
        said = words.owes(direction, self._context.first).rstrip(": ")
        self.way.setText(text.menu(said))
        self.way.set_icon_name(_ARROWS[direction][0])
        self._on_typed()

    def _choose(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for direction in Direction:
            said = words.owes(direction, self._context.first).rstrip(": ")
            menu.addAction(text.menu(said)).triggered.connect(
                lambda _=False, way=direction: self._turn(way)
            )
        menu.popup(self.way.mapToGlobal(QPoint(0, self.way.height())))

    def _on_escape(self) -> None:
        self.field.clear()
        self.problem.hide()
        self.hide()
        self.left.emit()


class _Line(QLineEdit):
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class PromiseSection(Section):
    """What I owe, what they owe, and whom to reach out to: soonest first."""

    def __init__(self, context: Context) -> None:
        add = translate("person pane", "Add a promise")
        super().__init__(translate("person pane", "Promises"), add if context.editable else "")
        self._context = context
        self._promises: tuple[FollowUp, ...] = ()
        self.list: RowList[FollowUp, PromiseRow] = RowList(
            partial(PromiseRow, context), _key, PromiseRow.show_promise
        )
        self.new = NewPromise(context)
        self.new.hide()
        self.new.left.connect(self._on_left)
        self.body.addWidget(self.list)
        self.body.addWidget(self.new)
        self.add_asked.connect(self.start)

    def show_promises(self, detail: PersonDetail) -> None:
        self._promises = detail.promises
        self.list.show_values(detail.promises)

    def start(self) -> None:
        """Begin to type a promise."""
        self.new.start()
        self._context.reveal_asked.emit()
        self.new.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_left(self) -> None:
        self._context.reveal_asked.emit()
        if self.plus and self.isVisible():
            self.plus.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def empty(self) -> bool:
        return not self._promises and self.new.isHidden() and not self.list.rows


def _key(one: FollowUp) -> int:
    return one.id
