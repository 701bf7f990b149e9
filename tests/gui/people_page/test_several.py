"""Several people are told of in words and changed in one step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from planner.domain.people import Circle, Person
from planner.gui.main_window import MainWindow
from planner.gui.page import PlanRequest
from planner.gui.people.page import PeoplePage
from planner.store import Store
from tests.gui.people_page.hands import (
    CTRL,
    SHIFT,
    Key,
    add,
    click,
    menu_of,
    offered,
    pick,
    shows,
)


def test_several_are_told_in_words_and_changed_in_one_step(
    page: PeoplePage, store: Store, qtbot: QtBot
) -> None:
    ids = add(store, "Ana", "Ben", "Cora", "Dora")
    shows(page, qtbot, "Ana", "Ben", "Cora", "Dora")
    click(page, 0)
    click(page, 2, SHIFT)
    qtbot.waitUntil(lambda: page.panes.currentWidget() is page.several)
    assert page.several.who.text() == "Ana, Ben and one other"
    assert not page.several.merge.isVisible()
    told = offered(page)
    pick(page.several._circle_menu(), "Inner")
    assert told.at(0) == ["Moved Ana, Ben and one other to Inner."]
    assert [p.circle for p in store.people.get_many(ids)] == [Circle.INNER] * 3 + [None]
    qtbot.wait(80)
    assert page.list.people == ids[:3], "who is chosen stays chosen"
    store.history.undo()
    assert {p.circle for p in store.people.get_many(ids)} == {None}
    click(page, 1, CTRL)
    qtbot.waitUntil(lambda: page.several.who.text() == "Ana and Cora")
    assert page.several.merge.isVisible()


def test_ctrl_a_means_everybody_whom_the_list_would_show(
    page: PeoplePage, store: Store, qtbot: QtBot
) -> None:
    store.people.add_many([Person(display_name=f"Person {n:04d}") for n in range(2500)])
    (kept,) = add(store, "Zoe")
    qtbot.waitUntil(lambda: page.model.rowCount() > 100)
    QTest.keyClicks(page.search, "person")
    page.list.go_to_list()
    QTest.keyClick(page.list, Key.Key_A, CTRL)
    assert page.list.count == 2500
    qtbot.waitUntil(lambda: page.several.who.text() == "Person 0000, Person 0001 and 2498 others")
    told = offered(page)
    page.several.archive.click()
    qtbot.waitUntil(lambda: told.count() == 1)
    page.search.clear()
    shows(page, qtbot, "Zoe")
    assert not store.people.get(kept).archived


def test_a_tag_new_or_old_is_put_on_and_taken_off_by_the_menu(
    page: PeoplePage, store: Store, qtbot: QtBot
) -> None:
    ana, ben = add(store, "Ana", "Ben")
    store.people.many.tag([ben], "growers & co")
    shows(page, qtbot, "Ana", "Ben")
    click(page, 0)
    pick(menu_of(page), "Tag", "growers && co")
    assert store.people.get(ana).tags == ("growers & co",)
    qtbot.wait(80)
    pick(menu_of(page), "Tag", "growers && co")
    assert store.people.get(ana).tags == ()


def test_delete_goes_to_the_bin_says_so_and_moves_on(
    page: PeoplePage, store: Store, qtbot: QtBot
) -> None:
    _, ben, cora = add(store, "Ana", "Ben", "Cora")
    shows(page, qtbot, "Ana", "Ben", "Cora")
    page.list.choose(ben)
    told = offered(page)
    QTest.keyClick(page.list, Key.Key_Delete)
    assert told.at(0) == ["Deleted Ben."]
    shows(page, qtbot, "Ana", "Cora")
    qtbot.waitUntil(lambda: page.list.person == cora and page.pane.person == cora)
    store.history.undo()
    shows(page, qtbot, "Ana", "Ben", "Cora")


def test_the_menu_plans_archives_and_brings_back(
    page: PeoplePage, store: Store, qtbot: QtBot, window: MainWindow
) -> None:
    (ana,) = add(store, "Ana")
    shows(page, qtbot, "Ana")
    page.plan_requested.disconnect(window.plan)
    asked = QSignalSpy(page.plan_requested)
    click(page, 0)
    pick(menu_of(page), "Plan a meeting…")
    assert asked.at(0) == [PlanRequest(people=(ana,))]
    pick(menu_of(page), "Archive")
    shows(page, qtbot)
    page.filters.take(replace(page.filters.wanted, archived=True))
    page.filters.changed.emit()
    shows(page, qtbot, "Ana")
    click(page, 0)
    pick(menu_of(page), "Bring back")
    assert not store.people.get(ana).archived


@pytest.mark.parametrize("ending", ["vcf", "csv"])
def test_only_the_chosen_are_exported(
    ending: str, page: PeoplePage, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    ids = add(store, "Ana", "Ben", "Cora")
    page.deeds.export_to(ids[:2], tmp_path / f"some.{ending}")
    qtbot.waitUntil((tmp_path / f"some.{ending}").exists)
    written = (tmp_path / f"some.{ending}").read_text(encoding="utf-8")
    assert "Ana" in written
    assert "Ben" in written
    assert "Cora" not in written
