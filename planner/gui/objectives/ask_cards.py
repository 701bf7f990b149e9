"""The cards of asks: one open for editing, the others at rest, in full or as one row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.domain.errors import PlannerError, RuleError
from planner.domain.objectives import Ask, AskKind, AskStatus
from planner.gate import TextReview
from planner.gui import text, theme
from planner.gui.objectives import words
from planner.gui.objectives.ask_head import AskHead, AskMenu, KindButton
from planner.gui.objectives.deeds import Deeds
from planner.gui.objectives.hints import Beginning, Hints, Icon
from planner.gui.objectives.saving import Saving
from planner.gui.widgets.avatar import Avatar
from planner.gui.widgets.card import Card
from planner.gui.widgets.chip import StatusChip
from planner.gui.widgets.focus_ring import RINGED
from planner.gui.widgets.label import Label
from planner.gui.widgets.name_slot import NameSlots
from planner.gui.widgets.purpose_editor import PurposeEditor
from planner.pursuing import AskView

_SPOKEN_MS = 600
_bursts = count(1)


class AskCard(Card):
    """What all cards of asks have in common."""

    open_requested = Signal()
    moved = Signal(int)
    current = Signal()
    """The person is with this ask now."""

    def __init__(self, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.deeds = deeds
        self.view: AskView | None = None
        self._place, self._count = 0, 1

    @property
    def ask(self) -> Ask:
        assert self.view is not None
        return self.view.ask

    def show_view(self, view: AskView, place: int, among: int) -> None:
        self.view, self._place, self._count = view, place, among

    def menu(self) -> AskMenu:
        """What can be done with the ask."""
        menu = AskMenu(
            self.ask, self._place, self._count, opens=not isinstance(self, OpenAsk), parent=self
        )
        menu.opened.connect(self.open_requested)
        menu.moved.connect(self.moved)
        menu.turned.connect(self._on_turned)
        menu.deleted.connect(self._on_deleted)
        return menu

    def _on_turned(self, status: AskStatus) -> None:
        self.deeds.turn_ask(self.ask, status, self.window())

    def _on_deleted(self) -> None:
        self.deeds.delete_ask(self.ask)

    def _pop_up(self, at: QPoint) -> None:
        self.menu().popup(at)

    def _menu_below(self, widget: QWidget) -> None:
        self._pop_up(widget.mapToGlobal(widget.rect().bottomLeft()))

    def _connect_slots(self, slots: NameSlots) -> None:
        slots.chosen.connect(
            lambda rank, who: self._kept() and self.deeds.name(self.ask.id, rank, who)
        )
        slots.wished.connect(
            lambda rank, name: self._kept() and self.deeds.wish(self.ask.id, rank, name)
        )
        slots.moved.connect(lambda rank, to: self.deeds.move_name(self.ask.id, rank, to))
        slots.removed.connect(self._on_removed)
        slots.dropped.connect(
            lambda rank, who: self._kept() and self.deeds.drop(self.ask.id, rank, who)
        )
        slots.person_requested.connect(self.deeds.person_requested)

    def _on_removed(self, rank: int) -> None:
        slot = next(
            (one for one in (self.view.names if self.view else ()) if one.rank == rank), None
        )
        if slot:
            self.deeds.remove_name(self.ask.id, rank, slot.name)

    def _kept(self) -> bool:
        """Whether the ask is in the file, so that names can be put to it."""
        return bool(self.ask.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._pop_up(event.globalPos())


class RestingAsk(AskCard):
    """An ask that is not edited. A click or Enter opens it; the whole card is the target.

    One that is ready shows its names; others are one row.
    """

    def __init__(self, deeds: Deeds, *, full: bool, parent: QWidget | None = None) -> None:
        super().__init__(deeds, parent)
        self.full = full
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(RINGED, True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.text = Label("", "voice-m", lines=0 if full else 1)
        if full:
            self._lay_out_in_full()
        else:
            self._lay_out_as_row()

    def _lay_out_in_full(self) -> None:
        self.head = AskHead(lambda: self.deeds.today, edits=False)
        self.head.more.clicked.connect(lambda: self._menu_below(self.head.more))
        self.slots = NameSlots(self.deeds.find)
        self._connect_slots(self.slots)
        layout = _column(self, self.head)
        layout.addSpacing(4)
        layout.addWidget(self.text)
        layout.addSpacing(12)
        layout.addWidget(Label(self.tr("Three people who would help"), "caption", "ink2"))
        layout.addSpacing(8)
        layout.addWidget(self.slots)

    def _lay_out_as_row(self) -> None:
        self.kind = KindButton(chooses=False)
        self.chip = StatusChip("", "plain")
        self.by = Label("", "small", "ink2", wrap=False)
        self.avatars = QHBoxLayout()
        self.avatars.setSpacing(4)
        row = QHBoxLayout(self)
        row.setContentsMargins(21, 13, 21, 13)
        row.setSpacing(12)
        row.addWidget(self.kind)
        row.addWidget(self.text, 1)
        row.addWidget(self.chip)
        row.addLayout(self.avatars)
        row.addWidget(self.by)
        row.addWidget(Icon("caret-right", "ink2"))

    def show_view(self, view: AskView, place: int, among: int) -> None:
        super().show_view(view, place, among)
        self.setAccessibleName(words.spoken_ask(view, self.deeds.today))
        self.text.setText(view.ask.text)
        ended = view.ask.status in words.ASK_ENDS
        self.text.set_colour("ink2" if ended else "ink")
        if self.full:
            self.head.show_ask(view.ask, ready=view.ready)
            self.slots.show_names(view.ask.id, self.deeds.named(view))
            return
        self.kind.show_kind(view.ask.kind)
        self.chip.show_state(*words.ask_state(view.ask.status, ready=view.ready))
        self.chip.setVisible(ended or not view.ready)
        self.by.setText(self._by(view.ask))
        self.by.setVisible(bool(view.ask.by) and not ended)
        self._show_avatars(view)

    def _by(self, ask: Ask) -> str:
        return words.by(date.fromisoformat(ask.by), self.deeds.today) if ask.by else ""

    def _show_avatars(self, view: AskView) -> None:
        while (item := self.avatars.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.deleteLater()
        for _, named in self.deeds.named(view):
            avatar = Avatar(24)
            avatar.show_person(named.name, named.uid, wished=named.wished)
            avatar.setToolTip(text.tooltip(named.name))
            self.avatars.addWidget(avatar)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open_requested.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self._on_deleted()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.open_requested.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.current.emit()


class OpenAsk(AskCard):
    """The ask that is written now, under the gate; it keeps itself. Esc closes it."""

    closed = Signal()
    created = Signal(int)
    """The new ask is in the file."""

    def __init__(
        self, deeds: Deeds, saving: Saving, view: AskView, parent: QWidget | None = None
    ) -> None:
        super().__init__(deeds, parent)
        self._burst = f"ask text {next(_bursts)}"
        self.head = AskHead(lambda: self.deeds.today, edits=True)
        self.editor = PurposeEditor(self.tr("What I need"), deeds.review)
        self.wrong = Label("", "caption", "rust")
        self.hints = Hints()
        self.beginning = Beginning()
        self.slots = NameSlots(deeds.find)
        self.autosave = saving.autosave(self._keep, self)
        self._spoken = QTimer(self)
        self._spoken.setSingleShot(True)
        self._spoken.setInterval(_SPOKEN_MS)
        self._spoken.timeout.connect(self._speak)
        self._was_ready: bool | None = None
        self._lay_out()
        self._connect()
        self.show_view(view, 0, 1)

    def _lay_out(self) -> None:
        layout = _column(self, self.head)
        layout.addSpacing(4)
        layout.addWidget(self.editor)
        layout.addWidget(self.wrong)
        for widget, above in ((self.hints, 16), (self.beginning, 7)):
            holder = QVBoxLayout()
            holder.setContentsMargins(0, theme.px(above), 0, 0)
            holder.addWidget(widget)
            layout.addLayout(holder)
        layout.addSpacing(8)
        layout.addWidget(Label(self.tr("Three people who would help"), "caption", "ink2"))
        layout.addSpacing(8)
        layout.addWidget(self.slots)
        self.wrong.hide()

    def _connect(self) -> None:
        self.head.more.clicked.connect(lambda: self._menu_below(self.head.more))
        self.head.kind_chosen.connect(self._on_kind)
        self.head.day_chosen.connect(self._on_day)
        self.editor.review_changed.connect(self._on_review)
        self.editor.edited.connect(self.autosave.edited)
        self.editor.left.connect(self.autosave.flush)
        self.editor.done.connect(self.autosave.flush)
        self.beginning.taken.connect(self._on_begin)
        self.autosave.refused.connect(self._on_refused)
        self._connect_slots(self.slots)

    def show_view(self, view: AskView, place: int, among: int) -> None:
        """Show what the file holds; what is typed and not kept yet stays."""
        first = self.view is None
        if self.autosave.waiting and self.view is not None:
            view = replace(view, ask=replace(view.ask, text=self.ask.text))
        super().show_view(view, place, among)
        self.head.show_ask(view.ask, ready=self.editor.review.specific)
        if not self.autosave.waiting:
            self.editor.set_text(view.ask.text)
        self.editor.setPlaceholderText(words.example(view.ask.kind))
        self.slots.show_names(view.ask.id, self.deeds.named(view))
        self._show_review(self.editor.review, at_once=first)

    # Keeping

    def _keep(self) -> None:
        typed, ask = self.editor.text(), self.ask
        objectives = self.deeds.store.objectives
        if not ask.id:
            if not typed.strip():
                return
            kept = objectives.add_ask(replace(ask, text=typed), burst=self._burst)
            self._hold(kept)
            self.created.emit(kept.id)
        elif typed != ask.text:
            self._hold(objectives.edit_ask(ask.id, burst=self._burst, text=typed))

    def _hold(self, ask: Ask) -> None:
        assert self.view is not None
        self.view = replace(self.view, ask=ask)

    def _kept(self) -> bool:
        if not self.ask.id:
            self.autosave.flush()
        if not self.ask.id:
            self._on_refused(RuleError("write what you need first; then name who would help"))
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(self.ask.id)

    def _on_refused(self, problem: PlannerError | None) -> None:
        self.wrong.setText(text.error(problem) if problem else "")
        self.wrong.setVisible(problem is not None)

    def _on_kind(self, kind: AskKind) -> None:
        edit = self.deeds.store.objectives.edit_ask
        if not self.ask.id or self.deeds.do(lambda: edit(self.ask.id, kind=kind)):
            self._hold(replace(self.ask, kind=kind))
        self.head.show_ask(self.ask, ready=self.editor.review.specific)
        self.editor.setPlaceholderText(words.example(self.ask.kind))
        self._show_review(self.editor.review, at_once=True)

    def _on_day(self, day: str) -> None:
        if not self.ask.id:
            self._hold(replace(self.ask, by=day))
        else:
            self.deeds.do(lambda: self.deeds.store.objectives.edit_ask(self.ask.id, by=day))

    def _on_deleted(self) -> None:
        self.autosave.forget()
        if self.ask.id:
            super()._on_deleted()
        self.closed.emit()

    # The gate

    def _on_begin(self, sentence: str) -> None:
        self.editor.put(sentence)
        start, end = sentence.find("⟨"), sentence.find("⟩") + 1
        if 0 <= start < end:
            self.editor.select(start, end)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_review(self, review: TextReview) -> None:
        if self.view is not None:
            self._show_review(review)
            self._spoken.start()

    def _show_review(self, review: TextReview, *, at_once: bool = False) -> None:
        self.head.chip.show_state(*words.ask_state(self.ask.status, ready=review.specific))
        self.hints.show_review(review, at_once=at_once)
        self.beginning.show_review(review, self.ask.kind)

    def _speak(self) -> None:
        ready = self.editor.review.specific
        if ready != self._was_ready:
            self._was_ready = ready
            said = words.ask_state(self.ask.status, ready=ready)[0]
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.editor, said))

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _column(card: Card, head: AskHead) -> QVBoxLayout:
    """The head with its menu at the edge, and a column below it."""
    outer = QVBoxLayout(card)
    outer.setContentsMargins(theme.px(21), theme.px(13), theme.px(14), theme.px(17))
    outer.setSpacing(0)
    outer.addWidget(head)
    inner = QVBoxLayout()
    inner.setContentsMargins(0, 0, theme.px(7), 0)
    inner.setSpacing(0)
    outer.addLayout(inner)
    return inner
