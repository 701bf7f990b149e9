"""From the first start to the last: the composition root over real files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from planner import app, config, secrets
from planner.config import Profile
from planner.domain.errors import RuleError, StorageError
from planner.domain.people import Person
from planner.gui import appearance, theme, translation
from planner.gui.appearance import Appearance
from planner.gui.main_window import MainWindow
from planner.gui.single_instance import raise_running
from planner.gui.start_dialogs import PassphraseDialog, ProblemDialog, ToldDialog
from planner.gui.tokens import Look
from planner.store import Store

W = TypeVar("W", bound=QWidget)

run = partial(app.run, language="en")


@pytest.fixture
def profile(tmp_path: Path, qtbot: QtBot) -> Profile:
    return config.profile("default", tmp_path / "data")


class Hand:
    """Does one thing after the other as soon as the window it needs is there."""

    def __init__(self) -> None:
        self._steps: list[tuple[type[QWidget], Callable[[QWidget], object]]] = []
        self.timer = QTimer()
        self.timer.setInterval(10)
        self.timer.timeout.connect(self._try_next)
        self.timer.start()

    def at(self, kind: type[W], deed: Callable[[W], object]) -> None:
        self._steps.append((kind, deed))  # type: ignore[arg-type]

    @property
    def done(self) -> bool:
        return not self._steps

    def _try_next(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if self._steps and isinstance(widget, self._steps[0][0]) and widget.isVisible():
                self._steps.pop(0)[1](widget)
                return


@pytest.fixture
def hand(qtbot: QtBot) -> Iterator[Hand]:
    hand = Hand()
    yield hand
    hand.timer.stop()
    assert hand.done, "not every window came"


def answer(passphrase: str) -> Callable[[PassphraseDialog], None]:
    def deed(dialog: PassphraseDialog) -> None:
        assert dialog.passphrase.echoMode() is QLineEdit.EchoMode.Password
        QTest.keyClicks(dialog.passphrase, passphrase)
        QTest.keyClick(dialog.passphrase, Qt.Key.Key_Return)

    return deed


def words(dialog: QWidget) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_a_first_start_makes_the_file_and_shows_the_recovery_key_once(
    profile: Profile, hand: Hand
) -> None:
    keys: list[str] = []

    def keep_key(dialog: ToldDialog) -> None:
        assert "Write it down" in words(dialog)
        assert dialog.key
        dialog.key.copy.click()
        keys.append(QApplication.clipboard().text())
        dialog.accept()

    hand.at(PassphraseDialog, answer("correct horse"))
    hand.at(PassphraseDialog, answer("correct horse"))
    hand.at(ToldDialog, keep_key)
    hand.at(MainWindow, MainWindow.close)
    assert run(profile) == 0
    with Store.open(profile.file, secrets.key_from_recovery(keys[0])) as store:
        assert store.cipher
    assert profile.file.exists()

    hand.at(PassphraseDialog, answer("wrong"))
    hand.at(PassphraseDialog, answer("correct horse"))
    hand.at(MainWindow, MainWindow.close)
    assert run(profile) == 0, "and not told again, or the hand would have met it first"


def test_a_wrong_passphrase_is_said_and_the_person_may_leave(profile: Profile, hand: Hand) -> None:
    passphrase = profile.folder.parent / "passphrase"
    passphrase.write_text("correct horse", encoding="utf-8")
    passphrase.chmod(0o600)
    hand.at(ToldDialog, ToldDialog.accept)
    hand.at(MainWindow, MainWindow.close)
    assert run(profile, passphrase_file=passphrase) == 0
    seen: list[str] = []

    def leave(dialog: PassphraseDialog) -> None:
        seen.append(words(dialog))
        dialog.reject()

    hand.at(PassphraseDialog, answer("wrong"))
    hand.at(PassphraseDialog, leave)
    assert run(profile) == 1
    assert "passphrase" in seen[0].splitlines()[1]


def test_the_window_is_over_the_file_and_backs_it_up(profile: Profile, hand: Hand) -> None:
    config.make_private(profile.folder)

    def look(window: MainWindow) -> None:
        window.show_page("people")
        assert window.people.model.rowCount() == 0
        window._store.people.add(Person(display_name="Lotte de Wit"))

    def leave_when_backed_up(window: MainWindow) -> None:
        if "Last backup today" not in window.status.detail.text():
            hand.at(MainWindow, leave_when_backed_up)
            return
        assert window.people.model.rowCount() == 1
        window.close()

    hand.at(MainWindow, look)
    hand.at(MainWindow, leave_when_backed_up)
    assert run(profile, no_encryption=True) == 0
    with Store.open(profile.file, None) as store:
        assert len(store.people.ids()) == 1
        assert len(store.backups()) == 1
    assert not list(profile.folder.glob("*-wal")), "closed in order"


def test_the_file_says_how_its_window_looks_and_speaks(profile: Profile, hand: Hand) -> None:
    config.make_private(profile.folder)
    with Store.create(profile.file, None) as store:
        appearance.keep(store, Appearance(mode="dark", scale=1.5, still=True))
        translation.choose(store, "de")
    seen: list[object] = []

    def look(window: MainWindow) -> None:
        seen.extend((window.sidebar.items["people"].text(), theme.look()))
        window.close()

    hand.at(MainWindow, look)
    try:
        assert app.run(profile) == 0
        assert seen == ["Menschen", Look(dark=True, scale=1.5, still=True)]
        hand.at(MainWindow, look)
        assert run(profile) == 0
        assert seen[2] == "People", "the command line goes before the settings"
    finally:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        translation.install(application, "en")
        appearance.show(application, Appearance(mode="light"))


def test_a_file_nobody_may_write_is_opened_to_look_at(
    profile: Profile, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    config.make_private(profile.folder)
    Store.create(profile.file, None).close()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    seen: list[str] = []

    def look(window: MainWindow) -> None:
        seen.append(window.status.label.text())
        window.close()

    hand.at(MainWindow, look)
    assert run(profile) == 0
    assert seen == ["Opened to look at only. Nothing can be changed here."]
    assert not profile.backups.exists()


def test_a_second_start_raises_the_first_window(profile: Profile, hand: Hand) -> None:
    config.make_private(profile.folder)
    program = (
        "import sys; from pathlib import Path; from planner import app, config;"
        "sys.exit(app.run(config.profile('default', Path(sys.argv[1]))))"
    )
    seconds: list[int] = []

    def start_again(window: MainWindow) -> None:
        if not raise_running(profile.file):  # it is not listening yet
            hand.at(MainWindow, start_again)
            return
        window.showMinimized()
        second = subprocess.Popen([sys.executable, "-c", program, str(profile.folder)])
        hand.at(MainWindow, lambda window: leave_once_raised(window, second))

    def leave_once_raised(window: MainWindow, second: subprocess.Popen[bytes]) -> None:
        if window.isMinimized() or second.poll() is None:
            hand.at(MainWindow, lambda window: leave_once_raised(window, second))
            return
        seconds.append(second.returncode)
        window.close()

    hand.at(MainWindow, start_again)
    assert run(profile, no_encryption=True) == 0
    assert seconds == [0]


def test_what_keeps_it_from_starting_is_shown_plainly(profile: Profile, hand: Hand) -> None:
    config.make_private(profile.folder)
    profile.file.touch()
    seen: list[str] = []

    def read(dialog: ProblemDialog) -> None:
        seen.append(dialog.said.text())
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    hand.at(ProblemDialog, read)
    assert run(profile) == 1
    assert "is empty" in seen[0]


def test_a_fault_in_the_window_is_said_there_and_not_printed(
    profile: Profile, hand: Hand, capfd: pytest.CaptureFixture[str]
) -> None:
    config.make_private(profile.folder)

    def fail() -> None:
        raise ValueError("Beatriz Moura")

    def fault(window: MainWindow) -> None:
        QTimer.singleShot(0, window, fail)
        hand.at(MainWindow, look)

    def look(window: MainWindow) -> None:
        if "fault in this program" not in window.status.label.text():
            hand.at(MainWindow, look)
            return
        assert "Beatriz" not in window.status.label.text()
        window.close()

    hand.at(MainWindow, fault)
    assert run(profile, no_encryption=True) == 0
    assert "Beatriz" not in "".join(capfd.readouterr())
    log = (profile.logs / "default.log").read_text(encoding="utf-8")
    assert "unexpected error" in log
    assert "Beatriz" not in log


def test_without_a_display_it_is_said_before_anything_is_made(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(RuleError, match="no display"):
        run(profile)
    assert not profile.folder.exists()


def test_the_first_picture_needs_no_exchange(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from planner import app, config
from planner.gui.main_window import MainWindow

def shown(window, event, original=MainWindow.showEvent):
    original(window, event)
    heavy = ("planner.exchange", "planner.cli", "icalendar", "PIL", "rapidfuzz", "phonenumbers",
             "keyring", "PySide6.QtNetwork")
    print([name for name in sys.modules if name.startswith(heavy)])
    QTimer.singleShot(0, window.close)

MainWindow.showEvent = shown
app.run(config.profile("default", Path(sys.argv[1])), no_encryption=True)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "data")],
        capture_output=True,
        text=True,
        check=True,
        env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
    )
    assert done.stdout == "[]\n", done.stderr


def test_messages_are_shown_as_they_are(qtbot: QtBot) -> None:
    hostile = "<b>x</b><img src=x>"
    problem = ProblemDialog(StorageError("{file} is gone", file=hostile))
    asked = PassphraseDialog(hostile, [hostile])
    told = ToldDialog([hostile], hostile, asked)
    for dialog in (problem, asked):
        qtbot.addWidget(dialog)
    for shown in (problem, asked, told):
        labels = shown.findChildren(QLabel)
        assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
        assert any(label.text().startswith(hostile) for label in labels)
