"""Adding a person: a name is enough, and what else is known can be said at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from planner.domain.errors import PlannerError, RuleError
from planner.domain.people import ContactPoint, Person, PointKind, Standing, split_name
from planner.gui import text, theme
from planner.gui.people.detail import understanding
from planner.gui.widgets.chip import FilterChip
from planner.gui.widgets.framed import FramedDialog, Problem
from planner.gui.widgets.label import Label

if TYPE_CHECKING:
    from planner.store.people import People

_LONGEST = 2000


class AddPersonDialog(FramedDialog):
    """Keeps the person; what cannot be kept is said under its field, and stays there."""

    added = Signal(int)
    """The id of the new person."""

    def __init__(self, people: People, parent: QWidget) -> None:
        super().__init__(
            parent.tr("Add a person"), parent.tr("Cancel"), parent, width=520, scrolls=True
        )
        self._people = people
        self._problems: dict[str, Problem] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.name = self._field("name", self.tr("&Name"), "Beatriz Moura", 0, 0, wide=True)
        self.email = self._field("email", self.tr("&Email"), "beatriz@aguas.example", 1, 0)
        self.phone = self._field("phone", self.tr("&Phone"), "+351 555 010 199", 1, 1)
        self.organisation = self._field(
            "organisation", self.tr("&Organisation"), "Águas do Vale", 2, 0
        )
        self.job = self._field("title", self.tr("&Title"), self.tr("Chief financial officer"), 2, 1)
        self.wished = FilterChip(self.tr("Not met yet, but wished for"), icon="circle-dashed")
        self.problem = self._problems["name"]
        self.body.addLayout(self._grid)
        self.body.addWidget(self.wished, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.deed = self.add_deed(self.tr("Add person"))
        self.deed.clicked.connect(self._on_add)
        theme.on_change(self._on_look)
        self._on_look()
        self.name.setFocus()

    def _field(
        self, name: str, label: str, example: str, row: int, column: int, *, wide: bool = False
    ) -> QLineEdit:
        field = QLineEdit()
        theme.set_type(field, "body")
        field.setMaxLength(_LONGEST)
        field.setMinimumWidth(theme.px(120))
        field.setMinimumHeight(theme.px(36))
        field.setPlaceholderText(example)
        title = Label(label.replace("&", ""), "small", weight=600, wrap=False)
        title.setBuddy(field)
        field.setAccessibleName(title.text())
        problem = self._problems[name] = Problem()
        field.textEdited.connect(lambda: problem.say(""))
        box = QVBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for widget in (title, field, problem):
            box.addWidget(widget)
        self._grid.addLayout(box, row, column, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
        return field

    def _on_look(self) -> None:
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(14))
        self.body.setSpacing(theme.px(18))

    def _on_add(self) -> None:
        for problem in self._problems.values():
            problem.say("")
        points = [self._point(PointKind.EMAIL), self._point(PointKind.PHONE)]
        if any(not problem.isHidden() for problem in self._problems.values()):
            return
        name = self.name.text()
        given, family = split_name(name)
        person = Person(
            display_name=name,
            given=given,
            family=family,
            organisation=self.organisation.text().strip(),
            title=self.job.text().strip(),
            standing=Standing.WISHED if self.wished.isChecked() else Standing.KNOWN,
            points=tuple(filter(None, points)),
        )
        try:
            if not name.strip():
                # Without one the person would be called by their email or firm.
                raise RuleError("a person needs a name; nothing was kept")
            kept = self._people.add(person)
        except PlannerError as problem:
            self._say(self.problem, text.error(problem))
            self.name.setFocus()
            return
        self.accept()
        self.added.emit(kept.id)

    def _point(self, kind: PointKind) -> ContactPoint | None:
        """What was typed as a way to reach the person; what is wrong with it is said."""
        field = self.email if kind is PointKind.EMAIL else self.phone
        if not field.text().strip():
            return None
        try:
            return understanding.point(field.text(), kind)
        except PlannerError as problem:
            self._say(self._problems[kind.value], text.error(problem))
            field.setFocus()
            return None

    def _say(self, problem: Problem, sentence: str) -> None:
        """Say what is wrong, in a window that grows for it."""
        problem.say(sentence)
        field = self.name if problem is self.problem else self.email
        problem.setMinimumHeight(problem.heightForWidth(field.width()))
        self.grow(problem)
