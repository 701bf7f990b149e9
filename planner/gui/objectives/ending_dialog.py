"""Ending with care: what becomes needless, to be ticked, with words for those who know of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.domain.objectives import AskStatus, ObjectiveStatus
from planner.gui import text, theme
from planner.gui.objectives import words
from planner.gui.widgets.button import Button
from planner.gui.widgets.choice import CheckBox
from planner.gui.widgets.framed import FramedDialog
from planner.gui.widgets.label import Label
from planner.gui.widgets.steady_scroller import SteadyScroller
from planner.pursuing import Moot, MootItem

_WIDTH, _HEIGHT = 640, 560
_GOOD = (ObjectiveStatus.ACHIEVED, AskStatus.GRANTED)


class EndingDialog(FramedDialog):
    """What is ticked is let go of, with the ending, in one step that can be undone."""

    agreed = Signal(object)
    """A tuple of the ticked MootItems. Whoever listens closes the dialog once it is done."""

    def __init__(
        self,
        title: str,
        status: ObjectiveStatus | AskStatus,
        moot: Moot,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        shown = text.one_line(title)
        super().__init__(shown, self.tr("Not yet"), parent, width=_WIDTH)
        self.setWindowTitle(self.tr("Ending with care"))
        good = status in _GOOD
        self.rows = [_Row(item, today, achieved=good) for item in moot.items]
        said = self.tr("With it, these are no longer needed. Untick what shall stay.")
        about = Label(said, "body", "ink2")
        about.setContentsMargins(0, 0, 0, theme.px(8))
        self.body.addWidget(about)
        self.body.addWidget(SteadyScroller(self._list()), 1)
        self.agree = self.add_deed(self._deed(status))
        self.agree.clicked.connect(self._on_agreed)
        self.agree.setShortcut(QKeySequence("Ctrl+Return"))
        self.open_at(_WIDTH, _HEIGHT)
        self.agree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _deed(self, status: ObjectiveStatus | AskStatus) -> str:
        return {
            ObjectiveStatus.ACHIEVED: self.tr("Mark as achieved"),
            ObjectiveStatus.DROPPED: self.tr("Let go of it"),
            AskStatus.GRANTED: self.tr("Mark as granted"),
            AskStatus.DECLINED: self.tr("Mark as declined"),
            AskStatus.WITHDRAWN: self.tr("Withdraw the ask"),
        }[status]

    def _list(self) -> QWidget:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, theme.px(8), 0)
        layout.setSpacing(theme.px(16))
        for row in self.rows:
            layout.addWidget(row)
        layout.addStretch(1)
        return content

    def _on_agreed(self) -> None:
        self.agreed.emit(tuple(row.item for row in self.rows if row.tick.isChecked()))


class _Row(QWidget):
    """One thing to let go of, and what to write to whom it concerns."""

    def __init__(self, item: MootItem, today: date, *, achieved: bool) -> None:
        super().__init__()
        self.item = item
        said = words.moot(item, today)
        self.tick = CheckBox()
        self.tick.setChecked(item.suggested)
        self.tick.setAccessibleName(said)
        label = Label(said, "body", weight=500)
        label.mousePressEvent = lambda _: self.tick.toggle()  # type: ignore[method-assign]
        right = QVBoxLayout()
        right.setContentsMargins(0, theme.px(6), 0, 0)
        right.setSpacing(6)
        right.addWidget(label)
        self.copy: Button | None = None
        message = words.withdrawal(item, achieved=achieved)
        if message:
            copy = self.copy = Button(self.tr("Copy message"), icon="copy", small=True)
            copy.setAccessibleDescription(message)
            copy.clicked.connect(lambda: self._copy(copy, message))
            right.addWidget(Label(message, "voice-xs", "ink2"))
            right.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)

    def _copy(self, copy: Button, message: str) -> None:
        QGuiApplication.clipboard().setText(message)
        copy.setText(self.tr("Copied"))
        copy.updateGeometry()
