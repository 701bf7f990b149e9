"""The fields of the wizard: a text under the gate, and words in it that can be pointed at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QMenu,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from planner.gate import Criterion, Field, TextReview
from planner.gui import icons, theme
from planner.gui.widgets.label import Label
from planner.gui.widgets.purpose_editor import PurposeEditor
from planner.gui.wizard import words
from planner.gui.wizard.notes import Notes
from planner.gui.wizard.pages import Gap
from planner.planning import Plan

_MOST = 999
_PADDING = {"voice-l": 12, "voice-m": 8}
_WITHIN = 3
"""Between the padding of a line and its text: the border, and what Qt leaves free."""


class GateEditor(PurposeEditor):
    """A text under the gate. While it is `pointing`, the next selection asks what it says."""

    pointed = Signal(object, str)
    """A criterion and the words that meet it."""
    pointing = False

    def __init__(
        self,
        name: str,
        field: Field,
        judge: Callable[[str], TextReview],
        *,
        style: str,
        least: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, judge, style=style, clear=True, least=least, parent=parent)
        self.field = field
        self._padding = _PADDING[style]
        self.setProperty("roomy", "tall" if style == "voice-l" else "wide")
        self._fit()

    def start_pointing(self) -> None:
        """The next selection in here says what a reader can act on."""
        self.pointing = True
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        chosen = self.textCursor().selectedText().strip()
        if not self.pointing or not chosen:
            return
        said = {one.criterion for one in self.review.findings if not one.holds}
        menu = QMenu(self)
        for criterion in _CRITERIA[self.field]:
            entry = menu.addAction(words.these_say(criterion))
            entry.setEnabled(criterion in said)
            entry.triggered.connect(
                lambda _=False, criterion=criterion: self._point(criterion, chosen)
            )
        below = self.cursorRect().bottomLeft()
        menu.setAccessibleName(self.tr("What these words say"))
        menu.popup(self.viewport().mapToGlobal(below))
        first = next((one for one in menu.actions() if one.isEnabled()), None)
        if first:
            menu.setActiveAction(first)

    def _point(self, criterion: Criterion, chosen: str) -> None:
        self.pointing = False
        self.pointed.emit(criterion, chosen)

    # Qt's own names

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.pointing:
            self._ask()

    def event(self, event: QEvent) -> bool:
        if self.pointing and event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.pointing and event.key() == Qt.Key.Key_Escape:
            self.pointing = False
            self.pointed.emit(None, "")
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.pointing and enter and not event.modifiers():
            self._ask()
            return
        super().keyPressEvent(event)


_CRITERIA = {
    Field.STATEMENT: (Criterion.ACT, Criterion.OBJECT),
    Field.WHY: (Criterion.FIT,),
    Field.OUTCOME: (Criterion.END,),
}


class GateField(QWidget):
    """A label, the editor of one text of the purpose, and the notes under it."""

    edited = Signal()

    def __init__(
        self,
        plan: Plan,
        field: Field,
        label: str,
        met: Callable[[], str],
        *,
        style: str = "voice-m",
        least: int = 1,
        above: int = 13,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._plan, self._field = plan, field
        self.label = Label(label, "small", weight=600, wrap=False)
        self.editor = GateEditor(
            label, field, lambda typed: plan.judge(field, typed), style=style, least=least
        )
        self.notes = Notes(met)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.label)
        column.addWidget(Gap(9))
        column.addWidget(self.editor)
        column.addWidget(Gap(above, self.notes))
        column.addWidget(self.notes)
        self.editor.edited.connect(self._on_edited)
        self.editor.review_changed.connect(self.notes.show_review)

    @property
    def text(self) -> str:
        return self.editor.text()

    def show_text(self) -> None:
        """Show what is written, and judge it again."""
        kept = getattr(self._plan.purpose, self._field)
        if kept == self.editor.text():
            self.editor.rejudge()
        self.editor.set_text(kept)
        self.notes.show_review(self.editor.review, at_once=True)

    def put(self, sentence: str) -> None:
        """Put a sentence in as if it were typed, its first blank selected."""
        self.editor.put(sentence)
        start, end = sentence.find("⟨"), sentence.find("⟩") + 1
        if 0 <= start < end:
            self.editor.select(start, end)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self) -> None:
        self._plan.write(**{str(self._field): self.editor.text()})
        self.edited.emit()


class Choice(QComboBox):
    """A list to choose from; the wheel scrolls the page and not the choice."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        theme.set_type(self, "body")
        theme.on_change(self._on_icons)
        self._on_icons()

    def _on_icons(self) -> None:
        self.setIconSize(QSize(theme.px(16), theme.px(16)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """With a caret, and dots where there is no room for all of the words."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        size, side = theme.px(14), theme.px(11)
        left = self.width() - size - side
        room = left - 2 * side - (option.iconSize.width() if not option.currentIcon.isNull() else 0)
        mode = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(option.currentText, mode, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        if not self.isEditable():
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        where = QRectF(left, (self.height() - size) / 2, size, size)
        token = "ink2" if self.isEnabled() else "disabled"
        icons.paint(painter, where, "caret-down", theme.colour(token))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def showPopup(self) -> None:
        super().showPopup()
        view = self.view()
        QTimer.singleShot(0, view, lambda: view.scrollTo(view.currentIndex()))


class LineField(QLineEdit):
    """A line of text. Without the focus it shows its beginning, with dots where it is cut."""

    def paintEvent(self, event: QPaintEvent) -> None:
        line, side = self.text(), theme.px(11) + _WITHIN
        room = self.width() - 2 * side
        if self.hasFocus() or self.fontMetrics().horizontalAdvance(line) <= room:
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option)
        painter.setPen(theme.colour("ink"))
        cut = self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room)
        where = self.rect().adjusted(side, 0, -side, 0)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)


class MinutesField(QLineEdit):
    """A whole number of minutes; plus and minus change it by one."""

    def __init__(self) -> None:
        super().__init__()
        self.setValidator(QIntValidator(0, _MOST, self))
        self.setMaxLength(3)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        theme.set_type(self, "body", tabular=True)
        theme.on_change(self._on_look)
        self._on_look()

    def _on_look(self) -> None:
        self.setFixedWidth(theme.px(52))

    def value(self) -> int:
        return min(int(self.text() or 0), _MOST)

    def set_value(self, minutes: int) -> None:
        if self.value() != minutes or not self.text():
            self.setText(str(min(minutes, _MOST)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.set_value(max(0, self.value() + step))
        self.textEdited.emit(self.text())
