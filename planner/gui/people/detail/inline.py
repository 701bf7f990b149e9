"""Text that is edited where it stands: a click, Enter or F2 makes it a field of the same type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from planner.domain.errors import PlannerError, StorageError
from planner.gui import text, theme
from planner.gui.people.detail.field import Field, paint_frame
from planner.gui.widgets.framed import Complaint
from planner.gui.widgets.label import Label, Part

SIDE, PAD = 8, 3
"""The room round a text in px at 100 %: what is hovered or edited is a little larger than it."""
_PAUSE_MS = 600
_SHORT, _ENDLESS = 200, 1 << 30

Shown: TypeAlias = str | Sequence[Part]
Save: TypeAlias = Callable[[str, str], None]
"""`save(text, burst)` keeps a text as one step of undo with what was kept in the same burst, or
raises a PlannerError that says why not."""


class Inline(Label):
    """A text of one type style, plain whatever it holds, and a field while it is edited.

    It saves by itself in a pause of typing, on Enter and when it is left; Esc goes back. What
    cannot be saved stays in the field, and why is said under it.

    `hint` stands where there is no text, `example` in the empty field. `many` lets Enter begin a
    new line. With `vanishes`, a text that was emptied is kept as such only once the field is left.
    `presses` makes a click and Enter do something else (`pressed`) than edit. `hugs` keeps it as
    narrow as its text.
    """

    edited = Signal()
    """Editing began."""
    left = Signal()
    """Editing ended: what was typed is kept, or taken back."""
    delete_asked = Signal()
    pressed = Signal()
    """Enter or a click on a text that does something other than being edited."""

    def __init__(
        self,
        name: str,
        style: str = "body",
        colour: str = "ink",
        *,
        hint: str = "",
        example: str = "",
        many: bool = False,
        vanishes: bool = False,
        weight: int | None = None,
        lines: int = 0,
        presses: bool = False,
        hugs: bool = False,
        pad: int = PAD,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", style, colour, weight=weight, lines=lines, parent=parent)
        self._pad, self._hugs, self._weight = pad, hugs, weight
        self._natural = -1
        self._name = name
        self._idle, self._example = hint, example or hint
        self._many, self._vanishes, self._presses = many, vanishes, presses
        self._text = self._kept = self._before = ""
        self.key: object = None
        self._save: Save | None = None
        self._shown: Callable[[str], Shown] | None = None
        self._field: Field | None = None
        self._problem: Complaint | None = None
        self._burst, self._sessions = "", 0
        self.trouble: PlannerError | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.setSizePolicy(_policy(hugs=hugs))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self._set_margins()

    # What the pane does

    def show_text(
        self,
        value: str,
        save: Save | None,
        *,
        key: object = None,
        shown: Callable[[str], Shown] | None = None,
        name: str = "",
    ) -> None:
        """Show a text; `shown` makes of it what stands there while it is not edited.

        `save` None only shows it. What is being edited under the same key is left alone.
        """
        self._save, self._shown = save, shown
        if self._field is not None and key == self.key:
            self._kept = value
            return
        self.close_field()
        self.key, self._text, self._kept = key, value, value
        if name:
            self._name = name
        self._show_idle()
        self.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus if save or self._presses else Qt.FocusPolicy.NoFocus
        )
        cursor = Qt.CursorShape.PointingHandCursor if self._presses else Qt.CursorShape.IBeamCursor
        self.setCursor(cursor if save or self._presses else Qt.CursorShape.ArrowCursor)

    def _show_idle(self) -> None:
        said = self._shown(self._text) if self._shown and self._text else self._text
        if not said and self._save:
            said = (Part(self._idle, colour="ink3"),)
        if isinstance(said, str):
            if self.text() != said or self._parts:
                self.setText(said)
        else:
            self.set_parts(said)
        spoken = self.text() if self._text else ""
        self.setAccessibleName(": ".join(filter(None, [self._name, text.one_line(spoken)])))

    def set_example(self, example: str) -> None:
        """What stands in the empty field as an example."""
        self._example = example

    @property
    def editing(self) -> bool:
        return self._field is not None

    @property
    def typed(self) -> str:
        """What stands in the field, or the text when it is none."""
        return self._field.toPlainText() if self._field else self._text

    @property
    def problem(self) -> str:
        """What is said under the field."""
        return self._problem.text() if self._problem else ""

    def edit(self, typed: str | None = None, *, at: int | None = None) -> None:
        """Make it a field, with the cursor at the end; `typed` is what was left unsaved in it."""
        if self._save is None or self._field is not None:
            return
        self._before = self._kept = self._text
        self._sessions += 1
        self._burst = f"{self.key}/{id(self)}/{self._sessions}"
        field = self._field = Field(self, self._style, self._weight, many=self._many)
        field.setAccessibleName(self._name)
        field.setPlaceholderText(self._example)
        field.fill(self._text if typed is None else typed, at)
        field.textChanged.connect(self._on_typed)
        field.entered.connect(self._on_entered)
        field.escaped.connect(self.cancel)
        field.abandoned.connect(self._on_left)
        field.set_aside.connect(self._on_pause)
        field.resize(self.contentsRect().size())
        field.show()
        self._place()
        QWidget.setTabOrder(self, field)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()
        self.edited.emit()
        QTimer.singleShot(0, self, self._reveal)

    def finish(self) -> bool:
        """Keep what was typed and be a text again; False when it stays, for it cannot be kept."""
        if self._field is None:
            return True
        if not self._keep(last=True):
            return False
        self._text = self._kept
        self._end()
        return True

    def save_now(self) -> bool:
        """Keep what stands in the field, which stays one; False when it cannot be kept."""
        return self._keep(last=True)

    def cancel(self) -> None:
        """Go back to the text as it was."""
        if self._field is None:
            return
        if self._kept != self._before and self._save is not None:
            try:
                self._save(self._before, self._burst)
            except PlannerError as problem:
                self._say(problem)
                return
        self._text = self._kept = self._before
        self._end()

    def close_field(self) -> None:
        """Be a text again, whatever stands in the field."""
        if self._field is None:
            return
        self._pause.stop()
        field, self._field = self._field, None
        field.blockSignals(True)
        had_focus = field.hasFocus()
        field.hide()
        field.deleteLater()
        if self._problem:
            self._problem.deleteLater()
            self._problem = None
        self.setAccessibleDescription("")
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()
        self.update()

    def complain(self, problem: PlannerError) -> None:
        """Say under the field why what stands there is not kept."""
        self._say(problem)

    # Saving

    def _on_typed(self) -> None:
        self._pause.start()
        self._place()
        self.updateGeometry()

    def _on_pause(self) -> None:
        self._keep(last=False)

    def _on_entered(self) -> None:
        self.finish()

    def _on_left(self) -> None:
        self.finish()

    def _keep(self, *, last: bool) -> bool:
        """Save what was typed. In a pause, what is not finished yet is no fault."""
        self._pause.stop()
        if self._field is None or self._save is None:
            return True
        typed = self._field.toPlainText()
        typed = typed if self._many else " ".join(typed.split())
        if typed == self._kept or (self._vanishes and not typed.strip() and not last):
            self._say(None)
            return True
        try:
            self._save(typed, self._burst)
        except StorageError as problem:
            self._say(problem)
            return False
        except PlannerError as problem:
            if last:
                self._say(problem)
            return False
        self._kept = typed
        self._say(None)
        return True

    def _say(self, problem: PlannerError | None) -> None:
        self.trouble = problem
        if problem is None:
            if self._problem:
                self._problem.hide()
                self._problem.setText("")
                self.setAccessibleDescription("")
                self.updateGeometry()
            return
        said = text.error(problem)
        if self._problem is None:
            self._problem = Complaint(self)
        self._problem.setText(said)
        self._problem.show()
        if self._field:
            self._field.setAccessibleDescription(said)
        self._place()
        self.updateGeometry()
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        """Scroll the field, and what is said under it, into view."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None and self._field is not None:
            area.ensureWidgetVisible(self, 0, theme.px(24))

    def _end(self) -> None:
        """The field has done its work; what the text looks like idle comes from the store."""
        self.close_field()
        self._show_idle()
        self.left.emit()

    # Where things are

    def _idle_height(self, width: int) -> int:
        """The height of the text; what surely fits on a line is not laid out to know that."""
        said = self.text()
        if self._natural < 0:
            short = len(said) <= _SHORT and "\n" not in said
            self._natural = self.fontMetrics().horizontalAdvance(said) if short else _ENDLESS
        if self._natural < width - 2 * theme.px(SIDE):
            return theme.line_height(self._style) + 2 * theme.px(self._pad)
        return super().heightForWidth(width)

    def _forget(self) -> None:
        self._heights: dict[int, int] = {}
        self._natural = -1
        super()._forget()

    def _set_margins(self) -> None:
        side, pad = theme.px(SIDE), theme.px(self._pad)
        self.setContentsMargins(side, pad, side, pad)

    def _place(self) -> None:
        if self._field is None:
            return
        inside = self.contentsRect()
        height = self._field.height_for(inside.width())
        self._field.setGeometry(
            inside.left(), inside.top() + self._field.lift, inside.width(), height
        )
        if self._problem and self._problem.text():
            tall = self._problem.heightForWidth(inside.width())
            self._problem.setGeometry(
                inside.left(), inside.top() + height + theme.px(6), inside.width(), tall
            )

    def _on_look(self) -> None:
        super()._on_look()
        self._set_margins()
        if self._field:
            self._field.dress()
            self._place()

    # Qt's own names

    def sizeHint(self) -> QSize:
        width = theme.px(120)
        if self._hugs and self._field is None:
            width = super().sizeHint().width()
        return QSize(width, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(48), theme.line_height(self._style) + 2 * theme.px(self._pad))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._field is None:
            # Layouts ask for the same few widths again and again.
            height = self._heights.get(width)
            if height is None:
                height = self._heights[width] = self._idle_height(width)
            return height
        inner = max(1, width - 2 * theme.px(SIDE))
        height = self._field.height_for(inner) + 2 * theme.px(self._pad)
        if self._problem and self._problem.text():
            height += self._problem.heightForWidth(inner) + theme.px(8)
        return height

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._field is not None:
            painter = QPainter(self)
            height = self._field.height() + 2 * theme.px(self._pad)
            area = QRectF(0, 0, self.width(), min(height, self.height()))
            paint_frame(painter, area, fill="surface", ring=True)
            painter.end()
            return
        acts = self._save is not None or self._presses
        ringed = self.hasFocus() and _by_keyboard(self)
        if acts and (ringed or self.underMouse()):
            painter = QPainter(self)
            fill = "rowHover" if self.underMouse() else ""
            paint_frame(painter, QRectF(self.rect()), fill=fill, ring=ringed)
            painter.end()
        super().paintEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._field is not None:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._field is not None:
            return
        if not self.rect().contains(event.position().toPoint()):
            return
        if self._presses:
            self.pressed.emit()
            return
        self.edit()
        if self._field:
            self._field.put_cursor(self._field.mapFromGlobal(event.globalPosition().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._field is not None:
            event.ignore()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._presses:
            self.pressed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self._save:
            self.edit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._save and self._vanishes:
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()  # the row has one


def _by_keyboard(widget: QWidget) -> bool:
    return widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def _policy(*, hugs: bool) -> QSizePolicy:
    wide = QSizePolicy.Policy.Maximum if hugs else QSizePolicy.Policy.Expanding
    policy = QSizePolicy(wide, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    return policy
