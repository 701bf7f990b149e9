"""Logging a talk, or editing one: how, when, what was said, and what was fun."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPlainTextEdit, QWidget

from planner.domain.errors import PlannerError, RuleError
from planner.domain.meetings import Channel, Interaction
from planner.gui import text, theme
from planner.gui.people.detail import talks, understanding
from planner.gui.widgets.chip import FilterChip
from planner.gui.widgets.framed import FramedDialog, Problem
from planner.gui.widgets.label import Label
from planner.gui.widgets.scroller import FlowLayout

if TYPE_CHECKING:
    from datetime import datetime

    from planner.gui.people.detail.context import Context

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class TalkDraft:
    """A talk that was begun and not kept."""

    channel: Channel = Channel.CALL
    when: str = ""
    summary: str = ""
    fun: str = ""


class TalkDialog(FramedDialog):
    """Logs a talk with the person shown. Esc closes it and keeps what was typed for the next
    time; what cannot be kept stays, and why is said."""

    kept = Signal()

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        *,
        draft: TalkDraft | None = None,
        talk: Interaction | None = None,
    ) -> None:
        title = (
            translate("person pane", "A talk with {name}")
            if talk
            else translate("person pane", "Log a talk with {name}")
        ).format(name=context.first)
        later = translate("person pane", "Finish later")
        super().__init__(title, later, parent, width=480, scrolls=True)
        self._context, self._talk = context, talk
        self._build()
        self._fill(_of(talk, context.now()) if talk else draft or TalkDraft())

    def _build(self) -> None:
        self.channels: dict[Channel, FilterChip] = {}
        chips = QWidget()
        flow = FlowLayout(theme.px(8), chips)
        group = QButtonGroup(self)
        for channel in Channel:
            chip = FilterChip(talks.channel(channel), icon=talks.channel_icon(channel))
            group.addButton(chip)
            flow.addWidget(chip)
            self.channels[channel] = chip
        self.when = QLineEdit()
        self.when.setPlaceholderText(translate("person pane", "today, yesterday, 2 October 15:40"))
        self.when.textChanged.connect(self._on_when)
        self.understood = Label("", "small", "ink2")
        self.summary = _Text(translate("person pane", "Call. She still sails at weekends."))
        self.fun = _Text(translate("person pane", "She was already in oilskins."), lines=2)
        self.problem = Problem()
        theme.set_type(self.when, "body")
        self.body.setSpacing(theme.px(6))
        for said, widget in (
            (translate("person pane", "How"), chips),
            (translate("person pane", "When"), self.when),
            ("", self.understood),
            (translate("person pane", "What happened"), self.summary),
            (translate("person pane", "What was fun?"), self.fun),
        ):
            if said:
                if self.body.count():
                    self.body.addSpacing(theme.px(8))
                self.body.addWidget(Label(said, "small", weight=600, wrap=False))
                widget.setAccessibleName(said)
            self.body.addWidget(widget)
        self.body.addWidget(self.problem)
        self.body.addStretch(1)
        self.save = self.add_deed(translate("person pane", "Keep the talk"))
        self.save.clicked.connect(self.keep)

    def _fill(self, draft: TalkDraft) -> None:
        self.channels[draft.channel].setChecked(True)
        self.when.setText(draft.when)
        self.summary.setPlainText(draft.summary)
        self.fun.setPlainText(draft.fun)
        self._on_when()
        self.summary.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def draft(self) -> TalkDraft | None:
        """What was typed, to go on with another time; None when there is nothing to lose."""
        made = TalkDraft(
            self._channel, self.when.text(), self.summary.toPlainText(), self.fun.toPlainText()
        )
        return made if (made.summary.strip() or made.fun.strip()) else None

    @property
    def _channel(self) -> Channel:
        return next((one for one, chip in self.channels.items() if chip.isChecked()), Channel.CALL)

    def _on_when(self) -> None:
        context = self._context
        try:
            at = understanding.moment(self.when.text(), context.now()).astimezone()
        except RuleError:
            self.understood.setText("")
            return
        self.understood.setText(f"{text.day(at.date(), context.today())}, {text.clock(at)}")

    def keep(self) -> None:
        """Keep the talk and close; or say what is missing."""
        context = self._context
        try:
            at = self._at()
            summary, fun = self.summary.toPlainText().strip(), self.fun.toPlainText().strip()
            if not summary and not fun:
                raise RuleError("a few words of what happened are missing; nothing was kept")
            if self._talk:
                context.store.interactions.save(
                    replace(self._talk, at=at, channel=self._channel, summary=summary, fun=fun)
                )
            else:
                context.store.interactions.add(
                    Interaction(
                        people=(context.person,),
                        at=at,
                        channel=self._channel,
                        summary=summary,
                        fun=fun,
                    )
                )
        except PlannerError as problem:
            self.problem.say(text.error(problem))
            self.summary.setAccessibleDescription(self.problem.text())
            self.grow(self.problem)
            return
        self.kept.emit()
        self.accept()

    def _at(self) -> datetime:
        now = self._context.now()
        if self._talk and self.when.text() == _of(self._talk, now).when:
            return self._talk.at
        return understanding.moment(self.when.text(), now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.keep()
        else:
            super().keyPressEvent(event)


class _Text(QPlainTextEdit):
    """A few lines in the voice of the person; Ctrl+Enter keeps the talk."""

    def __init__(self, example: str, *, lines: int = 3) -> None:
        super().__init__()
        self._lines = lines
        self.setPlaceholderText(example)
        self.setTabChangesFocus(True)
        theme.set_type(self, "voice-s")
        self.setFixedHeight(lines * theme.line_height("voice-s") + theme.px(20))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # the dialog's
        else:
            super().keyPressEvent(event)


def _of(talk: Interaction, now: datetime) -> TalkDraft:
    at = talk.at.astimezone(now.tzinfo)
    when = f"{at.date().isoformat()} {text.clock(at)}"
    return TalkDraft(talk.channel, when, talk.summary, talk.fun)
