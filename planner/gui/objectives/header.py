"""The upper part of an objective: its title, why it matters, when it is done, and by when."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import count

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner.domain.errors import PlannerError, RuleError
from planner.domain.objectives import (
    OBJECTIVE_STEPS,
    Objective,
    ObjectiveFields,
    ObjectiveStatus,
)
from planner.gui import text, theme
from planner.gui.objectives import words
from planner.gui.objectives.deeds import Deeds
from planner.gui.objectives.hints import Icon
from planner.gui.objectives.saving import Autosave, Saving
from planner.gui.widgets.button import Button, IconButton
from planner.gui.widgets.chip import StatusChip
from planner.gui.widgets.date_field import DateField
from planner.gui.widgets.label import Label
from planner.gui.widgets.pressable import Pressable
from planner.gui.widgets.text_field import TextField

_ENDLESS = (1 << 24) - 1
"""The largest width a widget can have."""
OVER = 8
"""The way back reaches so far above the header and below its first line."""
OVERHANG = 12
"""Fields without a border reach so far beyond the text of other widgets."""
_BESIDE = 620
_DAY_WIDE = (OVERHANG + 98, 240)
"""The room of the day beside the texts: as much as its words need, and more while it is typed."""
_bursts = count(1)


class SavedMark(QWidget):
    """Whether what was typed is kept; where it cannot be, the way to try again."""

    again = Signal()

    def __init__(self, saving: Saving, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saving = saving
        self.kept, self.wrong = Icon("check", "ink3", 14), Icon("warning-circle", "rust", 14)
        self.label = Label("", "caption", "ink3", wrap=False)
        self.button = Button(self.tr("Try again"), "link")
        self.button.clicked.connect(self.again)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addStretch(1)
        for widget in (self.kept, self.wrong, self.label, self.button):
            row.addWidget(widget)
        saving.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        problem, waiting = self._saving.problem, self._saving.waiting
        said = self.tr("Not saved yet") if problem else self.tr("Saving…" if waiting else "Saved")
        self.label.setText(said)
        self.label.set_colour("rust" if problem else "ink3")
        self.kept.setVisible(not problem and not waiting)
        self.wrong.setVisible(problem is not None)
        self.button.setVisible(problem is not None)
        self.setToolTip(text.tooltip(text.error(problem)) if problem else "")


class Crumb(Pressable):
    """Says what this is, and leads to all of its kind. It is pressed above and below, too."""

    def __init__(self, words_: str, parent: QWidget | None = None) -> None:
        super().__init__(words_, parent)
        theme.set_type(self, "caption")

    # Qt's own names

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(width + 2, theme.line_height("caption") + 2 * theme.px(OVER))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self.font()
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(theme.colour("ink2"))
        painter.drawText(QRectF(self.rect()), int(Qt.AlignmentFlag.AlignVCenter), self.text())


class Header(QWidget):
    """Everything is edited in its place and keeps itself."""

    created = Signal(int)
    """The new objective is in the file."""
    title_edited = Signal()
    all_requested = Signal()
    turned = Signal(object)
    deleted = Signal()

    def __init__(self, deeds: Deeds, saving: Saving, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deeds = deeds
        self.objective = Objective(title="")
        self._burst = 0
        self.back = Crumb(self.tr("Objective"))
        self.back.setToolTip(self.tr("All objectives"))
        self.back.setAccessibleName(self.tr("All objectives"))
        self.state = StatusChip("", "plain")
        self.saved = SavedMark(saving)
        self.title = TextField("display", self.tr("Title"))
        self.title.setPlaceholderText(self.tr("What would you love help with?"))
        self.why = TextField("voice-s", self.tr("Why it matters"), paragraphs=True)
        self.why.setPlaceholderText(self.tr("Without it we are guessing."))
        self.done = TextField("voice-s", self.tr("Done when"), paragraphs=True)
        self.done.setPlaceholderText(self.tr("The first stall pays its way."))
        self.by = DateField(
            self.tr("By"),
            self.tr("Add a day"),
            words.date_with_year,
            lambda: deeds.today,
            token="ink",
            weight=500,
        )
        self.more = IconButton("dots-three", self.tr("More for this objective"))
        self.wrong = Label("", "caption", "rust")
        self._saves: dict[str, Autosave] = {}
        self._lay_out()
        self._connect(saving)

    def _lay_out(self) -> None:
        indent = theme.px(OVERHANG)
        top = QHBoxLayout()
        top.setContentsMargins(indent, 0, indent, 0)
        top.setSpacing(12)
        top.addWidget(self.back)
        top.addWidget(self.state)
        top.addStretch(1)
        top.addWidget(self.saved)
        title = QHBoxLayout()
        title.setContentsMargins(0, 0, theme.px(5), 0)
        title.addWidget(self.title, 1)
        title.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        self._fields = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._fields.setSpacing(theme.px(4))
        self._fields.addLayout(self._column(self.tr("Why it matters"), self.why), 344)
        self._fields.addLayout(self._column(self.tr("Done when"), self.done), 330)
        self._by = QWidget()
        by = QVBoxLayout(self._by)
        by.setContentsMargins(indent, 0, indent, 0)
        by.setSpacing(0)
        by.addWidget(Label(self.tr("By"), "caption", "ink2"))
        by.addWidget(self.by)
        by.addStretch(1)
        self._by.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._fields.addWidget(self._by, 0)
        self.wrong.setContentsMargins(indent, 0, 0, 0)
        self.wrong.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addSpacing(-4 - theme.px(OVER))
        layout.addLayout(title)
        layout.addWidget(self.wrong)
        layout.addSpacing(8)
        layout.addLayout(self._fields)

    def _column(self, heading: str, field: TextField) -> QVBoxLayout:
        label = Label(heading, "caption", "ink2")
        label.setContentsMargins(theme.px(OVERHANG), 0, 0, 0)
        label.raise_()  # the frame of the field begins below its first line, in its last one
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(label)
        column.addSpacing(-4)
        column.addWidget(field)
        column.addStretch(1)
        return column

    def _connect(self, saving: Saving) -> None:
        for name, field in (("title", self.title), ("why", self.why), ("done_when", self.done)):
            one = saving.autosave(partial(self._keep, name), self)
            field.edited.connect(one.edited)
            field.left.connect(one.flush)
            one.refused.connect(self._on_refused)
            self._saves[name] = one
        self.title.edited.connect(self.title_edited)
        self.title.done.connect(self.why.setFocus)
        self.why.done.connect(self.done.setFocus)
        self.by.changed.connect(self._on_day)
        self.back.clicked.connect(self.all_requested)
        self.more.clicked.connect(self._open_menu)

    def show_objective(self, objective: Objective, *, other: bool = False) -> None:
        """Show what the file holds; what is typed and not kept yet stays, unless it is `other`."""
        if other:
            self._burst = next(_bursts)
            for one in self._saves.values():
                one.forget()
        self.objective = objective
        for name, field in self._named_fields():
            if not self._saves[name].waiting:
                field.set_text(getattr(objective, name))
        self.by.set_day(objective.by)
        active = objective.status is ObjectiveStatus.ACTIVE
        self.state.setVisible(not active)
        if not active:
            self.state.show_state(words.goal_state(objective.status), "plain", "")
        self.more.setVisible(bool(objective.id))

    def _named_fields(self) -> tuple[tuple[str, TextField], ...]:
        return ("title", self.title), ("why", self.why), ("done_when", self.done)

    # Keeping

    def _keep(self, name: str) -> None:
        field = dict(self._named_fields())[name]
        typed = field.text()
        if not self.objective.id:
            self._keep_new()
        elif typed != getattr(self.objective, name):
            fields: ObjectiveFields = {name: typed}  # type: ignore[misc]
            burst = f"objective {name} {self._burst}"
            edit = self._deeds.store.objectives.edit
            self.objective = edit(self.objective.id, burst=burst, **fields)

    def _keep_new(self) -> None:
        title, why, done = self.title.text(), self.why.text(), self.done.text()
        if not (title + why + done).strip():
            return
        new = replace(self.objective, title=title, why=why, done_when=done)
        burst = f"objective title {self._burst}"
        with self._deeds.store.together("add", new.title, burst=burst):
            self.objective = self._deeds.store.objectives.add(new)
        for one in self._saves.values():
            one.forget()
        self.created.emit(self.objective.id)

    def rescue(self) -> None:
        """Let nothing be lost of a new objective that has no title yet."""
        typed = any(field.text().strip() for _, field in self._named_fields())
        if not self.objective.id and typed and not self.title.text().strip():
            self.title.put(self.tr("Without a title yet"))
            self._saves["title"].flush()

    def _on_refused(self, problem: PlannerError | None) -> None:
        wrong = isinstance(problem, RuleError)
        self.wrong.setText(text.error(problem) if problem and wrong else "")
        self.wrong.setVisible(wrong)

    def _on_day(self, day: str) -> None:
        if not self.objective.id:
            self.objective = replace(self.objective, by=day)
            return
        self._deeds.do(lambda: self._deeds.store.objectives.edit(self.objective.id, by=day))

    # The menu

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """What can be done with the objective besides writing it."""
        deeds = {
            ObjectiveStatus.ACTIVE: self.tr("Work towards it again"),
            ObjectiveStatus.PAUSED: self.tr("Pause it"),
            ObjectiveStatus.ACHIEVED: self.tr("It is achieved"),
            ObjectiveStatus.DROPPED: self.tr("Let go of it"),
        }
        menu = QMenu(self)
        for status, deed in deeds.items():
            if status in OBJECTIVE_STEPS[self.objective.status]:
                entry = menu.addAction(deed)
                entry.triggered.connect(lambda _=False, status=status: self.turned.emit(status))
        menu.addSeparator()
        menu.addAction(self.tr("Delete this objective"), self.deleted.emit)
        return menu

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.px(_BESIDE)
        direction = QBoxLayout.Direction
        self._fields.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        least, most = map(theme.px, _DAY_WIDE) if beside else (0, _ENDLESS)
        self._by.setMinimumWidth(least)
        self._by.setMaximumWidth(most)
