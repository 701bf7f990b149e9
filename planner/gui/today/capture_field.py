"""Quick capture on Today: a line to jot into, and below it what was understood of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from planner.domain.capture_items import (
    Capture,
    FactItem,
    FollowUpItem,
    Mention,
    NoteItem,
    PersonItem,
    TalkItem,
    Understood,
)
from planner.domain.errors import PlannerError
from planner.domain.followups import Direction
from planner.domain.people import Standing
from planner.gui import icons, text, theme
from planner.gui.page import Desk
from planner.gui.widgets.card import Card
from planner.gui.widgets.icon_label import IconLabel
from planner.gui.widgets.label import Label

_PAUSE_MS = 150
_KEYS = QKeySequence("Ctrl+J")


class CaptureField(QLineEdit):
    """Enter keeps what is shown as understood; Esc puts the line away, with its words kept."""

    kept = Signal(str)
    """What was typed, once it is kept."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._capture: Capture | None = None
        self.setPlaceholderText(self.tr("Note a promise, a person or a thought"))
        self.setAccessibleName(self.tr("Jot something down"))
        self.setMaxLength(5000)
        self.panel = _Panel(self)
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
        """Understand what was typed; an empty line is nothing."""
        from planner import capturing

        typed = self.text()
        self._capture = None
        if not typed.strip():
            self.panel.hide()
            return
        now = self._desk.clock().astimezone()
        try:
            self._capture = capturing.understood(self._desk.store, typed, now=now, language=None)
        except PlannerError as problem:
            self.panel.say(text.error(problem))
            return
        self.panel.show_items(self._capture, now.date())

    def _on_keep(self) -> None:
        from planner import capturing

        self._pause.stop()
        self._on_pause()
        if self._capture is None:
            return
        try:
            capturing.keep(self._desk.store, self._capture, now=self._desk.clock())
        except PlannerError as problem:
            self.panel.say(text.error(problem))
            return
        typed = self.text()
        self.setText("")  # which, unlike clear(), leaves Ctrl+Z to what was kept
        self.panel.hide()
        self.kept.emit(typed)

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.panel.isVisible():
            self.panel.hide()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            event.ignore()  # nothing typed to take back: the window takes back what was kept
        else:
            super().keyPressEvent(event)

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


class _Panel(Card):
    """What was understood, part by part, hanging below the field over the page."""

    def __init__(self, field: CaptureField) -> None:
        super().__init__("surface", "line2", parent=field.parentWidget())
        self._field = field
        self._lines = QVBoxLayout(self)
        side = theme.px(16)
        self._lines.setContentsMargins(side, theme.px(12), side, theme.px(12))
        self._lines.setSpacing(theme.px(8))
        self.hide()

    def show_items(self, capture: Capture, today: date) -> None:
        self._clear()
        for item in capture.items:
            icon, token = _picture(item)
            self._lines.addWidget(IconLabel(icon, token, _said(item, today), "small", lines=3))
        self._end(self.tr("Enter keeps this. Ctrl Z takes it back."))

    def say(self, sentence: str) -> None:
        self._clear()
        self._lines.addWidget(IconLabel("warning-circle", "rust", sentence, "small", lines=4))
        self._end(self.tr("Your words are still in the line above."))

    def _end(self, hint: str) -> None:
        self._lines.addWidget(Label(hint, "caption", "ink3"))
        self._field.setAccessibleDescription(
            " ".join(label.text() for label in self.findChildren(Label))
        )
        self.place()
        self.show()
        self.raise_()

    def _clear(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()

    def place(self) -> None:
        page = self._field.window()
        if self.parentWidget() is not page:
            shown = self.isVisible()
            self.setParent(page)
            self.setVisible(shown)
        corner = self._field.mapTo(page, self._field.rect().bottomLeft())
        width = max(self._field.width(), theme.px(320))
        self.setFixedWidth(width)
        self.resize(width, self._lines.totalHeightForWidth(width))
        left = min(corner.x(), page.width() - width - theme.px(8))
        self.move(left, corner.y() + theme.px(4))

    def sizeHint(self) -> QSize:
        width = self._field.width()
        return QSize(width, self._lines.totalHeightForWidth(width))


def _picture(item: Understood) -> tuple[str, str]:
    match item:
        case FollowUpItem(direction=Direction.I_OWE):
            return "arrow-up-right", "plum"
        case FollowUpItem(direction=Direction.THEY_OWE):
            return "arrow-down-left", "blue"
        case FollowUpItem():
            return "hand-waving", "ink2"
        case TalkItem():
            return "chat-circle-text", "ink2"
        case PersonItem():
            return "user-plus", "pine"
        case FactItem():
            return "bookmark-simple", "ink2"
        case NoteItem():
            return "note-pencil", "amber"


def _said(item: Understood, today: date) -> str:
    translate = text.translate
    match item:
        case FollowUpItem():
            template = {
                Direction.I_OWE: translate("capture", "I owe {who}: {what}"),
                Direction.THEY_OWE: translate("capture", "{who} owes me: {what}"),
                Direction.REACH_OUT: translate("capture", "Reach out to {who}: {what}"),
            }[item.direction]
            line = template.format(who=_who(item.who), what=text.one_line(item.text))
            return f"{line}, {text.day(item.due, today)}" if item.due else line
        case TalkItem():
            who = text.listed([_who(one) for one in item.people])
            line = translate("capture", "Spoke with {who}, {day}").format(
                who=who, day=text.day(item.day, today)
            )
            return f"{line}: {text.one_line(item.summary)}" if item.summary else line
        case PersonItem():
            wished = item.standing is Standing.WISHED
            template = (
                translate("capture", "New, you’d like to meet: {name}")
                if wished
                else translate("capture", "New: {name}")
            )
            more = [text.one_line(m) for m in (item.organisation, item.how_met, item.note) if m]
            return ", ".join([template.format(name=text.one_line(item.name)), *more])
        case FactItem():
            template = translate("capture", "About {who}: {what}")
            return template.format(who=_who(item.who), what=text.one_line(item.text))
        case NoteItem():
            return translate("capture", "A note for Today: {what}").format(
                what=text.one_line(item.text)
            )


def _who(mention: Mention) -> str:
    if mention.id is not None:
        return text.one_line(mention.candidates[0].name)
    if mention.candidates:
        return text.translate("capture", "{name} (which one?)").format(
            name=text.one_line(mention.name)
        )
    return text.translate("capture", "{name} (new)").format(name=text.one_line(mention.name))
