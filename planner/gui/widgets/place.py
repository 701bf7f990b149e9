"""Places to go to, in a sidebar: the present one is marked, and said to be it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.gui import icons, theme
from planner.gui.widgets.pressable import Pressable


class Place(Pressable):
    """Leads somewhere. It cannot be checked: a screen reader would hear a box to tick."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._present = self._low = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def present(self) -> bool:
        """Whether it is where one is."""
        return self._present

    def show_present(self, present: bool) -> None:
        if present != self._present:
            self._present = present
            self.setAccessibleDescription(self.tr("You are here") if present else "")
            self.update()

    def set_low(self, low: bool) -> None:
        """Take less height, where there is little."""
        if low != self._low:
            self._low = low
            self.updateGeometry()

    def spaced(self, height: int) -> int:
        """How high it is, that is `height` px at 100 % where there is room."""
        return theme.px(height - 8 if self._low else height)

    def paint_ground(self, painter: QPainter) -> None:
        """The rounded ground that marks the present place, or the one under the mouse."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = "pineSoft" if self._present else "hover" if self.underMouse() else ""
        if fill:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(fill))
            painter.drawRoundedRect(QRectF(self.rect()), theme.px(8), theme.px(8))


class NavItem(Place):
    """A page to go to, with its icon; the present one is filled and bold."""

    def __init__(self, key: str, title: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.key, self._icon = key, icon

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(theme.px(160), self.spaced(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter)
        on = self.present
        ink = theme.colour("pineInk" if on else "ink2")
        size = theme.px(20)
        square = QRectF(theme.px(12), (self.height() - size) / 2, size, size)
        icons.paint(painter, square, self._icon + ("-fill" if on else ""), ink)
        left = theme.px(44)
        room = QRectF(left, 0, self.width() - left - theme.px(8), self.height())
        paint_line(painter, room, self.text(), theme.font("body", 600 if on else 500), ink)


def paint_line(painter: QPainter, room: QRectF, words: str, font: QFont, ink: QColor) -> None:
    """A line of text in the middle of its height, cut where its room ends."""
    painter.setFont(font)
    painter.setPen(ink)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
