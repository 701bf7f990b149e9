from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from planner.domain.errors import StorageError
from planner.domain.people import Person
from planner.gui.change_relay import ChangeRelay
from planner.gui.main_window import MainWindow
from planner.gui.people.add_dialog import AddPersonDialog
from planner.gui.tasks import Progress, Tasks
from planner.store import Store
from tests.conftest import Clock
from tests.gui.conftest import show

D = TypeVar("D", bound=QDialog)
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
HOSTILE = "<h1><font color=red>x</font></h1><img src=x>"


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    """The window, as wide as most screens, showing the people."""
    window.resize(1440, 864)
    window.show_page("people")
    return window


def add(store: Store, *names: str) -> list[int]:
    return [store.people.add(Person(display_name=name)).id for name in names]


def listed(window: MainWindow) -> list[str]:
    model = window.people.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def said(window: MainWindow) -> str:
    status = window.status
    return f"{status.label.text()} {status.detail.text()}".rstrip()


def opened(window: MainWindow, kind: type[D]) -> D:
    """The dialog that is open over the window."""
    dialogs = [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]
    assert len(dialogs) == 1
    return dialogs[0]


# Finding people


def test_typing_finds_people_at_once(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    add(store, "Amélie Fournier", "Lotte de Wit", "Petra Novak")
    qtbot.waitUntil(lambda: len(listed(window)) == 3)
    QTest.keyClicks(focused(), "lot")
    assert listed(window) == ["Lotte de Wit"]
    QTest.keyClick(focused(), Key.Key_Escape)
    assert len(listed(window)) == 3


def test_the_keyboard_goes_from_the_search_to_the_list_and_back(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    ids = add(store, "Amélie Fournier", "Lotte de Wit", "Petra Novak")
    qtbot.waitUntil(lambda: len(listed(window)) == 3)
    QTest.keyClick(focused(), Key.Key_Down)
    assert focused() is window.people.list
    assert window.people.list.person == ids[0]
    QTest.keyClick(focused(), Key.Key_Down)
    assert window.people.list.person == ids[1]
    QTest.keyClick(focused(), Key.Key_F, CTRL)
    assert focused() is window.people.search
    seen = []
    while focused() is not window.people.list:
        assert focused() not in seen, "Tab comes to the list as well"
        seen.append(focused())
        QTest.keyClick(focused(), Key.Key_Tab)
    assert len(seen) <= 5, "and past few others: the filters are one stop, the columns another"
    QTest.keyClick(focused(), Key.Key_Tab)
    assert focused() is not window.people.list, "Tab leaves the list"
    QTest.keyClick(window.people.search, Key.Key_Down)
    QTest.keyClick(focused(), Key.Key_Home)
    QTest.keyClick(focused(), Key.Key_Up)
    assert focused() is window.people.search, "and Up leaves it at its top"


def test_letters_typed_into_the_list_are_searched_for(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    add(store, "Amélie Fournier", "Lotte de Wit", "Petra Novak")
    qtbot.waitUntil(lambda: len(listed(window)) == 3)
    QTest.keyClick(focused(), Key.Key_Down)
    QTest.keyClick(focused(), Key.Key_P)
    QTest.keyClicks(focused(), "etra")
    assert window.people.search.text() == "petra"
    assert listed(window) == ["Petra Novak"]


def test_the_selected_person_stays_selected_when_others_come(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    _, lotte = add(store, "Kenji Mori", "Lotte de Wit")
    qtbot.waitUntil(lambda: len(listed(window)) == 2)
    window.people.list.choose_row(1)
    store.people.add_many([Person(display_name=f"A{n:03d}") for n in range(150)])
    qtbot.waitUntil(lambda: len(listed(window)) == 152)
    assert window.people.list.person == lotte
    table = window.people.list
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))


# Nobody there


def test_an_empty_file_asks_a_good_question_and_takes_the_answer(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    sentences = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert "Who would you be glad to hear from?" in sentences
    button = window.people.nobody.button
    assert button.isVisible()
    assert button.text() == "Add a person"
    button.setFocus()
    QTest.keyClick(button, Key.Key_Return)
    dialog = opened(window, AddPersonDialog)
    qtbot.waitUntil(dialog.name.hasFocus)
    QTest.keyClick(dialog.name, Key.Key_Return)
    assert dialog.problem.text() == "A person needs a name; nothing was kept."
    QTest.keyClicks(dialog.name, "Lotte de Wit")
    QTest.keyClick(dialog.name, Key.Key_Return)
    qtbot.waitUntil(lambda: listed(window) == ["Lotte de Wit"])
    assert window.people.list.isVisible()
    (lotte,) = store.people.get_many(store.people.ids())
    assert (lotte.given, lotte.family) == ("Lotte", "de Wit")


def test_when_nobody_matches_there_is_a_way_back(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    add(store, "Lotte de Wit")
    qtbot.waitUntil(lambda: len(listed(window)) == 1)
    QTest.keyClicks(focused(), "zzz")
    assert not window.people.list.isVisible()
    button = window.people.no_match.button
    assert button.isVisible()
    assert button.text() == "Clear filters"
    button.click()
    assert listed(window) == ["Lotte de Wit"]
    assert focused() is window.people.search


# Undo


def test_ctrl_z_takes_back_and_says_what(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    (lotte,) = add(store, "Lotte de Wit")
    store.people.delete([lotte])
    QTest.keyClick(window, Key.Key_Z, CTRL)
    assert said(window) == "Undone: deleting Lotte de Wit."
    qtbot.waitUntil(lambda: listed(window) == ["Lotte de Wit"])
    QTest.keyClick(window, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: listed(window) == [])
    QTest.keyClick(window, Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert said(window) == "Done again: adding Lotte de Wit."
    qtbot.waitUntil(lambda: listed(window) == ["Lotte de Wit"])


def test_ctrl_z_while_typing_takes_back_what_was_typed(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    add(store, "Lotte de Wit")
    QTest.keyClicks(window.people.search, "kenji")
    QTest.keyClick(window.people.search, Key.Key_Z, CTRL)
    assert window.people.search.text() == ""
    assert listed(window) == ["Lotte de Wit"], "and nothing that was kept"


def test_an_undo_that_fails_is_said_until_something_else_is(
    window: MainWindow, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise StorageError("the disk of {folder} is full", folder="<b>x</b>")

    with monkeypatch.context() as broken:
        broken.setattr(store.history, "undo", full)
        QTest.keyClick(window, Key.Key_Z, CTRL)
    assert said(window) == "The disk of <b>x</b> is full."
    add(store, "Lotte de Wit")
    QTest.keyClick(window, Key.Key_Z, CTRL)
    window.status._quiet.timeout.emit()
    assert said(window) == "Saved on this computer"


# The truth about the file


def test_the_daily_backup_is_made_and_said(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    window.look_after_the_file()
    qtbot.waitUntil(lambda: "Last backup today" in said(window))
    assert len(store.backups()) == 1
    assert said(window).startswith("Saved on this computer ")


def test_a_backup_that_cannot_be_made_is_said_until_it_is(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    store.backup_folder.write_text("in the way")
    window.look_after_the_file()
    qtbot.waitUntil(lambda: "The backup is waiting" in said(window))
    store.backup_folder.unlink()
    assert window.status.again.isVisible()
    QTest.mouseClick(window.status.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Last backup today" in said(window))
    assert not window.status.again.isVisible()


def test_a_file_opened_to_look_at_offers_no_changes(
    store: Store, tasks: Tasks, clock: Clock, qtbot: QtBot
) -> None:
    add(store, "Lotte de Wit")
    with Store.open(store.path, None, read_only=True) as seen:
        window = MainWindow(seen, tasks, ChangeRelay(seen), clock)
        qtbot.addWidget(window)
        show(window, qtbot)
        window.look_after_the_file()
        assert listed(window) == ["Lotte de Wit"]
        assert said(window) == "Opened to look at only. Nothing can be changed here."
        offered = {a.text().replace("&", "") for a in window.findChildren(QAction) if a.isEnabled()}
        assert {"Export…", "Find", "Quit"} <= offered
        assert not {"Import…", "Undo", "Redo", "Add a person…"} & offered
        window.close()


def test_the_window_comes_back_where_it_was(
    store: Store, tasks: Tasks, relay: ChangeRelay, clock: Clock, qtbot: QtBot
) -> None:
    first = MainWindow(store, tasks, relay, clock)
    qtbot.addWidget(first)
    show(first, qtbot)
    first.setGeometry(0, 60, 800, 617)
    first.close()
    second = MainWindow(store, tasks, relay, clock)
    qtbot.addWidget(second)
    assert (second.width(), second.height()) == (800, 617)
    store.settings.set("window.place", "no place at all")
    third = MainWindow(store, tasks, relay, clock)
    qtbot.addWidget(third)
    assert third.height() > 617, "an unreadable place is no reason to fail"


def test_leaving_while_work_goes_on_is_clean(
    window: MainWindow, store: Store, tasks: Tasks, qtbot: QtBot
) -> None:
    began = threading.Event()
    late: list[object] = []

    def work(progress: Progress) -> None:
        began.set()
        while not progress.cancelled():
            add(store, "Lotte de Wit")

    tasks.run(work, late.append, late.append, window)
    assert began.wait(10)
    window.close()
    tasks.stop()
    qtbot.wait(20)
    assert not late
    assert store.check().ok


# For everybody


def test_every_control_can_be_reached_and_has_a_name(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    add(store, "Lotte de Wit")
    qtbot.waitUntil(lambda: len(listed(window)) == 1)
    controls = [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, QLineEdit | QAbstractItemView | QAbstractButton)
        and widget.isVisible()
        and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not widget.objectName().startswith("qt_")
    ]
    assert len(controls) >= 4
    for control in controls:
        named = control.accessibleName()
        if isinstance(control, QAbstractButton):
            named = named or control.text()
        elif type(control).__name__ == "QHeaderView":
            continue
        assert named, control
    for action in window.menuBar().actions():
        assert "&" in action.text(), "each menu opens by the keyboard"


def test_what_people_are_called_is_never_drawn_as_markup(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    (hostile,) = add(store, HOSTILE)
    store.people.save(replace(store.people.get(hostile), organisation=HOSTILE, title=HOSTILE))
    qtbot.waitUntil(lambda: listed(window) == [HOSTILE])
    store.people.delete([hostile])
    store.history.undo()
    window.undo()
    assert HOSTILE in said(window)
    qtbot.waitUntil(lambda: len(listed(window)) == 1)
    assert not _has_red(window.grab().toImage())
    for label in window.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText


def _has_red(image: QImage) -> bool:
    """Whether markup painted its red letters: pixels far redder than any of the window's own."""
    small = image.convertToFormat(QImage.Format.Format_RGB32)
    colours = {small.pixel(x, y) for x in range(small.width()) for y in range(small.height())}
    return any(
        colour.red() > colour.green() + 100 and colour.red() > colour.blue() + 100
        for colour in map(QColor, colours)
    )


def test_the_red_would_be_seen(qtbot: QtBot) -> None:
    label = QLabel(HOSTILE)
    qtbot.addWidget(label)
    assert _has_red(label.grab().toImage())


def test_an_export_is_written_where_it_was_asked_for(
    window: MainWindow, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    add(store, "Lotte de Wit")
    window.export_to(tmp_path / "people.vcf")
    qtbot.waitUntil(lambda: "people.vcf" in said(window))
    assert "Lotte de Wit" in (tmp_path / "people.vcf").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "why"),
    [("people.doc", "end the name in .vcf"), ("nowhere/people.vcf", "choose another place")],
)
def test_an_export_that_cannot_be_written_is_said(
    name: str, why: str, window: MainWindow, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    add(store, "Lotte de Wit")
    before = set(tmp_path.iterdir())
    window.export_to(tmp_path / name)
    qtbot.waitUntil(lambda: why in said(window))
    assert {path for path in tmp_path.iterdir() if path.suffix == ".vcf"} <= before
