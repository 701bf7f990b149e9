"""The footer of the wizard: the ways back, on and out, and what there is to say beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from planner.gui import theme
from planner.gui.widgets.button import Button, IconButton
from planner.gui.widgets.card import Ground
from planner.gui.widgets.label import Label

_HEIGHT = 68
_EDGE, _TIGHT_EDGE = 24, 12
_SAID = 120
"""What a sentence needs at least beside the buttons."""
_NO_LIMIT = 16_777_215
"""As Qt has it of a widget whose height nothing limits."""
_BESIDE, _ABOVE = (1, 2, 1, 1), (0, 0, 1, 5)
"""Its place among them: row and column, and how many of them."""


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
        self._tight = False
        self._row = QGridLayout(self)
        self._buttons: dict[int, QWidget] = {
            0: self.way_out,
            1: self.more,
            3: self.back,
            4: self.next,
        }
        for place, widget in self._buttons.items():
            self._row.addWidget(widget, 1, place)
        for button in (self.way_out, self.back, self.next):
            button.setAutoDefault(False)
        self._row.addWidget(self.why_not, *_BESIDE)
        self._row.setColumnStretch(2, 1)
        self._row.setRowStretch(1, 1)
        theme.on_change(self._on_look)
        self._on_look()

    def _on_look(self) -> None:
        px = theme.px
        side = px(_TIGHT_EDGE if self._tight else _EDGE)
        self._row.setContentsMargins(side, px(10 if self._tight else 1), side, 0)
        self._row.setHorizontalSpacing(px(8))
        self._row.setVerticalSpacing(0)
        said = self.why_not.heightForWidth(self.width() - 2 * side) if self._tight else 0
        self.why_not.setMaximumHeight(said if self._tight else _NO_LIMIT)
        self.setFixedHeight(px(_HEIGHT) - 1 + said)

    def _fit(self) -> None:
        """What there is to say stands above the buttons where there is no room beside them."""
        px, said = theme.px, bool(self.why_not.text())
        shown = [one for one in self._buttons.values() if not one.isHidden()]
        needed = sum(one.sizeHint().width() + px(8) for one in shown) + px(2 * _EDGE)
        tight = said and needed + px(_SAID) > self.width()
        if tight != self._tight:
            self._tight = tight
            self._row.removeWidget(self.why_not)
            self._row.addWidget(self.why_not, *(_ABOVE if tight else _BESIDE))
        elif not tight:
            return
        self._on_look()

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
        self._fit()

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

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
