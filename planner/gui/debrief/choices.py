"""One of a few answers: a row of buttons of which at most one is pressed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from planner.gui import icons, theme
from planner.gui.widgets.pressable import Pressable
from planner.gui.widgets.scroller import FlowLayout

_ICON, _GAP, _SIDE = 16, 8, 15


class AnswerButton(Pressable):
    """Pressed it is soft pine, bold and has a tick, so that it is never told by colour alone."""

    def __init__(self, words: str, height: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._height = height
        self.setCheckable(True)
        self.toggled.connect(lambda _: self.updateGeometry())

    @property
    def _style(self) -> str:
        return "body" if self._height >= 36 else "small"

    # Qt's own names

    def sizeHint(self) -> QSize:
        font = theme.font(self._style, 600 if self.isChecked() else 500)
        width = QFontMetrics(font).horizontalAdvance(self.text()) + 2 * theme.px(_SIDE)
        if self.isChecked():
            width += theme.px(_ICON + _GAP)
        return QSize(width, theme.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        fill = "pineSoft" if on else "rowHover" if self.underMouse() else "surface"
        painter.setPen(QPen(theme.colour("pine" if on else "line2"), 1))
        painter.setBrush(theme.colour(fill))
        radius = theme.px(8)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        left = theme.px(_SIDE)
        ink = theme.colour("pineInk" if on else "ink2")
        if on:
            size = theme.px(_ICON)
            where = QRectF(left, (self.height() - size) / 2, size, size)
            icons.paint(painter, where, "check", ink)
            left += size + theme.px(_GAP)
        painter.setFont(theme.font(self._style, 600 if on else 500))
        painter.setPen(ink)
        room = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self.text())


class Answers(QWidget):
    """Pressing the pressed one takes the answer back. Arrows go along the row."""

    chosen = Signal(object)

    def __init__(
        self, name: str, answers: Sequence[tuple[object, str]], *, height: int = 36
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.buttons: dict[object, AnswerButton] = {}
        flow = FlowLayout(theme.px(8), self)
        for value, words in answers:
            button = self.buttons[value] = AnswerButton(words, height)
            button.setAccessibleDescription(name)
            button.clicked.connect(lambda _=False, value=value: self._on_clicked(value))
            flow.addWidget(button)

    @property
    def value(self) -> object:
        return next((one for one, button in self.buttons.items() if button.isChecked()), None)

    def show_value(self, value: object) -> None:
        for one, button in self.buttons.items():
            button.setChecked(one == value)

    def _on_clicked(self, value: object) -> None:
        pressed = value if self.buttons[value].isChecked() else None
        self.show_value(pressed)
        self.chosen.emit(pressed)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        row = list(self.buttons.values())
        focused = next((i for i, button in enumerate(row) if button.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
        elif 0 <= focused + step < len(row):
            row[focused + step].setFocus(Qt.FocusReason.TabFocusReason)
