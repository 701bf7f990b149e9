from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.people import ContactPoint, Person, PointKind
from planner.gui.importer.columns import ColumnsView
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


def point(kind: str, value: str) -> ContactPoint:
    return ContactPoint(kind=PointKind(kind), value=value, normal=value)


def begin(window: MainWindow, *files: Path) -> ImportDialog:
    """Drop files on the window, and wait until what would come of them is shown."""
    window.import_files(files)
    dialog = window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    return dialog


def look(window: MainWindow, qtbot: QtBot, *files: Path) -> ImportDialog:
    dialog = begin(window, *files)
    qtbot.waitUntil(lambda: is_over(dialog), timeout=30_000)
    return dialog


def is_over(dialog: ImportDialog) -> bool:
    return not dialog.bar.isVisible()


def agree(dialog: ImportDialog, qtbot: QtBot) -> None:
    """Import, by keyboard, and wait until it is through."""
    qtbot.waitUntil(dialog.deed.hasFocus)
    QTest.keyClick(dialog.deed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_over(dialog), timeout=30_000)


def lines(dialog: ImportDialog, key: str) -> list[tuple[str, ...]]:
    """The rows of a list, which its chip brings to the front."""
    QTest.mouseClick(dialog.report.chips[key], Qt.MouseButton.LeftButton)
    model = dialog.report.table.model()
    columns = range(model.columnCount())
    return [
        tuple(str(model.index(row, column).data()) for column in columns)
        for row in range(model.rowCount())
    ]


def test_what_would_come_of_it_is_shown_before_anything_is_kept(
    window: MainWindow, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    store.people.add(
        Person(display_name="Person 00001", points=(point("email", "other@sea.example"),))
    )
    store.people.add(
        Person(display_name="Person 00002", points=(point("email", "p2@lab.example"),))
    )
    path = tmp_path / "some.vcf"
    path.write_text(
        CARD.format(name="Person 00001", mail="p1@lab.example")
        + CARD.format(name="Person 00002", mail="p2@lab.example").replace(
            "END:", "TITLE:Pilot\r\nEND:"
        )
        + "BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:nobody\r\nEND:VCARD\r\n",
        encoding="utf-8",
    )
    dialog = look(window, qtbot, path)
    assert dialog.said.text() == (
        "One person will be new, one is brought up to date. One record cannot be read."
    )
    assert lines(dialog, "new") == [("Person 00001", "")]
    assert lines(dialog, "changed") == [("Person 00002", "Job title")]
    ((new, like, why),) = lines(dialog, "doubts")
    assert (new, like) == ("Person 00001", "Person 00001")
    assert why == "Nearly the same name, reached in other ways"
    ((file, line, reason),) = lines(dialog, "left out")
    assert (file, line) == ("some.vcf", "12")
    assert reason
    assert len(store.people.ids()) == 2
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert len(store.people.ids()) == 2
    assert store.history.next_undo().verb == "add"  # type: ignore[union-attr]


def test_files_that_come_one_after_the_other_are_looked_at_together(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = begin(window, cards(tmp_path, 1))
    other = tmp_path / "other.vcf"
    other.write_text(CARD.format(name="Ana Ruiz", mail="ana@sea.example"), encoding="utf-8")
    dialog.look_at([other])
    qtbot.waitUntil(lambda: is_over(dialog), timeout=30_000)
    assert dialog.said.text() == "Two people will be new."
    assert lines(dialog, "new") == [("Person 00000", ""), ("Ana Ruiz", "")]


def test_a_dialog_that_is_closed_at_once_looks_at_nothing(
    window: MainWindow, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = begin(window, cards(tmp_path, 1))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is None)
    qtbot.wait(100)
    assert not tasks.busy


def test_a_table_whose_header_tells_nothing_asks_what_its_columns_hold(
    window: MainWindow, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "guests.csv"
    path.write_text(
        "Wer;Schreibt von;Mitbringsel\nAna Ruiz;ana@frost.example;Salat\n"
        "Kenji Ito;kenji@frost.example;Brot\n",
        encoding="utf-8",
    )
    dialog = look(window, qtbot, path)
    assert dialog.columns.isVisible()
    (view,) = dialog.columns.findChildren(ColumnsView)
    assert list(view.fields) == ["Wer", "Schreibt von", "Mitbringsel"]
    QTest.mouseClick(dialog.deed, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: is_over(dialog) and dialog.columns.isVisible())
    (view,) = [one for one in dialog.columns.findChildren(ColumnsView) if one.isVisible()]
    assert view.problem.isVisible(), "nothing was chosen, so nobody can be named yet"
    for column, field in (("Wer", "name"), ("Schreibt von", "email"), ("Mitbringsel", "")):
        choice = view.fields[column]
        choice.setCurrentIndex(choice.findData(field))
    QTest.mouseClick(dialog.deed, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.said.text() == "Two people will be new.")
    agree(dialog, qtbot)
    people = [store.people.get(one) for one in store.people.ids()]
    assert [(one.display_name, one.points[0].value) for one in people] == [
        ("Ana Ruiz", "ana@frost.example"),
        ("Kenji Ito", "kenji@frost.example"),
    ]
    assert not any("Salat" in one.note for one in people), "it was to be left out"


def test_files_may_be_dropped_on_the_dialog_itself(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.choose_import()
    dialog = window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    assert dialog.ground.isVisible()
    qtbot.waitUntil(dialog.ground.choose.hasFocus)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(cards(tmp_path, 2)))])
    place, copy = QPointF(10, 10), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(place, copy, data, left, none))
    qtbot.waitUntil(lambda: dialog.said.text() == "Two people will be new.")


def test_a_file_is_imported_shown_and_taken_back(
    window: MainWindow, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = look(window, qtbot, cards(tmp_path, 8))
    agree(dialog, qtbot)
    assert dialog.said.text() == "Eight people are new."
    assert dialog.finish.hasFocus()
    assert dialog.undo.geometry().right() < dialog.deed.geometry().left(), "a second click undoes"
    assert not dialog.report.table.isVisible()
    window.show_page("people")
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
    with path.open("a", encoding="utf-8") as more:
        more.write("BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:nobody\r\nEND:VCARD\r\n")
    dialog = look(window, qtbot, path)
    agree(dialog, qtbot)
    assert dialog.said.text() == "Three people are new. One record could not be read."
    assert dialog.report.table.isVisible()
    ((file, line, reason),) = lines(dialog, "left out")
    assert (file, line) == ("<b>x<b>.vcf", "16")
    assert reason
    remarks = dialog.report.table.model()
    tip = remarks.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in tip


def test_a_file_that_is_none_of_ours_says_so(
    window: MainWindow, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    movie = tmp_path / "movie.mp4"
    movie.write_bytes(b"\0\0\0\x20ftypisom" + bytes(5000))
    dialog = look(window, qtbot, movie, tmp_path, cards(tmp_path, 2))
    assert dialog.said.text() == "Two people will be new. Two files cannot be read."
    reasons = [reason for _, _, reason in lines(dialog, "left out")]
    assert len(reasons) == 2
    assert "movie.mp4" in reasons[0]
    assert "is a folder" in reasons[1]


def test_a_cancelled_import_leaves_nothing(
    window: MainWindow, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    store.people.add(Person(display_name="Lotte de Wit"))
    window.show_page("people")
    dialog = look(window, qtbot, cards(tmp_path, 6000))
    QTest.mouseClick(dialog.deed, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.bar.value() > 0, timeout=30_000)
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
    dialog = look(window, qtbot, cards(tmp_path, 6000))
    QTest.mouseClick(dialog.deed, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.bar.value() > 0, timeout=30_000)
    window.close()
    tasks.stop()
    assert store.people.ids() == []
    assert store.check().ok


@pytest.mark.parametrize("bad", ["nowhere.vcf", "empty.vcf"])
def test_nothing_to_import_is_said_plainly(
    bad: str, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "empty.vcf").touch()
    dialog = look(window, qtbot, tmp_path / bad)
    assert dialog.said.text() == (
        "There is nothing in it that could be taken over. One file cannot be read."
    )
    assert not dialog.deed.isVisible()
