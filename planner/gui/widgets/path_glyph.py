"""A small drawing of how I get to somebody: directly, through others, or not yet."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from planner.pursuing import Way, WayKind

WIDTH, HEIGHT = 30, 10
_POINT, _RING = 3.2, 2.6
_MOST_BETWEEN = 2


def paint_way(painter: QPainter, area: QRectF, way: Way, ink: QColor) -> None:
    """I am the point at the left; rings stand between, dots for the part that is missing."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unit = area.width() / WIDTH
    middle = area.center().y()
    left, right = area.left() + _POINT * unit, area.right() - _POINT * unit
    between = max(0, way.hops - 1) if way.kind is WayKind.THROUGH else 0
    steps = min(max(between, way.kind is WayKind.THROUGH), _MOST_BETWEEN) + 1
    stops = [left + (right - left) * i / steps for i in range(steps + 1)]
    line = QPen(ink, 1.8 * unit)
    if way.kind is WayKind.NONE:
        _dots(painter, left, right, middle, unit, ink)
    else:
        painter.setPen(line)
        for a, b in pairwise(stops):
            start = a + (_RING * unit if a != left else 0)
            end = b - (_RING * unit if b != right else 0)
            painter.drawLine(QPointF(start, middle), QPointF(end, middle))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(left, middle), _POINT * unit, _POINT * unit)
    if way.kind is not WayKind.NONE:
        painter.drawEllipse(QPointF(right, middle), _POINT * unit, _POINT * unit)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 1.6 * unit))
    rings = [right] if way.kind is WayKind.NONE else stops[1:-1]
    for x in rings:
        painter.drawEllipse(QPointF(x, middle), _RING * unit, _RING * unit)
    painter.restore()


def _dots(
    painter: QPainter, left: float, right: float, middle: float, unit: float, ink: QColor
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    for i in (1, 2, 3):
        x = left + (right - left) * i / 4
        painter.drawEllipse(QPointF(x, middle), 0.9 * unit, 0.9 * unit)
