"""A circle to check: 20 px inside a hit area of 32."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from planner.gui import icons, theme
from planner.gui.widgets.pressable import Pressable


class CheckCircle(Pressable):
    """Pressed once it is done; the list it stands in takes it from there."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(name)
        self.setToolTip(name)

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(theme.px(32), theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = theme.px(20)
        circle = QRectF(0, 0, size, size)
        circle.moveCenter(QRectF(self.rect()).center())
        marked = self.isDown() or self.isChecked() or self.underMouse()
        painter.setPen(QPen(theme.colour("pine" if marked else "field"), 1.5))
        filled = self.isDown() or self.isChecked()
        painter.setBrush(theme.colour("pineFill") if filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle.adjusted(0.75, 0.75, -0.75, -0.75))
        if marked:
            inset = theme.px(4)
            tick = circle.adjusted(inset, inset, -inset, -inset)
            icons.paint(painter, tick, "check", theme.colour("onPine" if filled else "pine"))
