"""The fields of the last step: a time zone, which of two equal hours, and a few values."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from planner.gui import text, theme
from planner.gui.widgets.chip import FilterChip
from planner.gui.widgets.label import Label
from planner.gui.widgets.scroller import FlowLayout
from planner.gui.wizard.fields import Choice
from planner.planning import starts_as

_AREAS = frozenset(
    "Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific UTC".split()
)
"""Zones are named after places in these; other names are old ones of the same zones."""


class ZoneChoice(Choice):
    """A zone, typed or chosen. All their names are read when they are first wanted."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setEditable(True)
        self.setInsertPolicy(Choice.InsertPolicy.NoInsert)
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.setLineEdit(self.line)
        theme.set_type(self.line, "body")
        self.line.textEdited.connect(self._fill)

    def show_zone(self, zone: str) -> None:
        self.setEditText(zone)
        self.line.setCursorPosition(0)

    def _fill(self) -> None:
        if self.count():
            return
        from zoneinfo import available_timezones

        names = sorted(one for one in available_timezones() if one.partition("/")[0] in _AREAS)
        shown = self.currentText()
        self.addItems(names)
        self.setCurrentIndex(self.findText(shown))
        self.setEditText(shown)
        completer = QCompleter(names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def showPopup(self) -> None:
        self._fill()
        super().showPopup()


class Which(QWidget):
    """Which of two: when the clocks are put back, an hour comes twice."""

    chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.label = Label("", "small", "ink", lines=2)
        self.chips = [FilterChip(""), FilterChip("")]
        group = QButtonGroup(self)
        row = FlowLayout(8)
        for later, chip in enumerate(self.chips):
            group.addButton(chip)
            row.addWidget(chip)
            chip.clicked.connect(lambda _=False, later=bool(later): self.chosen.emit(later))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(6))
        layout.addWidget(self.label)
        layout.addLayout(row)

    def show_twice(self, both: tuple[datetime, ...], zone: str, *, later: bool) -> None:
        self.setVisible(bool(both))
        if not both:
            return
        at = text.clock(starts_as(both[0], zone))
        self.label.setText(
            self.tr("The clocks are put back that night, so {time} comes twice. Which one?").format(
                time=at
            )
        )
        for chip, moment, said in zip(
            self.chips,
            both,
            (self.tr("The first, {zone}"), self.tr("The second, {zone}")),
            strict=True,
        ):
            chip.setText(said.format(zone=starts_as(moment, zone).tzname()))
            chip.updateGeometry()
        self.chips[int(later)].setChecked(True)


class Chips(QWidget):
    """A few values of which one is chosen."""

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self.chips: dict[object, FilterChip] = {}
        self._flow = FlowLayout(8, self)

    def add(self, value: object, word: str, icon: str = "") -> None:
        if value in self.chips:
            return
        chip = self.chips[value] = FilterChip(word, icon=icon)
        chip.clicked.connect(lambda _=False: self.chosen.emit(value))
        self._group.addButton(chip)
        self._flow.addWidget(chip)

    def add_field(self, field: QWidget, unit: str) -> None:
        """A field for another value than these."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(field)
        row.addWidget(Label(unit, "small", "ink2", wrap=False))
        field.setProperty("low", "true")
        self._flow.addWidget(holder)

    def show_chosen(self, value: object) -> None:
        """Check the chip of a value; none where it is another one."""
        self._group.setExclusive(False)
        for of, chip in self.chips.items():
            chip.setChecked(of == value)
        self._group.setExclusive(True)


def here() -> str:
    """The IANA zone of this computer."""
    from PySide6.QtCore import QTimeZone

    name = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return name if "/" in name else "UTC"
