"""The three places for names: who is there and how one gets to them, or that a name is missing."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QBoxLayout, QMenu, QSizePolicy, QWidget

from planner.domain.objectives import NAMES_PER_ASK
from planner.domain.people import PersonRow
from planner.gui import icons, text, theme
from planner.gui.widgets.avatar import dashed, paint_avatar
from planner.gui.widgets.path_glyph import HEIGHT, WIDTH, paint_way
from planner.gui.widgets.person_picker import PersonPicker
from planner.pursuing import Way

PERSON = "application/x-on-purpose-person"
_HEIGHT, _PAD, _AVATAR, _GAP = 52, 12, 32, 10
_ASIDE = 180
"""What a slot needs to stand beside others."""


@dataclass(frozen=True, slots=True)
class Dragged:
    """Somebody who is dragged: from a slot of an ask, or from elsewhere (both 0)."""

    person: int
    ask: int = 0
    rank: int = 0


def drag_person(source: QWidget, dragged: Dragged) -> None:
    """Let the person drag somebody out of a widget, which is shown under the pointer."""
    data = QMimeData()
    data.setData(PERSON, json.dumps(asdict(dragged)).encode())
    drag = QDrag(source)
    drag.setMimeData(data)
    drag.setPixmap(source.grab())
    drag.setHotSpot(QPoint(theme.px(24), theme.px(24)))
    drag.exec(Qt.DropAction.MoveAction)


def dragged_in(data: QMimeData) -> Dragged | None:
    """Who is dragged, if it is somebody of ours."""
    if not data.hasFormat(PERSON):
        return None
    try:
        return Dragged(**json.loads(bytes(data.data(PERSON).data())))
    except (ValueError, TypeError):
        return None


@dataclass(frozen=True, slots=True)
class Named:
    """Who stands at a place, as the slot shows it. `words` say the way; None: not known yet."""

    person: int
    name: str
    uid: str
    wished: bool
    way: Way | None
    words: str
    why: str = ""


class NameSlot(QAbstractButton):
    """One place. A click or Enter asks who; Alt and arrows move, Delete takes away."""

    moved = Signal(int)
    """By how many places, -1 or 1."""
    removed = Signal()
    opened = Signal()
    dropped = Signal(object)
    """A Dragged."""

    def __init__(
        self, rank: int, ask: int = 0, parent: QWidget | None = None, *, fill: str = "window"
    ) -> None:
        super().__init__(parent)
        self._rank, self.ask, self._fill = rank, ask, fill
        self.named: Named | None = None
        self.has_moved = False
        self._pressed_at: QPoint | None = None
        self._over = False
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_named(None)
        theme.on_change(self._on_look)

    def show_named(self, named: Named | None) -> None:
        """Show who is there, or that nobody is."""
        self.named = named
        spoken = self._words
        if named:
            spoken = ", ".join(filter(None, (text.one_line(named.name), named.words)))
        self.setAccessibleName(spoken)
        self.setToolTip(text.tooltip(named.why or named.name) if named else "")
        self.update()

    @property
    def _words(self) -> str:
        """What the empty place asks for."""
        return (
            self.tr("Add a first name"),
            self.tr("Add a second name"),
            self.tr("Add a third name"),
        )[self._rank - 1]

    def _on_look(self) -> None:
        self.updateGeometry()
        self.update()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        named = self.named
        if named is None:
            menu.addAction(self._words, self.click)
            return menu
        first = text.one_line(named.name).replace("&", "&&")
        menu.addAction(self.tr("Open {name}").format(name=first), self.opened.emit)
        menu.addAction(self.tr("Name somebody else"), self.click)
        left = menu.addAction(self.tr("Move left"), lambda: self.moved.emit(-1))
        right = menu.addAction(self.tr("Move right"), lambda: self.moved.emit(1))
        left.setEnabled(self._rank > 1)
        right.setEnabled(self._rank < NAMES_PER_ASK)
        menu.addSeparator()
        menu.addAction(self.tr("Take away"), self.removed.emit)
        return menu

    # How it is painted

    def _paint_named(self, painter: QPainter, named: Named) -> None:
        painter.setPen(QPen(theme.colour("focus" if self._over else "line"), 1))
        painter.setBrush(theme.colour("hover" if self.underMouse() else self._fill))
        self._draw_box(painter)
        avatar = QRectF(theme.px(_PAD), 0, theme.px(_AVATAR), theme.px(_AVATAR))
        avatar.moveTop((self.height() - avatar.height()) / 2)
        paint_avatar(painter, avatar, named.name, named.uid, wished=named.wished)
        x = avatar.right() + theme.px(_GAP)
        room = self.width() - x - theme.px(_PAD)
        upper, lower = theme.line_height("small"), theme.line_height("caption")
        top = (self.height() - upper - lower) / 2
        self._draw_line(
            painter, QRectF(x, top, room, upper), text.one_line(named.name), "small", 600, "ink"
        )
        x += theme.px(1)
        if named.way:
            glyph = QRectF(x, 0, theme.px(WIDTH), theme.px(HEIGHT))
            glyph.moveCenter(QPointF(glyph.center().x(), top + upper + lower / 2))
            paint_way(painter, glyph, named.way, theme.colour("ink2"))
            x = glyph.right() + theme.px(7)
        room = self.width() - x - theme.px(_PAD)
        line = QRectF(x, top + upper, room, lower)
        self._draw_line(painter, line, named.words, "caption", 400, "ink2")

    def _paint_empty(self, painter: QPainter) -> None:
        painter.setPen(dashed(theme.colour("focus" if self._over else "field"), 1.0))
        painter.setBrush(theme.colour("rowHover") if self.underMouse() else Qt.BrushStyle.NoBrush)
        self._draw_box(painter)
        size = theme.px(16)
        plus = QRectF(theme.px(13), (self.height() - size) / 2, size, size)
        icons.paint(painter, plus, "plus", theme.colour("ink2"))
        x = plus.right() + theme.px(_GAP)
        line = QRectF(x, 0, self.width() - x - theme.px(_PAD), self.height())
        self._draw_line(painter, line, self._words, "small", 400, "ink2")

    def _draw_box(self, painter: QPainter) -> None:
        radius = theme.px(8)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, radius, radius)

    @staticmethod
    def _draw_line(
        painter: QPainter, area: QRectF, line: str, style: str, weight: int, token: str
    ) -> None:
        font = theme.font(style, weight)
        painter.setFont(font)
        painter.setPen(theme.colour(token))
        cut = QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), cut)

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_ASIDE), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.named:
            self._paint_named(painter, self.named)
        else:
            self._paint_empty(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key == Qt.Key.Key_Alt:
            self.has_moved = False
            super().keyPressEvent(event)
        elif self.named and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif (
            self.named
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
            and key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        ):
            self.moved.emit(-1 if key == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt and self.has_moved:
            self.has_moved = False  # the key was held for the move and does not call the menu
            event.accept()
        else:
            super().keyReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._menu().popup(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        start = self._pressed_at
        far = QApplication.startDragDistance()
        if start and self.named and (event.position().toPoint() - start).manhattanLength() >= far:
            self._pressed_at = None
            self.setDown(False)
            drag_person(self, Dragged(self.named.person, self.ask, self._rank))
            return
        super().mouseMoveEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_in(event.mimeData()):
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        dragged = dragged_in(event.mimeData())
        self._over = False
        self.update()
        if dragged:
            event.acceptProposedAction()
            self.dropped.emit(dragged)


class NameSlots(QWidget):
    """The three places of an ask, beside each other or, where it is narrow, below.

    `find` looks people up as a name is typed. The owner does what is asked for. `fill` is the
    colour of a place that is taken: one that stands off from what is behind it.
    """

    chosen = Signal(int, int)
    """At a place, a person."""
    wished = Signal(int, str)
    """At a place, a name nobody here has."""
    moved = Signal(int, int)
    """From a place to another."""
    removed = Signal(int)
    dropped = Signal(int, object)
    """At a place, a Dragged."""
    person_requested = Signal(int)

    def __init__(
        self,
        find: Callable[[str], Sequence[PersonRow]],
        parent: QWidget | None = None,
        *,
        fill: str = "window",
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.slots = tuple(NameSlot(rank, fill=fill) for rank in range(1, NAMES_PER_ASK + 1))
        for rank, slot in enumerate(self.slots, 1):
            self._row.addWidget(slot, 1)
            slot.clicked.connect(lambda _=False, rank=rank: self.pick(rank))
            slot.removed.connect(lambda rank=rank: self.removed.emit(rank))
            slot.dropped.connect(lambda dragged, rank=rank: self.dropped.emit(rank, dragged))
            slot.moved.connect(lambda by, rank=rank: self._on_moved(rank, by))
            slot.opened.connect(lambda slot=slot: self.person_requested.emit(slot.named.person))
        self._on_look()
        theme.on_change(self._on_look)

    def show_names(self, ask: int, names: Sequence[tuple[int, Named]]) -> None:
        """Show who stands at which place."""
        by_rank = dict(names)
        for rank, slot in enumerate(self.slots, 1):
            slot.ask = ask
            slot.show_named(by_rank.get(rank))

    def pick(self, rank: int) -> None:
        """Ask who shall stand at a place."""
        slot = self.slots[rank - 1]
        picker = PersonPicker(self._find, slot)
        picker.chosen.connect(lambda person: self.chosen.emit(rank, person))
        picker.wished.connect(lambda name: self.wished.emit(rank, name))
        picker.open_below(slot)

    def _on_moved(self, rank: int, by: int) -> None:
        to = rank + by
        if 1 <= to <= NAMES_PER_ASK:
            self.moved.emit(rank, to)
            for slot in self.slots:
                slot.has_moved = True
            self.slots[to - 1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_look(self) -> None:
        self._row.setSpacing(theme.px(12))
        self._turn()

    def _turn(self) -> None:
        beside = self.width() >= theme.px(NAMES_PER_ASK * _ASIDE)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()
