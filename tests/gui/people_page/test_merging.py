"""Two who are one are found and merged, and nothing is lost."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.gui.main_window import MainWindow
from planner.gui.people.duplicates import DuplicatesDialog
from planner.gui.people.merging import MergeDialog, PickDialog
from planner.gui.people.page import PeoplePage
from planner.gui.tasks import Tasks
from planner.store import Store
from tests.gui.people_page.hands import (
    CTRL,
    Key,
    add,
    click,
    menu_of,
    offered,
    opened,
    pick,
    shows,
)
from tests.samples import email


def test_two_are_merged_as_chosen_and_it_is_undone(
    window: MainWindow, page: PeoplePage, store: Store, qtbot: QtBot
) -> None:
    (first,) = add(store, "Petra Novak", organisation="Cobalt Works", city="Lisbon")
    (second,) = add(store, "Petra Nowak", organisation="Cobalt", points=(email("p@n.example"),))
    shows(page, qtbot, "Petra Novak", "Petra Nowak")
    click(page, 0)
    click(page, 1, CTRL)
    qtbot.waitUntil(page.several.merge.isVisible)
    page.several.merge.click()
    dialog = opened(window, MergeDialog)
    fields = {field.name: group for field, group in dialog.view._groups}
    fields["organisation"].button(1).click()
    told = offered(page)
    dialog.deed.click()
    assert told.at(0) == ["Merged Petra Nowak into Petra Novak."]
    kept = store.people.get(first)
    assert (kept.organisation, kept.city) == ("Cobalt", "Lisbon")
    assert "Cobalt Works" in kept.note, "nothing is lost"
    assert [point.value for point in kept.points] == ["p@n.example"]
    shows(page, qtbot, "Petra Novak")
    store.history.undo()
    assert store.people.get(second).organisation == "Cobalt"


def test_who_to_merge_with_is_found_by_typing(
    window: MainWindow, page: PeoplePage, store: Store, qtbot: QtBot
) -> None:
    ana, ben = add(store, "Ana", "Ben")
    shows(page, qtbot, "Ana", "Ben")
    click(page, 0)
    pick(menu_of(page), "Merge with…")
    finder = opened(window, PickDialog)
    finder.deed.click()
    assert finder.problem.isVisible()
    QTest.keyClicks(finder.search, "ben")
    QTest.keyClick(finder.search, Key.Key_Down)
    QTest.keyClick(finder.list, Key.Key_Return)
    dialog = opened(finder, MergeDialog)
    dialog.deed.click()
    shows(page, qtbot, "Ana")
    assert store.people.ids() == [ana] != [ben]


def test_likely_pairs_are_merged_or_told_apart(
    window: MainWindow, store: Store, tasks: Tasks, qtbot: QtBot
) -> None:
    shared = (email("petra@novak.example"),)
    add(store, "Petra Novak", "P. Novak", points=shared)
    add(store, "Kenji Mori", "Kenji Mori", points=(email("k@mori.example"),))
    window.find_duplicates()
    dialog = opened(window, DuplicatesDialog)
    qtbot.waitUntil(lambda: len(dialog.list.lines.lines) == 2)
    assert all(line.remark for line in dialog.list.lines.lines), "each says why"
    dialog.deed.click()
    assert len(dialog.list.lines.lines) == 1
    assert len(store.people.ids()) == 3
    dialog.undo.click()
    assert len(store.people.ids()) == 4
    assert len(dialog.list.lines.lines) == 2
    first = dialog.list.lines.lines[0].name
    dialog.apart.click()
    assert [line.name for line in dialog.list.lines.lines] != [first]
    assert len(store.people.ids()) == 4
    dialog.close()
    window.find_duplicates()
    again = opened(window, DuplicatesDialog)
    qtbot.waitUntil(lambda: len(again.list.lines.lines) == 1)
    assert again.list.lines.lines[0].name != first, "told apart is told apart for good"
