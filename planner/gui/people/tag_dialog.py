"""Asks for a tag that nobody has yet."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from planner.gui import theme
from planner.gui.widgets.framed import FramedDialog
from planner.gui.widgets.label import Label

_LONGEST = 200


class TagDialog(FramedDialog):
    """One field; what is typed is told of as `named`, without the space around it."""

    named = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_tr("New tag"), _tr("Cancel"), parent, width=420)
        asked = _tr("What to call it, for example “growers”")
        self.field = QLineEdit()
        self.field.setMaxLength(_LONGEST)
        self.field.setAccessibleName(asked)
        theme.set_type(self.field, "body")
        self.body.addWidget(Label(asked, "small", weight=600))
        self.body.addWidget(self.field)
        self.body.addStretch(1)
        self.deed = self.add_deed(_tr("Tag"))
        self.deed.setEnabled(False)
        self.deed.clicked.connect(self._on_deed)
        self.field.textChanged.connect(lambda typed: self.deed.setEnabled(bool(typed.strip())))
        self.field.setFocus()

    def _on_deed(self) -> None:
        name = self.field.text().strip()
        if name:
            self.accept()
            self.named.emit(name)


def _tr(sentence: str) -> str:
    return QCoreApplication.translate("people menu", sentence)
