"""The gate, painted: closed with the sun low behind it, or open with the sun above the path."""

from __future__ import annotations

from PySide6.QtCore import (
    Property,
    QEasingCurve,
    QPointF,
    QPropertyAnimation,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.gui import theme

WIDTH, HEIGHT = 264, 128
_OPENS_MS = 150
_MIDDLE = 132.0
_POST, _POST_TOP, _POST_FOOT, _BALL = 82.0, 41.0, 110.0, 39.0
_GROUND, _HILL = 107.5, 92.0
_SUN, _SUN_LOW, _SUN_HIGH = 28.0, 104.0, 78.0
_BARS = (59.0, 54.0, 51.0, 49.4, 48.6)
"""The tops of the bars of a closed leaf, from the hinge to the middle."""


class GatePicture(QWidget):
    """`open` runs from 0 to 1. The verdict beside it says the same in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = 0.0
        self._motion = QPropertyAnimation(self, b"open", self)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.on_change(self.updateGeometry)

    def swing(self, *, open_: bool, at_once: bool = False) -> None:
        """Open or close the gate."""
        end = 1.0 if open_ else 0.0
        self._motion.stop()
        time = 0 if at_once else theme.duration(_OPENS_MS)
        if not time:
            self._set(end)
            return
        self._motion.setDuration(time)
        self._motion.setStartValue(self._open)
        self._motion.setEndValue(end)
        self._motion.start()

    def _get(self) -> float:
        return self._open

    def _set(self, value: float) -> None:
        self._open = value
        self.update()

    open = Property(float, _get, _set)

    # How it is painted, in the px of the picture at 100 %

    def _paint(self, painter: QPainter) -> None:
        painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), self._sky())
        painter.setPen(Qt.PenStyle.NoPen)
        self._paint_sun(painter)
        painter.setBrush(theme.colour("gateGround"))
        painter.drawPath(_hill())
        self._paint_hedges(painter)
        painter.fillRect(QRectF(0, _GROUND, WIDTH, HEIGHT), theme.colour("gateGround"))
        self._paint_path(painter)
        for side in (-1.0, 1.0):
            self._paint_leaf(painter, side)
        self._paint_posts(painter)
        self._paint_lock(painter)

    def _sky(self) -> QColor:
        return _between(theme.colour("sunken"), theme.colour("hero"), self._open)

    def _paint_sun(self, painter: QPainter) -> None:
        sun = theme.colour("sun")
        sun.setAlphaF(0.8 + 0.2 * self._open)
        painter.setBrush(sun)
        height = _SUN_LOW + (_SUN_HIGH - _SUN_LOW) * self._open
        painter.drawEllipse(QPointF(_MIDDLE, height), _SUN, _SUN)

    def _paint_hedges(self, painter: QPainter) -> None:
        painter.setBrush(theme.colour("gateHedge"))
        for left, right in ((0.0, 76.0), (188.0, 264.0)):
            hedge = QPainterPath()
            hedge.addRect(QRectF(left, 86, right - left, _GROUND - 86))
            for i in range(5):
                bump = QPainterPath()
                bump.addEllipse(QPointF(left + 7.6 + 15.2 * i, 88.5), 8.4, 9.5)
                hedge = hedge.united(bump)
            edges = QPainterPath()
            edges.addRect(QRectF(left, 70, right - left, _GROUND - 70))
            painter.drawPath(hedge.intersected(edges))

    def _paint_path(self, painter: QPainter) -> None:
        painter.setBrush(theme.colour("gatePath"))
        near = QPainterPath(QPointF(101, _GROUND))
        for x, y in ((163, _GROUND), (176, HEIGHT), (88, HEIGHT)):
            near.lineTo(x, y)
        painter.drawPath(near)
        painter.setOpacity(self._open)
        far = QPainterPath(QPointF(101, _GROUND))
        far.cubicTo(111, 100, 127, 99, 129, _HILL)
        far.lineTo(135, _HILL)
        far.cubicTo(137, 99, 153, 100, 163, _GROUND)
        painter.drawPath(far)
        painter.setOpacity(1.0)

    def _paint_leaf(self, painter: QPainter, side: float) -> None:
        """A leaf hangs at its post and swings towards the one who looks."""
        o = self._open
        hinge = _MIDDLE + side * (_MIDDLE - _POST)

        def x(u: float) -> float:
            along = 50.0 * u * (1 - o) - 22.5 * u * o
            return hinge - side * along

        painter.setPen(QPen(theme.colour("pine"), 2.0, c=Qt.PenCapStyle.RoundCap))
        for place, closed in enumerate(_BARS, 1):
            u = place / len(_BARS)
            top = closed * (1 - o) + (59.5 - 6.5 * u) * o
            foot = 105.0 * (1 - o) + (108 + 8 * u) * o
            painter.drawLine(QPointF(x(u), top), QPointF(x(u), foot))
        for closed, at_hinge, at_edge in ((67.6, 67.4, 63.5), (95.7, 96.0, 105.0)):
            start = closed * (1 - o) + at_hinge * o
            end = closed * (1 - o) + at_edge * o
            painter.drawLine(QPointF(x(0), start), QPointF(x(1), end))

    def _paint_posts(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("pine"))
        for centre in (_POST, WIDTH - _POST):
            post = QRectF(centre - 4, _POST_TOP, 8, _POST_FOOT - _POST_TOP)
            painter.drawRoundedRect(post, 2, 2)
            painter.drawEllipse(QPointF(centre, _BALL), 5, 5)

    def _paint_lock(self, painter: QPainter) -> None:
        painter.setOpacity(max(0.0, 1 - 3 * self._open))
        painter.setPen(QPen(theme.colour("amber"), 2))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(QPointF(_MIDDLE, 82), 5, 5)
        painter.setOpacity(1.0)

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH), theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        radius = theme.px(12)
        frame.addRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setClipPath(frame)
        painter.fillPath(frame, self._sky())
        size = max(self.width() / WIDTH, self.height() / HEIGHT)
        painter.translate((self.width() - WIDTH * size) / 2, self.height() - HEIGHT * size)
        painter.scale(size, size)
        self._paint(painter)


def _hill() -> QPainterPath:
    hill = QPainterPath(QPointF(76, 85.5))
    hill.cubicTo(100, 88, 118, _HILL, _MIDDLE, _HILL)
    hill.cubicTo(146, _HILL, 164, 88, 188, 85.5)
    hill.lineTo(188, _GROUND + 1)
    hill.lineTo(76, _GROUND + 1)
    hill.closeSubpath()
    return hill


def _between(one: QColor, other: QColor, share: float) -> QColor:
    return QColor.fromRgbF(
        *(a + (b - a) * share for a, b in zip(one.getRgbF(), other.getRgbF(), strict=True))  # type: ignore[call-overload]
    )


def paint_small_gate(painter: QPainter, area: QRectF, colour: QColor, *, open_: bool) -> None:
    """The gate as an icon on a 20 grid: bars between two posts, or its leaves swung aside."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    painter.scale(area.width() / 20, area.height() / 20)
    painter.setPen(QPen(colour, 2, c=Qt.PenCapStyle.FlatCap))
    for x in (2.0, 18.0):
        painter.drawLine(QPointF(x, 0), QPointF(x, 20))
    for x in (6.0, 14.0) if open_ else (7.0, 13.0):
        painter.drawLine(QPointF(x, 2), QPointF(x, 19 if open_ else 18))
    spans: tuple[tuple[float, ...], ...] = ((2.0, 5.0, 18.0, 5.0), (2.0, 15.0, 18.0, 15.0))
    if open_:  # the far edges of the leaves are nearer to who looks than their posts
        left, right = (2.0, 6.0), (18.0, 14.0)
        spans = tuple(
            (post, at, edge, to)
            for post, edge in (left, right)
            for at, to in ((4.5, 3.5), (15.5, 17.0))
        )
    for x, y, to_x, to_y in spans:
        painter.drawLine(QPointF(x, y), QPointF(to_x, to_y))
    painter.restore()
