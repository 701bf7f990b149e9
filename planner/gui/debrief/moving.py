"""It moved: the new day and time of a meeting that did not take place."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from planner.domain.errors import RuleError
from planner.domain.meetings import Meeting, to_utc, zone_info
from planner.gui import text, theme
from planner.gui.widgets.button import Button
from planner.gui.widgets.card import Card
from planner.gui.widgets.day_button import DayButton
from planner.gui.widgets.label import Label

_TIME = re.compile(r"([01]?[0-9]|2[0-3])(?:[:.h ]?([0-5][0-9]))?")


class Moving(Card):
    """Asks for the new time; `wanted` brings it in UTC."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, meeting: Meeting, now: Callable[[], datetime]) -> None:
        super().__init__("sunken", "line", radius=8)
        self._meeting, self._now = meeting, now
        self.day = DayButton(lambda: now().date())
        self.time = QLineEdit()
        self.time.setAccessibleName(self.tr("Time"))
        self.time.setPlaceholderText("14:30")
        self.time.setMaxLength(8)
        self.time.setFixedWidth(theme.px(84))
        theme.set_type(self.time, "body")
        self.move_button = Button(self.tr("Move it"), "secondary", small=True)
        self.back = Button(self.tr("Back"), "ghost", small=True)
        self.wrong = Label("", "small", "rust")
        self.wrong.hide()
        for button in (self.move_button, self.back):
            button.setAutoDefault(False)
        if meeting.starts_at:
            zone = zone_info(meeting.zone) if meeting.zone else None
            self.time.setText(text.clock(meeting.starts_at.astimezone(zone)))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(Label(self.tr("It moved to"), "body", weight=500, wrap=False))
        row.addWidget(self.day)
        row.addWidget(self.time)
        row.addWidget(self.move_button)
        row.addWidget(self.back)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(one) for one in (16, 8, 16, 8)))
        layout.setSpacing(theme.px(4))
        layout.addLayout(row)
        layout.addWidget(self.wrong)
        self.move_button.clicked.connect(self._on_move)
        self.time.returnPressed.connect(self._on_move)
        self.back.clicked.connect(self.left)

    def start(self) -> None:
        self.show()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, problem: str) -> None:
        self.wrong.setText(problem)
        self.wrong.setVisible(bool(problem))
        self.time.setAccessibleDescription(problem)

    def _on_move(self) -> None:
        typed = _TIME.fullmatch(self.time.text().strip())
        if not self.day.day:
            self.say(self.tr("Choose a day to come."))
        elif typed is None:
            self.say(self.tr("That is no time of day; write it like 14:30."))
        else:
            try:
                at = self._moment(int(typed[1]), int(typed[2] or 0))
            except RuleError as problem:
                self.say(text.error(problem))
                return
            if at <= self._now():
                self.say(self.tr("That time has passed; choose one to come."))
                return
            self.say("")
            self.wanted.emit(at)

    def _moment(self, hour: int, minute: int) -> datetime:
        """The time on the clocks of the meeting's place, or of this computer's without one."""
        typed = f"{self.day.day}T{hour:02d}:{minute:02d}"
        if self._meeting.zone:
            return to_utc(typed, self._meeting.zone)
        return datetime.fromisoformat(typed).astimezone(UTC)
