"""People come, and come back from the bin."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.people import PointKind, Standing
from planner.gui.main_window import MainWindow
from planner.gui.people.add_dialog import AddPersonDialog
from planner.gui.people.bin import BinDialog
from planner.gui.people.page import PeoplePage
from planner.store import Store
from tests.gui.people_page.hands import (
    Key,
    add,
    opened,
    shows,
)

# Adding


def test_a_new_person_with_all_that_is_known_stands_beside_the_list(
    window: MainWindow, page: PeoplePage, store: Store, qtbot: QtBot
) -> None:
    page.add.click()
    dialog = opened(window, AddPersonDialog)
    QTest.keyClicks(dialog.name, "Beatriz Moura")
    QTest.keyClicks(dialog.email, "no address")
    QTest.keyClick(dialog.email, Key.Key_Return)
    wrong = dialog._problems["email"]
    assert wrong.isVisible()
    assert "no address" in wrong.text()
    assert dialog.email.text() == "no address", "what was typed stays"
    dialog.email.clear()
    QTest.keyClicks(dialog.email, "Bea@Moura.example")
    QTest.keyClicks(dialog.phone, "+351 555 010 199")
    QTest.keyClicks(dialog.organisation, "Aguas do Vale")
    QTest.keyClicks(dialog.job, "Chief financial officer")
    dialog.wished.click()
    QTest.keyClick(dialog.job, Key.Key_Return)
    shows(page, qtbot, "Beatriz Moura")
    (kept,) = store.people.get_many(store.people.ids())
    assert (kept.organisation, kept.title) == ("Aguas do Vale", "Chief financial officer")
    assert kept.standing is Standing.WISHED
    assert [(p.kind, p.normal) for p in kept.points] == [
        (PointKind.EMAIL, "bea@moura.example"),
        (PointKind.PHONE, "+351555010199"),
    ]
    qtbot.waitUntil(lambda: page.pane.person == kept.id)


# The bin


def test_what_was_deleted_is_brought_back_from_the_bin(
    window: MainWindow, page: PeoplePage, store: Store, qtbot: QtBot
) -> None:
    ids = add(store, "Ana", "Ben", "Cora", "Dora", "Eli")
    store.people.many.delete(ids[:4])
    store.people.many.delete(ids[4:])
    window.open_bin()
    dialog = opened(window, BinDialog)
    names = [line.name for line in dialog.list.lines.lines]
    assert names == ["Eli", "Ana, Ben and 2 others"]
    QTest.keyClick(dialog.list, Key.Key_Down)
    QTest.keyClick(dialog.list, Key.Key_Return)
    assert [line.name for line in dialog.list.lines.lines] == ["Eli"]
    shows(page, qtbot, "Ana", "Ben", "Cora", "Dora")
    dialog.deed.click()
    assert dialog.nothing.isVisible()
    assert dialog.deed.isHidden()
