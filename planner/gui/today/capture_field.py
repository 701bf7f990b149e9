"""Quick capture on Today: a line to jot into, and below it what was understood of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from planner.domain.capture_items import Capture, Understood
from planner.domain.errors import PlannerError
from planner.domain.people import PersonRow
from planner.gui import icons, text, theme
from planner.gui.page import Desk
from planner.gui.today.capture_panel import CapturePanel
from planner.gui.today.capture_row import Source

if TYPE_CHECKING:
    from planner.store import Store

_PAUSE_MS = 150
_SHORT = 300
"""Characters that are understood at once."""
_LONGEST = 100_000
"""Characters that may be pasted; not even Qt's own limit may cut words off unseen."""
_FOUND = 6
_KEYS = QKeySequence("Ctrl+J")


class CaptureField(QLineEdit):
    """Enter keeps what is shown as understood; Esc puts the line away, with its words kept."""

    kept = Signal(str)
    """What was typed, once it is kept."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._capture: Capture | None = None
        self._corrected: dict[Understood, Understood | None] = {}
        self.setPlaceholderText(self.tr("Note a promise, a person or a thought"))
        self.setAccessibleName(self.tr("Jot something down"))
        self.setMaxLength(_LONGEST)
        self.panel = CapturePanel(self)
        self.panel.changed.connect(self._on_corrected)
        self.panel.keep_asked.connect(self._on_keep)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.textEdited.connect(lambda _: self._pause.start())
        self.returnPressed.connect(self._on_keep)
        theme.set_type(self, "body")
        self._on_look()
        theme.on_change(self._on_look)

    def _on_look(self) -> None:
        self.setFixedHeight(theme.px(40))
        self.setTextMargins(theme.px(26), 0, theme.px(56), 0)

    def _on_pause(self) -> None:
        """Understand what was typed; a text so long that it takes a while, beside the window."""
        typed = self.text()
        if len(typed) <= _SHORT:
            self._understand(typed)
            return
        store, now = self._desk.store, self._desk.clock().astimezone()
        self._desk.tasks.run(
            lambda progress: _understood(store, typed, now),
            self._on_understood,
            self._on_not_understood,
            self,
        )

    def _understand(self, typed: str) -> None:
        if not typed.strip():
            self._forget()
            return
        now = self._desk.clock().astimezone()
        try:
            capture = _understood(self._desk.store, typed, now)
        except PlannerError as problem:
            self._on_not_understood(problem)
            return
        self._on_understood(capture)

    def _on_understood(self, capture: Capture) -> None:
        if capture.text != self.text():
            return  # more was typed since
        self._capture = capture
        source = Source(capture.text, self._today, self._find, self._desk.store.people.rows)
        self.panel.show_items(capture, source, lambda item: self._corrected.get(item, item))

    def _on_not_understood(self, problem: PlannerError) -> None:
        self._capture = None
        self.panel.say(text.error(problem))

    def _on_corrected(self, first: Understood, now: Understood | None) -> None:
        self._corrected[first] = now

    def _on_keep(self) -> None:
        """Keep all of it as it was put right, once it is clear who is meant."""
        from planner import capturing

        self._pause.stop()
        typed = self.text()
        if self._capture is None or self._capture.text != typed or self.panel.isHidden():
            self._understand(typed)
        if self._capture is None or self.panel.ask_who():
            return
        kept = replace(self._capture, items=self.panel.items)
        try:
            capturing.keep(self._desk.store, kept, now=self._desk.clock())
        except PlannerError as problem:
            self.panel.say(text.error(problem))
            return
        self.setText("")  # which, unlike clear(), leaves Ctrl+Z to what was kept
        self._forget()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.kept.emit(typed)

    def _forget(self) -> None:
        self._capture = None
        self._corrected.clear()
        self.panel.hide()

    def _today(self) -> date:
        return self._desk.clock().astimezone().date()

    def _find(self, name: str) -> list[PersonRow]:
        people = self._desk.store.people
        return people.rows(people.find(name, _FOUND)) if name else []

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.panel.isVisible():
            self.panel.hide()
        elif event.key() == Qt.Key.Key_Down and not event.modifiers() and self.panel.isVisible():
            self.panel.enter()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            event.ignore()  # nothing typed to take back: the window takes back what was kept
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next_: bool) -> bool:
        if next_ and self.panel.isVisible():
            self.panel.enter()
            return True
        return super().focusNextPrevChild(next_)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.text().strip() and self.panel.isHidden():
            self._pause.start()  # what was put away is shown again

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.panel.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self.panel.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = theme.px(18)
        square = QRectF(theme.px(13), (self.height() - size) / 2, size, size)
        icons.paint(painter, square, "note-pencil", theme.colour("ink2"))
        if not self.text():
            shown = _KEYS.toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
            paint_key_cap(painter, QRectF(self.rect()), shown)


def paint_key_cap(painter: QPainter, field: QRectF, keys: str) -> None:
    """A key cap at the right end of an input field."""
    font = theme.font("keycap")
    width, height = QFontMetrics(font).horizontalAdvance(keys) + theme.px(12), theme.px(20)
    cap = QRectF(0, 0, width, height)
    cap.moveCenter(field.center())
    cap.moveRight(field.right() - theme.px(12))
    painter.setPen(QPen(theme.colour("line2"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(cap, theme.px(4), theme.px(4))
    painter.setPen(theme.colour("ink2"))
    painter.setFont(font)
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, keys)


def _understood(store: Store, typed: str, now: datetime) -> Capture:
    from planner import capturing

    return capturing.understood(store, typed, now=now, language=None)
