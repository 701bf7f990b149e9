"""A page of paper on the screen, as wide as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.gui import theme

_MARGIN = 24
_WIDEST = 760


class PagePicture(QWidget):
    """Shows the picture of a page; until there is one, an empty sheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._ratio = 297 / 210
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_page(self, png: bytes, spoken: str) -> None:
        """Show another page; `spoken` is what it says, for screen readers."""
        self._image = QImage.fromData(png)
        self._ratio = self._image.height() / max(1, self._image.width())
        self.setAccessibleDescription(spoken)
        self.updateGeometry()
        self.update()

    @property
    def empty(self) -> bool:
        return self._image.isNull()

    def _sheet(self) -> QRectF:
        margin = theme.px(_MARGIN)
        width = min(self.width() - 2 * margin, theme.px(_WIDEST))
        return QRectF((self.width() - width) / 2, margin, width, width * self._ratio)

    # Qt's own names

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margin = theme.px(_MARGIN)
        sheet = min(width - 2 * margin, theme.px(_WIDEST))
        return round(sheet * self._ratio) + 2 * margin

    def sizeHint(self) -> QSize:
        width = theme.px(_WIDEST)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(200))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        sheet = self._sheet()
        painter.fillRect(sheet, Qt.GlobalColor.white)  # paper is white in the dark, too
        if not self._image.isNull():
            painter.drawImage(sheet, self._image)
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sheet.adjusted(-0.5, -0.5, 0.5, 0.5))
