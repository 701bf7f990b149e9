"""A field for text in a type style: as tall as what it holds, plain text only, Tab leaves it."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from planner.gui import theme

LONGEST = 20_000
"""Characters that are taken from the clipboard at most."""
_OFF, _AS_NEEDED = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
_UNBROKEN = re.compile(r"\S{2000}")


def wrapping(text: str) -> QTextOption.WrapMode:
    """How to break a text into lines. Where it has no spaces for long, looking for them on each
    line takes time with the square of its length: half a minute for a hundred thousand tags."""
    mode = QTextOption.WrapMode
    unbroken = _UNBROKEN.search(text)
    return mode.WrapAnywhere if unbroken else mode.WrapAtWordBoundaryOrAnywhere


class TextField(QTextEdit):
    """Text that is edited in its place.

    `style` is a type style. `plain` shows no border until it is hovered or has the focus. With
    `paragraphs` Enter begins a new one, otherwise it says that the person is `done`. The field is
    `least` lines tall at least; beyond `most` lines it scrolls (0: it never does).
    """

    edited = Signal()
    """The person changed the text; never after `set_text`."""
    left = Signal()
    done = Signal()

    def __init__(
        self,
        style: str,
        name: str,
        *,
        plain: bool = True,
        paragraphs: bool = False,
        least: int = 1,
        most: int = 0,
        weight: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._style, self._paragraphs = style, paragraphs
        self._least, self._most = least, most
        self._padding = 7 if plain else 8
        self._setting = False
        self.setAccessibleName(name)
        self.setProperty("plain" if plain else "voice", "true")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(_OFF)
        self.setVerticalScrollBarPolicy(_OFF)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        theme.set_type(self, style, weight)
        self._format()
        self.textChanged.connect(self._on_text)
        theme.on_change(self._on_look)
        self._fit()

    def text(self) -> str:
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show another text; what was typed before can then no longer be undone in here."""
        if text == self.toPlainText():
            return
        self._setting = True
        self.setWordWrapMode(wrapping(text))
        self.document().setUndoRedoEnabled(False)
        self.setPlainText(text)
        self._format()
        self.document().setUndoRedoEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._setting = False
        self._fit()

    def put(self, text: str) -> None:
        """Put another text in as if it had been typed; it can be undone in here."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def select(self, start: int, end: int) -> None:
        """Select a stretch of the text, by its places in it."""
        text = self.text()
        cursor = self.textCursor()
        cursor.setPosition(place_in_document(text, start))
        cursor.setPosition(place_in_document(text, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    # How it is laid out

    @property
    def line(self) -> int:
        """The height of a line."""
        return theme.line_height(self._style)

    def _format(self) -> None:
        format_ = QTextBlockFormat()
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight
        format_.setLineHeight(self.line, fixed.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(format_)
        # Qt puts the base line at four fifths of a fixed height; it belongs where half of what is
        # left over a line stands above it.
        metrics = QFontMetricsF(self.font())
        wanted = (self.line - metrics.height()) / 2 + metrics.ascent()
        self.setViewportMargins(0, -round(self.line * 0.8 - wanted), 0, 0)

    def _fit(self) -> None:
        # Never from within Qt's own laying out: it does not bear being called again from there.
        lines = max(self._least, round(self.document().size().height() / self.line))
        scrolls = bool(self._most) and lines > self._most
        shown = self._most if scrolls else lines
        policy = _AS_NEEDED if scrolls else _OFF
        if policy != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(policy)
        height = shown * self.line + 2 * (theme.px(self._padding) + 1)
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def _on_look(self) -> None:
        self._format()
        self._fit()

    def _on_text(self) -> None:
        if not self._setting:
            self._fit()
            self.edited.emit()

    # Qt's own names

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            document = self.document()
            undo = event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            with_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if with_control or not self._paragraphs:
                self.done.emit()
                return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()[:LONGEST]
        if not self._paragraphs:
            text = " ".join(text.split())
        self.insertPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBarPolicy() == _OFF:
            event.ignore()  # so that the page scrolls
        else:
            super().wheelEvent(event)


def place_in_document(text: str, place: int) -> int:
    """Where a place in a text is in a document of Qt, which counts some characters twice."""
    before = text[:place]
    return place if before.isascii() else place + sum(char > "\uffff" for char in before)
