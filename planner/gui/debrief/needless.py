"""What a granted ask makes needless: to be let go of, with courteous words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.gui import ending_words, theme
from planner.gui.widgets.button import Button
from planner.gui.widgets.card import Card
from planner.gui.widgets.choice import CheckBox
from planner.gui.widgets.label import Label
from planner.pursuing import MootItem


class Needless(Card):
    """Hidden until there is something to let go of."""

    def __init__(self, items: Sequence[MootItem], today: date) -> None:
        super().__init__("sunken", "line", radius=8)
        self.rows = [_Row(item, today) for item in items]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(one) for one in (16, 12, 16, 12)))
        layout.setSpacing(theme.px(8))
        said = self.tr("With the ask granted, these are no longer needed. Untick what shall stay.")
        layout.addWidget(Label(said, "small", "ink2"))
        for row in self.rows:
            layout.addWidget(row)

    @property
    def ticked(self) -> tuple[MootItem, ...]:
        return tuple(row.item for row in self.rows if row.tick.isChecked())


class _Row(QWidget):
    def __init__(self, item: MootItem, today: date) -> None:
        super().__init__()
        self.item = item
        said = ending_words.moot(item, today)
        self.tick = CheckBox()
        self.tick.setChecked(item.suggested)
        self.tick.setAccessibleName(said)
        label = Label(said, "body", weight=500, lines=2)
        label.mousePressEvent = lambda _: self.tick.toggle()  # type: ignore[method-assign]
        right = QVBoxLayout()
        right.setContentsMargins(0, theme.px(6), 0, 0)
        right.setSpacing(theme.px(4))
        right.addWidget(label)
        message = ending_words.withdrawal(item, achieved=True)
        if message:
            self.copy = Button(self.tr("Copy message"), icon="copy", small=True)
            self.copy.setAutoDefault(False)
            self.copy.setAccessibleDescription(message)
            self.copy.clicked.connect(lambda: self._on_copy(message))
            right.addWidget(Label(message, "voice-xs", "ink2", lines=4))
            right.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)

    def _on_copy(self, message: str) -> None:
        QGuiApplication.clipboard().setText(message)
        self.copy.setText(self.tr("Copied"))
        self.copy.set_icon_name("check")
