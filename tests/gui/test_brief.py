"""The brief on the screen: the page that is shown is the one that is saved and printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner.gui.brief.dialog import BriefDialog
from planner.gui.main_window import MainWindow
from planner.store import Store
from tests.samples import PURPOSE, add, draft, planned
from tests.unit.papers.reading import facts_of, words_of


def opened(window: MainWindow, meeting: int, qtbot: QtBot) -> BriefDialog:
    window.open_brief(meeting)
    dialog = window.findChild(BriefDialog)
    assert isinstance(dialog, BriefDialog)
    return dialog


def made(dialog: BriefDialog, qtbot: QtBot) -> BriefDialog:
    qtbot.waitUntil(dialog.save.isEnabled, timeout=20_000)
    return dialog


@pytest.fixture
def dialog(window: MainWindow, store: Store, qtbot: QtBot) -> BriefDialog:
    meeting = planned(store, add(store, "<b>Petra</b> Vogel", given="Petra"))
    return made(opened(window, meeting.id, qtbot), qtbot)


def saved(dialog: BriefDialog, file: Path, qtbot: QtBot) -> str:
    dialog.save_to(file)
    qtbot.waitUntil(file.exists, timeout=20_000)
    return words_of(file)


def test_the_page_is_shown_and_read_out(dialog: BriefDialog) -> None:
    assert not dialog.page.empty
    spoken = dialog.page.accessibleDescription()
    assert "<b>Petra</b> Vogel" in spoken
    assert PURPOSE.statement in spoken
    assert dialog.a4.isChecked()


def test_a_new_choice_makes_the_page_anew_and_that_one_is_saved(
    dialog: BriefDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    assert PURPOSE.why in saved(dialog, tmp_path / "mine.pdf", qtbot)
    QTest.mouseClick(dialog.letter, Qt.MouseButton.LeftButton)
    QTest.keyClick(dialog.share, Qt.Key.Key_Space)
    assert not dialog.save.isEnabled()
    made(dialog, qtbot)
    said = saved(dialog, tmp_path / "theirs.pdf", qtbot)
    assert PURPOSE.statement in said
    assert PURPOSE.why not in said
    assert "letter" in facts_of(tmp_path / "theirs.pdf")["Page size"]


def test_saving_asks_where_and_tells_what_does_not_work(
    dialog: BriefDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_: object, __: str, offered: str, ___: str) -> tuple[str, str]:
        asked.append(offered)
        return str(tmp_path / "nowhere" / "brief"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "choose another folder" in dialog.said.text())
    assert Path(asked[0]).name == "2026-12-01 b Petra b Vogel.pdf"
    assert dialog.save.isEnabled()


def test_open_lends_a_private_file_to_another_program(
    dialog: BriefDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []

    def refuse(url: QUrl) -> bool:
        shown.append(Path(url.toLocalFile()))
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", refuse)
    dialog.open_button.click()
    qtbot.waitUntil(lambda: bool(shown))
    assert "Petra" not in shown[0].name
    assert facts_of(shown[0])["Pages"] == "1"
    assert "Save it instead" in dialog.said.text()


def test_it_prints_the_page(dialog: BriefDialog, qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.print_to(printer)
    qtbot.waitUntil(lambda: "Sent to the printer" in dialog.said.text(), timeout=20_000)
    assert facts_of(tmp_path / "printed.pdf")["Pages"] == "1"


def test_a_meeting_without_purpose_says_so(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    bare = store.meetings.keep_draft(draft(add(store, "Petra"), purpose=None))
    dialog = opened(window, bare.id, qtbot)
    qtbot.waitUntil(lambda: "no purpose yet" in dialog.said.text())
    assert not dialog.save.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_americans_begin_with_their_paper(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    meeting = planned(store, add(store, "Petra"))
    QLocale.setDefault(QLocale("en_US"))
    dialog = made(opened(window, meeting.id, qtbot), qtbot)
    assert dialog.paper == "letter"
