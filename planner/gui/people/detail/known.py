"""How the two of us know each other, and whom else they know."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.domain.people import Acquaintance
from planner.domain.person_pages import Known, PersonDetail
from planner.gui import text, theme
from planner.gui.people.detail import understanding, words
from planner.gui.people.detail.inline import SIDE, Inline
from planner.gui.people.detail.picker import PersonPicker
from planner.gui.people.detail.rows import Deed, Row, RowList
from planner.gui.people.detail.sections import Section
from planner.gui.widgets.button import Button
from planner.gui.widgets.label import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from planner.gui.people.detail.context import Context

translate = QCoreApplication.translate
_FEW = 5


class KnownRow(Row):
    """Somebody they know: a name to follow, and how well in a word."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            Inline(translate("person pane", "Knows"), colour="pine", presses=True, lines=2)
        )
        self._context = context
        self._known: Known | None = None
        self.inline.pressed.connect(self._open)
        self.strength = Label("", "small", "ink2", wrap=False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.inline, 1)
        layout.addWidget(self.strength, 0, Qt.AlignmentFlag.AlignTop)
        self.strength.setContentsMargins(0, theme.px(4), theme.px(8), 0)

    def show_known(self, known: Known) -> None:
        self._known = known
        word = words.strength(known.strength)
        self.strength.setText(word)
        self.inline.show_text(text.one_line(known.name), None, key=("known", known.id))
        self.inline.setAccessibleName(f"{text.one_line(known.name)}, {word}")
        why = text.one_line(known.how or known.kind)
        self.inline.setAccessibleDescription(why)
        self.inline.setToolTip(text.tooltip(why) if why else "")

    def _open(self) -> None:
        if self._known:
            self._context.person_requested.emit(self._known.id)

    def _set(self, strength: int) -> None:
        known, context = self._known, self._context
        if known is None:
            return
        edge = Acquaintance(
            a=context.person,
            b=known.id,
            strength=strength,
            kind=known.kind,
            how=known.how,
            since=known.since,
        )
        context.attempt(partial(context.store.people.acquaint, edge))

    def _forget(self) -> None:
        known, context = self._known, self._context
        if known is not None:
            forget = partial(context.store.people.forget_acquaintance, context.person, known.id)
            context.attempt(forget, words.forgot(known.name))

    def _strengths(self) -> QMenu:
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        for value in (3, 2, 1):
            action = menu.addAction(words.strength(value))
            action.setCheckable(True)
            action.setChecked(self._known is not None and self._known.strength == value)
            action.triggered.connect(lambda _=False, v=value: self._set(v))
        return menu

    def deeds(self) -> Sequence[Deed]:
        if not self._context.editable:
            return ()
        how_well = translate("person pane", "How well they know each other")
        return (
            Deed("pencil-simple", how_well, self._strengths, self._strengths),
            Deed("x", translate("person pane", "Delete"), self._forget),
        )


class KnownSection(Section):
    """How we met, when, through whom; and whom they know."""

    def __init__(self, context: Context) -> None:
        add = translate("person pane", "Add how you know each other")
        title = translate("person pane", "How you know each other")
        super().__init__(title, add if context.editable else "")
        self._context = context
        self._all = False
        self._detail: PersonDetail | None = None
        self._adding = False
        self.how = Inline(
            translate("person pane", "How you met"),
            hint=translate("person pane", "How you met"),
            example=translate("person pane", "At the field days, over soup"),
        )
        self.when = Inline(
            translate("person pane", "When you met"),
            "body",
            "ink2",
            hint=translate("person pane", "When you met"),
            example=translate("person pane", "May 2021"),
        )
        self.through = Inline(
            translate("person pane", "Through whom"), "body", "pine", presses=True, lines=2
        )
        self.through.pressed.connect(self._open_through)
        self.picker = PersonPicker(context)
        self.picker.chosen.connect(self._on_chosen)
        self.picker.left.connect(self._on_left)
        self.picker.hide()
        for one in (self.how, self.when):
            one.left.connect(self._on_left)
        self._through_row = _ThroughRow(self)
        self.knows = Label("", "caption", "ink2", weight=500)
        self.list: RowList[Known, KnownRow] = RowList(
            partial(KnownRow, context), _key, KnownRow.show_known
        )
        self.all = Button(translate("person pane", "Show all"), "link")
        self.all.clicked.connect(self._on_all)
        for widget in (self.how, self.when, self._through_row, self.picker):
            self.body.addWidget(widget)
        self.body.addWidget(self.knows)
        self.body.addWidget(self.list)
        line = QHBoxLayout()
        line.setContentsMargins(theme.px(SIDE), 0, 0, 0)
        line.addWidget(self.all)
        line.addStretch(1)
        self.body.addLayout(line)
        self.knows.setContentsMargins(theme.px(SIDE), theme.px(6), 0, theme.px(2))
        self.add_asked.connect(self.start_menu)

    def show_known(self, detail: PersonDetail, *, same: bool) -> None:
        if not same:
            self._all = self._adding = False
            self.picker.stop()
        self._detail = detail
        self._fill()

    def _fill(self) -> None:
        detail, context = self._detail, self._context
        if detail is None:
            return
        person, today = detail.person, context.today()
        edits, number = context.edits, person.id
        editable = context.editable
        self.how.show_text(
            person.how_met,
            (lambda typed, burst: edits.field(number, "how_met", typed.strip(), burst))
            if editable
            else None,
            key=("how_met", number),
        )

        def save_when(typed: str, burst: str) -> None:
            edits.field(number, "met_on", understanding.met_on(typed, today), burst)

        self.when.show_text(
            words.part_of_date(person.met_on, today),
            save_when if editable else None,
            key=("met_on", number),
            shown=lambda typed: words.met(detail, today) or typed,
        )
        self.how.setVisible(bool(person.how_met) or self._adding or self.how.editing)
        self.when.setVisible(bool(words.met(detail, today)) or self._adding or self.when.editing)
        through = detail.met_through
        self.through.show_text(words.through(through.name) if through else "", None)
        self._through_row.setVisible(through is not None)
        self._through_row.forget_actions()
        known = detail.acquaintances
        self.knows.setText(translate("person pane", "{name} knows").format(name=context.first))
        self.knows.setVisible(bool(known))
        self.list.show_values(known if self._all else known[:_FEW])
        self.list.setVisible(bool(known))
        self.all.setVisible(not self._all and len(known) > _FEW)

    # What can be done

    def start_menu(self) -> None:
        """Choose what to add of how we know each other."""
        from PySide6.QtCore import QPoint
        from PySide6.QtWidgets import QMenu

        anchor: QWidget = self.plus or self
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.offer(menu)
        menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height())))

    def offer(self, menu: QMenu) -> None:
        """Put what can be added into a menu."""
        for said, do in (
            (translate("person pane", "How you met"), partial(self.start, self.how)),
            (translate("person pane", "When you met"), partial(self.start, self.when)),
            (translate("person pane", "Through whom…"), self.start_through),
            (translate("person pane", "Somebody they know…"), self.start_acquaintance),
        ):
            menu.addAction(said).triggered.connect(lambda _=False, start=do: start())

    def start(self, inline: Inline | None = None) -> None:
        """Begin to type how we met, or when."""
        self._adding = True
        self._fill()
        self._context.reveal_asked.emit()
        (inline or self.how).edit()

    def start_through(self) -> None:
        self._adding = True
        self.picker.start("through", translate("person pane", "Who brought you together?"))
        self._context.reveal_asked.emit()
        self.picker.take_focus()

    def start_acquaintance(self) -> None:
        self._adding = True
        self.picker.start("knows", translate("person pane", "Whom do they know?"))
        self._context.reveal_asked.emit()
        self.picker.take_focus()

    def _on_chosen(self, other: int) -> None:
        context = self._context
        if self.picker.what == "through":
            context.attempt(partial(context.edits.field, context.person, "met_through", other))
        else:
            edge = Acquaintance(a=context.person, b=other)
            context.attempt(partial(context.store.people.acquaint, edge))

    def _on_left(self) -> None:
        self._adding = False
        self._fill()
        self._context.reveal_asked.emit()

    def _open_through(self) -> None:
        if self._detail and self._detail.met_through:
            self._context.person_requested.emit(self._detail.met_through.id)

    def forget_through(self) -> None:
        context = self._context
        context.attempt(partial(context.edits.field, context.person, "met_through", None))

    def _on_all(self) -> None:
        self._all = True
        self._fill()

    @property
    def empty(self) -> bool:
        detail = self._detail
        if detail is None or self._adding or self.how.editing or self.when.editing:
            return detail is None
        person = detail.person
        return not (person.how_met or person.met_on or detail.met_through or detail.acquaintances)


class _ThroughRow(Row):
    """Through whom we met, as a link."""

    def __init__(self, section: KnownSection) -> None:
        super().__init__(section.through)
        self._section = section
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(section.through)

    def deeds(self) -> Sequence[Deed]:
        if not self._section._context.editable:
            return ()
        change = translate("person pane", "Somebody else…")
        return (
            Deed("pencil-simple", change, self._section.start_through),
            Deed("x", translate("person pane", "Delete"), self._section.forget_through),
        )


def _key(known: Known) -> int:
    return known.id
