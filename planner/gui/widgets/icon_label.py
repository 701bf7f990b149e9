"""An icon with words beside it, in one line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from planner.gui import icons, theme
from planner.gui.widgets.label import Label


class IconLabel(QWidget):
    """`token` colours the icon, `ink` the words. Without words it is the icon alone."""

    def __init__(
        self,
        icon: str,
        token: str,
        words: str,
        style: str = "small",
        *,
        ink: str = "ink",
        weight: int | None = None,
        size: int = 16,
        lines: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.icon = Icon(icon, token, size)
        self.label = Label(words, style, ink, weight=weight, lines=lines, wrap=lines != 1)
        if not words:
            self.label.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        layout.addWidget(self.icon)
        layout.addWidget(self.label, 1)


class Icon(QWidget):
    """An icon as high as a line of text."""

    def __init__(self, name: str, token: str, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._token, self._size = name, token, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.on_change(self.updateGeometry)

    def show_icon(self, name: str, token: str) -> None:
        self._name, self._token = name, token
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), QRectF(self.rect()), self._name, theme.colour(self._token))
