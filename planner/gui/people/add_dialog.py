"""Adding a person by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from planner.domain.errors import PlannerError
from planner.domain.people import Person, split_name
from planner.gui import text
from planner.gui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from planner.store.people import People


class AddPersonDialog(QDialog):
    """Asks for a name and keeps the person; a name that cannot be kept is said under the field."""

    def __init__(self, people: People, parent: QWidget) -> None:
        super().__init__(parent)
        self._people = people
        self.setWindowTitle(self.tr("Add a person"))
        self.setMinimumWidth(380)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Beatriz Moura"))
        self.name.setMaxLength(2000)
        label = QLabel(self.tr("&Name"))
        label.setBuddy(self.name)
        self.name.setAccessibleName(self.tr("Name"))
        self.problem = PlainLabel()
        self.problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        for widget in (label, self.name, self.problem):
            layout.addWidget(widget)
        layout.addSpacing(12)
        layout.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        # With the dialog as parent, or "default" would not take.
        buttons, role = QDialogButtonBox(self), QDialogButtonBox.ButtonRole
        buttons.addButton(self.tr("Add person"), role.AcceptRole).setDefault(True)
        buttons.addButton(self.tr("Cancel"), role.RejectRole)
        buttons.accepted.connect(self._on_add)
        buttons.rejected.connect(self.reject)
        return buttons

    def _on_add(self) -> None:
        given, family = split_name(self.name.text())
        person = Person(display_name=self.name.text(), given=given, family=family)
        try:
            self._people.add(person)
        except PlannerError as problem:
            self.problem.setText(text.error(problem))
            self.problem.show()
            self.name.setFocus()
        else:
            self.accept()
