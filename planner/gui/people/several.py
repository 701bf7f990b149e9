"""The pane beside the list while several people are chosen: what can be done with all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from planner.domain.errors import PlannerError
from planner.domain.people import Standing
from planner.domain.people_lists import ListedPerson
from planner.gui import text, theme
from planner.gui.page import Desk
from planner.gui.people import words
from planner.gui.people.deeds import Deeds
from planner.gui.people.menu import circle_menu, tag_menu
from planner.gui.widgets.avatar import paint_avatar
from planner.gui.widgets.button import Button
from planner.gui.widgets.card import Ground, Hairline
from planner.gui.widgets.label import Label
from planner.gui.widgets.scroller import FlowLayout

_FACES = 5
_NAMED = 2


class SeveralPane(Ground):
    """Says in words who is chosen, and offers tag, circle, archive, merge, export, delete."""

    merge_asked = Signal()
    plan_asked = Signal()

    def __init__(self, desk: Desk, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent=parent)
        self._desk, self._deeds = desk, deeds
        self._people: Sequence[int] = ()
        self._archived = False
        self.faces = _Faces()
        self.who = Label("", "title", lines=3)
        self.note = Label(
            self.tr("What you do here is done to all of them, as one step you can undo."),
            "body",
            "ink2",
        )
        self._make_buttons()
        self._lay_out()
        theme.on_change(self._on_look)

    def _make_buttons(self) -> None:
        self.plan = Button(self.tr("Plan a meeting"), "primary", icon="plus")
        self.tag = Button(self.tr("Tag"), icon="tag", after="caret-down")
        self.circle = Button(self.tr("Move to a circle"), icon="circle-half", after="caret-down")
        self.merge = Button(self.tr("Merge these two"), icon="git-merge")
        self.archive = Button(self.tr("Archive"), icon="archive")
        self.export = Button(self.tr("Export"), icon="export")
        self.delete = Button(self.tr("Delete"), "ghost", icon="trash")
        self.plan.clicked.connect(self.plan_asked)
        self.tag.clicked.connect(lambda: self._drop(self.tag, self._tag_menu))
        self.circle.clicked.connect(lambda: self._drop(self.circle, self._circle_menu))
        self.merge.clicked.connect(self.merge_asked)
        self.archive.clicked.connect(self._on_archive)
        self.export.clicked.connect(lambda: self._deeds.choose_export(self._people))
        self.delete.clicked.connect(lambda: self._deeds.delete(self._people))
        if self._desk.store.read_only:
            for button in (
                self.plan, self.tag, self.circle, self.merge, self.archive, self.delete,
            ):  # fmt: skip
                button.hide()

    def _lay_out(self) -> None:
        self._all = QVBoxLayout(self)
        deeds = QWidget()
        flow = FlowLayout(8, deeds)
        for button in (
            self.tag, self.circle, self.merge, self.archive, self.export, self.delete,
        ):  # fmt: skip
            flow.addWidget(button)
        self._all.addWidget(self.faces)
        self._all.addWidget(self.who)
        self._all.addWidget(self.note)
        self._all.addWidget(self.plan)
        self._all.addWidget(Hairline())
        self._all.addWidget(deeds)
        self._all.addStretch(1)
        self._on_look()

    def _on_look(self) -> None:
        side = theme.px(32)
        self._all.setContentsMargins(side, theme.px(28), side, side)
        self._all.setSpacing(theme.px(16))

    def show_people(self, people: Sequence[int], *, archived: bool) -> None:
        """These are chosen now; `archived` says that they are archived people."""
        self._people, self._archived = people, archived
        try:
            rows = self._desk.store.people.listing.rows(tuple(people[:_FACES]))
        except PlannerError as problem:
            self._deeds.trouble.emit(problem)
            return
        self.faces.show_people(rows)
        self.who.setText(words.names([row.name for row in rows[:_NAMED]], len(people)))
        self.who.setAccessibleName(self.who.text())
        self.merge.setVisible(len(people) == 2 and not self._desk.store.read_only)
        self.archive.setText(self.tr("Bring back") if archived else self.tr("Archive"))

    def _drop(self, button: Button, make: Callable[[], QMenu]) -> None:
        menu = make()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + theme.px(4))))

    def _tag_menu(self) -> QMenu:
        return tag_menu(self, self._desk, self._people, self._deeds)

    def _circle_menu(self) -> QMenu:
        return circle_menu(self, self._people, self._deeds)

    def _on_archive(self) -> None:
        if self._archived:
            self._deeds.unarchive(self._people)
        else:
            self._deeds.archive(self._people)


class _Faces(QWidget):
    """The first few of them, one beside the other."""

    _SIZE, _STEP = 48, 36

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[ListedPerson] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_people(self, rows: Sequence[ListedPerson]) -> None:
        self._rows = rows
        self.setAccessibleName(", ".join(text.one_line(row.name) for row in rows))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._SIZE + (_FACES - 1) * self._STEP), theme.px(self._SIZE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size, step, edge = theme.px(self._SIZE), theme.px(self._STEP), theme.px(2)
        for place, row in enumerate(self._rows):
            area = QRectF(place * step, 0, size, size)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("surface"))
            painter.drawEllipse(area)
            inner = area.adjusted(edge, edge, -edge, -edge)
            wished = row.standing is Standing.WISHED
            paint_avatar(painter, inner, row.name, row.uid, wished=wished)
