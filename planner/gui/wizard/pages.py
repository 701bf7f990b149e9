"""What the six steps have in common: a heading, a column, and how they tell of changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from planner.domain.errors import PlannerError
from planner.gui import text, theme
from planner.gui.page import Desk
from planner.gui.widgets.button import Button
from planner.gui.widgets.card import Card
from planner.gui.widgets.icon_label import Icon
from planner.gui.widgets.label import Label, Part
from planner.planning import Plan

SIDE = 40


class Gap(QWidget):
    """Space in a column, which grows with the text, and hides with what it stands above."""

    def __init__(self, height: int, above: QWidget | None = None) -> None:
        super().__init__()
        self._height = height
        if above is not None:
            above.installEventFilter(self)
            self.setVisible(not above.isHidden())
        theme.on_change(self._on_look)
        self._on_look()

    def _on_look(self) -> None:
        self.setFixedHeight(theme.px(self._height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(event.type() == QEvent.Type.ShowToParent)
        return False


class Beside(QWidget):
    """Widgets beside each other, of which the last takes what is left; or, where there is not so
    much room, each below the other."""

    def __init__(self, gap: int, *widgets: QWidget) -> None:
        super().__init__()
        self._gap, self._widgets = gap, widgets
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self._row.addWidget(widget, 1 if widget is widgets[-1] else 0)
        theme.on_change(self._on_look)
        self._on_look()

    def _on_look(self) -> None:
        self._row.setSpacing(theme.px(self._gap))
        self._turn()

    def _turn(self) -> None:
        gaps = (len(self._widgets) - 1) * self._row.spacing()
        beside = self.width() >= gaps + sum(one.minimumSizeHint().width() for one in self._widgets)
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)

    # Qt's own names

    def minimumSizeHint(self) -> QSize:
        widest = max(one.minimumSizeHint().width() for one in self._widgets)
        return QSize(widest, self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()


class StepPage(QWidget):
    """A step of the wizard. `edited` says that the plan has changed."""

    edited = Signal()
    told = Signal(str)
    """What kept something from being done, as a sentence."""

    def __init__(self, desk: Desk, plan: Plan, heading: str = "") -> None:
        super().__init__()
        self.desk, self.plan, self.store = desk, plan, desk.store
        self.heading = Label(heading, "title", lines=2)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(0)
        self.column.addWidget(self.heading)
        theme.on_change(self._on_page_look)
        self._on_page_look()

    def show_plan(self) -> None:
        """Show what is written now; called when the step is opened."""

    def prepare(self) -> None:
        """Do beforehand what costs time when the step is opened; what is planned stays as it is."""

    def start(self) -> None:
        """Put the focus where one goes on."""

    def do(self, deed: Callable[[], object]) -> bool:
        """Do something to the file, and say why where it cannot be done."""
        try:
            deed()
        except PlannerError as problem:
            self.told.emit(text.error(problem))
            return False
        return True

    def add(self, widget: QWidget, above: int = 0) -> None:
        """Another widget of the column, so many px below the last."""
        if above:
            self.column.addWidget(Gap(above, widget))
        self.column.addWidget(widget)

    def _on_page_look(self) -> None:
        px = theme.px
        self.column.setContentsMargins(px(SIDE), px(24), px(SIDE), px(24))


class OfferRow(Card):
    """Something found in the records, with a button that takes it; the whole row is the target."""

    taken = Signal()

    def __init__(self, icon: str, token: str, head: str, rest: str, deed: str) -> None:
        super().__init__(radius=8)
        self.label = Label("", "body", lines=3)
        parts = [Part(head, 500)]
        if rest:
            parts.append(Part(f"\n{rest}", colour="ink2"))
        self.label.set_parts(parts)
        self.use = Button(deed, small=True)
        self.use.setAccessibleName(f"{deed}: {head}")
        self.use.setAccessibleDescription(rest)
        self.use.setAutoDefault(False)
        self.use.clicked.connect(self.taken)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        px = theme.px
        row.setContentsMargins(px(16), px(10), px(12), px(10))
        row.setSpacing(px(12))
        row.addWidget(Icon(icon, token, 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)
        row.addWidget(self.use)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.taken.emit()


class Inset(Card):
    """A quiet note with an icon: something to mind."""

    def __init__(self, icon: str, token: str, fill: str, line: str, words: str = "") -> None:
        super().__init__(fill, line, radius=8)
        self.label = Label(words, "small", "ink")
        row = QHBoxLayout(self)
        px = theme.px
        row.setContentsMargins(px(14), px(10), px(14), px(10))
        row.setSpacing(px(10))
        row.addWidget(Icon(icon, token, 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)
        self.say(words)

    def say(self, words: str) -> None:
        self.label.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))


def clear(layout: QVBoxLayout) -> None:
    """Take everything out of a column."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
