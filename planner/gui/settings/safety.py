"""The sections of the settings about the file itself: backups, encryption, where it lies."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from planner import config, opening
from planner.config import Profile, Protection
from planner.domain.errors import PlannerError
from planner.gui import text
from planner.gui.page import Desk
from planner.gui.settings.commands import command
from planner.gui.settings.page import Command, SettingsPage
from planner.gui.widgets.button import Button
from planner.gui.widgets.framed import FramedDialog
from planner.gui.widgets.label import Label
from planner.gui.widgets.recovery_key import RecoveryKey
from planner.store import Backup

_SHOWN = 5
"""So many backups are named; the folder shows all."""


def profile_of(desk: Desk) -> Profile:
    """The profile whose file is open."""
    return Profile(desk.store.path.stem, desk.store.path.parent)


class BackupsPage(SettingsPage):
    """When the last ones were made; one now, to any place; bringing one back."""

    def __init__(self, desk: Desk) -> None:
        about = _tr(
            "A checked copy of the whole file is made once a day: seven days, four weeks and"
            " twelve months are kept."
        )
        super().__init__(_tr("Backups"), about)
        self._desk, self._profile = desk, profile_of(desk)
        self.last = self.add_fact(_tr("The last ones"), "")
        self.add_fact(_tr("Where they are"), str(self._profile.backups))
        self.now = _button(_tr("Back up now"))
        self.to = _button(_tr("Back up to…"))
        self.folder = _button(_tr("Open folder"), "folder-open")
        self.restore = _button(_tr("Bring one back…"), "clock-counter-clockwise")
        self.add_row([self.now, self.to, self.folder])
        self.add_row([self.restore])
        self.said = Label("", "small", "ink2")
        self.said.hide()
        self.column.addWidget(self.said)
        self.now.clicked.connect(lambda: self.back_up(None))
        self.to.clicked.connect(self._on_to)
        self.folder.clicked.connect(lambda: _open_folder(self._profile.backups))
        self.restore.clicked.connect(self._on_restore)
        self.now.setEnabled(not desk.store.read_only)
        self.end()

    def opened(self) -> None:
        self._show(self._desk.store.backups())

    def back_up(self, target: Path | None) -> None:
        """Make a backup on the worker: at `target`, or with the others."""
        store = self._desk.store
        for button in (self.now, self.to):
            button.setEnabled(False)
        self._say(_tr("Copying and checking the file…"))
        self._desk.tasks.run(
            lambda progress: store.back_up(target), self._on_done, self._on_failed, self
        )

    def _on_done(self, made: Path) -> None:
        self._again()
        self._say(_tr("Backed up to {file}").format(file=made))
        self.problem.say("")
        self._show(self._desk.store.backups())

    def _on_failed(self, problem: PlannerError) -> None:
        self._again()
        self.said.hide()
        self.problem.say(text.error(problem))

    def _again(self) -> None:
        self.to.setEnabled(True)
        self.now.setEnabled(not self._desk.store.read_only)

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.show()

    def _show(self, found: list[Backup]) -> None:
        now = self._desk.clock()
        lines = [when(one, now) for one in found[:_SHOWN]]
        self.last.setText("\n".join(lines) or _tr("There is none yet."))
        self.restore.setEnabled(bool(found))
        self.folder.setEnabled(self._profile.backups.is_dir())

    def _on_to(self) -> None:
        name = f"{self._profile.name}-{self._desk.clock():%Y-%m-%d}.planner"
        file, _ = QFileDialog.getSaveFileName(self, _tr("Back up to"), name)
        if file:
            self.back_up(Path(file))

    def _on_restore(self) -> None:
        file, _ = QFileDialog.getOpenFileName(
            self, _tr("Bring back a backup"), str(self._profile.backups), "*.planner"
        )
        if file:
            self.confirm_restore(Path(file))

    def confirm_restore(self, backup: Path) -> None:
        dialog = RestoreDialog(self._desk, backup, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class RestoreDialog(FramedDialog):
    """Names what changes. The file is open here, so a command brings the backup back."""

    def __init__(self, desk: Desk, backup: Path, parent: QWidget) -> None:
        title, way_out = _tr("Bring back a backup"), _tr("Keep things as they are")
        super().__init__(title, way_out, parent, width=600, scrolls=True)
        found = next((one for one in desk.store.backups() if one.path == backup), None)
        moment = when(found, desk.clock()) if found else backup.name
        for sentence in (
            _tr(
                "The file will be as it was in the backup: {moment}. What you wrote since then will"
                " not be in it."
            ).format(moment=moment),
            _tr(
                "Nothing is thrown away: the present file stays beside it under another name, and"
                " you can go back to it the same way."
            ),
            _tr("Close On Purpose first, for it has the file open. Then give this command:"),
        ):
            self.body.addWidget(Label(sentence))
        self.command = Command(command(profile_of(desk), "restore", str(backup)))
        self.body.addWidget(self.command)
        self.body.addStretch(1)
        self.way_out.setFocus()


class EncryptionPage(SettingsPage):
    """Whether the file is encrypted, where its key is, its recovery key, a new key."""

    def __init__(self, desk: Desk) -> None:
        profile = self._profile = profile_of(desk)
        self._desk = desk
        note = config.read_note(profile.note)
        kept = note.protection if note else None
        encrypted = bool(desk.store.cipher)
        super().__init__(_tr("Encryption"), _about(encrypted, kept))
        self.key: RecoveryKey | None = None
        if not encrypted:
            self.end()
            return
        self.add_fact(_tr("Cipher"), f"SQLCipher {desk.store.cipher}")
        self._with_passphrase = kept is Protection.PASSPHRASE
        self.show_key = _button(_tr("Show recovery key"), "lock-key")
        self.show_key.clicked.connect(self._on_show)
        self.column.addWidget(Label(_tr("Recovery key"), "heading"))
        self.warning = Label(
            _tr(
                "Whoever has it can read everything in the file. See that nobody looks over your"
                " shoulder, and keep it away from this computer."
            ),
            "small",
            "ink2",
        )
        self.column.addWidget(self.warning)
        self.place = QVBoxLayout()
        self.place.addWidget(self.show_key, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(self.place)
        self.column.addWidget(Label(_tr("A new key"), "heading"))
        self.column.addWidget(
            Label(
                _tr(
                    "If somebody may have seen the key, put the file under a new one. Old backups"
                    " still open. Close On Purpose first, then give this command:"
                ),
                "small",
                "ink2",
            )
        )
        self.column.addWidget(Command(command(profile, "key", "rotate")))
        self.end()

    def opened(self) -> None:
        """A key that was shown is hidden again when one comes back."""
        if self.key is not None:
            self.key.deleteLater()
            self.key = None
            self.show_key.show()

    def _on_show(self) -> None:
        passphrase = ""
        if self._with_passphrase:
            from planner.gui.start_dialogs import PassphraseDialog

            question = _tr("Passphrase of this file")
            given = PassphraseDialog(question, parent=self.window()).ask()
            if given is None:
                return
            passphrase = given
        profile = self._profile
        self.show_key.setEnabled(False)
        self.problem.say("")

        def read(progress: object) -> str:
            return opening.show_recovery_key(
                profile, passphrase_file=None, ask=lambda question: passphrase, tell=lambda _: None
            )

        self._desk.tasks.run(read, self._on_key, self._on_failed, self)

    def _on_key(self, key: str) -> None:
        self.show_key.setEnabled(True)
        self.show_key.hide()
        self.key = RecoveryKey(key, self._profile.name)
        self.place.addWidget(self.key)
        self.key.field.setFocus()

    def _on_failed(self, problem: PlannerError) -> None:
        self.show_key.setEnabled(True)
        self.problem.say(text.error(problem))


class ProfilePage(SettingsPage):
    """Which file this is, and where."""

    def __init__(self, desk: Desk) -> None:
        profile = profile_of(desk)
        about = _tr("Everything of this profile lies in one folder that only you can enter.")
        super().__init__(_tr("Profile"), about)
        self.add_fact(_tr("Name"), profile.name)
        self.add_fact(_tr("File"), str(profile.file))
        self.folder = _button(_tr("Open folder"), "folder-open")
        self.folder.clicked.connect(lambda: _open_folder(profile.folder))
        self.add_row([self.folder])
        self.column.addWidget(
            Label(
                _tr("Another profile keeps other people, in a file of its own. To open one:"),
                "small",
                "ink2",
            )
        )
        other = Profile(_tr("NAME"), profile.folder)
        self.column.addWidget(Command(command(other)))
        self.end()


def _about(encrypted: bool, kept: Protection | None) -> str:
    if not encrypted:
        return _tr(
            "This file is not encrypted: whoever can read this folder can read what is in it. A"
            " file is encrypted from its beginning; export everything and import it into a new"
            " profile to have it encrypted."
        )
    if kept is Protection.PASSPHRASE:
        return _tr("This file is encrypted. Its key is kept beside it, under your passphrase.")
    return _tr("This file is encrypted. Its key is kept in the keyring of this computer.")


def when(backup: Backup, now: datetime) -> str:
    """`Today, 09:12`, `Fri 16 Oct, 18:00`; of a backup whose name tells UTC."""
    at, today = backup.at.replace(tzinfo=UTC).astimezone(), now.astimezone().date()
    day = _tr("Today") if at.date() == today else text.day(at.date(), today)
    return _tr("{day}, {time}").format(day=day, time=text.clock(at))


def _button(label: str, icon: str = "") -> Button:
    made = Button(label, "secondary", icon=icon, small=True)
    made.setAutoDefault(False)
    return made


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _tr(sentence: str) -> str:
    return text.translate("settings", sentence)
