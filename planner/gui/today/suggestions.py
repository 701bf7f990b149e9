"""One step closer, and something to give: suggestions with the fact they rest on."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.domain.today import Gift, Step
from planner.gui import text, theme
from planner.gui.today import words
from planner.gui.widgets.avatar import Avatar
from planner.gui.widgets.button import Button
from planner.gui.widgets.card import Card
from planner.gui.widgets.label import Label, Part
from planner.gui.widgets.path_strip import PathStrip


class _Suggestion(Card):
    """A card with a thing to do and a way to decline it for a while."""

    accepted = Signal(object)
    declined = Signal(object)

    def __init__(self, suggestion: object, button: Button, *, editable: bool) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        side = theme.px(20)
        self._layout.setContentsMargins(side, side, side, side)
        self._layout.setSpacing(theme.px(16))
        self.button = button
        self.later = Button(self.tr("Not now"), "ghost", small=True)
        self.button.clicked.connect(lambda: self.accepted.emit(suggestion))
        self.later.clicked.connect(lambda: self.declined.emit(suggestion))
        self.later.setVisible(editable)

    def _end_with_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.button)
        row.addWidget(self.later)
        row.addStretch(1)
        self._layout.addLayout(row)


class StepCard(_Suggestion):
    """The next step towards somebody I wish to meet."""

    def __init__(self, step: Step, now: datetime, *, editable: bool) -> None:
        who = words.first(step.connector)
        write = Button(
            text.menu(_tr("Write to {name}").format(name=who)),
            icon="paper-plane-tilt",
            small=True,
        )
        super().__init__(step, write, editable=editable)
        wish = Label("", "body")
        before, _, after = _tr("You’d like to meet {name}.").partition("{name}")
        target = text.one_line(step.target.name)
        wish.set_parts([Part(before), Part(target, 600), Part(after)])
        strip = PathStrip()
        strip.show_path(step.path, step.strength)
        reason = Label(words.step_reason(step, now), "small", "ink2", lines=5)
        self._layout.addWidget(wish)
        self._layout.addWidget(strip)
        self._layout.addWidget(reason)
        self._end_with_buttons()


class GiftCard(_Suggestion):
    """A need of somebody that I, or somebody I know, can meet."""

    def __init__(self, gift: Gift, *, editable: bool) -> None:
        offer = Button(text.menu(words.gift_button(gift)), icon="gift", small=True)
        super().__init__(gift, offer, editable=editable)
        avatar = Avatar(40)
        avatar.show_person(gift.to.name, gift.to.uid, wished=gift.to.wished)
        name, rest = words.gift(gift)
        reason = Label("", "body", lines=6)
        reason.set_parts([Part(name, 600), Part(rest)])
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(avatar, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(reason, 1)
        self._layout.addLayout(row)
        self._end_with_buttons()


def _tr(sentence: str) -> str:
    return words.translate("today", sentence)


class Suggestions(QWidget):
    """Suggestions of one sort, below each other."""

    accepted = Signal(object)
    declined = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._cards = QVBoxLayout(self)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(theme.px(12))

    def show_cards(self, cards: list[StepCard] | list[GiftCard]) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for card in cards:
            card.accepted.connect(self.accepted)
            card.declined.connect(self.declined)
            self._cards.addWidget(card)
