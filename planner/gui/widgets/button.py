"""Buttons: primary, secondary, ghost and link, with an icon, and icons alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from planner.gui import icons, theme
from planner.gui.widgets.pressable import Pressable

_FILL = {
    "primary": ("pineFill", "pineFillHover", "pineFillPress"),
    "secondary": ("surface", "rowHover", "hover"),
    "ghost": ("", "hover", "line"),
    "link": ("", "", ""),
}
_TEXT = {"primary": "onPine", "secondary": "ink", "ghost": "ink2", "link": "pine"}


class Button(QPushButton):
    """A button whose label is a verb and an object.

    `kind` is primary (one a pane), secondary, ghost or link. `keys` is shown as a key cap.
    On a ground of its own colour, `token` is that of the label.
    """

    def __init__(
        self,
        text: str,
        kind: str = "secondary",
        *,
        icon: str = "",
        after: str = "",
        keys: str = "",
        small: bool = False,
        height: int | None = None,
        token: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._token = token
        self._kind, self._icon, self._after, self._keys = kind, icon, after, keys
        self._height = height or (32 if small else 36)
        self._side = 0 if kind == "link" else 12 if small else 16
        self._hovered = False
        self._align = Qt.AlignmentFlag.AlignCenter
        style = "small" if small or kind == "link" else "body"
        theme.set_type(self, style, 600)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.on_change(self._on_look)

    def set_icon_name(self, name: str) -> None:
        self._icon = name
        self.updateGeometry()
        self.update()

    def set_after(self, name: str) -> None:
        """The icon after the label, or none."""
        self._after = name
        self.updateGeometry()
        self.update()

    def set_height(self, height: int) -> None:
        """How high it is, in px at 100 %."""
        if height != self._height:
            self._height = height
            self.updateGeometry()

    def align_left(self) -> None:
        """Let the label begin at the left, where the button is wider than its label."""
        self._align = Qt.AlignmentFlag.AlignLeft
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _on_look(self) -> None:
        self.updateGeometry()
        self.update()

    @property
    def _label(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _inner_width(self) -> int:
        width = self.fontMetrics().horizontalAdvance(self._label)
        for one in (self._icon, self._after):
            if one:
                width += theme.px(16 + (10 if self._kind != "link" else 6))
        return width

    # Qt's own names

    def sizeHint(self) -> QSize:
        width = self._inner_width() + 2 * theme.px(self._side)
        if self._keys and self._align != Qt.AlignmentFlag.AlignLeft:
            width += theme.px(20) + self._cap_width()
        return QSize(width, theme.px(self._height if self._kind != "link" else 32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus. Qt would press the dialog's default one,
        even from a button that leads out of it."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._kind != "link":
            paint_ground(painter, QRectF(self.rect()), self._kind, self)
        token = self._token or _TEXT[self._kind]
        ink = theme.colour(token if self.isEnabled() else "disabled")
        x = self._left()
        x = self._draw_icon(painter, self._icon, x, ink, before=True)
        painter.setFont(self._font_now())
        painter.setPen(ink)
        room = QRectF(x, 0, self.width() - x, self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self._label)
        x += self.fontMetrics().horizontalAdvance(self._label)
        self._draw_icon(painter, self._after, x, ink, before=False)
        left_over = self.width() - x - theme.px(16)
        if self._keys and left_over >= self._cap_width() + theme.px(8):
            self._draw_keys(painter, ink)

    def _font_now(self) -> QFont:
        font = self.font()
        font.setUnderline(self._kind == "link" and self._hovered and self.isEnabled())
        return font

    def _left(self) -> float:
        middle = (self.width() - self._inner_width()) / 2
        if self._align == Qt.AlignmentFlag.AlignLeft:
            return max(theme.px(4), min(theme.px(self._side), middle))
        return middle

    def _draw_icon(
        self, painter: QPainter, name: str, x: float, ink: QColor, *, before: bool
    ) -> float:
        if not name:
            return x
        gap = theme.px(10 if self._kind != "link" else 6)
        size = theme.px(16)
        left = x if before else x + gap
        icons.paint(painter, QRectF(left, (self.height() - size) / 2, size, size), name, ink)
        return x + size + gap

    def _cap_width(self) -> int:
        return QFontMetrics(theme.font("keycap")).horizontalAdvance(self._keys) + theme.px(12)

    def _draw_keys(self, painter: QPainter, ink: QColor) -> None:
        width, height = self._cap_width(), theme.px(18)
        right = self.width() - theme.px(16)
        cap = QRectF(right - width, (self.height() - height) / 2, width, height)
        ground = QColor(ink)
        ground.setAlphaF(0.18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(cap, theme.px(4), theme.px(4))
        painter.setPen(ink)
        painter.setFont(theme.font("keycap"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._keys)


class IconButton(Pressable):
    """An icon to press. `name` says what it does, for the tooltip and for screen readers."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        size: int = 32,
        icon_size: int = 18,
        outlined: bool = False,
        token: str = "ink2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._icon, self._size, self._icon_size = icon, size, icon_size
        self._outlined, self._token = outlined, token
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_icon_name(self, name: str) -> None:
        self._icon = name
        self.update()

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, QRectF(self.rect()), "secondary" if self._outlined else "ghost", self)
        size = theme.px(self._icon_size)
        where = QRectF(0, 0, size, size)
        where.moveCenter(QRectF(self.rect()).center())
        token = self._token if self.isEnabled() else "disabled"
        icons.paint(painter, where, self._icon, theme.colour(token))


def paint_ground(painter: QPainter, area: QRectF, kind: str, button: QAbstractButton) -> None:
    """The rounded ground of a button in its present state."""
    if button.isEnabled():
        state = 2 if button.isDown() else 1 if button.underMouse() else 0
        fill = _FILL[kind][state]
    else:
        fill = "line" if kind in ("primary", "secondary") else ""
    radius = theme.px(8)
    painter.setPen(Qt.PenStyle.NoPen)
    if kind == "secondary" and button.isEnabled():
        painter.setPen(QPen(theme.colour("line2"), 1))
        area = area.adjusted(0.5, 0.5, -0.5, -0.5)
    if fill or kind == "secondary":
        painter.setBrush(theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, radius, radius)
