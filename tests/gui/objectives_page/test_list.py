"""All objectives, and what stands above the asks of one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.domain.objectives import Objective, ObjectiveStatus
from planner.gui.objectives.page import ObjectivesPage
from planner.store import Store
from tests.gui.objectives_page.hands import (
    goal,
    settle,
    shown,
)

# The list


def test_without_objectives_one_sentence_and_one_button(
    page: ObjectivesPage, store: Store, qtbot: QtBot
) -> None:
    assert page.list.empty.isVisible()
    QTest.keyClick(page.list.empty.button, Qt.Key.Key_Space)
    assert page.editor.header.title.hasFocus()
    QTest.keyClicks(page.editor.header.title, "Bake with the sun")
    settle(qtbot, page)
    (kept,) = store.objectives.all()
    assert kept.title == "Bake with the sun"
    assert page.objective == kept.id
    assert page.window().windowTitle() == "Bake with the sun – On Purpose"


def test_objectives_stand_in_their_groups(page: ObjectivesPage, store: Store) -> None:
    goal(store, by="2026-12-15", done_when="The first loaf is sold")
    paused = store.objectives.add(Objective(title="Learn to glaze"))
    store.objectives.pause(paused.id)
    store.objectives.add(Objective(title="Old oven", status=ObjectiveStatus.ACHIEVED))
    QTest.qWait(80)
    names = [card.accessibleName() for card in page.list.cards]
    assert names == [
        "Bake with the sun, by 15 December, The first loaf is sold",
        "Learn to glaze",
        "Old oven, Achieved",
    ]


def test_the_list_goes_by_keyboard(page: ObjectivesPage, store: Store) -> None:
    goal(store)
    second = store.objectives.add(Objective(title="Learn to glaze"))
    QTest.qWait(80)
    page.list.focus_first()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Down)
    QTest.keyClick(page.list.cards[1], Qt.Key.Key_Return)
    assert page.objective == second.id
    QTest.keyClick(page.editor.header.back, Qt.Key.Key_Space)
    assert page.objective is None
    assert page.list.cards[1].hasFocus()


# Header


def test_what_is_typed_keeps_itself_and_is_one_undo(
    page: ObjectivesPage, store: Store, qtbot: QtBot
) -> None:
    objective = goal(store)
    header = shown(page, objective).editor.header
    header.why.setFocus()
    QTest.keyClicks(header.why, "Bread ")
    settle(qtbot, page)
    QTest.keyClicks(header.why, "needs heat.")
    header.done.setFocus()  # leaving keeps at once
    assert store.objectives.get(objective.id).why == "Bread needs heat."
    store.history.undo()
    assert store.objectives.get(objective.id).why == ""
    QTest.qWait(80)
    assert header.why.text() == ""


def test_a_day_is_typed_in_words(page: ObjectivesPage, store: Store) -> None:
    objective = goal(store)
    by = shown(page, objective).editor.header.by
    QTest.keyClick(by.face, Qt.Key.Key_Return)
    QTest.keyClicks(by.field, "end of November")
    QTest.keyClick(by.field, Qt.Key.Key_Return)
    assert store.objectives.get(objective.id).by == "2026-11-30"
    assert by.face.text() == "30 Nov 2026"
    by.start()
    by.field.setText("when pigs fly")
    QTest.keyClick(by.field, Qt.Key.Key_Return)
    assert by.field.text() == "when pigs fly"
    assert by.wrong.isVisible()
    QTest.keyClick(by.field, Qt.Key.Key_Escape)
    assert store.objectives.get(objective.id).by == "2026-11-30"


def test_a_title_cannot_be_empty_and_comes_back(
    page: ObjectivesPage, store: Store, qtbot: QtBot
) -> None:
    objective = goal(store)
    header = shown(page, objective).editor.header
    header.title.setFocus()
    header.title.put("")
    qtbot.waitUntil(header.wrong.isVisible)
    assert header.wrong.text() == "An objective needs a title; nothing was kept."
    page.show_all()
    assert store.objectives.get(objective.id).title == "Bake with the sun"


def test_a_new_objective_without_a_title_is_not_lost(page: ObjectivesPage, store: Store) -> None:
    page.write_new()
    page.editor.header.why.setFocus()
    QTest.keyClicks(page.editor.header.why, "Bread needs heat.")
    page.show_all()
    (kept,) = store.objectives.all()
    assert (kept.title, kept.why) == ("Without a title yet", "Bread needs heat.")


def test_a_new_objective_left_empty_is_none(page: ObjectivesPage, store: Store) -> None:
    page.write_new()
    page.show_all()
    assert store.objectives.all() == []
