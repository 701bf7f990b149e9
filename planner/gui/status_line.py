"""The line at the bottom that tells the truth: saved, read-only, or what is wrong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from planner.gui.widgets.plain_label import PlainLabel

_SAID_MS = 8000


class StatusLine(QWidget):
    """One state, a trouble, or for some seconds what was just done; all of it as plain text.

    A trouble that can be tried again has a button for it and stays until it is mended; any other
    stays until something else is said.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ""
        self._trouble = ""
        self._retry: Callable[[], None] | None = None
        self.label = PlainLabel()
        self.label.setAccessibleName(self.tr("Status"))
        self.again = QPushButton(self.tr("Try again"))
        self.again.hide()
        self.again.clicked.connect(self._on_again)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_SAID_MS)
        self._quiet.timeout.connect(self._show_state)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 4, 24, 10)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.again)

    def set_state(self, state: str) -> None:
        """How things are, now that nothing is wrong."""
        self._state = state
        self.clear_trouble()

    def say(self, sentence: str) -> None:
        """What was just done, for some seconds."""
        if self._retry is None:
            self._trouble = ""
        self._show(sentence)
        self._quiet.start()

    def show_trouble(self, trouble: str, retry: Callable[[], None] | None = None) -> None:
        """What is wrong, and how to try again where that makes sense."""
        self._trouble = trouble
        self._retry = retry
        self._show_state()

    def clear_trouble(self) -> None:
        self.show_trouble("")

    def _show_state(self) -> None:
        self._quiet.stop()
        self._show(self._trouble or self._state)

    def _show(self, text: str) -> None:
        self.label.setText(text)
        self.label.setAccessibleDescription(text)
        self.again.setVisible(self._retry is not None)

    def _on_again(self) -> None:
        retry = self._retry
        self.clear_trouble()
        if retry:
            retry()
