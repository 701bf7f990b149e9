"""The filters behind the funnel: tag, objective, how long ago the last contact was, archived."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIntValidator, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from planner.domain.people_lists import PeopleFilter
from planner.gui import icons, text, theme
from planner.gui.widgets.button import Button
from planner.gui.widgets.chip import FilterChip
from planner.gui.widgets.label import Label

if TYPE_CHECKING:
    from planner.store import Store

_WIDTH = 320
_DAY, _MONTH, _MOST = 1, 30, 999
_ANY, _OLDER, _NEVER = range(3)


class FilterPopover(QFrame):
    """Works at once; Esc or a click beside it closes it."""

    changed = Signal(object)
    """The PeopleFilter as it is now."""

    def __init__(self, store: Store, wanted: PeopleFilter, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("More filters"))
        self._wanted = wanted
        self.tag = _choice(
            self.tr("Any tag"), [(tag.id, tag.name) for tag in store.people.tags()], wanted.tag
        )
        goals = [(line.id, line.title) for line in store.objectives.lines()]
        self.objective = _choice(self.tr("Any objective"), goals, wanted.objective)
        self._make_contact(wanted)
        self.archived = FilterChip(self.tr("Archived people"))
        self.archived.setChecked(wanted.archived)
        self._lay_out()
        self.tag.activated.connect(self._on_changed)
        self.objective.activated.connect(self._on_changed)
        self.contact.activated.connect(self._on_changed)
        self.unit.activated.connect(self._on_changed)
        self.amount.textEdited.connect(self._on_changed)
        self.archived.clicked.connect(self._on_changed)

    def _make_contact(self, wanted: PeopleFilter) -> None:
        self.contact = _Choice()
        self.contact.addItems(
            [self.tr("Any last contact"), self.tr("Last contact older than"), self.tr("Never")]
        )
        self.amount = QLineEdit()
        self.amount.setValidator(QIntValidator(1, _MOST, self.amount))
        self.unit = _Choice()
        self.unit.addItem(self.tr("days"), _DAY)
        self.unit.addItem(self.tr("months"), _MONTH)
        days = wanted.silent_days if wanted.silent_days is not None else 3 * _MONTH
        in_months = days % _MONTH == 0
        self.unit.setCurrentIndex(int(in_months))
        self.amount.setText(str(days // _MONTH if in_months else days))
        older = _OLDER if wanted.silent_days is not None else _ANY
        self.contact.setCurrentIndex(_NEVER if wanted.never else older)
        self._show_amount()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        side = theme.px(20)
        layout.setContentsMargins(side, side, side, theme.px(16))
        layout.setSpacing(theme.px(6))
        fields = (
            (self.tr("Tag"), self.tag),
            (self.tr("Objective"), self.objective),
            (self.tr("Last contact"), self.contact),
        )
        for name, field in fields:
            theme.set_type(field, "body")
            field.setAccessibleName(name)
            field.setMinimumContentsLength(8)
            field.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            label = Label(name, "small", "ink", weight=600, wrap=False)
            label.setBuddy(field)
            layout.addWidget(label)
            layout.addWidget(field)
            layout.addSpacing(theme.px(8))
        ago = QHBoxLayout()
        ago.setSpacing(theme.px(8))
        self.amount.setAccessibleName(self.tr("How many"))
        self.unit.setAccessibleName(self.tr("Days or months"))
        for widget in (self.amount, self.unit):
            theme.set_type(widget, "body")
            ago.addWidget(widget, 1)
        layout.insertLayout(layout.count() - 1, ago)
        feet = QHBoxLayout()
        self.clear = Button(self.tr("Clear these"), "ghost", small=True)
        self.clear.clicked.connect(self._on_clear)
        feet.addWidget(self.archived)
        feet.addStretch(1)
        feet.addWidget(self.clear)
        layout.addSpacing(theme.px(4))
        layout.addLayout(feet)

    def open_below(self, anchor: QWidget) -> None:
        """Show it under a widget, on the screen."""
        self.setFixedWidth(theme.px(_WIDTH))
        self.adjustSize()
        at = anchor.mapToGlobal(QPoint(0, anchor.height() + theme.px(4)))
        room = anchor.screen().availableGeometry()
        x = min(max(at.x(), room.left()), room.right() - self.width())
        y = at.y() if at.y() + self.height() <= room.bottom() else room.bottom() - self.height()
        self.move(x, max(y, room.top()))
        self.show()
        self.tag.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_changed(self) -> None:
        self._show_amount()
        kind = self.contact.currentIndex()
        days = int(self.amount.text() or 1) * int(self.unit.currentData())
        self._tell(
            replace(
                self._wanted,
                tag=self.tag.currentData(),
                objective=self.objective.currentData(),
                silent_days=days if kind == _OLDER else None,
                never=kind == _NEVER,
                archived=self.archived.isChecked(),
            )
        )

    def _on_clear(self) -> None:
        for choice in (self.tag, self.objective, self.contact):
            choice.setCurrentIndex(0)
        self.archived.setChecked(False)
        self._on_changed()

    def _tell(self, wanted: PeopleFilter) -> None:
        self._wanted = wanted
        self.changed.emit(wanted)

    def _show_amount(self) -> None:
        older = self.contact.currentIndex() == _OLDER
        self.amount.setEnabled(older)
        self.unit.setEnabled(older)

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_WIDTH), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.setBrush(theme.colour("surface"))
        radius = theme.px(12)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class _Choice(QComboBox):
    """A box of choices with the caret of the other buttons."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        size = theme.px(14)
        right = self.width() - theme.px(12)
        square = QRectF(right - size, (self.height() - size) / 2, size, size)
        token = "ink2" if self.isEnabled() else "disabled"
        icons.paint(painter, square, "caret-down", theme.colour(token))


def _choice(any_: str, values: list[tuple[int, str]], chosen: int | None) -> _Choice:
    box = _Choice()
    box.addItem(any_, None)
    for number, name in values:
        box.addItem(text.one_line(name), number)
    place = next((i for i, (number, _) in enumerate(values, 1) if number == chosen), 0)
    box.setCurrentIndex(place)
    return box
