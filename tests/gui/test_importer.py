from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.people import Person
from planner.gui.importer.dialog import ImportDialog
from planner.gui.main_window import MainWindow
from planner.gui.tasks import Tasks
from planner.store import Store

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEMAIL:{mail}\r\nEND:VCARD\r\n"


def cards(folder: Path, count: int, name: str = "contacts.vcf") -> Path:
    path = folder / name
    path.write_text(
        "".join(
            CARD.format(name=f"Person {n:05d}", mail=f"p{n}@lab.example") for n in range(count)
        ),
        encoding="utf-8",
    )
    return path


def begin(window: MainWindow, *files: Path) -> ImportDialog:
    window.import_files(files)
    dialog = window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    return dialog


def is_over(dialog: ImportDialog) -> bool:
    return not dialog.bar.isVisible()


def test_a_file_is_imported_shown_and_taken_back(
    window: MainWindow, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = begin(window, cards(tmp_path, 8))
    qtbot.waitUntil(lambda: is_over(dialog))
    assert dialog.said.text() == "8 people are new."
    assert not dialog.left_out.isVisible()
    qtbot.waitUntil(lambda: window.people.model.rowCount() == 8)
    QTest.mouseClick(dialog.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.said.text() == "The import was taken back.")
    qtbot.waitUntil(lambda: window.people.model.rowCount() == 0)
    assert store.people.ids() == []
    assert not dialog.undo.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_each_bad_record_is_named_with_its_line_as_plain_text(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = cards(tmp_path, 3, "<b>x<b>.vcf")
    with path.open("a", encoding="utf-8") as file:
        file.write("BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:nobody\r\nEND:VCARD\r\n")
    dialog = begin(window, path)
    qtbot.waitUntil(lambda: is_over(dialog))
    assert dialog.said.text() == "3 people are new. One record could not be read."
    remarks = dialog.left_out.model()
    assert dialog.left_out.isVisible()
    assert [remarks.index(0, column).data() for column in (0, 1)] == ["<b>x<b>.vcf", "16"]
    assert remarks.index(0, 2).data()
    tip = remarks.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in tip


def test_a_file_that_is_none_of_ours_says_so(
    window: MainWindow, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    movie = tmp_path / "movie.mp4"
    movie.write_bytes(b"\0\0\0\x20ftypisom" + bytes(5000))
    dialog = begin(window, movie, tmp_path, cards(tmp_path, 2))
    qtbot.waitUntil(lambda: is_over(dialog))
    assert dialog.said.text() == "2 people are new. 2 files could not be read."
    reasons = [dialog.left_out.model().index(row, 2).data() for row in range(2)]
    assert "movie.mp4" in reasons[0]
    assert "is a folder" in reasons[1]


def test_a_cancelled_import_leaves_nothing(
    window: MainWindow, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    store.people.add(Person(display_name="Lotte de Wit"))
    dialog = begin(window, cards(tmp_path, 6000))
    qtbot.waitUntil(lambda: window.people.model.rowCount() > 1, timeout=30_000)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible(), "it stays until everything is taken back"
    qtbot.waitUntil(lambda: is_over(dialog), timeout=30_000)
    assert dialog.said.text() == "The import was cancelled; nothing of it was kept."
    assert len(store.people.ids()) == 1
    qtbot.waitUntil(lambda: window.people.model.rowCount() == 1)
    assert store.check().ok


def test_an_import_cut_off_by_leaving_leaves_nothing(
    window: MainWindow, store: Store, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    begin(window, cards(tmp_path, 6000))
    qtbot.waitUntil(lambda: window.people.model.rowCount() > 0, timeout=30_000)
    window.close()
    tasks.stop()
    assert store.people.ids() == []
    assert store.check().ok


@pytest.mark.parametrize("bad", ["nowhere.vcf", "empty.vcf"])
def test_nothing_to_import_is_said_plainly(
    bad: str, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "empty.vcf").touch()
    dialog = begin(window, tmp_path / bad)
    qtbot.waitUntil(lambda: is_over(dialog))
    assert dialog.said.text() == "Nothing was taken over. One file could not be read."
    assert not dialog.undo.isVisible()
