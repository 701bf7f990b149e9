"""One person's afternoon in the window, and the file as it was left; and when the disk is full."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit
from pytestqt.qtbot import QtBot

from planner.domain.objectives import Objective
from planner.gui.change_relay import ChangeRelay
from planner.gui.importer.dialog import ImportDialog
from planner.gui.main_window import MainWindow
from planner.gui.people.detail.inline import Inline
from planner.gui.people.duplicates import DuplicatesDialog
from planner.gui.tasks import Tasks
from planner.store import Store, datafile
from tests.conftest import Clock
from tests.gui.conftest import show
from tests.samples import add

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Nele Bakker
N:Bakker;Nele;;;
EMAIL:nele@lab.example
NOTE:Has the keys to the pump house
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Nele Baker
N:Baker;Nele;;;
EMAIL:nele@lab.example
TITLE:Hydrologist
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Ana Ruiz
END:VCARD
"""


def listed(window: MainWindow) -> list[str]:
    model = window.people.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def edit(window: MainWindow, name: str) -> Inline:
    """The line of that name in the pane, made a field."""
    for line in window.people.pane.findChildren(Inline):
        if line.isVisible() and line.accessibleName().partition(":")[0] == name:
            line.edit()
            return line
    raise AssertionError(f"nothing called {name}")


def field_of(line: Inline) -> QTextEdit:
    """What one types into."""
    field = line.findChild(QTextEdit)
    assert isinstance(field, QTextEdit)
    return field


def replace_with(text: str, line: Inline) -> None:
    """Type over all that stands in the field of a line."""
    QTest.keyClick(field_of(line), Key.Key_A, CTRL)
    QTest.keyClicks(field_of(line), text)


def test_import_edit_merge_undo_and_all_is_there_the_next_day(
    window: MainWindow,
    store: Store,
    tasks: Tasks,
    clock: Clock,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    file = tmp_path / "cards.vcf"
    file.write_text(CARDS, encoding="utf-8")
    window.show_page("people")
    window.import_files([file])
    importer = window.findChild(ImportDialog)
    assert isinstance(importer, ImportDialog)
    qtbot.waitUntil(importer.deed.isVisible)
    QTest.keyClick(importer.deed, Key.Key_Return)
    qtbot.waitUntil(importer.undo.isVisible)
    importer.reject()
    qtbot.waitUntil(lambda: "Ana Ruiz" in listed(window))
    assert len(listed(window)) == len(store.people.ids())

    (ana,) = store.people.find("Ana Ruiz", 9)
    window.show_person(ana)
    line = edit(window, "Why stay connected")
    replace_with("She reads rivers like a score", line)
    QTest.keyClick(field_of(line), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: store.people.get(ana).why_connected != "")

    twins = len(listed(window))
    add(store, "Ana Ruis", given="Ana", family="Ruis")
    window.find_duplicates()
    dialog = window.findChild(DuplicatesDialog)
    assert isinstance(dialog, DuplicatesDialog)
    qtbot.waitUntil(dialog.deed.isEnabled)
    dialog.deed.click()
    qtbot.waitUntil(lambda: len(store.people.ids()) == twins)
    dialog.reject()
    QTest.keyClick(window, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(store.people.ids()) == twins + 1)
    qtbot.waitUntil(lambda: len(listed(window)) == twins + 1)
    before = listed(window)
    window.close()
    tasks.stop()
    path = store.path
    store.close()

    with Store.open(path, None, clock=clock) as reopened:
        later = Tasks(at_end=reopened.release)
        second = MainWindow(reopened, later, ChangeRelay(reopened), clock)
        qtbot.addWidget(second)
        show(second, qtbot)
        try:
            second.show_page("people")
            qtbot.waitUntil(lambda: listed(second) == before)
            assert reopened.people.get(ana).why_connected == "She reads rivers like a score"
            second.show_person(ana)
            said = [w.text() for w in second.people.pane.findChildren(QLabel) if w.isVisible()]
            assert "She reads rivers like a score" in said
            assert reopened.check().ok
        finally:
            later.stop()
            second.close()


# Trouble with the disk


@contextlib.contextmanager
def full(store: Store) -> Iterator[None]:
    """What is written into the file goes into its log first, and that cannot grow."""
    import resource

    log = datafile.companions(store.path)[0]
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


LONG = "words that need more room than there is " * 400


def test_a_full_disk_keeps_what_was_typed_about_somebody(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    ana = add(store, "Ana Ruiz")
    window.show_person(ana)
    line = edit(window, "Why stay connected")
    QApplication.clipboard().setText(LONG)
    with full(store):
        QTest.keyClick(field_of(line), Key.Key_V, CTRL)
        assert not line.save_now()
        assert line.typed.strip() == LONG.strip()
        assert "disk" in line.problem
    assert line.save_now()
    assert line.problem == ""
    assert store.people.get(ana).why_connected == LONG.strip()


def test_a_full_disk_keeps_what_was_typed_of_an_objective(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    number = store.objectives.add(Objective(title="Sell sensors")).id
    window.show_objective(number)
    editor = window.objectives.editor
    with full(store):
        editor.header.why.put(LONG)
        assert not editor.saving.flush()
        assert editor.header.why.text() == LONG
        assert window.status.again.isVisible()
    assert editor.saving.flush()
    assert store.objectives.get(number).why.strip() == LONG.strip()


def test_a_full_disk_keeps_what_was_jotted_down(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    add(store, "Ana Ruiz")
    window.capture()
    line = window.today.capture
    typed = "I owe Ana Ruiz " + "the long report " * 245
    with full(store):
        line.setText(typed)
        QTest.keyClick(line, Key.Key_Return)
        assert line.text() == typed
        said = " ".join(label.text() for label in line.panel.findChildren(QLabel))
        assert "disk" in said
        assert not store.followups.all()
    QTest.keyClick(line, Key.Key_Return)
    assert line.text() == ""
    assert len(store.followups.all()) == 1


def test_a_file_that_is_gone_is_said_and_not_made_anew(
    window: MainWindow, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    ana = add(store, "Ana Ruiz")
    window.show_person(ana)
    away = tmp_path / "away"
    away.mkdir()
    for file in tmp_path.glob("default.planner*"):
        file.rename(away / file.name)
    line = edit(window, "Why stay connected")
    replace_with("She reads rivers", line)
    assert not line.save_now()
    assert line.typed == "She reads rivers"
    assert line.problem
    assert "\n" not in line.problem
    assert not list(tmp_path.glob("default.planner*"))
