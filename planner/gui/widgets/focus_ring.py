"""The ring round what has the keyboard's focus: 2 px, 2 px outside the control."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from planner.gui import theme

_OUTSIDE = 4
RINGED = "focusRing"
"""The property of widgets that are no buttons and want the ring all the same; or, when it is false,
of buttons that paint one themselves."""


class FocusRing(QObject):
    """Follows the focus through the application. Inputs and lists show theirs themselves."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._ring: _Ring | None = None
        self._left: int | None = None
        application.focusChanged.connect(self._on_focus)

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and now is not None:
            self._mind_popups(before, now)
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None
        if now is not None and _wants_ring(now) and now.parentWidget() is not None:
            self._ring = _Ring(now)

    def _mind_popups(self, before: QWidget, now: QWidget) -> None:
        """Qt forgets over a popup that keys led to where the focus comes back to."""
        if _in_popup(now):
            if not _in_popup(before):
                self._left = id(before) if _by_keys(before) else None
        elif _in_popup(before):
            if self._left == id(now):
                now.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
            self._left = None


class _Ring(QWidget):
    """Beside the widget it goes round, so that it is clipped and scrolled as that is."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around.parentWidget())
        self._around = around
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        around.installEventFilter(self)
        self._follow()
        self.show()
        self.raise_()

    def _follow(self) -> None:
        out, parent = _OUTSIDE, self.parentWidget()
        area = self._around.geometry().adjusted(-out, -out, out, out)
        # At the edge of its parent it comes closer instead of being cut off.
        self.setGeometry(area.intersected(parent.rect()) if parent else area)

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Move, QEvent.Type.Resize):
            self._follow()
        elif kind in (QEvent.Type.Hide, QEvent.Type.Show):
            self.setVisible(kind == QEvent.Type.Show)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("focus"), 2))
        radius = theme.px(8) + 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)


def _wants_ring(widget: QWidget) -> bool:
    if not _by_keys(widget):
        return False
    wanted = widget.property(RINGED)
    return isinstance(widget, QAbstractButton) if wanted is None else bool(wanted)


def _by_keys(widget: QWidget) -> bool:
    return widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def _in_popup(widget: QWidget) -> bool:
    return widget.window().windowType() is Qt.WindowType.Popup
