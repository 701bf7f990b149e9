"""Ask: the statement and the outcome under the gate, and three people who would help."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.domain.meetings import PurposeKind
from planner.domain.objectives import AskStatus
from planner.gate import Criterion, Field, TextReview, way_to_begin
from planner.gui import text, theme
from planner.gui.page import Desk
from planner.gui.widgets.button import Button
from planner.gui.widgets.card import Card
from planner.gui.widgets.chip import StatusChip
from planner.gui.widgets.label import Label, Part
from planner.gui.wizard import words
from planner.gui.wizard.fields import GateField
from planner.gui.wizard.names import Names
from planner.gui.wizard.pages import Inset, StepPage
from planner.planning import Plan, fits_in_a_message


class AskPage(StepPage):
    """The step at the gate."""

    why_requested = Signal()
    message_requested = Signal()

    def __init__(self, desk: Desk, plan: Plan) -> None:
        super().__init__(desk, plan)
        self.chips = _Chips(plan)
        met = lambda: words.first(plan)  # noqa: E731
        self.statement = GateField(
            plan, Field.STATEMENT, "", met, style="voice-l", least=2, above=14
        )
        self.outcome = GateField(
            plan, Field.OUTCOME, self.tr("Afterwards, you’ll have"), met, above=12
        )
        self.misread = _Misread()
        self.linked = Inset("warning-circle", "amber", "amberSoft", "amberLine")
        self.same = Button(self.tr("Let the ask say this"), small=True)
        self.beginning = Beginning()
        self.message = Inset("envelope-simple", "pine", "hero", "heroLine")
        self.to_message = Button(self.tr("Make it a message"), small=True)
        self.names = Names(desk, plan)
        for inset, button in ((self.linked, self.same), (self.message, self.to_message)):
            button.setAutoDefault(False)
            inset.layout().addWidget(button)  # type: ignore[union-attr]
        self.add(self.chips, 8)
        self.add(self.statement, 21)
        self.add(self.outcome, 20)
        self.add(self.linked, 18)
        self.add(self.beginning, 22)
        self.add(self.message, 18)
        self.add(self.names, 24)
        self.column.addStretch(1)
        self.misread.setParent(self)
        self.setTabOrder(self.misread.link, self.statement.editor)
        self.statement.installEventFilter(self)
        self._connect()

    def _connect(self) -> None:
        for field in (self.statement, self.outcome):
            field.edited.connect(self.edited)
            field.editor.review_changed.connect(self._on_review)
            field.editor.pointed.connect(self._on_pointed)
        self.statement.editor.done.connect(
            lambda: self.outcome.editor.setFocus(Qt.FocusReason.TabFocusReason)
        )
        self.misread.asked.connect(self._on_misread)
        self.misread.resized.connect(self._place_misread)
        self.beginning.taken.connect(self._on_begin)
        self.same.clicked.connect(self._on_same)
        self.to_message.clicked.connect(self.message_requested)
        self.names.told.connect(self.told)
        self.names.changed.connect(self.edited)
        self.names.link_requested.connect(self.why_requested)

    def show_plan(self) -> None:
        self.heading.setText(words.question(self.plan))
        self.chips.show_plan()
        label = words.statement_label(self.plan.purpose.kind)
        self.statement.label.setText(label)
        self.statement.editor.setAccessibleName(label)
        self.statement.show_text()
        self.outcome.show_text()
        self.names.show_names()
        self._show_review()

    def prepare(self) -> None:
        self.show_plan()

    def start(self) -> None:
        for field in (self.statement, self.outcome):
            if not field.editor.review.specific:
                break
        else:
            field = self.statement
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        field.editor.moveCursor(field.editor.textCursor().MoveOperation.End)

    def open_notes(self) -> int:
        """How many notes still ask for something."""
        return self.statement.notes.open_notes() + self.outcome.notes.open_notes()

    # The gate

    def _on_review(self, _: TextReview) -> None:
        self._show_review()

    def _show_review(self) -> None:
        plan, gate = self.plan, self.plan.gate
        said = self.statement.editor.review
        self.beginning.show_way(self._way(said), from_ask=bool(self._ask_text))
        written = bool(said.text.strip() or self.outcome.text.strip())
        settled = said.specific and self.outcome.editor.review.specific
        self.misread.setVisible(written and not settled)
        ask = plan.ask
        ended = ask is not None and ask.status not in (AskStatus.OPEN, AskStatus.IN_PROGRESS)
        words_of_ask = ""
        if gate.ask is not None and ask is not None:
            template = self.tr("The ask it serves is still too open: “{ask}”.")
            words_of_ask = template.format(ask=_cut(ask.text))
        elif ended and ask is not None:
            words_of_ask = self.tr("The ask it serves has ended: “{ask}”.").format(
                ask=_cut(ask.text)
            )
        self.linked.say(words_of_ask)
        self.same.setVisible(gate.ask is not None and said.specific)
        self.names.say_who()
        offered = gate.open and not plan.dated and fits_in_a_message(plan.meeting)
        self.message.say(
            self.tr("This could be a message.")
            + " "
            + self.tr("It fits in three lines of mail, and their time counts.")
            if offered
            else ""
        )

    @property
    def _ask_text(self) -> str:
        """The words of the ask it serves, as long as nothing else is written."""
        ask = self.plan.ask
        if ask is None or self.plan.purpose.statement.strip() or self.plan.gate.ask is not None:
            return ""
        return ask.text.strip()

    def _way(self, said: TextReview) -> str:
        if said.specific:
            return ""
        if self._ask_text:
            return self._ask_text
        purpose, ask = self.plan.purpose, self.plan.ask
        kind = ask.kind if ask and purpose.kind is PurposeKind.ASK else None
        language = said.language if said.text.strip() else self.plan.usual
        return way_to_begin(purpose.kind, words.first(self.plan), language=language, ask=kind)

    def _on_begin(self, sentence: str) -> None:
        self.statement.put(sentence)

    def _on_same(self) -> None:
        ask, statement = self.plan.ask, self.plan.purpose.statement.strip()
        if ask is not None:
            self.do(lambda: self.store.objectives.edit_ask(ask.id, text=statement))
            self.plan.refresh()
            self.show_plan()
            self.edited.emit()

    def _on_misread(self) -> None:
        field = self.statement if not self.statement.editor.review.specific else self.outcome
        if self.misread.on:
            self._stop_pointing()
            return
        self.misread.show_on(on=True)
        for one in (self.statement, self.outcome):
            one.editor.pointing = True
        field.editor.start_pointing()

    def _on_pointed(self, criterion: Criterion | None, chosen: str) -> None:
        self._stop_pointing()
        if criterion is None:
            return
        counts = self.plan.appeal(criterion, chosen)
        for field in (self.statement, self.outcome):
            field.editor.rejudge()
        if not counts:
            self.told.emit(self.tr("Those words alone could be about anything. Point at more."))
        self.edited.emit()

    def _stop_pointing(self) -> None:
        self.misread.show_on(on=False)
        for one in (self.statement, self.outcome):
            one.editor.pointing = False

    def _place_misread(self) -> None:
        """At the right, on the line of the label; the editor never moves for it."""
        label = self.statement.label.sizeHint().width()
        size = self.misread.fitted(self.statement.width() - label - theme.px(12))
        right = self.statement.geometry().right() + 1
        line = self.statement.label.height()
        top = self.statement.y() + (line - size.height()) // 2
        self.misread.setGeometry(right - size.width(), top, size.width(), size.height())
        self.misread.raise_()

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place_misread()
        return False


class _Chips(QWidget):
    """What kind of ask it is, and the objective it serves."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self._plan = plan
        self.kind = StatusChip("", "clear")
        self.dot = _Dot()
        self.objective = Label("", "small", "ink2", wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.kind)
        row.addSpacing(theme.px(4))
        row.addWidget(self.dot)
        row.addWidget(self.objective, 100)
        row.addStretch(1)

    def show_plan(self) -> None:
        plan = self._plan
        icon, word = words.kind(plan.purpose.kind)
        if plan.ask and plan.purpose.kind is PurposeKind.ASK:
            icon, word = words.ask_kind(plan.ask.kind)
        self.kind.show_state(word, "clear", icon)
        self.objective.setText(text.one_line(plan.objective))
        for widget in (self.dot, self.objective):
            widget.setVisible(bool(plan.objective))


class _Dot(QWidget):
    """The ring before an objective."""

    def __init__(self) -> None:
        super().__init__()
        self._on_look()
        theme.on_change(self._on_look)

    def _on_look(self) -> None:
        self.setFixedSize(theme.px(12), theme.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("pine"), theme.px(2.2)))
        edge = theme.px(2)
        painter.drawEllipse(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge))


class _Misread(QWidget):
    """ "Misread? Point at the words"."""

    asked = Signal()
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.on = False
        self.label = Label("", "small", "ink2", wrap=False)
        self.link = Button("", "link")
        self.link.setAutoDefault(False)
        self.link.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self.label)
        row.addWidget(self.link)
        self.show_on(on=False)

    def fitted(self, room: int) -> QSize:
        """The size it takes, with the link alone where there is no room for more."""
        self.label.show()
        if self.sizeHint().width() > room:
            self.label.hide()
        return self.sizeHint()

    def show_on(self, *, on: bool) -> None:
        self.on = on
        self.label.setText(
            self.tr("Select the words a reader can act on.") if on else self.tr("Misread?")
        )
        self.link.setText(self.tr("Never mind") if on else self.tr("Point at the words"))
        self.link.updateGeometry()
        self.resized.emit()


class Beginning(Card):
    """A sentence to start from, its blanks underlined; away as soon as the text is specific."""

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__(radius=8)
        self._sentence = ""
        self.head = Label("", "caption", "ink3", wrap=False)
        self.sentence = BlankLabel()
        self.use = Button(self.tr("Use this"), small=True)
        self.use.setAutoDefault(False)
        self.use.clicked.connect(lambda: self.taken.emit(self._sentence))
        lines = QVBoxLayout()
        lines.setSpacing(theme.px(2))
        lines.addWidget(self.head)
        lines.addWidget(self.sentence)
        row = QHBoxLayout(self)
        px = theme.px
        row.setContentsMargins(px(17), px(11), px(17), px(12))
        row.setSpacing(px(16))
        row.addLayout(lines, 1)
        row.addWidget(self.use)

    def show_way(self, sentence: str, *, from_ask: bool) -> None:
        self.setVisible(bool(sentence))
        if not sentence or (sentence == self._sentence and self.head.text()):
            return
        self._sentence = sentence
        self.head.setText(
            self.tr("The words of your ask") if from_ask else self.tr("A way to begin")
        )
        self.sentence.show_sentence(sentence)
        self.use.setAccessibleDescription(sentence)


class BlankLabel(Label):
    """A sentence with blanks, which are shown in italics over a dashed line."""

    def __init__(self) -> None:
        super().__init__("", "voice-s")
        self._blanks: list[tuple[int, int]] = []

    def show_sentence(self, sentence: str) -> None:
        parts, self._blanks = [Part("“")], []
        rest, at = sentence, 1
        while "⟨" in rest and "⟩" in rest:
            before, _, rest = rest.partition("⟨")
            blank, _, rest = rest.partition("⟩")
            parts += [Part(before), Part(blank, colour="ink2", italic=True)]
            at += len(before)
            self._blanks.append((at, at + len(blank)))
            at += len(blank)
        self.set_parts((*parts, Part(rest), Part("”")))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        pen = QPen(theme.colour("field"), 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        for start, end in self._blanks:
            for place in self.stretches(start, end):
                y = place.bottom() - 1.5
                painter.drawLine(int(place.left()), int(y), int(place.right()), int(y))


def _cut(line: str) -> str:
    short = text.one_line(line)
    return short if len(short) <= 120 else short[:119].rstrip() + "…"
