"""A field that finds somebody in the file by a few letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from planner.domain.errors import PlannerError
from planner.gui import text, theme

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from planner.gui.people.detail.context import Context

_MOST = 8


class PersonPicker(QWidget):
    """Type a name, choose from who is found; Esc leaves it."""

    chosen = Signal(int)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.what = ""
        self._ids: list[int] = []
        self.field = _PickField()
        self.field.setAccessibleName(self.tr("Name"))
        theme.set_type(self.field, "body")
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = completer.popup()
        assert popup is not None
        popup.setProperty("floating", True)
        theme.set_type(popup, "body")
        popup.clicked.connect(self._on_activated)
        popup.activated.connect(self._on_activated)
        self._popup = popup
        self.field.setCompleter(completer)
        self.field.textEdited.connect(self._on_typed)
        self.field.returnPressed.connect(self._on_entered)
        self.field.escaped.connect(self._leave)
        self.field.abandoned.connect(self._on_abandoned)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(4), theme.px(8), theme.px(4))
        layout.addWidget(self.field)

    def start(self, what: str, ask: str) -> None:
        """Ask for somebody; `what` says for what, to whoever hears `chosen`."""
        self.what = what
        self.field.clear()
        self._on_typed("")
        self.field.setPlaceholderText(ask)
        self.field.setAccessibleName(ask)
        self.show()

    def take_focus(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        self.field.clear()
        self.hide()

    def found(self) -> list[str]:
        """Who is offered now."""
        return self._names.stringList()

    def _on_typed(self, typed: str) -> None:
        self._ids = []
        names: list[str] = []
        if typed.strip():
            people = self._context.store.people
            try:
                ids = [n for n in people.find(typed, _MOST) if n != self._context.person]
                for row in people.rows(ids):
                    self._ids.append(row.id)
                    names.append(", ".join(filter(None, (text.one_line(row.name), text.work(row)))))
            except PlannerError as problem:
                self._context.trouble.emit(problem)
        self._names.setStringList(names)

    def _on_activated(self, index: QModelIndex) -> None:
        row = index.row()
        if 0 <= row < len(self._ids):
            self._choose(self._ids[row])

    def _on_entered(self) -> None:
        shown = self._popup
        if shown.isVisible() and shown.currentIndex().isValid():
            self._on_activated(shown.currentIndex())
        elif self._ids:
            self._choose(self._ids[0])

    def _choose(self, person: int) -> None:
        if self.isHidden():
            return
        self.stop()
        self.chosen.emit(person)
        self.left.emit()

    def _on_abandoned(self) -> None:
        if not self.field.text().strip():
            self._leave()

    def _leave(self) -> None:
        if not self.isHidden():
            self.stop()
            self.left.emit()


class _PickField(QLineEdit):
    escaped = Signal()
    abandoned = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in (
            Qt.FocusReason.MouseFocusReason,
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        ):
            self.abandoned.emit()
