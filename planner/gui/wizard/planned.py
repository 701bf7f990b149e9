"""After planning: the invitation, the message that goes with it, and what else helps."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from planner.domain.meetings import MeetingStatus
from planner.domain.people import ME, PointKind
from planner.gui import text, theme
from planner.gui.messages.mail import is_address, mail_link
from planner.gui.page import Desk
from planner.gui.widgets.button import Button
from planner.gui.widgets.icon_label import IconLabel
from planner.gui.widgets.label import Label
from planner.gui.widgets.scroller import FlowLayout
from planner.gui.wizard import invitations, words
from planner.gui.wizard.pages import StepPage
from planner.planning import Plan, starts_as


class PlannedPage(StepPage):
    """The meeting has its date; or, as a message, it needs none."""

    brief_requested = Signal(int)
    another_day_requested = Signal()
    said = Signal(str)
    """What was done, as a sentence."""

    def __init__(self, desk: Desk, plan: Plan) -> None:
        super().__init__(desk, plan)
        self.when = Label("", "body", "ink2", lines=3)
        self.save = Button(self.tr("Save the invitation"), icon="calendar-plus", small=True)
        self.brief = Button(self.tr("Open brief"), icon="file-text", small=True)
        self.subject = QLineEdit()
        self.subject.setAccessibleName(self.tr("Subject"))
        theme.set_type(self.subject, "body")
        self.body = QPlainTextEdit()
        self.body.setAccessibleName(self.tr("Message"))
        self.body.setTabChangesFocus(True)
        theme.set_type(self.body, "voice-s")
        self.copy = Button(self.tr("Copy message"), icon="copy", small=True)
        self.mail = Button(self.tr("Open in mail"), icon="envelope-simple", small=True)
        self.sent = Button(self.tr("Mark as sent"), "ghost", small=True)
        self.another_day = Button(
            self.tr("Propose another day"), icon="arrow-counter-clockwise", small=True
        )
        self.reminder = IconLabel("clock", "ink2", " ", ink="ink2")
        self._addresses: list[str] = []
        self._lay_out()
        self.save.clicked.connect(self.save_invitation)
        self.brief.clicked.connect(lambda: self.brief_requested.emit(self.plan.meeting.id))
        self.copy.clicked.connect(self._on_copy)
        self.mail.clicked.connect(self._on_mail)
        self.sent.clicked.connect(self._on_sent)
        self.another_day.clicked.connect(self.another_day_requested)

    def _lay_out(self) -> None:
        for button in (self.save, self.brief, self.copy, self.mail, self.sent, self.another_day):
            button.setAutoDefault(False)
        self.add(self.when, 4)
        self.add(_row(self.save, self.brief, self.another_day), 16)
        self.add(self.reminder, 10)
        for label, field in (
            (self.tr("Subject"), self.subject),
            (self.tr("A message to send with it"), self.body),
        ):
            self.add(Label(label, "small", weight=600), 18)
            self.add(field, 8)
        self.body.setMinimumHeight(theme.px(160))
        self.column.setStretchFactor(self.body, 1)  # what is sent is read as a whole first
        self.add(_row(self.copy, self.mail, self.sent), 12)

    def show_plan(self) -> None:
        """Show what is planned."""
        meeting = self.plan.meeting
        self._show_kind(meeting=True)
        moved = self.plan.has_moved
        self.heading.setText(self.tr("It has a new date") if moved else self.tr("It has its date"))
        notice = self.plan.notice
        when = words.ahead(self.store.reminding.notice if notice is None else notice)
        self.reminder.label.setText(self.tr("Reminder: {when}").format(when=when))
        self.sent.setVisible(self.plan.status is MeetingStatus.PLANNED)
        assert meeting.starts_at
        today = self.desk.clock().astimezone().date()
        local = starts_as(meeting.starts_at, meeting.zone)
        self.when.setText(invitations.when(local, meeting, today))
        self._draft(invitations.invitation(self.plan, self._me, today))

    def show_message(self, due: str) -> None:
        """Show the message that takes the place of the meeting; an answer is expected by `due`."""
        self._show_kind(meeting=False)
        self.heading.setText(self.tr("A message instead"))
        self.when.setText(
            self.tr(
                "The plan is off. Their answer waits under what you are owed, until {day}."
            ).format(day=due)
        )
        self._draft(invitations.message(self.plan, self._me))

    def show_cancelled(self) -> None:
        """Show what tells the others that it is off."""
        self.show_plan()
        self.heading.setText(self.tr("The meeting is off"))
        self.save.setText(self.tr("Save the cancellation"))
        self.save.updateGeometry()
        for widget in (self.brief, self.reminder, self.sent):
            widget.hide()
        self.another_day.show()
        today = self.desk.clock().astimezone().date()
        self._draft(invitations.cancellation(self.plan, self._me, today))

    def start(self) -> None:
        first = self.copy if self.save.isHidden() else self.save
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_kind(self, *, meeting: bool) -> None:
        self.save.setVisible(meeting)
        self.reminder.setVisible(meeting)
        self.sent.setVisible(meeting)
        self.another_day.hide()
        self.brief.setVisible(meeting)

    def _draft(self, drafted: tuple[str, str]) -> None:
        self.subject.setText(drafted[0])
        self.subject.setCursorPosition(0)
        self.body.setPlainText(drafted[1])
        people = self.store.people.get_many(list(self.plan.meeting.people))
        mails = (filter(is_address, person.values(PointKind.EMAIL)) for person in people)
        self._addresses = [first for first in (next(one, "") for one in mails) if first]

    @property
    def _me(self) -> str:
        me = self.store.people.get(self.store.people.id_of(ME))
        return text.one_line(me.given or me.display_name)

    # What can be done

    def save_invitation(self) -> None:
        """Write the invitation as a calendar file where the person chooses."""
        from PySide6.QtWidgets import QFileDialog

        file, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the invitation"),
            self.tr("Invitation") + ".ics",
            self.tr("Calendar (*.ics)"),
        )
        if file and self.do(lambda: self.write_invitation(Path(file))):
            self.said.emit(self.tr("Saved as {file}.").format(file=Path(file).name))

    def write_invitation(self, file: Path) -> None:
        """The invitation into a file. Raises StorageError."""
        from planner.config import replace_durably, writing
        from planner.exchange.ical_writing import write_invitation

        meeting = self.plan.meeting
        me = self.store.people.id_of(ME)
        people = {one.id: one for one in self.store.people.get_many([me, *meeting.people])}
        calendar = write_invitation(meeting, people, now=self.desk.clock())
        fresh = file.with_name(file.name + ".part")
        with writing(file):
            fresh.write_bytes(calendar.encode())
        replace_durably(fresh, file)

    def _on_sent(self) -> None:
        """They have it now, and may say yes or no."""
        if self.do(lambda: self.plan.note(MeetingStatus.PROPOSED)):
            self.sent.hide()
            self.copy.setFocus(Qt.FocusReason.OtherFocusReason)
            self.said.emit(self.tr("Noted that they have your proposal."))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.body.toPlainText())
        self.copy.setText(self.tr("Copied"))
        self.copy.set_icon_name("check")

    def _on_mail(self) -> None:
        link = mail_link(self._addresses, self.subject.text(), self.body.toPlainText())
        if not QDesktopServices.openUrl(link):
            self.told.emit(self.tr("No mail program answered. Copy the message instead."))


def _row(*buttons: Button) -> QWidget:
    holder = QWidget()
    row = FlowLayout(theme.px(8), holder)
    for button in buttons:
        row.addWidget(button)
    return holder
