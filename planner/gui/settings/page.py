"""What the pages of the settings have in common: a title, groups of rows, and what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from planner.domain.errors import PlannerError
from planner.gui import text, theme
from planner.gui.widgets.button import Button
from planner.gui.widgets.card import Card
from planner.gui.widgets.framed import Problem
from planner.gui.widgets.label import Label
from planner.gui.widgets.scroller import FlowLayout

Field = QAbstractSpinBox | QComboBox | QCheckBox
_WIDE = 200
_NARROW = 440
"""Where the page is narrower at 100 %, its fields stand below their names."""


class SettingsPage(QWidget):
    """One section. What is set takes effect at once; what cannot be kept is said at the foot."""

    def __init__(self, title: str, about: str) -> None:
        super().__init__()
        self.title = title
        self._rows: list[QBoxLayout] = []
        self._numbers: list[QAbstractSpinBox] = []
        self.problem = Problem()
        self.column = QVBoxLayout(self)
        self.column.addWidget(Label(title, "title"))
        self.about = Label(about, "body", "ink2")
        self.column.addWidget(self.about)
        theme.on_change(self._on_look)
        self._on_look()

    def opened(self) -> None:
        """The section has come to the front; the place to read what may have changed."""

    def end(self) -> None:
        """All is in its place."""
        self.column.addWidget(self.problem)
        self.column.addStretch(1)

    def try_to(self, deed: Callable[[], object]) -> bool:
        """Do it; a problem is said, and False returned."""
        try:
            deed()
        except PlannerError as problem:
            self.problem.say(text.error(problem))
            return False
        self.problem.say("")
        return True

    def add_field(self, name: str, field: Field, hint: str = "") -> None:
        """A field with its name before it and a line of help below."""
        label = Label(name, "body", weight=500)
        label.setBuddy(field)
        field.setAccessibleName(name)
        field.setAccessibleDescription(hint)
        if isinstance(field, QAbstractSpinBox):
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.installEventFilter(self)
            theme.set_type(field, "body")
            self._numbers.append(field)
            self._on_look()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(theme.px(8))
        row.addWidget(label, 1)
        row.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows.append(row)
        box = QVBoxLayout()
        box.setSpacing(2)
        box.addLayout(row)
        if hint:
            box.addWidget(Label(hint, "small", "ink2"))
        self.column.addLayout(box)

    def add_fact(self, name: str, value: str) -> Label:
        """Something to know: its name in small type, then what it is."""
        box = QVBoxLayout()
        box.setSpacing(2)
        shown = Label(value)
        shown.setAccessibleName(name)
        box.addWidget(Label(name, "small", "ink3"))
        box.addWidget(shown)
        self.column.addLayout(box)
        return shown

    def add_row(self, buttons: Sequence[QWidget]) -> None:
        row = FlowLayout(theme.px(8))
        for button in buttons:
            row.addWidget(button)
        self.column.addLayout(row)

    def _on_look(self) -> None:
        self.column.setContentsMargins(theme.px(32), theme.px(24), theme.px(32), theme.px(24))
        self.column.setSpacing(theme.px(16))
        for field in self._numbers:
            field.setMinimumWidth(theme.px(_WIDE))
            # Their own padding Qt leaves out.
            field.lineEdit().setTextMargins(theme.px(10), 0, theme.px(10), 0)

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scrolling the page over a number must not change it."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wide = self.width() >= theme.px(_NARROW)
        for row in self._rows:
            row.setDirection(way.LeftToRight if wide else way.TopToBottom)


class Command(Card):
    """A command to give with the program closed, and a button that copies it."""

    def __init__(self, command: str) -> None:
        super().__init__("sunken", "line", radius=8)
        self.command = command
        shown = Label(command, "small", weight=500)
        shown.setAccessibleName(self.tr("Command"))
        self.copy = Button(self.tr("Copy command"), icon="copy", small=True)
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._on_copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(16)
        row.addWidget(shown, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.command)
        self.copy.setText(self.tr("Copied"))
        self.copy.updateGeometry()
