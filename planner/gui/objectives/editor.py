"""One objective: its header, the asks below, and beside them who could help."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from planner.domain.objectives import Ask, AskKind, AskStatus, Objective, ObjectiveStatus
from planner.gui import theme
from planner.gui.objectives import words
from planner.gui.objectives.ask_cards import AskCard, OpenAsk, RestingAsk
from planner.gui.objectives.deeds import Deeds
from planner.gui.objectives.header import OVER, OVERHANG, Header
from planner.gui.objectives.saving import Saving
from planner.gui.objectives.side import Side
from planner.gui.widgets.button import Button
from planner.gui.widgets.card import EmptyState
from planner.gui.widgets.label import Label
from planner.gui.widgets.steady_scroller import BAR, SteadyScroller
from planner.pursuing import AskView, ObjectivePage, objective_page

_SIDE = 352
_BESIDE = 848
"""Below this width the right pane stands below the left."""
NEW = 0
"""The key of the ask that is not in the file yet."""


class ObjectiveEditor(QWidget):
    """Shows an objective of the file, or a new one that is kept once it has a title."""

    created = Signal(int)
    renamed = Signal()
    all_requested = Signal()
    gone = Signal()
    """The objective is no longer in the file."""
    plan_requested = Signal(object)

    def __init__(self, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deeds = deeds
        self.saving = Saving(self)
        self.saving.trouble.connect(deeds.trouble)
        self.page: ObjectivePage | None = None
        self.cards: dict[int, AskCard] = {}
        self._open: int | None = None
        self._new: AskView | None = None
        self._at_hand: int | None = None
        self._beside: bool | None = None
        self.header = Header(deeds, self.saving)
        self.side = Side(deeds)
        self.add = Button(self.tr("Add an ask"), icon="plus", small=True)
        self.empty = EmptyState(
            self.tr("Name one thing someone could do for this."), self.tr("Add an ask")
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._asks = QVBoxLayout()
        self._asks.setSpacing(12)
        needs = QHBoxLayout()
        needs.addWidget(Label(self.tr("What I need"), "heading", wrap=False), 1)
        needs.addWidget(self.add)
        inner = QVBoxLayout()
        inner.setContentsMargins(theme.px(OVERHANG), theme.px(24 - 8), theme.px(OVERHANG), 0)
        inner.setSpacing(0)
        inner.addLayout(needs)
        inner.addSpacing(12)
        inner.addLayout(self._asks)
        inner.addWidget(self.empty)
        main = QWidget()
        column = QVBoxLayout(main)
        self._column = column
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(inner)
        column.addStretch(1)
        content = QWidget()
        self._content = QVBoxLayout(content)
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(0)
        self._content.addWidget(main, 1)
        self._left = SteadyScroller(content)
        self._right = SteadyScroller(QWidget())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left, 1)
        row.addWidget(self._right)
        self._set_margins()

    def _connect(self) -> None:
        theme.on_change(self._on_look)
        self.add.clicked.connect(self.add_ask)
        self.empty.asked.connect(self.add_ask)
        self.header.created.connect(self._on_created)
        self.header.title_edited.connect(self.renamed)
        self.header.all_requested.connect(self.all_requested)
        self.header.turned.connect(self._on_turned)
        self.header.deleted.connect(self._on_deleted)
        self.header.saved.again.connect(self.saving.flush)
        self.side.add_requested.connect(self._on_add_name)
        self.side.plan_requested.connect(self.plan_requested)

    # What is shown

    @property
    def objective(self) -> int | None:
        return self.header.objective.id or None

    def title(self) -> str:
        return self.header.title.text().strip() or self.tr("A new objective")

    def show_objective(self, objective: int, open_ask: int | None = None) -> None:
        """Show an objective of the file; raises NotFoundError when it is not there."""
        page = self._read(objective)
        self._begin(page.objective, page)
        if open_ask is None:
            open_ask = next((view.ask.id for view in page.asks if _is_too_open(view)), None)
        self._open = open_ask
        self._show_asks()
        self._left.verticalScrollBar().setValue(0)

    def show_new(self) -> None:
        """Let a new objective be written."""
        self._begin(Objective(title=""), None)
        self._show_asks()
        self.header.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Show what the file holds now; what is typed and not kept yet stays."""
        if self.objective is None:
            return
        self.page = self._read(self.objective)
        self.header.show_objective(self.page.objective)
        self._show_asks()
        self.side.show_page(self.page)

    def leave(self) -> bool:
        """Keep what is typed. False when it cannot be kept, so that it has to stay here."""
        self.header.rescue()
        self.saving.flush()
        return self.saving.problem is None

    def _begin(self, objective: Objective, page: ObjectivePage | None) -> None:
        self.page, self._open, self._new, self._at_hand = page, None, None, None
        for card in self.cards.values():
            card.hide()
            card.deleteLater()
        self.cards = {}
        self.header.show_objective(objective, other=True)
        self.side.show_page(page)

    def _read(self, objective: int) -> ObjectivePage:
        graph = self._deeds.desk.graph.now()
        return objective_page(self._deeds.store, objective, graph, usual=self._deeds.usual)

    # Asks

    @property
    def open_ask(self) -> int | None:
        return self._open

    def _views(self) -> list[AskView]:
        views = list(self.page.asks) if self.page else []
        return [*views, self._new] if self._new else views

    def _show_asks(self) -> None:
        views = self._views()
        wanted = {view.ask.id for view in views}
        for number in [number for number in self.cards if number not in wanted]:
            self._discard(number)
        if self._open not in wanted:
            self._open = None
        moved = False
        for place, view in enumerate(views):
            card = self._card_for(view)
            card.show_view(view, place, len(views))
            if self._asks.indexOf(card) != place:
                self._asks.insertWidget(place, card)
                moved = True
                card.show()  # at once, so that it can take the focus
        if moved:
            self._order_stops()
        self.empty.setVisible(not views)
        self.add.setVisible(bool(views))
        self._show_helpers()

    def _order_stops(self) -> None:
        """Let Tab go through the asks as they stand, and then to who could help; Qt goes by when
        each was made."""
        parts: list[QWidget] = [self.add, *self._cards_in_order(), self.side]
        stops = [one for part in parts for one in _stops(part) if one.window() is self.window()]
        for one, after in pairwise(stops):
            QWidget.setTabOrder(one, after)

    def _cards_in_order(self) -> list[AskCard]:
        return [self.cards[view.ask.id] for view in self._views()]

    def _card_for(self, view: AskView) -> AskCard:
        number = view.ask.id
        card = self.cards.get(number)
        opened = number == self._open
        full = view.ready and view.ask.status is AskStatus.OPEN
        fits = (
            isinstance(card, OpenAsk)
            if opened
            else isinstance(card, RestingAsk) and card.full == full
        )
        if card is not None and fits:
            return card
        had_focus = card is not None and _has_focus_inside(card)
        if card is not None:
            self._discard(number)
        made = self._make_open(view) if opened else self._make_resting(full=full)
        made.moved.connect(lambda by: self._on_moved(number, by))
        self.cards[number] = made
        if had_focus and not opened:
            QTimer.singleShot(0, made, lambda: made.setFocus(Qt.FocusReason.OtherFocusReason))
        return made

    def _make_open(self, view: AskView) -> OpenAsk:
        card = OpenAsk(self._deeds, self.saving, view)
        card.closed.connect(lambda: self.close_ask(card))
        card.created.connect(lambda number: self._on_ask_created(card, number))
        return card

    def _make_resting(self, *, full: bool) -> RestingAsk:
        card = RestingAsk(self._deeds, full=full)
        card.open_requested.connect(lambda: self.open(card.ask.id))
        card.current.connect(lambda: self._on_current(card.ask.id))
        return card

    def _discard(self, number: int) -> None:
        card = self.cards.pop(number)
        self._asks.removeWidget(card)
        card.hide()
        card.deleteLater()

    def open(self, ask: int) -> None:
        """Open an ask for editing; the one that was open is kept and closed."""
        if ask == self._open:
            return
        if not self._keep_open():
            return
        self._open = ask
        self._show_asks()
        self._focus_open()

    def close_ask(self, card: OpenAsk) -> None:
        """Keep what is typed and let the ask rest."""
        if not self._keep_open():
            return
        number, self._open = card.ask.id, None
        self._reload_page()
        self._show_asks()
        resting = self.cards.get(number)
        if resting:
            resting.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_ask(self) -> None:
        """Let a new ask be written."""
        if self.objective is None:
            self.header.title.setFocus(Qt.FocusReason.OtherFocusReason)
            self.header.rescue()
            self.saving.flush()
        if self.objective is None or not self._keep_open():
            return
        new = Ask(objective=self.objective, kind=AskKind.INTRODUCTION, text="")
        self._new = AskView(new, self._deeds.review(""), ())
        self._open = NEW
        self._show_asks()
        self._focus_open()

    def _focus_open(self) -> None:
        card = self.cards.get(self._open) if self._open is not None else None
        if isinstance(card, OpenAsk):
            card.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            card.editor.moveCursor(card.editor.textCursor().MoveOperation.End)
            QTimer.singleShot(0, card, lambda: self._left.ensureWidgetVisible(card, 0, 24))

    def _keep_open(self) -> bool:
        """Whether the open ask may be closed: all it holds is kept, or it holds nothing."""
        card = self.cards.get(self._open) if self._open is not None else None
        if not isinstance(card, OpenAsk):
            return True
        if not card.editor.text().strip():
            # An ask without words is none; one that was kept stays as it was.
            card.autosave.forget()
        if not card.autosave.flush():
            return False
        if not card.ask.id:
            self._new = None
        return True

    def _reload_page(self) -> None:
        if self.objective is not None:
            self.page = self._read(self.objective)

    def _on_ask_created(self, card: OpenAsk, number: int) -> None:
        self._new = None
        self.cards.pop(NEW, None)
        self.cards[number] = card
        self._open = number
        self._reload_page()
        self._show_asks()

    def _on_moved(self, number: int, by: int) -> None:
        ids = [view.ask.id for view in self._views()]
        if number in ids:
            self._deeds.place_ask(number, ids.index(number) + by)

    # Who could help

    def _on_current(self, ask: int) -> None:
        self._at_hand = ask
        if self._open is None:
            self._show_helpers()

    def _ask_at_hand(self) -> AskView | None:
        views = {view.ask.id: view for view in self._views()}
        for number in (self._open, self._at_hand):
            if number is not None and number in views:
                return views[number]
        live = [view for view in views.values() if view.ask.status not in words.ASK_ENDS]
        return next((view for view in live if view.free), next(iter(live), None))

    def _show_helpers(self) -> None:
        self.side.show_ask(self._ask_at_hand())

    def _on_add_name(self, person: int) -> None:
        view = self._ask_at_hand()
        if view:
            self._deeds.add_name(view.ask.id, person)

    # What becomes of it

    def _on_created(self, number: int) -> None:
        self._reload_page()
        self.header.show_objective(self.header.objective)
        self._show_asks()
        self.created.emit(number)

    def _on_turned(self, status: ObjectiveStatus) -> None:
        self.saving.flush()
        self._deeds.turn_objective(self.header.objective, status, self.window())

    def _on_deleted(self) -> None:
        self.saving.flush()
        if self._deeds.delete_objective(self.header.objective):
            self.gone.emit()

    # How it is arranged

    def _arrange(self) -> None:
        beside = self.width() >= theme.px(_BESIDE)
        self._right.setFixedWidth(theme.px(_SIDE))
        if beside == self._beside:
            return
        self._beside = beside
        if beside:
            self._content.removeWidget(self.side)
            self._right.setWidget(self.side)
        else:
            self._right.takeWidget()
            self._content.addWidget(self.side)
        self.side.show()
        self.side.stand(beside=beside)
        self._right.setVisible(beside)

    def _set_margins(self) -> None:
        bar, side = theme.px(BAR), theme.px(OVERHANG)
        self._column.setContentsMargins(40 - side, 24 - theme.px(OVER), 32 - side - bar, 24)

    def _on_look(self) -> None:
        self._set_margins()
        self._arrange()

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.all_requested.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.saving.flush()
        super().hideEvent(event)


def _stops(part: QWidget) -> list[QWidget]:
    """What Tab stops at in a part."""
    inside = [part, *part.findChildren(QWidget)]
    return [one for one in inside if one.focusPolicy() & Qt.FocusPolicy.TabFocus]


def _has_focus_inside(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


def _is_too_open(view: AskView) -> bool:
    return not view.ready and view.ask.status not in words.ASK_ENDS
