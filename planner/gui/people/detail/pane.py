"""The pane of one person: shows their sheet, saves what is typed there, does what it asks for."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from planner.domain.changes import Changes
from planner.domain.errors import NotFoundError, PlannerError
from planner.domain.people import FactKind, full_name
from planner.domain.person_pages import PersonDetail
from planner.gui import theme
from planner.gui.page import PlanRequest
from planner.gui.people.detail import card, words
from planner.gui.people.detail.context import Context
from planner.gui.people.detail.header import PersonMenu
from planner.gui.people.detail.inline import Inline
from planner.gui.people.detail.rows import Row, row_of
from planner.gui.people.detail.sheet import Sheet
from planner.gui.people.detail.talk_dialog import TalkDialog, TalkDraft
from planner.gui.widgets.card import Ground
from planner.gui.widgets.scroller import Scroller

if TYPE_CHECKING:
    from planner.gui.page import Desk

translate = QCoreApplication.translate
_MINUTE_MS = 60_000
_WIDEST = 840
"""No line is longer than this allows, in px at 100 %, however wide the pane is."""


class PersonPane(QWidget):
    """Shows one person, or nobody. What was typed is saved before another is shown; what cannot
    be saved waits, and stands in its field again with its person."""

    trouble = Signal(object)
    """A PlannerError."""
    undoable = Signal(str)
    plan_requested = Signal(object)
    """A PlanRequest."""
    person_requested = Signal(int)
    objective_requested = Signal(int)
    merge_requested = Signal(int)
    deleted = Signal(int)
    """Somebody was deleted here, or is no longer in the file."""
    back = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._detail: PersonDetail | None = None
        self._unsaved: dict[object, str] = {}
        self._promises_typed: dict[int, str] = {}
        self._talks: dict[int, TalkDraft] = {}
        context = self.context = Context(desk, self)
        self.sheet = Sheet(context)
        self.scroller = Scroller(self.sheet)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # all in it can be reached
        ground = Ground("surface")
        inner = QVBoxLayout(ground)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.scroller)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        self._connect(context)
        theme.on_change(self._set_margins)
        self._set_margins()
        self.sheet.hide()
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self._on_minute)
        self._day = context.today()

    def _connect(self, context: Context) -> None:
        context.trouble.connect(self.trouble)
        context.undoable.connect(self.undoable)
        context.person_requested.connect(self.person_requested)
        context.objective_requested.connect(self.objective_requested)
        context.plan_requested.connect(self.plan_requested)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)
        self.scroller.verticalScrollBar().rangeChanged.connect(self._set_margins)
        sheet = self.sheet
        sheet.back_button.clicked.connect(self.back)
        sheet.head.menu_asked.connect(self._on_menu)
        sheet.plan.clicked.connect(self._on_plan)
        sheet.log.clicked.connect(self.log_talk)
        sheet.history.log_asked.connect(self.log_talk)
        sheet.history.edit_asked.connect(self._on_edit_talk)

    def _set_margins(self) -> None:
        """The scroll bar takes its room from the margin, so that nothing moves when it comes."""
        bar = self.scroller.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        px = theme.px
        spare = max(0, self.width() - px(_WIDEST))
        right = max(0, px(24) - taken, spare - taken)
        self.sheet.set_right_margin(right)

    # Showing somebody

    @property
    def person(self) -> int | None:
        return self._detail.person.id if self._detail else None

    def show_person(self, person: int | None) -> None:
        """Show somebody, or nobody. What is being typed is saved first."""
        same = person is not None and person == self.person
        if not same:
            self._leave()
        if person is None:
            self._detail = None
            self.sheet.hide()
            return
        try:
            detail = self.desk.store.people.pages.get(person)
        except NotFoundError:
            self._detail = None
            self.sheet.hide()
            self.deleted.emit(person)
            return
        except PlannerError as problem:
            self.trouble.emit(problem)
            return
        self._show(detail, same=same)

    def refresh(self) -> None:
        """Read the person again, and try again to save what could not be saved."""
        if self.person is not None:
            for inline in self._editing():
                inline.save_now()
            self.show_person(self.person)

    def apply(self, changes: Changes) -> None:
        """Show what changed of the person shown."""
        detail = self._detail
        if detail is None or not changes:
            return
        around = {detail.person.id, *(one.id for one in detail.acquaintances)}
        if detail.met_through:
            around.add(detail.met_through.id)
        if (
            around & changes.people
            or changes.acquaintances
            or changes.objectives
            or {one.id for one in detail.promises} & changes.follow_ups
            or {one.id for one in detail.coming} & changes.meetings
            or {one.interaction for one in detail.history.items} & changes.interactions
        ):
            self.show_person(detail.person.id)

    def set_back(self, shown: bool) -> None:
        """Whether the pane is a page of its own, with a way back."""
        self.sheet.set_back(shown)

    def _show(self, detail: PersonDetail, *, same: bool) -> None:
        focused = self.sheet.isAncestorOf(QApplication.focusWidget() or self)
        if not same:
            self.sheet.hide()  # so that it is laid out once, when all is there
        self._detail = detail
        self.context.show(detail)
        self.sheet.show_detail(detail, same=same)
        if not same:
            self.sheet.promises.new.show_for(self._promises_typed.pop(detail.person.id, ""))
        self.sheet.settle()
        # What layouts remember of heights is old. They would find that out one level after the
        # other, in as many rounds of events.
        for layout in self.sheet.findChildren(QLayout):
            layout.invalidate()
        self.sheet.show()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        if not same:
            self.scroller.verticalScrollBar().setValue(0)
            if focused:
                self.sheet.head.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self._bring_back()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()
        for inline in self._editing():  # the window may be closing
            inline.save_now()

    def _on_minute(self) -> None:
        """It is later everywhere; and on another day, other promises are past theirs."""
        today = self.context.today()
        if today != self._day:
            self._day = today
            self.show_person(self.person)
        self.sheet.about.tell_time()

    # What is typed is never lost

    def _editing(self) -> list[Inline]:
        return [one for one in self.findChildren(Inline) if one.editing]

    def _leave(self) -> None:
        """Save what is being typed; keep at hand what cannot be saved."""
        if self._detail is None:
            return
        number = self._detail.person.id
        for inline in self._editing():
            if not inline.finish():
                self._unsaved[inline.key] = inline.typed
                problem = inline.trouble
                inline.close_field()
                if problem:
                    self.trouble.emit(problem)
        if self.sheet.promises.new.typed.strip():
            self._promises_typed[number] = self.sheet.promises.new.typed
        self.sheet.promises.new.show_for("")

    def _bring_back(self) -> None:
        """Put what could not be saved into its field again."""
        if not self._unsaved or self._detail is None:
            return
        number = self._detail.person.id
        for inline in self.findChildren(Inline):
            shown = not (row := row_of(inline)) or not row.isHidden()
            typed = self._unsaved.pop(inline.key, None) if shown else None
            if typed is not None:
                inline.edit(typed)
                inline.save_now()
        for kind in FactKind:
            typed = self._unsaved.pop(("fact", number, kind), None)
            if typed is not None:
                self.sheet.start_fact(kind, typed)
        typed = self._unsaved.pop(("point", number, "new"), None)
        if typed is not None:
            self.sheet.ways.start(typed)

    # What can be done

    def log_talk(self) -> None:
        """Ask for a talk with the person shown, and keep it."""
        person = self.person
        if person is None or not self.context.editable:
            return
        dialog = TalkDialog(self.context, self.window(), draft=self._talks.get(person))
        dialog.kept.connect(lambda: self.undoable.emit(words.logged(self.context.first)))
        dialog.finished.connect(partial(self._on_talk_closed, dialog, person))
        self._open(dialog)

    def _open(self, dialog: TalkDialog) -> None:
        scrim = getattr(self.window(), "scrim", None)
        if scrim is not None:
            scrim.stand_behind(dialog)
        dialog.open()

    def _on_talk_closed(self, dialog: TalkDialog, person: int, result: int) -> None:
        draft = None if result else dialog.draft
        if draft:
            self._talks[person] = draft
        else:
            self._talks.pop(person, None)
        dialog.deleteLater()

    def _on_edit_talk(self, number: int) -> None:
        try:
            talk = self.desk.store.interactions.get(number)
        except PlannerError as problem:
            self.trouble.emit(problem)
            return
        dialog = TalkDialog(self.context, self.window(), talk=talk)
        dialog.finished.connect(dialog.deleteLater)
        self._open(dialog)

    def _on_plan(self) -> None:
        if self.person is not None:
            self.plan_requested.emit(PlanRequest(people=(self.person,)))

    def _on_menu(self) -> None:
        if self._detail is None:
            return
        menu = PersonMenu(self, self.context, self._detail, self.sheet.head, self.sheet.about)
        # By method: a lambda would hold the pane, and the menu's end could then be the pane's.
        menu.merge_chosen.connect(self._on_merge)
        menu.export_chosen.connect(self.choose_export)
        menu.archive_chosen.connect(self.archive)
        menu.delete_chosen.connect(self.delete)
        menu.open_under(self.sheet.head.more)

    def _on_merge(self) -> None:
        if self.person is not None:
            self.merge_requested.emit(self.person)

    def archive(self) -> None:
        """Put the person into the archive, or bring them back from it."""
        if self._detail is not None:
            person = self._detail.person
            archive = partial(self.desk.store.people.archive, [person.id], not person.archived)
            self.context.attempt(archive, words.archived(person))

    def delete(self) -> None:
        """Move the person to the bin."""
        detail = self._detail
        if detail is None:
            return
        number = detail.person.id
        for inline in self._editing():
            inline.close_field()
        if self.context.attempt(
            partial(self.desk.store.people.delete, [number]), words.deleted(detail)
        ):
            self.show_person(None)
            self.deleted.emit(number)

    def choose_export(self) -> None:
        """Let the person choose where the vCard goes."""
        if self._detail is None:
            return
        name = full_name(self._detail.person) or "vcard"
        file, _ = QFileDialog.getSaveFileName(
            self,
            translate("person pane", "Export as vCard"),
            card.file_name(name),
            translate("person pane", "vCard (*.vcf)"),
        )
        if file:
            self.export_to(Path(file))

    def export_to(self, target: Path) -> None:
        """Write the person as a vCard, whole or not at all."""
        person, store = self.person, self.desk.store
        if person is not None:
            self.desk.tasks.run(
                lambda progress: card.write(store, person, target, progress),
                None,
                self.trouble.emit,
                self,
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()

    def _on_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        before, after = row_of(old), row_of(now)
        for row in {before, after} - {None}:
            assert isinstance(row, Row)
            if self.isAncestorOf(row):
                row.refresh_actions()
        if now is not None and self.sheet.isAncestorOf(now) and now is not self.sheet:
            self.scroller.ensureWidgetVisible(now, 0, theme.px(24))
