"""The settings, section by section, and About: what is set takes effect and is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planner import config, secrets
from planner.domain.meetings import Channel, Interaction
from planner.domain.people import Circle, Person
from planner.gui import appearance, theme, translation
from planner.gui.change_relay import ChangeRelay
from planner.gui.main_window import MainWindow
from planner.gui.settings.about import AboutDialog
from planner.gui.settings.dialog import SettingsDialog
from planner.gui.settings.general import (
    AppearancePage,
    LanguagePage,
    RemindersPage,
    RhythmsPage,
)
from planner.gui.settings.page import Command, SettingsPage
from planner.gui.settings.safety import BackupsPage, EncryptionPage, ProfilePage, RestoreDialog
from planner.gui.tasks import Tasks
from planner.opening import open_store
from planner.store import Store
from tests.conftest import Clock

APPEARANCE, LANGUAGE, RHYTHMS, REMINDERS, BACKUPS, ENCRYPTION, PROFILE = range(7)
Key = Qt.Key


@pytest.fixture(autouse=True)
def undressed(qapp: QApplication) -> Iterator[None]:
    yield
    theme.choose(qapp, mode="light", scale=1.0, still=False)


@pytest.fixture
def settings(window: MainWindow) -> SettingsDialog:
    QTest.keyClick(window, Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = window.findChildren(SettingsDialog)
    return dialog


def section(settings: SettingsDialog, number: int) -> SettingsPage:
    """A section, chosen with the mouse."""
    QTest.mouseClick(settings.items[number], Qt.MouseButton.LeftButton)
    return settings.page(number)


def said(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def test_the_look_changes_at_once_and_is_kept(settings: SettingsDialog, store: Store) -> None:
    page = section(settings, APPEARANCE)
    assert isinstance(page, AppearancePage)
    page.mode.setCurrentIndex(page.mode.findData("dark"))
    page.scale.setCurrentIndex(page.scale.findData(1.5))
    QTest.mouseClick(page.still, Qt.MouseButton.LeftButton)
    assert (theme.look().dark, theme.look().scale, theme.look().still) == (True, 1.5, True)
    assert theme.duration(90) == 0
    assert appearance.kept(store) == appearance.Appearance("dark", 1.5, True)


@pytest.mark.parametrize("kept", [None, [], {"mode": 3, "scale": "big", "still": "yes"}, "dark"])
def test_a_look_nobody_understands_is_the_usual(kept: object, store: Store) -> None:
    store.settings.set("appearance", kept)
    assert appearance.kept(store) == appearance.Appearance()


def test_the_language_is_kept_for_the_next_start(settings: SettingsDialog, store: Store) -> None:
    page = section(settings, LANGUAGE)
    assert isinstance(page, LanguagePage)
    page.language.setCurrentIndex(page.language.findData("de"))
    assert translation.chosen(store) == "de"
    assert "next time" in said(page)
    page.language.setCurrentIndex(0)
    assert translation.chosen(store) == ""


def test_windows_speak_the_chosen_language(qapp: QApplication) -> None:
    try:
        translation.install(qapp, "de")
        assert QApplication.translate("MainWindow", "People") == "Menschen"
        translation.install(qapp, "en")
        assert QApplication.translate("MainWindow", "People") == "People"
    finally:
        translation.install(qapp, "en")


def test_own_rhythms_say_who_has_been_silent_for_too_long(
    settings: SettingsDialog, store: Store, clock: Clock
) -> None:
    wide = store.people.add(Person(display_name="Ana Ruiz", circle=Circle.WIDE))
    store.interactions.add(
        Interaction(people=(wide.id,), at=clock() - timedelta(days=40), channel=Channel.CALL)
    )
    assert store.daily.silent(clock(), 5) == []
    page = section(settings, RHYTHMS)
    assert isinstance(page, RhythmsPage)
    field = page.days[Circle.WIDE]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "30")
    QTest.keyClick(field, Key.Key_Tab)
    assert store.settings.rhythms()[Circle.WIDE] == 30
    assert store.daily.silent(clock(), 5) == [wide.id]
    QTest.mouseClick(page.usual, Qt.MouseButton.LeftButton)
    assert field.value() == 365
    assert store.daily.silent(clock(), 5) == []


def test_the_morning_and_the_notice_of_meetings_are_kept(
    settings: SettingsDialog, store: Store
) -> None:
    page = section(settings, REMINDERS)
    assert isinstance(page, RemindersPage)
    page.morning.setTime(QTime(7, 30))
    page.notice.setCurrentIndex(page.notice.findData(15))
    assert store.reminding.morning.isoformat("minutes") == "07:30"
    assert store.reminding.notice == 15


def test_a_backup_is_made_on_request_and_one_can_be_brought_back_by_command(
    settings: SettingsDialog, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    page = section(settings, BACKUPS)
    assert isinstance(page, BackupsPage)
    assert page.last.text() == "There is none yet."
    assert not page.restore.isEnabled()
    QTest.mouseClick(page.now, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(store.backups()) == 1 and page.now.isEnabled())
    assert page.last.text() != "There is none yet."
    page.back_up(tmp_path / "copy.planner")
    qtbot.waitUntil(lambda: "copy.planner" in page.said.text())
    assert (tmp_path / "copy.planner").exists()
    page.back_up(tmp_path / "nowhere" / "copy.planner")
    qtbot.waitUntil(page.problem.isVisible)
    assert "cannot be written" in page.problem.text()

    page.confirm_restore(store.backups()[0].path)
    (dialog,) = page.findChildren(RestoreDialog)
    assert "What you wrote since then" in said(dialog)
    assert "restore" in dialog.command.command
    assert str(store.backups()[0].path) in dialog.command.command
    QTest.mouseClick(dialog.command.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == dialog.command.command


def test_a_file_without_encryption_is_said_to_have_none(settings: SettingsDialog) -> None:
    page = section(settings, ENCRYPTION)
    assert isinstance(page, EncryptionPage)
    assert "is not encrypted" in said(page)
    assert not page.findChildren(QPushButton)


def test_the_recovery_key_is_shown_for_the_passphrase(
    tmp_path: Path, tasks: Tasks, clock: Clock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = config.profile("default", tmp_path / "data")
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("correct horse", encoding="utf-8")
    passphrase.chmod(0o600)
    store = open_store(
        profile, passphrase_file=passphrase, no_encryption=False, ask=None, tell=lambda _: None
    )
    with store:
        window = MainWindow(store, tasks, ChangeRelay(store), clock)
        qtbot.addWidget(window)
        window.open_settings()
        (settings,) = window.findChildren(SettingsDialog)
        page = section(settings, ENCRYPTION)
        assert isinstance(page, EncryptionPage)
        from planner.gui.start_dialogs import PassphraseDialog

        monkeypatch.setattr(PassphraseDialog, "ask", lambda self: "wrong")
        QTest.mouseClick(page.show_key, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not page.problem.isHidden(), timeout=20_000)
        assert page.key is None
        monkeypatch.setattr(PassphraseDialog, "ask", lambda self: "correct horse")
        QTest.mouseClick(page.show_key, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: page.key is not None, timeout=20_000)
        assert page.key
        file = tmp_path / "key.txt"
        page.key.save_to(file)
        assert file.stat().st_mode & 0o077 == 0
        page.key.copy.click()
        key = secrets.key_from_recovery(QApplication.clipboard().text())
        (rotate,) = page.findChildren(Command)
        assert "key rotate" in rotate.command
        section(settings, PROFILE)
        section(settings, ENCRYPTION)
        assert page.key is None, "it is hidden again when one comes back"
        tasks.stop()
        window.close()
    with Store.open(profile.file, key):
        pass


def test_the_profile_names_its_file(settings: SettingsDialog, store: Store) -> None:
    page = section(settings, PROFILE)
    assert isinstance(page, ProfilePage)
    assert str(store.path) in said(page)


def test_a_problem_is_said_and_what_was_chosen_stays(
    settings: SettingsDialog, store: Store
) -> None:
    page = section(settings, LANGUAGE)
    assert isinstance(page, LanguagePage)
    store._db.mode = "ro"
    page.language.setCurrentIndex(page.language.findData("de"))
    assert page.problem.isVisible()
    assert "read-only" in page.problem.text()
    assert page.language.currentData() == "de"
    store._db.mode = "rw"


def test_sections_are_gone_through_by_keyboard_and_named(settings: SettingsDialog) -> None:
    assert settings.items[0].hasFocus()
    QTest.keyClick(settings.items[0], Key.Key_Down)
    QTest.keyClick(settings.items[1], Key.Key_Return)
    assert settings.items[1].present
    for number in range(len(settings.items)):
        page = settings.page(number)
        for control in page.findChildren(QWidget):
            if control.focusPolicy() & Qt.FocusPolicy.TabFocus and control.isEnabled():
                name = control.accessibleName()
                if isinstance(control, QAbstractButton):
                    name = name or control.text()
                assert name or control.parent() is not page, f"{control} has no name"


def test_about_tells_versions_and_licences_and_nothing_personal(
    window: MainWindow, store: Store
) -> None:
    window.open_about()
    (dialog,) = window.findChildren(AboutDialog)
    words = said(dialog)
    for part in ("On Purpose", "Qt", "SQLite", "SQLCipher", "SIL Open Font License", "MIT"):
        assert part in words
    assert str(Path.home()) not in words
    assert str(store.path.parent) not in words
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert "SQLCipher" in QApplication.clipboard().text()
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()
