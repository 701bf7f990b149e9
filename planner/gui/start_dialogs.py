"""What may have to be asked or said before, or just after, the window opens; all plain text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from planner.domain.errors import PlannerError
from planner.gui import icons, text, theme
from planner.gui.widgets.framed import FramedDialog
from planner.gui.widgets.label import Label
from planner.gui.widgets.recovery_key import RecoveryKey
from planner.opening import RECOVERY_KEY


class PassphraseDialog(FramedDialog):
    """Asks for a passphrase, unseen. `remarks` say what to know first."""

    def __init__(
        self, question: str, remarks: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__("On Purpose", _tr("Cancel"), parent, width=460, scrolls=True)
        self.setWindowIcon(icons.mark())
        for remark in remarks:
            self.body.addWidget(Label(_said(remark), "body", "ink2"))
        asked = _begun(question.rstrip(" :"))
        name = Label(asked, "small", weight=600)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(asked)
        theme.set_type(self.passphrase, "body")
        name.setBuddy(self.passphrase)
        self.body.addWidget(name)
        self.body.addWidget(self.passphrase)
        self.body.addStretch(1)
        self.deed = self.add_deed(_tr("Go on"))
        self.deed.clicked.connect(self.accept)
        self.passphrase.setFocus()

    def ask(self) -> str | None:
        """The passphrase, or None when the person would rather not."""
        given = self.exec() == FramedDialog.DialogCode.Accepted
        passphrase = self.passphrase.text() if given else None
        self.passphrase.clear()
        return passphrase


class ToldDialog(FramedDialog):
    """What opening the file had to say, the recovery key among it: to read, copy and keep."""

    def __init__(self, lines: Sequence[str], name: str, parent: QWidget) -> None:
        super().__init__(_tr("Please note"), _tr("Close"), parent, width=640, scrolls=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.key: RecoveryKey | None = None
        for line in lines:
            if line.startswith(RECOVERY_KEY):
                self.heading.setText(_tr("Your recovery key"))
                self.key = RecoveryKey(line.removeprefix(RECOVERY_KEY), name)
                self.body.addWidget(self.key)
            else:
                self.body.addWidget(Label(_said(line), "body", "ink2"))
        self.body.addStretch(1)
        self.way_out.setFocus()


class ProblemDialog(FramedDialog):
    """What keeps the program from starting, and what can be done about it."""

    def __init__(self, problem: PlannerError, parent: QWidget | None = None) -> None:
        super().__init__(
            _tr("This cannot be opened"), _tr("Close"), parent, width=520, scrolls=True
        )
        self.setWindowIcon(icons.mark())
        self.said = Label(text.error(problem), "body")
        self.setAccessibleDescription(self.said.text())
        self.body.addWidget(self.said)
        self.body.addStretch(1)
        copy = self.add_deed(_tr("Copy this text"), "secondary")
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.said.text()))
        self.way_out.setDefault(True)
        self.way_out.setFocus()


def _said(line: str) -> str:
    """A line that the program says, as a sentence."""
    return _begun(text.sentence(text.translate("errors", line)))


def _begun(line: str) -> str:
    """A line as a sentence begins."""
    return line[:1].upper() + line[1:]


def _tr(sentence: str) -> str:
    return text.translate("start", sentence)
