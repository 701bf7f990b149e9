"""A recovery key to read, copy, save and print: the one thing that opens a file without its key."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPageLayout, QTextDocument
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from planner.gui import theme
from planner.gui.widgets.button import Button
from planner.gui.widgets.framed import Problem
from planner.gui.widgets.label import Label

_A_LINE = 35
"""Characters of a key in a line: seven groups of four."""


class RecoveryKey(QWidget):
    """Shows `key`; `name` says whose it is, for the paper it is printed on."""

    def __init__(self, key: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._name = key, name
        self.field = QPlainTextEdit(_in_lines(key))
        self.field.setReadOnly(True)
        self.field.setTabChangesFocus(True)
        self.field.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.field.setAccessibleName(self.tr("Recovery key"))
        self.copy = Button(self.tr("Copy key"), icon="copy", small=True)
        self.save = Button(self.tr("Save as a file…"), icon="file-text", small=True)
        self.print = Button(self.tr("Print…"), icon="printer", small=True)
        self.said = Label("", "small", "ink2")
        self.problem = Problem()
        for button, deed in (
            (self.copy, self._on_copy),
            (self.save, self._on_save),
            (self.print, self._on_print),
        ):
            button.setAutoDefault(False)  # a hasty Enter must not send a recovery key away
            button.clicked.connect(deed)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.copy, self.save, self.print):
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.field)
        layout.addLayout(row)
        layout.addWidget(self.said)
        layout.addWidget(self.problem)
        self.said.hide()
        theme.on_change(self._on_look)
        self._on_look()

    def save_to(self, file: Path) -> None:
        """Write it into a new file that only its owner can read."""
        try:
            file.unlink(missing_ok=True)
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(self._page())
        except OSError as error:
            why = self.tr("{file} cannot be written ({why}). Choose another place.")
            self.problem.say(why.format(file=file, why=os.strerror(error.errno or 0)))
            return
        self.problem.say("")
        self._say(self.tr("Written to {file}. Keep it away from this computer.").format(file=file))

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.show()

    def _page(self) -> str:
        """What is saved or printed."""
        return "\n".join(
            (
                self.tr("On Purpose: recovery key of {name}").format(name=self._name),
                "",
                _in_lines(self._key),
                "",
                self.tr("It opens the file when its own key is lost: planner key recover"),
                "",
            )
        )

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._key)
        self._say(self.tr("Copied. Paste it where you keep what is not to be lost."))

    def _on_save(self) -> None:
        name = self.tr("Recovery key of {name}").format(name=self._name)
        file, _ = QFileDialog.getSaveFileName(self, name, name + ".txt")
        if file:
            self.save_to(Path(file))

    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageMargins(QMarginsF(25, 25, 25, 25), QPageLayout.Unit.Millimeter)
        if QPrintDialog(printer, self).exec():
            document = QTextDocument()
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            font.setPointSize(12)
            document.setDefaultFont(font)
            document.setPlainText(self._page())
            document.print_(printer)
            self._say(self.tr("Sent to the printer."))

    def _on_look(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(theme.px(16))
        font.setWeight(QFont.Weight.Medium)
        self.field.setFont(font)
        lines = self.field.document().blockCount()
        self.field.setFixedHeight(lines * self.field.fontMetrics().lineSpacing() + theme.px(30))


def _in_lines(key: str) -> str:
    lines = [key[at : at + _A_LINE].strip("-") for at in range(0, len(key), _A_LINE)]
    return "\n".join(lines)
