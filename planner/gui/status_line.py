"""What the sidebar says of the file: saved, read-only, or what is wrong and how to try again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from planner.gui import icons, theme
from planner.gui.widgets.button import Button
from planner.gui.widgets.label import Label

_SAID_MS = 8000


class StatusLine(QWidget):
    """One state, a trouble, or for some seconds what was just done; all of it as plain text.

    A trouble that can be tried again has a button for it and stays until it is mended; any other
    stays until something else is said.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._detail = "", ""
        self._trouble = ""
        self._retry: Callable[[], None] | None = None
        self._sign = _Sign()
        self.label = Label("", "caption", "ink2", weight=500)
        self.label.setAccessibleName(self.tr("Status"))
        self.detail = Label("", "caption", "ink3")
        self.again = Button(self.tr("Try again"), "link")
        self.again.hide()
        self.again.clicked.connect(self._on_again)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_SAID_MS)
        self._quiet.timeout.connect(self._show_state)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self.label)
        words.addWidget(self.detail)
        # At the left, or the words would be no wider than it.
        words.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 8, 0)
        layout.setSpacing(12)
        layout.addWidget(self._sign, 0)
        layout.addLayout(words, 1)

    def set_state(self, state: str, detail: str = "") -> None:
        """How things are, now that nothing is wrong."""
        self._state, self._detail = state, detail
        self.clear_trouble()

    def say(self, sentence: str) -> None:
        """What was just done, for some seconds."""
        if self._retry is None:
            self._trouble = ""
        self._show(sentence, "", troubled=False)
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
        if self._trouble:
            self._show(self._trouble, "", troubled=True)
        else:
            self._show(self._state, self._detail, troubled=False)

    def _show(self, text: str, detail: str, *, troubled: bool) -> None:
        self.label.setText(text)
        self.label.setAccessibleDescription(text)
        self.label.set_colour("rust" if troubled else "ink2")
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.again.setVisible(self._retry is not None)
        self._sign.show_icon("warning-circle" if troubled else "check-circle", troubled=troubled)

    def _on_again(self) -> None:
        retry = self._retry
        self.clear_trouble()
        if retry:
            retry()


class _Sign(QWidget):
    """The icon before the words, level with the first line."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._token = "check-circle", "pine"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_icon(self, icon: str, *, troubled: bool) -> None:
        self._icon, self._token = icon, "rust" if troubled else "pine"
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(20), theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        size = theme.px(16)
        where = QRectF((self.width() - size) / 2, 0, size, size)
        icons.paint(QPainter(self), where, self._icon, theme.colour(self._token))
