"""Paints a row of the list of people: avatar, name and work, circle, last contact, next step.

A list is painted anew with each letter that is typed, so a row's texts are cut to their columns
once and kept.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from planner.domain.people import Circle, Standing
from planner.domain.people_lists import ListedPerson
from planner.gui import icons, text, theme
from planner.gui.people import words
from planner.gui.people.columns import AFTER_AVATAR, AVATAR, Place, places
from planner.gui.people.model import Column
from planner.gui.people.photos import Photos
from planner.gui.widgets.avatar import dashed, paint_avatar

ROW = 56
_GLYPH, _AFTER_GLYPH = 16, 6
_MORE = 32
_KEPT = 600


class _Run(NamedTuple):
    """A text as it is drawn: where its base line begins in the row, and how it looks."""

    at: QPointF
    said: str
    style: int


class _Styles(NamedTuple):
    """The fonts and colours of a row in the present look."""

    fonts: tuple[QFont, ...]
    metrics: tuple[QFontMetrics, ...]
    inks: tuple[QColor, ...]


_NAME, _WORK, _CIRCLE, _CONTACT, _STEP = range(5)
_LOOKS = (
    ("body", 600, "ink"),
    ("caption", None, "ink3"),
    ("small", None, "ink2"),
    ("small", None, "ink2"),
    ("small", None, "ink"),
)


class RowPainter:
    """Paints rows of one width and height."""

    def __init__(self, photos: Photos) -> None:
        self._photos = photos
        self.forget()

    def forget(self) -> None:
        """The look has changed."""
        fonts = tuple(theme.font(style, weight) for style, weight, _ in _LOOKS)
        inks = tuple(theme.colour(token) for *_, token in _LOOKS)
        self._styles = _Styles(fonts, tuple(map(QFontMetrics, fonts)), inks)
        self._width = 0
        self._columns: dict[Column, Place] = {}
        self._runs: dict[int, tuple[ListedPerson, date, tuple[_Run, ...]]] = {}

    def columns(self, width: int) -> dict[Column, Place]:
        if width != self._width:
            self._width, self._columns = width, places(width)
            self._runs.clear()
        return self._columns

    def more_area(self, row: QRect) -> QRect:
        """Where a hovered or focused row offers its menu."""
        size = theme.px(_MORE)
        top = row.top() + (row.height() - size) // 2
        return QRect(row.right() - theme.px(8) - size, top, size, size)

    def paint(
        self,
        painter: QPainter,
        area: QRect,
        person: ListedPerson,
        today: date,
        *,
        more: bool,
        ground: QColor,
    ) -> None:
        """Paint what a row says. With `more` it offers its menu, on its own `ground`."""
        columns = self.columns(area.width())
        inks, fonts = self._styles.inks, self._styles.fonts
        painter.translate(area.topLeft())
        style = -1
        for run in self._laid(person, today, area.height() - 1):
            if run.style != style:
                style = run.style
                painter.setFont(fonts[style])
                painter.setPen(inks[style])
            painter.drawText(run.at, run.said)
        self._paint_avatar(painter, area.height() - 1, columns[Column.NAME], person)
        self._paint_circle(painter, area.height() - 1, columns[Column.CIRCLE], person)
        painter.translate(-area.topLeft())
        if more:
            self._paint_more(painter, area, ground)

    # The parts of a row

    def _laid(self, person: ListedPerson, today: date, height: int) -> tuple[_Run, ...]:
        kept = self._runs.get(person.id)
        if kept is not None and kept[0] is person and kept[1] == today:
            return kept[2]
        runs = tuple(self._lay_out(person, today, height))
        self._runs[person.id] = (person, today, runs)
        if len(self._runs) > _KEPT:
            del self._runs[next(iter(self._runs))]
        return runs

    def _lay_out(self, person: ListedPerson, today: date, height: int) -> list[_Run]:
        columns = self._columns
        place = columns[Column.NAME]
        indent = theme.px(AVATAR + AFTER_AVATAR)
        left, width = place.left + indent, place.width - indent
        name, work = theme.line_height("body"), theme.line_height("caption")
        does = text.work(person)
        top = (height - name - (work if does else 0)) // 2
        runs = [self._run(left, top, name, width, text.one_line(person.name), _NAME)]
        if does:
            runs.append(self._run(left, top + name, work, width, does, _WORK))
        place = columns[Column.CIRCLE]
        indent = theme.px(_GLYPH + _AFTER_GLYPH)
        said = text.circle(person)
        runs.append(self._run(place.left + indent, 0, height, place.width - indent, said, _CIRCLE))
        for column, style, said in (
            (Column.LAST_CONTACT, _CONTACT, text.last_contact(person, today)),
            (Column.NEXT_STEP, _STEP, words.next_step(person.next_step, today)),
        ):
            if column in columns:
                place = columns[column]
                runs.append(self._run(place.left, 0, height, place.width, said, style))
        return [run for run in runs if run.said]

    def _run(self, left: int, top: int, height: int, width: int, said: str, style: int) -> _Run:
        metrics = self._styles.metrics[style]
        cut = metrics.elidedText(said, Qt.TextElideMode.ElideRight, width) if said else ""
        base = top + (height + metrics.ascent() - metrics.descent()) / 2
        return _Run(QPointF(left, round(base)), cut, style)

    def _paint_avatar(
        self, painter: QPainter, height: int, place: Place, person: ListedPerson
    ) -> None:
        size = theme.px(AVATAR)
        disc = QRectF(place.left, (height - size) // 2, size, size)
        photo = self._photos.of(person.id) if person.has_photo else None
        wished = person.standing is Standing.WISHED
        paint_avatar(painter, disc, person.name, person.uid, wished=wished, photo=photo)

    def _paint_circle(
        self, painter: QPainter, height: int, place: Place, person: ListedPerson
    ) -> None:
        wished = person.standing is Standing.WISHED
        if wished or person.circle:
            size = theme.px(_GLYPH)
            square = QRectF(place.left, (height - size) // 2, size, size)
            ink = self._styles.inks[_CIRCLE]
            paint_circle(painter, square, None if wished else person.circle, ink)

    def _paint_more(self, painter: QPainter, area: QRect, ground: QColor) -> None:
        where = self.more_area(area)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(where.adjusted(-theme.px(4), 0, 0, 0), theme.px(8), theme.px(8))
        square = QRectF(0, 0, theme.px(18), theme.px(18))
        square.moveCenter(QRectF(where).center())
        icons.paint(painter, square, "dots-three", theme.colour("ink2"))


def paint_circle(painter: QPainter, square: QRectF, circle: Circle | None, ink: QColor) -> None:
    """The glyph of a circle: disc, disc in ring, dot in ring, ring; None: the wished, dashed."""
    unit = square.width() / 16
    radius = 6.75 * unit
    middle = square.center()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if circle is None:
        pen = dashed(ink, 1.5)  # whose dashes are parts of its width
        pen.setWidthF(1.5 * unit)
        painter.setPen(pen)
        painter.drawEllipse(middle, radius, radius)
    elif circle is Circle.INNER:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(middle, radius + 0.75 * unit, radius + 0.75 * unit)
    else:
        painter.setPen(QPen(ink, 1.5 * unit))
        painter.drawEllipse(middle, radius, radius)
        inner = {Circle.CLOSE: 3.9, Circle.ACTIVE: 2.0}.get(circle)
        if inner:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(middle, inner * unit, inner * unit)
