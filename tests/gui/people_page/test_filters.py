"""Chips, the funnel and the columns say who is listed, and how."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.followups import Direction, FollowUp
from planner.domain.meetings import Channel, Interaction
from planner.domain.objectives import Ask, AskKind, Name, Objective
from planner.domain.people import Circle, Standing
from planner.domain.people_lists import SortBy
from planner.gui.people.model import Column
from planner.gui.people.page import PeoplePage
from planner.store import Store
from tests.conftest import Clock
from tests.gui.people_page.hands import (
    LEFT,
    Key,
    add,
    focused,
    in_use,
    listed,
    pick,
    shows,
)


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
