"""Phosphor icons, painted from the font inside the icon package, and the mark of the program.

The package itself is never imported: its own first icon loads every font it has.
"""

from __future__ import annotations

import json
from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPen,
    QPixmap,
)

from planner.gui import theme

_PACKAGE = "qtawesome"
_FONT, _NAMES = "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"


@cache
def _family() -> str:
    file = theme.package_folder(_PACKAGE) / "fonts" / _FONT
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
    return families[0]


@cache
def _codes() -> dict[str, str]:
    """The characters of the icons by name, in hexadecimal digits."""
    file = theme.package_folder(_PACKAGE) / "fonts" / _NAMES
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return found


def paint(painter: QPainter, where: QRectF, name: str, colour: QColor) -> None:
    """Paint the icon `name` (as `users` or `users-fill`) into a square."""
    font = QFont(_family())
    font.setPixelSize(round(min(where.width(), where.height())))
    painter.save()
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, chr(int(_codes()[name], 16)))
    painter.restore()


def pixmap(name: str, colour: QColor, size: int) -> QPixmap:
    """The icon as a picture of `size` logical px, sharp on the finest screen there is."""
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    made = QPixmap(QSize(size, size) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint(painter, QRectF(0, 0, size, size), name, colour)
    painter.end()
    return made


def icon(name: str, token: str = "ink2", size: int = 16, *, disabled: str = "disabled") -> QIcon:
    """The icon in the colour of a token; `size` is at 100 %. Made anew when the look changes."""
    made = QIcon(pixmap(name, theme.colour(token), theme.px(size)))
    made.addPixmap(pixmap(name, theme.colour(disabled), theme.px(size)), QIcon.Mode.Disabled)
    return made


def paint_mark(painter: QPainter, where: QRectF, colour: QColor) -> None:
    """The mark: a ring open at the upper right, with a point in the middle (24 grid)."""
    unit = min(where.width(), where.height()) / 24
    radius, opening = 9.2 * unit, 40
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 2.6 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    ring = QRectF(0, 0, 2 * radius, 2 * radius)
    ring.moveCenter(where.center())
    start = 45 + opening / 2
    painter.drawArc(ring, round(start * 16), round((360 - opening) * 16))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(where.center(), 3.3 * unit, 3.3 * unit)
    painter.restore()


def mark(colour: QColor | None = None) -> QIcon:
    """The mark as the icon of the windows, or in one colour for the tray."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_mark(painter, QRectF(0, 0, size, size), colour or theme.colour("pine"))
        painter.end()
        made.addPixmap(picture)
    return made
