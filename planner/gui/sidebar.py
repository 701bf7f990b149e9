"""The sidebar: plan a meeting, the pages, what one works towards, and how the file is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSpacerItem, QVBoxLayout, QWidget

from planner.gui import text, theme
from planner.gui.status_line import StatusLine
from planner.gui.widgets.button import Button
from planner.gui.widgets.card import Ground
from planner.gui.widgets.label import Label
from planner.gui.widgets.place import NavItem, Place, paint_line
from planner.gui.widgets.scroller import Scroller

WIDTH = 248
_WIDEST_SCALE = 1.3
"""At larger text the sidebar grows no more, or the pages would have no room."""
_LOW = 480
"""Where it is lower than that, in px at 100 %, only the letters are large, not what is between."""


@dataclass(frozen=True, slots=True)
class Goal:
    """An active objective as the sidebar lists it."""

    id: int
    title: str
    by: date | None


class GoalItem(Place):
    """An objective under "Working towards": its title and its day."""

    def __init__(self, goal: Goal, today: date, parent: QWidget | None = None) -> None:
        super().__init__(text.one_line(goal.title), parent)
        self.goal = goal
        self._by = text.by_day(goal.by, today) if goal.by else ""
        self.setAccessibleName(f"{self.text()}, {self._by}" if self._by else self.text())
        self.setToolTip(text.tooltip(goal.title))

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(theme.px(160), self.spaced(44 if self._by else 32))

    @property
    def _lines(self) -> int:
        """How high its text is."""
        below = theme.line_height("caption") if self._by else 0
        return theme.line_height("small") + below

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter)
        on = self.present
        left, width = theme.px(44), self.width() - theme.px(48)
        line = theme.line_height("small")
        top = (self.height() - self._lines) // 2
        paint_goal_ring(
            painter, theme.px(22), top + theme.px(10) if self._by else self.height() / 2
        )
        room = QRectF(left, top, width, line)
        ink = theme.colour("pineInk" if on else "ink2")
        paint_line(painter, room, self.text(), theme.font("small", 600 if on else 400), ink)
        if self._by:
            room = QRectF(left, top + line, width, theme.line_height("caption"))
            ink = theme.colour("pineInk" if on else "ink3")
            paint_line(painter, room, self._by, theme.font("caption"), ink)


def paint_goal_ring(painter: QPainter, x: float, y: float) -> None:
    """The small ring that stands before an objective, centred at a point."""
    radius = theme.px(4)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("pine"), theme.px(2.5)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))
    painter.restore()


class Sidebar(Ground):
    """Shows where one is and how the file is. There is nothing to type into."""

    page_chosen = Signal(str)
    goal_chosen = Signal(int)
    plan_asked = Signal()

    def __init__(self, pages: Sequence[tuple[str, str, str]], parent: QWidget | None = None):
        """`pages` are keys, titles and icons; the last stands at the bottom."""
        super().__init__("sidebar", edge="line", parent=parent)
        self.plan = Button(
            self.tr("Plan a meeting"), "primary", icon="plus", keys=self.tr("Ctrl N"), height=36
        )
        self.plan.align_left()
        self.plan.clicked.connect(self.plan_asked)
        self.items = {key: NavItem(key, title, icon) for key, title, icon in pages}
        for item in self.items.values():
            item.clicked.connect(self._on_page)
        self.status = StatusLine()
        self._towards = Label(self.tr("Working towards"), "caption", "ink3", weight=500)
        self._goals = QVBoxLayout()
        self._goals.setSpacing(0)
        self._shown: tuple[Sequence[Goal], date] | None = None
        self._low = False
        self._lay_out()
        self._on_look()
        theme.on_change(self._on_look)

    def _lay_out(self) -> None:
        upper = QWidget()
        self._list = QVBoxLayout(upper)
        *pages, last = self.items.values()
        for item in pages:
            self._list.addWidget(item)
        self._gap = QSpacerItem(0, 0)
        self._list.addItem(self._gap)
        self._list.addWidget(self._towards)
        self._list.addLayout(self._goals)
        self._list.addStretch(1)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self.plan)
        self._all.addWidget(Scroller(upper), 1)
        self._all.addWidget(self.status)
        self._all.addWidget(last)

    def _on_look(self) -> None:
        self.setFixedWidth(round(WIDTH * min(theme.look().scale, _WIDEST_SCALE)))
        self._low = self.height() < theme.px(_LOW)
        px: Callable[[float], int] = round if self._low else theme.px
        side, above = px(12), px(2 if self._low else 8)
        self._all.setContentsMargins(side, px(16), side, px(12))
        self._all.setSpacing(side)
        self._list.setContentsMargins(0, above, 0, above // 2)
        self._list.setSpacing(px(2 if self._low else 4))
        self._gap.changeSize(0, px(8 if self._low else 24))
        self._towards.setContentsMargins(theme.px(12), 0, side, px(2))
        self.plan.set_height(28 if self._low else 36)
        for place in (*self.items.values(), *self._goal_items()):
            place.set_low(self._low)

    def show_page(self, key: str, goal: int | None = None) -> None:
        """Mark the present page, or the present objective."""
        for item in self.items.values():
            item.show_present(item.key == key)
        for row in self._goal_items():
            row.show_present(row.goal.id == goal)

    def show_goals(self, goals: Sequence[Goal], today: date) -> None:
        """List the active objectives; the heading goes when there is none."""
        if self._shown == (goals, today):
            return
        self._shown = (goals, today)
        chosen = {row.goal.id for row in self._goal_items() if row.present}
        while (item := self._goals.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for goal in goals:
            row = GoalItem(goal, today)
            row.set_low(self._low)
            row.show_present(goal.id in chosen)
            row.clicked.connect(self._on_goal)
            self._goals.addWidget(row)
        self._towards.setVisible(bool(goals))

    def _goal_items(self) -> list[GoalItem]:
        items = (self._goals.itemAt(i) for i in range(self._goals.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, GoalItem)]

    def _on_page(self) -> None:
        item = self.sender()
        if isinstance(item, NavItem):
            self.page_chosen.emit(item.key)

    def _on_goal(self) -> None:
        row = self.sender()
        if isinstance(row, GoalItem):
            self.goal_chosen.emit(row.goal.id)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._low != (self.height() < theme.px(_LOW)):
            self._on_look()
