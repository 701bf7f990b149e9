"""What is pressed as a whole, by mouse or keys, however it looks: to the ear it is a button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from planner.gui import theme
from planner.gui.widgets.focus_ring import RINGED

_FIXED, _FREE = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred


class Pressable(QAbstractButton):
    """Painted by whoever derives from it, or made of other widgets.

    `clicked` comes from the mouse, Space and Enter. It is painted anew when the mouse or the focus
    comes or goes, and measured anew when the theme changes. The arrows go to the control before
    and after, as with every button of Qt.
    """

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if words:
            self.setText(words)
            self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(_FIXED, _FIXED)
        theme.on_change(self._on_look)

    def _on_look(self) -> None:
        self.updateGeometry()
        self.update()

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alone = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if alone and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is made of other widgets is painted by them."""


class PressableRow(Pressable):
    """A row made of other widgets, marked below them by `fill` under the mouse, and with the
    ring of the keyboard inside, as rows have it."""

    def __init__(
        self,
        spoken: str,
        *,
        fill: str = "hover",
        radius: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._fill, self._radius = fill, radius
        self.setAccessibleName(spoken)
        self.setProperty(RINGED, False)
        self.setSizePolicy(_FREE, _FREE)

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius, area = theme.px(self._radius), QRectF(self.rect())
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(self._fill))
            painter.drawRoundedRect(area, radius, radius)
        if self.hasFocus() and by_keyboard(self):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), radius, radius)


def by_keyboard(widget: QWidget) -> bool:
    """Whether the focus came by a key, and is shown."""
    return widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
