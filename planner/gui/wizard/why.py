"""Why: what kind of meeting, which ask it serves, and why it is them."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QVBoxLayout, QWidget

from planner.domain.meetings import PurposeKind
from planner.domain.objectives import Ask, AskKind, AskStatus, Objective, ObjectiveStatus
from planner.gate import Context, Field, TextReview, review_ask
from planner.gui import icons, text, theme
from planner.gui.page import Desk
from planner.gui.widgets.button import Button
from planner.gui.widgets.chip import FilterChip
from planner.gui.widgets.label import Label
from planner.gui.widgets.purpose_editor import PurposeEditor
from planner.gui.widgets.scroller import FlowLayout
from planner.gui.wizard import words
from planner.gui.wizard.fields import Choice, GateField
from planner.gui.wizard.notes import Notes
from planner.gui.wizard.pages import Gap, OfferRow, StepPage, clear
from planner.planning import Companion, Ground, GroundKind, Plan, companions, grounds

_LIVE = (AskStatus.OPEN, AskStatus.IN_PROGRESS)
_NONE, _NEW = 0, -1


class WhyPage(StepPage):
    """The kind, the ask, the why, and honest reasons for somebody who has none yet."""

    def __init__(self, desk: Desk, plan: Plan) -> None:
        super().__init__(desk, plan)
        self.kinds = _Kinds()
        self.asks = Choice(self.tr("Which of your asks it serves"))
        self._new_ask = QVBoxLayout()
        self.why = GateField(
            plan, Field.WHY, self.tr("Why this person"), lambda: words.first(plan), least=2
        )
        self.reasons_label = Label(self.tr("From your records"), "small", weight=600)
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(theme.px(8))
        self._grounds: tuple[Ground, ...] = ()
        self.rows: list[OfferRow] = []
        self.add(self.kinds, 16)
        self.add(Label(self.tr("What it serves"), "small", weight=600), 20)
        self.add(self.asks, 8)
        self.column.addLayout(self._new_ask)
        self.add(self.why, 24)
        self.add(self.reasons_label, 22)
        self.column.addWidget(Gap(10))
        self.column.addLayout(self._reasons)
        self.column.addStretch(1)
        self.kinds.chosen.connect(self._on_kind)
        self.asks.activated.connect(self._on_ask)
        self.why.edited.connect(self.edited)

    @cached_property
    def new_ask(self) -> NewAsk:
        """The fields for a new ask, which few want."""
        made = NewAsk(self.desk, self.plan)
        made.made.connect(self._on_made)
        made.told.connect(self.told)
        self._new_ask.addWidget(Gap(12, made))
        self._new_ask.addWidget(made)
        return made

    def show_plan(self) -> None:
        who = words.first(self.plan)
        self.heading.setText(
            self.tr("Why {who}?").format(who=who) if who else self.tr("Why these people?")
        )
        self.why.editor.setPlaceholderText(
            self.tr("Has signed two trial contracts and knows which clause stops them")
        )
        self.kinds.show_kind(self.plan.purpose.kind)
        self._show_asks()
        self.why.show_text()
        people = companions(self.store, self.plan.meeting.people, self.desk.clock())
        self._grounds = grounds(self.store, people)
        self._show_grounds(people)

    def start(self) -> None:
        self.why.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.why.editor.moveCursor(self.why.editor.textCursor().MoveOperation.End)

    def _show_asks(self) -> None:
        self.asks.clear()
        self.asks.addItem(self.tr("Nothing written down yet"), _NONE)
        now = self.plan.purpose.ask
        for objective in self.store.objectives.all():
            for ask in objective.asks:
                active = objective.status is ObjectiveStatus.ACTIVE and ask.status in _LIVE
                if active or ask.id == now:
                    self._add_ask(objective, ask)
        self.asks.addItem(icons.icon("plus"), self.tr("A new ask…"), _NEW)
        self.asks.setCurrentIndex(max(0, self.asks.findData(now or _NONE)))
        self.asks.setToolTip(text.tooltip(self.asks.currentText()))

    def _add_ask(self, objective: Objective, ask: Ask) -> None:
        icon, _ = words.ask_kind(ask.kind)
        line = self.tr("{ask} ({objective})").format(
            ask=_cut(ask.text), objective=_cut(objective.title)
        )
        if ask.status not in _LIVE:
            line = self.tr("{ask}: it has ended").format(ask=line)
        self.asks.addItem(icons.icon(icon), line, ask.id)

    def _show_grounds(self, people: tuple[Companion, ...]) -> None:
        clear(self._reasons)
        self.rows = []
        today = self.desk.clock().astimezone().date()
        by_id = {one.id: one for one in people}
        for ground in self._grounds:
            who = by_id[ground.person].first
            icon, token = _ICONS[ground.kind]
            head, rest = words.ground(ground, who, today)
            row = OfferRow(icon, token, head, rest, self.tr("Use this"))
            row.taken.connect(lambda ground=ground, who=who: self.take(ground, who, today))
            self.rows.append(row)
            self._reasons.addWidget(row)
        self.reasons_label.setVisible(bool(self._grounds))

    def take(self, ground: Ground, who: str, today: date) -> None:
        """Let a reason stand in the why, with the kind and the ask it makes for."""
        kind = words.ground_kind(ground)
        if kind is not None and not self.plan.purpose.statement.strip():
            self.plan.write(kind=kind)
        if ground.ask:
            self.plan.write(ask=ground.ask)
        self.kinds.show_kind(self.plan.purpose.kind)
        self._show_asks()
        before = self.why.text.strip()
        fact = words.ground_as_why(ground, who, today)
        if fact not in before:
            self.why.put(f"{before} {fact}".strip())
        self.why.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _on_kind(self, kind: PurposeKind) -> None:
        self.plan.write(kind=kind)
        self.why.editor.rejudge()
        self.edited.emit()

    def _on_ask(self, _: int) -> None:
        chosen = self.asks.currentData()
        if chosen == _NEW:
            self.new_ask.show()
            self.new_ask.start()
            return
        if "new_ask" in self.__dict__:
            self.new_ask.hide()
        self.plan.write(ask=chosen or None)
        self.why.editor.rejudge()
        self.edited.emit()

    def _on_made(self, ask: int) -> None:
        self.new_ask.hide()
        self.plan.write(ask=ask)
        self._show_asks()
        self.asks.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()


_ICONS = {
    GroundKind.I_PROMISED: ("arrow-up-right", "plum"),
    GroundKind.THEY_PROMISED: ("arrow-down-left", "blue"),
    GroundKind.NEED: ("gift", "plum"),
    GroundKind.ASK: ("target", "pine"),
    GroundKind.NAMED: ("target", "pine"),
    GroundKind.LAST_TIME: ("chat-circle-text", "ink2"),
}


class _Kinds(QWidget):
    """The kinds of meetings, one of which is chosen."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("What kind of meeting"))
        self._group = QButtonGroup(self)
        self.chips: dict[PurposeKind, FilterChip] = {}
        row = FlowLayout(8, self)
        for kind in PurposeKind:
            icon, word = words.kind(kind)
            chip = self.chips[kind] = FilterChip(word, icon=icon)
            chip.clicked.connect(lambda _=False, kind=kind: self.chosen.emit(kind))
            self._group.addButton(chip)
            row.addWidget(chip)

    def show_kind(self, kind: PurposeKind) -> None:
        self.chips[kind].setChecked(True)


class NewAsk(QWidget):
    """A new ask, written under the gate, for an objective that is there or a new one."""

    made = Signal(int)
    told = Signal(str)

    def __init__(self, desk: Desk, plan: Plan) -> None:
        super().__init__()
        self._store, self._plan = desk.store, plan
        self.kind = Choice(self.tr("Kind of the ask"))
        for kind in AskKind:
            icon, word = words.ask_kind(kind)
            self.kind.addItem(icons.icon(icon), word, kind)
        self.text = PurposeEditor(self.tr("What you need"), self._review)
        self.text.setPlaceholderText(self.tr("One name at a utility that has paid for a trial"))
        self.notes = Notes(lambda: words.first(plan))
        self.objective = Choice(self.tr("Objective of the ask"))
        self.title = QLineEdit()
        self.title.setAccessibleName(self.tr("Title of the new objective"))
        self.title.setPlaceholderText(self.tr("Find a winter pilot utility"))
        theme.set_type(self.title, "body")
        self.keep = Button(self.tr("Keep the ask"), small=True)
        self.keep.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(8))
        for widget in (self.kind, self.text, self.notes, self.objective, self.title, self.keep):
            layout.addWidget(widget)
        self.text.review_changed.connect(self.notes.show_review)
        self.objective.currentIndexChanged.connect(self._on_objective)
        self.keep.clicked.connect(self._on_keep)

    def start(self) -> None:
        self.objective.clear()
        for line in self._store.objectives.working_towards():
            self.objective.addItem(text.one_line(line.title), line.id)
        self.objective.addItem(icons.icon("plus"), self.tr("A new objective…"), _NEW)
        if not self.text.text().strip():
            self.text.set_text(self._plan.purpose.statement)
            self.text.rejudge()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _review(self, typed: str) -> TextReview:
        return review_ask(typed, Context(usual=self._plan.usual))

    def _on_objective(self, _: int) -> None:
        self.title.setVisible(self.objective.currentData() == _NEW)

    def _on_keep(self) -> None:
        from planner.domain.errors import PlannerError

        objectives = self._store.objectives
        try:
            with self._store.together("add", self.text.text()):
                number = self.objective.currentData()
                if number == _NEW:
                    number = objectives.add(Objective(title=self.title.text())).id
                ask = Ask(objective=number, kind=self.kind.currentData(), text=self.text.text())
                made = objectives.add_ask(ask)
        except PlannerError as problem:
            self.told.emit(text.error(problem))
            return
        self.text.set_text("")
        QTimer.singleShot(0, self, lambda: self.made.emit(made.id))


def _cut(line: str) -> str:
    short = text.one_line(line)
    return short if len(short) <= 70 else short[:69].rstrip() + "…"
