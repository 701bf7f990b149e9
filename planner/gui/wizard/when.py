"""When: day, time and zone, how long and where; and what else is at that time."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from planner.domain.errors import RuleError
from planner.domain.meetings import Meeting, MeetingFormat, zone_info
from planner.gui import text, theme
from planner.gui.page import Desk
from planner.gui.widgets.date_field import DateField
from planner.gui.widgets.label import Label
from planner.gui.wizard import words
from planner.gui.wizard.fields import Choice, MinutesField
from planner.gui.wizard.moment import Chips, Which, ZoneChoice, here
from planner.gui.wizard.pages import Beside, Gap, Inset, StepPage
from planner.planning import (
    Plan,
    companions,
    conflicts,
    in_their_zone,
    instants,
    parse_time,
    starts_as,
)
from planner.planning.moments import after_the_jump

_LENGTHS = (15, 25, 40, 50, 90)
_NOTICES = (0, 5, 10, 15, 30, 60, 120, 1440)
_USUAL_TIME = time(10, 0)
_SHOWN = 3


class WhenPage(StepPage):
    """The last step. `problem` says why the time cannot be taken, for the footer."""

    def __init__(self, desk: Desk, plan: Plan) -> None:
        super().__init__(desk, plan)
        self.heading.setText(self.tr("When and where?"))

        def today() -> date:
            return desk.clock().astimezone().date()

        self.day = DateField(
            self.tr("Day"),
            self.tr("Choose a day"),
            lambda day: text.day(day, today()),
            today,
            style="body",
            token="ink",
            framed=True,
        )
        self.time = QLineEdit()
        self.zone = ZoneChoice(self.tr("Time zone"))
        self.theirs = Label("", "small", "ink2", lines=3)
        self.wrong = Inset("warning-circle", "amber", "amberSoft", "amberLine")
        self.which = Which()
        self.busy = Inset("calendar-blank", "amber", "amberSoft", "amberLine")
        self.lengths = Chips(self.tr("How long"))
        self.minutes = MinutesField()
        self.formats = Chips(self.tr("What it is"))
        self.reminder = Choice(self.tr("Reminder"))
        self.place = QLineEdit()
        self.link = QLineEdit()
        self._starts: datetime | None = None
        self._later = False
        self._before: Meeting | None = None
        self.problem = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        for field, name, example in (
            (self.time, self.tr("Time"), "14:30"),
            (self.place, self.tr("Place"), self.tr("Café Blom, Dordrecht")),
            (self.link, self.tr("Link"), "https://meet.example/room"),
        ):
            field.setAccessibleName(name)
            field.setPlaceholderText(example)
            field.setMaxLength(500)
            theme.set_type(field, "body")
        for minutes in _LENGTHS:
            self.lengths.add(minutes, words.lasting(minutes))
        self.minutes.setAccessibleName(self.tr("Other length, in minutes"))
        self.lengths.add_field(self.minutes, self.tr("min"))
        for one in MeetingFormat:
            icon, word = words.format_(one)
            self.formats.add(one, word, icon)
        self.time.setFixedWidth(theme.px(96))
        parts = (
            (self.tr("Day"), self.day),
            (self.tr("Time"), self.time),
            (self.tr("Time zone"), self.zone),
        )
        self.add(Beside(16, *(_held(_labelled(label, field)) for label, field in parts)), 20)
        self.add(self.theirs, 8)
        for note in (self.wrong, self.which, self.busy):
            self.add(note, 8)
        rest: tuple[tuple[str, QWidget], ...] = (
            (self.tr("How long"), self.lengths),
            (self.tr("What it is"), self.formats),
            (self.tr("Place"), self.place),
            (self.tr("Link, for a call or video"), self.link),
            (self.tr("Reminder"), self.reminder),
        )
        for label, widget in rest:
            self.column.addWidget(Gap(20))
            self.column.addLayout(_labelled(label, widget))
        self.column.addStretch(1)
        self.which.hide()

    def _connect(self) -> None:
        self.day.changed.connect(lambda _: self._on_moment())
        self.time.textEdited.connect(lambda _: self._on_moment())
        self.time.editingFinished.connect(self._on_time_left)
        self.zone.activated.connect(lambda _: self._on_moment())
        self.zone.line.editingFinished.connect(self._on_moment)
        self.which.chosen.connect(self._on_which)
        self.lengths.chosen.connect(self._on_length)
        self.minutes.textEdited.connect(lambda _: self._on_typed_length())
        self.minutes.editingFinished.connect(self._on_length_typed)
        self.reminder.activated.connect(lambda _: self._on_reminder())
        self.formats.chosen.connect(self._on_format)
        self.place.textEdited.connect(lambda said: self._on_text(place=said))
        self.link.textEdited.connect(lambda said: self._on_text(link=said))

    # What is shown

    def show_plan(self) -> None:
        meeting = self.plan.meeting
        zone = meeting.zone or self.my_zone
        self.zone.show_zone(zone)
        self.problem, self._later = _unknown(zone), False
        if meeting.starts_at:
            local = starts_as(meeting.starts_at, zone)
            self.day.set_day(local.date().isoformat())
            self.time.setText(text.clock(local))
            self._later = bool(local.fold)
        else:
            self.day.set_day("")
            if parse_time(self.time.text()) is None:
                self.time.setText(text.clock(datetime.combine(date.min, _USUAL_TIME)))
        self._show_which(zone)
        self._show_length()
        self._show_reminder()
        self.formats.show_chosen(meeting.format)
        self.place.setText(meeting.place)
        self.link.setText(meeting.link)
        self._show_moment()

    def start(self) -> None:
        if self.plan.meeting.starts_at is None:
            self.day.face.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.time.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> bool:
        """Take a day that is still being typed; False where it names none, which is then said."""
        return self.day.settle()

    def begin_with_day(self) -> None:
        """Let another day be typed at once."""
        self.day.start()

    @property
    def my_zone(self) -> str:
        """The zone one is in: as the file has it of me, or else this computer's."""
        from planner.domain.people import ME

        me = self.store.people.get(self.store.people.id_of(ME))
        return me.zone or here()

    # The moment

    def _show_which(self, zone: str) -> None:
        """Ask again which of two equal hours it is, where it is one."""
        starts = self.plan.meeting.starts_at
        twice: tuple[datetime, ...] = ()
        if starts and not self.problem:
            local = starts_as(starts, zone)
            with suppress(RuleError):
                twice = instants(local.date(), local.time(), zone)
        self.which.show_twice(twice if len(twice) > 1 else (), zone, later=self._later)

    def _on_moment(self) -> None:
        self._later = False
        self._take_moment()

    def _on_which(self, later: bool) -> None:
        self._later = later
        self._take_moment()

    def _on_time_left(self) -> None:
        typed = parse_time(self.time.text())
        if typed:
            self.time.setText(f"{typed:%H:%M}")

    def _take_moment(self) -> None:
        zone = self.zone.currentText().strip()
        typed, day = parse_time(self.time.text()), self.day.day()
        self._starts, self.problem = None, ""
        twice: tuple[datetime, ...] = ()
        if day and typed is None:
            self.problem = self.tr("That is no time of day; write it like 14:30.")
        elif day and typed is not None:
            try:
                found = instants(date.fromisoformat(day), typed, zone)
            except RuleError as problem:
                self.problem = text.error(problem)
            else:
                if not found:
                    after = after_the_jump(date.fromisoformat(day), typed, zone)
                    self.problem = self.tr(
                        "The clocks jump over {time} that night. Take {after}, or another time."
                    ).format(time=f"{typed:%H:%M}", after=text.clock(after))
                else:
                    twice = found if len(found) > 1 else ()
                    self._starts = found[-1] if self._later else found[0]
        self.which.show_twice(twice, zone, later=self._later)
        if self._starts or not day:
            self.plan.edit(
                starts_at=self._starts, zone=zone if self._starts else self.plan.meeting.zone
            )
        self._show_moment()
        self.edited.emit()

    def _show_moment(self) -> None:
        meeting = self.plan.meeting
        starts = meeting.starts_at
        said = self.problem
        if starts and not said and self.plan.is_past:
            today = self.desk.clock().astimezone().date()
            local = starts_as(starts, meeting.zone)
            template = self.tr("{when} has passed. Choose a time to come.")
            said = template.format(when=words.day_and_time(local, today))
        self.wrong.say(said)
        self._show_theirs(starts)
        self._show_conflicts(starts)

    def _show_theirs(self, starts: datetime | None) -> None:
        lines = []
        if starts:
            zone = self.plan.meeting.zone
            local = starts_as(starts, zone)
            people = companions(self.store, self.plan.meeting.people, self.desk.clock())
            for one in people:
                theirs = in_their_zone(starts, one.zone, zone)
                if theirs is not None:
                    lines.append(words.in_their_zone(one.first, local, theirs))
            mine = in_their_zone(starts, self.my_zone, zone)
            if mine is not None:
                lines.append(words.in_their_zone(self.tr("you"), local, mine))
        self.theirs.setText("\n".join(lines))
        self.theirs.setVisible(bool(lines))

    def _show_conflicts(self, starts: datetime | None) -> None:
        lines = []
        if starts:
            meeting = self.plan.meeting
            for other in conflicts(self.store, starts, meeting.minutes, meeting.id)[:_SHOWN]:
                assert other.starts_at
                assert other.ends_at
                names = [row.name for row in self.store.people.rows(list(other.people))]
                begins = starts_as(other.starts_at, meeting.zone)
                ends = starts_as(other.ends_at, meeting.zone)
                lines.append(words.conflict(other, names, begins, ends))
        self.busy.say("\n".join(lines))

    # The rest

    def _show_length(self) -> None:
        minutes = self.plan.meeting.minutes
        self.minutes.set_value(minutes)
        self.lengths.show_chosen(minutes)

    def _on_length(self, minutes: int) -> None:
        self._before = None
        self._take_length(minutes)

    def _on_typed_length(self) -> None:
        """Another digit; no minutes at all are the first of more."""
        self._before = self._before or self.plan.meeting
        if self.minutes.value():
            self._take_length(self.minutes.value())

    def _on_length_typed(self) -> None:
        self._before = None
        self._show_length()

    def _take_length(self, minutes: int) -> None:
        self.plan.last(minutes, self._before)
        self._show_length()
        self._show_moment()
        self.edited.emit()

    def _show_reminder(self) -> None:
        usual, own = self.store.reminding.notice, self.plan.notice
        self.reminder.clear()
        as_usual = self.tr("As usual, {when}").format(when=words.ahead(usual))
        self.reminder.addItem(as_usual, None)
        for notice in sorted({*_NOTICES, usual if own is None else own}):
            said = words.ahead(notice)
            self.reminder.addItem(said[:1].upper() + said[1:], notice)
        self.reminder.setCurrentIndex(0 if own is None else self.reminder.findData(own))

    def _on_reminder(self) -> None:
        self.plan.announce(self.reminder.currentData())
        self.edited.emit()

    def _on_format(self, one: MeetingFormat) -> None:
        self.plan.edit(format=one)
        self.edited.emit()

    def _on_text(self, **said: str) -> None:
        self.plan.edit(**said)
        self.edited.emit()


def _unknown(zone: str) -> str:
    """That nobody knows a zone, as a draft from elsewhere may have it; empty where one does."""
    try:
        zone_info(zone)
    except RuleError as problem:
        return text.error(problem)
    return ""


def _held(layout: QVBoxLayout) -> QWidget:
    holder = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(layout)
    return holder


def _labelled(label: str, widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.px(8))
    column.addWidget(Label(label, "small", weight=600, wrap=False))
    column.addWidget(widget)
    return column
