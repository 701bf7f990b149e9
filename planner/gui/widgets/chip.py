"""Chips: filters that are on or off, and states told by fill, icon and word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.gui import icons, theme
from planner.gui.widgets.pressable import Pressable

_ICON, _GAP = 14, 6
SLOP = 2
"""How far a chip can be pressed above and below what is painted of it."""
_LOOKS = {
    "clear": ("pineSoft", "pineInk"),
    "open": ("amberSoft", "amber"),
    "plain": ("sunken", "ink2"),
    "late": ("rustSoft", "rust"),
}


class FilterChip(Pressable):
    """A filter; checked it is soft pine and bold, which is never told by colour alone.

    It is pressed `SLOP` above and below what is painted, too.
    """

    def __init__(self, text: str, *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._icon = icon
        self.setText(text)
        self.setCheckable(True)

    # Qt's own names

    def sizeHint(self) -> QSize:
        # As wide as its bold form, so that nothing moves when it is checked.
        text = QFontMetrics(theme.font("caption", 600)).horizontalAdvance(self.text())
        icon = theme.px(_ICON + _GAP) if self._icon else 0
        return QSize(text + icon + 2 * theme.px(12), theme.px(28 + 2 * SLOP))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        fill = "pineSoft" if on else "rowHover" if self.underMouse() else ""
        painter.setPen(QPen(theme.colour("pineLine" if on else "line2"), 1))
        painter.setBrush(theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        slop = theme.px(SLOP)
        area = QRectF(self.rect()).adjusted(0.5, slop + 0.5, -0.5, -slop - 0.5)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        ink = theme.colour("pineInk" if on else "ink2")
        paint_label(
            painter, QRectF(self.rect()), self.text(), self._icon, theme.font("caption", 600), ink
        )


class StatusChip(QWidget):
    """A state in words with an icon, on a soft fill: `clear`, `open`, `plain` or `late`."""

    def __init__(self, text: str, kind: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._kind, self._icon = text, kind, icon
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.on_change(self._on_look)

    def show_state(self, text: str, kind: str, icon: str) -> None:
        self._text, self._kind, self._icon = text, kind, icon
        self.setAccessibleName(text)
        self._on_look()

    def _on_look(self) -> None:
        self.updateGeometry()
        self.update()

    # Qt's own names

    def sizeHint(self) -> QSize:
        text = QFontMetrics(theme.font("caption", 500)).horizontalAdvance(self._text)
        icon = theme.px(_ICON + _GAP) if self._icon else 0
        return QSize(text + icon + 2 * theme.px(10), theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, ink = _LOOKS[self._kind]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(fill))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        font = theme.font("caption", 500)
        paint_label(painter, QRectF(self.rect()), self._text, self._icon, font, theme.colour(ink))


def paint_label(
    painter: QPainter, area: QRectF, text: str, icon: str, font: QFont, ink: QColor
) -> None:
    """An icon and a text side by side, in the middle of an area."""
    painter.setFont(font)
    width = QFontMetrics(font).horizontalAdvance(text)
    size, gap = theme.px(_ICON), theme.px(_GAP)
    left = area.left() + (area.width() - width - (size + gap if icon else 0)) / 2
    if icon:
        square = QRectF(left, area.top() + (area.height() - size) / 2, size, size)
        icons.paint(painter, square, icon, ink)
        left += size + gap
    painter.setPen(ink)
    room = QRectF(left, area.top(), width + 2, area.height())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)
