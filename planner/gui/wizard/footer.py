"""The footer of the wizard: the ways back, on and out, and what there is to say beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from planner.gui import theme
from planner.gui.widgets.button import Button, IconButton
from planner.gui.widgets.card import Ground
from planner.gui.widgets.label import Label

_HEIGHT = 68


class Footer(Ground):
    """It is shown anew with each key, so what stays as it is must not be laid out again."""

    def __init__(self) -> None:
        super().__init__("surface")
        self.way_out = Button(self.tr("Save for later"), "ghost")
        self.more = IconButton("dots-three", self.tr("More for this meeting"))
        self.why_not = Label("", "small", "ink2", lines=3, align=Qt.AlignmentFlag.AlignRight)
        self.back = Button(self.tr("Back"))
        self.next = Button("", "primary", after="arrow-right")
        self._led = self._said = ("", "")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.way_out)
        self._row.addWidget(self.more)
        self._row.addWidget(self.why_not, 1)
        self._row.addWidget(self.back)
        self._row.addWidget(self.next)
        for button in (self.way_out, self.back, self.next):
            button.setAutoDefault(False)
        theme.on_change(self._on_look)
        self._on_look()

    def _on_look(self) -> None:
        px = theme.px
        self._row.setContentsMargins(px(24), px(1), px(24), 0)
        self._row.setSpacing(px(8))
        self.setFixedHeight(px(_HEIGHT) - 1)

    def lead(self, label: str, *, leads_on: bool) -> None:
        """What the button on the right says; one that leads to a step has an arrow."""
        after = "arrow-right" if leads_on else ""
        if (label, after) != self._led:
            self._led = label, after
            self.next.setText(label)
            self.next.set_after(after)

    def say(self, sentence: str, colour: str) -> None:
        """A sentence beside the buttons, which a screen reader hears with the one on the right."""
        if (sentence, colour) != self._said:
            self._said = sentence, colour
            self.why_not.setText(sentence)
            self.why_not.set_colour(colour)
            self.next.setAccessibleDescription(sentence)

    def let_out(self, label: str) -> None:
        """What the button on the left says."""
        if label != self.way_out.text():
            self.way_out.setText(label)
            self.way_out.updateGeometry()

    def has_room(self, label: str, width: int) -> bool:
        """Whether a window so wide has room for where the button on the right leads."""
        words = self.next.fontMetrics().horizontalAdvance(label)
        others = self.way_out.sizeHint().width() + self.back.sizeHint().width()
        return words + others + theme.px(60 + 32 + 4 * 24) <= width
