"""What may have to be asked or said before, or just after, the window opens; all plain text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from planner.domain.errors import PlannerError
from planner.gui import text
from planner.gui.widgets.plain_label import PlainLabel


class PassphraseDialog(QDialog):
    """Asks for a passphrase, unseen. `remarks` say what to know first."""

    def __init__(self, question: str, remarks: Sequence[str] = ()) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("On Purpose"))
        self.setMinimumWidth(420)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        for remark in remarks:
            layout.addWidget(PlainLabel(_begun(remark)))
        asked = question.rstrip(" :")
        layout.addWidget(PlainLabel(asked))
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(asked)
        layout.addWidget(self.passphrase)
        buttons, role = QDialogButtonBox(self), QDialogButtonBox.ButtonRole
        buttons.addButton(self.tr("Go on"), role.AcceptRole).setDefault(True)
        buttons.addButton(self.tr("Cancel"), role.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.passphrase.setFocus()

    def ask(self) -> str | None:
        """The passphrase, or None when the person would rather not."""
        given = self.exec() == QDialog.DialogCode.Accepted
        passphrase = self.passphrase.text() if given else None
        self.passphrase.clear()
        return passphrase


class ToldDialog(QDialog):
    """What opening the file had to say, the recovery key among it: to read, mark and copy."""

    def __init__(self, lines: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Please note"))
        self.setMinimumWidth(640)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._text = "\n".join(lines)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        for line in lines:
            layout.addWidget(PlainLabel(_begun(line), selectable=True))
        layout.addStretch()
        buttons, role = QDialogButtonBox(self), QDialogButtonBox.ButtonRole
        self.copy = buttons.addButton(self.tr("Copy"), role.ActionRole)
        self.copy.clicked.connect(self._on_copy)
        close = buttons.addButton(self.tr("Close"), role.RejectRole)
        for button in (self.copy, close):
            button.setAutoDefault(False)  # a hasty Enter must not send a recovery key away
        buttons.rejected.connect(self.accept)
        layout.addWidget(buttons)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)


def problem_box(problem: PlannerError, parent: QWidget | None = None) -> QMessageBox:
    """A message window for a problem that keeps the program from starting."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("On Purpose")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text.error(problem))
    box.addButton(box.tr("Close"), QMessageBox.ButtonRole.RejectRole)
    return box


def _begun(line: str) -> str:
    """A line as a sentence begins."""
    return line[:1].upper() + line[1:]
