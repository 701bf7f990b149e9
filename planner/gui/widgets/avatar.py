"""A person's picture or initials in a disc; a dashed ring for somebody not yet met."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.gui import theme

_LETTERS = 0.36
"""Height of the initials, in parts of the disc's."""


def initials(name: str) -> str:
    """The first letters of the first two words of a name that count: "de Wit" counts as W."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return name.strip()[:1]
    first, rest = words[0], words[1:]
    second = next((word for word in rest if not word[0].islower()), rest[-1] if rest else "")
    return (first[0] + second[:1]).upper()


@lru_cache(maxsize=32)
def _letters(height: int) -> QFont:
    """The font of initials of this height. A font that is made anew is looked up anew."""
    font = theme.font("small", 600)
    font.setPixelSize(height)
    return font


def paint_avatar(
    painter: QPainter,
    area: QRectF,
    name: str,
    uid: str,
    *,
    wished: bool = False,
    me: bool = False,
    photo: QPixmap | None = None,
) -> None:
    """Paint a person into a square area. `me` is pine, whoever I am."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fill, ink = theme.avatar(uid)
    if me:
        fill, ink = theme.colour("pineFill"), theme.colour("onPine")
    if photo is not None and not photo.isNull():
        disc = QPainterPath()
        disc.addEllipse(area)
        painter.setClipPath(disc)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(area, photo, QRectF(photo.rect()))
        painter.restore()
        return
    if wished:
        painter.setPen(dashed(ink, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(area.adjusted(1, 1, -1, -1))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawEllipse(area)
    painter.setFont(_letters(max(round(area.height() * _LETTERS), theme.px(8))))
    painter.setPen(ink)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.restore()


def dashed(colour: QColor, width: float = 1.0) -> QPen:
    """A pen for what is not yet met, or a guess: short dashes that go round evenly."""
    pen = QPen(colour, width)
    pen.setDashPattern([2.5 / width, 2.5 / width])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


class Avatar(QWidget):
    """A person's disc of `size` px at 100 %. It says nothing to screen readers: the name does."""

    def __init__(self, size: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._name, self._uid = "", ""
        self._wished = self._me = False
        self._photo: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.on_change(self._on_look)

    def show_person(
        self,
        name: str,
        uid: str,
        *,
        wished: bool = False,
        me: bool = False,
        photo: QPixmap | None = None,
    ) -> None:
        self._name, self._uid, self._photo = name, uid, photo
        self._wished, self._me = wished, me
        self.update()

    def _on_look(self) -> None:
        self.updateGeometry()
        self.update()

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_avatar(
            painter,
            QRectF(self.rect()),
            self._name,
            self._uid,
            wished=self._wished,
            me=self._me,
            photo=self._photo,
        )
