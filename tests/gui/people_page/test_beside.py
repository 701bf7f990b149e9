"""Somebody chosen stands beside the list, and the page comes back as it was left."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.people import Circle
from planner.gui.change_relay import ChangeRelay
from planner.gui.main_window import MainWindow
from planner.gui.people.model import Column
from planner.gui.people.page import PeoplePage
from planner.gui.tasks import Tasks
from planner.store import Store
from tests.conftest import Clock
from tests.gui.people_page.hands import (
    Key,
    add,
    click,
    focused,
    listed,
    shows,
)

# One beside the list


def test_who_is_chosen_stands_beside_the_list(page: PeoplePage, store: Store, qtbot: QtBot) -> None:
    amelie, lotte = add(store, "Amélie Fournier", "Lotte de Wit")
    shows(page, qtbot, "Amélie Fournier", "Lotte de Wit")
    qtbot.waitUntil(lambda: page.pane.person == amelie)
    click(page, 1)
    qtbot.waitUntil(lambda: page.pane.person == lotte)
    assert page.panes.currentWidget() is page.pane
    QTest.keyClick(page.list, Key.Key_Home)
    qtbot.waitUntil(lambda: page.pane.person == amelie)
    QTest.keyClick(page.list, Key.Key_End)
    qtbot.waitUntil(lambda: page.pane.person == lotte)


def test_enter_goes_into_the_pane_and_escape_back(
    page: PeoplePage, store: Store, qtbot: QtBot
) -> None:
    add(store, "Amélie Fournier")
    shows(page, qtbot, "Amélie Fournier")
    page.list.go_to_list()
    QTest.keyClick(page.list, Key.Key_Return)
    assert page.pane.isAncestorOf(focused())
    QTest.keyClick(focused(), Key.Key_Escape)
    assert focused() is page.list


def test_a_search_leaves_the_person_beside_it_and_finds_them_again(
    page: PeoplePage, store: Store, qtbot: QtBot
) -> None:
    _, lotte = add(store, "Amélie Fournier", "Lotte de Wit")
    shows(page, qtbot, "Amélie Fournier", "Lotte de Wit")
    page.show_person(lotte)
    QTest.keyClicks(page.search, "amel")
    qtbot.wait(20)
    assert page.pane.person == lotte
    page.search.clear()
    assert page.list.person == lotte


def test_a_narrow_window_shows_the_list_or_the_person(
    window: MainWindow, page: PeoplePage, store: Store, qtbot: QtBot
) -> None:
    add(store, "Amélie Fournier")
    shows(page, qtbot, "Amélie Fournier")
    window.resize(1024, 640)
    qtbot.waitUntil(lambda: page.left.isVisible() and not page.right.isVisible())
    click(page, 0)
    assert page.right.isVisible()
    assert not page.left.isVisible()
    QTest.keyClick(page.pane, Key.Key_Escape)
    page.pane.back.emit()
    assert page.left.isVisible()
    assert not page.right.isVisible()
    page.list.go_to_list()
    QTest.keyClick(page.list, Key.Key_Return)
    assert page.right.isVisible()
    window.resize(1440, 864)
    qtbot.waitUntil(lambda: page.left.isVisible() and page.right.isVisible())


# As it was left


def test_the_page_comes_back_as_it_was(
    store: Store, tasks: Tasks, relay: ChangeRelay, clock: Clock, qtbot: QtBot
) -> None:
    add(store, "Ana", "Ben", circle=Circle.INNER)
    (cora,) = add(store, "Cora", circle=Circle.INNER)
    add(store, "Dora")
    first = MainWindow(store, tasks, relay, clock)
    qtbot.addWidget(first)
    first.resize(1440, 864)
    with qtbot.waitExposed(first):
        first.show()
    first.show_page("people")
    first.people.filters.circles["inner"].click()
    first.people.header.buttons[Column.NAME].click()
    first.people.show_person(cora)
    first.close()
    second = MainWindow(store, tasks, relay, clock)
    qtbot.addWidget(second)
    second.resize(1440, 864)
    with qtbot.waitExposed(second):
        second.show()
    page = second.people
    assert page.isVisible()
    assert listed(page) == ["Cora", "Ben", "Ana"]
    assert page.filters.circles["inner"].isChecked()
    assert page.pane.person == cora
    assert page.list.person == cora


@pytest.mark.parametrize("state", [None, 7, {"sort": "x"}, {"sort": ["no", 1]}, {"circle": "odd"}])
def test_a_state_that_makes_no_sense_is_passed_over(
    state: object, page: PeoplePage, store: Store, qtbot: QtBot
) -> None:
    add(store, "Ana")
    page.take_state(state)
    shows(page, qtbot, "Ana")
