"""A row of the list of people: avatar, name and work, circle, last contact, next step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from planner.domain.people import Circle, Standing
from planner.domain.people_lists import ListedPerson
from planner.gui import icons, text, theme
from planner.gui.people import words
from planner.gui.people.columns import AFTER_AVATAR, AVATAR, Place, places
from planner.gui.people.model import Column, PeopleModel
from planner.gui.people.photos import Photos
from planner.gui.widgets.avatar import dashed, paint_avatar

ROW = 56
_GLYPH, _AFTER_GLYPH = 16, 6
_MORE = 32
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)

Index = QModelIndex | QPersistentModelIndex


class PersonDelegate(QStyledItemDelegate):
    """Paints whole rows. `more_area` is where a hovered or focused row offers its menu."""

    def __init__(self, photos: Photos, parent: QWidget) -> None:
        super().__init__(parent)
        self._photos = photos
        self._places: tuple[int, float, dict[Column, Place]] = (0, 0.0, {})

    def columns(self, width: int) -> dict[Column, Place]:
        scale = theme.look().scale
        if self._places[:2] != (width, scale):
            self._places = (width, scale, places(width))
        return self._places[2]

    def more_area(self, row: QRect) -> QRect:
        size = theme.px(_MORE)
        top = row.top() + (row.height() - size) // 2
        return QRect(row.right() - theme.px(12) - size, top, size, size)

    # Qt's own names

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(1, theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        person = index.data(PeopleModel.ROW)
        area, state, flag = option.rect, option.state, QStyle.StateFlag
        chosen, hovered = bool(state & flag.State_Selected), bool(state & flag.State_MouseOver)
        if chosen or hovered:
            painter.fillRect(area, theme.colour("pineSoft" if chosen else "rowHover"))
        line = QRect(area.left(), area.bottom(), area.width(), 1)
        painter.fillRect(line, theme.colour("line"))
        focused = bool(state & flag.State_HasFocus) and _by_keyboard(option.widget)
        if person is not None:
            painter.save()
            self._paint_person(painter, area, person, index, more=hovered or focused)
            painter.restore()
        if focused:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -1, -2))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        column = self._column_at(option.rect, event.pos())
        tip = index.sibling(index.row(), column).data(Qt.ItemDataRole.ToolTipRole)
        QToolTip.showText(event.globalPos(), str(tip or ""), view)
        return True

    # The parts of a row

    def _column_at(self, row: QRect, at: QPoint) -> Column:
        column = Column.NAME
        for one, place in self.columns(row.width()).items():
            if at.x() >= row.left() + place.left:
                column = one
        return column

    def _paint_person(
        self, painter: QPainter, area: QRect, person: ListedPerson, index: Index, *, more: bool
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = self.columns(area.width())
        self._paint_name(painter, area, columns[Column.NAME], person)
        self._paint_circle(painter, area, columns[Column.CIRCLE], person)
        cut = theme.px(_MORE - 8) if more else 0
        last = max(columns)
        for column, token in ((Column.LAST_CONTACT, "ink2"), (Column.NEXT_STEP, "ink")):
            place = columns.get(column)
            if place is not None:
                shown = str(index.sibling(index.row(), column).data() or "")
                room = QRect(area.left() + place.left, area.top(), place.width, area.height() - 1)
                room.adjust(0, 0, -cut if column == last else 0, 0)
                _write(painter, room, shown, theme.font("small"), theme.colour(token))
        if more:
            square = QRectF(0, 0, theme.px(18), theme.px(18))
            square.moveCenter(QRectF(self.more_area(area)).center())
            icons.paint(painter, square, "dots-three", theme.colour("ink2"))

    def _paint_name(
        self, painter: QPainter, area: QRect, place: Place, person: ListedPerson
    ) -> None:
        size = theme.px(AVATAR)
        left = area.left() + place.left
        disc = QRectF(left, area.top() + (area.height() - 1 - size) // 2, size, size)
        photo = self._photos.of(person.id) if person.has_photo else None
        wished = person.standing is Standing.WISHED
        paint_avatar(painter, disc, person.name, person.uid, wished=wished, photo=photo)
        left += size + theme.px(AFTER_AVATAR)
        width = place.width - size - theme.px(AFTER_AVATAR)
        name, work = theme.line_height("body"), theme.line_height("caption")
        does = text.work(person)
        top = area.top() + (area.height() - 1 - name - (work if does else 0)) // 2
        room = QRect(left, top, width, name)
        ink = theme.colour("ink")
        _write(painter, room, text.one_line(person.name), theme.font("body", 600), ink)
        if does:
            room = QRect(left, top + name, width, work)
            _write(painter, room, does, theme.font("caption"), theme.colour("ink3"))

    def _paint_circle(
        self, painter: QPainter, area: QRect, place: Place, person: ListedPerson
    ) -> None:
        word = text.circle(person)
        if not word:
            return
        size = theme.px(_GLYPH)
        left = area.left() + place.left
        square = QRectF(left, area.top() + (area.height() - 1 - size) // 2, size, size)
        ink = theme.colour("ink2")
        paint_circle(painter, square, None if _wished(person) else person.circle, ink)
        left += size + theme.px(_AFTER_GLYPH)
        room = QRect(left, area.top(), area.left() + sum(place) - left, area.height() - 1)
        _write(painter, room, word, theme.font("small"), ink)


def paint_circle(painter: QPainter, square: QRectF, circle: Circle | None, ink: QColor) -> None:
    """The glyph of a circle: disc, disc in ring, dot in ring, ring; None: the wished, dashed."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unit = square.width() / 16
    radius = 6.75 * unit
    middle = square.center()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if circle is None:
        painter.setPen(dashed(ink, 1.5 * unit))
        painter.drawEllipse(middle, radius, radius)
    elif circle is Circle.INNER:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(middle, radius + 0.75 * unit, radius + 0.75 * unit)
    else:
        painter.setPen(QPen(ink, 1.5 * unit))
        painter.drawEllipse(middle, radius, radius)
        inner = {Circle.CLOSE: 3.75, Circle.ACTIVE: 1.75}.get(circle)
        if inner:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(middle, inner * unit, inner * unit)
    painter.restore()


def _wished(person: ListedPerson) -> bool:
    return person.standing is Standing.WISHED


def _write(painter: QPainter, room: QRect, what: str, font: QFont, ink: QColor) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    shown = QFontMetrics(font).elidedText(what, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _MIDDLE, shown)


def _by_keyboard(widget: QWidget | None) -> bool:
    attribute = Qt.WidgetAttribute.WA_KeyboardFocusChange
    return widget is not None and widget.window().testAttribute(attribute)
