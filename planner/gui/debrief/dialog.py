"""How did it go? Asked once a meeting is over; nothing that is typed here is ever lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from planner import debriefing
from planner.debriefing import About, Answer, Drafts, Told
from planner.domain.errors import PlannerError
from planner.domain.meetings import Feeling, MeetingStatus, zone_info
from planner.domain.people import ME, PersonRow
from planner.gui import text, theme
from planner.gui.debrief import words
from planner.gui.debrief.choices import Answers
from planner.gui.debrief.moving import Moving
from planner.gui.debrief.names import Names
from planner.gui.debrief.needless import Needless
from planner.gui.debrief.promises import Promises
from planner.gui.page import Desk
from planner.gui.widgets.avatar import Avatar
from planner.gui.widgets.button import Button
from planner.gui.widgets.card import Ground, Hairline
from planner.gui.widgets.choice import CheckBox
from planner.gui.widgets.label import Label, Part
from planner.gui.widgets.steady_scroller import BAR, SteadyScroller
from planner.gui.widgets.text_field import TextField
from planner.pursuing import MootItem

_WIDTH, _HEIGHT, _SIDE = 900, 700, 32
_RIGHT, _GAP, _NARROW = 320, 24, 720
_KEEP_MS = 500
_OFFERED = 8


class DebriefDialog(QDialog):
    """Esc and "Finish later" keep what was typed as a draft, and so does every pause in typing."""

    undoable = Signal(str)
    """What was done, as a sentence to offer undo with."""
    message_asked = Signal(object)
    """A Thanks to write."""

    def __init__(self, desk: Desk, meeting: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._store = desk, desk.store
        self._drafts = Drafts(desk.store)
        self._meeting = meeting
        self._filling = True
        self.setWindowTitle(self.tr("Debrief"))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_KEEP_MS)
        self._later.timeout.connect(self.keep_draft)
        self.problem = Label("", "small", "rust", lines=3)
        self.later = Button(self.tr("Finish later"), "ghost")
        self.save = Button(self.tr("Save debrief"), "primary")
        try:
            self._told_of: About | None = debriefing.about(self._store, meeting)
            needless = debriefing.moot_with(self._store, self._told_of)
        except PlannerError as problem:
            self._told_of = None
            self._lay_out(QWidget())
            self._say(text.error(problem))
            self.save.setEnabled(False)
        else:
            self._make(self._told_of, needless)
            self._lay_out(self._body(self._told_of))
            self._fill(self._drafts.get(meeting) or Told())
            self._connect()
        self._filling = False
        self.resize(self._fitting())

    @property
    def told_of(self) -> About:
        assert self._told_of is not None
        return self._told_of

    def _now(self) -> datetime:
        return self._desk.clock().astimezone()

    def _today(self) -> date:
        return self._now().date()

    # How it is made

    def _make(self, told_of: About, needless: tuple[MootItem, ...]) -> None:
        self.answers = Answers(
            words.got(told_of),
            (
                (Answer.YES, self.tr("Yes")),
                (Answer.PARTLY, self.tr("Partly")),
                (Answer.NOT_YET, self.tr("Not yet")),
                (Answer.NO, self.tr("No")),
            ),
        )
        self.moved = Button(self.tr("It moved"), "link")
        self.missed = Button(self.tr("We missed each other"), "link")
        self.moving = Moving(told_of.meeting, self._now)
        self.moving.hide()
        self.needless = Needless(needless, self._today())
        self.needless.hide()
        self.happened = TextField(
            "voice-s", self.tr("What happened"), plain=False, paragraphs=True, least=3, most=8
        )
        self.fun = TextField(
            "voice-s", self.tr("What was fun?"), plain=False, paragraphs=True, least=3, most=8
        )
        self.happened.setPlaceholderText(self.tr("She would sign with a thirty-day exit."))
        self.fun.setPlaceholderText(self.tr("Her crew names every valve."))
        self.promises = Promises(told_of, self._now)
        self.names = Names(self._find, lambda ids: self._store.people.rows(list(ids)))
        self.fill = CheckBox()
        self.thank, self.tell = CheckBox(), CheckBox()
        self.felt = Answers(
            self.tr("How did it feel?"),
            (
                (Feeling.ENERGISED, self.tr("Energised")),
                (Feeling.NEUTRAL, self.tr("Neutral")),
                (Feeling.DRAINED, self.tr("Drained")),
            ),
            height=28,
        )

    def _lay_out(self, body: QWidget) -> None:
        px = theme.px
        foot = Ground("surface")
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(16), px(12), px(_SIDE), px(12))
        row.setSpacing(px(20))
        row.addWidget(self.later)
        row.addStretch(1)
        self.note = Label(
            self.tr("Promises become follow-ups on your timeline."), "small", "ink2", wrap=False
        )
        row.addWidget(self.note)
        row.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(SteadyScroller(body), 1)
        said = QHBoxLayout()
        said.setContentsMargins(px(_SIDE), px(4), px(_SIDE), px(8))
        said.addWidget(self.problem)
        self._problem_row = QWidget()
        self._problem_row.setLayout(said)
        self._problem_row.hide()
        layout.addWidget(self._problem_row)
        layout.addWidget(Hairline())
        layout.addWidget(foot)
        for button in (self.later, self.save):
            button.setAutoDefault(False)
        self.save.setToolTip(self.tr("Ctrl+Enter"))
        self.later.clicked.connect(self.reject)
        self.save.clicked.connect(self.finish)

    def _body(self, told_of: About) -> QWidget:
        px = theme.px
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(px(_SIDE), px(18), px(_SIDE - BAR), px(12))
        column.setSpacing(0)
        column.addLayout(self._head(told_of))
        column.addSpacing(px(15))
        column.addLayout(self._answer_row(told_of))
        column.addSpacing(px(21))
        self._texts = self._pair(
            self._labelled(self.tr("What happened"), self.happened),
            self._labelled(self.tr("What was fun?"), self.fun),
        )
        column.addLayout(self._texts)
        column.addSpacing(px(19))
        column.addLayout(self._labelled(self.tr("Promises"), self.promises))
        column.addSpacing(px(21))
        self._ends = self._pair(self._named(told_of), self._after(told_of))
        column.addLayout(self._ends)
        column.addSpacing(px(12))
        column.addLayout(self._feeling())
        column.addStretch(1)
        return body

    def _head(self, told_of: About) -> QHBoxLayout:
        avatar = Avatar(48)
        lead = told_of.lead
        avatar.show_person(lead.row.name, lead.row.uid, wished=lead.wished)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(Label(words.question(told_of), "title", wrap=False))
        lead_in, asked = words.asked(told_of, self._today())
        line = Label("", "voice-s", "ink", lines=2)
        line.set_parts((Part(f"{lead_in} ", colour="ink2", style="body"), Part(asked)))
        line.setVisible(bool(asked))
        lines.addWidget(line)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(avatar, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        return row

    def _answer_row(self, told_of: About) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(20))
        row.addWidget(self.answers, 1)
        row.addWidget(self.moved)
        row.addWidget(self.missed)
        self.answers.setVisible(told_of.wanted)
        if not told_of.wanted:
            row.insertStretch(0, 1)
        column = QVBoxLayout()
        column.setSpacing(theme.px(9))
        if told_of.wanted:
            column.addWidget(Label(words.got(told_of), "small", weight=600, wrap=False))
        column.addLayout(row)
        column.addWidget(self.moving)
        column.addWidget(self.needless)
        can_move = not told_of.held and not self._store.read_only
        self.moved.setVisible(can_move)
        self.missed.setVisible(can_move and told_of.meeting.status is not MeetingStatus.MISSED)
        return column

    def _named(self, told_of: About) -> QVBoxLayout:
        column = self._labelled(self.tr("Who did they name?"), self.names)
        self._fill_row = self._ticked(
            self.fill, self.tr("Put them among the three names of the ask")
        )
        column.addWidget(self._fill_row)
        column.addStretch(1)
        return column

    def _after(self, told_of: About) -> QVBoxLayout:
        thanks = self._ticked(self.thank, self.tr("Draft one, to send by tomorrow"))
        column = self._labelled(self.tr("Thank-you note"), thanks)
        self._tell_row = self._ticked(self.tell, words.tell(told_of))
        self._tell_row.setVisible(bool(told_of.introducers))
        column.addWidget(self._tell_row)
        column.addStretch(1)
        return column

    def _feeling(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(Label(self.tr("How did it feel?"), "small", weight=600, wrap=False))
        row.addWidget(self.felt, 1)
        return row

    @staticmethod
    def _labelled(label: str, widget: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(9))
        column.addWidget(Label(label, "small", weight=600, wrap=False))
        column.addWidget(widget)
        return column

    @staticmethod
    def _ticked(tick: CheckBox, words: str) -> QWidget:
        holder = QWidget()
        tick.setAccessibleName(words)
        label = Label(words, "body", lines=2)
        label.mousePressEvent = lambda _: tick.toggle()  # type: ignore[method-assign]
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        tick.setFixedWidth(theme.px(20))  # its square is in line; the words are pressed as well
        row.addWidget(tick)
        row.addWidget(label, 1)
        return holder

    @staticmethod
    def _pair(left: QVBoxLayout, right: QVBoxLayout) -> QBoxLayout:
        """Two columns, the right one narrow; below each other where there is no room."""
        pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        pair.setSpacing(theme.px(_GAP))
        pair.addLayout(left, 492)
        pair.addLayout(right, _RIGHT)
        return pair

    def _fitting(self) -> QSize:
        parent = self.parentWidget()
        room = parent.window().size() if parent else self.screen().availableGeometry().size()
        return QSize(theme.px(_WIDTH), theme.px(_HEIGHT)).boundedTo(room)

    def _connect(self) -> None:
        for answers in (self.answers, self.felt):
            answers.chosen.connect(self._on_changed)
        for field in (self.happened, self.fun):
            field.edited.connect(self._on_changed)
            field.done.connect(self.finish)
        for tick in (self.fill, self.thank, self.tell):
            tick.toggled.connect(self._on_changed)
        self.promises.changed.connect(self._on_changed)
        self.names.changed.connect(self._on_changed)
        for button in (self.moved, self.missed):
            button.setAutoDefault(False)
        self.moved.clicked.connect(self._on_moved)
        self.missed.clicked.connect(self._on_missed)
        self.moving.wanted.connect(self._move)
        self.moving.left.connect(self._on_not_moved)

    def _find(self, name: str) -> list[PersonRow]:
        """Whom a name may mean, but for me and those who were met."""
        people = self._store.people
        there = {one.id for one in self.told_of.people} | {people.id_of(ME)}
        found = [one for one in people.find(name, _OFFERED + len(there)) if one not in there]
        return people.rows(found[:_OFFERED])

    # What was told

    def _fill(self, told: Told) -> None:
        self.answers.show_value(told.answer)
        self.felt.show_value(told.felt)
        self.happened.set_text(told.happened)
        self.fun.set_text(told.fun)
        there = {one.id for one in self.told_of.people}
        for promise in told.promises:
            person = promise.person if promise.person in there else self.told_of.lead.id
            self.promises.add(replace(promise, person=person))
        self.promises.show_entry(told.unfinished)
        self.names.show_named(told.named)
        self.fill.setChecked(told.fill)
        self.thank.setChecked(told.thank)
        self.tell.setChecked(told.tell)
        self._show_what_follows()
        if self.told_of.held:
            self._say(self.tr("This meeting was told of already; its history has what happened."))
        self.save.setEnabled(not self.told_of.held and not self._store.read_only)

    @property
    def told(self) -> Told:
        """All that was told so far."""
        answer, felt = self.answers.value, self.felt.value
        return Told(
            answer=answer if isinstance(answer, Answer) else None,
            happened=self.happened.text(),
            fun=self.fun.text(),
            promises=self.promises.promises,
            named=self.names.named,
            felt=felt if isinstance(felt, Feeling) else None,
            thank=self.thank.isChecked(),
            tell=self.tell.isChecked(),
            fill=self.fill.isChecked(),
            unfinished=self.promises.entry.text(),
        )

    def _on_changed(self, *_: object) -> None:
        if not self._filling:
            self._show_what_follows()
            if not self._later.isActive():  # so that who never pauses loses no more either
                self._later.start()

    def _show_what_follows(self) -> None:
        """What the answer makes needless, and whether the names can serve the ask."""
        answer = self.answers.value
        self.needless.setVisible(answer is Answer.YES and bool(self.needless.rows))
        ends = answer in (Answer.YES, Answer.NO)
        room = self.told_of.free_places > 0 and not ends
        self._fill_row.setVisible(room and bool(self.names.named))

    def keep_draft(self) -> None:
        """Keep what was typed; where that does not work, say so and leave it there."""
        self._later.stop()
        if self._told_of is None or self._told_of.held or self._store.read_only:
            return
        try:
            self._drafts.keep(self._meeting, self.told)
        except PlannerError as problem:
            self._say(text.error(problem))

    # What can be done

    def finish(self) -> None:
        """Keep all of it and close; or say why not, with everything left as it was typed."""
        if not self.save.isEnabled():
            return
        self.promises.take_entry()
        self.keep_draft()
        told, today = self.told, self._today()
        drop = self.needless.ticked if told.answer is Answer.YES else ()
        try:
            done = debriefing.finish(
                self._store,
                self._meeting,
                told,
                words.phrases(self.told_of, today),
                today=today,
                drop=drop,
            )
        except PlannerError as problem:
            self._say(text.error(problem))
            return
        self.undoable.emit(words.kept(self.told_of))
        self.accept()
        if done.thanks:
            self.message_asked.emit(done.thanks)

    def _on_moved(self) -> None:
        self.moving.start()

    def _on_not_moved(self) -> None:
        self.moving.hide()
        self.moved.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, at: datetime) -> None:
        zone = self.told_of.meeting.zone
        local = at.astimezone(zone_info(zone) if zone else None)
        self._act(
            lambda: self._store.meetings.move(self._meeting, at),
            words.moved(self.told_of, local, self._today()),
        )

    def _on_missed(self) -> None:
        self._act(
            lambda: self._store.meetings.set_status(self._meeting, MeetingStatus.MISSED),
            words.missed(self.told_of),
        )

    def _act(self, deed: Callable[[], object], said: str) -> None:
        """Do something at once, offer to undo it, and close."""
        self.keep_draft()
        try:
            deed()
        except PlannerError as problem:
            self._say(text.error(problem))
            return
        self.undoable.emit(said)
        self.accept()

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self._problem_row.setVisible(bool(problem))

    # Qt's own names

    def done(self, result: int) -> None:
        if self._later.isActive():
            self.keep_draft()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finish()
        elif enter:
            event.accept()  # in a field it ends a line there, and never the debrief
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._told_of is not None:
            first = next(iter(self.answers.buttons.values()))
            begin = first if self._told_of.wanted else self.happened
            begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_NARROW)
        self.note.setVisible(not narrow)
        if self._told_of is not None:
            ways = QBoxLayout.Direction
            for pair in (self._texts, self._ends):
                pair.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
