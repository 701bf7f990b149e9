"""A warm path as a strip: discs from me to the person wished for, joined by lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from planner.domain.today import Who
from planner.gui import text, theme
from planner.gui.widgets.avatar import paint_avatar

_DISC, _GAP, _NAME = 40, 8, 18
_WIDTHS = {3: 3.0, 2: 2.0, 1: 2.0}
"""How thick the line of a strong, fair and thin path is; a thin one is dotted as well."""


class PathStrip(QWidget):
    """Painted; to screen readers it is one sentence, "You, Lotte de Wit, Ingrid Solberg"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[Who, ...] = ()
        self._strength = 2
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.on_change(self.updateGeometry)

    def show_path(self, people: Sequence[Who], strength: int) -> None:
        """`people` from me on; `strength` (1 to 3) is that of the weakest link."""
        self._people, self._strength = tuple(people), strength
        self.setAccessibleName(
            self.tr("Path: {names}").format(names=", ".join(map(self._name, self._people)))
        )
        self.update()

    def _name(self, who: Who) -> str:
        return self.tr("You") if who.uid == "me" else text.one_line(who.name)

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(_DISC + _GAP + _NAME))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._people:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc, count = theme.px(_DISC), len(self._people)
        room = self.width() / count
        inset = min(room / 2, theme.px(46))
        step = (self.width() - 2 * inset) / max(count - 1, 1)
        centres = [QPointF(inset + i * step, disc / 2) for i in range(count)]
        self._paint_lines(painter, centres, disc)
        font = theme.font("caption", 500)
        painter.setFont(font)
        for who, centre in zip(self._people, centres, strict=True):
            area = QRectF(centre.x() - disc / 2, 0, disc, disc)
            paint_avatar(painter, area, who.name, who.uid, wished=who.wished, me=who.uid == "me")
            painter.setPen(theme.colour("ink"))
            width = min(step if count > 1 else room, 2 * theme.px(60))
            name = QFontMetrics(font).elidedText(
                self._name(who), Qt.TextElideMode.ElideRight, int(width)
            )
            below = QRectF(centre.x() - width / 2, disc + theme.px(_GAP), width, theme.px(_NAME))
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, name)

    def _paint_lines(self, painter: QPainter, centres: Sequence[QPointF], disc: float) -> None:
        pen = QPen(theme.colour("pine"), theme.px(_WIDTHS[self._strength]))
        if self._strength == 1:
            pen.setDashPattern([1.5, 2.5])
        painter.setPen(pen)
        for a, b in pairwise(centres):
            painter.drawLine(a + QPointF(disc / 2, 0), b - QPointF(disc / 2, 0))
