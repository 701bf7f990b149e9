"""Fields to choose with: one of a list, and yes or no; painted in the colours of the tokens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QWidget

from planner.gui import icons, theme


class Choice(QComboBox):
    """One of a few values. Scrolling over it moves what is behind and changes nothing."""

    def __init__(
        self,
        values: Sequence[tuple[str, object]],
        chosen: object,
        *,
        width: int = 200,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._room = width
        for shown, value in values:
            self.addItem(shown, value)
        place = next((i for i, (_, value) in enumerate(values) if value == chosen), 0)
        self.setCurrentIndex(place)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        theme.set_type(self, "body")
        theme.on_change(self._on_look)
        self._on_look()

    def _on_look(self) -> None:
        self.setFixedWidth(theme.px(self._room))

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = theme.px(14)
        left = self.width() - size - theme.px(11)
        where = QRectF(left, (self.height() - size) / 2, size, size)
        token = "ink2" if self.isEnabled() else "disabled"
        icons.paint(QPainter(self), where, "caret-down", theme.colour(token))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CheckBox(QCheckBox):
    """A square of 20 px to tick, inside a hit area of 32."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.on_change(self.updateGeometry)

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(theme.px(32), theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size, on = theme.px(20), self.isChecked()
        square = QRectF(0, 0, size, size)
        square.moveCenter(QRectF(self.rect()).center())
        painter.setPen(QPen(theme.colour("pineFill" if on else "field"), 1.5))
        painter.setBrush(theme.colour("pineFill" if on else "surface"))
        painter.drawRoundedRect(square.adjusted(0.75, 0.75, -0.75, -0.75), 5, 5)
        if on:
            inset = theme.px(3)
            tick = square.adjusted(inset, inset, -inset, -inset)
            icons.paint(painter, tick, "check", theme.colour("onPine"))
