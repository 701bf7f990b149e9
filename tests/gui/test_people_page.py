"""The People page over a real store, by keyboard and mouse."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from planner.domain.followups import Direction, FollowUp
from planner.domain.meetings import Channel, Interaction
from planner.domain.objectives import Ask, AskKind, Name, Objective
from planner.domain.people import Circle, Person, PointKind, Standing
from planner.domain.people_lists import SortBy
from planner.gui.change_relay import ChangeRelay
from planner.gui.main_window import MainWindow
from planner.gui.page import PlanRequest
from planner.gui.people.add_dialog import AddPersonDialog
from planner.gui.people.bin import BinDialog
from planner.gui.people.duplicates import DuplicatesDialog
from planner.gui.people.merging import MergeDialog, PickDialog
from planner.gui.people.model import Column
from planner.gui.people.page import PeoplePage
from planner.gui.tasks import Tasks
from planner.store import Store
from tests.conftest import Clock
from tests.samples import email

D = TypeVar("D", bound=QDialog)
Key, Modifier = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(window: MainWindow) -> PeoplePage:
    """The page in a window as wide as most."""
    window.resize(1440, 864)
    window.show_page("people")
    return window.people


def add(store: Store, *names: str, **more: object) -> list[int]:
    return [store.people.add(Person(display_name=name, **more)).id for name in names]  # type: ignore[arg-type]


def listed(page: PeoplePage) -> list[str]:
    return [str(page.model.index(row, 0).data()) for row in range(page.model.rowCount())]


def shows(page: PeoplePage, qtbot: QtBot, *names: str) -> None:
    qtbot.waitUntil(lambda: listed(page) == list(names))


def offered(page: PeoplePage) -> QSignalSpy:
    """The sentences with which something is offered to be undone."""
    return QSignalSpy(page.undoable)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def opened(window: QWidget, kind: type[D]) -> D:
    dialogs = [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]
    assert len(dialogs) == 1
    return dialogs[0]


def in_use(page: PeoplePage) -> list[QAbstractButton]:
    """The chips of the filters behind the funnel that are in use."""
    flow = page.filters._flow
    items = [flow.itemAt(place) for place in range(flow.count())]
    widgets = [item.widget() for item in items if item is not None]
    return [widget for widget in widgets if isinstance(widget, QAbstractButton)]


def click(page: PeoplePage, row: int, *held: Qt.KeyboardModifier) -> None:
    at = page.list.visualRect(page.model.index(row, 0)).topLeft() + QPoint(120, 20)
    modifier = held[0] if held else Modifier.NoModifier
    QTest.mouseClick(page.list.viewport(), LEFT, modifier, at)


def menu_of(page: PeoplePage) -> QMenu:
    """The menu of the chosen, as Shift+F10 opens it."""
    at = page.list.viewport().rect().center()
    asked = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, at, page.list.viewport().mapToGlobal(at)
    )
    QApplication.sendEvent(page.list.viewport(), asked)
    return page.menu


def pick(menu: QMenu, *path: str) -> None:
    """Choose an action by the words that lead to it."""
    for word in path[:-1]:
        menu = next(a.menu() for a in menu.actions() if a.text() == word)  # type: ignore[assignment]
    next(action for action in menu.actions() if action.text() == path[-1]).trigger()
    menu.close()


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


# Filters and sorting


def test_the_chips_list_circles_wishes_and_promises(
    page: PeoplePage, store: Store, qtbot: QtBot
) -> None:
    add(store, "Ana", circle=Circle.INNER)
    (ben,) = add(store, "Ben", circle=Circle.WIDE)
    add(store, "Cora", standing=Standing.WISHED)
    store.followups.add(
        FollowUp(person=ben, text="The list", direction=Direction.I_OWE, due="2026-10-20")
    )
    shows(page, qtbot, "Ana", "Ben", "Cora")
    for key, names in (("inner", ["Ana"]), ("wide", ["Ben"]), ("wished", ["Cora"])):
        page.filters.circles[key].click()
        assert listed(page) == names
    page.filters.circles["everyone"].click()
    page.filters.promise.click()
    assert listed(page) == ["Ben"]
    page.filters.circles["inner"].click()
    assert page.no_match.isVisible()
    page.no_match.button.click()
    assert listed(page) == ["Ana", "Ben", "Cora"]
    assert page.filters.circles["everyone"].isChecked()


def test_the_chips_are_one_stop_of_the_tab_key_and_arrows_choose(
    page: PeoplePage, store: Store, qtbot: QtBot
) -> None:
    add(store, "Ana", circle=Circle.INNER)
    add(store, "Ben")
    shows(page, qtbot, "Ana", "Ben")
    QTest.keyClick(page.search, Key.Key_Tab)
    assert focused() is page.filters.circles["everyone"]
    QTest.keyClick(focused(), Key.Key_Right)
    assert focused() is page.filters.circles["inner"]
    QTest.keyClick(focused(), Key.Key_Space)
    shows(page, qtbot, "Ana")
    QTest.keyClick(focused(), Key.Key_Tab)
    assert focused() is page.filters.funnel


def test_the_funnel_finds_by_tag_objective_and_silence(
    page: PeoplePage, store: Store, clock: Clock, qtbot: QtBot
) -> None:
    ana, ben, cora = add(store, "Ana", "Ben", "Cora")
    store.people.many.tag([ana], "growers")
    store.objectives.add(
        Objective(
            title="Sell sensors",
            asks=(
                Ask(objective=0, kind=AskKind.ADVICE, text="?", names=(Name(person=ben, rank=1),)),
            ),
        )
    )
    for person, days in ((ana, 2), (ben, 40)):
        at = clock() - timedelta(days=days)
        store.interactions.add(Interaction(at=at, channel=Channel.CALL, people=(person,)))
    store.people.archive([cora])
    shows(page, qtbot, "Ana", "Ben")
    page.filters.open_popover()
    popover = page.filters.popover
    assert popover is not None
    for box, names in (("tag", ["Ana"]), ("objective", ["Ben"])):
        choice = getattr(popover, box)
        choice.setCurrentIndex(1)
        choice.activated.emit(1)
        assert listed(page) == names
        choice.setCurrentIndex(0)
        choice.activated.emit(0)
    popover.contact.setCurrentIndex(1)
    popover.contact.activated.emit(1)
    popover.unit.setCurrentIndex(0)
    popover.amount.clear()
    QTest.keyClicks(popover.amount, "30")
    assert listed(page) == ["Ben"]
    popover.archived.click()
    assert listed(page) == ["Cora"]
    popover.close()
    assert "some in use" in page.filters.funnel.accessibleName()
    used = in_use(page)
    assert [chip.text() for chip in used] == ["No contact for a month", "Archived"]
    qtbot.waitUntil(lambda: all(chip.isVisible() for chip in used))
    used[1].click()
    assert listed(page) == ["Ben"]


def test_columns_sort_by_mouse_keys_and_menu(
    page: PeoplePage, store: Store, clock: Clock, qtbot: QtBot
) -> None:
    (ana,) = add(store, "Ana", circle=Circle.WIDE)
    add(store, "Ben", circle=Circle.INNER)
    store.interactions.add(Interaction(at=clock(), channel=Channel.CALL, people=(ana,)))
    shows(page, qtbot, "Ana", "Ben")
    name, circle = page.header.buttons[Column.NAME], page.header.buttons[Column.CIRCLE]
    QTest.mouseClick(circle, LEFT)
    assert listed(page) == ["Ben", "Ana"]
    assert "sorted" in circle.accessibleName()
    QTest.mouseClick(circle, LEFT)
    assert listed(page) == ["Ana", "Ben"]
    name.click()
    circle.setFocus()
    QTest.keyClick(circle, Key.Key_Left)
    assert focused() is name
    QTest.keyClick(name, Key.Key_Return)
    assert listed(page) == ["Ben", "Ana"]
    menu = page.header.menu()
    pick(menu, "Last contact")
    assert page.model.order.by is SortBy.LAST_CONTACT


# Several at once


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


# Two who are one


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
    assert not dialog.deed.isEnabled()


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
