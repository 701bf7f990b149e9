"""Whom to list: the chips of the circles, a promise open, and what lies behind the funnel."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from planner.domain.people import Circle
from planner.domain.people_lists import PeopleFilter
from planner.gui import text, theme
from planner.gui.people import words
from planner.gui.people.filter_popover import FilterPopover
from planner.gui.widgets.button import IconButton
from planner.gui.widgets.chip import SLOP, FilterChip
from planner.gui.widgets.scroller import FlowLayout

if TYPE_CHECKING:
    from planner.store import Store

_GAP, _LINE = 8, 28 + 2 * SLOP
_EVERYONE, _WISHED = "everyone", "wished"


class Filters(QWidget):
    """The row of chips, and below it what else is in use. `changed` tells of each choice."""

    changed = Signal()

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.wanted = PeopleFilter()
        """What is chosen here; without a query."""
        self._names: dict[str, str] = {}
        self.popover: FilterPopover | None = None
        self._make_chips()
        self._row = _ChipRow((*self.circles.values(), self.funnel), self.promise)
        self._used = QWidget()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._flow = FlowLayout(_GAP, self._used, between=_GAP - 2 * SLOP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP - 2 * SLOP)
        layout.addWidget(self._row)
        layout.addWidget(self._used)
        self._show()

    def _make_chips(self) -> None:
        self._group = QButtonGroup(self)
        self.circles: dict[str, FilterChip] = {
            _EVERYONE: FilterChip(self.tr("Everyone")),
            **{circle.value: FilterChip(words.circle(circle)) for circle in Circle},
            _WISHED: FilterChip(self.tr("Wished")),
        }
        for key, chip in self.circles.items():
            chip.setObjectName(key)
            self._group.addButton(chip)
        self._group.buttonClicked.connect(self._on_circle)
        self.promise = FilterChip(self.tr("Promise open"), icon="handshake")
        self.promise.clicked.connect(self._on_promise)
        self.funnel = _Funnel("funnel", self.tr("More filters"), icon_size=16)
        self.funnel.clicked.connect(self.open_popover)

    def take(self, wanted: PeopleFilter) -> None:
        """Show a filter that was chosen elsewhere; its query is left out."""
        self.wanted = replace(wanted, query="")
        self._show()

    def clear(self) -> None:
        """Everyone again."""
        self._choose(PeopleFilter())

    def choose_promises(self) -> None:
        """Everyone with whom a promise is open, and nothing else asked for."""
        self._choose(PeopleFilter(promise=True))

    def open_popover(self) -> None:
        """Show what lies behind the funnel."""
        self.popover = FilterPopover(self._store, self.wanted, self)
        self.popover.changed.connect(self._choose)
        self.popover.open_below(self.funnel)

    def _on_circle(self, chip: FilterChip) -> None:
        key = chip.objectName()
        circle = None if key in (_EVERYONE, _WISHED) else Circle(key)
        self._choose(replace(self.wanted, circle=circle, wished=key == _WISHED))

    def _on_promise(self, on: bool) -> None:
        self._choose(replace(self.wanted, promise=on))

    def _choose(self, wanted: PeopleFilter) -> None:
        if wanted != self.wanted:
            self.wanted = wanted
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        wanted = self.wanted
        key = _WISHED if wanted.wished else wanted.circle.value if wanted.circle else _EVERYONE
        self.circles[key].setChecked(True)
        self.promise.setChecked(wanted.promise)
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for name, without in self._used_ones():
            chip = FilterChip(name, icon="x")
            chip.setChecked(True)
            chip.setAccessibleName(self.tr("Remove the filter: {filter}").format(filter=name))
            chip.clicked.connect(lambda _=False, rest=without: self._choose(rest))
            self._flow.addWidget(chip)
        some = self._flow.count() > 0
        self._used.setVisible(some)
        self.funnel.mark(some)
        self.updateGeometry()

    def _used_ones(self) -> list[tuple[str, PeopleFilter]]:
        """What is in use behind the funnel, each with the filter that is left without it."""
        wanted, made = self.wanted, []
        if wanted.tag is not None:
            names = {tag.id: tag.name for tag in self._store.people.tags()}
            name = _short(names.get(wanted.tag, ""))
            made.append((self.tr("Tag: {tag}").format(tag=name), replace(wanted, tag=None)))
        if wanted.objective is not None:
            titles = {line.id: line.title for line in self._store.objectives.lines()}
            title = _short(titles.get(wanted.objective, ""))
            name = self.tr("For: {goal}").format(goal=title)
            made.append((name, replace(wanted, objective=None)))
        if wanted.never:
            made.append((self.tr("Never in touch"), replace(wanted, never=False)))
        elif wanted.silent_days is not None:
            made.append((words.silent(wanted.silent_days), replace(wanted, silent_days=None)))
        if wanted.archived:
            made.append((self.tr("Archived"), replace(wanted, archived=False)))
        return made


def _short(name: str) -> str:
    line = text.one_line(name)
    return line if len(line) <= 40 else line[:39] + "…"


class _Funnel(IconButton):
    """The way to more filters; marked by a filled funnel and a dot while some are in use."""

    _marked = False

    def mark(self, on: bool) -> None:
        self._marked = on
        self.set_icon_name("funnel-fill" if on else "funnel")
        name = self.tr("More filters, some in use") if on else self.tr("More filters")
        self.setAccessibleName(name)
        self.setToolTip(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._marked:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("pine"))
            size = theme.px(6)
            painter.drawEllipse(self.width() - size - theme.px(5), theme.px(5), size, size)


class _ChipRow(QWidget):
    """Chips from left to right, one at the right end; where they do not fit they go on below."""

    def __init__(self, chips: tuple[QWidget, ...], last: QWidget) -> None:
        super().__init__()
        self._chips, self._last = chips, last
        for chip in (*chips, last):
            chip.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.on_change(self._place)
        self._place()

    def _place(self) -> None:
        """Put the chips where they fit, and be as high as that takes."""
        width = self.width()
        gap, line, between = theme.px(_GAP), theme.px(_LINE), theme.px(_GAP - 2 * SLOP)
        x = y = 0
        for chip in self._chips:
            size = chip.sizeHint()
            if x and x + size.width() > width:
                x, y = 0, y + line + between
            chip.setGeometry(QRect(x, y, size.width(), size.height()))
            x += size.width() + gap
        size = self._last.sizeHint()
        if x + size.width() - gap // 2 > width:
            x, y = 0, y + line + between
        else:
            x = width - size.width()
        self._last.setGeometry(QRect(x, y, size.width(), size.height()))
        self.setFixedHeight(y + line)

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
