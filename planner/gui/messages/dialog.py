"""A message to somebody: read it, change it, copy it or open it in the mail program."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from planner.domain.errors import PlannerError
from planner.domain.people import ME, PointKind
from planner.gui import text, theme
from planner.gui.messages.drafts import Suggestion, draft, note_as_sent
from planner.gui.messages.mail import is_address, mail_link
from planner.gui.page import Desk
from planner.gui.widgets.avatar import Avatar
from planner.gui.widgets.button import Button
from planner.gui.widgets.card import Ground, Hairline
from planner.gui.widgets.framed import Problem
from planner.gui.widgets.label import Label

_WIDTH, _HEIGHT = 640, 520


class MessageDialog(QDialog):
    """Nothing is sent from here; "Mark as sent" notes that the person sent it."""

    noted = Signal(str)
    """What was noted, as a sentence to offer undo with."""

    def __init__(self, desk: Desk, about: Suggestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._about = desk, about
        me = desk.store.people.get(desk.store.people.id_of(ME))
        self._draft = draft(about, text.one_line(me.given or me.display_name))
        to = desk.store.people.get(self._draft.to.id)
        mails = [one for one in to.values(PointKind.EMAIL) if is_address(one)]
        self._address = mails[0] if mails else ""
        name = text.one_line(self._draft.to.name)
        self.setWindowTitle(self.tr("Write to {name}").format(name=name))
        self.subject = QLineEdit(self._draft.subject)
        self.subject.setAccessibleName(self.tr("Subject"))
        theme.set_type(self.subject, "body")
        self.body = QPlainTextEdit(self._draft.body)
        self.body.setAccessibleName(self.tr("Message"))
        self.body.setTabChangesFocus(True)
        theme.set_type(self.body, "voice-s")
        self.copy = Button(self.tr("Copy message"), "primary", icon="copy")
        self.mail = Button(self.tr("Open in mail"), icon="envelope-simple")
        self.sent = Button(self.tr("Mark as sent"), "ghost")
        self.way_out = Button(self.tr("Close"), "ghost")
        self.problem = Problem()
        for button in (self.copy, self.mail, self.sent, self.way_out):
            button.setAutoDefault(False)
        self.copy.clicked.connect(self._on_copy)
        self.mail.clicked.connect(self._on_mail)
        self.sent.clicked.connect(self._on_sent)
        self.way_out.clicked.connect(self.reject)
        self.sent.setEnabled(not desk.store.read_only)
        self._lay_out(name)
        room = self.screen().availableGeometry()
        wide, high = room.width() - 40, room.height() - 60
        self.resize(min(theme.px(_WIDTH), wide), min(theme.px(_HEIGHT), high))
        self.body.setFocus()

    def _lay_out(self, name: str) -> None:
        px = theme.px
        avatar = Avatar(40)
        who = self._draft.to
        avatar.show_person(who.name, who.uid, wished=who.wished)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Label(name, "title", wrap=False))
        address = self._address or self.tr("No mail address yet; the message can be copied.")
        names.addWidget(Label(address, "small", "ink2", wrap=False))
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(avatar)
        head.addLayout(names, 1)
        inside = QVBoxLayout()
        inside.setContentsMargins(px(32), px(24), px(32), px(16))
        inside.setSpacing(px(12))
        inside.addLayout(head)
        for label, field in ((self.tr("Subject"), self.subject), (self.tr("Message"), self.body)):
            inside.addWidget(Label(label, "small", weight=600))
            inside.addWidget(field)
        inside.addWidget(self.problem)
        foot = Ground("surface")
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight, foot)
        self._foot.setContentsMargins(px(32), px(16), px(32), px(16))
        self._foot.setSpacing(px(8))
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, buttons in (
            (first, (self.way_out, self.sent)),
            (second, (self.mail, self.copy)),
        ):
            row.setSpacing(px(8))
            for button in buttons:
                row.addWidget(button)
            self._foot.addLayout(row)
        first.insertStretch(1)
        self._foot.setAlignment(second, Qt.AlignmentFlag.AlignRight)
        self._rows = first, second
        layout = QVBoxLayout(self)
        # Or it would never be narrow enough for the buttons to stand in two rows.
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(inside, 1)
        layout.addWidget(Hairline())
        layout.addWidget(foot)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.body.toPlainText())
        self.copy.setText(self.tr("Copied"))
        self.copy.set_icon_name("check")

    def _on_mail(self) -> None:
        link = mail_link(self._address, self.subject.text(), self.body.toPlainText())
        if not QDesktopServices.openUrl(link):
            self._say(self.tr("No mail program answered. Copy the message instead."))

    def _on_sent(self) -> None:
        now = self._desk.clock()
        try:
            note_as_sent(self._desk.store, self._about, self.body.toPlainText().strip(), now)
        except PlannerError as problem:
            self._say(text.error(problem))
            return
        name = text.one_line(self._draft.to.name)
        self.noted.emit(self.tr("Noted that you wrote to {name}.").format(name=name))
        self.accept()

    def _say(self, problem: str) -> None:
        self.problem.say(problem)

    # Qt's own names

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margins = self._foot.contentsMargins()
        wanted = sum(row.sizeHint().width() for row in self._rows) + self._foot.spacing()
        beside = wanted <= self.width() - margins.left() - margins.right()
        way = QBoxLayout.Direction
        self._foot.setDirection(way.LeftToRight if beside else way.TopToBottom)
