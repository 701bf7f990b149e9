"""Two people who are one: side by side, field by field, merged as one step that can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner.domain.errors import PlannerError, RuleError
from planner.domain.merging import Field, MergePreview
from planner.domain.people import Person, Standing, full_name
from planner.domain.people_lists import PeopleFilter, PeopleOrder
from planner.gui import text, theme
from planner.gui.page import Desk
from planner.gui.people import words
from planner.gui.people.list_view import PeopleList
from planner.gui.people.model import PeopleModel
from planner.gui.people.photos import Photos
from planner.gui.people.search_field import SearchField
from planner.gui.widgets.avatar import Avatar
from planner.gui.widgets.framed import FramedDialog, Problem
from planner.gui.widgets.label import Label
from planner.gui.widgets.scroller import Scroller

if TYPE_CHECKING:
    from planner.store import Store

_LINES = 3
_WIDEST_NAME, _LEAST_CHOICE = 140, 120
"""Px, whatever the text scale: both columns have to stay in sight."""


class MergeView(QWidget):
    """What two people say, side by side. Where they differ one is chosen; nothing is lost."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._preview: MergePreview | None = None
        self._groups: list[tuple[Field, QButtonGroup]] = []
        self.note = Label("", "small", "ink2")
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(4, 4, 12, 4)
        column.addWidget(self._rows)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scroller(inner), 1)
        layout.addWidget(self.note)
        theme.on_change(self._on_look)
        self._on_look()

    def _on_look(self) -> None:
        self._grid.setHorizontalSpacing(min(theme.px(16), 18))
        self._grid.setVerticalSpacing(theme.px(8))

    def show_pair(self, keep: int, other: int) -> None:
        """Lay two people side by side; raises PlannerError when they cannot be read."""
        preview = self._store.people.merging.preview(keep, other)
        self._preview = preview
        self._groups = []
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._grid.addWidget(_Head(preview.keep), 0, 1)
        self._grid.addWidget(_Head(preview.other), 0, 2)
        row = 1
        # What has to be decided comes first.
        for field in sorted(preview.fields, key=lambda one: not one.conflict):
            if field.keep != field.other:
                self._add_field(field, row)
                row += 1
        self.note.setText(words.moves(preview.moves, full_name(preview.other)))

    @property
    def preview(self) -> MergePreview | None:
        return self._preview

    @property
    def chosen(self) -> dict[str, bool]:
        """For each field whether the other's value is taken."""
        return {field.name: group.checkedId() == 1 for field, group in self._groups}

    def merge(self) -> tuple[int, str]:
        """Merge them as chosen; the one who stays, and a sentence about it."""
        preview = self._preview
        if preview is None:
            raise RuleError("there are no two people to merge; nothing was changed")
        keep, other = preview.keep, preview.other
        kept = self._store.people.merging.merge(keep.id, other.id, self.chosen)
        return kept.id, words.merged(full_name(kept), full_name(other))

    def _add_field(self, field: Field, row: int) -> None:
        name = words.field(field.name)
        label = Label(name, "small", "ink3", lines=2)
        label.setFixedWidth(min(theme.px(120), _WIDEST_NAME))
        label.setContentsMargins(0, theme.px(8), 0, 0)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        group = QButtonGroup(self._rows)
        for place, value in enumerate((field.keep, field.other)):
            shown = words.value(field.name, value, self._name_of)
            choice = _Choice(shown)
            choice.setAccessibleName(f"{name}: {shown}")
            choice.setChecked(field.take_other == bool(place))
            group.addButton(choice, place)
            self._grid.addWidget(choice, row, place + 1)
        self._groups.append((field, group))

    def _name_of(self, person: int) -> str:
        rows = self._store.people.listing.rows([person])
        return rows[0].name if rows else ""


class _Head(QWidget):
    """Whose column it is."""

    def __init__(self, person: Person) -> None:
        super().__init__()
        avatar = Avatar(40)
        avatar.show_person(full_name(person), person.uid, wished=person.standing is Standing.WISHED)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Label(text.one_line(full_name(person)), "body", weight=600, wrap=False))
        work = ", ".join(filter(None, map(text.one_line, (person.title, person.organisation))))
        names.addWidget(Label(work, "caption", "ink3", wrap=False))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(theme.px(10))
        layout.addWidget(avatar)
        layout.addLayout(names, 1)


class _Choice(QAbstractButton):
    """One of two values; the taken one is told by a filled mark, a soft ground and bold."""

    def __init__(self, value: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(text.tooltip(value))
        self._label = Label(value, "small", lines=_LINES)
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(34), theme.px(8), theme.px(10), theme.px(8))
        layout.addWidget(self._label)
        layout.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._on_toggled)

    def _on_toggled(self, on: bool) -> None:
        theme.set_type(self._label, "small", 600 if on else None)
        self._label.set_colour("pineInk" if on else "ink")
        self._label.updateGeometry()

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(theme.px(160), self.heightForWidth(theme.px(240)))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(theme.px(96), _LEAST_CHOICE), theme.px(34))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return theme.px(16) + self._label.heightForWidth(max(1, width - theme.px(44)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        fill = "pineSoft" if on else "rowHover" if self.underMouse() else "surface"
        painter.setPen(QPen(theme.colour("pineLine" if on else "line2"), 1))
        painter.setBrush(theme.colour(fill))
        radius = theme.px(8)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        mark = QRectF(theme.px(10), theme.px(10), theme.px(14), theme.px(14))
        painter.setPen(QPen(theme.colour("pine" if on else "field"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(mark)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("pine"))
            painter.drawEllipse(mark.adjusted(3.5, 3.5, -3.5, -3.5))


class MergeDialog(FramedDialog):
    """Merge two people who were found to be one."""

    merged = Signal(int, str)
    """Who stays, and a sentence about what was done."""

    def __init__(self, desk: Desk, keep: int, other: int, parent: QWidget) -> None:
        super().__init__(parent.tr("Merge two people"), parent.tr("Cancel"), parent, width=760)
        self.view = MergeView(desk.store)
        self.problem = Problem()
        self.body.addWidget(
            Label(
                self.tr("Choose what holds where they differ. The rest is kept in the note."),
                "body",
                "ink2",
            )
        )
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.problem)
        self.deed = self.add_deed(self.tr("Merge them"))
        self.deed.clicked.connect(self._on_merge)
        self.open_at(760, 560)
        try:
            self.view.show_pair(keep, other)
        except PlannerError as problem:
            self.problem.say(text.error(problem))
            self.deed.setEnabled(False)

    def _on_merge(self) -> None:
        try:
            kept, sentence = self.view.merge()
        except PlannerError as problem:
            self.problem.say(text.error(problem))
            return
        self.accept()
        self.merged.emit(kept, sentence)


class PickDialog(FramedDialog):
    """Whom to merge with: a search, and then the two side by side."""

    merged = Signal(int, str)

    def __init__(self, desk: Desk, keep: int, parent: QWidget) -> None:
        super().__init__(parent.tr("Merge with…"), parent.tr("Cancel"), parent, width=600)
        self._desk, self._keep = desk, keep
        self.search = SearchField()
        self.model = PeopleModel(desk.store.people.listing, desk.clock, self)
        self.list = PeopleList(self.model, Photos(desk.store, desk.tasks, self))
        self.list.setSelectionMode(PeopleList.SelectionMode.SingleSelection)
        self.problem = Problem()
        self.body.addWidget(self.search)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.problem)
        self.deed = self.add_deed(self.tr("Lay them side by side"))
        self.deed.clicked.connect(self._on_picked)
        self.search.textChanged.connect(self._on_typed)
        self.search.left.connect(self.list.go_to_list)
        self.list.opened.connect(self._on_picked)
        self.list.typed.connect(self._on_typed_into_list)
        self.list.left_upwards.connect(self.search.setFocus)
        self.model.trouble.connect(self._on_trouble, Qt.ConnectionType.QueuedConnection)
        self.open_at(600, 520)
        self._on_typed()
        self.search.setFocus()

    def _on_typed(self) -> None:
        self.problem.say("")
        query = " ".join(self.search.text().split())
        self.model.show(replace(PeopleFilter(), query=query), PeopleOrder())

    def _on_typed_into_list(self, letters: str) -> None:
        self.search.setFocus()
        self.search.insert(letters)

    def _on_trouble(self, problem: PlannerError) -> None:
        self.problem.say(text.error(problem))

    def _on_picked(self) -> None:
        other = self.list.person
        if other is None or other == self._keep:
            self.problem.say(self.tr("Choose somebody else in the list to merge with."))
            return
        dialog = MergeDialog(self._desk, self._keep, other, self)
        dialog.merged.connect(self.merged)
        dialog.merged.connect(self.accept)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
