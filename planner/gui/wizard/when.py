"""When: day, time and zone, how long and where; and what else is at that time."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from planner.domain.errors import RuleError
from planner.domain.meetings import MeetingFormat
from planner.gui import text, theme
from planner.gui.page import Desk
from planner.gui.widgets.chip import FilterChip
from planner.gui.widgets.date_field import DateField
from planner.gui.widgets.label import Label
from planner.gui.widgets.scroller import FlowLayout
from planner.gui.wizard import words
from planner.gui.wizard.fields import Choice
from planner.gui.wizard.pages import Gap, Inset, StepPage
from planner.planning import Plan, companions, conflicts, instants, parse_time, starts_as
from planner.planning.moments import after_the_jump

_LENGTHS = (15, 25, 40, 50, 90)
_USUAL_TIME = time(10, 0)
_SHOWN = 3
_AREAS = frozenset(
    "Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific UTC".split()
)
"""Zones are named after places in these; other names are old ones of the same zones."""


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
            weight=500,
        )
        self.time = QLineEdit()
        self.zone = ZoneChoice(self.tr("Time zone"))
        self.theirs = Label("", "small", "ink2", lines=3)
        self.wrong = Inset("warning-circle", "amber", "amberSoft", "amberLine")
        self.which = _Which()
        self.busy = Inset("calendar-blank", "amber", "amberSoft", "amberLine")
        self.lengths = _Chips(self.tr("How long"))
        self.formats = _Chips(self.tr("What it is"))
        self.place = QLineEdit()
        self.link = QLineEdit()
        self._starts: datetime | None = None
        self._later = False
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
            self.lengths.add(minutes, self.tr("{minutes} minutes").format(minutes=minutes))
        for one in MeetingFormat:
            icon, word = words.format_(one)
            self.formats.add(one, word, icon)
        moment = QHBoxLayout()
        moment.setSpacing(theme.px(16))
        self.time.setMinimumWidth(theme.px(84))
        moment.addLayout(_labelled(self.tr("Day"), self.day))
        moment.addLayout(_labelled(self.tr("Time"), self.time))
        moment.addLayout(_labelled(self.tr("Time zone"), self.zone), 1)
        self.column.addWidget(Gap(20))
        self.column.addLayout(moment)
        self.add(self.theirs, 8)
        for note in (self.wrong, self.which, self.busy):
            self.add(note, 8)
        rest: tuple[tuple[str, QWidget], ...] = (
            (self.tr("How long"), self.lengths),
            (self.tr("What it is"), self.formats),
            (self.tr("Place"), self.place),
            (self.tr("Link, for a call or video"), self.link),
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
        self.formats.chosen.connect(self._on_format)
        self.place.textEdited.connect(lambda said: self._on_text(place=said))
        self.link.textEdited.connect(lambda said: self._on_text(link=said))

    # What is shown

    def show_plan(self) -> None:
        meeting = self.plan.meeting
        zone = meeting.zone or self.my_zone
        self.zone.show_zone(zone)
        if meeting.starts_at:
            local = starts_as(meeting.starts_at, zone)
            self.day.set_day(local.date().isoformat())
            self.time.setText(text.clock(local))
            self._later = bool(local.fold)
        else:
            self.day.set_day("")
            self.time.setText(text.clock(datetime.combine(date.min, _USUAL_TIME)))
        if meeting.minutes not in _LENGTHS:
            said = self.tr("{minutes} minutes").format(minutes=meeting.minutes)
            self.lengths.add(meeting.minutes, said)
        self.lengths.show_chosen(meeting.minutes)
        self.formats.show_chosen(meeting.format)
        self.place.setText(meeting.place)
        self.link.setText(meeting.link)
        self._show_moment()

    def start(self) -> None:
        if self.plan.meeting.starts_at is None:
            self.day.face.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.time.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def my_zone(self) -> str:
        """The zone one is in: as the file has it of me, or else this computer's."""
        from planner.domain.people import ME

        me = self.store.people.get(self.store.people.id_of(ME))
        return me.zone or here()

    # The moment

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
                theirs = starts_as(starts, one.zone) if one.zone else local
                if theirs.utcoffset() != local.utcoffset():
                    lines.append(words.in_their_zone(one.first, local, theirs))
            mine = starts_as(starts, self.my_zone)
            if mine.utcoffset() != local.utcoffset():
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

    def _on_length(self, minutes: int) -> None:
        self.plan.edit(minutes=minutes)
        self._show_moment()
        self.edited.emit()

    def _on_format(self, one: MeetingFormat) -> None:
        self.plan.edit(format=one)
        self.edited.emit()

    def _on_text(self, **said: str) -> None:
        self.plan.edit(**said)
        self.edited.emit()


class ZoneChoice(Choice):
    """A zone, typed or chosen. All their names are read when they are first wanted."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setEditable(True)
        self.setInsertPolicy(Choice.InsertPolicy.NoInsert)
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.setLineEdit(self.line)
        theme.set_type(self.line, "body")
        self.line.textEdited.connect(self._fill)

    def show_zone(self, zone: str) -> None:
        self.setEditText(zone)

    def _fill(self) -> None:
        if self.count():
            return
        from zoneinfo import available_timezones

        names = sorted(one for one in available_timezones() if one.partition("/")[0] in _AREAS)
        shown = self.currentText()
        self.addItems(names)
        self.setCurrentIndex(self.findText(shown))
        self.setEditText(shown)
        completer = QCompleter(names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def showPopup(self) -> None:
        self._fill()
        super().showPopup()


class _Which(QWidget):
    """Which of two: when the clocks are put back, an hour comes twice."""

    chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.label = Label("", "small", "ink", lines=2)
        self.chips = [FilterChip(""), FilterChip("")]
        group = QButtonGroup(self)
        row = FlowLayout(8)
        for later, chip in enumerate(self.chips):
            group.addButton(chip)
            row.addWidget(chip)
            chip.clicked.connect(lambda _=False, later=bool(later): self.chosen.emit(later))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(6))
        layout.addWidget(self.label)
        layout.addLayout(row)

    def show_twice(self, both: tuple[datetime, ...], zone: str, *, later: bool) -> None:
        self.setVisible(bool(both))
        if not both:
            return
        at = text.clock(starts_as(both[0], zone))
        self.label.setText(
            self.tr("The clocks are put back that night, so {time} comes twice. Which one?").format(
                time=at
            )
        )
        for chip, moment, said in zip(
            self.chips,
            both,
            (self.tr("The first, {zone}"), self.tr("The second, {zone}")),
            strict=True,
        ):
            chip.setText(said.format(zone=starts_as(moment, zone).tzname()))
            chip.updateGeometry()
        self.chips[int(later)].setChecked(True)


class _Chips(QWidget):
    """A few values of which one is chosen."""

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self.chips: dict[object, FilterChip] = {}
        self._flow = FlowLayout(8, self)

    def add(self, value: object, word: str, icon: str = "") -> None:
        if value in self.chips:
            return
        chip = self.chips[value] = FilterChip(word, icon=icon)
        chip.clicked.connect(lambda _=False: self.chosen.emit(value))
        self._group.addButton(chip)
        self._flow.addWidget(chip)

    def show_chosen(self, value: object) -> None:
        chip = self.chips.get(value)
        if chip is not None:
            chip.setChecked(True)


def here() -> str:
    """The IANA zone of this computer."""
    from PySide6.QtCore import QTimeZone

    name = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return name if "/" in name else "UTC"


def _labelled(label: str, widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.px(8))
    column.addWidget(Label(label, "small", weight=600, wrap=False))
    column.addWidget(widget)
    return column
