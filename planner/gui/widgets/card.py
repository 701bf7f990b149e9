"""Grounds things stand on: cards with a border, hairlines, and empty places with one sentence."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from planner.gui import theme
from planner.gui.widgets.button import Button
from planner.gui.widgets.label import Label
from planner.gui.widgets.pressable import Pressable


class Card(QWidget):
    """A rounded ground with a 1 px border; `fill` and `line` are colour tokens."""

    def __init__(
        self,
        fill: str = "surface",
        line: str = "line",
        *,
        radius: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ground_token, self._line_token, self._corner = fill, line, radius

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_card(self, self._ground_token, self._line_token, self._corner)


class PressableCard(Pressable):
    """A card that is pressed as a whole, and lights up under the mouse. The arrows are left to the
    list that it stands in."""

    def __init__(self, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_card(self, *(("rowHover", "line2") if self.underMouse() else ("surface", "line")))


def paint_card(widget: QWidget, fill: str, line: str, radius: int = 12) -> None:
    """The rounded ground of a card, as large as the widget."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(line), 1))
    painter.setBrush(theme.colour(fill))
    corner = theme.px(radius)
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)


class Ground(QWidget):
    """A plain ground in the colour of a token; `line` draws a hairline on its left, `edge` on
    its right."""

    def __init__(
        self, fill: str, *, line: str = "", edge: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ground_token, self._line_token, self._edge_token = fill, line, edge

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _fill(painter, self.rect(), self._ground_token)
        if self._line_token:
            _fill(painter, QRect(0, 0, 1, self.height()), self._line_token)
        if self._edge_token:
            _fill(painter, QRect(self.width() - 1, 0, 1, self.height()), self._edge_token)


class Hairline(QWidget):
    """A dividing line of 1 px, lying or `upright`."""

    def __init__(
        self, token: str = "line", *, upright: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._token, self._upright = token, upright
        fixed, wide = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(*((fixed, wide) if upright else (wide, fixed)))

    def sizeHint(self) -> QSize:
        return QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        _fill(QPainter(self), self.rect(), self._token)


def _fill(painter: QPainter, area: QRect, token: str) -> None:
    """As `fillRect` does, for which PySide first makes all the names of gradients."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(token))
    painter.drawRect(area)


class EmptyState(QWidget):
    """One sentence in the user's own voice, one button, and perhaps a quiet other way to begin."""

    asked = Signal()
    other_asked = Signal()

    def __init__(self, sentence: str, button: str, other: str = "") -> None:
        super().__init__()
        self.sentence = Label(sentence, "voice-m", "ink2", align=Qt.AlignmentFlag.AlignHCenter)
        self.button = Button(button, "primary")
        self.button.clicked.connect(self.asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addStretch(2)
        layout.addWidget(self.sentence)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        if other:
            self.other = Button(other, "ghost")
            self.other.clicked.connect(self.other_asked)
            layout.addWidget(self.other, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
